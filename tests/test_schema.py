"""The JSON Schemas say in an editor's tool what the model says when it reads."""

from __future__ import annotations

import json
import re
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from loften.editing.schemas import json_schemas
from loften.records.record import fields
from loften.records.texts import FileRecord

FROM_FILE = {key for key, field in fields(FileRecord).items() if field.from_file}

NAMES = [
    "promises.schema.json",
    "atgard.schema.json",
    "nyhet.schema.json",
    "uppfoljning.schema.json",
    "ord-for-ord.schema.json",
    "sida.schema.json",
]


def schema(name: str) -> Any:
    return json.loads(json_schemas()[name])


def every_description(part: object) -> list[str]:
    if isinstance(part, dict):
        own = [part["description"]] if isinstance(part.get("description"), str) else []
        return own + [text for inner in part.values() for text in every_description(inner)]
    if isinstance(part, list):
        return [text for inner in part for text in every_description(inner)]
    return []


def test_there_is_a_schema_for_each_kind_of_file() -> None:
    assert list(json_schemas()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid_against_the_metaschema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", NAMES)
def test_schema_text_is_sorted_readable_and_ends_with_a_line_feed(name: str) -> None:
    text = json_schemas()[name]
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert "\\u00" not in text


@pytest.mark.parametrize("name", NAMES)
def test_no_description_or_title_is_english(name: str) -> None:
    english = re.compile(r"\b(the|and|what|which|how|with|who|is|of)\b", re.IGNORECASE)
    titles = re.findall(r'"title": "(.*)"', json_schemas()[name])
    assert len(titles) == 1
    assert [text for text in [*every_description(schema(name)), *titles] if english.search(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_field_of_a_schema_is_described(name: str) -> None:
    whole = schema(name)
    records = [whole, *(inner for inner in whole["$defs"].values() if "properties" in inner)]
    undescribed = [
        field
        for record in records
        for field, part in record["properties"].items()
        if "description" not in part
    ]
    assert undescribed == []


@pytest.mark.parametrize("name", NAMES[1:])
def test_fields_that_come_from_the_file_itself_are_not_offered(name: str) -> None:
    assert not FROM_FILE & set(schema(name)["properties"])
    assert not FROM_FILE & set(schema(name)["required"])


def test_fields_have_the_names_that_editors_write() -> None:
    assert "signed" in schema("atgard.schema.json")["properties"]
    assert schema("promises.schema.json")["$defs"]["Period"]["required"] == ["from", "to"]


def test_values_have_the_types_that_yaml_gives_them() -> None:
    measure = schema("atgard.schema.json")
    assert measure["properties"]["signed"]["type"] == "boolean"
    assert measure["properties"]["published"]["type"] == "string"
    assert measure["$defs"]["Target"]["properties"]["count"] == {
        "description": "Målets antal, med siffror.",
        "minimum": 0,
        "type": "integer",
    }


def test_a_value_of_a_list_of_words_is_explained_with_its_label() -> None:
    assert schema("nyhet.schema.json")["$defs"]["Status"] == {
        "description": (
            "planned (planerad), ongoing (pågår), done (genomförd), partly-done (delvis genomförd), "
            "not-done (inte genomförd), not-verifiable (kan inte följas upp)."
        ),
        "enum": ["planned", "ongoing", "done", "partly-done", "not-done", "not-verifiable"],
        "type": "string",
    }


@pytest.mark.parametrize(
    ("change", "is_valid"),
    [
        ({}, True),
        ({"published": "2024-03-01 09:00"}, True),
        ({"published": "1 mars 2024"}, False),
        ({"kind": "nyhet"}, False),
        ({"rubrik": "x"}, False),
        ({"measures": [{"measure": "belysning", "status": "done"}]}, True),
        ({"measures": [{"measure": "Belysning"}]}, False),
    ],
)
def test_schema_of_an_update_accepts_and_refuses(change: dict[str, object], is_valid: bool) -> None:
    update = {"title": "T", "kind": "measure", "summary": "S", "published": "2024-03-01"}
    validator = jsonschema.Draft202012Validator(schema("nyhet.schema.json"))
    assert validator.is_valid(update | change) is is_valid
