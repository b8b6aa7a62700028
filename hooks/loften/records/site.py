"""Everything that was read, in one frozen value, and what of it is public on a given day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TypeVar

from loften.records.agreements import Agreement
from loften.records.documents import Document, Position
from loften.records.problems import Problem, Severity
from loften.records.promises_file import Party, PromisesFile
from loften.records.settings import Settings
from loften.records.texts import (
    Dated,
    FileRecord,
    FollowUp,
    Measure,
    Reporting,
    TextPage,
    Update,
    WordForWord,
)

DAYS_IN_REVIEW = 3
"""Days that a text may wait for its merge before its day of publication looks backdated."""

AnyDated = TypeVar("AnyDated", bound=Dated)


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

    # by identity: what follows from a site is kept for that very site, and its mappings have no hash
    __hash__ = object.__hash__

    @property
    def agreements(self) -> tuple[Agreement, ...]:
        return self.promises_file.agreements

    @property
    def parties(self) -> tuple[Party, ...]:
        return self.promises_file.parties

    @property
    def reporting(self) -> tuple[Reporting, ...]:
        """The texts that can report on measures: updates, then follow-ups."""
        return (*self.updates, *self.follow_ups)

    @property
    def dated(self) -> tuple[Dated, ...]:
        """The texts that are published on a day: measures, updates, follow-ups."""
        return (*self.measures, *self.reporting)

    @property
    def texts(self) -> tuple[FileRecord, ...]:
        """Every text with a file of its own: the dated ones, then the hand-written pages."""
        return (*self.dated, *self.pages)

    @cached_property
    def signed_texts(self) -> Mapping[str, WordForWord]:
        """The signed text of each agreement that carries one, by the agreement's id."""
        return {page.agreement: page for page in self.pages if isinstance(page, WordForWord)}

    @cached_property
    def measures_by_id(self) -> Mapping[tuple[str, str], Measure]:
        """Every measure by agreement id and measure id."""
        return {(measure.agreement, measure.id): measure for measure in self.measures}

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

    def problem_at(
        self,
        path: str,
        *location: str | int,
        fault: str,
        remedy: str = "",
        severity: Severity = Severity.ERROR,
        of_key: bool = False,
    ) -> Problem:
        """A problem on the value (or the key) at a location; where it is missing, on what would hold it."""
        line, column = self.position(path, *location, of_key=of_key)
        return Problem(path=path, line=line, column=column, fault=fault, remedy=remedy, severity=severity)

    def position(self, path: str, *location: str | int, of_key: bool = False) -> Position:
        """Where a value (or its key) stands in the file at `path`; line 1, column 1 if it is not there."""
        document = self.documents.get(path)
        return document.position(location, of_key=of_key) if document else Position(1, 1)


def day_of(site: Site, clock: dt.date) -> dt.date:
    """The day that the site is built for: the one that an example has fixed, else the clock's.

    A site with a fixed day cannot be published (`settings.unset`): it would stand still.
    """
    return site.settings.today or clock


def emptied(site: Site) -> Site:
    """A site of the same municipality and settings without any content: what was there before the first."""
    empty = {name: () for name in PromisesFile.model_fields if name != "municipality"}
    return replace(
        site,
        promises_file=site.promises_file.model_copy(update=empty),
        measures=(),
        updates=(),
        follow_ups=(),
        pages=(),
        assets={},
        documents={},
    )


def is_held_back(text: Dated, today: dt.date) -> bool:
    """Whether the text is to be published after `today`.

    The day decides; a time of day only orders the feed, because the site is built on days.
    """
    return text.published.date() > today


@lru_cache(maxsize=8)
def public(site: Site, today: dt.date) -> Site:
    """The site without what is held back on `today`; everything that residents see starts from this.

    No text is public before its agreement came here, whatever day of its own it has.
    """
    came = {agreement.id: agreement.published or dt.date.min for agreement in site.agreements}

    def due(texts: tuple[AnyDated, ...]) -> tuple[AnyDated, ...]:
        return tuple(
            text
            for text in texts
            if not is_held_back(text, today) and came.get(text.agreement, dt.date.min) <= today
        )

    return replace(
        site,
        measures=due(site.measures),
        updates=due(site.updates),
        follow_ups=due(site.follow_ups),
    )
