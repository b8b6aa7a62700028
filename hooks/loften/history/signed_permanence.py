"""Rules on what was signed: it changes only together with a correction or an amendment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from loften import addresses
from loften.checks.references import PROMISES, problem_at
from loften.history.differences import difference
from loften.history.succession import Written, by_address, has_gone_up, renamed, successors, written
from loften.model import Agreement, FocusArea, Measure, Promise, Update
from loften.problems import Problem, warning
from loften.site import Site, is_held_back, public
from loften.vocabulary import UpdateKind


@dataclass(frozen=True, kw_only=True)
class SignedChange:
    """A change of what was signed.

    `what` names the changed thing and `words` the change, in Swedish. `agreement` is the signed one as it is
    now; `address`, without closing slash, is what a correction may name besides the agreement. The change
    stands at `location` in the file at `path`. `told_by` is the new correction or amendment that tells of it,
    one that is public before one that is held back; None if nothing does.
    """

    what: str
    words: str
    agreement: Agreement
    address: str
    path: str
    location: tuple[str | int, ...]
    told_by: Update | None
    subject: Agreement | Promise | FocusArea | Measure

    @property
    def unnamed(self) -> str | None:
        """What an amendment that names other things should name, as its line is written; else None."""
        told_by, subject = self.told_by, self.subject
        if told_by is None or told_by.kind is not UpdateKind.AMENDMENT:
            return None
        measures = {report.measure for report in told_by.measures}
        if isinstance(subject, Agreement) or not (told_by.promises or told_by.focus_areas or measures):
            return None
        if isinstance(subject, FocusArea):
            return None if subject.id in told_by.focus_areas else f"{subject.id} i focus_areas"
        if isinstance(subject, Promise):
            return None if subject.id in told_by.promises else f"{subject.id} i promises"
        is_named = subject.id in measures or subject.promise in told_by.promises
        is_named = is_named or bool(set(subject.focus_areas) & set(told_by.focus_areas))
        return None if is_named else f"{subject.promise} i promises"


def check_signed(before: Site, after: Site, today: dt.date) -> Iterator[Problem]:
    """What was signed changes only together with a new correction or amendment that residents can read."""
    for change in signed_changes(before, after, today):
        told_by = change.told_by
        if told_by is None:
            message = (
                f"det här är undertecknat och får inte bara ändras – {change.what} ({change.words}). Ändra "
                f"tillbaka, eller lägg till en nyhet i content/{change.agreement.id}/nyheter/: en rättelse "
                f'om det var ett fel ("kind: correction" och "corrects: {change.address}"), eller ett ändrat '
                'löfte om parterna har beslutat något nytt ("kind: amendment")'
            )
            yield problem_at(after, change.path, *change.location, message=message)
        elif is_held_back(told_by, today):
            line, column = after.position(change.path, *change.location)
            message = (
                f"det här ändras så fort det publiceras – {change.what} ({change.words}) – men "
                f"{told_by.path} som berättar om det hålls inne till {told_by.published.date()}. Låt dem "
                "komma ut samma dag"
            )
            yield warning(path=change.path, line=line, column=column, message=message)


def signed_changes(before: Site, after: Site, today: dt.date) -> Iterator[SignedChange]:
    """Every change of an agreement that the earlier state shows as signed on `today`.

    Measures may be added, titles and summaries improved, and a signed wording that was missing filled in. An
    agreement or a measure that is gone is left to the rule on addresses, which does not let it go.
    """
    signed = {agreement.id for agreement in before.agreements if agreement.signing.date <= today}
    numbers = {agreement.id: index for index, agreement in enumerate(after.agreements)}
    now = by_address(after)
    known = {text.address for text in written(before)}
    news = _news_of_changes(before, after, today)
    for text, heir in successors(before, after):
        if text.agreement is None or text.agreement.id not in signed & numbers.keys():
            continue
        number = numbers[text.agreement.id]
        agreement = after.agreements[number]
        if heir is None or has_gone_up(text, heir, known):
            if isinstance(text.text, Promise | FocusArea):
                key = "promises" if isinstance(text.text, Promise) else "focus_areas"
                yield SignedChange(
                    what=_name(text),
                    words="tas bort",
                    agreement=agreement,
                    address=agreement.id,
                    path=PROMISES,
                    location=("agreements", number, key),
                    told_by=_told_by(news, agreement, agreement.id),
                    subject=agreement,
                )
            continue
        values = zip(_signed_values(text, now), _signed_values(heir, now), strict=False)
        for (field, _, old), (_, location, new) in values:
            if old != new and not _is_free(field, old):
                yield SignedChange(
                    what=_name(text),
                    words=difference(field, old, new),
                    agreement=agreement,
                    address=_correctable(heir, agreement),
                    path=heir.path,
                    location=(*heir.location, *location),
                    told_by=_told_by(news, agreement, _correctable(heir, agreement)),
                    subject=_subject(heir, agreement),
                )


def _signed_values(
    written_text: Written, now: Mapping[str, Written]
) -> Iterator[tuple[str, tuple[str, ...], object]]:
    """Each value that was signed: the field's name, where it stands within the text, and what it is.

    Lists of parties have no order, and how the lines of a wording break says nothing.
    """
    text = written_text.text
    if isinstance(text, Agreement):
        yield "period", ("period",), text.period
        yield "date", ("signing", "date"), text.signing.date
        yield "place", ("signing", "place"), text.signing.place
        yield "by", ("signing", "by"), text.signing.by
        yield "parties", ("parties",), tuple(sorted(text.parties))
        yield "cadence", ("cadence",), text.cadence
        yield "grace_days", ("grace_days",), text.grace_days
    elif isinstance(text, Promise | FocusArea):
        yield "original", ("original",), _wording(text.original)
    elif isinstance(text, Measure):
        yield "is_in_signed_document", ("signed",), text.is_in_signed_document
        if text.is_in_signed_document:
            yield "promise", ("promise",), renamed(now, f"{text.agreement}/loften", text.promise)
            yield "responsible", ("responsible",), tuple(sorted(text.responsible))
            yield "start", ("start",), text.start
            yield "end", ("end",), text.end
            yield "target", ("target",), text.target
            yield "original", ("original",), _wording(text.original)
            yield "withdrawn", ("withdrawn",), text.withdrawn


def _is_free(field: str, old: object) -> bool:
    """Whether the change of a value adds to what was signed, or to its withdrawal, without changing it."""
    match field:
        case "original" | "cadence":
            return old is None
        case "withdrawn":
            return old is not None
        case "is_in_signed_document":
            return old is False
        case _:
            return False


def _wording(original: str | None) -> str | None:
    return " ".join(original.split()) if original else None


def _correctable(text: Written, agreement: Agreement) -> str:
    """The address that a correction names: a focus area is corrected as a part of its agreement."""
    return agreement.id if isinstance(text.text, FocusArea) else text.address


def _subject(text: Written, agreement: Agreement) -> Agreement | Promise | FocusArea | Measure:
    found = text.text
    return found if isinstance(found, Promise | FocusArea | Measure) else agreement


def _name(text: Written) -> str:
    nouns = {Promise: "löftet", FocusArea: "fokusområdet", Measure: "åtgärden"}
    noun = nouns.get(type(text.text))
    return f'{noun} "{text.text.title}"' if noun else text.text.title


def _news_of_changes(before: Site, after: Site, today: dt.date) -> Sequence[Update]:
    """The corrections and amendments that were not public in the earlier state, public ones first."""
    was_public = {addresses.first_address(update) for update in public(before, today).updates}
    kinds = (UpdateKind.CORRECTION, UpdateKind.AMENDMENT)
    found = (
        update
        for update in after.updates
        if update.kind in kinds
        and update.withdrawn is None
        and addresses.first_address(update) not in was_public
    )
    return sorted(found, key=lambda update: (is_held_back(update, today), update.path))


def _told_by(news: Sequence[Update], agreement: Agreement, address: str) -> Update | None:
    for update in news:
        if update.agreement == agreement.id and (
            update.kind is UpdateKind.AMENDMENT or update.corrects in (address, agreement.id)
        ):
            return update
    return None
