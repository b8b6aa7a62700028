# ruff: noqa: E501 - each message stands whole, so that it can be searched for
"""What was published stays where it is and as it was; names and addresses lead on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from loften.comparing.earlier import earlier
from loften.comparing.permanence import check_permanence
from loften.comparing.repository import Repository
from loften.deriving.published import published
from loften.inspection import inspect
from loften.reading.load import load
from loften.writing.redirects import redirects
from pull_requests import (
    FILES,
    FOLLOW_UP,
    LIGHTS,
    MEASURE,
    TODAY,
    PullRequest,
    commit,
    git,
    publish,
    repository,
)

PROMISES = "promises.yaml"
HELD_BACK = "content/2024/nyheter/2024-09-01-host.md"
OWN = Path(__file__).parents[1]


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    return repository(tmp_path)


# --- what may change freely ----------------------------------------------------------------------------


def test_nothing_changed_is_no_problem(change: PullRequest) -> None:
    assert change.problems() == []


@pytest.mark.parametrize("root", [OWN, OWN / "examples" / "exempelkommun"], ids=["koping", "example"])
@pytest.mark.parametrize("day", [dt.date(2023, 1, 1), dt.date(2035, 1, 1)])
def test_content_held_against_itself_gives_no_problem(root: Path, day: dt.date) -> None:
    site = load(root)
    assert list(check_permanence(site, site, day)) == []


def test_texts_titles_and_summaries_may_be_improved_with_a_line_that_says_so(change: PullRequest) -> None:
    line = 'changes: [{date: 2024-06-01, what: "Texten säger mer om lamporna."}]'
    change.replace(
        PROMISES,
        "summary: Lugnare trafik i hela kommunen.",
        f"summary: Vi lugnar trafiken.\n        {line}",
    )
    change.replace(MEASURE, "summary: Nya lampor på torget.", f"summary: Tolv nya lampor.\n{line}")
    change.replace(LIGHTS, "title: De första lamporna är uppe", f"title: Nu lyser det\n{line}")
    change.replace(LIGHTS, "Lamporna lyser.", "Alla sex lampor lyser.")
    change.replace(LIGHTS, "by: Provkommun", "by: Provkommuns tekniska kontor")
    change.replace(
        FOLLOW_UP,
        "reason: Lamporna är på väg.\n",
        f"reason: De flesta lamporna är på väg.\n{line}\n",
    )
    assert change.problems() == []


def test_measures_may_be_added(change: PullRequest) -> None:
    change.write("content/2024/atgarder/ny.md", FILES[MEASURE])
    assert change.problems() == []


def test_a_measure_that_nobody_signed_may_change(change: PullRequest) -> None:
    path = "content/2024/atgarder/vandring.md"
    change.replace(path, "responsible: [polisen]", "responsible: [kommunen, polisen]\nend: 2024-08-01")
    assert change.problems() == []


def test_a_text_that_is_held_back_may_be_moved_rewritten_and_removed(change: PullRequest) -> None:
    change.replace(HELD_BACK, "published: 2024-09-01", "published: 2024-10-01")
    change.replace(HELD_BACK, "kind: information", "kind: dialogue")
    assert change.problems() == []
    change.delete(HELD_BACK)
    assert change.problems() == []


def test_a_text_is_guarded_from_the_day_of_its_publication(change: PullRequest) -> None:
    change.replace(HELD_BACK, "kind: information", "kind: dialogue")
    assert change.problems(dt.date(2024, 8, 31)) == []
    assert change.problems(dt.date(2024, 9, 1)) == [
        'content/2024/nyheter/2024-09-01-host.md:4:7: det här är redan publicerat och skrivs inte om – slag: information → dialog. Ändra tillbaka och publicera en rättelse: en ny fil i content/2024/nyheter/ med "kind: correction" och "corrects: 2024/nyheter/2024-09-01-host"'
    ]


# --- addresses -----------------------------------------------------------------------------------------


def test_a_deleted_text_is_told_how_its_address_is_kept(change: PullRequest) -> None:
    change.delete(LIGHTS)
    assert change.problems() == [
        'content/2024/nyheter/2024-03-01-lampor.md:1:1: filen är borta, men sidan /2024/nyheter/2024-03-01-lampor/ är publicerad och adressen ska finnas kvar. Återställ filen. Har texten flyttat: skriv "former_addresses: [2024/nyheter/2024-03-01-lampor]" i den nya filen. Gäller den inte längre: återställ filen och dra tillbaka texten med withdrawn (date och reason)'
    ]


def test_a_renamed_text_is_offered_the_line_that_keeps_its_address(change: PullRequest) -> None:
    new = "content/2024/nyheter/2024-03-01-nya-lampor.md"
    change.move(LIGHTS, new)
    assert change.problems() == [
        'content/2024/nyheter/2024-03-01-nya-lampor.md:2:8: sidan /2024/nyheter/2024-03-01-lampor/ är publicerad och får inte försvinna – menade du att flytta den till /2024/nyheter/2024-03-01-nya-lampor/? Skriv då "former_addresses: [2024/nyheter/2024-03-01-lampor]" här'
    ]
    change.replace(new, "kind: measure", "kind: measure\nformer_addresses: [2024/nyheter/2024-03-01-lampor]")
    assert change.problems() == []


def test_a_text_that_was_renamed_and_improved_is_recognised(change: PullRequest) -> None:
    change.delete(MEASURE)
    change.write("content/2024/atgarder/lampor.md", FILES[MEASURE].replace("Ny belysning", "Belysning"))
    change.replace(LIGHTS, "measure: belysning", "measure: lampor")
    assert change.problems()[0] == (
        'content/2024/atgarder/lampor.md:2:8: sidan /2024/atgarder/belysning/ är publicerad och får inte försvinna – menade du att flytta den till /2024/atgarder/lampor/? Skriv då "former_addresses: [2024/atgarder/belysning]" här'
    )


def test_a_renamed_measure_may_be_named_by_its_new_id_in_published_texts(change: PullRequest) -> None:
    new = "content/2024/atgarder/lampor.md"
    change.move(MEASURE, new)
    change.replace(new, "promise: trafik", "promise: trafik\nformer_addresses: [2024/atgarder/belysning]")
    change.replace(LIGHTS, "measure: belysning", "measure: lampor")
    assert change.problems() == []


def test_a_withdrawn_text_keeps_its_address_and_is_no_problem(change: PullRequest) -> None:
    change.replace(
        LIGHTS, "kind: measure", "kind: measure\nwithdrawn:\n  date: 2024-05-30\n  reason: Fel torg."
    )
    assert change.problems() == []


def test_a_hand_written_page_keeps_its_address(change: PullRequest) -> None:
    change.delete("content/kontakt.md")
    assert change.problems() == [
        'content/kontakt.md:1:1: filen är borta, men sidan /kontakt/ är publicerad och adressen ska finnas kvar. Återställ filen. Har texten flyttat: skriv "former_addresses: [kontakt]" i den nya filen. Gäller den inte längre: återställ filen och dra tillbaka texten med withdrawn (date och reason)'
    ]


def test_the_introduction_of_a_generated_page_may_go_because_the_page_stays(change: PullRequest) -> None:
    change.delete("content/2024/index.md")
    assert change.problems() == []


def test_a_renamed_promise_is_offered_the_line_that_keeps_its_address(change: PullRequest) -> None:
    change.replace(PROMISES, "id: narvaro", "id: synlighet")
    change.replace("content/2024/atgarder/vandring.md", "promise: narvaro", "promise: synlighet")
    assert change.problems()[1:] == [
        'promises.yaml:45:13: sidan /2024/loften/narvaro/ är publicerad och får inte försvinna – menade du att flytta den till /2024/loften/synlighet/? Skriv då "former_addresses: [2024/loften/narvaro]" här'
    ]
    change.replace(
        PROMISES, "id: synlighet", "id: synlighet\n        former_addresses: [2024/loften/narvaro]"
    )
    assert change.problems() == []


def test_a_party_keeps_its_id_because_it_has_a_page(change: PullRequest) -> None:
    text = FILES[PROMISES].replace("polisen", "polismyndigheten")
    change.write(PROMISES, text)
    change.replace("content/2024/atgarder/vandring.md", "[polisen]", "[polismyndigheten]")
    assert (
        'promises.yaml:8:1: parten "polisen" är borta, men sidan /2024/parter/polisen/ är publicerad och adressen ska finnas kvar – återställ samma id; namnet (name) får ändras'
        in change.problems()
    )


def test_a_place_that_no_text_names_any_longer_is_a_warning(change: PullRequest) -> None:
    change.replace(PROMISES, "        places: [torget]\n", "")
    change.replace(MEASURE, "places: [torget]\n", "")
    assert change.problems() == [
        'promises.yaml:15:1: varning: sidan /platser/torget/ försvinner, för ingen text nämner platsen "torget" längre – kontrollera att det är meningen'
    ]


# --- feed ids ------------------------------------------------------------------------------------------


def moved_once(change: PullRequest) -> str:
    """Moves the lights' update on `main` already, and returns its path."""
    path = "content/2024/nyheter/2024-03-01-nya-lampor.md"
    git(change.root, "checkout", "--quiet", "main")
    change.move(LIGHTS, path)
    change.replace(path, "kind: measure", "kind: measure\nformer_addresses: [2024/nyheter/2024-03-01-lampor]")
    commit(change.root)
    git(change.root, "checkout", "--quiet", "-B", "andring")
    return path


