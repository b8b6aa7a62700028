"""PDF files: their text, properties, links and comments are searched for personal data.

pypdf reads them. What it cannot read is refused: a file with a password, one with files attached, a broken
one. A page that is only a picture, as a scanned one is, is told, for nobody but a person can read it.
"""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any

from loften.privacy.guard import NAMES
from loften.privacy.personal_data import Kind, Public, find, masked_name
from loften.records.problems import Problem, Severity
from loften.records.rules import Rule

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

LARGEST_FILE, MOST_PAGES = 20_000_000, 300
"""Bytes and pages; more would take minutes to search, and few would read it."""

PDF_CAN_BE_SEARCHED = Rule(
    id="pdf-can-be-searched",
    what=f"En pdf går att läsa för granskningen: den är hel, har inget lösenord, inga bifogade filer och "
    f"högst {MOST_PAGES} sidor, och är på högst 20 MB.",
    why="Det som granskningen inte kan läsa kan innehålla personuppgifter, och allt här blir offentligt.",
    mend="Spara dokumentet på nytt som pdf, utan lösenord och bilagor. Dela upp ett som är för stort.",
    example="content/2024/protokoll.pdf",
)
PDF_HAS_NO_PERSONAL_DATA = Rule(
    id="pdf-has-no-personal-data",
    what="En pdf har inga personuppgifter i texten, i egenskaperna, i länkar eller i kommentarer.",
    why="Den som hämtar filen läser allt i den, också det som inte syns på sidorna.",
    mend="Ta bort uppgiften i originalet och spara det på nytt som pdf. Ett svart streck ovanpå räcker inte: "
    "texten finns kvar under.",
    example="content/2024/protokoll.pdf",
)
PDF_IS_TEXT = Rule(
    id="pdf-is-text",
    what="Varje sida i en pdf har text, och är inte bara en inläst bild.",
    why="Granskningen kan inte läsa text i bilder, och det kan inte heller den som lyssnar på sidan.",
    mend="Spara om dokumentet från originalet. Går det inte: läs själv igenom sidan.",
    example="content/2024/protokoll.pdf",
)
RULES = (PDF_CAN_BE_SEARCHED, PDF_HAS_NO_PERSONAL_DATA, PDF_IS_TEXT)


def check_pdf_files(files: Mapping[str, bytes], public: Public) -> Iterator[Problem]:
    """Every PDF can be read, and nothing in it is personal data."""
    for path, raw in files.items():
        if posixpath.splitext(path)[1].lower() == ".pdf" or raw.startswith(b"%PDF-"):
            yield from _check(masked_name(path, public), raw, public)


def _check(path: str, raw: bytes, public: Public) -> Iterator[Problem]:
    """What is wrong with one PDF; `path` must already be masked."""
    # Loading it takes a seventh of a second, and most municipalities have no PDF.
    from pypdf import PdfReader

    # pypdf logs what it mends in a file; a warning that is logged stops a strict build.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    if len(raw) > LARGEST_FILE:
        yield _refused(path, "pdf-filen är större än 20 MB", "dela upp den")
        return
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted:
            yield _refused(path, "pdf-filen är låst med lösenord", "spara den på nytt utan lösenord")
            return
        if len(reader.pages) > MOST_PAGES:
            yield _refused(path, f"pdf-filen har mer än {MOST_PAGES} sidor", "dela upp den")
            return
        if reader.attachments:
            yield _refused(path, "pdf-filen har bifogade filer", "spara den på nytt utan dem")
            return
        yield from tuple(_problems(path, reader, public))
    except Exception:
        # A damaged file makes pypdf raise nearly anything.
        yield _refused(path, "pdf-filen är trasig", "spara den på nytt")


def _refused(path: str, fault: str, remedy: str) -> Problem:
    return Problem(
        path=path,
        fault=f"{fault}, så granskningen kan inte läsa den",
        remedy=remedy,
        rule=PDF_CAN_BE_SEARCHED.id,
    )


def _problems(path: str, reader: PdfReader, public: Public) -> Iterator[Problem]:
    yield from _found(path, "i egenskaperna", _properties(reader), public)
    scanned = []
    for number, page in enumerate(reader.pages, start=1):
        text = page.extract_text()
        yield from _found(path, f"på sida {number}", f"{text}\n\n{_notes(page)}", public)
        if not text.strip() and page.images:
            scanned.append(str(number))
    if scanned:
        pages = f"sida {scanned[0]}" if len(scanned) == 1 else f"sidorna {', '.join(scanned)}"
        yield Problem(
            path=path,
            severity=Severity.WARNING,
            fault=f"{pages} i pdf-filen är bild utan text, som granskningen inte kan läsa",
            remedy="läs själv igenom den, och spara helst om dokumentet från originalet",
            rule=PDF_IS_TEXT.id,
        )


def _properties(reader: PdfReader) -> str:
    """The document's properties, its XMP block, the fields of its form and its bookmarks."""
    pieces: list[object] = [
        *(reader.metadata or {}).values(),
        *(reader.get_form_text_fields() or {}).values(),
    ]
    xmp = reader.root_object.get("/Metadata")
    if xmp is not None:
        pieces.append(xmp.get_object().get_data().decode("utf-8", "replace"))
    pieces += _titles(reader.outline)
    return "\n\n".join(str(piece) for piece in pieces if piece)


def _titles(outline: list[Any]) -> Iterator[object]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield entry.title


def _notes(page: PageObject) -> str:
    """The texts of a page's comments and the addresses of its links."""
    pieces = []
    for annotation in page.annotations or ():
        note = annotation.get_object()
        action = note.get("/A")
        link = action.get_object().get("/URI") if action is not None else None
        pieces += [note.get("/Contents"), note.get("/T"), link]
    return "\n\n".join(str(piece) for piece in pieces if piece)


def _found(path: str, where: str, text: str, public: Public) -> Iterator[Problem]:
    """Each kind once for each place in the document."""
    for kind in dict.fromkeys(finding.kind for finding in find(text, public)):
        yield Problem(
            path=path,
            severity=Severity.WARNING if kind is Kind.ACCOUNT else Severity.ERROR,
            fault=f"{where} i pdf-filen står {NAMES[kind]}",
            remedy="ta bort uppgiften i originalet och spara det på nytt som pdf",
            rule=PDF_HAS_NO_PERSONAL_DATA.id,
        )
