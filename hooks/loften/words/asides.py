"""What stands beside editors' own texts on a page."""

from __future__ import annotations

TABLE = "Tabell"
"""What a screen reader calls a table that scrolls within its own box."""


def in_glossary(term: str) -> str:
    """The link from the explanation of a word to all of them."""
    return f"{term} i ordlistan"
