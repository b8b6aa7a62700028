"""The days on which silences began: what the site then began to say is remembered, whatever comes later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loften.catalogue.reading_order import follow_ups_as_published
from loften.deriving import cadence
from loften.deriving.cadence import CadencePeriod
from loften.records.agreements import Agreement
from loften.records.site import Site
from loften.records.texts import FollowUp

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Silence:
    """No follow-up of a period was published here when its days of grace had passed, or ever since one that
    was there was withdrawn.

    `day` is the first day of it, and `ended` the day on which a follow-up ended it, None while none has.
    """

    period: CadencePeriod
    day: dt.date
    is_first: bool
    ended: dt.date | None


def silences(site: Site, agreement: Agreement, today: dt.date) -> Iterator[Silence]:
    """Every silence that has begun by `today`, by period and then by day; `site` is what is public on it.

    A follow-up that comes on the day when a silence begins, or later, does not undo it. Periods that fell due
    before the agreement was shown here make none.
    """
    texts = [text for text in follow_ups_as_published(site, agreement) if text.says_how_it_goes]
    for period in cadence.cadence_periods(site, agreement):
        begins = cadence.silence_begins(agreement, period)
        if begins > today or cadence.is_before_the_site(agreement, period):
            continue
        if not _is_heard(_left(_out_before(texts, begins), begins), period):
            yield _silence(texts, period, begins, is_first=True)
        for day in _withdrawals(texts, begins, today):
            was_heard = _is_heard(_left(_out_before(texts, day), day - _ONE_DAY), period)
            if was_heard and not _is_heard(_left(_out_by(texts, day), day), period):
                yield _silence(texts, period, day, is_first=False)


def _silence(texts: Sequence[FollowUp], period: CadencePeriod, day: dt.date, *, is_first: bool) -> Silence:
    came = sorted({text.published.date() for text in texts if text.published.date() >= day})
    ended = (last for last in came if _is_heard(_left(_out_by(texts, last), last), period))
    return Silence(period=period, day=day, is_first=is_first, ended=next(ended, None))


def _withdrawals(texts: Sequence[FollowUp], after: dt.date, today: dt.date) -> list[dt.date]:
    days = {text.withdrawn.date for text in texts if text.withdrawn}
    return sorted(day for day in days if after < day <= today)


def _is_heard(texts: Iterable[FollowUp], period: CadencePeriod) -> bool:
    return bool(cadence.covering(texts, period.start, period.end))


def _out_before(texts: Iterable[FollowUp], day: dt.date) -> list[FollowUp]:
    return [text for text in texts if text.published.date() < day]


def _out_by(texts: Iterable[FollowUp], day: dt.date) -> list[FollowUp]:
    return [text for text in texts if text.published.date() <= day]


def _left(texts: Iterable[FollowUp], day: dt.date) -> list[FollowUp]:
    """Those that have not been withdrawn by the end of a day."""
    return [text for text in texts if text.withdrawn is None or text.withdrawn.date > day]
