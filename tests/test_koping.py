"""Köping's promise for 2024 as it was signed, in a frozen copy: exact counts, dates and sentences."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import feedparser
import pytest
from lxml import html
from lxml.html import HtmlElement

from built import KOPING, BuiltSite, attributes, having, kind, text, texts
from loften.deriving.published import published
from loften.reading.load import load
from loften.records.site import Site
from loften.records.texts import FollowUp
from loften.writing.pages import pages

SPRING, SUMMER, AFTERWARDS = dt.date(2024, 4, 1), dt.date(2024, 8, 1), dt.date(2025, 2, 1)
QUARTERS = (
    "kvartal 1, januari–mars 2024",
    "kvartal 2, april–juni 2024",
    "kvartal 3, juli–september 2024",
    "kvartal 4, oktober–december 2024",
)
TELL_OF_SILENCE = ("", "2024/", "2024/resultat/", "2024/loften/est/")
SILENCE = f"//div[{having('notice-silence')}]"


@pytest.fixture(scope="module")
def content() -> Site:
    return load(KOPING)


def on(content: Site, day: dt.date) -> Mapping[str, HtmlElement]:
    """Every page's body on a day, by address."""
    return {
        page.address: html.fragment_fromstring(page.fragment, "main")
        for page in pages(published(content, day))
    }


# --- what there is ------------------------------------------------------------------------------------------


def test_the_start_page_shows_three_promises_and_three_focus_areas(koping: BuiltSite) -> None:
    start = koping.page("")
    assert texts(start, "//section[@aria-labelledby='loften']//h3") == [
        "Fördjupad samverkan",
        "Platser och situationer",
        "EST",
    ]
    assert texts(start, "//section[@aria-labelledby='fokusomraden']//h3") == [
        "Barn, unga och ANDT",
        "Centrum och Nygårdsområdet",
        "Trafiksäkerhet",
    ]
    assert text(start, "//h2[@id='loften']") == "Tre löften"
    assert text(start, "//h2[@id='fokusomraden']") == "Tre fokusområden"


def test_a_promise_is_not_called_signed_before_the_day_of_signing(content: Site) -> None:
    before, after = on(content, dt.date(2023, 12, 13)), on(content, dt.date(2023, 12, 14))
    assert "Ska undertecknas Köping, 14 december 2023" in text(before[""], ".")
    assert "Undertecknat av" not in text(before["2024/"], ".")
    assert "Undertecknat Köping, 14 december 2023" in text(after[""], ".")
    assert "Undertecknat av" in text(after["2024/"], ".")


def test_thirteen_measures_are_divided_among_the_three_promises(koping: BuiltSite) -> None:
    listed = koping.page("2024/atgarder/")
    groups = listed.xpath(f"//section[{having('measure-group')}]")
    assert isinstance(groups, list)
    assert [len(texts(group, ".//li")) for group in groups if isinstance(group, HtmlElement)] == [2, 6, 5]
    assert Counter(map(kind, koping.pages.values()))["measure"] == 13


def test_each_kind_of_page_is_there_as_often_as_the_document_gives_cause_for(koping: BuiltSite) -> None:
    found = Counter(map(kind, koping.pages.values()))
    expected = {"start": 1, "agreement": 1, "promise": 3, "focus_area": 3, "measures": 1, "measure": 13}
    expected |= {"news": 1, "follow_ups": 1, "results": 1, "parties": 1, "party": 9, "place": 2}
    expected |= {"current": 1, "archive": 1, "corrections": 1, "glossary": 1}
    assert {name: found[name] for name in expected} == expected
    assert found["update"] == found["follow_up"] == 0


def test_the_agreement_names_who_signed_where_and_when(koping: BuiltSite) -> None:
    page = koping.page("2024/")
    assert texts(page, f"//ul[{having('signatures')}]/li") == [
        "Per Ågren Kommunstyrelsens ordförande, Köpings kommun",
        "Maria Bäck Lokalpolisområdeschef Västra Mälardalen, Polisen",
    ]
    facts = dict(
        zip(
            texts(page, f"//dl[{having('facts')}]//dt"),
            texts(page, f"//dl[{having('facts')}]//dd"),
            strict=True,
        )
    )
    assert facts["Gäller"] == "1 januari–31 december 2024"
    assert facts["Undertecknat"] == "Köping, 14 december 2023"
    assert facts["Parter"] == "Polisen och Köpings kommun"


def test_the_feed_has_the_signing_every_measure_and_every_silence(koping: BuiltSite) -> None:
    feed = feedparser.parse((koping.folder / "rss.xml").read_bytes())
    signed = [entry for entry in feed.entries if entry.published == "Thu, 14 Dec 2023 00:00:00 +0100"]
    assert len(signed) == 14
    assert signed[0].title == "Medborgarlöfte 2024 är undertecknat"
    assert signed[0].id == "tag:medborgarloften.example,2024:2024"
    assert [entry.title for entry in feed.entries[:-14]] == [
        f"Ingen uppföljning är publicerad här för {quarter}" for quarter in reversed(QUARTERS)
    ]


