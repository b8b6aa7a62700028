"""What an editor is told when they have made a mistake: the whole of it, as `make check` prints it.

Each folder in tests/data/mistakes holds the files that an editor has committed on top of the site without
faults in tests/data/faults/base, or names in removed.txt those that they took away. expected.txt holds every
line they are then told.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from loften.inspection import inspect
from loften.records.problems import Problem
from loften.records.record import fields
from samples import every_record

DATA = Path(__file__).parent / "data"
BASE = DATA / "faults" / "base"
MISTAKES = DATA / "mistakes"
CASES = sorted(case.name for case in MISTAKES.iterdir())
TODAY = dt.date(2024, 10, 1)

LARGE_PICTURE = "content/2024/nyheter/bilder/stor.jpg"
"""Not kept among the cases for its size: it is made for those that name it."""

SAVED_AS = {"utf-16": "utf-16", "windows-encoding": "cp1252"}
"""Cases that are about how the file was saved; they are kept as UTF-8, so that other tools can read them."""

CommittedTo = Callable[[str], Path]


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> CommittedTo:
    """The folder of the site with a case's files on top."""

    def lay(case: str) -> Path:
        root = tmp_path_factory.mktemp("site")
        for folder in (BASE, MISTAKES / case):
            shutil.copytree(folder, root, dirs_exist_ok=True)
        (root / "expected.txt").unlink()
        removed = root / "removed.txt"
        for path in removed.read_text(encoding="utf-8").splitlines() if removed.exists() else ():
            (root / path).unlink()
        if case in SAVED_AS:
            for file in (MISTAKES / case).rglob("*.md"):
                text = file.read_text(encoding="utf-8")
                (root / file.relative_to(MISTAKES / case)).write_bytes(text.encode(SAVED_AS[case]))
        if case.endswith("too-large"):
            picture = root / LARGE_PICTURE
            picture.parent.mkdir(exist_ok=True)
            picture.write_bytes(_jpeg() + bytes(3_000_000))
        return root

    return lay


def _jpeg() -> bytes:
    output = BytesIO()
    Image.new("RGB", (48, 32), "navy").save(output, format="jpeg")
    return output.getvalue()


def expected(case: str) -> list[str]:
    return (MISTAKES / case / "expected.txt").read_text(encoding="utf-8").splitlines()


def every_line() -> Iterator[tuple[str, str]]:
    """Each case with each line that is told of it."""
    for case in CASES:
        for line in expected(case):
            yield case, line


@pytest.mark.parametrize("case", CASES)
def test_each_mistake_is_told_with_its_place_and_how_to_mend_it(committed: CommittedTo, case: str) -> None:
    problems = inspect(committed(case), TODAY).problems
    assert [str(problem) for problem in problems] == expected(case)


def test_the_corpus_is_large_and_every_case_tells_something() -> None:
    assert len(CASES) >= 60
    assert [case for case in CASES if not expected(case)] == []


# --- how it is told -----------------------------------------------------------------------------------------

ENGLISH = frozenset(
    (
        *("an", "and", "are", "as", "be", "cannot", "character", "column", "could"),
        *("did", "does", "duplicate", "each", "either", "empty", "error", "errors", "expected"),
        *("extra", "field", "file", "found", "has", "have", "if", "indent", "indentation"),
        *("input", "instead", "integer", "invalid", "is", "it", "its", "key", "keys"),
        *("least", "like", "line", "list", "looks", "mapping", "may", "missing", "more"),
        *("must", "name", "no", "node", "not", "number", "of", "one", "only"),
        *("or", "out", "parse", "parser", "required", "scalar", "sequence", "should", "some"),
        *("string", "syntax", "than", "that", "the", "their", "there", "this", "token"),
        *("traceback", "unexpected", "unknown", "unterminated", "use", "valid", "value", "values", "was"),
        *("where", "while", "with", "without", "wrong", "you", "your"),
    )
)
"""Words of English error messages that are no Swedish words."""


def own_words(message: str) -> set[str]:
    """The words of a message without what it quotes: a value, a field's name, a file or an address."""
    names = {field.name for kind in every_record() for field in fields(kind).values()}
    prose = re.sub(r'"[^"]*"|\([^()]*\)|Tillåtna:.*|tillåtna:.*|\S*[/_.<>\[\]=|]\S*\w', " ", message)
    prose = re.sub(rf"\b(?:{'|'.join(map(re.escape, names))})\b", " ", prose)
    return set(re.findall(r"[a-zåäö]+", prose.lower()))


def test_no_message_holds_english_or_a_traceback() -> None:
    english = {(case, word) for case, line in every_line() for word in own_words(line) & ENGLISH}
    assert english == set()


