"""A message repeats what helps the editor and nothing that may be personal data."""

from __future__ import annotations

import pytest
import yaml

from loften.reading.quoting import quoted, shown


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Löfte: nu", '"Löfte: nu"'),
        ('Löftet "Trygg"', "'Löftet \"Trygg\"'"),
        ('KBAB\'s "hus"', "'KBAB''s \"hus\"'"),
        ("C:\\bilder", "'C:\\bilder'"),
    ],
)
def test_quoted_value_is_read_back_as_it_was(value: str, expected: str) -> None:
    assert quoted(value) == expected
    assert yaml.safe_load(f"title: {expected}") == {"title": value}


@pytest.mark.parametrize(
    "text",
    [
        "Anna: 070-123 45 67",
        "anna@example.se",
        "8507099805",
        "850709-9805",
        "19850709-9805",
        "ring +46 70 123 45 67 nu",
        "bilen ABC 123",
        "abc12d",
        "Bilen abd-472",
        "anna snabela exempelorten.se",
        "2005-07-09-9805",
        "06/01/2026-9805",
        "06/01/2026 12345678",
    ],
)
def test_what_may_be_personal_data_is_not_repeated(text: str) -> None:
    assert shown(text) == "…"
    assert quoted(text) == '"…"'


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-30",
        "2024-03-01 9:00",
        "2024-03-01T09:00:00",
        "20240305",
        "3/5 2024",
        "06/01/2026",
        "06/01/2026 18:30",
        "6.1.2026 kl. 18.30",
        "06-01-2026 1830",
        "2026/01/06 och 2026.01.06",
        "2026-05-31T22:00:00.000Z",
        "från 06/01/2026 till 31/12/2026",
        "från 2024-01-01 till 2024-12-31",
        "1 200",
        "www.polisen.se/x",
        "Klar",
    ],
)
def test_days_and_words_are_repeated(text: str) -> None:
    assert shown(text) == text


def test_long_text_is_cut_and_told_on_one_line() -> None:
    assert shown("ett\n  två") == "ett två"
    assert shown("x" * 61) == "x" * 60 + "…"
