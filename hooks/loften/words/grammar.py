"""How Swedish counts, lists, sorts and begins its sentences."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from fractions import Fraction

_NUMBER_WORDS = (
    "noll",
    "ett",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
)

_AFTER_Z = str.maketrans("åäö", "{|}")
"""Code points put ä before å; these three characters follow z, in the order of the alphabet."""


def joined(words: Sequence[str], conjunction: str = "och") -> str:
    """`polisen, kommunen och KBAB`; an empty list gives an empty text."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def genitive(name: str) -> str:
    """`Polisens`, `Köpings kommuns`; a name on s, x or z stays as it is."""
    return name if name[-1:] in "sxzSXZ" else name + "s"


def counted(number: int, one: str, many: str, gender: str = "n") -> str:
    """`tre löften`, `en åtgärd`, `15 åtgärder`: words up to twelve; `gender` "t" for words with ett."""
    if number == 1:
        return f"{'ett' if gender == 't' else 'en'} {one}"
    written = _NUMBER_WORDS[number] if number < len(_NUMBER_WORDS) else grouped(number)
    return f"{'inga' if number == 0 else written} {many}"


def grouped(number: int) -> str:
    """`12 500`: a no-break space between groups of three, from five digits on (Svenska skrivregler)."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}") if number >= 10_000 else str(number)


def decimals(number: Fraction) -> str:
    """`1,23`, `0,5`, `2`: at most two decimals, rounded half up; `number` is not negative."""
    whole, hundredths = divmod(int(number * 100 + Fraction(1, 2)), 100)
    return f"{grouped(whole)},{hundredths:02}".rstrip("0").rstrip(",")


def alphabetical(text: str) -> str:
    """The key that sorts words as Swedish word lists do: å, ä, ö last, é as e, capitals as small letters."""
    letters = unicodedata.normalize("NFC", text).casefold().translate(_AFTER_Z)
    return "".join(c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))


def sentence_case(text: str) -> str:
    """The text with its first letter as a capital and the rest untouched."""
    return text[:1].upper() + text[1:]
