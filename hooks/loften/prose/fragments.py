"""Editors' Markdown as safe HTML fragments.

HTML in a text is shown as text, and the result goes through an allow-list sanitiser too, so that a fault in
one of the two is caught by the other.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from typing import Any

import nh3
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict

from loften.prose.links import ALLOWED_SCHEMES, Resolve, has_allowed_scheme
from loften.prose.markdown import OPTIONS, parse
from loften.words import asides


def render(text: str, *, resolve: Resolve) -> str:
    """The text as an HTML fragment; `resolve` gives the address of every link and picture.

    A target with another scheme than http, https, mailto and tel loses its link and keeps its words.
    """
    env: MutableMapping[str, Any] = {"resolve": resolve}
    return _SANITISER.clean(_RENDERER.render(parse(text).tokens, OPTIONS, env))


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
        return f'<div class="table-wrap" role="region" tabindex="0" aria-label="{asides.TABLE}"><table>\n'

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


_RENDERER = _Renderer()

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