def test_former_addresses_are_not_removed(change: PullRequest) -> None:
    path = moved_once(change)
    change.replace(path, "former_addresses: [2024/nyheter/2024-03-01-lampor]\n", "")
    assert (
        "content/2024/nyheter/2024-03-01-nya-lampor.md:2:1: former_addresses ska börja med [2024/nyheter/2024-03-01-lampor], för den första adressen ger posten i flödet dess id – skriv tillbaka adresserna i den ordningen och nya sist"
        in change.problems()
    )


def test_former_addresses_are_not_reordered_and_new_ones_stand_last(change: PullRequest) -> None:
    path = moved_once(change)
    old = "[2024/nyheter/2024-03-01-lampor]"
    change.replace(path, old, "[2024/nyheter/2024-03-01-ljus, 2024/nyheter/2024-03-01-lampor]")
    assert change.problems() == [
        "content/2024/nyheter/2024-03-01-nya-lampor.md:5:19: former_addresses ska börja med [2024/nyheter/2024-03-01-lampor], för den första adressen ger posten i flödet dess id – skriv tillbaka adresserna i den ordningen och nya sist"
    ]
    change.replace(
        path, "[2024/nyheter/2024-03-01-ljus, 2024/nyheter/2024-03-01-lampor]", old[:-1] + ", 2024/x]"
    )
    assert change.problems() == []


