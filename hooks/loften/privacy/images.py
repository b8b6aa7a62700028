"""Pictures: what they may be, what they must not reveal, and whether a text finds its own."""

from __future__ import annotations

import posixpath
import re
import warnings
from collections.abc import Iterator
from difflib import get_close_matches
from io import BytesIO

from PIL import Image

from loften.model import FollowUp, Update
from loften.privacy.guard import NAMES
from loften.privacy.image_blocks import EXTENSIONS, image_type
from loften.privacy.image_metadata import Hidden, hidden
from loften.privacy.personal_data import NOTHING_PUBLIC, Public, find, masked_name, public_data
from loften.problems import Problem, warning
from loften.site import Site

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


def check_images(site: Site) -> Iterator[Problem]:
    """Every picture under content/ can be shown, is small enough and reveals nothing about a person or place.

    Files of other kinds (documents, data) are left alone.
    """
    public = public_data(site.promises_file)
    for path, raw in site.assets.items():
        if _is_meant_as_picture(path, raw):
            yield from inspect(path, raw, public)


def _is_meant_as_picture(path: str, raw: bytes) -> bool:
    return posixpath.splitext(path)[1].lower() in PICTURE_EXTENSIONS or image_type(raw) in EXTENSIONS


def inspect(path: str, raw: bytes, public: Public = NOTHING_PUBLIC) -> Iterator[Problem]:
    """What is wrong with one picture. Its type is told by its content; a broken file is a problem too."""
    shown_path = masked_name(path, public)
    fault = _fault_of_type(raw) or _fault_of_size(raw)
    if fault:
        yield Problem(path=shown_path, message=fault)
        return
    expected = EXTENSIONS[image_type(raw)]
    if posixpath.splitext(path)[1].lower() not in expected:
        yield warning(
            path=shown_path,
            message=f"filnamnet passar inte innehållet – byt ändelsen till {expected[0]}",
        )
    try:
        # Pillow warns of odd metadata and of great areas; both are judged here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            width, height = _decode(raw)
            content = hidden(raw)
    except (_TooLargeError, Image.DecompressionBombError):
        yield Problem(
            path=shown_path,
            message=f"bilden är för stor – spara den med högst {LARGEST_SIDE} bildpunkter på längsta sidan",
        )
        return
    except Exception:
        # Pillow's decoders raise nearly anything on a damaged file.
        yield Problem(path=shown_path, message=_BROKEN)
        return
    if max(width, height) > LARGEST_SIDE:
        yield warning(
            path=shown_path,
            message=(
                f"bilden är {width} × {height} bildpunkter, mer än en sida kan visa – "
                f"spara den med högst {LARGEST_SIDE} bildpunkter på längsta sidan"
            ),
        )
    revealed = _revealed(content, public)
    if revealed:
        message = f"bilden avslöjar {' och '.join(revealed)} – det är dolt i filen. {HOW_TO_CLEAN}"
        yield Problem(path=shown_path, message=message)


def check_pictures(site: Site) -> Iterator[Problem]:
    """Every picture that an update or a follow-up names is a picture that lies where the text says.

    The name counts from the text's own folder. Capitals count, as they do on the web.
    """
    public = public_data(site.promises_file)
    records: tuple[Update | FollowUp, ...] = (*site.updates, *site.follow_ups)
    for record in records:
        for number, picture in enumerate(record.pictures):
            fault = _fault_of_reference(site, posixpath.dirname(record.path), picture.file, public)
            if fault:
                line, column = site.position(record.path, "pictures", number, "file")
                path = masked_name(record.path, public)
                yield Problem(path=path, line=line, column=column, message=fault)


class _TooLargeError(Exception):
    """The picture has too many pixels to be decoded."""


_BROKEN = "bilden går inte att läsa, filen är skadad eller ofullständig – spara om den och lägg in den igen"


def _fault_of_type(raw: bytes) -> str | None:
    found = image_type(raw)
    if found in EXTENSIONS:
        return None
    if found == "svg":
        return "SVG-bilder tas inte emot, för de kan bära program – spara bilden som PNG"
    if found in ("heic", "avif", "bmp", "tiff"):
        return (
            f"{found.upper()}-bilder tas inte emot, inte alla webbläsare kan visa dem – spara bilden som JPEG"
        )
    if not raw:
        return "filen är tom – lägg in bilden igen"
    return f"filen heter som en bild men är ingen – lägg in en bild som är {_ALLOWED}"


_ALLOWED = "JPEG, PNG, WebP eller GIF"


def _fault_of_size(raw: bytes) -> str | None:
    if len(raw) <= LARGEST_FILE:
        return None
    size = f"{len(raw) / 1_000_000:.1f}".replace(".", ",")
    return (
        f"bilden är {size} MB, högst 2 MB tas emot – spara den mindre, till exempel 1600 bildpunkter bred "
        "som JPEG (i Windows: Foton > Ändra storlek på bild)"
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


def _fault_of_reference(site: Site, folder: str, file: str, public: Public) -> str | None:
    path = posixpath.normpath(posixpath.join(folder, file))
    raw = site.assets.get(path)
    if raw is not None:
        # What is wrong with a picture is told of the picture itself.
        is_told = _is_meant_as_picture(path, raw)
        return None if is_told else f"filen är ingen bild – välj en fil som är {_ALLOWED}"
    if re.match(r"[A-Za-z]:[\\/]|\\|file:", file):
        name = re.split(r"[\\/]", file)[-1]
        return f'bilden ligger på din egen dator – lägg in den i {folder}/bilder/ och skriv "bilder/{name}"'
    near = _nearest(site, folder, file)
    if near is None:
        return f"bilden finns inte – lägg in den i {folder}/, eller rätta filnamnet"
    offered = masked_name(near, public)
    if near.lower() == posixpath.relpath(path, folder).lower():
        return f'bilden heter något annat: stora och små bokstäver räknas – menade du "{offered}"?'
    return f'bilden finns inte – menade du "{offered}"? Namnet räknas från textens egen mapp'


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
