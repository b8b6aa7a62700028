"""What became of the words of a page since they were published, and when the page last changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loften.catalogue import addresses
from loften.catalogue.entries import catalogue
from loften.deriving.timelines import amendments, corrections
from loften.records.erasing import erasable
from loften.records.record import Record, fields
from loften.records.remembered import Remembered
from loften.records.site import Site
from loften.records.texts import Update
from loften.words import changes


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line on how something changed: a day, Swedish words, and the page that it is about.

    `update` is the correction or amendment that tells of it, None for a line of the record's own.
    """

    day: dt.date
    words: str
    title: str
    address: str
    update: Update | None = None


def lines_of(record: Record | None, title: str, address: str, told_by: Iterable[Update]) -> tuple[Line, ...]:
    """The lines of one page, newest first; `told_by` are its corrections and amendments."""
    found = [*_own(record, title, address), *_told(title, address, told_by)]
    return tuple(sorted(found, key=lambda line: line.day, reverse=True))


def every_line(site: Site, contact_address: str) -> tuple[Line, ...]:
    """Every line of the site, newest first; of the same day in the order of the catalogue.

    `contact_address` is where contacts are read.
    """
    corrected, amended = corrections(site), amendments(site)
    found: list[Line] = []
    told: set[int] = set()
    for entry in catalogue(site).entries:
        # the introduction of a page shares its address, and what tells of the page is told once
        updates = (*corrected.pop(entry.address, ()), *amended.pop(entry.address, ()))
        found += _told(entry.title, entry.address, updates)
        if entry.record is not None and id(entry.record) not in told:
            # a party has a page in each agreement, and its lines are told once
            told.add(id(entry.record))
            found += _own(entry.record, entry.title, entry.address)
    found += listed_lines(site, contact_address)
    return tuple(sorted(found, key=lambda line: line.day, reverse=True))


def listed_lines(site: Site, contact_address: str) -> tuple[Line, ...]:
    """The lines of contacts and of words in the glossary, which are read on a page together with others."""
    file, glossary = site.promises_file, addresses.of_page("glossary")
    of_contacts = (line for one in file.contacts for line in _own(one, one.name, contact_address))
    of_words = (line for one in file.glossary for line in _own(one, one.term, f"{glossary}#{one.id}"))
    return (*of_contacts, *of_words)


def days_of(record: Record | None) -> Iterator[dt.date]:
    """The days on which the record's own words are known to have changed."""
    if isinstance(record, Remembered):
        yield from (line.date for line in record.changes)
        yield from (erasure.date for erasure in record.erased)


def _own(record: Record | None, title: str, address: str) -> Iterator[Line]:
    if not isinstance(record, Remembered):
        return
    for change in record.changes:
        yield Line(day=change.date, words=change.what, title=title, address=address)
    for erasure in record.erased:
        known = fields(type(record))
        labels = [known[key].label for key in erasure.fields if key in erasable(type(record))]
        words = changes.erased(labels, erasure.reason)
        yield Line(day=erasure.date, words=words, title=title, address=address)


def _told(title: str, address: str, updates: Iterable[Update]) -> Iterator[Line]:
    for update in updates:
        words = changes.corrected() if update.is_correction else changes.amended()
        yield Line(day=update.published.date(), words=words, title=title, address=address, update=update)
