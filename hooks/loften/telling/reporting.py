"""Problems as text for a person, as annotations and a summary for GitHub, and as JSON for tools."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from loften.records.problems import Problem, in_order
from loften.words import grammar

ANNOTATIONS = 10
"""GitHub shows the first ten errors and the first ten warnings of a step and drops the rest."""


def as_text(problems: Sequence[Problem], held: str = "") -> str:
    """One line for each problem and one that counts them; those that stand in the base already come after.

    `held` says what is held as published.
    """
    new, standing = _apart(problems)
    lines = [*map(str, new), counted(new)]
    if standing:
        lines += ["", STANDING, *map(str, standing)]
    return "\n".join([*lines, *((held,) if held else ())])


def as_json(problems: Sequence[Problem], _held: str = "") -> str:
    """A list of objects with path, line, column, severity, rule, fault, remedy and both as one message.

    `already_in` is the branch and commit in which the fault stands already, "" for what is new.
    """
    return json.dumps(
        [
            {
                "path": problem.path,
                "line": problem.line,
                "column": problem.column,
                "severity": problem.severity.value,
                "rule": problem.rule,
                "fault": problem.fault,
                "remedy": problem.remedy,
                "already_in": problem.already_in,
                "message": problem.message,
            }
            for problem in problems
        ],
        ensure_ascii=False,
        indent=2,
    )


def as_annotations(problems: Sequence[Problem], held: str = "") -> str:
    """GitHub's workflow commands for the first errors and warnings, each on its line in the change.

    What stands in the base already is a notice on its line: it is not the proposal's to mend.
    """
    new, standing = _apart(problems)
    errors = [problem for problem in new if problem.is_error][:ANNOTATIONS]
    warnings = [problem for problem in new if not problem.is_error][:ANNOTATIONS]
    told = [*map(_annotation, [*errors, *warnings, *standing[:ANNOTATIONS]])]
    return "\n".join([*told, *((f"::notice::{_data(held)}",) if held else ())])


def as_summary(problems: Sequence[Problem], held: str = "") -> str:
    """Every problem in Markdown tables for the job's summary, errors first, what is not new apart."""
    new, standing = _apart(problems)
    lines = ["## Granskning av texterna", "", counted(new), *_table(new)]
    if standing:
        lines += ["", f"### {STANDING}", *_table(standing)]
    return "\n".join([*lines, *(("", escaped(held)) if held else ())]) + "\n"


STANDING = "Står redan i webbplatsens texter och kommer inte från ditt förslag"
"""The heading of what a proposal leaves as it is."""


def _apart(problems: Sequence[Problem]) -> tuple[list[Problem], list[Problem]]:
    """The problems that are new, and those that stand in the base already."""
    new = [problem for problem in problems if not problem.already_in]
    return new, [problem for problem in problems if problem.already_in]


def _table(problems: Sequence[Problem]) -> list[str]:
    if not problems:
        return []
    return ["", "| | Fil | Rad | Vad som ska göras |", "|---|---|---|---|", *_rows(problems)]


def counted(problems: Sequence[Problem]) -> str:
    """`Två fel och en varning.`, or that all is well."""
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    told = []
    if errors:
        told.append(grammar.counted(errors, "fel", "fel", gender="t"))
    if warnings:
        told.append(grammar.counted(warnings, "varning", "varningar"))
    return f"{grammar.sentence_case(grammar.joined(told) or 'inga fel')}."


def _rows(problems: Sequence[Problem]) -> Iterator[str]:
    for problem in sorted(in_order(problems), key=lambda problem: not problem.is_error):
        kind = "Fel" if problem.is_error else "Varning"
        yield f"| {kind} | {escaped(problem.path)} | {problem.line} | {escaped(problem.message)} |"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line: nothing in it can become a link, a tag or a column."""
    return re.sub(r"[&<>\\`*_\[\]|~#@!]", lambda sign: f"&#{ord(sign[0])};", text).replace("\n", " ")


def _annotation(problem: Problem) -> str:
    level = "notice" if problem.already_in else problem.severity.value
    position = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
    named = f" (regel: {problem.rule})" if problem.rule else ""
    return f"::{level} {position}::{_data(problem.message + named)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
