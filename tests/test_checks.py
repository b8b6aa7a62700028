"""Rules across records.

tests/data/faults/base is a site without faults. Each folder in cases replaces files of it, or removes those
listed in removed.txt, and holds the exact problems in expected.txt; those in allowed make no problem.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from inspect import signature
from pathlib import Path

import pytest

from loften.checks.site_checks import SITE_CHECKS, check
from loften.checks.text_checks import TEXT_CHECKS
from loften.reading.load import load
from loften.records.problems import Problem, in_order
from loften.records.rules import SiteCheck
from loften.records.site import Site

FAULTS = Path(__file__).parent / "data" / "faults"
CASES = sorted(case.name for case in (FAULTS / "cases").iterdir())
ALLOWED = sorted(case.name for case in (FAULTS / "allowed").iterdir())
SiteOf = Callable[[str], Site]


@pytest.fixture(scope="session")
def site_of(tmp_path_factory: pytest.TempPathFactory) -> SiteOf:
    """The site without faults, with the files of a folder in tests/data/faults in place of its own."""

    def read(folder: str) -> Site:
        root = tmp_path_factory.mktemp("site")
        shutil.copytree(FAULTS / "base", root, dirs_exist_ok=True)
        shutil.copytree(FAULTS / folder, root, dirs_exist_ok=True)
        removed = root / "removed.txt"
        for path in removed.read_text(encoding="utf-8").split() if removed.exists() else ():
            (root / path).unlink()
        return load(root)

    return read


def problems(site: Site) -> tuple[Problem, ...]:
    return in_order(check(site))


def expected(case: str) -> list[str]:
    return (FAULTS / "cases" / case / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_a_site_without_faults_has_no_problems(site_of: SiteOf) -> None:
    assert problems(site_of("base")) == ()


@pytest.mark.parametrize("case", CASES)
def test_each_fault_is_told_at_its_line_and_column(site_of: SiteOf, case: str) -> None:
    assert [str(problem) for problem in problems(site_of(f"cases/{case}"))] == expected(case)


@pytest.mark.parametrize("case", ALLOWED)
def test_what_only_looks_like_a_fault_is_allowed(site_of: SiteOf, case: str) -> None:
    assert problems(site_of(f"allowed/{case}")) == ()


def test_every_check_has_a_case(site_of: SiteOf) -> None:
    sites = [site_of(f"cases/{case}") for case in CASES]

    def finds_something(rule: SiteCheck) -> bool:
        return any(True for site in sites for _ in rule(site))

    assert [rule for rule in SITE_CHECKS if not finds_something(rule)] == []


def test_every_case_has_a_fault() -> None:
    assert [case for case in CASES if not expected(case)] == []


def test_every_check_tells_its_rule() -> None:
    names = [rule.__name__ for rule in SITE_CHECKS if (rule.__doc__ or "").strip()]
    assert len(set(names)) == len(SITE_CHECKS)
    assert all(name.startswith("check_") for name in names)


def test_many_faults_at_once_are_all_told_sorted_by_file_and_line(site_of: SiteOf) -> None:
    found = problems(site_of("cases/everything-at-once"))
    assert [str(problem) for problem in found] == expected("everything-at-once")
    places = [(problem.path, problem.line, problem.column) for problem in found]
    assert places == sorted(places)
    assert len(found) == 43
    assert len({problem.path for problem in found}) == 10


def test_a_promise_without_a_measure_is_only_a_warning(site_of: SiteOf) -> None:
    found = problems(site_of("cases/promise-without-measure"))
    assert [problem.is_error for problem in found] == [False, False]


def test_no_check_can_be_asked_for_a_day_so_that_the_passing_of_time_makes_no_problem() -> None:
    assert {tuple(signature(rule).parameters) for rule in SITE_CHECKS} == {("site",)}
    assert {tuple(signature(rule).parameters) for rule in TEXT_CHECKS} == {("text", "around")}
