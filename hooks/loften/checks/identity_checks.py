"""Rules on ids, words and addresses: each belongs to one thing, now and later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from loften import addresses
from loften.checks.references import PROMISES, problem_at
from loften.model import FileRecord
from loften.problems import Problem
from loften.site import Site

REQUIRED_PAGES = {
    "content/index.md": "den är startsidans inledning",
    "content/kontakt.md": "alla sidor länkar dit",
    "content/tillganglighet.md": "lagen kräver en tillgänglighetsredogörelse, och alla sidor länkar dit",
    "content/sa-bedomer-vi.md": "åtgärder och resultat länkar dit",
    "content/prenumerera.md": "nyheterna länkar dit",
}
"""Pages that generated pages link to, each with the reason that an editor is told."""


def check_ids(site: Site, today: dt.date) -> Iterator[Problem]:
    """An id is used once among its kind; those of promises and focus areas once in their agreement."""
    content = site.promises_file
    yield from _used_twice(site, "contacts", ids=(contact.id for contact in content.contacts))
    yield from _used_twice(site, "parties", ids=(party.id for party in content.parties))
    yield from _used_twice(site, "places", ids=(place.id for place in content.places))
    yield from _used_twice(site, "glossary", ids=(term.id for term in content.glossary))
    yield from _used_twice(site, "agreements", ids=(agreement.id for agreement in content.agreements))
    for index, agreement in enumerate(content.agreements):
        block = ("agreements", index)
        yield from _used_twice(site, *block, "focus_areas", ids=(area.id for area in agreement.focus_areas))
        yield from _used_twice(site, *block, "promises", ids=(promise.id for promise in agreement.promises))


def _used_twice(site: Site, *location: str | int, ids: Iterable[str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, used in enumerate(ids):
        if used in first:
            line = site.position(PROMISES, *location, first[used], "id").line
            message = f'id "{used}" används redan på rad {line} – ge den här posten ett eget id'
            yield problem_at(site, PROMISES, *location, index, "id", message=message)
        first.setdefault(used, index)


_LISTS = ("responsible", "participants", "places", "focus_areas", "promises")
"""Fields of a text that list ids."""


def check_lists_name_once(site: Site, today: dt.date) -> Iterator[Problem]:
    """A list names a thing once, or the page would."""
    for records in (site.measures, site.updates, site.follow_ups):
        for record in records:
            for key in _LISTS:
                listed: tuple[str, ...] = getattr(record, key, ())
                for index, named in enumerate(listed):
                    if named in listed[:index]:
                        message = f'"{named}" står redan i {key} – ta bort det ena'
                        yield problem_at(site, record.path, key, index, message=message)


def check_glossary_words(site: Site, today: dt.date) -> Iterator[Problem]:
    """A word or form is explained once; as on the pages, a capital first letter makes no other word."""
    first: dict[str, int] = {}
    for index, term in enumerate(site.promises_file.glossary):
        places: list[tuple[str | int, ...]] = [("term",), *(("forms", n) for n in range(len(term.forms)))]
        for place, written in zip(places, (term.term, *term.forms), strict=True):
            line = site.position(PROMISES, "glossary", index, *place).line
            key = written[:1].lower() + written[1:]
            if key in first:
                message = f'"{written}" förklaras redan på rad {first[key]} – ta bort det ena'
                yield problem_at(site, PROMISES, "glossary", index, *place, message=message)
            first.setdefault(key, line)


def check_former_addresses(site: Site, today: dt.date) -> Iterator[Problem]:
    """A former address is named once and is no longer the address of any page."""
    living = addresses.page_addresses(site)
    first: dict[str, str] = {}
    for path, location, former in _former_addresses(site):
        if f"{former}/" in living:
            message = (
                f'former_addresses "{former}" är en sida som finns – ta bort adressen, eller skriv den som '
                "den här sidan hade förut"
            )
            yield problem_at(site, path, *location, message=message)
        elif former in first:
            message = (
                f'former_addresses "{former}" står redan i {first[former]} – låt den stå bara hos den sida '
                "som hade adressen"
            )
            yield problem_at(site, path, *location, message=message)
        first.setdefault(former, f"{path} på rad {site.position(path, *location).line}")


def _former_addresses(site: Site) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    for index, agreement in enumerate(site.agreements):
        block = ("agreements", index)
        for number, area in enumerate(agreement.focus_areas):
            for place, former in enumerate(area.former_addresses):
                yield PROMISES, (*block, "focus_areas", number, "former_addresses", place), former
        for number, promise in enumerate(agreement.promises):
            for place, former in enumerate(promise.former_addresses):
                yield PROMISES, (*block, "promises", number, "former_addresses", place), former
    records: tuple[FileRecord, ...] = (*site.measures, *site.updates, *site.follow_ups, *site.pages)
    for text in records:
        for place, former in enumerate(text.former_addresses):
            yield text.path, ("former_addresses", place), former


def check_required_pages(site: Site, today: dt.date) -> Iterator[Problem]:
    """The pages that generated pages link to are there, and not withdrawn."""
    written = {page.path: page for page in site.pages}
    for path, reason in REQUIRED_PAGES.items():
        if path not in written:
            yield Problem(path=path, message=f"sidan saknas – skriv den ({reason})")
        elif written[path].withdrawn:
            message = f"sidan kan inte dras tillbaka – ta bort withdrawn och skriv om texten ({reason})"
            yield problem_at(site, path, "withdrawn", of_key=True, message=message)
