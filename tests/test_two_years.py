"""Two years of a municipality, push by push: what is told is told once, on its day, and is never undone."""

from __future__ import annotations

import datetime as dt
import resource
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, TypeVar

import feedparser
import pytest

from loften.comparing.permanence import check_permanence, check_proposal
from loften.deriving.events import EventKind
from loften.deriving.published import Published, published
from loften.deriving.silences import silences
from loften.records.shared import Withdrawal
from loften.records.site import Site
from loften.records.texts import FollowUp, Measure, Update
from loften.writing.feeds import feed
from samples import AGREEMENT, measure, report, site, told, update

AnyText = TypeVar("AnyText", Measure, Update, FollowUp)

LAST_READING = dt.date(2033, 1, 10)
ASSESSED = [{"promise": "synlighet", "assessment": "kept", "reason": "Vi har varit på plats."}]


def agreement(year: str, signed: str, published_on: str) -> dict[str, Any]:
    return {
        **AGREEMENT,
        "id": year,
        "title": f"Medborgarlöfte {year}",
        "period": {"from": f"{year}-01-01", "to": f"{year}-12-31"},
        "signing": {**AGREEMENT["signing"], "date": signed},
        "published": published_on,
    }


def of(year: str, text: AnyText) -> AnyText:
    """The text in the folder of another agreement."""
    return text.model_copy(update={"agreement": year, "path": text.path.replace("2024", year, 1)})


def withdrawn(text: AnyText, day: str) -> AnyText:
    reason = Withdrawal.model_validate({"date": day, "reason": "Texten gällde fel park."})
    return text.model_copy(update={"withdrawn": reason})


LAMPS = of("2031", update("2031-03-05-lampor", measures=[report("lampor", "ongoing")]))
FIRST_QUARTER = of("2031", told("kvartal-1", "2031-01-01", "2031-03-31", published="2031-05-20"))
EMPTY = told("kvartal-2", "2031-04-01", "2031-06-30", published="2031-08-10", assessments=[], reported_by=[])
BUNDLED = told("var-och-host", "2031-04-01", "2031-09-30", published="2031-11-15", reported_by=["polisen"])
CORRECTION = update(
    "2031-12-01-rattelse",
    kind="correction",
    corrects="2031/uppfoljning/var-och-host",
    assessments=ASSESSED,
)
EARLIER_YEAR = (
    of("2029", measure("gamla-lampor", published="2028-12-12", signed="true")),
    of("2029", update("2029-06-01-gammal-nyhet")),
    of("2029", told("aret-2029", "2029-01-01", "2029-12-31", published="2030-01-20")),
)

PUSHES: tuple[tuple[str, tuple[Measure | Update | FollowUp, ...], dict[str, Any] | None], ...] = (
    (
        "2030-12-10",
        (
            of("2031", measure("lampor", published="2030-12-10", signed="true")),
            of("2031", measure("patruller", published="2030-12-10", signed="true")),
        ),
        agreement("2031", "2030-12-10", "2030-12-10"),
    ),
    ("2031-03-05", (LAMPS,), None),
    ("2031-05-20", (FIRST_QUARTER,), None),
    ("2031-08-10", (of("2031", EMPTY),), None),
    ("2031-11-15", (of("2031", BUNDLED),), None),
    ("2031-12-01", (of("2031", CORRECTION),), None),
    (
        "2031-12-09",
        (of("2032", measure("ronder", published="2031-12-09", signed="true")),),
        agreement("2032", "2031-12-09", "2031-12-09"),
    ),
    (
        "2032-01-12",
        (withdrawn(LAMPS, "2032-01-12"),),
        None,
    ),
    (
        "2032-02-05",
        (
            of(
                "2031",
                told(
                    "polisens-ar",
                    "2031-01-01",
                    "2031-12-31",
                    published="2032-02-05",
                    assessments=ASSESSED,
                    reported_by=["polisen"],
                ),
            ),
        ),
        None,
    ),
    (
        "2032-03-01",
        (
            of(
                "2031",
                told(
                    "kommunens-ar",
                    "2031-10-01",
                    "2031-12-31",
                    published="2032-03-01",
                    assessments=ASSESSED,
                    reported_by=["kommunen"],
                ),
            ),
        ),
        None,
    ),
    ("2032-04-10", EARLIER_YEAR, agreement("2029", "2028-12-12", "2032-04-10")),
    (
        "2032-05-05",
        (withdrawn(FIRST_QUARTER, "2032-05-05"),),
        None,
    ),
)


