"""A branch that lacks what is published is told so, and blamed for nothing that others have done."""

from __future__ import annotations

from pathlib import Path

import pytest

from loften.comparing.publications import BRANCH
from loften.comparing.repository import Repository
from published import NEWS, TEXT, carry_out, check, municipality, problems
from pull_requests import FOLLOW_UP, LIGHTS, PullRequest, commit, git, publish

OTHER, MINE = NEWS.format("annan"), NEWS.format("mitt")


@pytest.fixture
def server(tmp_path: Path) -> PullRequest:
    """The repository that everyone clones, on `main`, published once."""
    found = municipality(tmp_path / "server")
    git(found.root, "checkout", "--quiet", "main")
    publish(found.root)
    return found


@pytest.fixture
def colleague(server: PullRequest, tmp_path: Path) -> PullRequest:
    """A clone with a news item on a branch of its own; then another one is published, and all is fetched."""
    git(tmp_path, "clone", "--quiet", f"file://{server.root}", "klon")
    found = PullRequest(tmp_path / "klon")
    git(found.root, "config", "user.name", "Kollega")
    git(found.root, "config", "user.email", "kollega@prov.test")
    git(found.root, "checkout", "--quiet", "-b", "mitt")
    found.write(MINE, TEXT)
    commit(found.root)
    server.write(OTHER, TEXT.replace("En nyhet", "En annan nyhet"))
    commit(server.root)
    publish(server.root, at="2024-06-01 08:00")
    git(found.root, "fetch", "--quiet", "origin")
    return found


def short(change: PullRequest, ref: str) -> str:
    return Repository(change.root).short(ref)


AGAINST = pytest.mark.parametrize("against", [(), ("--against", "origin/main"), ("--against", "main")])


@AGAINST
def test_a_branch_that_lacks_what_others_have_published_is_told_so_first_and_of_nothing_else(
    colleague: PullRequest, server: PullRequest, against: tuple[str, ...]
) -> None:
    done = check(colleague.root, *against)
    newest = f"{short(server, 'main')} (1 juni 2024 kl. 08.00)"
    warning = (
        f"publicerat.jsonl:2:1: varning: grenen saknar det som senast har publicerats, {newest} – hämta in "
        "det först: git fetch origin && git merge origin/main"
    )
    assert done.exit_code == 0
    assert problems(done) == [warning, "En varning."]
    held = f"Hålls mot {short(server, 'main~1')}, som är det grenen har gemensamt med det som är publicerat,"
    assert f"{held} {newest}." in done.stdout


@AGAINST
def test_what_such_a_branch_has_done_itself_is_held(colleague: PullRequest, against: tuple[str, ...]) -> None:
    colleague.delete(FOLLOW_UP)
    colleague.replace(LIGHTS, "status: ongoing", "status: done")
    done = check(colleague.root, *against)
    assert done.exit_code == 1
    assert f"{FOLLOW_UP}:1:1: filen är borta" in done.stdout
    assert "status: pågår → genomförd" in done.stdout
    assert "Det här står redan i main" not in done.stdout


def test_what_the_warning_says_to_do_brings_what_is_published(
    colleague: PullRequest, server: PullRequest
) -> None:
    carry_out("git fetch origin && git merge origin/main", colleague.root)
    done = check(colleague.root, "--against", "origin/main")
    assert done.exit_code == 0
    assert f"Hålls mot det som är publicerat: {short(server, 'main')}" in done.stdout
    assert (colleague.root / OTHER).is_file()


def test_the_warning_names_the_branch_of_the_settings(server: PullRequest) -> None:
    server.replace("mkdocs.yml", "extra:\n", "extra:\n  branch: webb\n")
    commit(server.root)
    publish(server.root, at="2024-06-01 08:00")
    git(server.root, "checkout", "--quiet", "main~1")
    assert "git merge origin/webb" in check(server.root).stdout


