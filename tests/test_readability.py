"""Claims about the warnings on how a text reads."""

from __future__ import annotations

import pytest

from loften.checks.readability import check_readability
from loften.reading.source import read_text, read_yaml
from loften.records.problems import in_order
from loften.records.promises_file import PromisesFile
from loften.records.settings import Settings
from loften.records.site import Site
from loften.records.texts import TextPage

PROMISES = """\
municipality: {name: Exempels kommun, short_name: Exempel}
parties:
  - {id: polisen, name: Polisen, kind: police}
glossary:
  - {id: est, term: EST, forms: [EST-möte, SSPF-grupp], explanation: Förklaring.}
agreements:
  - id: "2024"
    title: Medborgarlöfte 2024
    summary: Vi lovar.
    period: {from: 2024-01-01, to: 2024-12-31}
    signing:
      date: 2023-12-14
      place: Exempel
      by: [{name: A B, role: polischef, party: polisen}]
    parties: [polisen]
    promises:
      - id: trygghet
        title: Trygghet
        summary: Vi lovar trygghet.
"""

LONG = "Ord " + " ".join(f"ord{number}" for number in range(1, 31))
"""One word too many."""


def told(body: str, *, summary: str = "Kort.", promises: str = PROMISES) -> list[str]:
    """Every problem on a site with one page, whose body begins on line 5."""
    path = "content/om.md"
    document, problems = read_text(path, f"---\ntitle: Om\nsummary: {summary}\n---\n{body}".encode())
    yaml, yaml_problems = read_yaml("promises.yaml", promises.encode())
    assert document is not None
    assert yaml is not None
    assert (*problems, *yaml_problems) == ()
    place = {"path": path, "agreement": "", "id": "om", "body": body, "body_line": document.body_line}
    site = Site(
        settings=Settings(
            site_name="Exempel",
            site_address="https://exempel.se/",
            tag_authority="exempel.se,2024",
            repository=None,
            branch="main",
        ),
        promises_file=PromisesFile.model_validate(yaml.data),
        measures=(),
        updates=(),
        follow_ups=(),
        pages=(TextPage.model_validate({**place, **document.data}),),
        assets={},
        documents={path: document, "promises.yaml": yaml},
    )
    return [str(problem).removeprefix("content/") for problem in in_order(check_readability(site))]


def long(place: str, words: int = 31) -> str:
    return f"{place}: varning: meningen har {words} ord. Dela den gärna: högst 30 ord är lätt att läsa"


def unexplained(place: str, abbreviation: str) -> str:
    return (
        f'{place}: varning: förkortningen "{abbreviation}" finns inte i ordlistan. Skriv ut den, eller '
        "förklara den under glossary i promises.yaml"
    )


def test_a_sentence_over_thirty_words_is_told_where_it_begins() -> None:
    assert told(f"Kort mening.\nOch en till. {LONG}.\n") == [long("om.md:6:14")]


@pytest.mark.parametrize(
    "body",
    [
        LONG.removesuffix(" ord30") + ".",
        LONG.replace("ord15", "ord15. Ord") + ".",
        LONG.replace("ord15", "ord15! **Ord**") + ".",
        "\n".join(f"- {number} ord" for number in range(40)),
        f"| a | b |\n|---|---|\n| {LONG} | b |",
        f"## {LONG}",
        f"```\n{LONG}\n```",
        LONG.removesuffix(" ord29 ord30") + ' [text](/en/adress/ "med titel").',
        LONG.removesuffix(" ord29 ord30") + " `kod med fler ord`.",
        "",
    ],
    ids=[
        "thirty",
        "two",
        "two in bold",
        "list",
        "table",
        "heading",
        "code",
        "address",
        "code words",
        "empty",
    ],
)
def test_short_sentences_lists_tables_and_addresses_are_told_nothing(body: str) -> None:
    assert told(body) == []


def test_a_stop_after_a_shortened_word_ends_no_sentence() -> None:
    assert told(LONG.replace("ord10", "kl. 18").replace("ord15", "t.ex. Torget") + ".") == [
        long("om.md:5:1", 33)
    ]


def test_a_long_item_of_a_list_is_told_at_the_item() -> None:
    assert told(f"- kort\n- {LONG}") == [long("om.md:6:3")]


def test_an_unexplained_abbreviation_is_told_once_per_file() -> None:
    assert told("Hej.\n\nNu ANDT och KBAB:s, ANDT igen.\n\n| LPO |\n|---|\n| LPO |\n") == [
        unexplained("om.md:7:4", "ANDT"),
        unexplained("om.md:7:13", "KBAB"),
        unexplained("om.md:9:3", "LPO"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "EST-möte, EST:s, SSPF, SMS, EU.",
        "Kapitel IV, plan A, Polisen, iPhone, ANDTs, PIROGRAM.",
        "[text](/ANDT/) <https://exempel.se/ANDT> `ANDT` ANDT.se a@ANDT",
    ],
    ids=["known", "no abbreviations", "addresses"],
)
def test_what_is_explained_or_no_abbreviation_is_told_nothing(body: str) -> None:
    assert told(body) == []


def test_summaries_are_read_too_and_told_where_they_begin() -> None:
    assert told("ANDT", summary=f"{LONG} ANDT.") == [
        unexplained("om.md:3:10", "ANDT"),
        long("om.md:3:10", 32),
    ]


def test_texts_in_promises_yaml_are_read_on_their_lines() -> None:
    promises = PROMISES.replace("summary: Vi lovar.", "summary: Vi lovar ANDT.") + (
        f"        goal: |\n          Mål.\n          {LONG}.\n"
    )
    assert told("", promises=promises) == [
        unexplained("promises.yaml:9:14", "ANDT"),
        long("promises.yaml:22:11", 31),
    ]
