"""Rules on what a record says of its own past: changed words, erased fields and former names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from loften.prose.pieces import pieces
from loften.records.documents import Location
from loften.records.erasing import erasable
from loften.records.problems import Problem
from loften.records.promises_file import Party, Place
from loften.records.remembered import Renamable
from loften.records.rules import rule
from loften.records.site import Site
from loften.records.texts import WordForWord
from loften.records.walk import Located, every_field, has_key

_CHANGE = re.compile(
    "(?:ändra|ändri|uppdater|juster|redig|korriger|omskri|fix|rätta|rättn|rättel|bytt|modifi|förtydl|revid|"
    "omformul|formulera|förbättr|komplett|tillägg|tillag|borttag|putsa|redaktion|språklig|"
    r"\w*(?:ändring|rättning|rättelse|justering|uppdatering|korrigering))|(?:ny|nya|nytt)$"
)
_WHOLE_TEXT = re.compile(
    "(?:bröd)?(?:text|ord|fel|saker?|formulering|lydelse|skrivning|innehåll|sida|nyhet|version)"
    "(?:en|et|n|er|erna|ar|arna|or|orna|a|na)?$"
)
_PART = re.compile(
    "(?:rubrik|titel|ingress|sammanfattning|stycke|mening|bild|bildtext|alt|alternativtext|mål|namn|källa|"
    "käll|förklaring|telefon|adress|kontakt|tabell|lista|länk|skäl|orsak|uppgift|punkt)"
    "(?:en|et|n|t|er|erna|ar|arna|or|orna|a|na)?$"
)
_WHEN = re.compile(
    "(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en|s)?|januari|februari|mars|april|maj|juni|juli|augusti|"
    "september|oktober|november|december|idag|igår|dag|dagens|går|nu|nyss|nyligen|datum|kl|klockan|morse|"
    "kväll|förra|denna|vecka|veckan|månad|månaden|år|året)$"
)
_SAYS_NOTHING = frozenset(
    (
        *("liten", "litet", "små", "smärre", "mindre", "lite", "diverse", "något", "några", "viss", "vissa"),
        *("en", "ett", "den", "det", "de", "här", "är", "har", "blivit", "gjort", "gjorts", "och", "m"),
        *("vi", "i", "på", "av", "om", "med", "till", "se", "ovan", "nedan", "lagt", "tagit", "bort", "hela"),
    )
)
"""Words that beside one for a change say that something changed and not what."""
_READY_MADE = "ändrat: "
"""How the line that a message gives begins, in small letters; the names of fields follow."""


@rule(
    "line-of-change-says-what",
    what="En rad under changes säger vad som är ändrat, inte bara att något är det, eller vilken dag.",
    why="Den som har läst texten vill veta om det som hon minns fortfarande gäller.",
    mend="Skriv i en mening vad som är nytt: vilken del av texten, och vad den säger nu.",
    example="changes:\n  - date: 2024-05-02\n    what: Sammanfattningen säger nu att lamporna är tolv.",
)
def check_lines_say_what(site: Site) -> Iterator[Problem]:
    """A line on a change says what has changed: "Ändrat" alone is none."""
    for by, location, line in _entries(site, "changes"):
        if not _says_what(line.what):
            yield site.problem_at(
                by.path,
                *(*location, "what"),
                fault=f'"{line.what}" säger inte vad som är ändrat',
                remedy='skriv vilken del och vad den säger nu, till exempel "Sammanfattningen säger nu att '
                'lamporna är tolv."',
            )


def _says_what(line: str) -> bool:
    """Whether a line names something other than a change, a day and the text as a whole.

    The name of a part, as the title, says something beside a word for a change and nothing alone.
    """
    every = set(re.findall(r"[^\W\d_]+", line.lower())) - _SAYS_NOTHING
    words = {word for word in every if len(word) > 1 and not _WHEN.match(word)}
    changes = {word for word in words if _CHANGE.match(word)}
    if line.lower().startswith(_READY_MADE):
        return words > changes
    named = {word for word in words - changes if not _WHOLE_TEXT.match(word)}
    return bool(named) and (bool(changes) or not all(map(_PART.match, named)))


@rule(
    "erasure-names-its-fields",
    what="Under erased nämns fält som kan innehålla ord: rubriker, texter, bilder, namn och adresser. Lägen, "
    "dagar, antal och bedömningar kan inte tas bort.",
    why="Lagen skyddar personer. Vad som lovades och hur det gick är ingen personuppgift.",
    mend="Skriv namnen på fälten där uppgiften stod.",
    example="erased:\n  - date: 2024-05-02\n    fields: [title, body]\n    reason: personal-data",
)
def check_erased_fields(site: Site) -> Iterator[Problem]:
    """Only fields that hold words can be erased: no status, day, count or assessment."""
    for by, location, erasure in _entries(site, "erased"):
        allowed = erasable(type(by.record))
        for place, key in enumerate(erasure.fields):
            is_piece = isinstance(by.record, WordForWord) and key in _numbers(by.record)
            if key not in allowed and not is_piece:
                also = ", och punkternas nummer" if isinstance(by.record, WordForWord) else ""
                yield site.problem_at(
                    by.path,
                    *(*location, "fields", place),
                    fault=f'fältet "{key}" finns inte här, eller kan inte tas bort',
                    remedy=f"skriv ett fält som kan innehålla ord. Tillåtna: {', '.join(allowed)}{also}",
                )


def _numbers(text: WordForWord) -> frozenset[str]:
    return frozenset(str(piece.number) for piece in pieces(text.body))


@rule(
    "former-names-differ",
    what="Varje tidigare namn är ett annat än det som gäller nu, och gällde till en egen dag.",
    why="Webbplatsen väljer det namn som gällde en viss dag.",
    mend="Rätta namnet eller dagen, eller ta bort posten.",
    example="former_names:\n  - name: Polisen\n    until: 2025-12-31",
)
def check_former_names(site: Site) -> Iterator[Problem]:
    """No two former names of one body or place held until the same day, and the newest is not today's."""
    for by, _, location, value in every_field(site, has_key("former_names")):
        own = by.record.name if isinstance(by.record, Renamable) else ""
        days = [former.until for former in value]
        newest = max(days, default=None)
        for number, former in enumerate(value):
            if former.until == newest and former.name == own:
                fault, remedy = (
                    f'"{former.name}" är namnet som gäller nu',
                    "rätta namnet eller ta bort posten",
                )
            elif former.until in days[:number]:
                fault = f"två namn gällde till och med {former.until}"
                remedy = "skriv den sista dag som vart och ett gällde"
            else:
                continue
            yield site.problem_at(by.path, *(*location, number), fault=fault, remedy=remedy)


