"""The rule that a silence which has been told of is not taken back by anything that comes later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from loften.catalogue.reading_order import follow_ups_of
from loften.comparing.succession import agreements_left
from loften.deriving.silences import Silence, silences
from loften.records.documents import PROMISES
from loften.records.problems import Problem
from loften.records.rules import rule
from loften.records.site import Site, public
from loften.records.texts import FollowUp


@rule(
    "silence-stays",
    what="När webbplatsen har börjat säga att ingen uppföljning är publicerad för en period ändrar inget "
    "senare att det var så.",
    why="Den som prenumererar har fått veta det. En uppföljning som kommer sedan visas med den dag då den "
    "kom.",
    mend="Skriv dagens datum i published. Är texten redan publicerad: låt den vara som den var, och skriv en "
    "ny uppföljning.",
    example="published: 2024-08-20\ncovers:\n  from: 2024-04-01\n  to: 2024-06-30",
)
def check_silences_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """Every silence that residents have been told of is told of still."""
    was, now = public(before, today), public(after, today)
    known = {text.path for text in was.follow_ups}
    for agreement, number in agreements_left(was, now):
        left = _by_key(now, number, today)
        for key, silence in _by_key(was, was.agreements.index(agreement), today).items():
            if key in left:
                continue
            fault = (
                f"sedan {silence.day} står det här att ingen uppföljning är publicerad för "
                f"{silence.period.name}, och det tas inte tillbaka"
            )
            undoing = [text for text in follow_ups_of(now, now.agreements[number]) if _undoes(text, silence)]
            for text in undoing:
                is_new = text.path not in known
                yield after.problem_at(
                    text.path,
                    "published",
                    fault=fault,
                    remedy=f"skriv dagens datum, {today}"
                    if is_new
                    else "låt texten vara som den var, och skriv en ny uppföljning",
                )
            if not undoing:
                yield after.problem_at(
                    PROMISES,
                    *("agreements", number, "id"),
                    fault=fault,
                    remedy="ändra tillbaka det som periodernas dagar beror på: period, cadence, grace_days, "
                    "published eller replaces",
                )


def _by_key(site: Site, number: int, today: dt.date) -> Mapping[tuple[dt.date, dt.date, dt.date], Silence]:
    """The silences of an agreement by the days of their periods and the days on which they began."""
    found = silences(site, site.agreements[number], today)
    return {(silence.period.start, silence.period.end, silence.day): silence for silence in found}


def _undoes(text: FollowUp, silence: Silence) -> bool:
    """Whether the follow-up speaks of the period and is said to have been there before the silence began."""
    period = silence.period
    is_about = text.covers.overlaps(period.start, period.end)
    return is_about and text.says_how_it_goes and text.published.date() <= silence.day
