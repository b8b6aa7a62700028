"""Köping's signed promise, piece by piece in our own words, and what rests on each piece."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from lxml import html
from lxml.html import HtmlElement

from built import LIVE, BuiltSite, having, text, texts
from loften.deriving.published import published
from loften.prose.pieces import pieces
from loften.reading.load import load
from loften.records.site import Site
from loften.records.vocabulary import WhoseWords
from loften.writing.pages import pages

PAGE = "2024/ord-for-ord/"


@pytest.fixture(scope="module")
def content() -> Site:
    return load(LIVE)


@pytest.fixture(scope="module")
def today(content: Site) -> Mapping[str, HtmlElement]:
    """Every page's body after the year, by address."""
    public = published(content, dt.date(2026, 11, 25))
    return {page.address: html.fragment_fromstring(page.fragment, "main") for page in pages(public)}


def test_every_piece_of_the_document_has_its_number_and_its_anchor(
    content: Site, today: Mapping[str, HtmlElement]
) -> None:
    signed = content.signed_texts["2024"]
    assert signed.wording is WhoseWords.OWN
    assert [piece.number for piece in pieces(signed.body)] == list(range(1, 48))
    found = today[PAGE].xpath("//*[starts-with(@id, 'punkt-')]/@id")
    assert found == [f"punkt-{number}" for number in range(1, 48)]


def test_the_page_says_on_top_that_these_are_not_the_signed_words(today: Mapping[str, HtmlElement]) -> None:
    notice = text(today[PAGE], f"//div[{having('notice-summary')}]/p")
    assert notice == "Det här är inte de undertecknade orden. Vi återger varje punkt med egna ord."


def test_every_piece_became_something(today: Mapping[str, HtmlElement]) -> None:
    became = texts(today[PAGE], f"//p[{having('piece-became')}]")
    assert len(became) == 47
    assert all(said.removeprefix("Blev:").strip() for said in became)


@pytest.mark.parametrize("kind", ["2024/atgarder/", "2024/loften/", "2024/fokusomraden/"])
def test_every_record_says_which_pieces_it_rests_on(today: Mapping[str, HtmlElement], kind: str) -> None:
    shown = [page for address, page in today.items() if address.startswith(kind) and address != kind]
    assert len(shown) == {"2024/atgarder/": 13, "2024/loften/": 3, "2024/fokusomraden/": 3}[kind]
    for page in shown:
        said = text(page, f"//p[{having('rests-on')}]")
        assert said.startswith("Bygger på punkt ")
        assert said.endswith(" i dokumentet.")
        assert all("ord-for-ord/#punkt-" in href for href in page.xpath(f"//p[{having('rests-on')}]/a/@href"))


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((40,), "Vi läser ”fyra gånger per år” som en gång varje kvartal."),
        ((29,), "Målet för löftet om platser och situationer kommer från en enda punkt"),
        ((36, 38), "Målet för löftet om EST är hopsatt av två punkter."),
        ((28, 39, 41, 42), "KBAB, VME, arbetsgrupperna, lokala Brå och länsbrå nämns bara i en punkt var. "),
    ],
)
def test_what_the_parties_should_confirm_stands_with_its_pieces(
    content: Site, numbers: tuple[int, ...], words: str
) -> None:
    read = content.signed_texts["2024"].interpretations
    assert [one.text.startswith(words) for one in read if one.pieces == numbers].count(True) == 1


@pytest.mark.parametrize("word", ["identifiera", "rekryteras", "lämpliga", "oönskad"])
def test_the_words_that_were_missing_are_said(today: Mapping[str, HtmlElement], word: str) -> None:
    assert word in today[PAGE].text_content().lower()


def test_the_agreement_draws_no_conclusion_that_the_document_does_not(content: Site) -> None:
    agreement = content.agreement("2024")
    assert "därför" not in f"{agreement.summary} {agreement.text}".lower()


def test_no_page_claims_to_be_as_old_as_the_signing(live: BuiltSite) -> None:
    """The texts were written in 2026; the day of the signing is not when a page last changed."""
    said = [text(page, "//footer[contains(@class, 'page-foot')]/p[1]") for page in live.pages.values()]
    assert len(said) > 40
    assert not [one for one in said if "14 december 2023" in one]
