"""Editors' Markdown: read once, rendered safely, with the place of everything that a check asks about.

CommonMark with tables. HTML in a text is shown as text, never passed on, and the result goes through an
allow-list sanitiser too, so that a fault in one of the two is caught by the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import nh3
from markdown_it import MarkdownIt
from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline, autolink, image, link
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from loften.links import ALLOWED_SCHEMES, Resolve, has_allowed_scheme

# --- what a text holds -----------------------------------------------------------------------------------
# Lines and columns count from 1 within the text.


class Place(NamedTuple):
    """A place in a text."""

    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading; `slug` is its anchor, unique within the text."""

    level: int
    text: str
    slug: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link with its target as written; `text` holds the alternative text of a picture inside it."""

    target: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class Image:
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

    def place(self, offset: int) -> Place:
        """Where the character at `offset` in `content` stands."""
        before = self.content[:offset]
        row = before.count("\n")
        return Place(self.line + row, self.columns[row] + offset - (before.rfind("\n") + 1))


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """A Markdown text as it was understood; everything in the order of the text."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
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


class _Renderer(RendererHTML):
    """HTML from tokens. The library finds the methods by the names of the tokens."""

    def link_open(self, tokens: Sequence[Token], index: int, _options: OptionsDict, env: Any) -> str:
        token = tokens[index]
        address = _safe_address(str(token.attrs["href"]), env["resolve"])
        title = token.attrs.get("title")
        href = "" if address is None else f' href="{escapeHtml(address)}"'
        return f"<a{href}{_title(title)}>"

    def image(self, tokens: Sequence[Token], index: int, options: OptionsDict, env: Any) -> str:
        token = tokens[index]
        alt = escapeHtml(self.renderInlineAsText(token.children, options, env))
        address = _safe_address(str(token.attrs["src"]), env["resolve"])
        if address is None:
            return alt
        return f'<img src="{escapeHtml(address)}" alt="{alt}"{_title(token.attrs.get("title"))}>'

    def raw_html(self, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: Any) -> str:
        return escapeHtml(tokens[index].content)

    def table_open(self, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: Any) -> str:
        # A wide table scrolls within its own box, which the keyboard must be able to reach and name.
        return '<div class="table-wrap" role="region" tabindex="0" aria-label="Tabell"><table>\n'

    def table_close(self, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: Any) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: Any) -> str:
        return f'<th scope="col"{_alignment(tokens[index])}>'

    def td_open(self, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: Any) -> str:
        return f"<td{_alignment(tokens[index])}>"


def _title(title: object) -> str:
    return f' title="{escapeHtml(str(title))}"' if title else ""


def _alignment(cell: Token) -> str:
    """A class, because the site's content security policy refuses inline styles."""
    side = str(cell.attrs.get("style", "")).removeprefix("text-align:")
    return f' class="align-{side}"' if side in ("right", "center") else ""


def _safe_address(target: str, resolve: Resolve) -> str | None:
    if not has_allowed_scheme(target):
        return None
    return normalizeLink(resolve(target))


def _reader() -> _Reader:
    options = {"html": False, "linkify": False, "typographer": False, "xhtmlOut": False}
    reader = _Reader("commonmark", options, renderer_cls=_Renderer)
    reader.enable("table")
    reader.inline.ruler.at("link", _placed(link, "link_open"))
    reader.inline.ruler.at("image", _placed(image, "image"))
    reader.inline.ruler.at("autolink", _placed(autolink, "link_open"))
    reader.inline.ruler.after("autolink", "raw_html", _raw_html)
    return reader


_READER = _reader()

_SANITISER = nh3.Cleaner(
    tags={
        *("p", "br", "hr", "blockquote", "pre", "code", "em", "strong", "a", "img", "ul", "ol", "li"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
        *("div", "table", "thead", "tbody", "tr", "th", "td"),
    },
    attributes={
        "a": {"href", "title"},
        "img": {"src", "alt", "title"},
        "ol": {"start"},
        "th": {"scope"},
        "div": {"role", "tabindex", "aria-label"},
        **{f"h{level}": {"id"} for level in range(1, 7)},
    },
    allowed_classes={
        "div": {"table-wrap"},
        "th": {"align-right", "align-center"},
        "td": {"align-right", "align-center"},
    },
    url_schemes=set(ALLOWED_SCHEMES),
    link_rel=None,
)


@lru_cache(maxsize=4096)
def parse(text: str) -> Parsed:
    """The text taken apart; the empty text has nothing in it.

    Kept, because the checks, the page and the feed all ask for the same texts.
    """
    tokens = _READER.parse(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks = tuple(_blocks(lines, tokens))
    inline = [token for token in tokens if token.type == "inline"]
    links: list[Link] = []
    images: list[Image] = []
    raw_html: list[RawHtml] = []
    for block, token in zip(blocks, inline, strict=True):
        children = token.children or []
        for index, child in enumerate(children):
            if "offset" not in child.meta:
                continue
            line, column = block.place(child.meta["offset"])
            if child.type == "link_open":
                words = _plain_inline(_until_link_close(children[index + 1 :]))
                links.append(Link(target=str(child.attrs["href"]), text=words, line=line, column=column))
            elif child.type == "image":
                alt = _plain_inline(child.children or [])
                images.append(Image(source=str(child.attrs["src"]), alt=alt, line=line, column=column))
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


# --- writing -----------------------------------------------------------------------------------------------


def render(text: str, *, resolve: Resolve) -> str:
    """The text as an HTML fragment; `resolve` gives the address of every link and picture.

    A target with another scheme than http, https, mailto and tel loses its link and keeps its words.
    """
    env: MutableMapping[str, Any] = {"resolve": resolve}
    return _SANITISER.clean(_READER.renderer.render(parse(text).tokens, _READER.options, env))


def plain(text: str) -> str:
    """The words of the text on one line, without marks, addresses and surplus spaces."""
    inline = (token.children or [] for token in parse(text).tokens if token.type == "inline")
    return " ".join(" ".join(_plain_inline(children) for children in inline).split())


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
