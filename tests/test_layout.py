# ruff: noqa: E501 - each message stands whole, so that it can be searched for
"""A path under content/ says what the file is, or what is wrong with where it lies."""

from __future__ import annotations

import pytest

from loften.catalogue.page_kinds import FOLDERS, RESERVED
from loften.reading.layout import Misplaced, TextFile, is_ignored, meaning
from loften.records.texts import FileRecord, FollowUp, Measure, TextPage, Update

AGREEMENTS = ("2024", "2024-2026")


def told(path: str, agreements: tuple[str, ...] = AGREEMENTS) -> str:
    """What is said of a file that is misplaced."""
    found = meaning(path, agreements)
    assert isinstance(found, Misplaced)
    return found.message


@pytest.mark.parametrize(
    ("path", "kind", "agreement", "record_id"),
    [
        ("index.md", TextPage, "", "index"),
        ("om.md", TextPage, "", "om"),
        ("om/oss.md", TextPage, "", "om/oss"),
        ("om/djupt/nere.md", TextPage, "", "om/djupt/nere"),
        ("2024/index.md", TextPage, "2024", "2024/index"),
        ("2024/bakgrund.md", TextPage, "2024", "2024/bakgrund"),
        ("2024/atgarder/belysning.md", Measure, "2024", "belysning"),
        ("2024/nyheter/2024-03-01-belysning.md", Update, "2024", "2024-03-01-belysning"),
        ("2024/uppfoljning/kvartal-1.md", FollowUp, "2024", "kvartal-1"),
    ],
)
def test_text_is_recognised(path: str, kind: type[FileRecord], agreement: str, record_id: str) -> None:
    assert meaning(path, AGREEMENTS) == TextFile(kind=kind, agreement=agreement, id=record_id)


@pytest.mark.parametrize(
    "path",
    [
        "bild.png",
        "CNAME",
        "robots.txt",
        "2024/atgarder/bilder/a.jpg",
        "2024/nyheter/karta.pdf",
        "farger.css",
        "2024/bilder/text.txt",
    ],
)
def test_anything_else_is_published_as_it_is(path: str) -> None:
    assert meaning(path, AGREEMENTS) is None


