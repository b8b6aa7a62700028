"""Text as a reader sees it: characters that look alike made alike, without losing where they stood."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Plain:
    """A text made plain, and where each part of it stood in the original.

    `breaks` are pairs of positions, in the plain text and in the original, from which both run in step.
    """

    text: str
    breaks: tuple[tuple[int, int], ...]

    def original(self, position: int) -> int:
        """The position in the original text."""
        here, there = self.breaks[bisect_right(self.breaks, position, key=lambda pair: pair[0]) - 1]
        return there + position - here


_NOT_PLAIN = re.compile(
    r"[^\x00-\x7fåäöÅÄÖéÉ”]|\r|&[#\w]{2,10};|%(?:40|20|2[BbDd])|\\[-+.@_()]|\*+|__"
    r"|</?(?:b|i|u|em|strong|span|font|mark|small|sub|sup|wbr|br|p|div|td|th|tr|li)(?:[ /][^<>@]{0,200})?>",
)
_BETWEEN = {
    "</td>": "|",
    "</th>": "|",
    "<br>": "\n",
    "</p>": "\n",
    "</div>": "\n",
    "</tr>": "\n",
    "</li>": "\n",
}
"""What a reader sees where a tag of HTML stands; other tags show nothing of their own."""
_PERCENT = {"%40": "@", "%20": " ", "%2B": "+", "%2D": "-"}
_INVISIBLE_MARKS = "\u034f\u20e3\ufe0e\ufe0f"
"""Joiner, keycap and variation selectors: marks that join the character before them."""
_DOTS_AND_DASHES = (
    "\N{MINUS SIGN}\N{HYPHEN BULLET}\N{MIDDLE DOT}\N{BULLET}\N{HYPHENATION POINT}\N{BULLET OPERATOR}"
)
"""What stands between the parts of a number as a hyphen does, beside what Unicode calls dashes."""


def plain(text: str) -> Plain:
    """The text with ordinary digits, letters, spaces and hyphens, and nothing invisible.

    HTML entities, percent signs of web addresses and Markdown's backslashes are read as what they stand for,
    Markdown's emphasis as nothing, and HTML's cells and lines as those of Markdown.
    """
    pieces, breaks = [], [(0, 0)]
    length = position = 0
    for match in _NOT_PLAIN.finditer(text):
        replacement = _plain_form(match[0])
        pieces += [text[position : match.start()], replacement]
        length += match.start() - position + len(replacement)
        position = match.end()
        if len(replacement) != len(match[0]):
            breaks.append((length, position))
    return Plain("".join([*pieces, text[position:]]), tuple(breaks))


@lru_cache(maxsize=4096)
def _plain_form(written: str) -> str:
    if written == "\r" or written[0] == "*" or written == "__":
        return ""
    if written[0] == "\\":
        return written[1]
    if written[0] == "<":
        return _BETWEEN.get(re.sub(r"[ /][^<>]*>$", ">", written) if written[1] != "/" else written, "")
    if written[0] == "%":
        return _PERCENT[written.upper()]
    if written[0] == "&":
        character = html.unescape(written)
        return _plain_character(character) if len(character) == 1 else written
    return _plain_character(written)


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf" or character in _INVISIBLE_MARKS:
        return ""
    if category == "Zs":
        return " "
    if category == "Zl" or category == "Zp":
        return "\n"
    if category == "Pd" or character in _DOTS_AND_DASHES:
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    alike = unicodedata.normalize("NFKC", character)
    return alike if len(alike) == 1 and alike.isascii() else character