def test_the_search_finds_road_safety_as_a_focus_area(koping: BuiltSite) -> None:
    index = json.loads((koping.folder / "search/search_index.json").read_text())
    titles = {entry["location"]: entry["title"] for entry in index["docs"]}
    assert titles["2024/fokusomraden/trafiksakerhet/"] == "Trafiksäkerhet – Medborgarlöfte 2024"


# --- what the document says and what it leaves out ----------------------------------------------------------


def test_the_focus_area_without_a_measure_says_so(koping: BuiltSite) -> None:
    said = texts(koping.page("2024/fokusomraden/trafiksakerhet/"), "//main//p")
    assert "Löftet nämner ingen åtgärd som gäller just det här fokusområdet." in said


def test_every_page_built_on_the_document_says_that_it_is_a_summary(koping: BuiltSite) -> None:
    built_on_it = {"start", "agreement", "promise", "focus_area", "measures", "measure", "follow_ups"}
    built_on_it |= {"results", "parties", "party", "place"}
    sentence = "Det här är en sammanfattning i klarspråk. Det är det undertecknade dokumentet som gäller."
    without = [
        address
        for address, page in koping.pages.items()
        if kind(page) in built_on_it and sentence not in texts(page, "//main//p")
    ]
    assert without == []


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("om-medborgarloften/", "Nej. Här sammanfattar vi löftet i klarspråk."),
        ("lattlast/", "Den här texten är en kort sammanfattning."),
        ("in-english/", "This is a summary. The signed document is what applies."),
        ("suomeksi/", "Tämä on yhteenveto. Pätevä teksti on allekirjoitettu asiakirja."),
    ],
)
def test_the_hand_written_summaries_say_so_too(koping: BuiltSite, address: str, sentence: str) -> None:
    assert sentence in text(koping.page(address), "//main")


def test_no_measure_is_said_to_have_begun(koping: BuiltSite) -> None:
    standings = set(texts(koping.page("2024/atgarder/"), f"//li//span[{having('status')}]"))
    assert standings == {"ej rapporterad"}
    assert text(koping.page("2024/resultat/"), f"(//ul[{having('standings')}])[1]") == "13 ej rapporterad"


# --- the year -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "count"), [(SPRING, 0), (SUMMER, 2), (AFTERWARDS, 4)])
@pytest.mark.parametrize("address", TELL_OF_SILENCE)
def test_the_silence_is_told_for_each_quarter_and_no_more(
    content: Site, day: dt.date, count: int, address: str
) -> None:
    assert texts(on(content, day)[address], f"{SILENCE}//li") == list(QUARTERS[:count])


def test_while_nothing_is_late_nothing_is_said_of_silence(content: Site) -> None:
    for address, page in on(content, SPRING).items():
        assert texts(page, SILENCE) == [], address


def test_one_silent_quarter_is_told_in_one_sentence(content: Site) -> None:
    told = text(on(content, dt.date(2024, 5, 1))["2024/resultat/"], SILENCE)
    assert told == "Ingen uppföljning är publicerad här för kvartal 1, januari–mars 2024."


@pytest.mark.parametrize(
    ("day", "count"), [(dt.date(2024, 4, 30), 0), (dt.date(2024, 5, 1), 1), (dt.date(2025, 1, 30), 3)]
)
def test_thirty_days_of_grace_pass_before_a_quarter_counts_as_silent(
    content: Site, day: dt.date, count: int
) -> None:
    told = text(on(content, day)["2024/resultat/"], ".")
    assert [quarter in told for quarter in QUARTERS] == [True] * count + [False] * (4 - count)


def test_several_silent_quarters_are_told_with_a_list(koping: BuiltSite) -> None:
    for address in TELL_OF_SILENCE:
        page = koping.page(address)
        assert text(page, f"{SILENCE}/p") == "Ingen uppföljning är publicerad här för"
        assert texts(page, f"{SILENCE}//li") == list(QUARTERS)


def test_the_ledger_has_every_quarter_with_the_day_when_it_ended(content: Site) -> None:
    page = on(content, AFTERWARDS)["2024/uppfoljning/"]
    assert texts(page, f"//ol[{having('ledger')}]/li/h2") == [name.capitalize() for name in QUARTERS]
    assert texts(page, f"//ol[{having('ledger')}]/li/p") == [
        f"Slutade {day} 2024. Ingen uppföljning är publicerad här."
        for day in ("31 mars", "30 juni", "30 september", "31 december")
    ]
    assert "Ingen av 4 uppföljningar är publicerad här." in text(page, ".")
    assert "Ingen av 4 uppföljningar är publicerad här." in text(
        on(content, AFTERWARDS)["2024/resultat/"], "."
    )


