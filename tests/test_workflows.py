"""The workflows ask for no more rights than they need, and run nothing that somebody else can change.

The commands by which publish.yml checks and records are carried out here, and so are those of the guide that
mend the record.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from loften.comparing.publications import BRANCH, FILE, PublicationRecord, publication_record
from loften.comparing.recording import publication
from loften.comparing.repository import Repository
from loften.reading.settings import read_settings
from pull_requests import commit, git

ROOT = Path(__file__).parents[1]
GITHUB = ROOT / ".github"
BASE = ROOT / "tests" / "data" / "faults" / "base"
FILES = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
OUR_OWN = "uses: ./.github/workflows/publish.yml"
CHECK = "Granska texterna och inställningarna"
GUARD = "Se efter att det som är publicerat är antecknat"
LINE = "Skriv raden om publiceringen"
STOP = "Stoppa det som är byggt i en tidigare körning"
RECORD = "Anteckna vad som är publicerat"
NAME = "Kommunen/Medborgarloften"
PROGRAMS = ("bash", "sh", "git", "jq", "cut", "tail", "touch", "date", "mktemp")
GUIDE = (GITHUB / "CONTRIBUTING.md").read_text()
PINNED = re.compile(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+")


def workflow(name: str) -> dict[str, Any]:
    """The workflow with every scalar as text: YAML 1.1 takes the key `on` for true, GitHub does not."""
    text = (GITHUB / "workflows" / f"{name}.yml").read_text()
    found: dict[str, Any] = yaml.BaseLoader(text).get_data()
    return found


def steps(name: str) -> Iterator[dict[str, Any]]:
    for job in workflow(name)["jobs"].values():
        yield from job.get("steps", [])


def steps_of(name: str, action: str) -> list[dict[str, Any]]:
    return [step for step in steps(name) if step.get("uses", "").startswith(f"{action}@")]


def commands(name: str) -> str:
    return "\n".join(step.get("run", "") for step in steps(name))


def script(job: str, name: str) -> str:
    """The command of a step of publish.yml, by the step's name."""
    (found,) = (step for step in workflow("publish")["jobs"][job]["steps"] if step.get("name") == name)
    command: str = found["run"]
    return command


def rights(name: str) -> dict[str, dict[str, str]]:
    """What each job may do; a job without a list of its own has the workflow's."""
    found = workflow(name)
    return {job: settings.get("permissions", found["permissions"]) for job, settings in found["jobs"].items()}


def test_there_are_three_workflows() -> None:
    assert [file.stem for file in FILES] == ["check", "daily", "publish"]


def test_each_workflow_starts_when_it_should_and_only_then() -> None:
    assert set(workflow("check")["on"]) == {"pull_request"}
    assert set(workflow("publish")["on"]) == {"push", "workflow_call", "workflow_dispatch"}
    assert workflow("publish")["on"]["push"] == {"branches": ["main"]}
    assert workflow("daily")["on"] == {"schedule": [{"cron": "17 3 * * *"}], "workflow_dispatch": ""}


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
    }


def test_the_daily_run_lends_publishing_what_its_jobs_ask_for_and_no_more() -> None:
    asked = {(right, level) for job in rights("publish").values() for right, level in job.items()}
    assert set(rights("daily")["publish"].items()) == asked - {("contents", "read")}


def test_only_the_job_that_records_may_write_to_the_repository() -> None:
    jobs = {(file.stem, job) for file in FILES for job, may in rights(file.stem).items() if _may_write(may)}
    # the caller in daily.yml lends the right and has no step that could use it
    assert jobs == {("publish", "record"), ("daily", "publish")}
    assert set(workflow("daily")["jobs"]["publish"]) == {"name", "permissions", "uses"}


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
    assert commands("check").count('--against "$BEFORE" --repository "$GITHUB_REPOSITORY"') == 3


def test_every_command_that_asks_what_is_published_is_told_whose_record_counts() -> None:
    named = [
        line for name in ("check", "publish") for line in commands(name).splitlines() if "loften " in line
    ]
    asking = [line for line in named if re.search(r"loften (check|changes|record --rep)", line)]
    assert len(asking) == 5
    assert [line for line in asking if '--repository "$GITHUB_REPOSITORY"' not in line] == []


