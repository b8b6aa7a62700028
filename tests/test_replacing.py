"""An agreement that another one replaces holds until the day before, and both say so."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement

from built import attributes, texts
from loften.deriving.agenda import ahead
from loften.deriving.cadence import Phase, cadence_periods, current_agreement, last_day, phase
from loften.deriving.finals import finals
from loften.deriving.ledger import ledger
from loften.deriving.published import published
from loften.records.site import Site
from loften.records.texts import FollowUp, Measure
from loften.writing.pages import pages
from samples import AGREEMENT, measure, site, told

NEXT: dict[str, Any] = {
    **AGREEMENT,
    "id": "2024-2026",
    "title": "Medborgarlöfte 2024–2026",
    "period": {"from": "2024-05-16", "to": "2026-12-31"},
    "signing": {"date": "2024-05-10"},
    "replaces": {"agreement": "2024", "date": "2024-05-16"},
}
REPLACED = dt.date(2024, 5, 16)


def content(*records: Measure | FollowUp) -> Site:
    return site(*records, agreements=[AGREEMENT, NEXT])


def page(of: Site, address: str, day: dt.date) -> HtmlElement:
    found = pages(published(of, day))
    return html.fromstring(next(f"<div>{one.fragment}</div>" for one in found if one.address == address))


def test_the_last_day_is_the_one_before() -> None:
    older, newer = content().agreements
    assert last_day(content(), older) == dt.date(2024, 5, 15)
    assert last_day(content(), newer) == dt.date(2026, 12, 31)


def test_one_that_follows_right_after_shortens_nothing() -> None:
    after = {**NEXT, "replaces": {"agreement": "2024", "date": "2025-01-01"}}
    found = site(agreements=[AGREEMENT, after])
    assert last_day(found, found.agreements[0]) == dt.date(2024, 12, 31)


def test_the_periods_of_the_cadence_end_there() -> None:
    found = content()
    assert [period.name for period in cadence_periods(found, found.agreements[0])] == [
        "kvartal 1, januari–mars 2024",
        "1 april–15 maj 2024",
    ]
    assert len(ledger(found, found.agreements[0], dt.date(2025, 3, 1)).lines) == 2


@pytest.mark.parametrize(
    ("day", "expected", "current"),
    [("2024-05-15", Phase.IN_FORCE, "2024"), ("2024-05-16", Phase.AWAITING, "2024-2026")],
)
def test_it_is_in_force_and_on_the_start_page_until_then(day: str, expected: Phase, current: str) -> None:
    found, today = content(), dt.date.fromisoformat(day)
    assert phase(found, found.agreements[0], today) is expected
    assert current_agreement(found, today).id == current


def test_one_that_ended_early_is_not_on_the_start_page_when_its_successor_has_expired() -> None:
    short = {**NEXT, "period": {"from": "2024-05-16", "to": "2024-08-31"}}
    found = site(agreements=[AGREEMENT, short])
    assert current_agreement(found, dt.date(2024, 10, 1)).id == "2024-2026"
    assert published(found, dt.date(2024, 10, 1)).is_newer_missing


def test_the_follow_up_of_its_last_day_is_the_final_one() -> None:
    final = told("slut", "2024-04-01", "2024-05-15", published="2024-06-01")
    early = told("april", "2024-04-01", "2024-05-14", published="2024-06-01")
    older = content().agreements[0]
    assert phase(content(final), older, dt.date(2024, 6, 1)) is Phase.CLOSED
    assert phase(content(early), older, dt.date(2024, 6, 1)) is Phase.AWAITING
    assert [text.id for text in finals(content(final, early), older).follow_ups] == ["slut"]


def test_its_last_day_and_no_later_one_is_to_come() -> None:
    coming = ahead(content(), {}, dt.date(2024, 4, 1))
    assert [one.day.isoformat() for one in coming if one.address == "2024/"] == ["2024-05-15"]
    silences = [one.day.isoformat() for one in coming if one.address == "2024/uppfoljning/"]
    assert silences == ["2024-05-01", "2024-06-15"]


@pytest.mark.parametrize(
    ("address", "day", "expected"),
    [
        (
            "2024/",
            REPLACED - dt.timedelta(days=1),
            "Löftet gäller nu, 1 januari–15 maj 2024. Ersätts av Medborgarlöfte 2024–2026 från 16 maj 2024.",
        ),
        (
            "2024/",
            REPLACED,
            "Löftet gällde 1 januari–15 maj 2024. Ingen slutlig uppföljning är publicerad här. Ersatt av "
            "Medborgarlöfte 2024–2026 från 16 maj 2024.",
        ),
        (
            "2024-2026/",
            REPLACED,
            "Löftet gäller nu, 16 maj 2024–31 december 2026. Ersätter Medborgarlöfte 2024 från 16 maj 2024.",
        ),
        (
            "",
            REPLACED,
            "Löftet gäller nu, 16 maj 2024–31 december 2026. Ersätter Medborgarlöfte 2024 från 16 maj 2024.",
        ),
    ],
)
def test_both_say_from_which_day_one_holds_in_the_place_of_the_other(
    address: str, day: dt.date, expected: str
) -> None:
    assert expected in texts(page(content(), address, day), "//p")


def test_the_sentences_lead_to_the_other_agreement() -> None:
    older, newer = (page(content(), address, REPLACED) for address in ("2024/", "2024-2026/"))
    assert attributes(older, "//p[contains(., 'Ersatt av')]/a/@href") == ["../2024-2026/"]
    assert attributes(newer, "//p[contains(., 'Ersätter')]/a/@href") == ["../2024/"]


def test_its_pages_tell_how_long_it_held_and_ask_what_came_of_it() -> None:
    found = page(content(), "2024/", REPLACED)
    assert texts(found, "//dt[. = 'Gäller']/..") == ["Gäller 1 januari–15 maj 2024"]
    archive = page(content(), "arkiv/", REPLACED)
    assert "Vad blev resultatet? Medborgarlöfte 2024" in texts(archive, "//p")


def test_a_target_is_judged_on_the_time_that_was_signed() -> None:
    lamps = measure("lampor", target={"count": "12", "unit": "lampor", "comparison": "at-least"})
    found = page(content(lamps), "2024/atgarder/lampor/", REPLACED)
    assert texts(found, "//dt[. = 'Tid']/..") == ["Tid 1 januari–15 maj 2024"]
