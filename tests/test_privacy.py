"""The guard against personal data finds what it must, lets the rest pass, and never repeats a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from loften.privacy.guard import check_privacy
from loften.privacy.person_names import is_a_persons_address
from loften.privacy.personal_data import Kind, Public, find, find_in_name, masked, masked_name, public_data
from loften.reading.source import read_text, read_yaml
from loften.records.problems import Problem, in_order
from loften.records.promises_file import PromisesFile
from loften.records.settings import Settings
from loften.records.site import Site
from loften.records.texts import TextPage

LISTS = Path(__file__).parent / "data" / "privacy"
PUBLIC = Public(
    phones=frozenset(("022125000", "0102039815", "112", "11414")),
    emails=frozenset(("kommun@koping.se",)),
    abbreviations=frozenset(("LUP", "EST")),
)
PATH = "content/sida.md"


def entries(name: str) -> tuple[tuple[str, str], ...]:
    """The kind or reason and the text of each line in a list."""
    return tuple(_entries((LISTS / name).read_text(encoding="utf-8")))


def _entries(written: str) -> Iterator[tuple[str, str]]:
    for line in written.splitlines():
        if line and not line.startswith("# "):
            label, text = line.split(" | ", 1)
            text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
            yield label, text.replace("⏎", "\n")


def promises_file(**fields: Any) -> PromisesFile:
    agreement = {
        "id": "2024",
        "title": "Medborgarlöfte 2024",
        "summary": "Trygghet.",
        "period": {"from": "2024-01-01", "to": "2024-12-31"},
        "signing": {
            "date": "2023-12-14",
            "place": "Ekby",
            "by": [{"name": "A B", "role": "Chef", "party": "polisen"}],
        },
        "parties": ["polisen"],
        "promises": [{"id": "ett", "title": "Ett", "summary": "Ett."}],
    }
    return PromisesFile.model_validate(
        {
            "municipality": {"name": "Ekby kommun", "short_name": "Ekby"},
            "parties": [{"id": "polisen", "name": "Polisen", "kind": "police"}],
            "agreements": [agreement],
            **fields,
        }
    )


def site(text: str, *, assets: Mapping[str, bytes] | None = None, path: str = PATH, **fields: Any) -> Site:
    """A site with one page of this text."""
    document, problems = read_text(path, text.encode())
    assert document is not None
    assert problems == ()
    place = {
        "path": path,
        "agreement": "",
        "id": "sida",
        "body": document.body,
        "body_line": document.body_line,
    }
    return Site(
        settings=Settings(
            site_name="Ekby",
            site_address="https://ekby.example/",
            tag_authority="",
            repository=None,
            branch="",
        ),
        promises_file=promises_file(**fields),
        measures=(),
        updates=(),
        follow_ups=(),
        pages=(TextPage.model_validate({**document.data, **place}),),
        assets=assets or {},
        documents={path: document},
    )


def problems(text: str, **fields: Any) -> tuple[Problem, ...]:
    return in_order(check_privacy(site(text, **fields)))


def page(body: str, *front_matter: str) -> str:
    return "\n".join(["---", "title: Sida", "summary: En sida.", *front_matter, "---", "", body, ""])


# --- the two lists -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "text"), entries("must-stop.txt"))
def test_every_text_of_the_list_is_stopped_once_as_what_it_is(kind: str, text: str) -> None:
    assert {finding.kind for finding in find(text, PUBLIC)} == {Kind(kind)}


@pytest.mark.parametrize(("reason", "text"), entries("must-pass.txt"))
def test_every_text_that_merely_looks_alike_passes(reason: str, text: str) -> None:
    assert find(text, PUBLIC) == (), reason


def test_the_lists_hold_at_least_sixty_texts_each_and_every_kind() -> None:
    stopped, passed = entries("must-stop.txt"), entries("must-pass.txt")
    assert min(len(stopped), len(passed)) >= 60
    assert {kind for kind, _ in stopped} == set(Kind)


@pytest.mark.parametrize(("kind", "text"), entries("must-stop.txt"))
def test_a_masked_text_has_nothing_left_to_stop(kind: str, text: str) -> None:
    assert find(masked(text, PUBLIC), PUBLIC) == (), kind


@pytest.mark.parametrize(("reason", "text"), entries("must-pass.txt"))
def test_masking_leaves_other_texts_as_they_are(reason: str, text: str) -> None:
    assert masked(text, PUBLIC) == text, reason


def test_a_finding_stands_where_the_editor_wrote_it() -> None:
    text = "a&nbsp;b\u200b: 811228\u20119981."
    (finding,) = find(text)
    assert text[finding.start : finding.end] == "811228\u20119981"


def test_several_findings_come_in_order() -> None:
    kinds = [finding.kind for finding in find("ABC123, 070-174 06 05, 811228-9981, a@exempelorten.se")]
    assert kinds == [Kind.VEHICLE, Kind.PHONE, Kind.PERSONAL_NUMBER, Kind.EMAIL]


@pytest.mark.parametrize(
    "text",
    [
        *("1 " * 50_000, "a." * 50_000, "070" * 30_000, "0221-" * 20_000, "@" * 90_000),
        *("46 " * 60_000, "a@" * 90_000, "a at " * 40_000, "<td>" * 50_000, "1\n" * 90_000),
        *("630101-" * 28_000, "070|" * 50_000, "bil " * 50_000, "konto 1" * 28_000, "abc-" * 50_000),
    ],
)
def test_a_text_made_to_be_slow_comes_to_an_end_and_nothing_is_found_in_it(text: str) -> None:
    assert find(text, PUBLIC) == ()


# --- contacts and glossary -----------------------------------------------------------------------------


def test_the_contacts_of_the_agreement_pass_however_they_are_written() -> None:
    contact = {"id": "vaxel", "name": "Växeln", "phone": "0221-250 00 (vardagar)", "email": "Kommun@ekby.se"}
    body = "Ring +46 (0)221 250 00 eller 022125000, skriv till kommun@ekby.se."
    assert problems(page(body), contacts=[contact]) == ()


def test_a_contact_with_two_numbers_lets_both_pass() -> None:
    public = public_data(
        promises_file(contacts=[{"id": "a", "name": "A", "phone": "0221-250 00, 010-456 78 90"}])
    )
    assert find("Ring 022125000 eller 0104567890.", public) == ()


def test_an_abbreviation_of_the_glossary_may_be_followed_by_a_number() -> None:
    term = {"id": "kbx", "term": "KBX", "explanation": "Ett bolag."}
    assert problems(page("KBX123"), glossary=[term]) == ()
    assert len(problems(page("KBX123"))) == 1


def test_names_are_not_looked_for() -> None:
    assert problems(page("Löftet undertecknades av Anna Andersson, kommunalråd.")) == ()


@pytest.mark.parametrize("written", ["mailto:kommun@koping.se", " Kommun@koping.se"])
def test_a_contact_with_more_than_its_address_is_not_told_as_personal_data_too(written: str) -> None:
    public = public_data(promises_file(contacts=[{"id": "a", "name": "A", "email": written}]))
    assert find("Skriv till kommun@koping.se.", public) == ()


@pytest.mark.parametrize(
    "address",
    [
        "anna.svensson@koping.se",
        "Anna_Ek@koping.se",
        "svensson.anna@koping.se",
        "anna-karin.ek@koping.se",
        "a.svensson@koping.se",
        "erik.berg2@koping.se",
        "åsa.öberg@koping.se",
    ],
)
def test_a_first_name_and_a_surname_are_a_persons_address(address: str) -> None:
    assert is_a_persons_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "kommun@koping.se",
        "social.jour@koping.se",
        "trygghet-och-sakerhet@koping.se",
        "grannsamverkan.koping@polisen.se",
        "registrator.vast@polisen.se",
        "fraga.kommunen@koping.se",
        "bygg.miljo@koping.se",
    ],
)
def test_a_functions_address_is_nobodys(address: str) -> None:
    assert not is_a_persons_address(address)


# --- what the editor is told -----------------------------------------------------------------------------

EXCEPTION = (
    " Ska det ändå stå kvar: skriv privacy_exceptions överst i filen, med exakt samma text (text) och skälet "
    "(reason)"
)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("811228-9981", "här står ett personnummer – ta bort det"),
        ("811288-9988", "här står ett samordningsnummer – ta bort det"),
        (
            "anna@exempelorten.se",
            "här står en e-postadress – ta bort den, eller hänvisa till en funktion som står bland "
            "kontakterna (contacts) i promises.yaml.",
        ),
        (
            "070-174 06 05",
            "här står ett telefonnummer – ta bort det, eller hänvisa till en funktion som står bland "
            "kontakterna (contacts) i promises.yaml.",
        ),
        (
            "ABC123",
            "här står ett registreringsnummer för ett fordon – ta bort det, eller skriv vad det är, till "
            "exempel en röd personbil.",
        ),
    ],
)
def test_the_message_names_the_kind_and_the_place_and_never_the_value(value: str, message: str) -> None:
    told = message + (EXCEPTION if message.endswith(".") else "")
    assert [str(problem) for problem in problems(page(f"Nu: {value}."))] == [f"{PATH}:6:5: {told}"]


def test_an_account_beside_a_name_is_a_warning_and_may_be_excepted() -> None:
    body = "Swisha 123 456 78 90 till Lo Berg."
    assert [str(problem) for problem in problems(page(body))] == [
        f"{PATH}:6:8: varning: här står ett kontonummer intill en persons namn – ta bort det om det är en "
        f"privatpersons; en förenings eller myndighets får stå kvar.{EXCEPTION}"
    ]
    assert problems(page(body, *excepted("123 456 78 90"))) == ()
    assert problems(page("Swisha 123 900 50 55 till Röda Korset.")) == ()


def test_promises_yaml_is_searched_and_offered_no_exception() -> None:
    document, _ = read_yaml("promises.yaml", b"contacts:\n  - name: Anna 811228-9981\n")
    assert document is not None
    content = replace(site(page("Ren.")), documents={"promises.yaml": document})
    assert [str(problem) for problem in check_privacy(content)] == [
        "promises.yaml:2:16: här står ett personnummer – ta bort det"
    ]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("content/2024/bilder/811228-9981.jpg", "content/2024/bilder/….jpg"),
        ("content/2024/nyheter/2024-03-01-811228-9981.md", "content/2024/nyheter/2024-03-01-….md"),
        ("content/2024/nyheter/2024-03-01-070-174-06-05.md", "content/2024/nyheter/2024-03-01-….md"),
        ("content/2024/nyheter/2024-03-01-krock-abc123.md", "content/2024/nyheter/2024-03-01-krock-….md"),
        ("content/2024/bilder/bil_ABC123.jpg", "content/2024/bilder/bil_….jpg"),
        ("content/2024/bilder/abd472.png", "content/2024/bilder/….png"),
        ("content/2024/bilder/abd-472.jpg", "content/2024/bilder/….jpg"),
        ("content/2024/bilder/abd472/a.jpg", "content/2024/bilder/…/a.jpg"),
        ("content/2024/bilder/anna@exempelorten.se/a.jpg", "content/2024/bilder/…/a.jpg"),
    ],
)
def test_personal_data_in_a_file_name_is_told_without_being_shown(path: str, shown: str) -> None:
    found = in_order(check_privacy(site(page("Ren."), assets={path: b""})))
    assert [problem.path for problem in found] == [shown]
    assert found[0].message.startswith("filens namn innehåller e")
    assert masked_name(path) == shown


@pytest.mark.parametrize(
    "path",
    [
        "promises.yaml",
        "content/2024-2026/nyheter/2024-03-01-fler-lampor.md",
        "content/2024/nyheter/2024-03-01-med-100-lampor.md",
        "content/2024/nyheter/2024-03-01-vag-250.md",
        "content/2024/bilder/img_20240301_123045.jpg",
        "content/2024/bilder/dsc100.jpg",
        "content/2024/nyheter/2024-03-01-cup-120-personer.md",
        "content/2024/nyheter/2024-03-01-gym-110-unga.md",
    ],
)
def test_ordinary_file_names_pass(path: str) -> None:
    assert find_in_name(path) == ()


def test_a_problem_in_a_text_whose_name_holds_personal_data_does_not_show_the_name() -> None:
    path = "content/811228-9981.md"
    assert {problem.path for problem in problems(page("ABC 123"), path=path)} == {"content/….md"}


# --- deliberate exceptions ----------------------------------------------------------------------------


def excepted(text: str) -> tuple[str, ...]:
    return ("privacy_exceptions:", f'  - text: "{text}"', "    reason: Skylten visas på ett museum.")


def test_a_deliberate_exception_lets_exactly_that_text_pass() -> None:
    assert problems(page("Bilen ABC 123 visas.", *excepted("ABC 123"))) == ()


def test_an_exception_passes_with_another_space_or_dash() -> None:
    assert problems(page("Bilen ABC&nbsp;123 visas.", *excepted("ABC 123"))) == ()


def test_an_exception_lets_nothing_else_pass() -> None:
    found = problems(page("Bilarna ABC 123 och DEF 456 visas.", *excepted("ABC 123")))
    assert [(problem.line, problem.column) for problem in found] == [(9, 21)]


def test_an_exception_shorter_than_what_was_found_does_not_cover_it() -> None:
    found = problems(page("Bilen ABC 123 visas.", *excepted("ABC")))
    assert [problem.is_error for problem in found] == [False, True]


def test_an_exception_that_the_text_does_not_need_is_a_warning_on_its_own_line() -> None:
    (found,) = problems(page("Ingen bil visas.", *excepted("ABC 123")))
    assert str(found) == (
        "content/sida.md:5:11: varning: undantaget motsvarar inget som spärren mot "
        "personuppgifter stoppar i filen – skriv text exakt som det står, eller ta bort undantaget"
    )