def test_a_former_address_that_a_published_text_never_had_would_give_it_a_new_feed_id(
    change: PullRequest,
) -> None:
    change.replace(
        LIGHTS, "kind: measure", "kind: measure\nformer_addresses: [2024/nyheter/2024-02-01-annat]"
    )
    assert change.problems() == [
        "content/2024/nyheter/2024-03-01-lampor.md:5:19: med former_addresses får posten i flödet ett nytt id, för sidan publicerades först på /2024/nyheter/2024-03-01-lampor/ – ta bort raden"
    ]


def test_two_published_texts_are_not_merged_into_one(change: PullRequest) -> None:
    change.delete("content/2024/atgarder/vandring.md")
    change.replace(MEASURE, "promise: trafik", "promise: trafik\nformer_addresses: [2024/atgarder/vandring]")
    assert change.problems() == [
        "content/2024/atgarder/belysning.md:6:19: /2024/atgarder/vandring/ har en egen post i flödet och kan inte gå upp i en annan text – återställ content/2024/atgarder/vandring.md och dra tillbaka texten med withdrawn (date och reason)",
        "content/2024/atgarder/belysning.md:6:19: med former_addresses får posten i flödet ett nytt id, för sidan publicerades först på /2024/atgarder/belysning/ – ta bort raden",
    ]


