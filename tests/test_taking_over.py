"""Another municipality takes the site over by the guide alone, whichever way it got the files."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from built import ROOT
from copies import run
from loften.comparing.publications import BRANCH, FILE
from loften.comparing.repository import Repository
from pull_requests import commit, git

GUIDE = (ROOT / ".github" / "CONTRIBUTING.md").read_text()
OWN_TEXTS = ROOT / "tests" / "data" / "faults" / "base"
ORIGINAL = "kopings-kommun/medborgarloften"
OWN = "anders/kommun"

NOT_OF_THE_PROJECT = shutil.ignore_patterns(
    *(".git", ".venv", ".cache", ".*_cache", "__pycache__", "node_modules", "site", "forhandsvisning")
)


def set_settings(root: Path, **written: str) -> None:
    """Writes settings into mkdocs.yml where they stand, as an owner does by hand."""
    file = root / "mkdocs.yml"
    text = file.read_text()
    for name, value in written.items():
        text, count = re.subn(rf"^( *{name}:).*$", rf"\1 {value}", text, flags=re.MULTILINE)
        assert count == 1, name
    file.write_text(text)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project as a repository that has published itself, with its record."""
    root = tmp_path_factory.mktemp("original") / "arkiv"
    shutil.copytree(ROOT, root, ignore=NOT_OF_THE_PROJECT)
    set_settings(root, site_url="https://loften.koping.se/", tag_authority="koping.se,2024")
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    recorded = run(root, root, "loften", "record", "--repository", ORIGINAL)
    assert recorded.returncode == 0, recorded.stderr
    return root


def fork(original: Path, server: Path) -> None:
    """Every branch with its history, as a fork on GitHub has it, and a copy that was pushed whole."""
    git(original, "clone", "--quiet", "--bare", str(original), str(server))


def copy(original: Path, server: Path) -> None:
    """`main` alone with its history."""
    git(
        original, "clone", "--quiet", "--bare", "--single-branch", "--branch=main", str(original), str(server)
    )


def template(original: Path, server: Path) -> None:
    """The files of `main` in one commit, as *Use this template* makes it."""
    _begin(original, server, "main")


def template_of_all_branches(original: Path, server: Path) -> None:
    """The same with *Include all branches*: the record comes along."""
    _begin(original, server, "main", BRANCH)


def _begin(original: Path, server: Path, *branches: str) -> None:
    """A repository whose branches each have one new commit of the original's files."""
    server.mkdir(parents=True)
    git(server, "init", "--quiet", "--bare", "--initial-branch=main")
    author = ("-c", "user.name=Anders", "-c", "user.email=anders@prov.test")
    for branch in branches:
        begin = ("commit-tree", f"{branch}^{{tree}}", "-m", "Initial commit")
        begun = Repository(original).answer(*author, *begin).decode().strip()
        git(original, "push", "--quiet", str(server), f"{begun}:refs/heads/{branch}")


WAYS: dict[str, Callable[[Path, Path], None]] = {
    "fork": fork,
    "copy": copy,
    "template": template,
    "template of all branches": template_of_all_branches,
}

WITH_RECORD = ("fork", "template of all branches")


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def clone(original: Path, tmp_path: Path, way: str) -> Path:
    """The other municipality's clone of its own repository, with nothing changed yet."""
    WAYS[way](original, tmp_path / "server")
    git(tmp_path, "clone", "--quiet", str(tmp_path / "server"), str(tmp_path / "klon"))
    git(tmp_path / "klon", "remote", "set-url", "origin", f"https://github.com/{OWN}.git")
    return tmp_path / "klon"


def take_over(root: Path) -> None:
    """The guide's steps, on a branch as a pull request has it."""
    git(root, "checkout", "--quiet", "-b", "var-webbplats")
    shutil.rmtree(root / "content")
    shutil.copytree(OWN_TEXTS / "content", root / "content")
    shutil.copy(OWN_TEXTS / "promises.yaml", root / "promises.yaml")
    set_settings(
        root,
        site_name="Medborgarlöften i Ekby",
        site_description="Vad polisen och Ekby kommun har lovat.",
        site_url="https://loften.ekby.se/",
        tag_authority="ekby.se,2024",
        repository=f"https://github.com/{OWN}",
    )
    settings = root / "mkdocs.yml"
    text, count = re.subn(
        r"^  footer_links:\n(?: {4}.*\n)+",
        '  footer_links:\n    - title: "Kontakt"\n      url: kontakt/\n',
        settings.read_text(),
        flags=re.MULTILINE,
    )
    assert count == 1
    settings.write_text(text)
    commit(root)


