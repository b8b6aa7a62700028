"""Claims about editors' Markdown: what becomes of it on the page, and what never gets there."""

from __future__ import annotations

import lxml.html
import pytest

from loften.prose.fragments import render
from loften.prose.links import AddressBook, destination, has_allowed_scheme, link_resolver
from loften.prose.markdown import RawHtml, TextImage, TextLink, parse, plain, slug_of
from loften.records.documents import Position

BOOK = AddressBook(
    pages={
        "content/index.md": "",
        "content/om.md": "om/",
        "content/2024/atgarder/x.md": "2024/atgarder/x/",
        "content/2024/nyheter/a.md": "2024/nyheter/a/",
    },
    addresses=frozenset(
        {"", "om/", "ordlista/", "2024/", "2024/atgarder/", "2024/atgarder/x/", "2024/nyheter/a/"}
    ),
    files=frozenset({"rss.xml", "2024/nyheter/bilder/a.jpg", "2024/nyheter/bilder/gång väg.jpg"}),
)


def rendered(text: str) -> str:
    return render(text, resolve=lambda target: target)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Ny** belysning", "<p><strong>Ny</strong> belysning</p>\n"),
        ("rad ett\nrad två", "<p>rad ett\nrad två</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("3. tre", '<ol start="3">\n<li>tre</li>\n</ol>\n'),
        ("![lampa](a.jpg)", '<p><img src="a.jpg" alt="lampa"></p>\n'),
        ("[om](om.md 'Om oss')", '<p><a href="om.md" title="Om oss">om</a></p>\n'),
        ("<https://exempel.se/å>", '<p><a href="https://exempel.se/%C3%A5">https://exempel.se/å</a></p>\n'),
        ("", ""),
    ],
)
def test_markdown_becomes_html(text: str, html: str) -> None:
    assert rendered(text) == html


def test_a_bare_address_is_no_link_and_quotes_stay_as_typed() -> None:
    assert rendered('se www.exempel.se "nu" -- ...') == '<p>se www.exempel.se "nu" -- ...</p>\n'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ('a <b onclick="x">b</b>', '<p>a &lt;b onclick="x"&gt;b&lt;/b&gt;</p>\n'),
        ("<!-- dold -->", "<p>&lt;!-- dold --&gt;</p>\n"),
        ("\" ' & | * {{ x }} 😀", "<p>\" ' &amp; | * {{ x }} 😀</p>\n"),
        ("[a](javascript:alert)", "<p><a>a</a></p>\n"),
        ("[a](JaVaScRiPt:alert)", "<p><a>a</a></p>\n"),
        ("[a](java&Tab;script:alert)", "<p><a>a</a></p>\n"),
        ("[a](&NewLine;javascript:alert)", "<p><a>a</a></p>\n"),
        ("<javascript:alert>", "<p><a>javascript:alert</a></p>\n"),
        ("[a](data:text/html;base64,PHM+)", "<p><a>a</a></p>\n"),
        ("![a](data:image/png;base64,AA)", "<p>a</p>\n"),
        ("[a](vbscript:x) [b](file:///C:/x)", "<p><a>a</a> <a>b</a></p>\n"),
        (
            '![x" onerror="alert(1)](a.jpg)',
            '<p><img src="a.jpg" alt="x&quot; onerror=&quot;alert(1)"></p>\n',
        ),
        (
            "[a](b.md '\" onmouseover=\"x')",
            '<p><a href="b.md" title="&quot; onmouseover=&quot;x">a</a></p>\n',
        ),
        ("[![a](javascript:x)](javascript:y)", "<p><a>a</a></p>\n"),
        ("[<img src=x onerror=y>](b.md)", '<p><a href="b.md">&lt;img src=x onerror=y&gt;</a></p>\n'),
        ("`<script>`", "<p><code>&lt;script&gt;</code></p>\n"),
        ("&lt;script&gt;", "<p>&lt;script&gt;</p>\n"),
        ("```\n<script>\n```", "<pre><code>&lt;script&gt;\n</code></pre>\n"),
    ],
)
def test_nothing_that_runs_gets_through(text: str, html: str) -> None:
    assert rendered(text) == html


def test_an_address_given_by_the_resolver_is_escaped_too() -> None:
    html = render("[a](b.md)", resolve=lambda _: 'x"><script>alert(1)</script>')
    assert "<script" not in html


@pytest.mark.parametrize("target", ["https://a.se", "http://a.se", "mailto:a@b.se", "tel:114", "a/b:c", "#x"])
def test_links_may_go_to_the_web_a_mailbox_a_telephone_and_this_site(target: str) -> None:
    assert has_allowed_scheme(target)
    assert f'href="{target}"' in rendered(f"[text]({target})")


