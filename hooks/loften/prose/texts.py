"""Markdown texts: where each stands, and what a rule on it looks things up in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from loften.catalogue.entries import catalogue
from loften.privacy.images import without_pasted
from loften.privacy.personal_data import Public, public_data
from loften.prose.links import AddressBook
from loften.prose.markdown import Block, Parsed, parse
from loften.records.documents import Location
from loften.records.marks import Prose
from loften.records.problems import Problem, Severity
from loften.records.record import Field
from loften.records.site import Site
from loften.records.walk import every_field

_CODE = re.compile(r"(?<!`)(`+)(?!`)[^`]+(?<!`)\1(?!`)")


class Placed(Protocol):
    """Anything that knows its line and column within a text."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(frozen=True, kw_only=True)
class MarkdownText:
    """A Markdown text and where it stands: `line` and `column` of its first character, from 1.

    `title` is the title field above the text, None where there is none. A text `is_in_one_place` when its
    own line breaks are not those of the file, as in a YAML value on one line: all its problems are told
    where it begins.
    """

    path: str
    text: str
    line: int
    column: int = 1
    title: str | None = None
    is_in_one_place: bool = False

    @property
    def parsed(self) -> Parsed:
        return parse(without_pasted(self.text))

    def problem(
        self, fault: str, at: Placed, severity: Severity = Severity.ERROR, *, remedy: str = ""
    ) -> Problem:
        """A problem at a place counted within the text."""
        line, column = (1, 1) if self.is_in_one_place else (at.line, at.column)
        return Problem(
            path=self.path,
            line=self.line + line - 1,
            column=self.column + column - 1,
            fault=fault,
            remedy=remedy,
            severity=severity,
        )


def markdown_texts(site: Site) -> Iterator[MarkdownText]:
    """Every text in Markdown: the bodies of files, then the fields of records that say so."""
    for text in site.texts:
        yield MarkdownText(path=text.path, title=text.title, text=text.body, line=text.body_line)
    yield from prose_fields(site, Prose.MARKDOWN)


def prose_fields(site: Site, kind: Prose) -> Iterator[MarkdownText]:
    """The texts of fields that hold sentences of this kind, file by file."""
    for by, field, location, value in every_field(site, _holds_prose):
        if field.prose is kind and value:
            yield _text_in_field(site, by.path, value, location)


def _holds_prose(field: Field) -> bool:
    return field.prose is not None


def _text_in_field(site: Site, path: str, text: str, location: Location) -> MarkdownText:
    """The text of a field; one in a block (after `|`) begins a line below, two steps inside its key."""
    line, column = site.position(path, *location)
    document = site.documents.get(path)
    raw = document.text_at(location) if document else ""
    if "\n" not in raw.strip():
        return MarkdownText(path=path, text=text, line=line, column=column, is_in_one_place=True)
    blank_lines = raw[: len(raw) - len(raw.lstrip())].count("\n")
    key = site.position(path, *location, of_key=True)
    return MarkdownText(path=path, text=text, line=line + 1 + blank_lines, column=key.column + 2)


@dataclass(frozen=True)
class Surroundings:
    """The site around a text, as the rules ask for it."""

    site: Site
    book: AddressBook

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """From a page's former address to the file that it is made from now."""
        files = (entry for entry in catalogue(self.site).written if entry.kind.has_file)
        return {former: entry.path for entry in files for former in entry.former}

    @cached_property
    def _bodies(self) -> Mapping[str, str]:
        """The body of each text by its page's address; its headings are the page's anchors."""
        return {
            self.book.pages[text.path]: text.body for text in self.site.texts if text.path in self.book.pages
        }

    @cached_property
    def public(self) -> Public:
        """What looks like personal data but is a contact of the agreement's."""
        return public_data(self.site.promises_file)

    @cached_property
    def files_in_small_letters(self) -> Mapping[str, str]:
        return {file.casefold(): file for file in self.book.files}

    def anchors(self, address: str) -> Set[str] | None:
        """The anchors of a page; None where they are not known, so that nothing can be said of them."""
        known = self.book.anchors.get(address)
        if address not in self._bodies:
            return known
        return {heading.slug for heading in parse(self._bodies[address]).headings} | (known or frozenset())


def hrefs(parsed: Parsed) -> Iterator[tuple[str, Placed]]:
    yield from ((link.href, link) for link in parsed.links)
    yield from ((image.source, image) for image in parsed.images)


def prose(parsed: Parsed) -> Iterator[tuple[Block, str]]:
    """Each block with its content, code in it blanked out."""
    for block in parsed.blocks:
        yield block, _CODE.sub(lambda code: " " * len(code[0]), block.content)
