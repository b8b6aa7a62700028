"""How records name each other, and problems that point at the place where they do it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from loften.model import FollowUp, Measure, PromiseAssessment, Report, Update
from loften.problems import Problem
from loften.site import Site

PROMISES = "promises.yaml"
_LONGEST_LIST = 12


def problem_at(site: Site, path: str, *location: str | int, message: str, of_key: bool = False) -> Problem:
    """A problem on the value (or the key) at a location; where it is missing, on what would hold it."""
    position = site.position(path, *location, of_key=of_key)
    return Problem(path=path, line=position.line, column=position.column, message=message)


def unknown(
    site: Site, path: str, *location: str | int, named: str, choices: Collection[str], noun: str, where: str
) -> Iterator[Problem]:
    """A problem if `named` is none of the choices.

    `noun` is what is named, in Swedish and definite; `where` says in which file or block such things stand.
    """
    if named in choices:
        return
    offer = closest(named, choices)
    advice = f' – menade du "{offer}"?' if offer else " – rätta id här eller lägg till det där."
    listed = f" Tillåtna: {', '.join(dict.fromkeys(choices))}" if 0 < len(choices) <= _LONGEST_LIST else ""
    message = f'{noun} "{named}" finns inte {where}{advice}{listed}'
    yield problem_at(site, path, *location, message=message)


def closest(written: str, choices: Collection[str]) -> str | None:
    """The choice that is written most alike, None if none is near."""
    return next(iter(get_close_matches(written, choices, n=1)), None)


def reporting(site: Site) -> Iterator[Update | FollowUp]:
    """The records that can report on measures: updates, then follow-ups, each in the order of their paths."""
    yield from site.updates
    yield from site.follow_ups


def reports(site: Site) -> Iterator[tuple[Update | FollowUp, int, Report]]:
    """Every report of a measure, with the record that makes it and its number there, from 0."""
    for record in reporting(site):
        for index, report in enumerate(record.measures):
            yield record, index, report


def assessments(site: Site) -> Iterator[tuple[Update | FollowUp, int, PromiseAssessment]]:
    """Every assessment, with the record that makes it and its number there, from 0."""
    for record in reporting(site):
        for index, entry in enumerate(record.assessments):
            yield record, index, entry


def measures_by_id(site: Site) -> dict[tuple[str, str], Measure]:
    """Every measure by agreement id and measure id."""
    return {(measure.agreement, measure.id): measure for measure in site.measures}
