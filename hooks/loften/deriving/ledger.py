"""The ledger of an agreement's follow-ups: what was due, what came, from whom and when it was published here.

Nothing that comes later takes a line away: a follow-up that bundles several periods is one follow-up of them
all, and one that is withdrawn stays with its days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from loften.catalogue.reading_order import follow_ups_as_published
from loften.deriving import cadence
from loften.deriving.cadence import CadencePeriod
from loften.records.agreements import Agreement
from loften.records.site import Site
from loften.records.texts import FollowUp
from loften.words import dates, follow_ups


class Due(StrEnum):
    """What can be said of the periods of a line on a day."""

    AHEAD = "ahead"
    """The last of them has not ended."""
    WAITED_FOR = "waited-for"
    """It has ended, and the days of grace have not."""
    SILENT = "silent"
    """No follow-up of all their days is published here."""
    PUBLISHED = "published"
    BEFORE_THE_SITE = "before-the-site"
    """It fell due before the agreement was shown here, and no follow-up is published here."""


@dataclass(frozen=True, kw_only=True)
class LedgerLine:
    """One period, or several in a row that the same follow-ups cover.

    `name` is what they are called and `told` what is said of them on the day, in Swedish; `arrived` is the
    part of it that tells of the follow-up, None where none has come. `follow_ups` are those that say
    something of its days, the withdrawn ones too, in the order of their publication, and `needed` those of
    them that together cover every day. `published` is the day on which the last of these was published, and
    `days_after` how long after the end of the periods that was; both None where the periods are not covered,
    and `days_after` also where they fell due before the agreement was shown here.
    """

    name: str
    told: str
    arrived: str | None
    periods: tuple[CadencePeriod, ...]
    follow_ups: tuple[FollowUp, ...]
    needed: tuple[FollowUp, ...]
    due: Due
    published: dt.date | None
    days_after: int | None


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """The lines of an agreement, oldest first; none without a cadence.

    `due` is how many periods have fallen due, those before the site included, and `published` how many
    follow-ups have come for them: one that bundles several periods is one, and so are several texts that
    together cover one.
    """

    lines: tuple[LedgerLine, ...]
    due: int
    published: int

    @property
    def told(self) -> str:
        """The whole of it in one sentence, and in one more that every period is from before the site."""
        said = follow_ups.count(self.published, self.due)
        is_all_before = self.due and all(line.due in (Due.BEFORE_THE_SITE, Due.AHEAD) for line in self.lines)
        return f"{said} {follow_ups.ALL_BEFORE}" if is_all_before else said


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """What one follow-up says of itself: the periods that it is for, and when it came, in Swedish."""

    name: str
    told: str


def ledger(site: Site, agreement: Agreement, today: dt.date) -> Ledger:
    """The ledger on a day; `site` is what is public on it."""
    texts = follow_ups_as_published(site, agreement)
    lines: list[LedgerLine] = []
    for period in cadence.cadence_periods(site, agreement):
        line = _line((period,), agreement, texts, today)
        if lines and line.needed and lines[-1].needed == line.needed:
            line = _line((*lines.pop().periods, period), agreement, texts, today)
        lines.append(line)
    fallen_due = [line for line in lines if line.due in (Due.SILENT, Due.PUBLISHED, Due.BEFORE_THE_SITE)]
    return Ledger(
        lines=tuple(lines),
        due=sum(len(line.periods) for line in fallen_due),
        published=len({tuple(text.id for text in line.needed) for line in fallen_due if line.needed}),
    )


def arrivals(site: Site, agreement: Agreement, follow_up: FollowUp) -> tuple[Arrival, ...]:
    """When a follow-up came, for the periods that it covers whole and those that it was the last part of.

    None for one that does not count.
    """
    periods = cadence.cadence_periods(site, agreement)
    covers = follow_up.covers
    own = tuple(one for one in periods if covers.start <= one.start and one.end <= covers.end)
    if not follow_up.counts:
        return ()
    found = [_arrival(agreement, own, (follow_up,))] if own else []
    texts = follow_ups_as_published(site, agreement)
    for period in periods:
        needed = cadence.covering((text for text in texts if text.counts), period.start, period.end)
        if period not in own and needed and needed[-1] is follow_up:
            found.append(_arrival(agreement, (period,), needed))
    return tuple(found)


def _arrival(
    agreement: Agreement, periods: tuple[CadencePeriod, ...], needed: tuple[FollowUp, ...]
) -> Arrival:
    told = _arrived(agreement, periods, needed, _days_after(agreement, periods, needed)) or ""
    return Arrival(name=_name(agreement, periods), told=told)


def _line(
    periods: tuple[CadencePeriod, ...], agreement: Agreement, texts: Sequence[FollowUp], today: dt.date
) -> LedgerLine:
    start, end = periods[0].start, periods[-1].end
    needed = cadence.covering((text for text in texts if text.counts), start, end)
    published = max((text.published.date() for text in needed), default=None)
    is_before = cadence.is_before_the_site(agreement, periods[-1])
    days_after = _days_after(agreement, periods, needed)
    arrived = _arrived(agreement, periods, needed, days_after)
    due = Due.PUBLISHED if needed else _due(agreement, periods[-1], today)
    return LedgerLine(
        name=_name(agreement, periods),
        told=_told(periods, due, arrived, is_before=is_before),
        arrived=arrived,
        periods=periods,
        follow_ups=tuple(text for text in texts if text.covers.overlaps(start, end)),
        needed=needed,
        due=due,
        published=published,
        days_after=days_after,
    )


def _days_after(
    agreement: Agreement, periods: Sequence[CadencePeriod], needed: Sequence[FollowUp]
) -> int | None:
    """How long after the end of the periods the last text came; None where that is not counted."""
    if not needed or cadence.is_before_the_site(agreement, periods[-1]):
        return None
    return (max(text.published.date() for text in needed) - periods[-1].end).days


def _due(agreement: Agreement, period: CadencePeriod, today: dt.date) -> Due:
    """What can be said of a period that is not covered."""
    if cadence.is_before_the_site(agreement, period):
        return Due.BEFORE_THE_SITE
    if today <= period.end:
        return Due.AHEAD
    return Due.SILENT if cadence.silence_begins(agreement, period) <= today else Due.WAITED_FOR


def _name(agreement: Agreement, periods: Sequence[CadencePeriod]) -> str:
    first, last = periods[0], periods[-1]
    if agreement.cadence is None:
        return dates.span(first.start, last.end)
    return dates.cadence_period(agreement.cadence, first.number, last.number, first.start, last.end)


def _arrived(
    agreement: Agreement,
    periods: Sequence[CadencePeriod],
    needed: Sequence[FollowUp],
    days_after: int | None,
) -> str | None:
    """What is told of the follow-up that came, None where the periods are not covered."""
    if not needed:
        return None
    start, end = periods[0].start, periods[-1].end
    last = max(needed, key=lambda text: text.published)
    after = None
    if days_after is not None and agreement.cadence:
        after = follow_ups.days_after(
            days_after,
            agreement.cadence,
            is_whole_year=(start.month, start.day, end) == (1, 1, dt.date(start.year, 12, 31)),
            is_calendar=periods[0].number is not None,
            is_bundled=len(periods) > 1,
        )
    elsewhere = last.published_elsewhere
    return follow_ups.arrived(
        last.published.date(),
        after,
        is_here=agreement.published is None or last.published.date() >= agreement.published,
        is_bundled=len(periods) > 1,
        parts=len(needed),
        elsewhere=elsewhere.date if elsewhere else None,
    )


def _told(periods: Sequence[CadencePeriod], due: Due, arrived: str | None, *, is_before: bool) -> str:
    if due is Due.AHEAD:
        return follow_ups.ends(periods[-1].end)
    ended = follow_ups.ended([period.end for period in periods])
    before = follow_ups.BEFORE_THE_SITE if is_before else None
    return " ".join(filter(None, (before, ended, arrived or follow_ups.NOTHING_HERE)))
