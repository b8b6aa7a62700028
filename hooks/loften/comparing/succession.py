"""Which text in a later state of the content each text of an earlier one has become."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import TypeVar

from loften.catalogue.entries import Catalogue, Entry, catalogue
from loften.catalogue.page_kinds import KIND_OF_LISTING
from loften.records.agreements import Agreement
from loften.records.marks import Listing
from loften.records.site import Site, public
from loften.records.texts import Dated, TextPage

AnyText = TypeVar("AnyText", bound=Dated)


def successors(before: Site, after: Site) -> Iterator[tuple[Entry, Entry | None]]:
    """Each text of the earlier state with what it is in the later one, None if its address leads nowhere."""
    now = catalogue(after)
    introductions = {entry.path: entry for entry, _ in now.showing(TextPage)}
    for entry in catalogue(before).written:
        yield entry, introductions.get(entry.path) or now.by_address.get(entry.address)


def agreements_left(before: Site, after: Site) -> Iterator[tuple[Agreement, int]]:
    """Each agreement of the earlier state that is there still, with its place in the later one."""
    numbers = {agreement.id: number for number, agreement in enumerate(after.agreements)}
    for agreement in before.agreements:
        if agreement.id in numbers:
            yield agreement, numbers[agreement.id]


def has_gone_up(text: Entry, heir: Entry, known: Collection[str]) -> bool:
    """Whether the text is no more, and its address leads on to one that was there already or of another kind.

    `known` are the addresses of the texts of the earlier state.
    """
    is_other = heir.address != text.address and heir.address in known
    return is_other or heir.kind != text.kind


def known_addresses(site: Site) -> frozenset[str]:
    """The addresses of everything that somebody has written."""
    return frozenset(entry.address for entry in catalogue(site).written)


def renamed(now: Catalogue, agreement: str, listing: Listing, identifier: str) -> str:
    """The id that a promise, focus area or measure of an agreement has now; the same if it stayed or is gone.

    What stands in no agreement keeps its id.
    """
    kind = KIND_OF_LISTING.get(listing)
    heir = now.by_address.get(kind.address.format(agreement=agreement, id=identifier)) if kind else None
    return heir.name.rpartition("/")[2] if heir else identifier


def public_texts(
    before: Site, after: Site, today: dt.date, kind: type[AnyText]
) -> Iterator[tuple[AnyText, AnyText]]:
    """Each text of a class that was public, with what it is now; those gone are left out."""
    known = known_addresses(before)
    for text, heir in successors(public(before, today), after):
        if heir is None or has_gone_up(text, heir, known):
            continue
        if isinstance(text.record, kind) and isinstance(heir.record, kind):
            yield text.record, heir.record
