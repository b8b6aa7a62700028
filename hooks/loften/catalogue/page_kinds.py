"""The table of page kinds: where the pages of each kind lie, and where they belong.

Addresses, the names that no text of an editor's can have, the menu, the trail of breadcrumbs and the plan of
pages follow from it. What a page is called stands in its template, or is the title of what it shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loften.records.agreements import Agreement, FocusArea, Promise, Subject
from loften.records.marks import Listing
from loften.records.promises_file import Party, Place
from loften.records.record import Record
from loften.records.texts import FileRecord, FollowUp, Measure, TextPage, Update, WordForWord


@dataclass(frozen=True, kw_only=True)
class PageKind:
    """One kind of page.

    `name` is also that of its template. `address` has `{agreement}` where the agreement's id stands and
    `{id}` for the id of what the page shows, a record of the class `shows`; a kind that shows none has one
    page, or one in each agreement. A hand-written page lies where its file does. `parent` is the kind of the
    page above. `block` is the block of promises.yaml that such a page is changed in, where it shows no record
    and is not changed at its agreement. `has_introduction` lets a hand-written page at the same address open
    it.
    """

    name: str
    address: str = ""
    shows: type[Record] | None = None
    parent: str | None = "start"
    block: str | None = None
    is_in_menu: bool = False
    is_indexed: bool = True
    has_introduction: bool = False

    @property
    def is_of_agreement(self) -> bool:
        return self.address.startswith("{agreement}/")

    @property
    def has_file(self) -> bool:
        """Whether each of its pages is a text in a file of its own."""
        return self.shows is not None and issubclass(self.shows, FileRecord)

    @property
    def is_written(self) -> bool:
        """Whether somebody has written its pages: agreements, promises, focus areas and texts in files."""
        return self.shows is not None and issubclass(self.shows, Agreement | Subject | FileRecord)

    @property
    def segments(self) -> tuple[str, ...]:
        """The parts of the address that are always the same."""
        return tuple(part for part in self.address.split("/") if part and not part.startswith("{"))


_KINDS = (
    PageKind(name="start", parent=None, has_introduction=True),
    PageKind(
        name="agreement",
        address="{agreement}/",
        shows=Agreement,
        is_in_menu=True,
        has_introduction=True,
    ),
    PageKind(name="promise", address="{agreement}/loften/{id}/", shows=Promise, parent="agreement"),
    PageKind(
        name="focus_area", address="{agreement}/fokusomraden/{id}/", shows=FocusArea, parent="agreement"
    ),
    PageKind(name="measures", address="{agreement}/atgarder/", parent="agreement", is_in_menu=True),
    PageKind(name="measure", address="{agreement}/atgarder/{id}/", shows=Measure, parent="measures"),
    PageKind(name="news", address="{agreement}/nyheter/", parent="agreement", is_in_menu=True),
    PageKind(name="update", address="{agreement}/nyheter/{id}/", shows=Update, parent="news"),
    PageKind(name="follow_ups", address="{agreement}/uppfoljning/", parent="agreement", is_in_menu=True),
    PageKind(name="follow_up", address="{agreement}/uppfoljning/{id}/", shows=FollowUp, parent="follow_ups"),
    PageKind(name="word_for_word", address="{agreement}/ord-for-ord/", shows=WordForWord, parent="agreement"),
    PageKind(name="results", address="{agreement}/resultat/", parent="agreement", is_in_menu=True),
    PageKind(name="parties", address="{agreement}/parter/", parent="agreement", block="parties"),
    PageKind(name="party", address="{agreement}/parter/{id}/", shows=Party, parent="parties"),
    PageKind(name="place", address="platser/{id}/", shows=Place),
    PageKind(name="current", address="aktuellt/"),
    PageKind(name="archive", address="arkiv/", block="agreements"),
    PageKind(name="corrections", address="rattelser/"),
    PageKind(name="changes", address="andringar/"),
    PageKind(name="glossary", address="ordlista/", block="glossary"),
    PageKind(name="editor", address="redaktor/", is_indexed=False),
    PageKind(name="text", shows=TextPage),
)

PAGE_KINDS: Mapping[str, PageKind] = {kind.name: kind for kind in _KINDS}
"""Every kind by its name, in the order of the menu and of the plan of pages."""

KIND_OF_RECORD: Mapping[type[Record], PageKind] = {kind.shows: kind for kind in _KINDS if kind.shows}
"""The kind of page that shows a record of each class."""

KIND_OF_LISTING: Mapping[Listing, PageKind] = {
    Listing.PROMISES: KIND_OF_RECORD[Promise],
    Listing.FOCUS_AREAS: KIND_OF_RECORD[FocusArea],
    Listing.MEASURES: KIND_OF_RECORD[Measure],
}
"""The kind of page of what a field can name within its agreement."""

FOLDERS: Mapping[str, type[FileRecord]] = {
    kind.segments[0]: kind.shows
    for kind in _KINDS
    if kind.is_of_agreement and kind.shows and issubclass(kind.shows, FileRecord) and "{id}" in kind.address
}
"""The folders in an agreement's folder and the record that each file in them is."""

_FREE_FOR_LATER = ("parter", "sok")
"""Addresses that the site may want for a page of its own one day."""

RESERVED = frozenset(
    (*(kind.segments[0] for kind in _KINDS if kind.segments and not kind.is_of_agreement), *_FREE_FOR_LATER)
)
"""First parts of addresses that the site makes itself, so that no agreement or page can have them."""

RESERVED_IN_AGREEMENT = frozenset(
    kind.segments[0] for kind in _KINDS if kind.segments and kind.is_of_agreement
)
"""The same for the part after the agreement's."""

WORD_FOR_WORD = KIND_OF_RECORD[WordForWord].segments[0]
"""The name of the file in an agreement's folder that holds the signed text."""
