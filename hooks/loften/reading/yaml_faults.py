"""What an editor most likely meant where YAML cannot be read, in Swedish.

libyaml says in English what it expected; what helps an editor is the mistake that leads there. Each function
looks at libyaml's message and at the line, and the first one that recognises the mistake explains it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import yaml

from loften.reading import quotation_faults, rules
from loften.reading.quoting import shown
from loften.reading.rules import Breach
from loften.reading.yaml_errors import FIELD, Explanation, YamlError, yaml_error
from loften.records.problems import Wording
from loften.records.rules import Rule


def explained(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[int, int, Breach]:
    """Where the mistake is in `lines`, line and column counted from 0, and how to mend it."""
    read = yaml_error(error, lines)
    for rule, explain in _MISTAKES:
        if explanation := explain(read):
            line, column, wording = explanation
            return line, column, Breach(rule, *wording)
    unknown = Breach(
        rules.ROWS_HAVE_THEIR_FORM,
        "raden går inte att läsa",
        "jämför med hur raderna i en annan fil ser ut",
    )
    return read.line, read.column, unknown


_INDENT = "kontrollera indragen: fält i samma block ska börja i samma kolumn"


def _tab(error: YamlError) -> Explanation | None:
    if error.character != "\t" and " tab " not in error.problem:
        return None
    column = max(error.text.find("\t"), 0)
    return error.line, column, Wording("raden är indragen med tabb", "använd mellanslag i stället")


def _hard_space(error: YamlError) -> Explanation | None:
    for number, text in ((error.context_line, error.context_text), (error.line, error.text)):
        match = re.match(r"[ -]*(?=\u00a0)|[\w-]+:(?=\u00a0)", text)
        if match:
            wording = Wording("här står ett hårt mellanslag", "byt det mot ett vanligt mellanslag")
            return number, match.end(), wording
    return None


def _no_space_after_colon(error: YamlError) -> Explanation | None:
    """A name glued to its value is read as text, and the fault shows at the next field or the next line."""
    if not error.problem.startswith(("mapping values are not allowed", "could not find expected ':'")):
        return None
    if error.context_line < error.line:
        candidates = range(error.context_line, error.line)
    else:
        candidates = range(max(error.line - 1, 0), error.line)
    for number in candidates:
        match = FIELD.fullmatch(error.lines[number])
        if match and match["value"] and not match["space"] and not match["value"].startswith("//"):
            right = f"{shown(match['name'])}: {shown(match['value'])}"
            return number, match.start("value"), Wording("mellanslag saknas efter kolon", f"skriv {right}")
    return None


def _list_mark(error: YamlError) -> Explanation | None:
    """An entry of a list that begins with something else than a hyphen and a space."""
    for number in (error.line, error.line - 1, error.context_line):
        text = error.lines[number] if 0 <= number < len(error.lines) else ""
        match = re.match(r"\s*(?P<mark>-(?=[^\s-])|[–—•·](?=\s*\S))", text)
        if match and "did not find expected node content" not in error.problem:
            column, mark = match.start("mark"), match["mark"]
            if mark == "-":
                return number, column, Wording("mellanslag saknas efter - först på raden")
            return number, column, Wording(f"raden börjar med {mark}", "skriv bindestreck (-) och mellanslag")
    return None


def _indented_too_far(error: YamlError) -> Explanation | None:
    if not error.problem.startswith("mapping values are not allowed"):
        return None
    column = len(error.text) - len(error.text.lstrip())
    return error.line, column, Wording("raden är indragen för långt", _INDENT)


def _list_on_the_line_of_its_field(error: YamlError) -> Explanation | None:
    if not error.problem.startswith("block sequence entries are not allowed"):
        return None
    wording = Wording(
        "en lista ska börja på en ny rad",
        "flytta det som börjar med - till raden under fältets namn, eller skriv citattecken runt värdet om "
        "det är en text",
    )
    return error.line, error.column, wording


def _unfinished_bracket(error: YamlError) -> Explanation | None:
    if "flow" not in error.context:
        return None
    opening = error.context_character
    closing = {"[": "]", "{": "}"}.get(opening)
    if not closing:
        wording = Wording("en klammer [ eller { avslutas inte", "skriv ] eller } sist i värdet")
        return error.line, error.column, wording
    wording = Wording(f"{opening} avslutas inte", f"skriv {closing} sist, eller citattecken runt hela värdet")
    return error.context_line, error.context_column, wording


def _rest_of_a_conflict(error: YamlError) -> Explanation | None:
    if not error.problem.startswith("could not find expected ':'") or error.context_text.strip() != "=======":
        return None
    wording = Wording("här står ======= från två ändringar som krockade", "ta bort raden")
    return error.context_line, error.context_column, wording


def _no_colon(error: YamlError) -> Explanation | None:
    if not error.problem.startswith("could not find expected ':'"):
        return None
    wording = Wording(
        "raden har inget kolon",
        "skriv fältets namn, kolon och värde, eller dra in raden om den hör till texten ovanför",
    )
    return error.context_line, error.context_column, wording


def _list_row_indent(error: YamlError) -> Explanation | None:
    if error.text.strip().startswith("- ") and "did not find expected key" in error.problem:
        wording = Wording("raden med - har fel indrag", "börja den i samma kolumn som de andra i listan")
        return error.line, error.column, wording
    if "did not find expected '-' indicator" in error.problem:
        wording = Wording("raden står i en lista men börjar inte med -", "kontrollera indragen")
        return error.line, error.column, wording
    return None


def _bracket_too_many(error: YamlError) -> Explanation | None:
    is_bracket = error.is_within_the_line and error.character in ("]", "}")
    if not error.is_where_a_key_was_due or not is_bracket:
        return None
    wording = Wording(f"{error.character} står en gång för mycket", "ta bort tecknet")
    return error.line, error.column, wording


def _wrong_indent(error: YamlError) -> Explanation | None:
    if not error.is_where_a_key_was_due:
        return None
    if error.column == 0 and (first := _first_row(error)) is not None:
        return first, 0, Wording("raden är indragen", "ta bort mellanslagen i början av den")
    return error.line, error.column, Wording("raden har fel indrag", _INDENT)


def _first_row(error: YamlError) -> int | None:
    """The first row of the fields, if it alone is indented and the others are not."""
    rows = [number for number in range(error.line) if error.lines[number].strip()]
    is_alone = len(rows) == 1 and error.lines[rows[0]].startswith(" ")
    return rows[0] if is_alone else None


_MISTAKES: tuple[tuple[Rule, Callable[[YamlError], Explanation | None]], ...] = (
    (rules.ROWS_ARE_INDENTED_ALIKE, _tab),
    (rules.NO_HIDDEN_CHARACTERS, _hard_space),
    (rules.SPECIAL_SIGNS_ARE_QUOTED, quotation_faults.typographic_quotes),
    (rules.SPECIAL_SIGNS_ARE_QUOTED, quotation_faults.colon_in_value),
    (rules.ROWS_HAVE_THEIR_FORM, _no_space_after_colon),
    (rules.ROWS_HAVE_THEIR_FORM, _list_mark),
    (rules.ROWS_ARE_INDENTED_ALIKE, _indented_too_far),
    (rules.SPECIAL_SIGNS_ARE_QUOTED, quotation_faults.unfinished_quote),
    (rules.SPECIAL_SIGNS_ARE_QUOTED, quotation_faults.quote_left_open_above),
    (rules.SPECIAL_SIGNS_ARE_QUOTED, quotation_faults.text_after_quote),
    (rules.SPECIAL_SIGNS_ARE_QUOTED, quotation_faults.special_first_character),
    (rules.ROWS_HAVE_THEIR_FORM, _list_on_the_line_of_its_field),
    (rules.SPECIAL_SIGNS_ARE_QUOTED, quotation_faults.text_beside_block_mark),
    (rules.ROWS_HAVE_THEIR_FORM, _unfinished_bracket),
    (rules.NO_MERGE_CONFLICT, _rest_of_a_conflict),
    (rules.ROWS_HAVE_THEIR_FORM, _no_colon),
    (rules.ROWS_ARE_INDENTED_ALIKE, _list_row_indent),
    (rules.ROWS_HAVE_THEIR_FORM, _bracket_too_many),
    (rules.SPECIAL_SIGNS_ARE_QUOTED, quotation_faults.sign_out_of_place),
    (rules.ROWS_ARE_INDENTED_ALIKE, _wrong_indent),
)
"""Each mistake with the rule that it breaks, in the order in which they are looked for."""
