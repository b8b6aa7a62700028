"""The commands by which daily.yml reminds of follow-ups and tells of failed publishing, carried out."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Sequence

import pytest

from github_machine import GitHub, program
from issue_tracker import RUN, IssueTracker
from loften.deriving.reminders import reminders
from loften.records.site import Site, public
from loften.records.texts import FollowUp
from loften.telling.reminders import as_json
from pull_requests import commit
from samples import site, told
from workflows import COUNT, script

Q1 = "Uppföljning senast 30 april 2024: kvartal 1, januari–mars 2024"
Q2 = "Uppföljning senast 30 juli 2024: kvartal 2, april–juni 2024"
MARK = "<!-- uppfoljning/2024/2024-01-01/2024-03-31 -->"
FAILED = "Publiceringen har misslyckats"
FIRST = told("q1", "2024-01-01", "2024-03-31", published="2024-04-25")


def due(day: str, *texts: FollowUp) -> str:
    """What is handed on to the job that writes issues on a day."""
    today = dt.date.fromisoformat(day)
    shown: Site = public(site(*texts), today)
    return as_json(reminders(shown, today), shown, today)


# --- follow-ups ---------------------------------------------------------------------------------------------


def test_an_issue_is_opened_fourteen_days_ahead_and_not_fifteen(tracker: IssueTracker) -> None:
    tracker.run(due("2024-04-15"))
    assert tracker.in_short == []
    tracker.run(due("2024-04-16"))
    assert tracker.in_short == [(Q1, "open")]
    assert tracker.issues[0]["body"] == json.loads(due("2024-04-16"))[0]["body"]


def test_one_issue_is_opened_for_a_period_however_many_days_pass(tracker: IssueTracker) -> None:
    for day in ("2024-04-16", "2024-04-17", "2024-04-30", "2024-05-01", "2024-07-15"):
        tracker.run(due(day))
    assert tracker.in_short == [(Q1, "open")]
    tracker.run(due("2024-07-16"))
    assert tracker.in_short == [(Q1, "open"), (Q2, "open")]
    assert tracker.comments == []


def test_one_that_somebody_has_closed_or_given_another_title_is_not_opened_again(
    tracker: IssueTracker,
) -> None:
    tracker.run(due("2024-04-16"))
    tracker.issues[0].update(state="closed", title="Gjort", body=f"Vi vet.\r\n{MARK}")
    tracker.run(due("2024-04-17"))
    assert tracker.in_short == [("Gjort", "closed")]


def test_the_run_that_publishes_the_follow_up_closes_its_issue_and_no_other(tracker: IssueTracker) -> None:
    tracker.run(due("2024-07-20"))
    tracker.run(due("2024-07-21", FIRST))
    assert tracker.in_short == [(Q1, "closed"), (Q2, "open")]
    assert tracker.comments == [(1, "Uppföljningen är publicerad.")]
    tracker.run(due("2024-07-22", FIRST))
    assert tracker.comments == [(1, "Uppföljningen är publicerad.")]


@pytest.mark.parametrize("published", ["failure", "cancelled", "skipped"])
def test_while_the_follow_up_has_not_come_out_its_issue_stays_open(
    tracker: IssueTracker, published: str
) -> None:
    tracker.run(due("2024-04-24"))
    tracker.run(due("2024-04-25", FIRST), published)
    assert tracker.in_short[0] == (Q1, "open")


def test_a_version_newer_than_the_one_that_came_out_closes_no_issue(tracker: IssueTracker) -> None:
    tracker.run(due("2024-04-24"))
    tracker.run(due("2024-04-25", FIRST), commit="d" * 40)
    assert tracker.in_short == [(Q1, "open")]


def test_a_follow_up_that_came_in_time_is_never_told_of(tracker: IssueTracker) -> None:
    tracker.run(due("2024-04-25", told("q1", "2024-01-01", "2024-03-31", published="2024-04-02")))
    assert tracker.in_short == []


def test_one_that_is_withdrawn_and_published_anew_leaves_the_closed_issue_closed(
    tracker: IssueTracker,
) -> None:
    withdrawn = {"date": "2024-04-26", "reason": "Fel."}
    again = told("q1", "2024-01-01", "2024-03-31", published="2024-04-25", withdrawn=withdrawn)
    tracker.run(due("2024-04-24"))
    tracker.run(due("2024-04-25", FIRST))
    tracker.run(due("2024-04-26", again))
    assert tracker.in_short == [(Q1, "closed")]


@pytest.mark.parametrize(
    ("user", "is_pull_request"), [("en-frammande", False), ("github-actions[bot]", True)]
)
def test_the_mark_in_a_stranger_s_issue_or_in_a_pull_request_keeps_no_reminder_away(
    tracker: IssueTracker, user: str, is_pull_request: bool
) -> None:
    tracker.write("Hej", MARK, user, is_pull_request=is_pull_request)
    tracker.write("Utan text", None)
    tracker.run(due("2024-04-16"))
    assert [title for title, _ in tracker.in_short] == ["Hej", "Utan text", Q1]
    tracker.run(due("2024-04-25", FIRST))
    assert [state for _, state in tracker.in_short] == ["open", "open", "closed"]


def test_an_issue_is_found_among_many(tracker: IssueTracker) -> None:
    tracker.run(due("2024-04-16"))
    for number in range(5):
        tracker.write(f"Ärende {number}", "Hej", "en-person")
    tracker.run(due("2024-04-25", FIRST))
    assert tracker.in_short[0] == (Q1, "closed")
    assert {state for _, state in tracker.in_short[1:]} == {"open"}


def test_no_sign_in_a_text_does_anything_but_stand_there(tracker: IssueTracker) -> None:
    signs = """"'`touch a` $(touch b) \\n ${HOME} ; touch c & @alla %0A::error::x\nåäö –"""
    reminder = {"mark": "m", "is_published": False, "title": signs, "body": f"{signs}\n<!-- m -->"}
    before = sorted(file.name for file in tracker.folder.iterdir())
    tracker.run(json.dumps([reminder]))
    (issue,) = tracker.issues
    assert (issue["title"], issue["body"]) == (signs, f"{signs}\n<!-- m -->")
    new = {file.name for file in tracker.folder.iterdir()} - set(before)
    assert new == {"issues.json", "output", "reminders", "server.json"}


