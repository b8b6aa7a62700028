"""The rules of the house about who may know whom, held over the imports and calls in the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from built import ROOT
from loften.__main__ import main
from loften.writing import outputs

PRODUCT = ROOT / "hooks/loften"
ADAPTER = ROOT / "hooks/build_site.py"
TEMPLATES = sorted(
    file
    for folder, pattern in (
        (PRODUCT / "writing/templates", "*.jinja"),
        (ROOT / "overrides", "*.html"),
        (ROOT / "overrides", "*.xml"),
    )
    for file in folder.glob(pattern)
)

ROOMS = (
    "records",
    "words",
    "catalogue",
    "storing",
    "privacy",
    "reading",
    "prose",
    "deriving",
    "checks",
    "comparing",
    "editing",
    "writing",
    "telling",
)
"""The rooms of the house from the ground up: each may know those before it and no other."""

ABOVE_THE_ROOMS = {"inspection", "commands", "options", "__main__"}

COMMAND_LINE = "__main__"
"""The one module of the product that may look at the clock: it is a user, as the adapter is."""

CLOCK = {
    ("dt", "datetime", "now"),
    ("dt", "datetime", "today"),
    ("dt", "datetime", "utcnow"),
    ("dt", "date", "today"),
    ("datetime", "now"),
    ("datetime", "today"),
    ("date", "today"),
}
UNWANTED_MODULES = {
    "time",  # the clock
    "random",
    "secrets",
    "uuid",
    "socket",  # the network
    "ssl",
    "http",
    "urllib.request",
    "requests",
    "httpx",
    "mkdocs",
    "material",
}
ENVIRONMENT = {("os", "environ"), ("os", "getenv"), ("os", "environb"), ("Path", "home"), ("Path", "cwd")}


@cache
def trees() -> Mapping[str, ast.Module]:
    """The syntax tree of every module of the product, by its name below `loften`; "" is the package."""
    return {_name(file): ast.parse(file.read_text()) for file in sorted(PRODUCT.rglob("*.py"))}


def _name(file: Path) -> str:
    parts = file.relative_to(PRODUCT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported(tree: ast.Module) -> Iterator[str]:
    """The full name of everything that a module imports, also inside functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(name: str) -> set[str]:
    """The modules of the product that this one imports."""
    found = set()
    for full in imported(trees()[name]):
        head, *rest = full.split(".")
        if head == "loften":
            modules = (".".join(rest[:length]) for length in range(len(rest), 0, -1))
            found.update([next(module for module in modules if module in trees())])
    return found


def reached_from(name: str) -> set[str]:
    """Every module of the product that this one imports, directly or through others."""
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        for other in own_imports(waiting.pop()) - reached:
            reached.add(other)
            waiting.append(other)
    return reached


def output_modules() -> set[str]:
    """The modules that write something: those of the list of outputs, and the pages."""
    return {output.__module__.removeprefix("loften.") for output in outputs.FILES} | {"writing.pages"}


def test_only_the_adapter_imports_mkdocs() -> None:
    users = {name for name, tree in trees().items() if any(n.startswith("mkdocs") for n in imported(tree))}
    assert users == set()
    assert any(name.startswith("mkdocs.") for name in imported(ast.parse(ADAPTER.read_text())))
    others = set((ROOT / "hooks").glob("*.py")) - {ADAPTER}
    assert others == set()


@pytest.mark.parametrize("name", sorted(trees()))
def test_a_module_uses_neither_network_nor_chance_nor_the_build_platform(name: str) -> None:
    for full in imported(trees()[name]):
        assert not {full, full.split(".")[0], full.rpartition(".")[0]} & UNWANTED_MODULES, full


@pytest.mark.parametrize("name", sorted(set(trees()) - {COMMAND_LINE}))
def test_a_module_looks_neither_at_the_clock_nor_at_the_environment(name: str) -> None:
    used = {_dotted(node) for node in ast.walk(trees()[name]) if isinstance(node, ast.Attribute)}
    assert not used & (CLOCK | ENVIRONMENT)


@pytest.mark.parametrize("name", sorted(trees()))
def test_no_module_imports_itself_through_others(name: str) -> None:
    assert name not in reached_from(name)


@pytest.mark.parametrize("name", sorted(output_modules()))
def test_an_output_does_not_know_the_others(name: str) -> None:
    assert reached_from(name) & (output_modules() - {name}) == set()


def test_the_feed_and_the_redirects_are_outputs() -> None:
    assert {"writing.feeds", "writing.redirects", "writing.pages"} <= output_modules()


def room(name: str) -> str:
    return name.split(".")[0]


def test_every_module_lies_in_a_room() -> None:
    assert {room(name) for name in trees() if name} == {*ROOMS, *ABOVE_THE_ROOMS}


@pytest.mark.parametrize("name", sorted(name for name in trees() if room(name) in ROOMS))
def test_no_import_runs_upwards_between_rooms(name: str) -> None:
    below = {*ROOMS[: ROOMS.index(room(name)) + 1]}
    assert {room(other) for other in own_imports(name)} <= below


WITHOUT_WORDS = ("catalogue", "prose", "deriving", "writing")
"""Rooms that make what visitors read and leave its words to `words/` and the templates."""


@pytest.mark.parametrize("name", sorted(name for name in trees() if room(name) in WITHOUT_WORDS))
def test_what_visitors_read_is_put_together_in_one_room(name: str) -> None:
    tree = trees()[name]
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    swedish = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
        and set("åäöÅÄÖ") & set(node.value)
    ]
    # the name of the program, which feeds give as their generator
    assert set(swedish) <= {"Medborgarlöften"}


def test_the_values_the_vocabulary_and_the_problems_stand_on_nothing() -> None:
    for name in ("values", "vocabulary", "problems", "marks", "documents"):
        assert own_imports(f"records.{name}") == set()


def test_the_adapter_takes_every_output_from_the_one_list() -> None:
    from_product = {name for name in imported(ast.parse(ADAPTER.read_text())) if name.startswith("loften.")}
    assert "loften.writing.outputs.FILES" in from_product
    modules = {name.removeprefix("loften.").rpartition(".")[0] for name in from_product}
    assert not modules & (output_modules() - {"writing.pages"})


def test_every_check_says_its_rule_in_its_docstring() -> None:
    checks = {
        f"{name}.{node.name}": ast.get_docstring(node)
        for name, tree in trees().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("check_")
    }
    assert len(checks) > 10
    assert [name for name, rule in checks.items() if not rule] == []


def test_every_module_begins_by_saying_what_it_is() -> None:
    silent = [name for name, tree in trees().items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_every_command_is_explained_in_swedish() -> None:
    for command in main.commands.values():
        assert command.help
        assert command.help.endswith(".")


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert not {part for name in trees() for part in name.split(".")} & {
        "utils",
        "util",
        "helpers",
        "misc",
        "common",
        "manager",
    }


def test_no_file_of_the_project_lies_outside_it() -> None:
    for file in (*PRODUCT.rglob("*"), *(ROOT / "overrides").rglob("*")):
        assert file.resolve().is_relative_to(ROOT), file


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_line_of_a_template_is_160_characters_or_longer(file: Path) -> None:
    lines = enumerate(file.read_text().splitlines(), start=1)
    assert [number for number, line in lines if len(line) >= 160] == []


def _dotted(node: ast.expr) -> tuple[str, ...]:
    """`("dt", "date", "today")` for `dt.date.today`; empty for what is not a chain of names."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return (*before, node.attr) if before else ()
    return ()
