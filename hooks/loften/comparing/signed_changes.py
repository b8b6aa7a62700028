"""What of the signed has changed between two states, and which text tells of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from loften.catalogue.entries import Catalogue, Entry, catalogue
from loften.comparing.differences import difference
from loften.comparing.naming import telling, unsaid
from loften.comparing.succession import has_gone_up, known_addresses, renamed, successors
from loften.comparing.word_changes import pictures
from loften.prose.pieces import Piece, by_number
from loften.records.agreements import Agreement, FocusArea, Promise, Subject
from loften.records.documents import PROMISES, Location
from loften.records.erasing import erased_since, is_word, without_words
from loften.records.record import Field, Record, fields, written_fields
from loften.records.site import Site, is_held_back, public
from loften.records.texts import Measure, Update, WordForWord
from loften.records.values import Month, Unknown
from loften.records.vocabulary import WhoseWords
from loften.records.walk import marked_values
from loften.words import nouns


@dataclass(frozen=True, kw_only=True)
class SignedChange:
    """A change of what was signed.

    `what` names the changed thing and `words` the change, in Swedish. `agreement` is the signed one as it is
    now, `name` the address that a correction must name and `piece` the number besides it, None for what is no
    piece. The change stands at `location` in the file at `path`. `about` is the new correction or amendment
    of this very thing, one that is public before one that is held back, None if there is none; `unsaid` is
    what it does not say of what stood there and what stands there now. `is_erased` and `is_unclear` say that
    the law has erased words in it, and that it is not said in which pieces.
    """

    what: str
    words: str
    agreement: Agreement
    name: str
    piece: int | None
    path: str
    location: Location
    subject: Record
    about: Update | None
    unsaid: tuple[str, ...]
    is_erased: bool = False
    is_unclear: bool = False

    def told_by(self, today: dt.date) -> Update | None:
        """The text that residents can read today and that names the change; None if there is none."""
        about = self.about
        return about if about and not self.unsaid and not is_held_back(about, today) else None


@dataclass(frozen=True, kw_only=True)
class _Changed:
    """A value that differs: where it stands within its text, its field, and what it was and is.

    `is_erased` says that the law has erased words in it, and `is_unclear` that it has erased words of the
    signed text without saying in which pieces.
    """

    location: Location
    field: Field
    was: Any
    now: Any
    piece: int | None = None
    is_erased: bool = False
    is_unclear: bool = False

    @property
    def words(self) -> str:
        """The change in Swedish, without what the law has erased."""
        if self.is_erased and (self.field.holds_records or is_word(self.field)):
            return f"{self.field.label}: ny lydelse"
        return difference(self.field, self.was, self.now)


def signed_changes(before: Site, after: Site, today: dt.date) -> Iterator[SignedChange]:
    """Every change of an agreement that the earlier state shows as signed on `today`.

    Measures may be added, and what was missing filled in. An agreement or a measure that is gone is left to
    the rule on addresses, which does not let it go. What the law has erased is no change.
    """
    signed = {agreement.id for agreement in before.agreements if agreement.is_signed_by(today)}
    numbers = {agreement.id: index for index, agreement in enumerate(after.agreements)}
    known = known_addresses(before)
    news = news_of_changes(before, after, today)
    for text, heir in successors(before, after):
        if text.agreement is None or text.agreement.id not in signed & numbers.keys():
            continue
        number = numbers[text.agreement.id]
        agreement = after.agreements[number]
        if heir is None or has_gone_up(text, heir, known):
            if isinstance(text.record, Subject):
                yield _removal(text, agreement, number, news)
            continue
        for changed in _changed_values(before, after, text, heir):
            told = [] if changed.is_unclear else _told(news, heir, changed, agreement, today)
            about, left = _best(told, changed, (before, after))
            yield SignedChange(
                what=_name(heir if _is_title_erased(text, heir) else text, changed),
                words=changed.words,
                agreement=agreement,
                name=heir.name,
                piece=changed.piece,
                path=heir.path,
                location=(*heir.location, *changed.location),
                subject=heir.record or agreement,
                about=about,
                unsaid=left,
                is_erased=changed.is_erased,
                is_unclear=changed.is_unclear,
            )


def _is_title_erased(text: Entry, heir: Entry) -> bool:
    return bool(text.record and heir.record and "title" in erased_since(text.record, heir.record))


def _told(
    news: Sequence[Update], heir: Entry, changed: _Changed, agreement: Agreement, today: dt.date
) -> Sequence[Update]:
    """The texts about this very thing: those that are public, or if there are none those that wait."""
    found = [update for update in news if _is_about(update, heir, changed, agreement)]
    return [update for update in found if not is_held_back(update, today)] or found


def _best(
    told: Sequence[Update], changed: _Changed, sites: tuple[Site, Site]
) -> tuple[Update | None, tuple[str, ...]]:
    """The text that says most of what stood there and what stands there now, and what none of them says."""
    left = {
        update: tuple(
            dict.fromkeys(
                unsaid(
                    telling(update),
                    *(changed.field, changed.was, changed.now, sites),
                    is_erased=changed.is_erased,
                )
            )
        )
        for update in told
    }
    if not left:
        return None, ()
    best = min(left, key=lambda update: len(left[update]))
    return best, tuple(words for words in left[best] if all(words in others for others in left.values()))


def _removal(text: Entry, agreement: Agreement, number: int, news: Sequence[Update]) -> SignedChange:
    """A promise or focus area that is no more: its page is gone, so the text is about its agreement."""
    record = text.record
    listing = record.listing.value if isinstance(record, Subject) else ""
    of_agreement = (update for update in news if update.agreement == agreement.id)
    about = next((u for u in of_agreement if u.is_amendment or u.corrects == agreement.id), None)
    return SignedChange(
        what=_name(text),
        words="tas bort",
        agreement=agreement,
        name=agreement.id,
        piece=None,
        path=PROMISES,
        location=("agreements", number, listing),
        subject=agreement,
        about=about,
        unsaid=() if about is None or telling(about).says(text.title) else (text.title,),
    )


def _is_about(update: Update, heir: Entry, changed: _Changed, agreement: Agreement) -> bool:
    """Whether a correction or an amendment is of the very thing that has changed, and not of a larger one."""
    if update.agreement != agreement.id:
        return False
    if changed.piece is not None:
        return changed.piece in update.pieces and (update.is_amendment or update.corrects == heir.name)
    if update.is_correction:
        return update.corrects == heir.name
    match heir.record:
        case Promise(id=own):
            return own in update.promises
        case FocusArea(id=own):
            return own in update.focus_areas
        case Measure(id=own):
            return any(report.measure == own for report in update.measures)
        case _:
            return True


def _changed_values(before: Site, after: Site, text: Entry, heir: Entry) -> Iterator[_Changed]:
    """Each signed value that differs.

    To withdraw a signed measure changes what was signed, too; to take that back has a rule of its own.
    """
    was, now = text.record, heir.record
    if was is None or now is None:
        return
    erased = erased_since(was, now)
    if isinstance(was, WordForWord) and isinstance(now, WordForWord):
        yield from _not_erased(tuple(_changed_pieces(was, now, (before, after))), erased)
        if was.wording is WhoseWords.SIGNED and now.wording is not WhoseWords.SIGNED:
            field = fields(WordForWord)["wording"]
            yield _Changed(location=("wording",), field=field, was=was.wording, now=now.wording)
    old, new = (_signed_values(entry, before, after) for entry in (text, heir))
    for location, (field, value) in old.items():
        if location not in new or value == new[location][1]:
            continue
        value_now = new[location][1]
        if location[0] in erased and without_words(field, value) == without_words(field, value_now):
            continue
        is_taken_back = field.signed is None and value is not None
        if not (_is_filled_in(field, value, value_now) or is_taken_back):
            yield _Changed(
                location=location, field=field, was=value, now=value_now, is_erased=location[0] in erased
            )


def _is_filled_in(field: Field, was: object, now: object) -> bool:
    """Whether what was not known has been written: a missing value, or a day within the month that stood."""
    if field.signed is None or not field.signed.may_be_filled_in:
        return False
    if isinstance(was, Month):
        return isinstance(now, dt.date) and was.covers(now)
    return not was or was is Unknown.UNKNOWN


def _not_erased(changed: Sequence[_Changed], erased: Collection[str]) -> Iterator[_Changed]:
    """The pieces that changed though the law has not erased anything in them.

    An erasure names the pieces by their numbers; one of the whole text is of the only piece that changed.
    """
    if "body" in erased:
        yield from (replace(one, is_erased=True, is_unclear=True) for one in changed if len(changed) > 1)
    else:
        yield from (one for one in changed if str(one.piece) not in erased)


def _changed_pieces(was: WordForWord, now: WordForWord, sites: tuple[Site, Site]) -> Iterator[_Changed]:
    """Each piece of the signed words that is another, new, gone or moved; our own words are not signed."""
    if was.wording is not WhoseWords.SIGNED:
        return
    field = fields(WordForWord)["body"]
    old, new = by_number(was.body), by_number(now.body)
    for number in old | new:
        before, after = old.get(number), new.get(number)
        if _seen(before, was, sites[0]) != _seen(after, now, sites[1]):
            yield _Changed(
                location=("body",),
                field=field,
                was=before.words if before else None,
                now=after.words if after else None,
                piece=number,
            )
    for number in _moved(tuple(old), tuple(new)):
        place_was, place_now = (_place(number, tuple(numbers)) for numbers in (old, new))
        yield _Changed(location=("body",), field=field, was=place_was, now=place_now, piece=number)


def _seen(piece: Piece | None, text: WordForWord, site: Site) -> object:
    """What a visitor sees of a piece: its words and its pictures; None where it is not there."""
    return piece and (piece.words, pictures(text, piece.text, site))


def _moved(old: Sequence[int], new: Sequence[int]) -> Sequence[int]:
    """The numbers that stand in another order than before, among those that stand there still."""
    was, now = [one for one in old if one in new], [one for one in new if one in old]
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    left = (was[a:b] for kind, a, b, _, _ in matcher.get_opcodes() if kind in ("delete", "replace"))
    return [number for run in left for number in run]


def _place(number: int, numbers: Sequence[int]) -> str:
    index = numbers.index(number)
    return f"efter punkt {numbers[index - 1]}" if index else "först"


def _signed_values(entry: Entry, before: Site, after: Site) -> Mapping[Location, tuple[Field, object]]:
    """Each value that was signed, by where it stands within the text.

    Of a measure that is not in the signed document, only that is said.
    """
    record, now = entry.record, catalogue(after)
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
        case StrEnum():
            return value
        case str() if field.refers_to and agreement:
            return renamed(now, agreement.id, field.refers_to.listing, value)
        case str():
            return " ".join(value.split())
        case tuple() if field.refers_to and agreement:
            return tuple(sorted(renamed(now, agreement.id, field.refers_to.listing, one) for one in value))
        case tuple() if field.kind is int:
            return tuple(sorted(value))
        case _:
            return value


def _name(entry: Entry, changed: _Changed | None = None) -> str:
    if changed and changed.piece is not None:
        return f"punkt {changed.piece} i {entry.title}"
    if isinstance(entry.record, Agreement):
        return entry.title
    return f'{nouns.the(entry.record)} "{entry.title}"'


def news_of_changes(before: Site, after: Site, today: dt.date) -> Sequence[Update]:
    """The corrections and amendments that were not public in the earlier state, or came out today.

    The public ones come first. One that was written ahead tells of what changes on its day.
    """
    was_public = {entry.identity for entry in catalogue(public(before, today)).written}
    entries = catalogue(after).showing(Update)
    found = [
        update
        for entry, update in entries
        if entry.identity not in was_public or update.published.date() == today
    ]
    telling_of = (text for text in found if (text.is_correction or text.is_amendment) and not text.withdrawn)
    return sorted(telling_of, key=lambda update: (is_held_back(update, today), update.path))
