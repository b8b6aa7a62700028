"""Site -> the address book that links in editors' texts are looked up in."""

from __future__ import annotations

from functools import lru_cache

from loften.catalogue import addresses
from loften.catalogue.entries import catalogue
from loften.prose.links import AddressBook
from loften.records.site import Site


@lru_cache(maxsize=4)
def address_book(site: Site) -> AddressBook:
    """Every page and file of the whole site, those that are held back included."""
    entries = catalogue(site)
    return AddressBook(
        pages={entry.path: entry.address for entry in entries.written if entry.kind.has_file},
        addresses=entries.addresses,
        files=frozenset(path.removeprefix("content/") for path in site.assets) | {addresses.FEED},
        anchors={
            addresses.of_page("glossary"): frozenset(term.id for term in site.promises_file.glossary),
            **{
                addresses.of_record(update): frozenset(point.anchor for point in update.points)
                for update in site.updates
                if update.points
            },
        },
    )
