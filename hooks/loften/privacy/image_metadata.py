"""What a picture file tells beside its picture: place, camera, persons and texts."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import ExifTags, Image

from loften.privacy.image_blocks import Block, blocks, image_type

PLACE = "var den är tagen"
OWNER = "kamerans ägare"
PHOTOGRAPHER = "fotografens namn (skriv det i fältet credit i stället)"
SERIAL_NUMBER = "kamerans serienummer"
PERSONS = "vilka som syns på den"
MAKER = "uppgifter från kameratillverkaren, som kan vara ägare och serienummer"
FILM = "mer än bilden: en film eller en annan fil ligger i samma fil"

_LARGEST_TEXT = 1_000_000
"""Bytes; a compressed text may claim to be endless."""


@dataclass(frozen=True)
class Hidden:
    """What the file tells: `revealed` is refused, in Swedish words; `texts` are to be searched further."""

    revealed: tuple[str, ...]
    texts: tuple[str, ...]


def hidden(raw: bytes) -> Hidden:
    """Everything told by Exif, XMP, IPTC, comments, text chunks and what follows the picture.

    Raises BrokenImageError for a file that does not hold together.
    """
    revealed: list[str] = []
    texts: list[str] = []
    kind = image_type(raw)
    for block in blocks(raw):
        for what, text in _told(kind, block):
            if what:
                revealed.append(what)
            if text:
                texts.append(text)
    return Hidden(tuple(dict.fromkeys(revealed)), tuple(texts))


_Told = tuple[str | None, str | None]
"""What is revealed, None if that is not known, and a text to search."""


def _told(kind: str, block: Block) -> Iterator[_Told]:
    name, data = block.name, block.payload
    if name == "after":
        yield from _after(data)
    elif kind == "jpeg":
        yield from _jpeg(name, data)
    elif kind == "png":
        yield from _png(name, data)
    elif kind == "webp" and name == "EXIF":
        yield from _exif(data)
    elif kind == "webp" and name == "XMP":
        yield from _xmp(data)
    elif kind == "gif" and name == "ff" and data.startswith(b"XMP DataXMP"):
        # GIF holds XMP as it is, not in sub-blocks, so only the raw bytes have every letter.
        yield from _xmp(block.raw)
    elif kind == "gif" and name == "fe":
        yield None, _decoded(data)


def _jpeg(name: str, data: bytes) -> Iterator[_Told]:
    if name == "e1" and data.startswith(b"Exif\0\0"):
        yield from _exif(data)
    elif name == "e1":
        yield from _xmp(data)
    elif name == "ed":
        yield from _iptc(data)
    elif name == "fe":
        yield None, _decoded(data)


def _png(name: str, data: bytes) -> Iterator[_Told]:
    if name == "eXIf":
        yield from _exif(data)
    elif name in ("tEXt", "zTXt", "iTXt"):
        keyword, text = _png_text(name, data)
        if keyword in ("Author", "Artist", "Creator") and text.strip():
            yield PHOTOGRAPHER, text
        elif keyword == "XML:com.adobe.xmp":
            yield from _xmp(text.encode())
        elif keyword.startswith("Raw profile type"):
            yield from _raw_profile(text)
        else:
            yield None, text


def _png_text(name: str, data: bytes) -> tuple[str, str]:
    """The keyword and the text of a PNG chunk (PNG specification, 11.3.3)."""
    keyword, _, rest = data.partition(b"\0")
    is_compressed = name == "zTXt" or (name == "iTXt" and rest[:1] == b"\1")
    if name == "iTXt":
        rest = rest[2:].split(b"\0", 2)[-1]
    elif name == "zTXt":
        rest = rest[1:]
    if is_compressed:
        rest = zlib.decompressobj().decompress(rest, _LARGEST_TEXT)
    return keyword.decode("latin-1"), _decoded(rest)


def _raw_profile(text: str) -> Iterator[_Told]:
    """A profile that ImageMagick wrote as lines of hexadecimal digits, after its name and length."""
    digits = re.sub(r"[^0-9a-fA-F]", "", "".join(text.split("\n")[3:]))
    data = bytes.fromhex(digits[: len(digits) // 2 * 2])
    if b"Exif\0\0" in data[:64]:
        yield from _exif(data[data.index(b"Exif\0\0") :])
    elif b"<x:xmpmeta" in data:
        yield from _xmp(data)
    else:
        yield from _iptc(data)


# --- Exif -----------------------------------------------------------------------------------------------

_REFUSED_TAGS = {
    0x013B: PHOTOGRAPHER,  # Artist
    0x9C9D: PHOTOGRAPHER,  # XPAuthor
    0xA430: OWNER,  # CameraOwnerName
    0xA431: SERIAL_NUMBER,  # BodySerialNumber
    0xA435: SERIAL_NUMBER,  # LensSerialNumber
    0xC62F: SERIAL_NUMBER,  # CameraSerialNumber
    0xA437: PHOTOGRAPHER,  # Photographer (Exif 3.0)
    0xA438: PHOTOGRAPHER,  # ImageEditor (Exif 3.0)
}
_GPS_PLACE_TAGS = frozenset((2, 4, 20, 22, 27, 28))
"""Latitude, longitude, the same of the destination, processing method and area name; not the bare version."""
_UNICODE_TAGS = frozenset((0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F))
"""Windows's own texts, in UTF-16."""


