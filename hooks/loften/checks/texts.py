"""Markdown texts: where each stands, and what a rule on it looks things up in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from loften.checks.references import PROMISES
from loften.links import AddressBook
from loften.markdown import Block, Parsed, parse
from loften.privacy.personal_data import Public, public_data
from loften.problems import Problem, Severity
from loften.site import Site

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
        return parse(self.text)

    def problem(self, message: str, at: Placed, severity: Severity = Severity.ERROR) -> Problem:
        """A problem at a place counted within the text."""
        line, column = (1, 1) if self.is_in_one_place else (at.line, at.column)
        return Problem(
            path=self.path,
            line=self.line + line - 1,
            column=self.column + column - 1,
            message=message,
            severity=severity,
        )


def markdown_texts(site: Site) -> Iterator[MarkdownText]:
    """Every text in Markdown: the bodies of files, then the fields of promises.yaml that say so."""
    for records in (site.measures, site.updates, site.follow_ups, site.pages):
        for record in records:
            yield MarkdownText(path=record.path, title=record.title, text=record.body, line=record.body_line)
    for number, agreement in enumerate(site.agreements):
        place: tuple[str | int, ...] = ("agreements", number)
        if agreement.text:
            yield text_in_field(site, PROMISES, agreement.text, *place, "text")
        for index, area in enumerate(agreement.focus_areas):
            for key, text in (("text", area.text), ("causes", area.causes)):
                if text:
                    yield text_in_field(site, PROMISES, text, *place, "focus_areas", index, key)
        for index, promise in enumerate(agreement.promises):
            for key, text in (("problem", promise.problem), ("goal", promise.goal), ("text", promise.text)):
                if text:
                    yield text_in_field(site, PROMISES, text, *place, "promises", index, key)


def text_in_field(site: Site, path: str, text: str, *location: str | int) -> MarkdownText:
    """The text of a field; one in a block (after `|`) begins a line below, two steps inside its key."""
    line, column = site.position(path, *location)
    document = site.documents.get(path)
    raw = _value_at(document.data, location) if document else ""
    if "\n" not in raw.strip():
        return MarkdownText(path=path, text=text, line=line, column=column, is_in_one_place=True)
    blank_lines = raw[: len(raw) - len(raw.lstrip())].count("\n")
    key = site.position(path, *location, of_key=True)
    return MarkdownText(path=path, text=text, line=line + 1 + blank_lines, column=key.column + 2)


def _value_at(data: object, location: Sequence[str | int]) -> str:
    """The text as written, with the line break that tells a block from a line."""
    for step in location:
        if isinstance(data, Mapping):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return data if isinstance(data, str) else ""


@dataclass(frozen=True)
class Surroundings:
    """The site around a text, as the rules ask for it."""

    site: Site
    book: AddressBook

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """From a page's former address to the file that it is made from now."""
        site = self.site
        return {
            f"{former}/": record.path
            for records in (site.measures, site.updates, site.follow_ups, site.pages)
            for record in records
            for former in record.former_addresses
        }

    @cached_property
    def _bodies(self) -> Mapping[str, str]:
        return {
            self.book.pages[text.path]: text.text
            for text in markdown_texts(self.site)
            if text.path in self.book.pages
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


def targets(parsed: Parsed) -> Iterator[tuple[str, Placed]]:
    yield from ((link.target, link) for link in parsed.links)
    yield from ((image.source, image) for image in parsed.images)


def prose(parsed: Parsed) -> Iterator[tuple[Block, str]]:
    """Each block with its content, code in it blanked out."""
    for block in parsed.blocks:
        yield block, _CODE.sub(lambda code: " " * len(code[0]), block.content)
