"""Which events a feed holds, and which lie in its archives (RFC 5005, section 4).

An archive that has been read once need not be read again: it changes only when one of its own events is
corrected, withdrawn or erased, or when one is loaded late.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from loften.deriving.events import Event
from loften.records.site import DAYS_IN_REVIEW

NEWEST = 50
"""So many events are in the feed in any case, and so many at most in an archive."""
DAYS = 30
"""All that could first be read in so many days is there too: a weekly reader meets every event."""
MOST = 200
"""More than this is not in the feed, however much there is; the rest is in the archives at once."""


@dataclass(frozen=True, kw_only=True)
class Archive:
    """A part of a year's events, newest first.

    `name` is what sets it apart from others in an address: `2031-1`, or `2019-2019-1` for what came with the
    earlier year 2019. `made` is the day from which it stands.
    """

    name: str
    year: int
    made: dt.date
    events: tuple[Event, ...]


@dataclass(frozen=True, kw_only=True)
class Feed:
    """The events that the feed holds, newest first, and its archives, the first that was made first."""

    events: tuple[Event, ...]
    archives: tuple[Archive, ...]


def feed_of(events: Sequence[Event], today: dt.date) -> Feed:
    """What of these events, newest first, the feed holds, and what lies in its archives.

    An earlier year that is loaded is one event, and what came with it lies in archives of its own. A year's
    other events are cut into parts, beginning with the oldest. A part is made when nothing more can come
    between its events, and until then they are in the feed; so an archive that is made stays as it is.
    """
    own = [event for event in events if not event.is_from_before]
    parts = tuple(_parts(own))
    settled = [part for part in parts if part.made <= today]
    archived = {event.identity for part in settled for event in part.events}
    since = today - dt.timedelta(days=DAYS)
    held = [
        event
        for number, event in enumerate(own)
        if number < NEWEST or event.shown_on > since or event.identity not in archived
    ]
    if len(held) > MOST:
        latest = sorted(
            held,
            key=lambda event: (event.identity not in archived, *_nearness(event)),
            reverse=True,
        )
        kept = {event.identity for event in latest[:MOST]}
        held = [event for event in held if event.identity in kept]
        left = {event.identity for event in latest[MOST:]} - archived
        settled = [part for part in parts if part in settled or not left.isdisjoint(_ids(part))]
    archives = sorted((*settled, *_loaded(events)), key=lambda archive: (archive.made, archive.name))
    return Feed(events=tuple(held), archives=tuple(archives))


def _nearness(event: Event) -> tuple[bool, dt.date, dt.datetime]:
    """The order of events that there is no room for all of: those of their own day come before the loaded."""
    return event.shown_on == event.published.date(), event.shown_on, event.published


def _ids(archive: Archive) -> frozenset[str]:
    return frozenset(event.identity for event in archive.events)


def _parts(events: Sequence[Event]) -> Iterator[Archive]:
    """The parts of each year, also those that are not made yet.

    What came here later than on its own day stands where it came. A full part is made some days after its
    last event, since a text may be published a few days back; the last of a year as many days after its end.
    """
    oldest_first = events[::-1]
    ordered = sorted(oldest_first, key=lambda event: event.shown_on)
    for year, number, part in _cut(ordered, lambda event: event.shown_on.year):
        last = part[-1].shown_on if len(part) == NEWEST else dt.date(year, 12, 31)
        made = last + dt.timedelta(days=DAYS_IN_REVIEW + 1)
        part.reverse()
        newest_first = sorted(part, key=lambda event: event.published, reverse=True)
        yield Archive(name=f"{year}-{number}", year=year, made=made, events=tuple(newest_first))


def _loaded(events: Sequence[Event]) -> Iterator[Archive]:
    """The parts of what came with each earlier year, made on the day when it came."""
    came = {event.agreement.id: event.agreement for event in events if event.is_from_before}
    for agreement in came.values():
        own = [event for event in events if event.is_from_before and event.agreement.id == agreement.id]
        made = agreement.published or dt.date.min
        for year, number, part in _cut(own[::-1], lambda event: event.published.year):
            name = f"{year}-{agreement.id}-{number}"
            yield Archive(name=name, year=year, made=made, events=tuple(reversed(part)))


def _cut(events: Iterable[Event], year_of: Callable[[Event], int]) -> Iterator[tuple[int, int, list[Event]]]:
    """The events in parts, in the given order: each with its year, the oldest first, and its number there."""
    years: dict[int, list[Event]] = {}
    for event in events:
        years.setdefault(year_of(event), []).append(event)
    for year, found in sorted(years.items()):
        for start in range(0, len(found), NEWEST):
            yield year, start // NEWEST + 1, found[start : start + NEWEST]