def test_headings_have_anchors_in_plain_letters_unique_within_the_text() -> None:
    html = rendered("## Åtgärder & mål\n\n## Åtgärder: mål!\n\n### Idé 2\n\n## 😀")
    ids = [element.get("id") for element in lxml.html.fragment_fromstring(html, create_parent=True)]
    assert ids == ["atgarder-mal", "atgarder-mal-2", "ide-2", "avsnitt"]
    assert slug_of("Öppna data") == "oppna-data"


def test_an_anchor_never_meets_a_heading_that_is_written_like_it() -> None:
    slugs = [heading.slug for heading in parse("## A\n\n## A-2\n\n## A\n\n## A").headings]
    assert slugs == ["a", "a-2", "a-3", "a-4"]


def test_a_table_scrolls_in_a_box_that_the_keyboard_reaches() -> None:
    assert rendered("| Plats | Antal |\n|---|--:|\n| Torget | 3 |") == (
        '<div class="table-wrap" role="region" tabindex="0" aria-label="Tabell"><table>\n'
        '<thead>\n<tr>\n<th scope="col">Plats</th>\n<th scope="col" class="align-right">Antal</th>\n</tr>\n'
        '</thead>\n<tbody>\n<tr>\n<td>Torget</td>\n<td class="align-right">3</td>\n</tr>\n</tbody>\n'
        "</table></div>\n"
    )


def test_plain_text_has_no_marks_or_addresses_and_a_line_for_each_block() -> None:
    text = (
        "## Nu\n\n**Ny** [lampa](a.md)  \n![bild](b.jpg)\n\n- ett\n- två\n\n| a | b |\n|---|---|\n| c | & |"
    )
    assert plain(text) == "Nu\nNy lampa bild\nett\ntvå\na\nb\nc\n&"
    assert plain("rad ett\nrad  två") == "rad ett rad två"
    assert plain("") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("```\ntolv lampor\n```", "tolv lampor"),
        ("~~~ text\ntolv\n\n  lampor\n~~~", "tolv\nlampor"),
        ("> - ```\n>   tolv lampor\n>   ```", "tolv lampor"),
        ("    tolv lampor", "tolv lampor"),
        ("Se `tolv lampor`.", "Se tolv lampor."),
        ("12. lampor\n12. stolpar", "12. lampor\n13. stolpar"),
        ("0) lampor", "0. lampor"),
        ("3. lampor\n   - nya\n\n   7. gamla\n4. stolpar", "3. lampor\nnya\n7. gamla\n4. stolpar"),
        ("1. 2. lampor", "1. 2. lampor"),
        ("5.", "5."),
        ("4. ```\n   lampor\n   ```", "4. lampor"),
        ("[lampor](a.md 'Tolv nya') lyser.", "lampor lyser.\nTolv nya"),
        ("[lampor][a] lyser.\n\n[a]: a.md 'Tolv nya'", "lampor lyser.\nTolv nya"),
        ("![En lampa](a.jpg 'Tolv nya')", "En lampa\nTolv nya"),
        ("[![En lampa](a.jpg 'Ny')](b.md 'Stor')", "En lampa\nStor\nNy"),
        ("<b>Tolv</b> lampor <!-- nya -->", "<b>Tolv</b> lampor <!-- nya -->"),
        ("<div>\ntolv\n</div>", "<div> tolv </div>"),
        ("- [ ] lampor\n- [x] stolpar", "[ ] lampor\n[x] stolpar"),
        ("Lampor[^1]\n\n[^1]: Tolv är nya.", "Lampor[^1]\n[^1]: Tolv är nya."),
        ("Lampor\n: Tolv nya", "Lampor : Tolv nya"),
    ],
)
def test_plain_text_has_every_word_that_the_page_shows(text: str, words: str) -> None:
    assert plain(text) == words
    page = lxml.html.fragment_fromstring(rendered(text), create_parent=True)
    shown = ["".join(page.itertext()), *page.xpath("//@title"), *page.xpath("//@alt")]
    assert set(" ".join(shown).split()) <= set(words.split())


def test_the_numbers_of_a_list_are_those_that_the_page_shows() -> None:
    assert plain("1. lampor\n2. stolpar") == plain("1. lampor\n1. stolpar")
    assert plain("12. lampor") != plain("13. lampor")


