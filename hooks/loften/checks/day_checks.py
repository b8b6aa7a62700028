"""Rules on days: spans run forwards, lie within their agreement, and nothing has happened before its time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from loften.checks.references import PROMISES, measures_by_id, problem_at, reporting, reports
from loften.events import happened_on
from loften.model import Agreement, FileRecord, FollowUp, Measure, Update
from loften.problems import Problem
from loften.site import Site
from loften.vocabulary import UpdateKind


def check_spans(site: Site, today: dt.date) -> Iterator[Problem]:
    """A span does not end before it starts."""
    for span in _spans(site):
        if span.start and span.end and span.end < span.start:
            message = (
                f"{span.last} {span.end} ligger före {span.first} {span.start} – rätta den dag som är fel"
            )
            yield problem_at(site, span.path, *span.location, span.last, message=message)


@dataclass(frozen=True, kw_only=True)
class _Span:
    """Two days in a file, with the names that they have there."""

    agreement: Agreement
    path: str
    location: tuple[str | int, ...] = ()
    first: str = "from"
    last: str = "to"
    start: dt.date | None
    end: dt.date | None


def _spans(site: Site) -> Iterator[_Span]:
    for index, agreement in enumerate(site.agreements):
        yield _Span(
            agreement=agreement,
            path=PROMISES,
            location=("agreements", index, "period"),
            start=agreement.period.start,
            end=agreement.period.end,
        )
    for measure in site.measures:
        yield _Span(
            agreement=site.agreement(measure.agreement),
            path=measure.path,
            first="start",
            last="end",
            start=measure.start,
            end=measure.end,
        )
    for follow_up in site.follow_ups:
        yield _Span(
            agreement=site.agreement(follow_up.agreement),
            path=follow_up.path,
            location=("covers",),
            start=follow_up.covers.start,
            end=follow_up.covers.end,
        )
    for record, index, report in reports(site):
        if report.outcome:
            yield _Span(
                agreement=site.agreement(record.agreement),
                path=record.path,
                location=("measures", index, "outcome"),
                start=report.outcome.start,
                end=report.outcome.end,
            )


def check_period_of_agreement(site: Site, today: dt.date) -> Iterator[Problem]:
    """The days of measures, follow-ups and outcomes lie in the agreement's period."""
    for span in _spans(site):
        period = span.agreement.period
        for key, day in ((span.first, span.start), (span.last, span.end)):
            if day and not period.covers(day) and _runs_forwards(span.agreement):
                message = (
                    f"{key} {day} ligger utanför löftets period, {period.start} till {period.end} – "
                    "rätta dagen"
                )
                yield problem_at(site, span.path, *span.location, key, message=message)


def _runs_forwards(agreement: Agreement) -> bool:
    """Whether the period can be held against other days; one that cannot is told of by itself."""
    return agreement.period.start <= agreement.period.end


def check_signing(site: Site, today: dt.date) -> Iterator[Problem]:
    """An agreement is signed before its period is over; signing after it has begun is fine."""
    for index, agreement in enumerate(site.agreements):
        if agreement.signing.date > agreement.period.end and _runs_forwards(agreement):
            message = (
                f"date {agreement.signing.date} ligger efter löftets sista dag, {agreement.period.end} – "
                "rätta dagen för undertecknandet eller perioden"
            )
            yield problem_at(site, PROMISES, "agreements", index, "signing", "date", message=message)


def check_signed_measures(site: Site, today: dt.date) -> Iterator[Problem]:
    """A measure in the signed document was published the day the document was signed."""
    for measure in site.measures:
        signed_on = site.agreement(measure.agreement).signing.date
        if measure.is_in_signed_document and measure.published.date() != signed_on:
            message = (
                f"published {measure.published.date()} är inte dagen då löftet undertecknades – skriv "
                f"{signed_on}, eller ta bort raden signed om åtgärden inte står i det undertecknade "
                "dokumentet"
            )
            yield problem_at(site, measure.path, "published", message=message)


def check_publishing_order(site: Site, today: dt.date) -> Iterator[Problem]:
    """A text is not published before the measure or text it speaks of, which would still be held back then.

    Held against each other are the days of publication and never today's, so that an error is told at once
    and the mere passing of time makes none.
    """
    measures = measures_by_id(site)
    for record, index, report in reports(site):
        measure = measures.get((record.agreement, report.measure))
        if measure and record.published.date() < measure.published.date():
            what = f'åtgärden "{measure.id}"'
            message = _published_too_early(record, what, measure)
            yield problem_at(site, record.path, "measures", index, "measure", message=message)
    texts = _by_path(site)
    for update in site.updates:
        corrected = texts.get(f"content/{update.corrects}.md")
        if corrected and update.published.date() < corrected.published.date():
            message = _published_too_early(update, "texten som rättas", corrected)
            yield problem_at(site, update.path, "corrects", message=message)


