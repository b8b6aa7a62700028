"""The catalogue: one inventory of everything that has an address.

Pages, the address book, titles, redirects, corrections, feeds and the comparison of two states ask it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TypeVar

from loften.catalogue import addresses
from loften.catalogue.page_kinds import KIND_OF_RECORD, PAGE_KINDS, PageKind
from loften.records.agreements import Agreement
from loften.records.documents import PROMISES, Location
from loften.records.marks import Listing
from loften.records.promises_file import Party, Place
from loften.records.record import Record
from loften.records.site import Site
from loften.records.texts import FileRecord
from loften.records.walk import every_field, holds_ids

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A page of the site, and what it shows.

    `address` is where it lies now and `former` where it lay before, oldest first, each with a closing slash.
    `record` is what it shows, None for a page that gathers; `title`, `short_title` and `summary` are that
    record's, empty where the template has them. It is written at `location` in the file at `path`; `path` is
    empty where no file says anything of it. `identity` is the address at which it was first published, which
    gives its feed item its permanent id; None for a page without one.
    """

    kind: PageKind
    address: str
    former: tuple[str, ...] = ()
    record: Record | None = None
    title: str = ""
    short_title: str | None = None
    summary: str = ""
    path: str = ""
    location: Location = ()
    agreement: Agreement | None = None
    identity: str | None = None
    is_withdrawn: bool = False

    @property
    def name(self) -> str:
        """The address as editors write it: without the closing slash."""
        return self.address.rstrip("/")


