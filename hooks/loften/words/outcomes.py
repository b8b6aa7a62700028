"""Outcomes and targets in numbers and words; never in percentages."""

from __future__ import annotations

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


def against(outcome: Outcome, target: Target, verdict: Verdict, *, is_share: bool) -> str:
    """`20 av minst 8 grannsamverkansområden, 1 januari–31 december 2019 – målet är nått`.

    `is_share` says whether the count can be said to be so many *of* the target.
    """
    ending = {Verdict.MET: "är nått", Verdict.NOT_MET: "är inte nått"}.get(verdict)
    if is_share:
        days = dates.span(outcome.start, outcome.end)
        words = f"{grammar.grouped(outcome.count)} av {goal(target)}, {days}"
        return f"{words} – målet {ending}" if ending else words
    words = f"{reported(outcome)}; målet"
    return f"{words}, {goal(target)}, {ending}" if ending else f"{words} är {goal(target)}"


def pictured(target: Target, outcome: Outcome | None) -> str:
    """What the chart of a target shows, for those who do not see it."""
    said = f"Utfall: {reported(outcome)}." if outcome else "Inget utfall är publicerat här."
    return f"Mål: {goal(target)}. {said}"
