"""The guard against personal data searches every file, also one that cannot be parsed or is in UTF-16."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from loften.inspection import inspect
from loften.privacy.bytes_as_text import as_text

BASE = Path(__file__).parent / "data" / "faults" / "base"
DAY = dt.date(2025, 3, 1)
PAGE = "content/kontakt.md"
MEASURE = "content/2024/atgarder/lampor.md"
NUMBER = "här står ett personnummer – ta bort det"
PHONE = (
    "här står ett telefonnummer – ta bort det, eller hänvisa till en funktion som står bland kontakterna "
    "(contacts) i promises.yaml"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the site without faults."""
    return Path(shutil.copytree(BASE, tmp_path / "base"))


def change(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(text)


def told(root: Path) -> list[str]:
    """The problems that are about personal data, pictures or PDF files."""
    rules = (
        "no-personal-data",
        "no-personal-data-in-file-name",
        "no-account-of-a-person",
        "pdf-",
        "picture-",
    )
    return [str(problem) for problem in inspect(root, DAY).problems if problem.rule.startswith(rules)]


# --- files that cannot be parsed -----------------------------------------------------------------------


def test_a_bracket_in_promises_yaml_does_not_switch_the_guard_off(root: Path) -> None:
    change(root, "promises.yaml", "short_name: Ekby", "short_name: [Ekby")
    add(root, "promises.yaml", "# Anmälaren 811228-9981\n")
    add(root, PAGE, "Anmälaren 811228-9981, 070-174 06 05.\n")
    add(root, "content/lista.csv", "bil;plats\nabd472;torget\n")
    (root / "content/bild.png").write_bytes(b"")
    lines = len((root / "promises.yaml").read_text(encoding="utf-8").splitlines())
    page_line = len((root / PAGE).read_text(encoding="utf-8").splitlines())
    assert [message for message in told(root) if "bild.png" not in message] == [
        f"{PAGE}:{page_line}:11: {NUMBER}",
        f"{PAGE}:{page_line}:24: {PHONE}. Ska det ändå stå kvar: skriv privacy_exceptions överst i filen, "
        "med exakt samma text (text) och skälet (reason)",
        "content/lista.csv:2:1: här står ett registreringsnummer för ett fordon – ta bort det, eller skriv "
        "vad det är, till exempel en röd personbil",
        f"promises.yaml:{lines}:13: {NUMBER}",
    ]
    assert any("bild.png" in message for message in told(root))


@pytest.mark.parametrize("broken", ["short_name: [Ekby", "short_name: Ekby\n  nickname: Ek"])
def test_the_contacts_and_words_of_a_broken_promises_yaml_still_pass(root: Path, broken: str) -> None:
    change(
        root,
        "promises.yaml",
        "    name: Ekby kommun\n",
        "    name: Ekby kommun\n    phone: 0221-250 00\n    email: ekby@ekbykommun.se # vardagar\n",
    )
    change(root, "promises.yaml", "short_name: Ekby", broken)
    add(root, PAGE, "Ring +46 221 250 00 eller skriv till ekby@ekbykommun.se.\n")
    assert told(root) == []


def test_a_broken_text_is_searched_for_every_kind(root: Path) -> None:
    broken = "---\ntitle: Prov: x\n---\nAnmälaren 811228-9981 hördes.\nRing 070-174 06 05.\n"
    add(root, "content/prov.md", broken)
    assert told(root) == [f"content/prov.md:4:11: {NUMBER}", f"content/prov.md:5:6: {PHONE}"]


def test_the_exceptions_of_a_broken_text_count_as_they_are_written(root: Path) -> None:
    excepted = "privacy_exceptions:\n  - text: 070-174 06 05\n    reason: Jourens nummer.\n"
    text = "---\ntitle: Prov{}\nsummary: Ett prov.\n" + excepted + "---\nRing 070-174 06 05, 070-174 06 06.\n"
    add(root, "content/unparsed.md", text.format(": x"))
    add(root, "content/unknown.md", text.format("\nfärg: röd"))
    assert told(root) == [
        f"content/unknown.md:9:21: {PHONE}",
        f"content/unparsed.md:8:21: {PHONE}",
    ]


def test_a_broken_mkdocs_yml_is_searched_and_the_texts_too(root: Path) -> None:
    change(root, "mkdocs.yml", "site_name: ", "site_name: [")
    add(root, "mkdocs.yml", "# 811228-9981\n")
    add(root, PAGE, "811228-9981\n")
    lines = len((root / "mkdocs.yml").read_text(encoding="utf-8").splitlines())
    assert told(root)[1:] == [f"mkdocs.yml:{lines}:3: {NUMBER}"]
    assert len(told(root)) == 2


@pytest.mark.parametrize(
    "path", ["content/2024/nyhet/2024-03-01-prov.md", "content/2024/nyheter/prov.docx", "content/a.html"]
)
def test_a_file_in_the_wrong_place_or_of_another_kind_is_searched(root: Path, path: str) -> None:
    add(root, path, "<p>Anmälaren 811228-9981</p>\n")
    assert told(root) == [f"{path}:1:14: {NUMBER}"]


# --- encodings -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "utf-8-sig"])
@pytest.mark.parametrize("path", ["content/lista.txt", "content/prov.md"])
def test_a_text_in_another_encoding_is_searched(root: Path, encoding: str, path: str) -> None:
    text = "Anmälaren hördes.\r\nDet gäller 811228-9981 och ingen annan i Köping.\r\n"
    (root / path).write_bytes(text.encode(encoding))
    assert told(root) == [f"{path}:2:12: {NUMBER}"]


def test_bytes_become_text_with_line_feeds_and_nothing_raises() -> None:
    assert as_text("a\r\nb\rc".encode("utf-16")) == "a\nb\nc"
    assert as_text(b"") == ""
    assert as_text(b"\xff\xfe\x00") == "\N{REPLACEMENT CHARACTER}"
    assert as_text(b"ett") == "ett"


# --- masking -------------------------------------------------------------------------------------------


def test_a_date_is_never_masked_in_a_message(root: Path) -> None:
    change(root, MEASURE, "published: 2024-02-01", "published: 06/01/2026 20.30")
    messages = [str(problem) for problem in inspect(root, DAY).problems]
    assert any('published "06/01/2026 20.30"' in message for message in messages)


def test_personal_data_in_a_message_of_another_rule_is_masked(root: Path) -> None:
    change(root, MEASURE, "published: 2024-02-01", "published: bilen abd472")
    messages = [str(problem) for problem in inspect(root, DAY).problems]
    assert any('published "…"' in message for message in messages)
    assert not any("abd472" in message for message in messages)
