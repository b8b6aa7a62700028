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

from loften import swedish
from loften.model import FILLED_BY_LOADER, FileRecord, Measure
from loften.reading import meant
from loften.reading.names import NO_NAMES, Names, meant_id
from loften.reading.quoting import HIDDEN, shown
from loften.values import Identifier
from loften.vocabulary import Status

_DAY = "skriv dagen som ÅÅÅÅ-MM-DD"


def message(
    error: ErrorDetails, model: type[BaseModel], *, is_empty: bool = False, names: Names = NO_NAMES
) -> str:
    """What to tell the editor of one error in a record of the class `model`.

    `is_empty` says that a missing field stands in the file without a value; `names` are those that an editor
    may have written in the place of an id. An error type that the model cannot produce today gets a general
    sentence with the field's description.
    """
    told = _Told(error, model, names)
    if is_empty:
        return f"{told.name} är tomt – skriv ett värde{told.explanation}"
    if error["type"] in _OF_ONE_VALUE and not isinstance(told.value, str):
        return f"{told.name} ska ha ett enda värde, på samma rad{told.explanation}"
    if error["type"] in _FORMS and _is_right_but_for_the_invisible(told, _FORMS[error["type"]]):
        return (
            f"{told.name} har ett osynligt tecken eller hårt mellanslag i värdet – skriv om det för hand: "
            f"{told.name}: {shown(_visible(told.text))}"
        )
    return _MESSAGES.get(error["type"], _general)(told)


