"""Rules on what was published: what an update or a follow-up reported is corrected, never rewritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from loften import addresses
from loften.checks.references import PROMISES, problem_at
from loften.history.differences import difference
from loften.history.succession import Written, by_address, public_texts, renamed
from loften.model import FollowUp, Measure, PromiseAssessment, Update
from loften.problems import Problem
from loften.site import Site


def check_published_days(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """The day of publication of a public text stays, but follows the signing's when that is corrected."""
    for text, heir in public_texts(before, after, today):
        old, new = text.published, heir.published
        if old == new or _follows_signing(before, after, text, heir):
            continue
        message = (
            f"texten är redan publicerad, så dagen ligger fast – {difference('published', old, new)}. Ändra "
            "tillbaka. Blev dagen fel: skriv när det hände i date i en rättelse"
        )
        if isinstance(heir, Measure):
            message = (
                f"åtgärden är redan publicerad, så dagen ligger fast – {difference('published', old, new)}. "
                "Ändra tillbaka"
            )
        yield problem_at(after, heir.path, "published", message=message)


def _follows_signing(
    before: Site, after: Site, text: Measure | Update | FollowUp, heir: Measure | Update | FollowUp
) -> bool:
    """Whether a signed measure moves with its agreement's signing, whose change has a rule of its own."""
    signed_on, now_signed_on = (
        before.agreement(text.agreement).signing.date,
        after.agreement(heir.agreement).signing.date,
    )
    is_signed = isinstance(heir, Measure) and heir.is_in_signed_document
    return is_signed and signed_on != now_signed_on and heir.published.date() == now_signed_on


def check_signings_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """An agreement that has been signed stays signed: its signing is an item in the feed, which cannot go."""
    numbers = {agreement.id: number for number, agreement in enumerate(after.agreements)}
    for agreement in before.agreements:
        number = numbers.get(agreement.id)
        if number is None or agreement.signing.date > today:
            continue
        signed_on = after.agreements[number].signing.date
        if signed_on > today:
            message = (
                f"date {signed_on} har inte varit än, men undertecknandet är redan publicerat – skriv dagen "
                "då löftet undertecknades"
            )
            yield problem_at(after, PROMISES, "agreements", number, "signing", "date", message=message)


def check_withdrawals_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """A text that has been withdrawn stays withdrawn, or what it said would count again without a word."""
    for text, heir in public_texts(before, after, today):
        if text.withdrawn and heir.withdrawn is None:
            message = (
                "texten är tillbakadragen och det är publicerat – skriv tillbaka withdrawn. Gäller "
                "uppgifterna ändå: publicera en ny text"
            )
            yield problem_at(after, heir.path, "title", of_key=True, message=message)


_ADDITION = "Ta bort det här och berätta i en ny fil i {folder}"
_REWRITING = (
    "Ändra tillbaka och publicera en rättelse: en ny fil i {folder} med "
    '"kind: correction" och "corrects: {address}"'
)


def check_reports_stay(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """The kind, days, statuses, outcomes and assessments of a public update or follow-up are not rewritten.

    Nor is a report or an assessment added or removed: each would change a status without a public, dated
    text. Titles, summaries, texts, pictures, reasons and sources may be improved, and a follow-up's meeting
    days filled in.
    """
    now = by_address(after)
    for text, heir in public_texts(before, after, today):
        if isinstance(text, Measure) or isinstance(heir, Measure):
            continue
        old, new = _reported(text, now), _reported(heir, now)
        for key in old | new:
            words = _words_of_change(key, old, new)
            if words is None:
                continue
            place = new[key].location if key in new else old[key].location[:1]
            is_addition = key.subject and key not in old
            remedy = _ADDITION if is_addition else _REWRITING
            remedy = remedy.format(
                folder=f"content/{heir.agreement}/nyheter/", address=addresses.of_record(heir).rstrip("/")
            )
            message = f"det här är redan publicerat och skrivs inte om – {words}. {remedy}"
            yield problem_at(after, heir.path, *place, message=message)


class _Key(NamedTuple):
    """What is said of what: `subject` is a measure, promise or focus area in Swedish, "" the text itself.

    `field` is the field's name in the model, "" that the subject is spoken of at all.
    """

    subject: str
    field: str


class _Said(NamedTuple):
    """Where something is said in the file, and what."""

    location: tuple[str | int, ...]
    value: object


def _words_of_change(key: _Key, old: Mapping[_Key, _Said], new: Mapping[_Key, _Said]) -> str | None:
    """The change in words; None if there is none, or if it is told by the subject's coming or going."""
    if key in old and key in new:
        before, after = old[key].value, new[key].value
        if before == after or (key.field in _MAY_BE_FILLED_IN and before is None):
            return None
        words = difference(key.field, before, after)
        return f"{key.subject}, {words}" if key.subject else words
    if key.field:
        return None
    return f"{key.subject} tas bort" if key in old else f"{key.subject} läggs till"


_MAY_BE_FILLED_IN = frozenset(("met", "reported"))


def _reported(record: Update | FollowUp, now: Mapping[str, Written]) -> dict[_Key, _Said]:
    """Everything in the record that is never rewritten, with the ids that things have now."""
    said = {_Key("", "date"): _Said(("date",), _own_day(record))}
    if isinstance(record, Update):
        corrected = now.get(record.corrects or "")
        said[_Key("", "kind")] = _Said(("kind",), record.kind)
        said[_Key("", "corrects")] = _Said(("corrects",), corrected.address if corrected else record.corrects)
    else:
        said[_Key("", "covers")] = _Said(("covers",), record.covers)
        said[_Key("", "met")] = _Said(("met",), record.met)
        said[_Key("", "reported")] = _Said(("reported",), record.reported)
    for index, report in enumerate(record.measures):
        place = ("measures", index)
        subject = f'åtgärden "{renamed(now, f"{record.agreement}/atgarder", report.measure)}"'
        said[_Key(subject, "")] = _Said(place, None)
        said[_Key(subject, "status")] = _Said((*place, "status"), report.status)
        said[_Key(subject, "outcome")] = _Said((*place, "outcome"), report.outcome)
    for index, entry in enumerate(record.assessments):
        subject = _subject(record, entry, now)
        said[_Key(subject, "")] = _Said(("assessments", index), None)
        said[_Key(subject, "assessment")] = _Said(("assessments", index, "assessment"), entry.assessment)
    return said


def _own_day(record: Update | FollowUp) -> dt.date | None:
    """The day that the text names as its own; None where it is the day of publication."""
    return None if record.date == record.published.date() else record.date


def _subject(record: Update | FollowUp, entry: PromiseAssessment, now: Mapping[str, Written]) -> str:
    if entry.promise:
        return f'löftet "{renamed(now, f"{record.agreement}/loften", entry.promise)}"'
    return f'fokusområdet "{renamed(now, f"{record.agreement}/fokusomraden", entry.focus_area or "")}"'
