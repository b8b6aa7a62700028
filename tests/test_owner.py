"""What remains for the owner of a site to decide."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from loften.editing.open_questions import open_questions
from loften.reading.load import load
from loften.records.shared import Link

TODAY = dt.date(2026, 11, 25)
SITE = load(Path(__file__).parent / "data" / "faults" / "base")


def test_a_decision_that_is_open_is_named_with_its_place() -> None:
    content = SITE.promises_file
    without_contact = content.municipality.model_copy(update={"contact": None})
    site = replace(SITE, promises_file=content.model_copy(update={"municipality": without_contact}))
    assert open_questions(site, TODAY) == (
        "site_url i mkdocs.yml är bara ett exempel – skriv adressen som webbplatsen får när den publiceras.",
        "extra.tag_authority i mkdocs.yml är bara ett exempel – skriv en domän som ni äger, ett komma och "
        "ett år då ni ägde den; ändra den sedan aldrig.",
        "extra.repository i mkdocs.yml är tom – skriv adressen till platsen där texterna ligger, så får "
        "sidorna länkar för redigering.",
        "municipality i promises.yaml har ingen contact – skriv id för den kontakt som svarar på frågor om "
        "webbplatsen.",
        "Medborgarlöfte 2024 har ingen published – skriv i promises.yaml den dag då det visades på "
        'webbplatsen för första gången. Visas det först nu: "published: 2026-11-25".',
        "Medborgarlöfte 2024 har ingen adress till det undertecknade dokumentet – lägg till document i "
        "promises.yaml om det finns på webben.",
        "Medborgarlöfte 2025 har ingen published – skriv i promises.yaml den dag då det visades på "
        'webbplatsen för första gången. Visas det först nu: "published: 2026-11-25".',
        "Medborgarlöfte 2025 har ingen adress till det undertecknade dokumentet – lägg till document i "
        "promises.yaml om det finns på webben.",
    )


def test_nothing_remains_once_everything_is_decided() -> None:
    document = Link(title="Löftet", address="https://www.ekby.se/loftet.pdf")
    decided = {"document": document, "published": dt.date(2023, 12, 14)}
    agreements = tuple(agreement.model_copy(update=decided) for agreement in SITE.agreements)
    settings = replace(
        SITE.settings,
        site_address="https://loften.ekby.se/",
        tag_authority="ekby.se,2024",
        repository="https://github.com/ekby/loften",
    )
    content = SITE.promises_file.model_copy(update={"agreements": agreements})
    assert open_questions(replace(SITE, settings=settings, promises_file=content), TODAY) == ()
