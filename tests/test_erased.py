# ruff: noqa: E501 - each message stands whole, so that it can be searched for
"""What the law wants gone goes without a trace, and nothing else goes or changes along with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from loften.inspection import inspect
from pull_requests import FILES, LIGHTS, MEASURE, TODAY, WORDS, PullRequest, repository

MARKER = "Zebrandersson"
PROMISES = "promises.yaml"
NAMED = f"content/2024/nyheter/2024-03-01-{MARKER.lower()}.md"
PICTURE = "content/2024/nyheter/bilder/{name}.jpg"
SHOWN = "pictures:\n  - file: bilder/{name}.jpg\n    alt: {alt}\n"


def erased(*names: str, date: str = "2024-06-01", reason: str = "personal-data") -> str:
    return f"erased:\n  - date: {date}\n    fields: [{', '.join(names)}]\n    reason: {reason}\n"


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    return repository(tmp_path)


def photograph(change: PullRequest, name: str, raw: bytes = b"one") -> None:
    path = change.root / PICTURE.format(name=name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)


def edited(*edits: tuple[str, str]) -> str:
    """The text on the lights with other words in it."""
    found = FILES[LIGHTS]
    for old, new in edits:
        assert found.count(old) == 1
        found = found.replace(old, new)
    return found


TITLE = ("De första lamporna är uppe", f"{MARKER} satte upp lampor")
SUMMARY = ("Sex lampor är på plats.", f"{MARKER} har satt upp sex lampor.")
BODY = ("Lamporna lyser.", f"Lamporna som {MARKER} satte upp lyser.")
SOURCE = ("by: Provkommun", f"by: {MARKER}")
REASON = ("    status: ongoing\n", f"    status: ongoing\n    reason: {MARKER} var sjuk.\n")
ALT = ("source:\n", SHOWN.format(name="lampa", alt=f"{MARKER} på en stege") + "source:\n")
FILE = ("source:\n", SHOWN.format(name=MARKER.lower(), alt="En lampa") + "source:\n")
CLEAN_PICTURE = ("source:\n", SHOWN.format(name="lampa", alt="En lampa") + "source:\n")


def check_nothing_is_told(change: PullRequest, path: str = LIGHTS) -> None:
    """No rule complains of the erasure, and no message says what it erased."""
    told = change.problems()
    assert told == []
    found = [str(problem) for problem in inspect(change.root, TODAY).problems]
    assert not [problem for problem in found if problem.startswith(path) or MARKER.lower() in problem.lower()]


CASES = {
    "title": ("title", TITLE),
    "summary": ("summary", SUMMARY),
    "body": ("body", BODY),
    "source": ("source", SOURCE),
    "reason": ("measures", REASON),
}


@pytest.mark.parametrize(("name", "edit"), CASES.values(), ids=CASES)
def test_what_the_law_wants_gone_goes_without_a_complaint(
    change: PullRequest, name: str, edit: tuple[str, str]
) -> None:
    change.on_main(lambda change: change.write(LIGHTS, edited(edit)))
    change.write(LIGHTS, edited(("kind: measure\n", f"kind: measure\n{erased(name)}")))
    check_nothing_is_told(change)


@pytest.mark.parametrize(("name", "edit"), CASES.values(), ids=CASES)
def test_without_saying_so_words_are_not_erased_and_the_message_does_not_repeat_them(
    change: PullRequest, name: str, edit: tuple[str, str]
) -> None:
    change.on_main(lambda change: change.write(LIGHTS, edited(edit)))
    change.write(LIGHTS, FILES[LIGHTS])
    (told,) = change.problems()
    assert "nyheten är publicerad och får andra ord" in told
    assert MARKER.lower() not in told.lower()
    other = "summary" if name != "summary" else "title"
    change.write(LIGHTS, edited(("kind: measure\n", f"kind: measure\n{erased(other)}")))
    assert len(change.problems()) == 1


@pytest.mark.parametrize(("edit", "held"), [(ALT, "lampa"), (FILE, MARKER.lower())], ids=["alt", "file"])
def test_the_alt_text_and_the_file_of_a_picture_can_be_erased(
    change: PullRequest, edit: tuple[str, str], held: str
) -> None:
    def show(change: PullRequest) -> None:
        photograph(change, held)
        change.write(LIGHTS, edited(edit))

    change.on_main(show)
    (change.root / PICTURE.format(name=held)).unlink()
    photograph(change, "lampa", b"another")
    change.write(LIGHTS, edited(CLEAN_PICTURE, ("kind: measure\n", f"kind: measure\n{erased('pictures')}")))
    assert change.problems() == []
    change.write(LIGHTS, edited(("kind: measure\n", f"kind: measure\n{erased('pictures')}")))
    (change.root / PICTURE.format(name="lampa")).unlink()
    check_nothing_is_told(change)


def erase_a_file_name(change: PullRequest) -> None:
    def write(change: PullRequest) -> None:
        change.delete(LIGHTS)
        change.write(NAMED, edited(TITLE, SUMMARY, BODY))

    change.on_main(write)
    change.delete(NAMED)
    gone = erased("id", "title", "summary", "body")
    change.write(LIGHTS, edited(("kind: measure\n", f"kind: measure\n{gone}")))


def test_the_name_of_a_file_can_be_erased_with_all_the_rest(change: PullRequest) -> None:
    erase_a_file_name(change)
    check_nothing_is_told(change)


def test_a_file_that_is_renamed_without_erasing_its_name_leads_on(change: PullRequest) -> None:
    def write(change: PullRequest) -> None:
        change.delete(LIGHTS)
        change.write(NAMED, FILES[LIGHTS])

    change.on_main(write)
    change.delete(NAMED)
    change.write(LIGHTS, edited(("kind: measure\n", f"kind: measure\n{erased('title')}")))
    assert len(change.problems()) == 1


def test_a_text_that_is_deleted_is_not_excused_by_what_another_erased(change: PullRequest) -> None:
    """The heir is known by its kind and its day; a text of another day is no heir."""
    change.delete(LIGHTS)
    text = edited(("kind: measure\n", f"kind: measure\n{erased('id')}"), ("2024-03-01 09:00", "2024-06-01"))
    change.write("content/2024/nyheter/2024-06-01-annat.md", text)
    assert any("/2024/nyheter/2024-03-01-lampor/ är publicerad" in problem for problem in change.problems())


def test_a_name_among_the_signatures_can_be_erased_and_the_rest_stands(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(PROMISES, "name: Namn Namnsson", f"name: {MARKER}"))
    change.replace(PROMISES, f"name: {MARKER}", "name: En tjänsteperson")
    assert any(MARKER in problem for problem in change.problems())
    gone = "erased: [{date: 2024-06-01, fields: [signing], reason: protected-identity}]"
    change.replace(PROMISES, "cadence: quarterly\n", f"cadence: quarterly\n    {gone}\n")
    check_nothing_is_told(change, PROMISES)
    change.replace(PROMISES, "date: 2023-12-14", "date: 2023-12-13")
    (told,) = change.problems()
    day = "dag: 14 december 2023 → 13 december 2023"
    more = (
        f"här är mer ändrat än de ord som lagen vill ha bort – Medborgarlöfte 2024 ({day}). Skriv andra ord"
    )
    assert told.startswith(f"promises.yaml:26:13: {more} där uppgiften stod, till exempel ”en tjänsteperson”")


def test_a_signed_title_can_be_erased_and_the_target_stands(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(MEASURE, "Ny belysning", f"Ny lampa till {MARKER}"))
    change.replace(MEASURE, f"Ny lampa till {MARKER}", "Ny lampa till en person")
    change.replace(MEASURE, "promise: trafik\n", f"promise: trafik\n{erased('title', 'target')}")
    assert MARKER not in "".join(change.problems())
    assert change.problems() == []
    change.replace(MEASURE, "count: 12", "count: 6")
    (told,) = change.problems()
    assert told.startswith(f"{MEASURE}:15:3: här är mer ändrat än de ord som lagen vill ha bort")
    assert "(mål i siffror: ny lydelse)" in told


def rewritten(change: PullRequest) -> str:
    """The only thing that is told to be rewritten, without what it was and is."""
    (told,) = [problem for problem in change.problems() if "skrivs inte om" in problem]
    return told.split(" – ")[1].split(". ")[0].split(":")[0]


def test_a_status_does_not_change_under_cover_of_what_is_erased(change: PullRequest) -> None:
    change.on_main(lambda change: change.write(LIGHTS, edited(REASON)))
    gone = ("kind: measure\n", f"kind: measure\n{erased('measures')}")
    change.write(LIGHTS, edited(gone, ("status: ongoing", "status: done")))
    assert rewritten(change) == 'åtgärden "belysning", status'
    change.write(LIGHTS, edited(gone, ("    status: ongoing\n", "")))
    assert rewritten(change) == 'åtgärden "belysning", status'
    change.write(LIGHTS, edited(gone, ("      count: 6\n", "      count: 9\n")))
    assert rewritten(change) == 'åtgärden "belysning", utfall'
    whole = edited(gone)
    change.write(LIGHTS, whole[: whole.index("measures:\n")] + "---\nLamporna lyser.\n")
    assert rewritten(change) == 'åtgärden "belysning" tas bort'


@pytest.mark.parametrize(
    "name", ["status", "kind", "published", "date", "promises", "erased", "path", "hittepå"]
)
def test_only_words_can_be_erased(change: PullRequest, name: str) -> None:
    change.write(LIGHTS, edited(("kind: measure\n", f"kind: measure\n{erased(name)}")))
    found = [str(problem) for problem in inspect(change.root, TODAY).problems if problem.path == LIGHTS]
    assert found == [
        f'{LIGHTS}:7:14: fältet "{name}" finns inte här, eller kan inte tas bort – skriv ett fält som kan innehålla ord. Tillåtna: id, body, title, summary, privacy_exceptions, event, points, measures, answers, source, assessments, pictures, changes, former_addresses, withdrawn'
    ]


def test_the_day_of_publication_and_the_kind_stand_whatever_is_erased(change: PullRequest) -> None:
    gone = ("kind: measure\n", f"kind: information\n{erased('title', 'kind', 'published')}")
    change.write(LIGHTS, edited(gone, ("2024-03-01 09:00", "2024-03-02")))
    told = change.problems()
    assert any("slag: åtgärd → information" in problem for problem in told)
    assert any("publiceras: 1 mars 2024 kl. 09.00 → 2 mars 2024" in problem for problem in told)


def test_what_was_erased_before_excuses_no_later_change(change: PullRequest) -> None:
    gone = ("kind: measure\n", f"kind: measure\n{erased('title', 'body', 'measures', date='2024-05-20')}")
    change.on_main(lambda change: change.write(LIGHTS, edited(gone)))
    change.replace(LIGHTS, "De första lamporna är uppe", "De sista lamporna är uppe")
    assert change.problems() == [
        f'{LIGHTS}:2:8: nyheten är publicerad och får andra ord (rubrik), men ingen rad under changes säger det – lägg till: changes: [{{date: 2024-06-01, what: "Ändrat: rubrik."}}]'
    ]
    change.replace(LIGHTS, "De sista lamporna är uppe", "De första lamporna är uppe")
    change.replace(LIGHTS, "Lamporna lyser.", "Lamporna blinkar.")
    assert len(change.problems()) == 1


def test_what_was_erased_before_excuses_no_signed_change(change: PullRequest) -> None:
    gone = erased("title", date="2024-05-20")
    change.on_main(lambda change: change.replace(MEASURE, "signed: true\n", f"signed: true\n{gone}"))
    change.replace(MEASURE, "Ny belysning", "Bättre belysning")
    (told,) = change.problems()
    assert 'åtgärden "Ny belysning" (rubrik: Ny belysning → Bättre belysning)' in told


def test_that_something_was_erased_stays_said(change: PullRequest) -> None:
    gone = erased("title", date="2024-05-20")
    change.on_main(lambda change: change.replace(LIGHTS, "kind: measure\n", f"kind: measure\n{gone}"))
    change.replace(LIGHTS, gone, "")
    assert change.problems() == [
        f"{LIGHTS}:2:1: en rad under erased som är publicerad är borttagen eller omskriven. Skriv tillbaka den. Är den fel: lägg till en ny rad som säger vad som är rätt"
    ]


def test_until_when_a_former_name_held_stands_when_the_name_is_erased(change: PullRequest) -> None:
    former = f'    former_names: [{{name: "{MARKER}", until: 2023-12-31}}]\n'
    change.on_main(
        lambda change: change.replace(PROMISES, "    name: Polisen\n", f"    name: Polisen\n{former}")
    )
    change.replace(PROMISES, MARKER, "En enhet")
    gone = "erased: [{date: 2024-06-01, fields: [former_names], reason: personal-data}]"
    change.replace(PROMISES, "  - id: polisen\n", f"  - id: polisen\n    {gone}\n")
    check_nothing_is_told(change, PROMISES)
    change.replace(PROMISES, "until: 2023-12-31", "until: 2023-12-01")
    assert any("en rad under former_names som är publicerad" in problem for problem in change.problems())


def test_a_line_under_changes_can_be_erased_but_not_dropped(change: PullRequest) -> None:
    said = f'changes: [{{date: 2024-05-20, what: "{MARKER} är inte längre nämnd."}}]\n'
    change.on_main(lambda change: change.replace(LIGHTS, "source:\n", f"{said}source:\n"))
    change.replace(LIGHTS, f"{MARKER} är inte längre nämnd.", "En person är inte längre nämnd.")
    change.replace(LIGHTS, "kind: measure\n", f"kind: measure\n{erased('changes')}")
    assert change.problems() == []
    change.replace(LIGHTS, "date: 2024-05-20", "date: 2024-05-30")
    assert any("en rad under changes som är publicerad" in problem for problem in change.problems())
    change.replace(LIGHTS, "date: 2024-05-30", "date: 2024-05-20")
    text = (change.root / LIGHTS).read_text(encoding="utf-8")
    change.write(LIGHTS, "".join(line for line in text.splitlines(True) if not line.startswith("changes:")))
    assert any("en rad under changes som är publicerad" in problem for problem in change.problems())


def test_an_erasure_has_the_day_when_it_comes_out(change: PullRequest) -> None:
    gone = erased("title", date="2024-06-02")
    change.replace(LIGHTS, "kind: measure\n", f"kind: measure\n{gone}")
    assert change.problems() == [
        f"{LIGHTS}:6:11: date 2024-06-02 har inte varit än – skriv dagen då ändringen publiceras"
    ]


# --- once more, and more than once ------------------------------------------------------------------------


def test_the_same_erasure_once_more_on_the_same_day_is_another_one(change: PullRequest) -> None:
    gone = erased("title", "body").removeprefix("erased:\n")

    def write(change: PullRequest) -> None:
        change.write(LIGHTS, edited(BODY, ("kind: measure\n", f"kind: measure\nerased:\n{gone}")))

    change.on_main(write)
    change.write(LIGHTS, edited(("kind: measure\n", f"kind: measure\nerased:\n{gone}")))
    assert len(change.problems()) == 1
    change.write(LIGHTS, edited(("kind: measure\n", f"kind: measure\nerased:\n{gone}{gone}")))
    check_nothing_is_told(change)


def test_no_text_is_asked_to_repeat_a_name_that_is_erased_among_other_changes(change: PullRequest) -> None:
    """The party that the person signed for was wrong as well, and that is corrected."""
    change.on_main(lambda change: change.replace(PROMISES, "name: Namn Namnsson", f"name: {MARKER}"))
    change.replace(PROMISES, f"name: {MARKER}", "name: En tjänsteperson")
    change.replace(PROMISES, "          party: kommunen", "          party: polisen")
    gone = "erased: [{date: 2024-06-01, fields: [signing], reason: protected-identity}]"
    change.replace(PROMISES, "cadence: quarterly\n", f"cadence: quarterly\n    {gone}\n")
    news = "content/2024/nyheter/2024-05-30-part.md"
    head = "---\ntitle: Fel part\nkind: correction\ncorrects: '2024'\npublished: 2024-05-30\nsummary: "
    change.write(news, f"{head}Vi rättar ett fel.\n---\n")
    (told,) = change.problems()
    assert told.endswith(" – skriv ”Provkommun” och ”Polisen” i den texten")
    assert MARKER not in told
    change.write(news, f"{head}Det var för Polisen, inte för Provkommun.\n---\n")
    assert change.problems() == []


def test_a_signature_that_is_taken_away_is_to_be_replaced_by_other_words(change: PullRequest) -> None:
    signature = f"        - name: {MARKER}\n          role: chef\n          party: polisen\n"
    change.on_main(lambda change: change.replace(PROMISES, "      by:\n", f"      by:\n{signature}"))
    change.replace(PROMISES, signature, "")
    gone = "erased: [{date: 2024-06-01, fields: [signing], reason: protected-identity}]"
    change.replace(PROMISES, "cadence: quarterly\n", f"cadence: quarterly\n    {gone}\n")
    (told,) = change.problems()
    assert "här är mer ändrat än de ord som lagen vill ha bort" in told
    assert (
        "Skriv andra ord där uppgiften stod, till exempel ”en tjänsteperson” i stället för ett namn" in told
    )
    assert MARKER not in told


# --- the pieces of Ord för ord ----------------------------------------------------------------------------

THIRD = ("Vi sätter upp lampor.", f"{MARKER} sätter upp lampor.")


def test_a_word_of_one_signed_piece_can_be_erased(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(WORDS, *THIRD))
    change.replace(WORDS, THIRD[1], "En person sätter upp lampor.")
    change.replace(WORDS, "wording: signed\n", f"wording: signed\n{erased('body')}")
    check_nothing_is_told(change, WORDS)


def test_an_erasure_of_one_piece_excuses_no_other(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(WORDS, *THIRD))
    change.replace(WORDS, THIRD[1], "En person sätter upp lampor.")
    change.replace(WORDS, "ska bli lugnare", "ska inte bli lugnare")
    change.replace(WORDS, "wording: signed\n", f"wording: signed\n{erased('body')}")
    told = change.problems()
    assert [problem.split(" – ")[0].split(": ", 1)[1] for problem in told] == [
        f'flera punkter i Ord för ord är ändrade (punkt {number} i Ord för ord), men under erased står bara body. Skriv i stället numren på de punkter där uppgiften stod, till exempel "fields: [{number}]", och ändra tillbaka de andra'
        for number in (2, 3)
    ]
    assert MARKER not in "".join(told)
    change.replace(WORDS, "fields: [body]", "fields: [3]")
    (left,) = change.problems()
    assert (
        "punkt 2 i Ord för ord (texten: Trafiken ska bli lugnare. → Trafiken ska inte bli lugnare.)" in left
    )
    change.replace(WORDS, "ska inte bli lugnare", "ska bli lugnare")
    check_nothing_is_told(change, WORDS)


def test_the_pull_request_is_not_told_of_a_piece_that_is_erased_by_its_number(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(WORDS, *THIRD))
    change.replace(WORDS, THIRD[1], "En person sätter upp lampor.")
    change.replace(WORDS, "wording: signed\n", f"wording: signed\n{erased('3')}")
    check_nothing_is_told(change, WORDS)
    assert MARKER.lower() not in change.changes().lower()


def test_a_piece_in_our_own_words_is_erased_by_its_number_and_no_other_with_it(change: PullRequest) -> None:
    def write(change: PullRequest) -> None:
        change.replace(WORDS, *THIRD)
        change.replace(WORDS, "wording: signed", "wording: own")

    change.on_main(write)
    change.replace(WORDS, THIRD[1], "En person sätter upp lampor.")
    change.replace(WORDS, "wording: own\n", f"wording: own\n{erased('3')}")
    check_nothing_is_told(change, WORDS)
    change.replace(WORDS, "ska bli lugnare", "ska inte bli lugnare")
    (told,) = change.problems()
    assert "sidan är publicerad och får andra ord (texten)" in told


def test_a_piece_that_is_not_there_cannot_be_erased(change: PullRequest) -> None:
    change.replace(WORDS, "wording: signed\n", f"wording: signed\n{erased('99')}")
    (told,) = [str(problem) for problem in inspect(change.root, TODAY).problems if problem.path == WORDS]
    assert 'fältet "99" finns inte här' in told
    assert told.endswith(", och punkternas nummer")


# --- what is known by its id ------------------------------------------------------------------------------


def swap(change: PullRequest, old: str, new: str) -> None:
    """Puts one id in the place of another wherever it is one, in file names too."""
    referred = re.compile(rf"(?:(?<=id: )|(?<=measure: )|(?<=promise: )|(?<=[\[/(,]))({old})(?=[],./\n])")
    for file in [*change.root.rglob("*.md"), change.root / PROMISES]:
        file.write_text(referred.sub(new, file.read_text(encoding="utf-8")), encoding="utf-8")
        if file.stem == old:
            file.rename(file.with_name(f"{new}.md"))


IDS = {
    "contact": ("vaxeln", "  - id: vaxeln\n", 4),
    "party": ("polisen", "  - id: polisen\n", 4),
    "place": ("torget", "  - id: torget\n", 4),
    "term": ("est", "  - id: est\n", 4),
    "promise": ("trafik", "      - id: trafik\n", 8),
    "focus area": ("centrum", "      - id: centrum\n", 8),
}


@pytest.mark.parametrize(("name", "beside", "indent"), IDS.values(), ids=IDS)
def test_an_id_gives_way_wherever_it_stands(change: PullRequest, name: str, beside: str, indent: int) -> None:
    bad = MARKER.lower()
    change.on_main(lambda change: swap(change, name, bad))
    swap(change, bad, name)
    gone = "erased: [{date: 2024-06-01, fields: [id], reason: personal-data}]"
    change.replace(PROMISES, beside, f"{beside}{' ' * indent}{gone}\n")
    check_nothing_is_told(change, PROMISES)
    assert bad not in change.changes()


def test_the_file_name_of_a_measure_gives_way_where_texts_report_on_it(change: PullRequest) -> None:
    bad = MARKER.lower()
    change.on_main(lambda change: swap(change, "belysning", bad))
    swap(change, bad, "belysning")
    change.replace(MEASURE, "promise: trafik\n", f"promise: trafik\n{erased('id')}")
    check_nothing_is_told(change, MEASURE)
    assert bad not in change.changes()


def test_the_file_name_of_a_text_gives_way_where_others_link_to_it_and_correct_it(
    change: PullRequest,
) -> None:
    bad, news = Path(NAMED).stem, "content/2024/nyheter/2024-05-20-ratt.md"

    def write(change: PullRequest) -> None:
        change.write(
            news,
            f"---\ntitle: Fel\nsummary: Det blev fel.\nkind: correction\ncorrects: 2024/nyheter/{bad}\npublished: 2024-05-20\n---\nVi skrev [fel]({bad}.md).\n",
        )
        change.move(LIGHTS, NAMED)

    change.on_main(write)
    swap(change, bad, "2024-03-01-lampor")
    change.replace(LIGHTS, "kind: measure\n", f"kind: measure\n{erased('id')}")
    check_nothing_is_told(change)
    assert bad not in change.changes()
    assert "En adress som själv höll det som lagen vill ha bort" in change.changes()


def test_the_name_of_a_file_that_an_erased_body_links_to_is_not_told(change: PullRequest) -> None:
    file = change.root / f"content/2024/nyheter/{MARKER.lower()}.pdf"

    def write(change: PullRequest) -> None:
        file.write_bytes(b"%PDF-1.7")
        change.write(LIGHTS, edited(("Lamporna lyser.", f"[Brevet]({MARKER.lower()}.pdf) lyser.")))

    change.on_main(write)
    file.unlink()
    change.write(LIGHTS, edited(("kind: measure\n", f"kind: measure\n{erased('body')}")))
    check_nothing_is_told(change)
    assert MARKER.lower() not in change.changes()


# --- what the pull request is told ----------------------------------------------------------------------


@pytest.mark.parametrize(("name", "edit"), CASES.values(), ids=CASES)
def test_what_is_erased_is_not_told_in_the_pull_request(
    change: PullRequest, name: str, edit: tuple[str, str]
) -> None:
    change.on_main(lambda change: change.write(LIGHTS, edited(edit)))
    change.write(LIGHTS, edited(("kind: measure\n", f"kind: measure\n{erased(name)}")))
    told = change.changes()
    assert MARKER.lower() not in told.lower()
    assert "borttaget enligt lag" in told


def test_an_erased_alt_text_is_not_told_in_the_pull_request(change: PullRequest) -> None:
    def show(change: PullRequest) -> None:
        photograph(change, "lampa")
        change.write(LIGHTS, edited(ALT))

    change.on_main(show)
    change.write(LIGHTS, edited(CLEAN_PICTURE, ("kind: measure\n", f"kind: measure\n{erased('pictures')}")))
    assert MARKER.lower() not in change.changes().lower()


def test_the_name_of_an_erased_picture_is_not_told_in_the_pull_request(change: PullRequest) -> None:
    def show(change: PullRequest) -> None:
        photograph(change, MARKER.lower())
        change.write(LIGHTS, edited(FILE))

    change.on_main(show)
    (change.root / PICTURE.format(name=MARKER.lower())).unlink()
    change.write(LIGHTS, edited(("kind: measure\n", f"kind: measure\n{erased('pictures')}")))
    told = change.changes()
    assert MARKER.lower() not in told.lower()
    assert "bilder: en uppgift är borttagen enligt lag" in told


def test_an_erased_name_of_a_file_is_not_told_in_the_pull_request(change: PullRequest) -> None:
    erase_a_file_name(change)
    assert MARKER.lower() not in change.changes().lower()


def test_an_erased_signature_is_not_told_in_the_pull_request(change: PullRequest) -> None:
    change.on_main(lambda change: change.replace(PROMISES, "name: Namn Namnsson", f"name: {MARKER}"))
    change.replace(PROMISES, f"name: {MARKER}", "name: En tjänsteperson")
    gone = "erased: [{date: 2024-06-01, fields: [signing], reason: protected-identity}]"
    change.replace(PROMISES, "cadence: quarterly\n", f"cadence: quarterly\n    {gone}\n")
    assert MARKER.lower() not in change.changes().lower()
