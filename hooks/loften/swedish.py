"""Swedish words for what the data says: labels, dates and counts."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Sequence
from enum import StrEnum

from loften.vocabulary import Assessment, Cadence, Comparison, PartyKind, Per, Standing, Status, UpdateKind

_LABELS: dict[StrEnum, str] = {
    Status.PLANNED: "planerad",
    Status.ONGOING: "pågår",
    Status.DONE: "genomförd",
    Status.PARTLY_DONE: "delvis genomförd",
    Status.NOT_DONE: "inte genomförd",
    Status.NOT_VERIFIABLE: "kan inte följas upp",
    # the other standings have the value of the status that they repeat, and so its label
    Standing.NOT_REPORTED: "ej rapporterad",
    Standing.OVERDUE: "försenad",
    Assessment.ON_TRACK: "på god väg",
    Assessment.BEHIND: "efter planen",
    Assessment.KEPT: "hållet",
    Assessment.PARTLY_KEPT: "delvis hållet",
    Assessment.NOT_KEPT: "inte hållet",
    Assessment.CANNOT_BE_ASSESSED: "kan inte bedömas",
    UpdateKind.MEASURE: "åtgärd",
    UpdateKind.INCIDENT: "händelse",
    UpdateKind.DIALOGUE: "dialog",
    UpdateKind.INFORMATION: "information",
    UpdateKind.AMENDMENT: "ändrat löfte",
    UpdateKind.CORRECTION: "rättelse",
    Comparison.AT_LEAST: "minst",
    Comparison.AT_MOST: "högst",
    Comparison.EXACTLY: "exakt",
    Per.WEEK: "per vecka",
    Per.MONTH: "per månad",
    Per.QUARTER: "per kvartal",
    Per.YEAR: "per år",
    Per.PERIOD: "under hela perioden",
    Cadence.QUARTERLY: "fyra gånger per år",
    Cadence.TERTIAL: "tre gånger per år",
    Cadence.HALF_YEARLY: "två gånger per år",
    Cadence.YEARLY: "en gång per år",
    PartyKind.POLICE: "polis",
    PartyKind.MUNICIPALITY: "kommun",
    PartyKind.COMPANY: "bolag",
    PartyKind.COUNCIL: "råd",
    PartyKind.UNIT: "enhet",
    PartyKind.OTHER: "annan",
}

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)

_NUMBER_WORDS = (
    "noll",
    "ett",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
)

_AFTER_Z = str.maketrans("åäö", "{|}")
"""Code points put ä before å; these three characters follow z, in the order of the alphabet."""


def label(member: StrEnum) -> str:
    """The Swedish label of an enumerated value, in lower case, as it stands in running text."""
    return _LABELS[member]


def day(date: dt.date) -> str:
    """`14 december 2023`."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def span(start: dt.date, end: dt.date) -> str:
    """`1 januari–31 december 2024`: both days included, the year once where it is the same."""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]}–{day(end)}"
    return f"{day(start)}–{day(end)}"


def months(start: dt.date, end: dt.date) -> str:
    """`april–juni 2024`, for a span of whole months."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if start.year == end.year:
        return f"{MONTHS[start.month - 1]}–{MONTHS[end.month - 1]} {end.year}"
    return f"{MONTHS[start.month - 1]} {start.year}–{MONTHS[end.month - 1]} {end.year}"


def cadence_period(cadence: Cadence, number: int, start: dt.date, end: dt.date) -> str:
    """`kvartal 2, april–juni 2024`: the period with this number in its year, from 1."""
    if cadence is Cadence.YEARLY:
        return f"helåret {start.year}"
    noun = {Cadence.QUARTERLY: "kvartal", Cadence.TERTIAL: "tertial", Cadence.HALF_YEARLY: "halvår"}[cadence]
    return f"{noun} {number}, {months(start, end)}"


def listing(words: Sequence[str], conjunction: str = "och") -> str:
    """`polisen, kommunen och KBAB`; an empty list gives an empty text."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def counted(number: int, one: str, many: str, gender: str = "n") -> str:
    """`tre löften`, `en åtgärd`, `15 åtgärder`: words up to twelve; `gender` "t" for words with ett."""
    if number == 1:
        return f"{'ett' if gender == 't' else 'en'} {one}"
    written = _NUMBER_WORDS[number] if number < len(_NUMBER_WORDS) else grouped(number)
    return f"{'inga' if number == 0 else written} {many}"


def grouped(number: int) -> str:
    """`12 500`: a no-break space between groups of three, from five digits on (Svenska skrivregler)."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}") if number >= 10_000 else str(number)


def alphabetical(text: str) -> str:
    """The key that sorts words as Swedish word lists do: å, ä, ö last, é as e, capitals as small letters."""
    letters = unicodedata.normalize("NFC", text).casefold().translate(_AFTER_Z)
    return "".join(c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))


def sentence_case(text: str) -> str:
    """The text with its first letter as a capital and the rest untouched."""
    return text[:1].upper() + text[1:]
