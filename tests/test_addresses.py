"""Addresses follow the folders and feed ids never change."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from loften.catalogue import addresses
from loften.catalogue.entries import catalogue
from loften.catalogue.reading_order import measures_of
from loften.deriving.published import published
from loften.records.texts import TextPage
from loften.writing.page_plans import page_plans
from samples import SETTINGS, follow_up, measure, site, update


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/index.md", ""),
        ("content/kontakt.md", "kontakt/"),
        ("content/2024/index.md", "2024/"),
        ("content/2024/atgarder/lampor.md", "2024/atgarder/lampor/"),
    ],
)
def test_the_folder_is_the_address(path: str, address: str) -> None:
    assert addresses.of_file(path) == address


@pytest.mark.parametrize(
    ("source", "target", "way"),
    [
        ("", "", "./"),
        ("", "2024/", "2024/"),
        ("2024/", "", "../"),
        ("2024/atgarder/a/", "2024/atgarder/b/", "../b/"),
        ("2024/atgarder/a/", "rss.xml", "../../../rss.xml"),
        ("2024/", "2024/", "./"),
    ],
)
def test_links_between_pages_are_relative(source: str, target: str, way: str) -> None:
    assert addresses.relative(source, target) == way


def test_a_feed_id_holds_the_authority_and_the_first_address_only() -> None:
    moved = measure("lampor", title="Nya lampor", former_addresses=["2024/atgarder/ljus"])
    elsewhere = replace(SETTINGS, site_address="https://example.org/annan/")
    (entry,) = (entry for entry in catalogue(site(moved)).written if entry.kind.has_file)
    assert entry.identity
    assert addresses.feed_id(elsewhere, entry.identity) == ("tag:exempelby.example,2024:2024/atgarder/ljus")


def test_every_page_is_in_the_list_of_addresses_and_nothing_else() -> None:
    page = TextPage.model_validate(
        {
            "path": "content/kontakt.md",
            "agreement": "",
            "id": "kontakt",
            "body": "",
            "body_line": 5,
            "title": "Kontakt",
            "summary": "Hit vänder du dig.",
        }
    )
    content = site(
        page,
        measure("lampor", places=["parken"]),
        update("2024-03-01-start"),
        follow_up("kvartal-1", "2024-01-01", "2024-03-31", published="2024-04-10"),
    )
    today = dt.date(2024, 6, 1)
    built = {plan.address for plan in page_plans(published(content, today))}
    assert built == catalogue(content).addresses


def test_an_edit_link_opens_the_form_or_for_a_place_in_a_file_the_source_at_its_line() -> None:
    settings = replace(SETTINGS, repository="https://github.com/org/loften")
    assert addresses.edit_link(settings, "content/om.md", 1) == (
        "https://github.com/org/loften/edit/main/content/om.md"
    )
    assert addresses.edit_link(settings, "promises.yaml", 14) == (
        "https://github.com/org/loften/blob/main/promises.yaml?plain=1#L14"
    )
    assert addresses.edit_link(SETTINGS, "content/om.md", 1) is None


def test_measures_stand_promise_by_promise_in_their_own_order_then_by_path() -> None:
    content = site(
        measure("d", promise="samverkan", order="1"),
        measure("a"),
        measure("b", order="2"),
        measure("c", order="1"),
    )
    found = measures_of(content, content.agreements[0])
    assert [one.id for one in found] == ["c", "b", "a", "d"]
