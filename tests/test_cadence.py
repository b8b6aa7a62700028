"""The periods of a cadence, honest silence, and the phases of an agreement."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loften.deriving.cadence import (
    Phase,
    cadence_periods,
    current_agreement,
    phase,
    unpublished_periods,
)
from loften.records.site import Site
from samples import AGREEMENT, site, told


def periods(**changes: Any) -> list[tuple[str, str, str]]:
    found = site(agreements=[{**AGREEMENT, **changes}])
    return [
        (p.name, p.start.isoformat(), p.end.isoformat()) for p in cadence_periods(found, found.agreements[0])
    ]


def silent(content: Site, day: str) -> list[str]:
    found = unpublished_periods(content, content.agreements[0], dt.date.fromisoformat(day))
    return [period.name for period in found]


def test_a_year_followed_up_four_times_has_the_quarters_of_the_calendar() -> None:
    assert periods() == [
        ("kvartal 1, januari–mars 2024", "2024-01-01", "2024-03-31"),
        ("kvartal 2, april–juni 2024", "2024-04-01", "2024-06-30"),
        ("kvartal 3, juli–september 2024", "2024-07-01", "2024-09-30"),
        ("kvartal 4, oktober–december 2024", "2024-10-01", "2024-12-31"),
    ]


@pytest.mark.parametrize(
    ("cadence", "names"),
    [
        (
            "tertial",
            [
                "tertial 1, januari–april 2024",
                "tertial 2, maj–augusti 2024",
                "tertial 3, september–december 2024",
            ],
        ),
        ("half-yearly", ["halvår 1, januari–juni 2024", "halvår 2, juli–december 2024"]),
        ("yearly", ["helåret 2024"]),
    ],
)
def test_each_cadence_names_its_periods(cadence: str, names: list[str]) -> None:
    assert [name for name, _, _ in periods(cadence=cadence)] == names


def test_an_agreement_without_cadence_has_no_periods() -> None:
    assert periods(cadence=None) == []


def test_periods_off_the_calendar_are_counted_from_the_first_day_and_named_by_their_days() -> None:
    assert periods(period={"from": "2024-08-31", "to": "2025-03-15"}) == [
        ("31 augusti–29 november 2024", "2024-08-31", "2024-11-29"),
        ("30 november 2024–27 februari 2025", "2024-11-30", "2025-02-27"),
        ("28 februari–15 mars 2025", "2025-02-28", "2025-03-15"),
    ]


def test_silence_begins_the_day_after_the_days_of_grace() -> None:
    assert silent(site(), "2024-04-30") == []
    assert silent(site(), "2024-05-01") == ["kvartal 1, januari–mars 2024"]


@pytest.mark.parametrize(("day", "count"), [("2024-04-01", 0), ("2024-08-01", 2), ("2025-02-01", 4)])
def test_silence_grows_with_the_year(day: str, count: int) -> None:
    assert len(silent(site(), day)) == count


def test_a_follow_up_of_the_whole_period_ends_its_silence() -> None:
    content = site(told("kvartal-2", "2024-04-01", "2024-06-30", published="2024-07-05"))
    assert silent(content, "2024-08-01") == ["kvartal 1, januari–mars 2024"]


def test_two_follow_ups_that_meet_cover_a_period_together() -> None:
    content = site(
        told("a", "2024-01-01", "2024-02-10", published="2024-03-01"),
        told("b", "2024-02-11", "2024-03-31", published="2024-04-05"),
    )
    assert silent(content, "2024-07-01") == []


def test_two_follow_ups_with_a_day_between_them_do_not() -> None:
    content = site(
        told("a", "2024-01-01", "2024-02-10", published="2024-03-01"),
        told("b", "2024-02-12", "2024-03-31", published="2024-04-05"),
    )
    assert silent(content, "2024-07-01") == ["kvartal 1, januari–mars 2024"]


def test_a_short_follow_up_inside_a_longer_one_does_not_end_the_cover() -> None:
    content = site(
        told("lang", "2024-01-01", "2024-03-31", published="2024-04-05"),
        told("kort", "2024-02-01", "2024-02-10", published="2024-03-01"),
    )
    assert silent(content, "2024-07-01") == []


def test_a_withdrawn_follow_up_covers_nothing() -> None:
    withdrawn = {"date": "2024-06-01", "reason": "Fel underlag."}
    content = site(told("a", "2024-01-01", "2024-03-31", published="2024-04-05", withdrawn=withdrawn))
    assert silent(content, "2024-07-01") == ["kvartal 1, januari–mars 2024"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-12-31", Phase.COMING),
        ("2024-01-01", Phase.IN_FORCE),
        ("2024-12-31", Phase.IN_FORCE),
        ("2025-01-01", Phase.AWAITING),
    ],
)
def test_the_phase_follows_the_period(day: str, expected: Phase) -> None:
    content = site()
    assert phase(content, content.agreements[0], dt.date.fromisoformat(day)) is expected


@pytest.mark.parametrize(
    ("reported_by", "expected"),
    [
        ([["polisen", "kommunen"]], Phase.CLOSED),
        ([["polisen"], ["kommunen"]], Phase.CLOSED),
        ([["polisen"], ["sakerhet"]], Phase.CLOSED),
        ([["polisen"]], Phase.AWAITING),
        ([["bostadsbolaget"]], Phase.AWAITING),
    ],
)
def test_an_expired_agreement_is_closed_when_each_party_has_followed_up_its_last_day(
    reported_by: list[list[str]], expected: Phase
) -> None:
    content = site(
        *(
            told(f"slut-{number}", "2024-10-01", "2024-12-31", published="2025-01-20", reported_by=parties)
            for number, parties in enumerate(reported_by)
        )
    )
    assert phase(content, content.agreements[0], dt.date(2025, 2, 1)) is expected


def test_an_empty_text_about_the_last_day_closes_nothing() -> None:
    content = site(told("slut", "2024-01-01", "2024-12-31", published="2025-01-20", assessments=[]))
    assert phase(content, content.agreements[0], dt.date(2025, 2, 1)) is Phase.AWAITING
    assert len(silent(content, "2025-02-01")) == 4


@pytest.mark.parametrize(
    ("day", "expected"), [("2023-06-01", "2024"), ("2024-06-01", "2024"), ("2025-01-01", "2025")]
)
def test_the_start_page_speaks_of_the_latest_agreement_that_has_begun(day: str, expected: str) -> None:
    later = {**AGREEMENT, "id": "2025", "period": {"from": "2025-01-01", "to": "2025-12-31"}}
    content = site(agreements=[later, AGREEMENT])
    assert current_agreement(content, dt.date.fromisoformat(day)).id == expected


@pytest.mark.parametrize(
    ("day", "expected"), [("2025-06-01", "2025"), ("2026-06-01", "2024-2026"), ("2027-06-01", "2024-2026")]
)
def test_one_in_force_comes_before_one_that_began_later_and_has_expired(day: str, expected: str) -> None:
    long = {**AGREEMENT, "id": "2024-2026", "period": {"from": "2024-01-01", "to": "2026-12-31"}}
    short = {**AGREEMENT, "id": "2025", "period": {"from": "2025-01-01", "to": "2025-12-31"}}
    content = site(agreements=[long, short])
    assert current_agreement(content, dt.date.fromisoformat(day)).id == expected
