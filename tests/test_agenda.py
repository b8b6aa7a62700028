"""What is to come, and nothing that has been reported as finished."""

from __future__ import annotations

import datetime as dt

from loften.deriving.agenda import ahead
from loften.deriving.timelines import timelines
from loften.records.texts import FollowUp, Measure, Update
from samples import measure, report, site, told, update


def coming(day: str, *records: Measure | Update | FollowUp) -> list[tuple[str, str]]:
    content, today = site(*records), dt.date.fromisoformat(day)
    entries = ahead(content, timelines(content, today), today)
    return [(entry.day.isoformat(), entry.words) for entry in entries]


def test_begins_ends_and_silences_come_in_the_order_of_their_days() -> None:
    assert coming("2024-09-01", measure("lampor", start="2024-09-15", end="2024-11-15")) == [
        ("2024-09-15", "Åtgärden Lampor ska börja"),
        (
            "2024-10-31",
            "Då står det här om ingen uppföljning är publicerad för kvartal 3, juli–september 2024",
        ),
        ("2024-11-15", "Åtgärden Lampor ska vara klar"),
        ("2024-12-31", "Medborgarlöfte 2024 gäller sista dagen"),
        (
            "2025-01-31",
            "Då står det här om ingen uppföljning är publicerad för kvartal 4, oktober–december 2024",
        ),
    ]


def test_a_measure_that_is_done_or_withdrawn_is_no_longer_to_come() -> None:
    done = update("2024-08-01-klar", measures=[report("lampor", "done")])
    withdrawn = measure("kameror", end="2024-12-01", withdrawn={"date": "2024-08-01", "reason": "Dubblett."})
    words = [said for _, said in coming("2024-12-01", measure("lampor", end="2024-12-15"), done, withdrawn)]
    assert not [said for said in words if "Lampor" in said or "Kameror" in said]


def test_a_period_that_is_covered_brings_no_silence() -> None:
    covering = told("hosten", "2024-07-01", "2024-12-31", published="2024-11-20")
    assert [said for _, said in coming("2024-12-01", covering)] == ["Medborgarlöfte 2024 gäller sista dagen"]
