"""What is to come: when agreements and measures begin and end, and when a silence will be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loften.catalogue import addresses
from loften.deriving import cadence
from loften.deriving.timelines import Timeline
from loften.records.agreements import Agreement
from loften.records.site import Site
from loften.records.vocabulary import Standing
from loften.words import happenings

_OPEN = (Standing.NOT_REPORTED, Standing.PLANNED, Standing.ONGOING, Standing.OVERDUE)


@dataclass(frozen=True, order=True, kw_only=True)
class Coming:
    """Something that a day will bring, in Swedish words, and the page that tells more of it."""

    day: dt.date
    words: str
    address: str


def ahead(site: Site, found: Mapping[tuple[str, str], Timeline], today: dt.date) -> tuple[Coming, ...]:
    """Everything after `today`, soonest first.

    What has been reported as finished is no longer to come.
    """
    entries = [entry for agreement in site.agreements for entry in _of_agreement(site, agreement)]
    for timeline in found.values():
        if timeline.standing in _OPEN and timeline.measure.withdrawn is None:
            entries.extend(_of_measure(timeline))
    return tuple(sorted(entry for entry in entries if entry.day > today))


def _of_agreement(site: Site, agreement: Agreement) -> Iterator[Coming]:
    home = addresses.of_agreement(agreement)
    yield Coming(day=agreement.period.start, words=happenings.begins(agreement), address=home)
    yield Coming(day=cadence.last_day(site, agreement), words=happenings.ends(agreement), address=home)
    for period in cadence.cadence_periods(site, agreement):
        if not cadence.is_covered(site, agreement, period):
            yield Coming(
                day=cadence.silence_begins(agreement, period),
                words=happenings.silence_begins(period.name),
                address=addresses.of_section("follow_ups", agreement),
            )


def _of_measure(timeline: Timeline) -> Iterator[Coming]:
    measure = timeline.measure
    where = addresses.of_record(measure)
    if measure.start:
        yield Coming(day=measure.start, words=happenings.is_to_begin(measure), address=where)
    if measure.end:
        yield Coming(day=measure.end, words=happenings.is_to_be_ready(measure), address=where)
