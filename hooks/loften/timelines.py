"""What has been reported of each measure and each promise, and what of it counts today.

Status, outcome and assessment are derived here and nowhere else: lists, pages, counts, feed and results all
ask this module. Nothing in it is stored in a file.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from loften import addresses
from loften.events import happened_on, reported_measures
from loften.model import (
    Agreement,
    FocusArea,
    FollowUp,
    Measure,
    Outcome,
    Promise,
    PromiseAssessment,
    Report,
    Source,
    Update,
)
from loften.site import Site
from loften.vocabulary import Standing, Status, UpdateKind


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One report of a measure in an update or a follow-up.

    `day` orders it: when it happened; a correction takes the day of what it corrects. `corrections` are the
    corrections that replace its status, its outcome or both; what they replace no longer counts.
    """

    day: dt.date
    record: Update | FollowUp
    report: Report
    source: Source | None
    counts_status: bool
    counts_outcome: bool
    corrections: tuple[Update, ...]


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Everything reported of one measure, oldest first, and how the measure stands because of it.

    `status_entry` and `outcome_entry` are the reports that count; None where nobody has reported one.
    """

    measure: Measure
    entries: tuple[Entry, ...]
    standing: Standing
    status_entry: Entry | None
    outcome_entry: Entry | None

    @property
    def outcome(self) -> Outcome | None:
        return self.outcome_entry.report.outcome if self.outcome_entry else None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """An assessment of a promise or a focus area and the text that makes it."""

    entry: PromiseAssessment
    record: Update | FollowUp
    covers: tuple[dt.date, dt.date]


def timelines(site: Site, today: dt.date) -> dict[tuple[str, str], Timeline]:
    """The timeline of every measure, by agreement id and measure id, in the order of the measures."""
    reports: dict[tuple[str, str], list[tuple[Update | FollowUp, Report]]] = {}
    by_address = _by_address(site)
    for record in by_address.values():
        for report in record.measures:
            reports.setdefault((record.agreement, report.measure), []).append((record, report))
    return {
        (measure.agreement, measure.id): _timeline(
            measure, reports.get((measure.agreement, measure.id), []), by_address, today
        )
        for measure in site.measures
    }


def counted(found: Iterable[Timeline]) -> tuple[tuple[Standing, int], ...]:
    """How many measures stand in each way, in the order of Standing; only those that occur.

    Withdrawn measures are not counted.
    """
    numbers = Counter(timeline.standing for timeline in found if timeline.measure.withdrawn is None)
    return tuple((standing, numbers[standing]) for standing in Standing if numbers[standing])


def judgements(site: Site, agreement: Agreement, subject: Promise | FocusArea) -> tuple[Judgement, ...]:
    """The assessments of a promise or focus area that count, oldest first, by the days they cover.

    A correction's assessment takes the place of the one in the follow-up that it corrects, directly or
    through another correction. What a correction does not assess still counts. Nothing of a withdrawn
    follow-up does.
    """
    by_address = _by_address(site)
    found: dict[str, Judgement] = {}
    records: tuple[Update | FollowUp, ...] = (*site.follow_ups, *_corrections(site.updates))
    for record in records:
        origin = _origin(record, by_address)
        if not isinstance(origin, FollowUp) or origin.agreement != agreement.id or origin.withdrawn:
            continue
        days = (origin.covers.start, origin.covers.end)
        for entry in _assessments(record, subject):
            found[origin.path] = Judgement(entry=entry, record=record, covers=days)
    return tuple(sorted(found.values(), key=lambda j: (j.covers[1], j.covers[0], j.record.published)))


def corrections(site: Site) -> dict[str, tuple[Update, ...]]:
    """The corrections of each page that has any, by its address, oldest first."""
    found: dict[str, tuple[Update, ...]] = {}
    for update in _corrections(site.updates):
        address = f"{update.corrects}/"
        found[address] = (*found.get(address, ()), update)
    return found


def amendments(site: Site) -> dict[str, tuple[Update, ...]]:
    """The amendments of each agreement, promise and measure that has any, by its address, oldest first."""
    found: dict[str, tuple[Update, ...]] = {}
    updates = (u for u in site.updates if u.kind is UpdateKind.AMENDMENT and u.withdrawn is None)
    for update in sorted(updates, key=lambda update: (update.published, update.id)):
        agreement = site.agreement(update.agreement)
        changed = [addresses.of_agreement(agreement)]
        changed += [addresses.of_promise(agreement, p) for p in agreement.promises if p.id in update.promises]
        changed += [
            addresses.of_record(measure)
            for measure in reported_measures(site, update.agreement, update.measures)
        ]
        for address in changed:
            found[address] = (*found.get(address, ()), update)
    return found


def _corrections(updates: Iterable[Update]) -> list[Update]:
    found = (u for u in updates if u.kind is UpdateKind.CORRECTION and u.withdrawn is None)
    return sorted(found, key=lambda update: (update.published, update.id))


def _assessments(record: Update | FollowUp, subject: Promise | FocusArea) -> Iterator[PromiseAssessment]:
    for entry in record.assessments:
        named = entry.promise if isinstance(subject, Promise) else entry.focus_area
        if named == subject.id:
            yield entry


def _by_address(site: Site) -> dict[str, Update | FollowUp]:
    records: Iterable[Update | FollowUp] = (*site.updates, *site.follow_ups)
    return {addresses.of_record(record).rstrip("/"): record for record in records}


def _origin(record: Update | FollowUp, by_address: Mapping[str, Update | FollowUp]) -> Update | FollowUp:
    """What a correction, or a correction of a correction, in the end corrects; any other record itself."""
    seen = {record.path}
    while isinstance(record, Update) and record.kind is UpdateKind.CORRECTION:
        corrected = by_address.get(record.corrects or "")
        if corrected is None or corrected.path in seen:
            break
        seen.add(corrected.path)
        record = corrected
    return record


def _timeline(
    measure: Measure,
    reports: list[tuple[Update | FollowUp, Report]],
    by_address: Mapping[str, Update | FollowUp],
    today: dt.date,
) -> Timeline:
    def order(pair: tuple[Update | FollowUp, Report]) -> tuple[dt.date, dt.datetime, str]:
        record = pair[0]
        return happened_on(_origin(record, by_address)), record.published, record.path

    ordered = sorted(reports, key=order)
    entries = tuple(_entry(record, report, ordered, by_address) for record, report in ordered)
    status_entry = next((e for e in reversed(entries) if e.counts_status), None)
    outcome_entry = max(
        (e for e in entries if e.counts_outcome),
        key=_reach,
        default=None,
    )
    return Timeline(
        measure=measure,
        entries=entries,
        standing=_standing(measure, status_entry, today),
        status_entry=status_entry,
        outcome_entry=outcome_entry,
    )


def _reach(entry: Entry) -> tuple[dt.date, int, dt.date]:
    """How far an outcome reaches: the latest last day, then the longest span, then the latest report."""
    if entry.report.outcome is None:
        return dt.date.min, 0, entry.day
    return entry.report.outcome.end, -entry.report.outcome.start.toordinal(), entry.day


def _entry(
    record: Update | FollowUp,
    report: Report,
    reports: list[tuple[Update | FollowUp, Report]],
    by_address: Mapping[str, Update | FollowUp],
) -> Entry:
    """The report with what later corrections take from it.

    A correction that names the same measure replaces what it states itself: its status the status, its
    outcome the outcome. One that states neither takes both away.
    """
    address = addresses.of_record(record).rstrip("/")
    corrections = [
        (other, said)
        for other, said in reports
        if isinstance(other, Update)
        and other.kind is UpdateKind.CORRECTION
        and other.withdrawn is None
        and other.corrects == address
    ]
    takes_both = any(said.status is None and said.outcome is None for _, said in corrections)
    takes_status = takes_both or any(said.status is not None for _, said in corrections)
    takes_outcome = takes_both or any(said.outcome is not None for _, said in corrections)
    stands = record.withdrawn is None
    return Entry(
        day=happened_on(_origin(record, by_address)),
        record=record,
        report=report,
        source=report.source or record.source,
        counts_status=stands and report.status is not None and not takes_status,
        counts_outcome=stands and report.outcome is not None and not takes_outcome,
        corrections=tuple(other for other, _ in corrections),
    )


def _standing(measure: Measure, entry: Entry | None, today: dt.date) -> Standing:
    if entry is None or entry.report.status is None:
        return Standing.NOT_REPORTED
    is_open = entry.report.status in (Status.PLANNED, Status.ONGOING)
    if is_open and measure.end is not None and measure.end < today:
        return Standing.OVERDUE
    return Standing(entry.report.status.value)
