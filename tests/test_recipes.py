"""The recipes in the guide for programmers are right: each is carried out on a copy, as it stands there."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from copies import ROOT, copy_program, run
from loften.catalogue.page_kinds import PAGE_KINDS
from loften.records.texts import WordForWord

GUIDE = (ROOT / ".github/HACKING.md").read_text()
STEP = re.compile(
    r"(?:In `(?P<file>\S+)`, (?P<how>below|above|instead of) `(?P<anchor>[^\n]+)`|A new file `(?P<new>\S+)`):"
    r"\n\n```[a-z]+\n(?P<lines>.*?)```\n",
    re.DOTALL,
)
UPDATE = "content/2032/nyheter/2032-02-11-tva-traffar-om-bedragerier.md"


def recipe(heading: str) -> str:
    return re.split(r"^##+ ", GUIDE.partition(f"\n### {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]


def carry_out(program: Path, heading: str) -> list[str]:
    """Makes every change of the recipe in a copy of the program; returns the files that it touches."""
    touched = []
    for step in STEP.finditer(recipe(heading)):
        file = program / (step["file"] or step["new"])
        touched.append(file.relative_to(program).as_posix())
        if step["new"]:
            assert not file.exists()
            file.write_text(step["lines"])
            continue
        written = file.read_text().split("\n")
        (number,) = (number for number, line in enumerate(written) if line.strip() == step["anchor"])
        start, end = {
            "below": (number + 1, number + 1),
            "above": (number, number),
            "instead of": (number, number + 1),
        }[step["how"]]
        lines = step["lines"].removesuffix("\n").split("\n")
        file.write_text("\n".join([*written[:start], *lines, *written[end:]]))
    return touched


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A copy of the program with the example municipality beside it."""
    copy = copy_program(tmp_path)
    shutil.copytree(ROOT / "examples", copy / "examples")
    return copy


def municipality(program: Path) -> Path:
    return program / "examples/exempelkommun"


def written(program: Path) -> Path:
    """The example, written without MkDocs by the copy."""
    done = run(program, municipality(program), "loften", "write", "--out", str(program / "ut"))
    assert done.returncode == 0, done.stderr
    return program / "ut"


def change(program: Path, path: str, old: str, new: str) -> None:
    file = municipality(program) / path
    assert file.read_text().count(old) == 1
    file.write_text(file.read_text().replace(old, new))


def test_a_field_is_one_place_and_the_template_that_shows_it(program: Path) -> None:
    assert carry_out(program, "A field") == [
        "hooks/loften/records/texts.py",
        "hooks/loften/writing/templates/update.html.jinja",
    ]
    change(program, UPDATE, "kind: measure", "kind: measure\nweather: Snö")
    page = written(program) / UPDATE.removeprefix("content/").replace(".md", "/index.html")
    assert "<p>Väder: Snö</p>" in page.read_text()


def test_a_check_is_its_generator_and_its_name_in_the_list(program: Path) -> None:
    assert set(carry_out(program, "A check")) == {
        "hooks/loften/checks/measure_checks.py",
        "hooks/loften/checks/site_checks.py",
    }
    measure = "content/2032/atgarder/checklista.md"
    title = "title: Ett två tre fyra fem sex sju åtta nio tio elva"
    file = municipality(program) / measure
    file.write_text(re.sub(r"^title: .*$", title, file.read_text(), flags=re.MULTILINE))
    done = run(program, municipality(program), "loften", "check", "--format", "json")
    assert done.returncode == 1
    (told,) = (problem for problem in json.loads(done.stdout) if problem["severity"] == "error")
    assert (told["rule"], told["path"]) == ("measure-title-is-short", measure)
    assert told["message"] == "rubriken är lång – skriv högst tio ord"


def test_a_notice_of_the_day_is_told_on_its_day_and_stops_nothing(program: Path) -> None:
    carry_out(program, "A notice of the day")
    change(program, "mkdocs.yml", "today: 2032-02-15", "today: 2031-12-15")
    done = run(program, municipality(program), "loften", "check", "--format", "json")
    (told,) = (problem for problem in json.loads(done.stdout) if problem["rule"] == "year-ends-soon")
    assert (told["severity"], told["message"]) == ("warning", "löftet tar snart slut")