def states() -> Iterator[tuple[dt.date, Site]]:
    """The site after each push, with its day."""
    texts: dict[str, Measure | Update | FollowUp] = {}
    agreements: list[dict[str, Any]] = []
    for day, pushed, brought in PUSHES:
        texts |= {text.path: text for text in pushed}
        agreements += [brought] if brought else []
        yield dt.date.fromisoformat(day), site(*texts.values(), agreements=agreements)


STATES = tuple(states())


def on(day: dt.date) -> Published:
    """What is public on a day: the last push up to it."""
    return published([state for pushed, state in STATES if pushed <= day][-1], day)


def days_to_look() -> list[dt.date]:
    """The days on which something was pushed or fell due, and the day after each."""
    final = STATES[-1][1]
    began = (silence.day for one in final.agreements for silence in silences(final, one, LAST_READING))
    periods = (day for one in final.agreements for day in (one.period.start, one.period.end))
    found = {*(day for day, _ in STATES), *began, *periods}
    found |= {day + dt.timedelta(days=1) for day in found}
    return sorted(day for day in found if STATES[0][0] <= day <= LAST_READING)


def weekly() -> Iterator[dt.date]:
    """The Mondays on which a subscriber's reader looks, from the first week to the end."""
    day = STATES[0][0]
    while day <= LAST_READING:
        yield day
        day += dt.timedelta(days=7)


# --- what is told -------------------------------------------------------------------------------------------


def test_two_years_are_told_as_they_were() -> None:
    told_at_last = [
        (str(event.published.date()), event.title)
        for event in reversed(on(LAST_READING).events)
        if not event.is_from_before and event.kind is not EventKind.MEASURE
    ]
    quarter = "Ingen uppföljning är publicerad här för kvartal"
    assert told_at_last == [
        ("2030-12-10", "Medborgarlöfte 2031 är undertecknat"),
        ("2031-03-05", "Lampor"),
        ("2031-05-01", f"{quarter} 1, januari–mars 2031"),
        ("2031-05-20", "Kvartal-1"),
        ("2031-07-31", f"{quarter} 2, april–juni 2031"),
        ("2031-08-10", "Kvartal-2"),
        ("2031-10-31", f"{quarter} 3, juli–september 2031"),
        ("2031-11-15", "Var-och-host"),
        ("2031-12-01", "Rattelse"),
        ("2031-12-09", "Medborgarlöfte 2032 är undertecknat"),
        ("2032-01-12", "Tillbakadragen: Lampor"),
        ("2032-01-31", f"{quarter} 4, oktober–december 2031"),
        ("2032-02-05", "Polisens-ar"),
        ("2032-03-01", "Kommunens-ar"),
        ("2032-04-10", "Medborgarlöftet för 2029 finns nu här"),
        ("2032-05-01", f"{quarter} 1, januari–mars 2032"),
        ("2032-05-05", "Tillbakadragen: Kvartal-1"),
        ("2032-07-31", f"{quarter} 2, april–juni 2032"),
        ("2032-10-31", f"{quarter} 3, juli–september 2032"),
    ]


