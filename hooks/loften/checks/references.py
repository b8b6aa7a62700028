"""What several rules ask of the reports and assessments of a site."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from loften.records.documents import Location
from loften.records.shared import PromiseAssessment, Report
from loften.records.site import Site
from loften.records.texts import Reporting


def closest(written: str, choices: Collection[str]) -> str | None:
    """The choice that is written most alike, None if none is near."""
    return next(iter(get_close_matches(written, choices, n=1)), None)


def reports(site: Site) -> Iterator[tuple[Reporting, int, Report]]:
    """Every report of a measure, with the text that makes it and its number there, from 0."""
    for text in site.reporting:
        for index, report in enumerate(text.measures):
            yield text, index, report


def mentions(site: Site) -> Iterator[tuple[Reporting, str, Location]]:
    """Every measure that a text reports on or has no news of, by its id, and where the text names it."""
    for text, index, report in reports(site):
        yield text, report.measure, ("measures", index, "measure")
    for follow_up in site.follow_ups:
        for index, measure in enumerate(follow_up.no_news):
            yield follow_up, measure, ("no_news", index)


def assessments(site: Site) -> Iterator[tuple[Reporting, int, PromiseAssessment]]:
    """Every assessment, with the text that makes it and its number there, from 0."""
    for text in site.reporting:
        for index, entry in enumerate(text.assessments):
            yield text, index, entry
