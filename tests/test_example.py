"""The fictional municipality: every feature at once, and nothing of any real municipality in it."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html
from lxml.html import HtmlElement

from built import EXAMPLE, BuiltSite, attributes, having, kind, text, texts
from loften.deriving.published import published
from loften.reading.load import load
from loften.records.vocabulary import Assessment, Standing, UpdateKind
from loften.words import grammar, labels
from loften.words.labels import label
from loften.writing.outputs import FILES
from loften.writing.pages import pages

NOTICE = "Det här är ett exempel med en påhittad kommun."


def test_every_page_says_that_it_is_an_example(example: BuiltSite) -> None:
    for address, page in example.pages.items():
        assert text(page, f"//main/div[{having('notice-example')}]").startswith(NOTICE), address


def test_a_real_municipality_is_not_called_an_example(koping: BuiltSite) -> None:
    for page in koping.pages.values():
        assert texts(page, f"//div[{having('notice-example')}]") == []


def test_nothing_of_koping_is_in_the_code(example: BuiltSite) -> None:
    for file in example.folder.rglob("*"):
        if file.suffix in {".html", ".xml", ".json", ".js", ".css", ".svg", ".txt", ".ics", ".csv"}:
            found = re.search("köping|koping|nygård|kbab|västra mälardalen", file.read_text().lower())
            assert found is None, file


@pytest.mark.parametrize("standing", Standing)
def test_every_way_that_a_measure_can_stand_occurs(example: BuiltSite, standing: Standing) -> None:
    listed = {
        status
        for address in ("2031/atgarder/", "2032/atgarder/")
        for status in texts(example.page(address), f"//li//span[{having('status')}]")
    }
    assert label(standing) in listed


@pytest.mark.parametrize("assessment", Assessment)
def test_every_assessment_occurs_in_a_follow_up(example: BuiltSite, assessment: Assessment) -> None:
    given = {
        said
        for page in example.pages.values()
        if kind(page) == "follow_up"
        for said in texts(page, f"//span[{having('assessment')}]")
    }
    assert labels.label(assessment) in given


@pytest.mark.parametrize("what", UpdateKind)
def test_every_kind_of_news_occurs(example: BuiltSite, what: UpdateKind) -> None:
    kinds = {
        said
        for page in example.pages.values()
        if kind(page) == "update"
        for said in texts(page, f"//header//span[{having('event-kind')}] | //main/p/span")
    }
    said_of_done = "det här har gjorts" if what is UpdateKind.MEASURE else labels.label(what)
    assert grammar.sentence_case(said_of_done) in kinds


def test_two_years_stand_side_by_side_and_the_archive_lists_them(example: BuiltSite) -> None:
    assert texts(example.page("arkiv/"), "//main//h2/a")[:2] == ["Medborgarlöfte 2032", "Medborgarlöfte 2031"]
    assert kind(example.page("2031/resultat/")) == kind(example.page("2032/resultat/")) == "results"


def test_what_is_corrected_is_marked_on_its_page_and_listed_among_the_corrections(
    example: BuiltSite,
) -> None:
    corrected = example.page("2031/nyheter/2031-05-20-belysningen-klar/")
    notice = text(corrected, f"//div[{having('notice-corrected')}]")
    assert notice.startswith("Rättad 27 maj 2031")
    assert "14 lyktstolpar är bytta, inte 22" in notice
    assert any("14 lyktstolpar" in said for said in texts(example.page("rattelser/"), "//main//li"))


def test_what_is_withdrawn_keeps_its_page_and_says_why(example: BuiltSite) -> None:
    withdrawn = [page for page in example.pages.values() if kind(page) == "withdrawn"]
    assert withdrawn
    for page in withdrawn:
        said = text(page, f"//div[{having('notice-withdrawn')}]")
        assert re.match(r"Texten är tillbakadragen sedan \d+ \w+ 203[12]\. \w+", said)


def test_what_is_held_back_is_nowhere_in_what_is_built(example: BuiltSite) -> None:
    name = "2032-03-02-kom-pa-traff"
    assert (example.root / f"content/2032/nyheter/{name}.md").is_file()
    for file in example.folder.rglob("*"):
        assert name not in file.name
        if file.suffix in {".html", ".xml", ".json"}:
            assert name not in file.read_text(), file


def test_a_target_is_drawn_with_its_numbers_in_words_and_in_a_table(example: BuiltSite) -> None:
    page = example.page("2031/atgarder/belysning-modellparken/")
    drawing = page.xpath("//figure//svg[@role='img']/@aria-label")
    sentence = "Mål: exakt 22 lyktstolpar. Utfall: 22 lyktstolpar, 1 mars–30 september 2031."
    assert drawing == [sentence]
    assert texts(page, "//figure//td") == [
        "exakt 22 lyktstolpar",
        "22 lyktstolpar",
        "1 mars–30 september 2031",
    ]


def test_on_every_day_of_its_life_what_is_derived_leads_only_to_what_is_public_that_day() -> None:
    content = load(EXAMPLE)
    days = {update.published.date() for update in content.updates}
    days |= {measure.published.date() for measure in content.measures}
    days |= {follow_up.published.date() for follow_up in content.follow_ups}
    assets = {path.removeprefix("content/") for path in content.assets}
    for day in sorted(days | {min(days) - dt.timedelta(days=1)}):
        found = pages(published(content, day))
        files = {path for output in FILES for path, _ in output(published(content, day))}
        there = {page.address for page in found} | assets | files
        for page in found:
            # an editor's own text may lead to what was written after it
            links = attributes(
                html.fragment_fromstring(page.fragment, "main"),
                f".//*[not(ancestor::div[{having('prose')}])]/@*[name()='href' or name()='src']",
            )
            for link in links:
                target = urlsplit(urljoin(f"https://here/{page.address}", link))
                assert target.netloc != "here" or target.path[1:] in there, (day, page.address, link)


def _listed(site: BuiltSite, year: str, attribute: str, wanted: str) -> set[str]:
    """The measures that the list of a year shows when it is filtered."""
    rows = site.page(f"{year}/atgarder/").xpath(f"//li[@data-{attribute}]")
    assert isinstance(rows, list)
    return {
        text(row, "./a")
        for row in rows
        if isinstance(row, HtmlElement) and wanted in row.get(f"data-{attribute}", "").split()
    }


@pytest.mark.parametrize("year", ["2031", "2032"])
def test_filtering_by_a_party_leaves_the_measures_of_its_page(example: BuiltSite, year: str) -> None:
    parties = [a for a in example.pages if re.fullmatch(rf"{year}/parter/[^/]+/", a)]
    assert len(parties) > 3
    for address in parties:
        on_page = set(texts(example.page(address), "//ul[@class='measure-list']/li/a"))
        assert _listed(example, year, "part", address.split("/")[2]) == on_page, address


def test_filtering_by_a_place_leaves_the_measures_of_its_page(example: BuiltSite) -> None:
    places = [a for a in example.pages if a.startswith("platser/")]
    assert places
    for address in places:
        on_page = set(texts(example.page(address), "//ul[@class='measure-list']/li/a"))
        both = (_listed(example, year, "plats", address.split("/")[1]) for year in ("2031", "2032"))
        assert set().union(*both) == on_page, address


def test_lines_on_changed_words_stand_on_the_page_and_in_the_list_of_all(example: BuiltSite) -> None:
    listed = text(example.page("andringar/"), "//main")
    for address, said in (
        ("2031/loften/vuxna-nara-unga/", "4 mars 2031"),
        ("2031/atgarder/klottersanering/", "19 februari 2031"),
        ("2031/nyheter/2031-09-09-vandring-i-latsasangen/", "12 september 2031"),
        ("platser/latsassjon/", "26 juni 2031"),
        ("kontakt/", "2 september 2031"),
        ("ordlista/", "28 april 2031"),
    ):
        assert said in text(example.page(address), f"//section[{having('history')}]"), address
        assert said in listed


def test_a_piece_of_the_signed_text_leads_to_what_it_became_and_back(example: BuiltSite) -> None:
    (piece,) = example.page("2031/ord-for-ord/").xpath("//*[@id='punkt-15']")
    assert "../atgarder/klottersanering/" in piece.xpath(".//a/@href")
    measure = example.page("2031/atgarder/klottersanering/")
    assert "../../ord-for-ord/#punkt-15" in measure.xpath(f"//*[{having('quote-original')}]//a/@href")


def test_an_old_agreement_has_the_names_of_its_day_and_says_what_they_are_now(example: BuiltSite) -> None:
    said = text(example.page("2031/atgarder/klottersanering/"), f"//dl[{having('facts')}]")
    assert "Exempelbyhus (heter nu Exempelbostäder)" in said
    assert text(example.page("2031/parter/exempelbostader/"), "//h1") == "Exempelbyhus"


def test_what_the_law_wanted_gone_is_said_to_be_gone_on_its_page(example: BuiltSite) -> None:
    address = "2031/nyheter/2031-02-06-dialog-om-torget/"
    said = text(example.page(address), f"//section[{having('history')}]")
    assert "En uppgift är borttagen enligt lag (personuppgift). Den stod i texten." in said


def test_the_ledger_tells_what_came_for_each_quarter_and_how_long_after_its_end(example: BuiltSite) -> None:
    page = example.page("2031/uppfoljning/")
    assert texts(page, f"//ol[{having('ledger')}]/li/p") == [
        "Slutade 31 mars 2031. Publicerad här 22 april 2031, 22 dagar efter kvartalets slut.",
        "Slutade 30 juni 2031. Ingen uppföljning är publicerad här.",
        "Slutade 30 september 2031. I två delar, den sista publicerad här 21 oktober 2031, 21 dagar efter "
        "kvartalets slut.",
        "Slutade 31 december 2031. Publicerad här 29 januari 2032, 29 dagar efter kvartalets slut.",
    ]
    assert "3 av 4 uppföljningar är publicerade här." in text(page, "//main")
    assert "3 av 4 uppföljningar är publicerade här." in text(example.page("2031/resultat/"), "//main")
    assert "Polisen och Exempelby kommun" in text(page, f"//ol[{having('ledger')}]/li[1]")
