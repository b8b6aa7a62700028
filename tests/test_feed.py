"""The feed as a newsroom's reader takes it in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import feedparser
import pytest
from lxml import etree, html

import samples
from built import BuiltSite, attributes
from loften.deriving.published import published
from loften.records.settings import Settings
from loften.records.site import Site
from loften.records.texts import FollowUp, Measure, Update
from loften.writing.feeds import feed
from samples import AGREEMENT, SETTINGS, follow_up, measure, report, update

DAY = dt.date(2024, 6, 30)
ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"

WINTER = update("2024-02-01-lampor", published="2024-02-01 09:30", measures=[report("lampor", "ongoing")])
SPRING = update("2024-05-01-lampor-klara", measures=[report("lampor", "done")])
LAMPS = measure("lampor", focus_areas=["centrum"])
WALKS = measure("vandringar", promise="samverkan", published="2024-03-05 12:00")
QUARTER = follow_up("kvartal-1", "2024-01-01", "2024-03-31", published="2024-04-10 08:00")
RECORDS: tuple[Measure | Update | FollowUp, ...] = (LAMPS, WALKS, WINTER, SPRING, QUARTER)


def site(*records: Measure | Update | FollowUp, settings: Settings = SETTINGS) -> Site:
    """A site whose agreement promises no follow-ups: what is told of those has tests of its own."""
    return samples.site(*records, agreements=[{**AGREEMENT, "cadence": None}], settings=settings)


def rss(content: Site, day: dt.date = DAY) -> bytes:
    return dict(feed(published(content, day)))["rss.xml"]


def items(content: Site, day: dt.date = DAY) -> Sequence[Any]:
    parsed = feedparser.parse(rss(content, day))
    assert not parsed.bozo
    entries: Sequence[Any] = parsed.entries
    return entries


def ids(content: Site, day: dt.date = DAY) -> list[str]:
    return [item.id for item in items(content, day)]


# --- the channel --------------------------------------------------------------------------------------------


def test_the_channel_leads_to_the_site_and_knows_its_own_address() -> None:
    channel = etree.fromstring(rss(site(*RECORDS))).find("channel")
    assert channel is not None
    assert channel.findtext("link") == "https://exempelby.example/loften/"
    own = channel.find(f"{ATOM}link")
    assert own is not None
    assert dict(own.attrib) == {
        "href": "https://exempelby.example/loften/rss.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }
    assert channel.findtext("title") == "Medborgarlöften i Exempelby"
    assert channel.findtext("language") == "sv"


def test_the_last_build_date_is_that_of_the_newest_event_not_of_the_build() -> None:
    for day in (dt.date(2024, 5, 1), DAY):
        channel = etree.fromstring(rss(site(*RECORDS), day))
        assert channel.findtext("channel/lastBuildDate") == "Wed, 01 May 2024 00:00:00 +0200"


def test_the_same_content_and_day_give_the_same_bytes() -> None:
    assert rss(site(*RECORDS)) == rss(site(*RECORDS))


# --- the items ----------------------------------------------------------------------------------------------


def test_there_is_one_item_for_each_event_newest_first() -> None:
    assert [item.title for item in items(site(*RECORDS))] == [
        "Lampor-klara",
        "Kvartal-1",
        "Vandringar",
        "Lampor",
        "Medborgarlöfte 2024 är undertecknat",
        "Lampor",
    ]


def test_every_id_is_a_tag_of_the_authority_and_the_first_address() -> None:
    assert ids(site(*RECORDS)) == [
        "tag:exempelby.example,2024:2024/nyheter/2024-05-01-lampor-klara",
        "tag:exempelby.example,2024:2024/uppfoljning/kvartal-1",
        "tag:exempelby.example,2024:2024/atgarder/vandringar",
        "tag:exempelby.example,2024:2024/nyheter/2024-02-01-lampor",
        "tag:exempelby.example,2024:2024",
        "tag:exempelby.example,2024:2024/atgarder/lampor",
    ]


def test_ids_are_not_taken_for_links() -> None:
    guids = etree.fromstring(rss(site(*RECORDS))).findall(".//guid")
    assert {guid.get("isPermaLink") for guid in guids} == {"false"}


def test_times_are_those_of_stockholm_in_winter_and_in_summer() -> None:
    times = {item.link.rsplit("/", 2)[-2]: item.published for item in items(site(*RECORDS))}
    assert times["2024-02-01-lampor"] == "Thu, 01 Feb 2024 09:30:00 +0100"
    assert times["2024-05-01-lampor-klara"] == "Wed, 01 May 2024 00:00:00 +0200"


@pytest.mark.parametrize(
    ("published", "written"),
    [
        ("2024-03-31 01:59", "Sun, 31 Mar 2024 01:59:00 +0100"),
        ("2024-03-31 03:00", "Sun, 31 Mar 2024 03:00:00 +0200"),
        ("2024-10-27 01:59", "Sun, 27 Oct 2024 01:59:00 +0200"),
        ("2024-10-27 03:00", "Sun, 27 Oct 2024 03:00:00 +0100"),
    ],
)
def test_the_hour_of_the_clock_change_is_right(published: str, written: str) -> None:
    news = update(f"{published[:10]}-klockan", published=published)
    assert items(site(news), dt.date(2024, 12, 1))[0].published == written


def test_an_item_carries_its_promise_and_focus_areas_as_categories() -> None:
    categories = {item.title: [tag.term for tag in item.get("tags", ())] for item in items(site(*RECORDS))}
    assert categories["Lampor-klara"] == ["Vi syns mer", "Trygghet i centrum"]
    assert categories["Vandringar"] == ["Vi samverkar"]
    assert categories["Medborgarlöfte 2024 är undertecknat"] == [
        "Vi syns mer",
        "Vi samverkar",
        "Trygghet i centrum",
        "Trafik",
    ]


def test_an_item_has_the_whole_text_and_what_is_reported_of_each_measure() -> None:
    news = update(
        "2024-05-02-allt", body="Först **detta**.\n\nSedan det.", measures=[report("lampor", "done")]
    )
    (item, *_) = items(site(LAMPS, news))
    body = html.fragment_fromstring(item.content[0].value, "div")
    said = " ".join(body.text_content().split())
    assert said == "Om allt. Först detta. Sedan det. Lampor: genomförd. Källa: Polisen."
    assert item.summary == "Om allt."


def test_an_item_has_the_source_and_the_pictures_of_its_page() -> None:
    told = update(
        "2024-05-02-vandring",
        kind="dialogue",
        source={"by": "Polisen", "text": "Protokoll"},
        pictures=[{"file": "bilder/torget.jpg", "alt": "Ett torg i kvällsljus.", "caption": "Torget."}],
    )
    written = html.fragment_fromstring(items(site(told))[0].content[0].value, "div")
    assert "Källa: Polisen: Protokoll." in written.text_content()
    assert "Torget." in written.text_content()
    (picture,) = written.iter("img")
    assert dict(picture.attrib) == {
        "src": "https://exempelby.example/loften/2024/nyheter/bilder/torget.jpg",
        "alt": "Ett torg i kvällsljus.",
    }


def test_links_within_the_full_text_are_absolute(any_site: BuiltSite) -> None:
    # read without feedparser, which makes relative links absolute and drops schemes that it does not know
    texts = etree.parse(any_site.folder / "rss.xml").findall(f".//{CONTENT}encoded")
    assert texts
    for written in texts:
        body = html.fragment_fromstring(written.text or "", "div")
        for link in attributes(body, ".//@href | .//@src"):
            assert link.startswith(("https://", "http://", "mailto:", "tel:")), link


def test_every_item_of_a_built_feed_leads_to_a_page(any_site: BuiltSite) -> None:
    parsed = feedparser.parse((any_site.folder / "rss.xml").read_bytes())
    assert parsed.entries
    for item in parsed.entries:
        assert item.link.removeprefix(any_site.address) in any_site.pages
        assert item.id.startswith("tag:")
    times = [item.published_parsed for item in parsed.entries]
    assert times == sorted(times, reverse=True)


# --- what stays ---------------------------------------------------------------------------------------------


def test_a_new_title_and_a_new_text_change_no_id_and_add_no_item() -> None:
    edited = (LAMPS, WALKS, WINTER, SPRING.model_copy(update={"title": "Klart!", "body": "Nytt."}), QUARTER)
    assert ids(site(*edited)) == ids(site(*RECORDS))


def test_another_host_and_another_path_change_no_id_and_add_no_item() -> None:
    moved = replace(SETTINGS, site_address="https://www.annan.example/")
    before, after = items(site(*RECORDS)), items(site(*RECORDS, settings=moved))
    assert [item.id for item in after] == [item.id for item in before]
    assert after[0].link == "https://www.annan.example/2024/nyheter/2024-05-01-lampor-klara/"


def test_another_day_changes_no_id_and_adds_no_item() -> None:
    assert ids(site(*RECORDS), dt.date(2030, 1, 1)) == ids(site(*RECORDS))


def test_a_text_that_has_moved_keeps_the_id_of_its_first_address() -> None:
    moved = update("2024-05-01-nytt-namn", former_addresses=["2024/nyheter/2024-05-01-lampor-klara"])
    assert ids(site(moved))[0] == "tag:exempelby.example,2024:2024/nyheter/2024-05-01-lampor-klara"


def test_a_withdrawal_is_an_item_and_the_old_item_keeps_its_id_and_loses_its_words() -> None:
    withdrawn = {"date": "2024-06-01", "reason": "Uppgiften gällde en annan plats."}
    news = update("2024-05-01-lampor-klara", body="Hemligt.", withdrawn=withdrawn)
    content = site(LAMPS, news)
    (withdrawal, item, *_) = items(content)
    assert item.id == "tag:exempelby.example,2024:2024/nyheter/2024-05-01-lampor-klara"
    assert withdrawal.id == f"{item.id}/tillbakadragen"
    assert (withdrawal.published, withdrawal.summary) == (
        "Sat, 01 Jun 2024 00:00:00 +0200",
        "Texten är tillbakadragen. Uppgiften gällde en annan plats.",
    )
    assert item.published == "Wed, 01 May 2024 00:00:00 +0200"
    assert withdrawal.title == item.title == "Tillbakadragen: Lampor-klara"
    assert withdrawal.link == item.link
    assert "Texten är tillbakadragen sedan 1 juni 2024. Uppgiften gällde" in item.content[0].value
    assert b"Hemligt" not in rss(content)


def test_what_the_law_wanted_gone_is_said_to_be_gone_in_its_item_which_keeps_its_id() -> None:
    erased = [{"date": "2024-05-02", "fields": ["body"], "reason": "personal-data"}]
    was, now = (
        site(measure("lampor"), update("2024-05-01-nytt", **fields)) for fields in ({}, {"erased": erased})
    )
    assert ids(was) == ids(now)
    said = html.fragment_fromstring(items(now)[0].content[0].value, "div").text_content()
    assert "En uppgift är borttagen enligt lag. 2 maj 2024." in said


def test_what_is_corrected_says_so_in_its_item() -> None:
    correction = update(
        "2024-05-09-rattelse", kind="correction", corrects="2024/nyheter/2024-05-01-lampor-klara"
    )
    found = {item.title: item.content[0].value for item in items(site(LAMPS, SPRING, correction))}
    assert "Det här har rättats 9 maj 2024" in found["Lampor-klara"]
    assert "Rättar" in found["Rattelse"]


def test_what_is_held_back_is_not_in_the_feed_until_its_day() -> None:
    before = rss(site(*RECORDS), dt.date(2024, 4, 30))
    assert b"lampor-klara" not in before
    assert b"lampor-klara" in rss(site(*RECORDS), dt.date(2024, 5, 1))


def test_a_site_of_which_nothing_is_public_yet_has_a_feed_without_items() -> None:
    assert items(site(), dt.date(2023, 12, 1)) == []
