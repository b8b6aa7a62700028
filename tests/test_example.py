"""The fictional municipality: every feature at once, and nothing of any real municipality in it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
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
YEARS = ("2030", "2031", "2032", "2032-fabelhamnen")
"""The agreements: one loaded afterwards, one closed, one in force and one that is not signed yet."""


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
        for address in (f"{year}/atgarder/" for year in YEARS)
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


def test_the_agreements_stand_side_by_side_and_the_archive_lists_them(example: BuiltSite) -> None:
    assert texts(example.page("arkiv/"), "//main//h2/a") == [
        "Medborgarlöfte 2032",
        "Medborgarlöfte för Fabelhamnen",
        "Medborgarlöfte 2031",
        "Medborgarlöfte 2030",
    ]
    assert {kind(example.page(f"{year}/resultat/")) for year in YEARS} == {"results"}


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


@pytest.mark.parametrize("year", YEARS)
def test_filtering_by_a_party_leaves_the_measures_of_its_page(example: BuiltSite, year: str) -> None:
    parties = [a for a in example.pages if re.fullmatch(rf"{year}/parter/[^/]+/", a)]
    assert len(parties) > 1
    for address in parties:
        on_page = set(texts(example.page(address), "//ul[@class='measure-list']/li/a"))
        assert _listed(example, year, "part", address.split("/")[2]) == on_page, address


def test_filtering_by_a_place_leaves_the_measures_of_its_page(example: BuiltSite) -> None:
    places = [a for a in example.pages if a.startswith("platser/")]
    assert places
    for address in places:
        on_page = set(texts(example.page(address), "//ul[@class='measure-list']/li/a"))
        both = (_listed(example, year, "plats", address.split("/")[1]) for year in YEARS)
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
        "Slutade 31 mars 2031. Först publicerad på annat håll 17 april 2031, sedan här 22 april 2031, 22 "
        "dagar efter kvartalets slut.",
        "Slutade 30 juni 2031. Ingen uppföljning är publicerad här.",
        "Slutade 30 september 2031. I två delar, den sista publicerad här 21 oktober 2031, 21 dagar efter "
        "kvartalets slut.",
        "Slutade 31 december 2031. Publicerad här 29 januari 2032, 29 dagar efter kvartalets slut.",
    ]
    assert "3 av 4 uppföljningar är publicerade här." in text(page, "//main")
    assert "3 av 4 uppföljningar är publicerade här." in text(example.page("2031/resultat/"), "//main")
    assert "Polisen och Exempelby kommun" in text(page, f"//ol[{having('ledger')}]/li[1]")


def entries(example: BuiltSite, name: str = "rss.xml") -> list[Any]:
    """The items of a feed, newest first."""
    return list(feedparser.parse((example.folder / name).read_bytes()).entries)


def archived(example: BuiltSite) -> list[Any]:
    return [
        entry for file in sorted(example.folder.glob("rss-*.xml")) for entry in entries(example, file.name)
    ]


def told(found: list[Any]) -> list[tuple[str, str]]:
    """The title of each item and the day on which it was published."""
    return [(entry.title, entry.published[5:16]) for entry in found]


def test_each_year_that_was_shown_when_it_was_signed_is_told_once_on_that_day(example: BuiltSite) -> None:
    signed = [one for one in told(archived(example)) if one[0].endswith(" är undertecknat")]
    assert signed == [
        ("Medborgarlöfte 2031 är undertecknat", "10 Dec 2030"),
        ("Medborgarlöfte 2032 är undertecknat", "09 Dec 2031"),
    ]
    about = "tag:exempelkommun.example,2030:"
    every = {entry.id for entry in (*entries(example), *archived(example))}
    assert {name for name in every if name.endswith("/finns-har")} == {
        f"{about}2030/finns-har",
        f"{about}2032-fabelhamnen/finns-har",
    }


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("2031/atgarder/vandrande-skolbuss/", "pågick enligt den senaste rapporten, 12 maj 2031"),
        ("2030/atgarder/lampor-pa-perrongen/", "var planerad enligt den senaste rapporten, 21 maj 2030"),
    ],
)
def test_what_nobody_finished_before_the_year_ended_is_told_as_past(
    example: BuiltSite, address: str, expected: str
) -> None:
    assert texts(example.page(address), "//main/p")[1] == expected


def test_an_earlier_year_that_is_loaded_is_one_event_and_its_texts_lie_in_the_archives(
    example: BuiltSite,
) -> None:
    def of_2030(found: list[Any]) -> list[tuple[str, str]]:
        return told([entry for entry in found if entry.link.startswith(f"{example.address}2030/")])

    assert of_2030(entries(example)) == [("Medborgarlöftet för 2030 finns nu här", "09 Feb 2032")]
    assert of_2030(archived(example)) == [
        ("Lamporna till perrongen är beställda", "21 May 2030"),
        ("Sätta upp lampor på perrongen", "04 Mar 2030"),
        ("Hålla två medborgardialoger", "04 Mar 2030"),
        ("Polisens uppföljning av 2030", "03 Feb 2031"),
    ]


def test_what_is_not_known_of_a_signing_is_said(example: BuiltSite) -> None:
    page = example.page("2030/")
    assert "Undertecknat januari 2030, orten är inte känd här" in texts(page, f"//dl[{having('facts')}]/div")
    assert "Vilka som undertecknade är inte känt här." in texts(page, "//main/p")


def test_a_follow_up_from_one_party_for_several_periods_is_one_and_says_whose_is_not_here(
    example: BuiltSite,
) -> None:
    page = example.page("2030/uppfoljning/")
    assert texts(page, "//main/p")[1:3] == [
        "Löftet säger inte självt att uppföljningar publiceras, eller vilka perioder de gäller. Här räknar "
        "vi med att det följs upp två gånger per år. I löftet står bara att parterna ska träffas två gånger "
        "under året.",
        "1 av 2 uppföljningar är publicerad här.",
    ]
    assert texts(page, f"//ol[{having('ledger')}]/li/*[self::h2 or self::p]") == [
        "Halvår 1–2, januari–december 2030",
        "Före webbplatsen. Perioderna slutade 30 juni och 31 december 2030. En samlad uppföljning, "
        "publicerad 3 februari 2031.",
    ]
    assert texts(page, f"//ol[{having('ledger')}]//ul/li") == ["Polisens uppföljning av 2030, från Polisen."]
    assert texts(example.page("2030/"), "//main/p")[1] == (
        "Löftet gällde 1 januari–31 december 2030. Polisens slutliga uppföljning är publicerad: Polisens "
        "uppföljning av 2030. Från Exempelby kommun är ingen slutlig uppföljning publicerad här. Ersatt av "
        "Medborgarlöfte 2031 från 1 januari 2031."
    )


def test_a_final_follow_up_closes_what_it_speaks_of(example: BuiltSite) -> None:
    assert texts(example.page("2031/"), "//main/p")[1] == (
        "Löftet gällde 1 januari–31 december 2031. Den slutliga uppföljningen är publicerad: Slutlig "
        "uppföljning: oktober–december 2031. Den säger inget om 7 av 16 åtgärder. Ersätter Medborgarlöfte "
        "2030 från 1 januari 2031."
    )


def test_an_agreement_of_one_place_is_followed_though_it_is_not_signed_yet(example: BuiltSite) -> None:
    page = example.page("2032-fabelhamnen/")
    assert texts(page, "//main/p")[1] == (
        "Löftet följs, men är inte undertecknat än. Perioden är 1 december 2031–30 november 2032."
    )
    facts = texts(page, f"//dl[{having('facts')}]/div")
    assert {"Undertecknat Inte än", "Platser Fabelhamnen"} <= set(facts)
    assert "Gå ronder i Fabelhamnen varje dag pågår" in texts(
        example.page("platser/fabelhamnen/"), f"//ul[{having('measure-list')}]/li"
    )


def test_the_start_page_speaks_of_the_year_in_force(example: BuiltSite) -> None:
    said = texts(example.page(""), f"//section[{having('hero')}]/p")
    assert said[1] == "Löftet gäller nu, 1 januari–31 december 2032."


def test_a_follow_up_leads_to_where_it_was_first_published(example: BuiltSite) -> None:
    first = "//a[.='Läs den där den först publicerades 17 april 2031']/@href"
    (address,) = attributes(example.page("2031/uppfoljning/"), first)
    assert address == "https://www.exempelby.example/uppfoljning-kvartal-1-2031"


def test_that_there_is_no_news_of_a_measure_is_said_and_changes_nothing(example: BuiltSite) -> None:
    follow_up = example.page("2031/uppfoljning/september/")
    assert "Parterna uppger inget nytt om: Vandrande skolbuss." in texts(follow_up, "//main/p")
    newest = example.page("2031/atgarder/vandrande-skolbuss/").xpath(f"(//ol[{having('timeline')}]/li)[1]")
    assert texts(newest[0], "./h3 | ./p[not(@class)]") == [
        "Uppföljning: september 2031",
        "Parterna uppger inget nytt.",
    ]


def test_silence_and_what_is_taken_back_are_told_on_their_days(example: BuiltSite) -> None:
    silence = "Ingen uppföljning är publicerad här för kvartal 2, april–juni 2031"
    withdrawn = "Tillbakadragen: Uppföljning: april–juni 2031"
    assert [one for one in told(entries(example)) if one[0] in (silence, withdrawn)] == [
        (withdrawn, "22 Aug 2031"),
        (withdrawn, "20 Aug 2031"),
        (silence, "31 Jul 2031"),
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            "2030/atgarder/medborgardialoger/",
            "3 medborgardialoger, 1 januari–31 december 2030, alltså 1 fler än de 2 som lovades.",
        ),
        (
            "2032-fabelhamnen/atgarder/ronder-i-hamnen/",
            "53 ronder på 30 dagar, 12 januari–10 februari 2032, i snitt 1,77 per dag; målet är minst 2 "
            "ronder per dag.",
        ),
    ],
)
def test_what_was_counted_is_held_against_its_target_without_a_verdict_of_our_own(
    example: BuiltSite, address: str, expected: str
) -> None:
    said = texts(example.page(address), "//h2[.='Mål och utfall']/following-sibling::p[1]")
    assert said == [expected]


def test_a_dialogue_that_is_to_come_says_when_and_where_and_how_to_sign_up(example: BuiltSite) -> None:
    page = example.page("2032-fabelhamnen/nyheter/2032-02-12-kom-och-prata-om-hamnen/")
    assert text(page, f"//main/p[{having('event-meta')}]") == (
        "12 februari 2032 Dialog Det händer 16 mars 2032 klockan 18.00–20.00"
    )
    assert texts(page, f"(//dl[{having('facts')}])[1]/div") == [
        "Var Fabelhamnen",
        "Anmälan Anmäl dig till dialogen i hamnen",
    ]
    coming = texts(example.page("aktuellt/"), "//h2[.='Kommande']/following-sibling::ol[1]/li")
    assert "16 mars 2032 Kom och prata om Fabelhamnen, klockan 18.00–20.00" in coming


def test_what_residents_said_stands_with_its_answer_or_without(example: BuiltSite) -> None:
    page = example.page("2032/nyheter/2032-02-05-dialog-om-sista-bussen/")
    assert texts(page, "//main//li[starts-with(@id, 'synpunkt-')]") == [
        "På sista bussen är det ofta bråk, och föraren är ensam. Svar 13 februari 2032: Bussbolaget svarar "
        "om sista bussen Från och med mars åker en värd med på sista bussen på fredagar och lördagar, säger "
        "bussbolaget.",
        "Det är mörkt vid hållplatsen i Låtsasängen när man kliver av. Inget svar är publicerat här.",
    ]
    answering = example.page("2032/nyheter/2032-02-13-bussbolaget-svarar/")
    answered = attributes(answering, "//h2[.='Svar på synpunkter']/following-sibling::ul[1]//a/@href")
    assert answered == ["../2032-02-05-dialog-om-sista-bussen/#synpunkt-ensam-forare"]
