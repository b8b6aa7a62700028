"""Dialogues are told as coming until they have been; then what was said stands there with its answers."""

from __future__ import annotations

import datetime as dt

from lxml import etree, html

from built import having, texts
from loften.deriving.last_changes import last_change
from loften.deriving.published import published
from loften.records.site import Site
from loften.records.texts import FollowUp, Measure, Update
from loften.writing.feeds import feed
from loften.writing.pages import pages
from samples import follow_up, site, told, update

SIGN_UP = {"title": "Anmäl dig till dialogen", "address": "https://exempelby.example/anmalan"}
HELD = {"starts": "2024-09-20 18:00", "ends": "2024-09-20 20:00", "place": "torget"}
COMING = update("2024-09-06-dialog", kind="dialogue", event={**HELD, "sign_up": SIGN_UP})
DIALOGUE = "2024/nyheter/2024-09-06-dialog/"

POINTS = [
    {"id": "ljuset", "text": "Det är mörkt vid stationen."},
    {"id": "bankarna", "text": "Det saknas bänkar."},
]
AFTER = update("2024-09-23-vad-de-sa", kind="dialogue", event=HELD, points=POINTS)
SAID = "2024/nyheter/2024-09-23-vad-de-sa/"
REPLY = update(
    "2024-10-01-lampor-byts",
    kind="information",
    answers=[{"point": "ljuset", "text": "Lamporna byts **i höst**."}],
)
ANSWER = "2024/nyheter/2024-10-01-lampor-byts/"

META = f"//p[{having('event-meta')}]"
FACTS = f"//dl[{having('facts')}]/div"
LISTED = f"//ol[{having('event-list')}]/li"


def page(address: str, day: str, *records: Measure | Update | FollowUp) -> html.HtmlElement:
    """A page as it is on a day; wrapped, so that it has one root."""
    made = {page.address: page for page in pages(published(site(*records), dt.date.fromisoformat(day)))}
    return html.fragment_fromstring(made[address].fragment, create_parent="main")


def updated(address: str, day: str, *records: Measure | Update | FollowUp) -> dt.date | None:
    public = published(site(*records), dt.date.fromisoformat(day))
    (entry,) = (one for one in public.catalogue.entries if one.address == address)
    return last_change(public, entry)


def listed(address: str, day: str, *records: Measure | Update | FollowUp) -> list[str]:
    return texts(page(address, day, *records), LISTED)


def item(content: Site, day: str, title: str) -> html.HtmlElement:
    """The full text of the feed item with this title."""
    written = dict(feed(published(content, dt.date.fromisoformat(day))))["rss.xml"]
    (found,) = (one for one in etree.fromstring(written).iter("item") if one.findtext("title") == title)
    text = found.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    return html.fragment_fromstring(text or "", create_parent="div")


# --- what is to come ----------------------------------------------------------------------------------------


def test_a_dialogue_is_told_as_coming_through_its_day_and_as_planned_from_the_next() -> None:
    said = "6 september 2024 Dialog {} 20 september 2024 klockan 18.00–20.00"
    for day, verb in (
        ("2024-09-06", "Det händer"),
        ("2024-09-20", "Det händer"),
        ("2024-09-21", "Planerat till"),
    ):
        assert texts(page(DIALOGUE, day, COMING), META) == [said.format(verb)], day


def test_while_it_is_coming_it_says_where_and_how_to_sign_up_and_then_only_where_it_was() -> None:
    before, after = page(DIALOGUE, "2024-09-20", COMING), page(DIALOGUE, "2024-09-21", COMING)
    assert texts(before, FACTS) == ["Var Torget", "Anmälan Anmäl dig till dialogen"]
    assert before.xpath(f"{FACTS}//a/@href") == ["../../../platser/torget/", SIGN_UP["address"]]
    assert texts(after, FACTS) == ["Var Torget"]