def test_two_published_texts_do_not_become_a_new_one(change: PullRequest) -> None:
    for path in (MEASURE, "content/2024/atgarder/vandring.md"):
        change.delete(path)
    former = "former_addresses: [2024/atgarder/belysning, 2024/atgarder/vandring]"
    text = FILES[MEASURE].replace("promise: trafik", f"promise: trafik\n{former}")
    change.write("content/2024/atgarder/bada.md", text)
    change.replace(LIGHTS, "measure: belysning", "measure: bada")
    assert (
        "content/2024/atgarder/bada.md:6:19: /2024/atgarder/vandring/ har en egen post i flödet och kan inte gå upp i en annan text – återställ content/2024/atgarder/vandring.md och dra tillbaka texten med withdrawn (date och reason)"
        in change.problems()
    )


def test_the_authority_of_feed_ids_does_not_change(change: PullRequest) -> None:
    change.replace("mkdocs.yml", "prov.test,2024", "prov.test,2025")
    assert change.problems() == [
        'mkdocs.yml:4:18: extra.tag_authority är ändrad från "prov.test,2024" till "prov.test,2025" – ändra tillbaka, annars får varje post i flödet ett nytt id och alla som prenumererar får allting en gång till'
    ]


def test_the_address_of_the_whole_site_is_left_only_with_a_warning(change: PullRequest) -> None:
    change.replace("mkdocs.yml", "https://prov.test/loften/", "https://www.prov.test/")
    assert change.problems() == [
        "mkdocs.yml:2:11: varning: webbplatsen är publicerad på https://prov.test/loften/ men site_url är nu https://www.prov.test/ – ändra tillbaka. Flyttar webbplatsen: led varje sida på https://prov.test/loften/ vidare till samma sida på https://www.prov.test/, även flödet"
    ]


# --- agreements ----------------------------------------------------------------------------------------


def test_an_agreement_under_another_id_is_told_once_and_can_be_mended(change: PullRequest) -> None:
    change.replace(PROMISES, 'id: "2024"', 'id: "2025"')
    change.move("content/2024", "content/2025")
    assert change.problems() == [
        "promises.yaml:19:9: medborgarlöftet \"2024\" är borta, men sidan /2024/ och alla sidor under den är publicerade och adresserna ska finnas kvar. Skriv tillbaka id '2024' och låt mappen heta content/2024/. Gäller löftet längre: ändra period och berätta det i ett ändrat löfte"
    ]
    change.replace(PROMISES, 'id: "2025"', "id: '2024'")
    change.move("content/2025", "content/2024")
    assert change.problems() == []


def test_an_agreement_that_another_has_replaced_is_told_once_and_can_be_mended(change: PullRequest) -> None:
    change.replace(PROMISES, 'id: "2024"\n    title: Medborgarlöfte 2024', 'id: "2025"\n    title: Nya tag')
    change.replace(PROMISES, "summary: Ett löfte.", "summary: Helt andra ord om något annat.")
    change.move("content/2024", "content/2025")
    assert change.problems() == [
        'promises.yaml:18:1: medborgarlöftet "2024" är borta, men sidan /2024/ och alla sidor under den är publicerade och adresserna ska finnas kvar – återställ det under agreements med samma id, och mappen content/2024/'
    ]
    before = FILES[PROMISES].partition("agreements:\n")[2].partition("glossary:\n")[0]
    change.replace(PROMISES, "agreements:\n", f"agreements:\n{before}")
    for path, text in FILES.items():
        if path.startswith("content/2024/"):
            change.write(path, text)
    change.replace("content/2025/nyheter/2024-03-01-lampor.md", " 09:00", "")
    assert {problem.partition("varning: ")[2].partition(" – ")[0] for problem in change.problems()} == {
        "published saknas i ett nytt löfte",
        "texten är ny, men published 2024-02-01 har redan varit",
        "texten är ny, men published 2024-03-01 har redan varit",
        "texten är ny, men published 2024-04-20 har redan varit",
    }


