"""Site -> pages: every body as an HTML fragment, through templates/."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loften import addresses, glossary
from loften.book import address_book
from loften.drafts import Draft, drafts
from loften.links import AddressBook
from loften.rendering import render, values
from loften.site import Site, public
from loften.view import View, view


@dataclass(frozen=True, kw_only=True)
class Page:
    """A finished page, without the shell that a theme or a minimal page puts around it.

    `fragment` is escaped HTML with relative links only. `section` is the address of the menu entry that the
    page belongs to; `menu` its own name in the menu, None for all others. `is_listed` says whether search
    engines and the site's search may show it; `kind` names its template.
    """

    address: str
    title: str
    description: str
    fragment: str
    section: str
    menu: str | None
    is_listed: bool
    kind: str
    updated: dt.date | None


def pages(site: Site, today: dt.date) -> tuple[Page, ...]:
    """Every page that is public on `today`, in the order of the drafts."""
    seen = view(public(site, today), today)
    found = drafts(seen)
    by_address = {draft.address: draft for draft in found}
    neighbours = _neighbours(found)
    book = address_book(site, today)
    rendered = []
    for draft in found:
        trail = _trail(draft, by_address)
        fragment = _render(seen, draft, trail, neighbours.get(draft.address, (None, None)), book)
        section = next((step.address for step in (draft, *reversed(trail)) if step.menu), "")
        rendered.append(
            Page(
                address=draft.address,
                title=draft.full_title,
                description=draft.description,
                fragment=fragment,
                section=section,
                menu=draft.menu,
                is_listed=draft.is_listed,
                kind=draft.template,
                updated=draft.updated,
            )
        )
    return tuple(rendered)


def _trail(draft: Draft, by_address: Mapping[str, Draft]) -> tuple[Draft, ...]:
    """The pages above this one, the start page first; a parent that is held back has no place in it."""
    steps: list[Draft] = []
    parent = draft.parent
    while parent is not None and (step := by_address.get(parent)) is not None:
        steps.append(step)
        parent = step.parent
    return tuple(reversed(steps))


def _neighbours(found: Sequence[Draft]) -> dict[str, tuple[Draft | None, Draft | None]]:
    """For each page that is leafed through, the one before and the one after."""
    groups: dict[str, list[Draft]] = {}
    for draft in found:
        if draft.group:
            groups.setdefault(draft.group, []).append(draft)
    neighbours: dict[str, tuple[Draft | None, Draft | None]] = {}
    for row in groups.values():
        for draft in row:
            neighbours[draft.address] = (None, None)
        for before, after in pairwise(row):
            neighbours[before.address] = (neighbours[before.address][0], after)
            neighbours[after.address] = (before, None)
    return neighbours


def _render(
    seen: View,
    draft: Draft,
    trail: Sequence[Draft],
    neighbours: tuple[Draft | None, Draft | None],
    book: AddressBook,
) -> str:
    def link(address: str) -> str:
        return addresses.relative(draft.address, address)

    context = {
        **values(seen, draft.address, link, book),
        **draft.context,
        "draft": draft,
        "trail": trail,
        "previous": neighbours[0],
        "next": neighbours[1],
        "edit_link": addresses.edit_link(seen.site.settings, *draft.origin) if draft.origin else None,
    }
    return glossary.explain(
        render(draft.template, context),
        seen.site.promises_file.glossary,
        glossary_address=link(addresses.GLOSSARY),
    )
