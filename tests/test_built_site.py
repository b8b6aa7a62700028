"""What holds for every built site whatever its content: its own, the frozen Köping, the example."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from itertools import pairwise
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree
from lxml.html import HtmlElement

from built import BuiltSite, attributes, having, text, texts
from loften.words import dates

LINKS = "//@href | //@src | //@data-root | //@data-worker | //@data-index"
FETCHED = "//script/@src | //img/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //@data-worker"

ENGLISH = (
    "skip to content",
    "search",
    "type to start searching",
    "initializing search",
    "no matching documents",
    "clear",
    "back to top",
    "table of contents",
    "navigation",
    "menu",
    "home",
    "previous",
    "next",
    "header",
    "footer",
    "edit this page",
    "view source of this page",
    "last update",
    "created",
    "permanent link",
    "made with",
    "share",
    "switch to dark mode",
    "switch to light mode",
    "page not found",
    "not found",
)
"""What Material writes in English where a translation is missing, in small letters."""


# --- the build and its files --------------------------------------------------------------------------------


def test_a_strict_build_warns_of_nothing(any_site: BuiltSite) -> None:
    assert not [line for line in any_site.said.splitlines() if not line.startswith("INFO")]


def test_every_internal_link_leads_to_a_file_and_every_anchor_to_an_element(any_site: BuiltSite) -> None:
    assert list(_broken_links(any_site)) == []


def test_links_from_page_to_page_are_relative_so_that_the_site_can_lie_anywhere(any_site: BuiltSite) -> None:
    written = {link for page in any_site.pages.values() for link in attributes(page, "//body//@href")}
    assert not [link for link in written if link.startswith(("/", any_site.address))]


def test_canonical_addresses_and_the_sitemap_carry_the_published_address(any_site: BuiltSite) -> None:
    listed = {address for address, page in any_site.pages.items() if _is_listed(page)}
    for address in listed:
        canonical = attributes(any_site.page(address), "//link[@rel='canonical']/@href")
        assert canonical == [any_site.address + address]
    sitemap = etree.parse(any_site.folder / "sitemap.xml")
    locations = sitemap.findall(".//{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    assert {location.text for location in locations} == {any_site.address + address for address in listed}


def test_no_page_fetches_anything_from_another_host(any_site: BuiltSite) -> None:
    for path, document in any_site.documents.items():
        for address in attributes(document, FETCHED):
            assert not urlsplit(urljoin(any_site.prefix + path, address)).netloc, (path, address)
    for sheet in any_site.folder.rglob("*.css"):
        assert not re.findall(r"@import|url\(\s*[\"']?(?:https?:)?//", sheet.read_text()), sheet


def test_scripts_and_search_files_named_by_a_page_are_what_the_page_takes_them_for(
    any_site: BuiltSite,
) -> None:
    page = any_site.page("")
    for address in attributes(page, "//script/@src | //@data-worker"):
        assert address.endswith(".js")
    assert attributes(page, "//@data-index") == ["search/search_index.json"]


def test_every_page_has_the_policy_that_lets_nothing_else_in(any_site: BuiltSite) -> None:
    for document in any_site.pages.values():
        (policy,) = attributes(document, "//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert document.xpath("//script[not(@src)] | //style | //@style | //@onclick") == []


# --- each page ----------------------------------------------------------------------------------------------


def test_every_page_is_in_swedish_with_one_heading_and_a_title_of_its_own(any_site: BuiltSite) -> None:
    titles = Counter(text(document, "//title") for document in any_site.pages.values())
    assert [title for title, count in titles.items() if count > 1] == []
    for address, document in any_site.pages.items():
        assert document.get("lang") == "sv", address
        assert len(texts(document, "//h1")) == 1, address


def test_no_heading_level_is_skipped(any_site: BuiltSite) -> None:
    for path, document in any_site.documents.items():
        levels = [int(str(tag)[1]) for tag in _tags(document, "//h1 | //h2 | //h3 | //h4 | //h5 | //h6")]
        assert levels[:1] in ([1], []), path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_no_id_stands_twice_on_a_page(any_site: BuiltSite) -> None:
    for path, document in any_site.documents.items():
        ids = Counter(attributes(document, "//@id"))
        assert [name for name, count in ids.items() if count > 1] == [], path


def test_every_name_that_one_element_gives_another_is_on_the_page(any_site: BuiltSite) -> None:
    for path, document in any_site.documents.items():
        ids = set(attributes(document, "//@id"))
        named = attributes(document, "//@aria-labelledby | //@aria-controls | //@for | //@popovertarget")
        assert set(named) <= ids, path


def test_every_page_has_a_description_and_tells_of_the_feed(any_site: BuiltSite) -> None:
    for address, document in any_site.pages.items():
        (description,) = attributes(document, "//meta[@name='description']/@content")
        assert description.strip(), address
        (feed,) = attributes(document, "//link[@rel='alternate'][@type='application/rss+xml']/@href")
        assert urljoin(any_site.address + address, feed) == f"{any_site.address}rss.xml"


def test_every_page_has_its_way_up_the_day_of_the_build_and_a_contact(any_site: BuiltSite) -> None:
    for address, document in any_site.pages.items():
        trail = texts(document, f"//nav[{having('breadcrumbs')}]//li")
        if address:
            assert trail[0] == "Start", address
            assert attributes(document, f"//nav[{having('breadcrumbs')}]//li[last()]/@aria-current") == [
                "page"
            ]
        else:
            assert trail == []
        foot = text(document, f"//main//footer[{having('page-foot')}]")
        assert re.search(r"Sidan byggdes \d{1,2} \w+ \d{4}\.", foot), address
        assert "Kontakt för den här sidan" in foot, address


def test_a_page_that_says_when_it_last_changed_says_the_same_to_search_engines(any_site: BuiltSite) -> None:
    changed = {
        element.xpath("string(*[local-name()='loc'])").removeprefix(any_site.address): element.xpath(
            "string(*[local-name()='lastmod'])"
        )
        for element in etree.fromstring((any_site.folder / "sitemap.xml").read_bytes())
    }
    for address, day in changed.items():
        foot = text(any_site.pages[address], f"//main//footer[{having('page-foot')}]")
        said = dates.day(dt.date.fromisoformat(day)) if day else None
        assert (f"Senast ändrad {said}." in foot) if said else ("Senast ändrad" not in foot), address


def test_no_english_of_the_theme_is_left(any_site: BuiltSite) -> None:
    for path, document in any_site.documents.items():
        for said in _everything_said_in_swedish(document):
            assert said.lower().strip(" .…:") not in ENGLISH, (path, said)
            assert "mkdocs" not in said.lower().replace("mkdocs.yml", ""), path
            assert "material for" not in said.lower(), path


def test_the_error_page_is_not_indexed_and_leads_on(any_site: BuiltSite) -> None:
    page = any_site.documents["404.html"]
    assert text(page, "//h1") == "Sidan finns inte"
    assert attributes(page, "//meta[@name='robots']/@content") == ["noindex"]
    ways_on = attributes(page, "//main//a/@href")
    assert any_site.prefix in ways_on
    assert all(way.startswith(any_site.prefix) for way in ways_on)


# --- the menu -----------------------------------------------------------------------------------------------


def test_only_sections_stand_in_the_menu_and_every_page_can_be_reached_by_links(any_site: BuiltSite) -> None:
    start = any_site.page("")
    assert 0 < len(texts(start, "//nav[@id='huvudmeny']//a")) < 10
    listed = {address for address, page in any_site.pages.items() if _is_listed(page)}
    assert listed - _reached_from_the_start(any_site) == set()


def test_the_menu_shows_which_section_a_page_belongs_to(any_site: BuiltSite) -> None:
    for address, document in any_site.pages.items():
        current = attributes(document, "//nav[@id='huvudmeny']//a[@aria-current]/@href")
        assert len(current) <= 1, address
        for link in current:
            section = urljoin(f"/{address}", link).lstrip("/")
            assert address.startswith(section), address


def test_the_editors_page_is_there_but_neither_listed_nor_indexed(any_site: BuiltSite) -> None:
    page = any_site.page("redaktor/")
    assert attributes(page, "//meta[@name='robots']/@content") == ["noindex"]
    assert attributes(page, "//link[@rel='canonical']") == []
    assert "redaktor" not in "".join(attributes(any_site.page(""), "//nav[@id='huvudmeny']//a/@href"))
    assert "redaktor" not in (any_site.folder / "sitemap.xml").read_text()
    assert "redaktor" not in (any_site.folder / "search/search_index.json").read_text()


# --- the search ---------------------------------------------------------------------------------------------


def test_the_search_has_one_entry_for_every_page_that_is_listed(any_site: BuiltSite) -> None:
    index = json.loads((any_site.folder / "search/search_index.json").read_text())
    locations = [entry["location"] for entry in index["docs"]]
    listed = [address for address, page in any_site.pages.items() if _is_listed(page)]
    assert sorted(locations) == sorted(listed)


def test_the_search_knows_swedish_and_nothing_that_every_page_repeats(any_site: BuiltSite) -> None:
    index = json.loads((any_site.folder / "search/search_index.json").read_text())
    assert index["config"]["lang"] == ["sv"]
    assert index["config"]["pipeline"] == ["stemmer", "stopWordFilter", "trimmer"]
    for entry in index["docs"]:
        assert "Sidan byggdes" not in entry["text"], entry["location"]


# --- what the tests ask of a page ---------------------------------------------------------------------------


def _is_listed(document: HtmlElement) -> bool:
    return attributes(document, "//meta[@name='robots']/@content") == []


def _tags(document: HtmlElement, path: str) -> list[str]:
    found = document.xpath(path)
    assert isinstance(found, list)
    return [str(element.tag) for element in found if isinstance(element, HtmlElement)]


def _everything_said_in_swedish(document: HtmlElement) -> list[str]:
    is_swedish = "not(ancestor-or-self::*[@lang][not(self::html)])"
    said = attributes(document, f"//body//text()[not(ancestor::svg)][{is_swedish}]")
    said += attributes(document, f"//body//*[{is_swedish}]/@*[name()='title' or name()='aria-label']")
    said += attributes(document, f"//body//*[{is_swedish}]/@*[name()='placeholder' or name()='alt']")
    return [" ".join(words.split()) for words in said if words.strip()]


def _broken_links(site: BuiltSite) -> list[tuple[str, str]]:
    ids = {path: set(attributes(document, "//@id")) for path, document in site.documents.items()}
    broken = []
    for path, document in site.documents.items():
        for link in attributes(document, LINKS):
            target = urlsplit(urljoin(f"https://here{site.prefix}{path}", link))
            if target.netloc != "here" or target.scheme != "https":
                continue
            where = unquote(target.path).removeprefix(site.prefix)
            file = f"{where}index.html" if where.endswith("/") or not where else where
            is_there = target.path.startswith(site.prefix) and (site.folder / file).is_file()
            if not is_there or (target.fragment and unquote(target.fragment) not in ids.get(file, ())):
                broken.append((path, link))
    return broken


def _reached_from_the_start(site: BuiltSite) -> set[str]:
    reached, waiting = {""}, [""]
    while waiting:
        address = waiting.pop()
        for link in attributes(site.page(address), "//body//a/@href"):
            target = urlsplit(urljoin(f"/{address}", link)).path.lstrip("/")
            if target in site.pages and target not in reached and not urlsplit(link).netloc:
                reached.add(target)
                waiting.append(target)
    return reached


# --- under a prefix, with the repository known --------------------------------------------------------------


def test_an_edit_link_opens_the_file_at_the_line_where_the_page_is_written(koping: BuiltSite) -> None:
    promises = (koping.root / "promises.yaml").read_text().splitlines()
    for address, first_line in (
        ("2024/loften/est/", "      - id: est"),
        ("2024/fokusomraden/trafiksakerhet/", "      - id: trafiksakerhet"),
        ("2024/parter/kbab/", "  - id: kbab"),
        ("platser/nygard/", "  - id: nygard"),
        ("2024/", '  - id: "2024"'),
    ):
        (link,) = attributes(koping.page(address), f"//*[{having('edit')}]//a/@href")
        way, line = link.split("#L")
        assert way == "https://github.com/organisation/lofte/blob/main/promises.yaml?plain=1"
        assert promises[int(line) - 1] == first_line


@pytest.mark.parametrize("address", ["2024/atgarder/utveckla-est/", "kontakt/", "om-medborgarloften/"])
def test_an_edit_link_of_a_text_opens_its_file(koping: BuiltSite, address: str) -> None:
    link = attributes(koping.page(address), f"//*[{having('edit')}]//a/@href")
    path = f"content/{address.rstrip('/')}.md"
    assert link == [f"https://github.com/organisation/lofte/edit/main/{path}"]
    assert (koping.root / path).is_file()


def test_every_page_that_is_written_somewhere_can_be_edited(koping: BuiltSite) -> None:
    only_derived = {"aktuellt/", "rattelser/", "andringar/"}
    without = {
        address
        for address, page in koping.pages.items()
        if _is_listed(page) and not attributes(page, f"//*[{having('edit')}]//a/@href")
    }
    assert without == only_derived


def test_without_a_repository_no_page_offers_to_be_edited(example: BuiltSite) -> None:
    assert not [a for a, page in example.pages.items() if page.xpath(f"//*[{having('edit')}]")]
