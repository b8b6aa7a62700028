"""The templates' environment and the values that every template can use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from loften.catalogue import addresses
from loften.catalogue.entries import used_parties
from loften.deriving import agenda, charts, responsibility
from loften.deriving.published import Published
from loften.editing import new_texts
from loften.prose import fragments
from loften.prose.links import link_resolver
from loften.records.documents import PROMISES
from loften.words import dates, grammar, happenings, labels, outcomes


def render(template: str, context: Mapping[str, Any]) -> str:
    """The template filled in: escaped HTML."""
    text: str = _template(template).render(context)
    return text


def block_of(template: str, block: str, context: Mapping[str, Any]) -> str | None:
    """What a template itself says in one of its blocks, as plain text; None if it has none of that name.

    Templates hold what their page is called in the blocks `title`, `menu` and `description`.
    """
    found = _template(template)
    if block not in found.blocks:
        return None
    pieces = found.blocks[block](found.new_context(dict(context)))
    return Markup("".join(pieces)).unescape().strip()  # noqa: S704 - escaped by the template


def values(
    published: Published, address: str, link: Callable[[str], str], *, site_address: str | None = None
) -> dict[str, Any]:
    """What templates use besides their own context, for the page at `address`.

    `link` turns a page's address into what stands in `href`; `site_address` makes the links in editors' texts
    absolute, as a feed needs them.
    """

    def prose(text: str, path: str = PROMISES) -> Markup:
        resolve = link_resolver(published.book, path=path, page=address, site_address=site_address)
        # fragments.render sanitises what it returns, so it may go in unescaped
        return Markup(fragments.render(text, resolve=resolve))  # noqa: S704

    return {
        "published": published,
        "site": published.site,
        "today": published.today,
        "link": link,
        "prose": prose,
    }


def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html.jinja")


@cache
def _environment() -> Environment:
    # every body is HTML, whatever its template's file name: select_autoescape would miss *.html.jinja
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": dates.day,
        "genitive": grammar.genitive,
        "goal": outcomes.goal,
        "grouped": grammar.grouped,
        "kind_label": happenings.kind_label,
        "label": labels.label,
        "month": dates.month,
        "reported": outcomes.reported,
        "sentence_case": grammar.sentence_case,
        "when": happenings.when,
    }
    environment.globals |= {
        "addresses": addresses,
        "new_texts": new_texts.starts,
        "ahead": agenda.ahead,
        "counted": grammar.counted,
        "is_to_come": agenda.is_to_come,
        "looks_ahead": agenda.looks_ahead,
        "responsibility": responsibility,
        "used_parties": used_parties,
        "span": dates.span,
        "years": dates.years,
        "target_chart": charts.target_chart,
    }
    return environment
