"""Pictures as cameras, telephones and programs write them: what passes, what is refused, how all are cleaned.

Each is made here byte by byte: the blocks that the program is known to write, around the same small picture.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat

import samples
from built import KOPING, build, copy_project
from loften.comparing.word_changes import pictures
from loften.deriving.published import published
from loften.privacy.clean_images import as_published, clean, clean_images
from loften.privacy.colour_profiles import is_plain_srgb
from loften.privacy.exif_tags import exif
from loften.privacy.harmless_blocks import HARMLESS
from loften.privacy.image_blocks import BrokenImageError, blocks, image_type
from loften.privacy.images import inspect
from loften.reading.load import load
from loften.writing.outputs import write

# --- how each format is put together -------------------------------------------------------------------


def photo(kind: str, mode: str = "RGB", size: tuple[int, int] = (48, 32), **settings: object) -> bytes:
    """A picture with other colours in each corner, so that it shows whether it has been turned."""
    image = Image.linear_gradient("L").resize(size)
    bands = (image, image.transpose(Image.Transpose.ROTATE_90).resize(size), Image.new("L", size, 90))
    output = io.BytesIO()
    Image.merge("RGB", bands).convert(mode).save(output, kind, **settings)
    return output.getvalue()


def see_through(kind: str) -> bytes:
    image = Image.new("RGB", (48, 32), "red")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    output = io.BytesIO()
    image.save(output, kind)
    return output.getvalue()


def segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def jpeg(*segments: bytes, after: bytes = b"", raw: bytes = b"") -> bytes:
    """A JPEG with these segments after its own JFIF."""
    raw = raw or photo("jpeg")
    return raw[:20] + b"".join(segments) + raw[20:] + after


def without_jfif(raw: bytes) -> bytes:
    return raw[:2] + raw[20:]


def chunk(name: bytes, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload)) + name + payload + struct.pack(">I", zlib.crc32(name + payload))


def png(*chunks: bytes, after: bytes = b"", raw: bytes = b"") -> bytes:
    """A PNG with these chunks after its header."""
    raw = raw or photo("png")
    return raw[:33] + b"".join(chunks) + raw[33:] + after


def webp(*chunks: tuple[bytes, bytes], flags: int = 0, after: bytes = b"") -> bytes:
    """An extended WebP with these chunks after its picture."""
    picture = photo("webp")[12:]
    body = b"WEBP" + b"VP8X\x0a\0\0\0" + bytes([flags, 0, 0, 0, 47, 0, 0, 31, 0, 0]) + picture
    for name, payload in chunks:
        body += name + struct.pack("<I", len(payload)) + payload + b"\0" * (len(payload) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body + after


def gif(*extensions: bytes, after: bytes = b"") -> bytes:
    raw = photo("gif")
    at = raw.index(b"\x2c", 13 + 768)
    return raw[:at] + b"".join(extensions) + raw[at:] + after


def extension(label: int, *parts: bytes) -> bytes:
    return bytes([0x21, label]) + b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


Value = tuple[int, int, int, bytes]
"""A tag of Exif: its number, its type, the number of its values and their bytes."""


def short(tag: int, value: int) -> Value:
    return tag, 3, 1, struct.pack(">HH", value, 0)


def rational(tag: int, value: int) -> Value:
    return tag, 5, 1, struct.pack(">II", value, 1)


def text(tag: int, value: str) -> Value:
    return tag, 2, len(value) + 1, value.encode() + b"\0"


def undefined(tag: int, value: bytes) -> Value:
    return tag, 7, len(value), value


def tiff(
    main: Iterable[Value], details: Iterable[Value] = (), gps: Iterable[Value] = (), thumbnail: bytes = b""
) -> bytes:
    """A block of Exif, as in PNG and WebP, its tags in the order of their numbers."""
    folders: list[bytes] = []
    start = 8
    below = []
    for pointer, values in ((0x8769, details), (0x8825, gps)):
        if values:
            folders.append(_folder(values, start))
            below.append((pointer, 4, 1, struct.pack(">I", start)))
            start += len(folders[-1])
    first = _folder((*main, *below), start, start_of_next=bool(thumbnail))
    data = b"MM\0*" + struct.pack(">I", start) + b"".join(folders) + first
    if thumbnail:
        copy = [
            (0x0201, 4, 1, struct.pack(">I", len(data) + 30)),
            (0x0202, 4, 1, struct.pack(">I", len(thumbnail))),
        ]
        data += _folder(copy, len(data)) + thumbnail
    return data


def _folder(values: Iterable[Value], start: int, *, start_of_next: bool = False) -> bytes:
    entries, beyond = b"", b""
    values = sorted(values)
    end = start + 2 + 12 * len(values) + 4
    for tag, kind, count, value in values:
        entries += struct.pack(">HHI", tag, kind, count)
        entries += value.ljust(4, b"\0") if len(value) <= 4 else struct.pack(">I", end + len(beyond))
        beyond += value + b"\0" * (len(value) % 2) if len(value) > 4 else b""
    following = end + len(beyond) if start_of_next else 0
    return struct.pack(">H", len(values)) + entries + struct.pack(">I", following) + beyond


def app1(data: bytes) -> bytes:
    return segment(0xE1, b"Exif\0\0" + data)


def xmp(inside: str) -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>{inside}</rdf:RDF></x:xmpmeta>'.encode()


HOW_TO_SHOW = (rational(0x011A, 72), rational(0x011B, 72), short(0x0128, 2), short(0x0213, 1))
SIZES = (
    *(undefined(0x9000, b"0232"), undefined(0x9101, b"\1\2\3\0"), undefined(0xA000, b"0100")),
    *(short(0xA001, 1), short(0xA002, 48), short(0xA003, 32), short(0xA406, 0)),
)
CAMERA = (text(0x010F, "samsung"), text(0x0110, "SM-S911B"), text(0x0132, "2024:03:01 09:00:00"))
GPS = ((1, 2, 2, b"N\0"), (2, 5, 3, struct.pack(">6I", 59, 1, 30, 1, 50, 1)), (29, 2, 11, b"2024:03:01\0"))


# --- colour profiles --------------------------------------------------------------------------------------


def profile(
    *,
    red: tuple[int, int, int] = (0x6FA2, 0x38F5, 0x0390),
    green: tuple[int, int, int] = (0x6299, 0xB785, 0x18DA),
    blue: tuple[int, int, int] = (0x24A0, 0x0F84, 0xB6CF),
    curve: bytes = b"curv\0\0\0\0\0\0\0\1\2\x33\0\0",
    name: str = "sRGB IEC61966-2.1",
    owner: str = "Copyright (c) 1998 Hewlett-Packard Company",
    after: bytes = b"",
) -> bytes:
    """A profile of the old kind; as it stands it is Hewlett-Packard's of sRGB with a shorter curve."""
    xyz = {
        tag: b"XYZ \0\0\0\0" + struct.pack(">3i", *value)
        for tag, value in (
            (b"rXYZ", red),
            (b"gXYZ", green),
            (b"bXYZ", blue),
            (b"wtpt", (0xF351, 0x10000, 0x116CC)),
        )
    }
    described = name.encode() + b"\0"
    desc = b"desc\0\0\0\0" + struct.pack(">I", len(described)) + described + bytes(78)
    cprt = b"text\0\0\0\0" + owner.encode() + b"\0"
    tags = {**xyz, b"rTRC": curve, b"gTRC": curve, b"bTRC": curve, b"desc": desc, b"cprt": cprt}
    at, table, data = 132 + 12 * len(tags), b"", b""
    for tag, value in tags.items():
        # the three curves are one
        start = data.find(value) if value in data else len(data)
        table += struct.pack(">4sII", tag, at + start, len(value))
        data += value + b"\0" * (-len(value) % 4) if start == len(data) else b""
    header = struct.pack(">I4sI", at + len(data), b"Lino", 0x02100000) + b"mntrRGB XYZ " + bytes(12) + b"acsp"
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + data + after