# --- names ---------------------------------------------------------------------------------------------

RENAMED = 'promises.yaml:10:11: parten hette "Polisen" när löftet undertecknades, och det ska stå kvar på dess sidor – lägg till: former_names: [{name: "Polisen", until: 2024-05-31}] – med den sista dag som namnet gällde. Stod fel namn redan då: skriv en rättelse av löftet som säger båda namnen'


def test_the_name_of_a_party_changes_with_its_former_name(change: PullRequest) -> None:
    change.replace(PROMISES, "    name: Polisen\n", "    name: Polismyndigheten\n")
    assert change.problems()[0] == RENAMED
    line = 'former_names: [{name: "Polisen", until: 2024-05-31}]'
    assert line in RENAMED
    change.replace(PROMISES, "    name: Polismyndigheten\n", f"    name: Polismyndigheten\n    {line}\n")
    assert change.problems() == []


@pytest.mark.parametrize(
    "line",
    [
        'changes: [{date: 2024-06-01, what: "Webbadressen är ny."}]',
        "erased: [{date: 2024-06-01, fields: [text], reason: personal-data}]",
    ],
)
def test_a_line_about_something_else_does_not_tell_of_a_new_name(change: PullRequest, line: str) -> None:
    change.replace(PROMISES, "    name: Polisen\n", f"    name: Polismyndigheten\n    {line}\n")
    assert RENAMED in change.problems()


def test_a_name_with_a_wrong_letter_is_mended_with_a_line(change: PullRequest) -> None:
    change.replace(PROMISES, "    name: Polisen\n", "    name: Pollisen\n")
    line = 'changes: [{date: 2024-06-01, what: "Namnet är rättstavat."}]'
    assert f"Var det felstavat, lägg till: {line}" in change.problems()[0]
    change.replace(PROMISES, "    name: Pollisen\n", f"    name: Pollisen\n    {line}\n")
    assert change.problems() == []


def test_a_wrong_name_is_mended_with_a_correction_of_the_agreement_that_says_both(
    change: PullRequest,
) -> None:
    change.replace(PROMISES, "    name: Polisen\n", "    name: Tullen\n")
    news = "content/2024/nyheter/2024-05-30-fel.md"
    head = "---\ntitle: Fel part\nkind: correction\ncorrects: '2024'\npublished: 2024-05-30\nsummary: "
    change.write(news, f"{head}Parten är Tullen.\n---\n")
    assert any("när löftet undertecknades" in problem for problem in change.problems())
    change.write(news, f"{head}Parten är Tullen, inte Polisen.\n---\n")
    assert [problem for problem in change.problems() if "varning: " not in problem] == []


def test_to_names_and_lines_that_are_there_the_message_adds_the_next(change: PullRequest) -> None:
    """The list of names is written between brackets on several lines, that of changes in a block."""
    listed = (
        "    former_names: [\n      {name: Länsmannen, until: 2010-12-31},\n    ]\n"
        "    changes:\n      - date: 2024-05-20\n        what: Texten nämner länet.\n"
    )
    change.on_main(
        lambda change: change.replace(PROMISES, "    name: Polisen\n", f"    name: Polisen\n{listed}")
    )
    change.replace(PROMISES, "    name: Polisen\n", "    name: Pollisen\n")
    told = change.problems()[0]
    former = '{name: "Polisen", until: 2024-05-31}'
    line = '- {date: 2024-06-01, what: "Namnet är rättstavat."}'
    assert f"– lägg till sist i listan former_names, efter ett kommatecken: {former} – med" in told
    assert told.endswith(f"Var det felstavat, lägg till sist under changes: {line}")
    change.replace(PROMISES, "2010-12-31},\n", "2010-12-31},\n      " + former + "\n")
    assert change.problems() == []


