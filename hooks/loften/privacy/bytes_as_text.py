"""The bytes of a file -> text to search, in whatever encoding it was saved."""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    # before UTF-16, whose mark is the first half of it
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4_000
"""Bytes that are looked at to tell UTF-16 without a mark."""


def as_text(raw: bytes) -> str:
    """The text with line feeds between lines; what cannot be decoded is replaced, and nothing raises.

    UTF-16 is told by its mark or, without one, by every other byte being zero. Any other encoding has its
    digits and Latin letters in the same places as UTF-8.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            text = raw.removeprefix(mark).decode(encoding, "replace")
            break
    else:
        text = raw.decode(_unmarked(raw), "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unmarked(raw: bytes) -> str:
    sample = raw[: min(_SAMPLE, len(raw) // 2 * 2)]
    first, second = sample[::2], sample[1::2]
    if second.count(0) > len(second) * 0.7 and first.count(0) < len(first) * 0.3:
        return "utf-16-le"
    if first.count(0) > len(first) * 0.7 and second.count(0) < len(second) * 0.3:
        return "utf-16-be"
    return "utf-8"
