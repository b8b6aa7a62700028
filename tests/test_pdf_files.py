"""A PDF is read whole, text and properties, and one that cannot be read is refused."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link, Text
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from loften.privacy.pdf_files import LARGEST_FILE, MOST_PAGES, check_pdf_files
from loften.privacy.personal_data import NOTHING_PUBLIC, Public

PATH = "content/2024/protokoll.pdf"
MENDED = "ta bort uppgiften i originalet och spara det på nytt som pdf"


def pdf(*pages: str, change: Callable[[PdfWriter], object] = lambda writer: None) -> bytes:
    """A PDF with a text on each page, changed before it is saved."""
    writer = PdfWriter()
    for text in pages:
        page = writer.add_blank_page(300, 200)
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        resources = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
        page[NameObject("/Resources")] = resources
        stream = StreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    change(writer)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def told(raw: bytes, path: str = PATH, public: Public = NOTHING_PUBLIC) -> list[str]:
    return [str(problem) for problem in check_pdf_files({path: raw}, public)]


def test_a_pdf_without_personal_data_passes() -> None:
    assert told(pdf("Protokoll 2024-05-14", "Dnr KS 2024/123")) == []


def test_the_text_of_each_page_is_searched_and_each_kind_told_once_a_page() -> None:
    raw = pdf("Ren", "Ring 070-174 06 05 eller 070-174 06 06, 811228-9981")
    assert told(raw) == [
        f"{PATH}:1:1: på sida 2 i pdf-filen står ett telefonnummer – {MENDED}",
        f"{PATH}:1:1: på sida 2 i pdf-filen står ett personnummer – {MENDED}",
    ]


def test_contacts_pass_and_other_addresses_do_not() -> None:
    public = Public(emails=frozenset(("kommun@koping.se",)))
    assert told(pdf("kommun@koping.se"), public=public) == []
    assert told(pdf("anna@koping.se"), public=public) == [
        f"{PATH}:1:1: på sida 1 i pdf-filen står en e-postadress – {MENDED}"
    ]


@pytest.mark.parametrize("field", ["/Title", "/Author", "/Subject", "/Keywords", "/Eget"])
def test_the_properties_are_searched(field: str) -> None:
    raw = pdf("Ren", change=lambda writer: writer.add_metadata({field: "anna@exempelorten.se"}))
    assert told(raw) == [f"{PATH}:1:1: i egenskaperna i pdf-filen står en e-postadress – {MENDED}"]


def test_the_xmp_block_is_searched() -> None:
    def change(writer: PdfWriter) -> None:
        stream = StreamObject()
        stream.set_data(b"<x:xmpmeta><dc:creator>anna@exempelorten.se</dc:creator></x:xmpmeta>")
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)

    assert told(pdf("Ren", change=change)) == [
        f"{PATH}:1:1: i egenskaperna i pdf-filen står en e-postadress – {MENDED}"
    ]


def test_links_comments_and_bookmarks_are_searched() -> None:
    def change(writer: PdfWriter) -> None:
        writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="mailto:anna@exempelorten.se"))
        writer.add_annotation(1, Text(rect=(0, 0, 9, 9), text="811228-9981"))
        writer.add_outline_item(title="Ring 070-174 06 05", page_number=0)

    assert told(pdf("Ren", "Ren", change=change)) == [
        f"{PATH}:1:1: i egenskaperna i pdf-filen står ett telefonnummer – {MENDED}",
        f"{PATH}:1:1: på sida 1 i pdf-filen står en e-postadress – {MENDED}",
        f"{PATH}:1:1: på sida 2 i pdf-filen står ett personnummer – {MENDED}",
    ]


def test_text_that_is_covered_on_the_page_is_found() -> None:
    covered = "811228-9981) Tj ET 0 g 0 90 300 30 re f BT /F1 12 Tf ("
    assert told(pdf(covered)) == [f"{PATH}:1:1: på sida 1 i pdf-filen står ett personnummer – {MENDED}"]


def scanned(writer: PdfWriter) -> None:
    """Puts a picture of one point instead of text on the last page."""
    picture = StreamObject()
    picture.set_data(b"\x00")
    for key, value in {"/Type": "/XObject", "/Subtype": "/Image", "/ColorSpace": "/DeviceGray"}.items():
        picture[NameObject(key)] = NameObject(value)
    for key in ("/Width", "/Height"):
        picture[NameObject(key)] = NumberObject(1)
    picture[NameObject("/BitsPerComponent")] = NumberObject(8)
    page = writer.pages[-1]
    held = DictionaryObject({NameObject("/Im1"): writer._add_object(picture)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): held})


def test_a_page_that_is_only_a_picture_is_a_warning() -> None:
    assert told(pdf("Ren", "", change=scanned)) == [
        f"{PATH}:1:1: varning: sida 2 i pdf-filen är bild utan text, som granskningen inte kan läsa – läs "
        "själv igenom den, och spara helst om dokumentet från originalet"
    ]


# --- what cannot be read -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "fault", "remedy"),
    [
        (b"%PDF-1.7 trasig", "pdf-filen är trasig", "spara den på nytt"),
        (b"", "pdf-filen är trasig", "spara den på nytt"),
        (pdf("811228-9981")[:-400], "pdf-filen är trasig", "spara den på nytt"),
        (
            pdf("811228-9981", change=lambda writer: writer.encrypt("", "hemligt")),
            "pdf-filen är låst med lösenord",
            "spara den på nytt utan lösenord",
        ),
        (
            pdf("Ren", change=lambda writer: writer.add_attachment("a.txt", b"811228-9981")),
            "pdf-filen har bifogade filer",
            "spara den på nytt utan dem",
        ),
        (pdf(*["Ren"] * (MOST_PAGES + 1)), f"pdf-filen har mer än {MOST_PAGES} sidor", "dela upp den"),
        (b"%PDF-1.7" + b"0" * LARGEST_FILE, "pdf-filen är större än 20 MB", "dela upp den"),
    ],
    ids=["broken", "empty", "cut", "locked", "attachment", "pages", "bytes"],
)
def test_a_pdf_that_cannot_be_read_is_refused(raw: bytes, fault: str, remedy: str) -> None:
    assert told(raw) == [f"{PATH}:1:1: {fault}, så granskningen kan inte läsa den – {remedy}"]


def test_a_pdf_is_told_by_its_content_too_and_other_files_are_left_alone() -> None:
    assert told(b"%PDF-1.7", path="content/protokoll.txt")[0].startswith(
        "content/protokoll.txt:1:1: pdf-filen"
    )
    assert told(b"text", path="content/protokoll.txt") == []


def test_a_damaged_pdf_never_raises() -> None:
    whole = pdf("Ren", "Ring 070-174 06 05", change=scanned)
    assert len(PdfReader(BytesIO(whole)).pages) == 2
    for place in range(0, len(whole), 7):
        told(whole[:place] + b"\x00\xff" + whole[place + 2 :])