SRGB = profile()
DISPLAY_P3 = profile(
    red=(0x83DF, 0x3DBF, -0x45),
    green=(0x4ABF, 0xB137, 0x0AB9),
    blue=(0x2838, 0x110B, 0xC8B9),
    name="Display P3",
)
BUILT_IN = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def app2(colours: bytes) -> bytes:
    return segment(0xE2, b"ICC_PROFILE\0\1\1" + colours)


def iccp(colours: bytes, name: bytes = b"ICC Profile") -> bytes:
    return chunk(b"iCCP", name + b"\0\0" + zlib.compress(colours))


@pytest.mark.parametrize(
    "colours",
    [
        SRGB,
        BUILT_IN,
        profile(name="c2", owner="FB"),
        profile(name="sRGB", owner="Google Inc. 2016"),
        profile(curve=b"curv\0\0\0\0\0\0\4\0" + b"".join(
            struct.pack(">H", round(65535 * ((at / 1023 + 0.055) / 1.055) ** 2.4 if at > 41 else at * 4.96))
            for at in range(1024)
        )),
    ],
)  # fmt: skip
def test_plain_srgb_is_known_whoever_wrote_it(colours: bytes) -> None:
    assert is_plain_srgb(colours)


@pytest.mark.parametrize(
    "colours",
    [
        b"",
        SRGB[:100],
        SRGB[:300],
        DISPLAY_P3,
        profile(name="Annas skärm".encode().decode("latin-1")),
        profile(owner="Anna Andersson"),
        profile(after=b"Anna"),
        profile(curve=b"curv\0\0\0\0\0\0\0\0"),
        profile(curve=b"curv\0\0\0\0\0\0\0\1\1\x00\0\0"),
        profile(curve=b"curv\0\0\0\0\0\0\0\1\2\x33Anna"),
        SRGB[:110] + b"Anna" + SRGB[114:],
    ],
)
def test_a_profile_with_other_colours_or_words_is_not_plain(colours: bytes) -> None:
    assert not is_plain_srgb(colours)


