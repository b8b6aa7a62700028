"""Every rule has a name and words of its own, and every problem says which rule it breaks."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from built import ROOT
from loften.editing.rule_page import groups, rule_page
from loften.inspection import inspect
from loften.records.problems import Problem, Severity
from loften.records.rules import Rule, notice
from loften.records.site import Site
from samples import site

FAULTS = Path(__file__).parent / "data/faults"
MISTAKES = Path(__file__).parent / "data/mistakes"
TODAY = dt.date(2024, 10, 1)
RULES = [rule for rules in groups().values() for rule in rules]
IDS = {rule.id for rule in RULES}

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


def told(folders: list[Path], root: Path) -> Iterator[Problem]:
    """Every problem that is told of the site without faults with the files of each folder on top."""
    for number, folder in enumerate(folders):
        copy = root / str(number)
        for files in (FAULTS / "base", folder):
            shutil.copytree(files, copy, dirs_exist_ok=True)
        yield from inspect(copy, TODAY).problems


def test_the_guide_s_page_of_rules_is_the_one_that_the_rules_print() -> None:
    assert (ROOT / ".github/REGLER.md").read_text() == rule_page(), "run make rules"


def test_no_two_rules_have_one_id() -> None:
    assert len(IDS) == len(RULES)


@every_rule
def test_the_id_of_a_rule_is_made_of_words_in_small_letters(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.id)


@every_rule
def test_a_rule_says_in_sentences_what_it_is_why_it_is_and_how_to_mend(rule: Rule) -> None:
    for sentence in (rule.what, rule.why, rule.mend):
        assert sentence.endswith((".", "?"))
        assert "  " not in sentence
    assert rule.example.strip()


@every_rule
def test_the_page_shows_a_rule_with_its_reason_its_remedy_and_an_example(rule: Rule) -> None:
    assert (
        f"### {rule.id}\n\n{rule.what}\n\n*Varför?* {rule.why}\n\n*Gör så här:* {rule.mend}\n\n"
        f"```text\n{rule.example}\n```\n"
    ) in rule_page()
    assert "```" not in rule.example


@pytest.mark.parametrize("corpus", [FAULTS / "cases", MISTAKES], ids=lambda corpus: corpus.name)
def test_every_problem_of_the_corpora_says_which_rule_it_breaks(corpus: Path, tmp_path: Path) -> None:
    found = list(told(sorted(corpus.iterdir()), tmp_path))
    assert len(found) > 100
    assert {problem.rule for problem in found} <= IDS


def test_fault_and_remedy_are_one_text_in_a_message() -> None:
    def message(fault: str, remedy: str) -> str:
        return Problem(path="a.md", fault=fault, remedy=remedy).message

    assert message("x är fel", "skriv y") == "x är fel – skriv y"
    assert message("x är fel", "Skriv y") == "x är fel. Skriv y"
    assert message("x är fel", "") == "x är fel"


def test_whatever_a_notice_of_the_day_finds_is_a_warning() -> None:
    @notice("a-day", what="Det är en dag.", why="Så är det.", mend="Vänta.", example="-")
    def notice_of_a_day(site: Site, today: dt.date) -> Iterator[Problem]:
        """It is a day."""
        yield Problem(path="promises.yaml", fault=f"det är {today}", severity=Severity.ERROR)

    (found,) = notice_of_a_day(site(), TODAY)
    assert (found.severity, found.rule) == (Severity.WARNING, "a-day")
