"""The day on which a silence begins is remembered, and nothing that comes later undoes it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loften.comparing.silence_permanence import check_silences_stay
from loften.deriving.events import Event, EventKind, events
from loften.records.site import Site, public
from loften.records.texts import FollowUp
from samples import AGREEMENT, follow_up, site, told, update

FIRST = "Ingen uppföljning är publicerad här för kvartal 1, januari–mars 2024"
BEGINS = "2024-05-01"
"""The first quarter ends on 31 March, and the days of grace are thirty."""


def found(content: Site, day: str) -> list[Event]:
    """The silences that have been told of by a day, the first to begin first."""
    today = dt.date.fromisoformat(day)
    told_of = [one for one in events(public(content, today), today) if one.kind is EventKind.SILENCE]
    return list(reversed(told_of))


def days(content: Site, day: str = "2025-06-01") -> list[str]:
    return [str(event.published.date()) for event in found(content, day)]


def quarter(published: str, **fields: Any) -> FollowUp:
    return told("kvartal-1", "2024-01-01", "2024-03-31", published=published, **fields)


def withdrawn_on(day: str) -> dict[str, str]:
    return {"date": day, "reason": "Siffrorna gällde ett annat år."}


# --- when it begins -----------------------------------------------------------------------------------------


def test_a_silence_is_an_event_from_the_day_after_the_days_of_grace() -> None:
    assert found(site(), "2024-04-30") == []
    (event,) = found(site(), BEGINS)
    assert (event.title, event.summary) == (FIRST, "Perioden slutade 31 mars 2024.")
    assert (event.address, event.identity) == (
        "2024/uppfoljning/",
        "2024/uppfoljning/ingen/2024-01-01/2024-03-31",
    )


def test_each_period_has_its_own_and_the_last_one_begins_after_the_end_of_the_agreement() -> None:
    assert days(site()) == ["2024-05-01", "2024-07-31", "2024-10-31", "2025-01-31"]


def test_an_agreement_without_a_cadence_has_none() -> None:
    assert days(site(agreements=[{**AGREEMENT, "cadence": None}])) == []


@pytest.mark.parametrize(
    ("shown", "left"),
    [
        ("2023-12-14", ["2024-05-01", "2024-07-31", "2024-10-31", "2025-01-31"]),
        ("2024-05-01", ["2024-07-31", "2024-10-31", "2025-01-31"]),
        ("2024-09-01", ["2024-10-31", "2025-01-31"]),
        ("2026-11-25", []),
    ],
)
def test_a_period_that_fell_due_before_the_agreement_was_shown_here_has_none(
    shown: str, left: list[str]
) -> None:
    assert days(site(agreements=[{**AGREEMENT, "published": shown}]), "2027-01-01") == left


# --- what comes later ---------------------------------------------------------------------------------------


def test_a_follow_up_in_time_leaves_nothing_to_tell() -> None:
    assert BEGINS not in days(site(quarter("2024-04-30")))


@pytest.mark.parametrize("published", ["2024-05-01", "2024-05-20", "2026-11-25"])
def test_a_follow_up_that_comes_when_the_silence_has_begun_ends_it_and_undoes_nothing(published: str) -> None:
    event = found(site(quarter(published)), "2027-01-01")[0]
    assert str(event.published.date()) == BEGINS
    assert event.title == FIRST
    assert event.summary.startswith("Perioden slutade 31 mars 2024. En uppföljning publicerades här ")


def test_a_text_that_says_nothing_ends_no_silence() -> None:
    empty = follow_up("aret", "2024-01-01", "2024-12-31", published="2025-01-10")
    summaries = {event.summary for event in found(site(empty), "2026-01-01")}
    assert "Perioden slutade 31 mars 2024." in summaries
    assert not any("publicerades" in summary for summary in summaries)
    assert len(days(site(empty))) == 4


def test_half_a_period_is_silence_about_the_other_half() -> None:
    half = told("halva", "2024-01-01", "2024-02-15", published="2024-03-01")
    rest = told("resten", "2024-02-16", "2024-03-31", published="2024-06-01")
    assert days(site(half))[0] == BEGINS
    assert found(site(half, rest), "2024-07-01")[0].summary == (
        "Perioden slutade 31 mars 2024. En uppföljning publicerades här 1 juni 2024."
    )


# --- what is withdrawn --------------------------------------------------------------------------------------


def test_a_follow_up_that_was_there_in_time_and_is_withdrawn_later_lets_a_silence_begin_on_that_day() -> None:
    content = site(quarter("2024-04-20", withdrawn=withdrawn_on("2024-08-15")))
    event = found(content, "2024-09-01")[-1]
    assert str(event.published.date()) == "2024-08-15"
    assert event.identity == "2024/uppfoljning/ingen/2024-01-01/2024-03-31/2024-08-15"
    assert BEGINS not in days(content)


def test_one_that_is_withdrawn_before_the_days_of_grace_have_passed_was_never_there() -> None:
    content = site(quarter("2024-04-10", withdrawn=withdrawn_on("2024-04-20")))
    assert days(content, "2024-06-01") == [BEGINS]


def test_one_that_ended_a_silence_and_is_withdrawn_lets_another_begin() -> None:
    content = site(quarter("2024-05-20", withdrawn=withdrawn_on("2024-06-10")))
    assert days(content, "2024-07-01") == [BEGINS, "2024-06-10"]


def test_where_another_follow_up_covers_the_days_a_withdrawal_lets_none_begin() -> None:
    content = site(
        quarter("2024-04-20", withdrawn=withdrawn_on("2024-06-10")),
        told("igen", "2024-01-01", "2024-03-31", published="2024-06-10"),
    )
    assert days(content, "2024-07-01") == []


# --- the rule on change -------------------------------------------------------------------------------------

TODAY = dt.date(2024, 5, 10)
SILENT = f"sedan {BEGINS} står det här att ingen uppföljning är publicerad för kvartal 1, januari–mars 2024"


def problems(before: Site, after: Site) -> list[str]:
    return [str(problem) for problem in check_silences_stay(before, after, TODAY)]


def test_a_follow_up_that_is_dated_before_the_silence_began_is_told_to_have_the_day_when_it_comes() -> None:
    assert problems(site(), site(quarter("2024-04-28"))) == [
        f"content/2024/uppfoljning/kvartal-1.md:1:1: {SILENT}, och det tas inte tillbaka – skriv "
        "dagens datum, 2024-05-10"
    ]
    assert problems(site(), site(quarter("2024-05-10"))) == []


def test_who_says_so_is_not_filled_in_afterwards_in_a_text_that_did_not_count() -> None:
    nameless = quarter("2024-04-20", reported_by=[])
    assert problems(site(nameless), site(quarter("2024-04-20"))) == [
        f"content/2024/uppfoljning/kvartal-1.md:1:1: {SILENT}, och det tas inte tillbaka – låt "
        "texten vara som den var, och skriv en ny uppföljning"
    ]


def test_a_first_day_that_is_filled_in_later_takes_no_silence_back() -> None:
    assert problems(site(), site(agreements=[{**AGREEMENT, "published": "2024-05-02"}])) == [
        f"promises.yaml:1:1: {SILENT}, och det tas inte tillbaka – skriv den dag då löftet visades här "
        "första gången, före den dagen"
    ]
    assert problems(site(), site(agreements=[{**AGREEMENT, "published": "2024-04-30"}])) == []


def test_what_has_not_begun_may_still_be_followed_up() -> None:
    autumn = told("kvartal-2", "2024-04-01", "2024-06-30", published="2024-07-20")
    assert problems(site(), site(autumn)) == []


NEWER = {
    **AGREEMENT,
    "id": "2024-2025",
    "title": "Medborgarlöfte 2024–2025",
    "period": {"from": "2024-02-01", "to": "2025-12-31"},
    "signing": {**AGREEMENT["signing"], "date": "2024-01-20"},
    "cadence": None,
}
REPLACES = {"replaces": {"agreement": "2024", "date": "2024-02-15"}}
TAKEN_BACK = f"{SILENT}, och det tas inte tillbaka"


@pytest.mark.parametrize(
    "fields",
    [
        {"grace_days": "60"},
        {"cadence": "half-yearly"},
        {"period": {"from": "2024-01-01", "to": "2024-03-20"}},
    ],
)
def test_a_new_decision_takes_no_silence_back_and_only_a_correction_may(fields: dict[str, Any]) -> None:
    changed = [{**AGREEMENT, **fields}]
    amended = update("2024-05-10-beslut", kind="amendment")
    for after in (site(agreements=changed), site(amended, agreements=changed)):
        assert problems(site(), after) == [
            f"promises.yaml:1:1: {TAKEN_BACK} – ändra tillbaka period, cadence och grace_days. Gäller något "
            "annat från en viss dag: skriv ett nytt löfte med replaces. Stod det fel från början: skriv en "
            "rättelse av löftet"
        ]
    corrected = update("2024-05-10-rattelse", kind="correction", corrects="2024")
    assert problems(site(), site(corrected, agreements=changed)) == []


def test_another_agreement_in_its_place_takes_no_silence_back() -> None:
    before = site(agreements=[AGREEMENT, NEWER])
    assert problems(before, site(agreements=[AGREEMENT, {**NEWER, **REPLACES}])) == [
        f"promises.yaml:1:1: {TAKEN_BACK} – skriv tidigast dagen efter 2024-03-31"
    ]


def test_what_was_told_until_its_successor_came_here_stays() -> None:
    newer = {**NEWER, **REPLACES, "published": "2024-05-10"}
    after = site(agreements=[AGREEMENT, newer])
    assert problems(site(), after) == []
    assert days(after)[0] == BEGINS


# --- what the site would be said to have told ---------------------------------------------------------------


def test_a_withdrawal_lets_no_silence_begin_on_a_day_when_the_follow_up_stood_there() -> None:
    stood = quarter("2024-04-28")
    gone = quarter("2024-04-28", withdrawn=withdrawn_on("2024-04-30"))
    found = check_silences_stay(site(stood), site(gone), dt.date(2024, 5, 3))
    assert [str(problem) for problem in found] == [
        "content/2024/uppfoljning/kvartal-1.md:1:1: det skulle stå att ingen uppföljning var publicerad för "
        "kvartal 1, januari–mars 2024 från 2024-05-01, men så stod det inte här då – skriv dagen då det här "
        "publiceras"
    ]
    today = quarter("2024-04-28", withdrawn=withdrawn_on("2024-05-03"))
    assert list(check_silences_stay(site(stood), site(today), dt.date(2024, 5, 3))) == []


def test_a_cadence_that_is_filled_in_later_invents_no_silence() -> None:
    before = site(agreements=[{**AGREEMENT, "cadence": None}])
    (told_of,) = problems(before, site())
    assert told_of.startswith("promises.yaml:1:1: det skulle stå att ingen uppföljning var publicerad")
    corrected = update("2024-05-10-rattelse", kind="correction", corrects="2024")
    assert problems(before, site(corrected)) == []


@pytest.mark.parametrize("fields", [{"published": "2024-05-02"}, {}])
def test_a_correction_about_something_else_excuses_neither_a_first_day_nor_a_successor(
    fields: dict[str, Any],
) -> None:
    corrected = update("2024-05-10-rattelse", kind="correction", corrects="2024")
    newer = NEWER if fields else {**NEWER, **REPLACES}
    before = site(agreements=[AGREEMENT, NEWER])
    assert len(problems(before, site(corrected, agreements=[{**AGREEMENT, **fields}, newer]))) == 1


def test_a_successor_that_comes_a_day_late_leaves_no_period_of_its_own_days() -> None:
    newer = {**NEWER, "replaces": {"agreement": "2024", "date": "2024-06-01"}, "published": "2024-06-02"}
    last = told("slut", "2024-04-01", "2024-05-31", published="2024-06-20")
    content = site(quarter("2024-04-10"), last, agreements=[AGREEMENT, newer])
    assert days(content) == []
