"""Problems told to a person, to GitHub and to other programs."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from loften.records.problems import Problem, Severity
from loften.telling.reporting import as_annotations, as_json, as_summary, as_text, counted, escaped

ERROR = Problem(path="content/a.md", line=4, column=9, fault='status "x" finns inte')
HINT = Problem(severity=Severity.WARNING, path="content/b.md", line=2, fault="meningen är lång")


def test_text_is_one_line_for_each_and_a_count() -> None:
    assert as_text((ERROR, HINT)) == (
        'content/a.md:4:9: status "x" finns inte\n'
        "content/b.md:2:1: varning: meningen är lång\n"
        "Ett fel och en varning."
    )


@pytest.mark.parametrize(
    ("errors", "warnings", "said"),
    [(0, 0, "Inga fel."), (1, 0, "Ett fel."), (2, 3, "Två fel och tre varningar."), (13, 0, "13 fel.")],
)
def test_the_count_is_in_words(errors: int, warnings: int, said: str) -> None:
    assert counted((ERROR,) * errors + (HINT,) * warnings) == said


def test_github_shows_the_first_ten_errors_and_the_first_ten_warnings() -> None:
    problems = [Problem(path="a.md", line=line, fault="fel") for line in range(1, 13)]
    hints = [
        Problem(severity=Severity.WARNING, path="b.md", line=line, fault="lång") for line in range(1, 13)
    ]
    lines = as_annotations([*problems, *hints]).split("\n")
    assert lines[0] == "::error file=a.md,line=1,col=1::fel"
    assert lines[10] == "::warning file=b.md,line=1,col=1::lång"
    assert len(lines) == 20


def test_nothing_in_a_problem_can_end_its_annotation_or_begin_another() -> None:
    odd = Problem(path="a,b:c.md", fault="100 %\n::error::hej")
    assert as_annotations([odd]) == "::error file=a%2Cb%3Ac.md,line=1,col=1::100 %25%0A::error::hej"


def test_an_annotation_names_the_rule_that_the_guide_explains() -> None:
    told = replace(ERROR, rule="word-is-on-its-list")
    assert as_annotations([told]) == (
        '::error file=content/a.md,line=4,col=9::status "x" finns inte (regel: word-is-on-its-list)'
    )


def test_the_summary_lists_every_problem_errors_first() -> None:
    problems = [HINT, *(Problem(path="a.md", line=line, fault="fel") for line in range(1, 13))]
    rows = [line for line in as_summary(problems).split("\n") if line.startswith(("| Fel", "| Varning"))]
    assert len(rows) == 13
    assert rows[0] == "| Fel | a.md | 1 | fel |"
    assert rows[-1].startswith("| Varning | content/b.md | 2 |")


def test_markdown_in_a_message_is_shown_and_not_carried_out() -> None:
    assert escaped("<b>|[x](y)`*_\n") == "&#60;b&#62;&#124;&#91;x&#93;(y)&#96;&#42;&#95; "


def test_json_holds_everything() -> None:
    told = replace(ERROR, rule="value-is-listed", remedy='menade du "done"?')
    assert json.loads(as_json([told])) == [
        {
            "path": "content/a.md",
            "line": 4,
            "column": 9,
            "severity": "error",
            "rule": "value-is-listed",
            "fault": 'status "x" finns inte',
            "remedy": 'menade du "done"?',
            "already_in": "",
            "message": 'status "x" finns inte – menade du "done"?',
        }
    ]