def test_the_follow_up_page_says_first_that_the_periods_are_our_reading(content: Site) -> None:
    said = texts(on(content, AFTERWARDS)["2024/uppfoljning/"], ".//p[not(@class)]")[0]
    assert said.startswith(
        "Löftet säger inte självt att uppföljningar publiceras, eller vilka perioder de gäller. "
        "Här räknar vi med att det följs upp fyra gånger per år."
    )
    assert "ska följas upp" not in text(on(content, AFTERWARDS)["2024/uppfoljning/"], ".")


def test_shown_here_two_years_later_its_silence_is_told_as_before_the_site(content: Site) -> None:
    shown = dt.date(2026, 11, 25)
    file = content.promises_file
    agreements = tuple(one.model_copy(update={"published": shown}) for one in file.agreements)
    loaded = replace(content, promises_file=file.model_copy(update={"agreements": agreements}))
    found = on(loaded, shown)
    ledger = found["2024/uppfoljning/"].xpath(f".//ol[{having('ledger')}]/li/p")
    assert [line.text_content() for line in ledger] == [
        f"Före webbplatsen. Slutade {end} 2024. Ingen uppföljning är publicerad här."
        for end in ("31 mars", "30 juni", "30 september", "31 december")
    ]
    said = "Ingen av 4 uppföljningar är publicerad här. Alla perioder tog slut innan löftet visades här."
    for address in ("", "2024/resultat/", "2024/uppfoljning/"):
        assert said in text(found[address], "."), address
    titles = [event.title for event in published(loaded, shown).feed.events]
    assert titles == ["Medborgarlöftet för 2024 finns nu här"]


def test_an_empty_final_text_undoes_no_silence(content: Site) -> None:
    empty = FollowUp.model_validate(
        {
            "path": "content/2024/uppfoljning/aret.md",
            "agreement": "2024",
            "id": "aret",
            "body": "Allt har gått bra.",
            "body_line": 1,
            "title": "Hela året",
            "summary": "Om året.",
            "published": "2026-11-25",
            "covers": {"from": "2024-01-01", "to": "2024-12-31"},
        }
    )
    today = dt.date(2026, 11, 25)
    before, after = on(content, today), on(replace(content, follow_ups=(empty,)), today)
    for address in TELL_OF_SILENCE:
        assert texts(after[address], f"{SILENCE}//li") == texts(before[address], f"{SILENCE}//li") != []
    start = text(after[""], ".")
    assert "Den slutliga uppföljningen är publicerad" not in start
    assert "Ingen slutlig uppföljning är publicerad här." in start


def test_the_words_of_silence_blame_nobody(koping: BuiltSite) -> None:
    for address, page in koping.pages.items():
        if kind(page) != "text":
            said = text(page, "//main").lower()
            assert "försenad" not in said, address
            assert "utebliven" not in said, address
            assert "ej påbörjad" not in said, address


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (
            dt.date(2023, 12, 31),
            "Löftet börjar gälla 1 januari 2024 och gäller till och med 31 december 2024.",
        ),
        (SPRING, "Löftet gäller nu, 1 januari–31 december 2024."),
        (dt.date(2024, 12, 31), "Löftet gäller nu, 1 januari–31 december 2024."),
        (
            dt.date(2025, 1, 1),
            "Löftet gällde 1 januari–31 december 2024. Ingen slutlig uppföljning är publicerad här. "
            "Inget nyare löfte är publicerat här.",
        ),
    ],
)
def test_the_start_page_says_which_period_it_speaks_of(content: Site, day: dt.date, sentence: str) -> None:
    assert sentence in texts(on(content, day)[""], f"//section[{having('hero')}]/p")


def test_no_measure_is_public_before_the_agreement_is_signed(content: Site) -> None:
    found = on(content, dt.date(2023, 12, 13))
    assert not [address for address in found if address.startswith("2024/atgarder/") and address[14:]]


def test_a_page_shows_the_day_that_it_was_built_for(koping: BuiltSite) -> None:
    assert "Sidan byggdes 1 februari 2025." in text(koping.page(""), f"//footer[{having('page-foot')}]")


def test_previous_and_next_lead_through_the_promises(koping: BuiltSite) -> None:
    page = koping.page("2024/loften/platser-och-situationer/")
    assert attributes(page, "//a[@rel='prev']/@href") == ["../fordjupad-samverkan/"]
    assert attributes(page, "//a[@rel='next']/@href") == ["../est/"]
    assert attributes(koping.page("2024/loften/fordjupad-samverkan/"), "//a[@rel='prev']/@href") == []
