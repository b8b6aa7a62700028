"""Outcomes held against targets."""

from __future__ import annotations

import calendar
import datetime as dt
from fractions import Fraction

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
    average = _average(target, outcome)
    return outcomes.against(outcome, target, found, is_share=is_share, average=average)


def verdict(agreement: Agreement, measure: Measure, outcome: Outcome, today: dt.date) -> Verdict:
    """Whether the target is met, as far as the numbers or the source say so.

    A target per day, week, month or quarter is met only where the source says so: 62 in a year do not prove
    one a week. "At least" is met as soon as it is reached, and more than "exactly" is more as soon as it is
    counted; every other verdict waits until the span that the target is for is over, and needs an outcome for
    the whole of it. A part of a year is not a year, but where the promise lasts no longer.
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
    is_whole = (start, end) == _whole(agreement, measure) or _months(start, end) >= 12
    if target.comparison is Comparison.AT_LEAST and is_within and outcome.count >= target.count:
        return Verdict.MET
    if target.comparison is Comparison.EXACTLY and is_within and outcome.count > target.count:
        return Verdict.MORE
    if end >= today or not is_whole or (outcome.start, outcome.end) != (start, end):
        return Verdict.OPEN
    return Verdict.MET if _reaches(target, outcome.count) else Verdict.NOT_MET


def falls_short(agreement: Agreement, measure: Measure, outcome: Outcome) -> bool:
    """Whether the target is unmet if nothing more is counted, as when the measure is done.

    Too few are then too few whatever days they are for; more than "exactly" is not short. Only the source can
    say that a target per day, week, month or quarter is missed.
    """
    target = measure.target
    # With every span over, the verdict is the one that will stand, whatever day it is.
    found = verdict(agreement, measure, outcome, dt.date.max)
    if target is None or target.per not in (Per.PERIOD, Per.YEAR) or found is not Verdict.OPEN:
        return found is Verdict.NOT_MET
    if target.comparison is Comparison.AT_MOST:
        start, end = judged_days(agreement, measure, target, outcome)
        return start <= outcome.start and outcome.end <= end and outcome.count > target.count
    return outcome.count < target.count


def judged_days(
    agreement: Agreement, measure: Measure, target: Target, outcome: Outcome
) -> tuple[dt.date, dt.date]:
    """The days, both included, that the target's number is for.

    The measure's own start and end where it has them, else the agreement's; for a yearly target the days of
    the outcome where they are a whole year, else the part of the span that lies in the year of its last day.
    """
    start, end = _whole(agreement, measure)
    if target.per is not Per.YEAR:
        return start, end
    if start <= outcome.start and outcome.end <= end and _months(outcome.start, outcome.end) == 12:
        return outcome.start, outcome.end
    year = outcome.end.year
    return max(start, dt.date(year, 1, 1)), min(end, dt.date(year, 12, 31))


def _whole(agreement: Agreement, measure: Measure) -> tuple[dt.date, dt.date]:
    """The days of the measure, both included: its own start and end, else those of the agreement."""
    return measure.start or agreement.period.start, measure.end or agreement.period.end


def _is_share(agreement: Agreement, measure: Measure, outcome: Outcome, found: Verdict) -> bool:
    """Whether the count can be said to be so many *of* the target.

    Not where the target is for a day, week, month or quarter, and not where the count begins after the days
    that the target is for, unless it meets the target all the same.
    """
    target = measure.target
    if target is None or target.per not in (Per.PERIOD, Per.YEAR):
        return False
    if target.per is Per.YEAR and _months(outcome.start, outcome.end) > 12:
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


def _average(target: Target, outcome: Outcome) -> Fraction | None:
    """The outcome per day, week, month, quarter or year, as the target counts; None for any other target.

    None too where the days are no more than one such unit: of one there is no average, and three days do not
    say what a month would have given.
    """
    days = (outcome.end - outcome.start).days + 1
    match target.per:
        case Per.DAY:
            units = Fraction(days)
        case Per.WEEK:
            units = Fraction(days, 7)
        case Per.MONTH:
            units = _months(outcome.start, outcome.end)
        case Per.QUARTER:
            units = _months(outcome.start, outcome.end) / 3
        case Per.YEAR:
            units = _months(outcome.start, outcome.end) / 12
        case Per.PERIOD:
            return None
    return outcome.count / units if units > 1 else None


def _months(start: dt.date, end: dt.date) -> Fraction:
    """How many calendar months the days are, both included; each day is its share of its own month."""
    return _months_until(end, end.day) - _months_until(start, start.day - 1)


def _months_until(date: dt.date, day: int) -> Fraction:
    """The months of the calendar until the end of a day, 0 to 31, in the month of the date."""
    return 12 * date.year + date.month + Fraction(day, calendar.monthrange(date.year, date.month)[1])
