"""The ledger of an agreement's follow-ups: what was due, what came, from whom and when it was published here.

Nothing that comes later takes a line away: a follow-up that bundles several periods is one follow-up of them
all, and one that is withdrawn stays with its days.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from loften.catalogue.reading_order import follow_ups_of
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

    `name` is what they are called and `told` what is said of them on the day, in Swedish. `follow_ups` are
    those that say something of its days, the withdrawn ones too, in the order of their publication.
    `published` is the day on which the last of those that were needed was published here, and `days_after`
    how long after the end of the periods that was; both None where the periods are not covered, and
    `days_after` also where they fell due before the agreement was shown here.
    """

    name: str
    told: str
    periods: tuple[CadencePeriod, ...]
    follow_ups: tuple[FollowUp, ...]
    due: Due
    published: dt.date | None = None
    days_after: int | None = None


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
        """The whole of it in one sentence."""
        return follow_ups.count(self.published, self.due)


def ledger(site: Site, agreement: Agreement, today: dt.date) -> Ledger:
    """The ledger on a day; `site` is what is public on it."""
    texts = sorted(follow_ups_of(site, agreement), key=lambda text: (text.published, text.id))
    lines: list[LedgerLine] = []
    for period in cadence.cadence_periods(agreement):
        line = _line(agreement, period, texts, today)
        if lines and _is_bundled(lines[-1], line):
            line = _line_of((*lines.pop().periods, period), agreement, texts, line.due)
        lines.append(line)
    fallen_due = [line for line in lines if line.due in (Due.SILENT, Due.PUBLISHED, Due.BEFORE_THE_SITE)]
    return Ledger(
        lines=tuple(lines),
        due=sum(len(line.periods) for line in fallen_due),
        published=sum(line.due is Due.PUBLISHED for line in fallen_due),
    )


def _line(
    agreement: Agreement, period: CadencePeriod, texts: Sequence[FollowUp], today: dt.date
) -> LedgerLine:
    if cadence.covering(texts, period.start, period.end):
        return _line_of((period,), agreement, texts, Due.PUBLISHED)
    begins = cadence.silence_begins(agreement, period)
    if agreement.published and begins <= agreement.published:
        due = Due.BEFORE_THE_SITE
    elif today <= period.end:
        due = Due.AHEAD
    else:
        due = Due.SILENT if begins <= today else Due.WAITED_FOR
    return _line_of((period,), agreement, texts, due)


def _line_of(
    periods: tuple[CadencePeriod, ...], agreement: Agreement, texts: Sequence[FollowUp], due: Due
) -> LedgerLine:
    start, end = periods[0].start, periods[-1].end
    about = tuple(text for text in texts if text.covers.overlaps(start, end))
    needed = cadence.covering(texts, start, end)
    published = max((text.published.date() for text in needed), default=None)
    began_here = agreement.published is None or cadence.silence_begins(agreement, periods[-1]) > (
        agreement.published
    )
    days_after = (published - end).days if published and began_here else None
    return LedgerLine(
        name=_name(agreement, periods),
        told=_told(agreement, periods, due, published, days_after),
        periods=periods,
        follow_ups=about,
        due=due,
        published=published,
        days_after=days_after,
    )


def _name(agreement: Agreement, periods: Sequence[CadencePeriod]) -> str:
    first, last = periods[0], periods[-1]
    if agreement.cadence is None:
        return dates.span(first.start, last.end)
    return dates.cadence_period(agreement.cadence, first.number, last.number, first.start, last.end)


def _told(
    agreement: Agreement,
    periods: Sequence[CadencePeriod],
    due: Due,
    published: dt.date | None,
    days_after: int | None,
) -> str:
    start, end = periods[0].start, periods[-1].end
    if published:
        after = None
        if days_after is not None and agreement.cadence:
            after = follow_ups.days_after(
                days_after,
                agreement.cadence,
                is_whole_year=(start.month, start.day, end) == (1, 1, dt.date(start.year, 12, 31)),
                is_calendar=len(periods) == 1 and periods[0].number is not None,
            )
        told = follow_ups.published(published, after, is_bundled=len(periods) > 1)
        return told if days_after is not None else f"{follow_ups.BEFORE_THE_SITE} {told}"
    if due is Due.AHEAD:
        return follow_ups.ends(end)
    if due is Due.BEFORE_THE_SITE:
        return f"{follow_ups.BEFORE_THE_SITE} {follow_ups.NOTHING_HERE}"
    return f"{follow_ups.ended(end)} {follow_ups.NOTHING_HERE}"


def _is_bundled(last: LedgerLine, line: LedgerLine) -> bool:
    """Whether the same follow-up covers both, or nothing is published of either from before the site."""
    if last.due is not line.due:
        return False
    if line.due is Due.BEFORE_THE_SITE:
        return not last.follow_ups and not line.follow_ups
    return line.due is Due.PUBLISHED and last.follow_ups == line.follow_ups
