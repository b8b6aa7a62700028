"""What differs between two wordings, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_NEW_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+>#|]|[0-9]+[.)]\s))")
_END_OF_SENTENCE = re.compile(r"(?<=[.!?…])[\"”)]?\s+(?=\W*[A-ZÅÄÖ])")


def rewritten(name: str, before: str, after: str) -> Iterator[str]:
    """`text: ”Det lyser.” → ”Det lyser klart.”` for each stretch of sentences that differs, in their order.

    What is only there before or after is said to be removed or added. Where only the spaces or line breaks
    differ, the text is said to be set in another way.
    """
    old, new = _sentences(before), _sentences(after)
    matched = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    found = [(old[a:b], new[c:d]) for kind, a, b, c, d in matched if kind != "equal"]
    for removed, added in found:
        if not removed:
            yield f"{name}, läggs till: {_quoted(added)}"
        elif not added:
            yield f"{name}, tas bort: {_quoted(removed)}"
        else:
            yield f"{name}: {_quoted(removed)} → {_quoted(added)}"
    if not found:
        yield f"{name}: samma ord, uppställda på ett annat sätt"


def _quoted(sentences: Sequence[str]) -> str:
    return f"”{' '.join(sentences)}”"


def _sentences(text: str) -> list[str]:
    """The sentences, and headings and entries of lists as such, each on one line."""
    blocks = (" ".join(block.split()) for block in _NEW_BLOCK.split(text))
    return [sentence for block in blocks for sentence in _END_OF_SENTENCE.split(block) if sentence]