def meant_field(error: ErrorDetails, model: type[BaseModel]) -> tuple[int | str, ...] | None:
    """Where the field would stand that an unknown one probably stands for; None if there is none."""
    if error["type"] != "extra_forbidden":
        return None
    told = _Told(error, model, NO_NAMES)
    key = meant.key(told.name, told.allowed)
    return (*error["loc"][:-1], key) if key else None


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

    def __init__(self, error: ErrorDetails, model: type[BaseModel], known: Names) -> None:
        self.known = known
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
    def allowed(self) -> dict[str, FieldInfo]:
        """The fields that may stand where this one stands."""
        return fields(self.holder) if _is_record(self.holder) else {}

    @property
    def explanation(self) -> str:
        """The field's description in parentheses, with a space before; nothing where there is none."""
        description = self.field.description if self.field else None
        return f" ({description.rstrip('.')})" if description else ""

    @property
    def fault(self) -> str:
        """The name and the value with which a sentence about a wrong text begins."""
        return f'{self.name} "{shown(self.text)}"'

    def question(self, offer: str | None) -> str:
        """The offer as a question; nothing where it or what was written may be personal data."""
        is_day = offer and re.match(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", offer)
        if not offer or shown(offer) != offer or (shown(self.text) == HIDDEN and not is_day):
            return ""
        return f' – menade du "{offer}"?'


def _place(model: type[BaseModel], location: tuple[int | str, ...]) -> tuple[FieldInfo | None, object]:
    """The field at the location and the type of what stands there; None where the model knows none."""
    field: FieldInfo | None = None
    kind: object = model
    for part in location:
        if isinstance(part, int):
            kind = next(iter(typing.get_args(kind)), None)
        elif _is_record(kind):
            field = fields(kind).get(part)
            kind = _without_none(field.annotation) if field else None
        else:
            return None, None
    return field, kind


def fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
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


# --- one function for each error type -----------------------------------------------------------------------


def _general(told: _Told) -> str:
    return f"{told.name} har ett värde som inte går att använda – rätta det{told.explanation}"


def _missing(told: _Told) -> str:
    return f'{told.name} saknas – lägg till "{told.name}: …"{told.explanation}'


def _unknown_key(told: _Told) -> str:
    if told.holder is Measure and told.name in ("status", "outcome"):
        return f"{told.name} skrivs inte i en åtgärd – läget kommer från nyheter; skriv en nyhet om åtgärden"
    if _is_file_record(told.holder) and meant.identifier(told.name) in ("text", "brodtext", "innehall"):
        return f"{shown(told.name)} är inget fält – skriv texten under den andra raden med ---"
    if inner := _holder_below(told):
        is_list = typing.get_origin(_without_none(told.allowed[inner].annotation)) is tuple
        where = f"i en post under {inner}" if is_list else f"på en indragen rad under {inner}"
        return f'fältet "{told.name}" hör till {inner} – skriv det {where}'
    key = meant.key(told.name, told.allowed)
    offer = f'"{key}"' if key else None
    return f'fältet "{shown(told.name)}" finns inte{_allowed(offer, sorted(told.allowed))}'


def _is_file_record(kind: object) -> bool:
    return _is_record(kind) and issubclass(kind, FileRecord)


def _holder_below(told: _Told) -> str | None:
    """The one field that has this field among its own, where an editor has forgotten to indent it."""
    found = [
        name
        for name, info in told.allowed.items()
        if name not in ("withdrawn", "privacy_exceptions")
        and _is_record(kind := _entry_kind(_without_none(info.annotation)))
        and told.name in fields(kind)
    ]
    return found[0] if len(found) == 1 else None


def _entry_kind(kind: object) -> object:
    """What a list holds; the kind itself if it is no list."""
    return next(iter(typing.get_args(kind)), kind)


def _allowed(offer: str | None, words: Iterable[str]) -> str:
    """The offer as a question, if any, and everything that is allowed."""
    listed = ", ".join(words)
    return f" – menade du {offer}? Tillåtna: {listed}" if offer else f" – tillåtna: {listed}"


def _enum(told: _Told) -> str:
    if told.kind is Status and meant.identifier(told.text) in ("ej-rapporterad", "forsenad"):
        return (
            f"{told.fault} räknar webbplatsen ut själv – skriv det läge som källan uppger, "
            "eller ta bort raden"
        )
    members = _members(told.kind)
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
        entries = [meant_id(part, told.name, told.known) or part.lstrip("-–—•·* ") for part in parts]
        rows = " och ".join(f'"- {shown(entry)}"' for entry in entries if entry)
        return f"{told.name} ska vara en lista – skriv varje värde på en egen rad under {told.name}: {rows}"
    return f"{told.name} ska vara en lista – börja varje post under {told.name} med -"


def _fields_expected(told: _Told) -> str:
    inner = fields(told.kind) if _is_record(told.kind) else {}
    names = ", ".join(inner)
    required = [name for name, info in inner.items() if info.is_required()]
    if told.text and len(required) == 1:
        row = f"{required[0]}: {shown(told.text)}"
        if told.is_entry:
            return f'varje post under {told.name} ska ha egna fält – skriv "- {row}"'
        return f'{told.name} ska ha egna fält – skriv "{row}" på en indragen rad under {told.name}'
    if told.is_entry:
        return f"varje post under {told.name} ska ha egna fält: {names}"
    if isinstance(told.value, list):
        return f"{told.name} är ingen lista – ta bort - och skriv fälten indragna under {told.name}: {names}"
    return f"{told.name} ska ha egna fält på indragna rader under {told.name}: {names}"


def _too_short(told: _Told) -> str:
    return f"{told.name} behöver minst en post – lägg till en rad som börjar med -{told.explanation}"


def _day_form(told: _Told) -> str:
    return f"{told.fault} är ingen dag{_offered(told, meant.day(told.text), _DAY)}"


def _moment_form(told: _Told) -> str:
    form = f"{_DAY}, eller med klockslag ÅÅÅÅ-MM-DD TT:MM"
    return f"{told.fault} är ingen dag{_offered(told, meant.moment(told.text), form)}"


def _offered(told: _Told, offer: str | None, form: str) -> str:
    """The offer, if any, and the form that is expected."""
    if len(re.findall(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", told.text)) > 1:
        return " – skriv en enda dag som ÅÅÅÅ-MM-DD; fler dagar kan stå i texten"
    question = told.question(offer)
    if not question and told.field and not told.field.is_required():
        form += ", eller ta bort raden"
    return f"{question} {form[0].upper()}{form[1:]}" if question else f" – {form}"


def _day_calendar(told: _Told) -> str:
    year, month = int(told.text[:4]), int(told.text[5:7])
    if swapped := meant.day(f"{told.text[:4]}-{told.text[8:10]}-{told.text[5:7]}"):
        return f'{told.fault} finns inte i kalendern – menade du "{swapped}"? Månaden skrivs före dagen'
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
    return f"{told.fault} är inget heltal{told.question(offer) or _advice_on_number(told.text)}"


def _advice_on_number(text: str) -> str:
    if re.search(r"%|procent", text):
        return " – procent går inte att ange här; skriv antalet med siffror"
    if re.fullmatch(r"[0-9]+[.,][0-9]+", text):
        return " – skriv ett helt tal, utan decimaler"
    if re.search(r"[0-9]", text) and re.search(r"[a-zåäö~]", text):
        return " – skriv bara siffror; är antalet ungefärligt, säg det i texten"
    return " – skriv antalet med siffror, till exempel 12"


def _yes_no(told: _Told) -> str:
    offer = meant.yes_no(told.text)
    return f"{told.fault} ska vara true (ja) eller false (nej){told.question(offer)}"


def _empty_text(told: _Told) -> str:
    if told.field and told.field.is_required() and not told.is_entry:
        return f"{told.name} är tomt – skriv ett värde{told.explanation}"
    return f"{told.name} är tomt – skriv ett värde, eller ta bort raden"


def _identifier(told: _Told) -> str:
    if its_id := meant_id(told.text, told.name, told.known):
        return f"{told.fault} är inget id{told.question(its_id)}"
    question = told.question(meant.record_id(told.text))
    rule = f"{told.fault} får bara ha små bokstäver a–z, siffror och enkla bindestreck{question}"
    if told.name != "measure":
        return rule
    return f"{rule}{'' if question else '.'} Id är åtgärdens filnamn utan .md"


def _web_address(told: _Told) -> str:
    offer = meant.web_address(told.text)
    return f"{told.fault} är ingen webbadress{told.question(offer) or ' – den ska börja med https://'}"


def _page_address(told: _Told) -> str:
    offer = meant.page_address(told.text)
    fallback = ' – skriv till exempel "2024/atgarder/belysning"'
    return f"{told.fault} är ingen adress på webbplatsen{told.question(offer) or fallback}"


_HIDDEN_CHARACTERS = re.compile("[\u00ad\u200b-\u200f\u202f\u2060\ufeff]")


def _visible(text: str) -> str:
    return _HIDDEN_CHARACTERS.sub("", text).replace("\u00a0", " ").strip()


def _is_right_but_for_the_invisible(told: _Told, form: Callable[[_Told, str], str | None]) -> bool:
    """Whether the value would do without characters that nobody can see, such as come with pasted text."""
    visible = _visible(told.text)
    return visible != told.text and form(told, visible) == visible


def _member_written(told: _Told, text: str) -> str | None:
    return text if text in {member.value for member in _members(told.kind)} else None


def _members(kind: object) -> tuple[StrEnum, ...]:
    return tuple(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else ()


_FORMS: dict[str, Callable[[_Told, str], str | None]] = {
    "enum": _member_written,
    "day_form": lambda _told, text: meant.day(text),
    "moment_form": lambda _told, text: meant.moment(text),
    "whole_number": lambda _told, text: meant.whole_number(text),
    "identifier": lambda _told, text: meant.identifier(text),
}
"""What the right form of a value is, for errors that a hidden character can cause."""

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
