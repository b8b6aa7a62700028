"""Rules on ids, words and addresses: each belongs to one thing, now and later."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loften.catalogue.entries import catalogue
from loften.records.documents import PROMISES, Location
from loften.records.problems import Problem
from loften.records.record import Field, is_record, written_fields
from loften.records.rules import rule
from loften.records.shared import Point
from loften.records.site import Site
from loften.records.walk import every_field

REQUIRED_PAGES = {
    "content/index.md": "den är startsidans inledning",
    "content/kontakt.md": "alla sidor länkar dit",
    "content/tillganglighet.md": "lagen kräver en tillgänglighetsredogörelse, och alla sidor länkar dit",
    "content/sa-bedomer-vi.md": "åtgärder och resultat länkar dit",
    "content/prenumerera.md": "nyheterna länkar dit",
}
"""Pages that generated pages link to, each with the reason that an editor is told."""


@rule(
    "id-is-used-once",
    what="I promises.yaml har två poster i samma lista aldrig samma id. Id för en synpunkt (points) används "
    "en gång i hela medborgarlöftet.",
    why="Annars går det inte att veta vilken av dem en text menar.",
    mend="Ge den ena ett eget id. Är de samma sak: ta bort den ena.",
    example="places:\n  - id: stationen\n    name: Stationsparken\n  - id: biblioteket\n"
    "    name: Stadsbiblioteket",
)
def check_ids(site: Site) -> Iterator[Problem]:
    """An id is used once among its kind; one of a promise, focus area or point once in its agreement."""
    for by, field, location, value in every_field(site, _lists_things_with_ids):
        if field.kind is not Point:
            yield from _used_twice(site, by.path, location, [entry.id for entry in value])
    yield from _points_used_twice(site)


def _lists_things_with_ids(field: Field) -> bool:
    return field.is_list and is_record(field.kind) and "id" in written_fields(field.kind)


def _used_twice(site: Site, path: str, location: Location, ids: Sequence[str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, used in enumerate(ids):
        if used in first:
            line = site.position(path, *location, first[used], "id").line
            yield site.problem_at(
                path,
                *(*location, index, "id"),
                fault=f'id "{used}" används redan på rad {line}',
                remedy="ge den här posten ett eget id",
            )
        first.setdefault(used, index)


def _points_used_twice(site: Site) -> Iterator[Problem]:
    first: dict[tuple[str, str], str] = {}
    for update in site.updates:
        for index, point in enumerate(update.points):
            name = update.agreement, point.id
            location = ("points", index, "id")
            if name in first:
                yield site.problem_at(
                    update.path,
                    *location,
                    fault=f'id "{point.id}" används redan i {first[name]}',
                    remedy="ge den här posten ett eget id",
                )
            line = site.position(update.path, *location).line
            first.setdefault(name, f"{update.path} på rad {line}")


@rule(
    "list-names-once",
    what="En lista med id, som places, responsible eller focus_areas, nämner samma sak en gång.",
    why="Annars står den två gånger på sidan.",
    mend="Ta bort det som står dubbelt.",
    example="places: [stationen, biblioteket]",
)
def check_lists_name_once(site: Site) -> Iterator[Problem]:
    """A list names a thing once, or the page would."""
    for by, field, location, value in every_field(site, _lists_ids):
        for index, named in enumerate(value):
            if named in value[:index]:
                yield site.problem_at(
                    by.path,
                    *(*location, index),
                    fault=f'"{named}" står redan i {field.key}',
                    remedy="ta bort det ena",
                )


def _lists_ids(field: Field) -> bool:
    return field.is_list and field.refers_to is not None


@rule(
    "word-is-explained-once",
    what="Ordlistan förklarar varje ord, och varje annan form av det (forms), en gång. Stor eller liten "
    "första bokstav gör ingen skillnad.",
    why="På sidorna får ett ord bara en förklaring.",
    mend="Ta bort det ena, eller skriv en förklaring som täcker båda.",
    example="glossary:\n  - id: trygghetsvandring\n    term: trygghetsvandring\n"
    "    forms: [trygghetsvandringar]\n    explanation: En promenad där boende visar vad som känns otryggt.",
)
def check_glossary_words(site: Site) -> Iterator[Problem]:
    """A word or form is explained once; as on the pages, a capital first letter makes no other word."""
    first: dict[str, int] = {}
    for index, term in enumerate(site.promises_file.glossary):
        locations: list[tuple[str | int, ...]] = [("term",), *(("forms", n) for n in range(len(term.forms)))]
        for location, written in zip(locations, (term.term, *term.forms), strict=True):
            line = site.position(PROMISES, "glossary", index, *location).line
            key = written[:1].lower() + written[1:]
            if key in first:
                yield site.problem_at(
                    PROMISES,
                    *("glossary", index, *location),
                    fault=f'"{written}" förklaras redan på rad {first[key]}',
                    remedy="ta bort det ena",
                )
            first.setdefault(key, line)


@rule(
    "former-address-is-free",
    what="En tidigare adress (former_addresses) står på ett enda ställe, och ingen annan sida har den nu.",
    why="En adress kan bara leda vidare till en sida.",
    mend="Låt adressen stå bara hos den sida som hade den. Har en sida den nu: ta bort den ur listan.",
    example="former_addresses: [2024/nyheter/2024-03-01-nya-lampor]",
)
def check_former_addresses(site: Site) -> Iterator[Problem]:
    """A former address is named once and is no longer the address of another page.

    A page that has moved back still has its own among them: the first gives its feed item its id.
    """
    entries = catalogue(site)
    first: dict[str, str] = {}
    for entry in sorted(entries.written, key=lambda entry: (entry.kind.has_file, entry.kind.name)):
        for number, former in enumerate(entry.former):
            location = (*entry.location, "former_addresses", number)
            name = former.rstrip("/")
            if former in entries.addresses and former != entry.address:
                fault = f'former_addresses "{name}" är en sida som finns'
                remedy = "ta bort adressen, eller skriv den som den här sidan hade förut"
                yield site.problem_at(entry.path, *location, fault=fault, remedy=remedy)
            elif former in first:
                fault = f'former_addresses "{name}" står redan i {first[former]}'
                remedy = "låt den stå bara hos den sida som hade adressen"
                yield site.problem_at(entry.path, *location, fault=fault, remedy=remedy)
            line = site.position(entry.path, *location).line
            first.setdefault(former, f"{entry.path} på rad {line}")


@rule(
    "required-pages-exist",
    what="Fem sidor måste finnas och får inte vara tillbakadragna. De står i exemplet.",
    why="Startsidan börjar med index.md, och webbplatsen länkar till de andra. Lagen kräver en "
    "tillgänglighetsredogörelse.",
    mend="Skriv sidan. Stämmer den inte längre: skriv om texten, och ta bort withdrawn.",
    example="\n".join(REQUIRED_PAGES),
)
def check_required_pages(site: Site) -> Iterator[Problem]:
    """The pages that generated pages link to are there, and not withdrawn."""
    written = {page.path: page for page in site.pages}
    for path, reason in REQUIRED_PAGES.items():
        if path not in written:
            yield Problem(path=path, fault="sidan saknas", remedy=f"skriv den ({reason})")
        elif written[path].withdrawn:
            yield site.problem_at(
                path,
                "withdrawn",
                fault="sidan kan inte dras tillbaka",
                remedy=f"ta bort withdrawn och skriv om texten ({reason})",
                of_key=True,
            )
