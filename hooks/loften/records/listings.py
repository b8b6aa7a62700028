"""The ids that a field can name."""

from __future__ import annotations

from loften.records.agreements import Agreement
from loften.records.marks import Listing
from loften.records.site import Site


def listed_ids(site: Site, listing: Listing, agreement: Agreement | None) -> tuple[str, ...]:
    """The ids of a listing in the order of its file or files.

    Promises, focus areas, measures and points are those of the agreement; without one there are none.
    """
    content = site.promises_file
    match listing:
        case Listing.CONTACTS:
            return tuple(contact.id for contact in content.contacts)
        case Listing.PARTIES:
            return tuple(party.id for party in content.parties)
        case Listing.PLACES:
            return tuple(place.id for place in content.places)
        case Listing.PROMISES:
            return tuple(promise.id for promise in agreement.promises) if agreement else ()
        case Listing.FOCUS_AREAS:
            return tuple(area.id for area in agreement.focus_areas) if agreement else ()
        case Listing.AGREEMENTS:
            return tuple(known.id for known in content.agreements)
        case Listing.MEASURES:
            own = agreement.id if agreement else ""
            return tuple(measure.id for measure in site.measures if measure.agreement == own)
        case Listing.POINTS:
            own = agreement.id if agreement else ""
            updates = (update for update in site.updates if update.agreement == own)
            return tuple(point.id for update in updates for point in update.points)
