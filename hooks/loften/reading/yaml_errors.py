"""libyaml's error, with the lines that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from loften.records.problems import Wording

Explanation = tuple[int, int, Wording]
"""Line and column, both counted from 0, and what is wrong there."""

FIELD = re.compile(r"(?P<before>\s*(?:- +)*)(?P<name>[^\s:\"'#][^:\"'#]*?):(?P<space>\s*)(?P<value>.*)")
"""A line with a field, whether or not it is written as YAML wants it."""


@dataclass(frozen=True, kw_only=True)
class YamlError:
    """Where libyaml gave up, and where what it was reading began (the same place if unknown)."""

    problem: str
    line: int
    column: int
    context: str
    context_line: int
    context_column: int
    lines: Sequence[str]

    @property
    def text(self) -> str:
        return self._line(self.line)

    @property
    def context_text(self) -> str:
        return self._line(self.context_line)

    @property
    def character(self) -> str:
        return self.text[self.column : self.column + 1]

    @property
    def context_character(self) -> str:
        return self.context_text[self.context_column : self.context_column + 1]

    @property
    def is_where_a_key_was_due(self) -> bool:
        return "did not find expected key" in self.problem or "<document start>" in self.problem

    @property
    def is_within_the_line(self) -> bool:
        """Whether something stands on the line before the place where libyaml gave up."""
        return bool(self.text[: self.column].strip())

    def _line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""


def yaml_error(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> YamlError:
    """The error as libyaml raised it over `lines`."""
    mark = error.problem_mark or error.context_mark
    context = error.context_mark or mark
    return YamlError(
        problem=error.problem or "",
        line=mark.line if mark else 0,
        column=mark.column if mark else 0,
        context=error.context or "",
        context_line=context.line if context else 0,
        context_column=context.column if context else 0,
        lines=lines,
    )