@pytest.mark.parametrize(
    ("path", "message"),
    [
        (
            "2024/atgarder/index.md",
            "index.md går inte att ha här, för sidan görs av texterna i atgarder/ – byt namn på filen eller ta bort den",
        ),
        (
            "2024/nyheter/index.md",
            "index.md går inte att ha här, för sidan görs av texterna i nyheter/ – byt namn på filen eller ta bort den",
        ),
        (
            "2024/nyheter/belysning.md",
            'filnamnet för en nyhet ska börja med dagen och sedan ett kort namn, till exempel "2024-03-01-ny-belysning.md"',
        ),
        (
            "2024/nyheter/2024-02-30-belysning.md",
            "dagen 2024-02-30 i filnamnet finns inte i kalendern – rätta filnamnet",
        ),
        (
            "2024/nyheter/2024-3-1-belysning.md",
            'filnamnet ska börja med dagen som ÅÅÅÅ-MM-DD – menade du "2024-03-01-belysning.md"?',
        ),
        (
            "2024/nyheter/2024-03-01.md",
            'filnamnet för en nyhet ska börja med dagen och sedan ett kort namn, till exempel "2024-03-01-ny-belysning.md"',
        ),
        (
            "2024/nyheter/20240301-belysning.md",
            'filnamnet ska börja med dagen som ÅÅÅÅ-MM-DD – menade du "2024-03-01-belysning.md"?',
        ),
        ("2024/åtgärder/belysning.md", 'mappen "åtgärder" finns inte – menade du content/2024/atgarder/?'),
        ("2024/atgärder/x.md", 'mappen "atgärder" finns inte – menade du content/2024/atgarder/?'),
        ("2024/nyhet/2024-03-01-x.md", 'mappen "nyhet" finns inte – menade du content/2024/nyheter/?'),
        ("2024/aktuellt/x.md", 'mappen "aktuellt" finns inte – menade du content/2024/nyheter/?'),
        ("2024/Nyheter/x.md", 'mappen "Nyheter" finns inte – menade du content/2024/nyheter/?'),
        (
            "2024/uppföljningar/x.md",
            'mappen "uppföljningar" finns inte – menade du content/2024/uppfoljning/?',
        ),
        (
            "2024/annat/x.md",
            'mappen "annat" kan inte ha texter – flytta filen till någon av atgarder/, nyheter/, uppfoljning/',
        ),
        (
            "2024/nyheter/mars/2024-03-01-x.md",
            "texten ligger för djupt – flytta den till content/2024/nyheter/",
        ),
        (
            "2025/atgarder/x.md",
            'löftet "2025" finns inte i promises.yaml – skriv in löftet där eller flytta filen. Löften där: 2024, 2024-2026',
        ),
        (
            "1999/nyheter/x.md",
            'löftet "1999" finns inte i promises.yaml – skriv in löftet där eller flytta filen. Löften där: 2024, 2024-2026',
        ),
        (
            "2023-2024/nyheter/x.md",
            'löftet "2023-2024" finns inte i promises.yaml – menade du content/2024/? Löften där: 2024, 2024-2026',
        ),
        (
            "annat/nyheter/x.md",
            'löftet "annat" finns inte i promises.yaml – skriv in löftet där eller flytta filen. Löften där: 2024, 2024-2026',
        ),
        ("nyheter/2024-03-01-x.md", "mappen ska ligga i ett löftes mapp – menade du content/2024/nyheter/?"),
        ("åtgärder/x.md", "mappen ska ligga i ett löftes mapp – menade du content/2024/atgarder/?"),
        ("Nyhet/x.md", "mappen ska ligga i ett löftes mapp – menade du content/2024/nyheter/?"),
        (
            "2024 ny/x.md",
            'löftet "2024 ny" finns inte i promises.yaml – menade du content/2024/? Löften där: 2024, 2024-2026',
        ),
        (
            "2024/atgarder/Belysning på plats.md",
            'filnamnet får bara ha små bokstäver a–z, siffror och enkla bindestreck – menade du "belysning-pa-plats.md"?',
        ),
        ("2024/atgarder/belysning.MD", 'filnamnet ska sluta på .md – menade du "belysning.md"?'),
        ("2024/atgarder/belysning.markdown", 'filnamnet ska sluta på .md – menade du "belysning.md"?'),
        (
            "2024/atgarder/belysning.txt",
            'en text ska vara en Markdown-fil – skriv den i en fil som slutar på .md: "belysning.md"',
        ),
        (
            "2024/atgarder/belysning.docx",
            'en text ska vara en Markdown-fil – skriv den i en fil som slutar på .md: "belysning.md"',
        ),
        ("2024/atgarder/belysning", 'filnamnet ska sluta på .md – menade du "belysning.md"?'),
        (
            "2024/atgarder/belysning.md.txt",
            'en text ska vara en Markdown-fil – skriv den i en fil som slutar på .md: "belysning.md"',
        ),
        (
            "2024/atgarder/belysning.yaml",
            'en text ska vara en Markdown-fil – skriv den i en fil som slutar på .md: "belysning.md"',
        ),
        (
            "2024/atgarder/a--b.md",
            'filnamnet får bara ha små bokstäver a–z, siffror och enkla bindestreck – menade du "a-b.md"?',
        ),
        (
            "2024/atgarder/a_b.md",
            'filnamnet får bara ha små bokstäver a–z, siffror och enkla bindestreck – menade du "a-b.md"?',
        ),
        (
            "2024/atgarder/å.md",
            'filnamnet får bara ha små bokstäver a–z, siffror och enkla bindestreck – menade du "a.md"?',
        ),
        (
            "2024/atgarder/–.md",
            'filnamnet får bara ha små bokstäver a–z, siffror och enkla bindestreck – menade du "namn.md"?',
        ),
        (
            "Om oss.md",
            'filnamnet får bara ha små bokstäver a–z, siffror och enkla bindestreck – menade du "om-oss.md"?',
        ),
        ("om.MD", 'filnamnet ska sluta på .md – menade du "om.md"?'),
        (
            "Kontakt/tider.md",
            'mappens namn får bara ha små bokstäver a–z, siffror och enkla bindestreck – menade du "kontakt"?',
        ),
        ("om.markdown", 'filnamnet ska sluta på .md – menade du "om.md"?'),
        ("arkiv.md", "webbplatsen gör själv sidan /arkiv/ – byt namn på filen"),
        ("ordlista/ord.md", "webbplatsen gör själv sidan /ordlista/ – byt namn på mappen"),
        ("2024/resultat.md", "webbplatsen gör själv sidan /2024/resultat/ – byt namn på filen"),
        ("2024/nyheter.md", "webbplatsen gör själv sidan /2024/nyheter/ – byt namn på filen"),
        (
            "2024/Text.md",
            'filnamnet får bara ha små bokstäver a–z, siffror och enkla bindestreck – menade du "text.md"?',
        ),
        (
            "2024/notiser.txt",
            'en text ska vara en Markdown-fil – skriv den i en fil som slutar på .md: "notiser.md"',
        ),
        ("2024.md", "löftets egen sida ligger i mappen – menade du content/2024/index.md?"),
        (
            "2024/a\u030atga\u0308rder/x.md",
            'mappen "åtgärder" finns inte – menade du content/2024/atgarder/?',
        ),
    ],
)
def test_misplaced_file_is_told_where_it_belongs(path: str, message: str) -> None:
    assert told(path) == message


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_pages_of_the_site_itself_are_not_taken(name: str) -> None:
    for path in (f"{name}.md", f"{name}/x.md"):
        assert isinstance(meaning(path, AGREEMENTS), Misplaced)


def test_every_address_of_the_site_itself_is_reserved() -> None:
    assert {"ordlista", "arkiv", "rattelser", "aktuellt", "platser", "redaktor"} <= RESERVED


@pytest.mark.parametrize(("folder", "kind"), FOLDERS.items())
def test_every_agreement_has_its_three_folders(folder: str, kind: type[FileRecord]) -> None:
    found = meaning(f"2024-2026/{folder}/2025-01-01-x.md", AGREEMENTS)
    assert found == TextFile(kind=kind, agreement="2024-2026", id="2025-01-01-x")


def test_folders_are_taken_for_agreements_while_promises_cannot_be_read() -> None:
    assert meaning("2031/atgarder/x.md", None) == TextFile(kind=Measure, agreement="2031", id="x")
    assert meaning("vision/uppfoljning/x.md", None) == TextFile(kind=FollowUp, agreement="vision", id="x")
    assert meaning("om/oss.md", None) == TextFile(kind=TextPage, agreement="", id="om/oss")


def test_without_any_agreement_every_folder_of_a_year_is_unknown() -> None:
    assert (
        told("2024/nyheter/2024-01-01-x.md", ())
        == 'löftet "2024" finns inte i promises.yaml – skriv in löftet där eller flytta filen. Löften där: inga'
    )


@pytest.mark.parametrize("name", [".DS_Store", ".git", "Thumbs.db", "desktop.ini", "~$nyhet.docx"])
def test_files_of_the_computer_itself_are_ignored(name: str) -> None:
    assert is_ignored(name)


def test_ordinary_files_are_not_ignored() -> None:
    assert not is_ignored("nyhet.md")
