"""What the ledger of follow-ups says, counted from the end of a period and blaming nobody.

An agreement may promise meetings and not publication, so nothing is called late: only days are told.
"""

from __future__ import annotations

import datetime as dt

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


def published(day: dt.date, after: str | None, *, is_bundled: bool) -> str:
    """`En samlad uppföljning, publicerad här 25 november 2026, 694 dagar efter årets slut.`

    `after` is how long after the end of the period that was, None where that is not counted.
    """
    told = ", ".join(filter(None, (f"ublicerad här {dates.day(day)}", after)))
    return f"En samlad uppföljning, p{told}." if is_bundled else f"P{told}."


def days_after(days: int, cadence: Cadence, *, is_whole_year: bool, is_calendar: bool) -> str:
    """`694 dagar efter årets slut`, `på kvartalets sista dag`; `days` is negative where the end lay ahead.

    What is neither a whole year nor one of the calendar's periods is `perioden`.
    """
    of = "årets" if is_whole_year else _OF[cadence] if is_calendar else "periodens"
    if days == 0:
        return f"på {of} sista dag"
    return f"{grammar.counted(abs(days), 'dag', 'dagar')} {'efter' if days > 0 else 'före'} {of} slut"


def ended(end: dt.date) -> str:
    return f"Slutade {dates.day(end)}."


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