# --- publishing ---------------------------------------------------------------------------------------------


def test_publishing_that_fails_again_and_again_has_one_issue_and_the_next_success_closes_it(
    tracker: IssueTracker,
) -> None:
    for _ in range(2):
        tracker.run("[]", "failure")
    assert tracker.in_short == [(FAILED, "open")]
    tracker.run("[]")
    assert tracker.in_short == [(FAILED, "closed")]
    assert tracker.comments == [(1, "Publiceringen lyckades.")]
    tracker.run("[]")
    tracker.run("[]", "failure")
    assert tracker.in_short == [(FAILED, "closed"), (FAILED, "open")]
    assert tracker.comments == [(1, "Publiceringen lyckades.")]


def test_the_issue_says_what_it_means_and_where_the_fault_stands(tracker: IssueTracker) -> None:
    tracker.run("[]", "failure")
    assert tracker.issues[0]["body"] == (
        "Publiceringen misslyckades. Det som står på webbplatsen kan därför vara gammalt, också det som "
        "räknas ut från dagens datum.\n\n"
        f"Felet står i [körningen]({RUN}). Den som sköter webbplatsen behöver läsa det och rätta.\n\n"
        "Ärendet stängs av sig självt när en publicering lyckas.\n\n"
        "Alla kan läsa det som skrivs här. Skriv inga personuppgifter.\n\n"
        "<!-- publiceringen -->"
    )


@pytest.mark.parametrize("published", ["timed_out", "startup_failure"])
def test_a_run_that_was_never_finished_has_failed(tracker: IssueTracker, published: str) -> None:
    tracker.run("[]", published)
    assert tracker.in_short == [(FAILED, "open")]


@pytest.mark.parametrize("published", ["cancelled", "skipped", "neutral", "action_required"])
def test_what_was_broken_off_or_left_out_has_neither_failed_nor_succeeded(
    tracker: IssueTracker, published: str
) -> None:
    tracker.run("[]", published)
    assert tracker.in_short == []
    tracker.run("[]", "failure")
    tracker.run("[]", published)
    assert tracker.in_short == [(FAILED, "open")]


def test_a_stranger_s_issue_with_the_mark_is_neither_taken_for_it_nor_closed(tracker: IssueTracker) -> None:
    tracker.write("Hej", "<!-- publiceringen -->", "en-frammande")
    tracker.run("[]", "failure")
    tracker.run("[]")
    assert tracker.in_short == [("Hej", "open"), (FAILED, "closed")]


def test_where_no_reminders_were_handed_on_publishing_is_told_of_all_the_same(tracker: IssueTracker) -> None:
    tracker.run("", "failure")
    assert tracker.in_short == [(FAILED, "open")]


# --- what goes wrong ----------------------------------------------------------------------------------------


def test_where_issues_are_switched_off_the_job_says_so_and_does_nothing(tracker: IssueTracker) -> None:
    tracker.state["has_issues"] = False
    tracker.run(due("2024-04-16"), "failure")
    assert tracker.in_short == []
    assert tracker.said == (
        "::notice title=Inga ärenden::Ärenden (Issues) är avstängda under Settings → General. Därför kommer "
        "inga påminnelser, och inget ärende om publiceringen misslyckas.\n"
    )


