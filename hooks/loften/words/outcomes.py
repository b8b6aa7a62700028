"""Outcomes and targets in numbers and words; never in percentages."""

from __future__ import annotations

from fractions import Fraction

from loften.records.shared import Outcome, Target
from loften.records.vocabulary import Per, Verdict
from loften.words import dates, grammar, labels


def goal(target: Target) -> str:
    """`minst 8 grannsamverkansområden`, `högst 2 larm per månad`."""
    words = f"{labels.label(target.comparison)} {grammar.grouped(target.count)} {target.unit}"
    return words if target.per is Per.PERIOD else f"{words} {labels.label(target.per)}"


def reported(outcome: Outcome) -> str:
    """`20 grannsamverkansområden, 1 januari–31 december 2019`."""
    count = grammar.grouped(outcome.count)
    return f"{count} {outcome.unit}, {dates.span(outcome.start, outcome.end)}"


def against(
    outcome: Outcome, target: Target, verdict: Verdict, *, is_share: bool, average: Fraction | None
) -> str:
    """`20 av minst 8 grannsamverkansområden, 1 januari–31 december 2019 – målet är nått`.

    `is_share` says whether the count can be said to be so many *of* the target; `average` is the outcome per
    day, week, month or quarter, as the target counts.
    """
    if verdict is Verdict.MORE:
        return f"{reported(outcome)}, alltså {_more(outcome, target)}"
    ending = {Verdict.MET: "är nått", Verdict.NOT_MET: "är inte nått"}.get(verdict)
    if is_share:
        days = dates.span(outcome.start, outcome.end)
        words = f"{grammar.grouped(outcome.count)} av {goal(target)}, {days}"
        return f"{words} – målet {ending}" if ending else words
    words = f"{reported(outcome) if average is None else _averaged(outcome, target, average)}; målet"
    return f"{words}, {goal(target)}, {ending}" if ending else f"{words} är {goal(target)}"


def _more(outcome: Outcome, target: Target) -> str:
    """`1 fler än de 2 som lovades`, `3 fler än målet, som är exakt 1 per år`.

    One and none are told in words that fit the gender of whatever is counted.
    """
    promised = grammar.grouped(target.count)
    if target.per is not Per.PERIOD:
        promised = f"{promised} {labels.label(target.per)}"
    more = f"{grammar.grouped(outcome.count - target.count)} fler än"
    if target.count > 1:
        return f"{more} de {promised} som lovades"
    return f"{more} målet, som är {labels.label(target.comparison)} {promised}"


def _averaged(outcome: Outcome, target: Target, average: Fraction) -> str:
    """`301 fotpatruller på 245 dagar, 1 april–1 december 2031, i snitt 1,23 per dag`."""
    days = grammar.grouped((outcome.end - outcome.start).days + 1)
    counted = f"{grammar.grouped(outcome.count)} {outcome.unit} på {days} dagar"
    mean = f"{_rounded(average, target.count)} {labels.label(target.per)}"
    return f"{counted}, {dates.span(outcome.start, outcome.end)}, i snitt {mean}"


def _rounded(average: Fraction, wanted: int) -> str:
    """`1,23`; where rounding alone makes it none, or the number that was wanted, the words say so."""
    rounded = grammar.decimals(average)
    if average > 0 and rounded == "0":
        return "mindre än 0,01"
    if average != wanted and rounded == grammar.grouped(wanted):
        return f"{'knappt' if average < wanted else 'drygt'} {rounded}"
    return rounded


def pictured(target: Target, outcome: Outcome | None) -> str:
    """What the chart of a target shows, for those who do not see it."""
    said = f"Utfall: {reported(outcome)}." if outcome else "Inget utfall är publicerat här."
    return f"Mål: {goal(target)}. {said}"
