"""Which pages the site has, what each is called, where it belongs and what its template needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from loften.catalogue import addresses
from loften.catalogue.entries import Entry
from loften.catalogue.page_kinds import PAGE_KINDS, PageKind
from loften.catalogue.reading_order import follow_ups_of, measures_of, news_of
from loften.deriving.last_changes import last_change
from loften.deriving.published import Published
from loften.records.agreements import Agreement
from loften.records.texts import FileRecord, TextPage
from loften.writing.rendering import block_of


@dataclass(frozen=True, kw_only=True)
class PagePlan:
    """A page before it is rendered.

    `origin` is the file and line where an editor changes it; None for pages that only derive. `group` names
    the row of pages that it is leafed through with, in the order of the plans. `short_title` is its name
    among the breadcrumbs, None for the title; `menu` its name in the menu, None for a page that is not there.
    """

    kind: PageKind
    template: str
    address: str
    title: str
    description: str
    parent: str | None
    origin: tuple[str, int] | None
    updated: dt.date | None
    context: Mapping[str, Any] = field(default_factory=dict)
    short_title: str | None
    menu: str | None
    group: str | None
    language: str

    @property
    def full_title(self) -> str:
        """The title as it stands by itself in a browser's tab or a list of hits: with its agreement's."""
        agreement = self.context["agreement"]
        if agreement is None or self.parent is None or agreement.title.lower() in self.title.lower():
            return self.title
        return f"{self.title} – {agreement.title}"


def page_plans(published: Published) -> tuple[PagePlan, ...]:
    """Every page of the site, in the order of the menu, then by agreement, the newest first."""
    found = {entry.address: _plan(published, entry) for entry in _in_order(published)}
    return tuple(found.values())


def _in_order(published: Published) -> Iterator[Entry]:
    """The entries in the order of their pages; a hand-written page at the address of another has none."""
    entries = published.catalogue
    kinds = [kind for kind in PAGE_KINDS.values() if kind.name not in ("start", "text")]
    yield from entries.of_kind(PAGE_KINDS["start"])
    for agreement in published.newest_first():
        for kind in kinds:
            found = entries.of_kind(kind, agreement) if kind.is_of_agreement else ()
            order = _reading_order(published, kind, agreement)
            yield from sorted(found, key=lambda entry: order.get(entry.path, 0))
    for kind in kinds:
        if not kind.is_of_agreement:
            yield from entries.of_kind(kind)
    gathered = {entry.address for entry in entries.entries if entry.kind.name != "text"}
    for entry in entries.written:
        if entry.kind.name == "text" and entry.address not in gathered:
            yield entry


def _reading_order(published: Published, kind: PageKind, agreement: Agreement) -> Mapping[str, int]:
    """The rank of each text by its path; empty for kinds that have no files."""
    orders = {"measure": measures_of, "update": news_of, "follow_up": follow_ups_of}
    order = orders.get(kind.name)
    texts: tuple[FileRecord, ...] = order(published.site, agreement) if order else ()
    return {text.path: rank for rank, text in enumerate(texts)}


def _plan(published: Published, entry: Entry) -> PagePlan:
    kind, record = entry.kind, entry.record
    template = "withdrawn" if entry.is_withdrawn else kind.name
    introduction = published.introduction(entry.address) if kind.has_introduction else None
    context = {
        kind.name: record,
        "record": record,
        "introduction": introduction,
        # the start page speaks of one agreement without being a part of it
        "agreement": published.current if kind.name == "start" else entry.agreement,
    }
    known = {"published": published, "site": published.site, **context}
    menu = block_of(template, "menu", known)
    text = record if type(record) is TextPage else None
    return PagePlan(
        kind=kind,
        template=template,
        address=entry.address,
        title=block_of(template, "title", known) or entry.title,
        description=block_of(template, "description", known) or entry.summary,
        parent=_parent(entry),
        origin=_origin(published, entry, introduction),
        updated=last_change(published, entry),
        context=context if text is None else {**context, "agreement": None},
        short_title=menu if record is None else entry.short_title,
        menu=text.menu if text else menu if _is_in_menu(published, entry) else None,
        group=_group(entry),
        language=(text.language if text else None) or "sv",
    )


def _is_in_menu(published: Published, entry: Entry) -> bool:
    """Whether the page stands in the menu: of the pages of agreements, those of the current one may."""
    return entry.kind.is_in_menu and entry.agreement in (None, published.current)


def _parent(entry: Entry) -> str | None:
    if entry.kind.name == "text":
        return addresses.of_agreement(entry.agreement) if entry.agreement else addresses.START
    if entry.kind.parent is None:
        return None
    above = PAGE_KINDS[entry.kind.parent]
    return above.address.format(agreement=entry.agreement.id) if entry.agreement else above.address


def _origin(published: Published, entry: Entry, introduction: TextPage | None) -> tuple[str, int] | None:
    if entry.kind.has_file:
        return entry.path, 1
    if entry.path:
        return entry.path, published.site.position(entry.path, *entry.location).line
    return (introduction.path, 1) if introduction else None


def _group(entry: Entry) -> str | None:
    """Records are leafed through with those of their kind, pages that gather with one another."""
    home = entry.agreement.id if entry.agreement else ""
    if entry.kind.parent is None or not entry.kind.is_indexed:
        return None
    if isinstance(entry.record, TextPage):
        return f"{entry.record.agreement} texts"
    is_gathering = entry.record is None or entry.kind.name == "agreement"
    return f"{home} sections" if is_gathering else f"{home} {entry.kind.name}"
