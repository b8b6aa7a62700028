"""What an editor probably meant is offered, and nothing where there is nothing sensible to offer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loften.reading import suggestions
from loften.records.record import written_fields
from loften.records.texts import Update
from loften.records.vocabulary import Assessment, Cadence, Comparison, PartyKind, Per, Status, UpdateKind
from loften.words.labels import label


@pytest.mark.parametrize(
    ("guess", "written", "expected"),
    [
        (suggestions.identifier, "Närvaro på platser", "narvaro-pa-platser"),
        (suggestions.identifier, "Ca\u0301fe\u0301 -- 3", "cafe-3"),
        (suggestions.identifier, "–", None),
        (suggestions.day, "3/5 2024", "2024-05-03"),
        (suggestions.day, "2024-3-5", "2024-03-05"),
        (suggestions.day, "5 mars 2024", "2024-03-05"),
        (suggestions.day, "den 1:a Sept. 2024", "2024-09-01"),
        (suggestions.day, "20240305", "2024-03-05"),
        (suggestions.day, "2024–03–05", "2024-03-05"),
        (suggestions.day, "24-03-05", "2024-03-05"),
        (suggestions.day, "240305", "2024-03-05"),
        (suggestions.day, "850709-9805", None),
        (suggestions.day, "31 februari 2024", None),
        (suggestions.day, "mars 2024", None),
        (suggestions.day, "5/3", None),
        (suggestions.signing_day, "14/2 2019", "2019-02-14"),
        (suggestions.signing_day, "Februari 2019", "2019-02"),
        (suggestions.signing_day, "sept 2019", "2019-09"),
        (suggestions.signing_day, "februrari 2019", "2019-02"),
        (suggestions.signing_day, "2019/2", "2019-02"),
        (suggestions.signing_day, "201902", "2019-02"),
        (suggestions.signing_day, "Okänd", "unknown"),
        (suggestions.signing_day, "vet inte", "unknown"),
        (suggestions.signing_day, "2019-13", None),
        (suggestions.signing_day, "våren 2019", None),
        (suggestions.moment, "2024-03-01T09:00:00+01:00", "2024-03-01 09:00"),
        (suggestions.moment, "1 mars 2024 kl. 9.05", "2024-03-01 09:05"),
        (suggestions.moment, "1 mars 2024", "2024-03-01"),
        (suggestions.moment, "1 mars 2024 kl. 25.00", None),
        (suggestions.whole_number, "12\u00a0500", "12500"),
        (suggestions.whole_number, "1.200", "1200"),
        (suggestions.whole_number, "12 lampor", "12"),
        (suggestions.whole_number, "ca 50", None),
        (suggestions.whole_number, "Tolv", "12"),
        (suggestions.whole_number, "en", "1"),
        (suggestions.whole_number, "1,5", None),
        (suggestions.yes_no, "JA", "true"),
        (suggestions.yes_no, "no", "false"),
        (suggestions.yes_no, "kanske", None),
        (suggestions.web_address, "polisen.se", "https://polisen.se"),
        (suggestions.web_address, "HTTPS:/polisen.se/x", "https://polisen.se/x"),
        (suggestions.web_address, "polisen", None),
        (suggestions.page_address, "/2024/index.md", "2024"),
        (suggestions.page_address, "https://x.se/2024/nyheter/x/?a=b", "2024/nyheter/x"),
        (suggestions.page_address, "2024-03-01-lampor.md", "2024/nyheter/2024-03-01-lampor"),
        (suggestions.page_address, "Ny belysning", None),
        (suggestions.page_address, "/", None),
        (suggestions.record_id, "content/2024/atgarder/lampor.md", "lampor"),
        (suggestions.record_id, "Fler lampor", "fler-lampor"),
    ],
)
def test_text_is_offered(guess: Callable[[str], str | None], written: str, expected: str | None) -> None:
    assert guess(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("rubrik", "title"),
        ("Datum", "date"),
        ("Fokusområden", "focus_areas"),
        ("focus-areas", "focus_areas"),
        ("e-post", None),
        ("summry", "summary"),
        ("q", None),
    ],
)
def test_field_is_offered_among_those_that_are_allowed(written: str, expected: str | None) -> None:
    assert suggestions.key(written, written_fields(Update)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Pictres", ["pictures", "pieces", "points", "places"]),
        ("corects", ["corrects"]),
        ("place", ["places"]),
        ("q", []),
    ],
)
def test_fields_spelt_alike_are_found_the_most_alike_first(written: str, expected: list[str]) -> None:
    assert suggestions.keys_alike(written, written_fields(Update)) == expected


@pytest.mark.parametrize("kind", [Assessment, Cadence, Comparison, PartyKind, Per, Status, UpdateKind])
def test_every_label_leads_to_its_value(kind: type[Status]) -> None:
    assert [suggestions.member(label(member), kind) for member in kind] == list(kind)
    assert [suggestions.member(member.value.upper(), kind) for member in kind] == list(kind)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Klar", Status.DONE), ("genomfort", Status.DONE), ("pågår!", Status.ONGOING), ("blå", None)],
)
def test_status_is_offered(written: str, expected: Status | None) -> None:
    assert suggestions.member(written, Status) is expected
