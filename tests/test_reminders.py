"""Reminders: a period is told of before the site tells of its silence, in the same words everywhere."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner

from built import EXAMPLE, KOPING, copy_project
from loften.__main__ import main
from loften.deriving.reminders import Reminder, reminders
from loften.editing.new_texts import NEW_TEXTS, start_follow_up, template
from loften.records.site import Site, public
from loften.telling.reminders import as_json, as_text
from samples import AGREEMENT, SETTINGS, site, told

Q1 = "uppfoljning/2024/2024-01-01/2024-03-31"
Q2 = "uppfoljning/2024/2024-04-01/2024-06-30"
Q3 = "uppfoljning/2024/2024-07-01/2024-09-30"
Q4 = "uppfoljning/2024/2024-10-01/2024-12-31"
REPOSITORY = "https://github.com/kommunen/loften"


def on(content: Site, day: str) -> tuple[Reminder, ...]:
    today = dt.date.fromisoformat(day)
    return reminders(public(content, today), today)


def marks(content: Site, day: str) -> list[str]:
    """The marks of what is still to be published."""
    return [one.mark for one in on(content, day) if not one.is_published]


def changed(**fields: Any) -> Site:
    return site(agreements=[{**AGREEMENT, **fields}])


# --- when ---------------------------------------------------------------------------------------------------


def test_a_reminder_comes_fourteen_days_before_the_last_day_and_not_fifteen() -> None:
    assert marks(site(), "2024-04-15") == []
    (one,) = on(site(), "2024-04-16")
    assert (one.mark, one.due, one.is_published) == (Q1, dt.date(2024, 4, 30), False)


def test_the_last_day_follows_the_days_of_grace_of_the_agreement() -> None:
    assert marks(changed(grace_days="0"), "2024-03-16") == []
    assert marks(changed(grace_days="0"), "2024-03-17") == [Q1]


def test_what_is_not_published_is_still_told_when_the_day_has_passed_the_first_due_first() -> None:
    assert marks(site(), "2025-01-15") == [Q1, Q2, Q3]
    assert marks(site(), "2025-01-16") == [Q1, Q2, Q3, Q4]


def test_several_agreements_are_told_of_in_the_order_of_their_days() -> None:
    later = {**AGREEMENT, "id": "2024-2025", "period": {"from": "2024-02-01", "to": "2025-01-31"}}
    content = site(agreements=[later, AGREEMENT])
    assert marks(content, "2024-05-16") == [Q1, "uppfoljning/2024-2025/2024-02-01/2024-04-30"]


def test_a_period_that_a_published_follow_up_covers_is_published_also_when_it_came_ahead() -> None:
    early = told("aret", "2024-01-01", "2024-06-30", published="2024-03-01")
    assert [(one.mark, one.is_published) for one in on(site(early), "2024-07-20")] == [
        (Q1, True),
        (Q2, True),
    ]


def test_a_follow_up_that_is_held_back_is_not_published_before_its_day() -> None:
    content = site(told("q1", "2024-01-01", "2024-03-31", published="2024-04-25"))
    assert marks(content, "2024-04-24") == [Q1]
    assert marks(content, "2024-04-25") == []


@pytest.mark.parametrize(
    "fields",
    [
        {"assessments": []},
        {"reported_by": []},
        {"withdrawn": {"date": "2024-04-19", "reason": "Fel."}},
        {"covers": {"from": "2024-01-01", "to": "2024-03-30"}},
    ],
)
def test_a_text_that_does_not_count_or_leaves_a_day_out_is_no_follow_up_of_the_period(
    fields: Mapping[str, Any],
) -> None:
    content = site(told("q1", "2024-01-01", "2024-03-31", published="2024-04-18", **fields))
    assert marks(content, "2024-04-20") == [Q1]


def test_periods_that_fell_due_before_the_agreement_was_shown_here_have_no_reminder() -> None:
    assert marks(changed(published="2024-07-30"), "2025-01-16") == [Q2, Q3, Q4]
    assert marks(changed(published="2024-07-31"), "2025-01-16") == [Q3, Q4]


def test_an_agreement_without_a_cadence_has_no_reminder() -> None:
    assert marks(changed(cadence=None), "2025-02-01") == []


def test_the_mark_does_not_change_when_an_editor_gives_the_agreement_other_words() -> None:
    assert marks(changed(title="Löftet", summary="Nytt.", grace_days="45"), "2024-05-01") == [Q1]


# --- in words -----------------------------------------------------------------------------------------------

WHAT_COUNTS = (
    "Uppföljningen räknas när den säger något om en åtgärd eller bedömer ett löfte eller ett fokusområde, "
    "säger vem som uppger det och omfattar hela perioden. Flera uppföljningar får dela på den."
)
EDITORS = "https://exempelby.example/loften/redaktor/"


def text(content: Site, day: str) -> str:
    return as_text(on(content, day), content, dt.date.fromisoformat(day))


def issues(content: Site, day: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(as_json(on(content, day), content, dt.date.fromisoformat(day)))
    return found


def test_a_person_is_told_what_is_due_until_when_what_counts_and_where_to_begin() -> None:
    assert text(site(), "2024-04-30") == (
        "Uppföljning senast 30 april 2024: kvartal 1, januari–mars 2024\n"
        "Senast 30 april 2024 är det tänkt att webbplatsen ska ha en uppföljning av Medborgarlöfte 2024 för "
        "kvartal 1, januari–mars 2024. Från 1 maj 2024 säger webbplatsen annars att ingen uppföljning är "
        "publicerad.\n"
        f"{WHAT_COUNTS}\n"
        f"Börja på uppföljningen: {EDITORS}"
    )


def test_when_the_day_has_passed_it_is_told_what_the_site_says_since_then() -> None:
    assert text(site(), "2024-05-01").splitlines()[1] == (
        "Senast 30 april 2024 var det tänkt att webbplatsen skulle ha en uppföljning av Medborgarlöfte 2024 "
        "för kvartal 1, januari–mars 2024. Sedan 1 maj 2024 säger webbplatsen att ingen uppföljning är "
        "publicerad."
    )


def test_nothing_published_is_told_and_where_nothing_is_left_a_sentence_says_so() -> None:
    content = site(told("q1", "2024-01-01", "2024-03-31", published="2024-04-18"))
    for day in ("2024-04-01", "2024-04-20"):
        assert text(content, day) == (
            "Inget att påminna om: ingen uppföljning är tänkt att komma inom 14 dagar."
        )


def test_where_the_agreement_does_not_promise_publication_it_is_said() -> None:
    content = changed(cadence_is_interpreted="true")
    assert text(content, "2024-04-20").splitlines()[2] == (
        "Löftet säger inte självt att uppföljningar publiceras, eller vilka perioderna är."
    )


@pytest.mark.parametrize("day", ["2024-04-20", "2024-08-20"])
def test_nobody_is_called_late(day: str) -> None:
    said = f"{text(site(), day)}{issues(site(), day)}".lower()
    assert [word for word in ("försenad", "utebliven", "saknas", " sen ", " sent ") if word in said] == []


def test_the_issue_says_the_same_in_markdown_why_it_came_how_it_closes_and_has_the_mark_last() -> None:
    assert issues(site(), "2024-04-30") == [
        {
            "mark": Q1,
            "is_published": False,
            "title": "Uppföljning senast 30 april 2024: kvartal 1, januari–mars 2024",
            "body": "\n\n".join(
                (
                    "Senast 30 april 2024 är det tänkt att webbplatsen ska ha en uppföljning av "
                    "Medborgarlöfte 2024 för kvartal 1, januari–mars 2024. Från 1 maj 2024 säger webbplatsen "
                    "annars att ingen uppföljning är publicerad.",
                    WHAT_COUNTS,
                    f"[Börja på uppföljningen](<{EDITORS}>)",
                    "Påminnelsen kommer 14 dagar i förväg, så att ingen blir överraskad. Ärendet stängs av "
                    "sig självt när uppföljningen är publicerad. Du får också stänga det själv. Då öppnas "
                    "det inte igen.",
                    "Alla kan läsa det som skrivs här. Skriv inga personuppgifter.",
                    f"<!-- {Q1} -->",
                )
            ),
        }
    ]


def test_of_what_is_published_only_the_mark_is_needed() -> None:
    content = site(told("q1", "2024-01-01", "2024-03-31", published="2024-04-18"))
    assert issues(content, "2024-04-20") == [{"mark": Q1, "is_published": True}]


def test_a_title_cannot_become_markdown_in_the_issue_nor_carry_personal_data_into_it() -> None:
    (found,) = issues(changed(title="Löfte <b> 811228-9874"), "2024-04-20")
    assert "uppföljning av Löfte &#60;b&#62; … för kvartal 1" in found["body"]


# --- the link -----------------------------------------------------------------------------------------------


def known() -> Site:
    return replace(site(), settings=replace(SETTINGS, repository=REPOSITORY))


def test_where_the_repository_is_known_the_link_opens_the_form_for_a_follow_up_of_the_period() -> None:
    link = text(known(), "2024-04-20").rpartition("Börja på uppföljningen: ")[2]
    assert f"[Börja på uppföljningen](<{link}>)" in issues(known(), "2024-04-20")[0]["body"]
    parts = urlsplit(link)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{REPOSITORY}/new/main"
    asked = parse_qs(parts.query)
    start = start_follow_up(known(), known().agreements[0], dt.date(2024, 1, 1), dt.date(2024, 3, 31))
    assert asked == {
        "filename": ["content/2024/uppfoljning/skriv-namn-har.md"],
        "value": [start.template],
    }


def test_the_form_has_the_days_filled_in_and_leaves_its_day_of_publication_open() -> None:
    """The link is followed days after it was written, and a day that has passed would be refused."""
    content = known()
    agreement = content.agreements[0]
    usual = template(NEW_TEXTS["uppfoljning"], content, agreement, dt.date(2024, 4, 20)).splitlines()
    found = start_follow_up(content, agreement, dt.date(2024, 1, 1), dt.date(2024, 3, 31))
    assert [pair for pair in zip(usual, found.template.splitlines(), strict=True) if pair[0] != pair[1]] == [
        ("published: 2024-04-20", "published:"),
        ("  from:", "  from: 2024-01-01"),
        ("  to:", "  to: 2024-03-31"),
    ]


# --- on a computer ------------------------------------------------------------------------------------------


def run(root: Path, *arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["reminders", "--root", str(root), *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_prints_what_is_due_on_the_day_as_text_and_as_json() -> None:
    code, said, problem = run(KOPING, "--today", "2024-04-20")
    assert (code, problem) == (0, "")
    assert said.startswith("Uppföljning senast 30 april 2024: kvartal 1, januari–mars 2024\nSenast 30 april")
    code, said, _ = run(KOPING, "--today", "2024-04-20", "--format", "json")
    assert (code, [one["mark"] for one in json.loads(said)]) == (0, [Q1])


def test_the_command_says_so_when_nothing_is_due_and_knows_no_other_day_than_the_one_of_an_example() -> None:
    nothing = "Inget att påminna om: ingen uppföljning är tänkt att komma inom 14 dagar.\n"
    assert run(KOPING, "--today", "2024-04-15") == (0, nothing, "")
    assert run(KOPING, "--today", "2024-04-15", "--format", "json") == (0, "[]\n", "")
    assert run(EXAMPLE, "--today", "2031-01-01") == run(EXAMPLE, "--today", "2032-02-15")


def test_a_fault_of_another_kind_hinders_no_reminder_but_a_file_that_cannot_be_read_does(
    tmp_path: Path,
) -> None:
    """What cannot be read may be the very follow-up that is asked for."""
    root = copy_project(KOPING, tmp_path)
    page = root / "content/2024/uppfoljning/kvartal-1.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(FAULTY.replace("summary: Om kvartalet.", "summary: Om [kvartalet](x.md)."))
    assert run(root, "--today", "2024-04-20")[0] == 0
    page.write_text(FAULTY.replace("published: 2024-04-18", "published: 18 april"))
    code, said, problem = run(root, "--today", "2024-04-20")
    assert (code, said) == (1, "")
    assert problem.startswith('content/2024/uppfoljning/kvartal-1.md:4:12: published "18 april" är ingen dag')


FAULTY = """---
title: Kvartal 1
summary: Om kvartalet.
published: 2024-04-18
covers:
  from: 2024-01-01
  to: 2024-03-31
---
Allt har gått bra.
"""
