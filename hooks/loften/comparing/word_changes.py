"""Which words of a record have changed between two states, besides what is signed or never rewritten."""

from __future__ import annotations

import datetime as dt
import posixpath
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from loften.catalogue.entries import catalogue
from loften.comparing.spelling import is_only_spelling, tokens
from loften.comparing.succession import has_gone_up, known_addresses, successors
from loften.deriving.agenda import is_to_come
from loften.privacy.clean_images import as_published
from loften.prose.markdown import parse, plain
from loften.prose.pieces import by_number
from loften.records.agreements import Agreement, Subject
from loften.records.documents import CONTENT, PROMISES, Location
from loften.records.erasing import erased_since, is_word
from loften.records.marks import Life, Prose
from loften.records.record import Field, Record, fields, value_of
from loften.records.remembered import Remembered, Renamable
from loften.records.shared import Link, Picture, Report, Signing
from loften.records.site import Site
from loften.records.texts import FileRecord, Interpretation, Update, WordForWord
from loften.records.vocabulary import WhoseWords

_TOLD_OTHERWISE = ("changes", "erased", "former_names", "former_addresses")
"""Fields whose own sections on the page say what became of a record."""


WHEN = ("date", "event")
"""Fields that say when and where something happens; while it lies ahead they may change, but openly."""

_LEADS_ON = ("address", "file")
"""Where a link leads and what a picture's file is called, which are no words; the picture itself counts."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One record in two states, the page where it is read, and where it stands in its file now.

    `name` is the page's address as editors write it, "" for what has no page of its own. `agreement` is the
    one that it belonged to, None for what belongs to none.
    """

    was: Remembered
    now: Remembered
    path: str
    location: Location
    name: str = ""
    agreement: Agreement | None = None

    def is_signed(self, today: dt.date) -> bool:
        """Whether the earlier state was a part of what had been signed."""
        if self.agreement is None or not self.agreement.is_signed_by(today):
            return False
        return self.was.is_signed or isinstance(self.was, Agreement | WordForWord)


@lru_cache(maxsize=8)
def pairs(before: Site, after: Site) -> tuple[Pair, ...]:
    """Every record of the earlier state that is there still: texts, then what promises.yaml lists by id.

    Kept, because several rules ask.
    """
    return tuple(_pairs(before, after))


def _pairs(before: Site, after: Site) -> Iterator[Pair]:
    known = known_addresses(before)
    for text, heir in successors(before, after):
        if heir is None or has_gone_up(text, heir, known):
            continue
        if isinstance(text.record, Remembered) and isinstance(heir.record, Remembered):
            yield Pair(
                was=text.record,
                now=heir.record,
                path=heir.path,
                location=heir.location,
                name=heir.name,
                agreement=text.agreement,
            )
    was, now = before.promises_file, after.promises_file
    for listing in ("contacts", "parties", "places", "glossary"):
        old = {record.id: record for record in getattr(was, listing)}
        for number, record in enumerate(getattr(now, listing)):
            if record.id in old:
                yield Pair(was=old[record.id], now=record, path=PROMISES, location=(listing, number))


def erased_files(before: Site, after: Site) -> frozenset[str]:
    """The paths of the pictures and files that were shown or linked to where the law has erased something."""
    found: set[str] = set()
    for pair in pairs(before, after):
        found.update(shown_files(pair.was, erased_since(pair.was, pair.now)))
    return frozenset(found)


def shown_files(record: Record, keys: Collection[str]) -> Iterator[str]:
    """The paths of the files that these fields of a record show or link to."""
    for key, field in fields(type(record)).items():
        value = value_of(record, field) if key in keys else None
        if value and field.kind is Picture:
            yield from (_path(record, picture.file) for picture in value)
        elif value and field.prose is Prose.MARKDOWN:
            parsed = parse(value)
            yield from (_path(record, image.source) for image in parsed.images)
            yield from (_path(record, link.href) for link in parsed.links)


