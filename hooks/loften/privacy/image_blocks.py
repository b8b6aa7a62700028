"""The parts that a picture file is made of, so that they can be read and left out without decoding it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from typing import NamedTuple

EXTENSIONS: Mapping[str, tuple[str, ...]] = {
    "jpeg": (".jpg", ".jpeg"),
    "png": (".png",),
    "webp": (".webp",),
    "gif": (".gif",),
}
"""The types of picture that may be published, each with its file extensions, the usual one first."""


class Block(NamedTuple):
    """One part of a file: its name within the format, what it holds, and all its bytes as they stand."""

    name: str
    payload: bytes
    raw: bytes


class BrokenImageError(Exception):
    """The file ends or errs where its format says that more must come."""


def image_type(raw: bytes) -> str:
    """The type of picture by its first bytes: jpeg, png, webp, gif, svg, heic, avif, bmp, tiff; or empty."""
    if raw[4:8] == b"ftyp":
        return _FTYP_BRANDS.get(raw[8:11], "")
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return "webp"
    for start, name in _STARTS.items():
        if raw.startswith(start):
            return name
    return "svg" if b"<svg" in raw[:4096].lower() else ""


_FTYP_BRANDS = {b"avi": "avif", b"hei": "heic", b"hev": "heic", b"mif": "heic"}
_STARTS = {
    b"\xff\xd8\xff": "jpeg",
    b"\x89PNG\r\n\x1a\n": "png",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
    b"BM": "bmp",
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
}


def blocks(raw: bytes) -> tuple[Block, ...]:
    """Every part of a JPEG, PNG, WebP or GIF, in order, so that their `raw` joined is the file.

    What follows the picture's end is a last block named "after". Raises BrokenImageError.
    """
    try:
        return tuple(_READERS[image_type(raw)](raw))
    except (IndexError, ValueError, struct.error) as error:
        raise BrokenImageError from error


_JPEG_MARKER = re.compile(rb"\xff[^\x00\xff]", re.DOTALL)
_JPEG_MARKER_AFTER_SCAN = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]", re.DOTALL)
"""Among the scan's own bytes FF is followed by 00, and those that restart it belong to it."""
_JPEG_WITHOUT_LENGTH = frozenset((0x01, *range(0xD0, 0xD9)))


def _jpeg(raw: bytes) -> Iterator[Block]:
    """JPEG: segments named by their marker, "da" with the scan it begins (ISO/IEC 10918-1 annex B).

    Bytes between two segments are a block named "gap"; "end" is the end marker.
    """
    yield Block("start", b"", raw[:2])
    at, marker = 2, 0
    while marker != 0xD9:
        start = _found(_JPEG_MARKER, raw, at)
        if start > at:
            yield Block("gap", raw[at:start], raw[at:start])
        marker, at = raw[start + 1], start + 2
        if marker == 0xD9:
            yield Block("end", b"", raw[start:at])
            continue
        payload = b""
        if marker not in _JPEG_WITHOUT_LENGTH:
            begin, at = at + 2, at + struct.unpack_from(">H", raw, at)[0]
            if not begin <= at <= len(raw):
                raise BrokenImageError
            payload = raw[begin:at]
        if marker == 0xDA:
            at = _found(_JPEG_MARKER_AFTER_SCAN, raw, at)
        yield Block(f"{marker:02x}", payload, raw[start:at])
    yield from _after(raw, at)


def _found(pattern: re.Pattern[bytes], raw: bytes, at: int) -> int:
    match = pattern.search(raw, at)
    if match is None:
        raise BrokenImageError
    return match.start()


def _after(raw: bytes, at: int) -> Iterator[Block]:
    if raw[at:]:
        yield Block("after", raw[at:], raw[at:])


def _png(raw: bytes) -> Iterator[Block]:
    yield Block("start", b"", raw[:8])
    at, name = 8, ""
    while name != "IEND":
        size, tag = struct.unpack_from(">I4s", raw, at)
        end = at + 12 + size
        if end > len(raw):
            raise BrokenImageError
        name = tag.decode("latin-1")
        yield Block(name, raw[at + 8 : end - 4], raw[at:end])
        at = end
    yield from _after(raw, at)


def _webp(raw: bytes) -> Iterator[Block]:
    stop = 8 + struct.unpack_from("<I", raw, 4)[0]
    if stop > len(raw):
        raise BrokenImageError
    yield Block("start", b"", raw[:12])
    yield from webp_chunks(raw[:stop], 12)
    yield from _after(raw, stop)


def webp_chunks(raw: bytes, at: int) -> Iterator[Block]:
    """The chunks of a WebP, or those inside a frame of one, from a position to the end."""
    while at < len(raw):
        tag, size = struct.unpack_from("<4sI", raw, at)
        end = at + 8 + size
        if end > len(raw):
            raise BrokenImageError
        padded = min(end + size % 2, len(raw))
        yield Block(tag.decode("latin-1").strip(), raw[at + 8 : end], raw[at:padded])
        at = padded


def _gif(raw: bytes) -> Iterator[Block]:
    """GIF: extensions are named by their label (fe comment, ff application), frames "image"."""
    at = 13 + _gif_colours(raw[10])
    yield Block("start", b"", raw[:at])
    while raw[at] != 0x3B:
        if raw[at] == 0x21:
            name, data = f"{raw[at + 1]:02x}", at + 2
        elif raw[at] == 0x2C:
            name, data = "image", at + 10 + _gif_colours(raw[at + 9]) + 1
        else:
            raise BrokenImageError
        payload, end = _gif_data(raw, data)
        yield Block(name, payload, raw[at:end])
        at = end
    yield Block("end", b"", raw[at : at + 1])
    yield from _after(raw, at + 1)


def _gif_colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_data(raw: bytes, at: int) -> tuple[bytes, int]:
    parts = []
    while raw[at]:
        parts.append(raw[at + 1 : at + 1 + raw[at]])
        at += 1 + raw[at]
    return b"".join(parts), at + 1


_READERS = {"jpeg": _jpeg, "png": _png, "webp": _webp, "gif": _gif}
