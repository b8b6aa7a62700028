"""Outcomes against targets: what peers publish by hand today can be said, and no more than is known."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import pytest

from loften.checks.report_checks import check_done_reaches_target, check_target_met
from loften.deriving.charts import target_chart
from loften.deriving.targets import outcome_sentence, verdict
from loften.deriving.timelines import Timeline, timelines
from loften.records.vocabulary import Verdict
from loften.words import grammar
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
            "3 båtsamverkansområden, 1 januari–31 december 2024, alltså 1 fler än de 2 som lovades",
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
            "62 kontroller på 366 dagar, 1 januari–31 december 2024, i snitt 1,19 per vecka; "
            "målet är minst 1 kontroll per vecka",
            id="Kungsbacka, en kontroll i veckan",
        ),
        pytest.param(
            target("1", "kontroll", per="week"),
            counted("62", "kontroller", target_met="true"),
            "62 kontroller på 366 dagar, 1 januari–31 december 2024, i snitt 1,19 per vecka; "
            "målet, minst 1 kontroll per vecka, är nått",
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
        ("exactly", "9", Verdict.MORE),
        ("exactly", "7", Verdict.NOT_MET),
    ],
)
def test_at_most_and_exactly_are_judged_on_the_whole_period(
    comparison: str, count: str, expected: Verdict
) -> None:
    assert told(target("8", "larm", comparison), counted(count, "larm"))[1] is expected


@pytest.mark.parametrize("per", ["day", "week", "month", "quarter"])
def test_a_total_never_proves_a_daily_weekly_monthly_or_quarterly_target(per: str) -> None:
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


# --- more than exactly --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "per", "outcome", "expected"),
    [
        ("2", "period", "3", "1 fler än de 2 som lovades"),
        ("2", "year", "5", "3 fler än de 2 per år som lovades"),
        ("1", "period", "3", "2 fler än målet, som är exakt 1"),
        ("1", "year", "2", "1 fler än målet, som är exakt 1 per år"),
        ("0", "period", "4", "4 fler än målet, som är exakt 0"),
        ("1000", "period", "9000", "8000 fler än de 1000 som lovades"),
    ],
)
def test_more_than_exactly_is_told_as_how_many_more(
    count: str, per: str, outcome: str, expected: str
) -> None:
    assert told(target(count, "dialoger", "exactly", per), counted(outcome, "dialoger")) == (
        f"{outcome} dialoger, 1 januari–31 december 2024, alltså {expected}",
        Verdict.MORE,
    )


def test_more_than_exactly_is_more_as_soon_as_it_is_counted() -> None:
    autumn = counted("3", "dialoger", **{"from": "2024-08-01", "to": "2024-10-31"})
    assert told(target("2", "dialoger", "exactly"), autumn, DURING) == (
        "3 dialoger, 1 augusti–31 oktober 2024, alltså 1 fler än de 2 som lovades",
        Verdict.MORE,
    )


def test_days_outside_those_of_the_target_do_not_make_more_than_exactly() -> None:
    autumn = counted("3", "dialoger", **{"from": "2024-08-01", "to": "2024-10-31"})
    assert told(target("2", "dialoger", "exactly"), autumn, start="2024-09-01")[1] is Verdict.OPEN


@pytest.mark.parametrize("said", ["true", "false"])
@pytest.mark.parametrize("last", ["2024-06-30", "2024-12-31"])
def test_what_the_source_says_of_more_than_exactly_contradicts_no_number(said: str, last: str) -> None:
    outcome = counted("3", "dialoger", to=last, target_met=said)
    content = site(
        measure("matt", target=target("2", "dialoger", "exactly")),
        update("2025-01-10-utfall", measures=[report("matt", outcome=outcome)]),
    )
    assert list(check_target_met(content)) == []


# --- in the target's unit -----------------------------------------------------------------------------------


def in_unit(count: str, per: str, first: str, last: str, goal: str = "7") -> str:
    """What is said of an outcome before the target is named."""
    outcome = {"count": count, "unit": "pass", "from": first, "to": last}
    words = told(target(goal, "pass", per=per), outcome)[0]
    assert words is not None
    said, _, rest = words.partition("; ")
    assert rest.startswith("målet")
    return said


@pytest.mark.parametrize(
    ("count", "per", "first", "last", "expected"),
    [
        pytest.param(
            *("301", "day", "2031-04-01", "2031-12-01"),
            "301 pass på 245 dagar, 1 april–1 december 2031, i snitt 1,23 per dag",
            id="the days of both ends are counted",
        ),
        pytest.param(
            *("3", "day", "2031-04-01", "2031-04-02"),
            "3 pass på 2 dagar, 1–2 april 2031, i snitt 1,5 per dag",
            id="no trailing zero",
        ),
        pytest.param(
            *("366", "day", "2024-01-01", "2024-12-31"),
            "366 pass på 366 dagar, 1 januari–31 december 2024, i snitt 1 per dag",
            id="a leap year has 366 days",
        ),
        pytest.param(
            *("0", "day", "2024-01-01", "2024-01-31"),
            "0 pass på 31 dagar, 1–31 januari 2024, i snitt 0 per dag",
            id="none is none",
        ),
        pytest.param(
            *("1", "day", "2024-01-01", "2024-12-31"),
            "1 pass på 366 dagar, 1 januari–31 december 2024, i snitt mindre än 0,01 per dag",
            id="one is not rounded to none",
        ),
        pytest.param(
            *("4", "week", "2024-12-30", "2025-01-12"),
            "4 pass på 14 dagar, 30 december 2024–12 januari 2025, i snitt 2 per vecka",
            id="weeks across years",
        ),
        pytest.param(
            *("3", "week", "2024-01-01", "2024-01-08"),
            "3 pass på 8 dagar, 1–8 januari 2024, i snitt 2,63 per vecka",
            id="2.625 is rounded up",
        ),
        pytest.param(
            *("7", "month", "2024-01-01", "2024-02-29"),
            "7 pass på 60 dagar, 1 januari–29 februari 2024, i snitt 3,5 per månad",
            id="two whole months with a leap day",
        ),
        pytest.param(
            *("7", "month", "2023-01-01", "2023-02-28"),
            "7 pass på 59 dagar, 1 januari–28 februari 2023, i snitt 3,5 per månad",
            id="two whole months without one",
        ),
        pytest.param(
            *("9", "month", "2024-11-01", "2025-01-31"),
            "9 pass på 92 dagar, 1 november 2024–31 januari 2025, i snitt 3 per månad",
            id="whole months across years",
        ),
        pytest.param(
            *("3", "month", "2024-04-16", "2024-05-31"),
            "3 pass på 46 dagar, 16 april–31 maj 2024, i snitt 2 per månad",
            id="half of April and all of May",
        ),
        pytest.param(
            *("6", "month", "2024-02-01", "2024-03-15"),
            "6 pass på 44 dagar, 1 februari–15 mars 2024, i snitt 4,04 per månad",
            id="February and 15 of the 31 days of March",
        ),
        pytest.param(
            *("10", "quarter", "2024-01-01", "2024-12-31"),
            "10 pass på 366 dagar, 1 januari–31 december 2024, i snitt 2,5 per kvartal",
            id="four quarters",
        ),
        pytest.param(
            *("4", "quarter", "2024-01-01", "2024-04-30"),
            "4 pass på 121 dagar, 1 januari–30 april 2024, i snitt 3 per kvartal",
            id="a quarter and a third of one",
        ),
        pytest.param(
            *("40001", "day", "2024-01-01", "2024-01-02"),
            "40\N{NO-BREAK SPACE}001 pass på 2 dagar, 1–2 januari 2024, "
            "i snitt 20\N{NO-BREAK SPACE}000,5 per dag",
            id="large numbers are grouped",
        ),
    ],
)
def test_an_outcome_is_also_told_in_the_unit_of_its_target(
    count: str, per: str, first: str, last: str, expected: str
) -> None:
    assert in_unit(count, per, first, last) == expected


@pytest.mark.parametrize(
    ("per", "first", "last", "span"),
    [
        ("day", "2024-02-29", "2024-02-29", "29 februari 2024"),
        ("week", "2024-01-01", "2024-01-07", "1–7 januari 2024"),
        ("month", "2024-01-01", "2024-01-03", "1–3 januari 2024"),
        ("month", "2024-02-01", "2024-02-29", "1–29 februari 2024"),
        ("month", "2024-01-16", "2024-02-14", "16 januari–14 februari 2024"),
        ("quarter", "2024-04-01", "2024-06-30", "1 april–30 juni 2024"),
        ("quarter", "2024-04-01", "2024-04-30", "1–30 april 2024"),
        ("year", "2024-01-01", "2024-12-31", "1 januari–31 december 2024"),
        ("period", "2024-02-01", "2024-12-31", "1 februari–31 december 2024"),
    ],
)
def test_no_more_days_than_one_unit_give_no_average(per: str, first: str, last: str, span: str) -> None:
    outcome = {"count": "5", "unit": "pass", "from": first, "to": last}
    words = told(target("7", "pass", per=per), outcome)[0]
    assert words is not None
    assert "snitt" not in words
    assert words.startswith("5 ")
    assert span in words


@pytest.mark.parametrize(
    ("count", "goal", "expected"),
    [
        ("365", "1", "i snitt knappt 1 per dag"),
        ("366", "1", "i snitt 1 per dag"),
        ("367", "1", "i snitt drygt 1 per dag"),
        ("365", "2", "i snitt 1 per dag"),
        ("1", "0", "i snitt mindre än 0,01 per dag"),
    ],
)
def test_rounding_alone_neither_reaches_nor_keeps_a_target(count: str, goal: str, expected: str) -> None:
    assert in_unit(count, "day", "2024-01-01", "2024-12-31", goal).endswith(expected)


@pytest.mark.parametrize("year", [2023, 2024, 2100, 2000])
@pytest.mark.parametrize("months", range(2, 13))
def test_any_whole_months_from_any_month_are_so_many_months(year: int, months: int) -> None:
    for first in range(1, 13):
        after = dt.date(year + (first + months - 1) // 12, (first + months - 1) % 12 + 1, 1)
        last = (after - dt.timedelta(days=1)).isoformat()
        said = in_unit(str(5 * months), "month", f"{year}-{first:02}-01", last)
        assert said.endswith(", i snitt 5 per månad")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (Fraction(0), "0"),
        (Fraction(1, 200), "0,01"),
        (Fraction(499, 100_000), "0"),
        (Fraction(1, 8), "0,13"),
        (Fraction(5, 2), "2,5"),
        (Fraction(10), "10"),
        (Fraction(1999, 1000), "2"),
        (Fraction(25_001, 2), "12\N{NO-BREAK SPACE}500,5"),
    ],
)
def test_decimals_are_two_at_most_and_rounded_half_up(number: Fraction, expected: str) -> None:
    assert grammar.decimals(number) == expected


@pytest.mark.parametrize("per", ["day", "week", "month", "quarter"])
def test_the_chart_draws_no_line_for_what_a_total_says_nothing_about(per: str) -> None:
    content = site(
        measure("matt", target=target("1", "pass", per=per)),
        update("2025-01-10-utfall", measures=[report("matt", outcome=counted("62", "pass"))]),
    )
    chart = target_chart(timelines(content, AFTER)["2024", "matt"])
    assert chart is not None
    assert (chart.bar, chart.line) == (90, None)


# --- done ---------------------------------------------------------------------------------------------------


def warned(goal: dict[str, str], outcome: dict[str, str], **fields: Any) -> bool:
    """Whether a measure that is done with this outcome is warned about."""
    content = site(
        measure("matt", target=goal, **fields),
        update("2025-01-10-utfall", measures=[report("matt", "done", outcome=outcome)]),
    )
    found = list(check_done_reaches_target(content))
    assert not any(problem.is_error for problem in found)
    return bool(found)


@pytest.mark.parametrize("last", ["2024-06-30", "2024-12-31"])
@pytest.mark.parametrize("per", ["period", "year"])
@pytest.mark.parametrize(
    ("comparison", "count", "expected"),
    [
        ("at-least", "7", True),
        ("at-least", "8", False),
        ("at-least", "9", False),
        ("exactly", "7", True),
        ("exactly", "8", False),
        ("exactly", "9", False),
        ("at-most", "7", False),
        ("at-most", "8", False),
        ("at-most", "9", True),
    ],
)
def test_done_is_warned_about_where_the_outcome_does_not_fit_the_target(
    comparison: str, count: str, expected: bool, per: str, last: str
) -> None:
    assert warned(target("8", "pass", comparison, per), counted(count, "pass", to=last)) is expected


def test_done_is_warned_about_also_where_the_count_begins_late() -> None:
    assert warned(target("8", "pass"), counted("3", "pass", **{"from": "2024-10-01"}))


def test_at_most_is_not_held_against_days_outside_its_own() -> None:
    assert not warned(target("8", "pass", "at-most"), counted("9", "pass"), end="2024-06-30")


@pytest.mark.parametrize("per", ["day", "week", "month", "quarter"])
def test_done_beside_a_target_per_day_to_quarter_is_warned_about_where_the_source_says_so(per: str) -> None:
    goal = target("8", "pass", per=per)
    assert warned(goal, counted("1", "pass", target_met="false"))
    assert not warned(goal, counted("1", "pass", target_met="true"))
    assert not warned(goal, counted("1", "pass"))


def test_the_warning_stands_where_the_status_that_counts_is_said() -> None:
    content = site(
        measure("matt", target=target("8", "pass")),
        update("2024-05-02-klart", measures=[report("matt", "done")]),
        update("2024-04-01-halvvags", measures=[report("matt", "ongoing", outcome=counted("3", "pass"))]),
    )
    assert [problem.path for problem in check_done_reaches_target(content)] == [
        "content/2024/nyheter/2024-05-02-klart.md"
    ]


DONE = update("2025-01-10-klart", measures=[report("matt", "done", outcome=counted("7", "pass"))])
GONE = {"date": "2025-02-01", "reason": "Fel."}


@pytest.mark.parametrize(
    "corrected",
    [
        pytest.param(report("matt", "partly-done"), id="status"),
        pytest.param(report("matt", outcome=counted("8", "pass")), id="outcome"),
        pytest.param(report("matt"), id="both taken back"),
    ],
)
def test_what_is_corrected_is_not_held_against_the_target(corrected: dict[str, Any]) -> None:
    where = "2024/nyheter/2025-01-10-klart"
    correction = update("2025-02-01-ratt", kind="correction", corrects=where, measures=[corrected])
    content = site(measure("matt", target=target("8", "pass")), DONE, correction)
    assert list(check_done_reaches_target(content)) == []


def test_a_measure_that_is_withdrawn_is_not_held_against_its_target() -> None:
    content = site(measure("matt", target=target("8", "pass"), withdrawn=GONE), DONE)
    assert list(check_done_reaches_target(content)) == []


def test_a_text_that_is_withdrawn_is_not_held_against_the_target() -> None:
    reported = report("matt", "done", outcome=counted("7", "pass"))
    content = site(
        measure("matt", target=target("8", "pass")),
        update("2025-01-10-klart", withdrawn=GONE, measures=[reported]),
    )
    assert list(check_done_reaches_target(content)) == []
