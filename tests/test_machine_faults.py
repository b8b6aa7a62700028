"""What the machine refuses is told in Swedish, with what to do, and never as a traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from jinja2 import TemplateNotFound
from PIL import UnidentifiedImageError

from fragile import ENVIRONMENT, run
from loften.__main__ import main
from loften.storing.swapping import FolderInUseError
from loften.telling.machine_faults import machine_fault


@pytest.mark.parametrize(
    "number",
    [
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EROFS,
        errno.EACCES,
        errno.EPERM,
        errno.EMFILE,
        errno.ENFILE,
        errno.EBUSY,
        errno.EXDEV,
        errno.EIO,
        errno.ENOENT,
        errno.ENOTDIR,
        errno.EEXIST,
        errno.ENAMETOOLONG,
    ],
    ids=errno.errorcode.get,
)
def test_a_fault_names_the_file_says_what_is_wrong_and_what_to_do_in_swedish(number: int) -> None:
    said = machine_fault(OSError(number, os.strerror(number), "ut/index.html"))
    assert said is not None
    assert said.startswith("ut/index.html: ")
    assert " – " in said
    assert os.strerror(number) not in said


def test_a_fault_that_nobody_foresaw_is_told_in_the_words_of_the_machine() -> None:
    said = machine_fault(OSError(errno.ELOOP, os.strerror(errno.ELOOP), "ut"))
    assert said == f"ut: datorn säger nej ({os.strerror(errno.ELOOP)}) – rätta till det och kör igen"


def test_a_folder_that_another_run_is_replacing_is_told_to_be_waited_for() -> None:
    assert machine_fault(FolderInUseError(Path("ut"))) == (
        "ut: en annan körning skriver till mappen just nu – vänta tills den är klar och kör igen"
    )


@pytest.mark.parametrize("error", [TemplateNotFound("sida.html.jinja"), UnidentifiedImageError(), OSError()])
def test_a_fault_of_the_program_is_none_of_the_machine(error: OSError) -> None:
    assert machine_fault(error) is None


def test_a_write_that_fails_without_a_name_is_told_of_the_file_that_was_open(tmp_path: Path) -> None:
    (tmp_path / "stor.html").write_text("x" * 100_000)
    limited = (
        "import resource, shutil\n"
        "from pathlib import Path\n"
        "from loften.telling.machine_faults import machine_fault\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "for write in (lambda: Path('skriven.html').write_text('x' * 100_000),\n"
        "              lambda: shutil.copyfile('stor.html', 'kopia.html')):\n"
        "    try:\n"
        "        write()\n"
        "    except OSError as error:\n"
        "        print(machine_fault(error))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True
    )
    told = "filen blir större än vad som är tillåtet – höj gränsen (ulimit -f) och kör igen"
    assert done.stdout.splitlines() == [f"skriven.html: {told}", f"kopia.html: {told}"]


def test_a_folder_that_cannot_be_made_is_told_by_every_command_that_writes(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    done = CliRunner().invoke(main, ["schemas", "--out", str(tmp_path / "fil" / "mapp")])
    assert done.exit_code == 1
    assert done.output == (
        f"{tmp_path}/fil/mapp: en fil ligger där det behövs en mapp – välj en annan mapp\n"
    )


def test_an_answer_that_finds_no_room_is_told_once_and_in_swedish(tmp_path: Path) -> None:
    limit = ("sh", "-c", 'ulimit -f 0 && exec "$@" > svar', "sh")
    done = run("loften", "check", prefix=limit, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "filen blir större än vad som är tillåtet – höj gränsen (ulimit -f) och kör igen\n"
    )


def test_a_reader_who_wants_no_more_of_the_answer_ends_the_command_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "loften", "rules"]
    done = subprocess.run(command, env=ENVIRONMENT, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")
