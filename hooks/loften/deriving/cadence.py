"""The year's life: the periods of an agreement's cadence, those nobody has reported on, and its phase."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from loften.catalogue.reading_order import follow_ups_of
from loften.records.agreements import Agreement
from loften.records.site import Site
from loften.records.texts import FollowUp
from loften.records.vocabulary import Cadence
from loften.words import dates

_MONTHS = {Cadence.QUARTERLY: 3, Cadence.TERTIAL: 4, Cadence.HALF_YEARLY: 6, Cadence.YEARLY: 12}


class Phase(StrEnum):
    """Where an agreement stands in its life."""

    COMING = "coming"
    IN_FORCE = "in-force"
    AWAITING = "awaiting"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class CadencePeriod:
    """A span of days, both included, that one follow-up is due for; `name` is Swedish, without article."""

    name: str
    start: dt.date
    end: dt.date


def cadence_periods(agreement: Agreement) -> tuple[CadencePeriod, ...]:
    """The periods of the agreement's cadence, oldest first; none without a cadence.

    They are counted from the agreement's first day; the last one ends with the agreement.
    """
    if agreement.cadence is None:
        return ()
    length = _MONTHS[agreement.cadence]
    first, last = agreement.period.start, agreement.period.end
    found: list[CadencePeriod] = []
    start = first
    while start <= last:
        following = _months_after(first, length * (len(found) + 1))
        end = min(following - dt.timedelta(days=1), last)
        found.append(CadencePeriod(name=_name(agreement.cadence, start, end), start=start, end=end))
        start = following
    return tuple(found)


def unpublished_periods(site: Site, agreement: Agreement, today: dt.date) -> tuple[CadencePeriod, ...]:
    """The periods that ended more than `grace_days` ago and that no published follow-up covers."""
    return tuple(
        period
        for period in cadence_periods(agreement)
        if silence_begins(agreement, period) <= today and not is_covered(site, agreement, period)
    )


def silence_begins(agreement: Agreement, period: CadencePeriod) -> dt.date:
    """The first day on which the site says that no follow-up of the period is published here."""
    return period.end + dt.timedelta(days=agreement.grace_days + 1)


def is_covered(site: Site, agreement: Agreement, period: CadencePeriod) -> bool:
    """Whether published follow-ups, one or several together, cover every day of the period."""
    day = period.start
    for follow_up in sorted(follow_ups_of(site, agreement), key=lambda f: f.covers.start):
        if follow_up.withdrawn is None and follow_up.covers.covers(day):
            day = follow_up.covers.end + dt.timedelta(days=1)
            if day > period.end:
                return True
    return False


def phase(site: Site, agreement: Agreement, today: dt.date) -> Phase:
    """The agreement's phase; closed once a follow-up that covers its last day is published."""
    if today < agreement.period.start:
        return Phase.COMING
    if today <= agreement.period.end:
        return Phase.IN_FORCE
    is_closed = any(is_final(agreement, follow_up) for follow_up in follow_ups_of(site, agreement))
    return Phase.CLOSED if is_closed else Phase.AWAITING


def is_final(agreement: Agreement, follow_up: FollowUp) -> bool:
    """Whether the follow-up covers the agreement's last day, and so closes it."""
    return follow_up.withdrawn is None and follow_up.covers.covers(agreement.period.end)


def current_agreement(agreements: Iterable[Agreement], today: dt.date) -> Agreement:
    """The agreement that the start page speaks of: in force, else the last to expire, else the next to come.

    Of several in force the one that began last. The model requires at least one agreement.
    """
    ordered = sorted(agreements, key=lambda agreement: (agreement.period.start, agreement.id))
    in_force = [agreement for agreement in ordered if agreement.period.covers(today)]
    expired = [agreement for agreement in ordered if agreement.period.end < today]
    if in_force:
        return in_force[-1]
    return max(expired, key=lambda agreement: agreement.period.end) if expired else ordered[0]


def _months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    next_month = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(
        dt.date(year, month + 1, 1) + dt.timedelta(days=day.day - 1), next_month - dt.timedelta(days=1)
    )


def _name(cadence: Cadence, start: dt.date, end: dt.date) -> str:
    """`kvartal 2, april–juni 2024`, or just the days where the period is not one of the calendar's."""
    length = _MONTHS[cadence]
    is_calendar = (
        start.day == 1
        and (start.month - 1) % length == 0
        and end == _months_after(start, length) - dt.timedelta(days=1)
    )
    if not is_calendar:
        return dates.span(start, end)
    return dates.cadence_period(cadence, (start.month - 1) // length + 1, start, end)