def test_a_pull_request_gets_annotations_a_strict_build_a_preview_and_every_test() -> None:
    run = commands("check")
    assert "check --format github" in run
    assert "make site\n" in run
    assert "preview --site site --out forhandsvisning" in run
    assert "make test" in run
    (uploaded,) = (step for step in steps("check") if "actions/upload-artifact@" in step.get("uses", ""))
    assert uploaded["with"]["path"] == "forhandsvisning"


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


# --- the commands of publish.yml, carried out ---------------------------------------------------------------


@pytest.fixture
def jq() -> None:
    """The tests that run what GitHub's machines run need jq, which those machines have."""
    if shutil.which("jq") is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no jq")
        pytest.skip("no jq on this machine")


class GitHub:
    """A server with one repository, and a machine that carries out steps for it.

    `work` is a clone in which versions are made; `said` and `output` are what the last step has printed and
    handed on.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.work = folder / "work"
        self.server = folder / "server" / NAME
        self.said = ""
        self.output = ""
        self.server.mkdir(parents=True)
        git(self.server, "init", "--quiet", "--bare", "--initial-branch=main")
        for right in ("allowFilter", "allowAnySHA1InWant"):
            git(self.server, "config", f"uploadpack.{right}", "true")
        shutil.copytree(BASE, self.work)
        settings = self.work / "mkdocs.yml"
        settings.write_text(settings.read_text().replace(".example", ".se"))
        git(self.work, "init", "--quiet", "--initial-branch=main")
        commit(self.work)
        git(self.work, "remote", "add", "origin", self.server.as_uri())
        self.push()
        self.programs = folder / "programs"
        self.programs.mkdir()
        for program in PROGRAMS:
            (self.programs / program).symlink_to(str(shutil.which(program)))

    def push(self, *options: str) -> None:
        git(self.work, "push", "--quiet", *options, "origin", "main")

    def new_version(self) -> str:
        """The commit of a new version on `main`, which has one more page."""
        pages = self.work / "content"
        number = len(list(pages.glob("sida-*.md")))
        (pages / f"sida-{number}.md").write_text(PAGE)
        commit(self.work)
        self.push()
        return self.newest

    @property
    def newest(self) -> str:
        return Repository(self.work).commit("HEAD")

    def add_to_record(self, *lines: str) -> None:
        """Puts lines on the branch of the record, the last without an end, as the web's editor leaves it."""
        branch = Repository(self.work)
        branch.append(BRANCH, FILE, "\n".join(lines), earlier="", message="Publicerad")
        git(self.work, "push", "--quiet", "origin", BRANCH)

    @property
    def record(self) -> PublicationRecord:
        """The record on the server, read by the product."""
        git(self.work, "fetch", "--quiet", "origin", f"+refs/heads/{BRANCH}:refs/remotes/origin/{BRANCH}")
        return publication_record(Repository(self.work), NAME)

    @property
    def recorded(self) -> list[str]:
        """The commits that this repository has recorded, oldest first."""
        return [publication.commit for publication in self.record.own]

    def line(self, version: str, name: str = NAME) -> str:
        """What the job that builds hands on of a version."""
        return publication(Repository(self.work), version, name, dt.datetime.fromisoformat(NOON)).as_line

    def run(self, command: str, folder: Path, **environment: str) -> int:
        """The exit code of a step, run with `-e` as on GitHub, and with no configuration of this machine."""
        file, output = self.folder / "step.sh", self.folder / "output"
        file.write_text(command)
        output.write_text("")
        given = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{(self.folder / 'server').as_uri()}/.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://github.test/",
            "GIT_TERMINAL_PROMPT": "0",
            "GITHUB_SERVER_URL": (self.folder / "server").as_uri(),
            "GITHUB_REPOSITORY": NAME,
            "GITHUB_OUTPUT": str(output),
            **environment,
        }
        done = subprocess.run(
            ["bash", "-e", file], cwd=folder, env=given, capture_output=True, text=True, encoding="utf-8"
        )
        self.said, self.output = done.stdout + done.stderr, output.read_text()
        return done.returncode

    def record_job(self, version: str, line: str | None = None, **environment: str) -> int:
        """Carries out the job that records, in an empty folder, for a version that has been deployed."""
        empty = self.folder / "empty"
        empty.mkdir(exist_ok=True)
        given = {
            "PATH": str(self.programs),
            "TOKEN": SECRET,
            "GITHUB_SHA": version,
            "PUBLICATION": self.line(version) if line is None else line,
        }
        code = self.run(script("record", RECORD), empty, **given | environment)
        assert list(empty.iterdir()) == []
        assert SECRET not in self.said
        return code

    def checkout(self, version: str) -> Path:
        """A machine as actions/checkout leaves it: the version of the run, and every branch as it is now."""
        folder = self.folder / "machine"
        shutil.rmtree(folder, ignore_errors=True)
        git(self.folder, "clone", "--quiet", self.server.as_uri(), str(folder))
        git(folder, "fetch", "--quiet", "origin", f"+{version}:refs/remotes/origin/main")
        git(folder, "checkout", "--quiet", "--force", "-B", "main", "refs/remotes/origin/main")
        self.prepare(folder)
        return folder

    def prepare(self, folder: Path) -> None:
        """Puts the program into a clone, where the commands look for it; git does not see it."""
        (folder / ".git" / "info" / "exclude").write_text(".venv\nhooks\nMakefile\n")
        program(folder / ".venv" / "bin" / "python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        (folder / "hooks").symlink_to(ROOT / "hooks")
        (folder / "Makefile").write_text(".venv/site.stamp:\n\ttouch $@\n")

    def build_step(self, name: str, version: str, **environment: str) -> int:
        """Carries out a step of the job that builds, for a run of this version."""
        folder = self.checkout(version)
        return self.run(script("build", name), folder, PYTHONPATH="hooks", **environment)

    @property
    def error(self) -> str:
        """The one error that the last step has told of."""
        found = re.findall("^::error title=(.+?)::(.+)$", self.said, re.MULTILINE)
        assert len(found) == 1, self.said
        title, text = found[0]
        return f"{title}: {text}"


def program(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)


@pytest.fixture
def github(jq: None, tmp_path: Path) -> GitHub:
    return GitHub(tmp_path)


ADDRESS = f"https://github.test/{NAME}"
NOON = "2024-01-01 12:00"
SECRET = "hemlig-nyckel"  # noqa: S105 - no password
PAGE = "---\ntitle: En sida till\nsummary: Den här sidan är ny.\n---\nHej.\n"
NOT_RECORDED = (
    "Publiceringen är inte antecknad: Webbplatsen är publicerad, men det är inte antecknat på grenen "
    "publicerad. "
)
REPEAT = "Kör det här jobbet igen: Re-run jobs → Re-run failed jobs."


def test_the_first_publication_begins_the_record_on_a_branch_without_content(github: GitHub) -> None:
    first = github.newest
    before = dt.datetime.now(ZoneInfo("Europe/Stockholm")).replace(second=0, microsecond=0, tzinfo=None)
    assert github.record_job(first) == 0, github.said
    record, read = github.record, Repository(github.work)
    (own,) = record.own
    assert (own.commit, own.repository) == (first, NAME)
    assert (own.site_url, own.tag_authority) == ("https://loften.ekby.se/", "ekby.se,2023")
    assert dt.timedelta() <= own.published - before <= dt.timedelta(minutes=2)
    assert (record.others, record.unread) == ((), ())
    assert read.answer("ls-tree", "--name-only", record.commit) == f"{FILE}\n".encode()
    assert read.answer("rev-list", "--count", record.commit) == b"1\n"
    assert read.answer("log", "-1", "--format=%an <%ae> %s", record.commit).decode() == (
        "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com> "
        f"Publicerad: {first[:7]}\n"
    )


def test_each_publication_adds_a_line_below_the_others_also_of_a_version_that_is_published_again(
    github: GitHub,
) -> None:
    first = github.newest
    assert github.record_job(first) == 0, github.said
    begun = github.record.commit
    second = github.new_version()
    assert github.record_job(second) == 0, github.said
    assert github.record_job(second) == 0, github.said
    assert github.recorded == [first, second, second]
    assert Repository(github.work).builds_on(github.record.commit, begun)


def test_what_loften_record_and_the_original_of_a_copy_have_written_stays(github: GitHub) -> None:
    first = github.newest
    original = github.line(first, "original/medborgarloften")
    github.add_to_record(original, github.line(first))
    second = github.new_version()
    assert github.record_job(second) == 0, github.said
    assert github.recorded == [first, second]
    assert [publication.as_line for publication in github.record.others] == [original]


def test_a_last_line_that_was_left_open_is_not_run_together_with_the_new_one(github: GitHub) -> None:
    first = github.newest
    line = github.line(first)
    git(github.work, "checkout", "--quiet", "--orphan", BRANCH)
    git(github.work, "rm", "--quiet", "-r", "--force", ".")
    (github.work / FILE).write_text(line)
    commit(github.work)
    git(github.work, "push", "--quiet", "origin", BRANCH)
    assert github.record_job(first, line) == 0, github.said
    assert github.recorded == [first, first]
    assert github.record.unread == ()


def test_an_older_version_is_not_recorded_after_a_newer_one(github: GitHub) -> None:
    older, newer = github.newest, github.new_version()
    assert github.record_job(newer) == 0, github.said
    assert github.record_job(older) == 1
    assert github.error == (
        f"{NOT_RECORDED}En nyare version, {newer[:7]}, står redan där, och {older[:7]} antecknas inte efter "
        "den. Kör inte om det här jobbet."
    )
    assert github.recorded == [newer]


def test_a_version_of_another_history_is_not_recorded_and_it_is_told_where_to_read(github: GitHub) -> None:
    published = github.newest
    assert github.record_job(published) == 0, github.said
    git(github.work, "commit", "--quiet", "--amend", "--message=Omskriven")
    github.push("--force")
    assert github.record_job(github.newest) == 1
    assert github.error == (
        f"{NOT_RECORDED}Versionen {github.newest[:7]} bygger inte på den som står där, {published[:7]}. Är "
        "historiken omskriven med avsikt: se ”Om personuppgifter har kommit ut” i .github/CONTRIBUTING.md."
    )
    assert github.recorded == [published]


def test_a_push_that_comes_second_is_red_says_how_to_repeat_it_and_succeeds_when_repeated(
    github: GitHub,
) -> None:
    first, second = github.newest, github.new_version()
    assert github.record_job(first) == 0, github.said
    # another run pushes its line in the moment before ours
    other, real = github.folder / "other", shutil.which("git")
    git(github.folder, "clone", "--quiet", f"--branch={BRANCH}", github.server.as_uri(), str(other))
    (other / FILE).write_text(f"{(other / FILE).read_text()}{github.line(first)}\n")
    commit(other)
    wrapped = github.folder / "wrapped"
    program(
        wrapped / "git",
        f'#!/bin/sh\nif [ "$1" = push ]; then {real} -C {other} push --quiet; fi\nexec {real} "$@"\n',
    )
    assert github.record_job(second, PATH=f"{wrapped}:{github.programs}") == 1
    assert github.error == f"{NOT_RECORDED}En annan körning hann före. {REPEAT}"
    assert github.recorded == [first, first]
    assert github.record_job(second) == 0, github.said
    assert github.recorded == [first, first, second]


def test_a_branch_that_takes_no_pushes_is_red_and_says_where_to_look(github: GitHub) -> None:
    refusal = "#!/bin/sh\necho 'GH013: Repository rule violations found' >&2\nexit 1\n"
    program(github.server / "hooks" / "pre-receive", refusal)
    assert github.record_job(github.newest) == 1
    assert "GH013: Repository rule violations found" in github.said
    assert github.error == (
        f"{NOT_RECORDED}GitHub tog inte emot raden. Se efter under Settings → Rules → Rulesets att grenen "
        f"publicerad inte kräver pull request. {REPEAT}"
    )


def test_a_server_that_does_not_answer_is_red_and_says_how_to_repeat_it(github: GitHub) -> None:
    nowhere = (github.folder / "nowhere").as_uri()
    assert github.record_job(github.newest, GITHUB_SERVER_URL=nowhere) == 1
    assert github.error == f"{NOT_RECORDED}Felet står ovanför. {REPEAT}"


@pytest.mark.parametrize(
    "line",
    ["", "{}", "ingen rad", '{"commit": "HEAD"}'],
    ids=["nothing", "an empty line", "no JSON", "no commit"],
)
def test_a_line_that_is_not_of_the_version_that_was_deployed_is_not_recorded(
    github: GitHub, line: str
) -> None:
    assert github.record_job(github.newest, line) == 1
    assert github.error == f"{NOT_RECORDED}Felet står ovanför. {REPEAT}"


def test_only_the_address_and_the_authority_are_taken_from_the_job_that_ran_the_program(
    github: GitHub,
) -> None:
    claimed = {**json.loads(github.line(github.newest)), "repository": "någon/annan", "replaces": "0" * 40}
    assert github.record_job(github.newest, json.dumps(claimed)) == 0, github.said
    (own,) = github.record.own
    assert (own.repository, own.replaces) == (NAME, None)
    assert own.published > dt.datetime.fromisoformat(NOON)


def test_a_new_site_goes_from_check_to_record(github: GitHub) -> None:
    version = github.newest
    assert github.build_step(CHECK, version, BEFORE="0" * 40) == 0, github.said
    assert guard(github, deployments=[], activity=[]) == 0, github.said
    assert github.build_step(LINE, version) == 0, github.said
    key, _, line = github.output.removesuffix("\n").partition("=")
    assert key == "publication"
    assert github.record_job(version, line) == 0, github.said
    assert github.recorded == [version]
    assert github.build_step(CHECK, version, BEFORE="") == 0, github.said
    assert "Hålls mot det som är publicerat: " in github.said


def test_a_second_run_of_an_older_version_stops_before_anything_is_built(github: GitHub) -> None:
    older, newer = github.newest, github.new_version()
    assert github.record_job(newer) == 0, github.said
    for before in ("", older):
        assert github.build_step(CHECK, older, BEFORE=before) == 1
        assert f"versionen {older[:7]} är äldre än den som är publicerad, {newer[:7]} (" in github.said


def test_what_is_pushed_without_a_pull_request_is_held_against_what_is_published_and_what_it_changes(
    github: GitHub,
) -> None:
    published = github.newest
    assert github.record_job(published) == 0, github.said
    (github.work / "content" / "2024" / "nyheter" / "2024-03-01-lampor.md").unlink()
    (github.work / "content" / "2024" / "nyheter" / "2024-03-02-forr.md").write_text(DATED_BACK)
    commit(github.work)
    github.push()
    assert github.build_step(CHECK, github.newest, BEFORE=published) == 1
    assert "filen är borta, men sidan /2024/nyheter/2024-03-01-lampor/ är publicerad" in github.said
    assert "texten är ny, men published 2024-03-02 har redan varit" in github.said


DATED_BACK = (
    "---\ntitle: Förr\nsummary: Det här hände förr.\nkind: information\npublished: 2024-03-02\n---\nDå.\n"
)


def test_a_push_of_a_history_that_was_rewritten_has_no_earlier_version_to_be_held_against(
    github: GitHub,
) -> None:
    former = github.newest
    git(github.work, "commit", "--quiet", "--amend", "--message=Omskriven")
    github.push("--force")
    assert github.build_step(CHECK, github.newest, BEFORE=former) == 0, github.said


STUB = """\
#!/bin/sh
for address; do :; done
exec cat "$ANSWERS/$(printf %s "$address" | tr '/?&=' '____')"
"""
"""`gh api ADDRESS`, which answers what GitHub would; where it has no answer it fails, as `gh` does."""


def guard(
    github: GitHub,
    *,
    deployments: Sequence[str] | None = None,
    states: Sequence[Sequence[str]] = (),
    activity: Sequence[str] | None = None,
) -> int:
    """Carries out the look for what is published and not recorded, where GitHub knows these things.

    `deployments` are the commits, newest first, `states` what became of each, newest first, and `activity`
    what has happened to the record's branch; None gets no answer.
    """
    answers: dict[str, object] = {}
    if deployments is not None:
        answers["deployments?environment=github-pages&per_page=100"] = [
            {"id": number, "sha": sha} for number, sha in enumerate(deployments)
        ]
    for number, found in enumerate(states):
        answers[f"deployments/{number}/statuses?per_page=100"] = [{"state": state} for state in found]
    if activity is not None:
        answers["activity?ref=refs/heads/publicerad&per_page=100"] = [
            {"activity_type": kind} for kind in activity
        ]
    folder = github.folder / "answers"
    program(folder / "gh", STUB)
    for address, answer in answers.items():
        (folder / re.sub("[/?&=]", "_", f"repos/{NAME}/{address}")).write_text(json.dumps(answer))
    path = f"{folder}:{os.environ['PATH']}"
    return github.build_step(GUARD, github.newest, PATH=path, ANSWERS=str(folder))


def test_a_repository_that_has_recorded_a_publication_asks_nobody(github: GitHub) -> None:
    assert github.record_job(github.newest) == 0, github.said
    assert guard(github) == 0, github.said


def test_a_copy_that_has_the_original_s_record_and_has_published_nothing_may_publish(github: GitHub) -> None:
    github.add_to_record(github.line(github.newest, "original/medborgarloften"))
    assert guard(github, deployments=[], activity=["branch_creation"]) == 0, github.said


def test_a_copy_whose_owner_has_removed_the_original_s_record_may_publish(github: GitHub) -> None:
    assert guard(github, deployments=[], activity=["branch_deletion"]) == 0, github.said


def test_publications_that_never_succeeded_need_no_record(github: GitHub) -> None:
    states = (["failure", "in_progress"], ["error"])
    failed = [github.newest, github.newest]
    assert guard(github, deployments=failed, states=states, activity=[]) == 0, github.said


def test_a_site_that_is_published_and_not_recorded_stops_and_names_the_version(github: GitHub) -> None:
    published = "b" * 40
    states = (["failure"], ["inactive", "success", "in_progress"], ["inactive", "success"])
    assert guard(github, deployments=["a" * 40, published, "c" * 40], states=states) == 1
    assert github.error == (
        "Inget är publicerat: Webbplatsen har publicerats, senast som bbbbbbb, men det är inte antecknat. "
        f"Kör i en klon av arkivet: PYTHONPATH=hooks .venv/bin/python -m loften record --commit {published}, "
        "skicka upp den med git push origin publicerad och kör sedan Publicering igen. Guiden säger mer "
        "under ”Var det står vad som är publicerat”."
    )


def test_what_a_stopped_publication_says_to_do_lets_the_next_one_through(github: GitHub) -> None:
    published = github.newest
    github.new_version()
    assert guard(github, deployments=[published], states=[["success"]]) == 1
    told = re.search("(PYTHONPATH=.+?), skicka upp den med (git push .+?) och", github.error)
    assert told
    git(github.work, "remote", "set-url", "origin", ADDRESS)
    github.prepare(github.work)
    assert github.run("\n".join(told.groups()), github.work) == 0, github.said
    git(github.work, "remote", "set-url", "origin", github.server.as_uri())
    assert github.recorded == [published]
    assert guard(github) == 0, github.said


def test_a_record_that_has_been_there_and_is_gone_stops(github: GitHub) -> None:
    assert guard(github, deployments=[], activity=["branch_deletion", "push", "branch_creation"]) == 1
    assert github.error.startswith(
        "Inget är publicerat: Grenen publicerad har funnits men är borta eller tom. Återställ den. Går det "
        "inte: kör i en klon av arkivet PYTHONPATH=hooks .venv/bin/python -m loften record --commit VERSION, "
    )


@pytest.mark.parametrize(
    ("deployed", "states", "activity"),
    [(None, (), []), (["a" * 40], (), []), (["a" * 40], [["failure"]], None)],
    ids=["the deployments", "what became of one", "the branch"],
)
def test_nothing_is_published_while_github_does_not_say_what_has_been(
    github: GitHub,
    deployed: list[str] | None,
    states: list[list[str]],
    activity: list[str] | None,
) -> None:
    assert guard(github, deployments=deployed, states=states, activity=activity) == 1
    assert github.error == (
        "Inget är publicerat: Det gick inte att se efter vad som är publicerat. Felet står ovanför. Kör "
        "jobbet igen."
    )


def test_a_deployment_that_is_run_again_alone_stops_and_says_to_run_everything(github: GitHub) -> None:
    stop = script("deploy", STOP)
    assert github.run(stop, github.folder, BUILT="1", GITHUB_RUN_ATTEMPT="1") == 0
    assert github.run(stop, github.folder, BUILT="1", GITHUB_RUN_ATTEMPT="2") == 1
    assert github.error == (
        "Inget är publicerat: Webbplatsen byggdes i en tidigare körning, och en nyare kan ha kommit ut sedan "
        "dess. Kör om allt: Re-run jobs → Re-run all jobs."
    )


# --- what the guide says of another host, carried out -------------------------------------------------------


def test_on_another_host_the_guide_s_commands_record_and_a_refused_push_is_mended_as_it_says(
    github: GitHub,
) -> None:
    part = GUIDE.partition("\n## På en annan server än GitHub Pages\n")[2].partition("\n## ")[0]
    assert "`git fetch origin` och de två raderna en gång till" in " ".join(part.split())
    publishing, recording = blocks(part)
    assert [line.split("loften ")[-1] for line in publishing.splitlines()] == [
        *("git pull", "make .venv/site.stamp", "check --publish", "make site")
    ]
    first, second = (github.folder / name for name in ("first", "second"))
    older = github.newest
    for host in (first, second):
        assert github.run(f"git clone {ADDRESS} {host.name}", github.folder) == 0, github.said
        github.prepare(host)
        assert github.run(publishing.replace("make site\n", ""), host) == 0, github.said
        newer = github.newest if host == second else github.new_version()
    assert github.run(recording, first) == 0, github.said
    assert github.run(recording, second) == 1
    assert "rejected" in github.said
    assert github.run(f"git fetch origin\n{recording}", second) == 0, github.said
    assert github.run(f"{publishing.replace('make site', '')}{recording}", first) == 0, github.said
    assert github.recorded == [older, newer, newer]


def blocks(part: str) -> list[str]:
    """The blocks of commands in a part of the guide, in their order."""
    return re.findall(r"^```console\n(.+?)^```$", part, re.DOTALL | re.MULTILINE)


# --- the guide's part on personal data, carried out ---------------------------------------------------------

NEWS = "content/2024/nyheter"
PERSON = "Kalle Kallesson"

FILTER_REPO = """\
#!/bin/sh
# git filter-repo, as far as the guide uses it
set -e
while [ $# -gt 0 ]; do
    case $1 in
        --replace-text) words=$2 ;;
        --replace-message) [ "$2" = "$words" ] ;;
        --path-rename) old=${2%%:*} new=${2#*:} ;;
        *) exit 2 ;;
    esac
    shift 2
done
sed 's/^/s|/; s/==>/|/; s/$/|g/' "$words" > "$TMPDIR/words.sed"
export FILTER_BRANCH_SQUELCH_WARNING=1 old new
git branch --quiet --track publicerad origin/publicerad
git filter-branch --tree-filter '
    find . -type f -exec sed -i -f "$TMPDIR/words.sed" {} +
    if [ -n "$old" ] && [ -e "$old" ]; then mv "$old" "$new"; fi
' --msg-filter 'sed -f "$TMPDIR/words.sed"' main
git update-ref -d refs/original/refs/heads/main
git remote remove origin
git reflog expire --expire=now --all
git gc --quiet --prune=now
"""
"""What stands in for git filter-repo on a machine without it."""


def guide_commands() -> list[str]:
    """The blocks of commands in the guide's part for the owner on personal data, in their order."""
    part = GUIDE.partition("\n### Så tar den som äger webbplatsen bort uppgiften\n")[2].partition("\n## ")[0]
    return blocks(part)


def guide_erasure(fields: str) -> str:
    """The lines that the guide says to add where something is erased, for today and these fields."""
    (block,) = re.findall(r"^ *```yaml\n( *erased:\n.+?)^ *```$", GUIDE, re.DOTALL | re.MULTILINE)
    lines = textwrap.dedent(block)
    for pattern, written in (("date: .+", f"date: {today()}"), (r"fields: \[.+\]", f"fields: [{fields}]")):
        lines, count = re.subn(pattern, written, lines)
        assert count == 1
    return lines


def today() -> dt.date:
    return dt.datetime.now(ZoneInfo("Europe/Stockholm")).date()


def publish(github: GitHub, before: str = "") -> str:
    """Publishes what was committed last, as publish.yml does; gives its commit."""
    github.push()
    version = github.newest
    assert github.build_step(CHECK, version, BEFORE=before) == 0, github.said
    assert github.build_step(LINE, version) == 0, github.said
    line = github.output.removesuffix("\n").partition("=")[2]
    assert github.record_job(version, line) == 0, github.said
    return version


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new))


