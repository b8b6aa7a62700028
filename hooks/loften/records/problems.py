"""What a check found: a place in a file, what is wrong there, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """Whether a problem stops publication."""

    ERROR = "error"
    WARNING = "warning"


class Wording(NamedTuple):
    """What is wrong and what to do, in Swedish; the remedy is empty where the fault says it."""

    fault: str
    remedy: str = ""

    def __str__(self) -> str:
        """Both as one text: the remedy after a dash, or as a sentence of its own if it begins as one."""
        if not self.remedy:
            return self.fault
        joint = ". " if self.remedy[0].isupper() else " – "
        return f"{self.fault}{joint}{self.remedy}"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One fault in one place, told in Swedish.

    `path` is relative to the project's folder with forward slashes; `line` and `column` count from 1. `fault`
    says what is wrong and `remedy` what to do, empty where the fault says it. `rule` is the id of the rule
    that found it. `already_in` names the branch and the commit in which the fault stands already, "" for what
    is new: then a proposal that leaves it as it is need not mend it.
    """

    path: str
    line: int = 1
    column: int = 1
    fault: str
    remedy: str = ""
    rule: str = ""
    severity: Severity = Severity.ERROR
    already_in: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def message(self) -> str:
        """Fault and remedy as one text, after where it comes from if it is not new."""
        said = str(Wording(self.fault, self.remedy))
        if not self.already_in:
            return said
        return f"Det här står redan i {self.already_in} och kommer inte från ditt förslag: {said}"

    def __str__(self) -> str:
        prefix = "" if self.is_error else "varning: "
        return f"{self.path}:{self.line}:{self.column}: {prefix}{self.message}"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by path, line, column and message; what is told twice stands once."""
    told = {(p.path, p.line, p.column, p.message, p.severity): p for p in problems}
    return tuple(told[key] for key in sorted(told))


class ProblemsFoundError(Exception):
    """Content cannot become a Site; carries every problem, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))
