"""The lines with three hyphens around the fields are found, and told about where they are wrong."""

from __future__ import annotations

import pytest

from loften.reading.front_matter import closing, fault


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "",
            (1, "filen är tom – skriv fälten mellan två rader med --- och texten under dem"),
            id="empty file",
        ),
        pytest.param(
            "\n\n",
            (1, "filen är tom – skriv fälten mellan två rader med --- och texten under dem"),
            id="nothing but blank lines",
        ),
        pytest.param(
            "# Rubrik\n\nText\n",
            (1, "filen ska börja med en rad --- och sedan fälten, till exempel title"),
            id="no front matter",
        ),
        pytest.param(
            "title: Ett\n---\nText\n",
            (1, "filen ska börja med en rad --- och sedan fälten, till exempel title"),
            id="fields without fence",
        ),
        pytest.param(
            "\n---\ntitle: Ett\n---\n",
            (1, "filen ska börja med --- – ta bort det som är tomt ovanför"),
            id="blank line first",
        ),
        pytest.param(
            "----\ntitle: Ett\n---\n",
            (1, "första raden ska vara exakt --- (tre bindestreck)"),
            id="four dashes first",
        ),
        pytest.param(
            "—\ntitle: Ett\n---\n",
            (1, "första raden ska vara exakt --- (tre bindestreck)"),
            id="long dash first",
        ),
        pytest.param(
            "---\ntitle: Ett\n\nText som hör till sidan.\n",
            (4, "fälten avslutas inte – skriv --- på en egen rad före texten"),
            id="no end, text",
        ),
        pytest.param(
            "---\ntitle: Ett\nsummary: Två\n",
            (3, "fälten avslutas inte – skriv --- på en egen rad under den här"),
            id="no end, no text",
        ),
        pytest.param(
            "---\ntitle: Ett\n\n## Rubrik\n\nText här.\n",
            (4, "fälten avslutas inte – skriv --- på en egen rad före texten"),
            id="no end, heading",
        ),
        pytest.param(
            "---\ntitle: Ett\n\nText här.\n\n---\n\nMer.\n",
            (4, "fälten avslutas inte – skriv --- på en egen rad före texten"),
            id="no end, rule in the text",
        ),
        pytest.param(
            "---\ntitle: Ett\n--\n\nText.\n",
            (3, "raden under fälten ska vara exakt --- (tre bindestreck)"),
            id="end with two dashes",
        ),
        pytest.param(
            "---\ntitle: Ett\n—\n\nText.\n",
            (3, "raden under fälten ska vara exakt --- (tre bindestreck)"),
            id="end with a long dash",
        ),
        pytest.param(
            "---\ntitle: Ett\n ---\n\nText.\n",
            (3, "raden under fälten ska vara exakt --- (tre bindestreck)"),
            id="indented end",
        ),
        pytest.param(
            "---\ntitle: Ett\n—-\nText.\n",
            (3, "raden under fälten ska vara exakt --- (tre bindestreck)"),
            id="end with a long dash and a hyphen",
        ),
        pytest.param(
            "---\ntitle: Ett\n...\nText.\n",
            (3, "raden under fälten ska vara exakt --- (tre bindestreck)"),
            id="end with dots",
        ),
        pytest.param(
            "---\ntitle: Ett\nText som hör till sidan.\n\nMer text.\n",
            (3, "fälten avslutas inte – skriv --- på en egen rad före texten"),
            id="no end, text without a blank line before it",
        ),
        pytest.param(
            "Text.\n\n---\ntitle: Ett\n---\n",
            (1, "fälten ska stå överst i filen – flytta texten här till under den andra raden med ---"),
            id="text first",
        ),
        pytest.param(
            "```yaml\n---\ntitle: Ett\n---\n```\n",
            (1, "filen ska börja med --- – ta bort raderna med ``` före och efter texten"),
            id="in a code block",
        ),
    ],
)
def test_fault_is_told_on_the_line_to_mend(text: str, expected: tuple[int, str]) -> None:
    found = fault(text.split("\n"))
    assert found
    line, wording = found
    assert (line, str(wording)) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: Ett\n---\n", 2),
        ("---\ntitle: Ett\n---", 2),
        ("---  \ntitle: Ett\n---\t\nText\n\n---\n\nMer\n", 2),
        ("---\n---\n", 1),
        ("---\n\n# Kommentar\n\n## Mer\n\ntitle: Ett\n\nsummary: |\n  Två\n\n  Tre\n---\n", 12),
    ],
)
def test_closing_line_is_found(text: str, line: int) -> None:
    lines = text.split("\n")
    assert fault(lines) is None
    assert closing(lines) == line


def test_closing_line_of_open_fields_is_0() -> None:
    assert closing(["---", "title: Ett"]) == 0
