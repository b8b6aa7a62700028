"""What is to come: when agreements and measures begin and end, and when a silence will be told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loften import addresses, cadence
from loften.model import Agreement
from loften.site import Site
from loften.timelines import Timeline
from loften.vocabulary import Standing

_OPEN = (Standing.NOT_REPORTED, Standing.PLANNED, Standing.ONGOING, Standing.OVERDUE)


@dataclass(frozen=True, order=True, kw_only=True)
class Entry:
    """Something that a day will bring, in Swedish words, and the page that tells more of it."""

    day: dt.date
    words: str
    address: str


def ahead(site: Site, found: Mapping[tuple[str, str], Timeline], today: dt.date) -> tuple[Entry, ...]:
    """Everything after `today`, soonest first.

    What has been reported as finished is no longer to come.
    """
    entries = [entry for agreement in site.agreements for entry in _of_agreement(site, agreement)]
    for timeline in found.values():
        if timeline.standing in _OPEN and timeline.measure.withdrawn is None:
            entries.extend(_of_measure(timeline))
    return tuple(sorted(entry for entry in entries if entry.day > today))


def _of_agreement(site: Site, agreement: Agreement) -> Iterator[Entry]:
    home = addresses.of_agreement(agreement)
    yield Entry(day=agreement.period.start, words=f"{agreement.title} börjar gälla", address=home)
    yield Entry(day=agreement.period.end, words=f"{agreement.title} gäller sista dagen", address=home)
    for period in cadence.cadence_periods(agreement):
        if not cadence.is_covered(site, agreement, period):
            yield Entry(
                day=cadence.silence_begins(agreement, period),
                words=f"Då står det här om ingen uppföljning är publicerad för {period.name}",
                address=addresses.of_follow_ups(agreement),
            )


def _of_measure(timeline: Timeline) -> Iterator[Entry]:
    measure = timeline.measure
    where = addresses.of_record(measure)
    if measure.start:
        yield Entry(day=measure.start, words=f"Åtgärden {measure.title} ska börja", address=where)
    if measure.end:
        yield Entry(day=measure.end, words=f"Åtgärden {measure.title} ska vara klar", address=where)
