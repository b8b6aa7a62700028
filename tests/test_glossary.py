"""Claims about terms explained on a page: where they are marked, and that nothing else changes."""

from __future__ import annotations

import re

import lxml.html
import pytest

from built import BuiltSite, texts
from loften.prose.glossary import explain
from loften.records.promises_file import Term
from loften.words import grammar

TERMS = tuple(
    Term.model_validate(term)
    for term in (
        {"id": "bra", "term": "Brå", "explanation": "Brottsförebyggande rådet."},
        {"id": "lokala-bra", "term": "lokala Brå", "forms": ["lokalt Brå"], "explanation": "Kommunens råd."},
        {"id": "lagesbild", "term": "lägesbild", "forms": ["lägesbilden"], "explanation": "Hur det är <nu>."},
        {"id": "est", "term": "EST", "explanation": "Effektiv samordning för trygghet."},
        {"id": "fou", "term": "F&U", "explanation": 'Forskning & "utveckling".'},
    )
)


def explained(fragment: str) -> str:
    return explain(fragment, TERMS, glossary_address="../ordlista/")


def marked(fragment: str) -> list[str]:
    """The marked words, in the order of the page."""
    return re.findall(r'class="term" popovertarget="[^"]*">([^<]*)<', explained(fragment))


def test_the_first_occurrence_becomes_a_button_and_its_explanation_stands_last() -> None:
    assert explained("<p>En lägesbild. Lägesbilden är ny.</p>") == (
        '<p>En <button type="button" class="term" popovertarget="ord-lagesbild">lägesbild</button>. '
        "Lägesbilden är ny.</p>"
        '<div class="term-explanation" popover id="ord-lagesbild">'
        "<p><strong>lägesbild</strong> Hur det är &lt;nu&gt;.</p>"
        '<p><a href="../ordlista/#lagesbild">lägesbild i ordlistan</a></p></div>'
    )


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("<p>Lägesbild</p>", ["Lägesbild"]),
        ("<p>LÄGESBILD est Est brå</p>", []),
        ("<p>lokala Brå och Brå</p>", ["lokala Brå", "Brå"]),
        ("<p>Lokala\nBrå, lokala Brå</p>", ["Lokala\nBrå"]),
        ("<p>lokalt Brå, lokala Brå</p>", ["lokalt Brå"]),
        ("<p>EST-möte, BEST, ESTER, a-EST</p>", ["EST"]),
        ("<p>(EST)</p>", ["EST"]),
        ("<p>EST. Nytt.</p>", ["EST"]),
        ("<p>a@EST.se EST.se www.EST https://x/EST</p>", []),
        ("<p>F&amp;U</p>", ["F&amp;U"]),
        ("<p><em>EST</em></p>", ["EST"]),
        ("", []),
    ],
)
def test_a_term_is_a_whole_word_written_as_in_the_glossary(fragment: str, words: list[str]) -> None:
    assert marked(fragment) == words


@pytest.mark.parametrize(
    "element",
    [
        "<h2>EST</h2>",
        '<a href="/">EST <b>x</b> EST</a>',
        "<button>EST</button>",
        "<code>EST</code>",
        "<dt>EST</dt>",
        "<nav><ul><li>EST</li></ul></nav>",
        "<aside><p>EST</p></aside>",
        "<figcaption>EST</figcaption>",
        "<details><summary>EST</summary></details>",
        "<svg><title>EST</title><text>EST</text></svg>",
        '<p class="x no-terms">EST</p>',
        '<div class="no-terms"><div>a</div>EST<br>EST</div>',
        '<p lang="fi">EST</p>',
        "<div hidden>EST</div>",
        '<img alt="EST" title="a > EST">',
        "<!-- EST <p> EST -->",
        "<script>EST</script>",
    ],
)
def test_headings_links_captions_and_marked_elements_are_left_alone(element: str) -> None:
    assert explained(element) == element
    assert marked(f"{element}<p>sedan EST</p>") == ["EST"]


def test_a_class_or_language_that_only_looks_alike_is_not_left_alone() -> None:
    assert marked('<p class="no-terms-here" lang="sv">EST</p>') == ["EST"]


def test_every_other_character_is_as_it_was() -> None:
    fragment = (
        '<svg viewBox="0 0 9 9" preserveAspectRatio="none"><linearGradient id="a"/><path d="M0 0"/></svg>\n'
        "<p title='&quot;EST&quot;'>&lt;b&gt; &amp;EST; EST &#39;å&#39; 😀 &nbsp; {{ x }}<br>\n"
        "< ej tagg</p><hr/>"
        '<input disabled value="a>b"><p>Brå</p>'
    )
    result = explained(fragment)
    body = result.partition('<div class="term-explanation"')[0]
    assert re.sub(r'<button type="button" class="term"[^>]*>(.*?)</button>', r"\1", body) == fragment
    assert marked(fragment) == ["EST", "Brå"]


def test_explanations_are_escaped_and_lead_to_buttons_by_unique_ids() -> None:
    page = lxml.html.fragment_fromstring(
        explained("<p>F&amp;U, EST, F&amp;U, lägesbild</p>"), create_parent=True
    )
    targets = page.xpath("//button/@popovertarget")
    assert targets == ["ord-fou", "ord-est", "ord-lagesbild"]
    assert page.xpath("//div[@popover]/@id") == targets
    assert page.xpath("string(//div[@id='ord-fou']/p)") == 'F&U Forskning & "utveckling".'


def test_without_terms_or_without_a_glossary_nothing_changes() -> None:
    assert explained("<p>Inget.</p>") == "<p>Inget.</p>"
    assert explain("<p>EST</p>", (), glossary_address="") == "<p>EST</p>"


def test_the_glossary_stands_in_the_order_of_the_swedish_alphabet(
    koping: BuiltSite, example: BuiltSite
) -> None:
    for site in (koping, example):
        terms = texts(site.page("ordlista/"), "//main//dt")
        assert len(terms) > 10
        assert terms == sorted(terms, key=grammar.alphabetical)
    listed = texts(koping.page("ordlista/"), "//main//dt")
    assert listed[listed.index("lokalpolisområde") :][:3] == ["lokalpolisområde", "lägesbild", "länsbrå"]
