"""One municipality's repository, played through as it would be in a year: every run holds what was published.

The runs are those of the workflows: a push is checked against the commit before it, the daily run against
nothing but the record, a proposal against its base. What passes is recorded as published, as the job that
deploys does.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from loften.__main__ import main
from loften.comparing.publications import BRANCH, publication_record
from loften.comparing.repository import Repository
from pull_requests import FILES, LIGHTS, MEASURE, PullRequest, commit, git, publish, repository

PROMISES = "promises.yaml"
CONTACT = "content/kontakt.md"
PAGES = ("prenumerera", "sa-bedomer-vi", "tillganglighet")
NAME = "prov/loften"
WITNESS = "Zebra Zebrasson"
NEWS = "content/2024/nyheter/2024-06-01-{}.md"


def news(kind: str, summary: str, lines: str = "") -> str:
    return (
        f"---\ntitle: En text\nsummary: {summary}\nkind: {kind}\npublished: 2024-06-01\n{lines}---\nMer "
        "om det.\n"
    )


@dataclass
class Play(PullRequest):
    """The repository, and the runs over it."""

    root: Path

    def run(self, *arguments: str) -> Result:
        where = ["--root", str(self.root), "--today", "2024-06-01", "--repository", NAME]
        return CliRunner().invoke(main, ["check", *where, *arguments])

    def push(self, message: str) -> Result:
        """Commits to main; the run of the push, which is published if it passes."""
        commit(self.root, message)
        done = self.run("--publish", "--against", "HEAD~1")
        if done.exit_code == 0:
            publish(self.root)
        return done

    def daily(self) -> Result:
        return self.run("--publish")

    def proposal(self) -> Result:
        return self.run("--against", "main")

    def back_to_main(self) -> None:
        git(self.root, "checkout", "--quiet", "--force", "main")

    @property
    def published(self) -> str:
        newest = publication_record(Repository(self.root), NAME).newest
        assert newest is not None
        return newest.commit


@pytest.fixture
def play(tmp_path: Path) -> Play:
    root = repository(tmp_path / "kommun").root
    git(root, "checkout", "--quiet", "main")
    git(root, "remote", "add", "origin", f"https://github.com/{NAME}.git")
    found = Play(root)
    for page in PAGES:
        found.write(f"content/{page}.md", "---\ntitle: T\nsummary: S.\n---\nText.\n")
    assert found.push("Gå i luften").exit_code == 0
    return found


def test_a_year_of_runs(play: Play, tmp_path: Path) -> None:
    start = play.published

    # a signed target slips in on main: the push is refused, and so is every run until it is told of
    play.replace(MEASURE, "count: 12", "count: 11")
    assert play.push("Sänk målet").exit_code == 1
    assert "minst 12 lampor → minst 11 lampor" in play.daily().stdout
    play.write(CONTACT, FILES[CONTACT].replace("Ring växeln.", "Ring växeln.\n"))
    assert play.push("Något oskyldigt").exit_code == 1
    assert play.published == start

    # a proposal that leaves the fault is told of it apart, and is green
    git(play.root, "checkout", "--quiet", "-B", "forslag")
    play.write(NEWS.format("nytt"), news("information", "Det händer något."))
    commit(play.root)
    done = play.proposal()
    assert (done.exit_code, "Det här står redan i main" in done.stdout) == (0, True)
    play.back_to_main()

    # a correction of another thing, or one that does not say what stood, excuses nothing
    right = "corrects: 2024/atgarder/belysning\n"
    for summary, lines in (("Målet är 11, inte 12.", "corrects: 2024\n"), ("Målet var fel.", right)):
        play.write(NEWS.format("rattelse"), news("correction", summary, lines))
        assert play.push("Rätta målet").exit_code == 1
    play.write(NEWS.format("rattelse"), news("correction", "Målet är 11 lampor, inte 12.", right))
    assert play.push("Rätta målet").exit_code == 0
    told = play.published

    # a page that cannot be read stops publishing, and hides nothing in the proposal that mends it
    play.write(CONTACT, "trasig\n")
    assert play.push("Ha sönder en sida").exit_code == 1
    git(play.root, "checkout", "--quiet", "-B", "forslag")
    play.write(CONTACT, FILES[CONTACT])
    play.replace(LIGHTS, "status: ongoing", "status: done")
    assert "status: pågår → genomförd" in play.proposal().stdout
    play.replace(LIGHTS, "status: done", "status: ongoing")
    assert play.proposal().exit_code == 0
    commit(play.root)
    play.back_to_main()
    git(play.root, "merge", "--quiet", "--ff-only", "forslag")
    assert play.daily().exit_code == 0
    publish(play.root)

    # a second run of an old job does not publish over what is newer
    git(play.root, "checkout", "--quiet", told)
    done = play.daily()
    assert f"versionen {told[:7]} är äldre än den som är publicerad" in done.stdout
    assert done.stdout.splitlines()[1] == "Ett fel."
    play.back_to_main()

    # a branch that was begun before what is published now is held to what it has done itself
    git(play.root, "checkout", "--quiet", "-B", "forslag", f"{told}~1")
    play.write(NEWS.format("mitt"), news("information", "Det händer något."))
    commit(play.root)
    done = play.proposal()
    assert (done.exit_code, "grenen saknar det som senast har publicerats" in done.stdout) == (0, True)
    play.replace(LIGHTS, "status: ongoing", "status: done")
    assert "status: pågår → genomförd" in play.proposal().stdout
    play.back_to_main()

    # a party is renamed, and its old agreement keeps the name that it had
    play.replace(PROMISES, "name: Polisen\n", "name: Polisen Mitt\n")
    assert 'parten hette "Polisen" när löftet undertecknades' in play.push("Byt namn").stdout
    line = "    former_names: [{name: Polisen, until: 2024-05-31}]\n"
    play.replace(PROMISES, "name: Polisen Mitt\n", f"name: Polisen Mitt\n{line}")
    assert play.push("Behåll det gamla namnet").exit_code == 0
    out = tmp_path / "ut"
    where = ["--root", str(play.root), "--today", "2024-06-01", "--out", str(out)]
    assert CliRunner().invoke(main, ["write", *where]).exit_code == 0
    page = (out / "2024/parter/polisen/index.html").read_text()
    assert "<h1>Polisen</h1>" in page
    assert "Heter nu Polisen Mitt." in page

    # personal data has come out: it is erased at once, then the history is written anew
    play.write(NEWS.format("vittne"), news("information", f"{WITNESS} berättar."))
    assert play.push("En nyhet").exit_code == 0
    erased = "erased: [{date: 2024-06-01, fields: [summary], reason: personal-data}]\n"
    play.write(NEWS.format("vittne"), news("information", "Ett vittne berättar.", erased))
    done = play.push("Ta bort uppgiften")
    assert done.exit_code == 0
    assert WITNESS not in done.stdout
    former = tmp_path / "gammal"
    git(tmp_path, "clone", "--quiet", str(play.root), str(former))
    git(play.root, "checkout", "--quiet", "--orphan", "ny")
    commit(play.root, "Ny historik")
    git(play.root, "branch", "--force", "main")
    git(play.root, "checkout", "--quiet", "main")
    assert "bygger inte på den som är publicerad" in play.daily().stdout
    accept = [
        "record",
        "--root",
        str(play.root),
        "--repository",
        NAME,
        "--at",
        "2024-06-01 12:00",
        "--rewritten",
    ]
    play.replace(PROMISES, "phone: 021-12 34 56", "phone: 021-12 34 57")
    commit(play.root, "Något mer")
    done = CliRunner().invoke(main, [*accept, "--from", str(former)])
    assert (done.exit_code, 'fältet phone i kontakten "vaxeln"' in done.stdout) == (1, True)
    git(play.root, "reset", "--quiet", "--hard", "HEAD~1")
    assert CliRunner().invoke(main, [*accept, "--from", str(former)]).exit_code == 0
    assert play.daily().exit_code == 0
    assert publication_record(Repository(play.root), NAME).own[-1].replaces is not None

    # a fork and a copy hold nothing as published until they have published themselves
    for name in ("annan/kommun", None):
        copy = tmp_path / f"kopia-{name is None}"
        git(tmp_path, "clone", "--quiet", str(play.root), str(copy))
        (copy / LIGHTS).unlink()
        named = ["--repository", name] if name else []
        done = CliRunner().invoke(main, ["check", "--root", str(copy), "--today", "2024-06-01", *named])
        assert "filen är borta" not in done.stdout
        assert f"det som står på grenen {BRANCH} har {NAME} publicerat" in done.stdout
