# ruff: noqa: E501 - each message stands whole, so that it can be searched for
"""Each common mistake in YAML is explained in Swedish, on its line, with what to do."""

from __future__ import annotations

import pytest
import yaml

from loften.reading.source import read_yaml
from loften.reading.yaml_faults import explained


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "title: Löfte: trygghet\n",
            '1:13: kolon inuti texten – skriv citattecken runt hela värdet: title: "Löfte: trygghet"',
            id="a colon in a title",
        ),
        pytest.param(
            'title: Löftet "Trygg": nu\n',
            "1:22: kolon inuti texten – skriv citattecken runt hela värdet: title: 'Löftet \"Trygg\": nu'",
            id="a colon in a title with quotes inside",
        ),
        pytest.param(
            "aims:\n  - title: Löfte: trygghet\n",
            '2:17: kolon inuti texten – skriv citattecken runt hela värdet: title: "Löfte: trygghet"',
            id="a colon in a list item text",
        ),
        pytest.param(
            "title: ”Löfte: trygghet”\n",
            '1:8: typografiska citattecken runt värdet – skriv raka: title: "Löfte: trygghet"',
            id="Swedish quotation marks around a colon",
        ),
        pytest.param(
            'title: "Trygg stad\nsummary: Kort\n',
            '1:8: citattecknet som börjar här avslutas inte – skriv " sist i värdet',
            id="quotes that never end",
        ),
        pytest.param(
            "title: 'Trygg stad\nsummary: Kort\n",
            "1:8: citattecknet som börjar här avslutas inte – skriv ' sist i värdet",
            id="single quotes that never end",
        ),
        pytest.param(
            'title: "Trygg" stad\nsummary: Kort\n',
            "1:16: värdet fortsätter efter citattecknet – skriv citattecken runt hela värdet: '\"Trygg\" stad'",
            id="text after the closing quote",
        ),
        pytest.param(
            'title: "Vi är "trygga" nu"\n',
            "1:16: värdet fortsätter efter citattecknet – skriv citattecken runt hela värdet: 'Vi är \"trygga\" nu'",
            id="quotes within quotes",
        ),
        pytest.param(
            "title: 'KBAB's hus'\n",
            '1:14: värdet fortsätter efter citattecknet – skriv citattecken runt hela värdet: "KBAB\'s hus"',
            id="apostrophe within single quotes",
        ),
        pytest.param(
            "covers:\n\tfrom: 2024-01-01\n",
            "2:1: raden är indragen med tabb – använd mellanslag i stället",
            id="tab before a field",
        ),
        pytest.param(
            "places:\n\t- nygard\n",
            "2:1: raden är indragen med tabb – använd mellanslag i stället",
            id="tab before a list item",
        ),
        pytest.param(
            "covers:\n  from: 2024-01-01\n \tto: 2024-01-02\n",
            "3:2: raden är indragen med tabb – använd mellanslag i stället",
            id="tab after spaces",
        ),
        pytest.param(
            "title: Ett\nsummary:\xa0Två\nkind: measure\n",
            "2:9: här står ett hårt mellanslag – byt det mot ett vanligt mellanslag",
            id="hard space after the colon",
        ),
        pytest.param(
            "title: Ett\nsummary:Två\nkind: measure\n",
            "2:9: mellanslag saknas efter kolon – skriv summary: Två",
            id="no space after colon",
        ),
        pytest.param(
            "title:Ett\nsummary: Två\n",
            "1:7: mellanslag saknas efter kolon – skriv title: Ett",
            id="no space after the first colon",
        ),
        pytest.param(
            "title: Ett\nsummary:Två\n",
            "2:9: mellanslag saknas efter kolon – skriv summary: Två",
            id="no space after the last colon",
        ),
        pytest.param(
            "title: Ett\nsummary Två\nkind: measure\n",
            "2:1: raden har inget kolon – skriv fältets namn, kolon och värde, eller dra in raden om den hör till texten ovanför",
            id="no colon",
        ),
        pytest.param(
            "summary: En text\nsom fortsätter här\nkind: measure\n",
            "2:1: raden har inget kolon – skriv fältets namn, kolon och värde, eller dra in raden om den hör till texten ovanför",
            id="text that goes on in the first column",
        ),
        pytest.param(
            "title: Ett\n  summary: Två\n",
            "2:3: raden är indragen för långt – kontrollera indragen: fält i samma block ska börja i samma kolumn",
            id="indented too far",
        ),
        pytest.param(
            "covers:\n   from: 2024-01-01\n  to: 2024-03-31\n",
            "3:3: raden har fel indrag – kontrollera indragen: fält i samma block ska börja i samma kolumn",
            id="indented too little",
        ),
        pytest.param(
            "places:\n  - nygard\n - skogen\n",
            "3:2: raden med - har fel indrag – börja den i samma kolumn som de andra i listan",
            id="list items at different columns",
        ),
        pytest.param(
            "title: Ett\n- nygard\n",
            "2:1: raden med - har fel indrag – börja den i samma kolumn som de andra i listan",
            id="list under a value",
        ),
        pytest.param(
            "places:\n  - nygard\n  skogen\n  title: x\n",
            "3:3: raden har inget kolon – skriv fältets namn, kolon och värde, eller dra in raden om den hör till texten ovanför",
            id="a field among list items",
        ),
        pytest.param(
            "places: - nygard\n",
            "1:9: en lista ska börja på en ny rad – flytta det som börjar med - till raden under fältets namn, eller skriv citattecken runt värdet om det är en text",
            id="list on the line of its field",
        ),
        pytest.param(
            "places: [nygard, skogen\ntitle: Ett\n",
            "1:9: [ avslutas inte – skriv ] sist, eller citattecken runt hela värdet",
            id="unfinished bracket",
        ),
        pytest.param(
            "covers: {from: 2024-01-01\ntitle: Ett\n",
            "1:9: { avslutas inte – skriv } sist, eller citattecken runt hela värdet",
            id="unfinished brace",
        ),
        pytest.param(
            "places: [nygard]]\n",
            "1:17: ] står en gång för mycket – ta bort tecknet",
            id="too many brackets",
        ),
        pytest.param(
            "text: | Det här\n  är text\n",
            "1:9: texten efter | eller > ska börja på nästa rad, indragen med mellanslag; hör tecknet till texten, skriv citattecken runt hela värdet",
            id="text after a block mark",
        ),
        pytest.param(
            "title: @polisen skriver\n",
            '1:8: värdet kan inte börja med @ – skriv raka citattecken (") runt hela värdet',
            id="value with at sign",
        ),
        pytest.param(
            "title: %20 av alla\n",
            '1:8: värdet kan inte börja med % – skriv raka citattecken (") runt hela värdet',
            id="value with percent",
        ),
        pytest.param(
            "title: `kod`\n",
            '1:8: värdet kan inte börja med ` – skriv raka citattecken (") runt hela värdet',
            id="value with backtick",
        ),
        pytest.param(
            "title: **Viktigt**\n",
            '1:8: värdet kan inte börja med * – skriv raka citattecken (") runt hela värdet',
            id="value with asterisks",
        ),
        pytest.param(
            "title: ? vad\n",
            '1:8: värdet kan inte börja med ? – skriv raka citattecken (") runt hela värdet',
            id="value with question mark",
        ),
        pytest.param(
            ": c\n",
            "1:1: raden har fel indrag – kontrollera indragen: fält i samma block ska börja i samma kolumn",
            id="key that is empty",
        ),
        pytest.param(
            "%title: Ett\n",
            '1:1: värdet kan inte börja med % – skriv raka citattecken (") runt hela värdet',
            id="unknown directive",
        ),
        pytest.param(
            "title: Ett\nsummary: A\n=======\nkind: measure\n",
            "3:1: här står ======= från två ändringar som krockade – ta bort raden",
            id="rest of a conflict",
        ),
        pytest.param(
            'title: "Trygg stad\nsummary: "Kort"\n',
            '1:8: citattecknet som börjar här avslutas inte – skriv " sist i värdet',
            id="quote left open above another",
        ),
    ],
)
def test_mistake_is_explained(text: str, expected: str) -> None:
    document, problems = read_yaml("f.md", text.encode())
    assert document is None
    assert [str(problem) for problem in problems] == [f"f.md:{expected}"]


def test_an_unknown_error_without_a_place_still_gets_a_sentence() -> None:
    error = yaml.MarkedYAMLError(problem="something new")
    line, column, breach = explained(error, [])
    assert (line, column) == (0, 0)
    assert breach.message == "raden går inte att läsa – jämför med hur raderna i en annan fil ser ut"
