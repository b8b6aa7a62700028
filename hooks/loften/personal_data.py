"""Finding personal data in running text: numbers of persons, addresses, telephones and vehicles.

Names are not looked for: those who sign an agreement are named in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.se import personnummer

from loften.lookalikes import plain
from loften.model import PromisesFile


class Kind(StrEnum):
    """What sort of personal data was found."""

    PERSONAL_NUMBER = "personal-number"
    COORDINATION_NUMBER = "coordination-number"
    EMAIL = "email"
    PHONE = "phone"
    VEHICLE = "vehicle"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One piece of personal data; `start` and `end` count characters in the text that was searched.

    It does not hold the value, so that nothing that prints a finding can leak it.
    """

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Public:
    """What may stand in a text although it looks like personal data.

    Telephone numbers are digits in their national form (022125000), e-mail addresses and abbreviations are
    in lower case and in capitals.
    """

    phones: frozenset[str] = field(default=frozenset())
    emails: frozenset[str] = field(default=frozenset())
    abbreviations: frozenset[str] = field(default=frozenset())


NOTHING_PUBLIC = Public()


def public_data(promises_file: PromisesFile) -> Public:
    """The contacts' numbers and addresses, and the glossary's terms."""
    contacts = promises_file.contacts
    phones = [plain(contact.phone).text for contact in contacts if contact.phone]
    terms = [word for term in promises_file.glossary for word in (term.term, *term.forms)]
    return Public(
        phones=frozenset(
            _national(digits) for text in phones for digits in (text, *(m[0] for m in _PHONE.finditer(text)))
        ),
        emails=frozenset(contact.email.lower() for contact in contacts if contact.email),
        abbreviations=frozenset(term for term in terms if term.isupper()),
    )


def find(text: str, public: Public = NOTHING_PUBLIC) -> tuple[Finding, ...]:
    """The personal data in the text, in order; a stretch is reported once, as the most telling kind.

    Spaces, dashes and digits of every sort, invisible characters, HTML entities and backslashes do not hide
    anything.
    """
    if not _CANDIDATE.search(text):
        return ()
    read = plain(text)
    found: list[tuple[int, int, Kind | None]] = []
    for search in (_contact_phones, _personal_numbers, _emails, _phones, _vehicles):
        for start, end, kind in search(read.text, public):
            if all(end <= other_start or other_end <= start for other_start, other_end, _ in found):
                found.append((start, end, kind))
    return tuple(
        Finding(kind=kind, start=read.original(start), end=read.original(end))
        for start, end, kind in sorted(found, key=lambda item: item[0])
        if kind
    )


def find_in_name(path: str, public: Public = NOTHING_PUBLIC) -> tuple[Finding, ...]:
    """The personal data in the name of a file, where underscores and hyphens stand for spaces.

    Such names are in lower case, so a plate is one there too: 2024-03-01-krock-abc123.
    """
    name = path.replace("_", " ")
    found = find(name, public)
    capitals = find(name.upper().replace("-", " "), public)
    vehicles = (finding for finding in capitals if finding.kind is Kind.VEHICLE)
    return found + tuple(vehicle for vehicle in vehicles if vehicle not in found)


def masked(text: str, public: Public = NOTHING_PUBLIC) -> str:
    """The text with an ellipsis in the place of all personal data."""
    return _without(text, find(text, public))


def masked_name(path: str, public: Public = NOTHING_PUBLIC) -> str:
    """The path with an ellipsis in the place of all personal data in its names."""
    return _without(path, find_in_name(path, public))


def _without(text: str, findings: Iterable[Finding]) -> str:
    for finding in sorted(findings, key=lambda finding: finding.start, reverse=True):
        text = f"{text[: finding.start]}…{text[finding.end :]}"
    return text


_Span = tuple[int, int, Kind | None]
"""Where something stands, and what it is; None for what is public but must not be taken for anything else."""

_CANDIDATE = re.compile(r"@|&|%40|[([{][aA][tT][)\]}]|snabel-a|(?:\d[\W_]*){2}")
"""Every text with personal data has one of these; most texts without have a date, so this must be cheap."""


# --- personal numbers -----------------------------------------------------------------------------------
# Folkbokföringslagen (1991:481) § 18 and § 18 a. A coordination number has 60 added to the day.

