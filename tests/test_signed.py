# ruff: noqa: E501 - each message stands whole, so that it can be searched for
"""What was signed changes only with a public correction or amendment that says what stood and what stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import pytest

from loften.inspection import inspect
from pull_requests import (
    AMENDMENT,
    FILES,
    LIGHTS,
    MEASURE,
    TODAY,
    WORDS,
    PullRequest,
    commit,
    git,
    repository,
)

PROMISES = "promises.yaml"
NEWS = "content/2024/nyheter/2024-05-30-andrat.md"


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    return repository(tmp_path)


def text(kind: str, summary: str, lines: str = "", published: str = "2024-05-30") -> str:
    more = f"{lines}\n" if lines else ""
    return f"---\ntitle: Nytt\nsummary: {summary}\nkind: {kind}\npublished: {published}\n{more}---\n"


def correction(of: str, summary: str = "Vi rättar ett fel.", lines: str = "") -> str:
    return text("correction", summary, f"corrects: {of}" + (f"\n{lines}" if lines else ""))


def amendment(summary: str, lines: str = "", published: str = "2024-05-30") -> str:
    return text("amendment", summary, lines, published)


# --- what may change freely ----------------------------------------------------------------------------


def test_how_the_lines_and_marks_of_signed_pieces_stand_may_change(change: PullRequest) -> None:
    change.replace(WORDS, "[2] Trafiken ska bli lugnare. [3]", "[2] Trafiken *ska*\nbli **lugnare**.\n\n[3]")
    change.replace(WORDS, "## [1]", "### [1]")
    change.replace(WORDS, "har *bett* om", "har bett om")
    assert change.problems() == []


def test_how_the_lines_of_a_signed_title_break_may_change(change: PullRequest) -> None:
    change.replace(PROMISES, "title: Mer närvaro", "title: >-\n          Mer\n          närvaro")
    assert change.problems() == []


def test_the_pieces_that_something_rests_on_may_be_filled_in(change: PullRequest) -> None:
    change.replace(
        PROMISES, "summary: Vi ska synas mer.", "summary: Vi ska synas mer.\n        rests_on: [1]"
    )
    assert change.problems() == []


def test_an_agreement_that_was_not_signed_yet_may_change(change: PullRequest) -> None:
    change.replace(PROMISES, "to: 2024-12-31", "to: 2025-03-31")
    assert change.problems(dt.date(2023, 12, 13)) == []


def test_pieces_in_our_own_words_are_not_signed_but_change_with_a_line(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(WORDS, "wording: signed", "wording: own"))
    change.replace(WORDS, "bli lugnare", "bli snabbare")
    assert change.problems() == [
        'content/2024/ord-for-ord.md:10:1: sidan är publicerad och får andra ord (texten), men ingen rad under changes säger det – lägg till: changes: [{date: 2024-06-01, what: "Ändrat: texten."}]'
    ]


# --- each signed value ---------------------------------------------------------------------------------


class Signed(NamedTuple):
    """A change of something signed, what is told of it, and what excuses it.

    `place` is where it stands, `corrects` and `lines` what a correction needs, `amends` what an amendment
    needs besides its kind. `unsaid` is what a text must say, and `tells` a summary that says it.
    """

    path: str
    old: str
    new: str
    place: str
    what: str
    words: str
    corrects: str
    lines: str
    amends: str
    unsaid: str
    tells: str


BELYSNING = ("2024/atgarder/belysning", "", "measures: [{measure: belysning}]")
SIGNED = {
    "place": Signed(PROMISES, "place: Prov", "place: Berg", "promises.yaml:27:14", "Medborgarlöfte 2024", "ort: Prov → Berg", "2024", "", "", "”Prov” och ”Berg”", "Löftet undertecknades i Berg, inte i Prov."),
    "date": Signed(PROMISES, "to: 2024-12-31", "to: 2025-03-31", "promises.yaml:23:7", "Medborgarlöfte 2024", "perioden: 1 januari–31 december 2024 → 1 januari 2024–31 mars 2025", "2024", "", "", "”31 december 2024” och ”31 mars 2025”", "Löftet gäller till den 31 mars 2025 i stället för 31 december 2024."),
    "parties": Signed(PROMISES, "parties: [polisen, kommunen]", "parties: [kommunen]", "promises.yaml:32:14", "Medborgarlöfte 2024", "parter: kommunen, polisen → kommunen", "2024", "", "", "”Polisen”", "Polisen undertecknade inte löftet."),
    "role": Signed(PROMISES, "role: kommunchef", "role: rektor", "promises.yaml:29:9", "Medborgarlöfte 2024", "undertecknat av: Namn Namnsson, kommunchef (kommunen) → Namn Namnsson, rektor (kommunen)", "2024", "", "", "”kommunchef” och ”rektor”", "Den som skrev under var rektor och inte kommunchef."),
    "grace": Signed(PROMISES, "cadence: quarterly", "cadence: quarterly\n    grace_days: 300", "promises.yaml:34:17", "Medborgarlöfte 2024", "dagar innan uppföljning saknas: 30 → 300", "2024", "", "", "”30” och ”300”", "Uppföljningen får dröja 300 dagar i stället för 30."),
    "area": Signed(PROMISES, "title: Centrum", "title: Centrala stan", "promises.yaml:36:16", 'fokusområdet "Centrum"', "rubrik: Centrum → Centrala stan", "2024/fokusomraden/centrum", "", "focus_areas: [centrum]", "”Centrum” och ”Centrala stan”", "Fokusområdet heter Centrala stan och inte Centrum."),
    "promise": Signed(PROMISES, "title: Lugnare trafik", "title: Snabbare trafik", "promises.yaml:42:16", 'löftet "Lugnare trafik"', "rubrik: Lugnare trafik → Snabbare trafik", "2024/loften/trafik", "", "promises: [trafik]", "”Lugnare trafik” och ”Snabbare trafik”", "Löftet heter snabbare trafik och inte lugnare trafik."),
    "piece of promise": Signed(PROMISES, "rests_on: [2]", "rests_on: [1]", "promises.yaml:44:19", 'löftet "Lugnare trafik"', "bygger på punkterna: 2 → 1", "2024/loften/trafik", "", "promises: [trafik]", "”2” och ”1”", "Löftet bygger på punkt 1 och inte på punkt 2."),
    "measure": Signed(MEASURE, "title: Ny belysning", "title: Bättre belysning", f"{MEASURE}:2:8", 'åtgärden "Ny belysning"', "rubrik: Ny belysning → Bättre belysning", *BELYSNING, "”Ny belysning” och ”Bättre belysning”", "Åtgärden heter bättre belysning och inte ny belysning."),
    "count": Signed(MEASURE, "count: 12", "count: 6", f"{MEASURE}:11:3", 'åtgärden "Ny belysning"', "mål i siffror: minst 12 lampor → minst 6 lampor", *BELYSNING, "”12” och ”6”", "Målet är minst 6 lampor och inte tolv."),
    "at most": Signed(MEASURE, "comparison: at-least", "comparison: at-most", f"{MEASURE}:11:3", 'åtgärden "Ny belysning"', "mål i siffror: minst 12 lampor → högst 12 lampor", *BELYSNING, "”minst” och ”högst”", "Målet är högst 12 lampor och inte minst 12."),
    "end": Signed(MEASURE, "end: 2024-10-31", "end: 2024-12-31", f"{MEASURE}:9:6", 'åtgärden "Ny belysning"', "sista dag: 31 oktober 2024 → 31 december 2024", *BELYSNING, "”31 oktober 2024” och ”31 december 2024”", "Lamporna är uppe den 31 december 2024, inte den 31 oktober 2024."),
    "of promise": Signed(MEASURE, "promise: trafik", "promise: narvaro", f"{MEASURE}:5:10", 'åtgärden "Ny belysning"', "löfte: trafik → narvaro", *BELYSNING, "”Lugnare trafik” och ”Mer närvaro”", "Åtgärden hör till Mer närvaro och inte till Lugnare trafik."),
    "responsible": Signed(MEASURE, "responsible: [kommunen]", "responsible: [kommunen, polisen]", f"{MEASURE}:6:14", 'åtgärden "Ny belysning"', "ansvariga: kommunen → kommunen, polisen", *BELYSNING, "”Polisen”", "Även polisen ansvarar för lamporna."),
    "pieces gone": Signed(MEASURE, "rests_on: [3]\n", "", f"{MEASURE}:2:1", 'åtgärden "Ny belysning"', "bygger på punkterna: 3 → (tomt)", *BELYSNING, "”3”", "Åtgärden bygger inte på punkt 3."),
    "withdrawn": Signed(MEASURE, "signed: true", "signed: true\nwithdrawn:\n  date: 2024-05-30\n  reason: Nytt beslut.", f"{MEASURE}:10:3", 'åtgärden "Ny belysning"', "tillbakadragen: (tomt) → 30 maj 2024, Nytt beslut.", *BELYSNING, "”30 maj 2024” och ”Nytt beslut.”", "Åtgärden utgår den 30 maj 2024. Skälet är ett nytt beslut."),
}  # fmt: skip

each = pytest.mark.parametrize("case", SIGNED.values(), ids=SIGNED)


def untold(case: Signed) -> str:
    amends = f' och "{case.amends}"' if case.amends else ""
    pieces = f' och "{case.lines}"' if case.lines else ""
    return f'{case.place}: det här är undertecknat och får inte bara ändras – {case.what} ({case.words}). Ändra tillbaka, eller lägg till en nyhet i content/2024/nyheter/: en rättelse om det var ett fel ("kind: correction" och "corrects: {case.corrects}"{pieces}), eller ett ändrat löfte om parterna har beslutat något nytt ("kind: amendment"{amends})'


def half_told(case: Signed) -> str:
    return f"{case.place}: det här är undertecknat och ändras – {case.what} ({case.words}) – men {NEWS} säger inte vad som stod och vad som står nu – skriv {case.unsaid} i den texten"


@each
def test_a_signed_value_does_not_change_without_a_text(change: PullRequest, case: Signed) -> None:
    change.replace(case.path, case.old, case.new)
    assert change.problems() == [untold(case)]


@each
def test_a_text_that_does_not_say_what_stood_and_stands_excuses_nothing(
    change: PullRequest, case: Signed
) -> None:
    change.replace(case.path, case.old, case.new)
    for written in (
        correction(case.corrects, lines=case.lines),
        amendment("Parterna har ändrat sig.", case.amends),
    ):
        change.write(NEWS, written)
        assert change.problems() == [half_told(case)]


@each
def test_a_correction_or_an_amendment_of_the_very_thing_excuses_it(change: PullRequest, case: Signed) -> None:
    change.replace(case.path, case.old, case.new)
    for written in (correction(case.corrects, case.tells, case.lines), amendment(case.tells, case.amends)):
        change.write(NEWS, written)
        assert change.problems() == []


@each
def test_what_the_message_asks_for_pasted_into_the_body_is_enough(change: PullRequest, case: Signed) -> None:
    change.replace(case.path, case.old, case.new)
    change.write(NEWS, correction(case.corrects, lines=case.lines) + f"Det gäller {case.unsaid}.\n")
    assert change.problems() == []


@each
def test_a_text_that_is_held_back_excuses_nothing(change: PullRequest, case: Signed) -> None:
    change.replace(case.path, case.old, case.new)
    change.write(NEWS, amendment(case.tells, case.amends, published="2024-07-01"))
    assert change.problems() == [
        f"{case.place}: det här ändras så fort det publiceras – {case.what} ({case.words}) – men {NEWS} som berättar om det hålls inne till 2024-07-01. Låt dem komma ut samma dag"
    ]


@each
def test_a_text_about_something_else_excuses_nothing(change: PullRequest, case: Signed) -> None:
    change.replace(case.path, case.old, case.new)
    others = [correction("2024/loften/narvaro", case.tells), text("information", case.tells)]
    if case.amends:
        # an agreement's correction, and an amendment that names nothing, are of a larger thing
        others += [
            correction("2024", case.tells),
            amendment(case.tells),
            amendment(case.tells, "promises: [narvaro]"),
        ]
    for written in others:
        change.write(NEWS, written)
        assert change.problems() == [untold(case)]


@each
def test_a_text_that_was_public_before_excuses_nothing_new(change: PullRequest, case: Signed) -> None:
    change.on_main(lambda change: change.write(NEWS, correction(case.corrects, case.tells, case.lines)))
    change.replace(case.path, case.old, case.new)
    assert change.problems() == [untold(case)]


def test_a_measure_does_not_stop_being_signed_without_a_text(change: PullRequest) -> None:
    change.replace(MEASURE, "signed: true\n", "")
    assert change.problems() == [
        f'{MEASURE}:2:1: det här är undertecknat och får inte bara ändras – åtgärden "Ny belysning" (står i det undertecknade dokumentet: ja → nej). Ändra tillbaka, eller lägg till en nyhet i content/2024/nyheter/: en rättelse om det var ett fel ("kind: correction" och "corrects: 2024/atgarder/belysning"), eller ett ändrat löfte om parterna har beslutat något nytt ("kind: amendment" och "measures: [{{measure: belysning}}]")'
    ]
    change.write(NEWS, correction("2024/atgarder/belysning", "Vi rättar ett fel."))
    (told,) = change.problems()
    assert told.endswith(" – skriv ”undertecknade dokumentet” i den texten")
    tells = "Lamporna står inte i det undertecknade dokumentet."
    change.write(NEWS, correction("2024/atgarder/belysning", tells))
    assert change.problems() == []


def test_how_often_followups_are_due_does_not_change_without_a_text(change: PullRequest) -> None:
    change.replace(PROMISES, "cadence: quarterly", "cadence: yearly")
    (told,) = change.problems()
    assert told.startswith(
        "promises.yaml:33:14: det här är undertecknat och får inte bara ändras – Medborgarlöfte 2024 (hur ofta löftet följs upp: "
    )


def test_digits_within_a_longer_number_do_not_name_it(change: PullRequest) -> None:
    change.replace(MEASURE, "count: 12", "count: 6")
    change.write(NEWS, correction("2024/atgarder/belysning", "Lamporna är 126 och 612."))
    assert change.problems() == [half_told(SIGNED["count"])]


@pytest.mark.parametrize("said", ["1200", "1 200", "1\u00a0200", "1\u202f200"])
def test_a_number_may_be_written_in_groups(change: PullRequest, said: str) -> None:
    change.replace(MEASURE, "count: 12", "count: 1200")
    change.write(NEWS, correction("2024/atgarder/belysning", f"Målet är {said} lampor, inte tolv."))
    assert change.problems() == []


def test_a_number_that_only_begins_or_ends_like_another_does_not_name_it(change: PullRequest) -> None:
    change.replace(MEASURE, "count: 12", "count: 1200")
    change.write(NEWS, correction("2024/atgarder/belysning", "Målet är 31 200 lampor, inte 12 000."))
    assert change.problems() == [
        half_told(
            SIGNED["count"]._replace(
                words="mål i siffror: minst 12 lampor → minst 1200 lampor", unsaid="”12” och ”1200”"
            )
        )
    ]


def test_an_article_does_not_name_the_number_one(change: PullRequest) -> None:
    change.replace(MEASURE, "count: 12", "count: 1")
    tells = "Vi rättar ett fel i en åtgärd. Målet är minst {}, inte tolv lampor."
    change.write(NEWS, correction("2024/atgarder/belysning", tells.format("en lampa")))
    words = "mål i siffror: minst 12 lampor → minst 1 lampor"
    assert change.problems() == [half_told(SIGNED["count"]._replace(words=words, unsaid="”1”"))]
    change.write(NEWS, correction("2024/atgarder/belysning", tells.format("1 lampa")))
    assert change.problems() == []


def test_a_day_may_be_named_without_its_year_where_that_tells_it_apart(change: PullRequest) -> None:
    change.replace(MEASURE, "end: 2024-10-31", "end: 2024-12-31")
    tells = "Lamporna är uppe den 31 december, inte den 31 oktober."
    change.write(NEWS, correction("2024/atgarder/belysning", tells))
    assert change.problems() == []
    change.replace(MEASURE, "end: 2024-12-31", "end: 2025-10-31")
    change.write(NEWS, correction("2024/atgarder/belysning", "Lamporna är uppe den 31 oktober."))
    (told,) = change.problems()
    assert told.endswith(" – skriv ”31 oktober 2024” och ”31 oktober 2025” i den texten")


def test_several_texts_of_the_same_thing_together_name_what_stood_and_stands(change: PullRequest) -> None:
    change.replace(MEASURE, "count: 12", "count: 6")
    change.replace(MEASURE, "comparison: at-least", "comparison: at-most")
    change.write(NEWS, correction("2024/atgarder/belysning", "Målet är 6 lampor, inte 12."))
    (told,) = change.problems()
    assert told.endswith(" – skriv ”minst” och ”högst” i den texten")
    other = NEWS.replace("andrat", "ocksa")
    change.write(other, correction("2024/atgarder/belysning", "Det ska stå högst och inte minst."))
    assert change.problems() == []


def test_a_text_that_was_written_ahead_excuses_what_changes_on_its_day(change: PullRequest) -> None:
    case = SIGNED["count"]
    written = correction(case.corrects, case.tells).replace("2024-05-30", "2024-06-01")
    change.on_main(lambda change: change.write(NEWS, written))
    change.replace(case.path, case.old, case.new)
    assert change.problems() == []
    assert change.problems(dt.date(2024, 6, 2)) == [untold(case)]


def test_the_numbers_of_a_list_name_nothing(change: PullRequest) -> None:
    change.replace(MEASURE, "count: 12", "count: 2")
    body = "1. Målet är nytt.\n2. Det gäller lamporna, inte tolv.\n"
    change.write(NEWS, correction("2024/atgarder/belysning") + body)
    words = "mål i siffror: minst 12 lampor → minst 2 lampor"
    assert change.problems() == [half_told(SIGNED["count"]._replace(words=words, unsaid="”2”"))]


def test_how_often_is_named_in_swedish(change: PullRequest) -> None:
    change.replace(PROMISES, "cadence: quarterly", "cadence: yearly")
    change.write(NEWS, correction("2024", "Löftet följs upp oftare."))
    (told,) = change.problems()
    asked = told.split(" – skriv ")[1].removesuffix(" i den texten")
    assert asked == "”fyra gånger per år” och ”en gång per år”"
    change.write(NEWS, correction("2024", f"Löftet följs upp {asked}."))
    assert change.problems() == []


def test_signed_words_do_not_become_our_own_without_a_text(change: PullRequest) -> None:
    change.replace(WORDS, "wording: signed", "wording: own")
    assert change.problems() == [
        'content/2024/ord-for-ord.md:4:10: det här är undertecknat och får inte bara ändras – sidan "Ord för ord" (vems ord: de undertecknade orden → våra egna ord). Ändra tillbaka, eller lägg till en nyhet i content/2024/nyheter/: en rättelse om det var ett fel ("kind: correction" och "corrects: 2024/ord-for-ord" och "pieces: [1, 2, 3, 4]"), eller ett ändrat löfte om parterna har beslutat något nytt ("kind: amendment" och "pieces: [1, 2, 3, 4]")'
    ]
    tells = "Det stod att sidan visar de undertecknade orden, men det är våra egna ord."
    change.write(NEWS, correction("2024/ord-for-ord", tells, "pieces: [1, 2, 3, 4]"))
    assert change.problems() == []
    assert not [problem for problem in inspect(change.root, TODAY).problems if problem.path == NEWS]


@pytest.mark.parametrize(
    ("path", "old", "new", "corrects", "lines", "unsaid"),
    [
        (WORDS, "Vi sätter upp lampor.", "Vi sätter upp lampor?", "2024/ord-for-ord", "pieces: [3]", "”lampor.” och ”lampor?”"),
        (WORDS, "Trafiken ska", "TRAFIKEN ska", "2024/ord-for-ord", "pieces: [2]", "”Trafiken” och ”TRAFIKEN”"),
        (PROMISES, "title: Mer närvaro", "title: Mer närvaro?", "2024/loften/narvaro", "", "”närvaro” och ”närvaro?”"),
    ],
)  # fmt: skip
def test_a_sign_or_a_capital_is_named_as_it_stands(
    change: PullRequest, path: str, old: str, new: str, corrects: str, lines: str, unsaid: str
) -> None:
    change.replace(path, old, new)
    change.write(NEWS, correction(corrects, lines=lines))
    (told,) = change.problems()
    assert told.endswith(f" säger inte vad som stod och vad som står nu – skriv {unsaid} i den texten")
    change.write(NEWS, correction(corrects, f"Det stod {unsaid}.", lines))
    assert change.problems() == []


def test_a_text_that_says_only_what_stands_now_excuses_nothing(change: PullRequest) -> None:
    change.replace(MEASURE, "count: 12", "count: 6")
    change.write(NEWS, correction("2024/atgarder/belysning", "Målet är minst 6 lampor."))
    assert change.problems() == [half_told(SIGNED["count"]._replace(unsaid="”12”"))]


def test_one_text_does_not_excuse_two_things_unless_it_names_both(change: PullRequest) -> None:
    promise, measure = SIGNED["promise"], SIGNED["measure"]
    for case in (promise, measure):
        change.replace(case.path, case.old, case.new)
    both = f"{promise.tells} {measure.tells}"
    change.write(NEWS, amendment(both, promise.amends))
    assert change.problems() == [untold(measure)]
    change.write(NEWS, amendment(both, f"{promise.amends}\n{measure.amends}"))
    assert change.problems() == []


# --- the pieces of Ord för ord -------------------------------------------------------------------------


def piece(number: int, was: str, now: str, at: str = "2:1") -> str:
    return f'content/2024/ord-for-ord.md:{at}: det här är undertecknat och får inte bara ändras – punkt {number} i Ord för ord (texten: {was} → {now}). Ändra tillbaka, eller lägg till en nyhet i content/2024/nyheter/: en rättelse om det var ett fel ("kind: correction" och "corrects: 2024/ord-for-ord" och "pieces: [{number}]"), eller ett ändrat löfte om parterna har beslutat något nytt ("kind: amendment" och "pieces: [{number}]")'


SECOND = piece(2, "Trafiken ska bli lugnare.", "Trafiken ska bli inte alls lugnare.", "10:1")
THIRD = piece(3, "Vi sätter upp lampor.", "Vi tar ner lampor.", "10:31")


def test_a_signed_piece_changes_only_with_a_correction_of_that_piece(change: PullRequest) -> None:
    change.replace(WORDS, "sätter upp", "tar ner")
    assert change.problems() == [THIRD]
    tells = "Det stod sätter upp, men det ska stå tar ner."
    change.write(NEWS, correction("2024/ord-for-ord", tells))
    assert change.problems() == [THIRD]
    change.write(NEWS, correction("2024/ord-for-ord", tells, "pieces: [2]"))
    assert change.problems() == [THIRD]
    change.write(NEWS, correction("2024", tells, "pieces: [3]"))
    assert change.problems() == [THIRD]
    change.write(NEWS, correction("2024/ord-for-ord", lines="pieces: [3]"))
    assert change.problems() == [
        f"content/2024/ord-for-ord.md:10:31: det här är undertecknat och ändras – punkt 3 i Ord för ord (texten: Vi sätter upp lampor. → Vi tar ner lampor.) – men {NEWS} säger inte vad som stod och vad som står nu – skriv ”sätter upp” och ”tar ner” i den texten"
    ]
    change.write(NEWS, correction("2024/ord-for-ord", tells, "pieces: [3]"))
    assert change.problems() == []


def test_a_line_under_changes_does_not_excuse_a_signed_piece(change: PullRequest) -> None:
    change.replace(WORDS, "sätter upp", "tar ner")
    change.replace(
        WORDS, "wording: signed", 'wording: signed\nchanges: [{date: 2024-06-01, what: "Punkt 3 är ny."}]'
    )
    assert change.problems() == [THIRD.replace(":10:31:", ":11:31:")]


def test_every_signed_piece_that_changes_is_named(change: PullRequest) -> None:
    change.replace(WORDS, "bli lugnare", "bli inte alls lugnare")
    change.replace(WORDS, "sätter upp", "tar ner")
    after = THIRD.replace(":10:31:", ":10:41:")
    assert change.problems() == [SECOND, after]
    tells = "Sätter upp är tar ner, och inte alls är nytt."
    change.write(NEWS, correction("2024/ord-for-ord", tells, "pieces: [3]"))
    assert change.problems() == [SECOND]
    change.write(NEWS, correction("2024/ord-for-ord", tells, "pieces: [2, 3]"))
    assert change.problems() == []


def test_a_signed_piece_does_not_come_or_go_without_a_text(change: PullRequest) -> None:
    change.replace(WORDS, " [3] Vi sätter upp lampor.", " [5] Allt blir bra.")
    gone = piece(3, "Vi sätter upp lampor.", "(tomt)")
    come = piece(5, "(tomt)", "Allt blir bra.", "10:31")
    assert change.problems() == [gone, come]
    tells = "Allt blir bra stod där, och vi sätter upp lampor stod inte där."
    change.write(NEWS, correction("2024/ord-for-ord", tells, "pieces: [3, 5]"))
    assert change.problems() == []


def test_words_that_move_into_another_piece_change_both(change: PullRequest) -> None:
    change.replace(WORDS, "[3] Vi", "Vi")
    assert change.problems() == [
        piece(3, "Vi sätter upp lampor.", "(tomt)"),
        piece(2, "Trafiken ska bli lugnare.", "Trafiken ska bli lugnare. Vi sätter upp lampor.", "10:1"),
    ]


def test_a_signed_piece_keeps_its_place(change: PullRequest) -> None:
    change.replace(
        WORDS,
        "[2] Trafiken ska bli lugnare. [3] Vi sätter upp lampor.",
        "[3] Vi sätter upp lampor. [2] Trafiken ska bli lugnare.",
    )
    assert change.problems() == [piece(3, "efter punkt 2", "efter punkt 1", "10:1")]
    tells = "Punkten stod efter punkt 2 och står efter punkt 1."
    change.write(NEWS, correction("2024/ord-for-ord", tells, "pieces: [3]"))
    assert change.problems() == []


def test_a_picture_in_a_signed_piece_is_not_exchanged(change: PullRequest) -> None:
    picture = change.root / "content/2024/stampel.png"

    def show(change: PullRequest) -> None:
        picture.write_bytes(b"one")
        change.replace(WORDS, "Vi sätter upp lampor.", "Vi sätter upp lampor ![stämpel](stampel.png).")

    change.on_main(show)
    picture.write_bytes(b"two")
    (told,) = change.problems()
    assert "punkt 3 i Ord för ord (texten: ny lydelse)" in told


# --- what is no more -----------------------------------------------------------------------------------

NARVARO = "      - id: narvaro\n        title: Mer närvaro\n        summary: Vi ska synas mer.\n"


def test_a_promise_is_removed_only_with_an_amendment_that_its_address_leads_on_to(
    change: PullRequest,
) -> None:
    change.replace(PROMISES, NARVARO, "")
    change.replace("content/2024/atgarder/vandring.md", "promise: narvaro", "promise: trafik")
    lost = 'promises.yaml:40:5: löftet "narvaro" är borta, men sidan /2024/loften/narvaro/ är publicerad och adressen ska finnas kvar. Återställ det, eller skriv "former_addresses: [2024/loften/narvaro]" hos det som ersätter det – eller i nyheten om det ändrade löftet, så leder adressen dit'
    removed = 'promises.yaml:41:7: det här är undertecknat och får inte bara ändras – löftet "Mer närvaro" (tas bort). Ändra tillbaka, eller lägg till en nyhet i content/2024/nyheter/: en rättelse om det var ett fel ("kind: correction" och "corrects: 2024"), eller ett ändrat löfte om parterna har beslutat något nytt ("kind: amendment")'
    assert sorted(change.problems()) == sorted([lost, removed])
    former = "former_addresses: [2024/loften/narvaro]"
    change.write(NEWS, amendment("Parterna har ändrat sig.", former))
    assert change.problems() == [
        f'promises.yaml:41:7: det här är undertecknat och ändras – löftet "Mer närvaro" (tas bort) – men {NEWS} säger inte vad som stod och vad som står nu – skriv ”Mer närvaro” i den texten'
    ]
    change.write(NEWS, amendment("Löftet om mer närvaro utgår.", former))
    assert change.problems() == []


def test_a_promise_that_goes_up_in_another_is_removed_all_the_same(change: PullRequest) -> None:
    change.replace(PROMISES, NARVARO, "")
    change.replace(PROMISES, "id: trafik", "id: trafik\n        former_addresses: [2024/loften/narvaro]")
    change.replace("content/2024/atgarder/vandring.md", "promise: narvaro", "promise: trafik")
    assert [problem.split(" – ")[1].split(".")[0] for problem in change.problems()] == [
        'löftet "Mer närvaro" (tas bort)'
    ]


# --- the day of signing --------------------------------------------------------------------------------


def test_signed_measures_follow_a_corrected_day_of_signing(change: PullRequest) -> None:
    change.replace(PROMISES, "date: 2023-12-14", "date: 2023-12-15")
    change.replace(MEASURE, "published: 2023-12-14", "published: 2023-12-15")
    change.write(NEWS, correction("2024", "Löftet undertecknades 15 december 2023, inte 14 december 2023."))
    assert change.problems() == []


def test_a_signing_that_is_an_item_in_the_feed_does_not_move_to_a_day_ahead(change: PullRequest) -> None:
    change.replace(PROMISES, "date: 2023-12-14", "date: 2024-06-30")
    change.write(NEWS, correction("2024", "Löftet undertecknas 30 juni 2024, inte 14 december 2023."))
    assert change.problems() == [
        "promises.yaml:26:13: date 2024-06-30 har inte varit än, men undertecknandet är redan publicerat – skriv dagen då löftet undertecknades"
    ]


SIGNING = """\
    signing:
      date: 2023-12-14
      place: Prov
      by:
        - name: Namn Namnsson
          role: kommunchef
          party: kommunen
