"""What is held as published: the newest publication, or what a branch that lacks it has in common with it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from loften.comparing.publications import (
    BRANCH,
    FETCH,
    FILE,
    IF_REWRITTEN,
    REWRITTEN,
    Publication,
    PublicationRecord,
    fetching,
)
from loften.comparing.repository import Repository, StateNotFoundError
from loften.comparing.states import content_at
from loften.reading.content import Content
from loften.records.documents import PROMISES
from loften.records.problems import Problem, Severity
from loften.records.rules import Rule
from loften.words import dates

PUBLISHED_STATE_IS_AT_HAND = Rule(
    id="published-state-is-at-hand",
    what="Den version som är publicerad finns i den kopia av arkivet som granskas.",
    why="Ändringen hålls mot det som invånarna kan läsa. Utan den versionen går det inte att se om något "
    "publicerat försvinner.",
    mend="Gör som meddelandet säger: hämta den version som saknas. Är historiken omskriven med avsikt: "
    "anteckna det med loften record --rewritten.",
    example="git fetch --unshallow",
)
BRANCH_HAS_WHAT_IS_PUBLISHED = Rule(
    id="branch-has-what-is-published",
    what="En gren har med sig det som är publicerat.",
    why="Annars går det inte att se hur förslaget blir tillsammans med det som andra har publicerat.",
    mend="Hämta in det som är publicerat i grenen.",
    example="git fetch origin && git merge origin/main",
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
_NOTHING = "Inget hålls som publicerat"


@dataclass(frozen=True, kw_only=True)
class Held:
    """What is held as published: the state and its commit, in a line of Swedish, and the problems with it.

    Without a state nothing is held.
    """

    said: str
    content: Content | None = None
    commit: str = ""
    problems: tuple[Problem, ...] = ()


def held_as_published(repository: Repository, record: PublicationRecord, *, is_publishing: bool) -> Held:
    """What is held of the newest publication in the record; nothing where the reason is told.

    `is_publishing` says that what is checked is to take its place.
    """
    newest = record.newest
    if newest is None:
        return Held(said=_without_publication(record))
    if repository.find(newest.commit) is None:
        problem = _on_record(
            PUBLISHED_STATE_IS_AT_HAND,
            record,
            f"den publicerade versionen {_named(newest)} finns inte i den här kopian av arkivet",
            f"{fetching(repository, newest.commit)}. {IF_REWRITTEN}",
        )
        return Held(said=f"{_NOTHING}.", problems=(problem,))
    published = content_at(repository, newest.commit)
    if published is None:
        elsewhere = _elsewhere(repository, record, newest, is_publishing=is_publishing)
        return Held(said=f"{_NOTHING}.", problems=(elsewhere,))
    if published.settings and published.settings.today:
        return Held(said=f"{_NOTHING}: ett exempel med en egen dag (extra.today) publiceras aldrig.")
    head = repository.find("HEAD")
    if head is not None and not repository.builds_on(head, newest.commit):
        return _held_apart(repository, record, published, head, is_publishing=is_publishing)
    return _whole(published, newest)


def _whole(published: Content, newest: Publication) -> Held:
    return Held(
        said=f"Hålls mot det som är publicerat: {_named(newest)}.",
        content=published,
        commit=newest.commit,
        problems=unread(published, f"den publicerade versionen {_named(newest)}"),
    )


def _held_apart(
    repository: Repository, record: PublicationRecord, published: Content, head: str, *, is_publishing: bool
) -> Held:
    """What is held where the commit that is checked out does not build on the newest publication.

    That is what the two have in common: what others have published meanwhile is not undone, and what the
    branch has changed of the rest would change it in what is published too.
    """
    newest = record.own[-1]
    common = repository.parted(newest.commit, head)
    if common is None and repository.is_shallow:
        problem = _on_record(
            PUBLISHED_STATE_IS_AT_HAND,
            record,
            "den här kopian har bara den senaste historiken, så det går inte att se om den har med sig den "
            f"publicerade versionen {_named(newest)}",
            "hämta resten med: git fetch --unshallow",
        )
        return Held(said=f"{_NOTHING}.", problems=(problem,))
    apart = _apart(repository, record, published, head, common, is_publishing=is_publishing)
    if common is None:
        found = _whole(published, newest)
    elif (content := content_at(repository, common)) is not None:
        short = repository.short(common)
        found = Held(
            said=f"Hålls mot {short}, som är det grenen har gemensamt med det som är publicerat, "
            f"{_named(newest)}.",
            content=content,
            commit=common,
            problems=unread(content, short),
        )
    else:
        found = Held(said=f"{_NOTHING}: grenen har inget innehåll gemensamt med det som är publicerat.")
    return replace(found, problems=(*apart, *found.problems))


def _apart(
    repository: Repository,
    record: PublicationRecord,
    published: Content,
    head: str,
    common: str | None,
    *,
    is_publishing: bool,
) -> tuple[Problem, ...]:
    """What there is to say of a commit that does not build on the newest publication.

    `common` is the commit where the two part, None where they have no history in common.
    """
    newest = record.own[-1]
    version, is_not_published = repository.short(head), "Den publiceras inte"
    beyond = repository.beyond(head, newest.commit)
    is_replaced = any(publication.commit in beyond for publication in record.own)
    if is_replaced:
        rule = NEWER_STATE_STAYS if is_publishing else BRANCH_HAS_WHAT_IS_PUBLISHED
        fault = (
            f"versionen {version} bygger på en historik som är omskriven sedan dess. Nu är {_named(newest)} "
            "publicerad"
        )
        remedy = (
            "Skicka inte upp den, för det som är borttaget skulle komma tillbaka. Klona arkivet på nytt och "
            "gör ändringen där"
        )
    elif not is_publishing and common is None:
        return ()
    elif not is_publishing:
        rule = BRANCH_HAS_WHAT_IS_PUBLISHED
        branch = published.settings.branch if published.settings else "main"
        fault = f"grenen saknar det som senast har publicerats, {_named(newest)}"
        merging = f"git fetch origin && git merge origin/{branch}"
        remedy = f"hämta in det först: {merging if repository.name else f'git merge {branch}'}"
    elif head == common:
        rule = NEWER_STATE_STAYS
        fault = f"versionen {version} är äldre än den som är publicerad, {_named(newest)}"
        remedy = f"{is_not_published}. Kör jobbet för den senaste versionen i stället"
    else:
        rule = NEWER_STATE_STAYS
        fault = f"versionen {version} bygger inte på den som är publicerad, {_named(newest)}"
        merging = f" Hämta in det som är publicerat: git merge {newest.commit}." if common else ""
        remedy = f"{is_not_published}.{merging} {IF_REWRITTEN}"
    problem = _on_record(rule, record, fault, remedy)
    return (problem if is_publishing else replace(problem, severity=Severity.WARNING),)


def nothing_held(repository: Repository, error: StateNotFoundError, *, is_publishing: bool) -> Held:
    """What is held where git does not answer: nothing, which is as it should be outside a repository only."""
    if not repository.is_there:
        return Held(said=f"{_NOTHING}: mappen ligger inte i något git-arkiv.")
    problem = Problem(
        path=FILE,
        fault=f"det går inte att se vad som är publicerat. {str(error).removesuffix('.')}",
        severity=Severity.ERROR if is_publishing else Severity.WARNING,
        rule=PUBLISHED_STATE_IS_AT_HAND.id,
    )
    return Held(said=f"{_NOTHING}.", problems=(problem,))


def _elsewhere(
    repository: Repository, record: PublicationRecord, newest: Publication, *, is_publishing: bool
) -> Problem:
    """The problem that the published version has no promises.yaml in the folder that is checked."""
    listed = repository.answer("ls-tree", "-r", "-z", "--name-only", "--full-tree", newest.commit)
    names = listed.decode("utf-8", "surrogateescape").split("\0")
    folders = sorted(
        (PurePosixPath(name).parent for name in names if PurePosixPath(name).name == PROMISES),
        key=lambda folder: (len(folder.parts), folder),
    )
    if folders:
        where = "överst i arkivet" if folders[0] == PurePosixPath() else f"i {folders[0]}/"
        fault = f"i den publicerade versionen {_named(newest)} ligger {PROMISES} {where} och inte här"
        remedy = (
            "Flytta tillbaka projektet. Är flytten meningen: kör git worktree add ../gammal "
            f"{newest.commit} och sedan {posixpath.join(REWRITTEN, *folders[0].parts)}"
        )
    else:
        fault = f"i den publicerade versionen {_named(newest)} finns ingen {PROMISES}"
        remedy = f"återställ grenen {BRANCH} så som den var innan någon ändrade den"
    problem = _on_record(
        PUBLISHED_STATE_IS_AT_HAND, record, f"{fault}, så ändringen går inte att hålla mot den", remedy
    )
    return problem if is_publishing else replace(problem, severity=Severity.WARNING)


def _on_record(rule: Rule, record: PublicationRecord, fault: str, remedy: str) -> Problem:
    line = len(record.own) + len(record.others) + len(record.unread)
    return Problem(path=FILE, line=line, fault=fault, remedy=remedy, rule=rule.id)


def unread(content: Content, name: str) -> tuple[Problem, ...]:
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


def _without_publication(record: PublicationRecord) -> str:
    """What is said where this repository has recorded nothing."""
    if record.others:
        others = ", ".join(dict.fromkeys(publication.repository for publication in record.others))
        return f"{_NOTHING}: det som står på grenen {BRANCH} har {others} publicerat."
    if record.commit:
        return f"{_NOTHING}: på grenen {BRANCH} står ingen publicering."
    return f"{_NOTHING}: grenen {BRANCH} finns inte här. Är webbplatsen publicerad: hämta den med {FETCH}"


def _named(publication: Publication) -> str:
    """`1a2b3c4 (25 november 2026 kl. 10.40)`."""
    return (
        f"{publication.commit[:7]} ({dates.day(publication.published.date())} kl. "
        f"{publication.published:%H.%M})"
    )
