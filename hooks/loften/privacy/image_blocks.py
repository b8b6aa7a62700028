"""The parts that a picture file is made of, so that they can be read and left out without decoding it."""

from __future__ import annotations

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


def _jpeg(raw: bytes) -> Iterator[Block]:
    """JPEG: segments up to the scan (ISO/IEC 10918-1 annex B); from it to the end marker is one block."""
    yield Block("start", b"", raw[:2])
    at = 2
    while raw[at + 1] != 0xDA:
        if raw[at] != 0xFF:
            raise BrokenImageError
        end = at + 2 + struct.unpack_from(">H", raw, at + 2)[0]
        if end > len(raw):
            raise BrokenImageError
        yield Block(f"{raw[at + 1]:02x}", raw[at + 4 : end], raw[at:end])
        at = end
    end = _jpeg_end(raw, at)
    yield Block("scan", b"", raw[at:end])
    if raw[end:]:
        yield Block("after", raw[end:], raw[end:])


def _jpeg_end(raw: bytes, at: int) -> int:
    """The position after the end marker: the first FF D9 of the scans, where FF is else followed by 00."""
    while True:
        at = raw.index(b"\xff", at)
        marker = raw[at + 1]
        if marker == 0xD9:
            return at + 2
        if marker in (0x00, 0xFF, 0x01) or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
        else:
            at += 2 + struct.unpack_from(">H", raw, at + 2)[0]


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
    if raw[at:]:
        yield Block("after", raw[at:], raw[at:])


def _webp(raw: bytes) -> Iterator[Block]:
    stop = 8 + struct.unpack_from("<I", raw, 4)[0]
    if stop > len(raw):
        raise BrokenImageError
    yield Block("start", b"", raw[:12])
    at = 12
    while at < stop:
        tag, size = struct.unpack_from("<4sI", raw, at)
        end = at + 8 + size + size % 2
        yield Block(tag.decode("latin-1").strip(), raw[at + 8 : at + 8 + size], raw[at:end])
        at = end
    if raw[at:]:
        yield Block("after", raw[at:], raw[at:])


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
    if raw[at + 1 :]:
        yield Block("after", raw[at + 1 :], raw[at + 1 :])


def _gif_colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_data(raw: bytes, at: int) -> tuple[bytes, int]:
    parts = []
    while raw[at]:
        parts.append(raw[at + 1 : at + 1 + raw[at]])
        at += 1 + raw[at]
    return b"".join(parts), at + 1


_READERS = {"jpeg": _jpeg, "png": _png, "webp": _webp, "gif": _gif}
