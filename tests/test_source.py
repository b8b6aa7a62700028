# ruff: noqa: E501 - each message stands whole, so that it can be searched for
"""YAML and front matter become data with positions, or problems, whatever the bytes."""

from __future__ import annotations

import random

import pytest

from loften.reading.rules import RULES
from loften.reading.source import MAX_DEPTH, read_text, read_yaml
from loften.records.documents import Document, Position
from loften.records.problems import Problem

EXAMPLE = """\
# Överst en kommentar
title: Trygg i Köping
period:
    from: 2024-01-01
    to:   "2024-12-31"
parties:
  - polisen
  - kommunen
places: [nygard, skogen]
signed: no
count: 0012
empty:
tilde: ~
word: "null"
promises:
  - id: trafik
    title: Trafik
  - id: est
"""


def read(text: str) -> Document:
    document, problems = read_yaml("promises.yaml", text.encode())
    assert problems == ()
    assert document is not None
    return document


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [str(problem) for problem in problems]


def test_values_stay_the_text_that_was_written() -> None:
    assert read(EXAMPLE).data == {
        "title": "Trygg i Köping",
        "period": {"from": "2024-01-01", "to": "2024-12-31"},
        "parties": ["polisen", "kommunen"],
        "places": ["nygard", "skogen"],
        "signed": "no",
        "count": "0012",
        "empty": None,
        "tilde": None,
        "word": "null",
        "promises": [{"id": "trafik", "title": "Trafik"}, {"id": "est"}],
    }


@pytest.mark.parametrize(
    ("location", "key", "value"),
    [
        (("title",), (2, 1), (2, 8)),
        (("period",), (3, 1), (4, 5)),
        (("period", "to"), (5, 5), (5, 11)),
        (("parties", 1), (8, 5), (8, 5)),
        (("places", 1), (9, 18), (9, 18)),
        (("empty",), (12, 1), (12, 7)),
        (("promises", 1, "id"), (18, 5), (18, 9)),
        ((), (2, 1), (2, 1)),
    ],
)
def test_every_key_and_value_has_its_position(
    location: tuple[str | int, ...], key: tuple[int, int], value: tuple[int, int]
) -> None:
    document = read(EXAMPLE)
    assert document.position(location, of_key=True) == Position(*key)
    assert document.position(location) == Position(*value)
    assert location in document


def test_what_is_not_there_is_placed_at_what_would_hold_it() -> None:
    document = read(EXAMPLE)
    assert document.position(("promises", 1, "title")) == Position(18, 5)
    assert document.position(("promises", 7, "title")) == Position(16, 3)
    assert document.position(("nothing",), of_key=True) == Position(2, 1)
    assert ("nothing",) not in document


def test_columns_count_characters_and_not_bytes() -> None:
    document = read('{å: "ö\U0001f6b2", b: c}\n')
    assert document.position(("b",)) == Position(1, 14)


def test_front_matter_counts_lines_from_the_top_of_the_file() -> None:
    document, problems = read_text("x.md", "---\ntitle: Ett\nplaces:\n- a\n---\n\nText ä.\n".encode())
    assert problems == ()
    assert document is not None
    assert document.data == {"title": "Ett", "places": ["a"]}
    assert document.position(("places", 0)) == Position(4, 3)
    assert (document.body, document.body_line) == ("\nText ä.\n", 6)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_windows_files_read_the_same(ends: str, mark: str) -> None:
    text = "---\ntitle: Ett\nsummary: Två\n---\nText\n\nMer\n"
    document, problems = read_text("x.md", (mark + text.replace("\n", ends)).encode())
    assert problems == ()
    assert document == read_text("x.md", text.encode())[0]
    assert document is not None
    assert document.position(("summary",)) == Position(3, 10)
    assert (document.body, document.body_line) == ("Text\n\nMer\n", 5)


@pytest.mark.parametrize("text", ["---\n---\n", "---\n# bara en kommentar\n---\n"])
def test_fields_can_be_none_at_all(text: str) -> None:
    document, problems = read_text("x.md", text.encode())
    assert problems == ()
    assert document is not None
    assert document.data == {}
    assert document.position(("title",)) == Position(1, 1)


