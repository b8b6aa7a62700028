"""A wrong file stops the build with every fault told, and leaves the site that was there."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from built import KOPING, copy_project, run_mkdocs
from loften.__main__ import main

MEASURE = "content/2024/atgarder/utveckla-est.md"

THREE_FAULTS = """\
---
title: Utveckla samarbetet enligt EST
summary: Polisen och kommunen utvecklar sitt arbetssätt.
particpants: [kbab]
published: 2023-12-14
promise: est
promise: est
responsible: [polisen, sakerhetsavdelningen]
end: 2024-02-30
signed: true
---

Text.
"""

THREE_MESSAGES = (
    '4:1: fältet "particpants" finns inte – menade du "participants"? Andra fält: title, '
    "summary, published, promise",
    "7:1: promise står två gånger, först på rad 6 – ta bort den ena",
    '9:6: end "2024-02-30" finns inte i kalendern – februari 2024 har 29 dagar',
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the frozen Köping beside a folder where its site was built before."""
    return copy_project(KOPING, tmp_path)


@pytest.fixture
def site(root: Path, tmp_path: Path) -> Path:
    """The folder with the site built from the right files."""
    folder = tmp_path / "site"
    assert run_mkdocs(root, folder).returncode == 0
    return folder


def fingerprints(folder: Path) -> Mapping[str, str]:
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def told(root: Path) -> str:
    """What `loften check` says of files that are wrong; it ends with 1 and without a traceback."""
    done = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert done.exit_code == 1, done.output
    assert isinstance(done.exception, SystemExit)
    assert "Traceback" not in done.output
    return done.output


def test_three_faults_in_one_measure_are_told_in_one_run_and_the_old_site_stays(
    root: Path, site: Path
) -> None:
    before = fingerprints(site)
    (root / MEASURE).write_text(THREE_FAULTS)

    done = run_mkdocs(root, site)

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    assert errors == [f"ERROR   -  {MEASURE}:{message}" for message in THREE_MESSAGES]
    assert done.stdout.strip() == "3 fel. Ingenting är byggt och den förra webbplatsen ligger kvar."
    assert fingerprints(site) == before


def test_nothing_is_written_where_there_was_no_site(root: Path, tmp_path: Path) -> None:
    (root / MEASURE).write_text(THREE_FAULTS)
    assert run_mkdocs(root, tmp_path / "site").returncode == 1
    assert not (tmp_path / "site").exists()


def test_the_command_that_writes_leaves_the_old_site_as_well(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ut"
    arguments = ["write", "--root", str(root), "--out", str(folder)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    before = fingerprints(folder)
    (root / MEASURE).write_text(THREE_FAULTS)

    done = CliRunner().invoke(main, arguments)

    assert done.exit_code == 1
    assert MEASURE in done.output
    assert fingerprints(folder) == before


@pytest.mark.parametrize("name", ["promises.yaml", MEASURE, "content/index.md", "content/kontakt.md"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_noise_in_any_file_gives_a_message_about_that_file(root: Path, name: str, seed: int) -> None:
    (root / name).write_bytes(random.Random(seed).randbytes(2000))  # noqa: S311
    assert any(line.startswith(f"{name}:") for line in told(root).splitlines())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_noise_in_the_settings_never_gives_a_traceback(root: Path, seed: int) -> None:
    (root / "mkdocs.yml").write_bytes(random.Random(seed).randbytes(2000))  # noqa: S311
    assert "mkdocs.yml:" in told(root)


@pytest.mark.parametrize("name", ["promises.yaml", MEASURE])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_cut_off_anywhere_is_never_a_traceback(root: Path, name: str, share: float) -> None:
    whole = (root / name).read_bytes()
    (root / name).write_bytes(whole[: int(len(whole) * share)])
    done = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert done.exception is None or isinstance(done.exception, SystemExit)


@pytest.mark.parametrize("name", ["promises.yaml", "mkdocs.yml", MEASURE])
def test_an_empty_file_is_told(root: Path, name: str) -> None:
    (root / name).write_bytes(b"")
    assert any(line.startswith(f"{name}:") for line in told(root).splitlines())


@pytest.mark.parametrize("name", ["promises.yaml", "mkdocs.yml"])
def test_a_missing_file_is_told(root: Path, name: str) -> None:
    (root / name).unlink()
    assert any(line.startswith(f"{name}:") for line in told(root).splitlines())


def test_missing_content_is_told(root: Path) -> None:
    (root / "content").rename(root / "borta")
    assert "mappen content/ saknas – texterna ska ligga där" in told(root)


@pytest.mark.parametrize("broken", ["empty promises", "missing content", "noise"])
def test_mkdocs_tells_it_without_a_traceback_and_leaves_the_old_site(
    root: Path, site: Path, broken: str
) -> None:
    before = fingerprints(site)
    if broken == "empty promises":
        (root / "promises.yaml").write_bytes(b"")
    elif broken == "missing content":
        (root / "content").rename(root / "borta")
    else:
        (root / MEASURE).write_bytes(bytes(range(256)))
    done = run_mkdocs(root, site)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert fingerprints(site) == before


def test_a_warning_is_told_and_stops_nothing(root: Path, tmp_path: Path) -> None:
    long_sentence = "Vi " + "går och går " * 20 + "hem."
    (root / "content/kontakt.md").write_text(
        (root / "content/kontakt.md").read_text() + f"\n{long_sentence}\n"
    )
    done = run_mkdocs(root, tmp_path / "site")
    assert done.returncode == 0
    assert "content/kontakt.md:" in done.stderr
