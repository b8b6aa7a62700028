"""What a rule on content is: its name, its words for editors, and the generator that finds its breaches.

Rules have three types, by what they may depend on. A check is asked of the site alone, so that no text
becomes wrong by the mere passing of time. A notice of the day also knows the day, and can only warn. A rule
on change is asked of an earlier state, a later one and the day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import update_wrapper
from typing import Any, Generic, ParamSpec

from loften.records.problems import Problem, Severity
from loften.records.site import Site

Asked = ParamSpec("Asked")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule as the guide for editors tells it, in Swedish.

    `id` is English and permanent: tools and the guide refer to it. `what` is the rule, `why` its reason,
    `mend` what to do where it is broken, and `example` what is right, as it stands in a file.
    """

    id: str
    what: str
    why: str
    mend: str
    example: str

    def stamped(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems with the id of this rule."""
        for problem in problems:
            yield replace(problem, rule=self.id)


class Checked(Generic[Asked]):
    """A rule with the generator that finds where it is broken; called as the generator is."""

    __name__: str

    def __init__(self, rule: Rule, find: Callable[Asked, Iterator[Problem]]) -> None:
        self.rule = rule
        self._find = find
        update_wrapper(self, find)

    def __call__(self, *asked: Asked.args, **named: Asked.kwargs) -> Iterator[Problem]:
        return self.rule.stamped(self._find(*asked, **named))


SiteCheck = Checked[[Site]]
RuleOnChange = Checked[[Site, Site, dt.date]]


class NoticeOfTheDay(Checked[[Site, dt.date]]):
    """A rule that knows the day; whatever it finds is a warning and stops nothing."""

    def __call__(self, *asked: Any, **named: Any) -> Iterator[Problem]:
        for problem in super().__call__(*asked, **named):
            yield replace(problem, severity=Severity.WARNING)


def rule(
    identifier: str, *, what: str, why: str, mend: str, example: str
) -> Callable[[Callable[Asked, Iterator[Problem]]], Checked[Asked]]:
    """Makes a generator of problems the one that finds where this rule is broken."""

    def checked(find: Callable[Asked, Iterator[Problem]]) -> Checked[Asked]:
        return Checked(Rule(id=identifier, what=what, why=why, mend=mend, example=example), find)

    return checked


def notice(
    identifier: str, *, what: str, why: str, mend: str, example: str
) -> Callable[[Callable[[Site, dt.date], Iterator[Problem]]], NoticeOfTheDay]:
    """Makes a generator of problems a notice of the day."""

    def noticing(find: Callable[[Site, dt.date], Iterator[Problem]]) -> NoticeOfTheDay:
        return NoticeOfTheDay(Rule(id=identifier, what=what, why=why, mend=mend, example=example), find)

    return noticing
