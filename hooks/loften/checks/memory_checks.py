"""Rules on what a record says of its own past: changed words, erased fields and former names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from loften.records.documents import Location
from loften.records.erasing import erasable
from loften.records.problems import Problem
from loften.records.promises_file import Party, Place
from loften.records.remembered import Renamable
from loften.records.rules import rule
from loften.records.site import Site
from loften.records.walk import Located, every_field, has_key

_CHANGED = re.compile("(?:ändra|ändri|uppdater|juster|redig|korriger|omskri|fix|rätta|rättn|bytt|modifi)")
_SAYS_NOTHING = frozenset(
    (
        *("ny", "nya", "nytt", "ord", "version", "liten", "litet", "små", "smärre"),
        *("lite", "diverse", "något", "några", "en", "ett", "den", "det", "de", "här"),
        *("är", "har", "blivit", "gjort", "gjorts", "och", "m"),
    )
)
"""Words that beside one for a change say that something changed and not what."""


@rule(
    "line-of-change-says-what",
    what="En rad under changes säger vad som är ändrat, inte bara att något är det.",
    why="Den som har läst texten vill veta om det som hon minns fortfarande gäller.",
    mend="Skriv i en mening vad som är nytt: vilken del av texten, och vad den säger nu.",
    example="changes:\n  - date: 2024-05-02\n    what: Sammanfattningen säger nu att lamporna är tolv.",
)
def check_lines_say_what(site: Site) -> Iterator[Problem]:
    """A line on a change says what has changed: "Ändrat" alone is none."""
    for by, location, line in _entries(site, "changes"):
        words = set(re.findall(r"\w+", line.what.lower())) - _SAYS_NOTHING
        if all(_CHANGED.match(word) for word in words):
            yield site.problem_at(
                by.path,
                *(*location, "what"),
                fault=f'"{line.what}" säger inte vad som är ändrat',
                remedy='skriv vilken del och vad den säger nu, till exempel "Sammanfattningen säger nu att '
                'lamporna är tolv."',
            )


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
            if key not in allowed:
                yield site.problem_at(
                    by.path,
                    *(*location, "fields", place),
                    fault=f'fältet "{key}" finns inte här, eller kan inte tas bort',
                    remedy=f"skriv ett fält som kan innehålla ord. Tillåtna: {', '.join(allowed)}",
                )


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
    what="Det som står i succeeded_by är någon annan än den själv.",
    why="Sidan leder läsaren vidare dit.",
    mend="Skriv id för den som har tagit över, eller ta bort raden.",
    example="succeeded_by: [tekniska-kontoret]",
)
def check_successors(site: Site) -> Iterator[Problem]:
    """No body or place has taken over from itself."""
    for by, location, successor in _entries(site, "succeeded_by"):
        if isinstance(by.record, Party | Place) and successor == by.record.id:
            yield site.problem_at(
                by.path,
                *location,
                fault=f'"{successor}" kan inte ha tagit över efter sig själv',
                remedy="skriv id för den som har tagit över, eller ta bort raden",
            )


def _entries(site: Site, key: str) -> Iterator[tuple[Located, Location, Any]]:
    """Each entry of the lists with this key, the record that has it and where it stands in the file."""
    for by, _, location, value in every_field(site, has_key(key)):
        for number, entry in enumerate(value):
            yield by, (*location, number), entry
