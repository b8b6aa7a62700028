"""The rule that a silence which has been told of is not taken back by anything that comes later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from loften.catalogue import addresses
from loften.catalogue.reading_order import follow_ups_of
from loften.comparing.succession import agreements_left
from loften.deriving.cadence import CadencePeriod, replaced_by
from loften.deriving.silences import Silence, silences
from loften.records.agreements import Agreement
from loften.records.documents import PROMISES
from loften.records.problems import Problem
from loften.records.rules import rule
from loften.records.shared import Replacement
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
    """Nothing that is written later takes back a silence that residents were told of, or tells of one then.

    Neither a follow-up does, nor a first day of the agreement, a new decision or another agreement in its
    place. Only a correction can say that the periods were wrong from the beginning.
    """
    was, now = public(before, today), public(after, today)
    known = {text.path: text for text in was.follow_ups}
    for agreement, number in agreements_left(was, now):
        heir = now.agreements[number]
        told = {_key(silence): silence for silence in silences(was, agreement, today)}
        left = {_key(silence): silence for silence in silences(now, heir, today)}
        texts = follow_ups_of(now, heir)
        lost = [silence for key, silence in told.items() if key not in left]
        for silence in lost:
            fault = (
                f"sedan {silence.day} står det här att ingen uppföljning är publicerad för "
                f"{silence.period.name}, och det tas inte tillbaka"
            )
            undoing = [text for text in texts if _undoes(text, silence)]
            for text in undoing:
                remedy = (
                    "låt texten vara som den var, och skriv en ny uppföljning"
                    if text.path in known
                    else f"skriv dagens datum, {today}"
                )
                yield after.problem_at(text.path, "published", fault=fault, remedy=remedy)
            if not undoing:
                yield from _of_agreement(was, after, agreement, silence, fault)
        for key, silence in left.items():
            if key not in told and silence.day < today:
                yield from _told_afterwards(was, after, heir, silence, known, is_told=bool(lost))


def _told_afterwards(
    was: Site,
    after: Site,
    agreement: Agreement,
    silence: Silence,
    known: Mapping[str, FollowUp],
    *,
    is_told: bool,
) -> Iterator[Problem]:
    """What lets a silence begin on a day when the site said otherwise.

    `is_told` says that what the agreement changes is told of another silence that it takes back. That a
    follow-up is gone, or no longer says who says so, has a rule of its own.
    """
    fault = (
        f"det skulle stå att ingen uppföljning var publicerad för {silence.period.name} från {silence.day}, "
        "men så stod det inte här då"
    )
    withdrawn = [
        text
        for text in follow_ups_of(after, agreement)
        if text.withdrawn and text.path in known and known[text.path].withdrawn is None
    ]
    for text in withdrawn:
        yield after.problem_at(
            text.path, *("withdrawn", "date"), fault=fault, remedy="skriv dagen då det här publiceras"
        )
    now = {text.path: text for text in follow_ups_of(after, agreement)}
    has_own_rule = is_told or any(
        text.says_how_it_goes and (path not in now or not now[path].says_how_it_goes)
        for path, text in known.items()
        if text.agreement == agreement.id
    )
    if not withdrawn and not has_own_rule and not _is_corrected(was, after, agreement):
        number = [one.id for one in after.agreements].index(agreement.id)
        yield after.problem_at(
            PROMISES,
            *("agreements", number, "cadence"),
            fault=fault,
            remedy="ändra tillbaka period, cadence och grace_days, eller skriv en rättelse av löftet",
        )


def _of_agreement(
    was: Site, after: Site, agreement: Agreement, silence: Silence, fault: str
) -> Iterator[Problem]:
    """What of the agreements takes the silence back."""
    heir = after.agreement(agreement.id)
    number, newer = after.agreements.index(heir), replaced_by(after, heir)
    if newer and _replacement(was, newer) is None:
        yield after.problem_at(
            PROMISES,
            *("agreements", after.agreements.index(newer), "replaces", "date"),
            fault=fault,
            remedy=f"skriv tidigast dagen efter {silence.period.end}",
        )
    elif heir.published != agreement.published:
        yield after.problem_at(
            PROMISES,
            *("agreements", number, "published"),
            fault=fault,
            remedy="skriv den dag då löftet visades här första gången, före den dagen",
        )
    elif not _is_corrected(was, after, heir):
        yield after.problem_at(
            PROMISES,
            *("agreements", number, "id"),
            fault=fault,
            remedy="ändra tillbaka period, cadence och grace_days. Gäller något annat från en viss dag: "
            "skriv ett nytt löfte med replaces. Stod det fel från början: skriv en rättelse av löftet",
        )


def _replacement(site: Site, newer: Agreement) -> Replacement | None:
    """What the agreement replaced before, None if nothing or if it was not there."""
    return next((one.replaces for one in site.agreements if one.id == newer.id), None)


def _is_corrected(was: Site, now: Site, agreement: Agreement) -> bool:
    """Whether a new correction says that what its periods follow from was wrong.

    It is of the agreement, or of the one that holds in its place.
    """
    known = {update.path for update in was.updates}
    corrected = (agreement, replaced_by(was, agreement), replaced_by(now, agreement))
    names = {addresses.of_agreement(one).rstrip("/") for one in corrected if one}
    return any(
        update.corrects in names and update.withdrawn is None
        for update in now.updates
        if update.is_correction and update.path not in known
    )


def _key(silence: Silence) -> tuple[CadencePeriod, dt.date]:
    return silence.period, silence.day


def _undoes(text: FollowUp, silence: Silence) -> bool:
    """Whether the follow-up speaks of the period and is said to have been there before the silence began."""
    is_about = text.covers.overlaps(silence.period.start, silence.period.end)
    return is_about and text.says_how_it_goes and text.published.date() < silence.day
