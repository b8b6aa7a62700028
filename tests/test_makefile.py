"""`make` sets up what it needs, and repairs by itself what was only half set up."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from built import ROOT

STAMP = ".venv/site.stamp"
GONE = "/borta/bin/python3.11"

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))},
    "PYTHON": sys.executable,
    "PIP_NO_INDEX": "1",
}


def make(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8"
    )


def project(folder: Path) -> Path:
    """A project that needs no package, so that nothing is fetched."""
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "requirements.txt").touch()
    return folder


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose `.venv` is whole after one make. Its Python was gone."""
    folder = project(tmp_path_factory.mktemp("hel"))
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").symlink_to(GONE)
    (folder / STAMP).touch()
    done = make(folder, STAMP)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def copy(set_up: Path, tmp_path: Path) -> Path:
    """A copy of it, to be broken."""
    return shutil.copytree(set_up, tmp_path / "projekt", symlinks=True)


def packages(folder: Path) -> Path:
    (found,) = folder.glob(".venv/lib/python*/site-packages")
    return found


def is_whole(folder: Path) -> bool:
    """Whether make has nothing to do, and pip works."""
    pip = [f"{folder}/.venv/bin/python", "-m", "pip", "--version"]
    is_done = make(folder, "--question", STAMP).returncode == 0
    return is_done and subprocess.run(pip, env=ENVIRONMENT, capture_output=True).returncode == 0


def without_its_python(folder: Path) -> None:
    for python in folder.glob(".venv/bin/python*"):
        python.unlink()
        python.symlink_to(GONE)


def a_link_to_nowhere(folder: Path) -> None:
    shutil.rmtree(folder / ".venv")
    (folder / ".venv").symlink_to(GONE)


def without_pip(folder: Path) -> None:
    shutil.rmtree(packages(folder) / "pip")


def with_half_of_pip(folder: Path) -> None:
    (record,) = packages(folder).glob("pip-*.dist-info/RECORD")
    record.unlink()


def with_half_a_package(folder: Path) -> None:
    (packages(folder) / "mkdocs-1.6.1.dist-info").mkdir()


def without_the_settings_of_python(folder: Path) -> None:
    (folder / ".venv/pyvenv.cfg").unlink()


def without_a_program(folder: Path) -> None:
    (folder / ".venv/bin/pip").unlink()


def without_a_package(folder: Path) -> None:
    shutil.rmtree(packages(folder) / "setuptools")


def with_an_emptied_file(folder: Path) -> None:
    (packages(folder) / "setuptools/__init__.py").write_text("")


def with_an_emptied_list_of_files(folder: Path) -> None:
    (record,) = packages(folder).glob("setuptools-*/RECORD")
    record.write_text("")


def for_another_python(folder: Path) -> None:
    packages(folder).parent.rename(packages(folder).parent.with_name("python3.1"))


def test_one_whose_python_is_gone_is_whole_after_one_make_and_then_used_as_it_is(set_up: Path) -> None:
    assert is_whole(set_up)
    assert make(set_up, "--dry-run", "check").stdout == ".venv/bin/python -m loften check\n"


def test_one_without_compiled_files_is_used_as_it_is(copy: Path) -> None:
    for folder in packages(copy).rglob("__pycache__"):
        shutil.rmtree(folder)
    assert is_whole(copy)


def test_one_that_was_moved_with_its_project_is_not_asked_for_programs_that_name_the_former_place(
    copy: Path,
) -> None:
    for target in ("site", "serve", "check", "demo"):
        (line,) = make(copy, "--dry-run", target).stdout.splitlines()
        assert line.startswith(".venv/bin/python ")


def test_new_packages_are_put_into_a_whole_one(copy: Path) -> None:
    os.utime(copy / STAMP, (0, 0))
    said = make(copy, "--dry-run", STAMP).stdout
    assert "-m pip install" in said
    assert "-m venv" not in said


@pytest.mark.parametrize(
    "broken",
    [
        without_its_python,
        a_link_to_nowhere,
        without_pip,
        with_half_of_pip,
        with_half_a_package,
        without_the_settings_of_python,
        without_a_program,
        without_a_package,
        with_an_emptied_file,
        with_an_emptied_list_of_files,
        for_another_python,
    ],
)
def test_a_broken_one_is_made_anew_whatever_its_stamps_say(
    copy: Path, broken: Callable[[Path], None]
) -> None:
    broken(copy)
    lines = make(copy, "--dry-run", "check").stdout.splitlines()
    steps = [" ".join(line.split()[1:4]) for line in lines if line.split()[1:2] == ["-m"]]
    assert steps == ["-m venv --clear", "-m pip install", "-m loften check"]


def test_one_that_was_a_link_to_nowhere_and_was_killed_half_way_is_whole_after_the_next_make(
    tmp_path: Path,
) -> None:
    project(tmp_path)
    (tmp_path / ".venv").symlink_to(GONE)
    command = ["make", STAMP]
    started = subprocess.Popen(command, cwd=tmp_path, env=ENVIRONMENT, start_new_session=True)
    while not (tmp_path / ".venv/bin/python").exists():
        assert started.poll() is None
    os.killpg(started.pid, signal.SIGKILL)
    started.wait()
    assert not is_whole(tmp_path)
    assert make(tmp_path, STAMP).returncode == 0
    assert is_whole(tmp_path)
