"""Which faults a proposal leaves as they stand in its base already, and which commit brought each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from loften.comparing.earlier import Earlier
from loften.comparing.locating import location_of, record_at, value_at
from loften.comparing.permanence import check_permanence
from loften.comparing.repository import Repository
from loften.comparing.signed_permanence import check_signed
from loften.comparing.states import content_at
from loften.comparing.word_permanence import check_words
from loften.records.documents import CONTENT, PROMISES, SETTINGS, Location, Value
from loften.records.problems import Problem
from loften.records.site import Site


class _Fault(NamedTuple):
    """What tells a fault apart, wherever in the file it stands."""

    rule: str
    path: str
    fault: str


@dataclass(frozen=True, kw_only=True)
class States:
    """The published state, the base of a proposal and what it proposes, held on one day."""

    published: Site
    base: Site
    after: Site
    today: dt.date


def with_origin(problems: Sequence[Problem], states: States, earlier: Earlier) -> Sequence[Problem]:
    """The problems between the published state and the proposal; those that are its base's say so.

    A fault is the base's where it is told of the base too, and the proposal has not gone on from there: a
    fault that names a field says the same of whatever has become of it.
    """
    if earlier.repository is None or not earlier.is_base_later:
        return problems
    since_base = tuple(_between(states.base, states.after, states))
    more = tuple(_beyond_main(since_base, problems, states))
    standing = {_fault(problem) for problem in _between(states.published, states.base, states)}
    if not any(_fault(problem) in standing for problem in problems):
        return (*problems, *more)
    own = _Own.of(since_base, problems, states)
    history = _History(repository=earlier.repository, earlier=earlier, states=states)
    branch = states.after.settings.branch
    return [
        replace(problem, already_in=f"{branch} ({history.beginning(problem)})")
        if _fault(problem) in standing and problem not in own
        else problem
        for problem in (*problems, *more)
    ]


def with_base(problems: Sequence[Problem], of_base: Sequence[Problem], earlier: Earlier) -> Sequence[Problem]:
    """The problems with the content itself; those that its base has as well say so, and since which commit.

    That is the one that changed the file last before the proposal left it.
    """
    repository, base = earlier.repository, earlier.base
    if repository is None or base is None:
        return problems
    standing = {_fault(problem) for problem in of_base}
    branch = base.settings.branch if base.settings else "main"

    def marked(problem: Problem) -> Problem:
        if _fault(problem) not in standing:
            return problem
        changed = repository.changes(problem.path, until=earlier.base_commit)
        commit = repository.short(changed[0] if changed else earlier.base_commit)
        return replace(problem, already_in=f"{branch} ({commit})")

    return [marked(problem) if problem.is_error else problem for problem in problems]


def _beyond_main(
    since_base: Sequence[Problem], problems: Sequence[Problem], states: States
) -> Iterator[Problem]:
    """What a proposal changes in silence of something published that main has changed openly already.

    What tells of main's change, and is not published yet, tells of no other. What the proposal puts back as
    it is published is no change, and what only main has may still be written anew.
    """
    told = {_record(problem, states.after) for problem in problems}
    asked = (check_signed.rule.id, check_words.rule.id)
    for problem in since_base:
        is_new = problem.rule in asked and _record(problem, states.after) not in told
        if is_new and not _is_mended(problem, states) and _is_of_published(problem, states):
            yield problem


def _is_of_published(problem: Problem, states: States) -> bool:
    """Whether the record that a problem is about is in the published state too, by its file and its id."""
    was, now = (site.documents.get(problem.path) for site in (states.published, states.after))
    if was is None or now is None:
        return False
    entry = record_at(location_of(problem, now), now)
    if not entry:
        return True
    holder, identifier = value_at(entry[:-1], was), _id(value_at(entry, now))
    return isinstance(holder, list) and identifier in map(_id, holder)


def _id(entry: Value) -> Value:
    return entry.get("id") if isinstance(entry, dict) else None


def _between(before: Site, after: Site, states: States) -> Iterable[Problem]:
    return check_permanence(before, after, states.today)


def _fault(problem: Problem) -> _Fault:
    return _Fault(problem.rule, problem.path, problem.fault)


@dataclass(frozen=True, kw_only=True)
class _Own:
    """What a proposal has done itself: its faults against its base, and the records that they are in.

    Only those faults count for a record that are told in other words of the published state, which is then
    told of the sum of what the base and the proposal have done to it.
    """

    faults: frozenset[_Fault]
    records: frozenset[tuple[str, str, Location]]
    after: Site

    @classmethod
    def of(cls, found: Sequence[Problem], told: Sequence[Problem], states: States) -> _Own:
        said = {_fault(problem) for problem in told}
        summed = (one for one in found if _fault(one) not in said and not _is_mended(one, states))
        return cls(
            faults=frozenset(map(_fault, found)),
            records=frozenset(_record(problem, states.after) for problem in summed),
            after=states.after,
        )

    def __contains__(self, problem: Problem) -> bool:
        return _fault(problem) in self.faults or _record(problem, self.after) in self.records


def _record(problem: Problem, site: Site) -> tuple[str, str, Location]:
    """The rule, and the record that a problem is about: its file, and its entry in a list."""
    document = site.documents.get(problem.path)
    location = record_at(location_of(problem, document), document) if document else ()
    return problem.rule, problem.path, location


def _is_mended(problem: Problem, states: States) -> bool:
    """Whether the proposal has put back what is published."""
    was, now = (site.documents.get(problem.path) for site in (states.published, states.after))
    if was is None or now is None:
        return False
    location = location_of(problem, now)
    if not location:
        return was.text == now.text
    return value_at(location, was) == value_at(location, now)


@dataclass(frozen=True, kw_only=True)
class _History:
    """The commits between what is held as published and the base, and the faults that each has."""

    repository: Repository
    earlier: Earlier
    states: States
    known: dict[str, frozenset[_Fault]] = field(default_factory=dict)

    def beginning(self, problem: Problem) -> str:
        """The commit, in short, that brought a fault of the base.

        Of the commits that changed its file, or anything where none did, it is the one before which the fault
        was not there; the newest where it is found in none.
        """
        span = {"since": self.earlier.published_commit, "until": self.earlier.base_commit}
        commits = self.repository.changes(problem.path, **span)
        commits = commits or self.repository.changes(PROMISES, SETTINGS, CONTENT, **span)
        newest, oldest = 0, len(commits) - 1
        while newest < oldest:
            middle = (newest + oldest + 1) // 2
            if _fault(problem) in self._faults(commits[middle]):
                newest = middle
            else:
                oldest = middle - 1
        return self.repository.short(commits[newest] if commits else self.earlier.base_commit)

    def _faults(self, commit: str) -> frozenset[_Fault]:
        """The faults of the state at a commit against what is published."""
        if commit not in self.known:
            content = content_at(self.repository, commit)
            site = content.completed(self.states.published) if content else None
            found = _between(self.states.published, site, self.states) if site else ()
            self.known[commit] = frozenset(map(_fault, found))
        return self.known[commit]
