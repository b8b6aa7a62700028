"""Outcomes held against targets."""

from __future__ import annotations

import datetime as dt

from loften.deriving.timelines import Timeline
from loften.records.agreements import Agreement
from loften.records.shared import Outcome, Target
from loften.records.texts import Measure
from loften.records.vocabulary import Comparison, Per, Verdict
from loften.words import outcomes


def outcome_sentence(agreement: Agreement, timeline: Timeline, today: dt.date) -> str | None:
    """The outcome that counts, in words against the measure's target; None where nothing is counted."""
    outcome, target = timeline.outcome, timeline.measure.target
    if outcome is None:
        return None
    if target is None:
        return outcomes.reported(outcome)
    found = verdict(agreement, timeline.measure, outcome, today)
    is_share = _is_share(agreement, timeline.measure, outcome, found)
    return outcomes.against(outcome, target, found, is_share=is_share)


def verdict(agreement: Agreement, measure: Measure, outcome: Outcome, today: dt.date) -> Verdict:
    """Whether the target is met, as far as the numbers or the source say so.

    A target per week, month or quarter is met only where the source says so: 62 in a year do not prove one a
    week. "At least" is met as soon as it is reached; every other verdict waits until the span that the target
    is for is over, and needs an outcome for the whole of it.
    """
    target = measure.target
    if target is None:
        return Verdict.OPEN
    if target.per not in (Per.PERIOD, Per.YEAR):
        if outcome.is_target_met is None:
            return Verdict.OPEN
        return Verdict.MET if outcome.is_target_met else Verdict.NOT_MET
    start, end = judged_days(agreement, measure, target, outcome)
    is_within = start <= outcome.start and outcome.end <= end
    if target.comparison is Comparison.AT_LEAST and is_within and outcome.count >= target.count:
        return Verdict.MET
    if end >= today or (outcome.start, outcome.end) != (start, end):
        return Verdict.OPEN
    return Verdict.MET if _reaches(target, outcome.count) else Verdict.NOT_MET


def judged_days(
    agreement: Agreement, measure: Measure, target: Target, outcome: Outcome
) -> tuple[dt.date, dt.date]:
    """The days, both included, that the target's number is for.

    The measure's own start and end where it has them, else the agreement's; for a yearly target the part of
    that which lies in the year of the outcome's last day.
    """
    start, end = measure.start or agreement.period.start, measure.end or agreement.period.end
    if target.per is Per.YEAR:
        year = outcome.end.year
        return max(start, dt.date(year, 1, 1)), min(end, dt.date(year, 12, 31))
    return start, end


def _is_share(agreement: Agreement, measure: Measure, outcome: Outcome, found: Verdict) -> bool:
    """Whether the count can be said to be so many *of* the target.

    Not where the target is for a week, month or quarter, and not where the count begins after the days that
    the target is for, unless it meets the target all the same.
    """
    target = measure.target
    if target is None or target.per not in (Per.PERIOD, Per.YEAR):
        return False
    return found is Verdict.MET or outcome.start <= judged_days(agreement, measure, target, outcome)[0]


def _reaches(target: Target, count: int) -> bool:
    match target.comparison:
        case Comparison.AT_LEAST:
            return count >= target.count
        case Comparison.AT_MOST:
            return count <= target.count
        case Comparison.EXACTLY:
            return count == target.count
