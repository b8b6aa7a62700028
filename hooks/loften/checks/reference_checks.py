"""Rules on what one record says of another: everything that is named exists, and may be named there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.checks.references import PROMISES, assessments, problem_at, reports, unknown
from loften.model import Agreement
from loften.problems import Problem
from loften.site import Site


def check_parties(site: Site, today: dt.date) -> Iterator[Problem]:
    """Every party that is named stands under parties in promises.yaml."""
    parties = tuple(party.id for party in site.parties)
    for path, location, named in _named_parties(site):
        yield from unknown(
            site,
            path,
            *location,
            named=named,
            choices=parties,
            noun="parten",
            where="under parties i promises.yaml",
        )


def check_part_of(site: Site, today: dt.date) -> Iterator[Problem]:
    """A unit is a part of a party that is no unit itself, so that there is always one party that answers."""
    owners = {party.id: party.part_of for party in site.parties}
    for index, party in enumerate(site.parties):
        if party.part_of == party.id:
            message = f'"{party.id}" kan inte vara en enhet av sig själv – ta bort raden part_of'
        elif party.part_of and owners.get(party.part_of):
            message = (
                f'"{party.part_of}" är själv en enhet av "{owners[party.part_of]}" – '
                "skriv en part som inte är en enhet"
            )
        else:
            continue
        yield problem_at(site, PROMISES, "parties", index, "part_of", message=message)


def check_places(site: Site, today: dt.date) -> Iterator[Problem]:
    """Every place that is named stands under places in promises.yaml."""
    places = tuple(place.id for place in site.promises_file.places)
    for path, location, named in _named_places(site):
        yield from unknown(
            site,
            path,
            *location,
            named=named,
            choices=places,
            noun="platsen",
            where="under places i promises.yaml",
        )


def check_contact(site: Site, today: dt.date) -> Iterator[Problem]:
    """The municipality's contact stands under contacts in promises.yaml."""
    named = site.promises_file.municipality.contact
    if named is not None:
        yield from unknown(
            site,
            PROMISES,
            *("municipality", "contact"),
            named=named,
            choices=tuple(contact.id for contact in site.promises_file.contacts),
            noun="kontakten",
            where="under contacts i promises.yaml",
        )


def check_promises(site: Site, today: dt.date) -> Iterator[Problem]:
    """Every promise that is named is one of its own agreement's."""
    for path, location, agreement, named in _named_promises(site):
        yield from unknown(
            site,
            path,
            *location,
            named=named,
            choices=tuple(promise.id for promise in agreement.promises),
            noun="löftet",
            where=f"under promises för {agreement.id} i promises.yaml",
        )


def check_focus_areas(site: Site, today: dt.date) -> Iterator[Problem]:
    """Every focus area that is named is one of its own agreement's."""
    for path, location, agreement, named in _named_focus_areas(site):
        yield from unknown(
            site,
            path,
            *location,
            named=named,
            choices={area.id: None for area in agreement.focus_areas},
            noun="fokusområdet",
            where=f"under focus_areas för {agreement.id} i promises.yaml",
        )


def check_measures(site: Site, today: dt.date) -> Iterator[Problem]:
    """Every measure that is reported on has a file in its own agreement's folder."""
    known: dict[str, dict[str, None]] = {}
    for measure in site.measures:
        known.setdefault(measure.agreement, {})[measure.id] = None
    for record, index, report in reports(site):
        yield from unknown(
            site,
            record.path,
            *("measures", index, "measure"),
            named=report.measure,
            choices=known.get(record.agreement, {}),
            noun="åtgärden",
            where=f"i content/{record.agreement}/atgarder/",
        )


Location = tuple[str | int, ...]


def _numbered(path: str, *location: str | int, ids: tuple[str, ...]) -> Iterator[tuple[str, Location, str]]:
    for index, named in enumerate(ids):
        yield path, (*location, index), named


def _named_parties(site: Site) -> Iterator[tuple[str, Location, str]]:
    for index, party in enumerate(site.parties):
        if party.part_of is not None:
            yield PROMISES, ("parties", index, "part_of"), party.part_of
    for index, agreement in enumerate(site.agreements):
        block = ("agreements", index)
        yield from _numbered(PROMISES, *block, "parties", ids=agreement.parties)
        yield from _numbered(PROMISES, *block, "participants", ids=agreement.participants)
        for number, signature in enumerate(agreement.signing.by):
            yield PROMISES, (*block, "signing", "by", number, "party"), signature.party
    for measure in site.measures:
        yield from _numbered(measure.path, "responsible", ids=measure.responsible)
        yield from _numbered(measure.path, "participants", ids=measure.participants)


def _named_places(site: Site) -> Iterator[tuple[str, Location, str]]:
    for index, agreement in enumerate(site.agreements):
        for number, area in enumerate(agreement.focus_areas):
            block = ("agreements", index, "focus_areas", number, "places")
            yield from _numbered(PROMISES, *block, ids=area.places)
    for records in (site.measures, site.updates, site.follow_ups):
        for record in records:
            yield from _numbered(record.path, "places", ids=record.places)


def _named_promises(site: Site) -> Iterator[tuple[str, Location, Agreement, str]]:
    for measure in site.measures:
        yield measure.path, ("promise",), site.agreement(measure.agreement), measure.promise
    for update in site.updates:
        for path, location, named in _numbered(update.path, "promises", ids=update.promises):
            yield path, location, site.agreement(update.agreement), named
    for record, index, entry in assessments(site):
        if entry.promise is not None:
            agreement = site.agreement(record.agreement)
            yield record.path, ("assessments", index, "promise"), agreement, entry.promise


def _named_focus_areas(site: Site) -> Iterator[tuple[str, Location, Agreement, str]]:
    for index, agreement in enumerate(site.agreements):
        for number, promise in enumerate(agreement.promises):
            block = ("agreements", index, "promises", number, "focus_areas")
            for path, location, named in _numbered(PROMISES, *block, ids=promise.focus_areas):
                yield path, location, agreement, named
    for records in (site.measures, site.updates):
        for record in records:
            for path, location, named in _numbered(record.path, "focus_areas", ids=record.focus_areas):
                yield path, location, site.agreement(record.agreement), named
    for assessing, index, entry in assessments(site):
        if entry.focus_area is not None:
            agreement = site.agreement(assessing.agreement)
            yield assessing.path, ("assessments", index, "focus_area"), agreement, entry.focus_area
