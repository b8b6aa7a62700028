"""Ways of building a small municipality that are killed, or refused by the machine, at a chosen call."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from built import ROOT
from pull_requests import FILES

PAGES = ("prenumerera", "sa-bedomer-vi", "tillganglighet")

SETTINGS = """\
  today: {day}
docs_dir: content
theme:
  name: material
  custom_dir: {root}/overrides
  language: sv
  font: false
hooks: ["{root}/hooks/build_site.py"]
plugins: [search]
"""

WAYS = ("mkdocs", "write", "preview", "in_one_step", "in_two_steps")
"""How a folder is written: the commands, and the two ways to put a small folder in the place of another."""

CHANGES = {"os.mkdir", "os.rename", "os.rmdir", "os.remove", "os.chmod", "os.scandir", "ctypes.dlsym"}
"""What the interpreter announces before it asks the machine for it; files opened to be written come too."""

REFUSED_PAGE = "2024/index.html"

ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONPATH": f"{ROOT / 'hooks'}:{ROOT / 'tests'}",
    "PYTHONDONTWRITEBYTECODE": "1",
    "SOURCE_DATE_EPOCH": "1717200000",
}

WITHOUT_PRIVILEGES = ("setpriv", "--bounding-set=-all", "--inh-caps=-all") if os.geteuid() == 0 else ()
"""What root starts a command with so that rights count for it too."""

MOUNTING = ("unshare", "--map-root-user", "--mount", "sh", "-c")
"""What a command of the shell is started with that mounts something for itself alone."""

READ_ONLY = (*MOUNTING, 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"')
"""What a command is started with for which the disk of a folder, the first argument, can only be read."""

CAN_MOUNT = subprocess.run([*MOUNTING, "mount -t tmpfs tmpfs /tmp"], capture_output=True).returncode == 0


def in_lower_layer(folder: Path, upper: Path) -> tuple[str, ...]:
    """What a command is started with for which `folder` is the image below a container.

    What the command changes lies in `upper`.
    """
    work = upper.with_name(f"{upper.name}-work")
    for made in (upper, work):
        made.mkdir()
    options = f"lowerdir={folder},upperdir={upper},workdir={work},userxattr"
    return (*MOUNTING, 'mount -t overlay overlay -o "$0" "$1" && shift && exec "$@"', options, str(folder))


def municipality(folder: Path, day: str) -> Path:
    """The files of a municipality whose site looks different on each day."""
    pages = {f"content/{name}.md": "---\ntitle: T\nsummary: S.\n---\nText.\n" for name in PAGES}
    settings = FILES["mkdocs.yml"] + SETTINGS.format(day=day, root=ROOT)
    for path, text in {**FILES, **pages, "mkdocs.yml": settings}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def command(way: str, root: Path, out: Path) -> list[str]:
    """The command that builds what is in `root`; a preview is one of a site that is built already."""
    return {
        "mkdocs": ["mkdocs", "build", "--strict", "-f", str(root / "mkdocs.yml"), "-d", str(out)],
        "write": ["loften", "write", "--root", str(root), "--out", str(out)],
        "preview": ["loften", "preview", "--site", str(root), "--out", str(out), "--today", "2024-06-01"],
    }[way]


def run(*arguments: str, prefix: tuple[str, ...] = (), cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """`python -m ARGUMENTS`, after a command that restricts it."""
    return subprocess.run(
        [*prefix, sys.executable, "-m", *arguments],
        cwd=cwd,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def files(folder: Path) -> Mapping[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def killed(
    way: str, before: Path, after: Path, out: Path, *, every: int = 1, is_in_lower_layer: bool = False
) -> list[tuple[str, str]]:
    """What was at `out` when `after` was built over `before` and killed, and what the next run makes of it.

    One pair for each moment: killed at every call, or every second and so on, from the first to the last.
    The former site may lie in the lower layer of an overlay.
    """
    arguments = f"{way!r}, {str(before)!r}, {str(after)!r}, {str(out)!r}, {every}, {is_in_lower_layer}"
    prefix = (*MOUNTING, 'exec "$0" "$@"') if is_in_lower_layer else ()
    done = subprocess.run(
        [*prefix, sys.executable, "-c", f"import fragile; fragile.kill({arguments})"],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return [(seen, left) for seen, left in json.loads(done.stdout.splitlines()[-1])]


def refused(way: str, root: Path, out: Path, number: int) -> subprocess.CompletedProcess[str]:
    """A build for which the machine has only this answer when a certain page is opened to be written."""
    call = f"import fragile; fragile.refuse({command(way, root, out)!r}, {number})"
    return subprocess.run(
        [sys.executable, "-c", call], env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8"
    )


# --- in a process of its own --------------------------------------------------------------------------------


def kill(way: str, before: str, after: str, out: str, every: int, is_in_lower_layer: bool) -> None:
    """Prints the pairs of `killed` as JSON, on the last line."""
    from loften.storing.swapping import restore

    build, target = _build(way), Path(out)
    build(Path(after), target)
    new = files(target)
    build(Path(before), target)
    former = files(target)
    assert former != new

    def state() -> str:
        if not target.exists():
            return "missing"
        found = files(target)
        return "former" if found == former else "new" if found == new else "neither"

    pairs = []
    moment, is_killed = 0, True
    while is_killed:
        if is_in_lower_layer:
            _mount_anew(target.parent, moment)
        child = os.fork()
        if child == 0:
            _kill_at(moment)
            build(Path(after), target)
            os._exit(0)
        is_killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        seen = state()
        restore(target)
        pairs.append((seen, state()))
        moment += every
    print("\n" + json.dumps(pairs))  # noqa: T201


def _mount_anew(folder: Path, number: int) -> None:
    """Makes what lies in the folder the lower layer of an overlay, without what was changed before."""
    if folder.is_mount():
        subprocess.run(["umount", folder], check=True)
    *_, options, _ = in_lower_layer(folder, folder.with_name(f"{folder.name}-{number}"))
    subprocess.run(["mount", "-t", "overlay", "overlay", "-o", options, folder], check=True)


def _build(way: str) -> Callable[[Path, Path], None]:
    import mkdocs.__main__

    import loften.__main__
    from loften.storing import swapping

    def by_command(root: Path, out: Path) -> None:
        program, *arguments = command(way, root, out)
        group = mkdocs.__main__.cli if program == "mkdocs" else loften.__main__.main
        group.main(arguments, standalone_mode=False)

    def by_hand(root: Path, out: Path) -> None:
        with swapping.replacing(out, getattr(swapping, way)) as folder:
            (folder / "sida").mkdir()
            for page in ("index.html", "sida/index.html"):
                (folder / page).write_text(str(root))

    return by_command if way in ("mkdocs", "write", "preview") else by_hand


def _kill_at(moment: int) -> None:
    left = iter(range(moment))

    def count(event: str, arguments: tuple[object, ...]) -> None:
        if (event in CHANGES or _is_writing(event, arguments)) and next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def refuse(arguments: list[str], number: int) -> None:
    """Runs the command to its end, messages and exit code included."""
    import runpy

    def answer(event: str, arguments: tuple[object, ...]) -> None:
        if _is_writing(event, arguments) and str(arguments[0]).endswith(REFUSED_PAGE):
            raise OSError(number, os.strerror(number), arguments[0])

    sys.addaudithook(answer)
    sys.argv = arguments
    runpy.run_module(arguments[0], run_name="__main__")


def _is_writing(event: str, arguments: tuple[object, ...]) -> bool:
    """Whether a file is about to be opened that is not only read."""
    if event != "open" or not isinstance(arguments[0], str):
        return False
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