def test_it_stands_under_what_is_to_come_until_its_day_has_passed() -> None:
    def coming(day: str) -> list[str]:
        found = listed("aktuellt/", day, COMING)
        return [said for said in found if said.startswith("20 september")]

    line = "20 september 2024 Dialog, klockan 18.00–20.00"
    assert coming("2024-09-06") == coming("2024-09-20") == [line]
    assert coming("2024-09-21") == []


def test_a_list_of_news_tells_on_which_day_it_happens_until_it_has_happened() -> None:
    news = "2024/nyheter/"
    when = "Det händer 20 september 2024 klockan 18.00–20.00"
    assert listed(news, "2024-09-20", COMING) == [f"6 september 2024 Dialog {when} Dialog Om dialog."]
    assert listed(news, "2024-09-21", COMING) == ["6 september 2024 Dialog Dialog Om dialog."]


def test_any_update_can_look_ahead() -> None:
    ahead = update("2024-09-06-ljuset-tands", kind="information", date="2024-09-20")
    address = "2024/nyheter/2024-09-06-ljuset-tands/"
    for day, verb in (("2024-09-20", "Det händer"), ("2024-09-21", "Planerat till")):
        assert texts(page(address, day, ahead), META) == [
            f"6 september 2024 Information {verb} 20 september 2024"
        ]
    assert "20 september 2024 Ljuset-tands" in listed("aktuellt/", "2024-09-06", ahead)


def test_what_had_happened_when_it_was_published_is_never_coming() -> None:
    past = update("2024-09-06-torget", kind="dialogue", date="2024-09-01")
    assert texts(page("2024/nyheter/2024-09-06-torget/", "2024-09-06", past), META) == [
        "6 september 2024 Dialog Det hände 1 september 2024"
    ]
    assert not [one for one in listed("aktuellt/", "2024-09-06", past) if one.startswith("1 september")]


def test_a_withdrawn_dialogue_is_not_coming() -> None:
    withdrawn = {"date": "2024-09-08", "reason": "Lokalen är stängd."}
    gone = update("2024-09-06-dialog", kind="dialogue", event=HELD, withdrawn=withdrawn)
    said = listed("aktuellt/", "2024-09-10", gone) + listed("2024/nyheter/", "2024-09-10", gone)
    assert not [one for one in said if "20 september" in one]


def test_a_dialogue_of_several_days_is_coming_through_the_last() -> None:
    days = {"starts": "2024-09-20", "ends": "2024-09-22"}
    long = update("2024-09-06-dialog", kind="dialogue", event=days)
    for day, verb in (("2024-09-22", "Det händer"), ("2024-09-23", "Planerat till")):
        assert texts(page(DIALOGUE, day, long), META) == [
            f"6 september 2024 Dialog {verb} 20–22 september 2024"
        ]


def test_pages_that_told_it_as_coming_have_changed_when_its_day_has_passed() -> None:
    for address in (DIALOGUE, "2024/nyheter/", "platser/torget/", "aktuellt/"):
        assert updated(address, "2024-09-20", COMING) == dt.date(2024, 9, 6), address
        assert updated(address, "2024-09-25", COMING) == dt.date(2024, 9, 21), address


def test_the_place_of_a_dialogue_lists_it() -> None:
    assert len(listed("platser/torget/", "2024-09-10", COMING)) == 1


def test_the_feed_tells_when_and_where_in_words_that_no_day_makes_wrong() -> None:
    for day in ("2024-09-06", "2024-12-01"):
        assert texts(item(site(COMING), day, "Dialog"), "./p") == [
            "Om dialog.",
            "När: 20 september 2024 klockan 18.00–20.00. Var: Torget. Anmälan: Anmäl dig till dialogen.",
        ]


# --- what was said, and the answers -------------------------------------------------------------------------


def test_what_was_said_stands_in_lines_that_can_be_linked_to_with_their_answers() -> None:
    found = page(SAID, "2024-10-02", AFTER, REPLY)
    assert "Det här sa de som kom" in texts(found, "//h2")
    assert found.xpath("//li[starts-with(@id, 'synpunkt-')]/@id") == ["synpunkt-ljuset", "synpunkt-bankarna"]
    assert texts(found, "//li[starts-with(@id, 'synpunkt-')]") == [
        "Det är mörkt vid stationen. Svar 1 oktober 2024: Lampor-byts Lamporna byts i höst.",
        "Det saknas bänkar. Inget svar är publicerat här.",
    ]
    assert found.xpath("//li[@id='synpunkt-ljuset']//a/@href") == ["../2024-10-01-lampor-byts/"]


