"""The written forms that a value may have, each with one converter and no second form.

Scalars arrive as the text that the editor wrote. pydantic's lax mode would read "0" as 1970-01-01 and "1_000"
as a number, so each converter accepts one form and refuses every other with an error type of its own, which
messages.py puts into Swedish.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError


def _day(value: object) -> dt.date:
    text = value if isinstance(value, str) else ""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise PydanticCustomError("day_form", "not a date as YYYY-MM-DD")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("day_calendar", "no such day in the calendar") from None


def _moment(value: object) -> dt.datetime:
    text = value if isinstance(value, str) else ""
    match = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?: ([0-9]{2}):([0-9]{2}))?", text)
    if not match:
        raise PydanticCustomError("moment_form", "not a date or a date and time as YYYY-MM-DD HH:MM")
    day = _day(match[1])
    try:
        return dt.datetime.combine(day, dt.time(int(match[2] or 0), int(match[3] or 0)))
    except ValueError:
        raise PydanticCustomError("moment_clock", "no such time of day") from None


def _whole_number(value: object) -> int:
    if not (isinstance(value, str) and re.fullmatch(r"[0-9]{1,12}", value)):
        raise PydanticCustomError("whole_number", "not a whole number in digits")
    return int(value)


def _yes_no(value: object) -> bool:
    if value not in ("true", "false"):
        raise PydanticCustomError("yes_no", "neither true nor false")
    return value == "true"


def _text(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise PydanticCustomError("empty_text", "empty")
    return value.strip() if isinstance(value, str) else value


def _identifier(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        raise PydanticCustomError("identifier", "not an identifier")
    return value


def _web_address(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"https?://[^\s/?#]+\.[^\s]+", value):
        raise PydanticCustomError("web_address", "not a web address")
    return value


def _page_address(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*", value):
        raise PydanticCustomError("page_address", "not a page address")
    return value


Day = Annotated[dt.date, BeforeValidator(_day, json_schema_input_type=str)]
"""A calendar day, written YYYY-MM-DD and nothing else."""
Moment = Annotated[dt.datetime, BeforeValidator(_moment, json_schema_input_type=str)]
"""A day, optionally with a time: `2024-03-01` or `2024-03-01 09:00`, local time in Stockholm, naive."""
WholeNumber = Annotated[int, BeforeValidator(_whole_number)]
"""Zero or more, digits only."""
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
"""`true` or `false`."""
Text = Annotated[str, BeforeValidator(_text)]
"""Text that says something; spaces around it are dropped. Markdown only where the field says so."""
Identifier = Annotated[str, BeforeValidator(_identifier)]
"""Lower-case a-z, digits and single hyphens: it becomes a part of an address."""
WebAddress = Annotated[str, BeforeValidator(_web_address)]
"""An address at another site, with http:// or https://."""
PageAddress = Annotated[str, BeforeValidator(_page_address)]
"""A page of this site without leading and closing slash: `2024/atgarder/narvaro-pa-platser`."""
