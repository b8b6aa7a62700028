"""What each kind of thing is called in running text."""

from __future__ import annotations

from collections.abc import Mapping

from loften.records.agreements import Agreement, FocusArea, Promise
from loften.records.promises_file import Contact, Party, Place, Term
from loften.records.record import Record
from loften.records.texts import FollowUp, Measure, TextPage, Update

_DEFINITE: Mapping[type[Record], str] = {
    Agreement: "medborgarlöftet",
    Promise: "löftet",
    FocusArea: "fokusområdet",
    Measure: "åtgärden",
    Update: "nyheten",
    FollowUp: "uppföljningen",
    TextPage: "sidan",
    Contact: "kontakten",
    Party: "parten",
    Place: "platsen",
    Term: "ordet",
}


def the(record: Record | None) -> str:
    """`åtgärden`: the definite noun for what a page shows; `sidan` for what shows nothing of its own."""
    return _DEFINITE[type(record)] if record else "sidan"
