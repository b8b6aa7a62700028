"""Site -> small pages at former addresses that lead on to where a text lies now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften import addresses
from loften.rendering import render
from loften.site import Site, public


def redirects(site: Site, today: dt.date) -> Iterator[tuple[str, bytes]]:
    """One page for each former address of a public record, promise or focus area."""
    visible = public(site, today)
    moved: list[tuple[tuple[str, ...], str, str]] = [
        (record.former_addresses, addresses.of_record(record), record.title)
        for record in (*visible.measures, *visible.updates, *visible.follow_ups, *visible.pages)
    ]
    for agreement in visible.agreements:
        for promise in agreement.promises:
            where = addresses.of_promise(agreement, promise)
            moved.append((promise.former_addresses, where, promise.title))
        for area in agreement.focus_areas:
            where = addresses.of_focus_area(agreement, area)
            moved.append((area.former_addresses, where, area.title))
    for former_addresses, address, title in moved:
        for former in former_addresses:
            target = addresses.relative(f"{former}/", address)
            canonical = addresses.absolute(site.settings, address)
            html = render("redirect", {"target": target, "canonical": canonical, "title": title})
            yield f"{former}/index.html", html.encode()
