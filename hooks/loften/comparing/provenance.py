"""Which texts came in from the history of another municipality, whose content was the start of this one."""

from __future__ import annotations

from collections.abc import Mapping

from loften.comparing.repository import Repository
from loften.comparing.states import entries
from loften.reading.source import read_yaml
from loften.records.documents import CONTENT, PROMISES
from loften.records.problems import Problem, Severity
from loften.records.promises_file import Municipality
from loften.records.rules import Rule
from loften.records.site import Site

TEXT_IS_THE_MUNICIPALITY_S_OWN = Rule(
    id="text-is-the-municipality-s-own",
    what="En text som fanns när promises.yaml var en annan kommuns är omskriven för den här kommunen.",
    why="Annars säger kommunen något som en annan kommun har skrivit, om sina egna löften.",
    mend="Skriv om texten så att den stämmer för kommunen, eller ta bort filen.",
    example="title: Så samarbetar polisen och kommunen i Exempelby",
)


RULES = (TEXT_IS_THE_MUNICIPALITY_S_OWN,)


def check_provenance(repository: Repository, site: Site) -> tuple[Problem, ...]:
    """A warning for each text that is, letter by letter, what another municipality had last.

    A version is another municipality's where its promises.yaml has another name, and the last one of it where
    a version of this municipality follows: a fork, a copy with its history, a merge of the original. The
    folder as it lies counts as a version that follows on the one that is checked out.
    """
    own = site.promises_file.municipality
    theirs = [
        (path, blob, name)
        for commit, name in _last_of_others(repository, own).items()
        for path, blob in _texts(repository, commit).items()
        if path in site.documents
    ]
    now = repository.blobs(sorted({path for path, _, _ in theirs})) if theirs else {}
    foreign = {path: name for path, blob, name in theirs if now[path] == blob}
    return tuple(
        Problem(
            path=path,
            fault=f"texten är skriven för {name}, men {PROMISES} är {own.name}",
            remedy="skriv om den så att den stämmer här, eller ta bort filen",
            severity=Severity.WARNING,
            rule=TEXT_IS_THE_MUNICIPALITY_S_OWN.id,
        )
        for path, name in sorted(foreign.items())
    )


def _last_of_others(repository: Repository, own: Municipality) -> Mapping[str, str]:
    """The commits of other municipalities that one of this municipality follows on, each with whose it is.

    What lies in the folder, which is this municipality's, follows on the commit that is checked out. A
    repository without commits has none.
    """
    if repository.find("HEAD") is None:
        return {}
    listed = repository.answer("rev-list", "--parents", "HEAD").decode().splitlines()
    history = [line.split() for line in listed]
    path = f"{repository.prefix}{PROMISES}"
    asked = "".join(f"{commit}:{path}\n" for commit, *_ in history).encode()
    answers = repository.answer("cat-file", "--batch-check=%(objectname)", asked=asked).decode().splitlines()
    blobs = {commit: answer for (commit, *_), answer in zip(history, answers, strict=True)}
    others = {
        blob: name
        for blob in set(blobs.values())
        if " " not in blob and (name := _other(repository, blob, own))
    }
    last = [
        parent
        for commit, *parents in history
        for parent in parents
        if blobs[commit] not in others and blobs.get(parent) in others
    ]
    head = history[0][0]
    return {commit: others[blobs[commit]] for commit in (*last, *((head,) if blobs[head] in others else ()))}


def _other(repository: Repository, blob: str, own: Municipality) -> str | None:
    """Whose a version of promises.yaml is, if another's; one name alone may have been mended."""
    document, _ = read_yaml(PROMISES, repository.answer("cat-file", "blob", blob))
    written = document.data.get("municipality") if document else None
    names = [written.get(key) for key in ("name", "short_name")] if isinstance(written, dict) else []
    name = next(iter(names), None)
    is_other = isinstance(name, str) and own.name not in names and own.short_name not in names
    return name if is_other and isinstance(name, str) else None


def _texts(repository: Repository, commit: str) -> Mapping[str, str]:
    """The texts below content/ in a commit, each path below the project's folder with its blob."""
    return {name: blob for name, _, blob in entries(repository, commit, CONTENT) if name.endswith(".md")}
