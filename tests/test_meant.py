"""What an editor probably meant is offered, and nothing where there is nothing sensible to offer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loften.reading import meant
from loften.swedish import label
from loften.vocabulary import Assessment, Cadence, Comparison, PartyKind, Per, Status, UpdateKind


@pytest.mark.parametrize(
    ("guess", "written", "expected"),
    [
        (meant.identifier, "Närvaro på platser", "narvaro-pa-platser"),
        (meant.identifier, "Ca\u0301fe\u0301 -- 3", "cafe-3"),
        (meant.identifier, "–", None),
        (meant.day, "3/5 2024", "2024-05-03"),
        (meant.day, "2024-3-5", "2024-03-05"),
        (meant.day, "5 mars 2024", "2024-03-05"),
        (meant.day, "den 1:a Sept. 2024", "2024-09-01"),
        (meant.day, "20240305", "2024-03-05"),
        (meant.day, "2024–03–05", "2024-03-05"),
        (meant.day, "24-03-05", "2024-03-05"),
        (meant.day, "240305", "2024-03-05"),
        (meant.day, "850709-9805", None),
        (meant.day, "31 februari 2024", None),
        (meant.day, "mars 2024", None),
        (meant.day, "5/3", None),
        (meant.moment, "2024-03-01T09:00:00+01:00", "2024-03-01 09:00"),
        (meant.moment, "1 mars 2024 kl. 9.05", "2024-03-01 09:05"),
        (meant.moment, "1 mars 2024", "2024-03-01"),
        (meant.moment, "1 mars 2024 kl. 25.00", None),
        (meant.whole_number, "12\u00a0500", "12500"),
        (meant.whole_number, "1.200", "1200"),
        (meant.whole_number, "12 lampor", "12"),
        (meant.whole_number, "ca 50", None),
        (meant.whole_number, "Tolv", "12"),
        (meant.whole_number, "en", "1"),
        (meant.whole_number, "1,5", None),
        (meant.yes_no, "JA", "true"),
        (meant.yes_no, "no", "false"),
        (meant.yes_no, "kanske", None),
        (meant.web_address, "polisen.se", "https://polisen.se"),
        (meant.web_address, "HTTPS:/polisen.se/x", "https://polisen.se/x"),
        (meant.web_address, "polisen", None),
        (meant.page_address, "/2024/index.md", "2024"),
        (meant.page_address, "https://x.se/2024/nyheter/x/?a=b", "2024/nyheter/x"),
        (meant.page_address, "2024-03-01-lampor.md", "2024/nyheter/2024-03-01-lampor"),
        (meant.page_address, "Ny belysning", None),
        (meant.page_address, "/", None),
        (meant.record_id, "content/2024/atgarder/lampor.md", "lampor"),
        (meant.record_id, "Fler lampor", "fler-lampor"),
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
    assert meant.key(written, ["title", "date", "focus_areas", "summary"]) == expected


@pytest.mark.parametrize("kind", [Assessment, Cadence, Comparison, PartyKind, Per, Status, UpdateKind])
def test_every_label_leads_to_its_value(kind: type[Status]) -> None:
    assert [meant.member(label(member), kind) for member in kind] == list(kind)
    assert [meant.member(member.value.upper(), kind) for member in kind] == list(kind)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("Klar", Status.DONE), ("genomfort", Status.DONE), ("pågår!", Status.ONGOING), ("blå", None)],
)
def test_status_is_offered(written: str, expected: Status | None) -> None:
    assert meant.member(written, Status) is expected
