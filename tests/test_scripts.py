"""The tools that check the scripts are pinned with hashes, and what is left out has its reason."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
HACKING = (ROOT / ".github" / "HACKING.md").read_text()


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / name).read_text())
    return found


def test_every_package_from_npm_is_pinned_and_has_its_reason() -> None:
    wanted = read("package.json")["devDependencies"]
    table = HACKING.partition("| Package | For |")[2].partition("\n\n")[0]
    for name, version in wanted.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert f"| {name}, from npm |" in table


def test_the_lock_is_that_of_the_packages_with_a_hash_for_each_and_no_address() -> None:
    root, *locked = read("package-lock.json")["packages"].values()
    assert root["devDependencies"] == read("package.json")["devDependencies"]
    assert locked
    for package in locked:
        assert package["integrity"].startswith("sha512-")
        assert "resolved" not in package


def test_every_rule_that_is_off_has_its_reason() -> None:
    table = HACKING.partition("| Exception | Reason |")[2].partition("\n\n")[0]
    off = re.findall(r'"(\w+)": "off"', (ROOT / "biome.json").read_text())
    assert off
    assert {rule for rule in off if rule not in table} == set()
