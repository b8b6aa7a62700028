"""The dated events that pages, feed and pull-request summary all share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypedDict

from loften.catalogue import addresses
from loften.catalogue.entries import Entry, catalogue
from loften.deriving.cadence import is_loaded
from loften.deriving.silences import silences
from loften.records.agreements import Agreement, Promise
from loften.records.marks import Listing
from loften.records.record import Record
from loften.records.shared import Report, Withdrawal
from loften.records.site import Site
from loften.records.texts import Dated, FollowUp, Measure, Reporting, Update
from loften.words import happenings


class EventKind(StrEnum):
    """What came to be known."""

    SHOWN = "shown"
    """An agreement that came here on another day than that of its signing."""
    SIGNED = "signed"
    MEASURE = "measure"
    UPDATE = "update"
    FOLLOW_UP = "follow-up"
    SILENCE = "silence"
    """A follow-up that was not there when its days of grace had passed."""
    WITHDRAWAL = "withdrawal"


_KINDS: Mapping[type[Dated], EventKind] = {
    Measure: EventKind.MEASURE,
    Update: EventKind.UPDATE,
    FollowUp: EventKind.FOLLOW_UP,
}
_LARGEST_FIRST = (
    EventKind.SHOWN,
    EventKind.SIGNED,
    EventKind.FOLLOW_UP,
    EventKind.SILENCE,
    EventKind.WITHDRAWAL,
    EventKind.UPDATE,
    EventKind.MEASURE,
)

Subjects = frozenset[tuple[Listing, str]]
"""Promises and focus areas of one agreement, each as its `key`."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that came to be known: a feed item that leads to a page.

    `label` says in a few Swedish words what it is. `published` is local time in Stockholm, naive, and
    `shown_on` the first day on which it could be read here: later where its agreement was not here yet.
    `is_from_before` says that it is a part of an earlier year that was loaded, from before that day.
    `identity` is what the permanent feed id is built from, `address` where the page lies now. `record` is
    what became public, None for a silence; `subjects` are the promises and focus areas that it concerns and
    `places` the ids of the places that it names. `withdrawn` is set where the text that it tells of is
    withdrawn now.
    """

    kind: EventKind
    label: str
    published: dt.datetime
    shown_on: dt.date
    is_from_before: bool
    title: str
    summary: str
    address: str
    identity: str
    agreement: Agreement
    subjects: Subjects
    places: tuple[str, ...]
    record: Record | None
    withdrawn: Withdrawal | None = None

    @property
    def withdrawn_on(self) -> dt.date | None:
        return self.withdrawn.date if self.withdrawn else None


def events(site: Site, today: dt.date) -> tuple[Event, ...]:
    """Every event up to `today`, newest first; on the same minute the one about more comes first.

    `site` is what is public on that day. What lies ahead is not an event yet.
    """
    entries = catalogue(site)
    found: list[Event] = []
    for entry, agreement in entries.showing(Agreement):
        found += (*_signing(site, agreement, entry), *_shown_here(site, agreement, entry))
        found += _silences(site, agreement, today)
    for entry, record in entries.showing(Dated):
        event = _text(site, record, entry)
        found.append(event)
        if record.withdrawn:
            found.append(_withdrawal(site, event, record.withdrawn))
    found = [event for event in found if event.published.date() <= today]
    found.sort(key=lambda event: (_LARGEST_FIRST.index(event.kind), event.address))
    found.sort(key=lambda event: event.published, reverse=True)
    return tuple(found)


def of_agreement(found: Iterable[Event], agreement: Agreement) -> tuple[Event, ...]:
    """The events of one agreement, in the given order."""
    return tuple(event for event in found if event.agreement.id == agreement.id)


def reported_measures(site: Site, agreement_id: str, reports: Iterable[Report]) -> tuple[Measure, ...]:
    """The measures that these reports speak of, in the order of their paths."""
    named = {report.measure for report in reports}
    known = site.measures_by_id
    found = (known.get((agreement_id, identifier)) for identifier in named)
    return tuple(sorted((measure for measure in found if measure), key=lambda measure: measure.path))


def _signing(site: Site, agreement: Agreement, entry: Entry) -> Iterator[Event]:
    """The signing, where its day is known."""
    if agreement.signed_on is None:
        return
    yield Event(
        kind=EventKind.SIGNED,
        label=happenings.kind_label(agreement),
        title=happenings.signed(agreement),
        summary=agreement.summary,
        address=entry.address,
        identity=entry.identity or entry.address,
        agreement=agreement,
        subjects=_every_subject(agreement),
        places=agreement.places,
        record=agreement,
        **_days(site, agreement, _midnight(agreement.signed_on)),
    )


def _shown_here(site: Site, agreement: Agreement, entry: Entry) -> Iterator[Event]:
    """The day on which an agreement came here, where that is not the day when it was signed."""
    if agreement.published in (None, agreement.signed_on):
        return
    yield Event(
        kind=EventKind.SHOWN,
        label=happenings.SHOWN_HERE,
        title=happenings.shown_here(agreement),
        summary=agreement.summary,
        address=entry.address,
        identity=f"{entry.address}finns-har",
        agreement=agreement,
        subjects=_every_subject(agreement),
        places=agreement.places,
        record=agreement,
        **_days(site, agreement, _midnight(agreement.published)),
    )


def _silences(site: Site, agreement: Agreement, today: dt.date) -> Iterator[Event]:
    address = addresses.of_section("follow_ups", agreement)
    for silence in silences(site, agreement, today):
        period = silence.period
        span = f"{period.start}/{period.end}"
        yield Event(
            kind=EventKind.SILENCE,
            label=happenings.SILENCE,
            title=happenings.silence(period.name),
            summary=happenings.silence_in_short(period.end, silence.ended),
            address=address,
            identity=f"{address}ingen/{span}" + ("" if silence.is_first else f"/{silence.day}"),
            agreement=agreement,
            subjects=_every_subject(agreement),
            places=(),
            record=None,
            **_days(site, agreement, _midnight(silence.day)),
        )


def _text(site: Site, record: Dated, entry: Entry) -> Event:
    agreement = site.agreement(record.agreement)
    return Event(
        kind=_KINDS[type(record)],
        label=happenings.kind_label(record),
        title=record.title,
        summary=record.summary,
        address=entry.address,
        identity=entry.identity or entry.address,
        agreement=agreement,
        subjects=_subjects(site, record),
        places=record.every_place,
        record=record,
        withdrawn=record.withdrawn,
        **_days(site, agreement, record.published, is_signed=record.is_signed),
    )


def _withdrawal(site: Site, event: Event, withdrawal: Withdrawal) -> Event:
    """That the text of an event is withdrawn, as an event of its own."""
    return replace(
        event,
        kind=EventKind.WITHDRAWAL,
        label=happenings.WITHDRAWAL,
        title=happenings.withdrawn_title(event.title),
        summary=happenings.withdrawn_in_short(withdrawal.reason),
        identity=f"{event.identity}tillbakadragen",
        record=withdrawal,
        withdrawn=None,
        **_days(site, event.agreement, _midnight(withdrawal.date)),
    )


class _Days(TypedDict):
    """What an event says of its days."""

    published: dt.datetime
    shown_on: dt.date
    is_from_before: bool


def _days(site: Site, agreement: Agreement, published: dt.datetime, *, is_signed: bool = False) -> _Days:
    """The days of an event; what stands in the signed document came here together with the agreement."""
    day, came = published.date(), agreement.published or dt.date.min
    return _Days(
        published=published,
        shown_on=max(day, came),
        is_from_before=is_loaded(site, agreement) and (day < came or (is_signed and day == came)),
    )


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def _every_subject(agreement: Agreement) -> Subjects:
    return frozenset(subject.key for subject in agreement.subjects)


def _subjects(site: Site, record: Record) -> Subjects:
    """The promises and focus areas that a record names itself, through its measures or by correcting them."""
    match record:
        case Measure():
            return record.subjects
        case Update():
            return record.subjects | _corrected_subjects(site, record) | _reported_subjects(site, record)
        case Reporting():
            return _reported_subjects(site, record)
        case _:
            return frozenset()


def _corrected_subjects(site: Site, update: Update) -> Subjects:
    corrected = catalogue(site).current(update.corrects)
    if corrected is None:
        return frozenset()
    record = corrected.record
    if isinstance(record, Promise):
        return frozenset((record.key,))
    # what a correction corrects was published before it, so that this comes to an end
    if isinstance(record, Dated) and record.published < update.published:
        return _subjects(site, record)
    return frozenset()


def _reported_subjects(site: Site, text: Reporting) -> Subjects:
    found = {entry.subject for entry in text.assessments}
    for measure in reported_measures(site, text.agreement, text.every_report):
        found |= measure.subjects
    return frozenset(found)
