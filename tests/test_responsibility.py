"""Who has promised what is one derivation: a party's page and the filter show the same measures."""

from __future__ import annotations

import datetime as dt

from loften.deriving.responsibility import involved, promised_alone, promised_together, takes_part_in
from loften.deriving.timelines import timelines
from samples import measure, site

CONTENT = site(
    measure("bevakning", responsible=["polisen"], participants=["bostadsbolaget"]),
    measure("samrad", responsible=["polisen", "sakerhet"]),
    measure("skotsel", responsible=["kommunen"], participants=["sakerhet"]),
    measure("ronder", responsible=["sakerhet"]),
)
FOUND = tuple(timelines(CONTENT, dt.date(2024, 6, 1)).values())


def shown(party: str) -> tuple[list[str], list[str], list[str]]:
    """What the party has promised alone, together with others, and takes part in."""
    body = CONTENT.party(party)
    together = () if body.part_of else promised_together(CONTENT, FOUND, body)
    groups = (promised_alone(CONTENT, FOUND, body), together, takes_part_in(CONTENT, FOUND, body))
    alone, several, taking_part = ([timeline.measure.id for timeline in group] for group in groups)
    return alone, several, taking_part


def test_a_units_measures_are_also_those_of_its_body() -> None:
    assert shown("kommunen") == (["skotsel", "ronder"], ["samrad"], [])


def test_a_unit_has_promised_what_names_it() -> None:
    assert shown("sakerhet") == (["samrad", "ronder"], [], ["skotsel"])


def test_who_takes_part_has_promised_nothing() -> None:
    assert shown("bostadsbolaget") == ([], [], ["bevakning"])


def test_several_units_of_one_body_are_one_body() -> None:
    assert promised_together(CONTENT, FOUND) == tuple(t for t in FOUND if t.measure.id == "samrad")


def test_a_measure_involves_exactly_the_parties_on_whose_pages_it_stands() -> None:
    for party in CONTENT.parties:
        on_page = {name for group in shown(party.id) for name in group}
        assert on_page == {m.id for m in CONTENT.measures if party.id in involved(CONTENT, m)}
