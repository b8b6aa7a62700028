"""Outcomes against targets: what peers publish by hand today can be said, and no more than is known."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from loften.deriving.targets import outcome_sentence, verdict
from loften.deriving.timelines import Timeline, timelines
from loften.records.vocabulary import Verdict
from samples import measure, report, site, update

YEAR = {"from": "2024-01-01", "to": "2024-12-31"}
AFTER = dt.date(2025, 3, 1)
DURING = dt.date(2024, 11, 1)


def told(
    target: dict[str, str] | None, outcome: dict[str, str], today: dt.date = AFTER, **fields: Any
) -> tuple[str | None, Verdict]:
    content = site(
        measure("matt", **({"target": target} if target else {}), **fields),
        update("2024-11-01-utfall", measures=[report("matt", outcome=outcome)]),
    )
    timeline: Timeline = timelines(content, today)["2024", "matt"]
    assert timeline.outcome is not None
    agreement = content.agreements[0]
    return (
        outcome_sentence(agreement, timeline, today),
        verdict(agreement, timeline.measure, timeline.outcome, today),
    )


def target(count: str, unit: str, comparison: str = "at-least", per: str = "period") -> dict[str, str]:
    return {"count": count, "unit": unit, "comparison": comparison, "per": per}


def counted(count: str, unit: str, **days: str) -> dict[str, str]:
    return {"count": count, "unit": unit, **YEAR, **days}


@pytest.mark.parametrize(
    ("goal", "outcome", "expected"),
    [
        pytest.param(
            target("8", "grannsamverkansområden"),
            counted("20", "grannsamverkansområden"),
            "20 av minst 8 grannsamverkansområden, 1 januari–31 december 2024 – målet är nått",
            id="Strängnäs, grannsamverkan",
        ),
        pytest.param(
            target("2", "båtsamverkansområden", "exactly"),
            counted("3", "båtsamverkansområden"),
            "3 av exakt 2 båtsamverkansområden, 1 januari–31 december 2024 – målet är inte nått",
            id="Strängnäs, båtsamverkan, om målet är exakt",
        ),
        pytest.param(
            target("2", "båtsamverkansområden"),
            counted("3", "båtsamverkansområden"),
            "3 av minst 2 båtsamverkansområden, 1 januari–31 december 2024 – målet är nått",
            id="Strängnäs, båtsamverkan",
        ),
        pytest.param(
            target("4", "trygghetsvandringar"),
            counted("4", "trygghetsvandringar"),
            "4 av minst 4 trygghetsvandringar, 1 januari–31 december 2024 – målet är nått",
            id="Strängnäs, trygghetsvandringar",
        ),
        pytest.param(
            None,
            counted("303", "trafikkontroller"),
            "303 trafikkontroller, 1 januari–31 december 2024",
            id="Strängnäs, trafikkontroller utan mål",
        ),
        pytest.param(
            target("1", "kontroll", per="week"),
            counted("62", "kontroller"),
            "62 kontroller, 1 januari–31 december 2024; målet är minst 1 kontroll per vecka",
            id="Kungsbacka, en kontroll i veckan",
        ),
        pytest.param(
            target("1", "kontroll", per="week"),
            counted("62", "kontroller", target_met="true"),
            "62 kontroller, 1 januari–31 december 2024; målet, minst 1 kontroll per vecka, är nått",
            id="Kungsbacka, när källan säger att målet är nått",
        ),
        pytest.param(
            None,
            counted("57", "trafikinsatser"),
            "57 trafikinsatser, 1 januari–31 december 2024",
            id="Hjo och Töreboda",
        ),
        pytest.param(
            target("50", "trafikkontroller"),
            counted("41", "trafikkontroller"),
            "41 av minst 50 trafikkontroller, 1 januari–31 december 2024 – målet är inte nått",
            id="Vingåker",
        ),
    ],
)
def test_what_peers_publish_has_its_sentence(
    goal: dict[str, str] | None, outcome: dict[str, str], expected: str
) -> None:
    assert told(goal, outcome)[0] == expected


def test_a_total_that_begins_late_is_no_share_of_the_target() -> None:
    autumn = counted("3", "möten", **{"from": "2024-10-01"})
    assert told(target("10", "möten"), autumn)[0] == (
        "3 möten, 1 oktober–31 december 2024; målet är minst 10 möten"
    )


def test_a_total_that_begins_on_the_first_day_is_a_share_also_before_the_last() -> None:
    spring = counted("3", "möten", to="2024-06-30")
    assert told(target("10", "möten"), spring, DURING)[0] == ("3 av minst 10 möten, 1 januari–30 juni 2024")


def test_at_least_is_met_as_soon_as_it_is_reached() -> None:
    early = counted("8", "möten", to="2024-06-30")
    assert told(target("8", "möten"), early, DURING)[1] is Verdict.MET


def test_at_least_is_not_missed_before_the_period_is_over() -> None:
    assert told(target("8", "möten"), counted("2", "möten", to="2024-06-30"), DURING)[1] is Verdict.OPEN


def test_at_least_is_not_missed_by_a_total_for_a_part_of_the_period() -> None:
    assert told(target("8", "möten"), counted("2", "möten", to="2024-06-30"), AFTER)[1] is Verdict.OPEN


@pytest.mark.parametrize("comparison", ["at-most", "exactly"])
def test_at_most_and_exactly_wait_until_the_period_is_over(comparison: str) -> None:
    goal = target("8", "larm", comparison)
    assert told(goal, counted("8", "larm"), dt.date(2024, 12, 31))[1] is Verdict.OPEN
    assert told(goal, counted("8", "larm"), dt.date(2025, 1, 1))[1] is Verdict.MET


@pytest.mark.parametrize(
    ("comparison", "count", "expected"),
    [
        ("at-most", "9", Verdict.NOT_MET),
        ("at-most", "7", Verdict.MET),
        ("exactly", "9", Verdict.NOT_MET),
        ("exactly", "7", Verdict.NOT_MET),
    ],
)
def test_at_most_and_exactly_are_judged_on_the_whole_period(
    comparison: str, count: str, expected: Verdict
) -> None:
    assert told(target("8", "larm", comparison), counted(count, "larm"))[1] is expected


@pytest.mark.parametrize("per", ["week", "month", "quarter"])
def test_a_total_never_proves_a_weekly_monthly_or_quarterly_target(per: str) -> None:
    words, found = told(target("1", "kontroller", per=per), counted("500", "kontroller"))
    assert found is Verdict.OPEN
    assert words is not None
    assert "nått" not in words


def test_the_source_may_say_that_a_weekly_target_was_missed() -> None:
    outcome = counted("62", "kontroller", target_met="false")
    assert told(target("1", "kontroller", per="week"), outcome)[1] is Verdict.NOT_MET


def test_a_measure_with_its_own_days_is_judged_on_them() -> None:
    outcome = counted("3", "möten", **{"from": "2024-03-01", "to": "2024-05-31"})
    found = told(target("4", "möten"), outcome, DURING, start="2024-03-01", end="2024-05-31")
    assert found[1] is Verdict.NOT_MET


def test_large_numbers_are_grouped() -> None:
    assert (
        told(None, counted("12500", "samtal"))[0]
        == "12\N{NO-BREAK SPACE}500 samtal, 1 januari–31 december 2024"
    )
