"""The lines `---` around the fields of a Markdown file."""

from __future__ import annotations

import re
from itertools import pairwise

from loften.records.problems import Wording

Fault = tuple[int, Wording]
"""A line, counted from 1, and what is wrong there."""

_FENCE = re.compile(r"---[ \t]*")
_NEARLY_FENCE = re.compile(
    r"[ \t]*(?:[-\u2010-\u2015\u2212]{2,}|[\u2010-\u2015\u2212]|\.{3}|\u2026|\*{3}|_{3})[ \t]*"
)
_FIELD = re.compile(r"[\w-]+\s*:")
_LOOKS_LIKE_FIELD = re.compile(r"\s|#|- |-$|[\w-]+\s*:|[\"'\[\]{}]")


def closing(lines: list[str]) -> int:
    """The index of the line that ends the front matter; 0 if none does."""
    return next((index for index, line in enumerate(lines) if index and _FENCE.fullmatch(line)), 0)


def fault(lines: list[str]) -> Fault | None:
    """What is wrong with the lines `---`, or nothing."""
    if not any(line.strip() for line in lines):
        return 1, Wording("filen är tom", "skriv fälten mellan två rader med --- och texten under dem")
    if not _FENCE.fullmatch(lines[0]):
        return _missing_opening(lines)
    end = closing(lines)
    prose = _first_prose_line(lines, end)
    if end and prose is None:
        return None
    for index, line in enumerate(lines[1:prose], start=1):
        if _NEARLY_FENCE.fullmatch(line):
            return index + 1, Wording("raden under fälten ska vara exakt --- (tre bindestreck)")
    if prose is not None:
        return prose + 1, Wording("fälten avslutas inte", "skriv --- på en egen rad före texten")
    last = max(index for index, line in enumerate(lines) if line.strip())
    return last + 1, Wording("fälten avslutas inte", "skriv --- på en egen rad under den här")


def _missing_opening(lines: list[str]) -> Fault:
    first = next(index for index, line in enumerate(lines) if line.strip())
    if _FENCE.fullmatch(lines[first]):
        return 1, Wording("filen ska börja med ---", "ta bort det som är tomt ovanför")
    if _NEARLY_FENCE.fullmatch(lines[first]):
        return first + 1, Wording("första raden ska vara exakt --- (tre bindestreck)")
    if lines[first].startswith("```"):
        return first + 1, Wording("filen ska börja med ---", "ta bort raderna med ``` före och efter texten")
    if _has_fields_further_down(lines, first):
        return first + 1, Wording(
            "fälten ska stå överst i filen", "flytta texten här till under den andra raden med ---"
        )
    return first + 1, Wording("filen ska börja med en rad --- och sedan fälten, till exempel title")


def _has_fields_further_down(lines: list[str], first: int) -> bool:
    return any(
        _FENCE.fullmatch(line) and _FIELD.match(following) for line, following in pairwise(lines[first:])
    )


def _first_prose_line(lines: list[str], end: int) -> int | None:
    """The index of the first line among the fields that starts a paragraph of its own, as no field does.

    Two number signs start a heading when nothing closes the fields, and a comment otherwise. Then, too, a
    paragraph may follow the fields without a blank line between.
    """
    for index in range(2, end or len(lines)):
        line = lines[index]
        if not line or _NEARLY_FENCE.fullmatch(line):
            continue
        is_heading = not end and line.startswith("##")
        is_after_blank = not lines[index - 1].strip()
        is_prose = not _LOOKS_LIKE_FIELD.match(line) and (is_after_blank or (not end and " " in line))
        if is_prose or (is_heading and is_after_blank):
            return index
    return None
