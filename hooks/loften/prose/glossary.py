"""The glossary where it is needed: each term is explained where it first stands on a page.

A term becomes a button that opens a short explanation (the browser's own popover, no script). Every
character outside the marked terms is passed on untouched. The fragment must be well formed, as autoescaped
templates and the sanitiser make it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from markupsafe import escape

from loften.prose.html_pieces import Kind, Piece, pieces
from loften.records.promises_file import Term
from loften.words import asides

_ELEMENTS_WITHOUT_TERMS = frozenset(
    {
        *("h1", "h2", "h3", "h4", "h5", "h6", "dt", "nav", "aside", "figcaption", "caption", "title"),
        *("a", "button", "label", "summary", "select", "option", "textarea"),
        *("code", "pre", "kbd", "samp", "abbr", "dfn", "svg", "script", "style", "template"),
    }
)
"""Headings and captions stand in lists of contents; a button within a control or link is not valid HTML."""

_VOID_ELEMENTS = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
    }
)


def explain(fragment: str, terms: tuple[Term, ...], *, glossary_address: str) -> str:
    """The fragment with each term marked where it first stands in running text, and the explanations last.

    `glossary_address` is the way from the page to the glossary, ending with a slash. A fragment without
    terms comes back as it was. One page is one fragment: the ids `ord-<term>` stand once.
    """
    if not terms:
        return fragment
    pattern, owners = _compiled(terms)
    if pattern.search(fragment) is None:
        return fragment
    used: list[Term] = []

    def mark(match: re.Match[str]) -> str:
        term = owners[_key(match[0])]
        if term in used:
            return match[0]
        used.append(term)
        return f'<button type="button" class="term" popovertarget="ord-{term.id}">{match[0]}</button>'

    marked = [pattern.sub(mark, source) if is_open else source for source, is_open in _sources(fragment)]
    return "".join(marked) + "".join(_explanation(term, glossary_address) for term in used)


def _sources(fragment: str) -> Iterator[tuple[str, bool]]:
    """The fragment in pieces, and whether each is a text in which a term may be marked."""
    closed_by: list[str] = []  # the open elements from the outermost in which no term is marked
    for piece in pieces(fragment):
        yield piece.source, piece.kind is Kind.TEXT and not closed_by
        if piece.kind is Kind.END:
            if closed_by and closed_by[-1] == piece.name:
                closed_by.pop()
        elif piece.kind is not Kind.START or piece.name in _VOID_ELEMENTS or piece.source.endswith("/>"):
            continue
        elif closed_by:
            # Only elements of the same name matter for finding the end of the outermost.
            if piece.name == closed_by[-1]:
                closed_by.append(piece.name)
        elif piece.name in _ELEMENTS_WITHOUT_TERMS or _is_left_alone(piece):
            closed_by.append(piece.name)


def _is_left_alone(tag: Piece) -> bool:
    """Marked by hand, in another language than the explanations, or not shown from the start."""
    attributes = dict(tag.attributes)
    return (
        "no-terms" in (attributes.get("class") or "").split()
        or not (attributes.get("lang", "sv") or "").startswith("sv")
        or attributes.get("aria-hidden") == "true"
        or not attributes.keys().isdisjoint(("hidden", "popover"))
    )


@lru_cache(maxsize=16)
def _compiled(terms: tuple[Term, ...]) -> tuple[re.Pattern[str], dict[str, Term]]:
    """One expression for all terms, the longest first, and whose each written form is."""
    owners: dict[str, Term] = {}
    for term in terms:
        for form in (term.term, *term.forms):
            owners.setdefault(_key(str(escape(form))), term)
    written = sorted({str(escape(form)) for term in terms for form in (term.term, *term.forms)})
    longest_first = sorted(written, key=len, reverse=True)
    alternatives = "|".join(_expression(form) for form in longest_first)
    # No term begins inside a word, an entity, an e-mail address or a web address; one may begin a compound
    # with a hyphen (EST-möte).
    return re.compile(rf"(?<![\w&#@/.-])(?:{alternatives})(?![\w@/]|\.\w)"), owners


def _expression(form: str) -> str:
    """The form word by word; a sentence may begin with a term in small letters."""
    first, rest = form[0], form[1:]
    start = f"[{first}{first.upper()}]" if first.islower() else re.escape(first)
    return start + r"\s+".join(re.escape(word) for word in rest.split(" "))


def _key(written: str) -> str:
    """One key for a form however its line breaks and its first letter are written."""
    words = " ".join(written.split())
    return words[:1].lower() + words[1:]


def _explanation(term: Term, glossary_address: str) -> str:
    return (
        f'<div class="term-explanation" popover id="ord-{term.id}">'
        f"<p><strong>{escape(term.term)}</strong> {escape(term.explanation)}</p>"
        f'<p><a href="{escape(glossary_address)}#{term.id}">'
        f"{escape(asides.in_glossary(term.term))}</a></p></div>"
    )
