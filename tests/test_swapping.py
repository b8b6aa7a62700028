"""A folder takes the place of another whole, or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from fragile import ENVIRONMENT, files, killed
from loften.storing.swapping import FolderInUseError, Put, in_one_step, in_two_steps, replacing, restore


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder in which the site of yesterday lies."""
    folder = tmp_path / "webb" / "site"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("i går")
    (folder / "gammal.html").write_text("i går")
    return folder


def build(site: Path, text: str = "i dag", put: Put = in_one_step) -> None:
    with replacing(site, put) as new:
        (new / "index.html").write_text(text)


# --- replaced -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("put", [in_one_step, in_two_steps])
def test_a_folder_that_is_written_to_its_end_takes_the_place_of_the_former_and_nothing_is_left_beside(
    site: Path, put: Put
) -> None:
    build(site, put=put)
    assert files(site.parent) == {"site/index.html": b"i dag"}
    assert [file.name for file in site.parent.iterdir()] == ["site"]


def test_a_folder_is_made_with_those_around_it_where_there_was_none(tmp_path: Path) -> None:
    build(tmp_path / "en" / "ny" / "site")
    assert files(tmp_path) == {"en/ny/site/index.html": b"i dag"}


def test_a_folder_named_from_where_one_stands_is_replaced(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.parent)
    build(Path("site"))
    assert files(site.parent) == {"site/index.html": b"i dag"}


def test_a_link_stays_and_what_it_leads_to_is_replaced(site: Path, tmp_path: Path) -> None:
    (tmp_path / "aktuell").symlink_to(site)
    build(tmp_path / "aktuell")
    assert (tmp_path / "aktuell").is_symlink()
    assert files(site) == {"index.html": b"i dag"}


def test_who_may_read_the_folder_stays_as_it_was(site: Path) -> None:
    site.chmod(0o2750)
    build(site)
    assert site.stat().st_mode & 0o7777 == 0o2750


def test_a_system_without_an_exchange_moves_the_former_folder_away(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, former = tmp_path / "ny", tmp_path / "gammal"
    new.mkdir()
    monkeypatch.setattr(sys, "platform", "freebsd14")
    in_one_step(new, site, former)
    assert sorted(files(former)) == ["gammal.html", "index.html"]
    assert files(site) == {}


# --- not replaced -------------------------------------------------------------------------------------------


def test_a_block_that_fails_changes_nothing_and_leaves_nothing_beside(site: Path, tmp_path: Path) -> None:
    before = files(tmp_path)
    for target in (site, tmp_path / "en" / "ny"):
        with pytest.raises(ZeroDivisionError), replacing(target) as new:
            (new / "index.html").write_text(str(1 // 0))
    assert files(tmp_path) == before
    assert [file.name for file in tmp_path.iterdir()] == ["webb"]
    assert [file.name for file in site.parent.iterdir()] == ["site"]


def test_a_file_is_not_replaced_by_a_folder(site: Path) -> None:
    with pytest.raises(NotADirectoryError) as caught:
        build(site / "index.html")
    assert caught.value.filename == str(site / "index.html")
    assert (site / "index.html").read_text() == "i går"


def test_a_folder_that_the_system_holds_on_to_stays_also_when_it_was_moved_away_already(site: Path) -> None:
    def fail_between(new: Path, target: Path, former: Path) -> None:
        target.rename(former)
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(new))

    with pytest.raises(OSError, match="busy") as caught:
        build(site, put=fail_between)
    assert caught.value.filename == str(site)
    assert (site / "gammal.html").read_text() == "i går"
    assert [file.name for file in site.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("then", [restore, build])
def test_a_second_run_at_the_same_time_is_refused_and_the_first_one_ends_well(
    site: Path, then: Callable[[Path], None]
) -> None:
    with replacing(site) as new:
        (new / "index.html").write_text("den första")
        with pytest.raises(FolderInUseError) as caught:
            then(site)
        assert (site / "index.html").read_text() == "i går"
    assert caught.value.filename == str(site)
    assert files(site) == {"index.html": "den första".encode()}
    build(site)
    assert files(site) == {"index.html": b"i dag"}


INTERLEAVED = """
import sys
from pathlib import Path
from loften.storing.swapping import FolderInUseError, replacing

def between(event, _):
    if event == "fcntl.flock" and not third:
        third.append(replacing(site))
        first.__exit__(None, None, None)
        (third[0].__enter__() / "index.html").write_text("den tredje")

site, third = Path("site"), []
first = replacing(site)
(first.__enter__() / "index.html").write_text("den första")
sys.addaudithook(between)
try:
    replacing(site).__enter__()
except FolderInUseError:
    print("den andra nekas")
third[0].__exit__(None, None, None)
print((site / "index.html").read_text())
"""
"""A second run has opened the lock, but does not hold it, when the first run ends and a third one begins."""


def test_a_run_that_opened_the_lock_of_one_that_has_ended_is_refused_by_the_one_after_it(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERLEAVED],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stdout == "den andra nekas\nden tredje\n", done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


# --- killed -------------------------------------------------------------------------------------------------


def test_killed_at_any_call_the_folder_is_there_all_the_time_and_whole(tmp_path: Path) -> None:
    moments = killed("in_one_step", Path("i går"), Path("i dag"), tmp_path / "site")
    assert len(moments) > 12
    assert set(moments) == {("former", "former"), ("new", "new")}
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_killed_between_two_renames_the_former_folder_is_put_back_by_the_next_run(tmp_path: Path) -> None:
    moments = killed("in_two_steps", Path("i går"), Path("i dag"), tmp_path / "site")
    assert moments.count(("missing", "former")) == 1
    assert set(moments) == {("former", "former"), ("missing", "former"), ("new", "new")}
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_run_left_is_gone_after_the_next_one_also_if_that_fails(site: Path) -> None:
    left = site.parent / ".site.bygge"
    (left / "ny").mkdir(parents=True)
    (left / "ny" / "halv.html").write_text("<p")
    site.rename(left / "gammal")
    with pytest.raises(FileNotFoundError), replacing(site) as new:
        (new / "halv.html").read_text()
    assert sorted(files(site.parent)) == ["site/gammal.html", "site/index.html"]
    assert [file.name for file in site.parent.iterdir()] == ["site"]


# --- looked at ----------------------------------------------------------------------------------------------


class Visitor(threading.Thread):
    """Opens the start page again and again, as a web server does for its visitors."""

    def __init__(self, site: Path) -> None:
        super().__init__()
        self.page = str(site / "index.html")
        self.looks = self.missing = 0
        self.is_here = True

    def run(self) -> None:
        while self.is_here:
            try:
                os.close(os.open(self.page, os.O_RDONLY))
            except FileNotFoundError:
                self.missing += 1
            self.looks += 1

    def __enter__(self) -> Visitor:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_here = False
        self.join()

    def look(self) -> None:
        """Waits until the visitor has looked from now on."""
        seen = self.looks
        while self.is_alive() and self.looks < seen + 2:
            pass


def test_a_visitor_who_looks_all_the_time_never_misses_the_start_page(site: Path) -> None:
    with Visitor(site) as visitor:
        for number in range(100):
            build(site, str(number))
            visitor.look()
    assert visitor.looks > 200
    assert visitor.missing == 0


def test_such_a_visitor_would_miss_it_between_two_renames(site: Path) -> None:
    def slowly(new: Path, target: Path, former: Path) -> None:
        target.rename(former)
        visitor.look()
        new.rename(target)

    with Visitor(site) as visitor:
        build(site, put=slowly)
    assert visitor.missing > 0
