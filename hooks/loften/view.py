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
from loften.timelines import Judgement, Standing, Timeline, corrections, counted, judgements, timelines
from loften.vocabulary import Status

RECENT_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class View:
    """The public site on `today` with its derivations, read by the page builders and the templates.

    `site` holds nothing that is held back. `timelines` is keyed by agreement id and measure id; `events` are
    newest first; `corrected` has the corrections of each page and `titles` the title of every page
    that can be corrected, both by address.
    """

    site: Site
    today: dt.date
    timelines: Mapping[tuple[str, str], Timeline]
    events: Sequence[Event]
    corrected: Mapping[str, tuple[Update, ...]]
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
        """The timelines of an agreement's measures, of one promise or one focus area if given."""
        return tuple(
            self.timeline(measure)
            for measure in addresses.measures_of(self.site, agreement)
            if (promise is None or measure.promise == promise.id)
            and (focus_area is None or focus_area.id in measure.focus_areas)
        )

    def counts(self, found: Iterable[Timeline]) -> tuple[tuple[Standing, int], ...]:
        return counted(found)

    def standings(self) -> tuple[Standing, ...]:
        return tuple(Standing)

    def outcome_sentence(self, timeline: Timeline) -> str | None:
        """The outcome that counts, in words against the target."""
        agreement = self.site.agreement(timeline.measure.agreement)
        return targets.sentence(agreement, timeline, self.today)

    def promised_by(self, agreement: Agreement, party: Party) -> tuple[Timeline, ...]:
        """Measures that this party, or a unit of it, answers for alone."""
        return tuple(
            timeline for timeline in self.measures(agreement) if self._bodies(timeline.measure) == {party.id}
        )

    def promised_together(self, agreement: Agreement, party: Party | None = None) -> tuple[Timeline, ...]:
        """Measures that several parties answer for, one of them `party` if given."""
        found = ((timeline, self._bodies(timeline.measure)) for timeline in self.measures(agreement))
        return tuple(
            timeline
            for timeline, bodies in found
            if len(bodies) > 1 and (party is None or party.id in bodies)
        )

    def unit_measures(self, agreement: Agreement, party: Party) -> tuple[Timeline, ...]:
        """Measures that name this party itself as responsible; for the page of a unit."""
        return tuple(t for t in self.measures(agreement) if party.id in t.measure.responsible)

    def takes_part_in(self, agreement: Agreement, party: Party) -> tuple[Timeline, ...]:
        return tuple(t for t in self.measures(agreement) if party.id in t.measure.participants)

    def _bodies(self, measure: Measure) -> set[str]:
        """The responsible bodies, a unit counted as the body that it is a part of."""
        return {self.site.party(p).part_of or p for p in measure.responsible}

    # --- what was said ----------------------------------------------------------------------------------

    def judgements(self, agreement: Agreement, subject: Promise | FocusArea) -> tuple[Judgement, ...]:
        return judgements(self.site, agreement, subject)

    def corrections_of(self, address: str) -> tuple[Update, ...]:
        return self.corrected.get(address, ())

    def corrections(self) -> tuple[Update, ...]:
        """Every correction, newest first."""
        return tuple(
            event.record
            for event in self.events
            if isinstance(event.record, Update) and event.record.kind.value == "correction"
        )

    def news(self, agreement: Agreement) -> tuple[Event, ...]:
        """The updates of one agreement, newest first."""
        return tuple(e for e in self.events_of(agreement) if e.kind is EventKind.UPDATE)

    def events_of(self, agreement: Agreement) -> tuple[Event, ...]:
        return events.of_agreement(self.events, agreement)

    def events_about(self, agreement: Agreement, subject: Promise | FocusArea) -> tuple[Event, ...]:
        """Updates and follow-ups that concern a promise or a focus area, newest first."""
        kinds = (EventKind.UPDATE, EventKind.FOLLOW_UP)
        return tuple(
            event
            for event in self.events_of(agreement)
            if event.kind in kinds
            and subject.id in (event.promises if isinstance(subject, Promise) else event.focus_areas)
        )

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

    def ahead(self) -> tuple[tuple[dt.date, str, str], ...]:
        """What is to come, soonest first: day, what happens, and the address of its page."""
        found: list[tuple[dt.date, str, str]] = []
        for agreement in self.site.agreements:
            home = addresses.of_agreement(agreement)
            found.append((agreement.period.start, f"{agreement.title} börjar gälla", home))
            found.append((agreement.period.end, f"{agreement.title} gäller sista dagen", home))
            for period in cadence.cadence_periods(agreement):
                if not cadence.is_covered(self.site, agreement, period):
                    due = period.end + dt.timedelta(days=agreement.grace_days)
                    follow_ups = addresses.of_follow_ups(agreement)
                    words = f"Uppföljning för {period.name} väntas senast den här dagen"
                    found.append((due, words, follow_ups))
        for measure in self.site.measures:
            if measure.withdrawn is None:
                where = addresses.of_record(measure)
                if measure.start:
                    found.append((measure.start, f"Åtgärden {measure.title} ska börja", where))
                if measure.end:
                    found.append((measure.end, f"Åtgärden {measure.title} ska vara klar", where))
        return tuple(sorted(entry for entry in found if entry[0] > self.today))

    # --- what the templates look up ------------------------------------------------------------------------

    def newest_first(self) -> tuple[Agreement, ...]:
        return tuple(sorted(self.site.agreements, key=lambda a: a.period.start, reverse=True))

    def unreported(self, agreement: Agreement) -> tuple[Timeline, ...]:
        """Measures of which nobody has reported a status; withdrawn ones left out."""
        return tuple(
            timeline
            for timeline in self.measures(agreement)
            if timeline.standing is Standing.NOT_REPORTED and timeline.measure.withdrawn is None
        )

    def standing_of(self, status: Status) -> Standing:
        return Standing(status.value)

    def terms(self) -> tuple[Term, ...]:
        """The glossary in Swedish alphabetical order: å, ä and ö last."""
        return tuple(sorted(self.site.promises_file.glossary, key=lambda term: term.term.lower()))

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

    def areas_at(self, agreement: Agreement, place: Place) -> tuple[FocusArea, ...]:
        return tuple(area for area in agreement.focus_areas if place.id in area.places)

    def measures_at(self, agreement: Agreement, place: Place) -> tuple[Timeline, ...]:
        return tuple(t for t in self.measures(agreement) if place.id in t.measure.places)

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

    def kind_label(self, event: Event) -> str:
        """What an event is, in one word."""
        if isinstance(event.record, Update):
            return swedish.label(event.record.kind)
        return {
            EventKind.SIGNED: "undertecknat löfte",
            EventKind.MEASURE: "åtgärd i löftet",
            EventKind.FOLLOW_UP: "uppföljning",
        }[event.kind]


def view(public_site: Site, today: dt.date) -> View:
    """The view of a site from which everything held back on `today` has been left out."""
    return View(
        site=public_site,
        today=today,
        timelines=timelines(public_site, today),
        events=events.events(public_site, today),
        corrected=corrections(public_site),
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
