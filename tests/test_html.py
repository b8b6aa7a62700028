"""Claims about HTML taken apart: what the pieces are, and that together they are what was read."""

from __future__ import annotations

from itertools import product

import pytest

from built import BuiltSite
from loften.prose.html_pieces import Kind, Piece, pieces, with_values

START, END, TEXT, OTHER = Kind.START, Kind.END, Kind.TEXT, Kind.OTHER


def joined(html: str) -> str:
    return "".join(piece.source for piece in pieces(html))


def start_tag(html: str) -> Piece:
    """The one piece of a start tag."""
    (piece,) = pieces(html)
    return piece


# --- what the pieces are ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("", []),
        ("å <b>ä</b>\nö", [(TEXT, "å "), (START, "<b>"), (TEXT, "ä"), (END, "</b>"), (TEXT, "\nö")]),
        ("<P\nID=a>\r\n</P >", [(START, "<P\nID=a>"), (TEXT, "\r\n"), (END, "</P >")]),
        ("<p title='>'>", [(START, "<p title='>'>")]),
        ("<br/><hr />", [(START, "<br/>"), (START, "<hr />")]),
        ("F&amp;U &#39;a&#x27; & b &nbsp", [(TEXT, "F&amp;U &#39;a&#x27; & b &nbsp")]),
        ("1 < 2 <3> 4 <", [(TEXT, "1 < 2 <3> 4 <")]),
        ("a<!-- <b> -->b", [(TEXT, "a"), (OTHER, "<!-- <b> -->"), (TEXT, "b")]),
        ("<!doctype html><?x?>a", [(OTHER, "<!doctype html><?x?>"), (TEXT, "a")]),
        ("<script>a < b</script>", [(START, "<script>"), (TEXT, "a < b"), (END, "</script>")]),
        ("<p></>a", [(START, "<p>"), (OTHER, "</>"), (TEXT, "a")]),
    ],
)
def test_html_is_taken_apart_in_order(html: str, expected: list[tuple[Kind, str]]) -> None:
    assert [(piece.kind, piece.source) for piece in pieces(html)] == expected


def test_a_tag_has_its_name_in_small_letters_and_a_start_tag_its_attributes_unescaped() -> None:
    assert pieces('<linearGradient ID=a class="b c" hidden title=\'&lt;&quot;\' x=""></LINEARgradient>') == [
        Piece(
            START,
            '<linearGradient ID=a class="b c" hidden title=\'&lt;&quot;\' x="">',
            "lineargradient",
            [("id", "a"), ("class", "b c"), ("hidden", None), ("title", '<"'), ("x", "")],
        ),
        Piece(END, "</LINEARgradient>", "lineargradient"),
    ]


def test_with_names_all_between_tags_of_these_names_is_one_piece() -> None:
    assert pieces('<p>a</p><h2 id="b">c <b>d</b></h2><!-- e --><h3>', names=("h2",)) == [
        Piece(OTHER, "<p>a</p>"),
        Piece(START, '<h2 id="b">', "h2", [("id", "b")]),
        Piece(OTHER, "c <b>d</b>"),
        Piece(END, "</h2>", "h2"),
        Piece(OTHER, "<!-- e --><h3>"),
    ]


# --- nothing is lost ----------------------------------------------------------------------------------------

BITS = (
    *("<", ">", "</", "/>", "a", " b=", '"', "'", "&", "&#", "9;", "\n", "\r", "\0", "å"),
    *("<!", "<!--", "-->", "<![", "<![CDATA[", "]]>", "<?", "<script>", "</script>", "<svg/>", "<title>"),
)


def test_broken_html_of_any_make_raises_nothing_and_comes_back_whole() -> None:
    for bits in product(BITS, repeat=3):
        html = "".join(bits)
        assert joined(html) == html
        assert "".join(piece.source for piece in pieces(html, names=("script",))) == html


@pytest.mark.parametrize(
    "html", ["&#" + "9" * 5000 + ";", '<a b="&#' + "9" * 5000 + ';">', "<![x]>", "<![ x"]
)
def test_what_the_parser_gives_up_on_comes_back_whole(html: str) -> None:
    assert pieces(f"<p>{html}<p>")[0] == Piece(START, "<p>", "p", [])
    assert joined(f"<p>{html}<p>") == f"<p>{html}<p>"


def test_every_page_of_a_site_comes_back_whole(any_site: BuiltSite) -> None:
    for file in any_site.folder.rglob("*.html"):
        html = file.read_bytes().decode()
        assert joined(html) == html


# --- changed values -----------------------------------------------------------------------------------------


def shouted(name: str, value: str) -> str:
    return value.upper() if name == "x" else value


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ('<a x="b">', '<a x="B">'),
        ("<a\n  X = 'b'  y='&quot;'>", "<a\n  X = \"B\"  y='&quot;'>"),
        ("<a x=b/>", '<a x="B/">'),
        ("<a x=b y />", '<a x="B" y />'),
        ('<a y="x=b" x="c" x x="d">', '<a y="x=b" x="C" x x="D">'),
        ('<a x="b&amp;&lt;&quot;å">', '<a x="B&amp;&lt;&quot;Å">'),
        ('<a x="&AMP;" y="&apos;">', '<a x="&AMP;" y="&apos;">'),
        ('<a x="">', '<a x="">'),
        ("<a x>", "<a x>"),
        ("<a>", "<a>"),
    ],
)
def test_only_values_that_change_are_written_anew(tag: str, expected: str) -> None:
    assert with_values(start_tag(tag), shouted) == expected


def test_values_of_broken_tags_raise_nothing() -> None:
    for bits in product((" ", "b", "=", '"', "'", "/", "x", "&", "<"), repeat=5):
        for piece in pieces(f"<a {''.join(bits)}>"):
            assert with_values(piece, lambda _name, value: value) == piece.source
            with_values(piece, lambda _name, value: value + "c")