def with_personal_data(github: GitHub) -> tuple[str, str]:
    """Publishes a person's name in a text, a file's name and a message, and takes it out as the guide says.

    Gives the version with the name and the one without.
    """
    lights, named = (github.work / NEWS / name for name in ("2024-03-01-lampor.md", f"{FILE_NAME}.md"))
    lights.write_text(f"{lights.read_text()}{PERSON} var med.\n")
    head = f"---\ntitle: {PERSON} har ordet\nsummary: En nyhet.\nkind: information\n"
    named.write_text(f"{head}published: 2024-03-02\n---\nHej.\n")
    git(github.work, "add", "--all")
    commit(github.work, f"Berätta om {PERSON}")
    first = publish(github)
    change(lights, f"{PERSON} var med.\n", "")
    change(lights, "\nkind:", f"\n{guide_erasure('body')}kind:")
    change(named, f"title: {PERSON} har ordet\n", f"title: En boende har ordet\n{guide_erasure('id, title')}")
    named.rename(named.with_name(f"{NEW_NAME}.md"))
    commit(github.work, "Ta bort en uppgift")
    return first, publish(github, before=first)


FILE_NAME = "2024-03-02-kalle-kallesson"
NEW_NAME = "2024-03-02-en-boende"


def rewrite(github: GitHub, words: str) -> Path:
    """Carries out the guide's commands up to those that record, and gives the rewritten clone."""
    path = os.environ["PATH"]
    if shutil.which("git-filter-repo") is None:
        program(github.folder / "stand-in" / "git-filter-repo", FILTER_REPO)
        path = f"{github.folder / 'stand-in'}:{path}"
    home = github.folder / "home"
    home.mkdir()
    (home / "ord.txt").write_text(words)
    commands, *_ = guide_commands()
    filtering = "git filter-repo --replace-text ../ord.txt --replace-message ../ord.txt"
    assert commands.count(filtering) == 1
    rename = f"{NEWS}/{FILE_NAME}.md:{NEWS}/{NEW_NAME}.md"
    commands = commands.replace(filtering, f"{filtering} --path-rename {rename}").replace("ADRESS", ADDRESS)
    assert github.run(commands, home, PATH=path) == 0, github.said
    github.prepare(home / "ny")
    return home / "ny"


