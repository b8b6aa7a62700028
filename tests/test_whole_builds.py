"""Every way of building leaves the former site or the new one, whole, whatever the machine does."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.request import urlopen

import pytest

from built import ROOT
from fragile import (
    CAN_MOUNT,
    ENVIRONMENT,
    READ_ONLY,
    REFUSED_PAGE,
    WITHOUT_PRIVILEGES,
    command,
    files,
    in_lower_layer,
    killed,
    municipality,
    refused,
    run,
)
from loften.storing.swapping import replacing
from pull_requests import commit, git

WAYS = ("mkdocs", "write", "preview")
Sources = tuple[Path, Path]
KEPT = "Ingenting är byggt och den förra webbplatsen ligger kvar."


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return municipality(tmp_path_factory.mktemp("igår"), "2024-06-01")


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return municipality(tmp_path_factory.mktemp("idag"), "2024-06-02")


@pytest.fixture(scope="module")
def former(yesterday: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of yesterday."""
    out = tmp_path_factory.mktemp("förra") / "site"
    assert run(*command("mkdocs", yesterday, out)).returncode == 0
    return out


@pytest.fixture
def out(former: Path, tmp_path: Path) -> Path:
    """A folder of its own for a test, with the site of yesterday in it."""
    shutil.copytree(former, tmp_path / "webb" / "site")
    return tmp_path / "webb" / "site"


@pytest.fixture(scope="module")
def sources(yesterday: Path, today: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Sources]:
    """What two builds of each way read: texts, or a written site of which a preview is made."""
    written = (tmp_path_factory.mktemp("skriven") / "igår", tmp_path_factory.mktemp("skriven") / "idag")
    for root, folder in zip((yesterday, today), written, strict=True):
        assert run(*command("write", root, folder)).returncode == 0
    return {"mkdocs": (yesterday, today), "write": (yesterday, today), "preview": written}


def untouched(out: Path, former: Path) -> bool:
    """Whether the site of yesterday lies in its folder and nothing else beside it."""
    return files(out) == files(former) and [file.name for file in out.parent.iterdir()] == [out.name]


# --- killed -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("way", "every"), [("mkdocs", 60), ("write", 8), ("preview", 12)])
def test_killed_at_any_time_it_leaves_a_whole_site(
    way: str, every: int, sources: Mapping[str, Sources], tmp_path: Path
) -> None:
    moments = killed(way, *sources[way], tmp_path / "webb" / "site", every=every)
    assert len(moments) > 4
    assert set(moments) == {("former", "former"), ("new", "new")}
    assert [file.name for file in (tmp_path / "webb").iterdir()] == ["site"]


@pytest.mark.parametrize("way", ["mkdocs", "write"])
def test_a_site_that_was_moved_away_is_put_back_by_a_run_that_finds_faults_in_the_texts(
    way: str, today: Path, former: Path, out: Path, tmp_path: Path
) -> None:
    root = shutil.copytree(today, tmp_path / "fel")
    (root / "content" / "kontakt.md").write_text("")
    (out.parent / ".site.bygge").mkdir()
    out.rename(out.parent / ".site.bygge" / "gammal")
    done = run(*command(way, root, out))
    assert "content/kontakt.md:1:1: filen är tom" in done.stderr
    assert untouched(out, former)


# --- refused by the machine ---------------------------------------------------------------------------------


def told(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that says what the machine has refused; MkDocs has nothing to add to it."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Err" not in done.stdout + done.stderr
    said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("INFO")]
    return "\n".join(line for line in said if line and line != KEPT)


@pytest.mark.parametrize("way", WAYS)
def test_a_file_that_becomes_too_large_is_told_and_leaves_the_former_site(
    way: str, sources: Mapping[str, Sources], former: Path, out: Path
) -> None:
    limit = ("sh", "-c", 'ulimit -f 2 && exec "$@"', "sh")
    said = told(run(*command(way, sources[way][1], out), prefix=limit))
    file, _, rest = said.partition(": ")
    assert file.startswith(f"{out.parent}/.site.bygge/ny/")
    assert rest == "filen blir större än vad som är tillåtet – höj gränsen (ulimit -f) och kör igen"
    assert untouched(out, former)