_PERSONAL_NUMBER = re.compile(
    r"""(?<!\d)(?<!\d\.)
    (?P<century>18|19|20)?(?P<year>\d\d)(?P<gap>[-/.\ ]?)(?P<month>0[1-9]|1[0-2])(?P=gap)(?P<day>\d\d)
    (?P<separator>[ \t]{0,2}[-+_](?:[ \t]{0,2}|\n[ ]{0,12})|[ \t]{1,2}|\n[ ]{0,12})?
    (?P<last>\d{4})(?![^\W_])(?!-?\d|[.:]\d)""",
    re.VERBOSE,
)
_SOLE_TRADER_VAT = re.compile(r"(?<![^\W_])SE ?(?P<number>\d{6}-?\d{4}) ?01(?![^\W_])")
"""A sole trader's VAT number is SE, the owner's personal number and 01 (Skatteförfarandelagen)."""
_FIRST_YEAR_OF_PROMISES = 2015
"""No agreement is older; a full date from then on, followed by a time of day, is a moment."""


def _personal_numbers(text: str, _: Public) -> Iterator[_Span]:
    """Ten or twelve digits that are a day in the calendar and a serial number with the right check digit.

    The century of ten digits is not asked of the clock: either will do.
    """
    for match in _PERSONAL_NUMBER.finditer(text):
        if _is_moment(match) or _is_loose(match):
            continue
        kind = _personal_kind(match["century"], match["year"] + match["month"] + match["day"], match["last"])
        if kind:
            yield *match.span(), kind
    for match in _SOLE_TRADER_VAT.finditer(text):
        number = match["number"].replace("-", "")
        kind = _personal_kind(None, number[:6], number[6:])
        if kind:
            yield *match.span(), kind


def _is_moment(match: re.Match[str]) -> bool:
    """Whether it is a date and a time of day written without a colon: 2024-03-01 1830."""
    separator, last = match["separator"] or "", match["last"]
    return (
        match["century"] is not None
        and int(match["century"] + match["year"]) >= _FIRST_YEAR_OF_PROMISES
        and separator in (" ", "  ", "_")
        and int(last[:2]) < 24
        and int(last[2:]) < 60
    )


def _is_loose(match: re.Match[str]) -> bool:
    """Whether it is a row of numbers rather than one: 12 10 24 1234, or a date above another number."""
    separator = (match["separator"] or "").strip(" \t")
    if not match["gap"]:
        return False
    return "\n" in separator or (match["century"] is None and separator not in ("-", "+"))


def _personal_kind(century: str | None, day: str, last: str) -> Kind | None:
    if last.startswith("000") or not luhn.is_valid(day + last):
        return None
    centuries = (century,) if century else ("19", "20")
    if any(personnummer.is_valid(f"{first}{day}-{last}") for first in centuries):
        return Kind.PERSONAL_NUMBER
    birthday = f"{day[:4]}{int(day[4:]) - 60:02d}"
    if int(day[4:]) > 60 and any(_is_date(f"{first}{birthday}-{last}") for first in centuries):
        return Kind.COORDINATION_NUMBER
    return None


def _is_date(number: str) -> bool:
    try:
        personnummer.get_birth_date(number)
    except ValidationError:
        return False
    return True


# --- e-mail addresses -----------------------------------------------------------------------------------

_EMAIL = re.compile(
    r"""(?<![\w.+%-])(?P<name>[\w.+%-]++)(?:@|[ ]?[(\[{][ ]?(?:at|snabel-a)[ ]?[)\]}][ ]?|[ ]snabel-a[ ])
    (?P<domain>(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,})""",
    re.VERBOSE | re.IGNORECASE,
)
_NOBODYS_DOMAIN = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$")
"""Domains that are reserved for examples and belong to nobody (RFC 2606)."""


def _emails(text: str, public: Public) -> Iterator[_Span]:
    for match in _EMAIL.finditer(text):
        name, domain = match["name"].lower().strip("_."), match["domain"].lower()
        is_known = f"{name}@{domain}" in public.emails
        # git@github.com is how git writes a server.
        if not (is_known or name == "git" or _NOBODYS_DOMAIN.search(domain)):
            yield *match.span(), Kind.EMAIL