@rule(
    "successor-is-another",
    what="Det som står i succeeded_by är någon annan än den själv, och leder inte tillbaka till den.",
    why="Sidan leder läsaren vidare dit, till den som gäller i dag.",
    mend="Skriv id för den som har tagit över, eller ta bort raden.",
    example="succeeded_by: [tekniska-kontoret]",
)
def check_successors(site: Site) -> Iterator[Problem]:
    """No body or place has taken over from itself, nor from one that took over from it in its turn."""
    successors = {
        kind: {record.id: record.succeeded_by for record in records}
        for kind, records in ((Party, site.parties), (Place, site.promises_file.places))
    }
    for by, location, successor in _entries(site, "succeeded_by"):
        if not isinstance(by.record, Party | Place):
            continue
        if successor == by.record.id:
            fault = f'"{successor}" kan inte ha tagit över efter sig själv'
            remedy = "skriv id för den som har tagit över, eller ta bort raden"
        elif by.record.id in _reached(successor, successors[type(by.record)]):
            fault = f'"{successor}" leder genom succeeded_by tillbaka till "{by.record.id}"'
            remedy = "ta bort id ur succeeded_by hos den som gäller i dag"
        else:
            continue
        yield site.problem_at(by.path, *location, fault=fault, remedy=remedy)


def _reached(first: str, successors: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The ids that taking over leads to from one of them, itself included."""
    found: set[str] = set()
    left = [first]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left.extend(successors.get(one, ()))
    return frozenset(found)


def _entries(site: Site, key: str) -> Iterator[tuple[Located, Location, Any]]:
    """Each entry of the lists with this key, the record that has it and where it stands in the file."""
    for by, _, location, value in every_field(site, has_key(key)):
        for number, entry in enumerate(value):
            yield by, (*location, number), entry