def test_the_answer_repeats_what_was_said_with_a_link_to_it() -> None:
    found = page(ANSWER, "2024-10-02", AFTER, REPLY)
    assert "Svar på synpunkter" in texts(found, "//h2")
    assert texts(found, f"//ul[{having('timeline')}]/li") == [
        "Det är mörkt vid stationen. Lamporna byts i höst."
    ]
    assert found.xpath(f"//ul[{having('timeline')}]//a/@href") == ["../2024-09-23-vad-de-sa/#synpunkt-ljuset"]


def test_a_follow_up_can_answer_too() -> None:
    answers = [{"point": "bankarna", "text": "Vi ställer ut fyra bänkar."}]
    quarter = told("kvartal-3", "2024-07-01", "2024-09-30", published="2024-10-20", answers=answers)
    assert texts(page(SAID, "2024-10-21", AFTER, quarter), "//li[@id='synpunkt-bankarna']") == [
        "Det saknas bänkar. Svar 20 oktober 2024: Kvartal-3 Vi ställer ut fyra bänkar."
    ]
    assert "Det saknas bänkar. Vi ställer ut fyra bänkar." in texts(
        page("2024/uppfoljning/kvartal-3/", "2024-10-21", AFTER, quarter), f"//ul[{having('timeline')}]/li"
    )


def test_neither_a_withdrawn_answer_nor_a_withdrawn_dialogue_has_its_words_repeated() -> None:
    gone = {"date": "2024-10-02", "reason": "Fel."}
    taken_back = update(
        "2024-10-01-lampor-byts", withdrawn=gone, answers=[{"point": "ljuset", "text": "Nej."}]
    )
    assert texts(page(SAID, "2024-10-03", AFTER, taken_back), "//li[@id='synpunkt-ljuset']") == [
        "Det är mörkt vid stationen. Inget svar är publicerat här."
    ]
    unsaid = update("2024-09-23-vad-de-sa", kind="dialogue", points=POINTS, withdrawn=gone)
    found = page(ANSWER, "2024-10-03", unsaid, REPLY)
    assert texts(found, f"//ul[{having('timeline')}]/li") == [
        "En synpunkt som är tillbakadragen Lamporna byts i höst."
    ]


def test_the_feed_tells_what_was_said_and_the_answer_in_its_own_item() -> None:
    content = site(AFTER, REPLY)
    said = item(content, "2024-10-02", "Vad-de-sa")
    assert texts(said, "./ul/li") == ["Det är mörkt vid stationen.", "Det saknas bänkar."]
    assert "Det här sa de som kom:" in texts(said, "./p")
    answer = item(content, "2024-10-02", "Lampor-byts")
    assert texts(answer, "./p") == [
        "Om lampor-byts.",
        "Synpunkt: Det är mörkt vid stationen.",
        "Lamporna byts i höst.",
    ]
    assert answer.xpath(".//a/@href") == [f"https://exempelby.example/loften/{SAID}#synpunkt-ljuset"]


def test_a_page_that_is_answered_has_changed_on_that_day() -> None:
    assert updated(SAID, "2024-09-30", AFTER, REPLY) == dt.date(2024, 9, 23)
    assert updated(SAID, "2024-10-05", AFTER, REPLY) == dt.date(2024, 10, 1)


def test_an_answer_alone_makes_no_follow_up_count() -> None:
    answers = [{"point": "ljuset", "text": "Lamporna byts."}]
    text = follow_up(
        "kvartal-3",
        "2024-07-01",
        "2024-09-30",
        published="2024-10-20",
        answers=answers,
        reported_by=["polisen"],
    )
    assert not text.counts
