"""What the ledger of follow-ups says, counted from the end of a period and blaming nobody.

An agreement may promise meetings and not publication, so nothing is called late: only days are told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from loften.records.vocabulary import Cadence
from loften.words import dates, grammar

_OF = {
    Cadence.QUARTERLY: "kvartalets",
    Cadence.TERTIAL: "tertialets",
    Cadence.HALF_YEARLY: "halvårets",
    Cadence.YEARLY: "årets",
}

NOTHING_HERE = "Ingen uppföljning är publicerad här."
BEFORE_THE_SITE = "Före webbplatsen."
NOTHING_DUE = "Ingen uppföljning ska ha kommit än."
ALL_BEFORE = "Alla perioder tog slut innan löftet visades här."
"""What is added where every period that has fallen due did so before the agreement was shown here."""


def arrived(
    day: dt.date, after: str | None, *, is_here: bool, is_bundled: bool, parts: int, elsewhere: dt.date | None
) -> str:
    """`En samlad uppföljning, publicerad här 25 november 2026, 694 dagar efter årets slut.`

    `after` is how long after the end of the period that was, None where that is not counted; `parts` how many
    texts it took. What was published before the agreement was shown here is not said to be published `här`.
    `elsewhere` is the day on which it was published somewhere else, before it came here.
    """
    when = ", ".join(filter(None, (dates.day(day), after)))
    if elsewhere is None:
        told = f"publicerad här {when}" if is_here else f"publicerad {when}"
    else:
        told = f"först publicerad på annat håll {dates.day(elsewhere)}"
        told += f", sedan här {when}" if is_here else ""
    if parts > 1:
        told = f"i {grammar.counted(parts, 'del', 'delar')}, den sista {told}"
    return grammar.sentence_case(f"en samlad uppföljning, {told}." if is_bundled else f"{told}.")


def days_after(
    days: int, cadence: Cadence, *, is_whole_year: bool, is_calendar: bool, is_bundled: bool
) -> str:
    """`694 dagar efter årets slut`, `på kvartalets sista dag`; `days` is negative where the end lay ahead.

    What is neither a whole year nor one of the calendar's periods is `perioden`, or the last of several.
    """
    of = "den sista periodens" if is_bundled else _OF[cadence] if is_calendar else "periodens"
    of = "årets" if is_whole_year else of
    if days == 0:
        return f"på {of} sista dag"
    return f"{grammar.counted(abs(days), 'dag', 'dagar')} {'efter' if days > 0 else 'före'} {of} slut"


def ended(ends: Sequence[dt.date]) -> str:
    """`Slutade 31 mars 2031.`, `Perioderna slutade 31 mars och 30 juni 2031.`"""
    if len(ends) == 1:
        return f"Slutade {dates.day(ends[0])}."
    return f"Perioderna slutade {dates.days(ends)}."


def ends(end: dt.date) -> str:
    return f"Slutar {dates.day(end)}."


def count(number: int, due: int) -> str:
    """`1 av 4 uppföljningar är publicerad här.`: the whole ledger in one sentence."""
    if not due:
        return NOTHING_DUE
    if not number:
        return f"Ingen av {due} uppföljningar är publicerad här." if due > 1 else NOTHING_HERE
    if due == 1:
        return "Uppföljningen är publicerad här."
    return f"{number} av {due} uppföljningar är {'publicerad' if number == 1 else 'publicerade'} här."
