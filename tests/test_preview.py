"""A preview is the built site with links that work from disk and a strip that says what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner
from lxml import html
from playwright.sync_api import Browser, Page

from built import BuiltSite, attributes
from loften.__main__ import main
from loften.editing.preview import preview

TODAY = dt.date(2026, 11, 23)
STRIP = "Förhandsvisning – inte publicerad. Gjord den 23 november 2026."

POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:"
PAGE = f"""<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<link rel="canonical" href="https://exempelby.example/2024/">
<link rel="stylesheet" href="../stil.css">
<title>2 &gt; 1 &amp; så vidare</title>
</head>
<body class="kind-agreement">
<p data-x='1'  title="../ &gt; href='../'">Text <a href="%s">länk</a></p>
</body>
</html>
"""


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A site of a few files, made by hand."""
    site = tmp_path / "site"
    for path, text in {
        "index.html": "<!doctype html>\n<html><body>\n</body></html>\n",
        "404.html": '<!doctype html>\n<html><body><a href="/2024/">Löftet</a></body></html>\n',
        "2024/index.html": PAGE % "../",
        "2024/å ä/index.html": "<!doctype html>\n<html><body>\n</body></html>\n",
        "stil.css": "a { color: teal }\n",
        "rss.xml": '<rss><link href="../"/></rss>\r\n',
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, newline="")
    return site


def previewed(built: Path, link: str) -> str:
    """The page 2024/ with this link, as the preview has it."""
    (built / "2024/index.html").write_text(PAGE % link)
    preview(built, built.parent / "out", TODAY)
    return (built.parent / "out/2024/index.html").read_text()


# --- one page -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../", "../index.html"),
        ("..", "../index.html"),
        ("./", "./index.html"),
        ("../2024/?a=b&amp;c=d#lista", "../2024/index.html?a=b&amp;c=d#lista"),
        ("%C3%A5%20%C3%A4/#x", "%C3%A5%20%C3%A4/index.html#x"),
        ("index.html", "index.html"),
        ("../rss.xml", "../rss.xml"),
        ("#innehall", "#innehall"),
        ("?plats=torget", "?plats=torget"),
        ("", ""),
        ("https://polisen.se/", "https://polisen.se/"),
        ("//polisen.se/", "//polisen.se/"),
        ("mailto:a@exempelby.example", "mailto:a@exempelby.example"),
        ("finns-inte/", "finns-inte/"),
        ("../../", "../../"),
    ],
)
def test_a_link_to_a_folder_of_the_site_gets_its_page_and_every_other_link_stays(
    built: Path, link: str, expected: str
) -> None:
    assert f'<a href="{expected}">länk</a>' in previewed(built, link)


def test_all_but_links_policy_and_strip_is_unchanged_to_the_byte(built: Path) -> None:
    raw = previewed(built, "../")
    policy = "default-src 'none'; style-src file: 'unsafe-inline'; img-src file: data:"
    expected = (PAGE % "../index.html").replace(POLICY, policy)
    before, after = expected.split('<body class="kind-agreement">\n')
    assert raw.startswith(
        f'{before}<body class="kind-agreement">\n<aside aria-label="Förhandsvisning" style="'
    )
    assert raw.endswith(f'">{STRIP}</aside>\n{after}')
    assert raw.count("<aside") == 1


def test_a_redirect_leads_to_the_page_and_not_to_its_folder(built: Path) -> None:
    (built / "gammal").mkdir()
    refresh = '<meta http-equiv="refresh" content="0; url={}">'
    (built / "gammal/index.html").write_text(refresh.format("../2024/"))
    preview(built, built.parent / "out", TODAY)
    assert (built.parent / "out/gammal/index.html").read_text() == refresh.format("../2024/index.html")


def test_other_files_are_copied_as_they_are_and_the_error_page_is_left_out(built: Path) -> None:
    assert preview(built, built.parent / "out", TODAY) == built.parent / "out/index.html"
    assert not (built.parent / "out/404.html").exists()
    for name in ("stil.css", "rss.xml"):
        assert (built.parent / "out" / name).read_bytes() == (built / name).read_bytes()


def test_a_preview_replaces_the_one_before_it(built: Path) -> None:
    out = built.parent / "out"
    preview(built, out, TODAY)
    (out / "borttagen.html").touch()
    preview(built, out, TODAY)
    assert not (out / "borttagen.html").exists()


