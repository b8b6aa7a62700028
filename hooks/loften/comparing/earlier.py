"""What a proposal is held against: the state that was published, and the base that the proposal leaves.

What was published stays; that is held against the newest publication in the record. A branch that lacks it is
held against what the two have in common: what others have published meanwhile would look undone. What the
proposal brings in, and whether it is dated back, is told against its base.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loften.comparing.holding import (
    BRANCH_HAS_WHAT_IS_PUBLISHED,
    EARLIER_STATE_CAN_BE_READ,
    NEWER_STATE_STAYS,
    PUBLISHED_STATE_IS_AT_HAND,
    held_as_published,
    nothing_held,
    unread,
)
from loften.comparing.publications import BRANCH, FILE, PublicationRecord, publication_record
from loften.comparing.repository import Repository, StateNotFoundError
from loften.comparing.states import content_at
from loften.reading.content import Content
from loften.records.documents import PROMISES
from loften.records.problems import Problem, Severity
from loften.records.rules import Rule

RECORD_IS_WHOLE = Rule(
    id="record-is-whole",
    what=f"Varje rad i {FILE} på grenen {BRANCH} är en publicering.",
    why="Där står vad som är publicerat, och det är det som inte får försvinna.",
    mend=f"Filen skrivs bara av programmet. Återställ grenen {BRANCH} så som den var innan någon ändrade "
    "den.",
    example='{"published": "2026-11-25 10:40", "commit": "…", "repository": "kommunen/medborgarloften", …}',
)
RULES = (
    RECORD_IS_WHOLE,
    PUBLISHED_STATE_IS_AT_HAND,
    BRANCH_HAS_WHAT_IS_PUBLISHED,
    NEWER_STATE_STAYS,
    EARLIER_STATE_CAN_BE_READ,
)


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """The earlier states that a site is held against.

    `published` is what can be read of the newest publication, or of what the branch has in common with it,
    None where nothing is held as published; `base` what can be read of the state that the proposal leaves,
    None where there is none. `published_commit` and `base_commit` are their commits, "" where there is none.
    `said` says in one line of Swedish what is held as published. `problems` are those of the record, and what
    cannot be held against it.
    """

    published: Content | None = None
    published_commit: str = ""
    base: Content | None = None
    base_commit: str = ""
    repository: Repository | None = None
    said: str = ""
    problems: tuple[Problem, ...] = field(default=())

    @property
    def is_base_later(self) -> bool:
        """Whether the base goes on from what is held as published, so that it can have faults of its own."""
        if self.repository is None or not self.base_commit or not self.published_commit:
            return False
        if self.base_commit == self.published_commit:
            return False
        return self.repository.builds_on(self.base_commit, self.published_commit)


def earlier(
    repository: Repository, ref: str | None, name: str | None = None, *, is_publishing: bool = False
) -> Earlier:
    """What the content in the folder of the repository is held against.

    `ref` is the base: a branch, a tag or a commit; where it has moved on since the checked-out commit left
    it, the commit where they parted is meant, so that what others have done meanwhile does not look undone.
    `name` is the repository's, that of its origin if not given. Raises StateNotFoundError where git or the
    ref is missing; without a ref it is a problem that git does not answer, an error where the site is to be
    published, and a folder outside git only has nothing published.
    """
    try:
        record = publication_record(repository, name or repository.name)
    except StateNotFoundError as error:
        if ref:
            raise
        held = nothing_held(repository, error, is_publishing=is_publishing)
        return Earlier(said=held.said, problems=held.problems)
    base_commit = _base(repository, ref) if ref else ""
    held = held_as_published(repository, record, is_publishing=is_publishing)
    base = held.content
    if held.commit != base_commit:
        base = content_at(repository, base_commit) if base_commit else None
    return Earlier(
        published=held.content,
        published_commit=held.commit,
        base=base,
        base_commit=base_commit,
        repository=repository,
        said=held.said,
        problems=(
            *_of_record(record),
            *held.problems,
            *(unread(base, ref or "") if base else _without_content(ref)),
        ),
    )


def _base(repository: Repository, ref: str) -> str:
    commit = repository.commit(ref)
    head = repository.find("HEAD")
    return (repository.parted(commit, head) if head else None) or commit


def _of_record(record: PublicationRecord) -> tuple[Problem, ...]:
    return tuple(
        Problem(
            path=FILE,
            line=number,
            fault=f"raden på grenen {BRANCH} går inte att läsa, så det går inte att veta allt som är "
            "publicerat",
            remedy=f"återställ grenen {BRANCH} så som den var innan någon ändrade den",
            rule=RECORD_IS_WHOLE.id,
        )
        for number in record.unread
    )


def _without_content(ref: str | None) -> tuple[Problem, ...]:
    if ref is None:
        return ()
    return (
        Problem(
            path=PROMISES,
            fault=f"{PROMISES} fanns inte i {ref}, så det finns inget äldre innehåll att jämföra med",
            severity=Severity.WARNING,
            rule=EARLIER_STATE_CAN_BE_READ.id,
        ),
    )
