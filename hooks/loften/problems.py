"""What a check found: a place in a file and a sentence for the editor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem stops publication."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True, kw_only=True)
class Problem:
    """One fault in one place, told in Swedish.

    `path` is relative to the project's folder with forward slashes; `line` and `column` count from 1.
    Problems order by path, line, column and message, so that a list of them is always the same.
    """

    path: str
    line: int = 1
    column: int = 1
    message: str
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        prefix = "" if self.is_error else "varning: "
        return f"{self.path}:{self.line}:{self.column}: {prefix}{self.message}"


def warning(*, path: str, line: int = 1, column: int = 1, message: str) -> Problem:
    """A problem that is told but stops nothing."""
    return Problem(path=path, line=line, column=column, message=message, severity=Severity.WARNING)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems sorted by file and line, each once."""
    return tuple(sorted(set(problems)))


class ProblemsFoundError(Exception):
    """Content cannot become a Site; carries every problem, in order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(map(str, self.problems)))
