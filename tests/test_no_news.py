"""That the parties report nothing new is told, and changes no state."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lxml import etree, html

from built import having, texts
from loften.deriving.events import events
from loften.deriving.finals import finals
from loften.deriving.published import published
from loften.deriving.timelines import timelines
from loften.records.site import Site
from loften.records.texts import FollowUp
from loften.records.vocabulary import Standing, Status
from loften.writing.feeds import feed
from loften.writing.pages import pages
from samples import follow_up, measure, report, site, told, update

TODAY = dt.date(2025, 2, 1)
LAMPS = measure("lampor", focus_areas=["centrum"])
CAMERAS = measure("kameror", promise="samverkan")
BEGUN = update("2024-03-01-start", measures=[report("lampor", "ongoing")])


def silent(*measures: str, **fields: Any) -> FollowUp:
    fields = {"published": "2025-01-20", "reported_by": ["polisen", "kommunen"], **fields}
    return follow_up("slut", "2024-01-01", "2024-12-31", no_news=list(measures), **fields)


def page(content: Site, address: str) -> html.HtmlElement:
    made = {page.address: page for page in pages(published(content, TODAY))}
    return html.fragment_fromstring(made[address].fragment, create_parent="main")


def test_the_measure_s_page_has_a_line_from_the_follow_up_that_says_nothing_new() -> None:
    found = page(site(LAMPS, BEGUN, silent("lampor")), "2024/atgarder/lampor/")
    assert texts(found, f"//ol[{having('timeline')}]/li") == [
        "31 december 2024 Slut Parterna uppger inget nytt.",
        "1 mars 2024 Start pågårKälla: Polisen",
    ]


def test_it_changes_neither_status_nor_outcome() -> None:
    counted = {"count": "4", "unit": "lampor", "from": "2024-01-01", "to": "2024-02-01"}
    begun = update("2024-03-01-start", measures=[report("lampor", "ongoing", outcome=counted)])
    found = timelines(site(LAMPS, begun, silent("lampor")), TODAY)["2024", "lampor"]
    assert found.status_entry is not None
    assert found.status_entry.report.status is Status.ONGOING
    assert found.outcome is not None
    assert found.outcome.count == 4


def test_a_measure_that_nothing_else_is_reported_of_stays_unreported() -> None:
    content = site(LAMPS, silent("lampor"))
    assert timelines(content, TODAY)["2024", "lampor"].standing is Standing.NOT_REPORTED
    assert "ej rapporterad" in texts(page(content, "2024/atgarder/lampor/"), f"//span[{having('status')}]")


def test_the_follow_up_and_its_feed_item_say_of_which_measures() -> None:
    content = site(LAMPS, CAMERAS, silent("lampor", "kameror"))
    line = "Parterna uppger inget nytt om: Lampor; Kameror."
    assert line in texts(page(content, "2024/uppfoljning/slut/"), "//p")
    written = dict(feed(published(content, TODAY)))["rss.xml"]
    (item,) = (one for one in etree.fromstring(written).iter("item") if one.findtext("title") == "Slut")
    text = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or ""
    assert line in texts(html.fragment_fromstring(text, create_parent="div"), "./p")


def test_the_follow_up_concerns_the_promises_and_focus_areas_of_these_measures() -> None:
    content = site(LAMPS, CAMERAS, silent("lampor"))
    (event,) = (one for one in events(content, TODAY) if one.title == "Slut")
    assert {identifier for _, identifier in event.subjects} == {"synlighet", "centrum"}


def test_alone_it_does_not_make_a_follow_up_count() -> None:
    assert not silent("lampor").counts


def test_a_final_follow_up_with_no_news_of_a_measure_says_nothing_of_it() -> None:
    final = told("slut", "2024-01-01", "2024-12-31", published="2025-01-20", no_news=["lampor"])
    content = site(LAMPS, CAMERAS, BEGUN, final)
    found = finals(content, content.agreements[0])
    assert (found.unsaid, found.measures) == (2, 2)


def test_of_a_withdrawn_follow_up_only_its_title_is_left() -> None:
    gone = silent("lampor", withdrawn={"date": "2025-01-25", "reason": "Fel."})
    found = page(site(LAMPS, gone), "2024/atgarder/lampor/")
    assert texts(found, f"//ol[{having('timeline')}]/li") == ["31 december 2024 Tillbakadragen Slut"]


def test_a_correction_can_give_the_status_that_the_follow_up_left_out() -> None:
    right = update(
        "2025-01-25-fel",
        kind="correction",
        corrects="2024/uppfoljning/slut",
        measures=[report("lampor", "done")],
    )
    content = site(LAMPS, BEGUN, silent("lampor"), right)
    assert timelines(content, TODAY)["2024", "lampor"].standing is Standing.DONE
    assert texts(page(content, "2024/atgarder/lampor/"), f"//ol[{having('timeline')}]/li")[1] == (
        "31 december 2024 Rättad Slut Parterna uppger inget nytt.Rättat 25 januari 2025: Fel"
    )
