"""What templates ask of the site on one day: everything derived once, looked up many times."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from loften import addresses, cadence, events, swedish, targets
from loften.events import Event, EventKind
from loften.model import (
    Agreement,
    FileRecord,
    FocusArea,
    FollowUp,
    Measure,
    Party,
    Place,
    Promise,
    Term,
    Update,
)
from loften.site import Site
from loften.timelines import Judgement, Timeline, amendments, corrections, counted, judgements, timelines
from loften.vocabulary import Standing, Status, UpdateKind

RECENT_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class View:
    """The public site on `today` with its derivations, read by the page builders and the templates.

    `site` holds nothing that is held back. `timelines` is keyed by agreement id and measure id; `events` are
    newest first. `corrected` and `amended` have the corrections and amendments of each page, `titles` the
    title of every page that can be corrected; all three by address.
    """

    site: Site
    today: dt.date
    timelines: Mapping[tuple[str, str], Timeline]
    events: Sequence[Event]
    corrected: Mapping[str, tuple[Update, ...]]
    amended: Mapping[str, tuple[Update, ...]]
    titles: Mapping[str, str]

    # --- the agreement and its year ---------------------------------------------------------------------

    @property
    def current(self) -> Agreement:
        """The agreement that the start page speaks of."""
        return cadence.current_agreement(self.site.agreements, self.today)

    @property
    def is_newer_missing(self) -> bool:
        """Whether the last agreement has expired and the files hold no newer one."""
        return all(agreement.period.end < self.today for agreement in self.site.agreements)

    def coming(self) -> tuple[Agreement, ...]:
        """Agreements that have not begun, other than the one the start page speaks of, soonest first."""
        found = (a for a in self.site.agreements if a.period.start > self.today and a.id != self.current.id)
        return tuple(sorted(found, key=lambda agreement: agreement.period.start))

    def phase(self, agreement: Agreement) -> cadence.Phase:
        return cadence.phase(self.site, agreement, self.today)

    def silence(self, agreement: Agreement) -> tuple[cadence.CadencePeriod, ...]:
        """The periods of the cadence that nobody has published a follow-up for, oldest first."""
        return cadence.unpublished_periods(self.site, agreement, self.today)

    def follow_ups(self, agreement: Agreement) -> tuple[FollowUp, ...]:
        return cadence.follow_ups_of(self.site, agreement)

    def final_follow_up(self, agreement: Agreement) -> FollowUp:
        """The newest follow-up that covers the last day of an agreement that is closed."""
        return [f for f in self.follow_ups(agreement) if cadence.is_final(agreement, f)][-1]

    def parties(self, ids: Iterable[str]) -> tuple[Party, ...]:
        """The parties with these ids, in the given order."""
        return tuple(self.site.party(party_id) for party_id in ids)

    # --- measures --------------------------------------------------------------------------------------

    def timeline(self, measure: Measure) -> Timeline:
        return self.timelines[measure.agreement, measure.id]

    def measures(
        self,
        agreement: Agreement,
        *,
        promise: Promise | None = None,
        focus_area: FocusArea | None = None,
    ) -> tuple[Timeline, ...]:
        """The timelines of an agreement's measures, of one promise or one focus area if given.

        Withdrawn measures are left out, so that lists and counts agree.
        """
        return tuple(
            timeline
            for timeline in self._timelines_of(agreement)
            if timeline.measure.withdrawn is None
            and (promise is None or timeline.measure.promise == promise.id)
            and (focus_area is None or focus_area.id in timeline.measure.focus_areas)
        )

    def counts(self, found: Iterable[Timeline]) -> tuple[tuple[Standing, int], ...]:
        return counted(found)

    def outcome_sentence(self, timeline: Timeline) -> str | None:
        """The outcome that counts, in words against the target."""
        agreement = self.site.agreement(timeline.measure.agreement)
        return targets.sentence(agreement, timeline, self.today)

    def withdrawn_measures(self, agreement: Agreement) -> tuple[Timeline, ...]:
        return tuple(t for t in self._timelines_of(agreement) if t.measure.withdrawn)

    def _timelines_of(self, agreement: Agreement) -> tuple[Timeline, ...]:
        return tuple(self.timeline(measure) for measure in addresses.measures_of(self.site, agreement))

    # --- what was said ----------------------------------------------------------------------------------

    def judgements(self, agreement: Agreement, subject: Promise | FocusArea) -> tuple[Judgement, ...]:
        return judgements(self.site, agreement, subject)

    def corrections_of(self, address: str) -> tuple[Update, ...]:
        return self.corrected.get(address, ())

    def amendments_of(self, address: str) -> tuple[Update, ...]:
        """The new decisions that have changed what this page tells of, oldest first."""
        return self.amended.get(address, ())

    def corrections(self) -> tuple[Update, ...]:
        """Every correction, newest first."""
        return tuple(
            event.record
            for event in self.events
            if isinstance(event.record, Update) and event.record.kind is UpdateKind.CORRECTION
        )

    def news(self, agreement: Agreement) -> tuple[Event, ...]:
        """The updates of one agreement, newest first."""
        return tuple(e for e in self.events_of(agreement) if e.kind is EventKind.UPDATE)

    def events_of(self, agreement: Agreement) -> tuple[Event, ...]:
        return events.of_agreement(self.events, agreement)

    def events_naming(self, agreement: Agreement, subject: Promise | FocusArea) -> tuple[Event, ...]:
        """Every event that concerns a promise or a focus area, newest first."""
        return tuple(
            event
            for event in self.events_of(agreement)
            if subject.id in (event.promises if isinstance(subject, Promise) else event.focus_areas)
        )

    def events_about(self, agreement: Agreement, subject: Promise | FocusArea) -> tuple[Event, ...]:
        """The updates and follow-ups among them."""
        kinds = (EventKind.UPDATE, EventKind.FOLLOW_UP)
        return tuple(event for event in self.events_naming(agreement, subject) if event.kind in kinds)

    def events_at(self, place: Place) -> tuple[Event, ...]:
        """Updates and follow-ups that name a place, newest first."""
        return tuple(
            event
            for event in self.events
            if isinstance(event.record, Update | FollowUp) and place.id in event.record.places
        )

    def recent(self) -> tuple[Event, ...]:
        """What was published in the last 30 days, newest first."""
        since = self.today - dt.timedelta(days=RECENT_DAYS)
        return tuple(event for event in self.events if event.published.date() > since)

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
        return tuple(sorted(glossary, key=lambda term: swedish.alphabetical(term.term)))

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
        named = {place for area in agreement.focus_areas for place in area.places}
        for records in (self.site.measures, self.site.updates, self.site.follow_ups):
            named.update(p for r in records if r.agreement == agreement.id for p in r.places)
        return tuple(place.id for place in self.site.promises_file.places if place.id in named)

    def areas_at(self, agreement: Agreement, place: Place) -> tuple[FocusArea, ...]:
        return tuple(area for area in agreement.focus_areas if place.id in area.places)

    def measures_at(self, agreement: Agreement, place: Place) -> tuple[Timeline, ...]:
        return tuple(t for t in self.measures(agreement) if place.id in self.places_at(t.measure))

    def site_contact(self) -> str:
        """Who answers for the site, by function; says so while the owner has not named anyone."""
        file = self.site.promises_file
        for contact in file.contacts:
            if contact.id == file.municipality.contact:
                return contact.name
        return f"{file.municipality.name} har inte angett någon kontakt än"

    def title_at(self, address: str) -> str:
        """The title of the record, promise, focus area or agreement at this address."""
        return self.titles[address]

    def last_change(self, records: Iterable[Event]) -> dt.date | None:
        """The newest day of publication, or of withdrawal; None without events."""
        days = (max(e.published.date(), e.withdrawn_on or dt.date.min) for e in records)
        return max(days, default=None)

    def changed_at(self, place: Place) -> dt.date | None:
        """When something that names the place, itself or through its focus areas, was last published."""
        agreements = {a.id for a in self.site.agreements if self.areas_at(a, place)}
        return self.last_change(
            event
            for event in self.events
            if (isinstance(event.record, Agreement) and event.record.id in agreements)
            or (not isinstance(event.record, Agreement) and place.id in event.record.places)
        )

    def changed(self, record: FileRecord) -> dt.date | None:
        """When the page of a record last got something new: itself, a report on it or a correction of it."""
        if not isinstance(record, Measure | Update | FollowUp):
            return None
        days = [record.published.date()]
        days += [u.published.date() for u in self.corrections_of(addresses.of_record(record))]
        if isinstance(record, Measure):
            days += [entry.record.published.date() for entry in self.timeline(record).entries]
        if record.withdrawn:
            days.append(record.withdrawn.date)
        return max(day for day in days if day <= self.today)

    def kind_label(self, record: Agreement | Measure | Update | FollowUp) -> str:
        """What became public with this record, in a few words."""
        match record:
            case Agreement():
                return "undertecknat löfte"
            case Measure():
                return "åtgärd i löftet" if record.is_in_signed_document else "ny åtgärd"
            case FollowUp():
                return "uppföljning"
            case _:
                is_done = record.kind is UpdateKind.MEASURE
                return "det här har gjorts" if is_done else swedish.label(record.kind)


def view(public_site: Site, today: dt.date) -> View:
    """The view of a site from which everything held back on `today` has been left out."""
    return View(
        site=public_site,
        today=today,
        timelines=timelines(public_site, today),
        events=events.events(public_site, today),
        corrected=corrections(public_site),
        amended=amendments(public_site),
        titles=_titles(public_site),
    )


def _titles(site: Site) -> dict[str, str]:
    records: tuple[FileRecord, ...] = (*site.measures, *site.updates, *site.follow_ups)
    titles = {addresses.of_record(record): record.title for record in records}
    for agreement in site.agreements:
        titles[addresses.of_agreement(agreement)] = agreement.title
        for promise in agreement.promises:
            titles[addresses.of_promise(agreement, promise)] = promise.title
        for area in agreement.focus_areas:
            titles[addresses.of_focus_area(agreement, area)] = area.title
    return titles
