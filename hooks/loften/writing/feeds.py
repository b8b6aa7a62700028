"""Published -> the RSS feed and its archives, through feedgen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from loften.catalogue import addresses
from loften.deriving.archives import Archive
from loften.deriving.events import Event
from loften.deriving.published import Published
from loften.words.happenings import IS_WITHDRAWN, about_feed, withdrawn_title
from loften.writing.rendering import render, values

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_ATOM = "{http://www.w3.org/2005/Atom}"
_HISTORY = "http://purl.org/syndication/history/1.0"


def feed(published: Published) -> Iterator[tuple[str, bytes]]:
    """`rss.xml` with the newest events, and its archives; newest first in each, each with its full text."""
    archives = published.feed.archives
    newest = _address(archives[-1]) if archives else None
    yield addresses.FEED, _written(published, addresses.FEED, published.feed.events, before=newest)
    for number, archive in enumerate(archives):
        before = _address(archives[number - 1]) if number else None
        yield _address(archive), _written(published, _address(archive), archive.events, before, archive.year)


def _address(archive: Archive) -> str:
    return addresses.of_archive(addresses.FEED, archive.name)


def _written(
    published: Published, address: str, events: Sequence[Event], before: str | None, year: int | None = None
) -> bytes:
    """One feed document; `year` is set for an archive, and `before` the address of the archive before it."""
    settings = published.site.settings
    generator = FeedGenerator()
    generator.title(f"{settings.site_name}, {year}" if year else settings.site_name)
    generator.description(about_feed(published.site.promises_file.municipality, year))
    generator.language("sv")
    # feedgen takes the last link as the channel's, so the feed's own address goes first
    generator.link(href=addresses.absolute(settings, address), rel="self", type="application/rss+xml")
    generator.link(href=settings.site_address, rel="alternate")
    generator.generator("Medborgarlöften")
    generator.register_extension("history", _History)
    if before:
        generator.history.links["prev-archive"] = addresses.absolute(settings, before)
    if year:
        generator.history.links["current"] = addresses.absolute(settings, addresses.FEED)
        generator.history.is_archive = True
    midnight = dt.datetime.combine(published.today, dt.time())
    newest = _dated(events[0], published.today) if events else midnight
    generator.lastBuildDate(newest.replace(tzinfo=STOCKHOLM))
    for event in events:
        _add_item(generator.add_entry(order="append"), published, event)
    written: bytes = generator.rss_str(pretty=True)
    return written


class _History(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Paging and archives of a feed (RFC 5005, sections 3 and 4)."""

    def __init__(self) -> None:
        self.links: dict[str, str] = {}
        self.is_archive = False

    def extend_ns(self) -> dict[str, str]:
        return {"fh": _HISTORY}

    def extend_rss(self, feed: Any) -> Any:
        channel = feed[0]
        for rel, href in self.links.items():
            etree.SubElement(channel, f"{_ATOM}link", rel=rel, href=href)
        if self.is_archive:
            etree.SubElement(channel, f"{{{_HISTORY}}}archive")
        return feed


def _dated(event: Event, today: dt.date) -> dt.datetime:
    """When an event is said to have come out: never a minute that the first build of its day cannot know."""
    return dt.datetime.combine(today, dt.time()) if event.published.date() == today else event.published


def _add_item(item: FeedEntry, published: Published, event: Event) -> None:
    settings = published.site.settings
    item.title(withdrawn_title(event.title) if event.withdrawn else event.title)
    item.link(href=addresses.absolute(settings, event.address))
    item.guid(addresses.feed_id(settings, event.identity), permalink=False)
    item.pubDate(_dated(event, published.today).replace(tzinfo=STOCKHOLM))
    for subject in event.agreement.subjects:
        if subject.key in event.subjects:
            item.category(term=subject.title)

    def link(address: str) -> str:
        return addresses.absolute(settings, address)

    item.description(IS_WITHDRAWN if event.withdrawn else event.summary)
    context = values(published, event.address, link, site_address=settings.site_address)
    item.content(render("feed_item", {**context, "event": event}))
