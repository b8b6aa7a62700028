"""What is public on a day, with all that follows from it: what every page, feed and file is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from loften.catalogue import addresses
from loften.catalogue.entries import Catalogue, Entry, catalogue, used_places
from loften.catalogue.reading_order import follow_ups_of, measures_of
from loften.deriving import cadence, dialogues, events, signed_text, targets
from loften.deriving.archives import Feed, feed_of
from loften.deriving.dialogues import Answered, PointName, Said
from loften.deriving.events import Event, EventKind
from loften.deriving.finals import Finals, finals
from loften.deriving.history import Line, every_line, lines_of, listed_lines
from loften.deriving.ledger import Arrival, Ledger, arrivals, ledger
from loften.deriving.timelines import (
    Judgement,
    Timeline,
    amendments,
    corrections,
    counted,
    judgements,
    timelines,
)
from loften.prose.address_book import address_book
from loften.prose.links import AddressBook
from loften.prose.pieces import Piece, pieces
from loften.prose.public_files import public_files
from loften.records.agreements import Agreement, FocusArea, Promise, Subject
from loften.records.promises_file import Contact, Party, Place, Term
from loften.records.record import Record
from loften.records.shared import Answer, Point
from loften.records.site import Site, public
from loften.records.texts import FollowUp, Measure, Reporting, TextPage, Update, WordForWord
from loften.records.vocabulary import Standing, Status
from loften.words import grammar

RECENT_DAYS = 30
NEWEST = 5
"""How many events the start page tells of; other pages have them all."""

_REPORTS = (EventKind.UPDATE, EventKind.FOLLOW_UP)


@dataclass(frozen=True, kw_only=True)
class Published:
    """What is public on `today`, made once for a day.

    `site` holds nothing that is held back, and `catalogue` is its own. `timelines` is keyed by agreement id
    and measure id; `events` are newest first. `corrected` and `amended` have the corrections and amendments
    of each page by its address. `book` knows what is held back too, so that a text may link to it. `files`
    are the public files under content/, by path.
    """

    site: Site
    today: dt.date
    catalogue: Catalogue
    timelines: Mapping[tuple[str, str], Timeline]
    events: Sequence[Event]
    corrected: Mapping[str, tuple[Update, ...]]
    amended: Mapping[str, tuple[Update, ...]]
    book: AddressBook
    files: Mapping[str, bytes]

    # --- the agreement and its year ---------------------------------------------------------------------

    @cached_property
    def current(self) -> Agreement:
        """The agreement that the start page speaks of; every page asks."""
        return cadence.current_agreement(self.site, self.today)

    @property
    def is_newer_missing(self) -> bool:
        """Whether the last agreement has expired and the files hold no newer one."""
        return all(self.last_day(agreement) < self.today for agreement in self.site.agreements)

    def introduction(self, address: str) -> TextPage | None:
        """The hand-written page whose text opens the generated one at the same address."""
        return next((page for page in self.site.pages if addresses.of_record(page) == address), None)

    def coming(self) -> tuple[Agreement, ...]:
        """Agreements that have not begun, other than the one the start page speaks of, soonest first."""
        found = (a for a in self.site.agreements if a.period.start > self.today and a.id != self.current.id)
        return tuple(sorted(found, key=lambda agreement: agreement.period.start))

    def phase(self, agreement: Agreement) -> cadence.Phase:
        return cadence.phase(self.site, agreement, self.today)

    def last_day(self, agreement: Agreement) -> dt.date:
        """The last day on which it holds, its own or the one before another agreement replaces it."""
        return cadence.last_day(self.site, agreement)

    def replaced_by(self, agreement: Agreement) -> Agreement | None:
        return cadence.replaced_by(self.site, agreement)

    def replaced(self, agreement: Agreement) -> Agreement | None:
        """The agreement that it replaces."""
        return self.site.agreement(agreement.replaces.agreement) if agreement.replaces else None

    def silence(self, agreement: Agreement) -> tuple[cadence.CadencePeriod, ...]:
        """The periods of the cadence that nobody has published a follow-up for, oldest first."""
        return self._silences[agreement.id]

    @cached_property
    def _silences(self) -> Mapping[str, tuple[cadence.CadencePeriod, ...]]:
        """The same of each agreement, by its id; most pages ask."""
        return {
            agreement.id: cadence.unpublished_periods(self.site, agreement, self.today)
            for agreement in self.site.agreements
        }

    def follow_ups(self, agreement: Agreement) -> tuple[FollowUp, ...]:
        return follow_ups_of(self.site, agreement)

    def arrivals(self, follow_up: FollowUp) -> tuple[Arrival, ...]:
        """When a follow-up came, for the periods that it is for."""
        return arrivals(self.site, self.site.agreement(follow_up.agreement), follow_up)

    def finals(self, agreement: Agreement) -> Finals:
        return finals(self.site, agreement)

    def ledger(self, agreement: Agreement) -> Ledger:
        return self._ledgers[agreement.id]

    @cached_property
    def _ledgers(self) -> Mapping[str, Ledger]:
        """The same of each agreement, by its id; every follow-up asks, on its page and in the feed."""
        return {one.id: ledger(self.site, one, self.today) for one in self.site.agreements}

    def parties(self, ids: Iterable[str]) -> tuple[Party, ...]:
        """The parties with these ids, in the given order."""
        return tuple(self.site.party(party_id) for party_id in ids)

    # --- measures --------------------------------------------------------------------------------------

    def timeline(self, measure: Measure) -> Timeline:
        return self.timelines[measure.agreement, measure.id]

    def measures(self, agreement: Agreement, subject: Subject | None = None) -> tuple[Timeline, ...]:
        """The timelines of an agreement's measures, of one promise or one focus area if given.

        Withdrawn measures are left out, so that lists and counts agree.
        """
        return tuple(
            timeline
            for timeline in self._timelines_of(agreement)
            if timeline.measure.withdrawn is None
            and (subject is None or subject.key in timeline.measure.subjects)
        )

    def counts(self, found: Iterable[Timeline]) -> tuple[tuple[Standing, int], ...]:
        return counted(found)

    def outcome_sentence(self, timeline: Timeline) -> str | None:
        """The outcome that counts, in words against the target."""
        agreement = self.site.agreement(timeline.measure.agreement)
        return targets.outcome_sentence(agreement, timeline, self.today)

    def withdrawn_measures(self, agreement: Agreement) -> tuple[Timeline, ...]:
        return tuple(t for t in self._timelines_of(agreement) if t.measure.withdrawn)

    def _timelines_of(self, agreement: Agreement) -> tuple[Timeline, ...]:
        return tuple(self.timeline(measure) for measure in measures_of(self.site, agreement))

    # --- what was said ----------------------------------------------------------------------------------

    def judgements(self, agreement: Agreement, subject: Subject) -> tuple[Judgement, ...]:
        return judgements(self.site, agreement, subject)

    def corrections_of(self, address: str) -> tuple[Update, ...]:
        return self.corrected.get(address, ())

    def amendments_of(self, address: str) -> tuple[Update, ...]:
        """The new decisions that have changed what this page tells of, oldest first."""
        return self.amended.get(address, ())

    def corrections(self) -> tuple[Update, ...]:
        """Every correction, newest first."""
        found = (event.record for event in self.events if event.kind is EventKind.UPDATE)
        return tuple(text for text in found if isinstance(text, Update) and text.is_correction)

    def news(self, agreement: Agreement) -> tuple[Event, ...]:
        """The updates of one agreement, newest first."""
        return tuple(e for e in self.events_of(agreement) if e.kind is EventKind.UPDATE)

    def events_of(self, agreement: Agreement) -> tuple[Event, ...]:
        return events.of_agreement(self.events, agreement)

    def events_naming(self, agreement: Agreement, subject: Subject) -> tuple[Event, ...]:
        """Every event that concerns a promise or a focus area, newest first."""
        return tuple(event for event in self.events_of(agreement) if subject.key in event.subjects)

    def events_about(self, agreement: Agreement, subject: Subject) -> tuple[Event, ...]:
        """The updates and follow-ups among them."""
        return tuple(event for event in self.events_naming(agreement, subject) if event.kind in _REPORTS)

    def events_at(self, place: Place) -> tuple[Event, ...]:
        """Updates and follow-ups that name a place, newest first."""
        return tuple(event for event in self.events if event.kind in _REPORTS and place.id in event.places)

    def recent(self) -> tuple[Event, ...]:
        """What was published in the last 30 days, newest first; a year that is loaded later is one event."""
        since = self.today - dt.timedelta(days=RECENT_DAYS)
        return tuple(event for event in self._told_here if event.published.date() > since)

    def unfinished(self) -> tuple[Agreement, ...]:
        """Agreements that have ended, other than the one the start page speaks of, and are not followed up.

        The newest comes first; earlier years that were loaded after they had ended are left out.
        """
        return tuple(
            agreement
            for agreement in self.newest_first()
            if agreement.id != self.current.id
            and self.phase(agreement) is cadence.Phase.AWAITING
            and not self._came_afterwards(agreement)
        )

    def _came_afterwards(self, agreement: Agreement) -> bool:
        """Whether the agreement was shown here when its last follow-up was due already."""
        periods = cadence.cadence_periods(self.site, agreement)
        if periods:
            return cadence.is_before_the_site(agreement, periods[-1])
        return cadence.is_loaded(self.site, agreement)

    def newest_events(self) -> tuple[Event, ...]:
        """The events that the start page tells of, newest first."""
        return self._told_here[:NEWEST]

    @cached_property
    def _told_here(self) -> tuple[Event, ...]:
        """The events without what came with an earlier year, which is one event."""
        return tuple(event for event in self.events if not event.is_from_before)

    @cached_property
    def feed(self) -> Feed:
        """The events that the feed holds, and its archives."""
        return feed_of(self.events, self.today)

    # --- dialogues ---------------------------------------------------------------------------------------

    def answers_to(self, update: Update, point: Point) -> tuple[Answered, ...]:
        """What is answered to a point of an update, the first that was published first."""
        return self._answers.get((update.agreement, point.id), ())

    def answered_by(self, text: Reporting, answer: Answer) -> Said:
        """The point that an answer in a text names."""
        return self._points[text.agreement, answer.point]

    @cached_property
    def _answers(self) -> Mapping[PointName, tuple[Answered, ...]]:
        return dialogues.answers(self.site)

    @cached_property
    def _points(self) -> Mapping[PointName, Said]:
        return dialogues.points(self.site)

    # --- what the templates look up ------------------------------------------------------------------------

    def newest_first(self) -> tuple[Agreement, ...]:
        return tuple(sorted(self.site.agreements, key=lambda a: a.period.start, reverse=True))

    def unreported(self, agreement: Agreement) -> tuple[Timeline, ...]:
        """Measures of which no status is published."""
        return tuple(
            timeline for timeline in self.measures(agreement) if timeline.standing is Standing.NOT_REPORTED
        )

    def standing_of(self, status: Status) -> Standing:
        return Standing(status.value)

    def terms(self) -> tuple[Term, ...]:
        """The glossary in Swedish alphabetical order: å, ä and ö last."""
        glossary = self.site.promises_file.glossary
        return tuple(sorted(glossary, key=lambda term: grammar.alphabetical(term.term)))

    def places_of(self, agreement: Agreement) -> tuple[Place, ...]:
        """The places that the agreement's measures or focus areas name, in the order of promises.yaml."""
        named = {place for t in self.measures(agreement) for place in self.places_at(t.measure)}
        return tuple(place for place in self.site.promises_file.places if place.id in named)

    def places_at(self, measure: Measure) -> tuple[str, ...]:
        """The ids of the places of a measure, those of its focus areas included."""
        agreement = self.site.agreement(measure.agreement)
        areas = (area for area in agreement.focus_areas if area.id in measure.focus_areas)
        return tuple(dict.fromkeys((*measure.places, *(place for area in areas for place in area.places))))

    def promises_in(self, agreement: Agreement, area: FocusArea) -> tuple[Promise, ...]:
        return tuple(promise for promise in agreement.promises if area.id in promise.focus_areas)

    def places_in(self, agreement: Agreement) -> tuple[str, ...]:
        """The ids of the places that the agreement's texts name, in the order of promises.yaml."""
        return tuple(place.id for place in used_places(self.site, agreement))

    def areas_at(self, agreement: Agreement, place: Place) -> tuple[FocusArea, ...]:
        return tuple(area for area in agreement.focus_areas if place.id in area.places)

    def measures_at(self, agreement: Agreement, place: Place) -> tuple[Timeline, ...]:
        return tuple(t for t in self.measures(agreement) if place.id in self.places_at(t.measure))

    def site_contact(self) -> Contact | None:
        """Who answers for the site; None while the owner has not named anyone."""
        file = self.site.promises_file
        return next((c for c in file.contacts if c.id == file.municipality.contact), None)

    def entry_at(self, name: str) -> Entry:
        """What lies at the address that an editor wrote; KeyError if nothing that somebody wrote does."""
        return self.catalogue.by_address[f"{name}/"]

    # --- what became of words ---------------------------------------------------------------------------

    def history(self, record: Record | None, title: str, address: str) -> tuple[Line, ...]:
        """How the words of a page, and of what is listed on it, have changed since they were published.

        The newest comes first.
        """
        told_by = (*self.corrections_of(address), *self.amendments_of(address))
        listed = (line for line in self._listed_lines if line.address.partition("#")[0] == address)
        found = (*lines_of(record, title, address, told_by), *listed)
        return tuple(sorted(found, key=lambda line: line.day, reverse=True))

    @cached_property
    def _listed_lines(self) -> tuple[Line, ...]:
        return listed_lines(self.site, addresses.CONTACT)

    def every_change(self) -> tuple[Line, ...]:
        """The same for the whole site."""
        return every_line(self.site, addresses.CONTACT)

    def pieces_of(self, agreement: Agreement, record: Record) -> tuple[Piece, ...]:
        """The pieces of the signed text that a record rests on."""
        return signed_text.pieces_of(self.site, agreement, record)

    def pieces_in(self, text: WordForWord) -> tuple[Piece, ...]:
        """The pieces of a signed text in its order."""
        return pieces(text.body)

    def amendments_with_pieces(self, agreement: Agreement) -> tuple[Update, ...]:
        """The new decisions that have changed pieces of the signed text, oldest first."""
        found = self.amendments_of(addresses.of_agreement(agreement))
        return tuple(update for update in found if update.pieces)

    def became(self, agreement: Agreement) -> Mapping[int, tuple[Entry, ...]]:
        """What each piece of the signed text became."""
        return signed_text.became(self.site, agreement)


def published(site: Site, today: dt.date) -> Published:
    """What of the whole `site` is public on `today`."""
    visible = public(site, today)
    return Published(
        site=visible,
        today=today,
        catalogue=catalogue(visible),
        timelines=timelines(visible, today),
        events=events.events(visible, today),
        corrected=corrections(visible),
        amended=amendments(visible),
        book=address_book(site),
        files=public_files(site, today),
    )