def changed_words(pair: Pair, before: Site, after: Site, today: dt.date) -> tuple[Field, ...]:
    """The fields of a record whose words are others, in the order of the model.

    Spaces and Markdown that leave the words as they are count for nothing, nor does mended spelling. What was
    signed on `today` is left out: it has a rule of its own. The day, time and place of what lies ahead count
    as words.
    """
    if pair.was == pair.now and _have_same_files(before, after):
        return ()
    told_otherwise = erased_since(pair.was, pair.now) | _told_by_the_record(pair, today)
    is_signed = pair.is_signed(today)
    known = fields(type(pair.now))
    return tuple(
        field
        for key, field in fields(type(pair.was)).items()
        if key in known
        and key not in told_otherwise
        and (
            _is_moved(pair, field, today)
            or (
                _is_told_here(field, is_signed=is_signed)
                and not _is_filled_in(field, value_of(pair.was, field), value_of(pair.now, field))
                and not _is_as_good_as_equal(
                    list(_words(pair.was, field, value_of(pair.was, field), before, is_signed=is_signed)),
                    list(_words(pair.now, field, value_of(pair.now, field), after, is_signed=is_signed)),
                    pair,
                    before,
                    after,
                )
            )
        )
    )


def _is_filled_in(field: Field, was: Any, now: Any) -> bool:
    """Whether a link, or what was not known of a signing, has only been added."""
    if field.kind is Link and not field.is_list:
        return not was
    if field.kind is Signing and was and now:
        return was.place in (None, now.place) and was.by in ((), now.by)
    return field.kind is Signing and not was


@lru_cache(maxsize=8)
def _have_same_files(before: Site, after: Site) -> bool:
    """Whether every picture shows what it showed; kept, because it is asked of every record."""
    return before.assets == after.assets


def may_be_moved(update: Update, today: dt.date) -> bool:
    """Whether an update tells only of what is to come, so that its day, time and place may be others."""
    return update.published.date() < update.happened_on and is_to_come(update, today)


def _is_moved(pair: Pair, field: Field, today: dt.date) -> bool:
    """Whether the field says another day, time or place; a date beside an event repeats it."""
    was, now = pair.was, pair.now
    if not isinstance(was, Update) or not isinstance(now, Update) or not may_be_moved(was, today):
        return False
    if field.key == "date":
        return now.event is None and was.happened_on != now.happened_on
    return field.key == "event" and was.event != now.event


def _told_by_the_record(pair: Pair, today: dt.date) -> frozenset[str]:
    """The fields whose change the record itself tells otherwise, or that another rule guards.

    A former name says that the name is another, and a text that is withdrawn says so itself. The signed words
    change only with a correction of each piece, and become our own only with one as well.
    """
    was, now = pair.was, pair.now
    if isinstance(was, FileRecord) and isinstance(now, FileRecord) and not (was.withdrawn and now.withdrawn):
        return frozenset(("withdrawn", *_signed_text(was, pair, today)))
    if isinstance(was, Renamable) and isinstance(now, Renamable):
        is_renamed = any(former.name == was.name for former in now.former_names)
        return frozenset(("name",) if is_renamed else ())
    return frozenset(_signed_text(was, pair, today))


def _signed_text(was: Remembered, pair: Pair, today: dt.date) -> tuple[str, ...]:
    if not isinstance(was, WordForWord) or not isinstance(pair.now, WordForWord):
        return ()
    if was.wording is WhoseWords.SIGNED and pair.is_signed(today):
        return ("body", "wording")
    return ("body",) if _is_erased_by_number(was, pair.now) else ()


def _is_erased_by_number(was: WordForWord, now: WordForWord) -> bool:
    """Whether no other pieces have changed than those that the law has erased something in."""
    erased = erased_since(was, now)
    old, new = (
        {number: piece.words for number, piece in by_number(text.body).items()} for text in (was, now)
    )
    return all(str(number) in erased for number in old | new if old.get(number) != new.get(number))


def _is_told_here(field: Field, *, is_signed: bool) -> bool:
    """Whether visitors read the field as words of this record that no other rule guards."""
    if field.key in (*_TOLD_OTHERWISE, *_LEADS_ON) or field.life is Life.UNSEEN or field.permanent:
        return False
    if field.signed and (is_signed or not is_word(field)):
        return False
    return not (field.holds_records and issubclass(field.kind, Subject))


