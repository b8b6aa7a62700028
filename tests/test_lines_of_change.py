"""A line under `changes` says what has changed, on a day that has been; so does `until` of a former name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from loften.checks.memory_checks import check_lines_say_what
from loften.comparing.dating import check_new_lines_are_dated_now
from loften.records.site import Site, emptied
from pull_requests import repository
from samples import AGREEMENT, SETTINGS, measure, site, update

TODAY = dt.date(2024, 6, 1)
NEWS = "2024-05-20-lampor"
HELD_BACK = "2024-07-01-lampor"


def line(day: str, what: str = "Lamporna är tolv.") -> dict[str, str]:
    return {"date": day, "what": what}


# --- what a line says -----------------------------------------------------------------------------------


def is_refused(what: str) -> bool:
    return bool(list(check_lines_say_what(site(update(NEWS, changes=[line("2024-05-20", what)])))))


@pytest.mark.parametrize(
    "what",
    [
        *("Ändrat", "Ändrat 2032-02-16", "Ändrat idag", "Ändrat i dag.", "Uppdaterat igår", "Nu ändrat"),
        *("Ändrat på måndag", "Rättat den 16 februari 2032", "Ändrat: 2032-02-16.", "Ändrat: nu."),
        *("Text", "Texten", "Texten är ändrad", "Ny text", "Hela texten är ny.", "Brödtexten"),
        *("Förtydligat", "Förtydligande", "Ett litet förtydligande av texten", "Omformulerat"),
        *("Ny formulering", "Nya formuleringar", "Ny lydelse", "Språkliga justeringar", "Rättelse"),
        *("Rubriken", "Sammanfattning", "Rubrik och sammanfattning", "Bilden idag", "Redaktionell ändring"),
        *("...", "2032-02-16", "Se ovan"),
    ],
)
def test_a_line_that_names_a_change_a_day_or_a_text_and_nothing_else_is_refused(what: str) -> None:
    assert is_refused(what)


@pytest.mark.parametrize(
    "what",
    [
        *("Ändrat: texten.", "Ändrat: rubrik och sammanfattning.", "Ändrat: ord.", "Ändrat: text."),
        *("Telefonnumret är nytt.", "Summan är rättad.", "Sammanfattningen är kortare.", "Ny rubrik."),
        *("Namnet är rättstavat.", "Rubriken är ändrad.", "Texten säger mer.", "Lamporna är tolv."),
        *("Måndagens möte är flyttat.", "Nyckeln finns i receptionen.", "Ett förtydligande om cykelstället"),
        *("Bytt bild.", "Nytt namn.", "Texten nämner nu länsbrå."),
    ],
)
def test_a_short_line_that_names_what_has_changed_is_enough(what: str) -> None:
    assert not is_refused(what)


@pytest.mark.parametrize("label", ["rubrik", "texten", "källa", "bilder", "mål", "ord", "telefon", "platser"])
def test_the_line_that_a_message_gives_says_what_whatever_it_names(label: str) -> None:
    assert not is_refused(f"Ändrat: {label}.")


# --- the day of a line ----------------------------------------------------------------------------------


def told(after: Site, before: Site | None = None, today: dt.date = TODAY) -> list[str]:
    found = check_new_lines_are_dated_now(before or emptied(after), after, today)
    return [("" if problem.is_error else "varning: ") + problem.message for problem in found]


def with_place(**fields: Any) -> Site:
    """A site whose one place has these fields."""
    made = site()
    place = made.promises_file.places[0].model_validate({"id": "torget", "name": "Torget", **fields})
    file = made.promises_file.model_copy(update={"places": (place,)})
    return Site(
        settings=SETTINGS,
        promises_file=file,
        measures=(),
        updates=(),
        follow_ups=(),
        pages=(),
        assets={},
        documents={},
    )


AHEAD = "date 2040-02-16 har inte varit än – skriv dagen då ändringen publiceras"


@pytest.mark.parametrize(
    "after",
    [
        site(update(NEWS, changes=[line("2040-02-16")])),
        site(measure("lampor", changes=[line("2040-02-16")])),
        site(update(NEWS, erased=[{"date": "2040-02-16", "fields": ["body"], "reason": "personal-data"}])),
        site(agreements=[{**AGREEMENT, "changes": [line("2040-02-16")]}]),
        with_place(changes=[line("2040-02-16")]),
    ],
    ids=["update", "measure", "erased", "agreement", "place"],
)
def test_no_line_is_ahead_in_what_is_new_either(after: Site) -> None:
    assert told(after) == [AHEAD]
    assert told(after, site()) == [AHEAD]
    assert told(after, before=after) == []


def test_a_pull_request_with_a_new_text_is_told_of_a_line_that_is_ahead(tmp_path: Path) -> None:
    change = repository(tmp_path)
    path = f"content/2024/nyheter/{NEWS}.md"
    change.write(
        path,
        "---\ntitle: Nytt\nsummary: Nya ord.\nkind: information\npublished: 2024-05-30\n"
        "changes:\n  - date: 2040-02-16\n    what: Lamporna är tolv.\n---\n",
    )
    assert change.problems() == [f"{path}:7:11: {AHEAD}"]


def test_a_new_text_may_have_lines_until_today() -> None:
    assert told(site(update(NEWS, changes=[line("2024-05-20"), line("2024-06-01")]))) == []
    assert told(site(update(NEWS, changes=[line("2024-06-02")]))) == [
        "date 2024-06-02 har inte varit än – skriv dagen då ändringen publiceras"
    ]


@pytest.mark.parametrize("before", [site(), site(update(HELD_BACK))], ids=["new", "waiting before"])
def test_a_text_that_waits_has_no_line_after_the_day_on_which_it_comes_out(before: Site) -> None:
    assert told(site(update(HELD_BACK, changes=[line("2024-06-01"), line("2024-07-01")])), before) == []
    assert told(site(update(HELD_BACK, changes=[line("2024-07-02")])), before) == [
        "date 2024-07-02 har inte varit än när texten publiceras, 2024-07-01 – ta bort raden: det som inte "
        "är publicerat ändras utan rad"
    ]


def test_a_line_from_before_its_text_was_published_is_a_warning() -> None:
    after = site(update(NEWS, changes=[line("2024-05-19")]))
    early = (
        "varning: date 2024-05-19 ligger före dagen då texten publicerades, 2024-05-20 – skriv dagen då "
        "ändringen publiceras, eller ta bort raden"
    )
    assert told(after) == told(after, site(update(NEWS))) == [early]


def test_only_a_line_in_what_was_public_is_late() -> None:
    after = site(update(NEWS, changes=[line("2024-05-21")]))
    assert told(after) == []
    assert told(after, site(update(NEWS))) == [
        "varning: date 2024-05-21 har redan varit, men raden är ny – skriv dagen då ändringen publiceras"
    ]


# --- former names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("until", ["2024-06-01", "2040-01-01"])
def test_a_name_that_still_holds_is_no_former_name(until: str) -> None:
    after = with_place(former_names=[{"name": "Stortorget", "until": until}])
    remedy = "vänta till dess, eller skriv den sista dag som namnet gällde, senast 2024-05-31"
    assert told(after) == [f'until {until} har inte varit än, så "Stortorget" gäller fortfarande – {remedy}']
    assert told(after, before=after) == []


def test_a_name_is_a_former_one_from_the_day_after_its_last() -> None:
    assert told(with_place(former_names=[{"name": "Stortorget", "until": "2024-05-31"}])) == []
