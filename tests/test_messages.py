# ruff: noqa: E501 - each message stands whole, so that it can be searched for
"""Each of pydantic's errors becomes a Swedish sentence that says what was expected and what to do."""

from __future__ import annotations

import re
import typing

import pytest
from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_core.core_schema import ErrorType

from loften.reading.messages import filled_by_loader, message
from loften.reading.rules import RULES
from loften.records.marks import FromFile
from loften.records.promises_file import PromisesFile
from loften.records.record import Record, fields, written_fields
from loften.records.texts import FileRecord, FollowUp, Measure, Update

FILLED = {"path": "content/x.md", "agreement": "2024", "id": "x", "body": "", "body_line": 1}
WRITTEN: dict[type[Record], dict[str, object]] = {
    Measure: {"title": "T", "summary": "S", "published": "2024-03-01", "promise": "est"},
    Update: {"title": "T", "kind": "measure", "summary": "S", "published": "2024-03-01"},
    FollowUp: {
        "title": "T",
        "summary": "S",
        "published": "2024-03-01",
        "covers": {"from": "2024-01-01", "to": "2024-03-31"},
    },
}


def told(model: type[Record], change: dict[str, object]) -> list[str]:
    """The messages for a right record with this change; None takes a field away."""
    data = {key: value for key, value in (WRITTEN[model] | change).items() if value is not None}
    with pytest.raises(ValidationError) as caught:
        model.model_validate(FILLED | data)
    return [message(error, model).message for error in caught.value.errors(include_url=False)]


