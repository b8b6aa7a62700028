# ruff: noqa: E501 - each message stands whole, so that it can be searched for
"""The words of what was published change openly: with a line under `changes`, or a text that tells of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NamedTuple

import pytest

from loften.inspection import inspect
from pull_requests import FOLLOW_UP, LIGHTS, MEASURE, TODAY, WORDS, PullRequest, repository

PROMISES = "promises.yaml"
CONTACT = "content/kontakt.md"
NEWS = "content/2024/nyheter/2024-05-30-fel.md"
HELD_BACK = "content/2024/nyheter/2024-09-01-host.md"
LINE = 'changes: [{{date: 2024-06-01, what: "Ändrat: {names}."}}]'
NEXT_LINE = '- {{date: 2024-06-01, what: "Ändrat: {names}."}}'


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    return repository(tmp_path)


def news(kind: str, lines: str, says: str, published: str = "2024-05-30") -> str:
    return f"---\ntitle: Nytt\nsummary: Fel.\nkind: {kind}\npublished: {published}\n{lines}\n---\n{says}\n"


# --- each kind of record ------------------------------------------------------------------------------


class Words(NamedTuple):
    """A change of words, what is told of it and where the line goes: after `beside`, with its indent."""

    path: str
    old: str
    new: str
    place: str
    what: str
    names: str
    beside: str
    indent: str = ""
    is_warning: bool = False


CASES = {
    "promise": Words(PROMISES, "Lugnare trafik i hela kommunen.", "Bilarna kör som förut.", "promises.yaml:43:18", "löftet är publicerat", "sammanfattning", "- id: trafik", " " * 8),
    "area": Words(PROMISES, "Om centrum.", "Om torget.", "promises.yaml:37:18", "fokusområdet är publicerat", "sammanfattning", "- id: centrum", " " * 8),
    "agreement": Words(PROMISES, "Ett löfte.", "Två löften.", "promises.yaml:21:14", "medborgarlöftet är publicerat", "sammanfattning", '- id: "2024"', " " * 4),
    "measure": Words(MEASURE, "Nya lampor på torget.", "Nya lampor i parken.", f"{MEASURE}:3:10", "åtgärden är publicerad", "sammanfattning", "promise: trafik"),
    "title": Words(LIGHTS, "De första lamporna är uppe", "De sista lamporna är uppe", f"{LIGHTS}:2:8", "nyheten är publicerad", "rubrik", "kind: measure"),
    "body": Words(LIGHTS, "Lamporna lyser.", "Lamporna blinkar.", f"{LIGHTS}:17:1", "nyheten är publicerad", "texten", "kind: measure"),
    "not": Words(LIGHTS, "Lamporna lyser.", "Lamporna lyser inte.", f"{LIGHTS}:17:1", "nyheten är publicerad", "texten", "kind: measure"),
    "source": Words(LIGHTS, "by: Provkommun", "by: Polisen", f"{LIGHTS}:7:3", "nyheten är publicerad", "källa", "kind: measure"),
    "reason": Words(FOLLOW_UP, "Lamporna är på väg.", "Lamporna är försenade.", f"{FOLLOW_UP}:9:3", "uppföljningen är publicerad", "bedömningar", "published: 2024-04-20"),
    "signed title page": Words(WORDS, "Det undertecknade löftet.", "Löftet.", f"{WORDS}:3:10", "sidan är publicerad", "sammanfattning", "wording: signed"),
    "page": Words(CONTACT, "Ring växeln.", "Ring polisen.", f"{CONTACT}:5:1", "sidan är publicerad", "texten", "title: Kontakt", is_warning=True),
    "contact": Words(PROMISES, "name: Växeln", "name: Centralen", "promises.yaml:6:11", "kontakten är publicerad", "namn", "- id: vaxeln", " " * 4, is_warning=True),
    "phone": Words(PROMISES, "021-12 34 56", "021-12 34 57", "promises.yaml:7:12", "kontakten är publicerad", "telefon", "- id: vaxeln", " " * 4, is_warning=True),
    "term": Words(PROMISES, "Ett arbetssätt.", "Ett annat sätt.", "promises.yaml:51:18", "ordet är publicerat", "förklaring", "- id: est", " " * 4, is_warning=True),
}  # fmt: skip

each = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def place(case: Words) -> str:
    return f"{case.place}: " + ("varning: " if case.is_warning else "")


def paste(change: PullRequest, case: Words, lines: str) -> None:
    change.replace(case.path, f"{case.beside}\n", f"{case.beside}\n{lines}\n")


@each
def test_without_a_line_the_message_has_the_line_that_mends_it(change: PullRequest, case: Words) -> None:
    change.replace(case.path, case.old, case.new)
    line = LINE.format(names=case.names)
    (told,) = change.problems()
    assert told == (
        f"{place(case)}{case.what} och får andra ord ({case.names}), men ingen rad under changes säger det – lägg till: {line}"
    )
    paste(change, case, case.indent + line)
    assert change.problems() == []
    assert not [problem for problem in inspect(change.root, TODAY).problems if problem.path == case.path], (
        "the pasted line breaks a rule of its own"
    )


@each
def test_under_lines_that_are_there_the_message_has_the_next_one(change: PullRequest, case: Words) -> None:
    first = (
        f"{case.indent}changes:\n{case.indent}  - date: 2024-05-20\n{case.indent}    what: Texten säger mer."
    )
    change.on_main(lambda change: paste(change, case, first))
    change.replace(case.path, case.old, case.new)
    line = NEXT_LINE.format(names=case.names)
    (told,) = change.problems()
    assert told.endswith(
        f"får andra ord ({case.names}), men ingen rad under changes säger det – lägg till sist under changes: {line}"
    )
    assert ("varning: " in told) is case.is_warning
    change.replace(
        case.path, "what: Texten säger mer.\n", f"what: Texten säger mer.\n{case.indent}  {line}\n"
    )
    assert change.problems() == []


@each
def test_what_is_not_published_yet_changes_freely(change: PullRequest, case: Words) -> None:
    change.replace(case.path, case.old, case.new)
    told = change.problems(dt.date(2023, 1, 1))
    assert all(CASES[key].place not in "".join(told) for key in ("title", "body", "reason", "measure"))


def test_a_text_that_is_held_back_is_rewritten_freely(change: PullRequest) -> None:
    change.replace(HELD_BACK, "Vi berättar om hösten.", "Vi berättar om vintern.")
    assert change.problems() == []


def test_the_next_line_of_a_list_between_brackets_goes_before_the_last_bracket(change: PullRequest) -> None:
    first = 'changes: [{date: 2024-05-20, what: "Texten säger mer."}]'
    change.on_main(lambda change: change.replace(LIGHTS, "source:\n", f"{first}\nsource:\n"))
    change.replace(LIGHTS, "Lamporna lyser.", "Lamporna blinkar.")
    line = '{date: 2024-06-01, what: "Ändrat: texten."}'
    (told,) = change.problems()
    assert told.endswith(f"säger det – lägg till sist i listan changes, efter ett kommatecken: {line}")
    change.replace(LIGHTS, first, f"{first[:-1]}, {line}]")
    assert change.problems() == []


def test_every_part_that_has_changed_is_named_in_one_line(change: PullRequest) -> None:
    change.replace(LIGHTS, "De första lamporna är uppe", "De sista lamporna är uppe")
    change.replace(LIGHTS, "Lamporna lyser.", "Lamporna blinkar.")
    assert change.problems() == [
        'content/2024/nyheter/2024-03-01-lampor.md:17:1: nyheten är publicerad och får andra ord (texten och rubrik), men ingen rad under changes säger det – lägg till: changes: [{date: 2024-06-01, what: "Ändrat: texten och rubrik."}]'
    ]


def test_a_name_is_told_and_a_place_s_is_told_too(change: PullRequest) -> None:
    change.replace(PROMISES, "name: Torget", "name: Stora torget")
    assert 'lägg till: former_names: [{name: "Torget", until: 2024-05-31}]' in "".join(change.problems())


def test_the_line_of_one_record_does_not_excuse_another(change: PullRequest) -> None:
    change.replace(PROMISES, "Lugnare trafik i hela kommunen.", "Bilarna kör som förut.")
    line = '        changes: [{date: 2024-06-01, what: "Sammanfattningen säger mer."}]'
    change.replace(PROMISES, "- id: narvaro\n", f"- id: narvaro\n{line}\n")
    assert [problem.split(": ")[0] for problem in change.problems()] == ["promises.yaml:43:18"]


def test_a_second_change_on_the_same_day_has_the_same_line_once_more(change: PullRequest) -> None:
    line = '{date: 2024-06-01, what: "Ändrat: texten."}'
    first = f"changes:\n  - {line}\n"
    change.on_main(lambda change: change.replace(LIGHTS, "source:\n", f"{first}source:\n"))
    change.replace(LIGHTS, "Lamporna lyser.", "Lamporna blinkar.")
    (told,) = change.problems()
    assert told.endswith(f"lägg till sist under changes: - {line}")
    change.replace(LIGHTS, first, f"{first}  - {line}\n")
    assert change.problems() == []


def test_of_two_equal_lines_that_are_published_none_is_removed(change: PullRequest) -> None:
    line = '  - {date: 2024-06-01, what: "Ändrat: texten."}\n'
    both = f"changes:\n{line}{line}source:\n"
    change.on_main(lambda change: change.replace(LIGHTS, "source:\n", both))
    change.replace(LIGHTS, both, f"changes:\n{line}source:\n")
    assert change.problems() == [f"{LIGHTS}:6:1: {LOST}"]


def test_the_title_of_a_measure_that_was_never_signed_changes_with_a_line(change: PullRequest) -> None:
    path = "content/2024/atgarder/vandring.md"
    change.replace(path, "title: Trygghetsvandring", "title: Ingen vandring")
    assert change.problems() == [
        f'{path}:2:8: åtgärden är publicerad och får andra ord (rubrik), men ingen rad under changes säger det – lägg till: changes: [{{date: 2024-06-01, what: "Ändrat: rubrik."}}]'
    ]


def test_the_titles_of_an_agreement_that_is_not_signed_yet_change_with_a_line(change: PullRequest) -> None:
    change.replace(PROMISES, "title: Lugnare trafik", "title: Snabbare trafik")
    change.replace(PROMISES, "title: Medborgarlöfte 2024", "title: Löfte 2024")
    told = change.problems(dt.date(2023, 12, 13))
    assert [problem.split(": ")[0] for problem in told] == ["promises.yaml:20:12", "promises.yaml:42:16"]
    assert all("får andra ord (rubrik)" in problem for problem in told)


def test_what_a_piece_became_and_how_it_was_read_are_words_of_the_page(change: PullRequest) -> None:
    read = "interpretations:\n  - pieces: [2]\n    text: Trafiken är bilarnas.\n"
    change.on_main(lambda change: change.replace(WORDS, "pieces:\n", f"{read}pieces:\n"))
    change.replace(WORDS, "4: background", "4: example")
    change.replace(WORDS, "  - pieces: [2]", "  - pieces: [3]")
    (told,) = change.problems()
    assert "sidan är publicerad och får andra ord (vad punkterna blev och tolkningar)" in told


def test_the_numbers_of_pieces_in_our_own_words_stay(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(WORDS, "wording: signed", "wording: own"))
    line = 'changes: [{date: 2024-06-01, what: "Texten är kortare."}]'
    change.replace(WORDS, "wording: own\n", f"wording: own\n{line}\n")
    change.replace(
        WORDS,
        "[2] Trafiken ska bli lugnare. [3] Vi sätter upp lampor.",
        "[3] Trafiken ska bli lugnare. [2] Vi sätter upp lampor.",
    )
    assert change.problems() == [
        f"{WORDS}:11:1: punkten har nummer 3 här, men den är publicerad som nummer 2 – skriv [2] framför den",
        f"{WORDS}:11:31: punkten har nummer 2 här, men den är publicerad som nummer 3 – skriv [3] framför den",
    ]
    change.replace(
        WORDS, "[3] Trafiken ska bli lugnare. [2] Vi sätter upp lampor.", "[2] Trafiken ska bli lugn."
    )
    assert change.problems() == [
        f"{WORDS}:2:1: punkt 3 är borta, men den är publicerad och andra kan ha länkat till den – skriv tillbaka [3] framför samma punkt"
    ]


def test_a_line_that_was_there_before_excuses_nothing_new(change: PullRequest) -> None:
    line = 'changes: [{date: 2024-05-30, what: "Texten säger mer."}]'
    change.on_main(lambda change: change.replace(LIGHTS, "kind: measure", f"kind: measure\n{line}"))
    change.replace(LIGHTS, "Lamporna lyser.", "Lamporna blinkar.")
    assert len(change.problems()) == 1


# --- what needs no line -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (LIGHTS, "Lamporna lyser.", "Lamporna\nlyser."),
        (LIGHTS, "Lamporna lyser.", "Lamporna  lyser.\n"),
        (LIGHTS, "Lamporna lyser.", "**Lamporna** lyser."),
        (LIGHTS, "Lamporna lyser.", "- Lamporna lyser."),
        (LIGHTS, "Lamporna lyser.", "## Lamporna lyser."),
        (LIGHTS, "Lamporna lyser.", "[Lamporna](../atgarder/belysning.md) lyser."),
        (LIGHTS, "summary: Sex lampor är på plats.", "summary: >-\n  Sex lampor\n  är på plats."),
        (LIGHTS, "title: De första lamporna är uppe", 'title: "De första lamporna är uppe"'),
        (PROMISES, "summary: Vi ska synas mer.", "summary: >-\n          Vi ska\n          synas mer."),
        (CONTACT, "Ring växeln.", "*Ring växeln.*"),
        (LIGHTS, "kind: measure\n", "kind: measure\nplaces: [torget]\n"),
    ],
)
def test_spaces_line_breaks_and_markdown_are_free(change: PullRequest, path: str, old: str, new: str) -> None:
    change.replace(path, old, new)
    assert change.problems() == []


DOCUMENT = "    document: {title: Löftet, address: https://prov.test/lofte}\n"


def test_a_link_that_is_filled_in_or_leads_elsewhere_is_free_and_one_that_goes_is_not(
    change: PullRequest,
) -> None:
    change.replace(PROMISES, "    cadence: quarterly\n", f"    cadence: quarterly\n{DOCUMENT}")
    assert change.problems() == []
    change.on_main(lambda change: None)
    change.replace(PROMISES, "prov.test/lofte}", "prov.test/loften}")
    assert change.problems() == []
    change.replace(PROMISES, "title: Löftet,", "title: Avtalet,")
    assert len(change.problems()) == 1
    change.replace(PROMISES, DOCUMENT.replace("Löftet", "Avtalet").replace("lofte}", "loften}"), "")
    assert len(change.problems()) == 1


def test_a_key_that_is_there_already_is_filled_in(change: PullRequest) -> None:
    change.replace(LIGHTS, "Lamporna lyser.", "Lamporna blinkar.")
    change.replace(LIGHTS, "source:\n", "changes:\nsource:\n")
    (told,) = change.problems()
    line = 'changes: [{date: 2024-06-01, what: "Ändrat: texten."}]'
    assert told.endswith(f"säger det – skriv på raden som finns: {line}")
    change.replace(LIGHTS, "changes:\n", f"{line}\n")
    assert change.problems() == []


def test_mended_spelling_is_free_and_a_new_word_is_not(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(LIGHTS, "Lamporna lyser.", "Belysnigen är klar."))
    change.replace(LIGHTS, "Belysnigen är klar.", "Belysningen är klar.")
    assert change.problems() == []
    change.replace(LIGHTS, "Belysningen är klar.", "Belysningen är dyr.")
    assert len(change.problems()) == 1


def test_a_word_that_stands_elsewhere_on_the_site_is_not_misspelt(change: PullRequest) -> None:
    def write(change: PullRequest) -> None:
        change.replace(LIGHTS, "Lamporna lyser.", "Belysnigen är klar.")
        change.replace(CONTACT, "Ring växeln.", "Ring växeln om belysnigen.")

    change.on_main(write)
    change.replace(LIGHTS, "Belysnigen är klar.", "Belysningen är klar.")
    assert len(change.problems()) == 1


@pytest.mark.parametrize("kind", ["correction", "amendment"])
def test_a_correction_or_an_amendment_of_the_very_record_excuses(change: PullRequest, kind: str) -> None:
    about = {"correction": "corrects: 2024/loften/trafik", "amendment": "promises: [trafik]"}[kind]
    change.replace(PROMISES, "Lugnare trafik i hela kommunen.", "Bilarna kör som förut.")
    change.write(
        NEWS, news(kind, about, "Det står inte längre att trafiken ska bli lugnare trafik i hela kommunen.")
    )
    assert change.problems() == []


def test_a_correction_that_names_nothing_of_what_has_changed_does_not_excuse(change: PullRequest) -> None:
    change.replace(LIGHTS, "Lamporna lyser.", "Lamporna blinkar.")
    change.replace(LIGHTS, "Sex lampor är på plats.", "Fem lampor är på plats.")
    about = "corrects: 2024/nyheter/2024-03-01-lampor"
    change.write(NEWS, news("correction", about, "Bilden var suddig."))
    (told,) = change.problems()
    assert "får andra ord (texten och sammanfattning)" in told
    change.write(NEWS, news("correction", about, "Det är fem lampor, inte sex lampor."))
    (told,) = change.problems()
    assert "får andra ord (texten)" in told
    change.write(NEWS, news("correction", about, "Det är fem lampor, och lamporna blinkar."))
    assert change.problems() == []


@pytest.mark.parametrize(
    ("path", "old", "new", "lines"),
    [
        (LIGHTS, "Lamporna lyser.", "Lamporna blinkar.", "corrects: 2024/nyheter/2024-03-01-lampor"),
        (FOLLOW_UP, "är på väg.", "är försenade.", "corrects: 2024/uppfoljning/kvartal-1"),
        (MEASURE, "Nya lampor på torget.", "Nya lampor.", "corrects: 2024/atgarder/belysning"),
        (PROMISES, "Om centrum.", "Om torget.", "corrects: 2024/fokusomraden/centrum"),
        (PROMISES, "Ett löfte.", "Två löften.", 'corrects: "2024"'),
    ],
)
def test_a_correction_of_the_very_page_excuses_and_of_another_does_not(
    change: PullRequest, path: str, old: str, new: str, lines: str
) -> None:
    change.replace(path, old, new)
    says = f"Det stod {old} Nu står {new}"
    change.write(NEWS, news("correction", lines, says))
    assert change.problems() == []
    for other in (
        news("correction", "corrects: 2024/loften/narvaro", says),
        news("correction", lines, says, published="2024-06-02"),
        news("correction", f"{lines}\nwithdrawn:\n  date: 2024-06-01\n  reason: Nej.", says),
        news("information", "promises: [trafik]", says),
    ):
        change.write(NEWS, other)
        assert len(change.problems()) == 1


def test_a_correction_that_was_public_before_excuses_nothing_new(change: PullRequest) -> None:
    written = news("correction", "corrects: 2024/nyheter/2024-03-01-lampor", "Lamporna blinkar.")
    change.on_main(lambda change: change.write(NEWS, written))
    change.replace(LIGHTS, "Lamporna lyser.", "Lamporna blinkar.")
    assert len(change.problems()) == 1


def test_an_amendment_of_pieces_excuses_the_page_that_holds_them_and_no_other(change: PullRequest) -> None:
    change.replace(WORDS, "Det undertecknade löftet.", "Det ändrade löftet.")
    change.replace(PROMISES, "Ett löfte.", "Två löften.")
    change.write(
        NEWS, news("amendment", "pieces: [2]", "Det undertecknade är det ändrade löftet. Två löften.")
    )
    assert [problem.split(": ")[0] for problem in change.problems()] == ["promises.yaml:21:14"]


# --- pictures -----------------------------------------------------------------------------------------

PICTURE = "content/2024/nyheter/bilder/lampa.jpg"


def photograph(change: PullRequest, raw: bytes) -> None:
    (change.root / PICTURE).parent.mkdir(parents=True, exist_ok=True)
    (change.root / PICTURE).write_bytes(raw)


@pytest.mark.parametrize(
    ("old", "new", "where", "names"),
    [
        ("kind: measure\n", "kind: measure\npictures:\n  - file: bilder/lampa.jpg\n    alt: En lampa\n", "6:3", "bilder"),
        ("Lamporna lyser.", "Lamporna lyser.\n\n![En lampa](bilder/lampa.jpg)", "19:1", "texten"),
    ],
)  # fmt: skip
def test_another_picture_under_the_same_name_is_told(
    change: PullRequest, old: str, new: str, where: str, names: str
) -> None:
    def show(change: PullRequest) -> None:
        photograph(change, b"one")
        change.replace(LIGHTS, old, new)

    change.on_main(show)
    assert change.problems() == []
    photograph(change, b"two")
    line = LINE.format(names=names)
    assert change.problems() == [
        f"{LIGHTS}:{where}: nyheten är publicerad och får andra ord ({names}), men ingen rad under changes säger det – lägg till: {line}"
    ]
    change.replace(LIGHTS, "source:\n", f"{line}\nsource:\n")
    assert change.problems() == []


def test_a_picture_under_a_new_name_and_another_alt_text_are_told(change: PullRequest) -> None:
    def show(change: PullRequest) -> None:
        photograph(change, b"one")
        change.replace(LIGHTS, "Lamporna lyser.", "![En lampa](bilder/lampa.jpg)")

    change.on_main(show)
    change.move(PICTURE, "content/2024/nyheter/bilder/ljus.jpg")
    change.replace(LIGHTS, "bilder/lampa.jpg", "bilder/ljus.jpg")
    assert change.problems() == []
    change.replace(LIGHTS, "![En lampa]", "![En trasig lampa]")
    assert len(change.problems()) == 1


# --- the lines themselves -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "what",
    ["Ändrat", "Uppdaterat.", "Smärre ändringar", "Rättat och justerat", "Textändring", "x", "Rättat fel"],
)
def test_a_line_that_says_only_that_something_changed_is_refused(change: PullRequest, what: str) -> None:
    change.replace(LIGHTS, "Lamporna lyser.", "Lamporna blinkar.")
    change.replace(LIGHTS, "source:\n", f'changes: [{{date: 2024-06-01, what: "{what}"}}]\nsource:\n')
    told = f'{LIGHTS}:6:36: "{what}" säger inte vad som är ändrat – skriv vilken del och vad den säger nu, till exempel "Sammanfattningen säger nu att lamporna är tolv."'
    assert [str(found) for found in inspect(change.root, TODAY).problems if found.path == LIGHTS] == [told]


LOST = "en rad under changes som är publicerad är borttagen eller omskriven. Skriv tillbaka den. Är den fel: lägg till en ny rad som säger vad som är rätt"
SAID = 'changes: [{date: 2024-05-20, what: "Lamporna är sex."}]\n'


@pytest.mark.parametrize(
    ("path", "beside", "indent", "where"),
    [
        (LIGHTS, "kind: measure\n", "", "2:1"),
        (CONTACT, "title: Kontakt\n", "", "2:1"),
        (PROMISES, "- id: trafik\n", " " * 8, "41:9"),
        (PROMISES, "- id: est\n", " " * 4, "49:5"),
        (PROMISES, "- id: torget\n", " " * 4, "16:5"),
    ],
)
def test_a_published_line_is_not_removed(
    change: PullRequest, path: str, beside: str, indent: str, where: str
) -> None:
    change.on_main(lambda change: change.replace(path, beside, f"{beside}{indent}{SAID}"))
    change.replace(path, f"{indent}{SAID}", "")
    assert change.problems() == [f"{path}:{where}: {LOST}"]


def test_a_published_line_is_not_rewritten_and_a_new_one_may_be_added(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(LIGHTS, "source:\n", f"{SAID}source:\n"))
    change.replace(LIGHTS, "Lamporna är sex.", "Lamporna är tolv.")
    assert change.problems() == [f"{LIGHTS}:6:1: {LOST}"]
    more = 'Lamporna är sex."}, {date: 2024-06-01, what: "Lamporna är tolv.'
    change.replace(LIGHTS, "Lamporna är tolv.", more)
    assert change.problems() == []


def test_a_line_has_the_day_when_the_change_comes_out(change: PullRequest) -> None:
    change.replace(LIGHTS, "source:\n", f"{SAID.replace('2024-05-20', '2024-06-02')}source:\n")
    assert change.problems() == [
        f"{LIGHTS}:6:18: date 2024-06-02 har inte varit än – skriv dagen då ändringen publiceras"
    ]
    change.replace(LIGHTS, "2024-06-02", "2024-05-28")
    assert change.problems() == [
        f"{LIGHTS}:6:18: varning: date 2024-05-28 har redan varit, men raden är ny – skriv dagen då ändringen publiceras"
    ]
    change.replace(LIGHTS, "2024-05-28", "2024-05-29")
    assert change.problems() == []
