"""Which events a feed holds, and which lie in its archives (RFC 5005, section 4).

An archive that has been read once need not be read again: it changes only when one of its own events is
corrected, withdrawn or erased, or when one is loaded late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from loften.deriving.events import Event

NEWEST = 50
"""So many events are in the feed in any case, and so many at most in an archive."""
DAYS = 30
"""All that could first be read in so many days is there too: a weekly reader meets every event."""
MOST = 200
"""More than this is not in the feed, however much there is; the rest is in the archives at once."""


@dataclass(frozen=True, kw_only=True)
class Archive:
    """A part of a year's events, newest first; `number` is its place in the year, from 1."""

    year: int
    number: int
    events: tuple[Event, ...]


def current(events: Sequence[Event], today: dt.date) -> tuple[Event, ...]:
    """The events that the feed holds, of those given newest first, in the same order.

    An earlier year that is loaded is one event, and what it holds lies in the archives.
    """
    found = [event for event in events if not event.is_from_before]
    since = today - dt.timedelta(days=DAYS)
    held = [event for number, event in enumerate(found) if number < NEWEST or event.shown_on > since]
    if len(held) <= MOST:
        return tuple(held)
    latest = sorted(held, key=lambda event: (event.shown_on, event.published), reverse=True)[:MOST]
    kept = {event.identity for event in latest}
    return tuple(event for event in held if event.identity in kept)


def archives(events: Sequence[Event], today: dt.date) -> tuple[Archive, ...]:
    """The archives of the events, given newest first: oldest first, each of one year.

    A year's events are cut into parts, beginning with the oldest. A part is made once it is full or its year
    is over, so that nothing is added to it later; by then whatever has left the feed is in one.
    """
    years: dict[int, list[Event]] = {}
    for event in reversed(events):
        years.setdefault(event.published.year, []).append(event)
    return tuple(
        Archive(year=year, number=start // NEWEST + 1, events=tuple(reversed(part)))
        for year, found in sorted(years.items())
        for start in range(0, len(found), NEWEST)
        if len(part := found[start : start + NEWEST]) == NEWEST or year < today.year
    )
