"""Days and spans of days as they are written in Swedish."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from loften.records.values import Month
from loften.records.vocabulary import Cadence
from loften.words import grammar

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


def day(date: dt.date) -> str:
    """`14 december 2023`."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def month(of: Month) -> str:
    """`februari 2019`."""
    return f"{MONTHS[of.month - 1]} {of.year}"


def in_year(date: dt.date) -> str:
    """`14 december`."""
    return f"{date.day} {MONTHS[date.month - 1]}"


def days(dates: Sequence[dt.date]) -> str:
    """`31 mars, 30 juni och 30 september 2024`: the year once for all that are in the same one."""
    following = (*dates[1:], None)
    told = [
        in_year(date) if after and after.year == date.year else day(date)
        for date, after in zip(dates, following, strict=True)
    ]
    return grammar.joined(told)


def span(start: dt.date, end: dt.date) -> str:
    """`1 januari–31 december 2024`: both days included, the year once where it is the same."""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]}–{day(end)}"
    return f"{day(start)}–{day(end)}"


def years(start: dt.date, end: dt.date) -> str:
    """`2019` or `2019–2021` for whole years, the days for any other span."""
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31):
        return span(start, end)
    return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"


def clock(start: dt.datetime, end: dt.datetime | None) -> str:
    """`klockan 18.00–20.00` on one day; nothing for midnight, which is a day without a time."""
    if start.time() == dt.time():
        return ""
    return f"klockan {start:%H.%M}–{end:%H.%M}" if end else f"klockan {start:%H.%M}"


def occasion(start: dt.datetime, end: dt.datetime | None) -> str:
    """`9 december 2026 klockan 18.00–20.00`, `9–10 december 2026`."""
    if end is None or start.date() == end.date():
        return " ".join(filter(None, (day(start.date()), clock(start, end))))
    if start.time() == dt.time():
        return span(start.date(), end.date())
    return f"{day(start.date())} {clock(start, None)} till {day(end.date())} {clock(end, None)}"


def months(start: dt.date, end: dt.date) -> str:
    """`april–juni 2024`, for a span of whole months."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{MONTHS[start.month - 1]} {start.year}"
    if start.year == end.year:
        return f"{MONTHS[start.month - 1]}–{MONTHS[end.month - 1]} {end.year}"
    return f"{MONTHS[start.month - 1]} {start.year}–{MONTHS[end.month - 1]} {end.year}"


def cadence_period(
    cadence: Cadence, first: int | None, last: int | None, start: dt.date, end: dt.date
) -> str:
    """`kvartal 2, april–juni 2024`, `kvartal 1–4, januari–december 2024`, `helåret 2024`.

    `first` and `last` are the numbers of the calendar's periods in their year, from 1; a span that has none,
    or reaches into another year, is named by its days.
    """
    if first is None or last is None or start.year != end.year:
        return span(start, end)
    if cadence is Cadence.YEARLY:
        return f"helåret {start.year}"
    noun = {Cadence.QUARTERLY: "kvartal", Cadence.TERTIAL: "tertial", Cadence.HALF_YEARLY: "halvår"}[cadence]
    numbers = str(first) if first == last else f"{first}–{last}"
    return f"{noun} {numbers}, {months(start, end)}"
