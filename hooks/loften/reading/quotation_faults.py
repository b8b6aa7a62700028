"""What an editor most likely meant where YAML stumbles over a quotation mark, or over one that is missing.

Each function looks at libyaml's error and explains the mistake if it recognises it.
"""

from __future__ import annotations

import re

from loften.reading.quoting import quoted, shown
from loften.reading.yaml_errors import FIELD, Explanation, YamlError
from loften.records.problems import Wording

_TYPOGRAPHIC = "”“„»«’‘"


def typographic_quotes(error: YamlError) -> Explanation | None:
    match = FIELD.fullmatch(error.text)
    if not match or not match["value"].startswith(tuple(_TYPOGRAPHIC)):
        return None
    inner = match["value"].rstrip().strip(_TYPOGRAPHIC)
    wording = Wording(
        "typografiska citattecken runt värdet", f"skriv raka: {shown(match['name'])}: {quoted(inner)}"
    )
    return error.line, match.start("value"), wording


def colon_in_value(error: YamlError) -> Explanation | None:
    if not error.problem.startswith("mapping values are not allowed"):
        return None
    match = FIELD.fullmatch(error.text)
    if not match or not match["space"] or error.column <= match.start("value"):
        return None
    value = quoted(match["value"].rstrip().strip('"'))
    wording = Wording(
        "kolon inuti texten", f"skriv citattecken runt hela värdet: {shown(match['name'])}: {value}"
    )
    return error.line, error.column, wording


def unfinished_quote(error: YamlError) -> Explanation | None:
    if "quoted scalar" not in error.context:
        return None
    if "escape" in error.problem or "hexdecimal" in error.problem or "Unicode" in error.problem:
        wording = Wording(
            "omvänt snedstreck går inte att använda mellan dubbla citattecken",
            "skriv enkla citattecken (')",
        )
        return error.line, error.column, wording
    return error.context_line, error.context_column, _left_open(error.context_character)


def quote_left_open_above(error: YamlError) -> Explanation | None:
    """A quotation mark left open is closed by the next one, some lines below, and the fault shows there."""
    if "did not find expected" not in error.problem:
        return None
    for number in range(error.line - 1, -1, -1):
        match = FIELD.fullmatch(error.lines[number])
        if match and match["value"][:1] in ('"', "'"):
            quote = match["value"][0]
            if match["value"].count(quote) % 2 == 0 or quote not in error.text[: error.column]:
                return None
            return number, match.start("value"), _left_open(quote)
    return None


def _left_open(quote: str) -> Wording:
    return Wording("citattecknet som börjar här avslutas inte", f"skriv {quote} sist i värdet")


def text_after_quote(error: YamlError) -> Explanation | None:
    match = FIELD.fullmatch(error.text) or re.fullmatch(r"(?P<before>\s*(?:- +)+)(?P<value>.*)", error.text)
    if not match or match["value"][:1] not in ('"', "'") or error.column <= match.start("value"):
        return None
    value = match["value"].rstrip()
    inner = value[1:-1] if value[-1] == value[0] else value
    wording = Wording(
        "värdet fortsätter efter citattecknet", f"skriv citattecken runt hela värdet: {quoted(inner)}"
    )
    return error.line, error.column, wording


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


def special_first_character(error: YamlError) -> Explanation | None:
    if "directive" not in error.context and not error.problem.startswith(_NOT_A_BEGINNING):
        return None
    line, column, character = error.context_line, error.context_column, error.context_character
    if error.problem.startswith("did not find expected node content"):
        line, column, character = error.line, error.column, error.character
    return (line, column, _cannot_begin(character)) if character else None


def _cannot_begin(character: str) -> Wording:
    return Wording(f"värdet kan inte börja med {character}", 'skriv raka citattecken (") runt hela värdet')


def text_beside_block_mark(error: YamlError) -> Explanation | None:
    if "block scalar" not in error.context:
        return None
    wording = Wording(
        "texten efter | eller > ska börja på nästa rad, indragen med mellanslag; hör tecknet till texten, "
        "skriv citattecken runt hela värdet"
    )
    return error.line, error.column, wording


def sign_out_of_place(error: YamlError) -> Explanation | None:
    if not error.is_where_a_key_was_due or not error.is_within_the_line:
        return None
    match = FIELD.fullmatch(error.text)
    if match and match["value"][:1] in ("[", "{"):
        return error.line, match.start("value"), _cannot_begin(match["value"][0])
    wording = Wording(f"{error.character} passar inte här", 'skriv raka citattecken (") runt hela värdet')
    return error.line, error.column, wording
