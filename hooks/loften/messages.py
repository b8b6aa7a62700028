"""pydantic's errors as Swedish sentences that say what was expected and what to do."""

from __future__ import annotations

import calendar
import re
import typing
from collections.abc import Callable, Iterable
from enum import StrEnum
from types import UnionType
from typing import TypeGuard

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from loften import meant, swedish
from loften.model import FILLED_BY_LOADER, Identifier, Measure
from loften.quoting import shown

_DAY = "skriv dagen som ÅÅÅÅ-MM-DD"


def message(error: ErrorDetails, model: type[BaseModel], *, is_empty: bool = False) -> str:
    """What to tell the editor of one error in a record of the class `model`.

    `is_empty` says that a missing field stands in the file without a value. An error type that the model
    cannot produce today gets a general sentence with the field's description.
    """
    told = _Told(error, model)
    if is_empty:
        return f"{told.name} är tomt – skriv ett värde{told.explanation}"
    if error["type"] in _OF_ONE_VALUE and not isinstance(told.value, str):
        return f"{told.name} ska ha ett enda värde, på samma rad{told.explanation}"
    return _MESSAGES.get(error["type"], _general)(told)


def filled_by_loader(key: str) -> str:
    """What to say of a field that comes from the file itself."""
    where = {
        "path": "path är filens plats",
        "agreement": "agreement är mappens namn under content/",
        "id": "id är filnamnet utan .md",
        "body": "body är texten under den andra raden med ---",
        "body_line": "body_line räknas ut",
    }
    return f"{key} skrivs inte i filen ({where[key]}) – ta bort raden"


class _Told:
    """An error with what the model says of its place."""

    def __init__(self, error: ErrorDetails, model: type[BaseModel]) -> None:
        self.value: object = error["input"]
        location = error["loc"]
        names = [part for part in location if isinstance(part, str)]
        self.name = names[-1] if names else "filen"
        self.is_entry = bool(location) and isinstance(location[-1], int)
        self.field, self.kind = _place(model, location)
        _, self.holder = _place(model, location[:-1])

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else ""

    @property
    def explanation(self) -> str:
        """The field's description in parentheses, with a space before; nothing where there is none."""
        description = self.field.description if self.field else None
        return f" ({description.rstrip('.')})" if description else ""

    @property
    def fault(self) -> str:
        """The name and the value with which a sentence about a wrong text begins."""
        return f'{self.name} "{shown(self.text)}"'


def _place(model: type[BaseModel], location: tuple[int | str, ...]) -> tuple[FieldInfo | None, object]:
    """The field at the location and the type of what stands there; None where the model knows none."""
    field: FieldInfo | None = None
    kind: object = model
    for part in location:
        if isinstance(part, int):
            kind = next(iter(typing.get_args(kind)), None)
        elif _is_record(kind):
            field = _fields(kind).get(part)
            kind = _without_none(field.annotation) if field else None
        else:
            return None, None
    return field, kind


