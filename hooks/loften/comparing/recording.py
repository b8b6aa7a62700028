"""Adding a line to the record of what was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loften.comparing.locating import location_of
from loften.comparing.publications import (
    BRANCH,
    FILE,
    IF_REWRITTEN,
    Publication,
    PublicationRecord,
    fetching,
    publication_record,
)
from loften.comparing.published_permanence import check_reports_stay
from loften.comparing.repository import Repository, StateNotFoundError
from loften.comparing.rewriting import PUT_BACK, what_differs
from loften.comparing.states import content_at, entries
from loften.reading.content import Content
from loften.records.documents import CONTENT, PROMISES, SETTINGS, Location
from loften.records.problems import Problem, in_order
from loften.records.settings import unset
from loften.records.site import Site
from loften.words import grammar


class NotRecordedError(Exception):
    """Nothing was added to the record; the text tells an editor why and what to do."""


def publication(repository: Repository, ref: str, name: str | None, published: dt.datetime) -> Publication:
    """What is to be recorded of the version that `ref` names, deployed at that minute in Stockholm.

    NotRecordedError where that version cannot have been published, StateNotFoundError where it is not here.
    """
    commit = repository.commit(ref)
    if commit == repository.commit("HEAD") and _is_changed(repository):
        raise NotRecordedError(
            f"{PROMISES}, {SETTINGS} eller {CONTENT}/ har ändringar som inte är sparade i git. Spara dem med "
            "git commit, bygg och publicera på nytt, och anteckna sedan."
        )
    content = _content(repository, commit)
    if content.settings is None:
        raise NotRecordedError(
            f"{SETTINGS} i {repository.short(commit)} går inte att läsa, så den versionen kan inte vara "
            "publicerad."
        )
    if names := unset(content.settings):
        raise NotRecordedError(
            f"{', '.join(names)} i {SETTINGS} är exempel i {repository.short(commit)}, så den versionen kan "
            "inte vara publicerad."
        )
    return Publication(
        published=published,
        commit=commit,
        repository=name or repository.name or "",
        site_url=content.settings.site_address,
        tag_authority=content.settings.tag_authority,
    )


def record(repository: Repository, found: Publication) -> None:
    """Adds a deployment to the record on the branch of this copy.

    NotRecordedError where a newer version is recorded, or one that this one does not build on.
    """
    known = publication_record(repository, found.repository)
    newest = known.newest
    if newest and repository.find(newest.commit) is None:
        raise NotRecordedError(
            f"Den version som senast antecknades, {newest.commit[:7]}, finns inte i den här kopian av "
            f"arkivet. {grammar.sentence_case(fetching(repository, newest.commit))}. {IF_REWRITTEN}."
        )
    if newest and not repository.builds_on(found.commit, newest.commit):
        raise NotRecordedError(_not_built_on(repository, found.commit, newest.commit))
    _append(repository, known, found)


def _not_built_on(repository: Repository, commit: str, newest: str) -> str:
    """Why a version is not recorded after the newest one, which is here but does not lead to it."""
    if repository.builds_on(newest, commit):
        return f"En nyare version är redan antecknad som publicerad: {newest[:7]}. Den äldre antecknas inte."
    said = f"Den version som senast antecknades, {newest[:7]}, finns inte i historiken till den här."
    if repository.parted(newest, commit):
        return (
            f"{said} Hämta in den med git merge {newest}, bygg och publicera på nytt, och anteckna sedan. "
            f"{IF_REWRITTEN}."
        )
    if repository.is_shallow:
        return f"{said} Hämta hela arkivet med git fetch --unshallow. {IF_REWRITTEN}."
    return f"{said} {IF_REWRITTEN}."


def record_rewritten(
    repository: Repository, former: Repository, found: Publication, today: dt.date
) -> Sequence[Problem]:
    """Records that the history of what was published has been rewritten into this version.

    `former` is a copy that still has the old history, or, where the project has moved to another folder of
    the repository, one that has it in its old place. Returns every difference between the two that the law
    has not erased, what is held back and the settings included; only where there is none is the line added.
    NotRecordedError where nothing was published, where the old history still leads here, or where a text
    cannot be read.
    """
    known = publication_record(repository, found.repository)
    newest = known.newest
    if newest is None:
        raise NotRecordedError(
            "Inget är antecknat som publicerat, så det finns ingen historik att skriva om."
        )
    if former.find(newest.commit) is None:
        raise NotRecordedError(
            f"Den version som är publicerad, {newest.commit[:7]}, finns inte kvar här. Ange en kopia av "
            "arkivet från före omskrivningen med --from."
        )
    if _leads_on(repository, newest.commit, found.commit):
        raise NotRecordedError(
            f"Den version som är publicerad, {newest.commit[:7]}, finns kvar i historiken, så den är inte "
            "omskriven."
        )
    published, rewritten = _content(former, newest.commit), _content(repository, found.commit)
    after = rewritten.whole
    if after is None or published.readable is None:
        raise NotRecordedError("Texterna går inte att läsa, så de två versionerna går inte att jämföra.")
    before = published.completed(after)
    # what was reported is told piece by piece, but here without what stood there
    reports = [
        replace(problem, fault=problem.fault.partition(": ")[0], remedy=PUT_BACK)
        for problem in check_reports_stay(before, after, today)
    ]
    told = {_field(problem, after) for problem in reports}
    others = (problem for problem in what_differs(before, after) if _field(problem, after) not in told)
    unread = _not_comparable(published, (former, newest.commit), (repository, found.commit))
    problems = in_order((*reports, *others, *unread))
    if not problems:
        _append(repository, known, Publication(**{**vars(found), "replaces": newest.commit}))
    return problems


def _leads_on(repository: Repository, newest: str, commit: str) -> bool:
    """Whether the newest publication, with the project where it lies now, leads on to a commit."""
    if repository.find(newest) is None or not repository.builds_on(commit, newest):
        return False
    return repository.file(newest, f"{repository.prefix}{PROMISES}") is not None


def _field(problem: Problem, site: Site) -> tuple[str, Location]:
    """The file and the field in it that a problem is about."""
    document = site.documents.get(problem.path)
    return problem.path, location_of(problem, document)[:1] if document else ()


def _not_comparable(
    published: Content, old: tuple[Repository, str], new: tuple[Repository, str]
) -> Iterator[Problem]:
    """A problem for each file that cannot be read in what is published and does not lie there as it did."""
    was, now = ({name: blob for name, _, blob in entries(*one, SETTINGS, CONTENT)} for one in (old, new))
    for path in sorted(published.unread):
        if was.get(path) != now.get(path):
            yield Problem(
                path=path,
                fault="filen går inte att läsa i det som är publicerat, så den går inte att jämföra",
                remedy="låt den vara som den är där",
            )


def _append(repository: Repository, known: PublicationRecord, found: Publication) -> None:
    repository.append(
        BRANCH, FILE, found.as_line, earlier=known.commit, message=f"Publicerad: {found.commit[:7]}"
    )


def _content(repository: Repository, commit: str) -> Content:
    content = content_at(repository, commit)
    if content is None:
        raise StateNotFoundError(f"{PROMISES} fanns inte i {repository.short(commit)}.")
    return content


def _is_changed(repository: Repository) -> bool:
    """Whether the folder holds something else than its commit in what the site is built from."""
    wanted = [f":(top){repository.prefix}{name}" for name in (PROMISES, SETTINGS, CONTENT)]
    return bool(repository.answer("status", "--porcelain", "-z", "--", *wanted))
