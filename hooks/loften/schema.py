"""JSON Schemas with which an editor's own tools help while they write: made from the model, never by hand."""

from __future__ import annotations

import json
import typing
from enum import StrEnum
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from loften import swedish
from loften.model import FILLED_BY_LOADER, FollowUp, Measure, PromisesFile, TextPage, Update
from loften.values import Day, Identifier, Moment, PageAddress, WebAddress
from loften.vocabulary import Assessment, Cadence, Comparison, PartyKind, Per, Status, UpdateKind

_SCHEMAS: dict[str, tuple[str, type[BaseModel]]] = {
    "promises.schema.json": ("promises.yaml: löften, parter och ordlista", PromisesFile),
    "atgard.schema.json": ("Fälten överst i en åtgärd", Measure),
    "nyhet.schema.json": ("Fälten överst i en nyhet", Update),
    "uppfoljning.schema.json": ("Fälten överst i en uppföljning", FollowUp),
    "sida.schema.json": ("Fälten överst på en sida", TextPage),
}

_ENUMS: dict[str, type[StrEnum]] = {
    kind.__name__: kind for kind in (Assessment, Cadence, Comparison, PartyKind, Per, Status, UpdateKind)
}

_PATTERNS = {
    typing.get_args(kind)[1].func: pattern
    for kind, pattern in (
        (Day, r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        (Moment, r"^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2})?$"),
        (Identifier, r"^[a-z0-9]+(-[a-z0-9]+)*$"),
        (WebAddress, r"^https?://[^\s/?#]+\.[^\s]+$"),
        (PageAddress, r"^[a-z0-9-]+(/[a-z0-9-]+)*$"),
    )
}
"""What the converters of the model accept, as far as a pattern can say it."""


def json_schemas() -> dict[str, str]:
    """Each schema (JSON Schema 2020-12) as text, by file name.

    An editor's tool reads YAML's own types, so numbers are integers and yes/no booleans here, although the
    site itself reads every value as text.
    """
    return {name: _text(title, model) for name, (title, model) in _SCHEMAS.items()}


def _text(title: str, model: type[BaseModel]) -> str:
    schema = model.model_json_schema(by_alias=True, schema_generator=_SwedishSchema)
    for key in FILLED_BY_LOADER if "path" in model.model_fields else ():
        del schema["properties"][key]
        schema["required"].remove(key)
    definitions = schema.get("$defs", {})
    schema["$defs"] = {name: _swedish_definition(name, inner) for name, inner in definitions.items()}
    schema = _swedish_definition("", schema)
    schema |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


class _SwedishSchema(GenerateJsonSchema):
    """pydantic's schemas with patterns for our values, and without titles made from English field names."""

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        pattern = _PATTERNS.get(schema["function"]["function"])
        if pattern:
            return {"type": "string", "pattern": pattern}
        inner = self.generate_inner(schema["schema"])
        return inner | {"minimum": 0} if inner.get("type") == "integer" else inner

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def _swedish_definition(name: str, definition: dict[str, Any]) -> dict[str, Any]:
    """The definition without the class's name and docstring, which are for developers; labels for values."""
    kept = {key: value for key, value in definition.items() if key not in ("title", "description")}
    if name in _ENUMS:
        labels = ", ".join(f"{member.value} ({swedish.label(member)})" for member in _ENUMS[name])
        kept["description"] = f"{labels}."
    return kept
