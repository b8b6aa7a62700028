# ruff: noqa: E501 - each message stands whole, so that it can be searched for
"""What is published of a dialogue: it may be moved openly before its day, and what was said stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from loften.inspection import inspect
from pull_requests import FOLLOW_UP, MEASURE, TODAY, PullRequest, repository

COMING = "content/2024/nyheter/2024-05-20-kom.md"
SAID = "content/2024/nyheter/2024-05-21-vad-de-sa.md"
REPLY = "content/2024/nyheter/2024-05-25-svar.md"
OWN = {
    COMING: """\
---
title: Kom och prata
summary: Vi vill höra vad du tycker.
kind: dialogue
published: 2024-05-20
event:
  starts: 2024-06-10 18:00
  ends: 2024-06-10 20:00
  place: torget
  sign_up:
    title: Anmäl dig
    address: https://prov.test/anmalan
---
""",
    SAID: """\
---
title: Det här sa ni
summary: Tolv personer kom.
kind: dialogue
published: 2024-05-21
event:
  starts: 2024-05-20 18:00
points:
  - id: ljuset
    text: Det är mörkt vid stationen.
  - id: bankarna
    text: Det saknas bänkar.
---
""",
    REPLY: """\
---
title: Lamporna byts
summary: Vi har bestämt oss.
kind: information
published: 2024-05-25
answers:
  - point: ljuset
    text: Lamporna byts i höst.
