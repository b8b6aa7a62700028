"""Published -> pages: every body as an HTML fragment, through templates/."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loften.catalogue import addresses
from loften.deriving.published import Published
from loften.prose import glossary
from loften.writing.page_plans import PagePlan, page_plans
from loften.writing.rendering import render, values


@dataclass(frozen=True, kw_only=True)
class Page:
    """A finished page, without the shell that a theme or a minimal page puts around it.

    `fragment` is escaped HTML with relative links only. `section` is the address of the menu entry that the
    page belongs to; `menu` its own name in the menu, None for all others. `is_indexed` says whether search
    engines and the site's search may show it; `kind` names its template.
    """

    address: str
    title: str
    description: str
    fragment: str
    section: str
    menu: str | None
    is_indexed: bool
    kind: str
    updated: dt.date | None


def pages(published: Published) -> tuple[Page, ...]:
    """Every page that is public, in the order of the plans."""
    plans = page_plans(published)
    by_address = {plan.address: plan for plan in plans}
    neighbours = _neighbours(plans)
    rendered = []
    for plan in plans:
        trail = _trail(plan, by_address)
        section = next((step.address for step in (plan, *reversed(trail)) if step.menu), "")
        rendered.append(
            Page(
                address=plan.address,
                title=plan.full_title,
                description=plan.description,
                fragment=_fragment(published, plan, trail, neighbours.get(plan.address, (None, None))),
                section=section,
                menu=plan.menu,
                is_indexed=plan.kind.is_indexed,
                kind=plan.template,
                updated=plan.updated,
            )
        )
    return tuple(rendered)


def _trail(plan: PagePlan, by_address: Mapping[str, PagePlan]) -> tuple[PagePlan, ...]:
    """The pages above this one, the start page first; a parent that is held back has no place in it."""
    steps: list[PagePlan] = []
    parent = plan.parent
    while parent is not None and (step := by_address.get(parent)) is not None:
        steps.append(step)
        parent = step.parent
    return tuple(reversed(steps))


Neighbours = tuple[PagePlan | None, PagePlan | None]
"""The page before and the one after."""


def _neighbours(plans: Sequence[PagePlan]) -> dict[str, Neighbours]:
    """For each page that is leafed through, its neighbours by its address."""
    groups: dict[str, list[PagePlan]] = {}
    for plan in plans:
        if plan.group:
            groups.setdefault(plan.group, []).append(plan)
    return {
        plan.address: (before, after)
        for row in groups.values()
        for before, plan, after in zip([None, *row], row, [*row[1:], None], strict=False)
    }


def _fragment(published: Published, plan: PagePlan, trail: Sequence[PagePlan], neighbours: Neighbours) -> str:
    def link(address: str) -> str:
        return addresses.relative(plan.address, address)

    settings = published.site.settings
    context = {
        **values(published, plan.address, link),
        **plan.context,
        "plan": plan,
        "trail": trail,
        "previous": neighbours[0],
        "next": neighbours[1],
        "edit_link": addresses.edit_link(settings, *plan.origin) if plan.origin else None,
    }
    return glossary.explain(
        render(plan.template, context),
        published.site.promises_file.glossary,
        glossary_address=link(addresses.of_page("glossary")),
    )
