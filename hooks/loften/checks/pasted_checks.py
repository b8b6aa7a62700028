"""Rules on what comes into a Markdown text by pasting: HTML, tables, lists and fields from elsewhere.

Each check is a generator whose docstring is the rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from loften.checks.texts import MarkdownText, Surroundings
from loften.markdown import Place, RawHtml
from loften.problems import Problem

_BULLETS = "•·▪●◦"


def check_raw_html(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A text has no HTML, neither tags nor comments nor script: visitors would see it as it stands."""
    found = text.parsed.raw_html
    openings = [html for html in found if not html.text.startswith("</")]
    tables = [html.line for html in openings if _tag(html) in ("<table>", "<ul>", "<ol>")]
    for html in openings or found[:1]:
        if _tag(html) in _INNER_TAGS and any(line <= html.line for line in tables):
            continue
        if html.text.startswith("<!--"):
            message = (
                "HTML-kommentarer får inte stå i texten, besökaren skulle se dem. "
                "Ta bort allt från <!-- till och med -->"
            )
        else:
            message = f"HTML får inte stå i texten: {_tag(html)}. {_advice_on_tag(_tag(html))}"
        yield text.problem(message, html)


_INNER_TAGS = frozenset(
    ("<thead>", "<tbody>", "<tfoot>", "<tr>", "<th>", "<td>", "<li>", "<col>", "<colgroup>", "<caption>")
)


def _tag(html: RawHtml) -> str:
    """The tag with nothing but its name: an attribute may hold somebody's address."""
    return "".join(re.findall(r"^<.[\w-]*", html.text)).lower() + ">"


def _advice_on_tag(tag: str) -> str:
    match tag.strip("</>"):
        case "table":
            return "Skriv tabellen som | Plats | Antal |, med | --- | --- | under den första raden"
        case "ul" | "ol":
            return "Skriv listan med - och mellanslag först på varje rad"
        case "script" | "iframe" | "object" | "embed" | "style" | "form":
            return "Ta bort det: webbplatsen visar inga program eller inbäddade sidor; länka dit i stället"
        case "br":
            return "Skriv en tom rad för ett nytt stycke, eller en lista med - på varje rad"
        case _:
            return "Ta bort taggen och skriv i Markdown, till exempel **fet** eller [text](adress)"


def check_pasted_tables(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A table is written with | between cells; one pasted from Word or drawn with +---+ is no table here."""
    for block in text.parsed.blocks:
        rows = block.content.split("\n")
        tabbed = [number for number, row in enumerate(rows) if re.match(rf"[^{_BULLETS}\t].*\t", row)]
        drawn = [number for number, row in enumerate(rows) if re.match(r"\+[-=+]{2,}\+\s*$", row)]
        piped = [number for number, row in enumerate(rows) if re.match(r"\|.*\|\s*$", row)]
        if len(piped) > 1 and block.kind == "paragraph":
            columns = " --- |" * max(rows[piped[0]].count("|") - 1, 1)
            yield text.problem(
                f"tabellen visas inte. Skriv en tom rad före den och raden |{columns} under dess första rad",
                Place(block.line + piped[0], block.columns[piped[0]]),
            )
        if not drawn and len(tabbed) < 2:
            continue
        first = min(*drawn, *tabbed) if drawn and tabbed else (drawn or tabbed)[0]
        how = "ritad med +---+" if drawn else "inklistrad med tabbar, till exempel från Word"
        yield text.problem(
            f"tabellen visas inte, för den är {how}. Skriv raderna som | Plats | Antal |, och "
            "| --- | --- | under den första",
            Place(block.line + first, block.columns[first]),
        )


def check_pasted_lists(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A list is written with hyphens; bullets pasted from elsewhere run together into one paragraph."""
    for block in text.parsed.blocks:
        match = re.search(rf"^[{_BULLETS}]\s*\S", block.content, re.MULTILINE)
        if match:
            yield text.problem(
                f'raden börjar med "{match[0][0]}" och blir ingen punktlista. Skriv - och mellanslag först '
                "på varje rad",
                block.place(match.start()),
            )


def check_indented_text(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A text that is indented by four spaces becomes program code, which no editor means."""
    for token in text.parsed.tokens:
        if token.type == "code_block" and token.map:
            message = "texten är indragen och visas därför som programkod. Ta bort mellanslagen före den"
            yield text.problem(message, Place(token.map[0] + 1, 1))


def check_second_fields(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """Fields stand at the top of the file alone, and not again below the second row of hyphens."""
    match = re.match(r"\s*(?=---[ \t]*\n[\w-]+:[^\n]*\n(?:[^\n]*\n)*?---[ \t]*(?:\n|$))", text.text)
    if match:
        yield text.problem(
            "fälten står två gånger. Ändra i dem överst i filen, och ta bort raderna från --- till --- här",
            Place(match[0].count("\n") + 1, 1),
        )


def check_conflict_markers(text: MarkdownText) -> Iterator[Problem]:
    """A text holds no markers of two versions that git could not join."""
    match = re.search(r"^(<{7} .*|>{7} .*)$", text.text, re.MULTILINE)
    if match:
        yield text.problem(
            "här står märken från en krock mellan två versioner (<<<<<<<, ======= och >>>>>>>). Behåll den "
            "version som gäller och ta bort den andra och alla tre märkesraderna",
            Place(text.text.count("\n", 0, match.start()) + 1, 1),
        )


CHECKS: tuple[Callable[[MarkdownText, Surroundings], Iterator[Problem]], ...] = (
    check_raw_html,
    check_pasted_tables,
    check_pasted_lists,
    check_indented_text,
    check_second_fields,
)
