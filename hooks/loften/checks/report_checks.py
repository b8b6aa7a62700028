"""Rules on what updates and follow-ups report: statuses, outcomes and assessments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften import swedish, targets
from loften.checks.references import assessments, measures_by_id, problem_at, reporting, reports
from loften.model import FollowUp, Measure, Outcome, Report, Update
from loften.problems import Problem
from loften.site import Site
from loften.targets import Verdict
from loften.timelines import timelines
from loften.vocabulary import Per, Status, UpdateKind


def check_sources(site: Site, today: dt.date) -> Iterator[Problem]:
    """A measure is done only when someone is named who says so."""
    for record, index, report in reports(site):
        if report.status is Status.DONE and not (report.source or record.source):
            message = (
                f'status {_quoted(report.status)} kräver en källa – lägg till source med "by: …" (vem som '
                "uppger det)"
            )
            yield problem_at(site, record.path, "measures", index, "status", message=message)


def check_reasons(site: Site, today: dt.date) -> Iterator[Problem]:
    """That a measure was not done, or cannot be followed up, is told with the reason."""
    for record, index, report in reports(site):
        if report.status in (Status.NOT_DONE, Status.NOT_VERIFIABLE) and report.reason is None:
            message = f'status {_quoted(report.status)} kräver skälet – lägg till "reason: …"'
            yield problem_at(site, record.path, "measures", index, "status", message=message)


def _quoted(status: Status) -> str:
    return f'"{status.value}" ({swedish.label(status)})'


def check_reports_say_something(site: Site, today: dt.date) -> Iterator[Problem]:
    """A report says something of its measure; in a correction, silence takes back what was said."""
    for record, index, report in reports(site):
        if not _is_correction(record) and report == Report(measure=report.measure, source=report.source):
            message = (
                f'posten säger inget om åtgärden "{report.measure}" – lägg till status, outcome eller '
                "reason, eller ta bort posten"
            )
            yield problem_at(site, record.path, "measures", index, "measure", message=message)


def _is_correction(record: Update | FollowUp) -> bool:
    return isinstance(record, Update) and record.kind is UpdateKind.CORRECTION


def check_measures_once(site: Site, today: dt.date) -> Iterator[Problem]:
    """A text reports on a measure once."""
    for record in reporting(site):
        seen: set[str] = set()
        for index, report in enumerate(record.measures):
            if report.measure in seen:
                message = f'åtgärden "{report.measure}" står redan i listan – slå ihop posterna till en'
                yield problem_at(site, record.path, "measures", index, "measure", message=message)
            seen.add(report.measure)


def check_one_status_a_day(site: Site, today: dt.date) -> Iterator[Problem]:
    """Two texts do not give a measure different statuses on one day, for then nobody knows which holds.

    Corrections, what they have corrected and what is withdrawn are exempt.
    """
    for timeline in timelines(site, today).values():
        first: dict[dt.date, tuple[str, Status]] = {}
        counted = [e for e in timeline.entries if e.counts_status and not _is_correction(e.record)]
        for entry in sorted(counted, key=lambda entry: entry.record.path):
            status = entry.report.status
            if status is None:
                continue
            path, said = first.setdefault(entry.day, (entry.record.path, status))
            if said is not status and path != entry.record.path:
                index = entry.record.measures.index(entry.report)
                message = (
                    f"status {_quoted(status)} säger emot {path}, som säger {_quoted(said)} samma dag, "
                    f"{entry.day} – rätta date eller status i den nyaste filen; är båda redan publicerade, "
                    "skriv en rättelse"
                )
                yield problem_at(site, entry.record.path, "measures", index, "status", message=message)


# --- outcomes -----------------------------------------------------------------------------------------------


def _outcomes(site: Site) -> Iterator[tuple[Update | FollowUp, int, Outcome, Measure]]:
    """Every outcome of a measure that exists, with the record that tells it and the report's number there."""
    measures = measures_by_id(site)
    for record, index, report in reports(site):
        measure = measures.get((record.agreement, report.measure))
        if report.outcome and measure:
            yield record, index, report.outcome, measure


def check_units(site: Site, today: dt.date) -> Iterator[Problem]:
    """An outcome counts what its target counts, in the same words."""
    for record, index, outcome, measure in _outcomes(site):
        if measure.target and outcome.unit != measure.target.unit:
            message = (
                f'unit "{outcome.unit}" är inte vad målet räknar – skriv "{measure.target.unit}", '
                f"som i {measure.path}"
            )
            yield problem_at(site, record.path, "measures", index, "outcome", "unit", message=message)


def check_counted_days(site: Site, today: dt.date) -> Iterator[Problem]:
    """An outcome counts days that had been when it was published."""
    for record, index, report in reports(site):
        published = record.published.date()
        if report.outcome and report.outcome.end > published:
            message = (
                f"to {report.outcome.end} ligger efter published {published} – ett antal kan inte gälla "
                "dagar som inte har varit"
            )
            yield problem_at(site, record.path, "measures", index, "outcome", "to", message=message)


def check_target_met(site: Site, today: dt.date) -> Iterator[Problem]:
    """`target_met` is said of a measure that has a target, and does not contradict the numbers."""
    for record, index, outcome, measure in _outcomes(site):
        said = outcome.is_target_met
        if said is None:
            continue
        location = ("measures", index, "outcome", "target_met")
        if measure.target is None:
            message = f'åtgärden "{measure.id}" har inget mål – ta bort raden target_met'
            yield problem_at(site, record.path, *location, message=message)
        elif measure.target.per in (Per.PERIOD, Per.YEAR) and outcome.unit == measure.target.unit:
            # With every span over, the verdict is the one that will stand; no rule waits for a day to come.
            verdict = targets.verdict(site.agreement(measure.agreement), measure, outcome, dt.date.max)
            if verdict is (Verdict.NOT_MET if said else Verdict.MET):
                message = (
                    f"target_met {str(said).lower()} stämmer inte: {outcome.count} av "
                    f"{targets.goal(measure.target)} – rätta antalet eller ta bort raden target_met"
                )
                yield problem_at(site, record.path, *location, message=message)


# --- assessments --------------------------------------------------------------------------------------------


def check_assessments(site: Site, today: dt.date) -> Iterator[Problem]:
    """An assessment is of one promise or one focus area, each assessed once in a text."""
    seen: set[tuple[str, str | None, str | None]] = set()
    for record, index, entry in assessments(site):
        if (entry.promise is None) is (entry.focus_area is None):
            message = (
                "en bedömning ska gälla ett löfte eller ett fokusområde – skriv promise eller focus_area"
            )
            if entry.promise:
                message += ", inte båda"
            yield problem_at(site, record.path, "assessments", index, message=message)
            continue
        subject = (record.path, entry.promise, entry.focus_area)
        if subject in seen:
            key = "promise" if entry.promise else "focus_area"
            message = f'"{entry.promise or entry.focus_area}" bedöms redan i listan – ta bort den ena posten'
            yield problem_at(site, record.path, "assessments", index, key, message=message)
        seen.add(subject)
