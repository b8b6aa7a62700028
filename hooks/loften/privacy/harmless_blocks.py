"""The list of what a picture file may hold: the picture, and how to show it.

The check refuses a picture with anything else, and cleaning leaves it out. What Exif may say is in
`exif_tags`, which colour profile there may be in `colour_profiles`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping

from loften.privacy.colour_profiles import HARMLESS_TEXTS, is_plain_srgb
from loften.privacy.exif_tags import Exif, exif
from loften.privacy.image_blocks import Block, BrokenImageError, webp_chunks

_Blocks = tuple[Block, ...]
_IsHarmless = Callable[[bytes], bool]
_LARGEST_PROFILE = 4_000_000
"""Bytes; a compressed one may claim to be endless."""


def _always(_payload: bytes) -> bool:
    return True


def _has(*sizes: int) -> _IsHarmless:
    """Whether the payload has one of these sizes, so that there is no room for more."""
    return lambda payload: len(payload) in sizes


def _up_to(size: int) -> _IsHarmless:
    return lambda payload: len(payload) <= size


def _is_harmless_exif(payload: bytes) -> bool:
    found = exif_of(payload)
    return found is not None and found.is_harmless


def _is_jfif(payload: bytes) -> bool:
    """JFIF without its own small copy of the picture."""
    return payload.startswith(b"JFIF\0") and len(payload) == 14 and payload[12:] == b"\0\0"


def _is_adobe(payload: bytes) -> bool:
    return payload.startswith(b"Adobe") and len(payload) == 12


def _is_only_srgb_in_jpeg(payload: bytes) -> bool:
    return payload.startswith(b"ICC_PROFILE\0\1\1") and is_plain_srgb(payload[14:])


def _is_only_srgb_in_png(payload: bytes) -> bool:
    name = payload.partition(b"\0")[0].decode("latin-1")
    return name in HARMLESS_TEXTS and is_plain_srgb(_inflated(payload))


def _is_exif_in_jpeg(payload: bytes) -> bool:
    return payload.startswith(b"Exif\0\0") and _is_harmless_exif(payload)


def _is_frame(payload: bytes) -> bool:
    try:
        return len(payload) >= 16 and all(part.name in _WEBP_PICTURE for part in webp_chunks(payload, 16))
    except BrokenImageError:
        return False


def _is_repetition(payload: bytes) -> bool:
    """How often an animation is shown, and nothing but that."""
    return re.fullmatch(rb"(?:NETSCAPE2\.0|ANIMEXTS1\.0)\x01..", payload, re.DOTALL) is not None


_WEBP_PICTURE = frozenset(("ALPH", "VP8", "VP8L"))

HARMLESS: Mapping[str, Mapping[str, _IsHarmless]] = {
    "jpeg": {
        **dict.fromkeys(("start", "end", "da"), _always),
        # what decodes the picture: frames, Huffman and quantisation tables, restarts
        **dict.fromkeys((f"{marker:02x}" for marker in range(0xC0, 0xD8)), _always),
        **dict.fromkeys(("db", "dc", "dd"), _always),
        "gap": lambda payload: not payload.strip(b"\xff"),
        "e0": _is_jfif,
        "e1": _is_exif_in_jpeg,
        "e2": _is_only_srgb_in_jpeg,
        "ee": _is_adobe,
    },
    "png": {
        **dict.fromkeys(("start", "IDAT", "fdAT"), _always),
        "IHDR": _has(13),
        "PLTE": _up_to(768),
        "IEND": _has(0),
        # transparency, background, frequency of colours, size of a point
        "tRNS": _up_to(256),
        "bKGD": _up_to(6),
        "hIST": _up_to(512),
        "pHYs": _has(9),
        # colours
        "gAMA": _has(4),
        "cHRM": _has(32),
        "sRGB": _has(1),
        "sBIT": _up_to(4),
        "cICP": _has(4),
        "iCCP": _is_only_srgb_in_png,
        "eXIf": _is_harmless_exif,
        # animation
        "acTL": _has(8),
        "fcTL": _has(26),
    },
    "webp": {
        **dict.fromkeys(("start", *_WEBP_PICTURE), _always),
        "VP8X": _has(10),
        "ANIM": _has(6),
        "ANMF": _is_frame,
        "ICCP": is_plain_srgb,
        "EXIF": _is_harmless_exif,
    },
    "gif": {
        **dict.fromkeys(("start", "end", "image"), _always),
        "f9": _has(4),
        "ff": _is_repetition,
    },
}
"""By type of picture, the blocks that may stand in it, each with what it has to be like."""

_MANY = frozenset(
    (*(f"{marker:02x}" for marker in range(0xC0, 0xDE)), "gap", "IDAT", "fcTL", "fdAT", "ANMF", "image", "f9")
)
"""What may stand more than once; of all else a second one would be seen by nobody."""


def foreign(kind: str, parts: _Blocks) -> _Blocks:
    """The blocks that are not on the list, in order."""
    kept = {id(part) for part in _harmless(kind, parts)}
    return tuple(part for part in parts if id(part) not in kept)


def without_foreign(kind: str, parts: _Blocks) -> bytes:
    """The file without what is not on the list; of a block with too much in it the rest stays."""
    kept = {id(part) for part in _harmless(kind, parts)}
    pieces = [part.raw if id(part) in kept else _rest(kind, part) for part in parts]
    if kind != "webp":
        return b"".join(pieces)
    names = {part.name for part in parts if id(part) in kept}
    body = b"".join(
        _announcing(piece, names) if part.name == "VP8X" and piece else piece
        for part, piece in zip(parts[1:], pieces[1:], strict=True)
    )
    return b"RIFF" + (len(body) + 4).to_bytes(4, "little") + b"WEBP" + body


def _harmless(kind: str, parts: _Blocks) -> Iterator[Block]:
    listed = HARMLESS[kind]
    seen: set[str] = set()
    is_animated = any(part.name == "acTL" for part in parts)
    for part in parts:
        if part.name not in listed or not listed[part.name](part.payload):
            continue
        if part.name in seen and part.name not in _MANY:
            continue
        if part.name in ("fcTL", "fdAT") and not is_animated:
            continue
        seen.add(part.name)
        yield part


def _rest(kind: str, part: Block) -> bytes:
    """What is needed of a block that holds more than it should; mostly nothing."""
    name, payload = part.name, part.payload
    if kind == "jpeg" and name == "e0" and payload.startswith(b"JFIF\0") and len(payload) > 13:
        return b"\xff\xe0\0\x10" + payload[:12] + b"\0\0"
    if kind == "jpeg" and name == "ee" and payload.startswith(b"Adobe") and len(payload) > 12:
        return b"\xff\xee\0\x0e" + payload[:12]
    if kind == "webp" and name == "ANMF" and len(payload) >= 16:
        try:
            parts = tuple(webp_chunks(payload, 16))
        except BrokenImageError:
            return b""
        frame = payload[:16] + b"".join(inner.raw for inner in parts if inner.name in _WEBP_PICTURE)
        return b"ANMF" + len(frame).to_bytes(4, "little") + frame
    return b""


_WEBP_FLAGS = {"ICCP": 0x20, "EXIF": 0x08}
_WEBP_PICTURE_FLAGS = 0x12
"""The bits of VP8X for a transparent picture and for an animation."""


def _announcing(extended: bytes, names: set[str]) -> bytes:
    """VP8X with the bits of the chunks that are there."""
    flags = extended[8] & _WEBP_PICTURE_FLAGS | sum(bit for name, bit in _WEBP_FLAGS.items() if name in names)
    return extended[:8] + bytes([flags]) + extended[9:]


# --- what stands in the blocks that cleaning acts on -------------------------------------------------------

_EXIF_BLOCKS = frozenset(("e1", "eXIf", "EXIF"))


def exif_of(payload: bytes) -> Exif | None:
    """The Exif block in a payload; None if there is none that holds together."""
    try:
        return exif(payload)
    except BrokenImageError:
        return None


def orientation(parts: _Blocks) -> int:
    """How the first Exif block says that the picture is to be turned, 1 (upright) to 8."""
    found = (exif_of(part.payload) for part in parts if part.name in _EXIF_BLOCKS)
    return next((block.orientation for block in found if block), 1)


def colour_profile(kind: str, parts: _Blocks) -> bytes:
    """The colour profile, empty if there is none; a JPEG has it in numbered segments."""
    if kind == "jpeg":
        segments = [part.payload for part in parts if part.name == "e2"]
        found = sorted(part[12:] for part in segments if part.startswith(b"ICC_PROFILE\0"))
        return b"".join(part[2:] for part in found)
    name = {"png": "iCCP", "webp": "ICCP"}.get(kind)
    payload = next((part.payload for part in parts if part.name == name), b"")
    return _inflated(payload) if kind == "png" else payload


def _inflated(payload: bytes) -> bytes:
    """The profile of an iCCP chunk, which stands compressed after its name; empty if it is broken."""
    compressed = payload.partition(b"\0")[2][1:]
    try:
        return zlib.decompressobj().decompress(compressed, _LARGEST_PROFILE)
    except zlib.error:
        return b""


def is_cmyk(kind: str, parts: _Blocks) -> bool:
    """Whether a JPEG has the four colours of print."""
    frames = (part.payload for part in parts if re.fullmatch("c[0-35-7]", part.name))
    return kind == "jpeg" and any(frame[5:6] == b"\4" for frame in frames)


def is_animated(kind: str, parts: _Blocks) -> bool:
    """Whether the picture has several frames, so that it moves."""
    frames = sum(part.name == {"png": "fcTL", "webp": "ANMF", "gif": "image"}.get(kind) for part in parts)
    return frames > 1
