"""New texts start from templates that explain every field, are refused unfilled and load filled in."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from lxml import html
from lxml.html import HtmlElement

import samples
from built import EXAMPLE, KOPING, LIVE, BuiltSite, attributes
from loften.__main__ import main
from loften.catalogue.page_kinds import FOLDERS
from loften.deriving.published import published
from loften.editing.new_texts import (
    NEW_TEXTS,
    NewTextError,
    Start,
    create,
    path_of,
    start_follow_up,
    starts,
    template,
)
from loften.inspection import inspect
from loften.reading.layout import PLACEHOLDER
from loften.reading.load import load
from loften.records.agreements import Agreement
from loften.records.site import Site, public
from loften.writing.pages import Page, pages

TODAY = dt.date(2026, 11, 23)
REPOSITORY = "https://github.com/en-organisation-med-ett-langt-namn/webbplatsen-med-medborgarlofte"
NAMES = tuple(NEW_TEXTS)

SOURCE_BY = "Vem som uppger det, till exempel Polisen eller kommunens gatuenhet"
UPDATE = "content/2024/nyheter/2024-06-01-belysning.md"
UPDATE_TEXT = """---
title: Fler poliser i centrum
summary: Polisen syns oftare.
kind: measure
published: 2024-06-01
measures:
  - measure: narvaro-pa-platser
    status: ongoing
