"""The rule that a silence which has been told of is not taken back by anything that comes later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.catalogue.reading_order import follow_ups_of
from loften.comparing.succession import agreements_left
from loften.deriving.cadence import CadencePeriod, is_before_the_site
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
    """No follow-up, and no later first day of an agreement, takes back a silence that residents were told of.

    The periods themselves follow from what was signed, whose changes have a rule of their own.
    """
    was, now = public(before, today), public(after, today)
    known = {text.path for text in was.follow_ups}
    for agreement, number in agreements_left(was, now):
        heir = now.agreements[number]
        left = {_key(silence) for silence in silences(now, heir, today)}
        for silence in silences(was, agreement, today):
            if _key(silence) in left:
                continue
            fault = (
                f"sedan {silence.day} står det här att ingen uppföljning är publicerad för "
                f"{silence.period.name}, och det tas inte tillbaka"
            )
            for text in follow_ups_of(now, heir):
                if _undoes(text, silence):
                    remedy = (
                        "låt texten vara som den var, och skriv en ny uppföljning"
                        if text.path in known
                        else f"skriv dagens datum, {today}"
                    )
                    yield after.problem_at(text.path, "published", fault=fault, remedy=remedy)
            if heir.published != agreement.published and is_before_the_site(heir, silence.period):
                at = ("agreements", number, "published")
                remedy = "skriv den dag då löftet visades här första gången, före den dagen"
                yield after.problem_at(PROMISES, *at, fault=fault, remedy=remedy)


def _key(silence: Silence) -> tuple[CadencePeriod, dt.date]:
    return silence.period, silence.day


def _undoes(text: FollowUp, silence: Silence) -> bool:
    """Whether the follow-up speaks of the period and is said to have been there before the silence began."""
    is_about = text.covers.overlaps(silence.period.start, silence.period.end)
    return is_about and text.says_how_it_goes and text.published.date() < silence.day
