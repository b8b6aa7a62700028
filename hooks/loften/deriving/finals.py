"""The final follow-ups of an agreement: from whom they are, who has published none, what they leave out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loften.catalogue import addresses
from loften.catalogue.reading_order import follow_ups_of
from loften.deriving import cadence
from loften.deriving.timelines import reports_by_measure
from loften.records.agreements import Agreement
from loften.records.promises_file import Party
from loften.records.site import Site
from loften.records.texts import FollowUp, Update


@dataclass(frozen=True, kw_only=True)
class Finals:
    """What is published of how an agreement ended.

    `follow_ups` are those that count and cover its last day, in the order of the days that they cover, and
    `missing` the parties that have signed it and published none. `unsaid` is how many of its `measures`, the
    withdrawn ones left out, they say nothing of that still counts: no status, no outcome and no reason,
    neither themselves nor in a correction.
    """

    follow_ups: tuple[FollowUp, ...]
    missing: tuple[Party, ...]
    unsaid: int
    measures: int


def finals(site: Site, agreement: Agreement) -> Finals:
    found = tuple(text for text in follow_ups_of(site, agreement) if cadence.is_final(site, agreement, text))
    paths = {text.path for text in (*found, *_corrections(site, found))}
    told = {
        measure
        for (own, measure), entries in reports_by_measure(site).items()
        if own == agreement.id and any(one.record.path in paths and one.says_something for one in entries)
    }
    measures = [one for one in site.measures if one.agreement == agreement.id and one.withdrawn is None]
    return Finals(
        follow_ups=found,
        missing=tuple(site.party(party) for party in cadence.not_followed_up(site, agreement)),
        unsaid=sum(measure.id not in told for measure in measures),
        measures=len(measures),
    )


def _corrections(site: Site, texts: Iterable[FollowUp]) -> Iterator[Update]:
    """The corrections of these texts, and of those corrections in their turn."""
    names = {addresses.of_record(text).rstrip("/") for text in texts}
    for update in sorted(site.updates, key=lambda update: (update.published, update.id)):
        if update.is_correction and update.withdrawn is None and update.corrects in names:
            names.add(addresses.of_record(update).rstrip("/"))
            yield update
