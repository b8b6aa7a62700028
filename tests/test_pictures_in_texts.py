"""Pictures that stand in a text in another way than as a file beside it: one answer each, and a short one."""

from __future__ import annotations

import base64
import datetime as dt
import random
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from loften.inspection import inspect
from loften.privacy.images import inspect as inspect_picture
from loften.privacy.images import without_pasted

DATA = Path(__file__).parent / "data"
TEXT = "content/2024/nyheter/2024-04-10-torget.md"
TODAY = dt.date(2024, 10, 1)
LETTERS = base64.b64encode(random.Random(5).randbytes(300_000)).decode()  # noqa: S311 - the same every time
DATA_URI = f"data:image/png;base64,{LETTERS}"
ON_LINES = "data:image/jpeg;base64,\n" + "\n".join(LETTERS[at : at + 76] for at in range(0, len(LETTERS), 76))
ON_GITHUB = "https://github.com/user-attachments/assets/3f0c0c2e-1111-4f3e-9d7c-2b5b1f0a7f10"
REMEDY = (
    "Spara bilden som en fil (högerklicka på den och välj Spara bild som), lägg filen i mappen bilder "
    "bredvid texten och skriv "
)
IN_TEXT = f"{REMEDY}![Vad bilden visar](bilder/filens-namn.jpg)"
PASTED = "bilden är inklistrad som en lång rad tecken"
AT_GITHUB = "bilden ligger hos GitHub, inte bland webbplatsens filer, och kan försvinna"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in (DATA / "faults" / "base", DATA / "mistakes" / "picture-without-alt"):
        shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return tmp_path


def told(root: Path, *, fields: str = "", body: str = "") -> list[str]:
    """Every message on the text, with its line, when it has these fields and this body."""
    file = root / TEXT
    head, _, _ = file.read_text(encoding="utf-8").rpartition("\n---\n")
    file.write_text(f"{head}\n{fields}---\n{body}\n", encoding="utf-8")
    return [
        f"{problem.line}:{problem.column}: {problem.message}" for problem in inspect(root, TODAY).problems
    ]


BODIES = {
    f"![]({DATA_URI})": f"19:1: {PASTED}. {IN_TEXT}",
    f"Före ![bild]({DATA_URI}) efter.": f"19:6: {PASTED}. {IN_TEXT}",
    f"![][image1]\n\nText.\n\n[image1]: <{DATA_URI}>": f"19:1: {PASTED}. {IN_TEXT}",
    f"![]({ON_LINES})": f"19:1: {PASTED}. {IN_TEXT}",
    f"Text.\n\n{DATA_URI}\n\nText.": f"21:1: {PASTED}. {IN_TEXT}",
    f'<img src="{DATA_URI}" alt="Torget">': f"19:1: HTML får inte stå i texten: <img>. {IN_TEXT}",
    f'<img src="{ON_LINES}" alt="Torget">': f"19:1: HTML får inte stå i texten: <img>. {IN_TEXT}",
    f'<img width="600" height="400" alt="Image" src="{ON_GITHUB}" />': (
        f"19:1: HTML får inte stå i texten: <img>. {IN_TEXT}"
    ),
    f"![Image]({ON_GITHUB})": f"19:1: {AT_GITHUB}. {IN_TEXT}",
    "![](https://user-images.githubusercontent.com/1/2.png)": f"19:1: {AT_GITHUB}. {IN_TEXT}",
    "![Torget](https://www.koping.se/torget.jpg)": (
        f"19:1: bilden hämtas från en annan webbplats. {IN_TEXT}"
    ),
}


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_a_picture_pasted_into_a_text_is_answered_once_without_its_letters(root: Path, body: str) -> None:
    assert told(root, body=body) == [BODIES[body]]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (DATA_URI, PASTED),
        (ON_GITHUB, AT_GITHUB),
        ("https://a.example/b.jpg", "bilden hämtas från en annan webbplats"),
    ],
    ids=["letters", "GitHub", "elsewhere"],
)
def test_a_picture_pasted_into_its_field_is_answered_once_too(root: Path, source: str, fault: str) -> None:
    fields = f"pictures:\n  - file: {source}\n    alt: Torget\n"
    assert told(root, fields=fields) == [f'19:11: {fault}. {REMEDY}"bilder/filens-namn.jpg"']


def test_what_stands_beside_a_pasted_picture_is_told_on_its_own_line(root: Path) -> None:
    found = told(root, body=f"![a]({ON_LINES})\n\n![]({DATA_URI})\n\nEtt EKG togs.")
    lines = 1 + ON_LINES.count("\n")
    assert [message.split(":")[0] for message in found] == ["19", f"{19 + lines + 1}", f"{19 + lines + 3}"]
    assert "EKG" in found[-1]


