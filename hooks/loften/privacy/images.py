"""Pictures: what they may be, what they must not reveal, and whether a text finds its own."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches

from loften.privacy.harmless_blocks import foreign, is_animated, is_cmyk, orientation, without_foreign
from loften.privacy.image_blocks import EXTENSIONS, BrokenImageError, blocks, image_type
from loften.privacy.image_metadata import told
from loften.privacy.personal_data import NOTHING_PUBLIC, Public, masked_name, public_data
from loften.privacy.redrawing import TooLargeError, opened
from loften.records.problems import Problem, Severity, Wording
from loften.records.rules import Rule, rule
from loften.records.site import Site
from loften.words.grammar import joined

LARGEST_FILE = 2_000_000
"""Bytes; a picture on a page needs less, and the site is read on telephones."""
LARGEST_SIDE = 4_000
"""Pixels; more is of no use on a page."""

PICTURE_EXTENSIONS = frozenset(
    (".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff")
)
HOW_TO_CLEAN = (
    "Rensa bilden: på en dator med projektet med kommandot make clean-images, som rensar alla bilder på en "
    "gång; i Windows med Egenskaper > Detaljer > Ta bort egenskaper och personlig information; stoppas den "
    "ändå, ta en skärmbild av den (Windows + Skift + S) och använd den. Sidan /redaktor/#rensa-bilder visar "
    "stegen"
)

PICTURE_CAN_BE_SHOWN = Rule(
    id="picture-can-be-shown",
    what="En bild är en hel fil av typen JPEG, PNG, WebP eller GIF, och filens ändelse säger vilken. Dess "
    "färger är skärmens (RGB) och inte tryckets (CMYK).",
    why="Andra typer kan inte alla webbläsare visa, och SVG kan bära program.",
    mend="Öppna bilden i Paint, spara den som JPEG eller PNG och lägg in den i stället. Är bara ändelsen "
    "fel: byt den.",
    example="content/2024/nyheter/bilder/lampor.jpg",
)
PICTURE_IS_SMALL = Rule(
    id="picture-is-small",
    what=f"En bild är på högst 2 MB, och högst {LARGEST_SIDE} bildpunkter på längsta sidan.",
    why="Många läser i telefonen, och en stor bild tar tid att hämta.",
    mend="Spara bilden mindre. 1600 bildpunkter på bredden räcker gott.",
    example="lampor.jpg: 1600 × 1200 bildpunkter, 0,4 MB",
)
PICTURE_STANDS_STILL = Rule(
    id="picture-stands-still",
    what="En bild står still.",
    why="Det som rör sig stör den som läser, och här går det inte att stanna (WCAG 2.2.2).",
    mend="Spara en bild ur rörelsen som JPEG eller PNG och lägg in den i stället. En film kan du länka till.",
    example="content/2024/nyheter/bilder/lampor.jpg",
)
PICTURE_HIDES_NOTHING = Rule(
    id="picture-hides-nothing",
    what="En bildfil har bilden och det som behövs för att visa den, och inget mer: inga uppgifter om plats, "
    "dag, kamera eller namn, inga kommentarer, ingen liten kopia av bilden, ingen annan färgprofil än sRGB "
    "och inget efter bildens slut.",
    why="Den som hämtar bilden kan läsa det, till exempel var den är tagen och vems kameran är.",
    mend="Ta bort uppgifterna innan du lägger in bilden; sidan /redaktor/#rensa-bilder visar hur. Skriv "
    "vem som har tagit bilden i fältet credit.",
    example="pictures:\n  - file: bilder/lampor.jpg\n    alt: Tolv nya lampor lyser längs gångvägen.\n"
    "    credit: Kommunen",
)


def check_images(site: Site) -> Iterator[Problem]:
    """Every picture under content/ can be shown, is small enough and reveals nothing about a person or place.

    Files of other kinds (documents, data) are left alone.
    """
    yield from check_pictures_of(site.assets, public_data(site.promises_file))


def check_pictures_of(assets: Mapping[str, bytes], public: Public) -> Iterator[Problem]:
    """The same of the pictures among the assets alone, whatever else can be read."""
    for path, raw in assets.items():
        if _is_meant_as_picture(path, raw):
            yield from inspect(path, raw, public)


def _is_meant_as_picture(path: str, raw: bytes) -> bool:
    return posixpath.splitext(path)[1].lower() in PICTURE_EXTENSIONS or image_type(raw) in EXTENSIONS


def inspect(path: str, raw: bytes, public: Public = NOTHING_PUBLIC) -> Iterator[Problem]:
    """What is wrong with one picture. Its type is told by its content; a broken file is a problem too."""
    shown_path = masked_name(path, public)
    if refused := _fault_of_type(raw):
        yield _problem(PICTURE_CAN_BE_SHOWN, shown_path, refused)
        return
    if refused := _fault_of_size(raw):
        yield _problem(PICTURE_IS_SMALL, shown_path, refused)
        return
    expected = EXTENSIONS[image_type(raw)]
    if posixpath.splitext(path)[1].lower() not in expected:
        wording = Wording("filnamnet passar inte innehållet", f"byt ändelsen till {expected[0]}")
        yield _problem(PICTURE_CAN_BE_SHOWN, shown_path, wording, Severity.WARNING)
    try:
        yield from _inspect_content(shown_path, raw)
    except TooLargeError:
        yield _problem(PICTURE_IS_SMALL, shown_path, Wording("bilden är för stor", _SAVE_SMALLER))
    except BrokenImageError:
        yield _problem(PICTURE_CAN_BE_SHOWN, shown_path, _BROKEN)


def _inspect_content(path: str, raw: bytes) -> Iterator[Problem]:
    """What is wrong with a picture of a type and size that are right; BrokenImageError if it is damaged."""
    kind, parts = image_type(raw), blocks(raw)
    # what is hidden is not decoded, so that nothing in it can hinder the picture from being read
    width, height = _decode(without_foreign(kind, parts), kind, is_turned=orientation(parts) != 1)
    if max(width, height) > LARGEST_SIDE:
        fault = f"bilden är {width} × {height} bildpunkter, mer än en sida kan visa"
        yield _problem(PICTURE_IS_SMALL, path, Wording(fault, _SAVE_SMALLER), Severity.WARNING)
    if is_animated(kind, parts):
        yield _problem(PICTURE_STANDS_STILL, path, _MOVES, Severity.WARNING)
    if found := told(kind, foreign(kind, parts)):
        fault = f"i bildfilen finns mer än bilden: {joined(found)}"
        yield _problem(PICTURE_HIDES_NOTHING, path, Wording(fault, HOW_TO_CLEAN))
    elif is_cmyk(kind, parts):
        yield _problem(PICTURE_CAN_BE_SHOWN, path, _OF_PRINT)


def _problem(broken: Rule, path: str, wording: Wording, severity: Severity = Severity.ERROR) -> Problem:
    """A problem with a whole file."""
    return Problem(path=path, fault=wording.fault, remedy=wording.remedy, rule=broken.id, severity=severity)


@rule(
    "picture-in-field-exists",
    what="En bild i fältet pictures är en bildfil som ligger där texten säger.",
    why="Annars visas ingen bild.",
    mend="Lägg bilden i mappen bilder bredvid texten och skriv namnet från textens mapp. Stora och små "
    "bokstäver räknas.",
    example="pictures:\n  - file: bilder/lampor.jpg\n    alt: Tolv nya lampor lyser längs gångvägen.",
)
def check_pictures(site: Site) -> Iterator[Problem]:
    """Every picture that an update or a follow-up names is a picture that lies where the text says.

    The name counts from the text's own folder. Capitals count, as they do on the web.
    """
    public = public_data(site.promises_file)
    for record in site.reporting:
        for number, picture in enumerate(record.pictures):
            wording = _fault_of_reference(site, posixpath.dirname(record.path), picture.file, public)
            if wording:
                problem = site.problem_at(
                    record.path,
                    *("pictures", number, "file"),
                    fault=wording.fault,
                    remedy=wording.remedy,
                )
                yield replace(problem, path=masked_name(record.path, public))


_ALLOWED = "JPEG, PNG, WebP eller GIF"
_BROKEN = Wording(
    "bilden går inte att läsa, filen är skadad eller ofullständig", "spara om den och lägg in den igen"
)
_IN_PAINT = "öppna bilden i Paint, välj Arkiv > Spara som > JPEG-bild och lägg in den filen i stället"
_OF_PRINT = Wording(
    "bilden har tryckets färger (CMYK), och visas olika i olika webbläsare",
    f"{_IN_PAINT}, eller kör make clean-images",
)
_MOVES = Wording(
    "bilden rör sig, och den som störs av det kan inte stanna den",
    "spara en bild ur rörelsen: öppna den i Paint, välj Arkiv > Spara som > PNG-bild och lägg in den filen "
    "i stället",
)
_SAVE_SMALLER = f"spara den med högst {LARGEST_SIDE} bildpunkter på längsta sidan"


def _fault_of_type(raw: bytes) -> Wording | None:
    found = image_type(raw)
    if found in EXTENSIONS:
        return None
    if found == "svg":
        return Wording(
            "SVG-bilder tas inte emot, för de kan bära program",
            "spara bilden som PNG i programmet där den är ritad, eller ta en skärmbild av den, och lägg in "
            "den filen i stället",
        )
    if found in ("heic", "avif", "bmp", "tiff"):
        fault = f"{found.upper()}-bilder tas inte emot, inte alla webbläsare kan visa dem"
        return Wording(fault, _IN_PAINT)
    if not raw:
        return Wording("filen är tom", "lägg in bilden igen")
    return Wording("filen heter som en bild men är ingen", f"lägg in en bild som är {_ALLOWED}")


def _fault_of_size(raw: bytes) -> Wording | None:
    if len(raw) <= LARGEST_FILE:
        return None
    size = f"{len(raw) / 1_000_000:.1f}".replace(".", ",")
    return Wording(
        f"bilden är {size} MB, högst 2 MB tas emot",
        "spara den mindre, till exempel 1600 bildpunkter bred som JPEG (i Windows: Foton > Ändra storlek på "
        "bild)",
    )


def _decode(raw: bytes, kind: str, *, is_turned: bool) -> tuple[int, int]:
    """Decodes the picture, at the lowest cost unless it will be turned; returns its width and height."""
    with opened(raw, kind) as image:
        width, height = image.size
        if not is_turned:
            image.draft("L", (width // 8 or 1, height // 8 or 1))
        image.load()
    return width, height


def _fault_of_reference(site: Site, folder: str, file: str, public: Public) -> Wording | None:
    path = posixpath.normpath(posixpath.join(folder, file))
    raw = site.assets.get(path)
    if raw is not None:
        # What is wrong with a picture is told of the picture itself.
        is_told = _is_meant_as_picture(path, raw)
        return None if is_told else Wording("filen är ingen bild", f"välj en fil som är {_ALLOWED}")
    if fault := fault_of_pasted(file):
        return Wording(fault, f'{_SAVE_BESIDE} "bilder/filens-namn.jpg"')
    if re.match(r"[A-Za-z]:[\\/]|\\|file:", file):
        name = re.split(r"[\\/]", file)[-1]
        remedy = f'lägg in den i {folder}/bilder/ och skriv "bilder/{name}"'
        return Wording("bilden ligger på din egen dator", remedy)
    near = _nearest(site, folder, file)
    if near is None:
        return Wording("bilden finns inte", f"lägg in den i {folder}/, eller rätta filnamnet")
    offered = masked_name(near, public)
    if near.lower() == posixpath.relpath(path, folder).lower():
        fault = "bilden heter något annat: stora och små bokstäver räknas"
        return Wording(fault, f'menade du "{offered}"?')
    return Wording("bilden finns inte", f'menade du "{offered}"? Namnet räknas från textens egen mapp')


_SAVE_BESIDE = (
    "Spara bilden som en fil (högerklicka på den och välj Spara bild som), lägg filen i mappen bilder "
    "bredvid texten och skriv"
)
HOW_TO_PUT_IN = f"{_SAVE_BESIDE} ![Vad bilden visar](bilder/filens-namn.jpg)"
"""What to do with a picture that stands in a text in any other way."""


def fault_of_pasted(source: str) -> str:
    """What is wrong with a picture that is pasted into the text or lies elsewhere; empty for any other.

    The source is not told: what is pasted from Word or Google Docs is the whole picture as letters, hundreds
    of thousands of them.
    """
    if re.match("data:", source, re.IGNORECASE):
        return "bilden är inklistrad som en lång rad tecken"
    if re.match(r"https?://(?:[\w-]+\.)*github(?:usercontent)?\.com/", source, re.IGNORECASE):
        return "bilden ligger hos GitHub, inte bland webbplatsens filer, och kan försvinna"
    if re.match("https?://", source, re.IGNORECASE):
        return "bilden hämtas från en annan webbplats"
    return ""


_PASTED = re.compile(
    r"data:image/[\w.+-]{1,40}(?:;[\w=-]{1,40}){0,3},[A-Za-z0-9+/=%]*"
    r"(?:[ \t]*\n[ \t]*[A-Za-z0-9+/=%]{20,})*(?:[ \t]*\n[ \t]*[A-Za-z0-9+/=%]*(?=[\"')>]))?",
    re.IGNORECASE,
)
"""A picture written as letters, on one line or on many."""
BLANKED = "data:,"
"""What is left of it where the text around it is read."""


def without_pasted(text: str) -> str:
    """The text with each pasted picture as BLANKED; what stands after its line keeps its number.

    Whatever else looks for words would find some in the letters of a picture.
    """
    if "data:image/" not in text.lower():
        return text
    blanked = _PASTED.sub(lambda pasted: BLANKED + "\0" * pasted[0].count("\n"), text)
    return "\n".join(line.replace("\0", "") + "\n" * line.count("\0") for line in blanked.split("\n"))


def _nearest(site: Site, folder: str, file: str) -> str | None:
    """The picture whose name from the folder is most like `file`; first of all one that differs in case."""
    names = [
        posixpath.relpath(asset, folder)
        for asset in site.assets
        if posixpath.splitext(asset)[1].lower() in PICTURE_EXTENSIONS
    ]
    wanted = posixpath.normpath(file).lower()
    same = [name for name in names if name.lower() == wanted]
    return next(iter(same or get_close_matches(file, names, n=1, cutoff=0.6)), None)


RULES = (
    PICTURE_CAN_BE_SHOWN,
    PICTURE_IS_SMALL,
    PICTURE_HIDES_NOTHING,
    PICTURE_STANDS_STILL,
    check_pictures.rule,
)
"""The rules on pictures, in the order in which a picture meets them."""
