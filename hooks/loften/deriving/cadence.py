"""The year's life: the periods of an agreement's cadence, those nobody has reported on, and its phase."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
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
    """A span of days, both included, that one follow-up is due for.

    `name` is Swedish, without article; `number` is the one of a calendar's period in its year, None for any
    other.
    """

    name: str
    number: int | None
    start: dt.date
    end: dt.date


def replaced_by(site: Site, agreement: Agreement) -> Agreement | None:
    """The agreement that holds in the place of this one from some day of its period; None if none does."""
    return next((one for one in site.agreements if _replaces(one) == agreement.id), None)


def last_day(site: Site, agreement: Agreement) -> dt.date:
    """The last day on which the agreement holds: of its period, or before another one replaces it."""
    other = replaced_by(site, agreement)
    if other is None or other.replaces is None:
        return agreement.period.end
    return min(agreement.period.end, other.replaces.date - dt.timedelta(days=1))


def is_loaded(site: Site, agreement: Agreement) -> bool:
    """Whether it is an earlier year that was loaded: it had ended when it was first shown here."""
    return agreement.published is not None and last_day(site, agreement) < agreement.published


def _replaces(agreement: Agreement) -> str | None:
    return agreement.replaces.agreement if agreement.replaces else None


def cadence_periods(site: Site, agreement: Agreement) -> tuple[CadencePeriod, ...]:
    """The periods of the agreement's cadence, oldest first; none without a cadence.

    They are counted from the agreement's first day; the last one ends with the last day on which it holds.
    One whose silence had been told of when its successor came here stays whole, although that holds in its
    place.
    """
    last, newer = last_day(site, agreement), replaced_by(site, agreement)
    came = newer.published if newer else None
    found: list[CadencePeriod] = []
    for period in _signed_periods(agreement):
        was_told = came is not None and silence_begins(agreement, period) <= came
        if period.end <= last or (was_told and not is_before_the_site(agreement, period)):
            found.append(period)
        elif period.start <= last:
            name = dates.span(period.start, last)
            found.append(CadencePeriod(name=name, number=None, start=period.start, end=last))
    return tuple(found)


def _signed_periods(agreement: Agreement) -> Iterator[CadencePeriod]:
    """The periods of the agreement as it was signed."""
    if agreement.cadence is None:
        return
    length = _MONTHS[agreement.cadence]
    first, last = agreement.period.start, agreement.period.end
    start, number_of = first, 0
    while start <= last:
        number_of += 1
        following = _months_after(first, length * number_of)
        end = min(following - dt.timedelta(days=1), last)
        number = _number(agreement.cadence, start, end)
        name = dates.cadence_period(agreement.cadence, number, number, start, end)
        yield CadencePeriod(name=name, number=number, start=start, end=end)
        start = following


def unpublished_periods(site: Site, agreement: Agreement, today: dt.date) -> tuple[CadencePeriod, ...]:
    """The periods that ended more than `grace_days` ago and that no published follow-up covers."""
    return tuple(
        period
        for period in cadence_periods(site, agreement)
        if silence_begins(agreement, period) <= today and not is_covered(site, agreement, period)
    )


def silence_begins(agreement: Agreement, period: CadencePeriod) -> dt.date:
    """The first day on which the site says that no follow-up of the period is published here."""
    return period.end + dt.timedelta(days=agreement.grace_days + 1)


def is_before_the_site(agreement: Agreement, period: CadencePeriod) -> bool:
    """Whether the period fell due before the agreement was first shown here."""
    return agreement.published is not None and silence_begins(agreement, period) <= agreement.published


def is_covered(site: Site, agreement: Agreement, period: CadencePeriod) -> bool:
    """Whether published follow-ups, one or several together, cover every day of the period."""
    counting = (text for text in follow_ups_of(site, agreement) if text.counts)
    return bool(covering(counting, period.start, period.end))


def covering(texts: Iterable[FollowUp], start: dt.date, end: dt.date) -> tuple[FollowUp, ...]:
    """Those of the follow-ups that together cover every day of a span, taken in the given order.

    None if some day is not covered. A later one of days that were covered already is not needed.
    """
    found: list[FollowUp] = []
    missing = {start + dt.timedelta(days=number) for number in range((end - start).days + 1)}
    for text in texts:
        covered = {day for day in missing if text.covers.covers(day)}
        if covered:
            found.append(text)
            missing -= covered
        if not missing:
            return tuple(found)
    return ()


def phase(site: Site, agreement: Agreement, today: dt.date) -> Phase:
    """The agreement's phase; closed once each party that signed it has published its final follow-up."""
    if today < agreement.period.start:
        return Phase.COMING
    if today <= last_day(site, agreement):
        return Phase.IN_FORCE
    return Phase.AWAITING if not_followed_up(site, agreement) else Phase.CLOSED


def not_followed_up(site: Site, agreement: Agreement) -> tuple[str, ...]:
    """The ids of the parties that have signed and not published a final follow-up, in the agreement's order.

    A follow-up from a unit is one from the body that it is a part of.
    """
    final = (
        follow_up for follow_up in follow_ups_of(site, agreement) if is_final(site, agreement, follow_up)
    )
    parties = {party for follow_up in final for party in follow_up.reported_by}
    heard = parties | {site.party(party).part_of for party in parties}
    return tuple(party for party in agreement.parties if party not in heard)


def is_final(site: Site, agreement: Agreement, follow_up: FollowUp) -> bool:
    """Whether the follow-up counts and covers the last day on which the agreement holds."""
    return follow_up.counts and follow_up.covers.covers(last_day(site, agreement))


def current_agreement(site: Site, today: dt.date) -> Agreement:
    """The agreement that the start page speaks of: in force, else the last to expire, else the next to come.

    Of several in force the one that began last. The model requires at least one agreement.
    """
    ordered = sorted(site.agreements, key=lambda agreement: (agreement.period.start, agreement.id))
    in_force = [one for one in ordered if one.period.start <= today <= last_day(site, one)]
    expired = [one for one in ordered if last_day(site, one) < today]
    if in_force:
        return in_force[-1]
    return max(expired, key=lambda agreement: last_day(site, agreement)) if expired else ordered[0]


def _months_after(day: dt.date, months: int) -> dt.date:
    """The same day of the month so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    next_month = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(
        dt.date(year, month + 1, 1) + dt.timedelta(days=day.day - 1), next_month - dt.timedelta(days=1)
    )


def _number(cadence: Cadence, start: dt.date, end: dt.date) -> int | None:
    """The number of a calendar's period in its year, from 1; None for any other span."""
    length = _MONTHS[cadence]
    is_calendar = (
        start.day == 1
        and (start.month - 1) % length == 0
        and end == _months_after(start, length) - dt.timedelta(days=1)
    )
    return (start.month - 1) // length + 1 if is_calendar else None
