"""The day on which a page last changed: its own words, or what is derived on it.

What is not known is left out. A signed measure carries the day of its signing, and an agreement the day when
it was signed, but their summaries were written later, on a day that no file tells; so those days say nothing.
From the first line under `changes`, or the first text that is published about it, the day is known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from loften.catalogue import addresses
from loften.catalogue.entries import Entry
from loften.deriving import cadence
from loften.deriving.events import Event, EventKind
from loften.deriving.history import days_of, every_line
from loften.deriving.published import Published
from loften.records.agreements import Agreement, Subject
from loften.records.promises_file import Party, Place
from loften.records.record import Record
from loften.records.texts import Dated, FileRecord, Measure, TextPage, WordForWord
from loften.records.vocabulary import Standing


def last_change(published: Published, entry: Entry) -> dt.date | None:
    """The newest day up to today on which the page is known to have changed; None where none is known."""
    if not entry.kind.is_indexed:
        return None
    told = [day for day in _told(published, entry) if day <= published.today]
    if not told:
        return None
    newest = max(told)
    passed = (day for day in _passed(published, entry) if newest < day <= published.today)
    return max(passed, default=newest)


def _told(published: Published, entry: Entry) -> Iterator[dt.date]:
    """The days of what somebody has published on the page, or said to have changed on it."""
    yield from days_of(entry.record)
    for update in (*published.corrections_of(entry.address), *published.amendments_of(entry.address)):
        yield update.published.date()
    match entry.record:
        case TextPage() as text:
            yield from _of_text(text)
        case Measure() as measure:
            yield from _of_text(measure)
            yield from (said.record.published.date() for said in published.timeline(measure).entries)
        case FileRecord() as text:
            yield from _of_text(text)
        case Place() as place:
            yield from _of_events(e for e in published.events if place.id in e.places)
            yield from (former.until + dt.timedelta(days=1) for former in place.former_names)
        case Party() as party:
            yield from _of_records(t.measure for t in published.measures(_home(entry)))
            yield from (former.until + dt.timedelta(days=1) for former in party.former_names)
        case Subject() as subject:
            yield from _of_events(published.events_naming(_home(entry), subject))
        case _:
            yield from _gathered(published, entry)


def _home(entry: Entry) -> Agreement:
    if entry.agreement is None:
        raise ValueError(entry.address)
    return entry.agreement


def _of_text(text: FileRecord) -> Iterator[dt.date]:
    if isinstance(text, Dated) and not text.is_signed:
        yield text.published.date()
    if isinstance(text, TextPage) and text.updated:
        yield text.updated
    if text.withdrawn:
        yield text.withdrawn.date


def _gathered(published: Published, entry: Entry) -> Iterator[dt.date]:
    """The days of what a page that gathers shows, its introduction included."""
    introduction = published.introduction(entry.address) if entry.kind.has_introduction else None
    if introduction:
        yield from _of_text(introduction)
        yield from days_of(introduction)
    if entry.kind.name == "changes":
        yield from (line.day for line in every_line(published.site, addresses.CONTACT))
        return
    if entry.kind.name == "glossary":
        yield from _of_records(published.site.promises_file.glossary)
        return
    agreement = entry.agreement or (published.current if entry.kind.name == "start" else None)
    yield from _of_events(published.events_of(agreement) if agreement else published.events)
    for one in (agreement,) if agreement else published.site.agreements:
        yield from _of_records((one, *one.subjects))


def _of_events(events: Iterable[Event]) -> Iterator[dt.date]:
    for event in events:
        if event.kind is not EventKind.SIGNED and not event.record.is_signed:
            yield event.published.date()
        if event.withdrawn_on:
            yield event.withdrawn_on
        yield from days_of(event.record)


def _of_records(records: Iterable[Record]) -> Iterator[dt.date]:
    for record in records:
        yield from days_of(record)


def _passed(published: Published, entry: Entry) -> Iterator[dt.date]:
    """The days on which the page changed though nobody wrote anything: a span began or ended."""
    agreement = entry.agreement or (published.current if entry.kind.name == "start" else None)
    if agreement is None or isinstance(entry.record, WordForWord):
        return
    next_day = dt.timedelta(days=1)
    if isinstance(entry.record, Agreement | Subject | Measure) or entry.record is None:
        yield from (cadence.silence_begins(agreement, period) for period in published.silence(agreement))
    if isinstance(entry.record, Agreement) or entry.kind.name in ("start", "results"):
        yield from (agreement.period.start, agreement.period.end + next_day)
    shown: Iterable[Measure] = ()
    if isinstance(entry.record, Measure):
        shown = (entry.record,)
    elif entry.kind.name in ("start", "agreement", "measures", "results"):
        shown = (timeline.measure for timeline in published.measures(agreement))
    elif isinstance(entry.record, Subject):
        shown = (timeline.measure for timeline in published.measures(agreement, entry.record))
    for measure in shown:
        if published.timeline(measure).standing is Standing.OVERDUE and measure.end:
            yield measure.end + next_day