@pytest.mark.parametrize("out", ["site", "site/inuti", "."])
def test_a_preview_in_or_around_the_site_is_refused_before_anything_is_touched(built: Path, out: str) -> None:
    with pytest.raises(ValueError, match="overlap"):
        preview(built, built.parent / out, TODAY)
    assert (built / "index.html").is_file()


# --- the command --------------------------------------------------------------------------------------------


def run(site: Path, out: Path) -> tuple[int, str]:
    arguments = ["preview", "--site", str(site), "--out", str(out), "--today", "2026-11-23"]
    done = CliRunner().invoke(main, arguments)
    return done.exit_code, done.output


def test_the_command_prints_the_page_to_open(built: Path) -> None:
    out = built.parent / "forhandsvisning"
    assert run(built, out) == (0, f"{out / 'index.html'}\n")
    assert run(built, out) == (0, f"{out / 'index.html'}\n")
    assert STRIP in (out / "index.html").read_text()


def test_the_command_replaces_no_folder_that_holds_something_else(built: Path) -> None:
    out = built.parent / "bilder"
    out.mkdir()
    (out / "semester.jpg").touch()
    assert run(built, out) == (1, f"{out} innehåller annat än en webbplats – välj en tom mapp.\n")
    assert [file.name for file in out.iterdir()] == ["semester.jpg"]


def test_the_command_keeps_the_site_and_the_preview_apart(built: Path) -> None:
    assert run(built, built) == (1, f"{built} och {built} får inte ligga i varandra.\n")
    assert (built / "index.html").is_file()


# --- a whole site -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def opened(koping: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The preview of the frozen Köping, which is published under a path prefix."""
    folder = tmp_path_factory.mktemp("preview") / "forhandsvisning"
    preview(koping.folder, folder, TODAY)
    return folder


def test_every_link_of_a_preview_leads_to_a_file_and_every_anchor_to_an_element(opened: Path) -> None:
    files = opened.rglob("*.html")
    documents = {file: html.document_fromstring(file.read_bytes().decode()) for file in files}
    broken = []
    for file, document in documents.items():
        for address in attributes(document, "//@href | //@src"):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            ids = attributes(documents[target], "//@id") if target in documents else ()
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in ids):
                broken.append((file, address))
    assert len(documents) > 30
    assert broken == []


def test_every_page_of_a_preview_says_that_it_is_not_published(opened: Path, koping: BuiltSite) -> None:
    for address in koping.pages:
        document = html.document_fromstring((opened / address / "index.html").read_text())
        assert document.xpath("string(/html/body/aside[1])") == STRIP, address


@pytest.fixture
def page(browser: Browser, opened: Path) -> Iterator[Page]:
    """The start page of the preview, opened from disk; fails if a script does."""
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((opened / "index.html").as_uri())
    yield page
    page.close()
    assert faults == []


def test_a_preview_opened_from_disk_has_its_strip_and_its_style(page: Page) -> None:
    strip = page.locator("body > aside")
    assert strip.inner_text() == STRIP
    assert strip.evaluate("strip => getComputedStyle(strip).color") == "rgb(255, 255, 255)"
    menu = page.locator(".site-nav ul")
    assert menu.evaluate("list => getComputedStyle(list).listStyleType") == "none"


def test_a_measure_is_reached_from_the_start_page_of_a_preview_by_links(page: Page, opened: Path) -> None:
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Åtgärder").click()
    page.wait_for_url((opened / "2024/atgarder/index.html").as_uri())
    page.locator(".measure-list a").first.click()
    page.locator("body.kind-measure").wait_for()
    assert page.url.startswith((opened / "2024/atgarder").as_uri())


def test_the_filter_of_a_preview_works_from_disk(page: Page, opened: Path) -> None:
    page.goto((opened / "2024/atgarder/index.html").as_uri())
    shown = page.locator(".measure-list > li:visible")
    every = shown.count()
    choices = page.locator(".filters select").first
    choices.select_option(index=1)
    assert 0 < shown.count() < every


def test_the_search_of_a_preview_says_that_it_cannot_start(page: Page) -> None:
    page.get_by_role("searchbox").fill("trafik")
    page.get_by_role("searchbox").press("Enter")
    page.get_by_text("Sökningen gick inte att starta. Använd menyn i stället.").wait_for()
