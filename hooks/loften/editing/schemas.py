"""JSON Schemas with which an editor's own tools help while they write: made from the model, never by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from loften.records.promises_file import PromisesFile
from loften.records.record import Record, fields, is_record, written_fields
from loften.records.texts import FollowUp, Measure, TextPage, Update, WordForWord
from loften.words import labels

_SCHEMAS: dict[str, tuple[str, type[Record]]] = {
    "promises.schema.json": ("promises.yaml: löften, parter och ordlista", PromisesFile),
    "atgard.schema.json": ("Fälten överst i en åtgärd", Measure),
    "nyhet.schema.json": ("Fälten överst i en nyhet", Update),
    "uppfoljning.schema.json": ("Fälten överst i en uppföljning", FollowUp),
    "ord-for-ord.schema.json": ("Fälten överst i Ord för ord", WordForWord),
    "sida.schema.json": ("Fälten överst på en sida", TextPage),
}


def json_schemas() -> dict[str, str]:
    """Each schema (JSON Schema 2020-12) as text, by file name.

    An editor's tool reads YAML's own types, so numbers are integers and yes/no booleans here, although the
    site itself reads every value as text.
    """
    return {name: _text(title, model) for name, (title, model) in _SCHEMAS.items()}


def _text(title: str, model: type[Record]) -> str:
    schema = model.model_json_schema(by_alias=True, schema_generator=_SwedishSchema)
    for key in fields(model).keys() - written_fields(model).keys():
        del schema["properties"][key]
        schema["required"].remove(key)
    explained = {kind.__name__: kind for kind in _enumerations(model)}
    definitions = schema.get("$defs", {})
    schema["$defs"] = {
        name: _swedish_definition(inner, explained.get(name)) for name, inner in definitions.items()
    }
    schema = _swedish_definition(schema, None)
    schema |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _enumerations(model: type[Record]) -> Iterator[type[StrEnum]]:
    """The lists of words that the fields of a record, and of those within it, can hold."""
    for field in written_fields(model).values():
        if is_record(field.kind):
            yield from _enumerations(field.kind)
        elif issubclass(field.kind, StrEnum):
            yield field.kind


class _SwedishSchema(GenerateJsonSchema):
    """pydantic's schemas without titles made from English field names."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _swedish_definition(definition: dict[str, Any], values: type[StrEnum] | None) -> dict[str, Any]:
    """The definition without the class's name and docstring, which are for developers; labels for values."""
    kept = {key: value for key, value in definition.items() if key not in ("title", "description")}
    if values:
        told = ", ".join(f"{member.value} ({labels.label(member)})" for member in values)
        kept["description"] = f"{told}."
    return kept
