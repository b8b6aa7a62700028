"""Where everything lies on the site: page paths, absolute addresses and permanent feed ids.

A page address has no leading slash and ends with one (`2024/atgarder/x/`); the start page is the empty text.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import quote

from loften.model import Agreement, FileRecord, FocusArea, Measure, Party, Place, Promise
from loften.settings import Settings
from loften.site import Site

START = ""
GLOSSARY = "ordlista/"
ARCHIVE = "arkiv/"
CORRECTIONS = "rattelser/"
CURRENT = "aktuellt/"
EDITOR = "redaktor/"
FEED = "rss.xml"


def of_file(path: str) -> str:
    """The address of the page that a file under content/ becomes; the folder is the address."""
    stem = path.removeprefix("content/").removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index")
    return f"{stem}/"


def of_record(record: FileRecord) -> str:
    return of_file(record.path)


def of_asset(record: FileRecord, file: str) -> str:
    """The address of a picture, written from the folder of the text that shows it."""
    folder = posixpath.dirname(record.path.removeprefix("content/"))
    return posixpath.normpath(f"{folder}/{file}")


def of_agreement(agreement: Agreement) -> str:
    return f"{agreement.id}/"


def of_promise(agreement: Agreement, promise: Promise) -> str:
    return f"{agreement.id}/loften/{promise.id}/"


def of_focus_area(agreement: Agreement, focus_area: FocusArea) -> str:
    return f"{agreement.id}/fokusomraden/{focus_area.id}/"


def of_measures(agreement: Agreement) -> str:
    return f"{agreement.id}/atgarder/"


def of_news(agreement: Agreement) -> str:
    return f"{agreement.id}/nyheter/"


def of_follow_ups(agreement: Agreement) -> str:
    return f"{agreement.id}/uppfoljning/"


def of_results(agreement: Agreement) -> str:
    return f"{agreement.id}/resultat/"


def of_parties(agreement: Agreement) -> str:
    return f"{agreement.id}/parter/"


def of_party(agreement: Agreement, party: Party) -> str:
    return f"{agreement.id}/parter/{party.id}/"


def of_place(place: Place) -> str:
    return f"platser/{place.id}/"


def relative(source: str, target: str) -> str:
    """The way from one page to another page or file, so that links hold under any path prefix.

    A link from a page to itself is `./`; a trailing slash of the target stays.
    """
    way = posixpath.relpath(f"/{target}", f"/{source}")
    return f"{way}/" if not target or target.endswith("/") else way


def absolute(settings: Settings, address: str) -> str:
    """The full address of a page or file on the published site."""
    return settings.site_address + quote(address)


def feed_id(settings: Settings, record_address: str) -> str:
    """A permanent `tag:` URI (RFC 4151) for the event that has this page.

    It holds the authority and the address at which the record was first published, nothing that an editor
    may improve: neither a title nor the host that serves the site changes it.
    """
    return f"tag:{settings.tag_authority}:{quote(record_address.rstrip('/'))}"


def first_address(record: FileRecord) -> str:
    """The address at which the record was first published: `former_addresses` lists them oldest first."""
    return f"{record.former_addresses[0]}/" if record.former_addresses else of_record(record)


def edit_link(settings: Settings, path: str, line: int) -> str | None:
    """Where the text can be changed on the web; None while no repository is set.

    GitHub's edit form takes no line, so a place within a long file opens its source view at the line.
    """
    if settings.repository is None:
        return None
    if line > 1:
        return f"{settings.repository}/blob/{settings.branch}/{quote(path)}?plain=1#L{line}"
    return f"{settings.repository}/edit/{settings.branch}/{quote(path)}"


def used_places(site: Site) -> tuple[Place, ...]:
    """The places that some content names, in the order of promises.yaml; only these have a page."""
    named = {place for area in _focus_areas(site) for place in area.places}
    for records in (site.measures, site.updates, site.follow_ups):
        named.update(place for record in records for place in record.places)
    return tuple(place for place in site.promises_file.places if place.id in named)


def used_parties(site: Site, agreement: Agreement) -> tuple[Party, ...]:
    """The parties that the agreement, its signatures or its measures name, in the order of promises.yaml."""
    named = {*agreement.parties, *agreement.participants}
    named.update(signature.party for signature in agreement.signing.by)
    for measure in measures_of(site, agreement):
        named.update((*measure.responsible, *measure.participants))
    return tuple(party for party in site.parties if party.id in named)


def measures_of(site: Site, agreement: Agreement) -> tuple[Measure, ...]:
    """The measures of one agreement: promise by promise, in the order they state, the others last by path."""
    rank = {promise.id: number for number, promise in enumerate(agreement.promises)}
    found = (measure for measure in site.measures if measure.agreement == agreement.id)

    def place(measure: Measure) -> tuple[int, bool, int, str]:
        return rank.get(measure.promise, len(rank)), measure.order is None, measure.order or 0, measure.path

    return tuple(sorted(found, key=place))


def _focus_areas(site: Site) -> Iterator[FocusArea]:
    for agreement in site.agreements:
        yield from agreement.focus_areas


def page_addresses(site: Site) -> frozenset[str]:
    """The address of every page, those of held-back content included."""
    found = {START, GLOSSARY, ARCHIVE, CORRECTIONS, CURRENT, EDITOR}
    records: tuple[FileRecord, ...] = (*site.measures, *site.updates, *site.follow_ups, *site.pages)
    found.update(of_record(record) for record in records)
    found.update(of_place(place) for place in used_places(site))
    for agreement in site.agreements:
        sections = (of_agreement, of_measures, of_news, of_follow_ups, of_results, of_parties)
        found.update(section(agreement) for section in sections)
        found.update(of_promise(agreement, promise) for promise in agreement.promises)
        found.update(of_focus_area(agreement, area) for area in agreement.focus_areas)
        found.update(of_party(agreement, party) for party in used_parties(site, agreement))
    return frozenset(found)
