"""Pictures that reveal something are refused in words, and cleaned without harm."""

from __future__ import annotations

import stat
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from loften.privacy.clean_images import clean, clean_images
from loften.privacy.image_blocks import BrokenImageError, blocks, image_type
from loften.privacy.images import HOW_TO_CLEAN, check_images, check_pictures, inspect
from loften.privacy.personal_data import Public
from loften.records.problems import in_order
from loften.records.promises_file import PromisesFile
from loften.records.settings import Settings
from loften.records.site import Site
from loften.records.texts import Update

FORMATS = {"jpeg": "bild.jpg", "png": "bild.png", "webp": "bild.webp"}
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description xmpMM:DocumentID="xmp.did:8112289981"'
    " {attribute}>{element}</rdf:Description></rdf:RDF></x:xmpmeta>"
)


def picture(kind: str = "jpeg", *, size: tuple[int, int] = (48, 32), **settings: Any) -> bytes:
    """A picture whose left half is red and right half blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    output = BytesIO()
    image.save(output, format=kind, **settings)
    return output.getvalue()


def exif(base: dict[int, Any] | None = None, details: dict[int, Any] | None = None, gps: Any = None) -> bytes:
    written = Image.Exif()
    written.update(base or {})
    if details:
        written.get_ifd(ExifTags.IFD.Exif).update(details)
    if gps:
        written.get_ifd(ExifTags.IFD.GPSInfo).update(gps)
    return written.tobytes()


GPS = exif(gps={1: "N", 2: (59.0, 30.0, 50.4), 3: "E", 4: (16.0, 0.0, 8.4)})


def messages(raw: bytes, path: str = "bild.jpg", **public: Any) -> list[str]:
    return [problem.message for problem in inspect(path, raw, Public(**public))]


def revealed(what: str) -> list[str]:
    return [f"i bildfilen finns mer än bilden: {what}. {HOW_TO_CLEAN}"]


# --- what a picture reveals ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", FORMATS)
def test_a_plain_picture_passes(kind: str) -> None:
    assert messages(picture(kind), FORMATS[kind]) == []


@pytest.mark.parametrize("kind", FORMATS)
def test_a_picture_with_coordinates_is_refused_in_every_format(kind: str) -> None:
    assert messages(picture(kind, exif=GPS), FORMATS[kind]) == revealed("var den är tagen")


def test_the_message_tells_how_to_clean_by_command_in_windows_and_where_nothing_else_helps() -> None:
    (message,) = messages(picture(exif=GPS))
    for step in (
        "make clean-images, som rensar alla bilder på en gång",
        "Ta bort egenskaper och personlig information",
        "ta en skärmbild av den (Windows + Skift + S)",
        "/redaktor/#rensa-bilder",
    ):
        assert step in message


CREDIT = "fotografens namn (skriv det i fältet credit i stället)"
CAMERA = "uppgifter om kameran eller när den är tagen"
COMMENT = "en kommentar eller bildtext"


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (exif({0x013B: "Anna Andersson"}), CREDIT),
        (exif({0x013B: "   "}), CAMERA),
        (exif({0x9C9D: "Anna".encode("utf-16-le")}), CREDIT),
        (exif(details={0xA430: "Anna Andersson"}), "kamerans ägare"),
        (exif(details={0xA431: "00123"}), "kamerans serienummer"),
        (exif(details={0xA435: "00123"}), "kamerans serienummer"),
        (
            exif({0x010F: "Canon"}, {0x927C: b"\1\2\3"}),
            f"{CAMERA} och uppgifter från kameratillverkaren, som kan vara ägare och serienummer",
        ),
        (exif({0x013C: "Annas iPhone"}), "datorns eller telefonens namn"),
        (exif({0x010F: "Apple", 0x0110: "iPhone 13", 0x0132: "2024:03:01 09:00:00"}), CAMERA),
        (exif(details={0x9003: "2024:03:01 09:00:00"}), CAMERA),
        (exif({0x010E: "Nya lampor 2024-03-01"}), COMMENT),
        (exif(details={0x9286: b"UNICODE\0" + "ring Anna".encode("utf-16-le")}), COMMENT),
        (exif({0x9C9C: "ring Anna".encode("utf-16-le")}), COMMENT),
        (exif({0x013B: "Anna"}, {0xA430: "Anna"}), f"{CREDIT} och kamerans ägare"),
        (exif(gps={0: b"\2\3\0\0"}), CAMERA),
        (exif({0x0112: 1})[:-3], CAMERA),
        (exif({0x0112: 1}) + b"Anna", "okända uppgifter"),
    ],
)
def test_exif_with_anything_but_how_to_show_the_picture_is_refused(block: bytes, what: str) -> None:
    assert messages(picture(exif=block)) == revealed(what)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("attribute", "element", "what"),
    [
        ('exif:GPSLatitude="59,30.84N"', "", "var den är tagen"),
        ('aux:SerialNumber="00123"', "", "kamerans serienummer"),
        ('aux:OwnerName="Anna"', "", "kamerans ägare"),
        ("", "<dc:creator><rdf:Seq><rdf:li>Anna</rdf:li></rdf:Seq></dc:creator>", CREDIT),
        ("", "<pdf:Author>Anna</pdf:Author>", "namnet på den som har gjort den"),
        ("", "<mwg-rs:Name>Anna</mwg-rs:Name>", "vilka som syns på den"),
        ("", "<dc:description>Ring</dc:description>", "uppgifter från ett bildprogram (XMP eller IPTC)"),
        ("", "<dc:creator/>", "uppgifter från ett bildprogram (XMP eller IPTC)"),
    ],
)
def test_xmp_is_refused_in_every_format(kind: str, attribute: str, element: str, what: str) -> None:
    xmp = XMP.format(attribute=attribute, element=element).encode()
    if kind == "png":
        chunks = PngImagePlugin.PngInfo()
        chunks.add_itxt("XML:com.adobe.xmp", xmp.decode())
        raw = picture("png", pnginfo=chunks)
    else:
        raw = picture(kind, xmp=xmp)
    assert messages(raw, FORMATS[kind]) == revealed(what)


def test_xmp_made_to_be_slow_to_search_is_refused_without_waiting() -> None:
    assert messages(picture("webp", xmp=b"<dc:creator>" * 150_000), "bild.webp") == revealed(
        "uppgifter från ett bildprogram (XMP eller IPTC)"
    )


def test_xmp_is_read_and_removed_in_a_gif() -> None:
    raw = picture("gif")
    xmp = XMP.format(attribute='exif:GPSLatitude="59,30.84N"', element="").encode()
    extension = b"\x21\xff\x0bXMP DataXMP" + xmp + bytes([1, *range(255, -1, -1), 0])
    with_xmp = raw[:-1] + extension + raw[-1:]
    assert messages(with_xmp, "bild.gif") == revealed("var den är tagen")
    assert clean(with_xmp) == raw


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x1c\x02\x50\0\4Anna", CREDIT),
        (b"\x1c\x02\x28\0\4FBMD", "uppgifter från ett bildprogram (XMP eller IPTC)"),
    ],
)
def test_iptc_is_refused(data: bytes, what: str) -> None:
    photoshop = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(data)) + data
    raw = picture()
    segment = b"\xff\xed" + struct.pack(">H", len(photoshop) + 2) + photoshop
    assert messages(raw[:2] + segment + raw[2:]) == revealed(what)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16-le", "utf-16-be", "cp437"])
def test_comments_are_refused_in_any_encoding(encoding: str) -> None:
    for kind, path in (("jpeg", "bild.jpg"), ("gif", "bild.gif")):
        raw = picture(kind, comment="Hälsa Åsa".encode(encoding))
        assert messages(raw, path) == revealed(COMMENT)


@pytest.mark.parametrize("is_compressed", [False, True])
def test_text_chunks_of_png_are_refused(is_compressed: bool) -> None:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Comment", "Tack", zip=is_compressed)
    chunks.add_text("Author", "Anna")
    assert messages(picture("png", pnginfo=chunks), "bild.png") == revealed(f"{COMMENT} och {CREDIT}")


def test_a_text_that_swells_without_end_is_refused_as_a_text_and_cleaned() -> None:
    swelling = b"Comment\0\0" + zlib.compress(bytes(200_000_000))
    chunk = struct.pack(">I", len(swelling)) + b"zTXt" + swelling
    raw = picture("png")
    with_text = raw[:33] + chunk + struct.pack(">I", zlib.crc32(chunk[4:])) + raw[33:]
    assert messages(with_text, "bild.png") == revealed(COMMENT)
    assert clean(with_text) == raw


def test_a_contact_may_not_stand_in_a_picture_either() -> None:
    raw = picture(comment=b"kommun@koping.se")
    assert messages(raw, emails=frozenset(("kommun@koping.se",))) == revealed(COMMENT)


@pytest.mark.parametrize("kind", [*FORMATS, "gif"])
@pytest.mark.parametrize(
    ("after", "what"),
    [
        (b"\0\0\0\x18ftypmp42", "en film efter bildens slut"),
        (picture(exif=GPS), "en andra bild"),
        (b"%PDF-1.7", "en annan fil efter bildens slut"),
        (b"PK\3\4", "en annan fil efter bildens slut"),
        (b"Ring Anna", "något efter bildens slut"),
        (XMP.encode(), "något efter bildens slut"),
        (b"\0", "något efter bildens slut"),
    ],
)
def test_whatever_follows_the_picture_is_refused(kind: str, after: bytes, what: str) -> None:
    raw = picture(kind)
    assert messages(raw + after, FORMATS.get(kind, "bild.gif")) == revealed(what)
    assert clean(raw + after) == raw


IN_PAINT = "öppna bilden i Paint, välj Arkiv > Spara som > JPEG-bild och lägg in den filen i stället"


# --- what a picture may be -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "filen är tom – lägg in bilden igen"),
        (b"hej", "filen heter som en bild men är ingen – lägg in en bild som är JPEG, PNG, WebP eller GIF"),
        (
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
            "SVG-bilder tas inte emot, för de kan bära program – spara bilden som PNG i programmet där den "
            "är ritad, eller ta en skärmbild av den, och lägg in den filen i stället",
        ),
        (
            b"\0\0\0\x18ftypheic",
            f"HEIC-bilder tas inte emot, inte alla webbläsare kan visa dem – {IN_PAINT}",
        ),
        (
            picture() + bytes(2_400_000),
            "bilden är 2,4 MB, högst 2 MB tas emot – spara den mindre, till exempel 1600 bildpunkter bred "
            "som JPEG (i Windows: Foton > Ändra storlek på bild)",
        ),
    ],
)
def test_what_is_no_publishable_picture_is_refused(raw: bytes, message: str) -> None:
    assert messages(raw) == [message]


def test_the_type_is_told_by_the_content_not_by_the_name() -> None:
    (problem,) = inspect("content/bild.jpg", picture("png"))
    assert str(problem) == (
        "content/bild.jpg:1:1: varning: filnamnet passar inte innehållet – byt ändelsen till .png"
    )


@pytest.mark.parametrize("kind", [*FORMATS, "gif"])
def test_a_picture_cut_anywhere_is_a_problem_and_never_an_error(kind: str) -> None:
    raw = picture(kind, exif=GPS) if kind != "gif" else picture(kind)
    for length in range(16, len(raw) - 2, max(1, len(raw) // 60)):
        assert len(messages(raw[:length], FORMATS.get(kind, "bild.gif"))) == 1


@pytest.mark.parametrize("kind", [*FORMATS, "gif"])
def test_a_damaged_picture_never_raises(kind: str) -> None:
    raw = picture(kind, exif=GPS) if kind != "gif" else picture(kind)
    for position in range(12, len(raw), max(1, len(raw) // 80)):
        damaged = raw[:position] + bytes([raw[position] ^ 0xFF]) + raw[position + 1 :]
        messages(damaged)
        with suppress(BrokenImageError):
            clean(damaged)


def test_a_small_file_that_claims_a_huge_area_is_refused_without_being_decoded() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    bomb = picture("png")[:8] + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    bomb += picture("png")[33:]
    assert messages(bomb, "bild.png") == [
        "bilden är för stor – spara den med högst 4000 bildpunkter på längsta sidan"
    ]


def test_a_picture_wider_than_a_page_can_show_is_a_warning() -> None:
    (problem,) = inspect("bild.png", picture("png", size=(4100, 10)))
    assert not problem.is_error
    assert problem.message == (
        "bilden är 4100 × 10 bildpunkter, mer än en sida kan visa – spara den med högst 4000 bildpunkter på "
        "längsta sidan"
    )


# --- the pictures of a site ----------------------------------------------------------------------------


def site(assets: dict[str, bytes], *files: str) -> Site:
    """A site with these assets, and one update that names these pictures."""
    update = Update.model_validate(
        {
            "path": "content/2024/nyheter/2024-03-01-lampor.md",
            "agreement": "2024",
            "id": "2024-03-01-lampor",
            "body": "",
            "body_line": 9,
            "title": "Lampor",
            "kind": "information",
            "summary": "Nya lampor.",
            "published": "2024-03-01",
            "pictures": [{"file": file, "alt": "Lampor"} for file in files],
        }
    )
    return Site(
        settings=Settings(
            site_name="Ekby",
            site_address="https://ekby.example/",
            tag_authority="",
            repository=None,
            branch="",
        ),
        promises_file=PromisesFile.model_construct(contacts=(), glossary=()),
        measures=(),
        updates=(update,),
        follow_ups=(),
        pages=(),
        assets=assets,
        documents={},
    )


def test_other_files_than_pictures_are_left_alone() -> None:
    assets = {"content/protokoll.pdf": b"%PDF-1.7", "content/data.csv": b"a;b"}
    assert list(check_images(site(assets))) == []


def test_a_picture_without_extension_is_looked_at_too() -> None:
    found = in_order(check_images(site({"content/bild": picture(exif=GPS)})))
    assert [problem.is_error for problem in found] == [False, True]


def test_a_picture_whose_name_holds_personal_data_is_not_named() -> None:
    (problem,) = check_images(site({"content/811228-9981.jpg": b"hej"}))
    assert problem.path == "content/….jpg"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("bilder/lampor.jpg", None),
        ("../nyheter/bilder/lampor.jpg", None),
        (
            "bilder/Lampor.jpg",
            'bilden heter något annat: stora och små bokstäver räknas – menade du "bilder/lampor.jpg"?',
        ),
        (
            "bilder/lampr.jpg",
            'bilden finns inte – menade du "bilder/lampor.jpg"? Namnet räknas från textens egen mapp',
        ),
        (
            "lampor.jpg",
            'bilden finns inte – menade du "bilder/lampor.jpg"? Namnet räknas från textens egen mapp',
        ),
        ("x.png", "bilden finns inte – lägg in den i content/2024/nyheter/, eller rätta filnamnet"),
        ("lista.csv", "filen är ingen bild – välj en fil som är JPEG, PNG, WebP eller GIF"),
    ],
)
def test_a_text_finds_its_pictures_or_the_editor_is_told(file: str, message: str | None) -> None:
    assets = {"content/2024/nyheter/bilder/lampor.jpg": picture(), "content/2024/nyheter/lista.csv": b"a"}
    assert [problem.message for problem in check_pictures(site(assets, file))] == (
        [message] if message else []
    )


# --- cleaning ------------------------------------------------------------------------------------------


def pixels(raw: bytes) -> bytes:
    with Image.open(BytesIO(raw)) as image:
        return image.convert("RGB").tobytes()


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize("kind", FORMATS)
def test_cleaning_removes_everything_hidden_and_no_quality_and_keeps_the_colour_profile(kind: str) -> None:
    raw = picture(kind, exif=GPS, icc_profile=PROFILE, xmp=b"<x/>")
    cleaned = clean(raw + b"after")
    assert messages(cleaned, FORMATS[kind]) == []
    assert pixels(cleaned) == pixels(raw)
    with Image.open(BytesIO(cleaned)) as image:
        assert image.info["icc_profile"] == PROFILE
        assert not image.getexif()


@pytest.mark.parametrize("kind", FORMATS)
def test_cleaning_turns_a_picture_as_the_camera_meant(kind: str) -> None:
    raw = picture(kind, exif=exif({0x0112: 6}), icc_profile=PROFILE)
    with Image.open(BytesIO(clean(raw))) as image:
        assert image.size == (32, 48)
        assert not image.getexif()
        assert image.info["icc_profile"] == PROFILE
        top, bottom = (image.convert("RGB").getpixel((16, y)) for y in (6, 42))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200
    assert bottom[2] > 200


def test_an_animation_keeps_its_frames() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    output = BytesIO()
    frames[0].save(output, "gif", save_all=True, append_images=frames[1:], loop=0, comment=b"hej")
    with Image.open(BytesIO(clean(output.getvalue()))) as image:
        assert getattr(image, "n_frames", 1) == 2
        assert image.info["loop"] == 0
        assert "comment" not in image.info


@pytest.mark.parametrize("kind", [*FORMATS, "gif"])
def test_a_clean_picture_is_left_as_it_is(kind: str) -> None:
    raw = picture(kind)
    assert clean(raw) == raw
    assert b"".join(block.raw for block in blocks(raw)) == raw


def test_what_cannot_be_read_is_not_cleaned() -> None:
    for raw in (b"", b"hej", picture()[:200], picture("webp")[:30]):
        with pytest.raises(BrokenImageError):
            clean(raw)


def test_the_command_cleans_the_files_under_content_and_names_those_it_changed(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "2024"
    folder.mkdir(parents=True)
    (folder / "plats.jpg").write_bytes(picture(exif=GPS))
    (folder / "plats.jpg").chmod(0o640)
    (folder / "ren.jpg").write_bytes(picture())
    (folder / "skadad.jpg").write_bytes(picture(exif=GPS)[:100])
    (folder / "text.md").write_text("---\n", encoding="utf-8")
    (tmp_path / "utanfor.jpg").write_bytes(picture(exif=GPS))
    assert clean_images(tmp_path) == ("content/2024/plats.jpg",)
    assert messages((folder / "plats.jpg").read_bytes()) == []
    assert stat.S_IMODE((folder / "plats.jpg").stat().st_mode) == 0o640
    assert sorted(path.name for path in folder.iterdir()) == ["plats.jpg", "ren.jpg", "skadad.jpg", "text.md"]
    assert (tmp_path / "utanfor.jpg").read_bytes() == picture(exif=GPS)
    assert clean_images(tmp_path) == ()


def test_types_are_told_by_first_bytes() -> None:
    assert [image_type(picture(kind)) for kind in (*FORMATS, "gif", "bmp", "tiff")] == [
        "jpeg",
        "png",
        "webp",
        "gif",
        "bmp",
        "tiff",
    ]
