"""Rules on spans of days: they run forwards and lie within their agreement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from loften.checks.references import reports
from loften.records.agreements import Agreement
from loften.records.documents import PROMISES, Location
from loften.records.problems import Problem
from loften.records.rules import rule
from loften.records.site import Site


@rule(
    "span-runs-forwards",
    what="Den sista dagen (to eller end) ligger inte före den första (from eller start).",
    why="Annars ryms inga dagar däremellan.",
    mend="Rätta den dag som är fel.",
    example="period:\n  from: 2024-01-01\n  to: 2024-12-31",
)
def check_spans(site: Site) -> Iterator[Problem]:
    """A span does not end before it starts."""
    for span in _spans(site):
        if span.start and span.end and span.end < span.start:
            yield site.problem_at(
                span.path,
                *(*span.location, span.last),
                fault=f"{span.last} {span.end} ligger före {span.first} {span.start}",
                remedy="rätta den dag som är fel",
            )


@rule(
    "days-lie-in-period",
    what="Dagarna i en åtgärd (start, end), en uppföljning (covers) och ett utfall (outcome) ligger inom "
    "medborgarlöftets period.",
    why="Det som ligger utanför hör inte till medborgarlöftet.",
    mend="Rätta dagen. Hör den till ett annat medborgarlöfte: skriv texten i det löftets mapp.",
    example="start: 2024-03-01\nend: 2024-11-30",
)
def check_period_of_agreement(site: Site) -> Iterator[Problem]:
    """The days of measures, follow-ups and outcomes lie in the agreement's period."""
    for span in _spans(site):
        period = span.agreement.period
        # One that ends before it starts covers no day, and is told of by itself.
        if period.end < period.start:
            continue
        for key, day in ((span.first, span.start), (span.last, span.end)):
            if day and not period.covers(day):
                yield site.problem_at(
                    span.path,
                    *(*span.location, key),
                    fault=f"{key} {day} ligger utanför löftets period, {period.start} till {period.end}",
                    remedy="rätta dagen",
                )


@dataclass(frozen=True, kw_only=True)
class _Span:
    """Two days in a file, with the names that they have there."""

    agreement: Agreement
    path: str
    location: Location = ()
    first: str = "from"
    last: str = "to"
    start: dt.date | None
    end: dt.date | None


def _spans(site: Site) -> Iterator[_Span]:
    for index, agreement in enumerate(site.agreements):
        yield _Span(
            agreement=agreement,
            path=PROMISES,
            location=("agreements", index, "period"),
            start=agreement.period.start,
            end=agreement.period.end,
        )
    for measure in site.measures:
        yield _Span(
            agreement=site.agreement(measure.agreement),
            path=measure.path,
            first="start",
            last="end",
            start=measure.start,
            end=measure.end,
        )
    for follow_up in site.follow_ups:
        yield _Span(
            agreement=site.agreement(follow_up.agreement),
            path=follow_up.path,
            location=("covers",),
            start=follow_up.covers.start,
            end=follow_up.covers.end,
        )
    for record, index, report in reports(site):
        if report.outcome:
            yield _Span(
                agreement=site.agreement(record.agreement),
                path=record.path,
                location=("measures", index, "outcome"),
                start=report.outcome.start,
                end=report.outcome.end,
            )
