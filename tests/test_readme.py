"""What the README and the guides say of commands, files and values is true."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from enum import StrEnum
from pathlib import Path

import pytest
from PIL import Image

from loften.__main__ import main
from loften.checks.identity_checks import REQUIRED_PAGES
from loften.records.vocabulary import Assessment, Cadence, Status
from loften.words import labels

ROOT = Path(__file__).parents[1]
DOCUMENTS = {
    name: (ROOT / name).read_text()
    for name in ("README.md", "CHANGELOG.md", ".github/CONTRIBUTING.md", ".github/HACKING.md")
}
ALL = "\n".join(DOCUMENTS.values())
PICTURES = sorted((ROOT / ".github" / "bilder").iterdir())
SCRIPTS = [ROOT / ".ci" / "run", *sorted((ROOT / ".github" / "workflows").glob("*.yml"))]
COMMANDS = "\n".join([ALL, *(script.read_text() for script in SCRIPTS)])


def links(text: str) -> list[str]:
    """The targets of links and pictures to files here."""
    return [target for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]


def anchors(text: str) -> set[str]:
    """The fragments that GitHub gives the headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_to_a_file_leads_to_one(name: str) -> None:
    for target in links(DOCUMENTS[name]):
        path, _, anchor = target.partition("#")
        file = (ROOT / name).parent / path if path else ROOT / name
        assert file.is_file(), target
        assert not anchor or unicodedata.normalize("NFC", anchor) in anchors(file.read_text()), target


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z./-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:^|`|run: |\n)make ([a-z./]+)", COMMANDS))
    assert {"site", "test"} <= named
    assert named - targets == set()


def test_every_command_and_option_that_is_named_exists() -> None:
    named = re.findall(r"-m loften ([a-z][a-z-]*)([^`\n]*)", COMMANDS)
    assert {"check", "changes", "preview", "write"} <= {command for command, _ in named}
    for name, rest in named:
        command = main.commands[name]
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", rest)) <= known, f"{name}{rest}"


def test_every_module_that_the_house_shows_exists() -> None:
    table = DOCUMENTS[".github/HACKING.md"].partition("| Room | What lies there |")[2].partition("\n\n")[0]
    modules = {path.stem for path in (ROOT / "hooks" / "loften").rglob("*.py")}
    named = {name for name in re.findall(r"`([a-z_]+)`", table) if not name.startswith("_")}
    assert named - modules == set()


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    table = DOCUMENTS[".github/HACKING.md"].partition("| Package | For |")[2].partition("\n\n")[0]
    told = set(re.findall(r"[a-z][a-z0-9-]+", "\n".join(row.split("|")[1] for row in table.splitlines()[2:])))
    assert {dependency.partition("==")[0] for dependency in wanted} - told == set()


def test_every_exception_from_the_lint_that_holds_for_many_lines_has_its_reason() -> None:
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    excepted = {*lint["ignore"], *(rule for rules in lint["per-file-ignores"].values() for rule in rules)}
    table = DOCUMENTS[".github/HACKING.md"].partition("| Exception | Reason |")[2].partition("\n\n")[0]
    assert {rule for rule in excepted if rule not in table} == set()


def test_the_readme_names_every_page_that_a_site_must_have() -> None:
    told = DOCUMENTS["README.md"].partition("These pages must be there:")[2].partition(".\n")[0]
    assert set(re.findall(r"`(content/[a-z-]+\.md)`", told)) == set(REQUIRED_PAGES)


@pytest.mark.parametrize("member", [*Status, *Assessment, *Cadence], ids=lambda member: f"{member}")
def test_the_guide_explains_every_value_as_the_site_does(member: StrEnum) -> None:
    guide = " ".join(DOCUMENTS[".github/CONTRIBUTING.md"].split())
    assert f"`{member.value}` ({labels.label(member)})" in guide


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_every_picture_is_used_and_small(picture: Path) -> None:
    assert f"bilder/{picture.name}" in ALL
    assert picture.stat().st_size < 200_000
    with Image.open(picture) as image:
        assert image.format == "PNG"


def test_no_picture_lacks_a_description() -> None:
    assert re.findall(r"!\[\s*\]", ALL) == []
