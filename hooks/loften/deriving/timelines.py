"""What has been reported of each measure and each promise, and what of it counts today.

Status, outcome and assessment are derived here and nowhere else: lists, pages, counts, feed and results all
ask this module. Nothing in it is stored in a file.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from loften.catalogue import addresses
from loften.deriving.cadence import is_final, last_day
from loften.deriving.events import reported_measures
from loften.records.agreements import Agreement, Subject
from loften.records.shared import Outcome, PromiseAssessment, Report, Source
from loften.records.site import Site
from loften.records.texts import FollowUp, Measure, Reporting, Update
from loften.records.vocabulary import Standing, Status

_NEXT_DAY = dt.timedelta(days=1)
_WAS = {Status.PLANNED: Standing.WAS_PLANNED, Status.ONGOING: Standing.WAS_ONGOING}
"""How a measure stands whose agreement has ended since it was reported as planned or ongoing."""


@dataclass(frozen=True, kw_only=True)
class Reported:
    """One report of a measure in an update or a follow-up.

    `day` orders it: when it happened; a correction takes the day of what it corrects. `corrections` are the
    corrections that replace its status, its outcome or both; what they replace no longer counts.
    """

    day: dt.date
    record: Reporting
    report: Report
    source: Source | None
    counts_status: bool
    counts_outcome: bool
    corrections: tuple[Update, ...]

    @property
    def says_something(self) -> bool:
        """Whether it says something of the measure that still counts: a status, an outcome or a reason."""
        return self.counts_status or self.counts_outcome or bool(self.report.reason)

    @property
    def is_no_news(self) -> bool:
        """Whether a follow-up says only that the parties report nothing new."""
        return isinstance(self.record, FollowUp) and self.report.measure in self.record.no_news


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Everything reported of one measure, oldest first, and how the measure stands because of it.

    `since` is the day from which time alone has let it stand so, None where a report says so or nobody has
    reported. `status_entry` and `outcome_entry` are the reports that count; None where nobody has made one.
    """

    measure: Measure
    entries: tuple[Reported, ...]
    standing: Standing
    since: dt.date | None
    status_entry: Reported | None
    outcome_entry: Reported | None

    @property
    def outcome(self) -> Outcome | None:
        return self.outcome_entry.report.outcome if self.outcome_entry else None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """An assessment of a promise or a focus area and the text that makes it.

    `covers` are the days of the follow-up that it stands in, or that it corrects. A final one is of the whole
    agreement, whatever days it covers.
    """

    entry: PromiseAssessment
    record: Reporting
    agreement: Agreement
    covers: tuple[dt.date, dt.date]
    is_final: bool


def timelines(site: Site, today: dt.date) -> dict[tuple[str, str], Timeline]:
    """The timeline of every measure, by agreement id and measure id, in the order of the measures."""
    reported = reports_by_measure(site)
    return {
        (measure.agreement, measure.id): _timeline(
            measure,
            reported[measure.agreement, measure.id],
            last_day(site, site.agreement(measure.agreement)),
            today,
        )
        for measure in site.measures
    }


@lru_cache(maxsize=4)
def reports_by_measure(site: Site) -> Mapping[tuple[str, str], tuple[Reported, ...]]:
    """The reports of every measure, oldest first, by agreement id and measure id.

    Kept, because rules, timelines and final follow-ups all ask for those of the same site.
    """
    made: dict[tuple[str, str], list[tuple[Reporting, Report]]] = {}
    known = by_name(site)
    for text in known.values():
        for report in text.every_report:
            made.setdefault((text.agreement, report.measure), []).append((text, report))
    return {key: _ordered(made.get(key, []), known) for key in site.measures_by_id}


def counted(found: Iterable[Timeline]) -> tuple[tuple[Standing, int], ...]:
    """How many measures stand in each way, in the order of Standing; only those that occur.

    Withdrawn measures are not counted.
    """
    numbers = Counter(timeline.standing for timeline in found if timeline.measure.withdrawn is None)
    return tuple((standing, numbers[standing]) for standing in Standing if numbers[standing])


def judgements(site: Site, agreement: Agreement, subject: Subject) -> tuple[Judgement, ...]:
    """The assessments of a promise or focus area that count, oldest first, by the days they cover.

    A correction's assessment takes the place of the one in the follow-up that it corrects, directly or
    through another correction. What a correction does not assess still counts. Nothing of a withdrawn
    follow-up does.
    """
    known = by_name(site)
    found: dict[str, Judgement] = {}
    for record in (*site.follow_ups, *_corrections(site.updates)):
        origin = _origin(record, known)
        if not isinstance(origin, FollowUp) or origin.agreement != agreement.id or origin.withdrawn:
            continue
        days = (origin.covers.start, origin.covers.end)
        for entry in record.assessments:
            if entry.subject == subject.key:
                found[origin.path] = Judgement(
                    entry=entry,
                    record=record,
                    agreement=agreement,
                    covers=days,
                    is_final=is_final(site, agreement, origin),
                )
    return tuple(sorted(found.values(), key=lambda j: (j.covers[1], j.covers[0], j.record.published)))


