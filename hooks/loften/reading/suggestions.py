"""What an editor probably meant by what they wrote; None where there is nothing sensible to offer."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from urllib.parse import urlsplit

from loften.records.record import Field
from loften.records.values import Unknown
from loften.words import dates, labels

_WORDS = {
    "avslutad": "done",
    "bolaget": "company",
    "forsenad": "behind",
    "genomfort": "done",
    "ej-genomford": "not-done",
    "ej-hallet": "not-kept",
    "ej-paborjad": "planned",
    "ar": "year",
    "halvar": "half-yearly",
    "hela-perioden": "period",
    "klar": "done",
    "klart": "done",
    "kommunen": "municipality",
    "kvartal": "quarter",
    "manad": "month",
    "minst": "at-least",
    "max": "at-most",
    "nyhet": "information",
    "pagaende": "ongoing",
    "paborjad": "ongoing",
    "planerat": "planned",
    "polisen": "police",
    "utford": "done",
    "vecka": "week",
    "arligen": "yearly",
    "varje-ar": "yearly",
    "varje-kvartal": "quarterly",
}
"""Other Swedish words, as slugs, for values than the labels that the site shows."""

_NUMBERS = {
    "noll": "0",
    "en": "1",
    "ett": "1",
    "två": "2",
    "tre": "3",
    "fyra": "4",
    "fem": "5",
    "sex": "6",
    "sju": "7",
    "åtta": "8",
    "nio": "9",
    "tio": "10",
    "elva": "11",
    "tolv": "12",
}
_YES_NO = {"ja": "true", "yes": "true", "on": "true", "nej": "false", "no": "false", "off": "false"}


def identifier(text: str) -> str | None:
    """The text in lower-case a-z, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or None


def key(written: str, allowed: Mapping[str, Field]) -> str | None:
    """The allowed field that a misspelt or Swedish one stands for.

    Where several fields go by the same word, it is the one that goes by it most often.
    """
    slug = identifier(written) or ""
    named = [
        (rank, candidate)
        for candidate, field in allowed.items()
        for rank, word in enumerate(field.named.words if field.named else ())
        if _run_together(word) == slug.replace("-", "")
    ]
    if named:
        return min(named, key=lambda entry: entry[0])[1]
    return _closest(slug.replace("-", "_"), allowed)


def keys_alike(written: str, allowed: Collection[str]) -> list[str]:
    """The few allowed fields that are spelt most like the written one, the most alike first."""
    return get_close_matches((identifier(written) or "").replace("-", "_"), allowed, n=5)


@cache
def _run_together(word: str) -> str:
    return (identifier(word) or "").replace("-", "")


def member(written: str, members: Iterable[StrEnum]) -> StrEnum | None:
    """The value that a misspelt value or a Swedish word stands for."""
    slug = identifier(written) or ""
    values = {candidate.value: candidate for candidate in members}
    by_label = {identifier(labels.label(candidate)) or "": candidate for candidate in values.values()}
    if slug in by_label:
        return by_label[slug]
    if slug in _WORDS and _WORDS[slug] in values:
        return values[_WORDS[slug]]
    if found := _closest(slug, values):
        return values[found]
    found = _closest(slug, by_label)
    return by_label[found] if found else None


def day(text: str) -> str | None:
    """The day as YYYY-MM-DD, from the ways in which Swedes write one; 3/5 is the third of May."""
    words = re.sub(r"[\u2010-\u2015\u2212]", "-", text.strip().lower().removeprefix("den ").strip())
    month_names = "|".join(f"{name[:3]}[a-z]*" for name in dates.MONTHS)
    if match := re.fullmatch(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})", words):
        return _calendar(match[1], match[2], match[3])
    if match := re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", words):
        return _calendar(match[1], match[2], match[3])
    if match := re.fullmatch(r"([0-9]{2})(-?)([0-9]{2})\2([0-9]{2})", words):
        return _calendar(f"20{match[1]}", match[3], match[4])
    if match := re.fullmatch(r"([0-9]{1,2})[/. -]+([0-9]{1,2})[/. -]+([0-9]{4})", words):
        return _calendar(match[3], match[2], match[1])
    if match := re.fullmatch(rf"([0-9]{{1,2}})(?::?[ea])?\.? ({month_names})\.? ([0-9]{{4}})", words):
        starts = [name[:3] for name in dates.MONTHS]
        return _calendar(match[3], str(starts.index(match[2][:3]) + 1), match[1])
    return None


