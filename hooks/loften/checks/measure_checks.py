"""Rules on measures: who answers for them, what they aim at, and that every promise has one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from loften.checks.references import PROMISES, problem_at
from loften.model import Measure
from loften.problems import Problem, warning
from loften.site import Site
from loften.vocabulary import Comparison


def check_responsible(site: Site, today: dt.date) -> Iterator[Problem]:
    """Every measure has a responsible party."""
    for measure in site.measures:
        if not measure.responsible:
            allowed = _signatories(site, measure)
            message = f"responsible saknas – skriv vem som har lovat åtgärden: {allowed}"
            yield problem_at(site, measure.path, "responsible", message=message)


def check_responsible_signed(site: Site, today: dt.date) -> Iterator[Problem]:
    """Responsible for a measure is a party that signed the agreement, or a unit of one."""
    owners = {party.id: party.part_of for party in site.parties}
    for measure in site.measures:
        signed = site.agreement(measure.agreement).parties
        for index, named in enumerate(measure.responsible):
            if named in owners and named not in signed and owners[named] not in signed:
                message = (
                    f'"{named}" har inte undertecknat löftet – flytta till participants, eller skriv i '
                    f"stället {_signatories(site, measure)}"
                )
                yield problem_at(site, measure.path, "responsible", index, message=message)


def _signatories(site: Site, measure: Measure) -> str:
    signed = site.agreement(measure.agreement).parties
    return f"{', '.join(signed)} eller en enhet av {'dem' if len(signed) > 1 else 'den'}"


def check_participants(site: Site, today: dt.date) -> Iterator[Problem]:
    """A party does not both answer for a measure and merely take part in it."""
    for measure in site.measures:
        for index, named in enumerate(measure.participants):
            if named in measure.responsible:
                message = f'"{named}" står redan under responsible – skriv parten på bara ett av ställena'
                yield problem_at(site, measure.path, "participants", index, message=message)


def check_targets(site: Site, today: dt.date) -> Iterator[Problem]:
    """A target says something: at least none is always reached."""
    for measure in site.measures:
        target = measure.target
        if target and target.count == 0 and target.comparison is Comparison.AT_LEAST:
            message = 'ett mål på "minst 0" säger ingenting – skriv ett annat antal eller ta bort target'
            yield problem_at(site, measure.path, "target", "count", message=message)


def check_promises_have_measures(site: Site, today: dt.date) -> Iterator[Problem]:
    """Every promise has a measure, public or still held back; a promise without one is a warning."""
    served = {(m.agreement, m.promise) for m in site.measures if m.withdrawn is None}
    for index, agreement in enumerate(site.agreements):
        for number, promise in enumerate(agreement.promises):
            if (agreement.id, promise.id) not in served:
                line, column = site.position(PROMISES, "agreements", index, "promises", number, "id")
                message = (
                    f'löftet "{promise.id}" har ingen åtgärd – lägg till en i '
                    f'content/{agreement.id}/atgarder/ med raden "promise: {promise.id}"'
                )
                yield warning(path=PROMISES, line=line, column=column, message=message)