@pytest.mark.parametrize("way", WAYS)
def test_a_folder_without_access_is_told_and_leaves_the_former_site(
    way: str, sources: Mapping[str, Sources], former: Path, out: Path
) -> None:
    out.parent.chmod(0o555)
    said = told(run(*command(way, sources[way][1], out), prefix=WITHOUT_PRIVILEGES))
    assert said == (
        f"{out.parent}/.site.bygge: du har inte rätt att läsa eller ändra här – "
        "se över rättigheterna eller välj en annan mapp"
    )
    assert untouched(out, former)
    out.parent.chmod(0o755)


@pytest.mark.parametrize("way", ["mkdocs", "write"])
def test_a_site_that_may_not_be_changed_is_told_and_stays(
    way: str, sources: Mapping[str, Sources], former: Path, out: Path
) -> None:
    out.chmod(0o555)
    said = told(run(*command(way, sources[way][1], out), prefix=WITHOUT_PRIVILEGES))
    assert said.startswith(f"{out}: du har inte rätt att läsa eller ändra här – ")
    assert untouched(out, former)
    out.chmod(0o755)


@pytest.mark.parametrize(
    ("way", "number", "fault"),
    [
        ("mkdocs", errno.ENOSPC, "disken är full"),
        ("mkdocs", errno.EMFILE, "för många filer är öppna"),
        ("write", errno.ENOSPC, "disken är full"),
        ("write", errno.EDQUOT, "ditt utrymme på disken är slut"),
        ("write", errno.EROFS, "disken går bara att läsa"),
        ("preview", errno.ENOSPC, "disken är full"),
    ],
)
def test_what_the_machine_answers_half_way_is_told_and_leaves_the_former_site(
    way: str, number: int, fault: str, sources: Mapping[str, Sources], former: Path, out: Path
) -> None:
    said = told(refused(way, sources[way][1], out, number))
    assert said.startswith(f"{out.parent}/.site.bygge/ny/{REFUSED_PAGE}: {fault} – ")
    assert untouched(out, former)


@pytest.mark.parametrize("way", ["mkdocs", "write"])
@pytest.mark.parametrize("name", ["2024", ".well-known"])
@pytest.mark.parametrize("mode", [0o555, 0o500])
def test_a_folder_in_the_former_site_that_may_not_be_changed_stops_no_build_and_leaves_nothing(
    way: str, name: str, mode: int, sources: Mapping[str, Sources], out: Path
) -> None:
    (out / name).mkdir(exist_ok=True)
    (out / name / "egen.txt").touch()
    (out / name).chmod(mode)
    for _ in range(2):
        done = run(*command(way, sources[way][1], out), prefix=WITHOUT_PRIVILEGES)
        assert done.returncode == 0, done.stderr
        assert [file.name for file in out.parent.iterdir()] == ["site"]
    assert "2 juni 2024" in (out / "index.html").read_text()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another")