def _fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields that an editor can write, by the name they write."""
    return {
        info.alias or name: info
        for name, info in model.model_fields.items()
        if name not in FILLED_BY_LOADER or info.description
    }


def _is_record(kind: object) -> TypeGuard[type[BaseModel]]:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _without_none(annotation: object) -> object:
    if typing.get_origin(annotation) in (typing.Union, UnionType):
        return next(kind for kind in typing.get_args(annotation) if kind is not type(None))
    return annotation


def _question(offer: str | None) -> str:
    return f' – menade du "{shown(offer)}"?' if offer and shown(offer) == offer else ""


# --- one function for each error type -----------------------------------------------------------------------


def _general(told: _Told) -> str:
    return f"{told.name} har ett värde som inte går att använda – rätta det{told.explanation}"


def _missing(told: _Told) -> str:
    return f'{told.name} saknas – lägg till "{told.name}: …"{told.explanation}'


def _unknown_key(told: _Told) -> str:
    if told.holder is Measure and told.name in ("status", "outcome"):
        return f"{told.name} skrivs inte i en åtgärd – läget kommer från nyheter; skriv en nyhet om åtgärden"
    allowed = _fields(told.holder) if _is_record(told.holder) else {}
    key = meant.key(told.name, allowed)
    offer = f'"{key}"' if key else None
    return f'fältet "{shown(told.name)}" finns inte{_allowed(offer, sorted(allowed))}'


def _allowed(offer: str | None, words: Iterable[str]) -> str:
    """The offer as a question, if any, and everything that is allowed."""
    listed = ", ".join(words)
    return f" – menade du {offer}? Tillåtna: {listed}" if offer else f" – tillåtna: {listed}"


def _enum(told: _Told) -> str:
    members = tuple(told.kind) if isinstance(told.kind, type) and issubclass(told.kind, StrEnum) else ()
    words = [f"{member.value} ({swedish.label(member)})" for member in members]
    if not isinstance(told.value, str):
        return f"{told.name} ska vara ett ord{_allowed(None, words)}"
    meant_member = meant.member(told.text, members)
    offer = f'"{meant_member.value}" ({swedish.label(meant_member)})' if meant_member else None
    return f"{told.fault} finns inte{_allowed(offer, words)}"


def _text_expected(told: _Told) -> str:
    if told.value is None:
        return f"raden under {told.name} är tom – skriv ett värde efter - eller ta bort raden"
    if isinstance(told.value, list):
        return (
            f"{told.name} ska vara en text, inte en lista – skriv ett enda värde på samma rad; "
            "börjar det med [ behövs citattecken runt"
        )
    if isinstance(told.value, dict):
        return (
            f"{told.name} ska vara en text, inte fält – innehåller texten kolon, skriv citattecken runt den"
        )
    return f"{told.name} ska vara en text{told.explanation}"


def _list_expected(told: _Told) -> str:
    if isinstance(told.value, str):
        is_of_names = Identifier in typing.get_args(told.kind)
        parts = re.split(r"\s*,\s*", told.text.strip()) if is_of_names else [told.text.strip()]
        rows = " och ".join(f'"- {shown(part)}"' for part in parts if part)
        return f"{told.name} ska vara en lista – skriv varje värde på en egen rad under {told.name}: {rows}"
    return f"{told.name} ska vara en lista – börja varje post under {told.name} med -"


def _fields_expected(told: _Told) -> str:
    names = ", ".join(_fields(told.kind) if _is_record(told.kind) else ())
    if told.is_entry:
        return f"varje post under {told.name} ska ha egna fält: {names}"
    if isinstance(told.value, list):
        return f"{told.name} är ingen lista – ta bort - och skriv fälten indragna under {told.name}: {names}"
    return f"{told.name} ska ha egna fält på indragna rader under {told.name}: {names}"


def _too_short(told: _Told) -> str:
    return f"{told.name} behöver minst en post – lägg till en rad som börjar med -{told.explanation}"


def _day_form(told: _Told) -> str:
    return f"{told.fault} är ingen dag{_offered(meant.day(told.text), _DAY)}"


def _moment_form(told: _Told) -> str:
    form = f"{_DAY}, eller med klockslag ÅÅÅÅ-MM-DD TT:MM"
    return f"{told.fault} är ingen dag{_offered(meant.moment(told.text), form)}"


def _offered(offer: str | None, form: str) -> str:
    """The offer, if any, and the form that is expected."""
    question = _question(offer)
    return f"{question} {form[0].upper()}{form[1:]}" if question else f" – {form}"


def _day_calendar(told: _Told) -> str:
    year, month = int(told.text[:4]), int(told.text[5:7])
    if not 1 <= month <= 12:
        return f"{told.fault} finns inte i kalendern – månaden ska vara 01–12 ({_DAY})"
    if year == 0:
        return f"{told.fault} finns inte i kalendern – rätta året ({_DAY})"
    days = calendar.monthrange(year, month)[1]
    name = swedish.MONTHS[month - 1]
    return f"{told.fault} finns inte i kalendern – {name} {year} har {days} dagar"


def _moment_clock(told: _Told) -> str:
    return f"{told.fault} har ett klockslag som inte finns – skriv tiden mellan 00:00 och 23:59"


def _whole_number(told: _Told) -> str:
    offer = meant.whole_number(told.text)
    return (
        f"{told.fault} är inget heltal{_question(offer) or ' – skriv antalet med siffror, till exempel 12'}"
    )


def _yes_no(told: _Told) -> str:
    offer = meant.yes_no(told.text)
    return f"{told.fault} ska vara true (ja) eller false (nej){_question(offer)}"


def _empty_text(told: _Told) -> str:
    if told.field and told.field.is_required() and not told.is_entry:
        return f"{told.name} är tomt – skriv ett värde{told.explanation}"
    return f"{told.name} är tomt – skriv ett värde, eller ta bort raden"


def _identifier(told: _Told) -> str:
    return (
        f"{told.fault} får bara ha små bokstäver a–z, siffror och enkla bindestreck"
        f"{_question(meant.identifier(told.text))}"
    )


def _web_address(told: _Told) -> str:
    offer = meant.web_address(told.text)
    return f"{told.fault} är ingen webbadress{_question(offer) or ' – den ska börja med https://'}"


def _page_address(told: _Told) -> str:
    offer = meant.page_address(told.text)
    fallback = ' – skriv till exempel "2024/atgarder/belysning"'
    return f"{told.fault} är ingen adress på webbplatsen{_question(offer) or fallback}"


_OF_ONE_VALUE = frozenset(("day_form", "moment_form", "whole_number", "yes_no"))
"""Errors of values that are read from one text."""

_MESSAGES: dict[str, Callable[[_Told], str]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "enum": _enum,
    "string_type": _text_expected,
    "tuple_type": _list_expected,
    "model_type": _fields_expected,
    "too_short": _too_short,
    "day_form": _day_form,
    "day_calendar": _day_calendar,
    "moment_form": _moment_form,
    "moment_clock": _moment_clock,
    "whole_number": _whole_number,
    "yes_no": _yes_no,
    "empty_text": _empty_text,
    "identifier": _identifier,
    "web_address": _web_address,
    "page_address": _page_address,
}
