"""Who has promised what, and who takes part: one derivation for pages and filters.

A unit's measures count as those of the body that it is a part of, and as its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from loften.deriving.timelines import Timeline
from loften.records.promises_file import Party
from loften.records.site import Site
from loften.records.texts import Measure


def promised_alone(site: Site, found: Iterable[Timeline], party: Party) -> tuple[Timeline, ...]:
    """The measures that nobody but this body, or this unit of one, answers for."""
    if party.part_of:
        return tuple(timeline for timeline in found if party.id in timeline.measure.responsible)
    return tuple(timeline for timeline in found if _bodies(site, timeline.measure) == {party.id})


def promised_together(
    site: Site, found: Iterable[Timeline], party: Party | None = None
) -> tuple[Timeline, ...]:
    """The measures that several bodies answer for, this one among them if given."""
    several = ((timeline, _bodies(site, timeline.measure)) for timeline in found)
    return tuple(
        timeline for timeline, bodies in several if len(bodies) > 1 and (party is None or party.id in bodies)
    )


def takes_part_in(site: Site, found: Iterable[Timeline], party: Party) -> tuple[Timeline, ...]:
    """The measures that the party, or a unit of it, takes part in without answering for them."""
    return tuple(
        timeline
        for timeline in found
        if party.id in _with_bodies(site, timeline.measure.participants)
        and party.id not in _with_bodies(site, timeline.measure.responsible)
    )


def involved(site: Site, measure: Measure) -> tuple[str, ...]:
    """The ids of every party on whose page the measure stands, each once."""
    return tuple(dict.fromkeys(_with_bodies(site, (*measure.responsible, *measure.participants))))


def _bodies(site: Site, measure: Measure) -> set[str]:
    """The responsible bodies, a unit counted as the body that it is a part of."""
    return {site.party(party).part_of or party for party in measure.responsible}


def _with_bodies(site: Site, parties: Iterable[str]) -> list[str]:
    """The parties and the bodies that they are parts of."""
    return [named for party in parties for named in (party, site.party(party).part_of) if named]
