"""The day on which a page last changed: its own words, or what is derived on it.

What is not known is left out. A signed measure carries the day of its signing, and an agreement the day when
it was signed, but their summaries were written later, on a day that no file tells; so those days say nothing.
From the first line under `changes`, or the first text that is published about it, the day is known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from loften.catalogue import addresses
from loften.catalogue.entries import Entry
from loften.deriving import cadence, responsibility
from loften.deriving.agenda import ahead, gone_on, looks_ahead
from loften.deriving.events import Event, EventKind
from loften.deriving.history import days_of
from loften.deriving.published import RECENT_DAYS, Published
from loften.deriving.silences import silences
from loften.deriving.timelines import Timeline
from loften.records.agreements import Agreement, Subject
from loften.records.promises_file import Party, Place
from loften.records.record import Record
from loften.records.remembered import Renamable
from loften.records.texts import (
    Dated,
    FileRecord,
    FollowUp,
    Measure,
    Reporting,
    TextPage,
    Update,
    WordForWord,
)

_NEXT_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class _Days:
    """The days on which a page, or a part of it, changed.

    `told` are those on which somebody published something; `passed` those on which a span began or ended,
    though nobody wrote anything.
    """

    told: tuple[dt.date, ...] = ()
    passed: tuple[dt.date, ...] = ()

    def __add__(self, other: _Days) -> _Days:
        return _Days((*self.told, *other.told), (*self.passed, *other.passed))


def last_change(published: Published, entry: Entry) -> dt.date | None:
    """The newest day up to today on which the page is known to have changed; None where none is known."""
    if not entry.kind.is_indexed:
        return None
    days = _own(published, entry) + _shown(published, entry)
    # no page of an agreement is older than the day when that came here
    came = entry.agreement.published if entry.agreement else None
    told = (day for day in (*days.told, *filter(None, (came,))) if day <= published.today)
    newest = max(told, default=None)
    if newest is None:
        return None
    return max((day for day in days.passed if newest < day <= published.today), default=newest)


# --- what a page shows ------------------------------------------------------------------------------------


def _shown(published: Published, entry: Entry) -> _Days:
    """What the page shows besides its own words: as its template does."""
    match entry.record:
        case Agreement() as agreement:
            return _agreement(published, agreement)
        case Subject() as subject:
            return _subject(published, _home(entry), subject)
        case Measure() as measure:
            return _measure(published, _home(entry), measure)
        case Party() as party:
            return _party(published, _home(entry), party)
        case Place() as place:
            return _place(published, place)
        case Reporting() as text:
            return _dialogue(published, text)
        case WordForWord():
            return _texts(published.amendments_with_pieces(_home(entry)))
        case None if entry.agreement and entry.kind.name in _OF_AN_AGREEMENT:
            return _OF_AN_AGREEMENT[entry.kind.name](published, entry.agreement)
        case None if entry.kind.name in _OF_THE_SITE:
            return _OF_THE_SITE[entry.kind.name](published)
        case _:
            return _Days()


def _agreement(published: Published, agreement: Agreement) -> _Days:
    first: dict[str, dt.date] = {}
    for event in reversed(published.events_of(agreement)):
        for place in event.places:
            if isinstance(event.record, FileRecord) and not event.record.is_signed:
                first.setdefault(place, event.published.date())
    places = _Days(told=tuple(first.values()))
    return _cards(published, agreement) + _phases(published, (agreement,)) + places


def _subject(published: Published, agreement: Agreement, subject: Subject) -> _Days:
    found = [one for one in _measures(published, agreement) if subject.key in one.measure.subjects]
    events = published.events_about(agreement, subject)
    return _standings(found) + _silence(published, agreement) + _events(events)


def _measure(published: Published, agreement: Agreement, measure: Measure) -> _Days:
    timeline = published.timeline(measure)
    texts = (said.record for said in timeline.entries)
    return _texts(texts) + _passed([timeline]) + _silence(published, agreement)


def _party(published: Published, agreement: Agreement, party: Party) -> _Days:
    every = _measures(published, agreement)
    found = [one for one in every if party.id in responsibility.involved(published.site, one.measure)]
    return _standings(found) + _names(party)


def _place(published: Published, place: Place) -> _Days:
    every = (one for agreement in published.site.agreements for one in _measures(published, agreement))
    found = [one for one in every if place.id in published.places_at(one.measure)]
    return _standings(found) + _events(published.events_at(place)) + _names(place)


def _dialogue(published: Published, text: Reporting) -> _Days:
    """What others answer to its points, and the points that it answers."""
    answering: list[Reporting] = []
    if isinstance(text, Update):
        answering += (one.text for point in text.points for one in published.answers_to(text, point))
    answered = [published.answered_by(text, answer).update for answer in text.answers]
    return _texts((*answering, *answered)) + _words((*answering, *answered))


def _list_of_measures(published: Published, agreement: Agreement) -> _Days:
    found = _measures(published, agreement)
    return _standings(found) + _words(one.measure for one in found)


def _parties(published: Published, agreement: Agreement) -> _Days:
    return _standings(_measures(published, agreement))


def _news(published: Published, agreement: Agreement) -> _Days:
    return _events(published.news(agreement))


def _follow_ups(published: Published, agreement: Agreement) -> _Days:
    found = published.follow_ups(agreement)
    ended = tuple(period.end + _NEXT_DAY for period in cadence.cadence_periods(published.site, agreement))
    return _texts(found) + _words(found) + _ledger(published, agreement) + _Days(passed=ended)


def _results(published: Published, agreement: Agreement) -> _Days:
    reporting = (text for text in published.site.reporting if text.agreement == agreement.id)
    return (
        _texts(text for text in reporting if text.measures or text.assessments)
        + _standings(_measures(published, agreement))
        + _ledger(published, agreement)
        + _phases(published, (agreement,))
    )


def _start(published: Published) -> _Days:
    agreement, earlier = published.current, published.unfinished()
    phases = (agreement, *earlier, *published.coming())
    ledgers = [_ledger(published, one) for one in (agreement, *earlier)]
    return sum(
        ledgers,
        _cards(published, agreement)
        + _phases(published, phases)
        + _Days(passed=(agreement.period.start,))
        + _events(published.newest_events()),
    )


def _current(published: Published) -> _Days:
    recent = dt.timedelta(days=RECENT_DAYS)
    gone = (event.published.date() + recent for event in published.events)
    reached = (one.gone for one in ahead(published.site, published.timelines, dt.date.min))
    return _events(published.events) + _Days(passed=(*gone, *reached))


def _archive(published: Published) -> _Days:
    came = (agreement.published for agreement in published.site.agreements)
    return _phases(published, published.site.agreements) + _Days(told=tuple(filter(None, came)))


def _corrections(published: Published) -> _Days:
    return _texts(published.corrections()) + _words(published.corrections())


def _changes(published: Published) -> _Days:
    return _Days(told=tuple(line.day for line in published.every_change()))


def _glossary(published: Published) -> _Days:
    return _words(published.terms())


_OF_AN_AGREEMENT: Mapping[str, Callable[[Published, Agreement], _Days]] = {
    "measures": _list_of_measures,
    "news": _news,
    "follow_ups": _follow_ups,
    "results": _results,
    "parties": _parties,
}
_OF_THE_SITE: Mapping[str, Callable[[Published], _Days]] = {
    "start": _start,
    "current": _current,
    "archive": _archive,
    "corrections": _corrections,
    "changes": _changes,
    "glossary": _glossary,
}
"""The pages that show no record of their own, by the names of their kinds; of others the day is not known."""


# --- the parts of pages -----------------------------------------------------------------------------------


def _own(published: Published, entry: Entry) -> _Days:
    """The page's own text and introduction, and the lines that tell how its words have changed."""
    lines = published.history(entry.record, entry.title, entry.address)
    introduction = published.introduction(entry.address) if entry.kind.has_introduction else None
    texts = (text for text in (entry.record, introduction) if isinstance(text, FileRecord))
    return (
        _Days(told=tuple(line.day for line in lines))
        + _texts(texts)
        + _come((entry.record,))
        + _words((introduction,) if introduction else ())
        + _pieces(published, entry)
    )