# --- what each program writes ---------------------------------------------------------------------------

HARMLESS_PICTURES = {
    "WhatsApp on Android.jpg": photo("jpeg"),
    "WhatsApp saved by an iPhone.jpg": jpeg(app1(tiff((short(0x0112, 1), *HOW_TO_SHOW), SIZES))),
    "Windows, without properties.jpg": jpeg(
        app1(tiff((*HOW_TO_SHOW, undefined(0xEA1C, b"\xea\x1c\0\0\0\x08" + bytes(2054))), SIZES))
    ),
    "Paint.jpg": photo("jpeg", dpi=(96, 96)),
    "Paint.png": png(chunk(b"sRGB", b"\0"), chunk(b"pHYs", bytes(9))),
    "Windows screenshot.png": png(
        chunk(b"sRGB", b"\0"),
        chunk(b"gAMA", struct.pack(">I", 45455)),
        chunk(b"pHYs", struct.pack(">IIB", 3779, 3779, 1)),
        raw=photo("png", "RGBA"),
    ),
    "Canva.png": png(chunk(b"pHYs", struct.pack(">IIB", 3780, 3780, 1)), chunk(b"sRGB", b"\0")),
    "Canva.jpg": jpeg(app2(SRGB)),
    "Photoshop, for the web.jpg": jpeg(segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")),
    "Facebook.jpg": jpeg(app2(profile(name="c2", owner="FB"))),
    "GIMP.png": png(iccp(profile(name="GIMP built-in sRGB", owner="Public Domain"))),
    "Android.webp": webp((b"ICCP", SRGB), flags=0x20),
    "see-through.webp": see_through("webp"),
    "lossless.webp": photo("webp", lossless=True),
    "upright.webp": webp((b"EXIF", tiff([short(0x0112, 1)])), flags=0x08),
    "progressive.jpg": photo("jpeg", progressive=True, size=(96, 64)),
    "with restarts.jpg": jpeg(raw=photo("jpeg", restart_marker_blocks=1)),
    "grey.jpg": photo("jpeg", "L"),
    "palette.png": photo("png", "P"),
    "see-through.png": photo("png", "P", transparency=0),
    "upright.png": png(chunk(b"eXIf", tiff([short(0x0112, 1)]))),
    "sixteen colours.png": photo("png", "P", bits=4),
    "drawn.gif": photo("gif"),
    "loop.gif": gif(extension(0xFF, b"NETSCAPE2.0", b"\1\0\0")),
}

PLACE = "var den är tagen"
CREDIT = "fotografens namn (skriv det i fältet credit i stället)"
WHEN = "uppgifter om kameran eller när den är tagen"
MAKER = "uppgifter från kameratillverkaren, som kan vara ägare och serienummer"
COPY = "en liten kopia av bilden, som kan visa det du har skurit bort"
COMMENT = "en kommentar eller bildtext"
PROGRAM = "uppgifter från ett bildprogram (XMP eller IPTC)"
COLOURS = "en färgprofil från en skärm, kamera eller telefon"
ORIGIN = "ett intyg om hur den är gjord (C2PA)"
FILM = "en film efter bildens slut"
SECOND = "en andra bild"
DOCUMENT = "en annan fil efter bildens slut"
AFTER = "något efter bildens slut"
UNKNOWN = "okända uppgifter"

ADOBE_XMP = b"http://ns.adobe.com/xap/1.0/\0"
LONG_XMP = b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + struct.pack(">II", 20, 0)
PHOTOSHOP = b"Photoshop 3.0\x008BIM\4\4\0\0"
OWNER = text(0xA430, "Anna")
MAKER_NOTE = undefined(0x927C, b"Apple iOS\0\0\1MM" + bytes(20))

REFUSED_PICTURES = {
    "iPhone.jpg": (
        jpeg(
            app1(
                tiff(
                    (short(0x0112, 6), *HOW_TO_SHOW, *CAMERA, text(0x013C, "Annas iPhone")),
                    (*SIZES, MAKER_NOTE),
                    GPS,
                )
            ),
            app2(DISPLAY_P3),
            segment(0xE2, b"MPF\0MM\0*" + bytes(40)),
            after=photo("jpeg"),
            raw=photo("jpeg", size=(64, 32)),
        ),
        f"{WHEN}, datorns eller telefonens namn, {PLACE}, {MAKER}, {COLOURS} och {SECOND}",
    ),
    "iPhone without place.jpg": (
        jpeg(app1(tiff((short(0x0112, 1), *HOW_TO_SHOW, *CAMERA), SIZES))),
        WHEN,
    ),
    "Samsung, moving.jpg": (
        jpeg(app1(tiff(CAMERA, SIZES, (), photo("jpeg"))), after=b"\0\0\0\x18ftypmp42" + bytes(90) + b"SEFT"),
        f"{WHEN}, {COPY} och {FILM}",
    ),
    "Pixel, moving.jpg": (
        jpeg(
            segment(0xE1, ADOBE_XMP + xmp('<rdf:Description GCamera:MotionPhoto="1"/>')),
            segment(0xE1, LONG_XMP + xmp("")),
            after=photo("jpeg") + b"\0\0\0\x18ftypmp42",
        ),
        f"{PROGRAM} och {FILM}",
    ),
    "Canon.jpg": (
        jpeg(app1(tiff(CAMERA, (*SIZES, OWNER, text(0xA431, "0123"), undefined(0x927C, b"\1\2"))))),
        f"{WHEN}, {MAKER}, kamerans ägare och kamerans serienummer",
    ),
    "Nikon with a place of GPS alone.jpg": (jpeg(app1(tiff((), (), GPS))), PLACE),
    "Photoshop.jpg": (
        jpeg(
            segment(0xE1, ADOBE_XMP + xmp("<dc:creator><rdf:li>Anna</rdf:li></dc:creator>")),
            segment(0xED, PHOTOSHOP + b"\0\0\0\x09\x1c\x02\x50\0\4Anna\0"),
            segment(0xEC, b"Ducky\0\1\0\4\0\0\0\x50"),
            app2(profile(name="Adobe RGB (1998)", red=(0x9C18, 0x4FA5, 0x04FC))),
        ),
        f"{CREDIT}, {UNKNOWN} och {COLOURS}",
    ),
    "Facebook with its mark.jpg": (
        jpeg(segment(0xED, PHOTOSHOP + b"\0\0\0\x0c\x1c\x02\x28\0\x07FBMD230")),
        PROGRAM,
    ),
    "Windows with a title.jpg": (
        jpeg(app1(tiff([undefined(0x9C9B, "Åsas bil".encode("utf-16-le"))]))),
        COMMENT,
    ),
    "XMP in UTF-16.jpg": (
        jpeg(segment(0xE1, ADOBE_XMP + xmp("<dc:creator>Åsa").decode().encode("utf-16-be"))),
        CREDIT,
    ),
    "made by a machine.jpg": (jpeg(segment(0xEB, b"JP\0\1\0\0\0\1jumb" + bytes(30))), ORIGIN),
    "FLIR.jpg": (jpeg(segment(0xE4, b"Anna")), UNKNOWN),
    "comment.jpg": (jpeg(segment(0xFE, "Åsas bil".encode("utf-16"))), COMMENT),
    "comment between scans.jpg": (
        photo("jpeg", progressive=True).replace(b"\xff\xda", segment(0xFE, b"Anna") + b"\xff\xda", 3),
        COMMENT,
    ),
    "comment before the end.jpg": (photo("jpeg")[:-2] + segment(0xFE, b"Anna") + b"\xff\xd9", COMMENT),
    "between the segments.jpg": (jpeg(b"Anna"), UNKNOWN),
    "after JFIF.jpg": (
        photo("jpeg")[:2] + segment(0xE0, photo("jpeg")[6:20] + b"Anna") + photo("jpeg")[20:],
        COPY,
    ),
    "JFIF with a small copy.jpg": (
        photo("jpeg")[:2] + segment(0xE0, photo("jpeg")[6:18] + b"\1\1abc") + photo("jpeg")[20:],
        COPY,
    ),
    "JFXX.jpg": (jpeg(segment(0xE0, b"JFXX\0\x10" + photo("jpeg"))), COPY),
    "after Adobe.jpg": (jpeg(segment(0xEE, b"Adobe\0\x64\0\0\0\0\1Anna")), UNKNOWN),
    "old camera.jpg": (
        jpeg(segment(0xE0, b"AVI1" + bytes(10)), segment(0xE3, b"META\0")),
        f"{COPY} och {UNKNOWN}",
    ),
    "Exif twice.jpg": (jpeg(*[app1(tiff([short(0x0112, 1)]))] * 2), UNKNOWN),
    "text in an Exif without tag.jpg": (jpeg(app1(tiff(HOW_TO_SHOW) + b"Anna")), UNKNOWN),
    "text in the padding.jpg": (jpeg(app1(tiff([undefined(0xEA1C, b"Anna")]))), UNKNOWN),
    "text in a version.jpg": (jpeg(app1(tiff((), [undefined(0x9000, b"Anna")]))), UNKNOWN),
    "text after the end.jpg": (jpeg(after="Åsas bil".encode()), AFTER),
    "XMP after the end.jpg": (jpeg(after=xmp("<dc:creator>Anna")), AFTER),
    "PDF after the end.png": (png(after=b"%PDF-1.7\n"), DOCUMENT),
    "ZIP after the end.png": (png(after=b"PK\3\4" + bytes(20)), DOCUMENT),
    "macOS screenshot.png": (
        png(
            iccp(profile(name="Display", owner="Copyright Apple Inc., 2024")),
            chunk(b"eXIf", tiff(HOW_TO_SHOW, (*SIZES, undefined(0x9286, b"ASCII\0\0\0Screenshot")))),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp("<exif:UserComment>Screenshot")),
            chunk(b"iDOT", bytes(28)),
        ),
        f"{COLOURS}, {COMMENT}, {PROGRAM} och {UNKNOWN}",
    ),
    "Canva with its maker.png": (
        png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp("<pdf:Author>Anna</pdf:Author>"))),
        "namnet på den som har gjort den",
    ),
    "ImageMagick.png": (
        png(
            chunk(b"tEXt", b"date:create\x002024-03-01"),
            chunk(b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(b"\nexif\n4\n45786966\n")),
            chunk(b"tIME", bytes(7)),
            chunk(b"vpAg", bytes(9)),
        ),
        f"{COMMENT}, {WHEN} och {UNKNOWN}",
    ),
    "its name in the profile.png": (png(iccp(SRGB, b"Annas skarm")), COLOURS),
    "text in the size of a point.png": (png(chunk(b"pHYs", bytes(9) + b"Anna")), UNKNOWN),
    "frames of no animation.png": (png(chunk(b"fdAT", b"Anna")), UNKNOWN),
    "size of a point twice.png": (png(chunk(b"pHYs", bytes(9)), chunk(b"pHYs", b"Anna 0701")), UNKNOWN),
    "generated.png": (
        png(chunk(b"caBX", bytes(30)), chunk(b"tEXt", b"parameters\0cat")),
        f"{ORIGIN} och {COMMENT}",
    ),
    "Exif and XMP.webp": (
        webp((b"EXIF", tiff(CAMERA, SIZES, GPS)), (b"XMP ", xmp("")), flags=0x0C),
        f"{WHEN}, {PLACE} och {PROGRAM}",
    ),
    "another profile.webp": (webp((b"ICCP", DISPLAY_P3), flags=0x20), COLOURS),
    "unknown chunk.webp": (webp((b"note", b"Anna")), UNKNOWN),
    "another picture.webp": (webp((b"VP8 ", photo("webp")[20:])), SECOND),
    "after the end.webp": (webp(after=b"Anna"), AFTER),
    "comment.gif": (gif(extension(0xFE, "Åsas bil".encode("cp1252"))), COMMENT),
    "text.gif": (gif(extension(0x01, bytes(12), b"Anna")), COMMENT),
    "XMP.gif": (gif(extension(0xFF, b"XMP DataXMP", xmp("")[:200])), PROGRAM),
    "profile.gif": (gif(extension(0xFF, b"ICCRGBG1012", SRGB[:200])), COLOURS),
    "unknown.gif": (gif(extension(0xFF, b"ANNASPROG10", b"Anna")), UNKNOWN),
    "unknown label.gif": (gif(extension(0x99, b"Anna")), UNKNOWN),
    "loop with more.gif": (gif(extension(0xFF, b"NETSCAPE2.0", b"\1\0\0", b"Anna")), UNKNOWN),
    "after the end.gif": (gif(after=b"Anna"), AFTER),
}


