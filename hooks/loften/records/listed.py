"""What each listing lists: the class of the records that a field can name by their ids."""

from __future__ import annotations

from collections.abc import Mapping

from loften.records.agreements import Agreement, FocusArea, Promise
from loften.records.marks import Listing
from loften.records.promises_file import Contact, Party, Place
from loften.records.record import Record
from loften.records.shared import Point
from loften.records.texts import Measure

LISTED: Mapping[Listing, type[Record]] = {
    Listing.CONTACTS: Contact,
    Listing.PARTIES: Party,
    Listing.PLACES: Place,
    Listing.FOCUS_AREAS: FocusArea,
    Listing.PROMISES: Promise,
    Listing.MEASURES: Measure,
    Listing.AGREEMENTS: Agreement,
    Listing.POINTS: Point,
}