---
"""


def with_repository(site: Site, repository: str | None = REPOSITORY) -> Site:
    return replace(site, settings=replace(site.settings, repository=repository))


def frozen() -> tuple[Site, Agreement]:
    site = with_repository(load(KOPING))
    return site, site.agreement("2024")


def lines_of(name: str) -> list[str]:
    return template(NEW_TEXTS[name], *frozen(), TODAY).splitlines()


# --- the form on GitHub -------------------------------------------------------------------------------------


def every_start(site: Site) -> Iterator[Start]:
    for agreement in site.agreements:
        yield from starts(site, agreement, TODAY)


def crowded() -> Site:
    """A municipality with many long ids of everything that a template lists."""
    many = [f"{number:02}-ett-ganska-langt-id-som-nagon-har-hittat-pa" for number in range(60)]
    subjects = [{"id": name, "title": name, "summary": name} for name in many]
    agreement = {**samples.AGREEMENT, "promises": subjects, "focus_areas": subjects}
    said = [{"id": name, "text": name} for name in many]
    site = samples.site(
        *(samples.measure(name, promise=many[0]) for name in many),
        samples.update("2024-02-01-dialog", kind="dialogue", points=said),
        agreements=[agreement],
    )
    file = site.promises_file
    place, party = file.places[0], file.parties[0]
    crowd = file.model_copy(
        update={
            "places": tuple(place.model_copy(update={"id": name}) for name in many),
            "parties": (
                *file.parties,
                *(party.model_copy(update={"id": name, "part_of": "polisen"}) for name in many),
                *(party.model_copy(update={"id": f"{name}-x"}) for name in many),
            ),
        }
    )
    return replace(site, promises_file=crowd)


@pytest.mark.parametrize("site", [load(LIVE), load(KOPING), load(EXAMPLE), crowded()])
def test_every_address_of_a_button_stays_under_8000_bytes(site: Site) -> None:
    lengths = [len((start.link or "").encode()) for start in every_start(with_repository(site))]
    assert len(lengths) == 4 * len(site.agreements)
    assert 1000 < min(lengths) <= max(lengths) < 8000


@pytest.mark.parametrize("site", [load(LIVE), load(KOPING), load(EXAMPLE), crowded()])
def test_the_link_to_a_follow_up_of_a_period_stays_under_8000_bytes_too(site: Site) -> None:
    days = dt.date(2024, 1, 1), dt.date(2024, 3, 31)
    found = (start_follow_up(with_repository(site), agreement, *days) for agreement in site.agreements)
    assert [start for start in found if not 1000 < len((start.link or "").encode()) < 8000] == []


def test_a_button_opens_the_form_for_a_new_file_with_its_name_and_template_filled_in() -> None:
    site, agreement = frozen()
    for start in starts(site, agreement, TODAY):
        parts = urlsplit(start.link or "")
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{REPOSITORY}/new/main"
        assert parse_qs(parts.query) == {"filename": [start.path], "value": [start.template]}


def test_news_and_corrections_are_dated_and_lie_in_the_folder_of_news() -> None:
    assert [(start.label, start.path) for start in starts(*frozen(), TODAY)] == [
        ("Ny nyhet", "content/2024/nyheter/2026-11-23-skriv-namn-har.md"),
        ("Ny åtgärd", "content/2024/atgarder/skriv-namn-har.md"),
        ("Ny uppföljning", "content/2024/uppfoljning/skriv-namn-har.md"),
        ("Rättelse", "content/2024/nyheter/2026-11-23-skriv-namn-har.md"),
    ]


# --- the templates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_a_comment_that_says_what_it_is_and_whether_it_is_mandatory(name: str) -> None:
    lines = lines_of(name)
    begins = lines.index(next(line for line in lines if line.startswith("# Krävs.")))
    comment = ""
    for line in lines[begins:-1]:
        if explained := re.fullmatch(r"[# ]*# (?P<text>\S.*)", line):
            comment = f"{comment} {explained['text']}".strip()
            continue
        assert re.fullmatch(r"[# ]*(- )?[a-z_]+:.*", line), line
        assert re.match(r"(Krävs|Frivilligt)\. \S.+\.$", comment), line
        comment = ""


LATER = {"former_addresses", "withdrawn", "privacy_exceptions", "changes", "erased"}
"""Fields that say what became of a text."""


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_every_field_that_a_new_text_can_use(name: str) -> None:
    new = NEW_TEXTS[name]
    written = {line.lstrip("#").partition(":")[0] for line in lines_of(name) if re.match(r"#?[a-z_]+:", line)}
    fields = {
        info.alias or field for field, info in FOLDERS[new.folder].model_fields.items() if info.description
    }
    assert fields - written == LATER | new.left_out
    assert written <= fields


def test_a_comment_lists_the_values_with_their_swedish_meaning_and_the_ids_of_the_agreement() -> None:
    text = "\n".join(lines_of("atgard"))
    assert (
        "# Krävs. Id för det löfte som åtgärden hör till. Välj bland: fordjupad-samverkan,\n"
        "# platser-och-situationer, est.\n"
        "promise:\n"
    ) in text
    assert "at-least (minst), at-most\n#  # (högst), exactly (exakt).\n#  comparison:\n" in text


def test_responsible_offers_those_who_signed_and_their_units_and_participants_the_others() -> None:
    text = " ".join(line.lstrip("# ") for line in lines_of("atgard"))
    signed = "polisen, lpo-vastra-malardalen, kommunen, sakerhetsavdelningen, forvaltningarna."
    assert f"Den eller de parter som har lovat åtgärden. Välj bland: {signed}" in text
    assert "utan att ha lovat något. Välj bland: kbab, vme, arbetsgrupperna, lokala-bra, lansbra." in text


def test_a_long_list_of_ids_is_cut_short() -> None:
    site = crowded()
    text = template(NEW_TEXTS["atgard"], site, site.agreements[0], TODAY)
    listed = re.findall(r"[0-9]{2}-ett-ganska-langt-id-som-nagon-har-hittat-pa", text)
    assert len(listed) < 30
    assert " ".join(line.lstrip("# ") for line in text.splitlines()).count("med flera.") == 5


# --- unfilled -----------------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the frozen Köping with one published update."""
    shutil.copytree(KOPING, tmp_path, dirs_exist_ok=True)
    (tmp_path / UPDATE).parent.mkdir(exist_ok=True)
    (tmp_path / UPDATE).write_text(UPDATE_TEXT)
    return tmp_path


