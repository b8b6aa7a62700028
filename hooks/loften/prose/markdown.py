"""Editors' Markdown, read once, with the place of everything that a check asks about.

CommonMark with tables. HTML in a text is a token of its own, which is shown as text and never passed on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count, pairwise

from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token

from loften.records.documents import Position

# --- what a text holds -----------------------------------------------------------------------------------
# Lines and columns count from 1 within the text.


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading; `slug` is its anchor, unique within the text."""

    level: int
    text: str
    slug: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class TextLink:
    """A link with its address as written; `text` holds the alternative text of a picture inside it."""

    href: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class TextImage:
    """A picture with its address as written."""

    source: str
    alt: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class RawHtml:
    """A tag or comment, which is shown as text."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Block:
    """A run of Markdown text: a paragraph, a list item's paragraph, a heading or a table cell.

    `columns` holds the column at which each of its lines begins.
    """

    kind: str
    content: str
    line: int
    columns: tuple[int, ...]

    def position(self, offset: int) -> Position:
        """Where the character at `offset` in `content` stands."""
        before = self.content[:offset]
        row = before.count("\n")
        return Position(self.line + row, self.columns[row] + offset - (before.rfind("\n") + 1))


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """A Markdown text as it was understood; everything in the order of the text."""

    headings: tuple[Heading, ...]
    links: tuple[TextLink, ...]
    images: tuple[TextImage, ...]
    raw_html: tuple[RawHtml, ...]
    blocks: tuple[Block, ...]
    tokens: Sequence[Token] = field(repr=False)


# --- reading -----------------------------------------------------------------------------------------------

_HTML_OPENING = re.compile(r"<!--|</?(?:script|style|iframe|object|embed|form|svg|img)\b", re.IGNORECASE)


class _Reader(MarkdownIt):
    """A parser that keeps targets as written: the checks name them, and the renderer refuses bad ones."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - the library's name
        return url


