"""What the blocks of a picture that are not on the list tell, in Swedish words for editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loften.privacy.exif_tags import DETAILS, GPS, HARMLESS_TAGS, MAIN, THUMBNAIL, Exif
from loften.privacy.harmless_blocks import exif_of
from loften.privacy.image_blocks import Block

PLACE = "var den är tagen"
OWNER = "kamerans ägare"
AUTHOR = "namnet på den som har gjort den"
PHOTOGRAPHER = "fotografens namn (skriv det i fältet credit i stället)"
SERIAL_NUMBER = "kamerans serienummer"
PERSONS = "vilka som syns på den"
DEVICE = "datorns eller telefonens namn"
MAKER = "uppgifter från kameratillverkaren, som kan vara ägare och serienummer"
SMALL_COPY = "en liten kopia av bilden, som kan visa det du har skurit bort"
CAMERA = "uppgifter om kameran eller när den är tagen"
COMMENT = "en kommentar eller bildtext"
PROGRAM = "uppgifter från ett bildprogram (XMP eller IPTC)"
PROFILE = "en färgprofil från en skärm, kamera eller telefon"
ORIGIN = "ett intyg om hur den är gjord (C2PA)"
FILM = "en film efter bildens slut"
SECOND_PICTURE = "en andra bild"
DOCUMENT = "en annan fil efter bildens slut"
AFTER = "något efter bildens slut"
UNKNOWN = "okända uppgifter"


def told(kind: str, blocks: Iterable[Block]) -> tuple[str, ...]:
    """What the blocks reveal, each once, in the order in which they stand; never empty for a block."""
    return tuple(dict.fromkeys(what for block in blocks for what in _told(kind, block)))


def _told(kind: str, block: Block) -> Iterator[str]:
    name, data = block.name, block.payload
    if name == "after":
        yield _after(data)
    elif kind == "jpeg":
        yield from _jpeg(name, data)
    elif kind == "png":
        yield from _png(name, data)
    elif name == "EXIF":
        yield from _exif(data)
    elif name == "XMP":
        yield from _xmp(data)
    elif kind == "gif" and name == "ff" and data.startswith(b"XMP DataXMP"):
        # GIF holds XMP as it is, not in sub-blocks, so only the raw bytes have every letter.
        yield from _xmp(block.raw)
    elif name == "ICCP" or data.startswith(b"ICCRGBG1"):
        yield PROFILE
    elif name in ("VP8", "VP8L", "ALPH"):
        yield SECOND_PICTURE
    else:
        yield COMMENT if kind == "gif" and name in ("fe", "01") else UNKNOWN


def _jpeg(name: str, data: bytes) -> Iterator[str]:
    if name == "e1" and data.startswith(b"Exif\0\0"):
        yield from _exif(data)
    elif name == "e1":
        yield from _xmp(data)
    elif name == "ed":
        yield from _iptc(data)
    elif name == "e0":
        yield SMALL_COPY
    elif name == "e2" and data.startswith(b"MPF\0"):
        yield SECOND_PICTURE
    elif name == "e2" and data.startswith(b"ICC_PROFILE\0"):
        yield PROFILE
    else:
        yield {"fe": COMMENT, "eb": ORIGIN}.get(name, UNKNOWN)


def _png(name: str, data: bytes) -> Iterator[str]:
    keyword = data.partition(b"\0")[0].decode("latin-1")
    if name == "eXIf":
        yield from _exif(data)
    elif name == "iTXt" and keyword == "XML:com.adobe.xmp":
        yield from _xmp(data)
    elif name in ("tEXt", "zTXt", "iTXt"):
        is_name = keyword in ("Author", "Artist", "Creator")
        yield PHOTOGRAPHER if is_name else COMMENT
    else:
        yield {"iCCP": PROFILE, "tIME": CAMERA, "caBX": ORIGIN}.get(name, UNKNOWN)


# --- Exif -----------------------------------------------------------------------------------------------

_TAGS = {
    0x013B: PHOTOGRAPHER,  # Artist
    0x9C9D: PHOTOGRAPHER,  # XPAuthor
    0xA437: PHOTOGRAPHER,  # Photographer (Exif 3.0)
    0xA438: PHOTOGRAPHER,  # ImageEditor (Exif 3.0)
    0xA430: OWNER,  # CameraOwnerName
    0xA431: SERIAL_NUMBER,  # BodySerialNumber
    0xA435: SERIAL_NUMBER,  # LensSerialNumber
    0xC62F: SERIAL_NUMBER,  # CameraSerialNumber
    0x013C: DEVICE,  # HostComputer
    0x927C: MAKER,  # MakerNote
    0x010E: COMMENT,  # ImageDescription
    0x9286: COMMENT,  # UserComment
    **dict.fromkeys((0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F), COMMENT),  # Windows's own texts
    0x02BC: PROGRAM,  # XMP
    0x83BB: PROGRAM,  # IPTC
    0x8773: PROFILE,
}
_PLACE_TAGS = frozenset((2, 4, 20, 22, 27, 28))
"""Latitude, longitude, the same of the destination, processing method and area name."""


def _exif(data: bytes) -> Iterator[str]:
    found = exif_of(data)
    if found is None:
        yield CAMERA
        return
    yield from dict.fromkeys(_tags(found)) or (UNKNOWN,)


def _tags(found: Exif) -> Iterator[str]:
    # enough of each value to see whether anything is written there
    written = [tag for tag in found.tags if found.value(tag)[:200].strip(b"\0 ")]
    is_placed = any(tag.folder == GPS and tag.number in _PLACE_TAGS for tag in written)
    for tag in found.tags:
        if is_placed and (tag.folder == GPS or tag.number == 0x8825):
            yield PLACE
        elif tag.folder == THUMBNAIL:
            yield SMALL_COPY
        elif tag.folder in (MAIN, DETAILS) and tag.number in _TAGS and tag in written:
            yield _TAGS[tag.number]
        elif tag.number not in HARMLESS_TAGS.get(tag.folder, ()):
            yield CAMERA


# --- XMP and IPTC ---------------------------------------------------------------------------------------

_XMP = (
    (re.compile(r"GPSL(?:atitude|ongitude)\b"), PLACE),
    (re.compile(r"(?:CameraOwnerName|aux:OwnerName)\b"), OWNER),
    (re.compile(r"\w:(?:(?:Body|Lens)?SerialNumber)\b"), SERIAL_NUMBER),
    (re.compile(r"<dc:creator>(?:\s|<[^>]{0,200}>){0,20}+[^\s<]"), PHOTOGRAPHER),
    (re.compile(r"(?:tiff:Artist|photoshop:Credit)\b"), PHOTOGRAPHER),
    (re.compile(r"pdf:Author\b"), AUTHOR),
    (re.compile(r"PersonInImage\b|mwg-rs:Name\b|PersonDisplayName\b"), PERSONS),
)


def _xmp(data: bytes) -> Iterator[str]:
    # in UTF-16 every other byte is zero
    text = data.replace(b"\0", b"").decode("utf-8", "replace")
    found = tuple(what for pattern, what in _XMP if pattern.search(text))
    yield from found or (PROGRAM,)


_IPTC_NAMES = re.compile(rb"\x1c\x02[\x50\x55\x76\x7a](?!\0\0)", re.DOTALL)
"""By-line, its title, contact, and who wrote the caption (IPTC-IIM 4.2), with something in it."""


def _iptc(data: bytes) -> Iterator[str]:
    yield PHOTOGRAPHER if _IPTC_NAMES.search(data) else PROGRAM


# --- the rest -------------------------------------------------------------------------------------------


def _after(data: bytes) -> str:
    """What lies after the picture: telephones put a film or a second picture there."""
    if b"ftyp" in data:
        return FILM
    if b"PK\3\4" in data or b"%PDF-" in data:
        return DOCUMENT
    return SECOND_PICTURE if b"\xff\xd8\xff" in data else AFTER