def signing_day(text: str) -> str | None:
    """A day, a month as YYYY-MM, or `unknown`, from the ways in which Swedes write them."""
    words = text.strip().lower()
    if words.startswith(("okän", "oklar", "vet ")) or words == Unknown.UNKNOWN:
        return Unknown.UNKNOWN
    if exact := day(text):
        return exact
    if match := re.fullmatch(r"([12][0-9]{3})[-/. ]?([0-9]{1,2})", words):
        year, number = match[1], int(match[2])
    elif match := re.fullmatch(r"([a-zåäö]{3,9})\.? ([12][0-9]{3})", words):
        near = get_close_matches(match[1], dates.MONTHS, n=1, cutoff=0.7)
        begun = [name for name in dates.MONTHS if name.startswith(match[1])]
        year, number = match[2], (dates.MONTHS.index((begun or near)[0]) + 1) if begun or near else 0
    else:
        return None
    return f"{year}-{number:02}" if 1 <= number <= 12 else None


_MOMENT = re.compile(
    r"(?P<day>.*?[^T\s,])(?:T|,?\s+)(?:kl\.?\s*|klockan\s*)?(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})"
    r"(?:[:.][0-9]{2}.*)?"
)


def publication(text: str) -> str | None:
    """The day as YYYY-MM-DD, without a time of day that is given."""
    match = _MOMENT.fullmatch(text.strip())
    return day(match["day"] if match else text)


def moment(text: str) -> str | None:
    """The day, with a time of day if one is given, as YYYY-MM-DD HH:MM."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None:
        return day(text)
    date = day(match["day"])
    hour, minute = int(match["hour"]), int(match["minute"])
    return f"{date} {hour:02}:{minute:02}" if date and hour < 24 and minute < 60 else None


def whole_number(text: str) -> str | None:
    """The number in digits, from digits in groups or a Swedish number word up to twelve."""
    counted = re.fullmatch(
        r"([0-9][0-9\s\u00a0\u202f]*|[0-9]{1,3}(?:\.[0-9]{3})+)(?: [a-zåäö]+)?", text.strip()
    )
    digits = re.sub(r"[\s\u00a0\u202f.]", "", counted[1]) if counted else ""
    if 1 <= len(digits) <= 12:
        return digits
    return _NUMBERS.get(text.strip().lower())


def yes_no(text: str) -> str | None:
    """`true` or `false` for a Swedish or English yes or no."""
    word = text.strip().lower()
    return word if word in ("true", "false") else _YES_NO.get(word)


def web_address(text: str) -> str | None:
    """The address with https:// first, where what is written looks like one."""
    bare = re.sub(r"^(https?:/*|//)", "", text.strip(), flags=re.IGNORECASE)
    return f"https://{bare}" if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", bare) else None


def record_id(text: str) -> str | None:
    """The id, from a title, a file name or a file's path."""
    return identifier(text.strip().rstrip("/").rsplit("/", 1)[-1].removesuffix(".md"))


def page_address(text: str) -> str | None:
    """The page's address within the site, from a full address, a path or a file name; none from a title."""
    if re.search(r"\w\s+\w", text):
        return None
    if update := re.fullmatch(r"([0-9]{4})-[0-9]{2}-[0-9]{2}-[\w-]+", text.strip().removesuffix(".md")):
        return f"{update[1]}/nyheter/{identifier(update[0])}"
    path = urlsplit(text.strip()).path if "://" in text else text.strip()
    path = path.removeprefix("content/").strip("/").removesuffix(".md").removesuffix("/index")
    parts = [identifier(part) for part in path.split("/") if part]
    return "/".join(part for part in parts if part) or None


def _closest(text: str, choices: Collection[str]) -> str | None:
    return next(iter(get_close_matches(text, choices, n=1, cutoff=0.7)), None)


def _calendar(year: str, month: str, day_of_month: str) -> str | None:
    try:
        return dt.date(int(year), int(month), int(day_of_month)).isoformat()
    except ValueError:
        return None