def problems(project: Path) -> list[str]:
    return [str(problem) for problem in inspect(project, TODAY).problems]


def test_the_copy_has_no_problem_before_a_text_is_added(project: Path) -> None:
    assert problems(project) == []


@pytest.mark.parametrize("start", starts(*frozen(), TODAY), ids=lambda start: start.label)
def test_a_file_that_keeps_the_name_of_the_template_is_refused(project: Path, start: Start) -> None:
    (project / start.path).parent.mkdir(exist_ok=True)
    (project / start.path).write_text(start.template)
    message = f'byt "{PLACEHOLDER}" i filnamnet mot ett kort namn på texten, till exempel "ny-belysning"'
    assert problems(project) == [f"{start.path}:1:1: {message}"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "nyhet",
            [
                "title är tomt – skriv ett värde (Rubriken)",
                "summary är tomt – skriv ett värde (Sidan i en eller två meningar klarspråk)",
                "kind är tomt – skriv ett värde (Vilket slags nyhet det är)",
                "measure är tomt – skriv ett värde (Åtgärdens id: filnamnet utan .md)",
                f"by är tomt – skriv ett värde ({SOURCE_BY})",
            ],
        ),
        (
            "atgard",
            [
                "title är tomt – skriv ett värde (Rubriken)",
                "summary är tomt – skriv ett värde (Sidan i en eller två meningar klarspråk)",
                "promise är tomt – skriv ett värde (Id för det löfte som åtgärden hör till)",
            ],
        ),
        (
            "uppfoljning",
            [
                "title är tomt – skriv ett värde (Rubriken)",
                "summary är tomt – skriv ett värde (Sidan i en eller två meningar klarspråk)",
                "from är tomt – skriv ett värde (Första dagen, ÅÅÅÅ-MM-DD)",
                "to är tomt – skriv ett värde (Sista dagen, ÅÅÅÅ-MM-DD)",
                "assessment är tomt – skriv ett värde (Bedömningen)",
                "reason är tomt – skriv ett värde (Skälen för bedömningen, i ord)",
                f"by är tomt – skriv ett värde ({SOURCE_BY})",
            ],
        ),
        (
            "rattelse",
            [
                "title är tomt – skriv ett värde (Rubriken)",
                "summary är tomt – skriv ett värde (Sidan i en eller två meningar klarspråk)",
            ],
        ),
    ],
)
def test_an_unfilled_template_is_told_field_by_field(project: Path, name: str, expected: list[str]) -> None:
    site, _ = frozen()
    path = create(project, site, name, "Ny text", "2024", TODAY)
    lines = (project / path).read_text().splitlines()
    found = [re.fullmatch(rf"{path}:(\d+):\d+: (.*)", problem) for problem in problems(project)]
    assert [match and match[2] for match in found] == expected
    for match in found:
        assert match
        assert re.search(rf"\b{match[2].split()[0]}:$", lines[int(match[1]) - 1])


@pytest.mark.parametrize(
    ("name", "values", "expected"),
    [
        ("atgard", {"promise": "est"}, "responsible saknas – skriv vem som har lovat åtgärden"),
        ("rattelse", {}, 'en rättelse ska säga vad den rättar – lägg till "corrects:"'),
    ],
)
def test_what_only_the_checks_demand_is_told_too(
    project: Path, name: str, values: Mapping[str, str], expected: str
) -> None:
    write_filled(project, name, {"title": "Ny text", "summary": "Om en ny text.", **values})
    (problem,) = problems(project)
    assert expected in problem


# --- filled in ----------------------------------------------------------------------------------------------


def fill(text: str, values: Mapping[str, str]) -> str:
    """The template with a value after each of the fields, as an editor writes it, in order."""
    for field, value in values.items():
        text, count = re.subn(
            rf"^( *(?:- )?{field}:)(?: \[\])?$", rf"\1 {value}", text, count=1, flags=re.MULTILINE
        )
        assert count == 1, field
    return text