AGAIN = "GitHub svarade inte som väntat. Felet står ovanför. Nästa körning försöker igen."


@pytest.mark.parametrize(
    ("refused", "title", "opened"),
    [
        ("GET ", "Ärendena är inte lästa", []),
        ("GET /issues?state=all&per_page=100", "Ärendena är inte lästa", []),
        ("PATCH /issues/1", "Påminnelserna är inte klara", [(Q1, "open"), (FAILED, "open")]),
        ("POST /issues/1/comments", "Påminnelserna är inte klara", [(Q1, "closed"), (FAILED, "open")]),
    ],
)
def test_a_server_that_does_not_answer_is_warned_of_and_the_next_run_does_what_is_left(
    tracker: IssueTracker, refused: str, title: str, opened: Sequence[tuple[str, str]]
) -> None:
    tracker.run(due("2024-04-24"), "failure")
    before = tracker.in_short
    tracker.refused = refused
    tracker.run(due("2024-04-25", FIRST), "success" if "/issues/" in refused else "failure")
    assert f"::warning title={title}::{AGAIN}\n" in tracker.said
    assert "HTTP 503" in tracker.said
    expected = [(Q1, opened[0][1]), (FAILED, "closed")] if opened else before
    assert tracker.in_short == expected
    tracker.refused = None
    tracker.run(due("2024-04-25", FIRST))
    assert tracker.in_short == [(Q1, "closed"), (FAILED, "closed")]


def test_an_issue_that_cannot_be_opened_is_opened_by_the_next_run(tracker: IssueTracker) -> None:
    tracker.refused = "POST /issues"
    tracker.run(due("2024-04-16"), "failure")
    assert tracker.in_short == []
    assert f"::warning title=Påminnelserna är inte klara::{AGAIN}\n" in tracker.said
    assert f"::warning title=Ärendet om publiceringen är inte klart::{AGAIN}\n" in tracker.said
    tracker.refused = None
    tracker.run(due("2024-04-17"), "failure")
    assert tracker.in_short == [(Q1, "open"), (FAILED, "open")]


# --- what is handed on --------------------------------------------------------------------------------------


def count(github: GitHub, answer: str) -> int:
    """Carries out the step that counts, where the program gives an answer or, given none, fails."""
    said = f"cat <<'END'\n{answer}\nEND" if answer else "echo 'promises.yaml:1:1: filen är tom' >&2; exit 1"
    program(github.folder / ".venv" / "bin" / "python", f"#!/bin/sh\n{said}\n")
    return github.run(script("reminders", COUNT, "daily"), github.folder)


def test_what_the_program_says_of_the_site_is_handed_on_in_one_line(github: GitHub) -> None:
    promises = github.work / "promises.yaml"
    quarterly = promises.read_text().replace("    parties:", "    cadence: quarterly\n    parties:", 1)
    promises.write_text(quarterly)
    commit(github.work)
    github.push()
    folder = github.checkout(github.newest)
    python = f'#!/bin/sh\nexec "{sys.executable}" "$@" --today 2024-04-20\n'
    program(folder / ".venv" / "bin" / "python", python)
    assert github.run(script("reminders", COUNT, "daily"), folder, PYTHONPATH="hooks") == 0, github.said
    name, _, value = github.output.partition("=")
    assert (name, value.count("\n")) == ("reminders", 1)
    assert [(one["mark"], one["is_published"]) for one in json.loads(value)] == [
        ("uppfoljning/2024/2024-01-01/2024-03-31", False)
    ]


def test_of_long_silence_only_the_newest_eight_periods_are_handed_on_and_all_that_is_published(
    github: GitHub,
) -> None:
    """A variable has room for 128 kB, and a body with its link may have 9."""
    silent = [{"mark": str(n), "is_published": False, "title": "T", "body": "å" * 9000} for n in range(20)]
    published = [{"mark": f"p{n}", "is_published": True} for n in range(100)]
    assert count(github, json.dumps([*published[:50], *silent, *published[50:]])) == 0
    value = github.output.removeprefix("reminders=")
    handed_on = json.loads(value)
    assert [one["mark"] for one in handed_on if one["is_published"]] == [one["mark"] for one in published]
    assert [one["mark"] for one in handed_on if not one["is_published"]] == [str(n) for n in range(12, 20)]
    assert len("å" * 9000 * 8) < len(value) < 128 * 1024


def test_a_program_that_fails_is_warned_of_and_nothing_is_handed_on(github: GitHub) -> None:
    assert count(github, "") == 0
    assert github.output == ""
    assert github.said == (
        "::warning title=Inga påminnelser::Det gick inte att räkna ut vilka uppföljningar som snart ska "
        "finnas. Felet står ovanför.\npromises.yaml:1:1: filen är tom\n"
    )
