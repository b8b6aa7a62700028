"""The style sheet holds no class that nothing on the site can have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from built import ROOT
from loften.records.vocabulary import Assessment, Standing

STYLE_SHEET = ROOT / "overrides/assets/stylesheets/site.css"

SOURCES = (
    *(ROOT / "hooks/loften/writing/templates").glob("*.jinja"),
    *(ROOT / "hooks/loften/prose").glob("*.py"),
    *(ROOT / "overrides").glob("*.html"),
    *(ROOT / "overrides/assets/javascripts").glob("*.js"),
)
"""Everything that writes HTML for visitors or changes it in the browser."""

VALUES = {
    "status-": frozenset(Standing),
    "assessment-": frozenset(Assessment),
    "align-": frozenset(("right", "center")),
}
"""Classes that end with a value: how they begin, and every value that can follow."""


def styled(css: str) -> set[str]:
    """The classes that the selectors name."""
    without_comments = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    selectors = re.sub(r"\{[^{}]*\}", "{}", without_comments)
    return set(re.findall(r"\.([A-Za-z_-][\w-]*)", selectors))


def written() -> Iterator[str]:
    """Every class in a source; one that ends with a value as it begins (`status-`)."""
    for file in SOURCES:
        text = file.read_text(encoding="utf-8")
        lists = (
            *re.findall(r'\sclass="([^"]*)"', text),
            *re.findall(r'\.classList\.(?:add|toggle)\("([^"]*)"', text),
        )
        for names in lists:
            yield from re.sub(r"\{\{.*?\}\}|\{.*?\}", "", names).split()


def possible() -> set[str]:
    """Every class that something on the site can have, in some state."""
    return {f"{name}{value}" for name in written() for value in VALUES.get(name, ("",))}


def test_every_class_of_the_style_sheet_is_one_that_something_can_have() -> None:
    assert styled(STYLE_SHEET.read_text(encoding="utf-8")) - possible() == set()


def test_the_classes_of_selectors_are_found_and_nothing_else() -> None:
    css = """
    /* .comment { } */
    .a, li.b-c > :is(.d, .e):not(.is-open)::before { margin: .5em 1.5em; content: ".x"; }
    @media (min-width: 29.99em) { .f { color: red } @supports (a: b) { .g { --h: url(i.png) } } }
    """
    assert styled(css) == {"a", "b-c", "d", "e", "is-open", "f", "g"}


def test_the_classes_of_every_kind_of_source_are_found() -> None:
    found = possible()
    assert {"hero", "site-nav", "term", "table-wrap", "is-open", "has-script"} <= found
    assert {"status-overdue", "assessment-cannot-be-assessed", "align-center"} <= found
    assert not {"tags", "counts", "status-", "status-kept", "align-left"} & found
