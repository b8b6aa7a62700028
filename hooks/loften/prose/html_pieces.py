"""HTML taken apart into tags and texts, each with its exact source.

Python's own parser says what each piece is and where it begins. Whoever changes a page writes something else
in place of a piece and passes the others on, so that quotes, entities and the names of SVG stay as they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from enum import Enum, auto
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from typing import NamedTuple

Attributes = Sequence[tuple[str, str | None]]
"""Names in small letters and unescaped values, None where there is none; in the order of the tag."""


class Kind(Enum):
    """What a piece is; comments, declarations and what no browser would show are OTHER."""

    START = auto()
    END = auto()
    TEXT = auto()
    OTHER = auto()


class Piece(NamedTuple):
    """A piece of HTML; `name` (in small letters) is that of a tag, and only a start tag has `attributes`."""

    kind: Kind
    source: str
    name: str = ""
    attributes: Attributes = ()


def pieces(html: str, *, names: Collection[str] | None = None) -> Sequence[Piece]:
    """The HTML in order and without gaps: the sources of all pieces make up `html` again.

    A text runs from one tag to the next, entities in it as written. An element without content (`<br/>`) is a
    start tag alone. With `names` only tags of these names are told apart, which is quicker: all that lies
    between two of them is one OTHER. Nothing raises: a tag that never ends is a text, and from where the
    parser cannot read on all is OTHER.
    """
    scanner = _Scanner(html, names)
    try:
        scanner.feed(html)
        scanner.close()
    except (AssertionError, ValueError):
        # the parser's answers to unknown marked sections (<![x]>) and to numbers of thousands of digits
        scanner.begin(Kind.OTHER)
    return scanner.finished()


_ATTRIBUTE = re.compile(r"""[\s/]*[^\s/>][^\s/=>]*(?:\s*=+\s*("[^"]*"|'[^']*'|(?!['"])[^\s>]*))?""")
"""One attribute of a start tag, with its value as written."""


def with_values(tag: Piece, change: Callable[[str, str], str]) -> str:
    """The source of a start tag with `change(name, value)` where that is another value; else as written."""
    written: list[str] = []
    done, at = 0, len(f"<{tag.name}")
    for name, value in tag.attributes:
        found = _ATTRIBUTE.match(tag.source, at)
        if found is None:  # broken in a way that the parser reads otherwise
            break
        at = found.end()
        if value is None or found[1] is None:
            continue
        changed = change(name, value)
        if changed != value:
            written += tag.source[done : found.start(1)], f'"{escape(changed)}"'
            done = at
    return "".join((*written, tag.source[done:]))


class _Scanner(HTMLParser):
    """Told by the parser where each piece begins; it ends where the next one does."""

    def __init__(self, html: str, names: Collection[str] | None) -> None:
        super().__init__()
        self._html = html
        self._names = names
        self._line_starts = (0, *accumulate(len(line) + 1 for line in html.split("\n")))
        self._found: list[Piece] = []
        self._start = 0
        self._kind = Kind.OTHER
        self._name = ""
        self._attributes: Attributes = ()

    def finished(self) -> Sequence[Piece]:
        """All pieces, once everything is read."""
        self._end(len(self._html))
        return self._found

    def _end(self, end: int) -> None:
        if self._start < end:
            source = self._html[self._start : end]
            self._found.append(Piece(self._kind, source, self._name, self._attributes))
        self._start = end

    def begin(self, kind: Kind, name: str = "", attributes: Attributes = ()) -> None:
        """Ends the piece before and begins one where the parser is."""
        if self._names is not None and name not in self._names:
            kind, name, attributes = Kind.OTHER, "", ()
        if kind is self._kind and not name:
            return  # texts and others in a row are one; a bare < comes as a text of its own
        line, column = self.getpos()
        self._end(self._line_starts[line - 1] + column)
        self._kind, self._name, self._attributes = kind, name, attributes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.begin(Kind.START, tag, attrs)
        if self._kind is Kind.START:
            # What the parser passes over in silence, a script that never ends, is no part of the tag.
            self._end(self._start + len(self.get_starttag_text() or ""))
            self._kind, self._name, self._attributes = Kind.OTHER, "", ()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.begin(Kind.END, tag)

    def handle_data(self, _data: str) -> None:
        self.begin(Kind.TEXT)

    def handle_comment(self, _data: str) -> None:
        self.begin(Kind.OTHER)

    def handle_decl(self, _decl: str) -> None:
        self.begin(Kind.OTHER)

    def handle_pi(self, _data: str) -> None:
        self.begin(Kind.OTHER)

    def unknown_decl(self, _data: str) -> None:
        self.begin(Kind.OTHER)
