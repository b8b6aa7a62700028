"""What differs between two states of one record, in Swedish words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from loften.comparing.wordings import rewritten
from loften.records.agreements import Subject
from loften.records.erasing import erased_since
from loften.records.marks import Life, Listing
from loften.records.record import Field, Record, fields, value_of
from loften.records.shared import (
    Answer,
    Link,
    Outcome,
    Period,
    Picture,
    Point,
    PromiseAssessment,
    Replacement,
    Report,
    Signature,
    Source,
    Target,
    Withdrawal,
)
from loften.records.values import Month
from loften.words import changes, dates, labels, nouns, outcomes

LONGEST = 90
"""Characters of a text that is shown before and after; of a longer one, the sentences that differ."""


def differences(before: Record, after: Record) -> Iterator[str]:
    """`status: pågår → genomförd` for each field that differs, in the order of the model, the body last.

    The two are states of the same record; where they are of different kinds, only what both have is held
    against each other. Nothing comes of two equal ones. What has a page of its own is told there. The old
    words of a field that the law has erased are not repeated.
    """
    erased = erased_since(before, after)
    common = fields(type(after))
    seen = [field for key, field in fields(type(before)).items() if key in common and _is_seen(field)]
    for field in sorted(seen, key=lambda field: field.from_file is not None):
        was, now = value_of(before, field), value_of(after, field)
        is_erased = field.key in erased or (field.key == "body" and any(map(str.isdecimal, erased)))
        if is_erased and was != now:
            yield f"{field.label}: {changes.IS_ERASED.lower()}"
        else:
            yield from _difference(field, was, now)


def _is_seen(field: Field) -> bool:
    """Whether visitors see the field on the page of its record; promises and focus areas have their own."""
    return field.life is not Life.UNSEEN and not (field.holds_records and issubclass(field.kind, Subject))


def difference(field: Field, before: object, after: object) -> str:
    """`perioden: 2023 → 2024` for a field whose two values differ."""
    old, new = shown(before), shown(after)
    if old == new and isinstance(before, Record) and isinstance(after, Record):
        old, new = _in_full(before), _in_full(after)
    if old != new and not _is_long(old, new):
        return f"{field.label}: {old} → {new}"
    if not before:
        return f"{field.label}: läggs till"
    return f"{field.label}: {'ny lydelse' if after else 'tas bort'}"


def _is_long(old: str, new: str) -> bool:
    return max(len(old), len(new)) > LONGEST or "\n" in old + new


def shown(value: object) -> str:
    """A value as a visitor would read it; `(tomt)` for what is not there."""
    match value:
        case None | () | "":
            return "(tomt)"
        case bool():
            return "ja" if value else "nej"
        case StrEnum():
            return labels.label(value)
        case dt.datetime():
            time = f" kl. {value:%H.%M}" if value.time() != dt.time() else ""
            return f"{dates.day(value.date())}{time}"
        case dt.date():
            return dates.day(value)
        case Month():
            return dates.month(value)
        case tuple():
            return ", ".join(map(shown, value))
        case Record():
            return _shown_record(value)
        case _:
            return str(value)


def _shown_record(value: Record) -> str:
    """The record in a few words; one that has none of its own here in full."""
    match value:
        case Period():
            return dates.span(value.start, value.end)
        case Target():
            return outcomes.goal(value)
        case Outcome():
            verdict = {True: ", målet är nått", False: ", målet är inte nått", None: ""}[value.is_target_met]
            return outcomes.reported(value) + verdict
        case Signature():
            return f"{value.name}, {value.role} ({value.party})"
        case Replacement():
            return f"{nouns.the_listed(Listing.AGREEMENTS)} {value.agreement} från {dates.day(value.date)}"
        case Withdrawal():
            return f"{dates.day(value.date)}, {value.reason}"
        case Link():
            return f"{value.title}, {value.address}"
        case Source():
            return ", ".join(part for part in (value.by, value.text, value.address) if part)
        case Picture():
            return f"{value.file} ({value.alt})"
        case Point() | Answer():
            return value.text
        case PromiseAssessment():
            return f"{value.promise or value.focus_area}: {labels.label(value.assessment)}"
        case Report():
            said = [shown(part) for part in (value.status, value.outcome) if part is not None]
            return ": ".join((value.measure, ", ".join(said))) if said else value.measure
        case _:
            return _in_full(value)


def _in_full(record: Record) -> str:
    """Every field of the record that says something, by its name."""
    parts = ((field, value_of(record, field)) for field in fields(type(record)).values())
    return ", ".join(f"{field.label} {shown(part)}" for field, part in parts if part)


def _difference(field: Field, before: object, after: object) -> Iterator[str]:
    if before == after:
        return
    match before, after:
        case (Record(), Record()) if any(inner.signed for inner in fields(type(before)).values()):
            # what was signed is told value by value
            for told in differences(before, after):
                yield f"{field.label}, {told}"
        case (tuple(), tuple()) if field.kind in _KEYS:
            yield from _entry_differences(before, after)
        case (str() | None, str() | None) if field.from_file or _is_long(shown(before), shown(after)):
            yield from rewritten(field.label, before or "", after or "")
        case _:
            yield difference(field, before, after)


def _entry_differences(before: tuple[Record, ...], after: tuple[Record, ...]) -> Iterator[str]:
    """What differs in a list whose entries are told apart by what they name, as reports and answers are."""
    old, new = ({_KEYS[type(entry)](entry): entry for entry in entries} for entries in (before, after))
    for key in old | new:
        if key not in new:
            yield f"{key}: borttagen ({shown(old[key])})"
        elif key not in old:
            yield f"{key}: tillagd ({shown(new[key])})"
        else:
            for told in differences(old[key], new[key]):
                yield f"{key}, {told}"


def _assessed(entry: PromiseAssessment) -> str:
    listing, identifier = entry.subject
    return f"{nouns.the_listed(listing)} {identifier}"


_KEYS: Mapping[type, Callable[[Any], str]] = {
    Report: lambda report: f"{nouns.the_listed(Listing.MEASURES)} {report.measure}",
    PromiseAssessment: _assessed,
    Point: lambda point: f"{nouns.the_listed(Listing.POINTS)} {point.id}",
    Answer: lambda answer: f"svar på {nouns.the_listed(Listing.POINTS)} {answer.point}",
}
"""What each entry of a list is called, for lists whose entries are told one by one."""