"""
NAMES = SIGNING[SIGNING.index("      by") :]
ALONE = "    signing:\n      date: {}\n"


def errors(change: PullRequest) -> list[str]:
    """What is wrong with the change, without warnings: a day that becomes known late is one."""
    return [told for told in change.problems() if ": varning: " not in told]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", SIGNING),
        ("", ALONE.format("unknown")),
        (ALONE.format("unknown"), SIGNING),
        (ALONE.format("unknown"), ALONE.format("2023-12")),
        (ALONE.format("2023-12"), SIGNING),
        (ALONE.format("2023-12-14"), SIGNING),
        (SIGNING.replace(NAMES, ""), SIGNING),
        (SIGNING.replace("      place: Prov\n", ""), SIGNING),
        (ALONE.format("2024-07-01"), SIGNING.replace("2023-12-14", "2024-07-01")),
    ],
)
def test_what_was_not_known_of_the_signing_may_be_filled_in(
    change: PullRequest, before: str, after: str
) -> None:
    change.on_main(lambda change: change.replace(PROMISES, SIGNING, f"{before}    aims: []\n"))
    change.replace(PROMISES, f"{before}    aims: []\n", f"{after}    aims: []\n")
    assert errors(change) == []


@pytest.mark.parametrize(
    ("after", "words", "said"),
    [
        ("2024-01-02", "december 2023 → 2 januari 2024", "2 januari 2024"),
        ("2023-11", "december 2023 → november 2023", "november 2023"),
        ("unknown", "december 2023 → okänd", "okänd"),
    ],
)
def test_a_month_becomes_another_or_less_only_openly(
    change: PullRequest, after: str, words: str, said: str
) -> None:
    change.on_main(lambda change: change.replace(PROMISES, SIGNING, ALONE.format("2023-12")))
    change.replace(PROMISES, ALONE.format("2023-12"), ALONE.format(after))
    (told,) = errors(change)
    assert told.startswith(
        f"promises.yaml:26:13: det här är undertecknat och får inte bara ändras – Medborgarlöfte 2024 (dag: {words})"
    )
    change.write(NEWS, correction("2024", f"Vi skrev december 2023, men dagen är {said}."))
    assert change.problems() == []


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (
            "",
            "promises.yaml:19:5: löftet är undertecknat och det är publicerat, men signing är borta – skriv tillbaka signing",
        ),
        (
            SIGNING.replace("2023-12-14", "2023-12"),
            "promises.yaml:26:13: löftet undertecknades 2023-12-14, och den dagen är publicerad – skriv en dag. Var dagen fel: skriv den rätta och berätta det i en rättelse av löftet",
        ),
        (
            SIGNING.replace("2023-12-14", "2024-06"),
            "promises.yaml:26:13: date 2024-06 har inte varit än, men undertecknandet är redan publicerat – skriv dagen då löftet undertecknades",
        ),
    ],
)
def test_an_agreement_that_was_signed_on_a_day_stays_so(
    change: PullRequest, after: str, expected: str
) -> None:
    change.replace(PROMISES, SIGNING, after)
    change.write(NEWS, correction("2024", "Inte 14 december 2023. Det var december 2023, eller juni 2024."))
    assert change.problems() == [expected]


def test_a_name_that_was_known_is_not_taken_away_in_silence(change: PullRequest) -> None:
    change.replace(PROMISES, NAMES, "")
    (told,) = change.problems()
    assert "Medborgarlöfte 2024 (undertecknat av: Namn Namnsson, kommunchef (kommunen) → (tomt))" in told


def test_an_agreement_that_is_not_signed_changes_with_lines_on_its_words(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(PROMISES, SIGNING, ""))
    change.replace(PROMISES, "to: 2024-12-31", "to: 2025-03-31")
    assert change.problems() == []
    change.replace(PROMISES, "title: Mer närvaro", "title: Mindre närvaro")
    (told,) = change.problems()
    assert "löftet är publicerat och får andra ord (rubrik)" in told


@pytest.mark.parametrize(("day", "places"), [("2023-12-14", []), ("2023-12-20", [f"{MEASURE}:4:12"])])
def test_signed_measures_may_move_to_the_day_that_becomes_known_and_to_no_other(
    change: PullRequest, day: str, places: list[str]
) -> None:
    def only_the_month(change: PullRequest) -> None:
        change.replace(PROMISES, "date: 2023-12-14", "date: 2023-12")
        change.replace(MEASURE, "published: 2023-12-14", "published: 2023-12-01")

    change.on_main(only_the_month)
    change.replace(PROMISES, "date: 2023-12", "date: 2023-12-14")
    change.replace(MEASURE, "published: 2023-12-01", f"published: {day}")
    assert [told.split(": ")[0] for told in errors(change)] == places


# --- an agreement in the place of another --------------------------------------------------------------

REPLACES = '    replaces:\n      agreement: "2024"\n      date: 2024-05-01\n'
NEXT = f"""\
  - id: "2024-2025"
    title: Medborgarlöfte 2024–2025
    summary: Ett nytt löfte.
    period:
      from: 2024-05-01
      to: 2025-12-31
    signing:
      date: 2024-04-20
{REPLACES}    parties: [polisen, kommunen]
    promises:
      - id: trafik
        title: Lugnare trafik
        summary: Lugnare trafik i hela kommunen.