def _words(record: Record, field: Field, value: Any, site: Site, *, is_signed: bool) -> Iterator[str]:
    """Each run of words in a value, as a visitor reads it; a picture also by what it shows."""
    match value:
        case tuple() if field.kind is Report:
            for entry in sorted(value, key=lambda report: report.measure):
                yield from _words(record, field, entry, site, is_signed=is_signed)
        case tuple():
            for entry in value:
                yield from _words(record, field, entry, site, is_signed=is_signed)
        case dict():
            yield from (f"{key} {value[key]}" for key in sorted(value))
        case Interpretation():
            yield " ".join(str(number) for number in sorted(value.pieces))
            yield plain(value.text)
        case Record():
            for inner in fields(type(value)).values():
                if _is_told_here(inner, is_signed=is_signed):
                    yield from _words(record, inner, value_of(value, inner), site, is_signed=is_signed)
            if isinstance(value, Picture):
                yield _picture(record, value.file, site)
        case str() if field.refers_to is None:
            yield plain(value) if field.prose is Prose.MARKDOWN else " ".join(value.split())
            if field.prose is Prose.MARKDOWN:
                yield from pictures(record, value, site)


def pictures(record: Record, markdown: str, site: Site) -> tuple[str, ...]:
    """What tells the pictures in a text of the record apart from others in files of the same names."""
    return tuple(_picture(record, image.source, site) for image in parse(markdown).images)


def _picture(record: Record, file: str, site: Site) -> str:
    """What tells a picture apart from another in a file of the same name; "" where the file is not there."""
    raw = site.assets.get(_path(record, file))
    return sha256(as_published(raw)).hexdigest() if raw is not None else ""


def _path(record: Record, file: str) -> str:
    """Where a picture lies that a record names from its own folder."""
    folder = posixpath.dirname(record.path) if isinstance(record, FileRecord) else CONTENT
    return posixpath.normpath(f"{folder}/{file}")


def _is_as_good_as_equal(was: list[str], now: list[str], pair: Pair, before: Site, after: Site) -> bool:
    if was == now:
        return True
    if len(was) != len(now):
        return False
    changed = [(old, new) for old, new in zip(was, now, strict=True) if old != new]
    earlier, later = _vocabulary(before), _vocabulary(after)
    own = {word.lower() for word in _words_of_records(before)[id(pair.was)]}
    asked = {word.lower() for old, _ in changed for word in tokens(old)}
    elsewhere = {word for word in asked if later.texts[word] or earlier.texts[word] > (word in own)}
    return all(is_only_spelling(old, new, elsewhere=elsewhere, ordinary=later.small) for old, new in changed)


@dataclass(frozen=True)
class _Vocabulary:
    """In how many records each word stands, in small letters, and the words that are written with one."""

    texts: Counter[str]
    small: frozenset[str]


@lru_cache(maxsize=4)
def _vocabulary(site: Site) -> _Vocabulary:
    every = _words_of_records(site).values()
    return _Vocabulary(
        texts=Counter(word for words in every for word in {word.lower() for word in words}),
        small=frozenset(word for words in every for word in words if word[0].islower()),
    )


@lru_cache(maxsize=4)
def _words_of_records(site: Site) -> dict[int, frozenset[str]]:
    """The words that visitors read in each record, by the identity of the one that is remembered."""
    found: dict[int, set[str]] = {}
    for entry in catalogue(site).written:
        if isinstance(entry.record, Remembered):
            found[id(entry.record)] = set(_every_word(entry.record))
    file = site.promises_file
    for record in (*file.contacts, *file.parties, *file.places, *file.glossary):
        found[id(record)] = set(_every_word(record))
    return {key: frozenset(words) for key, words in found.items()}


def _every_word(record: Record) -> Iterator[str]:
    for field in fields(type(record)).values():
        if field.life is Life.UNSEEN or (field.holds_records and issubclass(field.kind, Subject)):
            continue
        yield from _tokens_of(field, value_of(record, field))


def _tokens_of(field: Field, value: Any) -> Iterator[str]:
    match value:
        case tuple():
            for entry in value:
                yield from _tokens_of(field, entry)
        case Record():
            yield from _every_word(value)
        case str() if field.refers_to is None:
            yield from tokens(plain(value) if field.prose is Prose.MARKDOWN else value)
