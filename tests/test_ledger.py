"""The ledger of follow-ups: each period, what came for it, and how long after its end it was published."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loften.deriving.ledger import Due, Ledger, LedgerLine, ledger
from loften.records.site import Site, public
from samples import AGREEMENT, site, told


def on(content: Site, day: str) -> Ledger:
    today = dt.date.fromisoformat(day)
    shown = public(content, today)
    return ledger(shown, shown.agreements[0], today)


def in_short(line: LedgerLine) -> tuple[int, str, int | None]:
    return len(line.periods), line.due.value, line.days_after


def test_each_period_has_a_line_from_the_beginning() -> None:
    assert [in_short(line) for line in on(site(), "2024-05-15").lines] == [
        (1, "silent", None),
        (1, "ahead", None),
        (1, "ahead", None),
        (1, "ahead", None),
    ]


def test_between_its_end_and_the_days_of_grace_a_period_is_waited_for() -> None:
    assert [on(site(), day).lines[0].due for day in ("2024-03-31", "2024-04-01", "2024-04-30")] == [
        Due.AHEAD,
        Due.WAITED_FOR,
        Due.WAITED_FOR,
    ]
    assert on(site(), "2024-05-01").lines[0].due is Due.SILENT


def test_a_follow_up_is_counted_from_the_end_of_its_period() -> None:
    content = site(told("q1", "2024-01-01", "2024-03-31", published="2024-04-20"))
    assert in_short(on(content, "2024-04-20").lines[0]) == (1, "published", 20)


def test_one_that_covers_several_periods_is_one_follow_up_of_them_all() -> None:
    content = site(told("aret", "2024-01-01", "2024-12-31", published="2026-11-25"))
    found = on(content, "2026-11-25")
    assert [in_short(line) for line in found.lines] == [(4, "published", 694)]
    assert (found.published, found.due) == (1, 4)


@pytest.mark.parametrize(
    "fields",
    [
        {"assessments": []},
        {"reported_by": []},
        {"withdrawn": {"date": "2024-04-21", "reason": "Fel."}},
    ],
)
def test_a_text_that_says_nothing_or_not_who_says_it_or_is_withdrawn_fills_no_period(
    fields: dict[str, Any],
) -> None:
    content = site(told("q1", "2024-01-01", "2024-03-31", published="2024-04-20", **fields))
    found = on(content, "2024-05-01")
    assert found.lines[0].due is Due.SILENT
    assert [text.id for text in found.lines[0].follow_ups] == ["q1"]
    assert (found.published, found.due) == (0, 1)


def test_a_measure_with_a_source_says_who_says_it() -> None:
    reports = [{"measure": "patruller", "status": "ongoing", "source": {"by": "Polisen"}}]
    content = site(
        told(
            "q1",
            "2024-01-01",
            "2024-03-31",
            published="2024-04-20",
            assessments=[],
            reported_by=[],
            measures=reports,
        )
    )
    assert on(content, "2024-05-01").lines[0].due is Due.PUBLISHED


def test_several_that_meet_fill_a_period_on_the_day_of_the_last_that_was_needed() -> None:
    content = site(
        told("a", "2024-01-01", "2024-02-10", published="2024-03-01"),
        told("b", "2024-02-11", "2024-03-31", published="2024-04-05"),
        told("igen", "2024-03-01", "2024-03-31", published="2024-06-05"),
    )
    line = on(content, "2024-07-01").lines[0]
    assert (line.published, line.days_after) == (dt.date(2024, 4, 5), 5)
    assert [text.id for text in line.follow_ups] == ["a", "b", "igen"]
    assert on(content, "2024-07-01").published == 1


def test_what_comes_later_takes_no_line_away_and_changes_no_day() -> None:
    early = told("q1", "2024-01-01", "2024-03-31", published="2024-05-20")
    late = told("aret", "2024-01-01", "2024-12-31", published="2025-02-01")
    lines = on(site(early, late), "2025-03-01").lines
    assert [in_short(line) for line in lines] == [(1, "published", 50), (3, "published", 32)]


def test_what_fell_due_before_the_agreement_was_shown_here_has_no_number_of_days() -> None:
    shown_late = {**AGREEMENT, "published": "2024-09-01"}
    content = site(
        told("q3", "2024-07-01", "2024-09-30", published="2024-10-20"),
        told("q2", "2024-04-01", "2024-06-30", published="2024-09-02"),
        agreements=[shown_late],
    )
    found = on(content, "2025-03-01")
    assert [in_short(line) for line in found.lines] == [
        (1, "before-the-site", None),
        (1, "published", None),
        (1, "published", 20),
        (1, "silent", None),
    ]
    assert (found.published, found.due) == (2, 4)


def test_periods_from_before_the_site_keep_a_line_each_with_the_day_when_they_ended() -> None:
    content = site(agreements=[{**AGREEMENT, "published": "2026-11-25"}])
    found = on(content, "2026-11-25")
    assert [line.told for line in found.lines] == [
        f"Före webbplatsen. Slutade {end} 2024. Ingen uppföljning är publicerad här."
        for end in ("31 mars", "30 juni", "30 september", "31 december")
    ]
    assert found.told == (
        "Ingen av 4 uppföljningar är publicerad här. Alla perioder tog slut innan löftet visades här."
    )


def test_an_agreement_without_a_cadence_has_no_ledger() -> None:
    content = site(agreements=[{**AGREEMENT, "cadence": None}])
    assert on(content, "2025-03-01") == Ledger(lines=(), due=0, published=0)
