"""What is withdrawn leaves its title, its day and its reason, and none of its words."""

from __future__ import annotations

import datetime as dt

from loften.deriving.published import published
from loften.records.site import Site
from loften.records.texts import TextPage
from loften.writing.feeds import feed
from loften.writing.pages import pages
from samples import follow_up, measure, report, site, update

WORDS = "Ordensomintelängregäller"
WITHDRAWN = {"date": "2024-08-01", "reason": "Uppgiften var fel."}
OUTCOME = {"count": "7", "unit": WORDS, "from": "2024-02-01", "to": "2024-03-01"}
TODAY = dt.date(2024, 8, 15)


def said_of(name: str) -> dict[str, object]:
    return report(name, "not-done", reason=WORDS, outcome=OUTCOME, source={"by": WORDS, "text": WORDS})


def content() -> Site:
    return site(
        measure("lampor"),
        measure("kameror", summary=WORDS, body=WORDS, withdrawn=WITHDRAWN),
        update(
            "2024-04-01-fel",
            summary=WORDS,
            body=WORDS,
            measures=[said_of("lampor")],
            source={"by": WORDS},
            pictures=[{"file": "a.jpg", "alt": WORDS, "caption": WORDS}],
            withdrawn=WITHDRAWN,
        ),
        update(
            "2024-05-01-rattelse",
            kind="correction",
            corrects="2024/atgarder/lampor",
            summary=WORDS,
            body=WORDS,
            withdrawn=WITHDRAWN,
        ),
        TextPage.model_validate(
            {
                "path": "content/fragor.md",
                "agreement": "",
                "id": "fragor",
                "body": WORDS,
                "body_line": 8,
                "title": "Frågor",
                "summary": WORDS,
                "withdrawn": WITHDRAWN,
            }
        ),
        follow_up(
            "kvartal-1",
            "2024-01-01",
            "2024-03-31",
            published="2024-04-20",
            summary=WORDS,
            body=WORDS,
            measures=[said_of("lampor")],
            assessments=[{"promise": "synlighet", "assessment": "behind", "reason": WORDS}],
            withdrawn=WITHDRAWN,
        ),
    )


def test_no_page_repeats_the_words_of_a_withdrawn_text() -> None:
    telling = [
        page.address
        for page in pages(published(content(), TODAY))
        if WORDS in page.fragment or WORDS in page.description
    ]
    assert telling == []


def test_the_feed_does_not_repeat_them_either() -> None:
    written = dict(feed(published(content(), TODAY)))["rss.xml"]
    assert WORDS.encode() not in written


def test_every_withdrawn_text_keeps_its_page_with_day_and_reason() -> None:
    by_address = {page.address: page.fragment for page in pages(published(content(), TODAY))}
    for address in (
        "2024/atgarder/kameror/",
        "2024/nyheter/2024-04-01-fel/",
        "2024/nyheter/2024-05-01-rattelse/",
        "2024/uppfoljning/kvartal-1/",
        "fragor/",
    ):
        assert "Uppgiften var fel." in by_address[address]
        assert "1 augusti 2024" in by_address[address]
