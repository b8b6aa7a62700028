"""Finding Swedish personal numbers and coordination numbers in text.

Folkbokföringslagen (1991:481) § 18 and lagen (2022:1697) om samordningsnummer: the day of birth, a serial
number and a check digit; a coordination number has 60 added to the day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.se import personnummer


class PersonalNumber(NamedTuple):
    """Where a number stands in the text, and of which of the two sorts it is."""

    start: int
    end: int
    is_coordination: bool


_DIGITS = re.compile(r"\d\d[-/. ]?\d\d[-/. ]?\d\d[-+_/.,(\s]{0,16}\d\d ?\d\d")
"""Every number has this form, and few texts do; it is searched much faster than the whole form."""
_PERSONAL_NUMBER = re.compile(
    r"""(?<!\d)(?<!\d\.)
    (?P<century>18|19|20)?(?P<year>\d\d)(?P<gap>[-/.\ ]?)(?P<month>0[1-9]|1[0-2])(?P=gap)(?P<day>\d\d)
    (?P<separator>[ \t]{0,2}(?:--?|[+_/.]|,[ ]|[(])(?:[ \t]{0,2}|\n[ ]{0,12})|[ \t]{1,2}|\n[ ]{0,12})?
    (?P<last>\d\d[ ]?\d\d)(?![^\W_])(?!-?\d|[.:]\d)""",
    re.VERBOSE,
)
_SOLE_TRADER_VAT = re.compile(r"(?<![^\W_])SE ?(?P<number>\d{6}-?\d{4}) ?01(?![^\W_])")
"""A sole trader's VAT number is SE, the owner's personal number and 01 (Skatteverket)."""
_FIRST_YEAR_OF_PROMISES = 2015
"""No agreement is older; a full date from then on, followed by a time of day, is a moment."""


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Ten or twelve digits that are a day in the calendar and a serial number with the right check digit.

    The century of ten digits is not asked of the clock: either will do. A serial number 000 is never given.
    """
    if _DIGITS.search(text):
        for match in _PERSONAL_NUMBER.finditer(text):
            is_coordination = _is_coordination(
                match["century"],
                match["year"] + match["month"] + match["day"],
                match["last"].replace(" ", ""),
            )
            if is_coordination is not None and not (_is_moment(match) or _is_loose(match)):
                yield PersonalNumber(*match.span(), is_coordination)
    for match in _SOLE_TRADER_VAT.finditer(text):
        number = match["number"].replace("-", "")
        is_coordination = _is_coordination(None, number[:6], number[6:])
        if is_coordination is not None:
            yield PersonalNumber(*match.span(), is_coordination)


def _is_moment(match: re.Match[str]) -> bool:
    """Whether it is a date and a time of day without a colon: 2024-03-01 1830, 20240301_1830."""
    separator, last = match["separator"] or "", match["last"].replace(" ", "")
    return (
        match["century"] is not None
        and int(match["century"] + match["year"]) >= _FIRST_YEAR_OF_PROMISES
        and int(match["day"]) <= 31
        and (separator == "_" or (match["gap"] == "-" and separator in (" ", "  ")))
        and int(last[:2]) < 24
        and int(last[2:]) < 60
    )


def _is_loose(match: re.Match[str]) -> bool:
    """Whether it is a row of numbers rather than one: 12 10 24 1234, or a date above another number."""
    separator = (match["separator"] or "").strip(" \t")
    if not match["gap"]:
        return False
    return "\n" in separator or (match["century"] is None and separator not in ("-", "+"))


def _is_coordination(century: str | None, day: str, last: str) -> bool | None:
    """Whether it is a coordination number rather than a personal number; None if it is neither."""
    if last.startswith("000") or not luhn.is_valid(day + last):
        return None
    centuries = (century,) if century else ("19", "20")
    if any(personnummer.is_valid(f"{first}{day}-{last}") for first in centuries):
        return False
    # python-stdnum knows the check digit and the calendar, but not the 60 added to the day.
    birthday = f"{day[:4]}{int(day[4:]) - 60:02d}"
    if int(day[4:]) > 60 and any(_is_date(f"{first}{birthday}-{last}") for first in centuries):
        return True
    return None


def _is_date(number: str) -> bool:
    try:
        personnummer.get_birth_date(number)
    except ValidationError:
        return False
    return True
