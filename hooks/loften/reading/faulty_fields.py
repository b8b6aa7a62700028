"""One of pydantic's errors, with what the model says of the field that it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic_core import ErrorDetails

from loften.reading.names import NO_NAMES, Names
from loften.reading.quoting import HIDDEN, shown
from loften.records.record import Field, Record, is_record, written_fields


class FaultyField:
    """An error with what the model says of its place.

    `field` and `kind` are the field there and the class of its value, or of the entry where `is_entry`;
    `holder` is the record whose field it is. They are None where the model knows none. `known` are the names
    that an editor may have written in the place of an id.
    """

    def __init__(self, error: ErrorDetails, model: type[Record], known: Names = NO_NAMES) -> None:
        self.known = known
        self.error_type = error["type"]
        self.value: object = error["input"]
        location = error["loc"]
        names = [part for part in location if isinstance(part, str)]
        self.name = names[-1] if names else "filen"
        self.is_entry = bool(location) and isinstance(location[-1], int)
        self.holder, self.field = _place(model, location)
        self.kind: object = self.field.kind if self.field else None

    @property
    def text(self) -> str:
        return self.value if isinstance(self.value, str) else ""

    @property
    def allowed(self) -> Mapping[str, Field]:
        """The fields that may stand where this one stands."""
        return written_fields(self.holder) if self.holder else {}

    @property
    def inner(self) -> Mapping[str, Field]:
        """The fields that stand within this one."""
        return written_fields(self.kind) if is_record(self.kind) else {}

    @property
    def explanation(self) -> str:
        """The field's description in parentheses, with a space before; nothing where there is none."""
        description = self.field.description if self.field else ""
        return f" ({description.rstrip('.')})" if description else ""

    @property
    def written(self) -> str:
        """The name and the value with which a sentence about a wrong text begins."""
        return f'{self.name} "{shown(self.text)}"'

    def question(self, offer: str | None) -> str:
        """The offer as a question; nothing where it or what was written may be personal data."""
        is_day = offer and re.match(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", offer)
        if not offer or shown(offer) != offer or (shown(self.text) == HIDDEN and not is_day):
            return ""
        return f'menade du "{offer}"?'


def _place(model: type[Record], location: tuple[int | str, ...]) -> tuple[type[Record] | None, Field | None]:
    """The record that holds the field at the location, and the field; None where the model knows none."""
    holder: type[Record] | None = None
    field: Field | None = None
    kind: object = model
    for part in location:
        if field is not None and field.is_mapping:
            break
        if isinstance(part, str):
            holder = kind if is_record(kind) else None
            field = written_fields(holder).get(part) if holder else None
            kind = field.kind if field else None
    return holder, field