def found(name: str, raw: bytes) -> list[str]:
    """What the check says of the picture, as it is told before how to mend it."""
    return [problem.fault for problem in inspect(f"content/{name}", raw)]


@pytest.mark.parametrize("name", HARMLESS_PICTURES)
def test_what_programs_write_of_harmless_blocks_passes_and_is_left_as_it_is(name: str) -> None:
    raw = HARMLESS_PICTURES[name]
    assert found(name, raw) == []
    assert clean(raw) == raw


@pytest.mark.parametrize("name", REFUSED_PICTURES)
def test_what_programs_hide_is_refused_in_one_message_that_says_what_it_is(name: str) -> None:
    raw, what = REFUSED_PICTURES[name]
    assert found(name, raw) == [f"i bildfilen finns mer än bilden: {what}"]


def test_every_block_of_the_list_stands_in_a_picture_that_passes() -> None:
    seen: dict[str, set[str]] = {}
    for raw in (*HARMLESS_PICTURES.values(), *(moving(kind) for kind in ("gif", "webp", "png"))):
        kind = image_type(raw)
        seen.setdefault(kind, set()).update(part.name for part in blocks(raw))
    unused = {kind: set(listed) - seen[kind] for kind, listed in HARMLESS.items()}
    rare = {f"{marker:02x}" for marker in range(0xC0, 0xD8)} | {"dc", "gap"}
    assert unused["jpeg"] <= rare
    assert unused["png"] == {"bKGD", "hIST", "cHRM", "sBIT", "cICP"}
    assert unused["webp"] == set()
    assert unused["gif"] == set()


