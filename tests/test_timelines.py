"""Status, outcome and assessment follow from what was reported, and from nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loften.deriving.timelines import Timeline, amendments, corrections, counted, judgements, timelines
from loften.records.texts import FollowUp, Measure, Update
from loften.records.vocabulary import Standing, Status
from samples import follow_up, measure, report, site, update

TODAY = dt.date(2024, 9, 1)


def timeline(*records: Measure | Update | FollowUp, today: dt.date = TODAY) -> Timeline:
    lamps = measure("lampor", end="2024-08-31")
    return timelines(site(lamps, *records), today)["2024", "lampor"]


def test_a_measure_that_nothing_mentions_is_not_reported_and_never_planned() -> None:
    found = timeline()
    assert (found.standing, found.entries, found.status_entry) == (Standing.NOT_REPORTED, (), None)


def test_an_unreported_measure_stays_unreported_when_its_end_has_passed() -> None:
    assert timeline(today=dt.date(2026, 1, 1)).standing is Standing.NOT_REPORTED


@pytest.mark.parametrize("status", ["planned", "ongoing"])
def test_an_open_measure_is_overdue_the_day_after_its_own_end(status: str) -> None:
    said = update("2024-03-01-start", measures=[report("lampor", status)])
    assert timeline(said, today=dt.date(2024, 8, 31)).standing is Standing(status)
    assert timeline(said, today=dt.date(2024, 9, 1)).standing is Standing.OVERDUE


@pytest.mark.parametrize("status", ["done", "partly-done", "not-done", "not-verifiable"])
def test_a_finished_measure_is_never_overdue(status: str) -> None:
    said = update("2024-03-01-slut", measures=[report("lampor", status, reason="Skäl.")])
    assert timeline(said).standing is Standing(status)


def test_the_day_it_happened_decides_not_the_day_it_was_published() -> None:
    late = update("2024-06-01-sen", date="2024-02-01", measures=[report("lampor", "planned")])
    early = update("2024-03-01-tidig", measures=[report("lampor", "done")])
    found = timeline(late, early)
    assert [entry.record.id for entry in found.entries] == ["2024-06-01-sen", "2024-03-01-tidig"]
    assert found.standing is Standing.DONE


def test_a_follow_up_counts_like_an_update() -> None:
    found = timeline(
        update("2024-03-01-start", measures=[report("lampor", "ongoing")]),
        follow_up(
            "kvartal-2",
            "2024-04-01",
            "2024-06-30",
            published="2024-07-05",
            measures=[report("lampor", "done")],
        ),
    )
    assert found.standing is Standing.DONE


def test_a_report_without_status_changes_no_status() -> None:
    found = timeline(
        update("2024-03-01-start", measures=[report("lampor", "done")]),
        update("2024-04-01-mer", measures=[report("lampor", reason="Mer om lamporna.")]),
    )
    assert found.standing is Standing.DONE
    assert len(found.entries) == 2


def test_the_status_that_a_correction_replaces_stops_counting() -> None:
    found = timeline(
        update("2024-03-01-start", measures=[report("lampor", "done")]),
        update(
            "2024-04-01-fel",
            kind="correction",
            corrects="2024/nyheter/2024-03-01-start",
            measures=[report("lampor", "ongoing")],
        ),
        today=dt.date(2024, 5, 1),
    )
    assert [(entry.report.status, entry.counts_status) for entry in found.entries] == [
        (Status.DONE, False),
        (Status.ONGOING, True),
    ]
    assert found.standing is Standing.ONGOING
    assert [correction.id for correction in found.entries[0].corrections] == ["2024-04-01-fel"]


def test_a_correction_takes_the_day_of_what_it_corrects_so_later_reports_still_count() -> None:
    found = timeline(
        update("2024-02-01-start", measures=[report("lampor", "planned")]),
        update("2024-03-01-klar", measures=[report("lampor", "done")]),
        update(
            "2024-05-01-fel",
            kind="correction",
            corrects="2024/nyheter/2024-02-01-start",
            measures=[report("lampor", "ongoing")],
        ),
    )
    assert found.standing is Standing.DONE


def test_a_correction_of_a_correction_replaces_it_on_the_first_day() -> None:
    found = timeline(
        update("2024-02-01-start", measures=[report("lampor", "planned")]),
        update(
            "2024-03-01-fel",
            kind="correction",
            corrects="2024/nyheter/2024-02-01-start",
            measures=[report("lampor", "done")],
        ),
        update(
            "2024-04-01-fel-igen",
            kind="correction",
            corrects="2024/nyheter/2024-03-01-fel",
            measures=[report("lampor", "not-done", reason="Ingen el.")],
        ),
    )
    assert {entry.day for entry in found.entries} == {dt.date(2024, 2, 1)}
    assert found.standing is Standing.NOT_DONE


def outcome(count: str) -> dict[str, str]:
    return {"count": count, "unit": "lampor", "from": "2024-01-01", "to": "2024-02-01"}


def test_a_correction_of_the_outcome_alone_leaves_the_status() -> None:
    found = timeline(
        update("2024-03-01-klar", measures=[report("lampor", "done", outcome=outcome("40"))]),
        update(
            "2024-04-01-fel",
            kind="correction",
            corrects="2024/nyheter/2024-03-01-klar",
            measures=[report("lampor", outcome=outcome("14"))],
        ),
    )
    assert found.standing is Standing.DONE
    assert found.outcome is not None
    assert found.outcome.count == 14


def test_a_correction_that_states_neither_takes_back_both() -> None:
    found = timeline(
        update("2024-03-01-klar", measures=[report("lampor", "done", outcome=outcome("40"))]),
        update(
            "2024-04-01-fel",
            kind="correction",
            corrects="2024/nyheter/2024-03-01-klar",
            measures=[report("lampor", reason="Det gällde andra lampor.")],
        ),
    )
    assert (found.standing, found.outcome) == (Standing.NOT_REPORTED, None)


def test_a_correction_of_one_measure_leaves_what_the_update_says_of_another() -> None:
    found = timelines(
        site(
            measure("lampor"),
            measure("kameror"),
            update("2024-03-01-klart", measures=[report("lampor", "done"), report("kameror", "done")]),
            update(
                "2024-04-01-fel",
                kind="correction",
                corrects="2024/nyheter/2024-03-01-klart",
                measures=[report("kameror", "ongoing")],
            ),
        ),
        TODAY,
    )
    assert found["2024", "lampor"].standing is Standing.DONE
    assert found["2024", "kameror"].standing is Standing.ONGOING


def test_a_withdrawn_update_stays_in_the_timeline_and_counts_for_nothing() -> None:
    found = timeline(
        update(
            "2024-03-01-klar",
            measures=[report("lampor", "done")],
            withdrawn={"date": "2024-04-01", "reason": "Fel plats."},
        )
    )
    assert (found.standing, len(found.entries)) == (Standing.NOT_REPORTED, 1)


def test_totals_are_never_summed_the_one_that_reaches_furthest_counts() -> None:
    half = {"count": "30", "unit": "lampor", "from": "2024-01-01", "to": "2024-06-30"}
    third = {"count": "10", "unit": "lampor", "from": "2024-01-01", "to": "2024-03-31"}
    found = timeline(
        update("2024-07-05-halvar", measures=[report("lampor", outcome=half)]),
        update("2024-08-05-kvartal", measures=[report("lampor", outcome=third)]),
    )
    assert found.outcome is not None
    assert found.outcome.count == 30


def test_of_two_totals_up_to_the_same_day_the_longer_counts() -> None:
    year = {"count": "9", "unit": "lampor", "from": "2024-01-01", "to": "2024-06-30"}
    quarter = {"count": "3", "unit": "lampor", "from": "2024-04-01", "to": "2024-06-30"}
    found = timeline(
        update("2024-07-05-halvar", measures=[report("lampor", outcome=year)]),
        update("2024-08-05-kvartal", measures=[report("lampor", outcome=quarter)]),
    )
    assert found.outcome is not None
    assert found.outcome.count == 9


def test_the_source_of_the_update_stands_for_a_report_without_one() -> None:
    said = update(
        "2024-03-01-klar",
        source={"by": "Exempelby kommun"},
        measures=[{"measure": "lampor", "status": "done"}],
    )
    source = timeline(said).entries[0].source
    assert source is not None
    assert source.by == "Exempelby kommun"


def test_counts_leave_out_withdrawn_measures_and_follow_the_order_of_standings() -> None:
    found = timelines(
        site(
            measure("a"),
            measure("b"),
            measure("c", withdrawn={"date": "2024-02-01", "reason": "Dubblett."}),
            update("2024-03-01-klar", measures=[report("b", "done")]),
        ),
        TODAY,
    )
    assert counted(found.values()) == ((Standing.NOT_REPORTED, 1), (Standing.DONE, 1))


def test_a_corrected_assessment_takes_the_place_of_the_wrong_one() -> None:
    content = site(
        measure("lampor"),
        follow_up(
            "slut",
            "2024-01-01",
            "2024-12-31",
            published="2025-01-20",
            assessments=[{"promise": "synlighet", "assessment": "kept", "reason": "Allt är gjort."}],
        ),
        update(
            "2025-02-01-fel",
            kind="correction",
            corrects="2024/uppfoljning/slut",
            assessments=[{"promise": "synlighet", "assessment": "partly-kept", "reason": "En lampa saknas."}],
        ),
    )
    agreement = content.agreements[0]
    found = judgements(content, agreement, agreement.promises[0])
    assert [(judged.entry.assessment.value, judged.record.id) for judged in found] == [
        ("partly-kept", "2025-02-01-fel")
    ]


def assessed(name: str, **fields: Any) -> FollowUp:
    said = {"promise": "synlighet", "assessment": "kept", "reason": "Allt är gjort."}
    return follow_up(name, "2024-01-01", "2024-12-31", published="2025-01-20", assessments=[said], **fields)


def reassessed(name: str, corrects: str, assessment: str) -> Update:
    said = {"promise": "synlighet", "assessment": assessment, "reason": "En lampa saknas."}
    return update(name, kind="correction", corrects=corrects, assessments=[said])


def test_a_correction_of_a_corrected_assessment_takes_its_place_too() -> None:
    content = site(
        assessed("slut"),
        reassessed("2025-02-01-fel", "2024/uppfoljning/slut", "not-kept"),
        reassessed("2025-03-01-fel-igen", "2024/nyheter/2025-02-01-fel", "partly-kept"),
    )
    agreement = content.agreements[0]
    found = judgements(content, agreement, agreement.promises[0])
    assert [judged.record.id for judged in found] == ["2025-03-01-fel-igen"]


def test_nothing_of_a_withdrawn_follow_up_is_a_judgement_not_even_its_correction() -> None:
    content = site(
        assessed("slut", withdrawn={"date": "2025-02-10", "reason": "Fel underlag."}),
        reassessed("2025-02-01-fel", "2024/uppfoljning/slut", "not-kept"),
    )
    agreement = content.agreements[0]
    assert judgements(content, agreement, agreement.promises[0]) == ()


def test_an_amendment_is_found_on_the_agreement_and_on_what_it_names() -> None:
    decision = update(
        "2024-06-01-beslut", kind="amendment", promises=["samverkan"], measures=[report("lampor")]
    )
    content = site(measure("lampor"), measure("kameror"), decision)
    assert amendments(content) == {
        "2024/": (decision,),
        "2024/loften/samverkan/": (decision,),
        "2024/atgarder/lampor/": (decision,),
    }


def test_corrections_are_found_by_the_address_they_correct_oldest_first() -> None:
    first = update("2024-03-01-ett", kind="correction", corrects="2024/atgarder/lampor")
    second = update("2024-05-01-tva", kind="correction", corrects="2024/atgarder/lampor")
    assert corrections(site(measure("lampor"), second, first)) == {"2024/atgarder/lampor/": (first, second)}
