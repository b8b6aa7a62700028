"""YAML and front matter, read as text with the position of every key and value.

The parser's events are read rather than its composed nodes: nodes have lost anchors and aliases, and
composing recurses in C without a bound, so that a file of brackets could end the process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

import yaml

from loften.reading import front_matter, rules
from loften.reading.encoding import INVISIBLE, decoded
from loften.reading.quoting import quoted, shown
from loften.reading.rules import Breach
from loften.reading.yaml_faults import explained
from loften.records.documents import Document, Location, Position, Value
from loften.records.problems import Problem

MAX_DEPTH = 20
"""Levels of lists and fields inside one another; the deepest record needs seven."""

Reading = tuple[Document | None, tuple[Problem, ...]]
"""A document, None if the file cannot be read at all, and what was wrong.

A document may come with problems: a key written twice leaves the rest of the file readable.
"""


def read_yaml(path: str, raw: bytes, *, is_lenient: bool = False) -> Reading:
    """Reads a YAML file; `path` only names it.

    `is_lenient` lets tags, anchors, aliases and merge keys pass unread, for a file that other programs own.
    """
    text, problems = decoded(path, raw)
    if text is None:
        return None, problems
    if not text.strip():
        breach = Breach(rules.FILES_CAN_BE_READ, "filen är tom", "fyll i den eller återställ den")
        return None, (breach.problem(path),)
    return _read_fields(path, text, first_line=1, is_lenient=is_lenient)


def read_text(path: str, raw: bytes) -> Reading:
    """Reads Markdown with YAML front matter: the lines between a first line `---` and the next one."""
    text, problems = decoded(path, raw)
    if text is None:
        return None, problems
    lines = text.split("\n")
    fault = front_matter.fault(lines)
    if fault:
        line, wording = fault
        return None, (Breach(rules.FIELDS_STAND_BETWEEN_LINES, *wording).problem(path, line),)
    closing = front_matter.closing(lines)
    document, problems = _read_fields(path, "\n".join(lines[1:closing]), first_line=2)
    if document is None:
        return None, problems
    body = "\n".join(lines[closing + 1 :])
    return replace(document, body=body, body_line=closing + 2, text=text), problems


# --- fields -----------------------------------------------------------------------------------------------


def _read_fields(path: str, text: str, *, first_line: int, is_lenient: bool = False) -> Reading:
    builder = _Builder(path, text, first_line, is_lenient=is_lenient)
    try:
        data = builder.build()
    except yaml.MarkedYAMLError as error:
        line, column, breach = explained(error, text.split("\n"))
        # A mark that was refused on the line (*bold*) is why the parser cannot go on after it.
        if line + first_line not in {problem.line for problem in builder.problems}:
            builder.add(line, column, breach)
        data = None
    except _UnreadableError:
        data = None
    if data is None:
        return None, tuple(builder.problems)
    return Document(path=path, data=data, text=text, positions=builder.positions), tuple(builder.problems)


class _UnreadableError(Exception):
    """The file has a shape that nothing can be made of; the problem is already noted."""


_HARD_SPACE = "\N{NO-BREAK SPACE}"
_EMPTY = frozenset(("", "~", "null", "Null", "NULL"))
_OPENING_QUOTES = "”“„»’‘"
_CLOSING_QUOTES = "”“«»’‘"


class _Builder:
    """Turns the parser's events into values, their positions, and problems."""

    def __init__(self, path: str, text: str, first_line: int, *, is_lenient: bool) -> None:
        self.problems: list[Problem] = []
        self.positions: dict[Location, tuple[Position, Position]] = {}
        self._path = path
        self._text = text
        self._first_line = first_line
        self._is_lenient = is_lenient
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))

    def build(self) -> dict[str, Value]:
        """The fields at the top of the file; none if it holds only comments."""
        top = ()
        data: Value = {}
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if top in self.positions:
                    self._refuse(event, _LINE_BETWEEN, is_fatal=True)
                if event.version or event.tags:
                    self._refuse(event, _DIRECTIVE)
            elif isinstance(event, yaml.NodeEvent):
                position = self._position(event)
                self.positions[top] = (position, position)
                data = self._value(event, top, depth=0)
        if data is None:
            return {}
        if not isinstance(data, dict):
            self.add(0, 0, _NO_FIELDS)
            raise _UnreadableError
        return data

    def add(self, line: int, column: int, breach: Breach) -> None:
        """Notes a problem at a line and column of the YAML text, both counted from 0."""
        self.problems.append(breach.problem(self._path, line + self._first_line, column + 1))

    def _refuse(self, event: yaml.Event, breach: Breach, *, is_fatal: bool = False) -> None:
        self.add(_start(event).line, _start(event).column, breach)
        if is_fatal:
            raise _UnreadableError

    def _position(self, event: yaml.Event) -> Position:
        mark = _start(event)
        return Position(mark.line + self._first_line, mark.column + 1)

    def _value(self, event: yaml.Event, location: Location, depth: int) -> Value:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            if not self._is_lenient:
                self._refuse(event, _begins_with("*"))
            return f"*{event.anchor}"
        if depth == MAX_DEPTH:
            self._refuse(event, _TOO_DEEP, is_fatal=True)
        self._refuse_marks(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(location, depth)
        return self._mapping(location, depth)

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        text: str = event.value
        if event.style:  # libyaml's binding gives plain text an empty style
            if not self._is_lenient and INVISIBLE.search(text):
                self._refuse(event, _INVISIBLE_ESCAPE)
            return text
        if text in _EMPTY:
            self._check_comment(event)
            return None
        self._check_plain(event, text)
        return text

    def _refuse_marks(self, event: yaml.Event) -> None:
        """Refuses an anchor or a tag: they would let the file mean something else than it says."""
        if self._is_lenient:
            return
        if getattr(event, "anchor", None) is not None:
            self._refuse(event, _begins_with("&"))
        if getattr(event, "tag", None) is not None:
            self._refuse(event, _begins_with("!"))

    def _check_plain(self, event: yaml.ScalarEvent, text: str) -> None:
        """Looks for text without quotation marks that YAML reads as something else than was meant."""
        if self._is_lenient:
            return
        if text[0] in _OPENING_QUOTES and text[-1] in _CLOSING_QUOTES and len(text) > 1:
            inner = text[1:-1]
            if not any(quote in inner for quote in _OPENING_QUOTES):
                self._refuse(
                    event,
                    Breach(
                        rules.SPECIAL_SIGNS_ARE_QUOTED,
                        "typografiska citattecken runt värdet",
                        f"skriv raka: {quoted(inner)}",
                    ),
                )
        start, end = _start(event), cast("yaml.error.Mark", event.end_mark)
        if end.line > start.line:
            self._check_continuation(start.line, end.line)
        self._check_comment(event)

    def _check_comment(self, event: yaml.ScalarEvent) -> None:
        """Looks for text after # that was meant to be read: a hashtag, or a number (# 12)."""
        if self._is_lenient:
            return
        end = cast("yaml.error.Mark", event.end_mark)
        rest = self._text[end.index : end.index + 80].split("\n", 1)[0]
        comment = re.match(r"[ \t]+(?=#(?:[^\s#]|[ \t]+[0-9]))", rest)
        if comment:
            is_number = rest[comment.end() + 1].isspace()
            otherwise = "" if is_number else ", eller ett mellanslag efter # om det är en kommentar"
            breach = Breach(
                rules.SPECIAL_SIGNS_ARE_QUOTED,
                "allt efter # räknas som en kommentar",
                f"{_QUOTE_IT}{otherwise}",
            )
            self.add(end.line, end.column + comment.end(), breach)

    def _check_continuation(self, first: int, last: int) -> None:
        for index, line in enumerate(self._text.split("\n")[first + 1 : last + 1], start=first + 1):
            if line.lstrip().startswith("- "):
                column = len(line) - len(line.lstrip())
                self.add(index, column, _LIST_ROW_INDENT)

    def _list(self, location: Location, depth: int) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            inner = (*location, len(items))
            position = self._position(event)
            self.positions[inner] = (position, position)
            items.append(self._value(event, inner, depth + 1))
        return items

    def _mapping(self, location: Location, depth: int) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, location, depth)
            at_key = self._position(event)
            value_event = next(self._events)
            inner = (*location, key)
            if key in fields:
                first = self.positions[inner][0].line
                self._refuse(
                    event,
                    Breach(
                        rules.FIELD_STANDS_ONCE,
                        f"{shown(key)} står två gånger, först på rad {first}",
                        "ta bort den ena",
                    ),
                )
                # The first one keeps its place; what is below the second must not write over it.
                inner = (*inner, f"rad {at_key.line}")
            self.positions[inner] = (at_key, self._position(value_event))
            value = self._value(value_event, inner, depth + 1)
            fields.setdefault(key, value)
        return fields

    def _key(self, event: yaml.Event, location: Location, depth: int) -> str:
        if not isinstance(event, yaml.ScalarEvent) or not event.value:
            if not self._is_lenient:
                self._refuse(event, _NO_NAME, is_fatal=True)
            self._value(event, (*location, ""), depth + 1)
            return ""
        if not self._is_lenient:
            self._refuse_marks(event)
            if event.value.startswith(_HARD_SPACE):
                self._refuse(event, _HARD_INDENT, is_fatal=True)
            if event.value == "<<" and not event.style:
                self._refuse(event, _MERGE_KEY)
        return str(event.value)


