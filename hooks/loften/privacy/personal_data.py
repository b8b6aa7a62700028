"""Finding personal data in running text: numbers of persons, addresses, telephones and vehicles.

Names are not looked for: those who sign an agreement are named in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from loften.privacy.account_numbers import account_numbers
from loften.privacy.email_addresses import email_addresses
from loften.privacy.lookalikes import plain
from loften.privacy.number_plates import is_number_plate, number_plates
from loften.privacy.personal_numbers import personal_numbers
from loften.privacy.telephones import national, telephones
from loften.records.promises_file import PromisesFile


class Kind(StrEnum):
    """What sort of personal data was found."""

    PERSONAL_NUMBER = "personal-number"
    COORDINATION_NUMBER = "coordination-number"
    EMAIL = "email"
    PHONE = "phone"
    VEHICLE = "vehicle"
    ACCOUNT = "account"


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
    terms = [word for term in promises_file.glossary for word in (term.term, *term.forms)]
    return _public(
        [contact.phone for contact in contacts if contact.phone],
        [contact.email for contact in contacts if contact.email],
        terms,
    )


_WRITTEN = re.compile(r"""^[ \t-]*(phone|email|term)[ ]*:[ \t]*["']?([^"'#\n]+)""", re.MULTILINE)


def public_as_written(promises: str) -> Public:
    """The same of a promises.yaml that cannot be read as such: what stands on the lines of those fields."""
    found: dict[str, list[str]] = {"phone": [], "email": [], "term": []}
    for match in _WRITTEN.finditer(promises):
        found[match[1]].append(match[2].strip())
    return _public(found["phone"], found["email"], found["term"])


def _public(written_phones: Iterable[str], emails: Iterable[str], terms: Iterable[str]) -> Public:
    phones = [plain(phone).text for phone in written_phones]
    return Public(
        phones=frozenset(
            number
            for text in phones
            for number in (national(text), *(phone.number for phone in telephones(text)))
        ),
        emails=frozenset(email.strip().lower().removeprefix("mailto:") for email in emails),
        abbreviations=frozenset(term for term in terms if term.isupper()),
    )


def find(text: str, public: Public = NOTHING_PUBLIC) -> tuple[Finding, ...]:
    """The personal data in the text, in order; a stretch is reported once, as the most telling kind.

    Spaces, dashes and digits of every sort, invisible characters, HTML entities and backslashes do not hide
    anything.
    """
    read = plain(text)
    # none of these overlap, so the two lists run in step
    starts: list[int] = []
    ends: list[int] = []
    findings = []
    for start, end, kind in _spans(read.text, public):
        place = bisect_right(ends, start)
        if place == len(starts) or end <= starts[place]:
            starts.insert(place, start)
            ends.insert(place, end)
            if kind:
                findings.append(Finding(kind=kind, start=read.original(start), end=read.original(end)))
    return tuple(sorted(findings, key=lambda finding: finding.start))


def find_in_name(path: str, public: Public = NOTHING_PUBLIC) -> tuple[Finding, ...]:
    """The personal data in the name of a file, where underscores and hyphens stand for spaces.

    Such names are in lower case, so a plate is one there too, where its letters and digits stand together
    (`krock-abc123`) or are the whole name (`abc-123.jpg`): in `cup-120-personer` they are two words.
    """
    name = path.replace("_", " ")
    found = find(name, public)
    plates = [
        *number_plates(re.sub("[-/]", "|", name.upper()), public.abbreviations),
        *number_plates(name.replace("-", " "), public.abbreviations),
    ]
    for part in re.finditer(r"[^/]+", name):
        stem = re.sub(r"\.[^.]*$", "", part[0])
        if is_number_plate(stem, public.abbreviations):
            plates.append((part.start(), part.start() + len(stem)))
    vehicles = [
        Finding(kind=Kind.VEHICLE, start=start, end=end)
        for start, end in dict.fromkeys(plates)
        if all(end <= other.start or other.end <= start for other in found)
    ]
    return (*found, *vehicles)


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


def _spans(text: str, public: Public) -> Iterator[tuple[int, int, Kind | None]]:
    """Where something stands, and what it is; the most telling first.

    None is a contact's number, which comes before all else: 0101234567 could be the number of a person.
    """
    phones = tuple(telephones(text))
    for phone in phones:
        if phone.number in public.phones:
            yield phone.start, phone.end, None
    for start, end, is_coordination in personal_numbers(text):
        yield start, end, Kind.COORDINATION_NUMBER if is_coordination else Kind.PERSONAL_NUMBER
    for start, end in email_addresses(text, public.emails):
        yield start, end, Kind.EMAIL
    for phone in phones:
        yield phone.start, phone.end, Kind.PHONE
    for start, end in number_plates(text, public.abbreviations):
        yield start, end, Kind.VEHICLE
    for start, end in account_numbers(text):
        yield start, end, Kind.ACCOUNT
