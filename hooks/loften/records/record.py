"""The foundation of all records, and everything that the model says of their fields."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType, UnionType
from typing import Any, TypeGuard, TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic import Field as PydanticField
from pydantic.fields import FieldInfo

from loften.records.marks import FromFile, Life, Named, Permanent, Prose, RefersTo, Signed

Mark = TypeVar("Mark")


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @property
    def is_signed(self) -> bool:
        """Whether it is a part of what was signed."""
        return False


def described(description: str, **settings: Any) -> Any:
    """A field with its Swedish description; mandatory unless `default` is given."""
    return PydanticField(description=description, **settings)


def about(description: str) -> Any:
    """The same for an annotation that several classes share."""
    return PydanticField(description=description)


@dataclass(frozen=True, kw_only=True)
class Field:
    """What the model says of one field.

    `name` is its name in Python and `key` the one that editors write. `kind` is the class of its value, or of
    each entry where it `is_list` or `is_mapping`. The marks that it does not carry are None.
    """

    name: str
    key: str
    description: str
    is_required: bool
    kind: type
    is_list: bool
    is_mapping: bool
    named: Named | None
    refers_to: RefersTo | None
    prose: Prose | None
    signed: Signed | None
    permanent: Permanent | None
    life: Life | None
    from_file: FromFile | None

    @property
    def label(self) -> str:
        """Its short Swedish name; the key where none is given."""
        return self.named.name if self.named else self.key

    @property
    def holds_records(self) -> bool:
        """Whether its value has fields of its own, or is a list of such."""
        return is_record(self.kind)


def is_record(kind: object) -> TypeGuard[type[Record]]:
    return isinstance(kind, type) and issubclass(kind, Record)


@cache
def fields(kind: type[Record]) -> Mapping[str, Field]:
    """Every field of a kind of record by the key that editors write, in the order in which they meet them.

    That is the order of the classes from the foundation up; a class that declares a field anew also places it
    anew. What only says what became of a record later comes last.
    """
    order: dict[str, None] = {}
    for ancestor in reversed(kind.__mro__):
        for name in inspect.get_annotations(ancestor):
            order.pop(name, None)
            order[name] = None
    found = [_field(name, kind.model_fields[name]) for name in order if name in kind.model_fields]
    found.sort(key=lambda field: field.life is Life.LATER)
    return MappingProxyType({field.key: field for field in found})


@cache
def written_fields(kind: type[Record]) -> Mapping[str, Field]:
    """Those that an editor writes: all but what comes from the file itself."""
    return MappingProxyType({key: field for key, field in fields(kind).items() if not field.from_file})


def value_of(record: Record, field: Field) -> Any:
    """The value that a record has in a field of its own kind."""
    return getattr(record, field.name)


def _field(name: str, info: FieldInfo) -> Field:
    entry = _without_none(info.annotation)
    is_list, is_mapping = typing.get_origin(entry) is tuple, typing.get_origin(entry) is dict
    if is_list or is_mapping:
        entry = typing.get_args(entry)[is_mapping]
    is_annotated = typing.get_origin(entry) is typing.Annotated
    return Field(
        name=name,
        key=info.alias or name,
        description=info.description or "",
        is_required=info.is_required(),
        kind=typing.get_args(entry)[0] if is_annotated else typing.cast(type, entry),
        is_list=is_list,
        is_mapping=is_mapping,
        named=_mark(info, Named),
        refers_to=_mark(info, RefersTo),
        prose=_mark(info, Prose),
        signed=_mark(info, Signed),
        permanent=_mark(info, Permanent),
        life=_mark(info, Life),
        from_file=_mark(info, FromFile),
    )


def _without_none(annotation: object) -> object:
    if typing.get_origin(annotation) in (typing.Union, UnionType):
        return next(kind for kind in typing.get_args(annotation) if kind is not type(None))
    return annotation


def _mark(info: FieldInfo, kind: type[Mark]) -> Mark | None:
    return next((mark for mark in info.metadata if isinstance(mark, kind)), None)
