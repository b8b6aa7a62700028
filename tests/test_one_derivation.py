"""What is said of a measure is the same wherever it is said, because it is derived once."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urljoin

import feedparser
import pytest
from lxml import html
from lxml.html import HtmlElement

from built import BuiltSite, attributes, having, text, texts

CORRECTED = "2031/atgarder/belysning-modellparken/"
OVERDUE = "2031/atgarder/overgangsstalle/"
NEVER_REPORTED = "2031/atgarder/cykelkontroller/"
PARTLY_DONE = "2031/atgarder/hastighetskontroller/"

STATUS = f"span[{having('status')}]"

any_of_these = pytest.mark.parametrize("address", [CORRECTED, OVERDUE, NEVER_REPORTED, PARTLY_DONE])


def standing(example: BuiltSite, address: str) -> str:
    """The measure's status as its own page gives it first."""
    return texts(example.page(address), f"//main/p/{STATUS}")[0]


def elements_about(page: HtmlElement, page_address: str, measure: str, path: str) -> list[HtmlElement]:
    """The elements that the XPath finds and whose first link leads to the measure."""
    found = page.xpath(path)
    assert isinstance(found, list)
    return [
        element
        for element in found
        if isinstance(element, HtmlElement)
        and urljoin(f"/{page_address}", attributes(element, ".//a/@href")[0]) == f"/{measure}"
    ]


def timeline(example: BuiltSite, address: str) -> list[tuple[str, str, bool]]:
    """The page's reports, newest first: where each was made, its status, and whether that counts."""
    found = example.page(address).xpath(f"//ol[{having('timeline')}]/li")
    assert isinstance(found, list)
    return [
        (
            urljoin(f"/{address}", attributes(entry, ".//h3/a/@href")[0]).lstrip("/"),
            "".join(texts(entry, f".//{STATUS}")),
            not any("Räknas inte längre" in said for said in texts(entry, f"./p[{STATUS}]")),
        )
        for entry in found
        if isinstance(entry, HtmlElement)
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (CORRECTED, "genomförd"),
        (OVERDUE, "försenad"),
        (NEVER_REPORTED, "ej rapporterad"),
        (PARTLY_DONE, "delvis genomförd"),
    ],
)
def test_the_measures_chosen_here_stand_in_different_ways(
    example: BuiltSite, address: str, expected: str
) -> None:
    assert standing(example, address) == expected


@any_of_these
def test_the_status_is_the_newest_in_the_timeline_that_counts(example: BuiltSite, address: str) -> None:
    counted = [status for _, status, counts in timeline(example, address) if status and counts]
    shown = standing(example, address)
    if shown == "försenad":
        said = text(example.page(address), f"//main/p[{STATUS}]")
        match = re.search(r"Rapporterades senast som (\w+) ", said)
        assert match
        assert match[1] == counted[0]
    else:
        assert [shown] == (counted[:1] or ["ej rapporterad"])


@any_of_these
@pytest.mark.parametrize("page_address", ["2031/atgarder/", "2031/resultat/"])
def test_the_lists_give_the_same_status(example: BuiltSite, address: str, page_address: str) -> None:
    page = example.page(page_address)
    rows = elements_about(page, page_address, address, "//main//li[.//a] | //main//tr[.//a]")
    assert rows
    for row in rows:
        assert texts(row, f".//{STATUS}") == [standing(example, address)]


@any_of_these
def test_the_promise_counts_what_its_measures_say(example: BuiltSite, address: str) -> None:
    (promise,) = attributes(example.page(address), "//dl//div[dt='Löfte']//a/@href")
    where = urljoin(f"/{address}", promise).lstrip("/")
    page = example.page(where)
    listed = f"//main/ul[{having('measure-list')}]/li"
    (row,) = elements_about(page, where, address, listed)
    assert texts(row, f".//{STATUS}") == [standing(example, address)]
    counted = Counter(texts(page, f"{listed}//{STATUS}"))
    assert _counts(page, f"//main/ul[{having('standings')}]") == counted
    for shown_on in ("2031/", "2031/atgarder/"):
        assert _counts_of_promise(example, shown_on, where) == counted


@any_of_these
def test_the_results_page_repeats_the_day_and_the_outcome(example: BuiltSite, address: str) -> None:
    measure = example.page(address)
    (row,) = elements_about(example.page("2031/resultat/"), "2031/resultat/", address, "//tbody/tr")
    days = attributes(measure, f"(//main/p[{STATUS}])[1]/time[1]/@datetime")
    assert attributes(row, ".//time/@datetime") == days
    sentences = texts(measure, "//h2[.='Mål och utfall']/following-sibling::p[1]")
    said = text(row, "./td[2]")
    if sentences == ["Inget utfall är rapporterat."]:
        assert said.endswith(sentences[0])
    elif sentences:
        assert f"{said}." == sentences[0]
    else:
        assert not re.search("[0-9]", said)


@any_of_these
def test_the_feed_says_what_the_timeline_says(example: BuiltSite, address: str) -> None:
    reported = {where: status for where, status, _ in timeline(example, address)}
    feed = feedparser.parse((example.folder / "rss.xml").read_bytes())
    told = {}
    for item in feed.entries:
        body = html.fragment_fromstring(item.content[0].value, "div")
        for said in texts(body, f"./p[node()[1][self::a][@href='{example.address}{address}']]"):
            match = re.fullmatch(r"[^:.]+(?:: ([^.]+))?\..*", said)
            assert match
            told[item.link.removeprefix(example.address)] = match[1] or ""
    in_feed = {item.link.removeprefix(example.address) for item in feed.entries}
    assert told == {where: status for where, status in reported.items() if where in in_feed}
    assert bool(told) == bool(reported)


def _counts(page: HtmlElement, path: str) -> Counter[str]:
    (found,) = page.xpath(path)
    numbers = texts(found, f".//span[{having('standings-number')}]")
    return Counter(dict(zip(texts(found, f".//{STATUS}"), map(int, numbers), strict=True)))


def _counts_of_promise(example: BuiltSite, page_address: str, promise: str) -> Counter[str]:
    """How the measures of one promise stand on a page that shows several promises."""
    page = example.page(page_address)
    parts = elements_about(
        page, page_address, promise, f"//article[{having('card')}] | //section[{having('measure-group')}]"
    )
    (part,) = parts
    if part.tag == "article":
        return _counts(part, f".//ul[{having('standings')}]")
    return Counter(texts(part, f".//li//{STATUS}"))