@dataclass(frozen=True)
class Catalogue:
    """Every entry: the site's own pages, each agreement with what stands in its block, places, then files."""

    entries: tuple[Entry, ...]

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The address of every page."""
        return frozenset(entry.address for entry in self.entries)

    @cached_property
    def written(self) -> tuple[Entry, ...]:
        """What somebody has written: agreements with their promises and focus areas, then texts in files."""
        return tuple(entry for entry in self.entries if entry.kind.is_written)

    @cached_property
    def by_address(self) -> Mapping[str, Entry]:
        """What is written at each address, the former ones included; what lies there now comes first.

        The introduction of an agreement's page shares the agreement's address, and the agreement has it.
        """
        found: dict[str, Entry] = {}
        for entry in self.written:
            found.setdefault(entry.address, entry)
        for entry in self.written:
            for former in entry.former:
                found.setdefault(former, entry)
        return found

    def showing(self, kind: type[AnyRecord]) -> Iterator[tuple[Entry, AnyRecord]]:
        """The entries that show a record of this class, each with it."""
        for entry in self.written:
            if isinstance(entry.record, kind):
                yield entry, entry.record

    def at(self, name: str | None) -> Entry | None:
        """What lies, or has lain, at the address that an editor wrote; None if nothing has."""
        return self.by_address.get(f"{name}/") if name else None

    def current(self, name: str | None) -> Entry | None:
        """What lies now at the address that an editor wrote; None if nothing does."""
        found = self.at(name)
        return found if found and found.name == name else None

    def of_kind(self, kind: PageKind, agreement: Agreement | None = None) -> tuple[Entry, ...]:
        """The entries of one kind, in one agreement if given."""
        return self._by_kind.get((kind.name, agreement.id if agreement else None), ())

    @cached_property
    def _by_kind(self) -> Mapping[tuple[str, str | None], tuple[Entry, ...]]:
        found: dict[tuple[str, str | None], list[Entry]] = {}
        for entry in self.entries:
            key = (entry.kind.name, entry.agreement.id if entry.agreement else None)
            found.setdefault(key, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}


@lru_cache(maxsize=8)
def catalogue(site: Site) -> Catalogue:
    """The catalogue of a site; of a whole one with what is held back, of a public one without.

    Kept, because rules, pages and feeds all ask for that of the same site.
    """
    return Catalogue(tuple(_entries(site)))


def _entries(site: Site) -> Iterator[Entry]:
    gathering = [kind for kind in PAGE_KINDS.values() if kind.shows is None]
    for kind in gathering:
        if not kind.is_of_agreement:
            path, location = (PROMISES, (kind.block,)) if kind.block else ("", ())
            yield Entry(kind=kind, address=kind.address, path=path, location=location)
    for number, agreement in enumerate(site.agreements):
        yield from _of_agreement(site, agreement, number)
        for kind in gathering:
            if kind.is_of_agreement:
                yield Entry(
                    kind=kind,
                    address=addresses.of_section(kind.name, agreement),
                    path=PROMISES,
                    location=(kind.block,) if kind.block else ("agreements", number),
                    agreement=agreement,
                )
    for place in used_places(site):
        yield Entry(
            kind=KIND_OF_RECORD[Place],
            address=addresses.of_place(place),
            record=place,
            title=place.name,
            path=PROMISES,
            location=("places", site.promises_file.places.index(place)),
        )
    agreements = {agreement.id: agreement for agreement in site.agreements}
    for text in site.texts:
        yield _of_text(text, agreements.get(text.agreement))


def _of_agreement(site: Site, agreement: Agreement, number: int) -> Iterator[Entry]:
    home = addresses.of_agreement(agreement)
    yield Entry(
        kind=KIND_OF_RECORD[Agreement],
        address=home,
        record=agreement,
        title=agreement.title,
        summary=agreement.summary,
        path=PROMISES,
        location=("agreements", number),
        agreement=agreement,
        identity=home,
    )
    for subjects in (agreement.promises, agreement.focus_areas):
        for index, subject in enumerate(subjects):
            yield Entry(
                kind=KIND_OF_RECORD[type(subject)],
                address=addresses.of_subject(agreement, subject),
                former=_with_slashes(subject.former_addresses),
                record=subject,
                title=subject.title,
                short_title=subject.short_title,
                summary=subject.summary,
                path=PROMISES,
                location=("agreements", number, subject.listing.value, index),
                agreement=agreement,
            )
    for party in used_parties(site, agreement):
        yield Entry(
            kind=KIND_OF_RECORD[Party],
            address=addresses.of_party(agreement, party),
            record=party,
            title=party.name,
            path=PROMISES,
            location=("parties", site.parties.index(party)),
            agreement=agreement,
        )


def _of_text(text: FileRecord, agreement: Agreement | None) -> Entry:
    address, former = addresses.of_record(text), _with_slashes(text.former_addresses)
    kind = KIND_OF_RECORD[type(text)]
    return Entry(
        kind=kind,
        address=address,
        former=former,
        record=text,
        title=text.title,
        summary=text.summary,
        path=text.path,
        agreement=agreement,
        identity=(former or (address,))[0] if kind.is_of_agreement else None,
        is_withdrawn=text.withdrawn is not None,
    )


def _with_slashes(former: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{address}/" for address in former)


def used_places(site: Site, agreement: Agreement | None = None) -> tuple[Place, ...]:
    """The places that some content names, that of one agreement if given, in the order of promises.yaml.

    Only these have a page.
    """
    by_agreement = _named(site, Listing.PLACES)
    named = by_agreement.get(agreement.id, set()) if agreement else set().union(*by_agreement.values())
    return tuple(place for place in site.promises_file.places if place.id in named)


def used_parties(site: Site, agreement: Agreement) -> tuple[Party, ...]:
    """The parties that the agreement or one of its texts names, in the order of promises.yaml."""
    named = _named(site, Listing.PARTIES).get(agreement.id, set())
    return tuple(party for party in site.parties if party.id in named)


@lru_cache(maxsize=16)
def _named(site: Site, listing: Listing) -> Mapping[str, set[str]]:
    """The ids of a listing that each agreement and its texts name, by the agreement's id."""
    found: dict[str, set[str]] = {}
    for by, field, _, value in every_field(site, holds_ids):
        if field.refers_to and field.refers_to.listing is listing and by.agreement and value:
            found.setdefault(by.agreement.id, set()).update(value if field.is_list else (value,))
    return found
