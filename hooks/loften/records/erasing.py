"""What of a record the law can demand gone, and what is left of its fields then.

Only words can be erased, addresses and file names among them: personal data, a protected identity, what a
court has ordered removed (dataskyddsförordningen, EU 2016/679, article 17). A status, a day, a count or an
assessment is about a measure or a promise and says nothing of a person.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from loften.records.record import Field, Record, fields, value_of
from loften.records.remembered import Remembered, added
from loften.records.texts import WordForWord

_ITS_OWN_PAGE = ("promises", "focus_areas")
_NEVER = ("path", "agreement", "erased", "corrects", *_ITS_OWN_PAGE)


@cache
def erasable(kind: type[Record]) -> tuple[str, ...]:
    """The keys of the fields that hold words, in the order of the model."""
    return tuple(key for key, field in fields(kind).items() if key not in _NEVER and _holds_words(field))


def is_erasable(kind: type[Record], key: str) -> bool:
    """Whether a field of such a record can be erased; of Ord för ord also a piece, by its number."""
    return key in erasable(kind) or (issubclass(kind, WordForWord) and key.isdecimal())


def erased_since(before: Record, after: Record) -> frozenset[str]:
    """The keys of the fields that were erased between two states of one record.

    What was erased before that does not count: a field may not change for ever.
    """
    if not isinstance(before, Remembered) or not isinstance(after, Remembered):
        return frozenset()
    new = added(before.erased, after.erased)
    return frozenset(key for erasure in new for key in erasure.fields if is_erasable(type(after), key))


def without_words(field: Field, value: Any) -> Any:
    """What of a field's value stands when its words are erased: states, days, numbers, ids and how many."""
    if isinstance(value, tuple):
        return tuple(without_words(field, entry) for entry in value)
    if isinstance(value, Record):
        inner = fields(type(value)).values()
        return tuple((one.key, without_words(one, value_of(value, one))) for one in inner)
    return None if is_word(field) else value


def _holds_words(field: Field) -> bool:
    if field.holds_records:
        return any(_holds_words(inner) for inner in fields(field.kind).values())
    return is_word(field)


def is_word(field: Field) -> bool:
    """Whether a value of the field is words: neither a day, a number, a state nor an id."""
    return field.kind is str and field.refers_to is None
