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


_DIGITS = re.compile(
    r"\d\d[-/. ]?\d\d[-/. ]?\d\d[-+_/.,:;~=…()\[\]|>\s\"]{0,16}\d\d[- ]?\d\d|\d-?[ ]?\n[ >]{0,12}-?\d"
)
"""Every number has this form, and few texts do; it is searched much faster than the whole form."""
_LINE = r"\n[ >]{0,12}"
_CELL = r"[ ]{0,2}-?[ ]{0,2}(?:\|{1,2}|\|\s?\|?\n[ ]{0,4}\|?|;|\t|\"[;,]\")[ ]{0,2}-?"
_PERSONAL_NUMBER = re.compile(
    rf"""(?<!\d)(?<!\d\.)
    (?P<century>18|19|20)?(?P<year>\d\d)(?P<gap>[-/.\ ]?)(?P<month>0[1-9]|1[0-2])(?P=gap)(?P<day>\d\d)
    (?P<separator>
        [ \t]{{0,2}}(?:--?|[+_/.:~=…]|,[ ]?|[)\]]?[ ]?[(\[]|[)\]])(?:[ \t]{{0,2}}|{_LINE})
      | -{_LINE}{_LINE} | [ \t]?{_LINE}(?:[-+.](?:[ ]|{_LINE})?)? | (?P<cell>{_CELL}) | [ \t]{{1,2}} )?
    (?P<last>\d\d[- ]?\d\d)(?![^\W_])(?!-?\d|[.:]\d)(?!(?P<part>[-/.\ ])\d\d(?P=part)\d\d(?!\d))""",
    re.VERBOSE,
)
_BROKEN = re.compile(rf"(?<=\d)(?P<before>-?)[ ]?{_LINE}(?P<after>-?)(?=\d)")
"""The end of a line within a number."""
_LABEL_BEFORE = re.compile(
    r"(?:pers(?:on)?nr|personnummer|p\.?nr|samordnings(?:nr|nummer)|född)\W{0,3}$", re.IGNORECASE
)
_END_OF_CELL = re.compile(r"[ ]*(?:[|;,\t\n\"]|$)")
_LONGEST = len("19811228 - 9981")
_SOLE_TRADER_VAT = re.compile(r"(?<![^\W_])SE ?(?P<number>\d{6}-?\d{4}) ?01(?![^\W_])")
"""A sole trader's VAT number is SE, the owner's personal number and 01 (Skatteverket)."""
_FIRST_YEAR_OF_PROMISES, _LAST_YEAR_OF_PROMISES = 2015, 2040
"""No agreement is older; a day from then on, with a time of day or in a cell of its own, is a date."""


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Ten or twelve digits that are a day in the calendar and a serial number with the right check digit.

    The century of ten digits is not asked of the clock: either will do. A serial number 000 is never given.
    """
    if _DIGITS.search(text):
        for match in _PERSONAL_NUMBER.finditer(text):
            is_coordination = _meaning(match)
            if is_coordination is not None:
                yield PersonalNumber(*match.span(), is_coordination)
        yield from _broken_numbers(text)
    for match in _SOLE_TRADER_VAT.finditer(text) if "SE" in text else ():
        number = match["number"].replace("-", "")
        is_coordination = _is_coordination(None, number[:6], number[6:])
        if is_coordination is not None:
            yield PersonalNumber(*match.span(), is_coordination)


def _broken_numbers(text: str) -> Iterator[PersonalNumber]:
    """Numbers that continue on the next line, wherever they are broken; a column of numbers is none."""
    for broken in _BROKEN.finditer(text):
        first = text[max(0, broken.start() - _LONGEST) : broken.start()].rpartition("\n")
        last = text[broken.end() : broken.end() + _LONGEST].partition("\n")
        joint = broken["before"] + broken["after"]
        middle = len(first[2])
        for match in _PERSONAL_NUMBER.finditer(first[2] + joint + last[0]):
            is_column = (match.start() == 0 and first[0][-1:].isdigit()) or (
                match.end() == len(match.string) and re.match(r"[ >]*\d", last[2])
            )
            is_coordination = _meaning(match)
            is_broken = match.start() < middle and match.end() > middle + len(joint)
            if is_broken and not is_column and is_coordination is not None:
                start = broken.start() - middle + match.start()
                end = broken.end() + match.end() - middle - len(joint)
                yield PersonalNumber(start, end, is_coordination)


def _meaning(match: re.Match[str]) -> bool | None:
    """Whether it is a coordination number rather than a personal number; None if it is neither."""
    if _is_moment(match) or _is_loose(match):
        return None
    return _is_coordination(
        match["century"],
        match["year"] + match["month"] + match["day"],
        re.sub(r"\D", "", match["last"]),
    )


def _is_moment(match: re.Match[str]) -> bool:
    """Whether it is a date of these years and a time of day (2024-03-01 1830) or another cell."""
    separator, last = (match["separator"] or "").strip(), re.sub(r"\D", "", match["last"])
    year = int((match["century"] or "20") + match["year"])
    if not _FIRST_YEAR_OF_PROMISES <= year <= _LAST_YEAR_OF_PROMISES or int(match["day"]) > 31:
        return False
    if match["cell"]:
        return True
    is_joined = match["separator"] is None or separator.startswith(("-", "+"))
    return not is_joined and int(last[:2]) < 24 and int(last[2:]) < 60


def _is_loose(match: re.Match[str]) -> bool:
    """Whether it is a row of numbers rather than one: 12 10 24 1234, or a date above another number."""
    separator = (match["separator"] or "").strip(" \t")
    if match["cell"] and not _END_OF_CELL.match(match.string, match.end()):
        return True
    if match["separator"] is None and (match["gap"] or not match["last"].isdigit()):
        # a date whose year comes last, and another number: 06/01/2026 20, 06012026 20
        return True
    if not match["gap"]:
        return False
    if _LABEL_BEFORE.search(match.string[max(0, match.start() - 20) : match.start()]):
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
