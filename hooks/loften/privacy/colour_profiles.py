"""Colour profiles: whether one is plain sRGB, which is what a picture without one is shown in."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_LARGEST = 4096
"""Bytes; the usual sRGB profile of Hewlett-Packard has 3,144."""
_COLOURS = {
    b"rXYZ": (0.4361, 0.2225, 0.0139),
    b"gXYZ": (0.3851, 0.7169, 0.0971),
    b"bXYZ": (0.1431, 0.0606, 0.7141),
}
"""The primaries of sRGB (IEC 61966-2-1), adapted to the D50 of all profiles."""
_CURVES = frozenset((b"rTRC", b"gTRC", b"bTRC"))
_TEXTS = frozenset((b"desc", b"cprt", b"dmnd", b"dmdd", b"vued"))
_NUMBERS = frozenset((b"wtpt", b"bkpt", b"chad", b"chrm", b"lumi", b"meas", b"tech", b"view"))
_LARGEST_NUMBERS = 48
"""Bytes of such a tag."""
_TOLERANCE = 0.02

HARMLESS_TEXTS = frozenset(
    (
        *("", "sRGB", "sRGB IEC61966-2.1", "sRGB built-in", "GIMP", "GIMP built-in sRGB", "c2", "uRGB"),
        *("ICC Profile", "ICC profile", "Photoshop ICC profile", "icc", "kCGColorSpaceSRGB"),
        *("IEC http://www.iec.ch", "IEC 61966-2.1 Default RGB colour space - sRGB", "sRGB profile"),
        *("Reference Viewing Condition in IEC61966-2.1", "Copyright (c) 1998 Hewlett-Packard Company"),
        *("No copyright, use freely", "Public Domain", "CC0", "FB", "Google Inc. 2016", "sRGB Parametric"),
        *("Copyright Artifex Software 2011", "Artifex Software sRGB ICC Profile", "Copyright Apple Inc"),
    )
)
"""What the profiles of sRGB say of themselves; any other text may be somebody's."""


def is_plain_srgb(profile: bytes) -> bool:
    """Whether the profile has the colours and curves of sRGB and nothing else, not even a text of its own.

    By ICC.1:2022; what does not hold together is none.
    """
    if len(profile) > _LARGEST or profile[12:24] != b"mntrRGB XYZ ":
        return False
    try:
        tags = tuple(_tags(profile))
        return (
            {*_COLOURS, *_CURVES} <= {name for name, _, _ in tags}
            and all(_is_harmless(name, profile[start:end]) for name, start, end in tags)
            and _has_nothing_else(profile, tags)
        )
    except (struct.error, UnicodeDecodeError, ArithmeticError, TypeError):
        # whatever numbers that are no profile's come to
        return False


_Tag = tuple[bytes, int, int]
"""The name of a tag, and where its bytes begin and end."""


def _tags(profile: bytes) -> Iterator[_Tag]:
    for number in range(struct.unpack_from(">I", profile, 128)[0]):
        name, start, size = struct.unpack_from(">4sII", profile, 132 + 12 * number)
        yield name, start, start + size


def _has_nothing_else(profile: bytes, tags: tuple[_Tag, ...]) -> bool:
    """Whether all other bytes are zero: those between the tags, and the last 28 of the header."""
    slack = bytearray(profile)
    for start, end in ((0, 100), (128, 132 + 12 * len(tags)), *((start, end) for _, start, end in tags)):
        slack[start:end] = bytes(len(slack[start:end]))
    return not any(slack)


def _is_harmless(name: bytes, data: bytes) -> bool:
    if name in _COLOURS:
        found = struct.unpack_from(">3i", data, 8)
        return len(data) == 20 and all(
            abs(value / 65536 - right) < _TOLERANCE
            for value, right in zip(found, _COLOURS[name], strict=True)
        )
    if name in _CURVES:
        return _is_srgb_curve(data)
    if name in _TEXTS:
        return all(text.strip("\0 .,") in HARMLESS_TEXTS for text in _texts(data))
    return name in _NUMBERS and len(data) <= _LARGEST_NUMBERS


def _texts(data: bytes) -> Iterator[str]:
    """The texts of a tag, in each of the three forms that profiles write them."""
    form = data[:4]
    if form == b"text":
        yield data[8:].decode("ascii")
    elif form == b"desc":
        size = struct.unpack_from(">I", data, 8)[0]
        yield data[12 : 12 + size].decode("ascii")
        # the same in Unicode and for an old Macintosh, mostly left empty
        language, characters = struct.unpack_from(">II", data, 12 + size)
        end = 20 + size + 2 * characters
        yield data[20 + size : end].decode("utf-16-be")
        yield data[end + 3 :].decode("ascii")
        yield "" if language in (0, 0x656E5553) else "?"
    elif form == b"mluc":
        count, size = struct.unpack_from(">II", data, 8)
        end = 16 + size * count
        for number in range(min(count, _LARGEST // 12)):
            length, start = struct.unpack_from(">II", data, 20 + size * number)
            yield data[start : start + length].decode("utf-16-be")
            end += length
        yield "" if len(data.rstrip(b"\0")) <= end else "?"
    else:
        yield "?"


def _is_srgb_curve(data: bytes) -> bool:
    """Whether the curve is that of sRGB at seventeen points; a plain gamma of 2.2 is as good."""
    return all(abs(_linear(data, step / 16) - _srgb(step / 16)) < _TOLERANCE for step in range(17))


def _srgb(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _linear(data: bytes, value: float) -> float:
    """What the curve makes of a value from 0 to 1; 2 for a form that no profile of sRGB has."""
    if data[:4] == b"para":
        form = struct.unpack_from(">H", data, 8)[0]
        if form == 0 and len(data) == 16:
            return float(value ** (struct.unpack_from(">i", data, 12)[0] / 65536))
        if form == 3 and len(data) == 32:
            gamma, a, b, c, d = (part / 65536 for part in struct.unpack_from(">5i", data, 12))
            return float((a * value + b) ** gamma) if value >= d else c * value
    elif data[:4] == b"curv":
        count = struct.unpack_from(">I", data, 8)[0]
        if count == 1 and len(data.rstrip(b"\0")) <= 14:
            return float(value ** (struct.unpack_from(">H", data, 12)[0] / 256))
        if count > 1 and 12 + 2 * count <= len(data) <= 14 + 2 * count:
            place = value * (count - 1)
            low = min(int(place), count - 2)
            first, second = struct.unpack_from(">2H", data, 12 + 2 * low)
            return float((first + (second - first) * (place - low)) / 65535)
    return 2.0
