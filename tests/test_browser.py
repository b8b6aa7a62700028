"""The built site in a real browser: search, menu, filters, explanations, paper, and accessibility."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from built import BuiltSite, kind
from served import NO_PAGE

WIDE, NARROW, NARROWEST = 1280, 375, 320
HEIGHT = 900
WCAG = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}

ROAD_SAFETY = "Trafiksäkerhet – Medborgarlöfte 2024"

Open = Callable[..., Page]


def one_of_each_kind(site: BuiltSite) -> Mapping[str, str]:
    """The address of the longest page of each template, and of the error page."""
    by_length = sorted(site.pages, key=lambda address: len(site.pages[address].text_content()))
    return {**{kind(site.pages[address]): address for address in by_length}, "error": NO_PAGE}


# --- a visit ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["trafik", "Trafik", "trafiken", "trafiksäkerhet", "säkerhet"])
def test_searching_for_road_safety_leads_to_the_focus_area(
    open_page: Open, koping: BuiltSite, word: str
) -> None:
    page = open_page(koping)
    page.get_by_label("Sök på webbplatsen").fill(word)
    hit = page.locator(".search-hits").get_by_role("link", name=ROAD_SAFETY, exact=True)
    expect(hit).to_be_visible()
    hit.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Trafiksäkerhet")
    assert page.url.endswith("/lofte/2024/fokusomraden/trafiksakerhet/")


def test_the_focus_area_is_the_first_hit_and_is_reached_with_the_keyboard(
    open_page: Open, koping: BuiltSite
) -> None:
    page = open_page(koping, "2024/atgarder/utveckla-est/")
    page.get_by_label("Sök på webbplatsen").press_sequentially("trafik")
    page.keyboard.press("Enter")
    expect(page.locator(".search-hits a").first).to_be_focused()
    expect(page.locator(".search-hits a").first).to_have_text(ROAD_SAFETY)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Trafiksäkerhet")


def test_a_search_can_be_left_with_escape_and_says_how_much_it_found(
    open_page: Open, koping: BuiltSite
) -> None:
    page = open_page(koping)
    field = page.get_by_label("Sök på webbplatsen")
    field.fill("xyzzyx")
    expect(page.locator(".search-status")).to_have_text("Inga träffar för xyzzyx")
    field.fill("embrace")
    expect(page.locator(".search-status")).to_contain_text("träff")
    page.keyboard.press("Escape")
    expect(page.locator(".search-hits")).to_be_hidden()
    expect(field).to_be_focused()


def test_an_excerpt_of_a_hit_cuts_no_word(open_page: Open, koping: BuiltSite) -> None:
    index = json.loads((koping.folder / "search/search_index.json").read_text())
    words = set(re.sub("<[^>]*>", " ", html.unescape(" ".join(d["text"] for d in index["docs"]))).split())
    page = open_page(koping)
    page.get_by_label("Sök på webbplatsen").fill("kommunen")
    expect(page.locator(".search-hits p").first).to_be_visible()
    excerpts = page.locator(".search-hits p").all_inner_texts()
    assert any(excerpt.startswith("… ") for excerpt in excerpts)
    assert any(excerpt.endswith(" …") for excerpt in excerpts)
    assert {word for excerpt in excerpts for word in excerpt.split()} - {"…"} <= words


def test_the_search_costs_nothing_until_somebody_searches(open_page: Open, koping: BuiltSite) -> None:
    page = open_page(koping)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.reload(wait_until="networkidle")
    assert not [path for path in asked if "search_index" in path or "worker" in path]
    assert len(asked) <= 6


def test_a_measure_is_reached_from_the_start_page_by_links(open_page: Open, koping: BuiltSite) -> None:
    page = open_page(koping)
    page.locator("main").get_by_role("link", name="Fördjupad samverkan", exact=True).click()
    page.locator("main").get_by_role("link", name="Söka upp personer i riskzon", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Söka upp personer i riskzon")
    expect(page.locator("main .status").first).to_have_text("ej rapporterad")
    page.locator(".breadcrumbs").get_by_role("link", name="Start").click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/lofte/")


def test_a_wrong_address_under_the_prefix_shows_the_error_page_that_leads_home(
    open_page: Open, koping: BuiltSite
) -> None:
    page = open_page(koping, NO_PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sidan finns inte")
    page.locator("main").get_by_role("link", name="Hör av dig").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kontakt")
    page.go_back()
    page.locator("main").get_by_role("link", name="Startsidan").click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/lofte/")


# --- the menu on a telephone --------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_opens_and_closes_with_the_keyboard(open_page: Open, koping: BuiltSite, key: str) -> None:
    page = open_page(koping, width=NARROW)
    button, menu = page.get_by_role("button", name="Meny"), page.locator("#huvudmeny")
    expect(menu).to_be_hidden()
    button.focus()
    page.keyboard.press(key)
    expect(menu).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press(key)
    page.keyboard.press(key)
    expect(menu).to_be_hidden()


def test_the_links_of_a_closed_menu_cannot_be_reached_with_the_tab_key(
    open_page: Open, koping: BuiltSite
) -> None:
    page = open_page(koping, width=NARROW)
    visited = []
    for _ in range(8):
        page.keyboard.press("Tab")
        visited.append(page.evaluate("document.activeElement.closest('#huvudmeny, main, header')?.id"))
    assert "huvudmeny" not in visited
    assert "innehall" in visited


def test_the_first_stop_is_a_link_past_the_menu(open_page: Open, koping: BuiltSite) -> None:
    page = open_page(koping)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Gå till innehållet")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_without_script_the_menu_is_open_and_the_search_is_not_offered(
    open_page: Open, koping: BuiltSite
) -> None:
    page = open_page(koping, width=NARROW, has_script=False)
    expect(page.locator("#huvudmeny")).to_be_visible()
    expect(page.locator("button.menu-button")).to_be_hidden()
    expect(page.locator("form.search")).to_be_hidden()
    expect(page.locator(".no-script")).to_be_visible()


# --- the filters --------------------------------------------------------------------------------------------

MEASURES = "2031/atgarder/"
ALL_SHOWN = "Visar 16 av 16 åtgärder"


def test_filters_keep_their_choice_in_the_address_and_tell_how_many_are_left(
    open_page: Open, example: BuiltSite
) -> None:
    page = open_page(example, MEASURES)
    count = page.locator(".filters [role=status]")
    shown = page.locator(".measure-group li:visible")
    expect(count).to_have_text(ALL_SHOWN)
    page.get_by_label("Läge").select_option(label="Försenad")
    expect(count).to_have_text("Visar 1 av 16 åtgärder")
    expect(shown).to_have_count(1)
    assert urlsplit(page.url).query == "status=overdue"
    page.get_by_label("Löfte").select_option(index=1)
    page.reload()
    expect(page.get_by_label("Läge")).to_have_value("overdue")
    expect(page.get_by_label("Löfte")).not_to_have_value("")
    page.get_by_role("button", name="Visa alla").click()
    expect(count).to_have_text(ALL_SHOWN)
    expect(shown).to_have_count(16)
    assert urlsplit(page.url).query == ""


def test_a_filtered_list_can_be_linked_to_and_come_back_to(open_page: Open, example: BuiltSite) -> None:
    page = open_page(example, f"{MEASURES}?status=not-done&part=finns-inte")
    expect(page.locator(".filters [role=status]")).to_have_text("Visar 1 av 16 åtgärder")
    page.locator(".measure-group li:visible a").first.click()
    expect(page.locator("main .status").first).to_have_text("inte genomförd")
    page.go_back()
    expect(page.get_by_label("Läge")).to_have_value("not-done")
    expect(page.locator(".measure-group li:visible")).to_have_count(1)


@pytest.mark.parametrize("label", ["Löfte", "Fokusområde", "Part", "Plats", "Läge"])
def test_every_choice_of_every_filter_fits_something(open_page: Open, example: BuiltSite, label: str) -> None:
    page = open_page(example, MEASURES)
    select = page.get_by_label(label, exact=True)
    for value in select.evaluate("select => [...select.options].map(option => option.value)"):
        select.select_option(value=value)
        assert page.locator(".measure-group li:visible").count() > 0, value


def test_filters_that_leave_nothing_say_so(open_page: Open, example: BuiltSite) -> None:
    page = open_page(example, MEASURES)
    page.get_by_label("Läge").select_option(label="Försenad")
    page.get_by_label("Löfte").select_option(label="Tryggare platser")
    said = page.locator(".filters [role=status]")
    expect(said).to_have_text("Ingen åtgärd passar in på det du har valt.")


def test_without_script_every_measure_is_listed_and_no_filter_offered(
    open_page: Open, example: BuiltSite
) -> None:
    page = open_page(example, f"{MEASURES}?status=done", has_script=False)
    expect(page.locator(".measure-group li")).to_have_count(16)
    expect(page.locator(".measure-group li:visible")).to_have_count(16)
    expect(page.locator("form.filters")).to_be_hidden()


# --- reading ------------------------------------------------------------------------------------------------


def test_a_word_is_explained_with_the_keyboard(open_page: Open, koping: BuiltSite) -> None:
    page = open_page(koping, "2024/loften/est/")
    word = page.locator("main button.term").first
    explanation = page.locator(f"#{word.get_attribute('popovertarget')}")
    expect(explanation).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(explanation).to_be_visible()
    expect(explanation).to_contain_text("EST")
    page.keyboard.press("Escape")
    expect(explanation).to_be_hidden()
    expect(word).to_be_focused()


def test_the_results_print_on_a4_without_what_only_a_screen_can_use(
    open_page: Open, example: BuiltSite
) -> None:
    page = open_page(example, "2031/resultat/")
    page.emulate_media(media="print")
    a4_between_margins = 673  # CSS pixels: 210 mm less 16 mm on each side
    page.set_viewport_size({"width": a4_between_margins, "height": HEIGHT})
    for only_on_screen in ("#huvudmeny", ".site-tools", "form.search", ".breadcrumbs", ".site-footer"):
        expect(page.locator(only_on_screen)).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()
    for table in page.locator(".results-table").all():
        expect(table).to_have_css("display", "table")
        expect(table.locator("thead")).to_have_css("display", "table-header-group")
    assert page.locator(".results-table").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= a4_between_margins


@pytest.mark.parametrize("name", ["koping", "example"])
def test_no_kind_of_page_scrolls_sideways_on_a_small_telephone(
    open_page: Open, request: pytest.FixtureRequest, name: str
) -> None:
    site: BuiltSite = request.getfixturevalue(name)
    page = open_page(site, width=NARROWEST)
    too_wide = []
    for what, address in one_of_each_kind(site).items():
        page.goto(address or "./")
        if page.evaluate("document.documentElement.scrollWidth") > NARROWEST:
            too_wide.append(what)
    assert too_wide == []


@pytest.mark.parametrize("name", ["koping", "example"])
def test_no_kind_of_page_breaks_a_rule_of_accessibility(
    open_page: Open, request: pytest.FixtureRequest, name: str
) -> None:
    site: BuiltSite = request.getfixturevalue(name)
    page = open_page(site)
    axe = Axe()
    found = []
    for what, address in one_of_each_kind(site).items():
        page.goto(address or "./")
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                for fault in axe.run(page, options=WCAG).response["violations"]:
                    targets = [node["target"] for node in fault["nodes"]]
                    found.append((what, width, scheme, fault["id"], targets))
    assert found == []


def test_what_opens_is_as_accessible_as_what_is_closed(open_page: Open, koping: BuiltSite) -> None:
    page = open_page(koping, "2024/loften/est/", width=NARROW)
    page.get_by_role("button", name="Meny").click()
    assert Axe().run(page, options=WCAG).response["violations"] == []
    page.keyboard.press("Escape")
    page.locator("main button.term").first.click()
    assert Axe().run(page, options=WCAG).response["violations"] == []
    page.keyboard.press("Escape")
    page.get_by_label("Sök på webbplatsen").fill("trafik")
    expect(page.locator(".search-hits a").first).to_be_visible()
    assert Axe().run(page, options=WCAG).response["violations"] == []
    page.emulate_media(color_scheme="dark")
    assert Axe().run(page, options=WCAG).response["violations"] == []