@pytest.mark.parametrize("way", WAYS)
def test_what_belongs_to_another_is_told_stops_no_build_and_is_gone_when_it_can_be_removed(
    way: str, sources: Mapping[str, Sources], out: Path
) -> None:
    (out / "annans").mkdir()
    (out / "annans" / "fil.txt").touch()
    os.chown(out / "annans", 12345, 12345)
    left = out.parent / ".site.bygge" / "kvar-1"
    for _ in range(2):
        done = run(*command(way, sources[way][1], out), prefix=WITHOUT_PRIVILEGES)
        assert done.returncode == 0, done.stderr
        assert [line for line in done.stderr.splitlines() if not line.startswith("INFO")] == [
            f"{left}: mappen behövs inte längre men går inte att ta bort – se över rättigheterna i den "
            "och ta bort den själv"
        ]
        assert list(files(left)) == ["annans/fil.txt"]
    os.chown(left / "annans", 0, 0)
    assert run(*command(way, sources[way][1], out), prefix=WITHOUT_PRIVILEGES).returncode == 0
    assert [file.name for file in out.parent.iterdir()] == ["site"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another")
def test_a_hidden_file_that_cannot_be_brought_along_is_told_and_leaves_the_former_site(
    today: Path, out: Path
) -> None:
    (out / ".git").mkdir()
    (out / ".git" / "hemlig").touch(mode=0o600)
    os.chown(out / ".git" / "hemlig", 12345, 12345)
    before = files(out)
    assert told(run(*command("mkdocs", today, out), prefix=WITHOUT_PRIVILEGES)) == (
        f"{out}/.git/hemlig: du har inte rätt att läsa eller ändra här – "
        "se över rättigheterna eller välj en annan mapp"
    )
    assert files(out) == before
    assert [file.name for file in out.parent.iterdir()] == ["site"]


@pytest.mark.skipif(not CAN_MOUNT, reason="nothing may be mounted here")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", ["site", "webb"])
def test_a_disk_that_can_only_be_read_is_told_as_such_and_leaves_the_former_site(
    way: str, what: str, sources: Mapping[str, Sources], former: Path, out: Path
) -> None:
    disk = {"site": out, "webb": out.parent}[what]
    said = told(run(*command(way, sources[way][1], out), prefix=(*READ_ONLY, str(disk))))
    assert said == f"{out}: disken går bara att läsa – välj en mapp på en annan disk"
    assert untouched(out, former)


@pytest.mark.skipif(not CAN_MOUNT, reason="nothing may be mounted here")
def test_a_first_site_on_a_disk_that_can_only_be_read_is_told_as_such(today: Path, tmp_path: Path) -> None:
    done = run(*command("mkdocs", today, tmp_path / "site"), prefix=(*READ_ONLY, str(tmp_path)))
    assert told(done) == f"{tmp_path}/.site.bygge: disken går bara att läsa – välj en mapp på en annan disk"


@pytest.mark.skipif(not CAN_MOUNT, reason="nothing may be mounted here")
@pytest.mark.parametrize("way", WAYS)
def test_a_site_from_the_image_of_a_container_is_replaced_whole(
    way: str, sources: Mapping[str, Sources], out: Path, tmp_path: Path
) -> None:
    before = files(out)
    prefix = in_lower_layer(out.parent, tmp_path / "ändrat")
    done = run(*command(way, sources[way][1], out), prefix=prefix)
    assert done.returncode == 0, done.stderr
    assert files(out) == before
    assert "2 juni 2024" in (tmp_path / "ändrat" / "site" / "index.html").read_text()
    assert [file.name for file in (tmp_path / "ändrat").iterdir()] == ["site"]


@pytest.mark.parametrize("way", WAYS)
def test_a_second_run_at_the_same_time_is_refused(
    way: str, sources: Mapping[str, Sources], former: Path, out: Path
) -> None:
    with replacing(out) as new:
        (new / "index.html").write_text("den första")
        said = told(run(*command(way, sources[way][1], out)))
        assert files(out) == files(former)
    assert said == (
        f"{out}: en annan körning skriver till mappen just nu – vänta tills den är klar och kör igen"
    )
    assert files(out) == {"index.html": "den första".encode()}


# --- by make ------------------------------------------------------------------------------------------------


def made(root: Path) -> subprocess.CompletedProcess[str]:
    """What `make site` runs, in the folder of a municipality."""
    return subprocess.run(
        [*WITHOUT_PRIVILEGES, sys.executable, str(ROOT / "hooks/build_site.py")],
        cwd=root,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def own(today: Path, former: Path, tmp_path: Path) -> Path:
    """The texts of today with the site of yesterday, moved away by a run that was killed."""
    root = shutil.copytree(today, tmp_path / "egen")
    shutil.copytree(former, root / ".site.bygge" / "gammal")
    (root / ".site.bygge" / "ny").mkdir()
    return root


def test_make_builds_the_site_where_one_stands(own: Path) -> None:
    done = made(own)
    assert done.returncode == 0, done.stderr
    assert "2 juni 2024" in (own / "site" / "index.html").read_text()
    assert not (own / ".site.bygge").exists()


def without_settings(root: Path) -> None:
    (root / "mkdocs.yml").unlink()


def with_a_folder_for_settings(root: Path) -> None:
    without_settings(root)
    (root / "mkdocs.yml").mkdir()


def with_settings_that_nobody_may_read(root: Path) -> None:
    (root / "mkdocs.yml").chmod(0)


def with_settings_that_end_too_soon(root: Path) -> None:
    (root / "mkdocs.yml").write_text("site_name: [Löften")


def with_empty_settings(root: Path) -> None:
    (root / "mkdocs.yml").write_text("")


def without_content(root: Path) -> None:
    shutil.rmtree(root / "content")


UNREAD = (
    "mkdocs.yml:1:1: filen går inte att läsa – kontrollera att det är en fil, och att du har rätt att läsa "
    "den"
)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (without_settings, "mkdocs.yml:1:1: mkdocs.yml saknas – inställningarna ska stå där"),
        (with_a_folder_for_settings, UNREAD),
        (with_settings_that_nobody_may_read, UNREAD),
        (
            with_settings_that_end_too_soon,
            "mkdocs.yml:1:12: [ avslutas inte – skriv ] sist, eller citattecken runt hela värdet",
        ),
        (with_empty_settings, "mkdocs.yml:1:1: filen är tom – fyll i den eller återställ den"),
        (without_content, "content:1:1: mappen content/ saknas – texterna ska ligga där"),
    ],
)
def test_what_mkdocs_cannot_begin_with_is_told_in_swedish_and_what_a_killed_run_left_is_tidied(
    broken: Callable[[Path], None], said: str, own: Path, former: Path
) -> None:
    broken(own)
    done = made(own)
    assert (done.returncode, done.stdout) == (1, "")
    *problems, last = done.stderr.splitlines()
    assert said in problems
    assert last == f"{len(problems)} fel. {KEPT}"
    assert files(own / "site") == files(former)
    assert not (own / ".site.bygge").exists()


