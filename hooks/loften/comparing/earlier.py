"""What a proposal is held against: the state that was published, and the base that the proposal leaves.

What was published stays; that is held against the newest publication in the record. What the proposal brings
in, and whether it is dated back, is told against its base.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loften.comparing.publications import (
    BRANCH,
    FETCH,
    FILE,
    Publication,
    PublicationRecord,
    publication_record,
)
from loften.comparing.repository import Repository, StateNotFoundError
from loften.comparing.states import content_at
from loften.reading.content import Content
from loften.records.documents import PROMISES
from loften.records.problems import Problem, Severity
from loften.records.rules import Rule
from loften.words import dates

RECORD_IS_WHOLE = Rule(
    id="record-is-whole",
    what=f"Varje rad i {FILE} på grenen {BRANCH} är en publicering.",
    why="Där står vad som är publicerat, och det är det som inte får försvinna.",
    mend=f"Filen skrivs bara av programmet. Återställ grenen {BRANCH} så som den var innan någon ändrade "
    "den.",
    example='{"published": "2026-11-25 10:40", "commit": "…", "repository": "kommunen/medborgarloften", …}',
)
PUBLISHED_STATE_IS_AT_HAND = Rule(
    id="published-state-is-at-hand",
    what="Den version som är publicerad finns i den kopia av arkivet som granskas.",
    why="Ändringen hålls mot det som invånarna kan läsa. Utan den versionen går det inte att se om något "
    "publicerat försvinner.",
    mend="Hämta hela arkivet. Är historiken omskriven med avsikt: anteckna det med loften record "
    "--rewritten.",
    example="git fetch --unshallow",
)
NEWER_STATE_STAYS = Rule(
    id="newer-state-stays",
    what="En äldre version publiceras inte över en nyare.",
    why="Det nya skulle försvinna för invånarna, utan att någon har bestämt det.",
    mend="Publicera den senaste versionen i stället för att köra om ett gammalt jobb.",
    example="Actions → Publicering → Run workflow",
)
EARLIER_STATE_CAN_BE_READ = Rule(
    id="earlier-state-can-be-read",
    what="Den version som ändringen utgår från går att läsa.",
    why="Annars går det inte att jämföra allt som ändras.",
    mend="Rätta felet. Läs ändringen extra noga till dess.",
    example="title: Så blir det ljusare vid stationen",
)
RULES = (RECORD_IS_WHOLE, PUBLISHED_STATE_IS_AT_HAND, NEWER_STATE_STAYS, EARLIER_STATE_CAN_BE_READ)


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """The earlier states that a site is held against.

    `published` is the newest publication and what can be read of it, None where nothing is held as published;
    `base` what can be read of the state that the proposal leaves, None where there is none. `said` says in
    one line of Swedish what is held as published. `problems` are those of the record itself.
    """

    published: Content | None = None
    publication: Publication | None = None
    base: Content | None = None
    base_commit: str = ""
    repository: Repository | None = None
    said: str = ""
    problems: tuple[Problem, ...] = field(default=())

    def last_change_in_base(self, path: str) -> str:
        """The commit, in short, that last changed a file between the publication and the base."""
        if self.repository is None or self.publication is None:
            return ""
        return self.repository.last_change(path, since=self.publication.commit, until=self.base_commit)


def earlier(
    repository: Repository, ref: str | None, name: str | None = None, *, is_publishing: bool = False
) -> Earlier:
    """What the content in the folder of the repository is held against.

    `ref` is the base: a branch, a tag or a commit; where it has moved on since the checked-out commit left
    it, the commit where they parted is meant, so that what others have done meanwhile does not look undone.
    `name` is the repository's, that of its origin if not given. Raises StateNotFoundError where git or the
    ref is missing; without a ref, a folder outside git only has nothing published.
    """
    try:
        record = publication_record(repository, name or repository.name)
    except StateNotFoundError:
        if ref:
            raise
        return Earlier(said="Inget hålls som publicerat: mappen ligger inte i något git-arkiv.")
    base_commit = _base(repository, ref) if ref else ""
    base = content_at(repository, base_commit) if base_commit else None
    published, problems = _published(repository, record, is_publishing=is_publishing)
    return Earlier(
        published=published,
        publication=record.newest if published else None,
        base=base,
        base_commit=base_commit,
        repository=repository,
        said=_said(record, published),
        problems=(
            *_of_record(record),
            *problems,
            *(_unread(base, ref or "") if base else _without_content(ref)),
        ),
    )


def _base(repository: Repository, ref: str) -> str:
    commit = repository.commit(ref)
    return repository.parted(commit, "HEAD") or commit


def _published(
    repository: Repository, record: PublicationRecord, *, is_publishing: bool
) -> tuple[Content | None, tuple[Problem, ...]]:
    newest = record.newest
    if newest is None:
        return None, ()
    if repository.find(newest.commit) is None:
        how = "git fetch --unshallow" if repository.is_shallow else "git fetch origin"
        fault = f"den publicerade versionen {_named(newest)} finns inte i den här kopian av arkivet"
        remedy = f"hämta den med: {how}. Är historiken omskriven med avsikt: kör loften record --rewritten"
        return None, (_on_record(PUBLISHED_STATE_IS_AT_HAND, record, fault, remedy),)
    published = content_at(repository, newest.commit)
    if published and published.settings and published.settings.today:
        # an example with a day of its own is refused by publishing, so it never was
        return None, ()
    problems = list(_unread(published, f"den publicerade versionen {_named(newest)}") if published else ())
    if is_publishing and not repository.builds_on("HEAD", newest.commit):
        head = repository.short("HEAD")
        if repository.builds_on(newest.commit, "HEAD"):
            fault = f"versionen {head} är äldre än den som är publicerad, {_named(newest)}"
            remedy = "Den publiceras inte. Kör jobbet för den senaste versionen i stället"
        else:
            fault = f"versionen {head} bygger inte på den som är publicerad, {_named(newest)}"
            remedy = (
                "Den publiceras inte. Hämta in det som är publicerat. Är historiken omskriven med avsikt: "
                "kör loften record --rewritten"
            )
        problems.append(_on_record(NEWER_STATE_STAYS, record, fault, remedy))
    return published, tuple(problems)


def _on_record(rule: Rule, record: PublicationRecord, fault: str, remedy: str) -> Problem:
    line = len(record.own) + len(record.others) + len(record.unread)
    return Problem(path=FILE, line=line, fault=fault, remedy=remedy, rule=rule.id)


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


def _unread(content: Content, name: str) -> tuple[Problem, ...]:
    """A warning for each file of an earlier state that cannot be read: it is held against nothing."""
    first = {problem.path: problem for problem in reversed(content.problems) if problem.is_error}
    return tuple(
        Problem(
            path=path,
            line=problem.line,
            fault=f"filen går inte att läsa i {name} (felet står på rad {problem.line} där), så den är inte "
            "jämförd med hur den var",
            remedy="läs den extra noga",
            severity=Severity.WARNING,
            rule=EARLIER_STATE_CAN_BE_READ.id,
        )
        for path, problem in sorted(first.items())
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


def _said(record: PublicationRecord, published: Content | None) -> str:
    if record.newest and published:
        return f"Hålls mot det som är publicerat: {_named(record.newest)}."
    if record.newest:
        return "Inget hålls som publicerat."
    if record.others:
        others = ", ".join(dict.fromkeys(publication.repository for publication in record.others))
        return f"Inget hålls som publicerat: det som står på grenen {BRANCH} har {others} publicerat."
    if record.commit:
        return f"Inget hålls som publicerat: på grenen {BRANCH} står ingen publicering."
    return (
        f"Inget hålls som publicerat: grenen {BRANCH} finns inte här. Är webbplatsen publicerad: hämta den "
        f"med {FETCH}"
    )


def _named(publication: Publication) -> str:
    """`1a2b3c4 (25 november 2026 kl. 10.40)`."""
    return (
        f"{publication.commit[:7]} ({dates.day(publication.published.date())} kl. "
        f"{publication.published:%H.%M})"
    )
