"""What an editor most likely meant where YAML cannot be read, in Swedish.

libyaml says in English what it expected; what helps an editor is the mistake that leads there. Each rule
looks at libyaml's message and at the line, and the first one that recognises the mistake explains it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import yaml

from loften.reading.quoting import quoted, shown

Explanation = tuple[int, int, str]
"""Line and column, both counted from 0, and what to do."""


@dataclass(frozen=True, kw_only=True)
class _Fault:
    """libyaml's error: where it gave up, and where what it was reading began (the same place if unknown)."""

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

    def _line(self, number: int) -> str:
        return self.lines[number] if number < len(self.lines) else ""


def explained(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> Explanation:
    """Where the mistake is in `lines`, counted from 0, and how to mend it."""
    mark = error.problem_mark or error.context_mark
    context = error.context_mark or mark
    fault = _Fault(
        problem=error.problem or "",
        line=mark.line if mark else 0,
        column=mark.column if mark else 0,
        context=error.context or "",
        context_line=context.line if context else 0,
        context_column=context.column if context else 0,
        lines=lines,
    )
    for rule in _RULES:
        explanation = rule(fault)
        if explanation:
            return explanation
    return fault.line, fault.column, "raden går inte att läsa – jämför med hur raderna i en annan fil ser ut"


_FIELD = re.compile(r"(?P<before>\s*(?:- +)*)(?P<name>[^\s:\"'#][^:\"'#]*?):(?P<space>\s*)(?P<value>.*)")
_TYPOGRAPHIC = "”“„»«’‘"
_INDENT = "kontrollera indragen: fält i samma block ska börja i samma kolumn"


def _tab(fault: _Fault) -> Explanation | None:
    if fault.character != "\t" and " tab " not in fault.problem:
        return None
    column = max(fault.text.find("\t"), 0)
    return fault.line, column, "raden är indragen med tabb – använd mellanslag i stället"


def _hard_space(fault: _Fault) -> Explanation | None:
    for number, text in ((fault.context_line, fault.context_text), (fault.line, fault.text)):
        match = re.match(r"[ -]*(?=\u00a0)|[\w-]+:(?=\u00a0)", text)
        if match:
            return number, match.end(), "här står ett hårt mellanslag – byt det mot ett vanligt mellanslag"
    return None


def _typographic_quotes(fault: _Fault) -> Explanation | None:
    match = _FIELD.fullmatch(fault.text)
    if not match or not match["value"].startswith(tuple(_TYPOGRAPHIC)):
        return None
    inner = match["value"].rstrip().strip(_TYPOGRAPHIC)
    return (
        fault.line,
        match.start("value"),
        f"typografiska citattecken runt värdet – skriv raka: {shown(match['name'])}: {quoted(inner)}",
    )


def _colon_in_value(fault: _Fault) -> Explanation | None:
    if not fault.problem.startswith("mapping values are not allowed"):
        return None
    match = _FIELD.fullmatch(fault.text)
    if not match or not match["space"] or fault.column <= match.start("value"):
        return None
    value = match["value"].rstrip()
    return (
        fault.line,
        fault.column,
        "kolon inuti texten – skriv citattecken runt hela värdet: "
        f"{shown(match['name'])}: {quoted(value.strip(chr(34)))}",
    )


def _no_space_after_colon(fault: _Fault) -> Explanation | None:
    """A name glued to its value is read as text, and the fault shows at the next field or the next line."""
    if not fault.problem.startswith(("mapping values are not allowed", "could not find expected ':'")):
        return None
    if fault.context_line < fault.line:
        candidates = range(fault.context_line, fault.line)
    else:
        candidates = range(max(fault.line - 1, 0), fault.line)
    for number in candidates:
        match = _FIELD.fullmatch(fault.lines[number])
        if match and match["value"] and not match["space"] and not match["value"].startswith("//"):
            return (
                number,
                match.start("value"),
                f"mellanslag saknas efter kolon – skriv {shown(match['name'])}: {shown(match['value'])}",
            )
    return None


def _list_mark(fault: _Fault) -> Explanation | None:
    """An entry of a list that begins with something else than a hyphen and a space."""
    for number in (fault.line, fault.line - 1, fault.context_line):
        text = fault.lines[number] if 0 <= number < len(fault.lines) else ""
        match = re.match(r"\s*(?P<mark>-(?=[^\s-])|[–—•·](?=\s*\S))", text)
        if match and "did not find expected node content" not in fault.problem:
            column = match.start("mark")
            if match["mark"] == "-":
                return number, column, "mellanslag saknas efter - först på raden"
            return number, column, f"raden börjar med {match['mark']} – skriv bindestreck (-) och mellanslag"
    return None


def _indented_too_far(fault: _Fault) -> Explanation | None:
    if not fault.problem.startswith("mapping values are not allowed"):
        return None
    column = len(fault.text) - len(fault.text.lstrip())
    return fault.line, column, f"raden är indragen för långt – {_INDENT}"


def _unfinished_quote(fault: _Fault) -> Explanation | None:
    if "quoted scalar" not in fault.context:
        return None
    if "escape" in fault.problem or "hexdecimal" in fault.problem or "Unicode" in fault.problem:
        return (
            fault.line,
            fault.column,
            "omvänt snedstreck går inte att använda mellan dubbla citattecken – skriv enkla citattecken (')",
        )
    quote = fault.context_text[fault.context_column : fault.context_column + 1]
    return fault.context_line, fault.context_column, _left_open(quote)


def _left_open(quote: str) -> str:
    return f"citattecknet som börjar här avslutas inte – skriv {quote} sist i värdet"


def _quote_left_open_above(fault: _Fault) -> Explanation | None:
    """A quotation mark left open is closed by the next one, some lines below, and the fault shows there."""
    if "did not find expected" not in fault.problem:
        return None
    for number in range(fault.line - 1, -1, -1):
        match = _FIELD.fullmatch(fault.lines[number])
        if match and match["value"][:1] in ('"', "'"):
            quote = match["value"][0]
            if match["value"].count(quote) % 2 == 0 or quote not in fault.text[: fault.column]:
                return None
            return number, match.start("value"), _left_open(quote)
    return None


def _text_after_quote(fault: _Fault) -> Explanation | None:
    match = _FIELD.fullmatch(fault.text) or re.fullmatch(r"(?P<before>\s*(?:- +)+)(?P<value>.*)", fault.text)
    if not match or match["value"][:1] not in ('"', "'") or fault.column <= match.start("value"):
        return None
    value = match["value"].rstrip()
    inner = value[1:-1] if value[-1] == value[0] else value
    return (
        fault.line,
        fault.column,
        f"värdet fortsätter efter citattecknet – skriv citattecken runt hela värdet: {quoted(inner)}",
    )


_NOT_A_BEGINNING = (
    "found character that cannot start any token",
    "did not find expected alphabetic",
    "did not find expected tag URI",
    "did not find expected node content",
    "did not find expected whitespace or line break",
    "did not find URI escaped octet",
    "did not find the expected",
    "found undefined tag handle",
    "mapping keys are not allowed",
)


def _special_first_character(fault: _Fault) -> Explanation | None:
    if "directive" not in fault.context and not fault.problem.startswith(_NOT_A_BEGINNING):
        return None
    line, column = fault.context_line, fault.context_column
    if fault.problem.startswith("did not find expected node content"):
        line, column = fault.line, fault.column
    text = fault.lines[line] if line < len(fault.lines) else ""
    character = text[column : column + 1]
    if not character:
        return None
    return (
        line,
        column,
        _cannot_begin(character),
    )


def _cannot_begin(character: str) -> str:
    return f'värdet kan inte börja med {character} – skriv raka citattecken (") runt hela värdet'


def _list_on_the_line_of_its_field(fault: _Fault) -> Explanation | None:
    if not fault.problem.startswith("block sequence entries are not allowed"):
        return None
    return (
        fault.line,
        fault.column,
        "en lista ska börja på en ny rad – flytta det som börjar med - till raden under fältets namn, "
        "eller skriv citattecken runt värdet om det är en text",
    )


def _text_beside_block_mark(fault: _Fault) -> Explanation | None:
    if "block scalar" not in fault.context:
        return None
    return (
        fault.line,
        fault.column,
        "texten efter | eller > ska börja på nästa rad, indragen med mellanslag; "
        "hör tecknet till texten, skriv citattecken runt hela värdet",
    )


def _unfinished_bracket(fault: _Fault) -> Explanation | None:
    if "flow" not in fault.context:
        return None
    character = fault.context_text[fault.context_column : fault.context_column + 1]
    closing = {"[": "]", "{": "}"}.get(character)
    if not closing:
        return fault.line, fault.column, "en klammer [ eller { avslutas inte – skriv ] eller } sist i värdet"
    return (
        fault.context_line,
        fault.context_column,
        f"{character} avslutas inte – skriv {closing} sist, eller citattecken runt hela värdet",
    )


def _no_colon(fault: _Fault) -> Explanation | None:
    if not fault.problem.startswith("could not find expected ':'"):
        return None
    if fault.context_text.strip() == "=======":
        return (
            fault.context_line,
            fault.context_column,
            "här står ======= från två ändringar som krockade – ta bort raden",
        )
    return (
        fault.context_line,
        fault.context_column,
        "raden har inget kolon – skriv fältets namn, kolon och värde, "
        "eller dra in raden om den hör till texten ovanför",
    )


def _list_row_indent(fault: _Fault) -> Explanation | None:
    if fault.text.strip().startswith("- ") and "did not find expected key" in fault.problem:
        return (
            fault.line,
            fault.column,
            "raden med - har fel indrag – börja den i samma kolumn som de andra i listan",
        )
    if "did not find expected '-' indicator" in fault.problem:
        return (
            fault.line,
            fault.column,
            "raden står i en lista men börjar inte med - – kontrollera indragen",
        )
    return None


def _wrong_indent(fault: _Fault) -> Explanation | None:
    if "did not find expected key" not in fault.problem and "<document start>" not in fault.problem:
        return None
    if fault.text[: fault.column].strip():
        if fault.character in ("]", "}"):
            return fault.line, fault.column, f"{fault.character} står en gång för mycket – ta bort tecknet"
        match = _FIELD.fullmatch(fault.text)
        if match and match["value"][:1] in ("[", "{"):
            return fault.line, match.start("value"), _cannot_begin(match["value"][0])
        return (
            fault.line,
            fault.column,
            f'{fault.character} passar inte här – skriv raka citattecken (") runt hela värdet',
        )
    if fault.column == 0 and (first := _first_row(fault)) is not None:
        return first, 0, "raden är indragen – ta bort mellanslagen i början av den"
    return fault.line, fault.column, f"raden har fel indrag – {_INDENT}"


def _first_row(fault: _Fault) -> int | None:
    """The first row of the fields, if it alone is indented and the others are not."""
    rows = [number for number in range(fault.line) if fault.lines[number].strip()]
    is_alone = len(rows) == 1 and fault.lines[rows[0]].startswith(" ")
    return rows[0] if is_alone else None


_RULES: tuple[Callable[[_Fault], Explanation | None], ...] = (
    _tab,
    _hard_space,
    _typographic_quotes,
    _colon_in_value,
    _no_space_after_colon,
    _list_mark,
    _indented_too_far,
    _unfinished_quote,
    _quote_left_open_above,
    _text_after_quote,
    _special_first_character,
    _list_on_the_line_of_its_field,
    _text_beside_block_mark,
    _unfinished_bracket,
    _no_colon,
    _list_row_indent,
    _wrong_indent,
)
