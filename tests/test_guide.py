"""The templates in the guides hold: filled in as they stand, they load and check without problems."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from loften.comparing.permanence import check_permanence
from loften.inspection import Inspection, inspect
from loften.reading.load import load

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "exempelkommun"
GUIDE = (ROOT / ".github" / "CONTRIBUTING.md").read_text()
README = (ROOT / "README.md").read_text()

CLOCK = dt.date(2032, 2, 15)
UPDATE = "content/2032/nyheter/2032-02-12-ljust-i-tunneln.md"
PROMISES = "promises.yaml"

# a block whose introduction names its file and ends with a colon
FILE = re.compile(
    r"`(content/\S+\.md|promises\.yaml)`[^`]*:\n\n```[a-z]+\n(.*?)^```", re.DOTALL | re.MULTILINE
)
# a block of fields to add to the head of a text; what begins with an indent belongs in promises.yaml
FIELDS = re.compile(r"```yaml\n([a-z].*?)^```", re.DOTALL | re.MULTILINE)
MESSAGE = re.compile(r"```text\n(.*?)\n```", re.DOTALL)


def files(guide: str) -> dict[str, str]:
    """The text of each template by the path of its file."""
    return dict(FILE.findall(guide))


def quoted() -> dict[str, str]:
    """The message that the guide quotes for each mistake and change; one that ends with … as far as that."""
    messages = [message.removesuffix(" …") for message in MESSAGE.findall(GUIDE)]
    return dict(zip((*MISTAKES, *CHANGES), messages, strict=True))


@pytest.fixture
def municipality(tmp_path: Path) -> Path:
    """A copy of the example municipality with every text that the guides show."""
    root = tmp_path / "exempelkommun"
    shutil.copytree(EXAMPLE, root)
    for path, text in {**files(GUIDE), **files(README)}.items():
        if path != PROMISES:
            assert not (root / path).exists(), f"{path} is already a file of the example"
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
    return root


def told(found: Inspection) -> set[str]:
    return {str(problem) for problem in found.problems}


def before() -> set[str]:
    """What there is to say of the example itself."""
    return told(inspect(EXAMPLE, CLOCK))


def test_both_guides_have_templates() -> None:
    assert len(files(GUIDE)) == 7
    assert len(files(README)) == 2
    assert len(FIELDS.findall(GUIDE)) == 4


def test_every_text_in_the_guides_is_accepted(municipality: Path) -> None:
    assert told(inspect(municipality, CLOCK)) == before()


@pytest.mark.parametrize("fields", FIELDS.findall(GUIDE), ids=lambda fields: fields.partition(":")[0])
def test_the_fields_that_the_guide_adds_are_accepted(municipality: Path, fields: str) -> None:
    update = municipality / UPDATE
    for picture in re.findall(r"file: (\S+)", fields):
        Image.new("RGB", (16, 9)).save(update.parent / picture)
    excepted = "".join(re.findall(r"- text: (.*)", fields))
    head, _, body = update.read_text().partition("\n---\n")
    update.write_text(f"{head}\n{fields}---\n{body}\n{excepted}\n")
    assert told(inspect(municipality, CLOCK)) == before()


def test_the_new_year_in_the_guide_is_accepted_and_asks_for_a_measure(municipality: Path) -> None:
    file = municipality / PROMISES
    agreements, glossary, rest = file.read_text().partition("\nglossary:\n")
    file.write_text(f"{agreements}\n{files(GUIDE)[PROMISES]}{glossary}{rest}")
    new = [problem for problem in inspect(municipality, CLOCK).problems if str(problem) not in before()]
    assert [(problem.is_error, problem.message) for problem in new] == [
        (
            False,
            'löftet "lugnare-vid-stationen" har ingen åtgärd – lägg till en i content/2033/atgarder/ '
            'med raden "promise: lugnare-vid-stationen"',
        )
    ]


MISTAKES = {
    "the status is a Swedish word": ("status: done", "status: Klar"),
    "the source is missing": (
        "source:\n  by: Kommunens gatuenhet\n  text: Slutbesiktning 11 februari 2032\n",
        "",
    ),
    "the day is written in another way": ("published: 2032-02-12", "published: 12/2 2032"),
    "the measure does not exist": ("belysning-i-gangtunneln", "belysning-gangtunneln"),
    "the title holds a colon": ("title: Nu", "title: Klart: nu"),
    "a telephone number came along": ("mörkt.", "mörkt. Frågor: 070-174 06 78."),
    "the picture has no description": (
        "source:\n",
        "pictures:\n  - file: bilder/bussen.webp\nsource:\n",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_guide_quotes_what_the_check_says_of_a_common_mistake(municipality: Path, mistake: str) -> None:
    right, wrong = MISTAKES[mistake]
    update = municipality / UPDATE
    assert update.read_text().count(right) == 1
    update.write_text(update.read_text().replace(right, wrong))
    found = [problem.message for problem in inspect(municipality, CLOCK).problems if problem.path == UPDATE]
    assert len(found) == 1
    assert found[0].startswith(quoted()[mistake])


def rewrite(update: Path) -> None:
    update.write_text(update.read_text().replace("status: done", "status: partly-done"))


CHANGES: dict[str, Callable[[Path], None]] = {
    "a published status is rewritten": rewrite,
    "a published file is removed": Path.unlink,
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_guide_quotes_what_a_change_of_something_published_is_told(
    municipality: Path, change: str
) -> None:
    for correction in municipality.glob("content/2032/nyheter/*-rattelse-gangtunneln.md"):
        correction.unlink()
    published = load(municipality)
    CHANGES[change](municipality / UPDATE)
    after = load(municipality)
    found = [problem.message for problem in check_permanence(published, after, CLOCK)]
    assert len(found) == 1
    assert found[0].startswith(quoted()[change])
