"""The JSON Schemas that are kept in the repository are the model's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from built import EXAMPLE, LIVE, ROOT
from loften.editing.schemas import json_schemas

FOLDER = ROOT / "schemas"


def test_the_kept_schemas_are_those_of_the_model_and_no_others() -> None:
    kept = {file.name: file.read_text() for file in FOLDER.iterdir()}
    assert kept == json_schemas(), "run make schemas"


@pytest.mark.parametrize("root", [LIVE, EXAMPLE], ids=["live", "example"])
def test_promises_yaml_names_its_schema_on_the_first_line(root: Path) -> None:
    file = root / "promises.yaml"
    first = file.read_text().splitlines()[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert match, first
    assert (file.parent / match[1]).resolve() == FOLDER / "promises.schema.json"
