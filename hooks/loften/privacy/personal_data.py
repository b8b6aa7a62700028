"""Finding personal data in running text: numbers of persons, addresses, telephones and vehicles.

Names are not looked for: those who sign an agreement are named in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from loften.privacy.lookalikes import plain
from loften.privacy.number_plates import number_plates
from loften.privacy.personal_numbers import personal_numbers
from loften.privacy.telephones import national, telephones
from loften.records.promises_file import PromisesFile

_LONGEST_PLATE = len("ABC 123")


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
            number
            for text in phones
            for number in (national(text), *(phone.number for phone in telephones(text)))
        ),
        emails=frozenset(contact.email.lower() for contact in contacts if contact.email),
        abbreviations=frozenset(term for term in terms if term.isupper()),
    )


def find(text: str, public: Public = NOTHING_PUBLIC) -> tuple[Finding, ...]:
    """The personal data in the text, in order; a stretch is reported once, as the most telling kind.

    Spaces, dashes and digits of every sort, invisible characters, HTML entities and backslashes do not hide
    anything.
    """
    read = plain(text)
    taken: list[tuple[int, int]] = []
    findings = []
    for start, end, kind in _spans(read.text, public):
        if all(end <= other_start or other_end <= start for other_start, other_end in taken):
            taken.append((start, end))
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
    capitals = find(re.sub("[-/]", "·", name.upper()), public)
    vehicles = [finding for finding in capitals if finding.kind is Kind.VEHICLE]
    for part in re.finditer(r"[^/]+", name):
        stem = re.sub(r"\.[^.]*$", "", part[0])
        plate = find(stem.upper().replace("-", " "), public) if len(stem) <= _LONGEST_PLATE else ()
        vehicles += [
            replace(finding, start=part.start() + finding.start, end=part.start() + finding.end)
            for finding in plate
            if finding.kind is Kind.VEHICLE
        ]
    return found + tuple(vehicle for vehicle in dict.fromkeys(vehicles) if vehicle not in found)


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
    for start, end in _emails(text, public):
        yield start, end, Kind.EMAIL
    for phone in phones:
        yield phone.start, phone.end, Kind.PHONE
    for start, end in number_plates(text, public.abbreviations):
        yield start, end, Kind.VEHICLE


_AT = re.compile(r"@|[(\[{<] ?[AaSs]|-[Aa] ")
"""Every address has one of these, and few texts do."""
_EMAIL = re.compile(
    r"""(?<![\w.+%-])(?P<name>[\w.+%-]++)(?:@|[ ]@[ ]|[ ]snabel-a[ ]
    |[ ]?[(\[{<][ ]?(?:at?|@|snabel-a)[ ]?[)\]}>][ ]?)
    (?P<domain>(?:[^\W_](?:[\w-]*[^\W_])?(?:\.|[ ]?[(\[](?:dot|punkt)[)\]][ ]?))+[^\W\d_]{2,})""",
    re.VERBOSE | re.IGNORECASE,
)
_NOBODYS_DOMAIN = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$")
"""Domains that are reserved for examples and belong to nobody (RFC 2606)."""


def _emails(text: str, public: Public) -> Iterator[tuple[int, int]]:
    if not _AT.search(text):
        return
    for match in _EMAIL.finditer(text):
        name, domain = match["name"].lower().strip("_."), match["domain"].lower()
        is_known = f"{name}@{domain}" in public.emails
        # how git writes a server
        is_git = name == "git" and domain in ("github.com", "gitlab.com")
        if not (is_known or is_git or _NOBODYS_DOMAIN.search(domain)):
            yield match.span()
