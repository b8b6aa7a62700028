"""pydantic's errors as Swedish sentences that say what was expected and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pydantic_core import ErrorDetails

from loften.reading import forms, rules, suggestions
from loften.reading.faulty_fields import FaultyField
from loften.reading.names import NO_NAMES, Names, meant_id
from loften.reading.quoting import shown
from loften.reading.rules import Breach
from loften.records.marks import FromFile
from loften.records.problems import Wording
from loften.records.record import Record, is_record, written_fields
from loften.records.rules import Rule
from loften.records.texts import FileRecord, Measure


def message(
    error: ErrorDetails, model: type[Record], *, is_empty: bool = False, names: Names = NO_NAMES
) -> Breach:
    """What to tell the editor of one error in a record of the class `model`.

    `is_empty` says that a missing field stands in the file without a value; `names` are those that an editor
    may have written in the place of an id. An error type that the model cannot produce today gets a general
    sentence with the field's description.
    """
    told = FaultyField(error, model, names)
    if is_empty:
        return Breach(rules.REQUIRED_FIELD_IS_FILLED_IN, *_empty(told))
    if told.error_type in _OF_ONE_VALUE and not isinstance(told.value, str):
        fault = f"{told.name} ska ha ett enda värde, på samma rad{told.explanation}"
        return Breach(rules.VALUE_HAS_ITS_SHAPE, fault)
    if hidden := forms.hidden_characters(told):
        return Breach(rules.NO_HIDDEN_CHARACTERS, *hidden)
    if _is_status_of_measure(told):
        fault = f"{told.name} skrivs inte i en åtgärd"
        remedy = "läget kommer från nyheter; skriv en nyhet om åtgärden"
        return Breach(rules.MEASURE_HAS_NO_STATUS, fault, remedy)
    if told.error_type == "string_type" and told.value is None:
        fault, remedy = f"raden under {told.name} är tom", "skriv ett värde efter - eller ta bort raden"
        return Breach(rules.REQUIRED_FIELD_IS_FILLED_IN, fault, remedy)
    rule, tell = _TELLING.get(told.error_type, (rules.VALUE_HAS_ITS_SHAPE, _general))
    return Breach(rule, *tell(told))


def meant_field(error: ErrorDetails, model: type[Record]) -> tuple[int | str, ...] | None:
    """Where the field would stand that an unknown one probably stands for; None if there is none."""
    if error["type"] != "extra_forbidden":
        return None
    told = FaultyField(error, model)
    key = suggestions.key(told.name, told.allowed)
    return (*error["loc"][:-1], key) if key else None


def filled_by_loader(key: str, mark: FromFile) -> Breach:
    """What to say of a field that comes from the file itself."""
    fault = f"{key} skrivs inte i filen ({mark.how})"
    return Breach(rules.ID_COMES_FROM_FILE_NAME, fault, "ta bort raden")


# --- fields that are missing, empty or unknown --------------------------------------------------------------


def _missing(told: FaultyField) -> Wording:
    return Wording(f"{told.name} saknas", f'lägg till "{told.name}: …"{told.explanation}')


def _empty(told: FaultyField) -> Wording:
    return Wording(f"{told.name} är tomt", f"skriv ett värde{told.explanation}")


def _empty_text(told: FaultyField) -> Wording:
    if told.field and told.field.is_required and not told.is_entry:
        return _empty(told)
    return Wording(f"{told.name} är tomt", "skriv ett värde, eller ta bort raden")


def _too_short(told: FaultyField) -> Wording:
    return Wording(
        f"{told.name} behöver minst en post", f"lägg till en rad som börjar med -{told.explanation}"
    )


def _is_status_of_measure(told: FaultyField) -> bool:
    is_unknown = told.error_type == "extra_forbidden" and told.holder is Measure
    return is_unknown and told.name in ("status", "outcome")


def _unknown_key(told: FaultyField) -> Wording:
    if _is_file_record(told.holder) and suggestions.identifier(told.name) in ("text", "brodtext", "innehall"):
        return Wording(f"{shown(told.name)} är inget fält", "skriv texten under den andra raden med ---")
    if inner := _holder_below(told):
        is_list = told.allowed[inner].is_list
        where = f"i en post under {inner}" if is_list else f"på en indragen rad under {inner}"
        return Wording(f'fältet "{told.name}" hör till {inner}', f"skriv det {where}")
    key = suggestions.key(told.name, told.allowed)
    return Wording(f'fältet "{shown(told.name)}" finns inte', _allowed_keys(told, key))


def _is_file_record(kind: object) -> bool:
    return is_record(kind) and issubclass(kind, FileRecord)


def _holder_below(told: FaultyField) -> str | None:
    """The one field that has this field among its own, where an editor has forgotten to indent it."""
    found = [
        key
        for key, field in told.allowed.items()
        if field.life is None and is_record(field.kind) and told.name in written_fields(field.kind)
    ]
    return found[0] if len(found) == 1 else None


_MOST_KEYS = 5


def _allowed_keys(told: FaultyField, meant: str | None) -> str:
    """The field that was meant, if any, and those that may stand here; of many, those alike and required."""
    offer = f'"{meant}"' if meant else None
    if len(told.allowed) <= _MOST_KEYS:
        return forms.allowed(offer, sorted(told.allowed))
    required = (key for key, field in told.allowed.items() if field.is_required)
    nearest = dict.fromkeys((*suggestions.keys_alike(told.name, told.allowed), *required))
    others = [key for key in nearest if key != meant][:_MOST_KEYS]
    return forms.allowed(offer, others, "Andra fält" if meant else "Till exempel")


# --- fields with another sort of value than theirs ----------------------------------------------------------


def _general(told: FaultyField) -> Wording:
    return Wording(f"{told.name} har ett värde som inte går att använda", f"rätta det{told.explanation}")


def _text_expected(told: FaultyField) -> Wording:
    if isinstance(told.value, list):
        return Wording(
            f"{told.name} ska vara en text, inte en lista",
            "skriv ett enda värde på samma rad; börjar det med [ behövs citattecken runt",
        )
    if isinstance(told.value, dict):
        return Wording(
            f"{told.name} ska vara en text, inte fält",
            "innehåller texten kolon, skriv citattecken runt den",
        )
    return Wording(f"{told.name} ska vara en text{told.explanation}")


def _list_expected(told: FaultyField) -> Wording:
    fault = f"{told.name} ska vara en lista"
    if not isinstance(told.value, str):
        return Wording(fault, f"börja varje post under {told.name} med -")
    is_of_names = told.field is not None and told.field.refers_to is not None
    parts = re.split(r"\s*,\s*", told.text.strip()) if is_of_names else [told.text.strip()]
    entries = [meant_id(part, told.field, told.known) or part.lstrip("-–—•·* ") for part in parts]
    rows = " och ".join(f'"- {shown(entry)}"' for entry in entries if entry)
    return Wording(fault, f"skriv varje värde på en egen rad under {told.name}: {rows}")


def _fields_expected(told: FaultyField) -> Wording:
    names = ", ".join(told.inner)
    required = [name for name, field in told.inner.items() if field.is_required]
    if told.text and len(required) == 1:
        row = f"{required[0]}: {shown(told.text)}"
        if told.is_entry:
            return Wording(f"varje post under {told.name} ska ha egna fält", f'skriv "- {row}"')
        return Wording(f"{told.name} ska ha egna fält", f'skriv "{row}" på en indragen rad under {told.name}')
    if told.is_entry:
        return Wording(f"varje post under {told.name} ska ha egna fält: {names}")
    if isinstance(told.value, list):
        return Wording(
            f"{told.name} är ingen lista", f"ta bort - och skriv fälten indragna under {told.name}: {names}"
        )
    return Wording(f"{told.name} ska ha egna fält på indragna rader under {told.name}: {names}")


_OF_ONE_VALUE = frozenset(
    ("day_form", "signing_day_form", "moment_form", "publication_form", "whole_number", "yes_no")
)
"""Errors of values that are read from one text."""

_TELLING: Mapping[str, tuple[Rule, Callable[[FaultyField], Wording]]] = {
    "missing": (rules.REQUIRED_FIELD_IS_FILLED_IN, _missing),
    "empty_text": (rules.REQUIRED_FIELD_IS_FILLED_IN, _empty_text),
    "too_short": (rules.REQUIRED_FIELD_IS_FILLED_IN, _too_short),
    "extra_forbidden": (rules.FIELD_IS_KNOWN, _unknown_key),
    "string_type": (rules.VALUE_HAS_ITS_SHAPE, _text_expected),
    "tuple_type": (rules.VALUE_HAS_ITS_SHAPE, _list_expected),
    "model_type": (rules.VALUE_HAS_ITS_SHAPE, _fields_expected),
    "enum": (rules.WORD_IS_ON_ITS_LIST, forms.word),
    "day_form": (rules.DAY_HAS_ITS_FORM, forms.day),
    "day_calendar": (rules.DAY_HAS_ITS_FORM, forms.day_in_calendar),
    "signing_day_form": (rules.DAY_HAS_ITS_FORM, forms.signing_day),
    "publication_form": (rules.DAY_HAS_ITS_FORM, forms.publication),
    "moment_form": (rules.DAY_HAS_ITS_FORM, forms.moment),
    "moment_clock": (rules.DAY_HAS_ITS_FORM, forms.time_of_day),
    "whole_number": (rules.NUMBER_IS_IN_DIGITS, forms.whole_number),
    "yes_no": (rules.YES_IS_TRUE, forms.yes_no),
    "identifier": (rules.ID_HAS_ITS_FORM, forms.identifier),
    "web_address": (rules.ADDRESS_IS_WHOLE, forms.web_address),
    "page_address": (rules.ADDRESS_IS_WHOLE, forms.page_address),
}
"""The rule that each type of error breaks, and who tells of it."""
