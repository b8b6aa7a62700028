"""Everything that was read, in one frozen value, and what of it is public on a given day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from loften.model import Agreement, FollowUp, Measure, Party, PromisesFile, TextPage, Update
from loften.reading.source import Document, Location, Position
from loften.settings import Settings

Dated = TypeVar("Dated", Measure, Update, FollowUp)


@dataclass(frozen=True, kw_only=True)
class Site:
    """The validated content of one municipality.

    Measures, updates, follow-ups and pages are in the order of their paths; agreements, parties and terms in
    the order of promises.yaml. `assets` maps each file under content/ that is not Markdown to its bytes;
    `documents` maps each path that was read to its Document, so that a check can point at a line.
    """

    settings: Settings
    promises_file: PromisesFile
    measures: tuple[Measure, ...]
    updates: tuple[Update, ...]
    follow_ups: tuple[FollowUp, ...]
    pages: tuple[TextPage, ...]
    assets: Mapping[str, bytes]
    documents: Mapping[str, Document]

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        return self.promises_file.agreements

    @property
    def parties(self) -> tuple[Party, ...]:
        return self.promises_file.parties

    def agreement(self, agreement_id: str) -> Agreement:
        """The agreement with this id; KeyError if there is none."""
        for agreement in self.agreements:
            if agreement.id == agreement_id:
                return agreement
        raise KeyError(agreement_id)

    def party(self, party_id: str) -> Party:
        """The party with this id; KeyError if there is none."""
        for party in self.parties:
            if party.id == party_id:
                return party
        raise KeyError(party_id)

    def position(self, path: str, *location: str | int, of_key: bool = False) -> Position:
        """Where a value (or its key) stands in the file at `path`; line 1, column 1 if it is not there."""
        document = self.documents.get(path)
        return document.position(Location(location), of_key=of_key) if document else Position(1, 1)


def day_of(site: Site, clock: dt.date) -> dt.date:
    """The day that the site is built for: the one that an example has fixed, else the clock's.

    A site with a fixed day cannot be published (`settings.unset`): it would stand still.
    """
    return site.settings.today or clock


def is_held_back(record: Measure | Update | FollowUp, today: dt.date) -> bool:
    """Whether the record is to be published after `today`.

    The day decides; a time of day only orders the feed, because the site is built on days.
    """
    return record.published.date() > today


def public(site: Site, today: dt.date) -> Site:
    """The site without what is held back on `today`; everything that residents see starts from this."""

    def due(records: tuple[Dated, ...]) -> tuple[Dated, ...]:
        return tuple(record for record in records if not is_held_back(record, today))

    return replace(
        site,
        measures=due(site.measures),
        updates=due(site.updates),
        follow_ups=due(site.follow_ups),
    )