def test_a_contact_that_is_gone_or_has_another_id_is_a_warning(change: PullRequest) -> None:
    change.replace(PROMISES, "  - id: vaxeln\n", "  - id: centralen\n")
    assert change.problems() == [
        'promises.yaml:4:1: varning: kontakten "vaxeln" är borta, men /kontakt/ är publicerad med den – kontrollera att det är meningen. Har den fått ett nytt id: skriv tillbaka "id: vaxeln", namnet (name) får ändras'
    ]


def test_the_day_and_the_reason_of_a_withdrawal_stay_or_change_openly(change: PullRequest) -> None:
    gone = "withdrawn: {date: 2024-05-20, reason: Det blev fel.}\n"
    change.on_main(lambda change: change.replace(LIGHTS, "source:\n", f"{gone}source:\n"))
    change.replace(LIGHTS, "2024-05-20", "2024-05-31")
    change.replace(LIGHTS, "Det blev fel.", "Det var rätt.")
    assert change.problems() == [
        f'{LIGHTS}:6:12: nyheten är publicerad och får andra ord (tillbakadragen), men ingen rad under changes säger det – lägg till: changes: [{{date: 2024-06-01, what: "Ändrat: tillbakadragen."}}]',
        f'{LIGHTS}:6:19: texten drogs tillbaka 2024-05-20, och det är publicerat – skriv tillbaka "date: 2024-05-20"',
    ]


def test_the_day_when_an_agreement_was_first_shown_here_is_written_once(change: PullRequest) -> None:
    line = "    published: 2024-01-05\n"
    change.replace(PROMISES, "    cadence: quarterly\n", f"    cadence: quarterly\n{line}")
    assert change.problems() == []
    change.on_main(lambda change: None)
    mended = 'löftet visades här första gången 2024-01-05, och den dagen är publicerad – skriv tillbaka "published: 2024-01-05"'
    change.replace(PROMISES, "2024-01-05", "2024-05-05")
    assert change.problems() == [f"promises.yaml:34:16: {mended}"]
    change.replace(PROMISES, line.replace("01-05", "05-05"), "")
    assert [problem.split(": ", 1)[1] for problem in change.problems()] == [mended]


def test_a_former_name_that_is_gone_is_told_once_with_what_mends_it(change: PullRequest) -> None:
    former = '    former_names: [{name: "Länsmannen", until: 2023-12-31}]\n'
    change.on_main(
        lambda change: change.replace(PROMISES, "    name: Polisen\n", f"    name: Polisen\n{former}")
    )
    change.replace(PROMISES, former, "")
    (told,) = change.problems()
    assert "en rad under former_names som är publicerad är borttagen eller omskriven" in told


def test_a_place_that_no_signed_agreement_names_is_renamed_with_a_line(change: PullRequest) -> None:
    change.on_main(
        lambda change: change.replace(PROMISES, "places:\n", "places:\n  - id: kajen\n    name: Kajen\n")
    )
    change.replace(PROMISES, "    name: Kajen\n", "    name: Hamnen\n")
    (told,) = change.problems()
    assert "varning: platsen är publicerad och får andra ord (namn)" in told


def test_a_page_moves_back_to_where_it_was_and_keeps_its_place_in_the_feed(change: PullRequest) -> None:
    """Its first address gives the feed item its id, so that it stays the first of the former ones."""
    there = "content/2024/nyheter/2024-03-01-ljus.md"
    names = "2024/nyheter/2024-03-01-lampor"

    def move(change: PullRequest) -> None:
        change.move(LIGHTS, there)
        change.replace(there, "kind: measure\n", f"kind: measure\nformer_addresses: [{names}]\n")

    change.on_main(move)
    change.move(there, LIGHTS)
    change.replace(LIGHTS, f"[{names}]", f"[{names}, 2024/nyheter/2024-03-01-ljus]")
    assert change.problems() == []
    found = [problem for problem in inspect(change.root, TODAY).problems if problem.path == LIGHTS]
    assert found == []
    written = dict(redirects(published(load(change.root), TODAY)))
    assert list(written) == ["2024/nyheter/2024-03-01-ljus/index.html"]