def test_an_output_is_its_module_and_its_name_in_the_list(program: Path) -> None:
    assert set(carry_out(program, "An output")) == {
        "hooks/loften/writing/measure_list.py",
        "hooks/loften/writing/outputs.py",
    }
    assert "Göra klart övergångsstället" in (written(program) / "atgarder.txt").read_text()


def test_a_section_page_is_a_row_and_a_template_and_has_its_name_reserved(program: Path) -> None:
    assert carry_out(program, "A page") == [
        "hooks/loften/catalogue/page_kinds.py",
        "hooks/loften/writing/templates/goals.html.jinja",
    ]
    site = program / "site"
    done = run(program, municipality(program), "mkdocs", "build", "--strict", "-q", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    page = (site / "2032/mal/index.html").read_text()
    assert "<title>Mål – " in page
    assert '<a href="./">Mål</a>' in page.replace(' aria-current="page"', "").replace(' class="active"', "")
    (municipality(program) / "content/2032/mal.md").write_text("---\ntitle: Mål\nsummary: Mål.\n---\n")
    told = run(program, municipality(program), "loften", "check").stdout
    assert "content/2032/mal.md:1:1: webbplatsen gör själv sidan /2032/mal/ – byt namn på filen" in told


def test_a_page_of_the_whole_site_stands_in_the_menu_if_its_row_says_so(program: Path) -> None:
    kinds = program / "hooks/loften/catalogue/page_kinds.py"
    row = '    PageKind(name="figures", address="siffror/", is_in_menu=True),'
    anchor = 'PageKind(name="current", address="aktuellt/"),'
    kinds.write_text(kinds.read_text().replace(f"    {anchor}", f"{row}\n    {anchor}"))
    (program / "hooks/loften/writing/templates/figures.html.jinja").write_text(
        '{% extends "page.html.jinja" %}\n{% block title %}Siffror{% endblock %}\n'
        "{% block menu %}Siffror{% endblock %}\n"
        "{% block description %}Alla siffror.{% endblock %}\n"
    )
    site = program / "site"
    done = run(program, municipality(program), "mkdocs", "build", "--strict", "-q", "--site-dir", str(site))
    assert done.returncode == 0, done.stderr
    assert 'href="siffror/">Siffror</a>' in (site / "index.html").read_text()
    (municipality(program) / "content/siffror.md").write_text("---\ntitle: S\nsummary: S.\n---\n")
    told = run(program, municipality(program), "loften", "check").stdout
    assert "content/siffror.md:1:1: webbplatsen gör själv sidan /siffror/" in told


def test_a_value_is_its_member_and_its_label(program: Path) -> None:
    assert carry_out(program, "A value") == [
        "hooks/loften/records/vocabulary.py",
        "hooks/loften/words/labels.py",
    ]
    change(program, UPDATE, "kind: measure", "kind: möte")
    told = run(program, municipality(program), "loften", "check").stdout
    assert 'kind "möte" finns inte – menade du "meeting" (möte)?' in told


def test_every_name_that_the_site_makes_pages_at_is_reserved_in_an_agreement(program: Path) -> None:
    made = [kind for kind in PAGE_KINDS.values() if kind.shows is not WordForWord]
    for kind in made:
        if kind.is_of_agreement and kind.segments:
            name = f"content/2032/{kind.segments[0]}.md"
            (municipality(program) / name).write_text("---\ntitle: T\nsummary: S.\n---\n")
    told = run(program, municipality(program), "loften", "check").stdout
    names = {kind.segments[0] for kind in made if kind.is_of_agreement and kind.segments}
    for name in names:
        assert f"content/2032/{name}.md:1:1: webbplatsen gör själv sidan /2032/{name}/" in told


@pytest.mark.parametrize("heading", re.findall(r"^### (An? .*)$", GUIDE, re.MULTILINE))
def test_every_recipe_has_steps(heading: str) -> None:
    assert STEP.search(recipe(heading))
