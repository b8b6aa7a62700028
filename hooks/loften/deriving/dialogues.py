"""What residents have said at dialogues, and what is answered to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loften.records.shared import Answer, Point
from loften.records.site import Site
from loften.records.texts import Reporting, Update

PointName = tuple[str, str]
"""The ids of an agreement and of a point in it."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """A point and the update that tells of it."""

    update: Update
    point: Point


@dataclass(frozen=True, kw_only=True)
class Answered:
    """An answer and the text that gives it."""

    text: Reporting
    answer: Answer


def points(site: Site) -> Mapping[PointName, Said]:
    """Every point, those of withdrawn updates too."""
    return {
        (update.agreement, point.id): Said(update=update, point=point)
        for update in site.updates
        for point in update.points
    }


def answers(site: Site) -> Mapping[PointName, tuple[Answered, ...]]:
    """The answers to each point that has any, the first that was published first; none of withdrawn texts."""
    found: dict[PointName, tuple[Answered, ...]] = {}
    for text in sorted(site.reporting, key=lambda text: (text.published, text.path)):
        for answer in text.answers if text.withdrawn is None else ():
            name = text.agreement, answer.point
            found[name] = (*found.get(name, ()), Answered(text=text, answer=answer))
    return found