def corrections(site: Site) -> dict[str, tuple[Update, ...]]:
    """The corrections of each page that has any, by its address, oldest first."""
    found: dict[str, tuple[Update, ...]] = {}
    for update in _corrections(site.updates):
        address = f"{update.corrects}/"
        found[address] = (*found.get(address, ()), update)
    return found


def amendments(site: Site) -> dict[str, tuple[Update, ...]]:
    """The amendments of each agreement and what it holds, by the address of its page, oldest first."""
    found: dict[str, tuple[Update, ...]] = {}
    updates = (u for u in site.updates if u.is_amendment and u.withdrawn is None)
    for update in sorted(updates, key=lambda update: (update.published, update.id)):
        agreement = site.agreement(update.agreement)
        changed = [addresses.of_agreement(agreement)]
        changed += [
            addresses.of_subject(agreement, subject)
            for subject in agreement.subjects
            if subject.key in update.subjects
        ]
        changed += [
            addresses.of_record(measure)
            for measure in reported_measures(site, update.agreement, update.measures)
        ]
        for address in changed:
            found[address] = (*found.get(address, ()), update)
    return found


def _corrections(updates: Iterable[Update]) -> list[Update]:
    found = (u for u in updates if u.is_correction and u.withdrawn is None)
    return sorted(found, key=lambda update: (update.published, update.id))


def by_name(site: Site) -> dict[str, Reporting]:
    """The texts that can report on measures by their addresses as editors write them."""
    return {addresses.of_record(text).rstrip("/"): text for text in site.reporting}


def _origin(record: Reporting, known: Mapping[str, Reporting]) -> Reporting:
    """What a correction, or a correction of a correction, in the end corrects; any other record itself."""
    seen = {record.path}
    while isinstance(record, Update) and record.is_correction:
        corrected = known.get(record.corrects or "")
        if corrected is None or corrected.path in seen:
            break
        seen.add(corrected.path)
        record = corrected
    return record


def _ordered(made: list[tuple[Reporting, Report]], known: Mapping[str, Reporting]) -> tuple[Reported, ...]:
    def order(pair: tuple[Reporting, Report]) -> tuple[dt.date, dt.datetime, str]:
        text = pair[0]
        return _origin(text, known).happened_on, text.published, text.path

    ordered = sorted(made, key=order)
    return tuple(_reported(text, report, ordered, known) for text, report in ordered)


def _timeline(measure: Measure, entries: tuple[Reported, ...], last_day: dt.date, today: dt.date) -> Timeline:
    """`last_day` is that of the agreement."""
    status_entry = next((entry for entry in reversed(entries) if entry.counts_status), None)
    outcome_entry = max((entry for entry in entries if entry.counts_outcome), key=_reach, default=None)
    standing, since = _standing(measure, status_entry, last_day, today)
    return Timeline(
        measure=measure,
        entries=entries,
        standing=standing,
        since=since,
        status_entry=status_entry,
        outcome_entry=outcome_entry,
    )


def _reach(entry: Reported) -> tuple[dt.date, int, dt.date]:
    """How far an outcome reaches: the latest last day, then the longest span, then the latest report."""
    if entry.report.outcome is None:
        return dt.date.min, 0, entry.day
    return entry.report.outcome.end, -entry.report.outcome.start.toordinal(), entry.day


def _reported(
    record: Reporting,
    report: Report,
    reports: list[tuple[Reporting, Report]],
    known: Mapping[str, Reporting],
) -> Reported:
    """The report with what later corrections take from it.

    A correction that names the same measure replaces what it states itself: its status the status, its
    outcome the outcome. One that states neither takes both away.
    """
    address = addresses.of_record(record).rstrip("/")
    corrections = [
        (other, said)
        for other, said in reports
        if isinstance(other, Update)
        and other.is_correction
        and other.withdrawn is None
        and other.corrects == address
    ]
    takes_both = any(said.status is None and said.outcome is None for _, said in corrections)
    takes_status = takes_both or any(said.status is not None for _, said in corrections)
    takes_outcome = takes_both or any(said.outcome is not None for _, said in corrections)
    stands = record.withdrawn is None
    return Reported(
        day=_origin(record, known).happened_on,
        record=record,
        report=report,
        source=report.source or record.source,
        counts_status=stands and report.status is not None and not takes_status,
        counts_outcome=stands and report.outcome is not None and not takes_outcome,
        corrections=tuple(other for other, _ in corrections),
    )


def _standing(
    measure: Measure, entry: Reported | None, last_day: dt.date, today: dt.date
) -> tuple[Standing, dt.date | None]:
    """How the measure stands, and since when if only time has made it so."""
    if entry is None or entry.report.status is None:
        return Standing.NOT_REPORTED, None
    status = entry.report.status
    if status in _WAS and measure.end is not None and measure.end < today:
        return Standing.OVERDUE, measure.end + _NEXT_DAY
    if status in _WAS and last_day < today:
        return _WAS[status], last_day + _NEXT_DAY
    return Standing(status.value), None
