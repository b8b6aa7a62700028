"""The workflows ask for no more rights than they need, and run nothing that somebody else can change."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from github_machine import program
from loften.reading.settings import read_settings
from workflows import (
    CHECK,
    GITHUB,
    GUARD,
    LINE,
    PROGRAMS,
    READ,
    RECORD,
    REMIND,
    ROOT,
    TELL,
    commands,
    rights,
    script,
    steps,
    steps_of,
    workflow,
)

FILES = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
OUR_OWN = "uses: ./.github/workflows/publish.yml"
PINNED = re.compile(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+")


def test_there_are_three_workflows() -> None:
    assert [file.stem for file in FILES] == ["check", "daily", "publish"]


def test_each_workflow_starts_when_it_should_and_only_then() -> None:
    assert set(workflow("check")["on"]) == {"pull_request"}
    assert set(workflow("publish")["on"]) == {"push", "workflow_call", "workflow_dispatch"}
    assert workflow("publish")["on"]["push"] == {"branches": ["main"]}
    assert workflow("daily")["on"] == {
        "schedule": [{"cron": "17 3 * * *"}],
        "workflow_dispatch": "",
        "workflow_run": {"workflows": ["Publicering"], "types": ["completed"], "branches": ["main"]},
    }
    assert workflow("publish")["name"] == "Publicering"


def test_every_job_has_the_rights_it_needs_and_no_others() -> None:
    assert rights("check") == {"texts": {"contents": "read"}, "tests": {"contents": "read"}}
    assert rights("publish") == {
        "build": {"contents": "read", "deployments": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
        "record": {"contents": "write"},
    }
    assert rights("daily") == {
        "publish": {"contents": "write", "deployments": "read", "pages": "write", "id-token": "write"},
        "renew": {"actions": "write"},
        "reminders": {"contents": "read"},
        "issues": {"issues": "write"},
    }


def test_the_daily_run_lends_publishing_what_its_jobs_ask_for_and_no_more() -> None:
    asked = {(right, level) for job in rights("publish").values() for right, level in job.items()}
    assert set(rights("daily")["publish"].items()) == asked - {("contents", "read")}


def test_only_the_job_that_records_may_write_to_the_repository() -> None:
    jobs = {(file.stem, job) for file in FILES for job, may in rights(file.stem).items() if _may_write(may)}
    # the caller in daily.yml lends the right and has no step that could use it
    assert jobs == {("publish", "record"), ("daily", "publish")}
    assert set(workflow("daily")["jobs"]["publish"]) == {"name", "if", "permissions", "uses"}


def _may_write(may: dict[str, str]) -> bool:
    return may.get("contents") == "write"


def test_the_job_that_records_runs_no_code_of_the_repository_and_installs_nothing() -> None:
    """The tests that carry it out give it an empty folder, and no other programs than these."""
    job = workflow("publish")["jobs"]["record"]
    assert [set(step) for step in job["steps"]] == [{"name", "run", "env"}]
    assert PROGRAMS == ("bash", "sh", "git", "jq", "cut", "tail", "touch", "date", "mktemp")


def test_the_job_that_records_never_forces_and_gives_its_token_to_git_alone() -> None:
    run = script("record", RECORD)
    assert "--force" not in run
    assert "+HEAD" not in run
    assert [line.strip() for line in run.splitlines() if "TOKEN" in line] == [
        "git config credential.helper "
        """'!f() { printf "username=x-access-token\\npassword=%s\\n" "$TOKEN"; }; f'"""
    ]


def test_what_is_recorded_comes_after_what_was_deployed_and_from_the_same_run() -> None:
    jobs = workflow("publish")["jobs"]
    assert jobs["record"]["needs"] == ["build", "deploy"]
    assert "if" not in jobs["record"]
    assert jobs["build"]["outputs"] == {
        "attempt": "${{ github.run_attempt }}",
        "publication": "${{ steps.line.outputs.publication }}",
    }
    (step,) = jobs["record"]["steps"]
    assert step["env"] == {
        "TOKEN": "${{ github.token }}",
        "PUBLICATION": "${{ needs.build.outputs.publication }}",
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_action_is_github_s_own_and_pinned_to_a_commit_with_its_version(file: Path) -> None:
    used = [line.strip().removeprefix("- ") for line in file.read_text().splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if line != OUR_OWN and not PINNED.fullmatch(line)] == []


def test_one_action_has_one_version() -> None:
    text = "".join(file.read_text() for file in FILES)
    pins = set(re.findall(r"uses: (actions/[a-z-]+)@(.*)", text))
    assert len(pins) == len({action for action, _ in pins})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_expression_is_put_into_a_command(file: Path) -> None:
    """What a stranger names a branch or a pull request would be run."""
    assert "${{" not in commands(file.stem)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_secret_is_asked_for_and_no_checkout_keeps_its_token(file: Path) -> None:
    assert "secrets" not in file.read_text()
    for step in steps(file.stem):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_job_that_runs_something_has_a_time_limit_and_a_named_system(file: Path) -> None:
    for job in workflow(file.stem)["jobs"].values():
        if "steps" in job:
            assert int(job["timeout-minutes"]) <= 30
            assert job["runs-on"] == "ubuntu-24.04"


def test_a_pull_request_is_summed_up_also_when_the_check_has_failed() -> None:
    told = [step for step in steps("check") if "GITHUB_STEP_SUMMARY" in step.get("run", "")]
    assert [step["if"] for step in told] == ["${{ !cancelled() && steps.prepare.outcome == 'success' }}"] * 2
    assert "--format summary" in told[0]["run"]
    assert " changes " in told[1]["run"]


def test_a_pull_request_is_held_against_what_it_would_change() -> None:
    texts = workflow("check")["jobs"]["texts"]
    assert texts["env"] == {"BEFORE": "HEAD^1"}
    assert texts["steps"][0]["with"]["fetch-depth"] == "0"
    assert commands("check").count('--against "$BEFORE" --repository "$GITHUB_REPOSITORY"') == 4


def test_every_command_that_asks_what_is_published_is_told_whose_record_counts() -> None:
    named = [
        line for name in ("check", "publish") for line in commands(name).splitlines() if "loften " in line
    ]
    asking = [line for line in named if re.search(r"loften (check|changes|record --rep)", line)]
    assert len(asking) == 6
    assert [line for line in asking if '--repository "$GITHUB_REPOSITORY"' not in line] == []


def test_a_pull_request_gets_annotations_a_strict_build_a_preview_and_every_test() -> None:
    run = commands("check")
    assert "check --format github" in run
    assert "if make site; then" in run
    assert "preview --site site --out forhandsvisning" in run
    assert "make test" in run
    (uploaded,) = (step for step in steps("check") if "actions/upload-artifact@" in step.get("uses", ""))
    assert uploaded["with"]["path"] == "forhandsvisning"


@pytest.mark.parametrize(
    ("make", "already_in", "code", "said"),
    [
        ("exit 0", "", 0, "is_built=true"),
        ("exit 2", "main (1a2b3c4)", 0, "::notice title=Ingen förhandsvisning::"),
        ("exit 2", "", 1, ""),
    ],
)
def test_a_site_that_main_s_own_fault_keeps_from_being_built_turns_no_proposal_red(
    tmp_path: Path, make: str, already_in: str, code: int, said: str
) -> None:
    answer = json.dumps({"problems": [{"already_in": already_in}]}, indent=2)
    program(tmp_path / "bin" / "make", f"#!/bin/sh\n{make}\n")
    program(tmp_path / ".venv" / "bin" / "python", f"#!/bin/sh\ncat <<'END'\n{answer}\nEND\n")
    (step,) = (step for step in steps("check") if step.get("id") == "build")
    output = tmp_path / "output"
    output.touch()
    given = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "GITHUB_OUTPUT": str(output)}
    given |= {"BEFORE": "HEAD^1", "GITHUB_REPOSITORY": "kommunen/loften"}
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=given, capture_output=True, text=True
    )
    assert done.returncode == code
    assert said in done.stdout + output.read_text()
    later = [step for step in steps("check") if step.get("if") == "steps.build.outputs.is_built == 'true'"]
    assert len(later) == 2


def test_only_main_is_published_and_only_after_the_settings_are_checked() -> None:
    jobs = workflow("publish")["jobs"]
    assert jobs["build"]["if"] == "github.ref == 'refs/heads/main'"
    assert jobs["deploy"]["needs"] == "build"
    run = commands("publish")
    assert run.index("check --publish") < run.index("make site")


def test_the_history_and_the_record_are_there_whole_where_texts_are_checked() -> None:
    for name in ("check", "publish"):
        checkout, *_ = steps_of(name, "actions/checkout")
        assert checkout["with"]["fetch-depth"] == "0"


def test_nothing_is_built_before_the_texts_and_the_record_are_checked() -> None:
    names = [step["name"] for step in workflow("publish")["jobs"]["build"]["steps"] if "name" in step]
    assert names == ["Förbered", CHECK, GUARD, LINE, "Bygg webbplatsen"]


def test_the_branch_that_is_published_is_the_one_in_the_settings() -> None:
    settings, problems = read_settings(ROOT)
    assert problems == ()
    assert settings is not None
    assert workflow("publish")["on"]["push"]["branches"] == [settings.branch]
    assert workflow("daily")["on"]["workflow_run"]["branches"] == [settings.branch]


def test_two_publications_never_run_at_the_same_time_and_none_is_broken_off() -> None:
    assert workflow("publish")["concurrency"] == {"group": "publish", "cancel-in-progress": "false"}
    assert "concurrency" not in workflow("daily")


def test_the_published_site_keeps_its_hidden_folders() -> None:
    (uploaded,) = (step for step in steps("publish") if "upload-pages-artifact" in step.get("uses", ""))
    assert uploaded["with"] == {
        "name": "github-pages-${{ github.run_attempt }}",
        "path": "site",
        "include-hidden-files": "true",
    }


def test_what_is_deployed_was_built_by_the_same_attempt() -> None:
    """The action that deploys refuses two artifacts of one name, and a run keeps those of every attempt."""
    (deployed,) = (step for step in steps("publish") if "deploy-pages" in step.get("uses", ""))
    assert deployed["with"] == {"artifact_name": "github-pages-${{ needs.build.outputs.attempt }}"}
    step, *_ = workflow("publish")["jobs"]["deploy"]["steps"]
    assert step["env"] == {"BUILT": "${{ needs.build.outputs.attempt }}"}


def test_the_daily_run_renews_itself_whatever_becomes_of_the_publication() -> None:
    renew = workflow("daily")["jobs"]["renew"]
    assert "needs" not in renew
    assert "actions/workflows/daily.yml/enable" in commands("daily")


def test_after_a_push_the_daily_workflow_only_writes_issues_and_is_called_something_else() -> None:
    found = workflow("daily")
    assert [name for name, job in found["jobs"].items() if job.get("if") == NOT_AFTER_A_PUSH] == [
        "publish",
        "renew",
    ]
    assert "github.event_name == 'workflow_run' && 'Ärenden efter Publicering'" in found["run-name"]


NOT_AFTER_A_PUSH = "github.event_name != 'workflow_run'"


def test_a_stranger_s_run_that_calls_itself_publishing_on_main_writes_no_issue() -> None:
    """A pull request from a fork can have a branch called main, and any workflow under any name."""
    jobs = workflow("daily")["jobs"]
    assert jobs["reminders"]["if"] == (
        "github.ref == 'refs/heads/main' && (github.event_name != 'workflow_run' || "
        "github.event.workflow_run.head_repository.full_name == github.repository)"
    )
    assert jobs["issues"]["needs"] == ["publish", "reminders"]
    assert jobs["issues"]["if"] == "${{ !cancelled() && needs.reminders.result != 'skipped' }}"
    (checkout,) = steps_of("daily", "actions/checkout")
    assert checkout["with"] == {"persist-credentials": "false"}


def test_only_one_job_may_write_issues_and_it_runs_nothing_of_the_repository() -> None:
    jobs = {(file.stem, job) for file in FILES for job, may in rights(file.stem).items() if "issues" in may}
    assert jobs == {("daily", "issues")}
    found = workflow("daily")["jobs"]["issues"]["steps"]
    assert [step["name"] for step in found] == [READ, REMIND, TELL]
    assert [step for step in found if "uses" in step] == []


def test_issues_hinder_no_publication_and_turn_no_run_red() -> None:
    jobs = workflow("daily")["jobs"]
    assert [jobs[name]["continue-on-error"] for name in ("reminders", "issues")] == ["true", "true"]
    assert ["needs" in jobs[name] for name in ("publish", "renew", "reminders")] == [False, False, False]


def test_two_runs_never_open_issues_at_the_same_time() -> None:
    job = workflow("daily")["jobs"]["issues"]
    assert job["concurrency"] == {"group": "issues", "cancel-in-progress": "false"}


def test_what_became_of_publishing_is_told_by_the_run_itself_or_by_the_one_that_it_comes_after() -> None:
    job = workflow("daily")["jobs"]["issues"]
    assert job["env"]["PUBLISHED"] == "${{ github.event.workflow_run.conclusion || needs.publish.result }}"
    read, remind, tell = job["steps"]
    assert read["id"] == "read"
    assert remind["if"] == "steps.read.outputs.is_read == 'true' && needs.reminders.outputs.reminders"
    assert remind["env"] == {
        "REMINDERS": "${{ needs.reminders.outputs.reminders }}",
        "COMMIT": "${{ github.event.workflow_run.head_sha || github.sha }}",
    }
    assert tell["if"] == "steps.read.outputs.is_read == 'true'"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_every_form_warns_of_personal_data_before_anything_is_asked(form: Path) -> None:
    body = yaml.safe_load(form.read_text())["body"]
    assert body[0]["type"] == "markdown"
    assert "kan alla läsa" in body[0]["attributes"]["value"]
    assert "personnummer" in body[0]["attributes"]["value"]
    (last,) = body[-1]["attributes"]["options"]
    assert last["required"] is True


def test_the_two_forms_are_the_only_ways_to_write_an_issue() -> None:
    assert [form.stem for form in FORMS] == ["foresla-en-nyhet", "ratta-en-uppgift"]
    settings = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / "config.yml").read_text())
    assert settings == {"blank_issues_enabled": False}


def test_the_script_for_continuous_integration_installs_a_browser_and_runs_every_test() -> None:
    script = ROOT / ".ci" / "run"
    subprocess.run(["bash", "-n", script], check=True)
    assert script.stat().st_mode & 0o111
    lines = script.read_text().splitlines()
    assert lines[0] == "#!/usr/bin/env bash"
    assert "set -euo pipefail" in lines
    assert "export CI=true" in lines
    assert lines[-1] == "make test"