@pytest.mark.parametrize(
    ("model", "change", "expected"),
    [
        (Measure, {"title": None}, 'title saknas – lägg till "title: …" (Rubriken)'),
        (
            FollowUp,
            {"covers": {"from": "2024-01-01"}},
            'to saknas – lägg till "to: …" (Sista dagen, ÅÅÅÅ-MM-DD)',
        ),
        (
            Measure,
            {"rubrik": "x"},
            'fältet "rubrik" finns inte – menade du "title"? Andra fält: summary, published, promise',
        ),
        (
            Measure,
            {"Titel": "x"},
            'fältet "Titel" finns inte – menade du "title"? Andra fält: summary, published, promise',
        ),
        (
            Measure,
            {"fokusområde": "x"},
            'fältet "fokusområde" finns inte – menade du "focus_areas"? Andra fält: title, summary, published, promise',
        ),
        (
            Measure,
            {"ansvarig": "x"},
            'fältet "ansvarig" finns inte – menade du "responsible"? Andra fält: title, summary, published, promise',
        ),
        (
            Measure,
            {"responsable": "x"},
            'fältet "responsable" finns inte – menade du "responsible"? Andra fält: title, summary, published, promise',
        ),
        (
            Measure,
            {"xyzzy": "x"},
            'fältet "xyzzy" finns inte – till exempel: title, summary, published, promise',
        ),
        (
            Measure,
            {"status": "done"},
            "status skrivs inte i en åtgärd – läget kommer från nyheter; skriv en nyhet om åtgärden",
        ),
        (
            Update,
            {"löfte": "x"},
            'fältet "löfte" finns inte – menade du "promises"? Andra fält: title, summary, kind, published',
        ),
        (
            Update,
            {"publicerad": "x"},
            'fältet "publicerad" finns inte – menade du "published"? Andra fält: title, summary, kind',
        ),
        (
            Measure,
            {"target": {"antal": "3", "unit": "x", "comparison": "at-least", "count": "3"}},
            'fältet "antal" finns inte – menade du "count"? Tillåtna: comparison, count, per, unit',
        ),
        (
            Update,
            {"kind": "nyhet"},
            'kind "nyhet" finns inte – menade du "information" (information)? Tillåtna: measure (åtgärd), incident (händelse), dialogue (dialog), information (information), amendment (ändrat löfte), correction (rättelse)',
        ),
        (
            Update,
            {"kind": "xyz"},
            'kind "xyz" finns inte – tillåtna: measure (åtgärd), incident (händelse), dialogue (dialog), information (information), amendment (ändrat löfte), correction (rättelse)',
        ),
        (
            Update,
            {"kind": ["measure"]},
            "kind ska vara ett ord – tillåtna: measure (åtgärd), incident (händelse), dialogue (dialog), information (information), amendment (ändrat löfte), correction (rättelse)",
        ),
        (
            Update,
            {"measures": [{"measure": "a", "status": "genomfort"}]},
            'status "genomfort" finns inte – menade du "done" (genomförd)? Tillåtna: planned (planerad), ongoing (pågår), done (genomförd), partly-done (delvis genomförd), not-done (inte genomförd), not-verifiable (kan inte följas upp)',
        ),
        (
            Update,
            {"measures": [{"measure": "a", "status": "Klar"}]},
            'status "Klar" finns inte – menade du "done" (genomförd)? Tillåtna: planned (planerad), ongoing (pågår), done (genomförd), partly-done (delvis genomförd), not-done (inte genomförd), not-verifiable (kan inte följas upp)',
        ),
        (
            Update,
            {"measures": [{"measure": "a", "status": "pågår"}]},
            'status "pågår" finns inte – menade du "ongoing" (pågår)? Tillåtna: planned (planerad), ongoing (pågår), done (genomförd), partly-done (delvis genomförd), not-done (inte genomförd), not-verifiable (kan inte följas upp)',
        ),
        (
            Update,
            {"measures": [{"measure": "a", "status": "doen"}]},
            'status "doen" finns inte – menade du "done" (genomförd)? Tillåtna: planned (planerad), ongoing (pågår), done (genomförd), partly-done (delvis genomförd), not-done (inte genomförd), not-verifiable (kan inte följas upp)',
        ),
        (
            Update,
            {"measures": [{"measure": "a", "status": "not_done"}]},
            'status "not_done" finns inte – menade du "not-done" (inte genomförd)? Tillåtna: planned (planerad), ongoing (pågår), done (genomförd), partly-done (delvis genomförd), not-done (inte genomförd), not-verifiable (kan inte följas upp)',
        ),
        (
            FollowUp,
            {"assessments": [{"promise": "est", "assessment": "hållet", "reason": "x"}]},
            'assessment "hållet" finns inte – menade du "kept" (hållet)? Tillåtna: on-track (på god väg), behind (efter planen), kept (hållet), partly-kept (delvis hållet), not-kept (inte hållet), cannot-be-assessed (kan inte bedömas)',
        ),
        (
            Measure,
            {"title": ["T"]},
            "title ska vara en text, inte en lista – skriv ett enda värde på samma rad; börjar det med [ behövs citattecken runt",
        ),
        (
            Measure,
            {"title": {"T": "x"}},
            "title ska vara en text, inte fält – innehåller texten kolon, skriv citattecken runt den",
        ),
        (Measure, {"title": "  "}, "title är tomt – skriv ett värde (Rubriken)"),
        (
            Measure,
            {"places": "nygard"},
            'places ska vara en lista – skriv varje värde på en egen rad under places: "- nygard"',
        ),
        (
            Measure,
            {"places": "nygard, skogen"},
            'places ska vara en lista – skriv varje värde på en egen rad under places: "- nygard" och "- skogen"',
        ),
        (Measure, {"places": {"a": "b"}}, "places ska vara en lista – börja varje post under places med -"),
        (
            Measure,
            {"places": ["nygard", None]},
            "raden under places är tom – skriv ett värde efter - eller ta bort raden",
        ),
        (
            Measure,
            {"places": ["Nygård torg"]},
            'places "Nygård torg" får bara ha små bokstäver a–z, siffror och enkla bindestreck – menade du "nygard-torg"?',
        ),
        (
            Measure,
            {"places": [["x"]]},
            "places ska vara en text, inte en lista – skriv ett enda värde på samma rad; börjar det med [ behövs citattecken runt",
        ),
        (
            Measure,
            {"promise": "EST"},
            'promise "EST" får bara ha små bokstäver a–z, siffror och enkla bindestreck – menade du "est"?',
        ),
        (
            Measure,
            {"promise": "!!"},
            'promise "!!" får bara ha små bokstäver a–z, siffror och enkla bindestreck',
        ),
        (
            Update,
            {"measures": "belysning"},
            'measures ska vara en lista – skriv varje värde på en egen rad under measures: "- belysning"',
        ),
        (
            Update,
            {"measures": {"measure": "a"}},
            "measures ska vara en lista – börja varje post under measures med -",
        ),
        (
            Update,
            {"measures": ["a"]},
            'varje post under measures ska ha egna fält – skriv "- measure: a"',
        ),
        (
            Update,
            {"source": "Polisen"},
            'source ska ha egna fält – skriv "by: Polisen" på en indragen rad under source',
        ),
        (
            Update,
            {"source": ["Polisen"]},
            "source är ingen lista – ta bort - och skriv fälten indragna under source: by, text, address",
        ),
        (
            Update,
            {"source": {"by": "P", "address": "www.polisen.se/x"}},
            'address "www.polisen.se/x" är ingen webbadress – menade du "https://www.polisen.se/x"?',
        ),
        (
            Update,
            {"source": {"by": "P", "address": "polisens sida"}},
            'address "polisens sida" är ingen webbadress – den ska börja med https://',
        ),
        (
            Update,
            {"source": {"by": "P", "address": "htp://x y"}},
            'address "htp://x y" är ingen webbadress – den ska börja med https://',
        ),
        (
            Update,
            {"date": "3/5 2024"},
            'date "3/5 2024" är ingen dag – menade du "2024-05-03"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"date": "2024-3-5"},
            'date "2024-3-5" är ingen dag – menade du "2024-03-05"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"date": "5 mars 2024"},
            'date "5 mars 2024" är ingen dag – menade du "2024-03-05"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"date": "2024-02-30"},
            'date "2024-02-30" finns inte i kalendern – februari 2024 har 29 dagar',
        ),
        (
            Update,
            {"date": "2024-13-01"},
            'date "2024-13-01" finns inte i kalendern – menade du "2024-01-13"? Månaden skrivs före dagen',
        ),
        (
            Update,
            {"date": "2023-02-29"},
            'date "2023-02-29" finns inte i kalendern – februari 2023 har 28 dagar',
        ),
        (
            Update,
            {"date": "i våras"},
            'date "i våras" är ingen dag – skriv dagen som ÅÅÅÅ-MM-DD, eller ta bort raden',
        ),
        (
            Update,
            {"date": "0000-01-01"},
            'date "…" finns inte i kalendern – rätta året (skriv dagen som ÅÅÅÅ-MM-DD)',
        ),
        (
            Update,
            {"date": "2024"},
            'date "2024" är ingen dag – skriv dagen som ÅÅÅÅ-MM-DD, eller ta bort raden',
        ),
        (
            Update,
            {"date": "den 5:e maj 2024"},
            'date "den 5:e maj 2024" är ingen dag – menade du "2024-05-05"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"date": "20240305"},
            'date "20240305" är ingen dag – menade du "2024-03-05"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"date": "2024-03-01 09:00"},
            'date "2024-03-01 09:00" är ingen dag – skriv dagen som ÅÅÅÅ-MM-DD, eller ta bort raden',
        ),
        (
            Update,
            {"date": "5.3.2024"},
            'date "5.3.2024" är ingen dag – menade du "2024-03-05"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"date": "2024/03/05"},
            'date "2024/03/05" är ingen dag – menade du "2024-03-05"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"date": "31/2 2024"},
            'date "31/2 2024" är ingen dag – skriv dagen som ÅÅÅÅ-MM-DD, eller ta bort raden',
        ),
        (
            Update,
            {"date": ["2024-01-01"]},
            "date ska ha ett enda värde, på samma rad (När det hände eller ska hända, om det inte är publiceringsdagen)",
        ),
        (
            Update,
            {"published": "2024-03-01T09:00"},
            'published "2024-03-01T09:00" är ingen dag – menade du "2024-03-01"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"published": "2024-03-01 kl. 9.30"},
            'published "2024-03-01 kl. 9.30" är ingen dag – menade du "2024-03-01"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"published": "2024-03-01 25:00"},
            'published "2024-03-01 25:00" är ingen dag – menade du "2024-03-01"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"published": "5 mars 2024"},
            'published "5 mars 2024" är ingen dag – menade du "2024-03-05"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"published": "2024-02-30 09:00"},
            'published "2024-02-30 09:00" finns inte i kalendern – februari 2024 har 29 dagar',
        ),
        (
            Update,
            {"published": "snart"},
            'published "snart" är ingen dag – skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"published": "2024-03-01 9:00"},
            'published "2024-03-01 9:00" är ingen dag – menade du "2024-03-01"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"published": "5 mars 2024 kl 14:05"},
            'published "5 mars 2024 kl 14:05" är ingen dag – menade du "2024-03-05"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Update,
            {"published": "2024-03-01 09:00:00"},
            'published "2024-03-01 09:00:00" är ingen dag – menade du "2024-03-01"? Skriv dagen som ÅÅÅÅ-MM-DD',
        ),
        (
            Measure,
            {"target": {"count": "1 200", "unit": "x", "comparison": "at-least"}},
            'count "1 200" är inget heltal – menade du "1200"?',
        ),
        (
            Measure,
            {"target": {"count": "tolv", "unit": "x", "comparison": "at-least"}},
            'count "tolv" är inget heltal – menade du "12"?',
        ),
        (
            Measure,
            {"target": {"count": "1,5", "unit": "x", "comparison": "at-least"}},
            'count "1,5" är inget heltal – skriv ett helt tal, utan decimaler',
        ),
        (
            Measure,
            {"target": {"count": "många", "unit": "x", "comparison": "at-least"}},
            'count "många" är inget heltal – skriv antalet med siffror, till exempel 12',
        ),
        (
            Measure,
            {"target": {"count": "-3", "unit": "x", "comparison": "at-least"}},
            'count "-3" är inget heltal – skriv antalet med siffror, till exempel 12',
        ),
        (
            Measure,
            {"target": {"count": ["3"], "unit": "x", "comparison": "at-least"}},
            "count ska ha ett enda värde, på samma rad (Målets antal, med siffror)",
        ),
        (Measure, {"signed": "ja"}, 'signed "ja" ska vara true (ja) eller false (nej) – menade du "true"?'),
        (
            Measure,
            {"signed": "Nej"},
            'signed "Nej" ska vara true (ja) eller false (nej) – menade du "false"?',
        ),
        (
            Measure,
            {"signed": "True"},
            'signed "True" ska vara true (ja) eller false (nej) – menade du "true"?',
        ),
        (Measure, {"signed": "kanske"}, 'signed "kanske" ska vara true (ja) eller false (nej)'),
        (
            Measure,
            {"signed": ["true"]},
            "signed ska ha ett enda värde, på samma rad (true om åtgärden står i det undertecknade dokumentet)",
        ),
        (
            Update,
            {"corrects": "/2024/nyheter/2024-03-01-x/"},
            'corrects "/2024/nyheter/2024-03-01-x/" är ingen adress på webbplatsen – menade du "2024/nyheter/2024-03-01-x"?',
        ),
        (
            Update,
            {"corrects": "content/2024/nyheter/2024-03-01-x.md"},
            'corrects "content/2024/nyheter/2024-03-01-x.md" är ingen adress på webbplatsen – menade du "2024/nyheter/2024-03-01-x"?',
        ),
        (
            Update,
            {"corrects": "https://koping.se/2024/nyheter/x/"},
            'corrects "https://koping.se/2024/nyheter/x/" är ingen adress på webbplatsen – menade du "2024/nyheter/x"?',
        ),
        (
            Update,
            {"corrects": "Ny belysning"},
            'corrects "Ny belysning" är ingen adress på webbplatsen – skriv till exempel "2024/atgarder/belysning"',
        ),
        (
            Update,
            {"corrects": "!!"},
            'corrects "!!" är ingen adress på webbplatsen – skriv till exempel "2024/atgarder/belysning"',
        ),
        (
            Update,
            {
                "summary": "xxxxx",
                "corrects": "ÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅ",
            },
            'corrects "ÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅÅ…" är ingen adress på webbplatsen – skriv till exempel "2024/atgarder/belysning"',
        ),
    ],
)
def test_fault_is_told(model: type[Record], change: dict[str, object], expected: str) -> None:
    assert told(model, change) == [expected]


