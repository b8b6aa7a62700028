"""Published -> the RSS feed, through feedgen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from feedgen.feed import FeedGenerator

from loften.catalogue import addresses
from loften.deriving.events import Event
from loften.deriving.published import Published
from loften.words.happenings import IS_WITHDRAWN, about_feed, withdrawn_title
from loften.writing.rendering import render, values

LENGTH = 50
"""Items in the feed; older events stay on their pages."""
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def feed(published: Published) -> Iterator[tuple[str, bytes]]:
    """`rss.xml`: the newest events, newest first, each with its full text."""
    settings = published.site.settings
    generator = FeedGenerator()
    generator.title(settings.site_name)
    generator.description(about_feed(published.site.promises_file.municipality))
    generator.language("sv")
    # feedgen takes the last link as the channel's, so the feed's own address goes first
    generator.link(href=addresses.absolute(settings, addresses.FEED), rel="self", type="application/rss+xml")
    generator.link(href=settings.site_address, rel="alternate")
    generator.generator("Medborgarlöften")
    midnight = dt.datetime.combine(published.today, dt.time())
    newest = published.events[0].published if published.events else midnight
    generator.lastBuildDate(newest.replace(tzinfo=STOCKHOLM))
    for event in published.events[:LENGTH]:
        _add_item(generator, published, event)
    yield addresses.FEED, generator.rss_str(pretty=True)


def _add_item(generator: FeedGenerator, published: Published, event: Event) -> None:
    settings = published.site.settings
    item = generator.add_entry(order="append")
    item.title(withdrawn_title(event.title) if event.withdrawn else event.title)
    item.link(href=addresses.absolute(settings, event.address))
    item.guid(addresses.feed_id(settings, event.identity), permalink=False)
    item.pubDate(event.published.replace(tzinfo=STOCKHOLM))
    for subject in event.agreement.subjects:
        if subject.key in event.subjects:
            item.category(term=subject.title)

    def link(address: str) -> str:
        return addresses.absolute(settings, address)

    item.description(IS_WITHDRAWN if event.withdrawn else event.summary)
    context = values(published, event.address, link, site_address=settings.site_address)
    item.content(render("feed_item", {**context, "event": event}))
