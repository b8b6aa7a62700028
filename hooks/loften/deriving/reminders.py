"""What the parties are reminded of in time, before the site tells of a silence: each period of a cadence."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from loften.deriving import cadence
from loften.deriving.cadence import CadencePeriod
from loften.records.agreements import Agreement
from loften.records.site import Site

DAYS_AHEAD = 14
"""How many days before a follow-up is due the reminder of it comes."""


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """One period of an agreement that a follow-up is due for.

    `due` is the last day before the site tells that none is published. `is_published` says that published
    follow-ups cover the whole of the period.
    """

    agreement: Agreement
    period: CadencePeriod
    due: dt.date
    is_published: bool

    @property
    def mark(self) -> str:
        """What the reminder is found again by, `uppfoljning/2024/2024-04-01/2024-06-30`.

        Only what can never change is in it: the agreement's id and the days of the period.
        """
        return f"uppfoljning/{self.agreement.id}/{self.period.start}/{self.period.end}"


def reminders(site: Site, today: dt.date) -> tuple[Reminder, ...]:
    """A reminder of every period that is due within DAYS_AHEAD days or was due before, the first due first.

    `site` is what is public on the day. Periods that fell due before the agreement was shown here have none.
    """
    found = [
        Reminder(
            agreement=agreement,
            period=period,
            due=cadence.silence_begins(agreement, period) - dt.timedelta(days=1),
            is_published=cadence.is_covered(site, agreement, period),
        )
        for agreement in site.agreements
        for period in cadence.cadence_periods(site, agreement)
        if not cadence.is_before_the_site(agreement, period)
    ]
    in_time = (one for one in found if one.due - dt.timedelta(days=DAYS_AHEAD) <= today)
    return tuple(sorted(in_time, key=lambda one: one.due))
