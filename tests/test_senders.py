"""What a published follow-up counts for is not rewritten: whether it counts, and from whom it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loften.comparing.sender_permanence import check_senders_stay
from loften.records.texts import FollowUp
from samples import site, told

PATH = "content/2024/uppfoljning/q1.md:1:1: "
LINE = {"date": "2024-04-28", "what": "Nu står det från vilka parter den kommer."}
SOURCE = {"by": "Polisen"}


def quarter(**fields: Any) -> FollowUp:
    return told("q1", "2024-01-01", "2024-03-31", published="2024-04-20", **fields)


def problems(before: FollowUp, after: FollowUp, day: str = "2024-04-28") -> list[str]:
    found = check_senders_stay(site(before), site(after), dt.date.fromisoformat(day))
    return [str(problem).removeprefix(PATH) for problem in found]


def test_one_that_counts_goes_on_saying_who_says_so() -> None:
    assert problems(quarter(), quarter(reported_by=[])) == [
        "uppföljningen är publicerad, men säger inte längre vem som uppger det – skriv tillbaka reported_by "
        "eller source"
    ]
    erased: list[dict[str, Any]] = [{"date": "2024-04-28", "fields": ["source"], "reason": "personal-data"}]
    only_source = quarter(reported_by=[], source=SOURCE)
    assert problems(only_source, quarter(reported_by=[], erased=erased)) == []
    from_the_start = [{**erased[0], "date": "2024-04-20"}]
    assert not quarter(reported_by=[], erased=from_the_start).says_how_it_goes


@pytest.mark.parametrize("fields", [{}, {"reported_by": [], "source": SOURCE}])
def test_one_that_did_not_count_gets_its_sender_within_three_days_or_a_new_text(
    fields: dict[str, Any],
) -> None:
    nameless = quarter(reported_by=[])
    assert problems(nameless, quarter(**fields), "2024-04-23") == []
    assert problems(nameless, quarter(**fields), "2024-04-24") == [
        "uppföljningen räknades inte när den publicerades – ta bort raden, och publicera en ny uppföljning "
        "som säger vem som uppger det"
    ]


def test_from_whom_it_is_is_filled_in_openly() -> None:
    before, after = quarter(reported_by=[], source=SOURCE), quarter(source=SOURCE)
    assert problems(before, after) == [
        "reported_by fylls i, men ingen rad under changes säger det – lägg till: changes: "
        '[{date: 2024-04-28, what: "Nu står det från vilka parter den kommer."}]'
    ]
    assert problems(before, quarter(source=SOURCE, changes=[LINE])) == []