def test_right_records_give_no_message() -> None:
    for model, written in WRITTEN.items():
        model.model_validate(FILLED | written)


def test_list_that_needs_an_entry_is_told() -> None:
    with pytest.raises(ValidationError) as caught:
        PromisesFile.model_validate(
            {"municipality": {"name": "N", "short_name": "N"}, "parties": [], "agreements": "2024"}
        )
    assert [message(error, PromisesFile).message for error in caught.value.errors()] == [
        "parties behöver minst en post – lägg till en rad som börjar med - (Parter och medverkande)",
        'agreements ska vara en lista – skriv varje värde på en egen rad under agreements: "- 2024"',
    ]


def test_empty_mandatory_field_is_told_as_empty() -> None:
    error: ErrorDetails = {"type": "missing", "loc": ("title",), "msg": "Field required", "input": {}}
    told_as_empty = message(error, Measure, is_empty=True)
    assert told_as_empty.message == "title är tomt – skriv ett värde (Rubriken)"


def test_personal_data_in_a_wrong_value_is_not_repeated() -> None:
    assert told(Update, {"date": "850709-9805"}) == [
        'date "…" är ingen dag – skriv dagen som ÅÅÅÅ-MM-DD, eller ta bort raden'
    ]


FROM_FILE = {key: field.from_file for key, field in fields(FileRecord).items() if field.from_file}


