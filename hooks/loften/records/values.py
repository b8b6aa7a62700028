"""The written forms that a value may have, each with one converter and no second form.

Scalars arrive as the text that the editor wrote. pydantic's lax mode would read "0" as 1970-01-01 and "1_000"
as a number, so each converter accepts one form and refuses every other with an error type of its own, which
messages.py puts into Swedish. The form is one expression for the converter and for the JSON Schemas.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, LiteralString

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError


class Unknown(StrEnum):
    """What stands in the place of a day that nobody knows."""

    UNKNOWN = "unknown"


_YEARS = range(1900, 2200)
"""The years that a day can be in: what reckons with days may go some time beyond them."""
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MONTH = r"(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])"
_SIGNING_DAY = rf"({_DAY}|{_MONTH}|{Unknown.UNKNOWN})"
_MOMENT = rf"{_DAY}( [0-9]{{2}}:[0-9]{{2}})?"
_IDENTIFIER = r"[a-z0-9]+(-[a-z0-9]+)*"
_WEB_ADDRESS = r"https?://[^\s/?#]+\.[^\s]+"
_PAGE_ADDRESS = r"[a-z0-9-]+(/[a-z0-9-]+)*"


@dataclass(frozen=True, order=True)
class Month:
    """A month of the calendar, for what is not known to the day; written and printed YYYY-MM."""

    year: int
    month: int

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, self.month, 1)

    @property
    def last(self) -> dt.date:
        return dt.date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def covers(self, day: dt.date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"


def _written(form: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^{form}$"})


def _written_text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: object) -> dt.date:
    text = _written_text(value)
    if not re.fullmatch(_DAY, text):
        raise PydanticCustomError("day_form", "not a date as YYYY-MM-DD")
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("day_calendar", "no such day in the calendar") from None
    if day.year not in _YEARS:
        raise PydanticCustomError("day_calendar", "no year that a promise can speak of")
    return day


def _signing_day(value: object) -> dt.date | Month | Unknown:
    text = _written_text(value)
    if text == Unknown.UNKNOWN:
        return Unknown.UNKNOWN
    if re.fullmatch(_MONTH, text):
        return Month(int(text[:4]), int(text[5:]))
    if not re.fullmatch(_DAY, text):
        raise PydanticCustomError("signing_day_form", "neither a date, a month as YYYY-MM nor unknown")
    return _day(text)


def _moment(value: object) -> dt.datetime:
    text = _written_text(value)
    if not re.fullmatch(_MOMENT, text):
        raise PydanticCustomError("moment_form", "not a date or a date and time as YYYY-MM-DD HH:MM")
    day = _day(text[:10])
    try:
        return dt.datetime.combine(day, dt.time(int(text[11:13] or 0), int(text[14:16] or 0)))
    except ValueError:
        raise PydanticCustomError("moment_clock", "no such time of day") from None


def _publication(value: object) -> dt.datetime:
    try:
        return _moment(value)
    except PydanticCustomError as error:
        if error.type in ("moment_form", "moment_clock"):
            raise PydanticCustomError("publication_form", "not a date as YYYY-MM-DD") from None
        raise


def _whole_number(value: object) -> int:
    text = _written_text(value)
    if not re.fullmatch(r"[0-9]{1,12}", text):
        raise PydanticCustomError("whole_number", "not a whole number in digits")
    return int(text)


def _yes_no(value: object) -> bool:
    if value not in ("true", "false"):
        raise PydanticCustomError("yes_no", "neither true nor false")
    return value == "true"


def _text(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not value.strip():
        raise PydanticCustomError("empty_text", "empty")
    return value.strip()


def _of_form(form: str, error: LiteralString) -> BeforeValidator:
    """A text of this form; what is no text is left to the type to refuse."""

    def convert(value: object) -> object:
        if isinstance(value, str) and not re.fullmatch(form, value):
            raise PydanticCustomError(error, error)
        return value

    return BeforeValidator(convert)


Day = Annotated[dt.date, BeforeValidator(_day), _written(_DAY)]
"""A calendar day, written YYYY-MM-DD and nothing else."""
SigningDay = Annotated[dt.date | Month | Unknown, BeforeValidator(_signing_day), _written(_SIGNING_DAY)]
"""A day, a month where the day is not known, `2019-02`, or `unknown` where neither is."""
Moment = Annotated[dt.datetime, BeforeValidator(_moment), _written(_MOMENT)]
"""A day, optionally with a time: `2024-03-01` or `2024-03-01 09:00`, local time in Stockholm, naive."""
PublicationDay = Annotated[dt.datetime, BeforeValidator(_publication), _written(_MOMENT)]
"""A day, written YYYY-MM-DD, as midnight; texts that were published with a time of day keep it."""
WholeNumber = Annotated[
    int, BeforeValidator(_whole_number), WithJsonSchema({"type": "integer", "minimum": 0})
]
"""Zero or more, digits only."""
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
"""`true` or `false`."""
Text = Annotated[str, BeforeValidator(_text)]
"""Text that says something; spaces around it are dropped. Markdown only where the field says so."""
Identifier = Annotated[str, _of_form(_IDENTIFIER, "identifier"), _written(_IDENTIFIER)]
"""Lower-case a-z, digits and single hyphens: it becomes a part of an address."""
WebAddress = Annotated[str, _of_form(_WEB_ADDRESS, "web_address"), _written(_WEB_ADDRESS)]
"""An address at another site, with http:// or https://."""
PageAddress = Annotated[str, _of_form(_PAGE_ADDRESS, "page_address"), _written(_PAGE_ADDRESS)]
"""A page of this site without leading and closing slash: `2024/atgarder/narvaro-pa-platser`."""