def test_a_former_name_that_held_until_before_the_signing_does_not_tell_of_it(change: PullRequest) -> None:
    former = '    former_names: [{name: "Polisen", until: 2023-12-13}]\n'
    change.replace(PROMISES, "    name: Polisen\n", f"    name: Polismyndigheten\n{former}")
    told = change.problems()[0]
    assert 'parten hette "Polisen" när löftet undertecknades' in told
    assert 'lägg till sist i listan former_names, efter ett kommatecken: {name: "Polisen", until' in told


def test_a_word_of_the_glossary_that_is_gone_is_a_warning(change: PullRequest) -> None:
    change.replace(PROMISES, "  - id: est\n", "  - id: embrace\n")
    assert change.problems() == [
        'promises.yaml:48:1: varning: ordet "est" är borta ur ordlistan, men /ordlista/#est är publicerad – skriv tillbaka ordet med "id: est". Har det fått ett nytt id: behåll det gamla'
    ]


# --- what was published --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new", "place", "words"),
    [
        (LIGHTS, "status: ongoing", "status: done", "10:13", 'åtgärden "belysning", status: pågår → genomförd'),
        (LIGHTS, "      count: 6", "      count: 8", "12:7", 'åtgärden "belysning", utfall: 6 lampor, 1 januari–29 februari 2024 → 8 lampor, 1 januari–29 februari 2024'),
        (LIGHTS, "kind: measure", "kind: measure\ndate: 2024-02-28", "5:7", "dag: (tomt) → 28 februari 2024"),
        (LIGHTS, "measures:\n  - measure: belysning\n    status: ongoing\n", "measures:\n  - measure: belysning\n", "9:5", 'åtgärden "belysning", status: pågår → (tomt)'),
        (FOLLOW_UP, "assessment: on-track", "assessment: kept", "10:17", 'löftet "trafik", bedömning: på god väg → hållet'),
        (FOLLOW_UP, "to: 2024-03-31", "to: 2024-04-15", "6:3", "gäller tiden: 1 januari–31 mars 2024 → 1 januari–15 april 2024"),
        (FOLLOW_UP, "assessments:\n  - promise: trafik", "assessments:\n  - promise: narvaro", "9:5", 'löftet "narvaro" läggs till'),
    ],
)  # fmt: skip
def test_what_was_reported_is_corrected_and_not_rewritten(
    change: PullRequest, path: str, old: str, new: str, place: str, words: str
) -> None:
    change.replace(path, old, new)
    start = f"{path}:{place}: det här är redan publicerat och skrivs inte om – {words}. "
    assert [problem for problem in change.problems() if problem.startswith(start)]


def test_the_message_says_which_file_corrects_and_what_it_names(change: PullRequest) -> None:
    change.replace(LIGHTS, "status: ongoing", "status: done")
    assert change.problems() == [
        'content/2024/nyheter/2024-03-01-lampor.md:10:13: det här är redan publicerat och skrivs inte om – åtgärden "belysning", status: pågår → genomförd. Ändra tillbaka och publicera en rättelse: en ny fil i content/2024/nyheter/ med "kind: correction" och "corrects: 2024/nyheter/2024-03-01-lampor"'
    ]


def test_a_forgotten_report_is_told_in_an_update_of_its_own(change: PullRequest) -> None:
    change.replace(LIGHTS, "measures:\n", "measures:\n  - measure: vandring\n    status: done\n")
    assert change.problems() == [
        'content/2024/nyheter/2024-03-01-lampor.md:9:5: det här är redan publicerat och skrivs inte om – åtgärden "vandring" läggs till. Ta bort det här och berätta i en ny fil i content/2024/nyheter/'
    ]