def awakened(text: str) -> str:
    """The template with the resting fields in use, those within others included."""
    for _ in range(2):
        text = re.sub(r"^( *)#(?=[a-z]|  )", r"\1", text, flags=re.MULTILINE)
    return text


def without_blocks(text: str, *names: str) -> str:
    """The template without optional fields that have fields of their own, deleted by the editor."""
    for name in names:
        text, count = re.subn(rf"^{name}:\n(?: .*\n)+", "", text, flags=re.MULTILINE)
        assert count == 1, name
    return text


def write(project: Path, name: str, text: str) -> None:
    _, agreement = frozen()
    file = project / path_of(NEW_TEXTS[name], agreement, "ny-text", TODAY)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)


def write_filled(project: Path, name: str, values: Mapping[str, str]) -> None:
    write(
        project,
        name,
        fill(template(NEW_TEXTS[name], *frozen(), TODAY), values) + "\nMer om saken.\n",
    )


HEAD = {"title": "Ny text", "summary": "Om en ny text."}
REPORT = {"measure": "narvaro-pa-platser", "status": "done"}
ASSESSMENT = {"promise": "est", "assessment": "kept", "reason": "Arbetet är på plats."}
COUNTED = {"count": "12", "unit": "pass", "from": "2024-01-01", "to": "2024-06-30"}
COVERED = {"from": "2024-04-01", "to": "2024-06-30"}
CORRECTION = {**HEAD, "corrects": "2024/nyheter/2024-06-01-belysning"}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("nyhet", {**HEAD, "kind": "measure", **REPORT, "by": "Polisen"}),
        ("atgard", {**HEAD, "promise": "est", "responsible": "[polisen, kommunen]", "places": "[centrum]"}),
        ("uppfoljning", {**HEAD, **COVERED, **ASSESSMENT, "by": "Polisen"}),
        ("rattelse", CORRECTION),
    ],
)
def test_a_filled_in_template_has_no_problem(project: Path, name: str, values: Mapping[str, str]) -> None:
    write_filled(project, name, values)
    assert problems(project) == []


def test_a_template_without_the_blocks_that_are_not_needed_has_no_problem(project: Path) -> None:
    text = without_blocks(template(NEW_TEXTS["nyhet"], *frozen(), TODAY), "measures", "source")
    write(project, "nyhet", fill(text, {**HEAD, "kind": "information"}))
    assert problems(project) == []


PICTURED = {"file": "bilder/lampor.png", "alt": "Lampor längs en gångväg.", "credit": "Kommunen"}
ELSEWHERE = {"date": "2024-06-30", "address": "https://prov.test/uppfoljning"}
"""Of the text and its source, and once more of where it was published first."""
HELD = {"starts": "2024-06-03 18:00", "title": "Anmäl dig", "address": "https://prov.test/anmalan"}
SAID = {"id": "ljus", "text": "Det är mörkt vid stationen."}
ANSWERED = {"point": "ljus", "text": "Lamporna byts i höst."}
TARGET = {"count": "20", "unit": "pass", "comparison": "at-least"}


@pytest.mark.parametrize(
    ("name", "values"),
    [
        (
            "nyhet",
            [HEAD, {"kind": "dialogue"}, HELD, SAID, REPORT, COUNTED, ANSWERED, {"by": "Polisen"}, PICTURED],
        ),
        ("atgard", [HEAD, {"promise": "est", "responsible": "[polisen]"}, TARGET]),
        (
            "uppfoljning",
            [HEAD, COVERED, ASSESSMENT, REPORT, COUNTED, {"by": "Polisen"}, ELSEWHERE, ELSEWHERE, PICTURED],
        ),
    ],
)
def test_the_resting_fields_can_be_used_by_taking_away_their_number_signs(
    project: Path, name: str, values: list[Mapping[str, str]]
) -> None:
    folder = project / "content/2024" / NEW_TEXTS[name].folder / "bilder"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(EXAMPLE / "content/2031/nyheter/bilder/lyktstolpar.png", folder / "lampor.png")
    text = awakened(template(NEW_TEXTS[name], *frozen(), TODAY))
    if name == "uppfoljning":
        text = without_blocks(text, "answers")
    for part in values:
        text = fill(text, part)
    write(project, name, text)
    assert problems(project) == []