def check(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run(root, root, "loften", "check", *options)


def own_record(root: Path) -> str:
    """What stands in the record of this clone, "" where it has none."""
    repository = Repository(root)
    found = repository.find(f"refs/remotes/origin/{BRANCH}")
    return (repository.file(found, FILE) or b"").decode() if found else ""


def test_only_the_ways_that_take_every_branch_bring_the_original_s_record(clone: Path, way: str) -> None:
    assert (ORIGINAL in own_record(clone)) == (way in WITH_RECORD)


def test_the_site_goes_live_by_the_guide_alone(clone: Path) -> None:
    take_over(clone)
    for options in (
        ("--against", "main"),
        ("--against", "main", "--repository", OWN),
        ("--publish", "--repository", OWN, "--against", "main"),
    ):
        done = check(clone, *options)
        assert done.returncode == 0, (options, done.stdout + done.stderr)
    git(clone, "checkout", "--quiet", "main")
    git(clone, "merge", "--quiet", "var-webbplats")
    assert check(clone, "--publish", "--repository", OWN).returncode == 0
    built = run(clone, clone, "mkdocs", "build", "--strict", "--site-dir", str(clone.parent / "site"))
    assert built.returncode == 0, built.stderr
    feed = (clone.parent / "site" / "rss.xml").read_text()
    assert "tag:ekby.se,2024:" in feed
    assert "koping" not in feed.lower()


def test_a_text_of_the_original_is_told_as_soon_as_promises_yaml_is_another_s(clone: Path) -> None:
    shutil.copy(OWN_TEXTS / "promises.yaml", clone / "promises.yaml")
    told = "content/index.md:1:1: varning: texten är skriven för Köpings kommun, men promises.yaml är Ekby"
    assert told in check(clone).stdout
    commit(clone)
    assert told in check(clone).stdout


AMENDMENT = """\
---
title: Löftet gäller längre
summary: Parterna har beslutat att löftet ska gälla längre.
kind: amendment
published: 2024-05-30
---
"""


def test_a_municipality_that_has_amended_its_promise_goes_live_too(clone: Path) -> None:
    take_over(clone)
    (clone / "content" / "2024" / "nyheter" / "2024-05-30-andrat-lofte.md").write_text(AMENDMENT)
    commit(clone)
    done = check(clone, "--publish", "--repository", OWN, "--against", "main")
    assert done.returncode == 0, done.stdout


def test_until_then_the_check_says_that_nothing_counts_and_whose_publications_came_along(
    clone: Path, way: str
) -> None:
    take_over(clone)
    said = "Inget hålls som publicerat"
    assert f"”{said}”" in GUIDE
    whose = f"{said}: det som står på grenen publicerad har {ORIGINAL} publicerat."
    nowhere = f"{said}: grenen publicerad finns inte här. Är webbplatsen publicerad: hämta den med "
    lines = check(clone, "--repository", OWN).stdout.splitlines()
    (told,) = (line for line in lines if said in line)
    assert told.startswith(whose if way in WITH_RECORD else nowhere)


def test_from_its_first_publication_on_what_it_has_published_itself_stays(clone: Path) -> None:
    take_over(clone)
    recorded = run(clone, clone, "loften", "record")
    assert recorded.returncode == 0, recorded.stderr
    assert "Hålls mot det som är publicerat: " in check(clone, "--repository", OWN).stdout
    set_settings(clone, tag_authority="anders.se,2025")
    done = check(clone, "--repository", OWN)
    assert done.returncode == 1
    assert 'extra.tag_authority är ändrad från "ekby.se,2024" till "anders.se,2025"' in done.stdout


def test_in_the_repository_that_wrote_the_record_the_same_change_is_refused(
    original: Path, tmp_path: Path
) -> None:
    git(original, "clone", "--quiet", str(original), str(tmp_path / "klon"))
    git(tmp_path / "klon", "remote", "set-url", "origin", f"git@github.com:{ORIGINAL}.git")
    take_over(tmp_path / "klon")
    for options in ((), ("--repository", ORIGINAL)):
        done = check(tmp_path / "klon", *options)
        assert done.returncode == 1
        assert 'extra.tag_authority är ändrad från "koping.se,2024" till "ekby.se,2024"' in done.stdout


def test_the_guide_names_every_setting_that_an_owner_has_to_change() -> None:
    told = GUIDE.partition("## För den som äger webbplatsen")[2]
    for setting in ("site_url", "extra.tag_authority", "extra.repository", "extra.branch"):
        assert f"`{setting}`" in told
