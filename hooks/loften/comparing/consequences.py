"""What follows from a change of the content, though nobody has written it in any file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.catalogue import addresses
from loften.catalogue.entries import catalogue
from loften.deriving import cadence, targets
from loften.deriving.timelines import Timeline, judgements, timelines
from loften.records.agreements import Agreement, Subject
from loften.records.record import fields
from loften.records.shared import PromiseAssessment
from loften.records.site import Site
from loften.records.vocabulary import Standing
from loften.words import dates, grammar, labels, nouns


def consequences(before: Site, after: Site, today: dt.date) -> Iterator[str]:
    """One line in Swedish for each status, outcome, last day, silence and assessment that becomes another.

    Both sites are what is public on `today`. Measures come first, then each agreement's periods, then its
    promises and focus areas; a text that is new counts as unreported before.
    """
    yield from _measures(before, after, today)
    for agreement in after.agreements:
        yield from _last_day(before, after, agreement)
        yield from _silence(before, after, agreement, today)
    for agreement in after.agreements:
        for subject in agreement.subjects:
            yield from _assessment(before, after, agreement, subject)


def _measures(before: Site, after: Site, today: dt.date) -> Iterator[str]:
    now = catalogue(after).by_address
    was: dict[str, Timeline] = {}
    for timeline in timelines(before, today).values():
        heir = now.get(addresses.of_record(timeline.measure))
        if heir is not None:
            was[heir.path] = timeline
    for timeline in timelines(after, today).values():
        measure, old = timeline.measure, was.get(timeline.measure.path)
        agreement = after.agreement(measure.agreement)
        old_standing = labels.label(old.standing) if old else labels.label(Standing.NOT_REPORTED)
        if labels.label(timeline.standing) != old_standing:
            yield f"Åtgärden ”{measure.title}”, status: {old_standing} → {labels.label(timeline.standing)}"
        outcome = targets.outcome_sentence(agreement, timeline, today)
        if outcome != (targets.outcome_sentence(agreement, old, today) if old else None):
            yield f"Åtgärden ”{measure.title}”, utfall: {outcome or 'inget'}"


def _last_day(before: Site, after: Site, agreement: Agreement) -> Iterator[str]:
    """The last day on which an agreement holds, where another one replaces it or does so no longer."""
    known = next((one for one in before.agreements if one.id == agreement.id), None)
    if known is None or known.period.end != agreement.period.end:
        return
    day = cadence.last_day(after, agreement)
    if day != cadence.last_day(before, known):
        yield f"{agreement.title}: gäller till och med {dates.day(day)}"


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


def _assessment(before: Site, after: Site, agreement: Agreement, subject: Subject) -> Iterator[str]:
    old, new = _last_assessment(before, agreement, subject), _last_assessment(after, agreement, subject)
    if old != new:
        noun = grammar.sentence_case(nouns.the(subject))
        label = fields(PromiseAssessment)["assessment"].label
        yield f"{noun} ”{subject.title}”, {label}: {old} → {new}"


def _last_assessment(site: Site, agreement: Agreement, subject: Subject) -> str:
    found = judgements(site, agreement, subject)
    return labels.label(found[-1].entry.assessment) if found else "ingen"