def test_in_a_repository_without_origin_the_local_branch_is_merged(server: PullRequest) -> None:
    git(server.root, "checkout", "--quiet", "andring")
    server.write(MINE, TEXT)
    commit(server.root)
    git(server.root, "checkout", "--quiet", "main")
    server.write(OTHER, TEXT)
    commit(server.root)
    publish(server.root, at="2024-06-01 08:00")
    git(server.root, "checkout", "--quiet", "andring")
    git(server.root, "remote", "remove", "origin")
    warning = problems(check(server.root))[0]
    assert warning.endswith("hämta in det först: git merge main")
    carry_out("git config user.name P; git config user.email p@p.test; git merge main", server.root)
    assert "Hålls mot det som är publicerat" in check(server.root).stdout


@pytest.mark.parametrize("against", [(), ("--against", "main")])
def test_an_older_version_is_stopped_without_a_list_of_what_it_lacks(
    server: PullRequest, against: tuple[str, ...]
) -> None:
    server.write(OTHER, TEXT)
    commit(server.root)
    publish(server.root, at="2024-06-01 08:00")
    old, new = short(server, "main~1"), short(server, "main")
    git(server.root, "checkout", "--quiet", old)
    done = check(server.root, "--publish", *against)
    assert done.exit_code == 1
    assert problems(done)[0] == (
        f"publicerat.jsonl:2:1: versionen {old} är äldre än den som är publicerad, {new} (1 juni 2024 kl. "
        "08.00). Den publiceras inte. Kör jobbet för den senaste versionen i stället"
    )
    assert OTHER not in done.stdout


def test_a_version_beside_the_published_one_is_stopped_and_told_how_to_bring_it_in(
    colleague: PullRequest,
) -> None:
    done = check(colleague.root, "--publish")
    commit_id = Repository(colleague.root).commit("origin/main")
    assert done.exit_code == 1
    assert f"bygger inte på den som är publicerad, {commit_id[:7]}" in done.stdout
    merging = f"git merge {commit_id}"
    assert f"Hämta in det som är publicerat: {merging}." in done.stdout
    assert OTHER not in done.stdout
    carry_out(merging, colleague.root)
    assert check(colleague.root, "--publish").exit_code == 0


def test_a_branch_on_a_history_that_is_rewritten_is_not_told_to_merge(
    server: PullRequest, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", f"file://{server.root}", "klon")
    server.write(OTHER, TEXT)
    commit(server.root)
    publish(server.root, at="2024-06-01 08:00")
    git(tmp_path / "klon", "pull", "--quiet", "origin", "main")
    git(server.root, "reset", "--quiet", "--soft", "main~1")
    commit(server.root, "Omskriven")
    repository = Repository(server.root)
    lines = repository.file(BRANCH, "publicerat.jsonl")
    assert lines is not None
    newest = lines.decode().splitlines()[-1]
    old, new = Repository(tmp_path / "klon").commit("HEAD"), repository.commit("main")
    repository.append(
        BRANCH,
        "publicerat.jsonl",
        newest.replace(f'"commit": "{old}"', f'"commit": "{new}"').replace("08:00", "09:00"),
        earlier=repository.commit(BRANCH),
        message="Omskriven",
    )
    git(tmp_path / "klon", "fetch", "--quiet", "origin")
    assert problems(check(tmp_path / "klon"))[0] == (
        f"publicerat.jsonl:3:1: varning: versionen {old[:7]} bygger på en historik som är omskriven sedan "
        f"dess. Nu är {new[:7]} (1 juni 2024 kl. 09.00) publicerad. Skicka inte upp den, för det som är "
        "borttaget skulle komma tillbaka. Klona arkivet på nytt och gör ändringen där"
    )
    assert check(tmp_path / "klon", "--publish").exit_code == 1


def test_a_shallow_clone_in_which_it_cannot_be_seen_what_the_branch_has_is_told_how_to_fetch_it(
    server: PullRequest, tmp_path: Path
) -> None:
    git(server.root, "checkout", "--quiet", "andring")
    server.write(MINE, TEXT)
    commit(server.root)
    address = f"file://{server.root}"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", address, "grund")
    done = check(tmp_path / "grund")
    assert done.exit_code == 1
    assert problems(done)[0].endswith("hämta resten med: git fetch --unshallow")
    carry_out("git fetch --unshallow", tmp_path / "grund")
    assert check(tmp_path / "grund").exit_code == 0