def _by_path(site: Site) -> dict[str, Measure | Update | FollowUp]:
    records: tuple[Measure | Update | FollowUp, ...] = (*site.measures, *site.updates, *site.follow_ups)
    return {record.path: record for record in records}


def _published_too_early(record: Update | FollowUp, what: str, referred: Measure | Update | FollowUp) -> str:
    day = referred.published.date()
    return (
        f"{what} är inte offentlig förrän {day}, men den här texten publiceras {record.published.date()} – "
        f"skriv {day} eller en senare dag i published"
    )


def check_dated_after_measure(site: Site, today: dt.date) -> Iterator[Problem]:
    """Nothing is reported of a measure on a day before it was published."""
    measures = measures_by_id(site)
    for record, _, report in reports(site):
        measure = measures.get((record.agreement, report.measure))
        if measure is None or record.date is None:
            continue
        published = measure.published.date()
        # A text that is itself published before the measure is told of by check_publishing_order.
        if record.date < published <= record.published.date():
            message = (
                f'date {record.date} ligger före dagen då åtgärden "{measure.id}" publicerades, {published} '
                "– rätta dagen eller ta bort åtgärden ur listan"
            )
            yield problem_at(site, record.path, "date", message=message)


def check_dated_before_published(site: Site, today: dt.date) -> Iterator[Problem]:
    """What is reported had happened when it was published; an update that reports nothing may look ahead."""
    for record in reporting(site):
        published = record.published.date()
        looks_back = isinstance(record, FollowUp) or any(r.status or r.outcome for r in record.measures)
        if looks_back and happened_on(record) > published:
            message = (
                f"date {record.date} ligger efter published {published}, men texten berättar om något som "
                "har hänt – rätta den dag som är fel"
            )
            yield problem_at(site, record.path, "date", message=message)


def check_covered_days_are_over(site: Site, today: dt.date) -> Iterator[Problem]:
    """A follow-up is published when the days that it covers are over, the last of them at the earliest."""
    for follow_up in site.follow_ups:
        published, covers = follow_up.published.date(), follow_up.covers
        if covers.start <= covers.end and published < covers.end:
            message = (
                f"published {published} ligger före covers to {covers.end} – uppföljningen kan inte se "
                "tillbaka på dagar som inte har varit"
            )
            yield problem_at(site, follow_up.path, "published", message=message)


def check_meetings(site: Site, today: dt.date) -> Iterator[Problem]:
    """The working group meets once the covered days have begun, then reports; both before publication."""
    for follow_up in site.follow_ups:
        days = {
            "covers from": follow_up.covers.start,
            "met": follow_up.met,
            "reported": follow_up.reported,
            "published": follow_up.published.date(),
        }
        for first, key in (("covers from", "met"), ("met", "reported")):
            earliest, day = days[first], days[key]
            if earliest and day and day < earliest:
                message = f"{key} {day} ligger före {first} {earliest} – rätta den dag som är fel"
                yield problem_at(site, follow_up.path, key, message=message)
        for key in ("met", "reported"):
            latest, day = days["published"], days[key]
            if latest and day and day > latest:
                message = f"{key} {day} ligger efter published {latest} – rätta den dag som är fel"
                yield problem_at(site, follow_up.path, key, message=message)


def check_amendments(site: Site, today: dt.date) -> Iterator[Problem]:
    """An agreement is amended on the day it was signed or later."""
    for update in site.updates:
        signed_on = site.agreement(update.agreement).signing.date
        if update.kind is UpdateKind.AMENDMENT and happened_on(update) < signed_on:
            key = "date" if update.date else "published"
            message = (
                f"{key} {happened_on(update)} ligger före dagen då löftet undertecknades, {signed_on} – "
                "ett löfte kan inte ändras innan det finns"
            )
            yield problem_at(site, update.path, key, message=message)


def check_withdrawals(site: Site, today: dt.date) -> Iterator[Problem]:
    """A text is withdrawn on the day it was published or later."""
    for records in (site.measures, site.updates, site.follow_ups):
        for record in records:
            published = record.published.date()
            if record.withdrawn and record.withdrawn.date < published:
                message = (
                    f"date {record.withdrawn.date} ligger före published {published} – en text kan inte dras "
                    "tillbaka innan den finns"
                )
                yield problem_at(site, record.path, "withdrawn", "date", message=message)


def check_withdrawals_have_come(site: Site, today: dt.date) -> Iterator[Problem]:
    """No text is withdrawn on a day ahead: it would say that already. An error that only time mends."""
    records: tuple[FileRecord, ...] = (*site.measures, *site.updates, *site.follow_ups, *site.pages)
    for record in records:
        if record.withdrawn and record.withdrawn.date > today:
            message = (
                f"date {record.withdrawn.date} har inte varit än, men texten dras tillbaka så fort det här "
                "publiceras – skriv den dagen"
            )
            yield problem_at(site, record.path, "withdrawn", "date", message=message)