def _pieces(published: Published, entry: Entry) -> _Days:
    """What the page repeats of the signed text, where a piece has been corrected or decided anew."""
    numbers = set(getattr(entry.record, "rests_on", ()))
    if not numbers or entry.agreement is None or entry.agreement.id not in published.site.signed_texts:
        return _Days()
    text = published.site.signed_texts[entry.agreement.id]
    told_by = (
        *published.corrections_of(addresses.of_record(text)),
        *published.amendments_with_pieces(entry.agreement),
    )
    return _texts(update for update in told_by if numbers.intersection(update.pieces))


def _texts(texts: Iterable[FileRecord]) -> _Days:
    """The days on which texts came out, were withdrawn and, as a page may say itself, were looked through."""
    return _Days(told=tuple(day for text in texts for day in _of_text(text)))


def _of_text(text: FileRecord) -> Iterator[dt.date]:
    if isinstance(text, Dated) and not text.is_signed:
        yield text.published.date()
    if isinstance(text, TextPage) and text.updated:
        yield text.updated
    if text.withdrawn:
        yield text.withdrawn.date


def _words(records: Iterable[Record]) -> _Days:
    """The days on which the words of records changed whose summaries the page repeats."""
    return _Days(told=tuple(day for record in records for day in days_of(record)))


