"""The templates' environment and the values that every template can use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from loften import addresses, agenda, charts, markdown, responsibility, swedish, targets
from loften.links import AddressBook, link_resolver
from loften.view import View


def render(template: str, context: Mapping[str, Any]) -> str:
    """The template filled in: escaped HTML."""
    text: str = _environment().get_template(f"{template}.html.jinja").render(context)
    return text


def values(
    seen: View,
    address: str,
    link: Callable[[str], str],
    book: AddressBook,
    *,
    site_address: str | None = None,
) -> dict[str, Any]:
    """What templates use besides their own context, for the page at `address`.

    `link` turns a page's address into what stands in `href`; `site_address` makes the links in editors' texts
    absolute, as a feed needs them.
    """

    def prose(text: str, path: str = "promises.yaml") -> Markup:
        resolve = link_resolver(book, path=path, page=address, site_address=site_address)
        # markdown.render sanitises what it returns, so it may go in unescaped
        return Markup(markdown.render(text, resolve=resolve))  # noqa: S704

    return {"view": seen, "site": seen.site, "today": seen.today, "link": link, "prose": prose}


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
        "day": swedish.day,
        "goal": targets.goal,
        "grouped": swedish.grouped,
        "label": swedish.label,
        "reported": targets.reported,
        "sentence_case": swedish.sentence_case,
    }
    environment.globals |= {
        "addresses": addresses,
        "ahead": agenda.ahead,
        "counted": swedish.counted,
        "responsibility": responsibility,
        "span": swedish.span,
        "target_chart": charts.target_chart,
    }
    return environment