---
""",
}
NOBODY = ("text: Det är mörkt vid stationen.", "text: Berit Zebrandersson sa att det är mörkt.")
LINE = 'changes: [{{date: 2024-06-01, what: "Ändrat: {names}."}}]'
CORRECT_IT = 'Ändra tillbaka och publicera en rättelse: en ny fil i content/2024/nyheter/ med "kind: correction" och "corrects: {name}"'


def write(change: PullRequest) -> None:
    for path, text in OWN.items():
        change.write(path, text)


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    found = repository(tmp_path)
    found.on_main(write)
    return found


def add_line(change: PullRequest, path: str, line: str) -> None:
    change.replace(path, "published:", f"{line}\npublished:")


def news(kind: str, lines: str, says: str) -> str:
    return f"---\ntitle: Nytt\nsummary: Fel.\nkind: {kind}\npublished: 2024-05-31\n{lines}\n---\n{says}\n"


# --- what is to come ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("starts: 2024-06-10 18:00\n  ends: 2024-06-10 20:00", "starts: 2024-06-12 18:00"),
        ("ends: 2024-06-10 20:00", "ends: 2024-06-10 21:00"),
        ("  place: torget\n", ""),
        ("title: Anmäl dig", "title: Det är fullt"),
    ],
    ids=["day", "time", "place", "sign-up"],
)
def test_before_its_day_a_dialogue_may_be_moved_with_a_line_that_says_so(
    change: PullRequest, old: str, new: str
) -> None:
    change.replace(COMING, old, new)
    line = LINE.format(names="tillfälle")
    assert change.problems() == [
        f"{COMING}:7:3: nyheten är publicerad och får andra ord (tillfälle), men ingen rad under changes säger det – lägg till: {line}"
    ]
    add_line(change, COMING, line)
    assert change.problems() == []


def test_a_correction_that_tells_the_new_day_needs_no_line(change: PullRequest) -> None:
    change.replace(COMING, "starts: 2024-06-10 18:00\n  ends: 2024-06-10 20:00", "starts: 2024-06-12 18:00")
    text = news("correction", "corrects: 2024/nyheter/2024-05-20-kom", "Dialogen är den 12 juni 2024.")
    change.write("content/2024/nyheter/2024-05-31-flyttad.md", text)
    assert change.problems() == []


def test_from_the_day_after_it_is_not_rewritten(change: PullRequest) -> None:
    change.replace(COMING, "  place: torget\n", "")
    add_line(change, COMING, LINE.format(names="tillfälle"))
    assert [told for told in change.problems(dt.date(2024, 6, 10)) if "rättelse" in told] == []
    (told,) = [told for told in change.problems(dt.date(2024, 6, 11)) if "rättelse" in told]
    remedy = CORRECT_IT.format(name="2024/nyheter/2024-05-20-kom")
    assert told == (
        f"{COMING}:8:3: det här är redan publicerat och skrivs inte om – tillfälle: ny lydelse. {remedy}"
    )


@pytest.fixture
def change_of_date(change: PullRequest) -> PullRequest:
    change.on_main(
        lambda change: change.write(COMING, news("information", "date: 2024-06-10", "Lamporna tänds."))
    )
    return change


def test_the_day_of_any_update_that_looks_ahead_may_be_moved_with_a_line(
    change_of_date: PullRequest,
) -> None:
    change_of_date.replace(COMING, "date: 2024-06-10", "date: 2024-06-12")
    line = LINE.format(names="dag")
    assert change_of_date.problems() == [
        f"{COMING}:6:7: nyheten är publicerad och får andra ord (dag), men ingen rad under changes säger det – lägg till: {line}"
    ]
    add_line(change_of_date, COMING, line)
    assert change_of_date.problems() == []


def test_a_dialogue_that_has_been_is_given_no_other_day(change: PullRequest) -> None:
    change.replace(SAID, "starts: 2024-05-20 18:00", "starts: 2024-05-19 18:00")
    remedy = CORRECT_IT.format(name="2024/nyheter/2024-05-21-vad-de-sa")
    assert change.problems() == [
        f"{SAID}:7:3: det här är redan publicerat och skrivs inte om – tillfälle: börjar 20 maj 2024 kl. 18.00 → börjar 19 maj 2024 kl. 18.00. {remedy}"
    ]
    change.write(SAID, OWN[SAID].replace("event:\n  starts: 2024-05-20 18:00\n", ""))
    assert len(change.problems()) == 1


# --- what was said and answered -----------------------------------------------------------------------------


def test_the_words_of_a_point_and_of_an_answer_change_with_a_line(change: PullRequest) -> None:
    change.replace(SAID, "Det saknas bänkar.", "Det behövs fler bänkar.")
    change.replace(REPLY, "i höst", "nästa vår")
    points, answers = (LINE.format(names=name) for name in ("synpunkter", "svar på synpunkter"))
    assert change.problems() == [
        f"{SAID}:9:3: nyheten är publicerad och får andra ord (synpunkter), men ingen rad under changes säger det – lägg till: {points}",
        f"{REPLY}:7:3: nyheten är publicerad och får andra ord (svar på synpunkter), men ingen rad under changes säger det – lägg till: {answers}",
    ]
    add_line(change, SAID, points)
    add_line(change, REPLY, answers)
    assert change.problems() == []


def test_a_point_may_be_added_with_a_line(change: PullRequest) -> None:
    change.replace(SAID, "bänkar.\n", "bänkar.\n  - id: bussen\n    text: Bussen går för sällan.\n")
    add_line(change, SAID, LINE.format(names="synpunkter"))
    assert change.problems() == []


def test_a_published_point_keeps_its_id_and_stays(change: PullRequest) -> None:
    change.replace(SAID, "id: bankarna", "id: sittplatser")
    assert change.problems() == [
        f'{SAID}:8:1: synpunkten "bankarna" är borta, men den är publicerad – skriv tillbaka posten; orden i den får bli bättre, med en rad under changes'
    ]


def test_a_published_answer_stays(change: PullRequest) -> None:
    change.replace(REPLY, "  - point: ljuset\n", "  - point: bankarna\n")
    assert change.problems() == [
        f'{REPLY}:6:1: svaret på synpunkten "ljuset" är borta, men det är publicerat – skriv tillbaka posten; orden i den får bli bättre, med en rad under changes'
    ]


def test_what_the_law_wants_gone_of_a_point_goes_with_its_id(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(SAID, *NOBODY))
    change.replace(SAID, NOBODY[1], "text: Det är mörkt.")
    assert len(change.problems()) == 1
    erased = "erased: [{date: 2024-06-01, fields: [points], reason: personal-data}]"
    add_line(change, SAID, erased)
    assert change.problems() == []
    assert "Zebrandersson" not in change.changes()
    assert "synpunkter: en uppgift är borttagen enligt lag" in change.changes()
    change.replace(SAID, "id: ljuset", "id: morkret")
    change.replace(REPLY, "point: ljuset", "point: morkret")
    assert change.problems() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "key"),
    [
        (REPLY, "Lamporna byts i höst.", "Zebran byter dem.", "answers"),
        (SAID, "starts: 2024-05-20 18:00", "starts: 2024-05-20 18:00\n  sign_up: {title: Zebran, address: https://prov.test/a}", "event"),
    ],
)  # fmt: skip
def test_an_answer_and_a_sign_up_can_be_erased_too(
    change: PullRequest, path: str, old: str, new: str, key: str
) -> None:
    change.on_main(lambda change: change.replace(path, old, new))
    change.replace(path, "Zebran", "Någon")
    assert len(change.problems()) == 1
    add_line(change, path, f"erased: [{{date: 2024-06-01, fields: [{key}], reason: personal-data}}]")
    assert change.problems() == []


def test_the_summary_tells_each_point_and_answer(change: PullRequest) -> None:
    change.replace(SAID, "bänkar.\n", "bänkar.\n  - id: bussen\n    text: Bussen går för sällan.\n")
    change.replace(REPLY, "i höst", "nästa vår")
    told = change.changes()
    assert "  - synpunkten bussen: tillagd (Bussen går för sällan.)\n" in told
    assert "  - svar på synpunkten ljuset, text: Lamporna byts i höst. → Lamporna byts nästa vår.\n" in told


# --- what the marks of the fields bring about ---------------------------------------------------------------


PHONE = "070-174 06 77"


@pytest.mark.parametrize(
    ("path", "old"),
    [(SAID, "Det saknas bänkar."), (REPLY, "Lamporna byts i höst."), (COMING, "title: Anmäl dig")],
    ids=["point", "answer", "sign-up"],
)
def test_a_telephone_number_is_stopped(change: PullRequest, path: str, old: str) -> None:
    change.replace(path, old, f"{old} {PHONE}")
    found = [str(problem) for problem in inspect(change.root, TODAY).problems]
    (told,) = (problem for problem in found if problem.startswith(path))
    assert ": här står ett telefonnummer – ta bort det" in told
    assert PHONE not in told


def test_the_links_of_an_answer_are_checked_and_can_lead_to_a_point(change: PullRequest) -> None:
    change.replace(REPLY, "i höst.", "i höst, [som ni sa](2024-05-21-vad-de-sa.md#synpunkt-ljuset).")
    assert [told for told in inspect(change.root, TODAY).problems if told.path == REPLY] == []
    change.replace(REPLY, "#synpunkt-ljuset", "#ljuset")
    (told,) = (problem for problem in inspect(change.root, TODAY).problems if problem.path == REPLY)
    assert told.fault == 'rubriken "#ljuset" finns inte på den sidan'


# --- no news ------------------------------------------------------------------------------------------------


def without_news(change: PullRequest) -> None:
    change.replace(FOLLOW_UP, "reported_by:", "no_news: [belysning]\nreported_by:")


def test_what_a_follow_up_has_no_news_of_stays(change: PullRequest) -> None:
    without_news(change)
    assert change.problems() == [
        f"{FOLLOW_UP}:12:10: det här är redan publicerat och skrivs inte om – inget nytt: (tomt) → belysning. Ändra tillbaka. Är det fel: dra tillbaka uppföljningen (withdrawn) och publicera en ny i content/2024/uppfoljning/"
    ]


def test_a_renamed_measure_is_named_by_its_new_id(change: PullRequest) -> None:
    change.on_main(without_news)
    change.move(MEASURE, "content/2024/atgarder/lampor.md")
    change.replace(
        "content/2024/atgarder/lampor.md",
        "promise: trafik",
        "promise: trafik\nformer_addresses: [2024/atgarder/belysning]",
    )
    change.replace("content/2024/nyheter/2024-03-01-lampor.md", "measure: belysning", "measure: lampor")
    change.replace(FOLLOW_UP, "no_news: [belysning]", "no_news: [lampor]")
    assert change.problems() == []
