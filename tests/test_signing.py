"""What is not known of a signing is said, and an agreement that is not signed is never called so."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement
from pydantic import ValidationError

from built import text, texts
from loften.deriving.events import EventKind, events
from loften.deriving.published import published
from loften.reading.messages import message
from loften.records.shared import FormerName, Signing
from loften.records.site import Site
from loften.records.texts import WordForWord
from loften.records.values import Month, Unknown
from loften.words import dates
from loften.writing.feeds import feed
from loften.writing.pages import pages
from samples import AGREEMENT, measure, site

BY = AGREEMENT["signing"]["by"]
NO_SIGNING = {key: value for key, value in AGREEMENT.items() if key != "signing"}
FACT = "//dt[contains(., 'ndertecknat') or contains(., 'ndertecknas')]/.."
NOTICE = "//*[contains(@class, 'notice-summary')]"


def content(signing: dict[str, Any] | None, **fields: Any) -> Site:
    """An agreement with this signing, with two measures and its text word for word."""
    words = WordForWord.model_validate(
        {
            "path": "content/2024/ord-for-ord.md",
            "agreement": "2024",
            "id": "ord-for-ord",
            "body": "[1] Vi ska synas mer.",
            "body_line": 6,
            "title": "Ord för ord",
            "summary": "Löftet ord för ord.",
            "wording": fields.pop("wording", "signed"),
        }
    )
    known = {**NO_SIGNING, **fields} | ({"signing": signing} if signing else {})
    return site(measure("lampor"), words, agreements=[known])


def page(of: Site, address: str, day: str = "2024-06-01") -> HtmlElement:
    found = pages(published(of, dt.date.fromisoformat(day)))
    return html.fromstring(next(f"<div>{one.fragment}</div>" for one in found if one.address == address))


# --- the forms of the day ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2019-02-14", dt.date(2019, 2, 14)),
        ("2019-02", Month(2019, 2)),
        ("unknown", Unknown.UNKNOWN),
    ],
)
def test_the_day_of_a_signing_is_a_day_a_month_or_unknown(written: str, expected: object) -> None:
    assert Signing.model_validate({"date": written}).date == expected


def test_a_month_has_a_first_and_a_last_day_an_order_and_a_name() -> None:
    month = Month(2024, 2)
    assert (month.first, month.last) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert month.covers(dt.date(2024, 2, 29))
    assert not month.covers(dt.date(2024, 3, 1))
    assert Month(2023, 12) < month
    assert (str(month), dates.month(month)) == ("2024-02", "februari 2024")


_FORM = (
    "kriv dagen som ÅÅÅÅ-MM-DD, månaden som ÅÅÅÅ-MM om dagen inte är känd, eller unknown om ingen av dem "
    "är det"
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "februari 2019",
            f'date "februari 2019" är ingen dag och ingen månad – menade du "2019-02"? S{_FORM}',
        ),
        ("feb. 2019", f'date "feb. 2019" är ingen dag och ingen månad – menade du "2019-02"? S{_FORM}'),
        ("2019-2", f'date "2019-2" är ingen dag och ingen månad – menade du "2019-02"? S{_FORM}'),
        ("14/2 2019", f'date "14/2 2019" är ingen dag och ingen månad – menade du "2019-02-14"? S{_FORM}'),
        ("okänd", f'date "okänd" är ingen dag och ingen månad – menade du "unknown"? S{_FORM}'),
        ("2019-13", f'date "2019-13" är ingen dag och ingen månad – s{_FORM}'),
        ("2019", f'date "2019" är ingen dag och ingen månad – s{_FORM}'),
        ("2019-02-30", 'date "2019-02-30" finns inte i kalendern – februari 2019 har 28 dagar'),
        ("0000-02", f'date "0000-02" är ingen dag och ingen månad – s{_FORM}'),
    ],
)
def test_another_form_is_told_with_the_one_that_was_meant(written: str, expected: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Signing.model_validate({"date": written})
    (error,) = caught.value.errors(include_url=False)
    assert message(error, Signing).message == expected


# --- when an agreement is signed -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signing", "unsigned", "signed", "named"),
    [
        ({"date": "2024-02-14"}, "2024-02-13", "2024-02-14", "2024-02-14"),
        ({"date": "2024-02"}, "2024-02-28", "2024-02-29", "2024-02-01"),
        ({"date": "unknown"}, None, "2000-01-01", "2024-01-01"),
        (None, "2030-01-01", None, "2024-01-01"),
    ],
)
def test_a_month_counts_as_signed_when_it_is_over_and_an_unknown_day_from_the_start(
    signing: dict[str, Any] | None, unsigned: str | None, signed: str | None, named: str
) -> None:
    agreement = content(signing).agreements[0]
    assert unsigned is None or not agreement.is_signed_by(dt.date.fromisoformat(unsigned))
    assert signed is None or agreement.is_signed_by(dt.date.fromisoformat(signed))
    assert agreement.named_on == dt.date.fromisoformat(named)


@pytest.mark.parametrize("signing", [{"date": "2023-12"}, {"date": "unknown"}, None])
def test_no_invented_day_becomes_an_event(signing: dict[str, Any] | None) -> None:
    found = events(content(signing), dt.date(2024, 4, 1))
    assert [event.kind for event in found] == [EventKind.MEASURE]


@pytest.mark.parametrize("signing", [{"date": "2023-12"}, {"date": "unknown"}, None])
def test_that_it_is_shown_here_is_one_on_a_day_that_is_known(signing: dict[str, Any] | None) -> None:
    found = events(content(signing, published="2024-01-15"), dt.date(2024, 4, 1))
    assert [(event.kind, str(event.published.date())) for event in found] == [
        (EventKind.SHOWN, "2024-01-15"),
        (EventKind.MEASURE, "2023-12-14"),
    ]


def test_the_event_of_a_signing_has_the_places_of_the_agreement() -> None:
    found = events(content(AGREEMENT["signing"], places=["parken"]), dt.date(2024, 6, 1))
    assert [event.places for event in found if event.kind is EventKind.SIGNED] == [("parken",)]


# --- what residents read -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signing", "expected"),
    [
        (AGREEMENT["signing"], "Undertecknat Exempelby, 14 december 2023"),
        ({"date": "2023-12-14"}, "Undertecknat 14 december 2023, orten är inte känd här"),
        ({"date": "2023-02", "place": "Exempelby"}, "Undertecknat Exempelby, februari 2023"),
        ({"date": "2023-02"}, "Undertecknat februari 2023, orten är inte känd här"),
        ({"date": "unknown", "place": "Exempelby"}, "Undertecknat Exempelby, dagen är inte känd här"),
        ({"date": "unknown"}, "Undertecknat Dagen och orten är inte kända här"),
        ({"date": "2024-07-01"}, "Ska undertecknas 1 juli 2024"),
        ({"date": "2024-07", "place": "Exempelby"}, "Ska undertecknas Exempelby, juli 2024"),
        (None, "Undertecknat Inte än"),
    ],
)
def test_start_page_and_agreement_say_what_is_known_of_the_signing(
    signing: dict[str, Any] | None, expected: str
) -> None:
    found = content(signing)
    assert text(page(found, ""), FACT) == expected
    assert text(page(found, "2024/"), FACT) == expected


def test_a_month_is_marked_up_as_one() -> None:
    times = page(content({"date": "2023-02"}), "2024/").xpath(f"{FACT}//time/@datetime")
    assert times == ["2023-02"]


@pytest.mark.parametrize(
    ("signing", "heading", "told"),
    [
        ({"date": "unknown", "by": BY}, ["Undertecknat av"], []),
        ({"date": "unknown"}, ["Undertecknat av"], ["Vilka som undertecknade är inte känt här."]),
        (None, [], []),
    ],
)
def test_where_the_names_are_missing_the_agreement_says_so(
    signing: dict[str, Any] | None, heading: list[str], told: list[str]
) -> None:
    found = page(content(signing), "2024/")
    assert texts(found, "//h2[. = 'Undertecknat av']") == heading
    assert texts(found, "//p[contains(., 'Vilka som')]") == told


@pytest.mark.parametrize(
    ("signing", "day", "expected"),
    [
        (
            None,
            "2023-12-01",
            "Löftet följs, men är inte undertecknat än. Perioden är 1 januari–31 december 2024.",
        ),
        (
            None,
            "2024-06-01",
            "Löftet följs, men är inte undertecknat än. Perioden är 1 januari–31 december 2024.",
        ),
        (
            {"date": "2024-07-01"},
            "2024-06-01",
            "Löftet följs, men är inte undertecknat än. Perioden är 1 januari–31 december 2024.",
        ),
        (
            None,
            "2025-02-01",
            "Löftet är inte undertecknat. Perioden var 1 januari–31 december 2024. Ingen slutlig uppföljning "
            "är publicerad här.",
        ),
        (
            {"date": "2023-12-14"},
            "2023-12-01",
            "Löftet börjar gälla 1 januari 2024 och gäller till och med 31 december 2024.",
        ),
        ({"date": "unknown"}, "2024-06-01", "Löftet gäller nu, 1 januari–31 december 2024."),
    ],
)
@pytest.mark.parametrize("address", ["", "2024/", "2024/resultat/", "arkiv/"])
def test_an_agreement_that_is_not_signed_is_followed_and_said_not_to_be_signed_yet(
    signing: dict[str, Any] | None, day: str, expected: str, address: str
) -> None:
    assert expected in [
        said.removesuffix(" Inget nyare löfte är publicerat här.")
        for said in texts(page(content(signing), address, day), "//p")
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-06-01", "Det här är en sammanfattning i klarspråk. Löftet är inte undertecknat än."),
        ("2025-06-01", "Det här är en sammanfattning i klarspråk. Löftet är inte undertecknat."),
    ],
)
def test_no_page_speaks_of_a_signed_document_that_does_not_exist(day: str, expected: str) -> None:
    found = content(None, document={"title": "Utkastet", "address": "https://exempelby.example/utkast.pdf"})
    today = dt.date.fromisoformat(day)
    every = {
        one.address: html.fromstring(f"<div>{one.fragment}</div>") for one in pages(published(found, today))
    }
    assert {said for one in every.values() for said in texts(one, NOTICE)} == {expected}
    assert texts(every["2024/atgarder/lampor/"], NOTICE) == [expected]
    speaking = {name for name, one in every.items() if "undertecknade dokumentet" in one.text_content()}
    assert speaking - {"redaktor/"} == set()


def test_a_signed_agreement_whose_day_is_unknown_has_a_document() -> None:
    said = "Det här är en sammanfattning i klarspråk. Det är det undertecknade dokumentet som gäller."
    assert text(page(content({"date": "unknown"}), "2024/"), NOTICE) == said


@pytest.mark.parametrize(
    ("signing", "wording", "expected"),
    [
        (
            AGREEMENT["signing"],
            "signed",
            "Det här är ordalydelsen som parterna skrev under 14 december 2023.",
        ),
        ({"date": "2023-12"}, "signed", "Det här är ordalydelsen som parterna skrev under i december 2023."),
        (
            {"date": "unknown"},
            "signed",
            "Det här är ordalydelsen som parterna skrev under. Vilken dag det var är inte känt här.",
        ),
        (None, "signed", "Det här är löftets ordalydelse. Löftet är inte undertecknat än."),
        (
            {"date": "2024-07-01"},
            "signed",
            "Det här är löftets ordalydelse. Löftet är inte undertecknat än.",
        ),
        (
            {"date": "unknown"},
            "own",
            "Det här är inte de undertecknade orden. Vi återger varje punkt med egna ord.",
        ),
        (None, "own", "Löftet är inte undertecknat än. Vi återger varje punkt med egna ord."),
    ],
)
def test_word_for_word_says_when_it_was_signed(
    signing: dict[str, Any] | None, wording: str, expected: str
) -> None:
    found = page(content(signing, wording=wording), "2024/ord-for-ord/")
    assert texts(found, "//div[starts-with(@class, 'notice')]") == [expected]


@pytest.mark.parametrize(
    ("signing", "expected"),
    [
        (AGREEMENT["signing"], "Det undertecknades i Exempelby 14 december 2023."),
        ({"date": "2023-12-14"}, "Det undertecknades 14 december 2023."),
    ],
)
def test_the_item_of_the_signing_names_the_place_where_it_is_known(
    signing: dict[str, Any], expected: str
) -> None:
    written = dict(feed(published(content(signing), dt.date(2024, 6, 1))))["rss.xml"]
    assert f"Löftet gäller 1 januari–31 december 2024. {expected}" in written.decode()


def test_a_party_is_called_what_it_was_called_in_the_month_of_signing() -> None:
    found = content({"date": "2023-12"})
    former = FormerName.model_validate({"name": "Ortspolisen", "until": "2023-12-05"})
    police, *others = found.parties
    file = found.promises_file.model_copy(
        update={"parties": (police.model_copy(update={"former_names": (former,)}), *others)}
    )
    renamed = replace(found, promises_file=file)
    assert texts(page(renamed, "2024/parter/"), "//h2")[0] == "Det här har Ortspolisen lovat"


# --- the places of an agreement ------------------------------------------------------------------------


def test_a_place_that_the_agreement_names_stands_among_its_places_and_has_a_page_that_lists_it() -> None:
    found = content(AGREEMENT["signing"], places=["parken"])
    assert text(page(found, "2024/"), "//dt[. = 'Platser']/..") == "Platser Torget; Parken"
    place = page(found, "platser/parken/")
    assert texts(place, "//h2") == ["Medborgarlöfte 2024"]
    assert "Vi gör centrum tryggare." in texts(place, "//p")
