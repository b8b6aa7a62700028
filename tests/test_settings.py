"""The settings that the product uses are read from mkdocs.yml, and faults in them told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from loften.reading.settings import read_settings
from loften.records.settings import Settings, unset

RIGHT = """\
site_name: Medborgarlöften i Köping
site_url: https://www.koping.se/loften/
extra:
  tag_authority: koping.se,2024
"""


def read(folder: Path, text: str) -> tuple[Settings | None, list[str]]:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
    settings, problems = read_settings(folder)
    return settings, [str(problem) for problem in problems]


def test_settings_are_read_with_main_as_branch_and_no_repository(tmp_path: Path) -> None:
    assert read(tmp_path, RIGHT) == (
        Settings(
            site_name="Medborgarlöften i Köping",
            site_address="https://www.koping.se/loften/",
            tag_authority="koping.se,2024",
            repository=None,
            branch="main",
        ),
        [],
    )


def test_repository_and_branch_are_read_and_the_address_gets_its_slash(tmp_path: Path) -> None:
    text = RIGHT.replace("loften/\n", "loften\n") + "  repository: https://github.com/k/l/\n  branch: live\n"
    settings, told = read(tmp_path, text)
    assert told == []
    assert settings is not None
    assert settings.site_address == "https://www.koping.se/loften/"
    assert (settings.repository, settings.branch) == ("https://github.com/k/l", "live")


@pytest.mark.parametrize("value", ["", "~", '""'])
def test_repository_may_be_empty(tmp_path: Path, value: str) -> None:
    settings, told = read(tmp_path, f"{RIGHT}  repository: {value}\n")
    assert told == []
    assert settings is not None
    assert settings.repository is None


def test_what_belongs_to_mkdocs_is_not_looked_at(tmp_path: Path) -> None:
    text = RIGHT + (
        "plugins: !ENV [PLUGINS, [search]]\n"
        "markdown_extensions:\n"
        "  - x: &form {fn: !!python/name:a.b }\n"
        "  - y: *form\n"
        "theme: {<<: *form, name: ”x”}\n"
        "copyright:\n"
    )
    settings, told = read(tmp_path, text)
    assert told == []
    assert settings is not None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "site_name: Medborgarlöften i Köping\n",
            "",
            '1:1: site_name saknas – skriv till exempel "site_name: Medborgarlöften i Exempelby"',
        ),
        (
            "site_name: Medborgarlöften i Köping",
            "site_name: [a]",
            "1:12: site_name ska vara en text",
        ),
        (
            "https://www.koping.se/loften/",
            "www.koping.se",
            '2:11: site_url "www.koping.se" är ingen webbadress – skriv till exempel '
            '"https://www.kommunen.se/medborgarloften/"',
        ),
        (
            "https://www.koping.se/loften/",
            "",
            '2:10: site_url saknas – skriv till exempel "site_url: https://www.kommunen.se/medborgarloften/"',
        ),
        (
            "https://www.koping.se/loften/",
            "!ENV [A, b]",
            "2:11: site_url ska vara en text",
        ),
        (
            "  tag_authority: koping.se,2024\n",
            "  other: x\n",
            '4:3: extra.tag_authority saknas – skriv till exempel "tag_authority: kommunen.se,2024"',
        ),
        (
            "koping.se,2024\n",
            "koping.se,2024\n  repository: min katalog\n",
            '5:15: extra.repository "min katalog" är ingen webbadress – skriv till exempel '
            '"https://github.com/kommunen/medborgarloften", eller lämna raden tom',
        ),
    ],
)
def test_fault_is_told_where_it_stands(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert read(tmp_path, RIGHT.replace(old, new)) == (None, [f"mkdocs.yml:{expected}"])


@pytest.mark.parametrize(
    ("authority", "is_right"),
    [
        ("koping.se,2024", True),
        ("koping.se,2024-02", True),
        ("koping.se,2024-02-29", True),
        ("info@koping.se,2024", True),
        ("a-b.xn--kping-jua.se,2024", True),
        ("koping.se", False),
        ("koping.se, 2024", False),
        ("koping.se,24", False),
        ("koping.se,2024-13", False),
        ("koping.se,2023-02-29", False),
        ("köping.se,2024", False),
        ("-koping.se,2024", False),
        ("https://koping.se,2024", False),
    ],
)
def test_tag_authority_has_the_form_of_rfc_4151(tmp_path: Path, authority: str, is_right: bool) -> None:
    settings, told = read(tmp_path, RIGHT.replace("koping.se,2024", f'"{authority}"'))
    if is_right:
        assert settings is not None
        assert settings.tag_authority == authority
    else:
        assert told == [
            f'mkdocs.yml:4:18: extra.tag_authority "{authority}" har fel form – skriv ett domännamn, ett '
            'komma och ett år då ni hade domänen, till exempel "kommunen.se,2024"'
        ]


def test_day_of_an_example_is_fixed(tmp_path: Path) -> None:
    settings, told = read(tmp_path, f"{RIGHT}  today: 2032-02-15\n")
    assert told == []
    assert settings is not None
    assert settings.today == dt.date(2032, 2, 15)


def test_day_that_does_not_exist_is_told(tmp_path: Path) -> None:
    assert read(tmp_path, f"{RIGHT}  today: 2032-02-30\n") == (
        None,
        ['mkdocs.yml:5:10: extra.today "2032-02-30" är ingen dag – skriv ÅÅÅÅ-MM-DD'],
    )


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    settings, told = read(tmp_path, "nav:\n")
    assert settings is None
    assert len(told) == 3


def test_missing_file_is_told(tmp_path: Path) -> None:
    settings, problems = read_settings(tmp_path)
    assert settings is None
    assert [str(problem) for problem in problems] == [
        "mkdocs.yml:1:1: mkdocs.yml saknas – inställningarna ska stå där"
    ]


def test_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").mkdir()
    assert [str(problem) for problem in read_settings(tmp_path)[1]] == [
        "mkdocs.yml:1:1: filen går inte att läsa – kontrollera att det är en fil, och att du har rätt att "
        "läsa den"
    ]


def test_broken_yaml_is_told(tmp_path: Path) -> None:
    assert read(tmp_path, "site_name: Löften: Köping\n") == (
        None,
        [
            "mkdocs.yml:1:18: kolon inuti texten – skriv citattecken runt hela värdet: "
            'site_name: "Löften: Köping"'
        ],
    )


@pytest.mark.parametrize(
    ("address", "authority", "names"),
    [
        ("https://www.koping.se/", "koping.se,2024", ()),
        ("https://loften.example/x/", "koping.se,2024", ("site_url",)),
        ("https://www.koping.se/", "a@LOFTEN.EXAMPLE,2024", ("extra.tag_authority",)),
        ("https://loften.example:80/", "loften.example,2024", ("site_url", "extra.tag_authority")),
        ("https://example.koping.se/", "example.se,2024", ()),
    ],
)
def test_placeholders_count_as_unset(address: str, authority: str, names: tuple[str, ...]) -> None:
    settings = Settings(
        site_name="x", site_address=address, tag_authority=authority, repository=None, branch="main"
    )
    assert unset(settings) == names


def test_a_fixed_day_is_not_published() -> None:
    settings = Settings(
        site_name="x",
        site_address="https://www.koping.se/",
        tag_authority="koping.se,2024",
        repository=None,
        branch="main",
        today=dt.date(2032, 2, 15),
    )
    assert unset(settings) == ("extra.today",)
