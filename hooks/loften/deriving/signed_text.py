"""What rests on each piece of an agreement's signed text, and the pieces that a record rests on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from loften.catalogue.entries import Entry, catalogue
from loften.prose.pieces import Piece, pieces
from loften.records.agreements import Agreement, Subject
from loften.records.record import Record
from loften.records.site import Site
from loften.records.texts import Measure


def pieces_of(site: Site, agreement: Agreement, record: Record) -> tuple[Piece, ...]:
    """The pieces that a record rests on, in the order of the signed text; none without one."""
    text = site.signed_texts.get(agreement.id)
    if text is None or not isinstance(record, Agreement | Subject | Measure):
        return ()
    return tuple(piece for piece in pieces(text.body) if piece.number in record.rests_on)


@lru_cache(maxsize=16)
def became(site: Site, agreement: Agreement) -> Mapping[int, tuple[Entry, ...]]:
    """What each piece became: the pages whose records rest on it, in the order of the catalogue."""
    found: dict[int, tuple[Entry, ...]] = {}
    for entry in catalogue(site).written:
        if entry.agreement is None or entry.agreement.id != agreement.id:
            continue
        if isinstance(entry.record, Agreement | Subject | Measure):
            for number in entry.record.rests_on:
                found[number] = (*found.get(number, ()), entry)
    return found
