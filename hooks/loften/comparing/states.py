"""The content as it was at a commit, read from git. The one module that runs another program.

Only git's plumbing is used, whose output no user's configuration changes, and files are taken as they lie in
the commit, without the conversions that a checkout or an archive makes.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from loften.privacy.personal_data import masked_name
from loften.reading.load import read
from loften.records.documents import CONTENT, PROMISES, SETTINGS
from loften.records.site import Site

_UNREADABLE = "Git kunde inte läsa det tidigare innehållet. Hämta arkivet på nytt och försök igen."


@dataclass(frozen=True, kw_only=True)
class EarlierState:
    """The content at a commit.

    `site` is None where there is nothing to compare with, and `notice` then says why, in Swedish.
    """

    site: Site | None
    notice: str | None = None


class StateNotFoundError(Exception):
    """Git cannot give the content at a ref; the text tells an editor why and what to do."""


def state_at(root: Path, ref: str) -> EarlierState:
    """The content of the folder `root` at `ref`: a branch, a tag or a commit.

    Where `ref` has moved on since the checked-out commit left it, the commit where they parted is read, so
    that what others have published meanwhile does not look deleted. `root` may be any folder of the
    repository. Raises StateNotFoundError where git or the ref is missing.
    """
    commit = _commit(root, ref)
    prefix = _git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").removesuffix("\n")
    with tempfile.TemporaryDirectory(prefix="loften-") as folder:
        copy = Path(folder)
        _write_files(root, commit, prefix, copy)
        if not (copy / PROMISES).exists():
            return EarlierState(
                site=None,
                notice=f"{PROMISES} fanns inte i {ref}, så det finns inget äldre innehåll att jämföra med.",
            )
        site, problems = read(copy)
    if site is None:
        fault = next(problem for problem in problems if problem.is_error)
        place = f"{masked_name(fault.path)} på rad {fault.line}"
        return EarlierState(
            site=None,
            notice=(
                f"Innehållet i {ref} går inte att läsa (felet står i {place}), så "
                "ändringen är inte jämförd med det som redan är publicerat. Läs den extra noga: inget som är "
                "publicerat får försvinna eller skrivas om."
            ),
        )
    return EarlierState(site=site)


def _commit(root: Path, ref: str) -> str:
    """The commit where the checked-out history and `ref` part; the one `ref` names if that is not known."""
    if _run(root, "rev-parse", "--git-dir").returncode:
        raise StateNotFoundError(
            f"{root.resolve().name}/ ligger inte i något git-arkiv som går att läsa, så det finns inget "
            "tidigare innehåll att jämföra med. Kör kommandot i en klonad kopia av arkivet."
        )
    found = _run(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if found.returncode:
        is_shallow = _git(root, "rev-parse", "--is-shallow-repository") == b"true\n"
        raise StateNotFoundError(
            f'"{ref}" finns inte i den här kopian av arkivet'
            + (
                ", som bara har den senaste historiken. Hämta resten med: git fetch --unshallow"
                if is_shallow
                else ". Kontrollera namnet, eller hämta det med: git fetch origin"
            )
        )
    commit = found.stdout.decode().strip()
    parted = _run(root, "merge-base", commit, "HEAD")
    return parted.stdout.decode().strip() or commit


def _write_files(root: Path, commit: str, prefix: str, folder: Path) -> None:
    """Writes promises.yaml, mkdocs.yml and content/ as they lie in the commit."""
    entries = tuple(_entries(root, commit, prefix))
    asked = "".join(f"{blob}\n" for _, _, blob in entries).encode()
    answer = _git(root, "cat-file", "--batch", asked=asked)
    position = 0
    for name, is_link, _ in entries:
        end = answer.index(b"\n", position)
        about = answer[position:end]
        if about.endswith(b" missing"):
            raise StateNotFoundError(_UNREADABLE)
        size = int(about.split()[-1])
        raw = answer[end + 1 : end + 1 + size]
        position = end + 1 + size + 1
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if is_link:
            file.symlink_to(raw.decode("utf-8", "surrogateescape"))
        else:
            file.write_bytes(raw)


def _entries(root: Path, commit: str, prefix: str) -> Iterator[tuple[str, bool, str]]:
    """Each file: its path below the project's folder, whether it is a symbolic link, and its blob."""
    wanted = [f"{prefix}{name}" for name in (PROMISES, SETTINGS, CONTENT)]
    listed = _git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)
    for line in listed.split(b"\0")[:-1]:
        about, _, raw_name = line.partition(b"\t")
        mode, kind, blob = about.decode().split()
        name = raw_name.decode("utf-8", "surrogateescape").removeprefix(prefix)
        # a tree made by hand can hold names that a checkout would refuse
        if kind == "blob" and ".." not in PurePosixPath(name).parts:
            yield name, mode == "120000", blob


def _git(root: Path, *arguments: str, asked: bytes = b"") -> bytes:
    """What git answers; StateNotFoundError if it fails."""
    done = _run(root, *arguments, asked=asked)
    if done.returncode:
        raise StateNotFoundError(_UNREADABLE)
    return done.stdout


def _run(root: Path, *arguments: str, asked: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - the arguments are a list, and a ref never starts an option
            ["git", "-C", str(root), *arguments],  # noqa: S607 - wherever the editor has git
            input=asked,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise StateNotFoundError(
            "Programmet git finns inte på den här datorn. Installera det från https://git-scm.com och försök "
            "igen."
        ) from None
