"""What follows from a change of the content, though nobody has written it in any file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften import addresses, cadence, swedish, targets
from loften.history.differences import NAMES
from loften.history.succession import by_address
from loften.model import Agreement, FocusArea, Promise
from loften.site import Site
from loften.timelines import Timeline, judgements, timelines


def consequences(before: Site, after: Site, today: dt.date) -> Iterator[str]:
    """One line in Swedish for each status, outcome, silence and assessment that becomes another.

    Both sites are what is public on `today`. Measures come first, then each agreement's periods, then its
    promises and focus areas; a text that is new counts as unreported before.
    """
    yield from _measures(before, after, today)
    for agreement in after.agreements:
        yield from _silence(before, after, agreement, today)
    for agreement in after.agreements:
        for promise in agreement.promises:
            yield from _assessment(before, after, agreement, promise)
        for area in agreement.focus_areas:
            yield from _assessment(before, after, agreement, area)


def _measures(before: Site, after: Site, today: dt.date) -> Iterator[str]:
    now = by_address(after)
    was: dict[str, Timeline] = {}
    for timeline in timelines(before, today).values():
        heir = now.get(addresses.of_record(timeline.measure).rstrip("/"))
        if heir is not None:
            was[heir.path] = timeline
    for timeline in timelines(after, today).values():
        measure, old = timeline.measure, was.get(timeline.measure.path)
        agreement = after.agreement(measure.agreement)
        old_standing = swedish.label(old.standing) if old else "ej rapporterad"
        if swedish.label(timeline.standing) != old_standing:
            yield f"Åtgärden ”{measure.title}”, status: {old_standing} → {swedish.label(timeline.standing)}"
        outcome = targets.sentence(agreement, timeline, today)
        if outcome != (targets.sentence(agreement, old, today) if old else None):
            yield f"Åtgärden ”{measure.title}”, utfall: {outcome or 'inget'}"


def _silence(before: Site, after: Site, agreement: Agreement, today: dt.date) -> Iterator[str]:
    def silent(site: Site) -> dict[tuple[dt.date, dt.date], str]:
        periods = (
            period
            for known in site.agreements
            if known.id == agreement.id
            for period in cadence.unpublished_periods(site, known, today)
        )
        return {(period.start, period.end): period.name for period in periods}

    old, new = silent(before), silent(after)
    for days, name in old.items():
        if days not in new:
            yield (f"{agreement.title}: webbplatsen säger inte längre att uppföljning saknas för {name}")
    for days, name in new.items():
        if days not in old:
            yield f"{agreement.title}: webbplatsen säger att ingen uppföljning är publicerad här för {name}"


def _assessment(
    before: Site, after: Site, agreement: Agreement, subject: Promise | FocusArea
) -> Iterator[str]:
    old, new = _last_assessment(before, agreement, subject), _last_assessment(after, agreement, subject)
    if old != new:
        noun = "Löftet" if isinstance(subject, Promise) else "Fokusområdet"
        yield f"{noun} ”{subject.title}”, {NAMES['assessment']}: {old} → {new}"


def _last_assessment(site: Site, agreement: Agreement, subject: Promise | FocusArea) -> str:
    found = judgements(site, agreement, subject)
    return swedish.label(found[-1].entry.assessment) if found else "ingen"
