"""Which changes of words are only mended spelling, and so need no line that tells of them.

The rule is narrow on purpose, because a letter can turn a sentence round. A word counts as misspelt only
where it is long, almost the other word, no word of Swedish and written nowhere else on the site.
"""

from __future__ import annotations

import re
from collections.abc import Collection

SHORTEST = 5
"""Letters of a word that can be mended freely; many shorter ones are only a letter apart."""
MOST_LETTERS = 2

_SHORTEST_PART = 4
"""Letters of a part of a compound; shorter ones are found in many words that are misspelt."""

_TOKEN = re.compile(r"\w+(?:[-’']\w+)*|[^\w\s]")
_TURNING = ("o", "in", "miss", "av")
"""What makes a word its opposite when it stands before it, or before a part of it."""
_NEVER_FREE = frozenset(
    (
        *("ska", "skall", "skulle", "kan", "kunde", "får", "fick", "bör", "borde", "måste", "vill", "ville"),
        *("minst", "minsta", "högst", "högsta", "fler", "flera", "färre", "alla", "några"),
    )
)


def tokens(text: str) -> list[str]:
    """The words and the other signs of a text, in order; spaces and line breaks are none."""
    return _TOKEN.findall(text)


def is_only_spelling(old: str, new: str, *, elsewhere: Collection[str], ordinary: Collection[str]) -> bool:
    """Whether one text differs from another by nothing but mended spelling.

    `elsewhere` are the words of every other public text of the site, in small letters. `ordinary` are those
    that the site writes with a small letter: a word with a capital that is not among them may be a name.
    """
    before, after = tokens(old), tokens(new)
    if len(before) != len(after):
        return False
    pairs = [(was, now) for was, now in zip(before, after, strict=True) if was != now]
    return all(
        was.lower() not in elsewhere
        and not _is_name(now, ordinary)
        and _is_misspelt(was.lower(), now.lower())
        for was, now in pairs
    )


def _is_misspelt(was: str, now: str) -> bool:
    if min(len(was), len(now)) < SHORTEST or not (was[0].isalpha() and now[0].isalpha()):
        return False
    if re.search("[0-9_]", was + now) or {was, now} & _NEVER_FREE or _is_turned(was, now):
        return False
    if distance(was, now) > MOST_LETTERS:
        return False
    return was != now and not _is_swedish(was) and not _is_exchanged(was, now)


def _is_turned(one: str, other: str) -> bool:
    """Whether one word is the other with o-, in-, miss- or av- in it, as trafiksäkert and trafikosäkert."""
    short, long = sorted((one, other), key=len)
    return any(
        short[:place] + prefix + short[place:] == long
        for prefix in _TURNING
        for place in range(len(short) - 2)
        if place != 1
    )


def _is_swedish(word: str) -> bool:
    """Whether a Swedish dictionary has the word, or each part of one with hyphens."""
    # the dictionary takes most of a second to load, and few changes get this far
    from simplemma import is_known

    return all(is_known(part, lang="sv") for part in word.split("-"))


def _is_exchanged(was: str, now: str) -> bool:
    """Whether one word in a compound has become another, as in junimötet and julimötet."""
    for size in range(_SHORTEST_PART, min(len(was), len(now)) - _SHORTEST_PART + 1):
        heads, tails = (was[:-size], now[:-size]), (was[size:], now[size:])
        if was[-size:] == now[-size:] and all(map(_is_swedish, (*heads, was[-size:]))):
            return True
        if was[:size] == now[:size] and all(map(_is_swedish, (*tails, was[:size]))):
            return True
    return False


def _is_name(word: str, ordinary: Collection[str]) -> bool:
    return word[:1].isupper() and word.lower() not in ordinary and not _is_swedish(word.lower())


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or exchanged to make one word another (Levenshtein)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        new = [number]
        for column, wanted in enumerate(other, start=1):
            new.append(min(row[column] + 1, new[-1] + 1, row[column - 1] + (letter != wanted)))
        row = new
    return row[-1]