def _exif(data: bytes) -> Iterator[_Told]:
    exif = Image.Exif()
    exif.load(data)
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    if any(_written(gps.get(tag)) for tag in _GPS_PLACE_TAGS):
        yield PLACE, None
    details = exif.get_ifd(ExifTags.IFD.Exif)
    # Makers keep owner and serial number in a block of their own form; Apple's holds neither.
    if details.get(ExifTags.Base.MakerNote) and _written(exif.get(ExifTags.Base.Make)) != "Apple":
        yield MAKER, None
    for tag, value in (*exif.items(), *details.items()):
        text = _written(value, is_unicode=tag in _UNICODE_TAGS)
        if tag != ExifTags.Base.MakerNote and text:
            yield _REFUSED_TAGS.get(tag), text if isinstance(value, str | bytes) else None


def _written(value: object, *, is_unicode: bool = False) -> str:
    """The value as text without padding; empty if there is none."""
    if isinstance(value, bytes):
        encoding = "utf-16-le" if is_unicode else "utf-8"
        value = (
            value.removeprefix(b"ASCII\0\0\0").removeprefix(b"UNICODE\0").decode(encoding, errors="replace")
        )
    return "" if value is None else str(value).replace("\0", "").strip()


# --- XMP and IPTC ---------------------------------------------------------------------------------------

_XMP_REFUSED = (
    (re.compile(r"GPSL(?:atitude|ongitude)\b"), PLACE),
    (re.compile(r"(?:CameraOwnerName|aux:OwnerName)\b"), OWNER),
    (re.compile(r"\w:(?:(?:Body|Lens)?SerialNumber)\b"), SERIAL_NUMBER),
    (re.compile(r"<dc:creator>(?:\s|<[^>]*>)*[^\s<]|(?:tiff:Artist|photoshop:Credit)\b"), PHOTOGRAPHER),
    (re.compile(r"PersonInImage\b|mwg-rs:Name\b|PersonDisplayName\b"), PERSONS),
)
_XMP_VALUE = re.compile(r'="([^"]*)"|=\'([^\']*)\'|>([^<]+)<')
_XMP_MACHINE_VALUE = re.compile(r"(?:xmp\.|uuid:|adobe:|https?://|[0-9A-Fa-f-]{16,}$)")
"""Identifiers that programs make: long, numerical, and nobody's."""


def _xmp(data: bytes) -> Iterator[_Told]:
    text = _decoded(data)
    for pattern, what in _XMP_REFUSED:
        if pattern.search(text):
            yield what, None
    for match in _XMP_VALUE.finditer(text):
        value = html.unescape(match[1] or match[2] or match[3] or "").strip()
        if value and not _XMP_MACHINE_VALUE.match(value):
            yield None, value


_IPTC_DATA = re.compile(rb"\x1c\x02(.)(..)", re.DOTALL)
_IPTC_REFUSED = {80: PHOTOGRAPHER, 85: PHOTOGRAPHER, 118: PHOTOGRAPHER, 122: PHOTOGRAPHER}
"""By-line, its title, contact, and who wrote the caption (IPTC-IIM 4.2)."""


def _iptc(data: bytes) -> Iterator[_Told]:
    for match in _IPTC_DATA.finditer(data):
        size = int.from_bytes(match[2], "big")
        text = _decoded(data[match.end() : match.end() + size]).strip("\0 ")
        if text:
            yield _IPTC_REFUSED.get(match[1][0]), text


# --- the rest -------------------------------------------------------------------------------------------


def _after(data: bytes) -> Iterable[_Told]:
    """What lies after the picture: telephones put a film or a second picture there."""
    if b"ftyp" in data or b"PK\3\4" in data:
        yield FILM, None
    at = data.find(b"Exif\0\0")
    while at >= 0:
        yield from _exif(data[at:])
        at = data.find(b"Exif\0\0", at + 1)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