def _events(events: Iterable[Event]) -> _Days:
    """A list of events; a signing is known by its day, but not when the page began to tell of it."""
    found = [event for event in events if event.kind is not EventKind.SIGNED]
    records = [event.record for event in found if event.record]
    began = (event.published.date() for event in found if event.kind is EventKind.SILENCE)
    shown = (event.shown_on for event in found if event.kind is not EventKind.SILENCE)
    return (
        _texts(record for record in records if isinstance(record, FileRecord))
        + _words(records)
        + _come(records)
        + _Days(told=tuple(shown), passed=tuple(began))
    )


def _come(records: Iterable[Record | None]) -> _Days:
    """The days on which what updates had looked ahead to was no longer to come."""
    found = (record for record in records if isinstance(record, Update) and looks_ahead(record))
    return _Days(passed=tuple(map(gone_on, found)))


def _cards(published: Published, agreement: Agreement) -> _Days:
    """The promises with how their measures stand, the focus areas, and what nobody has followed up."""
    found = _standings(_measures(published, agreement))
    return found + _words(agreement.subjects) + _silence(published, agreement)


def _standings(timelines: Iterable[Timeline]) -> _Days:
    """A list of measures and how they stand: reports of it, measures that came or went, and days passed."""
    found = list(timelines)
    reports = (said.record for one in found for said in one.entries if _tells_standing(said.record, one))
    return _texts(reports) + _texts(one.measure for one in found) + _passed(found)


def _tells_standing(text: Reporting, timeline: Timeline) -> bool:
    """Whether a text can have changed how the measure stands; a correction may take a status away."""
    said = (entry.report for entry in timeline.entries if entry.record is text)
    is_correction = isinstance(text, Update) and text.is_correction
    return is_correction or any(report.status is not None for report in said)


def _passed(timelines: Iterable[Timeline]) -> _Days:
    """The days from which time alone has let measures stand as they do."""
    found = (one.since for one in timelines if one.since and not one.measure.withdrawn)
    return _Days(passed=tuple(found))


def _measures(published: Published, agreement: Agreement) -> tuple[Timeline, ...]:
    """Every measure, the withdrawn ones too: a list changed when they left it."""
    return (*published.measures(agreement), *published.withdrawn_measures(agreement))


def _silence(published: Published, agreement: Agreement) -> _Days:
    """The notice of periods that nobody has followed up: when it came, and when a follow-up took it away."""
    site = published.site
    texts = [text for text in site.follow_ups if text.agreement == agreement.id]
    ended: list[FileRecord] = []
    for period in cadence.cadence_periods(site, agreement):
        begins = cadence.silence_begins(agreement, period)
        late = (text for text in texts if text.says_how_it_goes and _ends_or_begins(text, begins))
        ended += (text for text in late if text.covers.overlaps(period.start, period.end))
    begun = (cadence.silence_begins(agreement, period) for period in published.silence(agreement))
    return _texts(ended) + _Days(passed=tuple(begun))


def _ledger(published: Published, agreement: Agreement) -> _Days:
    """How many follow-ups of how many have come: each that counts, and each period that fell due without."""
    texts = (text for text in published.follow_ups(agreement) if text.says_how_it_goes)
    began = (silence.day for silence in silences(published.site, agreement, published.today))
    return _texts(texts) + _Days(passed=tuple(began))


def _ends_or_begins(text: FollowUp, begins: dt.date) -> bool:
    """Whether the follow-up ended a silence that had begun, or let one begin when it was withdrawn."""
    return text.published.date() >= begins or text.withdrawn is not None


def _phases(published: Published, agreements: Iterable[Agreement]) -> _Days:
    """Whether agreements are to come, in force or followed up to the end.

    Where nothing tells of a signing, the first day changes nothing that is said.
    """
    found = tuple(agreements)
    site = published.site
    final = (
        text
        for agreement in found
        for text in site.follow_ups
        if text.agreement == agreement.id and text.covers.covers(published.last_day(agreement))
    )
    first = (agreement.period.start for agreement in found if agreement.signing)
    after = (published.last_day(agreement) + _NEXT_DAY for agreement in found)
    return _texts(final) + _Days(passed=(*first, *after))


def _names(record: Record | None) -> _Days:
    """The days from which a body or a place has had another name."""
    former = record.former_names if isinstance(record, Renamable) else ()
    return _Days(told=tuple(name.until + _NEXT_DAY for name in former))


def _home(entry: Entry) -> Agreement:
    if entry.agreement is None:
        raise ValueError(entry.address)
    return entry.agreement