def test_letters_of_a_pasted_picture_that_look_like_a_plate_are_no_personal_data(root: Path) -> None:
    pasted = "![bild](data:image/png;base64,AAAA+ABC234/AAAA)"
    for body, found in ((f"{pasted}\n", 0), (f"{pasted}\n\nBilen ABC 234.\n", 1)):
        assert sum("registreringsnummer" in said for said in told(root, body=body)) == found


def test_only_the_letters_of_a_picture_are_left_out() -> None:
    for text in ("Text.", "data:", "data:image", "Se data:image/png i boken.", "a\n\nb"):
        assert without_pasted(text) == text
    assert without_pasted("data:image/png;base64,AAAA\nHej och välkomna") == "data:,\nHej och välkomna"
    assert (
        without_pasted(f"x ![]({ON_LINES}) y\nz") == "x ![](data:,) y\n" + "\n" * ON_LINES.count("\n") + "z"
    )


# --- the guide ------------------------------------------------------------------------------------------

GUIDE = (Path(__file__).parents[1] / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTION = GUIDE.partition("\n## Bilder\n")[2].partition("\n## ")[0]


def rows() -> Iterator[tuple[str, str]]:
    """Each row of the guide's table: what the picture is, and what to do."""
    table = SECTION.partition("| Bilden | Gör så här |\n|---|---|\n")[2].partition("\n\n")[0]
    for row in table.split("\n"):
        _, what, how, _ = re.split(r" ?\| ?", row)
        yield what, how


def _saved(kind: str, mode: str = "RGB", **settings: object) -> bytes:
    output = BytesIO()
    Image.new(mode, (16, 16)).save(output, kind, **settings)
    return output.getvalue()


def _moving(kind: str) -> bytes:
    return _saved(kind, save_all=True, append_images=[Image.new("RGB", (16, 16), "red")], duration=100)


EXAMPLES: dict[str, dict[str, bytes]] = {
    "är HEIC": {
        "a.heic": b"\0\0\0\x18ftypheic",
        "a.tiff": _saved("tiff"),
        "a.bmp": _saved("bmp"),
        "a.avif": b"\0\0\0\x18ftypavif",
    },
    "är SVG": {"a.svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>'},
    "är gjord för tryck": {"a.jpg": _saved("jpeg", "CMYK")},
    "rör sig": {"a.gif": _moving("gif"), "a.webp": _moving("webp"), "a.png": _moving("png")},
}
"""For each row of the guide that is about a file, files of its kinds."""
TEXTS = {"är inklistrad från Word": f"![]({DATA_URI})", "är inklistrad på GitHub": f'<img src="{ON_GITHUB}">'}
"""For each row that is about a text, what has been pasted there."""


def test_the_guide_has_a_row_for_each_kind_of_picture_and_none_besides() -> None:
    begun = [begin for what, _ in rows() for begin in (*EXAMPLES, *TEXTS) if what.startswith(begin)]
    assert begun == [*EXAMPLES, *TEXTS]
    assert len(list(rows())) == len(begun)


@pytest.mark.parametrize("begin", EXAMPLES)
def test_the_guide_says_of_a_file_what_the_check_says(begin: str) -> None:
    (how,) = [how for what, how in rows() if what.startswith(begin)]
    steps = re.findall(r"\*\*(.*?)\*\*|`(.*?)`", how) or [("skärmbild", ""), ("PNG", "")]
    for path, raw in EXAMPLES[begin].items():
        (problem,) = inspect_picture(path, raw)
        assert [step for pair in steps for step in pair if step not in problem.message] == []
        assert problem.is_error == (begin != "rör sig")


@pytest.mark.parametrize("begin", TEXTS)
def test_the_guide_says_of_a_pasted_picture_what_the_check_says(root: Path, begin: str) -> None:
    (how,) = [how for what, how in rows() if what.startswith(begin)]
    (message,) = told(root, body=TEXTS[begin])
    assert "**Spara bild som**" in how
    assert "Spara bild som" in message
    label, file = re.findall(r"En bildrad .*?`(.*?)`.*?`(.*?)`", SECTION)[0]
    assert how.endswith("mot en bildrad.")
    assert message.endswith(f"skriv {label}({file})")


def test_the_guide_tells_of_the_ways_to_clean_that_the_check_tells_of() -> None:
    (problem,) = inspect_picture("a.jpg", _saved("jpeg", comment=b"Anna"))
    for words in ("make clean-images", "Ta bort egenskaper och personlig information", "Windows + Skift + S"):
        assert words in problem.message
        assert words in " ".join(SECTION.split())


def test_no_message_on_a_picture_is_long(root: Path) -> None:
    found = [message for body in BODIES for message in told(root, body=body)]
    assert max(map(len, found)) < 300
