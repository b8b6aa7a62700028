"""Which changes of words are only mended spelling, and so need no line that tells of them.

The rule is narrow on purpose, because a letter can turn a sentence round. A word counts as misspelt only
where it is long, almost the other word, no word of Swedish, no name, no numeral and written nowhere else on
the site, and where no part of a compound has become another.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import takewhile

SHORTEST = 5
"""Letters of a word that can be mended freely; many shorter ones are only a letter apart."""
MOST_LETTERS = 2

_SHORTEST_PART = 4
"""Letters of a part of a compound; shorter ones are found in many words that are misspelt."""
_SHORTEST_EXCHANGED = 3
"""Letters of a part that has become another, where what stands around it is longer."""

_TOKEN = re.compile(r"\w+(?:[-’']\w+)*|[^\w\s]")
_TURNING = ("o", "in", "miss", "av")
"""What makes a word its opposite when it stands before it, or before a part of it."""
_NEVER_FREE = frozenset(
    (
        *("ska", "skall", "skulle", "kan", "kunde", "får", "fick", "bör", "borde", "måste", "vill", "ville"),
        *("minst", "minsta", "högst", "högsta", "fler", "flera", "färre", "alla", "några"),
    )
)

_NUMERALS = frozenset(
    (
        *("en", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"),
        *("tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"),
        *("tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"),
        *("hundra", "tusen", "miljon", "miljard", "halv", "hel", "halvannan", "kvart", "enkel", "dubbel"),
        *("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde"),
        *("elfte", "tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde"),
        *("nittonde", "tjugonde", "trettionde", "fyrtionde", "femtionde", "sextionde", "sjuttionde"),
        *("åttionde", "nittionde", "hundrade", "tusende"),
    )
)
_MONTHS = frozenset(
    (
        *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti"),
        *("september", "oktober", "november", "december"),
    )
)
_DAYS = frozenset(("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"))
_COLOURS = frozenset(("röd", "grön", "gul", "blå", "vit", "grå", "svart"))
_OPPOSITES = (
    *(("låg", "hög"), ("läg", "hög"), ("in", "ut"), ("inne", "ute"), ("inre", "yttre")),
    *(("öst", "väst"), ("öster", "väster"), ("norr", "söder"), ("nord", "syd"), ("upp", "ner")),
    *(("upp", "ned"), ("för", "efter"), ("före", "efter"), ("över", "under"), ("dag", "natt")),
    *(("på", "av"), ("an", "av"), ("er", "för"), ("med", "mot"), ("med", "utan"), ("till", "från")),
    *(("max", "min"), ("plus", "minus"), ("mer", "mindre"), ("mest", "minst"), ("fler", "färre")),
    *(("född", "död"), ("mor", "far"), ("pojk", "flick"), ("fram", "bak"), ("stor", "små")),
    *(("kort", "lång"), ("ny", "gammal"), ("först", "sist"), ("rätt", "fel"), ("full", "tom")),
)
_KINDS = (_NUMERALS, _MONTHS, _DAYS, _COLOURS, *map(frozenset, _OPPOSITES))
"""Words that say something else when one takes another's place, also within a compound."""
_BEGINS_WITH_NUMERALS = re.compile(f"(?:{'|'.join(sorted(_NUMERALS - {'en'}, key=len, reverse=True))})+")
"""En is left out: too many words begin with it."""
_SENTENCE_OPENS = re.compile(r"(?:^|[\n.!?])[^\w\n.!?]*$")
_SENTENCE_GOES_ON = re.compile(r"[^\w\n.!?]+\w")
"""What follows a word that opens a sentence; a word alone on a line or in a cell may be a name."""
_ADDRESS = re.compile(r"\S*(?:\w[.@/:]\w|[#@]\w)\S*")


def tokens(text: str) -> list[str]:
    """The words and the other signs of a text, in order; spaces and line breaks are none."""
    return _TOKEN.findall(text)


def is_only_spelling(old: str, new: str, *, elsewhere: Collection[str], ordinary: Collection[str]) -> bool:
    """Whether one text differs from another by nothing but mended spelling.

    `elsewhere` are the words of every other public text of the site, in small letters. `ordinary` are those
    that the site writes with a small letter: a word with a capital that is not among them may be a name.
    """
    before, after = tokens(old), list(_TOKEN.finditer(new))
    if len(before) != len(after):
        return False
    pairs = [(was, now) for was, now in zip(before, after, strict=True) if was != now[0]]
    return all(
        was.lower() not in elsewhere
        and _is_misspelt(was.lower(), now[0].lower())
        and not _is_name(was, now, ordinary)
        and not _is_in_address(now)
        for was, now in pairs
    )