# --- cleaning -------------------------------------------------------------------------------------------


def decoded(raw: bytes) -> Image.Image:
    """The picture upright and in sRGB, as a browser shows it."""
    with Image.open(io.BytesIO(raw)) as image:
        turned = {6: Image.Transpose.ROTATE_270}.get(image.getexif().get(0x0112, 1))
        shown = image.convert("RGBA")
        return shown.transpose(turned) if turned else shown


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far the colours are from each other on average, 0 to 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def test_one_run_of_the_command_makes_every_refused_picture_pass(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "2024" / "nyheter" / "bilder"
    folder.mkdir(parents=True)
    for name, raw in HARMLESS_PICTURES.items():
        (folder / name).write_bytes(raw)
    for name, (raw, _) in REFUSED_PICTURES.items():
        (folder / name).write_bytes(raw)
    (folder / "print.jpg").write_bytes(photo("jpeg", "CMYK"))
    changed = {Path(path).name for path in clean_images(tmp_path)}
    assert changed == {*REFUSED_PICTURES, "print.jpg"}
    assert {path.name: found(path.name, path.read_bytes()) for path in folder.iterdir()} == {
        name: [] for name in (*HARMLESS_PICTURES, *REFUSED_PICTURES, "print.jpg")
    }
    assert clean_images(tmp_path) == ()


@pytest.mark.parametrize(
    "name", [name for name, (_, what) in REFUSED_PICTURES.items() if COLOURS not in what]
)
def test_cleaning_without_turning_changes_no_pixel_and_only_makes_the_file_smaller(name: str) -> None:
    raw, _ = REFUSED_PICTURES[name]
    cleaned = clean(raw)
    plain = photo(image_type(raw), progressive="scans" in name)
    assert decoded(cleaned).tobytes() == decoded(plain).tobytes()
    assert len(cleaned) < len(raw)
    assert b"Anna" not in cleaned
    assert clean(cleaned) == cleaned


def noise(mode: str = "RGB", size: tuple[int, int] = (160, 112)) -> Image.Image:
    """A picture with the soft colours and sharp edges of a photograph."""
    chance = random.Random(7)  # noqa: S311 - the same picture every time
    soft = Image.frombytes("RGB", (5, 4), chance.randbytes(60)).resize(size, Image.Resampling.BICUBIC)
    sharp = Image.frombytes("L", (40, 28), chance.randbytes(40 * 28)).resize(size, Image.Resampling.BICUBIC)
    return Image.blend(soft, sharp.convert("RGB"), 0.3).convert(mode)


def saved(image: Image.Image, kind: str, **settings: object) -> bytes:
    output = io.BytesIO()
    image.save(output, kind, **settings)
    return output.getvalue()


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["png", "webp"])
def test_a_picture_without_loss_is_turned_upright_without_a_pixel_lost(kind: str, turn: int) -> None:
    image = noise()
    raw = saved(image, kind, exif=b"Exif\0\0" + tiff([short(0x0112, turn)]), lossless=True)
    turned = clean(raw)
    expected = image.transpose(TURNS[turn]) if turn > 1 else image
    assert decoded(turned).convert("RGB").tobytes() == expected.tobytes()
    assert clean(turned) == turned
    assert found(f"bild.{kind}", raw) == found(f"bild.{kind}", turned) == []


TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@pytest.mark.parametrize("turn", range(2, 9))
@pytest.mark.parametrize("subsampling", ["4:4:4", "4:2:2", "4:2:0"])
@pytest.mark.parametrize("quality", [30, 75, 95])
def test_a_jpeg_is_turned_with_its_own_quality_and_grows_little(
    turn: int, subsampling: str, quality: int
) -> None:
    block = b"Exif\0\0" + tiff([short(0x0112, turn)])
    raw = saved(noise(), "jpeg", exif=block, quality=quality, subsampling=subsampling)
    turned = clean(raw)
    with Image.open(io.BytesIO(raw)) as image:
        expected = image.transpose(TURNS[turn]).convert("RGBA")
    assert difference(decoded(turned), expected) < 3
    assert len(turned) < 1.3 * len(raw)


@pytest.mark.parametrize("quality", [20, 60, 95])
def test_a_webp_is_turned_without_growing_more_than_twofold(quality: int) -> None:
    raw = saved(noise(), "webp", exif=b"Exif\0\0" + tiff([short(0x0112, 6)]), quality=quality)
    turned = clean(raw)
    assert difference(decoded(turned), decoded(raw)) < 6
    assert len(turned) <= 2 * len(raw)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P"])
def test_the_colours_of_another_profile_are_converted_and_what_is_seen_stays(mode: str) -> None:
    raw = saved(noise(mode), "png", icc_profile=DISPLAY_P3)
    cleaned = clean(raw)
    with Image.open(io.BytesIO(cleaned)) as image:
        assert image.mode == mode
        assert "icc_profile" not in image.info
    seen = ImageCms.profileToProfile(
        noise(mode).convert("RGB"), io.BytesIO(DISPLAY_P3), ImageCms.createProfile("sRGB")
    )
    assert seen is not None
    if mode in ("L", "LA"):
        # a grey picture cannot have the colours of a screen, so its own stay
        seen = noise(mode).convert("RGB")
    assert difference(decoded(cleaned).convert("RGB"), seen) < 1
    assert len(cleaned) < 2 * len(raw)


