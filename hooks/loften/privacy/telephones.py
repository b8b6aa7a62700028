"""Finding telephone numbers in text.

The Swedish numbering plan (PTS): a national number has eight to ten digits with its leading 0. Short numbers
(112, 114 14, 1177) have no leading 0, so they are never taken for a person's. A mobile number begins with
070, 072, 073, 076 or 079 and has ten digits, which is enough to tell it in any grouping, with its label or a
name written together with it, or after 46 without a plus.
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


_DIGITS = re.compile(r"[0+4](?<!\d[0+4])(?:[-\s()/._,:|>]{0,14}\d){7}")
"""Every number has this form, and few texts do; it is searched much faster than the whole form."""
_LINE = r"\n[ >]{0,12}"
_SPACE = rf"(?:[ \t]{{1,2}}|[ ]?{_LINE})"
_JOINT = rf"(?:[ ]?[-/._][ ]?(?:{_LINE})?|[)][ ]?|{_SPACE})?"
_CELL = r"(?:-?[ ]?\|[| ]{0,3})"
_BEFORE_46 = rf"(?:[-.\ ()/]{{0,3}}|{_SPACE})"
_AREA = r"(?:8|[1-9]\d\d?)"
_PHONE = re.compile(
    rf"""(?:(?<=\d{{4}}-\d\d-\d\d-)|(?<!\d)(?<!\d[-./:]))
    (?: (?:\+|00)\ ?46{_BEFORE_46}(?:\(?0\)?)?(?:[-.\ ()/_]{{0,3}}\d|{_SPACE}\d){{7,9}}
      | \+(?!\ ?46)[1-9](?:[-.\ ()/]{{0,2}}\d){{9,13}}(?!\ ?(?:kr|SEK|euro|miljo|mdkr|mkr|%|procent))
      | 00(?:45|47|44|48|49|354|358|37[012])(?:[-.\ ()/]{{0,2}}\d){{7,10}}
      | 46{_BEFORE_46}(?:\(0\)[-\ ]?)?7[02369](?:{_JOINT}\d){{7}} | 46[1-9]\d{{7,8}}
      # mobile numbers: in any groups and over cells, after 070 perhaps a comma or a colon
      | \(?0(?:\)|{_LINE})?7(?:{_LINE})?[02369]
        (?:[ ]?[,:][ ]?|{_CELL}|{_JOINT})\d (?:(?:{_CELL}|{_JOINT})\d){{6}}
      | 0[ ]7[02369](?:{_JOINT}\d){{7}} | 07[-/. ][02369]\d{{7}} | 0[ ]7(?:[ ]\d){{8}}(?!\ \d)
      | 07(?P<pair>[-./ ])[02369]\d(?:(?P=pair)\d\d){{3}}(?!(?P=pair)\d)
      | (?<!\d{{6}}\ )\(?0{_AREA}(?:\)[\ -]?|\ ?[-/]\ ?|{_SPACE})
        (?: \d{{2,3}}(?:{_SPACE}\d{{2,3}}){{1,3}} | \d{{3,4}}{_SPACE}\d{{3,4}} | \d{{5,8}}
          | (?<=[-/ ])\d(?:\ \d\d){{2}} | (?<=-)\d{{3}}-\d{{2,3}}-\d{{2,3}} )
      | 0{_AREA}\d{{5,8}} | 0[1-9]\d\d\.\d{{2,3}}\.?\d{{2,3}}
      # after its label, any grouping at all
      | (?:(?<=[a-zA-Z]{{3}})|(?<=[a-z][.:\ ])|(?<=[a-z][.:]\ ))
        (?P<labelled>\(?0[1-9](?:{_JOINT}\d){{7,8}}) )
    (?!\d)(?!-\d|[.:]\d)""",
    re.VERBOSE,
)
_LETTERS_BEFORE, _LETTERS_AFTER = re.compile(r"[^\W\d_]{1,20}$"), re.compile(r"[^\W\d_]{1,20}")
_LABEL = (
    r"(?:tfn|tel|telnr|telefon(?:nr|nummer|numret)?|mob|mobil(?:nr|nummer|en)?"
    r"|ring|sms|fax|jour|direkt|växeln?)"
)
_LABEL_ALONE = re.compile(rf"{_LABEL}|[amt]", re.IGNORECASE)
_LABEL_BEFORE = re.compile(rf"(?<![^\W_]){_LABEL}[.: ]{{0,2}}$", re.IGNORECASE)
_HEXADECIMAL = re.compile(r"[a-f]*x?")
"""Letters that are part of a checksum or a number of a thing, rather than a name."""
_DIALLED = re.compile(
    r"(?:wa\.me/|[?&/](?:phone|tel|telefon|telephone|mobile?|number|nummer|nr|to|till|payee)[=/])\+?$",
    re.IGNORECASE,
)
"""What in a web address is followed by a number to call or write to."""
_SERIES_BEFORE = re.compile(
    r"(?:faktura|ocr|order|artikel|konto|kto|giro|bg|pg|serie|referens|ref|kund|avtal|projekt|id)\w{0,8}"
    r"[ .:#]{1,3}$",
    re.IGNORECASE,
)
_POLICE_FROM_ABROAD = "0771141400"
"""What 114 14 is for those who call from another country (Polisen)."""
_HOURS = re.compile(r"0\d{3}-\d{4} \d\d")
"""Opening hours and a number, "0700-1600 20 personer", have as many digits as a mobile number."""


def national(text: str) -> str:
    """The digits of a telephone number, from within Sweden: +46 (0)221-250 00 is 022125000."""
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", text))
    foreign = re.match(r"(?:\+ ?|00 ?)46|46(?=\D{0,3}[1-9])", text.lstrip("( "))
    return "0" + digits.removeprefix("00").removeprefix("46").removeprefix("0") if foreign else digits


def telephones(text: str) -> Iterator[Telephone]:
    """Swedish numbers as they are usually written, and numbers abroad with + or 00 first.

    Digits in a web address are not taken for a number, unless it is one that dials or writes to them; those
    of a tel: link are.
    """
    if not _DIGITS.search(text):
        return
    addresses = [match.span() for match in WEB_ADDRESS.finditer(text)]
    for match in _PHONE.finditer(text):
        number = national(match[0])
        is_in_address = any(start <= match.start() < end for start, end in addresses)
        before = text[max(0, match.start() - 24) : match.start()]
        is_dialled = is_in_address and (match[0].startswith("+46") or _DIALLED.search(before))
        is_short = number.startswith("0") and (len(number) < 8 or (number[1] == "7" and len(number) < 10))
        # Eight digits or fewer in a row are more often a reference than an old Stockholm number.
        is_reference = match[0].isdigit() and len(number) < 9
        is_long = match[0].startswith(("0", "(")) and not match[0].startswith("00") and len(number) > 10
        is_apart = is_dialled or (not is_in_address and _stands_apart(match, number))
        if is_apart and not (
            is_short or is_reference or is_long or _HOURS.fullmatch(match[0]) or number == _POLICE_FROM_ABROAD
        ):
            yield Telephone(*match.span(), number)


def _stands_apart(match: re.Match[str], number: str) -> bool:
    """Whether it is no part of a word or series: only its label, or a name and a mobile number, may touch."""
    text, is_mobile = match.string, len(number) == 10 and number[:3] in _MOBILE
    before = text[max(0, match.start() - 21) : match.start()]
    if match[0].isdigit() and not match[0].startswith("07") and _SERIES_BEFORE.search(before):
        return False
    if match["labelled"] and not _LABEL_BEFORE.search(before):
        return False
    first, last = _LETTERS_BEFORE.search(before), _LETTERS_AFTER.match(text, match.end())
    if last and (
        not is_mobile or _HEXADECIMAL.fullmatch(last[0]) or text[last.end() : last.end() + 1].isdigit()
    ):
        return False
    if first is None:
        return True
    if first.start() and before[first.start() - 1].isdigit():
        return False
    return bool(
        _LABEL_ALONE.fullmatch(first[0]) or (is_mobile and not _HEXADECIMAL.fullmatch(first[0].lower()))
    )


_MOBILE = frozenset(("070", "072", "073", "076", "079"))