# --- telephone numbers ----------------------------------------------------------------------------------
# The Swedish numbering plan (PTS): a national number has eight to ten digits with its leading 0. Short
# numbers (112, 114 14, 1177) have no leading 0, so they are never taken for a person's.

_SPACE = r"(?:[ \t]{1,2}|\ ?\n\ {0,12})"
_JOINT = rf"(?:\ ?[-/.]\ ?|[)]\ ?|{_SPACE})?"
_AREA = (
    r"(?:8|1[0136789]|2[01367]|3[1356]|4[0246]|54|6[03]|7[0-9]|90|99"
    r"|(?:1[245]|2[24589]|3[024789]|4[135789]|5[0-35-9]|6[124-9]|9[1-8])\d)"
)
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
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)


def _national(text: str) -> str:
    """The digits of a telephone number, from within Sweden: +46 (0)221-250 00 is 022125000."""
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", text))
    foreign = re.match(r"(?:\+ ?|00 ?)46", text.lstrip("( "))
    return "0" + digits.removeprefix("00").removeprefix("46").removeprefix("0") if foreign else digits


def _phone_spans(text: str) -> Iterator[tuple[int, int, str]]:
    addresses = [match.span() for match in _URL.finditer(text)]
    for match in _PHONE.finditer(text):
        number = _national(match[0])
        is_in_address = any(start <= match.start() < end for start, end in addresses)
        is_short = number.startswith("0") and (len(number) < 8 or (number[1] == "7" and len(number) < 10))
        # Eight digits or fewer in a row are more often a reference than an old Stockholm number.
        is_reference = match[0].isdigit() and len(number) < 9
        is_long = match[0].startswith(("0", "(")) and not match[0].startswith("00") and len(number) > 10
        if not (is_in_address or is_short or is_reference or is_long or _HOURS.fullmatch(match[0])):
            yield *match.span(), number


def _contact_phones(text: str, public: Public) -> Iterator[_Span]:
    """The contacts' numbers, found first: 0101234567 could otherwise be the number of a person."""
    for start, end, number in _phone_spans(text):
        if number in public.phones:
            yield start, end, None


def _phones(text: str, _: Public) -> Iterator[_Span]:
    for start, end, _number in _phone_spans(text):
        yield start, end, Kind.PHONE


# --- vehicles -------------------------------------------------------------------------------------------
# Three letters, two digits and a digit or letter; I, Q, V, Å, Ä and Ö are not used, nor O at the end
# (Transportstyrelsen). Many abbreviations look the same, so the rule is:
#   * capitals, standing alone, with one space or none, not part of a longer number, share or web address;
#   * not after a word that numbers a series (Dnr ABC 123), and not an abbreviation of the glossary;
#   * with a space, not after a common word or abbreviation (MAX 100), nor without a space after an
#     abbreviation of standards (ISO639);
#   * but always after a word for the plate or the car (bilen MAX 100), there also in lower case.

