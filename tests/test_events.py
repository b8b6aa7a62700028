"""Every dated thing that becomes public is one event, in one order."""

from __future__ import annotations

import datetime as dt

from loften.deriving.events import Event, EventKind, events
from loften.records.site import public
from samples import follow_up, measure, report, site, update

TODAY = dt.date(2024, 12, 1)


def test_the_signing_each_measure_each_update_and_each_follow_up_is_an_event_newest_first() -> None:
    found = events(
        site(
            measure("lampor"),
            update("2024-03-01-start"),
            follow_up("kvartal-1", "2024-01-01", "2024-03-31", published="2024-04-10"),
        ),
        dt.date(2024, 4, 30),
    )
    assert [(event.kind, event.address) for event in found] == [
        (EventKind.FOLLOW_UP, "2024/uppfoljning/kvartal-1/"),
        (EventKind.UPDATE, "2024/nyheter/2024-03-01-start/"),
        (EventKind.SIGNED, "2024/"),
        (EventKind.MEASURE, "2024/atgarder/lampor/"),
    ]


def test_a_time_of_day_orders_the_events_of_one_day() -> None:
    found = events(
        site(
            update("2024-03-01-morgon", published="2024-03-01 08:00"),
            update("2024-03-01-kvall", published="2024-03-01 18:30"),
        ),
        dt.date(2024, 3, 1),
    )
    assert [event.title for event in found[:2]] == ["Kvall", "Morgon"]


def test_a_signing_that_lies_ahead_is_not_an_event_yet() -> None:
    assert events(site(), dt.date(2023, 12, 13)) == ()
    assert len(events(site(), dt.date(2023, 12, 14))) == 1


def test_what_is_held_back_is_no_event_until_its_day() -> None:
    content = site(update("2024-03-01-start"))
    day_before, day = dt.date(2024, 2, 29), dt.date(2024, 3, 1)
    assert EventKind.UPDATE not in {event.kind for event in events(public(content, day_before), day_before)}
    assert EventKind.UPDATE in {event.kind for event in events(public(content, day), day)}


def named(event: Event) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the promises and of the focus areas that an event concerns, in the agreement's order."""
    agreement = event.agreement
    return (
        tuple(promise.id for promise in agreement.promises if promise.key in event.subjects),
        tuple(area.id for area in agreement.focus_areas if area.key in event.subjects),
    )


def test_a_correction_has_the_subjects_of_what_it_corrects() -> None:
    content = site(
        measure("lampor", focus_areas=["centrum"]),
        update("2024-03-01-klart", promises=["samverkan"]),
        update("2024-04-01-ett", kind="correction", corrects="2024/atgarder/lampor"),
        update("2024-05-01-tva", kind="correction", corrects="2024/nyheter/2024-03-01-klart"),
        update("2024-06-01-tre", kind="correction", corrects="2024/loften/synlighet"),
        update("2024-07-01-fyra", kind="correction", corrects="2024"),
    )
    found = {event.title: named(event) for event in events(content, TODAY)}
    assert found["Ett"] == (("synlighet",), ("centrum",))
    assert found["Tva"] == (("samverkan",), ())
    assert found["Tre"] == (("synlighet",), ())
    assert found["Fyra"] == ((), ())


def test_an_update_of_ten_measures_is_one_event_with_the_subjects_of_all() -> None:
    names = [f"atgard-{number}" for number in range(10)]
    measures = [measure(name, focus_areas=["trafik"] if name == "atgard-7" else []) for name in names]
    said = update("2024-03-01-allt", measures=[report(name, "done") for name in names])
    found = [e for e in events(site(*measures, said), TODAY) if e.kind is EventKind.UPDATE]
    assert [named(event) for event in found] == [(("synlighet",), ("trafik",))]