@pytest.mark.parametrize(("key", "mark"), FROM_FILE.items())
def test_field_that_comes_from_the_file_itself_has_its_reason(key: str, mark: FromFile) -> None:
    told_of_key = filled_by_loader(key, mark).message
    assert re.fullmatch(rf"{key} skrivs inte i filen \({key} .+\) – ta bort raden", told_of_key)


def test_these_fields_are_allowed_in_an_update() -> None:
    assert [*written_fields(Update)] == [
        *(
            "title",
            "summary",
            "privacy_exceptions",
            "kind",
            "published",
            "date",
        ),
        *("promises", "focus_areas", "places", "event", "points", "measures", "answers", "source"),
        *("assessments", "corrects", "pieces"),
        *("pictures", "changes", "erased", "former_addresses", "withdrawn"),
    ]


ENGLISH = re.compile(
    r"\b(should|must|input|valid|the|than|not|expected|error|field|value|is|be|a)\b", re.IGNORECASE
)


@pytest.mark.parametrize("error_type", typing.get_args(ErrorType))
@pytest.mark.parametrize("value", [None, "", "x", "2024-01-01", ["x"], {"x": "y"}], ids=repr)
def test_every_error_that_pydantic_knows_has_a_swedish_sentence(error_type: str, value: object) -> None:
    error: ErrorDetails = {
        "type": error_type,
        "loc": ("target", "count"),
        "msg": "Input should be a valid thing",
        "input": value,
        "ctx": {"expected": "a thing", "min_length": 1, "error": "x"},
    }
    told_of_it = message(error, Measure)
    assert told_of_it.rule in RULES
    sentence = told_of_it.message
    assert len(sentence) > 20
    assert not ENGLISH.search(sentence)
    assert "{" not in sentence
    assert "None" not in sentence


@pytest.mark.parametrize(
    "location", [(), (0,), ("nothing", 3, "at", "all"), ("title", "x"), ("places", 0, 0)]
)
def test_location_that_the_model_does_not_know_still_has_a_sentence(location: tuple[int | str, ...]) -> None:
    for error_type in ("missing", "extra_forbidden", "enum", "model_type", "tuple_type", "value_error"):
        error: ErrorDetails = {"type": error_type, "loc": location, "msg": "", "input": "x"}
        assert message(error, Measure).message