def _is_misspelt(was: str, now: str) -> bool:
    if min(len(was), len(now)) < SHORTEST or not (was[0].isalpha() and now[0].isalpha()):
        return False
    if re.search("[0-9_]", was + now) or {was, now} & _NEVER_FREE or _is_turned(was, now):
        return False
    if distance(was, now) > MOST_LETTERS:
        return False
    if was == now or _is_swedish(was):
        return False
    return not (_is_another_number(was, now) or _is_exchanged(was, now))


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

    return all(part and is_known(part, lang="sv") for part in word.split("-"))


def _is_compound(word: str) -> bool:
    """Whether the word is Swedish, or made of Swedish words with or without an s between them."""
    if _is_swedish(word):
        return True
    return any(
        (_is_swedish(head) or _is_swedish(head.removesuffix("s"))) and _is_compound(tail)
        for head, tail in _divided(word)
    )


def _divided(word: str) -> Iterator[tuple[str, str]]:
    for size in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        yield word[:size], word[size:]


def _is_another_number(was: str, now: str) -> bool:
    """Whether one of the words is a numeral, or begins with one that the other word begins without."""
    return any(
        (found := _BEGINS_WITH_NUMERALS.match(one))
        and (found.end() == len(one) or (not other.startswith(found[0]) and _is_part(one[found.end() :])))
        for one, other in ((was, now), (now, was))
    )


def _is_exchanged(was: str, now: str) -> bool:
    """Whether one word in a compound has become another, as in junimötet and julimötet."""
    return any(
        _is_another_of_its_kind(before, old, new) or _is_another_part(before, old, new, after)
        for before, old, new, after in _exchanges(was, now)
    )


def _exchanges(was: str, now: str) -> Iterator[tuple[str, str, str, str]]:
    """Each way to see a stretch of letters as exchanged: what stands before, the two, what stands after."""
    heads, tails = _equal(was, now), _equal(was[::-1], now[::-1])
    shorter = min(len(was), len(now))
    for head in range(heads + 1):
        for tail in range(min(tails, shorter - head - 1) + 1):
            yield was[:head], was[head : len(was) - tail], now[head : len(now) - tail], was[len(was) - tail :]


def _equal(one: str, other: str) -> int:
    """How many letters two words have in common from their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_another_of_its_kind(before: str, old: str, new: str) -> bool:
    is_long = min(len(old), len(new)) >= _SHORTEST_EXCHANGED
    return (is_long or not before or _is_part(before)) and any({old, new} <= kind for kind in _KINDS)


def _is_another_part(before: str, old: str, new: str, after: str) -> bool:
    shorter = min(len(old), len(new))
    if not (before or after) or shorter < _SHORTEST_EXCHANGED:
        return False
    if shorter < _SHORTEST_PART and old[-1] == new[-1]:  # an ending is misspelt as often as exchanged
        return False
    if not (_is_swedish(old) and _is_swedish(new)):
        return False
    is_whole_before = not before or _is_part(before)
    return is_whole_before and (not after or _is_part(after) or _is_part(after.removeprefix("s")))


def _is_part(word: str) -> bool:
    return len(word) >= _SHORTEST_PART and _is_compound(word)


def _is_name(was: str, now: re.Match[str], ordinary: Collection[str]) -> bool:
    """Whether a word has its capital for another reason than that it opens a sentence."""
    if not (was[0].isupper() or now[0][0].isupper()) or now[0].lower() in ordinary:
        return False
    opens_sentence = _SENTENCE_OPENS.search(now.string, 0, now.start())
    has_sentence = opens_sentence and _SENTENCE_GOES_ON.match(now.string, now.end())
    return not (has_sentence and _is_swedish_with_a_small_letter(now[0].lower()))


def _is_in_address(word: re.Match[str]) -> bool:
    return any(found.start() <= word.start() < found.end() for found in _ADDRESS.finditer(word.string))


def _is_swedish_with_a_small_letter(word: str) -> bool:
    from simplemma import lemmatize

    return _is_swedish(word) and all(lemmatize(part, lang="sv")[:1].islower() for part in word.split("-"))


def distance(one: str, other: str) -> int:
    """How many letters must be put in, taken out or exchanged to make one word another (Levenshtein)."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        new = [number]
        for column, wanted in enumerate(other, start=1):
            new.append(min(row[column] + 1, new[-1] + 1, row[column - 1] + (letter != wanted)))
        row = new
    return row[-1]