def test_the_colours_of_a_jpeg_and_a_webp_are_converted_too() -> None:
    for kind in ("jpeg", "webp"):
        raw = saved(noise(), kind, icc_profile=DISPLAY_P3)
        seen = ImageCms.profileToProfile(
            decoded(raw).convert("RGB"), io.BytesIO(DISPLAY_P3), ImageCms.createProfile("sRGB")
        )
        assert seen is not None
        assert difference(decoded(clean(raw)).convert("RGB"), seen) < 4
        assert difference(decoded(raw).convert("RGB"), seen) > 4
        assert len(clean(raw)) < 2 * len(raw)


def test_a_broken_profile_is_left_out_and_the_colours_stay() -> None:
    raw = saved(noise(), "png", icc_profile=b"no profile" * 20)
    assert decoded(clean(raw)).tobytes() == noise().convert("RGBA").tobytes()


def test_a_transparent_colour_stays_transparent() -> None:
    raw = saved(noise("P"), "png", transparency=3, exif=b"Exif\0\0" + tiff([short(0x0112, 3)]))
    assert decoded(clean(raw)).tobytes() == decoded(raw).transpose(Image.Transpose.ROTATE_180).tobytes()


def test_the_colours_of_print_become_those_of_a_screen() -> None:
    raw = saved(noise("CMYK"), "jpeg")
    (problem,) = inspect("content/bild.jpg", raw)
    assert problem.is_error
    assert problem.message == (
        "bilden har tryckets färger (CMYK), och visas olika i olika webbläsare – öppna bilden i Paint, välj "
        "Arkiv > Spara som > JPEG-bild och lägg in den filen i stället, eller kör make clean-images"
    )
    with Image.open(io.BytesIO(clean(raw))) as image:
        assert image.mode == "RGB"
        assert difference(image, noise()) < 6
    assert found("bild.jpg", clean(raw)) == []


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (16, 16), colour) for colour in ("red", "blue", "green")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=200, loop=0)


@pytest.mark.parametrize("kind", ["gif", "webp", "png"])
def test_a_picture_that_moves_is_a_warning_that_says_what_to_do_and_keeps_its_frames(kind: str) -> None:
    (problem,) = inspect(f"content/bild.{kind}", moving(kind))
    assert not problem.is_error
    assert problem.message == (
        "bilden rör sig, och den som störs av det kan inte stanna den – spara en bild ur rörelsen: öppna den "
        "i Paint, välj Arkiv > Spara som > PNG-bild och lägg in den filen i stället"
    )
    assert clean(moving(kind)) == moving(kind)
    with Image.open(io.BytesIO(clean(moving(kind) + b"Anna"))) as image:
        assert getattr(image, "n_frames", 1) == 3


def test_a_chunk_hidden_in_a_frame_is_refused_and_left_out() -> None:
    raw = moving("webp")
    at = raw.index(b"ANMF")
    size = struct.unpack_from("<I", raw, at + 4)[0]
    note = b"note\4\0\0\0Anna"
    hidden = raw[: at + 4] + struct.pack("<I", size + len(note)) + raw[at + 8 : at + 8 + size] + note
    hidden += raw[at + 8 + size :]
    hidden = hidden[:4] + struct.pack("<I", len(hidden) - 8) + hidden[8:]
    assert f"i bildfilen finns mer än bilden: {UNKNOWN}" in found("bild.webp", hidden)
    assert clean(hidden) == raw


# --- damage, bombs and full disks -------------------------------------------------------------------------

EVERY_PICTURE = {**HARMLESS_PICTURES, **{name: raw for name, (raw, _) in REFUSED_PICTURES.items()}}


def test_a_damaged_or_cut_picture_is_told_and_never_raises() -> None:
    chance = random.Random(3)  # noqa: S311 - the same damage every time
    for name, raw in EVERY_PICTURE.items():
        for _ in range(40):
            damaged = bytearray(raw)
            for _ in range(chance.choice((1, 3, 20))):
                damaged[chance.randrange(len(raw))] = chance.randrange(256)
            cut = bytes(damaged[: chance.choice((len(raw), chance.randrange(len(raw))))])
            told = [problem.message for problem in inspect(f"content/{name}", cut)]
            assert all(len(message) < 900 for message in told)
            published = as_published(cut)
            if not any(problem.is_error for problem in inspect(f"content/{name}", cut)):
                assert as_published(published) == published


