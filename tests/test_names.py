"""A name from promises.yaml in the place of an id is met with the id."""

from __future__ import annotations

import pytest

from loften.reading.names import NO_NAMES, meant_id, names
from loften.records.record import written_fields
from samples import every_record

FIELDS = {
    key: field
    for kind in every_record()
    for key, field in written_fields(kind).items()
    if field.refers_to or key == "title"
}
KNOWN = names(
    {
        "contacts": [{"id": "vaxeln", "name": "Kommunens växel"}],
        "parties": [{"id": "kommunen", "name": "Ekby kommun"}, {"id": "polisen", "name": "Polisen"}],
        "places": [{"id": "torget", "name": "Stora torget"}],
        "agreements": [
            {
                "focus_areas": [{"id": "centrum", "title": "Tryggt centrum", "short_title": "Centrum"}],
                "promises": [{"id": "narvaro", "title": "Mer närvaro"}],
            },
            {"promises": [{"id": "ljus", "title": "Mer ljus"}]},
        ],
    }
)


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        ("responsible", "Ekby kommun", "kommunen"),
        ("participants", "POLISEN", "polisen"),
        ("part_of", "komunen", "kommunen"),
        ("places", "Stora Torget", "torget"),
        ("focus_areas", "Centrum", "centrum"),
        ("promise", "Mer närvaro", "narvaro"),
        ("promises", "Mer ljus", "ljus"),
        ("contact", "kommunens växel", "vaxeln"),
        ("places", "Ekby kommun", None),
        ("measure", "Polisen", None),
        ("title", "Polisen", None),
        ("responsible", "Räddningstjänsten", None),
        ("responsible", "", None),
    ],
)
def test_a_name_or_a_misspelt_id_means_the_id_of_its_own_block(
    field: str, written: str, expected: str | None
) -> None:
    assert meant_id(written, FIELDS[field], KNOWN) == expected


def test_what_has_another_form_than_it_should_has_no_names() -> None:
    odd: dict[str, object] = {
        "parties": "polisen",
        "places": [None, "torget", {"name": "Torget"}],
        "agreements": [[], {}],
    }
    assert not any(names(odd).values())
    assert meant_id("Polisen", FIELDS["responsible"], NO_NAMES) is None


def test_a_field_that_the_model_does_not_know_names_nothing() -> None:
    assert meant_id("Polisen", None, KNOWN) is None