def test_long_text_keeps_its_lines() -> None:
    data = read("folded: >\n  ett\n  två\n\n  tre\nkept: |\n  ett\n  två\n").data
    assert data == {"folded": "ett två\ntre\n", "kept": "ett\ntvå\n"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "title: ”Trygg stad”\n",
            ['1:8: typografiska citattecken runt värdet – skriv raka: "Trygg stad"'],
            id="Swedish quotation marks",
        ),
        pytest.param(
            "title: „Trygg stad“\n",
            ['1:8: typografiska citattecken runt värdet – skriv raka: "Trygg stad"'],
            id="low opening marks",
        ),
        pytest.param(
            'title: "C:\\bilder"\n',
            ["1:8: omvänt snedstreck blir ett osynligt tecken – skriv enkla citattecken (')"],
            id="backslash in quotes",
        ),
        pytest.param(
            "covers:\n\xa0\xa0from: 2024-01-01\n",
            ["2:1: raden är indragen med hårda mellanslag – skriv vanliga"],
            id="hard space before a field",
        ),
        pytest.param(
            "places:\n  - nygard\n    - skogen\n",
            ["3:5: raden med - har fel indrag – börja den i samma kolumn som de andra"],
            id="a list item swallowed by the one above",
        ),
        pytest.param(
            "title: *viktigt\n",
            ['1:8: värdet börjar med * – skriv raka citattecken (") runt hela värdet'],
            id="value with one asterisk",
        ),
        pytest.param(
            "title: &polisen skriver\n",
            ['1:8: värdet börjar med & – skriv raka citattecken (") runt hela värdet'],
            id="value with ampersand",
        ),
        pytest.param(
            "title: !viktigt nu\n",
            ['1:8: värdet börjar med ! – skriv raka citattecken (") runt hela värdet'],
            id="value with exclamation mark",
        ),
        pytest.param(
            "covers:\n  <<: {from: 2024-01-01}\n  to: 2024-02-01\n",
            ["2:3: << går inte att använda här – skriv ut fälten"],
            id="merge key",
        ),
        pytest.param(
            "title: Se punkt #3\n",
            [
                '1:17: allt efter # räknas som en kommentar – skriv raka citattecken (") runt hela värdet, eller ett mellanslag efter # om det är en kommentar'
            ],
            id="hash that starts a comment",
        ),
        pytest.param(
            "title: Ett\nsummary: Två\ntitle: Tre\n",
            ["3:1: title står två gånger, först på rad 1 – ta bort den ena"],
            id="key twice",
        ),
        pytest.param(
            "covers:\n  from: 2024-01-01\n  from: 2024-02-01\n",
            ["3:3: from står två gånger, först på rad 2 – ta bort den ena"],
            id="key twice deep down",
        ),
        pytest.param(
            "[a, b]: c\n", ["1:1: fältets namn ska vara ett ord följt av kolon"], id="key that is a list"
        ),
        pytest.param(
            "title: Ett\n---\ntitle: Två\n",
            ["2:1: raden --- får inte stå här – ta bort den"],
            id="a second document",
        ),
        pytest.param(
            "%YAML 1.1\n---\ntitle: Ett\n",
            ["1:1: rader som börjar med % går inte att använda här – ta bort raden"],
            id="directive",
        ),
        pytest.param(
            "Det här är bara text\n",
            ['1:1: filen ska ha fält – skriv fältets namn, kolon och värde, till exempel "title: …"'],
            id="only text",
        ),
        pytest.param(
            "- ett\n- två\n",
            ['1:1: filen ska ha fält – skriv fältets namn, kolon och värde, till exempel "title: …"'],
            id="only a list",
        ),
        pytest.param(
            "a: [[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]\n",
            ["1:23: för många nivåer inuti varandra – kontrollera indragen"],
            id="too deep",
        ),
        pytest.param("", ["1:1: filen är tom – fyll i den eller återställ den"], id="empty"),
        pytest.param("\n \n", ["1:1: filen är tom – fyll i den eller återställ den"], id="blank"),
        pytest.param(
            'title: "a\\x07b"\n',
            ["1:8: omvänt snedstreck blir ett osynligt tecken – skriv enkla citattecken (')"],
            id="escape that is invisible",
        ),
        pytest.param(
            "title: ”Ett”\nplaces: &a [x]\ntitle: Se #3\n",
            [
                '1:8: typografiska citattecken runt värdet – skriv raka: "Ett"',
                '2:9: värdet börjar med & – skriv raka citattecken (") runt hela värdet',
                "3:1: title står två gånger, först på rad 1 – ta bort den ena",
                '3:11: allt efter # räknas som en kommentar – skriv raka citattecken (") runt hela värdet, eller ett mellanslag efter # om det är en kommentar',
            ],
            id="two faults",
        ),
        pytest.param(
            "a: &x [b]\nc: *x\n",
            [
                '1:4: värdet börjar med & – skriv raka citattecken (") runt hela värdet',
                '2:4: värdet börjar med * – skriv raka citattecken (") runt hela värdet',
            ],
            id="anchor and alias",
        ),
        pytest.param(
            "a: !!set [b]\n",
            ['1:4: värdet börjar med ! – skriv raka citattecken (") runt hela värdet'],
            id="tag on a list",
        ),
    ],
)
def test_what_yaml_would_read_otherwise_than_it_looks_is_refused(text: str, expected: list[str]) -> None:
    _, problems = read_yaml("f.md", text.encode())
    assert told(problems) == [f"f.md:{line}" for line in expected]


