"""Site -> the RSS feed, through feedgen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from feedgen.feed import FeedGenerator

from loften import addresses
from loften.book import address_book
from loften.events import Event
from loften.links import AddressBook
from loften.rendering import render, values
from loften.site import Site, public
from loften.view import View, view

LENGTH = 50
"""Items in the feed; older events stay on their pages."""
STOCKHOLM = ZoneInfo("Europe/Stockholm")


def feed(site: Site, today: dt.date) -> Iterator[tuple[str, bytes]]:
    """`rss.xml`: the newest events up to `today`, newest first, each with its full text."""
    seen = view(public(site, today), today)
    book = address_book(site, today)
    settings = site.settings
    generator = FeedGenerator()
    generator.title(settings.site_name)
    municipality = site.promises_file.municipality
    told = f"Nya åtgärder, nyheter och uppföljningar om medborgarlöftena. {municipality.name}."
    generator.description(" ".join(filter(None, (told, municipality.example_notice))))
    generator.language("sv")
    # feedgen takes the last link as the channel's, so the feed's own address goes first
    generator.link(href=addresses.absolute(settings, addresses.FEED), rel="self", type="application/rss+xml")
    generator.link(href=settings.site_address, rel="alternate")
    generator.generator("Medborgarlöften")
    newest = seen.events[0].published if seen.events else dt.datetime.combine(today, dt.time())
    generator.lastBuildDate(newest.replace(tzinfo=STOCKHOLM))
    for event in seen.events[:LENGTH]:
        _add_item(generator, seen, event, book)
    yield addresses.FEED, generator.rss_str(pretty=True)


def _add_item(generator: FeedGenerator, seen: View, event: Event, book: AddressBook) -> None:
    settings = seen.site.settings
    item = generator.add_entry(order="append")
    item.title(f"Tillbakadragen: {event.title}" if event.withdrawn_on else event.title)
    item.link(href=addresses.absolute(settings, event.address))
    item.guid(addresses.feed_id(settings, event.identity), permalink=False)
    item.pubDate(event.published.replace(tzinfo=STOCKHOLM))
    for promise in event.agreement.promises:
        if promise.id in event.promises:
            item.category(term=promise.title)
    for area in event.agreement.focus_areas:
        if area.id in event.focus_areas:
            item.category(term=area.title)

    def link(address: str) -> str:
        return addresses.absolute(settings, address)

    item.description("Texten är tillbakadragen." if event.withdrawn_on else event.summary)
    context = values(seen, event.address, link, book, site_address=settings.site_address)
    item.content(render("feed_item", {**context, "event": event}))
