"""Pictures: what they may be, what they must not reveal, and whether a text finds its own."""

from __future__ import annotations

import posixpath
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from io import BytesIO

from PIL import Image

from loften.privacy.guard import NAMES
from loften.privacy.image_blocks import EXTENSIONS, image_type
from loften.privacy.image_metadata import Hidden, hidden
from loften.privacy.personal_data import NOTHING_PUBLIC, Public, find, masked_name, public_data
from loften.records.problems import Problem, Severity, Wording
from loften.records.rules import Rule, rule
from loften.records.site import Site

LARGEST_FILE = 2_000_000
"""Bytes; a picture on a page needs less, and the site is read on telephones."""
LARGEST_SIDE = 4_000
"""Pixels; more is of no use on a page."""
LARGEST_AREA = 50_000_000
"""Pixels; a small file can claim so many that decoding it fills the memory."""

PICTURE_EXTENSIONS = frozenset(
    (".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg", ".heic", ".heif", ".avif", ".bmp", ".tif", ".tiff")
)
HOW_TO_CLEAN = (
    "Rensa bilden: i Windows med Egenskaper > Detaljer > Ta bort egenskaper och personlig information; i "
    "telefonen genom att dela bilden utan plats (Alternativ > Plats av, eller Ta bort platsdata); på en "
    "dator med projektet med kommandot make clean-images. Sidan /redaktor/#rensa-bilder visar stegen"
)

PICTURE_CAN_BE_SHOWN = Rule(
    id="picture-can-be-shown",
    what="En bild är en hel fil av typen JPEG, PNG, WebP eller GIF, och filens ändelse säger vilken.",
    why="Andra typer kan inte alla webbläsare visa, och SVG kan bära program.",
    mend="Spara bilden som JPEG eller PNG i ett bildprogram och lägg in den igen. Är bara ändelsen fel: byt "
    "den.",
    example="content/2024/nyheter/bilder/lampor.jpg",
)
PICTURE_IS_SMALL = Rule(
    id="picture-is-small",
    what=f"En bild är på högst 2 MB, och högst {LARGEST_SIDE} bildpunkter på längsta sidan.",
    why="Många läser i telefonen, och en stor bild tar tid att hämta.",
    mend="Spara bilden mindre. 1600 bildpunkter på bredden räcker gott.",
    example="lampor.jpg: 1600 × 1200 bildpunkter, 0,4 MB",
)
PICTURE_HIDES_NOTHING = Rule(
    id="picture-hides-nothing",
    what="En bildfil har inga dolda uppgifter, till exempel om plats, kamera, fotograf eller personer på "
    "bilden.",
    why="Den som hämtar bilden kan läsa dem, till exempel var den är tagen och vems kameran är.",
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
        # Pillow warns of odd metadata and of great areas; both are judged here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            width, height = _decode(raw)
            content = hidden(raw)
    except (_TooLargeError, Image.DecompressionBombError):
        yield _problem(PICTURE_IS_SMALL, shown_path, Wording("bilden är för stor", _SAVE_SMALLER))
        return
    except Exception:
        # Pillow's decoders raise nearly anything on a damaged file.
        yield _problem(PICTURE_CAN_BE_SHOWN, shown_path, _BROKEN)
        return
    if max(width, height) > LARGEST_SIDE:
        fault = f"bilden är {width} × {height} bildpunkter, mer än en sida kan visa"
        yield _problem(PICTURE_IS_SMALL, shown_path, Wording(fault, _SAVE_SMALLER), Severity.WARNING)
    revealed = _revealed(content, public)
    if revealed:
        fault = f"bilden avslöjar {' och '.join(revealed)} – det är dolt i filen"
        yield _problem(PICTURE_HIDES_NOTHING, shown_path, Wording(fault, HOW_TO_CLEAN))


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


class _TooLargeError(Exception):
    """The picture has too many pixels to be decoded."""


_ALLOWED = "JPEG, PNG, WebP eller GIF"
_BROKEN = Wording(
    "bilden går inte att läsa, filen är skadad eller ofullständig", "spara om den och lägg in den igen"
)
_SAVE_SMALLER = f"spara den med högst {LARGEST_SIDE} bildpunkter på längsta sidan"


def _fault_of_type(raw: bytes) -> Wording | None:
    found = image_type(raw)
    if found in EXTENSIONS:
        return None
    if found == "svg":
        return Wording("SVG-bilder tas inte emot, för de kan bära program", "spara bilden som PNG")
    if found in ("heic", "avif", "bmp", "tiff"):
        fault = f"{found.upper()}-bilder tas inte emot, inte alla webbläsare kan visa dem"
        return Wording(fault, "spara bilden som JPEG")
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


def _decode(raw: bytes) -> tuple[int, int]:
    """Decodes the picture at the lowest cost; returns its width and height."""
    with Image.open(BytesIO(raw)) as image:
        width, height = image.size
        if width * height > LARGEST_AREA:
            raise _TooLargeError
        image.draft("L", (width // 8 or 1, height // 8 or 1))
        image.load()
    return width, height


def _revealed(content: Hidden, public: Public) -> tuple[str, ...]:
    """What the hidden parts tell, in words, each once."""
    in_texts = (NAMES[finding.kind] for text in content.texts for finding in find(text, public))
    return tuple(dict.fromkeys((*content.revealed, *in_texts)))


def _fault_of_reference(site: Site, folder: str, file: str, public: Public) -> Wording | None:
    path = posixpath.normpath(posixpath.join(folder, file))
    raw = site.assets.get(path)
    if raw is not None:
        # What is wrong with a picture is told of the picture itself.
        is_told = _is_meant_as_picture(path, raw)
        return None if is_told else Wording("filen är ingen bild", f"välj en fil som är {_ALLOWED}")
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


RULES = (PICTURE_CAN_BE_SHOWN, PICTURE_IS_SMALL, PICTURE_HIDES_NOTHING, check_pictures.rule)
"""The rules on pictures, in the order in which a picture meets them."""
