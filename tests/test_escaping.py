"""Whatever an editor writes in a text field stays text: it is read back as written and does nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_type_hints

from lxml import etree, html
from lxml.html import HtmlElement
from pydantic import BaseModel

from built import EXAMPLE, KOPING, attributes, build, copy_project, text
from loften.deriving.published import published
from loften.reading.load import load
from loften.records.record import fields
from loften.records.site import Site
from loften.records.texts import FileRecord, WordForWord
from loften.records.values import Text
from loften.writing.feeds import feed
from loften.writing.outputs import minimal_pages
from loften.writing.pages import Page, pages
from loften.writing.redirects import redirects

HOSTILE = "<script>alert(1)</script> \" ' & | * {{ 7*7 }} <img src=x onerror=alert(2)> 😀"
PART = "alert(1)"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"

NOT_SHOWN_AS_TEXT = {
    ("Picture", "file"),
    ("TextPage", "language"),
    ("WordForWord", "language"),
    ("Erasure", "fields"),
}
"""Text that becomes a part of an address, or of an attribute that only machines read."""


def hostile(value: Any) -> Any:
    """The record with HOSTILE in every field for text, also in those that were left empty."""
    if isinstance(value, tuple):
        return tuple(map(hostile, value))
    if not isinstance(value, BaseModel):
        return value
    name = type(value).__name__
    changed: dict[str, Any] = {}
    hints = get_type_hints(type(value), include_extras=True)
    for field in fields(type(value)).values():
        if (name, field.name) in NOT_SHOWN_AS_TEXT:
            continue
        if _is_text(hints[field.name]):
            changed[field.name] = (HOSTILE,) if field.is_list else HOSTILE
        else:
            changed[field.name] = hostile(getattr(value, field.name))
    if isinstance(value, FileRecord):
        changed["body"] = f"{HOSTILE}\n\n## {HOSTILE}\n\n- {HOSTILE}\n"
    if isinstance(value, WordForWord):
        changed["body"] = f"[1] {HOSTILE} [2] {HOSTILE}\n\n## [3] {HOSTILE}\n\n- [4] {HOSTILE}\n"
    return value.model_copy(update=changed)


@cache
def hostile_site() -> Site:
    """The example, which uses every kind of record, with HOSTILE everywhere."""
    content = load(EXAMPLE)
    return replace(
        content,
        settings=replace(content.settings, site_name=HOSTILE),
        promises_file=hostile(content.promises_file),
        measures=hostile(content.measures),
        updates=hostile(content.updates),
        follow_ups=hostile(content.follow_ups),
        pages=hostile(content.pages),
    )


@cache
def hostile_pages() -> tuple[Page, ...]:
    content = hostile_site()
    assert content.settings.today
    return pages(published(content, content.settings.today))


def is_harmless(root: HtmlElement | etree._Element) -> bool:
    found = root.xpath("//script | //img[@src='x'] | //@onerror | //iframe | //object | //style")
    return isinstance(found, list) and not found


def is_whole(said: str) -> bool:
    """Whether the hostile text is there as it was written, each time that a part of it is."""
    words = " ".join(said.split())
    return words.count(PART) == words.count(HOSTILE)


def test_the_model_has_no_record_that_is_not_tried() -> None:
    tried = set(_record_types(hostile_site()))
    assert tried >= {
        "Agreement",
        "Answer",
        "Contact",
        "Elsewhere",
        "Erasure",
        "FocusArea",
        "FollowUp",
        "FormerName",
        "Interpretation",
        "Link",
        "Measure",
        "Municipality",
        "Occasion",
        "Outcome",
        "Party",
        "Picture",
        "Place",
        "Point",
        "Promise",
        "PromiseAssessment",
        "Replacement",
        "Report",
        "Signature",
        "Signing",
        "Source",
        "Target",
        "Term",
        "TextPage",
        "Update",
        "Withdrawal",
        "WordChange",
        "WordForWord",
    }


def test_every_page_shows_hostile_text_as_it_was_written() -> None:
    for page in hostile_pages():
        fragment = html.fragment_fromstring(page.fragment, "main")
        assert is_harmless(fragment), page.address
        assert is_whole(fragment.text_content()), page.address
        for value in attributes(fragment, ".//@alt | .//@aria-label | .//@title"):
            assert is_whole(value), page.address


def test_the_hostile_text_reached_the_pages_at_all() -> None:
    assert all(HOSTILE in html.fromstring(page.fragment).text_content() for page in hostile_pages())


def test_the_title_and_description_of_a_minimal_page_are_read_back_as_written() -> None:
    content = hostile_site()
    assert content.settings.today
    written = dict(minimal_pages(published(content, content.settings.today)))
    for page in hostile_pages():
        document = html.document_fromstring(written[f"{page.address}index.html"].decode())
        assert is_harmless(document)
        assert text(document, "//title") == f"{page.title} – {HOSTILE}"
        assert attributes(document, "//meta[@name='description']/@content") == [page.description]


def test_the_feed_is_sound_and_its_texts_are_read_back_as_written() -> None:
    content = hostile_site()
    assert content.settings.today
    raw = dict(feed(published(content, content.settings.today)))["rss.xml"]
    channel = etree.fromstring(raw).find("channel")
    assert channel is not None
    assert channel.findtext("title") == HOSTILE
    items = channel.findall("item")
    assert items
    for item in items:
        # what nobody has written has a title of our own
        is_ours = re.search("/ingen/|/finns-har$", item.findtext("guid") or "")
        assert HOSTILE in (item.findtext("title") or "") or is_ours
        body = html.fragment_fromstring(item.findtext(f"{CONTENT}encoded") or "", "div")
        assert is_harmless(body)
        assert is_whole(body.text_content())
        for category in item.findall("category"):
            assert category.text == HOSTILE


def test_a_redirect_names_the_hostile_title_as_text() -> None:
    content = hostile_site()
    assert content.settings.today
    for _, raw in redirects(published(content, content.settings.today)):
        document = html.document_fromstring(raw.decode())
        assert is_harmless(document)
        assert text(document, "//title") == f"{HOSTILE} har flyttat"


def test_the_theme_escapes_what_it_writes_around_the_body(tmp_path: Path) -> None:
    root = copy_project(KOPING, tmp_path)
    quoted = "'" + HOSTILE.replace("'", "''") + "'"
    measure = root / "content/2024/atgarder/utveckla-est.md"
    lines = measure.read_text().splitlines(keepends=True)
    lines = [f"title: {quoted}\n" if line.startswith("title:") else line for line in lines]
    lines = [f"summary: {quoted}\n" if line.startswith("summary:") else line for line in lines]
    measure.write_text("".join(lines))
    settings = root / "mkdocs.yml"
    written = settings.read_text()
    assert "site_name: Medborgarlöften i Köping" in written
    settings.write_text(written.replace("site_name: Medborgarlöften i Köping", f"site_name: {quoted}"))

    site = build(root, tmp_path / "site")

    page = site.page("2024/atgarder/utveckla-est/")
    assert text(page, "//title") == f"{HOSTILE} – Medborgarlöfte 2024 – {HOSTILE}"
    assert attributes(page, "//meta[@name='description']/@content") == [HOSTILE]
    assert text(page, "//h1") == HOSTILE
    for path, document in site.documents.items():
        assert document.xpath("//script[not(@src)] | //img | //@onerror") == [], path
        assert is_whole(document.text_content()), path


def _is_text(hint: Any) -> bool:
    """Whether a field of this type, or each entry of it, is free text."""
    return any(part == get_args(Text)[1] or _is_text(part) for part in get_args(hint))


def _record_types(value: Any) -> Iterator[str]:
    if isinstance(value, Site):
        for part in (value.promises_file, value.measures, value.updates, value.follow_ups, value.pages):
            yield from _record_types(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _record_types(part)
    elif isinstance(value, BaseModel):
        yield type(value).__name__
        for field in type(value).model_fields:
            yield from _record_types(getattr(value, field))
