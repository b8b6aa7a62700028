"""Finding telephone numbers in text.

The Swedish numbering plan (PTS): a national number has eight to ten digits with its leading 0. Short numbers
(112, 114 14, 1177) have no leading 0, so they are never taken for a person's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from loften.privacy.web_addresses import WEB_ADDRESS


class Telephone(NamedTuple):
    """Where a number stands in the text, and its digits in national form (022125000)."""

    start: int
    end: int
    number: str


_DIGITS = re.compile(r"[0+](?<!\d[0+])(?:[-\s()/.]{0,14}\d){7}")
"""Every number has this form, and few texts do; it is searched much faster than the whole form."""
_SPACE = r"(?:[ \t]{1,2}|\ ?\n\ {0,12})"
_JOINT = rf"(?:\ ?[-/.]\ ?|[)]\ ?|{_SPACE})?"
_AREA = r"(?:8|[1-9]\d\d?)"
_PHONE = re.compile(
    rf"""(?:(?<=\d{{4}}-\d\d-\d\d-)|(?<![^\W_])(?<!\d[-./:]))
    (?: (?:\+|00)\ ?46(?:[-.\ ()/]{{0,3}}|{_SPACE})(?:\(?0\)?)?(?:[-.\ ()/]{{0,3}}\d|{_SPACE}\d){{7,9}}
      | \+(?!\ ?46)[1-9](?:[-.\ ()/]{{0,2}}\d){{9,13}}(?!\ ?(?:kr|SEK|euro|miljo|mdkr|mkr|%|procent))
      | 00(?:45|47|44|48|49|354|358|37[012])(?:[-.\ ()/]{{0,2}}\d){{7,10}}
      | \(?07[02369](?:{_JOINT}\d){{7}}
      | \(?0{_AREA}(?:\)[\ -]?|\ ?[-/]\ ?|{_SPACE})
        (?: \d{{2,3}}(?:{_SPACE}\d{{2,3}}){{1,3}} | \d{{3,4}}{_SPACE}\d{{3,4}} | \d{{5,8}} )
      | 0{_AREA}\d{{5,8}} )
    (?![^\W_])(?!-\d|[.:]\d)""",
    re.VERBOSE,
)
_HOURS = re.compile(r"0\d{3}-\d{4} \d\d")
"""Opening hours and a number, "0700-1600 20 personer", have as many digits as a mobile number."""


def national(text: str) -> str:
    """The digits of a telephone number, from within Sweden: +46 (0)221-250 00 is 022125000."""
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", text))
    foreign = re.match(r"(?:\+ ?|00 ?)46", text.lstrip("( "))
    return "0" + digits.removeprefix("00").removeprefix("46").removeprefix("0") if foreign else digits


def telephones(text: str) -> Iterator[Telephone]:
    """Swedish numbers as they are usually written, and numbers abroad with + or 00 first.

    Digits in a web address are not taken for a number, but those of a tel: link are.
    """
    if not _DIGITS.search(text):
        return
    addresses = [match.span() for match in WEB_ADDRESS.finditer(text)]
    for match in _PHONE.finditer(text):
        number = national(match[0])
        is_in_address = any(start <= match.start() < end for start, end in addresses)
        is_short = number.startswith("0") and (len(number) < 8 or (number[1] == "7" and len(number) < 10))
        # Eight digits or fewer in a row are more often a reference than an old Stockholm number.
        is_reference = match[0].isdigit() and len(number) < 9
        is_long = match[0].startswith(("0", "(")) and not match[0].startswith("00") and len(number) > 10
        if not (is_in_address or is_short or is_reference or is_long or _HOURS.fullmatch(match[0])):
            yield Telephone(*match.span(), number)