def test_the_guide_takes_personal_data_out_of_the_history_and_the_site_is_published_from_the_new_one(
    github: GitHub,
) -> None:
    first, second = with_personal_data(github)
    former = github.record.commit
    rewritten = rewrite(github, f"{PERSON}==>borttaget\n")
    _, recording, sending = guide_commands()
    assert github.run(recording, rewritten) == 0, github.said
    assert github.run(sending, rewritten) == 0, github.said

    # what anyone can fetch from then on
    clone = Repository(github.checkout(Repository(rewritten).commit("main")))
    history = clone.answer("log", "--all", "--patch", "--format=%B").decode()
    assert "var med" in history
    assert "kalle" not in history.lower()
    assert clone.find(first) is None
    assert clone.find(second) is None
    assert clone.builds_on(github.record.commit, former)

    git(github.work, "fetch", "--quiet", "origin", "main")
    git(github.work, "reset", "--quiet", "--hard", "FETCH_HEAD")
    accepted = github.newest
    assert [(own.commit, own.replaces) for own in github.record.own] == [
        (first, None),
        (second, None),
        (accepted, second),
    ]
    # the push that replaced main starts the publication, and tells of a version that is gone
    publish(github, before=second)
    assert github.recorded == [first, second, accepted, accepted]
    github.new_version()
    assert [*github.recorded, publish(github, before=accepted)] == github.recorded


def test_a_rewritten_history_in_which_something_else_is_lost_is_not_recorded_and_it_is_told_what(
    github: GitHub,
) -> None:
    first, second = with_personal_data(github)
    rewritten = rewrite(github, f"{PERSON}==>borttaget\nstatus: ongoing==>status: planned\n")
    _, recording, _ = guide_commands()
    assert github.run(recording, rewritten) == 1
    assert "det här är redan publicerat och skrivs inte om – åtgärden" in github.said
    assert "Inget är antecknat: det här skiljer sig från det som är publicerat." in github.said
    assert github.recorded == [first, second]


def test_without_the_copy_from_before_the_rewritten_history_is_not_recorded(github: GitHub) -> None:
    with_personal_data(github)
    rewritten = rewrite(github, f"{PERSON}==>borttaget\n")
    _, recording, _ = guide_commands()
    assert github.run(recording.replace(" --from ../gammal", ""), rewritten) == 1
    assert "Ange en kopia av arkivet från före omskrivningen med --from." in github.said
