"""Rules on an agreement that holds in the place of another: which one, and from which day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.records.agreements import Agreement
from loften.records.documents import PROMISES
from loften.records.problems import Problem
from loften.records.rules import rule
from loften.records.shared import Replacement
from loften.records.site import Site

_ONE_DAY = dt.timedelta(days=1)


@rule(
    "replaces-another-agreement",
    what="Ett medborgarlöfte ersätter ett annat än sig självt, leder inte genom flera tillbaka till sig "
    "självt och är ensamt om att ersätta just det. Det har en uppgift om när det undertecknas (signing).",
    why="Sidorna säger vilket löfte som gäller i stället, och det gör bara ett som är undertecknat.",
    mend="Skriv id för det löfte som ersätts, eller ta bort replaces.",
    example='replaces:\n  agreement: "2023"\n  date: 2024-01-01',
)
def check_replaced_agreements(site: Site) -> Iterator[Problem]:
    """An agreement that is signed, or is to be, replaces another one, alone and not in a circle."""
    replaced: set[str] = set()
    for number, agreement, replaces in _replacing(site):
        other = replaces.agreement
        if other == agreement.id:
            fault, remedy = f'"{other}" kan inte ersätta sig självt', "skriv id för det löfte som ersätts"
        elif agreement.id in _replaced_through(site, other):
            fault = f'"{other}" ersätter själv "{agreement.id}", direkt eller genom andra löften'
            remedy = "ta bort replaces hos det äldre av dem"
        elif other in replaced:
            fault = f'"{other}" ersätts redan av ett annat löfte'
            remedy = "ta bort replaces hos det löfte som inte gäller i stället"
        elif agreement.signing is None:
            fault = "löftet är inte undertecknat än, så det ersätter inget"
            remedy = "ta bort replaces, eller skriv signing när dagen är bestämd"
        else:
            replaced.add(other)
            continue
        yield site.problem_at(
            PROMISES, *("agreements", number, "replaces", "agreement"), fault=fault, remedy=remedy
        )


@rule(
    "replacing-day-fits-both",
    what="Dagen i replaces ligger i det nya löftets period. Den ligger efter det gamlas första dag, och "
    "senast dagen efter dess sista.",
    why="Från den dagen gäller det nya, och dagen före är den sista för det gamla.",
    mend="Rätta dagen, eller perioden.",
    example='replaces:\n  agreement: "2023"\n  date: 2024-01-01',
)
def check_replacing_days(site: Site) -> Iterator[Problem]:
    """The day lies in the period of the new agreement, after the old one began and right after it at last."""
    agreements = {agreement.id: agreement for agreement in site.agreements}
    for number, agreement, replaces in _replacing(site):
        day, own, other = replaces.date, agreement.period, agreements.get(replaces.agreement)
        # One that is replaced in a circle is told of by the rule above, and began to hold on no day.
        if other is None or other.id == agreement.id or agreement.id in _replaced_through(site, other.id):
            continue
        if own.start <= own.end and not own.covers(day):
            fault = f"date {day} ligger utanför löftets period, {own.start} till {own.end}"
        elif day <= _first(other):
            fault = f'date {day} ligger inte efter dagen då "{other.id}" började gälla, {_first(other)}'
        elif day > other.period.end + _ONE_DAY:
            fault = f'date {day} ligger mer än en dag efter den sista för "{other.id}", {other.period.end}'
        else:
            continue
        yield site.problem_at(
            PROMISES, *("agreements", number, "replaces", "date"), fault=fault, remedy="rätta dagen"
        )


def _replacing(site: Site) -> Iterator[tuple[int, Agreement, Replacement]]:
    for number, agreement in enumerate(site.agreements):
        if agreement.replaces:
            yield number, agreement, agreement.replaces


def _first(agreement: Agreement) -> dt.date:
    """The day on which it began to hold, in the place of another one if it replaces any."""
    start = agreement.period.start
    return max(start, agreement.replaces.date) if agreement.replaces else start


def _replaced_through(site: Site, first: str) -> frozenset[str]:
    """The ids that replacing leads to from one of them, itself left out."""
    replaced = {agreement.id: replaces.agreement for _, agreement, replaces in _replacing(site)}
    found: list[str] = []
    while first in replaced and replaced[first] not in found:
        first = replaced[first]
        found.append(first)
    return frozenset(found)