glossary:
"""


def test_what_an_agreement_replaces_may_be_filled_in(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(PROMISES, "glossary:\n", NEXT.replace(REPLACES, "")))
    ahead = REPLACES.replace("2024-05-01", "2024-06-10")
    change.replace(PROMISES, "      date: 2024-04-20\n", "      date: 2024-04-20\n" + ahead)
    assert change.problems() == []


@pytest.mark.parametrize(
    ("written", "words", "said"),
    [
        (
            REPLACES.replace("2024-05-01", "2024-05-15"),
            "medborgarlöftet 2024 från 1 maj 2024 → medborgarlöftet 2024 från 15 maj 2024",
            "Det nya löftet gäller från 15 maj, inte 1 maj.",
        ),
        (
            "",
            "medborgarlöftet 2024 från 1 maj 2024 → (tomt)",
            "Det ersätter inte Medborgarlöfte 2024 från 1 maj 2024.",
        ),
    ],
)
def test_what_an_agreement_replaces_changes_only_openly(
    change: PullRequest, written: str, words: str, said: str
) -> None:
    change.on_main(lambda change: change.replace(PROMISES, "glossary:\n", NEXT))
    change.replace(PROMISES, REPLACES, written)
    (told,) = (said for said in change.problems() if "ersätter:" in said)
    assert f"Medborgarlöfte 2024–2025 (ersätter: {words})" in told
    change.write(NEWS.replace("content/2024/", "content/2024-2025/"), correction("2024-2025", said))
    assert change.problems() == []


# --- texts that tell of changes ------------------------------------------------------------------------


def test_a_backdated_amendment_does_not_unlock_a_signed_change(change: PullRequest) -> None:
    case = SIGNED["date"]
    change.replace(case.path, case.old, case.new)
    path = "content/2024/nyheter/2024-02-01-andrat.md"
    change.write(path, amendment(case.tells, published="2024-02-01"))
    assert change.problems() == [
        f"{path}:5:12: texten är ny, men published 2024-02-01 har redan varit – skriv dagens datum i published och den gamla dagen i date"
    ]


def test_a_municipality_that_mends_its_name_dates_its_texts_as_before(change: PullRequest) -> None:
    case = SIGNED["date"]
    change.replace(case.path, case.old, case.new)
    change.replace(PROMISES, "  name: Provkommun\n  short", "  name: Provs kommun\n  short")
    path = "content/2024/nyheter/2024-02-01-andrat.md"
    change.write(path, amendment(case.tells, published="2024-02-01"))
    assert [problem.split(": ")[0] for problem in change.problems()] == [f"{path}:5:12"]


def test_a_withdrawn_text_excuses_nothing(change: PullRequest) -> None:
    case = SIGNED["date"]
    change.replace(case.path, case.old, case.new)
    change.write(NEWS, amendment(case.tells, "withdrawn:\n  date: 2024-06-01\n  reason: Nej."))
    assert change.problems() == [untold(case)]


@pytest.mark.parametrize(
    ("written", "what", "kind"),
    [
        (AMENDMENT, "ett ändrat löfte", "amendment"),
        (correction("2024"), "en rättelse av något undertecknat", "correction"),
        (correction("2024/loften/trafik"), "en rättelse av något undertecknat", "correction"),
        (correction("2024/fokusomraden/centrum"), "en rättelse av något undertecknat", "correction"),
        (correction("2024/atgarder/belysning"), "en rättelse av något undertecknat", "correction"),
    ],
)
def test_what_tells_of_a_signed_change_is_not_withdrawn(
    change: PullRequest, written: str, what: str, kind: str
) -> None:
    change.write(NEWS, written)
    commit(change.root)
    git(change.root, "checkout", "--quiet", "-B", "main")
    change.replace(NEWS, "published:", "withdrawn:\n  date: 2024-06-01\n  reason: Nej.\npublished:")
    assert change.problems() == [
        f'{NEWS}:5:1: {what} kan inte dras tillbaka, för ändringen som texten berättar om gäller ändå – ta bort withdrawn. Har det blivit fel: publicera en ny text i content/2024/nyheter/ med "kind: {kind}"'
    ]


def test_a_correction_of_an_update_may_be_withdrawn(change: PullRequest) -> None:
    change.write(NEWS, correction("2024/nyheter/2024-03-01-lampor"))
    commit(change.root)
    git(change.root, "checkout", "--quiet", "-B", "main")
    change.replace(NEWS, "published:", "withdrawn:\n  date: 2024-06-01\n  reason: Nej.\npublished:")
    assert change.problems() == []


def test_a_signed_measure_may_be_added(change: PullRequest) -> None:
    change.write("content/2024/atgarder/lampor.md", FILES[MEASURE].replace("Ny belysning", "Fler lampor"))
    change.replace(LIGHTS, "Lamporna lyser.", "Lamporna  lyser.")
    assert change.problems() == []
