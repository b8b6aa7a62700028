"""Whether a text names what stood somewhere and what stands there now."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from loften.comparing.spelling import tokens
from loften.prose.markdown import plain
from loften.records.agreements import Agreement
from loften.records.erasing import is_word
from loften.records.marks import Listing
from loften.records.record import Field, Record, fields, value_of
from loften.records.site import Site
from loften.records.texts import Update
from loften.records.values import Month
from loften.words import dates, grammar, labels

_NUMBER_OF_ITEM = re.compile(r"^\d+\. ", re.MULTILINE)
"""What a list counts its items with, which says nothing of what the text is about."""
_BETWEEN_GROUPS = re.compile(r"(?<=\d)\s(?=\d{3}\b)")


@dataclass(frozen=True)
class Telling:
    """The words of an update, for asking what it names; what stands between quotation marks counts alone."""

    words: str
    quoted: frozenset[str]
    text: str

    def says(self, phrase: str) -> bool:
        """Whether the words stand in the text in this order."""
        return _words(phrase) in self.words

    def says_exactly(self, phrase: str) -> bool:
        """Whether the text has the words letter by letter, with their capitals and signs."""
        return phrase in self.text

    def quotes(self, phrase: str) -> bool:
        """Whether the words are all that stands between quotation marks somewhere."""
        return _words(phrase).strip() in self.quoted


def telling(update: Update) -> Telling:
    """What the title, summary and body of an update say."""
    body = _NUMBER_OF_ITEM.sub("", plain(update.body))
    text = " ".join(f"{update.title}. {update.summary} {body}".split())
    quoted = (_words(part).strip() for part in re.findall('[”"»“]([^”"«»“]+)[”"«»“]', text))
    return Telling(words=_words(text), quoted=frozenset(quoted), text=text)


def unsaid(
    text: Telling, field: Field, was: Any, now: Any, sites: tuple[Site, Site], *, is_erased: bool = False
) -> Iterator[str]:
    """What stood in a field and what stands there now, as far as the text does not name it, in Swedish.

    Of a record and a list only what differs is asked for. `sites` are the earlier and the later state, in
    which ids have their names. Of a field that the law has erased no words are asked for.
    """
    for leaf, old, new in _leaves(field, was, now):
        if is_erased and is_word(leaf):
            continue
        if isinstance(old, str) and isinstance(new, str) and is_word(leaf):
            yield from _unsaid_words(text, old, new)
            continue
        for value, other, site in ((old, new, sites[0]), (new, old, sites[1])):
            ways = (*_ways(leaf, value, site), *_short_ways(value, other))
            if ways and not any(text.says(way) for way in ways):
                yield ways[0]


def names_some(text: Telling, field: Field, was: Any, now: Any, sites: tuple[Site, Site]) -> bool:
    """Whether the text names anything of what stood in a field or stands there now.

    A picture that shows something else has no words of its own, and is named as a picture.
    """
    nothing = Telling(words="", quoted=frozenset(), text="")
    every = tuple(unsaid(nothing, field, was, now, sites))
    if not every:
        return any(word in text.words for word in (" bild", " foto"))
    return len(tuple(unsaid(text, field, was, now, sites))) < len(every)


def _unsaid_words(text: Telling, was: str, now: str) -> Iterator[str]:
    runs = tuple(_runs(was, now))
    if not runs:
        # only capitals or signs differ
        yield from (part for part in _parts(was, now) if not text.says_exactly(part))
    yield from (whole for run, whole in runs if not (text.quotes(run) or text.says(whole)))


def _leaves(field: Field, was: Any, now: Any) -> Iterator[tuple[Field, Any, Any]]:
    """Each single value that differs, with its field; None where it is only there before or after."""
    if was == now:
        return
    if isinstance(was, tuple) or isinstance(now, tuple):
        yield from _entries(field, was or (), now or ())
    elif isinstance(was, Record) or isinstance(now, Record):
        held_now: Record = was if isinstance(was, Record) else now
        for inner in fields(type(held_now)).values():
            old, new = (value_of(held, inner) if held else None for held in (was, now))
            yield from _leaves(inner, old, new)
    else:
        yield field, was, now


def _entries(field: Field, was: Sequence[Any], now: Sequence[Any]) -> Iterator[tuple[Field, Any, Any]]:
    if len(was) == len(now) and field.holds_records:
        for old, new in zip(was, now, strict=True):
            yield from _leaves(field, old, new)
        return
    for entry in was:
        if entry not in now:
            yield from _leaves(field, entry, None)
    for entry in now:
        if entry not in was:
            yield from _leaves(field, None, entry)


def _ways(field: Field, value: Any, site: Site) -> Iterator[str]:
    """How a text can name a value, the plainest way first; none for what has no words of its own."""
    match value:
        case None | False:
            return
        case True:
            yield " ".join(field.label.split()[-2:])
        case StrEnum():
            yield labels.label(value)
        case dt.datetime() | dt.date():
            day = value.date() if isinstance(value, dt.datetime) else value
            yield dates.day(day)
            yield day.isoformat()
        case Month():
            yield dates.month(value)
            yield str(value)
        case int():
            yield str(value)
            if value != 1:  # the word for one stands in most texts, as an article
                yield grammar.counted(value, "", "").strip()
        case str() if field.refers_to:
            yield from (*_names(site, field.refers_to.listing, value), value)
        case _:
            yield str(value)


def _short_ways(value: Any, other: Any) -> Iterator[str]:
    """A day without its year, where that tells it from the other one."""
    if isinstance(value, dt.date) and not (isinstance(other, dt.date) and _in_year(other) == _in_year(value)):
        yield dates.in_year(value)


def _in_year(day: dt.date) -> tuple[int, int]:
    return day.month, day.day


def _names(site: Site, listing: Listing, identifier: str) -> Iterator[str]:
    """What the thing with this id is called, and was called."""
    match listing:
        case Listing.PARTIES | Listing.PLACES:
            known = site.parties if listing is Listing.PARTIES else site.promises_file.places
            for named in known:
                if named.id == identifier:
                    yield from (named.name, *(former.name for former in named.former_names))
        case Listing.PROMISES | Listing.FOCUS_AREAS:
            yield from (subject.title for one in site.agreements for subject in _of(one, listing, identifier))
        case Listing.AGREEMENTS:
            yield from (agreement.title for agreement in site.agreements if agreement.id == identifier)
        case Listing.MEASURES:
            yield from (measure.title for measure in site.measures if measure.id == identifier)
        case Listing.POINTS:
            every = (point for update in site.updates for point in update.points)
            yield from (point.text for point in every if point.id == identifier)


def _of(agreement: Agreement, listing: Listing, identifier: str) -> Iterator[Any]:
    return (subject for subject in agreement.subjects if subject.key == (listing, identifier))


def _runs(was: str, now: str) -> Iterator[tuple[str, str]]:
    """Each run of words that differs, before and after, and the same with a neighbour if it is one word."""
    old, new = _in_order(was), _in_order(now)
    matcher = SequenceMatcher(None, [t.lower() for t in old], [t.lower() for t in new], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            for words, start, end in ((old, a, b), (new, c, d)):
                if start < end:
                    yield " ".join(words[start:end]), _with_neighbour(words, start, end)


def _parts(was: str, now: str) -> Iterator[str]:
    """The same for two texts whose words are equal: what stands between spaces, letter by letter."""
    old, new = was.split(), now.split()
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (" ".join(part) for part in (old[a:b], new[c:d]) if part)


def _with_neighbour(words: Sequence[str], start: int, end: int) -> str:
    if end - start == 1:
        start, end = (start, end + 1) if end < len(words) else (max(start - 1, 0), end)
    return " ".join(words[start:end])


def _words(text: str) -> str:
    """The words of a text in small letters, each between spaces."""
    return f" {' '.join(word.lower() for word in _in_order(text))} "


def _in_order(text: str) -> list[str]:
    """The words of a text; a number that is written in groups, 1 200, is one."""
    return [word for word in tokens(_BETWEEN_GROUPS.sub("", text)) if word[0].isalnum()]
