"""The commands by which publish.yml checks, guards and records, carried out."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import shutil
from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pytest

from github_machine import ADDRESS, NAME, NOON, GitHub, program
from loften.comparing.publications import BRANCH, FILE
from loften.comparing.repository import Repository
from pull_requests import commit, git
from workflows import CHECK, GUARD, LINE, STOP, script

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