def test_every_construct_has_its_exact_place() -> None:
    text = (
        "Först [en](a.md) sedan ![två](b.jpg)\n"
        "rad två <b> slut\n"
        "\n"
        "> citat\n"
        "> med [länk](c.md)\n"
        "\n"
        "1. punkt\n"
        "   och [till](d.md)\n"
        "\n"
        "| x | x |\n"
        "|---|---|\n"
        "| [x](e) | [x](e) |\n"
    )
    parsed = parse(text)
    assert parsed.links == (
        TextLink(href="a.md", text="en", line=1, column=7),
        TextLink(href="c.md", text="länk", line=5, column=7),
        TextLink(href="d.md", text="till", line=8, column=8),
        TextLink(href="e", text="x", line=12, column=3),
        TextLink(href="e", text="x", line=12, column=12),
    )
    assert parsed.images == (TextImage(source="b.jpg", alt="två", line=1, column=24),)
    assert parsed.raw_html == (RawHtml(text="<b>", line=2, column=9),)


def test_headings_and_windows_line_ends_have_their_places() -> None:
    headings = parse("text\r\n\r\n  ## Rubrik ##\r\n\r\nUnder\r\n---\r\n").headings
    assert [(heading.text, heading.level, heading.line, heading.column) for heading in headings] == [
        ("Rubrik", 2, 3, 3),
        ("Under", 2, 5, 1),
    ]


def test_a_place_within_a_block_counts_lines_and_columns() -> None:
    block = parse("- en rad\n  nästa rad").blocks[0]
    assert block.position(0) == Position(1, 3)
    assert block.position(block.content.index("nästa")) == Position(2, 3)


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("../atgarder/x.md", "2024/atgarder/x/"),
        ("../atgarder/x.md#rubrik", "2024/atgarder/x/"),
        ("../atgarder/x/", "2024/atgarder/x/"),
        ("../atgarder", "2024/atgarder/"),
        ("/2024/atgarder/x.md", "2024/atgarder/x/"),
        ("/ordlista/", "ordlista/"),
        ("/ordlista?a=b", "ordlista/"),
        ("/", ""),
        ("../../index.md", ""),
        ("/rss.xml", "rss.xml"),
        ("bilder/a.jpg", "2024/nyheter/bilder/a.jpg"),
        ("bilder/g%C3%A5ng%20v%C3%A4g.jpg", "2024/nyheter/bilder/gång väg.jpg"),
        ("#rubrik", "2024/nyheter/a/"),
        ("saknas.md", None),
        ("../../../README.md", None),
        ("../../../contents/om.md", None),
    ],
)
def test_a_target_leads_to_an_address(target: str, address: str | None) -> None:
    assert destination(BOOK, target, path="content/2024/nyheter/a.md") == address


def test_targets_in_promises_yaml_count_from_the_top() -> None:
    assert destination(BOOK, "2024/atgarder/x.md", path="promises.yaml") == "2024/atgarder/x/"
    assert destination(BOOK, "#rubrik", path="promises.yaml") is None


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("../atgarder/x.md#rubrik", "../../atgarder/x/#rubrik"),
        ("/ordlista/", "../../../ordlista/"),
        ("/", "../../../"),
        ("bilder/a.jpg", "../bilder/a.jpg"),
        ("bilder/g%C3%A5ng%20v%C3%A4g.jpg", "../bilder/g%C3%A5ng%20v%C3%A4g.jpg"),
        ("/2024/atgarder/?status=done#lista", "../../atgarder/?status=done#lista"),
        ("#rubrik", "#rubrik"),
        ("a.md", "./"),
        ("https://exempel.se/x.md", "https://exempel.se/x.md"),
        ("mailto:a@exempel.se", "mailto:a@exempel.se"),
        ("saknas.md", "saknas.md"),
    ],
)
def test_links_on_a_page_are_relative_to_it(target: str, address: str) -> None:
    resolve = link_resolver(BOOK, path="content/2024/nyheter/a.md", page="2024/nyheter/a/")
    assert resolve(target) == address


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("../atgarder/x.md#rubrik", "https://org.github.io/p/2024/atgarder/x/#rubrik"),
        ("bilder/a.jpg", "https://org.github.io/p/2024/nyheter/bilder/a.jpg"),
        ("#rubrik", "https://org.github.io/p/2024/nyheter/a/#rubrik"),
        ("/", "https://org.github.io/p/"),
        ("https://exempel.se/", "https://exempel.se/"),
    ],
)
def test_links_in_a_feed_are_absolute(target: str, address: str) -> None:
    resolve = link_resolver(
        BOOK,
        path="content/2024/nyheter/a.md",
        page="2024/nyheter/a/",
        site_address="https://org.github.io/p/",
    )
    assert resolve(target) == address


def test_a_text_shown_on_another_page_links_from_there() -> None:
    resolve = link_resolver(BOOK, path="content/2024/nyheter/a.md", page="2024/")
    assert resolve("../atgarder/x.md") == "atgarder/x/"
    assert resolve("#rubrik") == "nyheter/a/#rubrik"
    assert link_resolver(BOOK, path="promises.yaml", page="2024/")("#rubrik") == "#rubrik"