def test_a_correction_can_use_its_resting_report(project: Path) -> None:
    text = awakened(template(NEW_TEXTS["rattelse"], *frozen(), TODAY))
    text = without_blocks(text, "assessments", "pictures")
    write(project, "rattelse", fill(text, {**CORRECTION, **REPORT, **COUNTED, "by": "Polisen"}))
    assert problems(project) == []


# --- on a computer ------------------------------------------------------------------------------------------


def run(project: Path, *arguments: str, today: str = "2024-07-01") -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["new", *arguments, "--root", str(project), "--today", today])
    return done.exit_code, done.stdout, done.stderr


def test_new_writes_the_template_to_a_dated_file_and_prints_its_path(project: Path) -> None:
    path = "content/2024/nyheter/2024-07-01-nya-lampor-pa-angsvagen.md"
    assert run(project, "nyhet", "Nya lampor på Ängsvägen!") == (0, f"{path}\n", "")
    site = load(KOPING)
    expected = template(NEW_TEXTS["nyhet"], site, site.agreement("2024"), dt.date(2024, 7, 1))
    assert (project / path).read_text() == expected


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("atgard", "content/2024/atgarder/ny-text.md"),
        ("åtgärd", "content/2024/atgarder/ny-text.md"),
        ("uppfoljning", "content/2024/uppfoljning/ny-text.md"),
        ("rattelse", "content/2024/nyheter/2024-07-01-ny-text.md"),
    ],
)
def test_new_knows_every_kind_with_or_without_its_swedish_letters(
    project: Path, kind: str, path: str
) -> None:
    assert run(project, kind, "Ny text", "--agreement", "2024") == (0, f"{path}\n", "")
    assert (project / path).is_file()


def test_new_never_overwrites_a_file(project: Path) -> None:
    message = f"{UPDATE} finns redan – välj ett annat namn, eller skriv vidare i den\n"
    assert run(project, "nyhet", "Belysning", today="2024-06-01") == (1, "", message)
    assert (project / UPDATE).read_text() == UPDATE_TEXT


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["notis", "x"], '"notis" finns inte – skriv ett av: nyhet, atgard, uppfoljning, rattelse'),
        (["nyhet", "x", "--agreement", "2023"], 'löftet "2023" finns inte – skriv ett av: 2024'),
        (["nyhet", "!!"], '"!!" blir inget filnamn – skriv ett kort namn, till exempel "ny-belysning"'),
        (
            ["atgard", "Skriv namn här"],
            "content/2024/atgarder/skriv-namn-har.md: "
            'byt "skriv-namn-har" i filnamnet mot ett kort namn på texten, till exempel "ny-belysning"',
        ),
    ],
)
def test_new_says_in_swedish_what_is_wrong_and_writes_nothing(
    project: Path, arguments: list[str], message: str
) -> None:
    before = sorted(project.rglob("*"))
    assert run(project, *arguments) == (1, "", f"{message}\n")
    assert sorted(project.rglob("*")) == before


def test_new_refuses_a_name_with_personal_data_and_does_not_repeat_it(project: Path) -> None:
    code, said, problem = run(project, "nyhet", "Siv 811228-9981")
    assert (code, said) == (1, "")
    assert problem.startswith("namnet innehåller personuppgifter")
    assert "9981" not in problem


def test_new_waits_for_no_other_text_but_needs_promises_yaml(project: Path) -> None:
    (project / UPDATE).write_text("")
    assert run(project, "nyhet", "x")[0] == 0
    (project / "promises.yaml").write_text("")
    code, said, problem = run(project, "nyhet", "y")
    assert (code, said) == (1, "")
    assert "promises.yaml:1:1: filen är tom" in problem