@pytest.mark.parametrize(
    "text",
    [
        'title: "”Trygg stad”"\n',
        "title: ”Trygg” och ”säker”\n",
        "title: Trygg # en kommentar\n",
        "title: Trygg#1\n",
        'title: "Se punkt #3"\n',
        "title: det är - som sagt - bra\n",
        "title: En text\n  på två rader\n",
        "title: https://koping.se/a#b\n",
        "covers: {from: 2024-01-01, to: 2024-12-31}\n",
    ],
)
def test_what_only_looks_like_a_mistake_is_read(text: str) -> None:
    read(text)


def test_a_key_written_twice_leaves_the_rest_readable_with_the_first_value() -> None:
    document, problems = read_text("x.md", "---\ntitle: Ett\ntitle: Två\nkind: x\n---\n".encode())
    assert told(problems) == ["x.md:3:1: title står två gånger, först på rad 2 – ta bort den ena"]
    assert document is not None
    assert document.data == {"title": "Ett", "kind": "x"}
    assert document.position(("title",)) == Position(2, 8)


def test_syntax_fault_in_front_matter_is_told_on_the_line_of_the_file() -> None:
    assert told(read_text("x.md", "---\ntitle: Ett\nsummary: Två: tre\n---\n".encode())[1]) == [
        'x.md:3:13: kolon inuti texten – skriv citattecken runt hela värdet: summary: "Två: tre"'
    ]


def test_lenient_reading_lets_what_other_programs_use_pass() -> None:
    text = (
        "site_name: Löften\nkey: !ENV [A, b]\nfn: !!python/name:x.y ''\nbase: &b {a: 1}\n"
        "more:\n  <<: *b\n? [c]\n: d\nlist: *b\nx: ”y”\n"
    )
    document, problems = read_yaml("mkdocs.yml", text.encode(), is_lenient=True)
    assert problems == ()
    assert document is not None
    assert document.data["site_name"] == "Löften"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_without_end_is_a_problem_and_not_a_crash(opening: str) -> None:
    document, problems = read_yaml("f.yaml", (opening * 50_000).encode())
    assert document is None
    assert len(problems) == 1


def test_nesting_by_indents_is_bounded_too() -> None:
    text = "".join(f"{' ' * level}a:\n" for level in range(300))
    assert told(read_yaml("f.yaml", text.encode())[1]) == [
        "f.yaml:21:21: för många nivåer inuti varandra – kontrollera indragen"
    ]


def test_nesting_up_to_the_bound_is_read() -> None:
    assert read(f"a: {'[' * (MAX_DEPTH - 1)}{']' * (MAX_DEPTH - 1)}\n")


def test_aliases_that_would_grow_without_end_are_refused_at_once() -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    _, problems = read_yaml("f.yaml", "\n".join(lines).encode())
    assert len(problems) == 30 + 29 * 9


RULE_IDS = {rule.id for rule in RULES}
PIECES = [
    *(b"- ", b": ", b"\n", b"a", b"[", b"{", b"}", b"]", b"*", b"&", b"!", b"|", b">", b"'", b'"', b"%"),
    *(b"@", b"`", b"\t", b"  ", b"---\n", b"?", b"#", b",", b"\xe5", b"\xc3\xa5", b"\x00", b"\\", b"\r\n"),
    *(b"...\n", b"\\x", b"\\ud800", b"<<", b"!<", b"%YAML 1.9\n", b"%TAG ! x\n", b"|0", b"\xc2\xa0"),
    *(b"\xe2\x80\x9d", b"<<<<<<< ", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80"),
]


def test_any_bytes_give_a_document_or_a_problem_inside_the_file() -> None:
    chance = random.Random(20240101)  # noqa: S311 - a fixed sequence of odd files, no secret
    for _ in range(4_000):
        raw = b"".join(chance.choices(PIECES, k=chance.randint(1, 14)))
        for document, problems in (
            read_yaml("f", raw),
            read_yaml("f", raw, is_lenient=True),
            read_text("f", b"---\n" + raw + b"\n---\n"),
            read_text("f", raw),
        ):
            assert document is not None or problems, raw
            for problem in problems:
                assert 1 <= problem.line <= len(raw) + 5, raw
                assert problem.column >= 1, raw
                assert problem.rule in RULE_IDS, raw
