"""What was published is held to on every run, and only in the repository that published it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from loften.__main__ import main
from loften.comparing.publications import BRANCH, FILE, publication_record
from loften.comparing.repository import Repository, repository_name
from published import TEXT, carry_out, municipality
from pull_requests import FILES, FOLLOW_UP, LIGHTS, MEASURE, PullRequest, commit, git, publish


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    """A municipality on `main` with everything that `check` asks for, on the branch of a proposal."""
    return municipality(tmp_path / "kommun")


def check(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(root), "--today", "2024-06-01", *arguments])


def told(result: Result) -> list[str]:
    """The lines about what is published, without the warnings on what the small municipality lacks."""
    return [line for line in result.stdout.splitlines() if "publicera" in line or "äldre" in line]


def head(root: Path) -> str:
    done = subprocess.run(["git", "-C", str(root), "rev-parse", "HEAD"], capture_output=True, check=True)
    return done.stdout.decode().strip()


# --- the record -------------------------------------------------------------------------------------------


def test_a_publication_is_a_line_on_a_branch_without_content(change: PullRequest) -> None:
    publish(change.root, "main", at="2024-05-30 10:00")
    publish(change.root, "main", at="2024-05-31 04:17")
    listed = subprocess.run(
        ["git", "-C", str(change.root), "ls-tree", "-r", "--name-only", BRANCH],
        capture_output=True,
        check=True,
    )
    assert listed.stdout.decode().split() == [FILE]
    raw = Repository(change.root).file(BRANCH, FILE)
    assert raw is not None
    assert [json.loads(line) for line in raw.decode().splitlines()] == [
        {
            "published": published,
            "commit": head(change.root),
            "repository": "prov/loften",
            "site_url": "https://prov.test/loften/",
            "tag_authority": "prov.test,2024",
        }
        for published in ("2024-05-30 10:00", "2024-05-31 04:17")
    ]


def test_a_line_is_not_run_together_with_one_that_lacks_its_end(change: PullRequest) -> None:
    publish(change.root)
    found = Repository(change.root)
    line = publication_record(found, "prov/loften").own[0].as_line
    blob = found.answer("hash-object", "-w", "--stdin", asked=line.encode()).decode().strip()
    tree = found.answer("mktree", asked=f"100644 blob {blob}\t{FILE}\n".encode()).decode().strip()
    author = ("-c", "user.name=P", "-c", "user.email=p@p.test")
    made = found.answer(*author, "commit-tree", tree, "-m", "utan slut").decode().strip()
    found.answer("update-ref", f"refs/heads/{BRANCH}", made)
    publish(change.root, at="2024-05-31 10:00")
    record = publication_record(found, "prov/loften")
    assert (len(record.own), record.unread) == (2, ())


def test_lines_that_say_nothing_are_told_and_the_others_count(change: PullRequest) -> None:
    publish(change.root)
    found = Repository(change.root)
    half = {"published": "2024-05-30 10:00", "commit": "0" * 40, "site_url": "", "tag_authority": ""}
    junk = (
        "{",
        "[]",
        json.dumps({"published": "2024-05-30 10:00", "commit": "main"}),
        "[" * 200_000,
        json.dumps({**half, "repository": "\ud800"}),
        json.dumps({**half, "repository": "prov/loften", "tag_authority": "\udfff"}),
    )
    for line in junk:
        found.append(BRANCH, FILE, line, earlier=found.commit(BRANCH), message="fel")
    record = publication_record(found, "prov/loften")
    assert (len(record.own), record.others, record.unread) == (1, (), (2, 3, 4, 5, 6, 7))
    said = check(change.root)
    assert said.exit_code == 1
    assert (
        f"{FILE}:3:1: raden på grenen publicerad går inte att läsa, så det går inte att veta allt som är "
        "publicerat – återställ grenen publicerad så som den var innan någon ändrade den"
    ) in said.stdout


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://github.com/Prov/Loften.git", "prov/loften"),
        ("https://x-token:y@github.com/prov/loften/", "prov/loften"),
        ("git@github.com:prov/loften.git", "prov/loften"),
        ("ssh://git@git.kommunen.se:2222/webb/loften.git", "webb/loften"),
        ("/srv/git/loften.git", "srv/git/loften"),
    ],
)
def test_every_address_of_a_repository_gives_one_name(address: str, name: str) -> None:
    assert repository_name(address) == name


def test_what_cannot_have_been_published_is_not_recorded(change: PullRequest) -> None:
    change.replace("mkdocs.yml", "prov.test/loften", "prov.example/loften")
    unsaved = CliRunner().invoke(main, ["record", "--root", str(change.root)])
    commit(change.root)
    placeholder = CliRunner().invoke(main, ["record", "--root", str(change.root)])
    assert (unsaved.exit_code, placeholder.exit_code) == (1, 1)
    assert "har ändringar som inte är sparade i git" in unsaved.stderr
    assert "site_url i mkdocs.yml är exempel" in placeholder.stderr
    assert Repository(change.root).find(BRANCH) is None


def test_the_command_records_the_version_and_says_how_to_send_it(change: PullRequest) -> None:
    at = ["--at", "2024-05-30 10:00"]
    shown = CliRunner().invoke(main, ["record", "--root", str(change.root), "--print", *at])
    assert Repository(change.root).find(BRANCH) is None
    done = CliRunner().invoke(main, ["record", "--root", str(change.root), *at])
    assert json.loads(shown.stdout)["commit"] == head(change.root)
    assert done.stdout == (
        f"Antecknat på grenen publicerad: {head(change.root)[:7]} är publicerad.\n"
        "Skicka upp grenen med: git push origin publicerad\n"
    )
    assert Repository(change.root).file(BRANCH, FILE) == shown.stdout.encode()


# --- what is held ------------------------------------------------------------------------------------------


def test_without_a_record_a_line_says_that_nothing_is_held_and_nothing_is(change: PullRequest) -> None:
    change.delete(LIGHTS)
    said = check(change.root, "--against", "main")
    assert told(said) == [
        "Inget hålls som publicerat: grenen publicerad finns inte här. Är webbplatsen publicerad: hämta den "
        "med "
        "git fetch origin publicerad:refs/remotes/origin/publicerad"
    ]


def test_what_was_published_is_held_without_any_base(change: PullRequest) -> None:
    publish(change.root)
    change.delete(FOLLOW_UP)
    commit(change.root)
    said = check(change.root)
    assert said.exit_code == 1
    assert f"{FOLLOW_UP}:1:1: filen är borta" in said.stdout
    assert (
        f"Hålls mot det som är publicerat: {head_of_main(change)[:7]} (30 maj 2024 kl. 10.00)." in said.stdout
    )


def head_of_main(change: PullRequest) -> str:
    return Repository(change.root).commit("main")


def test_a_signed_target_that_slipped_in_on_main_stops_every_later_run(change: PullRequest) -> None:
    publish(change.root)
    change.replace(MEASURE, "count: 12", "count: 11")
    commit(change.root, "Sänk målet")
    change.write("content/kontakt.md", "---\ntitle: Kontakt\nsummary: Hit.\n---\nRing växeln.\n")
    commit(change.root, "Något oskyldigt")
    for arguments in ((), ("--publish",)):
        said = check(change.root, *arguments)
        assert said.exit_code == 1
        assert "det här är undertecknat och får inte bara ändras" in said.stdout


def test_a_fault_of_main_is_told_apart_and_turns_no_proposal_red(change: PullRequest) -> None:
    publish(change.root)
    git(change.root, "checkout", "--quiet", "main")
    change.replace(MEASURE, "count: 12", "count: 11")
    commit(change.root, "Sänk målet")
    culprit = Repository(change.root).short("main")
    git(change.root, "checkout", "--quiet", "-B", "andring")
    change.write("content/2024/nyheter/2024-06-01-nytt.md", TEXT)
    commit(change.root)
    said = check(change.root, "--against", "main")
    preface = (
        f"Det här står redan i main ({culprit}) och kommer inte från ditt förslag: det här är undertecknat"
    )
    assert preface in said.stdout
    assert said.exit_code == 0, said.stdout
    assert check(change.root, "--against", "main", "--publish").exit_code == 1
    change.replace(MEASURE, "count: 11", "count: 10")
    assert check(change.root, "--against", "main").exit_code == 1


def test_a_proposal_that_mends_an_unreadable_page_of_main_is_still_held(change: PullRequest) -> None:
    publish(change.root)
    git(change.root, "checkout", "--quiet", "main")
    change.write("content/kontakt.md", "trasig\n")
    commit(change.root)
    git(change.root, "checkout", "--quiet", "-B", "andring")
    change.write("content/kontakt.md", FILES["content/kontakt.md"])
    change.replace(LIGHTS, "status: ongoing", "status: done")
    change.replace(MEASURE, "count: 12", "count: 11")
    said = check(change.root, "--against", "main")
    assert said.exit_code == 1
    assert 'åtgärden "belysning", status: pågår → genomförd' in said.stdout
    assert "minst 12 lampor → minst 11 lampor" in said.stdout


@pytest.mark.parametrize("broken", ["content/kontakt.md", "promises.yaml", "mkdocs.yml", FOLLOW_UP])
def test_what_can_be_read_is_held_while_a_file_of_the_proposal_cannot(
    change: PullRequest, broken: str
) -> None:
    publish(change.root)
    change.write(broken, "a: [\n")
    change.replace(LIGHTS, "status: ongoing", "status: done")
    said = check(change.root, "--against", "main")
    assert said.exit_code == 1
    assert 'åtgärden "belysning", status: pågår → genomförd' in said.stdout
    assert "är borta" not in said.stdout


def test_an_older_version_does_not_publish_over_a_newer_one(change: PullRequest) -> None:
    change.write("content/2024/nyheter/2024-05-30-nytt.md", TEXT.replace("2024-06-01", "2024-05-30"))
    commit(change.root)
    publish(change.root)
    git(change.root, "checkout", "--quiet", "main")
    said = check(change.root, "--publish")
    old, new = (Repository(change.root).short(ref) for ref in ("main", "andring"))
    assert said.exit_code == 1
    assert f"versionen {old} är äldre än den som är publicerad, {new}" in said.stdout
    again = CliRunner().invoke(main, ["record", "--root", str(change.root)])
    assert again.exit_code == 1
    assert again.stderr == (
        f"En nyare version är redan antecknad som publicerad: {new}. Den äldre antecknas inte.\n"
    )


# --- copies -------------------------------------------------------------------------------------------------


def test_a_shallow_clone_says_how_to_fetch_what_was_published(change: PullRequest, tmp_path: Path) -> None:
    publish(change.root)
    change.write("content/2024/nyheter/2024-05-30-nytt.md", TEXT.replace("2024-06-01", "2024-05-30"))
    commit(change.root)
    git(change.root, "branch", "--force", "main")
    address = f"file://{change.root}"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", address, "grund")
    said = check(tmp_path / "grund", "--repository", "prov/loften")
    assert said.exit_code == 1
    assert "finns inte i den här kopian av arkivet – hämta den med: git fetch --unshallow" in said.stdout


def test_a_clone_without_the_branch_says_how_to_fetch_it(change: PullRequest, tmp_path: Path) -> None:
    publish(change.root)
    address = f"file://{change.root}"
    git(tmp_path, "clone", "--quiet", "--single-branch", "--branch=andring", address, "kopia")
    assert "grenen publicerad finns inte här" in check(tmp_path / "kopia").stdout
    git(tmp_path / "kopia", "fetch", "--quiet", "origin", f"{BRANCH}:refs/remotes/origin/{BRANCH}")
    assert "Hålls mot" in check(tmp_path / "kopia", "--repository", "prov/loften").stdout


def test_a_stale_clone_holds_what_it_knows_to_be_published(change: PullRequest, tmp_path: Path) -> None:
    publish(change.root)
    git(tmp_path, "clone", "--quiet", f"file://{change.root}", "kopia")
    publish(change.root, at="2024-05-31 10:00")
    said = check(tmp_path / "kopia", "--repository", "prov/loften")
    assert "(30 maj 2024 kl. 10.00)" in said.stdout


def test_in_a_fork_nothing_counts_until_it_has_published_itself(change: PullRequest, tmp_path: Path) -> None:
    publish(change.root)
    git(tmp_path, "clone", "--quiet", f"file://{change.root}", "kopia")
    copy = tmp_path / "kopia"
    (copy / LIGHTS).unlink()
    commit(copy)
    said = check(copy, "--repository", "annan/kommun")
    assert "filen är borta" not in said.stdout
    assert (
        "Inget hålls som publicerat: det som står på grenen publicerad har prov/loften publicerat."
        in said.stdout
    )


def test_the_name_of_the_repository_is_compared_in_any_case_of_letters(change: PullRequest) -> None:
    publish(change.root)
    assert "Hålls mot" in check(change.root, "--repository", "PROV/Loften").stdout


def test_a_version_that_lies_on_no_branch_is_fetched_as_the_message_says(
    change: PullRequest, tmp_path: Path
) -> None:
    git(change.root, "checkout", "--quiet", "--detach")
    change.write("content/2024/nyheter/2024-06-01-nytt.md", TEXT)
    commit(change.root)
    publish(change.root)
    lost = head(change.root)
    git(change.root, "checkout", "--quiet", "andring")
    git(tmp_path, "clone", "--quiet", f"file://{change.root}", "kopia")
    said = check(tmp_path / "kopia", "--repository", "prov/loften")
    assert said.exit_code == 1
    assert said.stdout.splitlines()[0] == (
        f"{FILE}:1:1: den publicerade versionen {lost[:7]} (30 maj 2024 kl. 10.00) finns inte i den här "
        f"kopian av arkivet – hämta den med: git fetch origin {lost}. Är historiken omskriven med avsikt: "
        "kör PYTHONPATH=hooks .venv/bin/python -m loften record --rewritten --from ../gammal, med en kopia "
        "av arkivet från före omskrivningen i ../gammal"
    )
    carry_out(f"git fetch origin {lost}", tmp_path / "kopia")
    done = check(tmp_path / "kopia", "--repository", "prov/loften")
    assert (done.exit_code, "finns inte i den här kopian" in done.stdout) == (0, False)


def test_a_copy_without_origin_is_not_told_to_fetch_from_it(change: PullRequest, tmp_path: Path) -> None:
    git(change.root, "remote", "remove", "origin")
    git(change.root, "checkout", "--quiet", "--detach")
    change.write("content/2024/nyheter/2024-06-01-nytt.md", TEXT)
    commit(change.root)
    publish(change.root)
    git(change.root, "checkout", "--quiet", "andring")
    git(tmp_path, "clone", "--quiet", f"file://{change.root}", "kopia")
    git(tmp_path / "kopia", "branch", "publicerad", "origin/publicerad")
    git(tmp_path / "kopia", "remote", "remove", "origin")
    said = check(tmp_path / "kopia")
    assert "hämta den från en kopia av arkivet som har den. Är historiken omskriven" in said.stdout


# --- a project that has moved -------------------------------------------------------------------------------


def moved(change: PullRequest, old: str, new: str) -> Path:
    """Moves the project from one folder of the repository to another and commits that on `main`."""
    git(change.root, "checkout", "--quiet", "main")
    for name in ("promises.yaml", "mkdocs.yml", "content"):
        (change.root / new).mkdir(exist_ok=True)
        git(change.root, "mv", f"{old}/{name}", f"{new}/{name}")
    commit(change.root, "Flytta")
    return change.root / new


@pytest.mark.parametrize(("old", "where"), [(".", "överst i arkivet"), ("forr", "i forr/")])
def test_a_project_that_has_moved_is_told_so_and_not_published_until_it_is_compared(
    change: PullRequest, old: str, where: str
) -> None:
    root = change.root if old == "." else moved(change, ".", old)
    publish(root)
    published = head(root)
    root = moved(change, old, "nu")
    last = "../gammal" if old == "." else f"../gammal/{old}"
    remedy = (
        f"git worktree add ../gammal {published} och sedan PYTHONPATH=hooks .venv/bin/python -m loften "
        f"record --rewritten --from {last}"
    )
    told = (
        f"i den publicerade versionen {published[:7]} (30 maj 2024 kl. 10.00) ligger promises.yaml {where} "
        "och inte här, så ändringen går inte att hålla mot den. Flytta tillbaka projektet. Är flytten "
        f"meningen: kör {remedy}"
    )
    proposed, stopped = check(root), check(root, "--publish")
    assert (proposed.exit_code, proposed.stdout.splitlines()[0]) == (0, f"{FILE}:1:1: varning: {told}")
    assert (stopped.exit_code, stopped.stdout.splitlines()[0]) == (1, f"{FILE}:1:1: {told}")
    carry_out(remedy.replace(" och sedan ", "\n"), root)
    assert check(root, "--publish").exit_code == 0
    assert f"Hålls mot det som är publicerat: {head(root)[:7]}" in check(root).stdout


def test_a_project_that_has_moved_and_changed_is_not_accepted(change: PullRequest) -> None:
    publish(change.root)
    published = head(change.root)
    root = moved(change, ".", "nu")
    change.replace("nu/promises.yaml", "name: Polisen\n", "name: Tullen\n")
    commit(change.root)
    git(root, "worktree", "add", "--quiet", "../gammal", published)
    where = ["--root", str(root), "--rewritten", "--from", str(change.root / "gammal")]
    done = CliRunner().invoke(main, ["record", *where])
    assert done.exit_code == 1
    assert 'fältet name i parten "polisen" är inte som i det som är publicerat' in done.stdout


def test_a_recorded_version_without_any_content_is_told(change: PullRequest) -> None:
    publish(change.root)
    found = Repository(change.root)
    raw = found.file(BRANCH, FILE)
    assert raw is not None
    line = raw.decode().strip().replace(head(change.root), found.commit(BRANCH))
    found.append(BRANCH, FILE, line, earlier=found.commit(BRANCH), message="fel")
    assert (
        f"finns ingen promises.yaml, så ändringen går inte att hålla mot den – återställ grenen {BRANCH}"
        in (check(change.root, "--publish").stdout)
    )


# --- git that does not answer -------------------------------------------------------------------------------


def test_a_folder_of_another_user_is_told_with_git_s_own_remedy_and_not_published(
    change: PullRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(change.root)
    change.delete(FOLLOW_UP)
    commit(change.root)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    remedy = f"git config --global --add safe.directory {change.root}"
    told = (
        "det går inte att se vad som är publicerat. Git läser inte arkivet som kommun/ ligger i, för mappen "
        f"tillhör en annan användare på den här datorn. Litar du på den: kör {remedy}"
    )
    proposed, stopped = check(change.root), check(change.root, "--publish")
    assert (proposed.exit_code, proposed.stdout.splitlines()[0]) == (0, f"{FILE}:1:1: varning: {told}")
    assert (stopped.exit_code, stopped.stdout.splitlines()[0]) == (1, f"{FILE}:1:1: {told}")
    assert "Inget hålls som publicerat." in stopped.stdout
    asked = check(change.root, "--against", "main")
    assert (asked.exit_code, asked.stderr) == (1, f"{told.partition('publicerat. ')[2]}\n")
    carry_out(remedy, change.root)
    assert f"{FOLLOW_UP}:1:1: filen är borta" in check(change.root, "--publish").stdout


def test_a_computer_without_git_is_told_so_and_does_not_publish(
    change: PullRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    told = (
        "det går inte att se vad som är publicerat. Programmet git finns inte på den här datorn. Installera "
        "det från https://git-scm.com och försök igen"
    )
    proposed, stopped = check(change.root), check(change.root, "--publish")
    assert (proposed.exit_code, proposed.stdout.splitlines()[0]) == (0, f"{FILE}:1:1: varning: {told}")
    assert (stopped.exit_code, stopped.stdout.splitlines()[0]) == (1, f"{FILE}:1:1: {told}")


def test_a_repository_that_git_cannot_read_is_told_in_git_s_words(change: PullRequest) -> None:
    (change.root / ".git" / "HEAD").write_text("skräp")
    done = check(change.root, "--publish")
    assert done.exit_code == 1
    assert "Git kan inte läsa arkivet som kommun/ ligger i, och säger: fatal: " in done.stdout


def test_a_record_that_git_cannot_read_does_not_count_as_empty(change: PullRequest) -> None:
    publish(change.root)
    found = Repository(change.root)
    blob = found.answer("rev-parse", f"{BRANCH}:{FILE}").decode().strip()
    lost = change.root / ".git" / "objects" / blob[:2] / blob[2:]
    lost.chmod(0o644)
    lost.unlink()
    done = check(change.root, "--publish")
    assert done.exit_code == 1
    assert "det går inte att se vad som är publicerat. Git kunde inte läsa" in done.stdout


def test_a_folder_in_no_repository_has_nothing_published_with_git_and_without(
    change: PullRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(change.root / ".git")
    for path in (os.environ["PATH"], str(tmp_path / "tom")):
        monkeypatch.setenv("PATH", path)
        done = check(change.root, "--publish")
        assert done.exit_code == 0
        assert "Inget hålls som publicerat: mappen ligger inte i något git-arkiv." in done.stdout


def test_a_repository_without_a_commit_is_checked_too(change: PullRequest) -> None:
    shutil.rmtree(change.root / ".git")
    git(change.root, "init", "--quiet", "--initial-branch=main")
    done = check(change.root)
    assert (done.exit_code, done.exception) == (0, None)
    assert "grenen publicerad finns inte här" in done.stdout


# --- another municipality's texts ---------------------------------------------------------------------------


def test_a_text_of_another_municipality_is_told_until_it_is_rewritten(change: PullRequest) -> None:
    def foreign() -> list[str]:
        return [line for line in check(change.root).stdout.splitlines() if "är skriven för" in line]

    change.replace(
        "promises.yaml", "name: Provkommun\n  short_name: Prov", "name: Ekby kommun\n  short_name: Ekby"
    )
    change.delete(FOLLOW_UP)
    change.write("content/kontakt.md", "---\ntitle: Kontakt\nsummary: Till Ekby.\n---\nRing Ekby.\n")
    commit(change.root, "Ta över")
    told_of = {line.partition(":")[0] for line in foreign()}
    assert LIGHTS in told_of
    assert not told_of & {FOLLOW_UP, "content/kontakt.md"}
    assert foreign()[0].endswith(
        "varning: texten är skriven för Provkommun, men promises.yaml är Ekby kommun – skriv om den så att "
        "den "
        "stämmer här, eller ta bort filen"
    )


def test_a_text_of_another_municipality_is_told_before_it_is_committed_too(change: PullRequest) -> None:
    change.replace(
        "promises.yaml", "name: Provkommun\n  short_name: Prov", "name: Ekby kommun\n  short_name: Ekby"
    )
    change.write("content/kontakt.md", "---\ntitle: Kontakt\nsummary: Till Ekby.\n---\nRing Ekby.\n")
    lines = [line for line in check(change.root).stdout.splitlines() if "är skriven för Provkommun" in line]
    assert {LIGHTS, FOLLOW_UP} <= {line.partition(":")[0] for line in lines}
    assert "content/kontakt.md" not in {line.partition(":")[0] for line in lines}
    commit(change.root, "Ta över")
    change.write(LIGHTS, FILES[LIGHTS].replace("Lamporna lyser.", "Lamporna i Ekby lyser."))
    assert f"{LIGHTS}:1:1: varning: texten är skriven för" not in check(change.root).stdout


def test_a_municipality_whose_name_is_mended_has_written_its_texts_itself(change: PullRequest) -> None:
    change.replace(
        "promises.yaml", "name: Provkommun\n  short_name: Prov", "name: Provs kommun\n  short_name: Prov"
    )
    commit(change.root, "Rätta namnet")
    assert "är skriven för" not in check(change.root).stdout
