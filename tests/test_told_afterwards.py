"""What residents read when a promise has ended: how it went, who has said so, and what nobody has said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from lxml import html

from built import having, text, texts
from loften.deriving.published import published
from loften.records.site import Site
from loften.records.texts import FollowUp, Measure, Update
from loften.writing.feeds import feed
from loften.writing.pages import pages
from samples import AGREEMENT, measure, report, site, told, update

NEXT: dict[str, Any] = {
    **AGREEMENT,
    "id": "2025",
    "title": "Medborgarlöfte 2025",
    "period": {"from": "2025-01-01", "to": "2025-12-31"},
    "signing": {**AGREEMENT["signing"], "date": "2024-12-10"},
}
LAMPS = measure("lampor")


def on(content: Site, day: str) -> Mapping[str, html.HtmlElement]:
    made = pages(published(content, dt.date.fromisoformat(day)))
    return {page.address: html.fragment_fromstring(page.fragment, create_parent="main") for page in made}


def status(content: Site, day: str, address: str = "2024/atgarder/lampor/") -> str:
    return texts(on(content, day)[address], f"//p[span[{having('status')}]]")[0]


def quarter(**fields: Any) -> FollowUp:
    """A follow-up of the first quarter that reports on the lamps, published long after the year."""
    reports = [report("lampor", "ongoing")]
    return told("kvartal-1", "2024-01-01", "2024-03-31", published="2026-11-25", measures=reports, **fields)


# --- how a measure stood ------------------------------------------------------------------------------------


def test_a_follow_up_speaks_of_the_last_day_that_it_covers_whenever_it_is_published() -> None:
    assert status(site(LAMPS, quarter()), "2026-11-25") == "pågick enligt den senaste rapporten, 31 mars 2024"
    assert status(site(LAMPS, quarter(date="2024-04-10")), "2026-11-25") == (
        "pågick enligt den senaste rapporten, 31 mars 2024"
    )


def test_what_happened_after_the_days_that_it_covers_counts_although_it_was_published_before() -> None:
    ready = update("2024-06-01-klart", measures=[report("lampor", "done")])
    assert status(site(LAMPS, quarter(), ready), "2026-11-25") == "genomförd, 1 juni 2024"


@pytest.mark.parametrize(
    ("said", "day", "read"),
    [
        ("ongoing", "2024-12-31", "pågår, 1 mars 2024"),
        ("ongoing", "2025-01-01", "pågick enligt den senaste rapporten, 1 mars 2024"),
        ("planned", "2024-12-31", "planerad, 1 mars 2024"),
        ("planned", "2025-01-01", "var planerad enligt den senaste rapporten, 1 mars 2024"),
        ("done", "2025-01-01", "genomförd, 1 mars 2024"),
    ],
)
def test_what_was_under_way_is_told_as_past_when_the_promise_has_ended(
    said: str, day: str, read: str
) -> None:
    content = site(LAMPS, update("2024-03-01-start", measures=[report("lampor", said)]))
    assert status(content, day) == read


def test_a_list_says_the_same() -> None:
    content = site(LAMPS, update("2024-03-01-start", measures=[report("lampor", "ongoing")]))
    found = on(content, "2025-01-01")
    assert texts(found["2024/atgarder/"], f"//li//span[{having('status')}]")[-1] == (
        "pågick enligt den senaste rapporten"
    )
    assert "pågick enligt den senaste rapporten, 1 mars 2024" in texts(found["2024/resultat/"], "//td")


def test_two_follow_ups_of_one_day_are_read_in_the_order_of_their_publication() -> None:
    last_quarter = told(
        "kvartal-4",
        "2024-10-01",
        "2024-12-31",
        published="2025-01-20",
        measures=[report("lampor", "ongoing")],
    )
    year = told(
        "aret", "2024-01-01", "2024-12-31", published="2025-02-20", measures=[report("lampor", "done")]
    )
    assert status(site(LAMPS, last_quarter, year), "2025-03-01") == "genomförd, 31 december 2024"


# --- how a promise was judged -------------------------------------------------------------------------------

KEPT = [{"promise": "synlighet", "assessment": "kept", "reason": "Vi har varit på plats."}]


def judged(*records: Measure | Update | FollowUp, **period: str) -> str:
    agreements = [{**AGREEMENT, "period": {**AGREEMENT["period"], **period}}]
    found = on(site(LAMPS, *records, agreements=agreements), "2026-03-01")
    return texts(found["2024/resultat/"], f"//p[span[{having('assessment')}]]")[0]


def test_a_final_assessment_is_of_the_whole_agreement() -> None:
    last_quarter = told("q4", "2024-10-01", "2024-12-31", published="2025-01-29", assessments=KEPT)
    assert judged(last_quarter) == "hållet Slutlig bedömning 29 januari 2025, för hela 2024"


def test_of_an_agreement_for_other_days_it_names_them() -> None:
    last = told("q4", "2025-04-01", "2025-06-30", published="2025-08-01", assessments=KEPT)
    assert judged(last, to="2025-06-30") == (
        "hållet Slutlig bedömning 1 augusti 2025, för hela tiden, 1 januari 2024–30 juni 2025"
    )


def test_an_assessment_on_the_way_is_of_its_own_days() -> None:
    first = told("q1", "2024-01-01", "2024-03-31", published="2024-04-20", assessments=KEPT)
    assert judged(first) == "hållet 1 januari–31 mars 2024"


# --- on the start page --------------------------------------------------------------------------------------

OTHER = "//section[h2[@id='tidigare-2024']]"


def test_on_new_year_s_day_a_promise_without_final_follow_up_stays_on_the_start_page() -> None:
    content = site(LAMPS, agreements=[AGREEMENT, NEXT])
    assert on(content, "2024-12-31")[""].xpath(OTHER) == []
    found = on(content, "2025-01-01")[""]
    assert text(found, "//h1") == "Medborgarlöften i Exempelby"
    assert texts(found, f"{OTHER}/*") == [
        "Medborgarlöfte 2024",
        "Löftet gällde 1 januari–31 december 2024. Ingen slutlig uppföljning är publicerad här.",
        "Ingen av 3 uppföljningar är publicerad här. Alla perioder och uppföljningar",
    ]


def test_when_every_party_has_followed_it_up_it_leaves_the_start_page() -> None:
    alone = told("polisens", "2024-01-01", "2024-12-31", published="2025-02-01", reported_by=["polisen"])
    both = told("kommunens", "2024-01-01", "2024-12-31", published="2025-03-01", reported_by=["kommunen"])
    content = site(LAMPS, alone, both, agreements=[AGREEMENT, NEXT])
    assert texts(on(content, "2025-02-01")[""], f"{OTHER}/p")[0] == (
        "Löftet gällde 1 januari–31 december 2024. Polisens slutliga uppföljning är publicerad: Polisens. "
        "Från Exempelby kommun är ingen slutlig uppföljning publicerad här."
    )
    assert on(content, "2025-03-01")[""].xpath(OTHER) == []


def test_an_earlier_year_that_is_loaded_does_not_stand_there() -> None:
    content = site(LAMPS, agreements=[{**AGREEMENT, "published": "2025-03-01"}, NEXT])
    assert on(content, "2025-03-02")[""].xpath(OTHER) == []


def test_the_start_page_the_results_and_the_ledger_say_the_same_sentence() -> None:
    found = on(site(LAMPS, quarter()), "2026-11-25")
    said = "1 av 4 uppföljningar är publicerad här."
    for address in ("", "2024/resultat/", "2024/uppfoljning/"):
        assert said in text(found[address], "//main"), address


# --- the follow-up itself -----------------------------------------------------------------------------------


def test_a_follow_up_and_its_item_say_how_many_days_after_the_period_it_came() -> None:
    content = site(LAMPS, told("aret", "2024-01-01", "2024-12-31", published="2026-11-25"))
    came = "En samlad uppföljning, publicerad här 25 november 2026, 694 dagar efter årets slut."
    page = on(content, "2026-11-25")["2024/uppfoljning/aret/"]
    assert texts(page, f"//dl[{having('facts')}]/div")[1] == f"Kvartal 1–4, januari–december 2024 {came}"
    item = dict(feed(published(content, dt.date(2026, 11, 25))))["rss.xml"].decode()
    assert f"Kvartal 1–4, januari–december 2024: {came}" in item


def test_what_was_published_elsewhere_first_is_told_with_that_day_first() -> None:
    elsewhere = {"date": "2024-04-12", "address": "https://www.exempelby.example/uppfoljning"}
    content = site(
        told("q1", "2024-01-01", "2024-03-31", published="2024-05-20", published_elsewhere=elsewhere)
    )
    (line, *_) = on(content, "2024-06-01")["2024/uppfoljning/"].xpath(f"//ol[{having('ledger')}]/li")
    assert texts(line, "./p") == [
        "Slutade 31 mars 2024. Först publicerad på annat håll 12 april 2024, sedan här 20 maj 2024, 50 dagar "
        "efter kvartalets slut."
    ]
    assert texts(line, ".//li") == [
        "Q1, från Polisen och Exempelby kommun. Läs den där den först publicerades 12 april 2024."
    ]
    assert line.xpath(".//li/a/@href")[1] == elsewhere["address"]


def test_what_was_withdrawn_or_says_nothing_stays_in_the_ledger_with_its_days() -> None:
    withdrawn = {"date": "2024-06-01", "reason": "Fel år."}
    content = site(
        told("q1", "2024-01-01", "2024-03-31", published="2024-04-20", withdrawn=withdrawn),
        told("tomt", "2024-01-01", "2024-03-31", published="2024-06-10", assessments=[], reported_by=[]),
    )
    (line, *_) = on(content, "2024-07-01")["2024/uppfoljning/"].xpath(f"//ol[{having('ledger')}]/li")
    assert texts(line, "./p") == ["Slutade 31 mars 2024. Ingen uppföljning är publicerad här."]
    assert texts(line, ".//li") == [
        "Q1, från Polisen och Exempelby kommun, publicerad 20 april 2024. Tillbakadragen 1 juni 2024.",
        "Tomt, publicerad 10 juni 2024. Den säger inte hur det går, eller inte vem som säger det.",
    ]


def test_each_party_s_follow_up_of_a_period_says_when_it_came() -> None:
    police = told("polisens", "2024-01-01", "2024-03-31", published="2024-04-10", reported_by=["polisen"])
    others = told("kommunens", "2024-01-01", "2024-03-31", published="2024-04-30", reported_by=["kommunen"])
    found = on(site(police, others), "2024-05-01")
    for name, days in (("polisens", "10 april 2024, tio dagar"), ("kommunens", "30 april 2024, 30 dagar")):
        facts = texts(found[f"2024/uppfoljning/{name}/"], f"//dl[{having('facts')}]/div")
        assert facts[1] == f"Kvartal 1, januari–mars 2024 Publicerad här {days} efter kvartalets slut."


def test_a_follow_up_around_one_that_came_before_is_one() -> None:
    second = told("q2", "2024-04-01", "2024-06-30", published="2024-07-10")
    year = told("aret", "2024-01-01", "2024-12-31", published="2025-02-10")
    found = on(site(second, year), "2025-03-01")
    assert "2 av 4 uppföljningar är publicerade här." in text(found["2024/uppfoljning/"], "//main")
    assert texts(found["2024/uppfoljning/aret/"], f"//dl[{having('facts')}]/div")[1] == (
        "Kvartal 1–4, januari–december 2024 En samlad uppföljning, publicerad här 10 februari 2025, 41 dagar "
        "efter årets slut."
    )


def test_a_follow_up_says_whose_it_is_on_its_page_and_in_its_item() -> None:
    content = site(LAMPS, quarter(date="2024-04-10"))
    facts = texts(on(content, "2026-11-25")["2024/uppfoljning/kvartal-1/"], f"//dl[{having('facts')}]/div")
    assert "Från Polisen och Exempelby kommun" in facts
    assert "Uppföljningen gjordes 10 april 2024" in facts
    item = dict(feed(published(content, dt.date(2026, 11, 25))))["rss.xml"].decode()
    assert "Gäller 1 januari–31 mars 2024. Från Polisen och Exempelby kommun." in item


# --- what a final follow-up leaves out ----------------------------------------------------------------------


def left_out(*records: Measure | Update | FollowUp, **fields: Any) -> str:
    final = told("slut", "2024-01-01", "2024-12-31", published="2025-02-01", **fields)
    found = on(site(LAMPS, measure("vandringar"), final, *records), "2025-03-01")
    return texts(found["2024/resultat/"], "//p")[1].partition("Slut. ")[2]


@pytest.mark.parametrize("said", [{"status": "done"}, {"reason": "Vi hann inte."}])
def test_what_it_says_of_a_measure_is_something(said: dict[str, Any]) -> None:
    assert left_out(measures=[report("lampor", **said)]) == "Den säger inget om 1 av 2 åtgärder."


def test_what_a_correction_takes_away_is_said_no_more() -> None:
    corrects = update(
        "2025-02-10-fel", kind="correction", corrects="2024/uppfoljning/slut", measures=[report("lampor")]
    )
    done = [report("lampor", "done")]
    assert left_out(corrects, measures=done) == "Den säger inget om 2 av 2 åtgärder."


def test_one_that_does_not_say_who_says_so_judges_nothing_finally() -> None:
    nameless = told(
        "q4", "2024-10-01", "2024-12-31", published="2025-01-20", assessments=KEPT, reported_by=[]
    )
    assert judged(nameless) == "hållet 1 oktober–31 december 2024"