def test_blocks_that_point_at_themselves_or_beyond_the_end_are_told_at_once() -> None:
    for data in (
        b"MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12\0\3\0\0\0\1" * 8000,
        b"MM\0*\0\0\0\x08\0\1\x87\x69\0\4\0\0\0\1\0\0\0\x08\0\0\0\x08",
        b"II*\0\xff\xff\xff\xff",
        b"MM\0*\0\0\0\x08\0\1\x01\x12\0\3\xff\xff\xff\xff\0\0\0\0",
    ):
        assert found("bild.jpg", jpeg(app1(data[:60_000])))[0].startswith("i bildfilen finns mer än bilden")
        assert found("bild.png", png(chunk(b"eXIf", data)))[0].startswith("i bildfilen finns mer än bilden")


def test_exif_is_read_in_both_orders_of_bytes() -> None:
    small = b"II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0"
    assert exif(small).orientation == exif(tiff([short(0x0112, 6)])).orientation == 6
    assert exif(small).is_harmless
    with pytest.raises(BrokenImageError):
        exif(b"no exif")


def test_a_bomb_of_a_hundred_megapixels_is_refused_in_every_format_and_cleaned_of_nothing() -> None:
    wide = struct.pack(">II", 12_000, 9_000)
    bombs = {
        "bild.png": photo("png")[:16] + wide + photo("png")[24:29],
        "bild.jpg": photo("jpeg"),
        "bild.gif": photo("gif")[:6] + struct.pack("<HH", 12_000, 9_000) + photo("gif")[10:],
    }
    header = bombs["bild.png"]
    bombs["bild.png"] = header + struct.pack(">I", zlib.crc32(header[12:])) + photo("png")[33:]
    frame = bombs["bild.jpg"].index(b"\xff\xc0")
    size = struct.pack(">HH", 9_000, 12_000)
    bombs["bild.jpg"] = bombs["bild.jpg"][: frame + 5] + size + bombs["bild.jpg"][frame + 9 :]
    for name, raw in bombs.items():
        assert found(name, raw) == ["bilden är för stor"]
    turned = jpeg(app1(tiff([short(0x0112, 6)])), raw=bombs["bild.jpg"])
    assert as_published(turned) == turned


def test_a_disk_that_is_full_leaves_the_picture_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    raw = jpeg(segment(0xFE, b"Anna"), raw=saved(noise(size=(400, 300)), "jpeg"))
    (folder / "bild.jpg").write_bytes(raw)
    program = (
        "import resource, sys\nfrom pathlib import Path\n"
        "from loften.privacy.clean_images import clean_images\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (500, resource.RLIM_INFINITY))\n"
        "clean_images(Path(sys.argv[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert "File too large" in done.stderr
    assert [path.name for path in folder.iterdir()] == ["bild.jpg"]
    assert (folder / "bild.jpg").read_bytes() == raw


# --- what is published ------------------------------------------------------------------------------------


def test_the_published_file_is_the_cleaned_one_and_other_files_are_as_they_are() -> None:
    for name, (raw, _) in REFUSED_PICTURES.items():
        assert as_published(raw) == clean(raw), name
    for raw in (b"", b"%PDF-1.7", b"a;b", b"\x89PNG", photo("jpeg")[:200]):
        assert as_published(raw) == raw


def test_what_is_built_is_the_cleaned_picture_with_mkdocs_and_without(tmp_path: Path) -> None:
    root = copy_project(KOPING, tmp_path)
    raw = saved(noise(), "jpeg", exif=b"Exif\0\0" + tiff([short(0x0112, 6)]))
    (root / "content" / "bild.jpg").write_bytes(raw)
    (root / "content" / "ren.jpg").write_bytes(photo("jpeg"))
    site = build(root, tmp_path / "site")
    write(published(load(root), dt.date(2026, 11, 25)), tmp_path / "written")
    for folder in (site.folder, tmp_path / "written"):
        assert (folder / "bild.jpg").read_bytes() == clean(raw) != raw
        assert (folder / "ren.jpg").read_bytes() == photo("jpeg")


def test_cleaning_a_published_picture_changes_nothing_that_it_shows() -> None:
    shown = samples.update("2024-03-01-lampor")
    for name, (raw, _) in REFUSED_PICTURES.items():
        before, after = (
            replace(samples.site(shown), assets={f"content/2024/nyheter/{name}": file})
            for file in (raw, clean(raw))
        )
        markdown = f"![Lampor](<{name}>)"
        assert pictures(shown, markdown, before) == pictures(shown, markdown, after) != ("",)
