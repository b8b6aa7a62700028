"""What differs between two states of one record, in Swedish words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from enum import StrEnum

from loften import swedish, targets
from loften.history.wordings import rewritten
from loften.model import (
    FILLED_BY_LOADER,
    Agreement,
    FileRecord,
    Link,
    Outcome,
    Period,
    Picture,
    PromiseAssessment,
    Record,
    Report,
    Signature,
    Signing,
    Source,
    Target,
    Withdrawal,
)

NAMES: Mapping[str, str] = {
    "address": "adress",
    "aims": "vad löftet ska uppnå",
    "assessment": "bedömning",
    "assessments": "bedömningar",
    "by": "undertecknat av",
    "cadence": "hur ofta löftet följs upp",
    "cadence_text": "hur uppföljningen går till",
    "causes": "orsaker",
    "contact": "kontakt",
    "corrects": "rättar",
    "covers": "gäller tiden",
    "date": "dag",
    "document": "det undertecknade dokumentet",
    "email": "e-post",
    "end": "sista dag",
    "example_notice": "exempelmärkning",
    "explanation": "förklaring",
    "focus_area": "fokusområde",
    "focus_areas": "fokusområden",
    "former_addresses": "tidigare adresser",
    "forms": "andra former",
    "goal": "mål",
    "grace_days": "dagar innan uppföljning saknas",
    "is_in_signed_document": "står i det undertecknade dokumentet",
    "kind": "slag",
    "language": "språk",
    "laws": "lagar",
    "measures": "åtgärder",
    "menu": "namn i menyn",
    "met": "arbetsgruppen träffades",
    "name": "namn",
    "order": "plats i listor",
    "original": "undertecknad ordalydelse",
    "outcome": "utfall",
    "part_of": "del av",
    "participants": "medverkande",
    "parties": "parter",
    "period": "perioden",
    "phone": "telefon",
    "pictures": "bilder",
    "place": "ort",
    "places": "platser",
    "problem": "varför löftet ges",
    "promise": "löfte",
    "promises": "löften",
    "published": "publiceras",
    "reason": "skäl",
    "reported": "rapporterad till lokala Brå",
    "responsible": "ansvariga",
    "short_name": "kort namn",
    "short_title": "kort rubrik",
    "source": "källa",
    "sources": "underlag",
    "start": "första dag",
    "status": "status",
    "summary": "sammanfattning",
    "target": "mål i siffror",
    "term": "ord",
    "text": "text",
    "title": "rubrik",
    "updated": "uppdaterad",
    "web": "webbplats",
    "withdrawn": "tillbakadragen",
}
"""What each field is called in a list of changes."""

_PAGES_OF_THEIR_OWN = ("promises", "focus_areas")
_UNSEEN = frozenset((*FILLED_BY_LOADER, "id", "privacy_exceptions"))
"""Fields that no visitor sees as such."""
LONGEST = 90
"""Characters of a text that is shown before and after; of a longer one, the sentences that differ."""


def differences(before: Record, after: Record) -> Iterator[str]:
    """`status: pågår → genomförd` for each field that differs, in the order of the model.

    The two are states of the same record; where they are of different kinds, only what both have is held
    against each other. Nothing comes of two equal ones.
    """
    fields = type(before).model_fields
    for name in fields:
        if name in _UNSEEN or name not in type(after).model_fields:
            continue
        if isinstance(before, Agreement) and name in _PAGES_OF_THEIR_OWN:
            continue
        yield from _difference(name, getattr(before, name), getattr(after, name))
    if isinstance(before, FileRecord) and isinstance(after, FileRecord) and before.body != after.body:
        yield from rewritten("texten", before.body, after.body)


def difference(name: str, before: object, after: object) -> str:
    """`perioden: 2023 → 2024` for the field `name`, whose two values differ."""
    old, new = shown(before), shown(after)
    if old != new and not _is_long(old, new):
        return f"{NAMES[name]}: {old} → {new}"
    if not before:
        return f"{NAMES[name]}: läggs till"
    return f"{NAMES[name]}: {'ny lydelse' if after else 'tas bort'}"


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
            return swedish.label(value)
        case dt.datetime():
            time = f" kl. {value:%H.%M}" if value.time() != dt.time() else ""
            return f"{swedish.day(value.date())}{time}"
        case dt.date():
            return swedish.day(value)
        case tuple():
            return ", ".join(map(shown, value))
        case Record():
            return _shown_record(value)
        case _:
            return str(value)


def _shown_record(value: Record) -> str:
    """TypeError for a kind of record that is no single value of a field."""
    match value:
        case Period():
            return swedish.span(value.start, value.end)
        case Target():
            return targets.goal(value)
        case Outcome():
            verdict = {True: ", målet är nått", False: ", målet är inte nått", None: ""}[value.is_target_met]
            return targets.reported(value) + verdict
        case Signature():
            return f"{value.name}, {value.role} ({value.party})"
        case Withdrawal():
            return f"{swedish.day(value.date)}, {value.reason}"
        case Link():
            return f"{value.title}, {value.address}"
        case Source():
            return ", ".join(part for part in (value.by, value.text, value.address) if part)
        case Picture():
            return f"{value.file} ({value.alt})"
        case PromiseAssessment():
            return f"{value.promise or value.focus_area}: {swedish.label(value.assessment)}"
        case Report():
            said = [shown(part) for part in (value.status, value.outcome) if part is not None]
            return ": ".join((value.measure, ", ".join(said))) if said else value.measure
        case _:
            raise TypeError(value)


def _difference(name: str, before: object, after: object) -> Iterator[str]:
    if before == after:
        return
    if isinstance(before, Signing) and isinstance(after, Signing):
        for change in differences(before, after):
            yield f"undertecknandet, {change}"
    elif name in ("measures", "assessments"):
        yield from _entry_differences(before, after)
    elif (
        isinstance(before, str | None)
        and isinstance(after, str | None)
        and _is_long(shown(before), shown(after))
    ):
        yield from rewritten(NAMES[name], before or "", after or "")
    else:
        yield difference(name, before, after)


def _entry_differences(before: object, after: object) -> Iterator[str]:
    """What differs in a list of reports or assessments, whose entries are told apart by what they name."""
    old, new = _entries(before), _entries(after)
    for key in old | new:
        if key not in new:
            yield f"{key}: borttagen ({shown(old[key])})"
        elif key not in old:
            yield f"{key}: tillagd ({shown(new[key])})"
        else:
            for change in differences(old[key], new[key]):
                yield f"{key}, {change}"


def _entries(value: object) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for entry in value if isinstance(value, tuple) else ():
        if isinstance(entry, Report):
            found[f"åtgärden {entry.measure}"] = entry
        elif isinstance(entry, PromiseAssessment):
            subject = f"löftet {entry.promise}" if entry.promise else f"fokusområdet {entry.focus_area}"
            found[subject] = entry
    return found
