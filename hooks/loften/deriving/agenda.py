"""What is to come: what updates look ahead to, when agreements and measures begin and end, and silences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loften.catalogue import addresses
from loften.deriving import cadence
from loften.deriving.timelines import Timeline
from loften.records.agreements import Agreement
from loften.records.record import Record
from loften.records.site import Site
from loften.records.texts import Update
from loften.records.vocabulary import Standing
from loften.words import happenings

_NEXT_DAY = dt.timedelta(days=1)
_OPEN = (Standing.NOT_REPORTED, Standing.PLANNED, Standing.ONGOING, Standing.OVERDUE)


@dataclass(frozen=True, order=True, kw_only=True)
class Coming:
    """Something that a day will bring, in Swedish words, and the page that tells more of it.

    `gone` is the first day on which it is no longer to come.
    """

    day: dt.date
    words: str
    address: str
    gone: dt.date


def ahead(site: Site, found: Mapping[tuple[str, str], Timeline], today: dt.date) -> tuple[Coming, ...]:
    """Everything that is to come on `today`, soonest first.

    What has been reported as finished is no longer to come, nor what a withdrawn text looks ahead to. What
    residents can come to stands there through its last day, all else until its day.
    """
    entries = [entry for agreement in site.agreements for entry in _of_agreement(site, agreement)]
    for timeline in found.values():
        if timeline.standing in _OPEN and timeline.measure.withdrawn is None:
            entries.extend(_of_measure(timeline))
    entries.extend(_of_update(update) for update in site.updates if looks_ahead(update))
    return tuple(sorted(entry for entry in entries if entry.gone > today))


def looks_ahead(update: Update) -> bool:
    """Whether the update was published before what it tells of had been, and still counts."""
    return update.published.date() < update.last_day and update.withdrawn is None


def is_to_come(record: Record, today: dt.date) -> bool:
    """Whether it is an update that looks ahead, and the last day of what it tells of has not passed."""
    return isinstance(record, Update) and looks_ahead(record) and today <= record.last_day


def gone_on(update: Update) -> dt.date:
    """The first day on which what an update tells of has been."""
    return update.last_day + _NEXT_DAY


def _of_update(update: Update) -> Coming:
    where = addresses.of_record(update)
    words = happenings.is_to_happen(update)
    return Coming(day=update.happened_on, words=words, address=where, gone=gone_on(update))


def _on(day: dt.date, words: str, address: str) -> Coming:
    """What comes on one day and is no longer to come on it."""
    return Coming(day=day, words=words, address=address, gone=day)


def _of_agreement(site: Site, agreement: Agreement) -> Iterator[Coming]:
    home = addresses.of_agreement(agreement)
    yield _on(agreement.period.start, happenings.begins(agreement), home)
    yield _on(cadence.last_day(site, agreement), happenings.ends(agreement), home)
    for period in cadence.cadence_periods(site, agreement):
        if not cadence.is_covered(site, agreement, period):
            yield _on(
                cadence.silence_begins(agreement, period),
                happenings.silence_begins(period.name),
                addresses.of_section("follow_ups", agreement),
            )


def _of_measure(timeline: Timeline) -> Iterator[Coming]:
    measure = timeline.measure
    where = addresses.of_record(measure)
    if measure.start:
        yield _on(measure.start, happenings.is_to_begin(measure), where)
    if measure.end:
        yield _on(measure.end, happenings.is_to_be_ready(measure), where)
