"""Adding a line to the record of what was published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from loften.comparing.permanence import check_permanence
from loften.comparing.publications import BRANCH, FILE, Publication, PublicationRecord, publication_record
from loften.comparing.repository import Repository, StateNotFoundError
from loften.comparing.states import content_at
from loften.reading.content import Content
from loften.records.documents import CONTENT, PROMISES, SETTINGS
from loften.records.problems import Problem, in_order
from loften.records.settings import unset


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
        raise NotRecordedError(_LOST.format(commit=newest.commit[:7]))
    if newest and not repository.builds_on(found.commit, newest.commit):
        is_older = repository.builds_on(newest.commit, found.commit)
        raise NotRecordedError(
            f"En nyare version är redan antecknad som publicerad: {newest.commit[:7]}. Den äldre antecknas "
            "inte."
            if is_older
            else _LOST.format(commit=newest.commit[:7])
        )
    _append(repository, known, found)


_LOST = (
    "Den version som senast antecknades, {commit}, finns inte i historiken till den här. Hämta hela arkivet "
    "med git fetch --unshallow. Är historiken omskriven med avsikt: kör loften record --rewritten."
)


def record_rewritten(
    repository: Repository, former: Repository, found: Publication, today: dt.date
) -> Sequence[Problem]:
    """Records that the history of what was published has been rewritten into this version.

    `former` is a copy that still has the old history. Returns every difference between the two that nothing
    in the new one accounts for; only where there is none is the line added. NotRecordedError where nothing
    was published, or where the old history still leads here.
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
    if repository.find(newest.commit) and repository.builds_on(found.commit, newest.commit):
        raise NotRecordedError(
            f"Den version som är publicerad, {newest.commit[:7]}, finns kvar i historiken, så den är inte "
            "omskriven."
        )
    published, rewritten = _content(former, newest.commit), _content(repository, found.commit)
    after = rewritten.whole
    if after is None or published.readable is None:
        raise NotRecordedError("Texterna går inte att läsa, så de två versionerna går inte att jämföra.")
    problems = in_order(check_permanence(published.completed(after), after, today))
    if not any(problem.is_error for problem in problems):
        _append(repository, known, Publication(**{**vars(found), "replaces": newest.commit}))
    return problems


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
