"""Dates, counts and labels read as Swedish."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import pytest

from loften.records.vocabulary import Assessment, Cadence, Comparison, PartyKind, Per, Status, UpdateKind
from loften.words import dates, grammar, labels

EVERY_ENUM: tuple[type[StrEnum], ...] = (
    Assessment,
    Cadence,
    Comparison,
    PartyKind,
    Per,
    Status,
    UpdateKind,
)


@pytest.mark.parametrize("member", [member for enum in EVERY_ENUM for member in enum], ids=repr)
def test_every_enumerated_value_has_a_label(member: StrEnum) -> None:
    assert labels.label(member)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2024-01-01", "2024-12-31", "1 januari–31 december 2024"),
        ("2024-03-04", "2024-03-04", "4 mars 2024"),
        ("2024-03-04", "2024-03-09", "4–9 mars 2024"),
        ("2024-11-01", "2025-02-28", "1 november 2024–28 februari 2025"),
        ("2024-03-04", "2025-03-09", "4 mars 2024–9 mars 2025"),
    ],
)
def test_a_span_names_month_and_year_once_where_they_are_the_same(
    start: str, end: str, expected: str
) -> None:
    assert dates.span(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, "inga löften"),
        (1, "ett löfte"),
        (2, "två löften"),
        (12, "tolv löften"),
        (13, "13 löften"),
        (12500, "12\N{NO-BREAK SPACE}500 löften"),
    ],
)
def test_counts_are_words_up_to_twelve(number: int, expected: str) -> None:
    assert grammar.counted(number, "löfte", "löften", gender="t") == expected


def test_one_of_a_word_with_en_takes_en() -> None:
    assert grammar.counted(1, "åtgärd", "åtgärder") == "en åtgärd"


@pytest.mark.parametrize(
    ("words", "expected"),
    [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")],
)
def test_a_listing_ends_with_och_and_no_comma_before_it(words: list[str], expected: str) -> None:
    assert grammar.joined(words) == expected


def test_words_are_sorted_by_the_swedish_alphabet() -> None:
    words = ["öppen", "ärende", "ådra", "zon", "Ekeby", "ön", "Ås", "idé", "idéburen", "ide", "Ö", "a\u030a"]
    assert sorted(words, key=grammar.alphabetical) == [
        "Ekeby",
        "idé",
        "ide",
        "idéburen",
        "zon",
        "a\u030a",
        "ådra",
        "Ås",
        "ärende",
        "Ö",
        "ön",
        "öppen",
    ]
