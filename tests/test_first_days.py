"""The day on which an agreement was first shown here: told in time, and an event where it is one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loften.comparing.dating import check_new_texts_are_dated_now
from loften.comparing.first_days import check_first_days_are_told, check_signings_are_told
from loften.deriving.events import EventKind, events
from loften.deriving.published import published
from loften.records.site import Site, emptied
from loften.records.texts import Update
from samples import AGREEMENT, measure, site, told, update

TODAY = dt.date(2026, 11, 25)
NEW = {**AGREEMENT, "id": "2019", "title": "Medborgarlöfte 2019"} | {
    "period": {"from": "2019-01-01", "to": "2019-12-31"},
    "signing": {**AGREEMENT["signing"], "date": "2018-12-14"},
}
OLD = update("2019-03-01-lampor", path="content/2019/nyheter/2019-03-01-lampor.md", agreement="2019")


def loaded(*texts: Update, **fields: Any) -> Site:
    return site(*texts, agreements=[AGREEMENT, {**NEW, **fields}])


def problems(before: Site, after: Site) -> list[tuple[str, bool]]:
    return [(one.message, one.is_error) for one in check_first_days_are_told(before, after, TODAY)]


# --- the rule -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"published": "2026-11-25"}, None),
        ({"published": "2026-11-22"}, None),
        ({}, ("published saknas i ett nytt löfte", False)),
        (
            {"published": "2026-11-21"},
            ("published 2026-11-21 har redan varit, men löftet är nytt här", False),
        ),
        (
            {"published": "2026-11-26"},
            ("published 2026-11-26 har inte varit än, men löftet visas så fort det här publiceras", True),
        ),
    ],
)
def test_a_new_agreement_says_that_it_is_shown_here_from_now(
    fields: dict[str, Any], said: tuple[str, bool] | None
) -> None:
    remedy = ' – skriv "published: 2026-11-25"'
    expected = [] if said is None else [(said[0] + remedy, said[1])]
    assert problems(site(), loaded(**fields)) == expected


def test_an_agreement_that_was_here_may_say_later_since_when() -> None:
    assert problems(loaded(), loaded(published="2024-03-01")) == []
    assert problems(loaded(published="2024-03-01"), loaded(published="2024-03-01")) == []


def test_where_nothing_was_before_nothing_is_asked() -> None:
    assert problems(emptied(site()), site()) == []


# --- the event ----------------------------------------------------------------------------------------------


def shown(content: Site, today: dt.date = TODAY) -> list[tuple[str, str]]:
    found = (event for event in events(content, today) if event.kind is EventKind.SHOWN)
    return [(str(event.published.date()), event.title) for event in found]


def test_an_earlier_year_is_one_event_on_the_day_when_it_came_here() -> None:
    content = loaded(OLD, published="2026-11-25")
    assert shown(content) == [("2026-11-25", "Medborgarlöftet för 2019 finns nu här")]
    of_2019 = [event for event in events(content, TODAY) if event.agreement.id == "2019"]
    assert [(event.kind, event.is_from_before) for event in of_2019] == [
        (EventKind.SHOWN, False),
        (EventKind.UPDATE, True),
        (EventKind.SIGNED, True),
    ]


def test_an_agreement_that_is_shown_on_the_day_of_its_signing_is_one_event() -> None:
    assert shown(site(agreements=[{**AGREEMENT, "published": "2023-12-14"}])) == []


def test_what_is_new_about_an_earlier_year_is_told_like_anything_else() -> None:
    late = told("aret", "2024-01-01", "2024-12-31", published="2026-11-25")
    content = site(late, measure("lampor"), agreements=[{**AGREEMENT, "published": "2026-11-25"}])
    assert {event.title: event.is_from_before for event in events(content, TODAY)} == {
        "Medborgarlöftet för 2024 finns nu här": False,
        "Aret": False,
        "Medborgarlöfte 2024 är undertecknat": True,
        "Lampor": True,
    }


def test_an_agreement_whose_id_says_more_than_the_years_is_called_by_its_title() -> None:
    other = {**NEW, "id": "2019-norr", "title": "Medborgarlöfte för norra delen 2019"}
    content = site(agreements=[{**one, "published": "2026-11-25"} for one in (NEW, other)])
    assert {title for _, title in shown(content)} == {
        "Medborgarlöftet för 2019 finns nu här",
        "Medborgarlöfte för norra delen 2019 finns nu här",
    }


# --- the texts that come with it ----------------------------------------------------------------------------


def dated_back(before: Site, after: Site, today: dt.date) -> int:
    return len(list(check_new_texts_are_dated_now(before, after, today)))


def test_the_texts_of_an_earlier_year_keep_their_days_when_they_come_with_it() -> None:
    assert dated_back(site(), loaded(OLD, published="2026-11-25"), TODAY) == 0
    assert dated_back(site(), loaded(OLD), TODAY) == 1


def test_a_text_that_is_added_to_an_earlier_year_long_after_it_came_is_told_to_be_dated_back() -> None:
    before, after = loaded(published="2026-11-25"), loaded(OLD, published="2026-11-25")
    assert dated_back(before, after, dt.date(2026, 11, 28)) == 0
    assert dated_back(before, after, dt.date(2026, 11, 29)) == 1


def test_an_earlier_year_is_one_event_among_the_latest_too() -> None:
    unknown = {**NEW, "signing": {"date": "unknown"}, "published": "2026-11-25"}
    signed = [
        one.model_copy(update={"agreement": "2019", "path": f"content/2019/atgarder/{one.id}.md"})
        for one in (measure(f"m-{number}", published="2026-11-25", signed="true") for number in range(8))
    ]
    content = site(*signed, OLD, agreements=[{**AGREEMENT, "cadence": None}, unknown])
    found = published(content, TODAY)
    assert [event.title for event in found.recent()] == ["Medborgarlöftet för 2019 finns nu här"]
    assert [event.title for event in found.newest_events()] == [
        "Medborgarlöftet för 2019 finns nu här",
        "Medborgarlöfte 2024 är undertecknat",
    ]


def test_a_day_of_signing_that_is_filled_in_long_afterwards_is_told_in_a_text_of_its_own() -> None:
    unsigned, signed = {**AGREEMENT, "signing": None}, {**AGREEMENT, "signing": {"date": "2024-02-20"}}
    before, after = site(agreements=[unsigned]), site(agreements=[signed])
    assert [one.message for one in check_signings_are_told(before, after, dt.date(2024, 2, 24))] == [
        "undertecknandet blir en post i flödet med dagen 2024-02-20, och syns inte bland det nya – "
        "berätta det också i en nyhet"
    ]
    assert list(check_signings_are_told(before, after, dt.date(2024, 2, 23))) == []
    news = site(update("2024-02-24-nu-undertecknat"), agreements=[signed])
    assert list(check_signings_are_told(before, news, dt.date(2024, 2, 24))) == []
