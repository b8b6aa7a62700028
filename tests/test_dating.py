"""What a change brings in keeps its day: nothing in it is ahead of the day on which it is public."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from loften.comparing.dating import (
    check_links_are_not_ahead,
    check_new_texts_are_dated_now,
    check_withdrawals_have_come,
)
from loften.records.site import Site, emptied
from pull_requests import LIGHTS, PullRequest, repository
from samples import measure, site, update

NEWS = "content/2024/nyheter/2024-05-02-lampor.md"
FIRST, SECOND = "2024-05-02", "2024-06-01"


def linking(*, measure_on: str, own_day: str) -> Site:
    """A site whose one piece of news links to a measure."""
    return site(
        measure("sommarnarvaro", published=measure_on),
        update(f"{FIRST}-lampor", published=own_day, body="[sommaren](../atgarder/sommarnarvaro.md)"),
    )


def told(after: Site, day: str, before: Site | None = None) -> list[str]:
    found = check_links_are_not_ahead(before or emptied(after), after, dt.date.fromisoformat(day))
    return [str(problem).removeprefix(f"{NEWS}:") for problem in found]


def test_a_text_does_not_link_to_what_is_published_after_it() -> None:
    message = (
        '9:1: länken går till "../atgarder/sommarnarvaro.md", som publiceras först 2024-06-01. Vänta med '
        "länken till dess"
    )
    assert told(linking(measure_on=SECOND, own_day=FIRST), "2024-05-10") == [message]
    assert told(linking(measure_on=SECOND, own_day=FIRST), "2024-04-01") == [message]
    assert told(linking(measure_on=SECOND, own_day=SECOND), "2024-04-01") == []
    assert told(linking(measure_on=SECOND, own_day=FIRST), SECOND) == []


def test_a_link_that_was_there_before_is_not_brought_in() -> None:
    ahead = linking(measure_on=SECOND, own_day=FIRST)
    assert told(ahead, "2024-05-10", before=ahead) == []


@pytest.mark.parametrize(("day", "is_told"), [("2024-06-01", True), ("2024-06-02", False)])
def test_a_withdrawal_that_is_brought_in_has_come(day: str, is_told: bool) -> None:
    withdrawn = {"date": "2024-06-02", "reason": "Fel torg."}
    after = site(update(f"{FIRST}-lampor", withdrawn=withdrawn))
    today = dt.date.fromisoformat(day)
    assert [problem.message for problem in check_withdrawals_have_come(emptied(after), after, today)] == (
        [
            "date 2024-06-02 har inte varit än, men texten dras tillbaka så fort det här publiceras – skriv "
            "dagen då det här publiceras"
        ]
        if is_told
        else []
    )
    assert list(check_withdrawals_have_come(after, after, today)) == []


def test_where_nothing_was_before_no_text_is_dated_back() -> None:
    after = site(update(f"{FIRST}-lampor"))
    assert list(check_new_texts_are_dated_now(emptied(after), after, dt.date(2026, 1, 1))) == []
    (found,) = check_new_texts_are_dated_now(site(), after, dt.date(2026, 1, 1))
    assert found.message == (
        "texten är ny, men published 2024-05-02 har redan varit – skriv dagens datum i published och den "
        "gamla dagen i date"
    )


def test_a_text_is_withdrawn_when_that_is_published_and_not_long_before() -> None:
    before = site(update(f"{FIRST}-lampor"))
    after = site(update(f"{FIRST}-lampor", withdrawn={"date": "2024-05-20", "reason": "Fel torg."}))
    assert [one.message for one in check_withdrawals_have_come(before, after, dt.date(2024, 5, 24))] == [
        "date 2024-05-20 har redan varit, men texten dras tillbaka när det här publiceras – skriv dagen då "
        "det här publiceras"
    ]
    assert list(check_withdrawals_have_come(before, after, dt.date(2024, 5, 23))) == []
    assert list(check_withdrawals_have_come(site(), after, dt.date(2026, 1, 1))) == []


# --- the day of a new text ----------------------------------------------------------------------------------


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    return repository(tmp_path)


def timed(change: PullRequest, published: str, name: str = "ny") -> list[str]:
    """What is said of a new text with this day of publication, on 1 June 2024."""
    change.write(
        f"content/2024/nyheter/2024-06-01-{name}.md",
        f"---\ntitle: Ny\nsummary: Nytt.\nkind: information\npublished: {published}\n---\nText.\n",
    )
    return [said for said in change.problems() if "klockslag" in said]


@pytest.mark.parametrize("published", ["2024-06-01 09:00", "2024-06-05 23:30", "2024-06-01 00:00"])
def test_a_new_text_has_a_day_and_no_time(change: PullRequest, published: str) -> None:
    assert timed(change, published) == [
        f'content/2024/nyheter/2024-06-01-ny.md:5:12: published "{published}" har ett klockslag, men en text '
        "kommer ut på sin dag – skriv bara dagen; ska texten ut ett visst klockslag: slå ihop förslaget då"
    ]


def test_a_time_that_is_published_already_may_stand(change: PullRequest) -> None:
    assert "published: 2024-03-01 09:00" in (change.root / LIGHTS).read_text()
    assert timed(change, "2024-06-01") == []


def test_the_reason_of_a_withdrawal_may_get_other_words_later(change: PullRequest) -> None:
    path = LIGHTS
    withdrawn = "withdrawn:\n  date: 2024-05-01\n  reason: {}\n"
    change.on_main(
        lambda main: main.replace(path, "kind: measure\n", "kind: measure\n" + withdrawn.format("Fel."))
    )
    change.replace(path, "reason: Fel.", "reason: Fel torg.")
    assert [said for said in change.problems() if "date 2024-05-01" in said] == []
