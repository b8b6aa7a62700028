"""Rules across records.

tests/data/faults/base is a site without faults. Each folder in cases replaces files of it, or removes those
listed in removed.txt, and holds the exact problems in expected.txt; those in allowed make no problem.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from loften.checks.rules import CHECKS, Check, check
from loften.problems import Problem, in_order
from loften.reading.load import load
from loften.site import Site

FAULTS = Path(__file__).parent / "data" / "faults"
CASES = sorted(case.name for case in (FAULTS / "cases").iterdir())
ALLOWED = sorted(case.name for case in (FAULTS / "allowed").iterdir())
TODAY = dt.date(2024, 5, 1)

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


def problems(site: Site, today: dt.date = TODAY) -> tuple[Problem, ...]:
    return in_order(check(site, today))


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

    def finds_something(rule: Check) -> bool:
        return any(True for site in sites for _ in rule(site, TODAY))

    assert [rule for rule in CHECKS if not finds_something(rule)] == []


def test_every_case_has_a_fault() -> None:
    assert [case for case in CASES if not expected(case)] == []


def test_every_check_tells_its_rule() -> None:
    names = [rule.__name__ for rule in CHECKS if (rule.__doc__ or "").strip()]
    assert len(set(names)) == len(CHECKS)
    assert all(name.startswith("check_") for name in names)


def test_many_faults_at_once_are_all_told_sorted_by_file_and_line(site_of: SiteOf) -> None:
    found = problems(site_of("cases/everything-at-once"))
    assert [str(problem) for problem in found] == expected("everything-at-once")
    places = [(problem.path, problem.line, problem.column) for problem in found]
    assert places == sorted(places)
    assert len(found) == 42
    assert len({problem.path for problem in found}) == 10


def test_a_promise_without_a_measure_is_only_a_warning(site_of: SiteOf) -> None:
    found = problems(site_of("cases/promise-without-measure"))
    assert [problem.is_error for problem in found] == [False, False]


@pytest.mark.parametrize("folder", ["base", *(f"cases/{case}" for case in CASES)])
def test_the_passing_of_time_makes_no_problem_and_mends_none(site_of: SiteOf, folder: str) -> None:
    site = site_of(folder)
    days = (dt.date(2023, 1, 1), dt.date(2024, 3, 1), dt.date(2024, 12, 31), dt.date(2030, 1, 1))
    assert {problems(site, day) for day in days} == {problems(site)}
