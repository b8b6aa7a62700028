"""The final follow-ups of an agreement: from whom they are, who has published none, what they leave out."""

from __future__ import annotations

from dataclasses import dataclass

from loften.catalogue.reading_order import follow_ups_of
from loften.deriving import cadence
from loften.records.agreements import Agreement
from loften.records.promises_file import Party
from loften.records.site import Site
from loften.records.texts import FollowUp


@dataclass(frozen=True, kw_only=True)
class Finals:
    """What is published of how an agreement ended.

    `follow_ups` are those that count and cover its last day, in the order of the days that they cover, and
    `missing` the parties that have signed it and published none. `unsaid` is how many of its `measures`, the
    withdrawn ones left out, none of them reports a status of.
    """

    follow_ups: tuple[FollowUp, ...]
    missing: tuple[Party, ...]
    unsaid: int
    measures: int


def finals(site: Site, agreement: Agreement) -> Finals:
    found = tuple(text for text in follow_ups_of(site, agreement) if cadence.is_final(site, agreement, text))
    told = {report.measure for text in found for report in text.measures if report.status}
    measures = [one for one in site.measures if one.agreement == agreement.id and one.withdrawn is None]
    return Finals(
        follow_ups=found,
        missing=tuple(site.party(party) for party in cadence.not_followed_up(site, agreement)),
        unsaid=sum(measure.id not in told for measure in measures),
        measures=len(measures),
    )
