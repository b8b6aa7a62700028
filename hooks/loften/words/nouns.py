"""What each kind of thing is called in running text."""

from __future__ import annotations

from collections.abc import Mapping

from loften.records.agreements import Agreement, FocusArea, Promise
from loften.records.listed import LISTED
from loften.records.marks import Listing
from loften.records.promises_file import Contact, Party, Place, Term
from loften.records.record import Record
from loften.records.shared import Point
from loften.records.texts import FollowUp, Measure, TextPage, Update, WordForWord

_DEFINITE: Mapping[type[Record], str] = {
    Agreement: "medborgarlöftet",
    Promise: "löftet",
    FocusArea: "fokusområdet",
    Measure: "åtgärden",
    Update: "nyheten",
    FollowUp: "uppföljningen",
    TextPage: "sidan",
    WordForWord: "sidan",
    Contact: "kontakten",
    Party: "parten",
    Place: "platsen",
    Point: "synpunkten",
    Term: "ordet",
}


def the(record: Record | None) -> str:
    """`åtgärden`: the definite noun for what a page shows; `sidan` for what shows nothing of its own."""
    return _DEFINITE[type(record)] if record else "sidan"


def is_published(record: Record) -> str:
    """`åtgärden är publicerad`, `löftet är publicerat`."""
    noun = the(record)
    return f"{noun} är {'publicerat' if noun.endswith('t') else 'publicerad'}"


def the_listed(listing: Listing) -> str:
    """The same for what a field can name by its id."""
    return _DEFINITE[LISTED[listing]]
