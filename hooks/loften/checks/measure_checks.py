"""Rules on measures: who answers for them, what they aim at, and that every promise has one."""

from __future__ import annotations

from collections.abc import Iterator

from loften.records.documents import PROMISES
from loften.records.problems import Problem, Severity
from loften.records.rules import rule
from loften.records.site import Site
from loften.records.texts import Measure
from loften.records.vocabulary import Comparison


@rule(
    "measure-has-responsible",
    what="Varje åtgärd har minst en ansvarig (responsible).",
    why="Invånarna ska kunna se vem som har lovat åtgärden.",
    mend="Skriv vem som har lovat den: en part som har undertecknat medborgarlöftet, eller en enhet av en "
    "sådan part.",
    example="responsible: [kommunen]",
)
def check_responsible(site: Site) -> Iterator[Problem]:
    """Every measure has a responsible party."""
    for measure in site.measures:
        if not measure.responsible:
            yield site.problem_at(
                measure.path,
                "responsible",
                fault="responsible saknas",
                remedy=f"skriv vem som har lovat åtgärden: {_signatories(site, measure)}",
            )


@rule(
    "responsible-has-signed",
    what="De som står under responsible har undertecknat medborgarlöftet, eller är en enhet av en part som "
    "har det.",
    why="Bara den som har undertecknat har lovat något.",
    mend="Flytta parten till participants, eller skriv den som har lovat åtgärden.",
    example="responsible: [kommunen]\nparticipants: [bostadsbolaget]",
)
def check_responsible_signed(site: Site) -> Iterator[Problem]:
    """Responsible for a measure is a party that signed the agreement, or a unit of one."""
    owners = {party.id: party.part_of for party in site.parties}
    for measure in site.measures:
        signed = site.agreement(measure.agreement).parties
        for index, named in enumerate(measure.responsible):
            if named in owners and named not in signed and owners[named] not in signed:
                yield site.problem_at(
                    measure.path,
                    *("responsible", index),
                    fault=f'"{named}" har inte undertecknat löftet',
                    remedy=f"flytta till participants, eller skriv i stället {_signatories(site, measure)}",
                )


def _signatories(site: Site, measure: Measure) -> str:
    signed = site.agreement(measure.agreement).parties
    return f"{', '.join(signed)} eller en enhet av {'dem' if len(signed) > 1 else 'den'}"


@rule(
    "participant-is-not-responsible",
    what="En part står inte både under responsible och under participants i samma åtgärd.",
    why="Under participants står de som medverkar utan att ha lovat något.",
    mend="Skriv parten på bara ett av ställena.",
    example="responsible: [polisen]\nparticipants: [bostadsbolaget]",
)
def check_participants(site: Site) -> Iterator[Problem]:
    """A party does not both answer for a measure and merely take part in it."""
    for measure in site.measures:
        for index, named in enumerate(measure.participants):
            if named in measure.responsible:
                yield site.problem_at(
                    measure.path,
                    *("participants", index),
                    fault=f'"{named}" står redan under responsible',
                    remedy="skriv parten på bara ett av ställena",
                )


@rule(
    "target-says-something",
    what="Ett mål i siffror är aldrig minst 0 (count: 0 med comparison: at-least).",
    why="Ett sådant mål är alltid nått och säger ingenting.",
    mend="Rätta count eller comparison, eller ta bort target.",
    example="target:\n  count: 12\n  unit: lampor\n  comparison: at-least",
)
def check_targets(site: Site) -> Iterator[Problem]:
    """A target says something: at least none is always reached."""
    for measure in site.measures:
        target = measure.target
        if target and target.count == 0 and target.comparison is Comparison.AT_LEAST:
            yield site.problem_at(
                measure.path,
                *("target", "count"),
                fault='ett mål på "minst 0" säger ingenting',
                remedy="skriv ett annat antal eller ta bort target",
            )


@rule(
    "promise-has-measure",
    what="Varje löfte har minst en åtgärd som inte är tillbakadragen. Den får hållas inne till en viss dag.",
    why="Utan en åtgärd ser ingen vad parterna ska göra för att hålla löftet.",
    mend="Skriv en åtgärd med löftets id i promise.",
    example="promise: tryggt-i-centrum",
)
def check_promises_have_measures(site: Site) -> Iterator[Problem]:
    """Every promise has a measure, public or still held back; a promise without one is a warning."""
    served = {(m.agreement, m.promise) for m in site.measures if m.withdrawn is None}
    for index, agreement in enumerate(site.agreements):
        for number, promise in enumerate(agreement.promises):
            if (agreement.id, promise.id) not in served:
                yield site.problem_at(
                    PROMISES,
                    *("agreements", index, "promises", number, "id"),
                    fault=f'löftet "{promise.id}" har ingen åtgärd',
                    remedy=f"lägg till en i content/{agreement.id}/atgarder/ med raden "
                    f'"promise: {promise.id}"',
                    severity=Severity.WARNING,
                )
