"""The feed holds what a weekly reader needs; all else lies in archives that stay as they are (RFC 5005)."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser
import pytest
from lxml import etree

from loften.deriving.archives import MOST, NEWEST
from loften.deriving.published import published
from loften.records.shared import Withdrawal
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


def test_a_part_of_a_year_is_made_some_days_after_it_is_full_and_the_last_one_after_the_year() -> None:
    assert "rss-2024-1.xml" not in written(THREE_YEARS, "2024-07-23")
    assert "rss-2024-1.xml" in written(THREE_YEARS, "2024-07-24")
    assert "rss-2024-2.xml" not in written(THREE_YEARS, "2025-01-03")
    assert "rss-2024-2.xml" in written(THREE_YEARS, "2025-01-04")
    assert len(ids(written(THREE_YEARS, "2025-01-04")["rss-2024-1.xml"])) == NEWEST


def test_an_archive_is_the_same_bytes_whatever_comes_after_it() -> None:
    known: dict[str, bytes] = {}
    for day in ("2024-07-24", "2024-09-01", "2025-01-04", "2025-03-02", "2026-01-04", "2026-02-01"):
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


# --- what is loaded, and what comes late --------------------------------------------------------------------

LOADED = {
    **UNTOLD,
    "id": "2023",
    "title": "Medborgarlöfte 2023",
    "period": {"from": "2023-01-01", "to": "2023-12-31"},
    "signing": {**AGREEMENT["signing"], "date": "2022-12-14"},
    "published": "2024-06-20",
}


def of_2023(text: Update) -> Update:
    return text.model_copy(update={"agreement": "2023", "path": text.path.replace("2024", "2023", 1)})


def test_what_comes_with_an_earlier_year_lies_in_archives_of_its_own_at_once() -> None:
    news = list(daily("2024-01-02", 55))
    old = [of_2023(update("2023-05-01-gammalt")), of_2023(update("2024-02-01-efterat"))]
    agreements = [UNTOLD, LOADED]
    before = written(site(*news, agreements=[UNTOLD]), "2024-06-20")
    after = written(site(*news, *old, agreements=agreements), "2024-06-20")
    assert after.keys() - before.keys() == {
        "rss-2022-2023-1.xml",
        "rss-2023-2023-1.xml",
        "rss-2024-2023-1.xml",
    }
    assert ids(after["rss-2024-2023-1.xml"]) == ["2023/nyheter/2024-02-01-efterat"]
    assert all(after[path] == before[path] for path in before if path != "rss.xml")
    assert ids(after["rss.xml"])[0] == "2023/finns-har"
    assert set(chain(after)) == after.keys()


def test_a_text_that_is_dated_a_few_days_back_changes_no_archive() -> None:
    news = list(daily("2024-01-02", 49))
    for day, back in (("2024-02-20", 1), ("2024-02-22", 3), ("2024-02-25", 3)):
        dated = dt.date.fromisoformat(day) - dt.timedelta(days=back)
        known = written(content(*news), day)
        late = update(f"{dated}-a-dagar-bakat")
        files = written(content(*news, late), day)
        assert all(files[path] == raw for path, raw in known.items() if path != "rss.xml"), day
        found = {name for path in chain(files) for name in ids(files[path])}
        assert f"2024/nyheter/{dated}-a-dagar-bakat" in found
        news.append(late)


def test_old_texts_of_a_promise_in_force_push_nothing_new_out_of_every_document() -> None:
    own = list(daily("2024-02-01", 28))
    running = {
        **LOADED,
        "id": "2022-2026",
        "period": {"from": "2022-01-01", "to": "2026-12-31"},
        "published": "2024-03-01",
    }
    old = [
        one.model_copy(update={"agreement": "2022-2026", "path": one.path.replace("2024", "2022-2026", 1)})
        for one in daily("2022-01-01", 215)
    ]
    shown = site(*own, *old, agreements=[UNTOLD, running])
    files = written(shown, "2024-03-01")
    assert len(ids(files["rss.xml"])) == MOST
    everything = {name for path in chain(files) for name in ids(files[path])}
    assert len(everything) == len(published(shown, dt.date(2024, 3, 1)).events)
    assert {f"2024/nyheter/{text.id}" for text in own} <= set(ids(files["rss.xml"]))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_pushed_a_weekly_reader_meets_it_once_and_no_archive_changes(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a seed gives the same pushes on every run
    texts: list[Update] = []
    agreements: list[dict[str, Any]] = [{**UNTOLD, "period": {"from": "2024-01-01", "to": "2025-12-31"}}]
    met: set[str] = set()
    made: dict[str, frozenset[str]] = {}
    for number in range(500):
        day = dt.date(2024, 1, 8) + dt.timedelta(days=number)
        for _ in range(chance.choice([0, 0, 0, 1, 1, 2, chance.randrange(30)])):
            dated = day - dt.timedelta(days=chance.randrange(4))
            texts.append(update(f"{dated}-{len(texts)}-nytt", published=str(dated)))
        if chance.random() < 0.05 and texts:
            place = chance.randrange(len(texts))
            reason = Withdrawal.model_validate({"date": str(day), "reason": "Fel."})
            texts[place] = texts[place].model_copy(update={"withdrawn": texts[place].withdrawn or reason})
        if number == 200:
            agreements.append({**LOADED, "published": str(day)})
            texts += [of_2023(one) for one in daily("2023-03-01", 60)]
        if number % 7:
            continue
        shown = published(site(*texts, agreements=agreements), day)
        archives = {
            one.name: frozenset(event.identity for event in one.events) for one in shown.feed.archives
        }
        held = {event.identity for event in shown.feed.events}
        assert made.items() <= archives.items()
        assert held.union(*archives.values()) == {event.identity for event in shown.events}
        made, met = archives, met | held
        assert met >= {event.identity for event in shown.events if not event.is_from_before}
