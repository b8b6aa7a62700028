"""Site -> the address book that links in editors' texts are looked up in."""

from __future__ import annotations

import datetime as dt

from loften import addresses
from loften.links import AddressBook
from loften.model import FileRecord, FollowUp, Measure, Update
from loften.site import Site, is_held_back


def address_book(site: Site, today: dt.date) -> AddressBook:
    """Every page and file of the whole site, with those that are held back on `today` marked."""
    dated: tuple[Measure | Update | FollowUp, ...] = (*site.measures, *site.updates, *site.follow_ups)
    records: tuple[FileRecord, ...] = (*dated, *site.pages)
    return AddressBook(
        pages={record.path: addresses.of_record(record) for record in records},
        addresses=addresses.page_addresses(site),
        files=frozenset(path.removeprefix("content/") for path in site.assets) | {addresses.FEED},
        anchors={addresses.GLOSSARY: frozenset(term.id for term in site.promises_file.glossary)},
        held_back={
            addresses.of_record(record): record.published.date()
            for record in dated
            if is_held_back(record, today)
        },
    )
