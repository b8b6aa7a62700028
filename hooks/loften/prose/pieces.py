"""The numbered pieces of an agreement's signed text, as the file Ord för ord holds them.

Each piece begins with its own number in brackets, `[13]`, and ends where the next one begins or its
paragraph, heading or list entry ends. The numbers are permanent: corrections and other pages name them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from loften.prose.markdown import Block, Parsed, parse, plain
from loften.records.documents import Position

_NUMBER = re.compile(r"\[([0-9]{1,4})\](?![(\[:])[ \t]*\n?")


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One piece: its number, its Markdown, and its place within the text.

    `level` is that of the heading it is a part of, 0 for other text; `is_listed` says whether it stands in a
    list.
    """

    number: int
    text: str
    level: int
    is_listed: bool
    line: int
    column: int

    @property
    def words(self) -> str:
        """The words without marks and addresses, on one line."""
        return plain(self.text)

    @property
    def anchor(self) -> str:
        return anchor(self.number)


def anchor(number: int) -> str:
    """Where the piece with this number stands on its page."""
    return f"punkt-{number}"


def by_number(text: str) -> dict[int, Piece]:
    """The pieces of a text by their numbers, in its order."""
    return {piece.number: piece for piece in pieces(text)}


@lru_cache(maxsize=64)
def pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of a text in its order; words that stand before any number belong to none.

    Kept, because checks, pages and comparisons ask for the same few texts.
    """
    return tuple(
        piece for block, level, is_listed in _blocks(parse(text)) for piece in _of(block, level, is_listed)
    )


def unnumbered(text: str) -> Iterator[Position]:
    """Where a paragraph, heading, list entry or cell begins with words that have no number."""
    for block in parse(text).blocks:
        if block.content.strip() and not _NUMBER.match(block.content):
            yield Position(block.line, block.columns[0])


def _of(block: Block, level: int, is_listed: bool) -> Iterator[Piece]:
    found = list(_NUMBER.finditer(block.content))
    ends = [*(match.start() for match in found[1:]), len(block.content)]
    for match, end in zip(found, ends, strict=False):
        at = block.position(match.start())
        yield Piece(
            number=int(match[1]),
            text=block.content[match.end() : end].strip(),
            level=level,
            is_listed=is_listed,
            line=at.line,
            column=at.column,
        )


def _blocks(parsed: Parsed) -> Iterator[tuple[Block, int, bool]]:
    """Each block with the level of its heading, and whether it stands in a list."""
    blocks = iter(parsed.blocks)
    depth = 0
    for opening, token in pairwise(parsed.tokens):
        depth += {"list_item_open": 1, "list_item_close": -1}.get(opening.type, 0)
        if token.type == "inline":
            level = int(opening.tag[1]) if opening.type == "heading_open" else 0
            yield next(blocks), level, depth > 0
