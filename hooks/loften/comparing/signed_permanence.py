"""Rules on what was signed: it changes only together with a correction or an amendment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loften.catalogue.entries import Catalogue, Entry, catalogue
from loften.comparing.differences import difference
from loften.comparing.succession import has_gone_up, known_addresses, renamed, successors
from loften.records.agreements import Agreement, FocusArea, Promise, Subject
from loften.records.documents import PROMISES, Location
from loften.records.problems import Problem, Severity
from loften.records.record import Field, Record, written_fields
from loften.records.rules import rule
from loften.records.site import Site, is_held_back, public
from loften.records.texts import Measure, Update
from loften.records.walk import marked_values
from loften.words import nouns


@dataclass(frozen=True, kw_only=True)
class SignedChange:
    """A change of what was signed.

    `what` names the changed thing and `words` the change, in Swedish. `agreement` is the signed one as it is
    now; `name` is the address that a correction may name besides the agreement's. The change stands at
    `location` in the file at `path`. `told_by` is the new correction or amendment that tells of it, one that
    is public before one that is held back; None if nothing does.
    """

    what: str
    words: str
    agreement: Agreement
    name: str
    path: str
    location: Location
    told_by: Update | None
    subject: Record

    @property
    def unnamed(self) -> str | None:
        """What an amendment that names other things should name, as its line is written; else None."""
        told_by = self.told_by
        if told_by is None or not told_by.is_amendment:
            return None
        measures = {report.measure for report in told_by.measures}
        if not (told_by.promises or told_by.focus_areas or measures):
            return None
        match self.subject:
            case FocusArea(id=own):
                return None if own in told_by.focus_areas else f"{own} i focus_areas"
            case Promise(id=own):
                return None if own in told_by.promises else f"{own} i promises"
            case Measure() as measure:
                is_named = measure.id in measures or measure.promise in told_by.promises
                is_named = is_named or bool(set(measure.focus_areas) & set(told_by.focus_areas))
                return None if is_named else f"{measure.promise} i promises"
            case _:
                return None


@rule(
    "signed-changes-openly",
    what="Det som är undertecknat ändras bara tillsammans med en rättelse eller ett ändrat löfte.",
    why="Invånarna ska kunna se vad parterna skrev under, och vad som har ändrats sedan dess.",
    mend="Ändra tillbaka, eller lägg till en nyhet: kind: correction om det var ett fel, kind: amendment om "
    "parterna har beslutat något nytt. Låt den komma ut samma dag som ändringen.",
    example="kind: amendment\npromises: [tryggt-i-centrum]",
)
def check_signed(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """What was signed changes only together with a new correction or amendment that residents can read."""
    for change in signed_changes(before, after, today):
        told_by = change.told_by
        if told_by is None:
            yield after.problem_at(
                change.path,
                *change.location,
                fault=f"det här är undertecknat och får inte bara ändras – {change.what} ({change.words})",
                remedy=f"Ändra tillbaka, eller lägg till en nyhet i content/{change.agreement.id}/nyheter/: "
                f'en rättelse om det var ett fel ("kind: correction" och "corrects: {change.name}"), eller '
                'ett ändrat löfte om parterna har beslutat något nytt ("kind: amendment")',
            )
        elif is_held_back(told_by, today):
            yield after.problem_at(
                change.path,
                *change.location,
                fault=f"det här ändras så fort det publiceras – {change.what} ({change.words}) – men "
                f"{told_by.path} som berättar om det hålls inne till {told_by.published.date()}",
                remedy="Låt dem komma ut samma dag",
                severity=Severity.WARNING,
            )


def signed_changes(before: Site, after: Site, today: dt.date) -> Iterator[SignedChange]:
    """Every change of an agreement that the earlier state shows as signed on `today`.

    Measures may be added, titles and summaries improved, and a signed wording that was missing filled in. An
    agreement or a measure that is gone is left to the rule on addresses, which does not let it go.
    """
    signed = {agreement.id for agreement in before.agreements if agreement.signing.date <= today}
    numbers = {agreement.id: index for index, agreement in enumerate(after.agreements)}
    now, known = catalogue(after), known_addresses(before)
    news = _news_of_changes(before, after, today)
    for text, heir in successors(before, after):
        if text.agreement is None or text.agreement.id not in signed & numbers.keys():
            continue
        number = numbers[text.agreement.id]
        agreement = after.agreements[number]
        if heir is None or has_gone_up(text, heir, known):
            if isinstance(text.record, Subject):
                yield SignedChange(
                    what=_name(text),
                    words="tas bort",
                    agreement=agreement,
                    name=agreement.id,
                    path=PROMISES,
                    location=("agreements", number, text.record.listing.value),
                    told_by=_told_by(news, agreement, agreement.id),
                    subject=agreement,
                )
            continue
        for words, location in _changed_values(text, heir, now):
            name = agreement.id if isinstance(heir.record, FocusArea) else heir.name
            yield SignedChange(
                what=_name(text),
                words=words,
                agreement=agreement,
                name=name,
                path=heir.path,
                location=(*heir.location, *location),
                told_by=_told_by(news, agreement, name),
                subject=heir.record or agreement,
            )


def _changed_values(text: Entry, heir: Entry, now: Catalogue) -> Iterator[tuple[str, Location]]:
    """Each signed value that differs, in Swedish words, with where it stands within the text.

    To withdraw a signed measure changes what was signed, too; to take that back has a rule of its own.
    """
    old, new = _signed_values(text, now), _signed_values(heir, now)
    for location, (field, before) in old.items():
        if location not in new or before == new[location][1]:
            continue
        is_filled_in = field.signed and field.signed.may_be_filled_in and not before
        is_taken_back = field.signed is None and before is not None
        if not (is_filled_in or is_taken_back):
            yield difference(field, before, new[location][1]), location


def _signed_values(entry: Entry, now: Catalogue) -> Mapping[Location, tuple[Field, object]]:
    """Each value that was signed, by where it stands within the text.

    Of a measure that is not in the signed document, only that is said.
    """
    record = entry.record
    found = {
        location: (field, _plain(field, value, entry.agreement, now))
        for location, field, value in (marked_values(record, _is_signed) if record else ())
    }
    if isinstance(record, Measure):
        if not record.is_in_signed_document:
            return {location: held for location, held in found.items() if location == ("signed",)}
        found["withdrawn",] = (written_fields(Measure)["withdrawn"], record.withdrawn)
    return found


def _is_signed(field: Field) -> bool:
    return field.signed is not None


def _plain(field: Field, value: object, agreement: Agreement | None, now: Catalogue) -> object:
    """The value without what says nothing: line breaks, the order of ids, and how things are called now."""
    match value:
        case str() if field.refers_to and agreement:
            return renamed(now, agreement.id, field.refers_to.listing, value)
        case str():
            return " ".join(value.split())
        case tuple() if field.refers_to and agreement:
            return tuple(sorted(renamed(now, agreement.id, field.refers_to.listing, one) for one in value))
        case _:
            return value


def _name(entry: Entry) -> str:
    if isinstance(entry.record, Agreement):
        return entry.title
    return f'{nouns.the(entry.record)} "{entry.title}"'


def _news_of_changes(before: Site, after: Site, today: dt.date) -> Sequence[Update]:
    """The corrections and amendments that were not public in the earlier state, public ones first."""
    was_public = {entry.identity for entry in catalogue(public(before, today)).written}
    entries = catalogue(after).showing(Update)
    found = [update for entry, update in entries if entry.identity not in was_public]
    telling = (text for text in found if (text.is_correction or text.is_amendment) and not text.withdrawn)
    return sorted(telling, key=lambda update: (is_held_back(update, today), update.path))


def _told_by(news: Sequence[Update], agreement: Agreement, name: str) -> Update | None:
    for update in news:
        is_about = update.is_amendment or update.corrects in (name, agreement.id)
        if update.agreement == agreement.id and is_about:
            return update
    return None