def test_a_report_is_not_removed(change: PullRequest) -> None:
    text = FILES[LIGHTS]
    change.write(LIGHTS, text[: text.index("measures:")] + "---\nLamporna lyser.\n")
    assert change.problems() == [
        'content/2024/nyheter/2024-03-01-lampor.md:2:1: det här är redan publicerat och skrivs inte om – åtgärden "belysning" tas bort. Ändra tillbaka och publicera en rättelse: en ny fil i content/2024/nyheter/ med "kind: correction" och "corrects: 2024/nyheter/2024-03-01-lampor"'
    ]


def test_the_days_of_a_followup_are_filled_in_but_not_rewritten(change: PullRequest) -> None:
    change.replace(FOLLOW_UP, "covers:", "met: 2024-04-10\ncovers:")
    assert change.problems() == []


def test_the_day_of_publication_of_a_public_text_stays(change: PullRequest) -> None:
    change.replace(LIGHTS, "published: 2024-03-01 09:00", "published: 2024-07-01")
    change.replace("content/2024/atgarder/vandring.md", "published: 2024-02-01", "published: 2024-02-02")
    assert change.problems() == [
        "content/2024/atgarder/vandring.md:4:12: åtgärden är redan publicerad, så dagen ligger fast – publiceras: 1 februari 2024 → 2 februari 2024. Ändra tillbaka",
        "content/2024/nyheter/2024-03-01-lampor.md:5:12: texten är redan publicerad, så dagen ligger fast – publiceras: 1 mars 2024 kl. 09.00 → 1 juli 2024. Ändra tillbaka. Blev dagen fel: skriv när det hände i date i en rättelse",
    ]


def test_a_withdrawn_text_stays_withdrawn(tmp_path: Path) -> None:
    change = repository(tmp_path)
    git(change.root, "checkout", "--quiet", "main")
    withdrawn = "\nwithdrawn:\n  date: 2024-05-30\n  reason: Fel torg."
    change.replace(LIGHTS, "kind: measure", f"kind: measure{withdrawn}")
    commit(change.root)
    git(change.root, "checkout", "--quiet", "-B", "andring")
    change.replace(LIGHTS, withdrawn, "")
    assert change.problems() == [
        "content/2024/nyheter/2024-03-01-lampor.md:2:1: texten är tillbakadragen och det är publicerat – skriv tillbaka withdrawn. Gäller uppgifterna ändå: publicera en ny text"
    ]


# --- texts that tell of changes ------------------------------------------------------------------------


def test_a_new_text_that_is_backdated_is_a_warning(change: PullRequest) -> None:
    text = FILES[HELD_BACK].replace("2024-09-01", "2024-05-28")
    change.write("content/2024/nyheter/2024-05-28-forr.md", text)
    assert change.problems() == [
        "content/2024/nyheter/2024-05-28-forr.md:5:12: varning: texten är ny, men published 2024-05-28 har redan varit – skriv dagens datum i published och den gamla dagen i date"
    ]
    assert change.problems(dt.date(2024, 5, 31)) == []


def test_a_withdrawal_waits_for_its_day(change: PullRequest) -> None:
    change.replace(
        LIGHTS, "kind: measure", "kind: measure\nwithdrawn:\n  date: 2024-06-02\n  reason: Fel torg."
    )
    told = "content/2024/nyheter/2024-03-01-lampor.md:6:9: date 2024-06-02 har inte varit än, men texten dras tillbaka så fort det här publiceras – skriv dagen då det här publiceras"
    assert told in [str(problem) for problem in inspect(change.root, dt.date(2024, 6, 1)).problems]
    assert told not in [str(problem) for problem in inspect(change.root, dt.date(2024, 6, 2)).problems]


def test_a_fixed_day_does_not_switch_the_guard_off(change: PullRequest) -> None:
    publish(change.root, "main")
    change.replace("mkdocs.yml", "extra:", "extra:\n  today: 2000-01-01")
    change.delete(LIGHTS)
    before = earlier(Repository(change.root), "main")
    told = [str(problem) for problem in inspect(change.root, dt.date(2024, 6, 1), before).problems]
    assert any(problem.startswith(f"{LIGHTS}:1:1: filen är borta") for problem in told)