def test_every_message_says_what_is_expected_or_what_to_do() -> None:
    advice = re.compile(
        r" – | ska | får (?:bara|inte) |saknas| (?:Skriv|Dela|Kontrollera|Vänta|Ta bort|Lägg|Ändra|skriv) "
    )
    assert [line for _, line in every_line() if not advice.search(line)] == []


@pytest.mark.parametrize(
    ("case", "values"),
    [
        ("personal-number", ["811228", "9874"]),
        ("personal-number-in-a-field-with-another-fault", ["811228", "9874"]),
        ("personal-number-in-key", ["811228", "9874", "Anna"]),
        ("private-e-mail", ["anna", "exempel.se"]),
        ("e-mail-in-source", ["anna", "exempel.se"]),
        ("e-mail-in-wrong-field", ["anna", "exempel"]),
        ("e-mail-with-broken-yaml", ["anna", "exempel.se"]),
        ("e-mail-as-link", ["anna@", "exempel.se"]),
        ("mailto-link", ["anna@", "exempel.se"]),
        ("mobile-number", ["174 06 05", "070"]),
        ("mobile-as-link", ["1740605", "070"]),
        ("contact-with-private-number", ["174 06 05", "070"]),
        ("number-plate", ["ABC", "123"]),
        ("plate-in-file-name", ["abc123", "ABC"]),
        ("privacy-exception-not-exact", ["ABC 123", "ABC 124"]),
    ],
)
def test_no_message_repeats_personal_data(case: str, values: list[str]) -> None:
    told = "\n".join(expected(case))
    assert [value for value in values if value in told] == []


def test_what_a_windows_editor_does_of_itself_is_no_mistake(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    for file in tmp_path.rglob("*.md"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n") + b"\r\n  \r\n")
    assert inspect(tmp_path, TODAY).problems == ()


# --- any mistake --------------------------------------------------------------------------------------------

MUTATIONS = 300
ODD = (
    "\t",
    "”",
    "\u00a0",
    ":",
    "- ",
    "#",
    "---",
    "{",
    "[",
    "&",
    "*",
    "\x00",
    "\ufeff",
    "å" * 200,
    "<b>",
    "'",
    '"',
)

Mutation = Callable[[random.Random, list[str]], None]


def _delete(chance: random.Random, lines: list[str]) -> None:
    del lines[chance.randrange(len(lines))]


def _double(chance: random.Random, lines: list[str]) -> None:
    index = chance.randrange(len(lines))
    lines.insert(index, lines[index])


def _swap(chance: random.Random, lines: list[str]) -> None:
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]


def _insert(chance: random.Random, lines: list[str]) -> None:
    index = chance.randrange(len(lines))
    column = chance.randrange(len(lines[index]) + 1)
    lines[index] = lines[index][:column] + chance.choice(ODD) + lines[index][column:]


def _truncate(chance: random.Random, lines: list[str]) -> None:
    index = chance.randrange(len(lines))
    lines[index] = lines[index][: chance.randrange(len(lines[index]) + 1)]
    del lines[index + 1 :]


BODY = """\
Polisen var på [torget](/kontakt/) i **april**, se [åtgärden](/2024/atgarder/lampor/ "Lampor").

## Det här gjorde vi

- Tolv lampor
- En vandring `i centrum`

| Plats | Antal |
| --- | ---: |
| Torget | 12 |

> Det är ljusare nu, säger <https://exempel.example/> om EST-mötet.
"""

ACTS: tuple[Mutation, ...] = (_delete, _double, _swap, _insert, _truncate)


def test_no_change_to_a_file_breaks_the_check_or_is_told_outside_a_file(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    files = sorted(path for path in tmp_path.rglob("*") if path.suffix in (".md", ".yaml", ".yml"))
    for text in tmp_path.glob("content/*/*/*.md"):
        text.write_text(text.read_text(encoding="utf-8") + BODY, encoding="utf-8")
    assert [problem for problem in inspect(tmp_path, TODAY).problems if problem.is_error] == []
    for seed in range(MUTATIONS):
        chance = random.Random(seed)  # noqa: S311 - the same changes every time
        file = chance.choice(files)
        whole = file.read_text(encoding="utf-8")
        lines = whole.split("\n")
        chance.choice(ACTS)(chance, lines)
        file.write_text("\n".join(lines), encoding="utf-8")
        outside = [str(p) for p in inspect(tmp_path, TODAY).problems if not _stands_in_a_file(tmp_path, p)]
        assert (seed, outside) == (seed, [])
        file.write_text(whole, encoding="utf-8")


def _stands_in_a_file(root: Path, problem: Problem) -> bool:
    file = root / problem.path
    lines = file.read_text(encoding="utf-8").split("\n") if file.is_file() else []
    return 1 <= problem.line <= len(lines) and 1 <= problem.column <= len(lines[problem.line - 1]) + 1