def test_make_refuses_a_second_run_at_the_same_time(own: Path) -> None:
    with replacing(own / "site"):
        done = made(own)
    assert (done.returncode, done.stderr) == (
        1,
        f"{own}/site: en annan körning skriver till mappen just nu – vänta tills den är klar och kör igen\n"
        f"{KEPT}\n",
    )


# --- what MkDocs promises -----------------------------------------------------------------------------------


def test_a_warning_in_a_strict_build_leaves_the_former_site(today: Path, former: Path, out: Path) -> None:
    done = run(*command("mkdocs", today, out), "--dirty")
    assert done.returncode == 1
    assert "Aborted with 1 warnings in strict mode!" in done.stdout
    assert untouched(out, former)


def test_a_dirty_build_keeps_what_lies_in_the_folder_and_any_other_only_what_is_hidden(
    today: Path, out: Path
) -> None:
    (out / "egen.txt").write_text("egen")
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    (out / ".senaste").symlink_to("2024")
    os.mkfifo(out / ".git" / "program")
    own = files(out / ".git")
    relaxed = [argument for argument in command("mkdocs", today, out) if argument != "--strict"]
    assert run(*relaxed, "--dirty").returncode == 0
    assert (out / "egen.txt").read_text() == "egen"
    assert "2 juni 2024" in (out / "index.html").read_text()
    assert run(*relaxed).returncode == 0
    assert not (out / "egen.txt").exists()
    assert files(out / ".git") == own
    assert (out / ".senaste").readlink() == Path("2024")


def test_what_is_deployed_is_the_new_site(today: Path, out: Path, tmp_path: Path) -> None:
    root = shutil.copytree(today, tmp_path / "arbetskopia")
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", "server.git")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "remote", "add", "origin", str(tmp_path / "server.git"))
    git(root, "config", "user.name", "Prov")
    git(root, "config", "user.email", "prov@prov.test")
    commit(root)
    done = run("mkdocs", "gh-deploy", "--strict", "--site-dir", str(out), cwd=root)
    assert done.returncode == 0, done.stderr
    git(tmp_path, "clone", "--quiet", "--branch", "gh-pages", str(tmp_path / "server.git"), "utlagd")
    assert "2 juni 2024" in (tmp_path / "utlagd" / "index.html").read_text()
    assert [file.name for file in out.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("how", [[], ["--clean"]])
def test_a_served_site_is_written_where_the_server_reads_it(today: Path, how: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        address = f"127.0.0.1:{found.getsockname()[1]}"
    arguments = ["mkdocs", "serve", *how, "--dev-addr", address, "-f", str(today / "mkdocs.yml")]
    serving = subprocess.Popen(
        [sys.executable, "-m", *arguments], env=ENVIRONMENT, stderr=subprocess.PIPE, text=True
    )
    assert serving.stderr is not None
    try:
        assert any("Serving on" in line for line in serving.stderr)
        with urlopen(f"http://{address}/loften/") as page:
            assert "2 juni 2024" in page.read().decode()
    finally:
        serving.terminate()
        serving.communicate()
    assert not (today / "site").exists()