def _placed(rule: Callable[[StateInline, bool], bool], kind: str) -> Callable[[StateInline, bool], bool]:
    """The rule, which also leaves in its token where in the text it stood; the library keeps lines only."""

    def placed(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            next(token for token in state.tokens[count:] if token.type == kind).meta["offset"] = start
        return True

    return placed


def _raw_html(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    match = HTML_TAG_RE.match(state.src, state.pos, state.posMax) or _HTML_OPENING.match(
        state.src, state.pos, state.posMax
    )
    if match is None:
        return False
    if not silent:
        token = state.push("raw_html", "", 0)
        token.content = match[0]
        token.meta["offset"] = state.pos
    state.pos = match.end()
    return True


def _reader() -> _Reader:
    options = {"html": False, "linkify": False, "typographer": False, "xhtmlOut": False}
    reader = _Reader("commonmark", options)
    reader.enable("table")
    reader.inline.ruler.at("link", _placed(link, "link_open"))
    reader.inline.ruler.at("image", _placed(image, "image"))
    reader.inline.ruler.at("autolink", _placed(autolink, "link_open"))
    reader.inline.ruler.after("autolink", "raw_html", _raw_html)
    return reader


_READER = _reader()
OPTIONS = _READER.options
"""What the parser was told, for the renderer."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Parsed:
    """The text taken apart; the empty text has nothing in it.

    Kept, because the checks, the page and the feed all ask for the same texts.
    """
    tokens = _READER.parse(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks = tuple(_blocks(lines, tokens))
    inline = [token for token in tokens if token.type == "inline"]
    links: list[TextLink] = []
    images: list[TextImage] = []
    raw_html: list[RawHtml] = []
    for block, token in zip(blocks, inline, strict=True):
        children = token.children or []
        for index, child in enumerate(children):
            if "offset" not in child.meta:
                continue
            line, column = block.position(child.meta["offset"])
            if child.type == "link_open":
                words = _plain_inline(_until_link_close(children[index + 1 :]))
                links.append(TextLink(href=str(child.attrs["href"]), text=words, line=line, column=column))
            elif child.type == "image":
                alt = _plain_inline(child.children or [])
                images.append(TextImage(source=str(child.attrs["src"]), alt=alt, line=line, column=column))
            else:
                raw_html.append(RawHtml(text=child.content, line=line, column=column))
    return Parsed(
        headings=tuple(_headings(lines, tokens, blocks)),
        links=tuple(links),
        images=tuple(images),
        raw_html=tuple(raw_html),
        blocks=blocks,
        tokens=tokens,
    )


def _until_link_close(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "link_close":
            return
        yield token


def _blocks(lines: Sequence[str], tokens: Sequence[Token]) -> Iterator[Block]:
    cell_ends = (0, 0)
    for opening, token in pairwise(tokens):
        if token.type != "inline":
            continue
        first = token.map[0] if token.map else 0
        # A first line with nothing but a form feed or the like is trimmed from the content.
        while token.content and not lines[first].strip():
            first += 1
        if opening.type in ("th_open", "td_open"):
            # Equal cells in one row are told apart by looking behind the one before.
            start = lines[first].find(token.content, cell_ends[1] if cell_ends[0] == first else 0)
            cell_ends = (first, max(start, 0) + len(token.content))
            columns: tuple[int, ...] = (max(start, 0) + 1,)
        else:
            content = token.content.split("\n")
            columns = tuple(
                _column(line, part)
                for line, part in zip(lines[first : first + len(content)], content, strict=True)
            )
        yield Block(
            kind=opening.type.removesuffix("_open"), content=token.content, line=first + 1, columns=columns
        )


def _column(line: str, part: str) -> int:
    """Where in the line its part begins; a tab may have become spaces, so only what follows is looked for."""
    words = part.lstrip()
    return max(line.rfind(words), 0) + 1 - (len(part) - len(words))


def _headings(lines: Sequence[str], tokens: Sequence[Token], blocks: Sequence[Block]) -> Iterator[Heading]:
    used: set[str] = set()
    headings = (block for block in blocks if block.kind == "heading")
    for opening, token in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        text = _plain_inline(token.children or [])
        slug = _unused(slug_of(text), used)
        used.add(slug)
        opening.attrSet("id", slug)
        block = next(headings)
        column = lines[block.line - 1].find("#") + 1 if opening.markup.startswith("#") else block.columns[0]
        yield Heading(level=int(opening.tag[1]), text=text, slug=slug, line=block.line, column=column)


def slug_of(text: str) -> str:
    """The anchor of a heading: small letters a-z, digits and hyphens; `avsnitt` where nothing is left."""
    letters = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode("ascii")
    return "-".join(re.findall("[a-z0-9]+", letters)) or "avsnitt"


def _unused(slug: str, used: set[str]) -> str:
    number, candidate = 1, slug
    while candidate in used:
        number += 1
        candidate = f"{slug}-{number}"
    return candidate


def plain(text: str) -> str:
    """Every word that a visitor reads in the text, without marks, addresses and surplus spaces.

    A paragraph, heading, list item, cell or line of code is a line. The numbers of a list are those that the
    page shows, whatever numbers its later items are written with; the title of a link or picture, which shows
    where the pointer rests, is a line after that of its words.
    """
    lines = (" ".join(line.split()) for line in _lines(parse(text).tokens))
    return "\n".join(line for line in lines if line)


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    """The words of the blocks; the number of a list item stands before the first line in it."""
    numbers: list[Iterator[int] | None] = []
    number = ""
    for token in tokens:
        match token.type:
            case "ordered_list_open":
                numbers.append(count(int(token.attrs.get("start", 1))))
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_close" | "bullet_list_close":
                numbers.pop()
            case "list_item_open" if numbers[-1] is not None:
                number = f"{number}{next(numbers[-1])}. "
            case "list_item_close":
                yield number
                number = ""
            case "inline" | "fence" | "code_block":
                words = _words_of(token)
                yield number + next(words, "")
                yield from words
                number = ""


def _words_of(block: Token) -> Iterator[str]:
    if block.type != "inline":
        yield from block.content.split("\n")
        return
    children = block.children or []
    yield _plain_inline(children)
    yield from (str(child.attrs["title"]) for child in children if "title" in child.attrs)


def _plain_inline(tokens: Sequence[Token] | Iterator[Token]) -> str:
    words: list[str] = []
    for token in tokens:
        if token.type == "image":
            words.append(_plain_inline(token.children or []))
        elif token.type in ("softbreak", "hardbreak"):
            words.append(" ")
        else:
            words.append(token.content)
    return "".join(words)
