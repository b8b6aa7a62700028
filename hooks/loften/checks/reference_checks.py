"""Rules on what one record says of another: everything that is named exists, and may be named there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from loften.checks.references import closest
from loften.records.agreements import Agreement
from loften.records.documents import PROMISES
from loften.records.listings import listed_ids
from loften.records.marks import Listing
from loften.records.problems import Problem, Wording
from loften.records.rules import rule
from loften.records.site import Site
from loften.records.walk import every_field, holds_ids
from loften.words import nouns

_LONGEST_LIST = 12


@rule(
    "named-id-exists",
    what="Det som nämns med sitt id finns. Löften, fokusområden, åtgärder och synpunkter finns i samma "
    "medborgarlöfte.",
    why="Webbplatsen hittar namnet och sidan med hjälp av id. Ett felskrivet id leder ingenstans.",
    mend="Rätta id, eller lägg till det som saknas: åtgärder i mappen atgarder, synpunkter i en dialog, allt "
    "annat i promises.yaml.",
    example="places: [stationen]\nmeasures:\n  - measure: lampor-vid-stationen\n    status: ongoing",
)
def check_references(site: Site) -> Iterator[Problem]:
    """What is named by its id is listed: promises, focus areas, measures and points in its own agreement."""

    @cache
    def choices(listing: Listing, agreement_id: str | None) -> tuple[str, ...]:
        agreement = site.agreement(agreement_id) if agreement_id else None
        return listed_ids(site, listing, agreement)

    for by, field, location, value in every_field(site, holds_ids):
        if field.refers_to is None:
            continue
        listing, agreement = field.refers_to.listing, by.agreement
        known = choices(listing, agreement.id if agreement else None)
        for number, named in enumerate(value) if field.is_list else ((None, value),):
            if named is None or named in known:
                continue
            yield site.problem_at(
                by.path,
                *(location if number is None else (*location, number)),
                fault=f'{nouns.the_listed(listing)} "{named}" finns inte {_where(listing, agreement)}',
                remedy=_elsewhere(site, listing, named) or _remedy(named, _others(listing, known, agreement)),
            )


def _elsewhere(site: Site, listing: Listing, named: str) -> str:
    """Where a point of another agreement can be answered; "" where there is none of that id."""
    if listing is not Listing.POINTS:
        return ""
    found = (one for one in site.agreements if named in listed_ids(site, listing, one))
    there = next(found, None)
    return f"den finns i content/{there.id}/: lägg svaret i en text där" if there else ""


def _others(listing: Listing, known: tuple[str, ...], agreement: Agreement | None) -> tuple[str, ...]:
    """The ids to offer: an agreement names no other agreement by its own."""
    own = agreement.id if agreement and listing is Listing.AGREEMENTS else None
    return tuple(one for one in known if one != own)


def _where(listing: Listing, agreement: Agreement | None) -> str:
    """In which file or block such things stand, in Swedish."""
    if agreement and listing is Listing.MEASURES:
        return f"i content/{agreement.id}/atgarder/"
    if agreement and listing is Listing.POINTS:
        return f"bland points i content/{agreement.id}/nyheter/"
    if agreement and listing in (Listing.PROMISES, Listing.FOCUS_AREAS):
        return f"under {listing.value} för {agreement.id} i {PROMISES}"
    return f"under {listing.value} i {PROMISES}"


def _remedy(named: str, choices: tuple[str, ...]) -> str:
    offer = closest(named, choices)
    advice = f'menade du "{offer}"?' if offer else "rätta id här eller lägg till det där."
    listed = f" Tillåtna: {', '.join(dict.fromkeys(choices))}" if 0 < len(choices) <= _LONGEST_LIST else ""
    return f"{advice}{listed}"


@rule(
    "unit-is-part-of-party",
    what="I part_of står en part som inte själv är en enhet.",
    why="Då finns det alltid en part som svarar för det som enheten gör.",
    mend="Skriv en part som inte är en enhet. Är den här parten ingen enhet: ta bort raden part_of.",
    example="parties:\n  - id: kommunen\n    name: Exempelby kommun\n    kind: municipality\n"
    "  - id: gatuenheten\n    name: Kommunens gatuenhet\n    kind: unit\n    part_of: kommunen",
)
def check_part_of(site: Site) -> Iterator[Problem]:
    """A unit is a part of a party that is no unit itself, so that there is always one party that answers."""
    owners = {party.id: party.part_of for party in site.parties}
    for index, party in enumerate(site.parties):
        if party.part_of == party.id:
            wording = Wording(f'"{party.id}" kan inte vara en enhet av sig själv', "ta bort raden part_of")
        elif party.part_of and owners.get(party.part_of):
            wording = Wording(
                f'"{party.part_of}" är själv en enhet av "{owners[party.part_of]}"',
                "skriv en part som inte är en enhet",
            )
        else:
            continue
        yield site.problem_at(
            PROMISES, "parties", index, "part_of", fault=wording.fault, remedy=wording.remedy
        )
