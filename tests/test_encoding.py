# ruff: noqa: E501 - each message stands whole, so that it can be searched for
"""Bytes become text, or a problem that says where and how to save the file."""

from __future__ import annotations

import pytest

from loften.reading.encoding import decoded


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param(
            b"title: Ett\n<<<<<<< HEAD\nsummary: A\n=======\nsummary: B\n>>>>>>> gren\n",
            "2:1: här står <<<<<<< från två ändringar som krockade – behåll den rätta texten och ta bort raderna med <<<<<<<, ======= och >>>>>>>",
            id="conflict",
        ),
        pytest.param(
            b"title: Ett\nsummary: A\n>>>>>>> gren\n",
            "3:1: här står >>>>>>> från två ändringar som krockade – behåll den rätta texten och ta bort raderna med <<<<<<<, ======= och >>>>>>>",
            id="end of a conflict",
        ),
        pytest.param(
            b"title: Ett\x00\n",
            "1:11: här finns ett osynligt tecken (U+0000) – ta bort det, eller skriv om raden för hand",
            id="control character",
        ),
        pytest.param(
            b"title: Ett\xe2\x80\xa8Tv\xc3\xa5\n",
            "1:11: här finns ett osynligt tecken (U+2028) – ta bort det, eller skriv om raden för hand",
            id="line separator",
        ),
        pytest.param(
            b"title: L\xef\xbf\xbdfte\n",
            "1:9: här står � där en bokstav har gått förlorad – skriv rätt bokstav",
            id="lost letter",
        ),
        pytest.param(
            b"title: L\xc3\x83\xc2\xb6fte\n",
            '1:9: här står "Ã¶" där det ska vara å, ä, ö eller liknande – rätta bokstäverna och spara filen med teckenkodningen UTF-8 (i Anteckningar: Spara som, Kodning)',
            id="garbled",
        ),
        pytest.param(
            b"title: Ett\nsummary: L\xf6fte\n",
            '2:11: tecknet här (troligen ett "ö") är sparat i en annan teckenkodning – spara filen med teckenkodningen UTF-8 (i Anteckningar: Spara som, Kodning)',
            id="windows-1252",
        ),
        pytest.param(
            b"\xff\xfet\x00i\x00t\x00l\x00e\x00:\x00 \x00L\x00\xf6\x00f\x00t\x00e\x00\n\x00",
            "1:1: filen är sparad som UTF-16 – spara filen med teckenkodningen UTF-8 (i Anteckningar: Spara som, Kodning)",
            id="utf-16",
        ),
        pytest.param(
            b"\xef\xbb\xbftitle: L\xf6fte\n",
            '1:9: tecknet här (troligen ett "ö") är sparat i en annan teckenkodning – spara filen med teckenkodningen UTF-8 (i Anteckningar: Spara som, Kodning)',
            id="bom before windows",
        ),
        pytest.param(
            b"title: L\xc3\xb6ft\xe2\x82",
            "1:12: tecknet här är sparat i en annan teckenkodning – spara filen med teckenkodningen UTF-8 (i Anteckningar: Spara som, Kodning)",
            id="cut",
        ),
        pytest.param(
            b"a: b\r\n\r\nc: \xe5\r\n",
            '3:4: tecknet här (troligen ett "å") är sparat i en annan teckenkodning – spara filen med teckenkodningen UTF-8 (i Anteckningar: Spara som, Kodning)',
            id="crlf windows",
        ),
        pytest.param(
            b"title: Ett\rsummary: \xe5\r",
            '2:10: tecknet här (troligen ett "å") är sparat i en annan teckenkodning – spara filen med teckenkodningen UTF-8 (i Anteckningar: Spara som, Kodning)',
            id="old line ends",
        ),
    ],
)
def test_file_that_cannot_be_text_is_refused_where_the_fault_is(raw: bytes, expected: str) -> None:
    text, problems = decoded("f.md", raw)
    assert text is None
    assert [str(problem) for problem in problems] == [f"f.md:{expected}"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        ("å ä ö É – ”x”\n".encode(), "å ä ö É – ”x”\n"),
        ("\ufefftitle: x\n".encode(), "title: x\n"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"a\tb", "a\tb"),
        (b"Rubrik\n=======\n", "Rubrik\n=======\n"),
        ("São Paulo, Ånge, ÅÄÖ\n".encode(), "São Paulo, Ånge, ÅÄÖ\n"),
        ("\U0001f6b2\n".encode(), "\U0001f6b2\n"),
    ],
)
def test_text_is_read_with_line_feeds_and_without_a_mark(raw: bytes, text: str) -> None:
    assert decoded("f.md", raw) == (text, ())


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"PK\x03\x04word/document.xml", "ett dokument från Word eller Excel, eller en zip-fil"),
        (b"\xd0\xcf\x11\xe0\xa1", "ett dokument från en äldre Word eller Excel"),
        (b"{\\rtf1 Hej}", "ett RTF-dokument"),
        (b"%PDF-1.7", "en pdf-fil"),
        (b"\xff\xd8\xff\xe0", "en bild"),
        (b"\x89PNG\r\n", "en bild"),
    ],
)
def test_a_file_of_another_program_is_called_what_it_is(raw: bytes, kind: str) -> None:
    text, problems = decoded("content/a.md", raw)
    assert text is None
    assert [problem.message for problem in problems] == [
        f"filen är {kind}, inte en text – kopiera texten och klistra in den i en textfil i stället"
    ]
