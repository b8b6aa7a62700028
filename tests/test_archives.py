"""The feed holds what a weekly reader needs; all else lies in archives that stay as they are (RFC 5005)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser
import pytest
from lxml import etree

from loften.deriving.archives import MOST, NEWEST
from loften.deriving.published import published
from loften.records.site import Site
from loften.records.texts import Measure, Update
from loften.writing.feeds import feed
from samples import AGREEMENT, measure, site, update

BASE = "https://exempelby.example/loften/"
ATOM = "{http://www.w3.org/2005/Atom}link"
ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"
UNTOLD = {**AGREEMENT, "cadence": None}
"""An agreement whose silences are no part of this."""


def content(*records: Measure | Update, **fields: Any) -> Site:
    return site(*records, agreements=[{**UNTOLD, **fields}])


def written(shown: Site, day: str) -> Mapping[str, bytes]:
    return dict(feed(published(shown, dt.date.fromisoformat(day))))


def ids(raw: bytes) -> list[str]:
    return [item.id.rpartition(":")[2] for item in feedparser.parse(raw).entries]


def links(raw: bytes) -> dict[str, str]:
    """The channel's links by what they are."""
    return {
        link.get("rel", ""): link.get("href", "") for link in etree.fromstring(raw).findall(f"channel/{ATOM}")
    }


def chain(files: Mapping[str, bytes]) -> list[str]:
    """The documents that a reader comes to from the feed, newest first, by `prev-archive`."""
    found, path = [], "rss.xml"
    while path:
        found.append(path)
        path = links(files[path]).get("prev-archive", "").removeprefix(BASE)
    return found


def daily(first: str, number: int) -> Iterator[Update]:
    start = dt.date.fromisoformat(first)
    for days in range(number):
        yield update(f"{start + dt.timedelta(days=days)}-nytt")


# --- what the feed holds ------------------------------------------------------------------------------------


def test_the_feed_holds_the_fifty_newest_however_old_they_are() -> None:
    found = ids(written(content(*daily("2024-01-02", 60)), "2025-06-01")["rss.xml"])
    assert len(found) == NEWEST == 50
    assert found[0] == "2024/nyheter/2024-03-01-nytt"
    assert found[-1] == "2024/nyheter/2024-01-12-nytt"


def test_beyond_the_fifty_it_holds_all_of_the_last_thirty_days() -> None:
    same_day = [measure(f"atgard-{number}", published="2024-03-01") for number in range(60)]
    shown = content(*same_day, *daily("2024-02-01", 5))
    assert len(ids(written(shown, "2024-03-01")["rss.xml"])) == 65
    assert len(ids(written(shown, "2024-03-05")["rss.xml"])) == 61
    assert len(ids(written(shown, "2024-03-30")["rss.xml"])) == 60
    assert len(ids(written(shown, "2024-03-31")["rss.xml"])) == 50


def test_sixty_measures_signed_on_one_day_reach_a_weekly_reader_also_when_they_are_shown_here_later() -> None:
    signed = [measure(f"atgard-{number}", signed="true") for number in range(60)]
    shown = content(*signed, published="2024-02-20")
    assert len(ids(written(shown, "2024-02-20")["rss.xml"])) == 62
    assert len(ids(written(shown, "2024-03-10")["rss.xml"])) == 62


def test_it_never_holds_more_than_two_hundred_and_the_rest_is_in_the_archives_at_once() -> None:
    many = [measure(f"atgard-{number:03}", published="2024-03-01") for number in range(260)]
    files = written(content(*many), "2024-03-01")
    assert len(ids(files["rss.xml"])) == MOST == 200
    everything = {name for path in chain(files) for name in ids(files[path])}
    assert len(everything) == 261


# --- the archives -------------------------------------------------------------------------------------------

THREE_YEARS = content(*daily("2024-06-01", 70), *daily("2025-03-01", 3), *daily("2026-01-10", 2))


def test_every_event_lies_in_the_feed_or_in_an_archive_that_it_leads_to() -> None:
    files = written(THREE_YEARS, "2026-02-01")
    assert chain(files) == ["rss.xml", "rss-2025-1.xml", "rss-2024-2.xml", "rss-2024-1.xml", "rss-2023-1.xml"]
    assert set(chain(files)) == files.keys()
    everything = {name for raw in files.values() for name in ids(raw)}
    assert len(everything) == 70 + 3 + 2 + 1


def test_an_archive_says_that_it_is_one_and_leads_to_the_feed() -> None:
    files = written(THREE_YEARS, "2026-02-01")
    for path, raw in files.items():
        channel = etree.fromstring(raw).find("channel")
        assert channel is not None
        assert (channel.find(ARCHIVE) is not None) is (path != "rss.xml")
        assert links(raw)["self"] == f"{BASE}{path}"
        assert channel.findtext("link") == BASE
        assert links(raw).get("current") == (None if path == "rss.xml" else f"{BASE}rss.xml")
        assert not feedparser.parse(raw).bozo


def test_a_part_of_a_year_is_made_when_it_is_full_and_the_last_one_when_the_year_is_over() -> None:
    assert "rss-2024-1.xml" not in written(THREE_YEARS, "2024-07-19")
    assert "rss-2024-1.xml" in written(THREE_YEARS, "2024-07-20")
    assert "rss-2024-2.xml" not in written(THREE_YEARS, "2024-12-31")
    assert "rss-2024-2.xml" in written(THREE_YEARS, "2025-01-01")
    assert len(ids(written(THREE_YEARS, "2025-01-01")["rss-2024-1.xml"])) == NEWEST


def test_an_archive_is_the_same_bytes_whatever_comes_after_it() -> None:
    known: dict[str, bytes] = {}
    for day in ("2024-07-20", "2024-09-01", "2025-01-01", "2025-03-02", "2026-01-01", "2026-02-01"):
        files = written(THREE_YEARS, day)
        archives = {path: raw for path, raw in files.items() if path != "rss.xml"}
        assert known.items() <= archives.items(), day
        known = archives
    later = content(*THREE_YEARS.updates, update("2026-02-01-annat"))
    assert known.items() <= written(later, "2026-02-01").items()


def test_only_the_archive_of_an_event_that_is_withdrawn_is_another() -> None:
    reason = {"date": "2026-02-01", "reason": "Fel torg."}
    kept = [text for text in THREE_YEARS.updates if text.id != "2024-06-03-nytt"]
    gone = update("2024-06-03-nytt", withdrawn=reason)
    before, after = (written(one, "2026-02-01") for one in (THREE_YEARS, content(gone, *kept)))
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == {"rss.xml", "rss-2024-1.xml"}


# --- the days of items --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "dated"),
    [("2032-02-15", "Sun, 15 Feb 2032 00:00:00 +0100"), ("2032-02-16", "Sun, 15 Feb 2032 23:30:00 +0100")],
)
def test_no_item_is_dated_after_the_first_build_of_its_day(day: str, dated: str) -> None:
    raw = written(content(update("2032-02-15-sent", published="2032-02-15 23:30")), day)["rss.xml"]
    assert feedparser.parse(raw).entries[0].published == dated
    assert etree.fromstring(raw).findtext("channel/lastBuildDate") == dated


def test_a_time_that_is_published_still_orders_its_day() -> None:
    shown = content(
        update("2024-03-01-kvall", published="2024-03-01 18:30"),
        update("2024-03-01-morgon", published="2024-03-01 08:00"),
    )
    assert ids(written(shown, "2024-03-01")["rss.xml"])[:2] == [
        "2024/nyheter/2024-03-01-kvall",
        "2024/nyheter/2024-03-01-morgon",
    ]