def test_create_refuses_a_name_that_belongs_to_the_section(project: Path) -> None:
    with pytest.raises(
        NewTextError, match=r"^content/2024/atgarder/index\.md: index\.md går inte att ha här"
    ):
        create(project, load(KOPING), "atgard", "index", "2024", TODAY)


# --- the page -----------------------------------------------------------------------------------------------


def editor_page(site: Site) -> Page:
    return next(page for page in pages(published(site, TODAY)) if page.address == "redaktor/")


def fragment(site: Site) -> Any:
    return html.fragment_fromstring(editor_page(site).fragment, create_parent="div")


def test_the_editors_page_is_neither_in_the_menu_nor_listed() -> None:
    page = editor_page(samples.site())
    assert (page.menu, page.is_indexed) == (None, False)


def test_the_built_page_is_out_of_the_search_and_the_sitemap_and_asks_not_to_be_indexed(
    koping: BuiltSite,
) -> None:
    page = koping.page("redaktor/")
    assert attributes(page, "//meta[@name='robots']/@content") == ["noindex"]
    assert "redaktor" not in (koping.folder / "sitemap.xml").read_text()
    assert "redaktor" not in (koping.folder / "search/search_index.json").read_text()
    linking = [address for address, other in koping.pages.items() if _links_to_editor(other)]
    assert linking == []


def _links_to_editor(page: HtmlElement) -> bool:
    return any(link.endswith("redaktor/") for link in attributes(page, "//body//@href"))


def test_the_editors_page_has_four_buttons_for_each_agreement_the_newest_first() -> None:
    site = with_repository(load(EXAMPLE))
    page = fragment(site)
    newest_first = ("2032", "2032-fabelhamnen", "2031", "2030")
    assert page.xpath("//h3/text()")[:4] == [site.agreement(name).title for name in newest_first]
    expected = [
        (start.label, start.link)
        for name in newest_first
        for start in starts(public(site, TODAY), site.agreement(name), TODAY)
    ]
    assert [(link.text, link.get("href")) for link in page.cssselect("a.button")] == expected


def test_the_editors_page_links_the_guide_and_shows_no_template_when_the_repository_is_known() -> None:
    page = fragment(frozen()[0])
    assert f"{REPOSITORY}/blob/main/.github/CONTRIBUTING.md" in page.xpath("//@href")
    assert page.xpath("//pre") == []


def test_without_a_repository_the_page_says_what_to_set_and_shows_the_templates() -> None:
    site = with_repository(frozen()[0], None)
    page = fragment(site)
    assert page.cssselect("a.button") == []
    assert "repository under extra i filen mkdocs.yml" in page.text_content()
    found = starts(site, site.agreement("2024"), TODAY)
    assert [pre.text_content() for pre in page.xpath("//pre")] == [start.template for start in found]
    assert page.xpath("//details/p/code/text()") == [start.path for start in found]


def test_the_page_warns_that_a_pull_request_is_public_before_any_check() -> None:
    text = " ".join(fragment(frozen()[0]).text_content().split())
    assert "alla läsa den så snart du har skickat den, innan någon granskning har körts." in text
    assert "Det gäller också texter som ska publiceras senare." in text


def test_the_page_tells_how_to_clean_pictures() -> None:
    (section,) = fragment(frozen()[0]).xpath("//h2[@id='rensa-bilder']")
    told = " ".join(" ".join(part.text_content() for part in section.itersiblings()).split())
    assert "Ta bort egenskaper och personlig information" in told
    assert "make clean-images" in told


def test_the_page_names_no_measure_that_is_held_back() -> None:
    held_back = samples.measure("hemlig-insats", published="2027-01-01")
    site = with_repository(samples.site(held_back))
    assert "hemlig-insats" not in editor_page(site).fragment