def test_the_ledger_of_the_first_year_keeps_every_period_and_counts_from_its_end() -> None:
    lines = {
        line.name: line.told for line in on(dt.date(2032, 4, 1)).ledger(STATES[0][1].agreements[0]).lines
    }
    assert lines == {
        "kvartal 1, januari–mars 2031": (
            "Slutade 31 mars 2031. Publicerad här 20 maj 2031, 50 dagar efter kvartalets slut."
        ),
        "kvartal 2–3, april–september 2031": (
            "Perioderna slutade 30 juni och 30 september 2031. En samlad uppföljning, publicerad här "
            "15 november 2031, 46 dagar efter den sista periodens slut."
        ),
        "kvartal 4, oktober–december 2031": (
            "Slutade 31 december 2031. Publicerad här 5 februari 2032, 36 dagar efter kvartalets slut."
        ),
    }


# --- nothing is undone --------------------------------------------------------------------------------------


def test_every_push_keeps_what_was_published() -> None:
    for (_, before), (day, after) in pairwise(STATES):
        found = (*check_permanence(before, after, day), *check_proposal(before, after, day))
        assert [str(problem) for problem in found] == []


def test_no_later_file_and_no_later_day_takes_an_event_away_or_gives_it_another_day() -> None:
    known: dict[str, tuple[dt.datetime, str]] = {}
    for day in days_to_look():
        found = {event.identity: (event.published, event.kind.value) for event in on(day).events}
        assert known.items() <= found.items(), day
        assert all(published_at.date() <= day for published_at, _ in found.values())
        known = found


def test_every_period_keeps_what_is_told_of_it_until_a_follow_up_is_withdrawn() -> None:
    known: dict[tuple[str, dt.date], tuple[set[str], str | None]] = {}
    for day in days_to_look():
        shown = on(day)
        found = {
            (one.id, period.end): ({text.id for text in line.follow_ups}, line.arrived)
            for one in shown.site.agreements
            for line in shown.ledger(one).lines
            for period in line.periods
        }
        for period, (texts, arrived) in known.items():
            now, now_arrived = found[period]
            assert texts <= now, (day, period)
            if arrived and (day, period) != (dt.date(2032, 5, 5), ("2031", dt.date(2031, 3, 31))):
                assert now_arrived == arrived, (day, period)
        known = found


# --- the subscriber -----------------------------------------------------------------------------------------


def test_a_weekly_reader_meets_every_event_exactly_once_and_within_a_week() -> None:
    met: dict[str, dt.date] = {}
    for day in weekly():
        parsed = feedparser.parse(dict(feed(on(day)))["rss.xml"])
        assert not parsed.bozo
        ids = [item.id for item in parsed.entries]
        assert len(ids) == len(set(ids)), day
        assert all(dt.date(*item.published_parsed[:3]) <= day for item in parsed.entries)
        for new in ids:
            met.setdefault(new, day)
    final = on(LAST_READING)
    expected = {
        f"tag:exempelby.example,2024:{event.identity.rstrip('/')}": event.published.date()
        for event in final.events
        if not event.is_from_before
    }
    assert met.keys() == expected.keys()
    assert all(0 <= (met[name] - day).days < 7 for name, day in expected.items())


def test_the_earlier_year_lies_in_the_archives_and_not_in_the_feed() -> None:
    written = dict(feed(on(LAST_READING)))
    titles = {path: [item.title for item in feedparser.parse(raw).entries] for path, raw in written.items()}
    assert titles["rss-2028-2029-1.xml"] == ["Medborgarlöfte 2029 är undertecknat", "Gamla-lampor"]
    assert titles["rss-2029-2029-1.xml"] == ["Gammal-nyhet"]
    assert titles["rss-2030-2029-1.xml"] == ["Aret-2029"]
    assert not {"Gamla-lampor", "Gammal-nyhet", "Aret-2029"} & set(titles["rss.xml"])


def test_no_text_of_the_earlier_year_is_told_to_be_dated_back() -> None:
    day = dt.date(2032, 4, 10)
    before, after = on(dt.date(2032, 4, 9)).site, on(day).site
    assert list(check_proposal(before, after, day)) == []


@pytest.fixture(scope="module", autouse=True)
def _under_forty_seconds() -> Iterator[None]:
    began = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    yield
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - began < 40