_VEHICLE = re.compile(
    r"""(?:(?<=\d{4}-\d\d-\d\d-)|(?<![^\W_])(?<![A-ZÅÄÖ\d]-)(?<![./:=\#])) (?!MLB)
    (?P<letters>[A-HJ-PR-UW-Z]{3})(?P<space>[ ]|\n[ ]{0,12})?(?!000)\d\d[\dA-HJ-NPR-UW-Z]
    (?![^\W_])(?!-[A-Z\d])(?![./:,]\d)(?!\ ?%|\ \d{3}(?!\d))""",
    re.VERBOSE,
)
"""MLB is kept for examples and films and never given to a car (Transportstyrelsen)."""
_PLATE = re.compile(
    r"""(?<![^\W_])(?:reg(?:\.|istrerings)?[ -]?(?:nr|nummer|numret|skylt|skylten)|nummerplåt(?:en)?)[.:]?\s{1,2}
    (?:är\s|var\s)?["”'(]?(?P<number>[a-hj-pr-uw-z]{3}[ -]?\d\d[\da-hj-npr-uw-z])(?![^\W_])""",
    re.VERBOSE | re.IGNORECASE,
)
_CAR_BEFORE = re.compile(
    r"(?<![^\W_])(?:bil(?:en|ar|arna)?|fordon(?:et|en)?|släp(?:et|vagn|vagnen)?|moped(?:en)?|motorcykel(?:n)?"
    r"|lastbil(?:en)?|skåpbil(?:en)?|personbil(?:en)?|skylt(?:en)?|volvo|saab|bmw|audi|toyota|ford|kia|skoda"
    r"|volkswagen|mercedes|peugeot|renault|nissan|opel|hyundai|tesla)[ \n(\"”:]{1,3}$",
    re.IGNORECASE,
)
_SERIES_BEFORE = re.compile(
    r"(?<![^\W_])(?:dnr|d\.nr|diarie(?:nr|nummer|numret)|ärende(?:nr|nummer|t)?|akt|mål(?:nr|nummer)?|ks|ksn|sn|bun|tn"
    r"|väg|länsväg|riksväg|iso|iec|en|ss|din|rfc|sfs|prop|bet|skr|sou|ds|lag|förordning|paragraf|beslut|bilaga"
    r"|rum|sal|lokal|hus|kurs|kurskod|artikel|artikelnr|modell|typ|linje|buss|tåg|flyg|version|standard|blankett"
    r"|dokument|faktura|ref|referens|kod|projekt|serie|fastighet|kvarter|metod)[.:]? {0,2}\(?$",
    re.IGNORECASE,
)
_COMMON_WORDS = frozenset(
    "ABF AFS ALL AND ANT APR ART ASK AUG BAD BAR BAS BBR BLA BMW BOK BOR BOT BRA BUD BUP BUS BYA BYT "
    "CAD CAT CEN CET CHF CNC CPU DAB DAG DDR DEC DEL DEN DET DHL DKK DNA DNR DOM DOS DSC DUB ECE EES "
    "EFT EKG EKO ELD EMC EPA ESF EST ETA ETC ETT EUR FAR FAS FEB FEL FEM FMH FNS FOR FOT GAM GAR GAS "
    "GBP GEN GER GHZ GPS GSM HAN HAR HDR HEL HEM HON HSB HSL HUR HUS HUT JAN JOB JPG JUL JUN KAN KAP "
    "KBA KBT KHZ KLM KOL KOM KPH KRW KSN KSO KTH KTM KUL KUR KWH LAG LED LGR LMA LOK LOU LPG LPO LSS "
    "LTE MAJ MAN MAR MAT MAX MBL MED MEN MER MHZ MOT MSB NBA NED NEJ NER NOG NOK NTF NTU NUM NYA OBS "
    "OCH OKT OMR OSL OST PAR PBL PDF PER PET PMR PNG POL PTS RAD RAL RAM RAN REF RFC RGB RPM RSA RSS "
    "RUM RUT RYM SAE SAL SAM SCB SEK SEN SEP SES SEX SFS SGU SJU SKA SMS SOL SOM SOS SOU SPF SSB SSK "
    "STA STO TAK TAL TAR TBE TCP TEL TOG TOM TOP TRE TUN TUR TYP UDP UHF UNG UNO UPP URL USA USB USD "
    "UTC UTE UTK WHO WWF".split()
)
_SERIES_ABBREVIATIONS = frozenset("AFS ART CAT DNR ECE EES KSN LGR LPO MAX MIN PDF RAL RFC SAE SFS SOU UTC".split())


def _vehicles(text: str, public: Public) -> Iterator[_Span]:
    for match in _PLATE.finditer(text):
        yield *match.span("number"), Kind.VEHICLE
    addresses = [match.span() for match in _URL.finditer(text)]
    for match in _VEHICLE.finditer(text):
        is_in_address = any(start <= match.start() < end for start, end in addresses)
        if not is_in_address and _is_vehicle(match, public):
            yield *match.span(), Kind.VEHICLE


def _is_vehicle(match: re.Match[str], public: Public) -> bool:
    before = match.string[max(0, match.start() - 24) : match.start()]
    if _CAR_BEFORE.search(before):
        return True
    letters = match["letters"]
    if _SERIES_BEFORE.search(before) or letters in public.abbreviations:
        return False
    return letters not in (_COMMON_WORDS if match["space"] else _SERIES_ABBREVIATIONS)
