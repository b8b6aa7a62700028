"""Rules on what comes into a Markdown text by pasting: HTML, tables, lists and fields from elsewhere.

Each check is a generator whose docstring is the rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loften.privacy.images import HOW_TO_PUT_IN
from loften.prose.markdown import RawHtml
from loften.prose.texts import MarkdownText, Surroundings
from loften.reading.rules import NO_MERGE_CONFLICT
from loften.records.documents import Position
from loften.records.problems import Problem
from loften.records.rules import Checked, rule

_BULLETS = "•·▪●◦"


@rule(
    "text-has-no-html",
    what="Texten har ingen HTML: inga taggar, kommentarer eller program.",
    why="Webbplatsen visar bara Markdown. Besökaren skulle se taggarna som de står.",
    mend="Ta bort taggarna och skriv i Markdown: **fet**, [text](adress), - för en lista, | för en tabell.",
    example="Lamporna är **tända** från och med i dag.",
)
def check_raw_html(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A text has no HTML, neither tags nor comments nor script: visitors would see it as it stands."""
    found = text.parsed.raw_html
    openings = [html for html in found if not html.text.startswith("</")]
    tables = [html.line for html in openings if _tag(html) in ("<table>", "<ul>", "<ol>")]
    for html in openings or found[:1]:
        if _tag(html) in _INNER_TAGS and any(line <= html.line for line in tables):
            continue
        if html.text.startswith("<!--"):
            yield text.problem(
                "HTML-kommentarer får inte stå i texten, besökaren skulle se dem",
                html,
                remedy="Ta bort allt från <!-- till och med -->",
            )
        else:
            tag = _tag(html)
            yield text.problem(f"HTML får inte stå i texten: {tag}", html, remedy=_advice_on_tag(tag))


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
        case "img":
            return HOW_TO_PUT_IN
        case "br":
            return "Skriv en tom rad för ett nytt stycke, eller en lista med - på varje rad"
        case _:
            return "Ta bort taggen och skriv i Markdown, till exempel **fet** eller [text](adress)"


@rule(
    "table-is-written-with-pipes",
    what="En tabell skrivs med | mellan rutorna, en rad med --- under den första raden och en tom rad före.",
    why="En tabell som är ritad eller inklistrad på annat sätt visas som löpande text.",
    mend="Skriv raderna som i exemplet.",
    example="| Plats | Antal |\n| --- | --- |\n| Stationen | 12 |",
)
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
                "tabellen visas inte",
                Position(block.line + piped[0], block.columns[piped[0]]),
                remedy=f"Skriv en tom rad före den och raden |{columns} under dess första rad",
            )
        if not drawn and len(tabbed) < 2:
            continue
        first = min(*drawn, *tabbed) if drawn and tabbed else (drawn or tabbed)[0]
        how = "ritad med +---+" if drawn else "inklistrad med tabbar, till exempel från Word"
        yield text.problem(
            f"tabellen visas inte, för den är {how}",
            Position(block.line + first, block.columns[first]),
            remedy="Skriv raderna som | Plats | Antal |, och | --- | --- | under den första",
        )


@rule(
    "list-is-written-with-hyphens",
    what="En punktlista skrivs med - och mellanslag först på varje rad.",
    why="Punkter som • flyter ihop till ett stycke.",
    mend="Byt punkterna mot -.",
    example="- stationen\n- biblioteket",
)
def check_pasted_lists(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A list is written with hyphens; bullets pasted from elsewhere run together into one paragraph."""
    for block in text.parsed.blocks:
        match = re.search(rf"^[{_BULLETS}]\s*\S", block.content, re.MULTILINE)
        if match:
            yield text.problem(
                f'raden börjar med "{match[0][0]}" och blir ingen punktlista',
                block.position(match.start()),
                remedy="Skriv - och mellanslag först på varje rad",
            )


@rule(
    "text-is-not-indented",
    what="Ett stycke som inte hör till en lista börjar längst till vänster, utan mellanslag före.",
    why="Text som börjar med fyra mellanslag visas som programkod.",
    mend="Ta bort mellanslagen före texten.",
    example="Tolv nya lampor lyser längs gångvägen.",
)
def check_indented_text(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """A text that is indented by four spaces becomes program code, which no editor means."""
    for token in text.parsed.tokens:
        if token.type == "code_block" and token.map:
            yield text.problem(
                "texten är indragen och visas därför som programkod",
                Position(token.map[0] + 1, 1),
                remedy="Ta bort mellanslagen före den",
            )


@rule(
    "fields-stand-only-at-top",
    what="Fälten står en gång, överst i filen.",
    why="Står de igen i texten ser besökaren dem, och de har ingen verkan.",
    mend="Ändra i fälten överst, och ta bort raderna från --- till --- i texten.",
    example="---\ntitle: Ljusare vid stationen\nsummary: Tolv nya lampor lyser.\n---\n\nNu är det ljusare.",
)
def check_second_fields(text: MarkdownText, around: Surroundings) -> Iterator[Problem]:
    """Fields stand at the top of the file alone, and not again below the second row of hyphens."""
    match = re.match(r"\s*(?=---[ \t]*\n[\w-]+:[^\n]*\n(?:[^\n]*\n)*?---[ \t]*(?:\n|$))", text.text)
    if match:
        yield text.problem(
            "fälten står två gånger",
            Position(match[0].count("\n") + 1, 1),
            remedy="Ändra i dem överst i filen, och ta bort raderna från --- till --- här",
        )


def check_conflict_markers(text: MarkdownText) -> Iterator[Problem]:
    """A text holds no markers of two versions that git could not join; reading asks the same of a file."""
    match = re.search(r"^(<{7} .*|>{7} .*)$", text.text, re.MULTILINE)
    if match:
        problem = text.problem(
            "här står märken från en krock mellan två versioner (<<<<<<<, ======= och >>>>>>>)",
            Position(text.text.count("\n", 0, match.start()) + 1, 1),
            remedy="Behåll den version som gäller och ta bort den andra och alla tre märkesraderna",
        )
        yield replace(problem, rule=NO_MERGE_CONFLICT.id)


PASTED_CHECKS: tuple[Checked[[MarkdownText, Surroundings]], ...] = (
    check_raw_html,
    check_pasted_tables,
    check_pasted_lists,
    check_indented_text,
    check_second_fields,
)
