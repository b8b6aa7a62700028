"""A git repository as the comparison asks it. The one module that runs another program.

Only git's plumbing is used, whose output no user's configuration changes, and nothing here goes over the
network.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

_UNREADABLE = "Git kunde inte läsa det tidigare innehållet. Hämta arkivet på nytt och försök igen."

_TRUSTING = re.compile(r"safe\.directory (.+)")
"""What git says in every language where the folder belongs to another user: its remedy, the folder last."""

_AUTHOR: Mapping[str, str] = {"user.name": "Medborgarlöften", "user.email": "medborgarloften@localhost"}
"""Who commits what the program itself notes: a server that publishes need not have an author configured."""


class StateNotFoundError(Exception):
    """Git cannot give what is asked of it; the text tells an editor why and what to do."""


@dataclass(frozen=True)
class Repository:
    """The repository that the folder `root` lies in; `root` may be any folder of it.

    Every method raises StateNotFoundError where git is missing or the folder lies in no repository, but for
    `is_there`, which does not ask git.
    """

    root: Path

    @property
    def is_there(self) -> bool:
        """Whether the folder lies in a repository, be it one that git cannot read."""
        top = self.root.resolve()
        return any((folder / ".git").exists() for folder in (top, *top.parents))

    @cached_property
    def prefix(self) -> str:
        """The way from the top of the repository to `root`, "" or with a closing slash."""
        return _text(self.answer("rev-parse", "--show-prefix"))

    @property
    def is_shallow(self) -> bool:
        return self.answer("rev-parse", "--is-shallow-repository") == b"true\n"

    @property
    def name(self) -> str | None:
        """What `origin` calls the repository: `kopings-kommun/medborgarloften`; None without an origin.

        The host is left out, and so is what differs between addresses of the same repository.
        """
        found = self._run("config", "--get", "remote.origin.url")
        address = _text(found.stdout)
        return repository_name(address) if address else None

    def commit(self, ref: str) -> str:
        """The full id of the commit that a ref names: a branch, a tag or a commit.

        StateNotFoundError also where it names none.
        """
        found = self.find(ref)
        if found is None:
            raise StateNotFoundError(
                f'"{ref}" finns inte i den här kopian av arkivet'
                + (
                    ", som bara har den senaste historiken. Hämta resten med: git fetch --unshallow"
                    if self.is_shallow
                    else ". Kontrollera namnet, eller hämta det med: git fetch origin"
                )
            )
        return found

    def find(self, ref: str) -> str | None:
        """The same, None if the ref names no commit in this copy."""
        asked = self._run("rev-parse", "--git-dir")
        if asked.returncode:
            raise StateNotFoundError(self._why_unread(_text(asked.stderr)))
        found = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        return None if found.returncode else _text(found.stdout)

    def _why_unread(self, said: str) -> str:
        """Why git cannot say anything of the repository, from what it said itself."""
        name = f"{self.root.resolve().name}/"
        if not self.is_there:
            return (
                f"{name} ligger inte i något git-arkiv som går att läsa, så det finns inget tidigare "
                "innehåll att jämföra med. Kör kommandot i en klonad kopia av arkivet."
            )
        if trusting := _TRUSTING.search(said):
            return (
                f"Git läser inte arkivet som {name} ligger i, för mappen tillhör en annan användare på den "
                f"här datorn. Litar du på den: kör git config --global --add safe.directory {trusting[1]}"
            )
        return (
            f"Git kan inte läsa arkivet som {name} ligger i, och säger: {said.splitlines()[-1]}. Hämta "
            "arkivet på nytt och försök igen."
        )

    def parted(self, commit: str, other: str) -> str | None:
        """The commit where the histories of two commits part; None if they have none in common."""
        found = self._run("merge-base", commit, other)
        if found.returncode > 1:
            raise StateNotFoundError(_UNREADABLE)
        return _text(found.stdout) or None

    def builds_on(self, commit: str, earlier: str) -> bool:
        """Whether `earlier` is the commit itself or stands in its history."""
        found = self._run("merge-base", "--is-ancestor", earlier, commit)
        if found.returncode > 1:
            raise StateNotFoundError(_UNREADABLE)
        return found.returncode == 0

    def beyond(self, commit: str, other: str) -> frozenset[str]:
        """The commits in the history of one that are not in the history of another."""
        return frozenset(_text(self.answer("rev-list", commit, f"^{other}")).splitlines())

    def changes(self, *paths: str, since: str = "", until: str) -> Sequence[str]:
        """The commits up to one that changed something at the paths, newest first; after another if given.

        The paths are below `root`. What came in with a merge counts as the merge's.
        """
        wanted = [f":(top,literal){self.prefix}{path}" for path in paths]
        span = (until, f"^{since}") if since else (until,)
        listed = self.answer("rev-list", "--first-parent", *span, "--", *wanted)
        return _text(listed).splitlines()

    def blobs(self, paths: Sequence[str]) -> Mapping[str, str]:
        """The id that each file below `root` would have if it were committed as it lies in the folder."""
        asked = "".join(f"{self.root.resolve() / path}\n" for path in paths)
        ids = self.answer("hash-object", "--stdin-paths", asked=asked.encode("utf-8", "surrogateescape"))
        return dict(zip(paths, _text(ids).splitlines(), strict=True))

    def short(self, commit: str) -> str:
        return _text(self.answer("rev-parse", "--short", commit))

    def answer(self, *arguments: str, asked: bytes = b"") -> bytes:
        """What git answers; StateNotFoundError if it fails."""
        done = self._run(*arguments, asked=asked)
        if done.returncode:
            raise StateNotFoundError(_UNREADABLE)
        return done.stdout

    def file(self, commit: str, path: str) -> bytes | None:
        """A file at the top of the repository as it lies in a commit; None if it is not there."""
        listed = self.answer("ls-tree", "-z", "--full-tree", commit, "--", path)
        _, kind, *blob = listed.partition(b"\t")[0].decode().split() or ("", "")
        return self.answer("cat-file", "blob", *blob) if kind == "blob" else None

    def append(self, branch: str, path: str, line: str, *, earlier: str, message: str) -> None:
        """Adds a line to a file on a branch, which is made if it is not there.

        `earlier` is the commit to build on, "" for none. Nothing is checked out and no other file is touched.
        """
        written = (self.file(earlier, path) or b"") if earlier else b""
        if written and not written.endswith(b"\n"):
            written += b"\n"
        blob = _text(self.answer("hash-object", "-w", "--stdin", asked=written + f"{line}\n".encode()))
        listed = self.answer("ls-tree", "-z", earlier) if earlier else b""
        others = [
            entry for entry in listed.split(b"\0") if entry and entry.partition(b"\t")[2] != path.encode()
        ]
        entries = b"\0".join([*others, f"100644 blob {blob}\t{path}".encode(), b""])
        tree = _text(self.answer("mktree", "-z", asked=entries))
        author = [part for name, value in _AUTHOR.items() for part in ("-c", f"{name}={value}")]
        parents = ["-p", earlier] if earlier else []
        commit = _text(self.answer(*author, "commit-tree", tree, *parents, "-m", message))
        self.answer("update-ref", f"refs/heads/{branch}", commit)

    def _run(self, *arguments: str, asked: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(  # noqa: S603 - the arguments are a list, and a ref never starts an option
                ["git", "-C", str(self.root), *arguments],  # noqa: S607 - wherever the editor has git
                input=asked,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError:
            raise StateNotFoundError(
                "Programmet git finns inte på den här datorn. Installera det från https://git-scm.com och "
                "försök igen."
            ) from None


def repository_name(address: str) -> str:
    """`owner/name` of the address of a repository, whether `https://…`, `git@host:…` or a path."""
    path = urlsplit(address).path if "://" in address else address.rpartition(":")[2]
    return path.strip("/").removesuffix(".git").rstrip("/").lower()


def _text(answer: bytes) -> str:
    return answer.decode("utf-8", "surrogateescape").removesuffix("\n")
