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

from fragile import CAN_MOUNT, ENVIRONMENT, WITHOUT_PRIVILEGES, files, in_lower_layer, killed
from loften.storing.swapping import FolderInUseError, Put, copy, in_one_step, in_two_steps, replacing, restore


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


def test_a_copy_has_everything_but_what_belongs_to_a_program_and_goes_on_where_it_was_broken_off(
    site: Path, tmp_path: Path
) -> None:
    (site / "mapp").mkdir()
    (site / "mapp" / "sida.html").write_text("hela sidan")
    (site / "mapp").chmod(0o555)
    (site / "hit").symlink_to("mapp")
    (site / "ingenstans").symlink_to("borta")
    os.mkfifo(site / "program")
    to = tmp_path / "kopia"
    (to / "mapp").mkdir(parents=True)
    (to / "mapp" / "sida.html").write_text("hela")
    (to / "hit").symlink_to("mapp")
    for _ in range(2):
        copy(site, to)
        assert sorted(file.name for file in to.iterdir()) == [
            "gammal.html",
            "hit",
            "index.html",
            "ingenstans",
            "mapp",
        ]
        assert (to / "mapp" / "sida.html").read_text() == "hela sidan"
        assert ((to / "hit").readlink(), (to / "ingenstans").readlink()) == (Path("mapp"), Path("borta"))
        assert (to / "mapp").stat().st_mode & 0o777 == 0o555


def test_a_link_in_the_former_folder_is_removed_and_what_it_leads_to_stays_as_it_is(
    site: Path, tmp_path: Path
) -> None:
    (tmp_path / "annat").mkdir(mode=0o555)
    (site / "mapp").mkdir()
    (site / "mapp" / "dit").symlink_to(tmp_path / "annat")
    (site / "mapp").chmod(0o555)
    script = "from pathlib import Path\nfrom test_swapping import build\nbuild(Path('site'))"
    done = subprocess.run(
        [*WITHOUT_PRIVILEGES, sys.executable, "-c", script], cwd=site.parent, env=ENVIRONMENT
    )
    assert done.returncode == 0
    assert [file.name for file in site.parent.iterdir()] == ["site"]
    assert (tmp_path / "annat").stat().st_mode & 0o777 == 0o555


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


# --- where folders cannot be renamed ------------------------------------------------------------------------

ON_AN_OVERLAY = """
from pathlib import Path
from test_swapping import build

try:
    build(Path("site"))
except OSError as error:
    print(error.errno)
print(sorted(file.name for file in Path("site").iterdir()), [file.name for file in Path().iterdir()])
"""
"""A build, with what is in the folder and beside it afterwards."""


def on_an_overlay(site: Path, tmp_path: Path, *, prefix: tuple[str, ...] = ()) -> str:
    """What a build prints over a site in the image of a container."""
    done = subprocess.run(
        [
            *in_lower_layer(site.parent, tmp_path / "ändrat"),
            *("sh", "-c", 'cd "$0" && exec "$@"', str(site.parent), *prefix),
            *(sys.executable, "-c", ON_AN_OVERLAY),
        ],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(not CAN_MOUNT, reason="nothing may be mounted here")
def test_a_folder_that_cannot_be_renamed_is_replaced_with_what_a_killed_run_left_there(
    site: Path, tmp_path: Path
) -> None:
    (site / "mapp").mkdir(mode=0o555)
    for left in ("ny", "kopia", "kvar-1"):
        (site.parent / ".site.bygge" / left / "mapp").mkdir(parents=True)
    assert on_an_overlay(site, tmp_path, prefix=WITHOUT_PRIVILEGES) == "['index.html'] ['site']\n"


@pytest.mark.skipif(not CAN_MOUNT, reason="nothing may be mounted here")
def test_a_former_folder_that_was_moved_away_and_cannot_be_renamed_is_put_back(
    site: Path, tmp_path: Path
) -> None:
    (site.parent / ".site.bygge" / "ny").mkdir(parents=True)
    site.rename(site.parent / ".site.bygge" / "gammal")
    script = "from pathlib import Path; from loften.storing.swapping import restore; restore(Path('site'))"
    changed = tmp_path / "ändrat"
    prefix = (*in_lower_layer(site.parent, changed), "sh", "-c", 'cd "$0" && exec "$@"', str(site.parent))
    subprocess.run([*prefix, sys.executable, "-c", script], env=ENVIRONMENT, check=True)
    assert files(changed / "site") == {"index.html": "i går".encode(), "gammal.html": "i går".encode()}


@pytest.mark.skipif(not CAN_MOUNT, reason="nothing may be mounted here")
def test_a_folder_that_cannot_be_renamed_stays_whole_if_there_is_a_disk_in_it(
    site: Path, tmp_path: Path
) -> None:
    (site / "disk").mkdir()
    mounted = ("sh", "-c", 'mount -t tmpfs tmpfs site/disk && exec "$0" "$@"')
    assert on_an_overlay(site, tmp_path, prefix=mounted) == (
        f"{errno.EBUSY}\n['disk', 'gammal.html', 'index.html'] ['site']\n"
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another")
def test_a_folder_that_cannot_be_renamed_stays_whole_if_another_owns_a_part_of_it(
    site: Path, tmp_path: Path
) -> None:
    (site / "annans").mkdir()
    (site / "annans" / "sida.html").touch()
    os.chown(site / "annans", 12345, 12345)
    refuse = (
        "import errno\n"
        "rename = Path.rename\n"
        "def refused(folder, to):\n"
        "    if folder.name == 'site':\n"
        "        raise OSError(errno.EXDEV, '', str(folder))\n"
        "    return rename(folder, to)\n"
        "Path.rename = refused\n"
        "from loften.storing import swapping\n"
        "swapping._exchanged = lambda *_: False\n"
    )
    script = ON_AN_OVERLAY.replace("\ntry:", f"\n{refuse}\ntry:")
    done = subprocess.run(
        [*WITHOUT_PRIVILEGES, sys.executable, "-c", script],
        cwd=site.parent,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stdout == f"{errno.EACCES}\n['annans', 'gammal.html', 'index.html'] ['site']\n", done.stderr


@pytest.mark.skipif(not CAN_MOUNT, reason="nothing may be mounted here")
def test_killed_where_folders_cannot_be_renamed_one_of_the_two_is_whole_after_the_next_run(
    tmp_path: Path,
) -> None:
    (tmp_path / "webb").mkdir()
    moments = killed(
        "in_one_step", Path("i går"), Path("i dag"), tmp_path / "webb" / "site", is_in_lower_layer=True
    )
    seen = [seen for seen, _ in moments]
    left = [left for _, left in moments]
    assert {"former", "neither", "missing", "new"} == set(seen)
    assert left == ["former"] * left.count("former") + ["new"] * left.count("new")
    assert left.count("new") < 12


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


def test_what_can_neither_be_removed_nor_moved_aside_is_refused_and_told(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site.parent / ".site.bygge" / "gammal").mkdir(parents=True)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr("shutil.rmtree", refuse)
    with pytest.raises(FileExistsError) as caught:
        build(site)
    assert caught.value.filename == str(site.parent / ".site.bygge" / "gammal")
    assert (site / "index.html").read_text() == "i går"


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
