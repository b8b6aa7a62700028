"""The dated events that pages, feed and pull-request summary all share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from loften import addresses
from loften.model import Agreement, FollowUp, Measure, Report, Update
from loften.site import Site

Dated = Measure | Update | FollowUp
"""A record that is published on a day of its own."""


class EventKind(StrEnum):
    """What came to be known."""

    SIGNED = "signed"
    MEASURE = "measure"
    UPDATE = "update"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that became public: a page and a feed item.

    `published` is local time in Stockholm, naive. `identity` is the address that the permanent feed id is
    built from, `address` where the page lies now. `promises` and `focus_areas` are ids within the agreement,
    in its order.
    """

    kind: EventKind
    published: dt.datetime
    title: str
    summary: str
    address: str
    identity: str
    agreement: Agreement
    promises: tuple[str, ...]
    focus_areas: tuple[str, ...]
    record: Agreement | Measure | Update | FollowUp

    @property
    def withdrawn_on(self) -> dt.date | None:
        if isinstance(self.record, Agreement) or self.record.withdrawn is None:
            return None
        return self.record.withdrawn.date


def events(site: Site, today: dt.date) -> tuple[Event, ...]:
    """Every event up to `today`, newest first; on the same minute the one about more comes first.

    `site` is what is public on that day. A signing that lies ahead is not an event yet.
    """
    records: tuple[Dated, ...] = (*site.measures, *site.updates, *site.follow_ups)
    found = [_signing(agreement) for agreement in site.agreements if agreement.signing.date <= today]
    by_address = {addresses.of_record(record): record for record in records}
    found.extend(_event(site, record, by_address) for record in records)
    order = (EventKind.SIGNED, EventKind.FOLLOW_UP, EventKind.UPDATE, EventKind.MEASURE)
    found.sort(key=lambda event: (order.index(event.kind), event.address))
    found.sort(key=lambda event: event.published, reverse=True)
    return tuple(found)


def of_agreement(found: Iterable[Event], agreement: Agreement) -> tuple[Event, ...]:
    """The events of one agreement, in the given order."""
    return tuple(event for event in found if event.agreement.id == agreement.id)


def happened_on(record: Update | FollowUp) -> dt.date:
    """The day that orders timelines and statuses: when it happened, not when it was published."""
    return record.date or record.published.date()


def _signing(agreement: Agreement) -> Event:
    return Event(
        kind=EventKind.SIGNED,
        published=dt.datetime.combine(agreement.signing.date, dt.time()),
        title=f"{agreement.title} är undertecknat",
        summary=agreement.summary,
        address=addresses.of_agreement(agreement),
        identity=addresses.of_agreement(agreement),
        agreement=agreement,
        promises=tuple(promise.id for promise in agreement.promises),
        focus_areas=tuple(area.id for area in agreement.focus_areas),
        record=agreement,
    )


def _event(site: Site, record: Dated, by_address: Mapping[str, Dated]) -> Event:
    agreement = site.agreement(record.agreement)
    promises, focus_areas = _subjects(site, record, by_address)
    kinds = {Measure: EventKind.MEASURE, Update: EventKind.UPDATE, FollowUp: EventKind.FOLLOW_UP}
    return Event(
        kind=kinds[type(record)],
        published=record.published,
        title=record.title,
        summary=record.summary,
        address=addresses.of_record(record),
        identity=addresses.first_address(record),
        agreement=agreement,
        promises=tuple(promise.id for promise in agreement.promises if promise.id in promises),
        focus_areas=tuple(area.id for area in agreement.focus_areas if area.id in focus_areas),
        record=record,
    )


def _subjects(site: Site, record: Dated, by_address: Mapping[str, Dated]) -> tuple[set[str], set[str]]:
    """The promises and focus areas that a record names itself, through its measures or by correcting them."""
    if isinstance(record, Measure):
        return {record.promise}, set(record.focus_areas)
    promises: set[str] = set()
    focus_areas: set[str] = set()
    if isinstance(record, Update):
        promises.update(record.promises)
        focus_areas.update(record.focus_areas)
        corrected = by_address.get(f"{record.corrects}/")
        # what a correction corrects was published before it, so that this comes to an end
        if corrected is not None and corrected.published < record.published:
            inner = _subjects(site, corrected, by_address)
            promises.update(inner[0])
            focus_areas.update(inner[1])
        agreement = site.agreement(record.agreement)
        promises.update(
            p.id for p in agreement.promises if addresses.of_promise(agreement, p) == f"{record.corrects}/"
        )
    promises.update(entry.promise for entry in record.assessments if entry.promise)
    focus_areas.update(entry.focus_area for entry in record.assessments if entry.focus_area)
    for measure in reported_measures(site, record.agreement, record.measures):
        promises.add(measure.promise)
        focus_areas.update(measure.focus_areas)
    return promises, focus_areas


def reported_measures(site: Site, agreement_id: str, reports: Iterable[Report]) -> tuple[Measure, ...]:
    """The measures that these reports speak of, in the order of their paths."""
    named = {report.measure for report in reports}
    return tuple(m for m in site.measures if m.agreement == agreement_id and m.id in named)
