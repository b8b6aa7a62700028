"""The dated events that pages, feed and pull-request summary all share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from loften.catalogue.entries import Entry, catalogue
from loften.records.agreements import Agreement, Promise
from loften.records.marks import Listing
from loften.records.record import Record
from loften.records.shared import Report, Withdrawal
from loften.records.site import Site
from loften.records.texts import Dated, FollowUp, Measure, Reporting, Update
from loften.words import happenings


class EventKind(StrEnum):
    """What came to be known."""

    SIGNED = "signed"
    MEASURE = "measure"
    UPDATE = "update"
    FOLLOW_UP = "follow-up"


_KINDS: Mapping[type[Dated], EventKind] = {
    Measure: EventKind.MEASURE,
    Update: EventKind.UPDATE,
    FollowUp: EventKind.FOLLOW_UP,
}
_LARGEST_FIRST = (EventKind.SIGNED, EventKind.FOLLOW_UP, EventKind.UPDATE, EventKind.MEASURE)

Subjects = frozenset[tuple[Listing, str]]
"""Promises and focus areas of one agreement, each as its `key`."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that became public: a page and a feed item.

    `published` is local time in Stockholm, naive. `identity` is the address that the permanent feed id is
    built from, `address` where the page lies now. `record` is what became public, `subjects` the promises and
    focus areas that it concerns and `places` the ids of the places that it names.
    """

    kind: EventKind
    published: dt.datetime
    title: str
    summary: str
    address: str
    identity: str
    agreement: Agreement
    subjects: Subjects
    places: tuple[str, ...]
    record: Record
    withdrawn: Withdrawal | None

    @property
    def withdrawn_on(self) -> dt.date | None:
        return self.withdrawn.date if self.withdrawn else None

    @property
    def last_change(self) -> dt.date:
        """The day of publication, or of withdrawal."""
        return max(self.published.date(), self.withdrawn_on or dt.date.min)


def events(site: Site, today: dt.date) -> tuple[Event, ...]:
    """Every event up to `today`, newest first; on the same minute the one about more comes first.

    `site` is what is public on that day. A signing that lies ahead is not an event yet.
    """
    entries = catalogue(site)
    signed = ((entry, one) for entry, one in entries.showing(Agreement) if one.signing.date <= today)
    found = [_signing(agreement, entry) for entry, agreement in signed]
    found += [_event(site, record, entry) for entry, record in entries.showing(Dated)]
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


def _signing(agreement: Agreement, entry: Entry) -> Event:
    return Event(
        kind=EventKind.SIGNED,
        published=dt.datetime.combine(agreement.signing.date, dt.time()),
        title=happenings.signed(agreement),
        summary=agreement.summary,
        address=entry.address,
        identity=entry.identity or entry.address,
        agreement=agreement,
        subjects=frozenset(subject.key for subject in agreement.subjects),
        places=(),
        record=agreement,
        withdrawn=None,
    )


def _event(site: Site, record: Dated, entry: Entry) -> Event:
    return Event(
        kind=_KINDS[type(record)],
        published=record.published,
        title=record.title,
        summary=record.summary,
        address=entry.address,
        identity=entry.identity or entry.address,
        agreement=site.agreement(record.agreement),
        subjects=_subjects(site, record),
        places=record.places,
        record=record,
        withdrawn=record.withdrawn,
    )


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
    for measure in reported_measures(site, text.agreement, text.measures):
        found |= measure.subjects
    return frozenset(found)