def _start(event: yaml.Event) -> yaml.error.Mark:
    """Where the event's text starts; a parser always says, though an event made by hand need not."""
    return cast("yaml.error.Mark", event.start_mark)


# --- what is told -----------------------------------------------------------------------------------------

_QUOTE_IT = 'skriv raka citattecken (") runt hela värdet'
_LINE_BETWEEN = Breach(rules.ROWS_HAVE_THEIR_FORM, "raden --- får inte stå här", "ta bort den")
_DIRECTIVE = Breach(
    rules.ROWS_HAVE_THEIR_FORM, "rader som börjar med % går inte att använda här", "ta bort raden"
)
_NO_FIELDS = Breach(
    rules.ROWS_HAVE_THEIR_FORM,
    "filen ska ha fält",
    'skriv fältets namn, kolon och värde, till exempel "title: …"',
)
_NO_NAME = Breach(rules.ROWS_HAVE_THEIR_FORM, "fältets namn ska vara ett ord följt av kolon")
_MERGE_KEY = Breach(rules.ROWS_HAVE_THEIR_FORM, "<< går inte att använda här", "skriv ut fälten")
_TOO_DEEP = Breach(rules.ROWS_ARE_INDENTED_ALIKE, "för många nivåer inuti varandra", "kontrollera indragen")
_LIST_ROW_INDENT = Breach(
    rules.ROWS_ARE_INDENTED_ALIKE, "raden med - har fel indrag", "börja den i samma kolumn som de andra"
)
_HARD_INDENT = Breach(rules.NO_HIDDEN_CHARACTERS, "raden är indragen med hårda mellanslag", "skriv vanliga")
_INVISIBLE_ESCAPE = Breach(
    rules.SPECIAL_SIGNS_ARE_QUOTED,
    "omvänt snedstreck blir ett osynligt tecken",
    "skriv enkla citattecken (')",
)


def _begins_with(sign: str) -> Breach:
    return Breach(rules.SPECIAL_SIGNS_ARE_QUOTED, f"värdet börjar med {sign}", _QUOTE_IT)
