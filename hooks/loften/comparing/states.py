"""The content as it was at a commit.

Files are taken as they lie in the commit, without the conversions that a checkout or an archive makes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from loften.comparing.repository import Repository, StateNotFoundError
from loften.reading.content import Content
from loften.reading.load import read
from loften.records.documents import CONTENT, PROMISES, SETTINGS


def content_at(repository: Repository, commit: str) -> Content | None:
    """What can be read of the content at a commit; None if there was no promises.yaml yet."""
    with tempfile.TemporaryDirectory(prefix="loften-") as folder:
        copy = Path(folder)
        _write_files(repository, commit, copy)
        return read(copy) if (copy / PROMISES).exists() else None


def _write_files(repository: Repository, commit: str, folder: Path) -> None:
    """Writes promises.yaml, mkdocs.yml and content/ as they lie in the commit."""
    found = tuple(entries(repository, commit, PROMISES, SETTINGS, CONTENT))
    asked = "".join(f"{blob}\n" for _, _, blob in found).encode()
    answer = repository.answer("cat-file", "--batch", asked=asked)
    position = 0
    for name, is_link, blob in found:
        end = answer.index(b"\n", position)
        about = answer[position:end]
        if about.endswith(b" missing"):
            raise StateNotFoundError(
                f"Filen {name} saknas i den här kopian av arkivet ({blob[:7]}). Hämta arkivet på nytt och "
                "försök igen."
            )
        size = int(about.split()[-1])
        raw = answer[end + 1 : end + 1 + size]
        position = end + 1 + size + 1
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if is_link:
            file.symlink_to(raw.decode("utf-8", "surrogateescape"))
        else:
            file.write_bytes(raw)


def entries(repository: Repository, commit: str, *names: str) -> Iterator[tuple[str, bool, str]]:
    """Each file with one of the names or below it: its path below the project's folder, and its blob.

    Between the two stands whether it is a symbolic link.
    """
    wanted = [f"{repository.prefix}{name}" for name in names]
    listed = repository.answer("ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)
    for line in listed.split(b"\0")[:-1]:
        about, _, raw_name = line.partition(b"\t")
        mode, kind, blob = about.decode().split()
        name = raw_name.decode("utf-8", "surrogateescape").removeprefix(repository.prefix)
        # a tree made by hand can hold names that a checkout would refuse
        if kind == "blob" and ".." not in PurePosixPath(name).parts:
            yield name, mode == "120000", blob
