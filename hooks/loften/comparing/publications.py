"""The record of what was published: one line for each deployment, on a branch of its own.

Whoever deploys adds the line afterwards: a job of publish.yml, or `loften record` on another host. A state
that stands there could be read by residents, so what it shows is held to. The record belongs to the
repository that wrote it: in a fork or a copy nothing counts as published until it has published itself.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from loften.comparing.repository import Repository

BRANCH = "publicerad"
FILE = "publicerat.jsonl"

FETCH = f"git fetch origin {BRANCH}:refs/remotes/origin/{BRANCH}"
"""The command that brings the record to a copy that lacks it."""

REWRITTEN = "PYTHONPATH=hooks .venv/bin/python -m loften record --rewritten --from ../gammal"
"""The command that accepts a rewritten history, held against a copy from before it in `../gammal`."""

IF_REWRITTEN = (
    f"Är historiken omskriven med avsikt: kör {REWRITTEN}, med en kopia av arkivet från före omskrivningen i "
    "../gammal"
)

_MOMENT = "%Y-%m-%d %H:%M"
_COMMIT = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_REFS = (f"refs/remotes/origin/{BRANCH}", f"refs/heads/{BRANCH}")


@dataclass(frozen=True, kw_only=True)
class Publication:
    """One line of the record.

    `published` is the minute of the deployment in Stockholm, naive. `commit` is the full id of what was
    deployed; `repository` the name of the repository that deployed it, "" for one without an origin.
    `replaces` is the commit whose history was rewritten into this one, None for a deployment.
    """

    published: dt.datetime
    commit: str
    repository: str
    site_url: str
    tag_authority: str
    replaces: str | None = None

    @property
    def as_line(self) -> str:
        """The line as it stands in the record, without its end."""
        found = {**vars(self), "published": self.published.strftime(_MOMENT)}
        return json.dumps(
            {key: value for key, value in found.items() if value is not None}, ensure_ascii=False
        )


@dataclass(frozen=True, kw_only=True)
class PublicationRecord:
    """The record as this copy of the repository has it.

    `commit` is the newest commit of the record's branch, "" where there is none; `own` are the publications
    of this repository and `others` those of the ones that it was copied from, each oldest first. `unread` are
    the numbers of lines that say nothing.
    """

    commit: str
    own: tuple[Publication, ...]
    others: tuple[Publication, ...]
    unread: tuple[int, ...]

    @property
    def newest(self) -> Publication | None:
        return self.own[-1] if self.own else None


def fetching(repository: Repository, commit: str) -> str:
    """How to bring a recorded commit to a copy that lacks it, be it on a branch or on none."""
    if repository.is_shallow:
        return "hämta den med: git fetch --unshallow"
    if repository.name is None:
        return "hämta den från en kopia av arkivet som har den"
    return f"hämta den med: git fetch origin {commit}"


def publication_record(repository: Repository, name: str | None) -> PublicationRecord:
    """The record, with what the repository of this name has published as its own.

    A copy can have the branch twice, its own and the one last fetched: the one that builds on the other
    counts, else the fetched one, which others see.
    """
    found = [commit for ref in _REFS if (commit := repository.find(ref))]
    if len(found) == 2 and repository.builds_on(found[1], found[0]):
        found = found[1:]
    commit = found[0] if found else ""
    raw = (repository.file(commit, FILE) or b"") if commit else b""
    lines = tuple(_publications(raw))
    read = [publication for publication in lines if publication]
    own = (name or "").lower()
    return PublicationRecord(
        commit=commit,
        own=tuple(publication for publication in read if publication.repository.lower() == own),
        others=tuple(publication for publication in read if publication.repository.lower() != own),
        unread=tuple(number for number, publication in enumerate(lines, start=1) if publication is None),
    )


def _publications(raw: bytes) -> Iterator[Publication | None]:
    for line in raw.decode("utf-8", "replace").splitlines():
        try:
            yield _publication(json.loads(line))
        except (ValueError, TypeError, RecursionError):
            yield None


def _publication(line: object) -> Publication:
    """The publication in a line; ValueError or TypeError where it does not say what it should."""
    if not isinstance(line, dict) or not all(isinstance(value, str) for value in line.values()):
        raise TypeError
    "".join(line.values()).encode()  # JSON can hold half a character, which can be neither printed nor named
    published = dt.datetime.strptime(line.get("published", ""), _MOMENT)  # noqa: DTZ007 - always Stockholm's
    found = Publication(**{**line, "published": published})
    if not _COMMIT.fullmatch(found.commit):
        raise ValueError
    return found
