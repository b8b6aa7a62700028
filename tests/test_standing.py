"""A fault of main is told apart where a proposal leaves it as it is, and with the commit that brought it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from loften.comparing.repository import Repository
from published import NEWS, TEXT, check, municipality
from pull_requests import FOLLOW_UP, LIGHTS, MEASURE, PullRequest, commit, git, publish

PROMISES = "promises.yaml"
STANDING = "Det här står redan i main"
Edit = Callable[[PullRequest], None]


def replaced(path: str, old: str, new: str) -> Edit:
    return lambda change: change.replace(path, old, new)


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    found = municipality(tmp_path / "kommun")
    publish(found.root)
    return found


def on_main(change: PullRequest, *edits: Edit, message: str = "På main") -> str:
    """Commits to main and leaves it there for the proposal; the commit in short."""
    git(change.root, "checkout", "--quiet", "main")
    for edit in edits:
        edit(change)
    commit(change.root, message)
    git(change.root, "checkout", "--quiet", "-B", "andring")
    return Repository(change.root).short("main")


TITLE = "De första lamporna är uppe"
LINE = "changes:\n  - date: 2024-05-{}\n    what: Sammanfattningen säger nu att det är {} lampor.\n"


@pytest.mark.parametrize(
    ("earlier", "goes_on"),
    [
        pytest.param(
            [replaced(LIGHTS, TITLE, "Lamporna är snart uppe")],
            replaced(LIGHTS, "Lamporna är snart uppe", "Inga lampor är uppe"),
            id="the title once more",
        ),
        pytest.param(
            [replaced(LIGHTS, TITLE, "Lamporna är snart uppe"), replaced(LIGHTS, "Sex lampor", "Fem lampor")],
            replaced(LIGHTS, "Lamporna är snart uppe", "Inga lampor är uppe"),
            id="one of two fields",
        ),
        pytest.param(
            [replaced(LIGHTS, "Lamporna lyser.", "Lamporna lyser nästan.")],
            replaced(LIGHTS, "Lamporna lyser nästan.", "Lamporna lyser aldrig."),
            id="the body",
        ),
        pytest.param(
            [replaced(PROMISES, "name: Polisen\n", "name: Polisen Mitt\n")],
            replaced(PROMISES, "name: Polisen Mitt\n", "name: Tullen\n"),
            id="a name",
        ),
        pytest.param(
            [replaced(MEASURE, "summary: Nya lampor på torget.", "summary: Lampor på torget.")],
            replaced(MEASURE, "summary: Lampor på torget.", "summary: Inga lampor."),
            id="a summary of what is signed",
        ),
    ],
)
def test_a_proposal_that_goes_on_from_a_fault_of_main_has_done_it_itself(
    change: PullRequest, earlier: list[Edit], goes_on: Edit
) -> None:
    on_main(change, *earlier)
    change.write(NEWS.format("nytt"), TEXT)
    left = check(change.root, "--against", "main")
    assert (left.exit_code, STANDING in left.stdout) == (0, True)
    goes_on(change)
    done = check(change.root, "--against", "main")
    assert (done.exit_code, STANDING in done.stdout) == (1, False)


TITLED = "title: Lugnare trafik"
GONE = "        erased: [{date: 2024-06-01, fields: [title], reason: personal-data}]\n"
CORRECTED = """\
---
title: Målet är sex lampor
summary: Det stod minst 12 lampor men ska stå minst 6.
kind: correction
corrects: 2024/atgarder/belysning
published: 2024-06-01
---
"""


@pytest.mark.parametrize(
    ("on_main_first", "goes_on", "said"),
    [
        pytest.param(
            [
                replaced(PROMISES, TITLED, "title: Tystare trafik"),
                replaced(PROMISES, "- id: trafik\n", f"- id: trafik\n{GONE}"),
            ],
            replaced(PROMISES, "title: Tystare trafik", "title: Mer trafik"),
            'löftet "Tystare trafik" (rubrik: Tystare trafik → Mer trafik)',
            id="a signed title that main has erased words of",
        ),
        pytest.param(
            [
                replaced(MEASURE, "count: 12", "count: 6"),
                lambda change: change.write(NEWS.format("mal"), CORRECTED),
            ],
            replaced(MEASURE, "summary: Nya lampor på torget.", "summary: Inga lampor alls."),
            "åtgärden är publicerad och får andra ord (sammanfattning)",
            id="a summary beside a target that main has corrected",
        ),
    ],
)
def test_what_main_has_changed_openly_and_not_published_excuses_nothing_more(
    change: PullRequest, on_main_first: list[Edit], goes_on: Edit, said: str
) -> None:
    on_main(change, *on_main_first)
    assert check(change.root, "--against", "main").exit_code == 0
    goes_on(change)
    told = check(change.root, "--against", "main")
    assert (told.exit_code, STANDING in told.stdout) == (1, False)
    assert said in told.stdout


def test_a_text_that_only_main_has_may_still_be_written_anew(change: PullRequest) -> None:
    on_main(change, lambda change: change.write(NEWS.format("nytt"), TEXT))
    change.replace(NEWS.format("nytt"), "Mer om det.", "Något helt annat.")
    assert check(change.root, "--against", "main").exit_code == 0


def test_a_line_on_main_that_is_not_published_yet_tells_of_no_later_change(change: PullRequest) -> None:
    line = 'changes: [{date: 2024-06-01, what: "Lamporna är fem."}]\n'
    on_main(
        change,
        replaced(LIGHTS, "Sex lampor", "Fem lampor"),
        replaced(LIGHTS, "source:\n", f"{line}source:\n"),
    )
    assert check(change.root, "--against", "main").exit_code == 0
    change.replace(LIGHTS, "Fem lampor", "Inga lampor")
    told = check(change.root, "--against", "main")
    assert (told.exit_code, STANDING in told.stdout) == (1, False)
    assert "nyheten är publicerad och får andra ord (sammanfattning)" in told.stdout
    # what is put back as it is published is no change
    change.replace(LIGHTS, "Inga lampor", "Sex lampor")
    assert check(change.root, "--against", "main").exit_code == 0
    change.replace(LIGHTS, "Sex lampor", "Inga lampor")
    more = ', {date: 2024-06-01, what: "Det finns inga lampor."}]'
    change.replace(LIGHTS, 'är fem."}]', 'är fem."}' + more)
    assert check(change.root, "--against", "main").exit_code == 0


def test_a_line_of_change_that_a_proposal_removes_after_main_has_removed_another_is_its_own(
    tmp_path: Path,
) -> None:
    change = municipality(tmp_path / "kommun")
    first, second = LINE.format("01", "sex"), LINE.format("02", "åtta").removeprefix("changes:\n")
    on_main(change, replaced(LIGHTS, "kind: measure\n", f"{first}{second}kind: measure\n"))
    publish(change.root)
    on_main(change, replaced(LIGHTS, second, ""))
    assert check(change.root, "--against", "main").exit_code == 0
    change.replace(LIGHTS, first, "")
    assert check(change.root, "--against", "main").exit_code == 1


def test_a_proposal_that_mends_one_fault_of_main_is_not_blamed_for_the_other(change: PullRequest) -> None:
    on_main(change, replaced(MEASURE, "count: 12", "count: 11"), replaced(MEASURE, "10-31", "11-30"))
    change.replace(MEASURE, "count: 11", "count: 12")
    done = check(change.root, "--against", "main")
    assert done.exit_code == 0, done.stdout
    assert done.stdout.count(STANDING) == 1


def test_a_fault_in_another_record_of_the_same_file_stays_that_of_main(change: PullRequest) -> None:
    on_main(change, replaced(PROMISES, "name: Polisen\n", "name: Polisen Mitt\n"))
    change.replace(PROMISES, "    name: Torget\n", "    name: Stora torget\n")
    done = check(change.root, "--against", "main")
    assert done.exit_code == 1
    (party,) = (line for line in done.stdout.splitlines() if 'parten hette "Polisen"' in line)
    (place,) = (line for line in done.stdout.splitlines() if 'platsen hette "Torget"' in line)
    assert (STANDING in party, STANDING in place) == (True, False)


def test_what_a_proposal_deletes_that_its_old_base_never_had_is_its_own(change: PullRequest) -> None:
    path = NEWS.format("nytt")
    on_main(change, lambda main: main.write(path, TEXT))
    git(change.root, "branch", "gammal", "main~1")
    publish(change.root, "main", at="2024-06-01 08:00")
    change.delete(path)
    done = check(change.root, "--against", "gammal")
    assert (done.exit_code, STANDING in done.stdout) == (1, False)


# --- which commit ------------------------------------------------------------------------------------------


def named(change: PullRequest) -> str:
    """The commit that the one fault of main is said to stand in."""
    lines = check(change.root, "--against", "main").stdout.splitlines()
    (line,) = (line for line in lines if STANDING in line)
    return line.partition("main (")[2].partition(")")[0]


def test_the_commit_that_brought_a_fault_is_named_and_not_the_last_that_touched_the_file(
    change: PullRequest,
) -> None:
    on_main(change, replaced(MEASURE, "places: [torget]\n", ""), message="Före felet")
    culprit = on_main(change, replaced(MEASURE, "count: 12", "count: 11"), message="Sänk målet")
    for line in ("order: 1\n", "order: 2\n", "order: 3\n"):
        on_main(change, replaced(MEASURE, "signed: true\n", f"{line}signed: true\n"), message=line)
        on_main(change, replaced(MEASURE, line, ""), message="Inte så")
    assert named(change) == culprit


def test_a_fault_that_came_with_a_merge_is_said_to_have_come_with_it(change: PullRequest) -> None:
    change.replace(MEASURE, "count: 12", "count: 11")
    commit(change.root, "Sänk målet")
    git(change.root, "checkout", "--quiet", "main")
    git(change.root, "merge", "--quiet", "--no-ff", "--message=Godkänn", "andring")
    merged = Repository(change.root).short("main")
    on_main(change, replaced(MEASURE, "places: [torget]\n", ""))
    assert named(change) == merged


def test_a_fault_in_a_file_that_no_commit_has_touched_is_found_in_the_others(change: PullRequest) -> None:
    on_main(change, lambda main: main.write(NEWS.format("nytt"), TEXT))
    culprit = on_main(change, lambda main: main.delete(FOLLOW_UP))
    on_main(change, lambda main: main.write(NEWS.format("mer"), TEXT))
    assert named(change) == culprit


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        pytest.param(
            replaced(LIGHTS, "Lamporna lyser.", "[Lamporna](finns-inte.md) lyser."),
            'länken går till "finns-inte.md"',
            id="a broken link",
        ),
        pytest.param(
            replaced(LIGHTS, "- measure: belysning", "- measure: hittepa"),
            'åtgärden "hittepa" finns inte',
            id="an unknown measure",
        ),
    ],
)
def test_a_fault_of_main_in_the_texts_stops_publishing_and_no_proposal_that_leaves_it(
    change: PullRequest, broken: Edit, said: str
) -> None:
    culprit = on_main(change, broken)
    change.write(NEWS.format("nytt"), TEXT)
    commit(change.root)
    left = check(change.root, "--against", "main")
    assert left.exit_code == 0
    assert f"{STANDING} ({culprit}) och kommer inte från ditt förslag" in left.stdout
    assert said in left.stdout
    assert check(change.root, "--publish").exit_code == 1
    assert check(change.root, "--against", "main", "--publish").exit_code == 1
    change.write(NEWS.format("annat"), TEXT.replace("Mer om det.", "[Mer](ingenstans.md)."))
    own = check(change.root, "--against", "main")
    assert own.exit_code == 1
    assert 'länken går till "ingenstans.md"' in own.stdout


def test_a_file_of_main_that_cannot_be_read_stops_no_proposal_that_leaves_it(change: PullRequest) -> None:
    culprit = on_main(change, replaced(LIGHTS, "kind: measure", "kind: [measure"))
    change.write(NEWS.format("nytt"), TEXT)
    commit(change.root)
    left = check(change.root, "--against", "main")
    assert (left.exit_code, left.stdout.count(f"{STANDING} ({culprit})")) == (0, 1)
    assert check(change.root, "--against", "main", "--publish").exit_code == 1
    change.write(NEWS.format("annat"), TEXT.replace("kind: information", "kind: [information"))
    own = check(change.root, "--against", "main")
    assert (own.exit_code, own.stdout.count(STANDING)) == (1, 1)
