"""Mended spelling is free; a letter that turns a sentence round never is."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from loften.comparing.spelling import is_only_spelling
from loften.prose.markdown import plain

DATA = Path(__file__).parent / "data/spelling"
TURNED, MENDED = (
    yaml.safe_load((DATA / name).read_text(encoding="utf-8")) for name in ("turned.yaml", "mended.yaml")
)
MENDINGS = [pair for pair in MENDED if "kind" not in pair]
SET_ANOTHER_WAY = [pair for pair in MENDED if "kind" in pair]

NOT_FREE = {
    "Tyvär har vi inte fått några uppgifter om kvartalet.",
    "Vid nästa tillfalle berättar vi hur det gick.",
    "Det är sarskilt mörkt vid busskuren.",
    "Kom ihåg att *ungdommar* ställer frågorna.",
}
"""Misspelt words that could be something else, and so need a line all the same."""


def is_free(pair: dict[str, str]) -> bool:
    return is_only_spelling(plain(pair["was"]), plain(pair["is"]), elsewhere=(), ordinary=())


@pytest.mark.parametrize("pair", TURNED, ids=lambda pair: pair["is"])
def test_what_turns_a_sentence_round_is_not_spelling(pair: dict[str, str]) -> None:
    assert not is_free(pair)


def test_nearly_every_mended_word_is_free() -> None:
    assert {pair["was"] for pair in MENDINGS if not is_free(pair)} == NOT_FREE
    assert len(MENDINGS) - len(NOT_FREE) >= 36


@pytest.mark.parametrize("pair", SET_ANOTHER_WAY, ids=lambda pair: pair["was"])
def test_spaces_and_markdown_change_no_words(pair: dict[str, str]) -> None:
    assert plain(pair["was"]) == plain(pair["is"]) or is_free(pair)


def test_the_lists_are_whole() -> None:
    assert (len(TURNED), len(MENDINGS), len(SET_ANOTHER_WAY)) == (91, 40, 10)


def test_a_word_that_stands_elsewhere_or_may_be_a_name_is_not_mended_freely() -> None:
    was, now = "Protokolet är klart.", "Protokollet är klart."
    assert is_only_spelling(was, now, elsewhere=(), ordinary=())
    assert not is_only_spelling(was, now, elsewhere={"protokolet"}, ordinary=())
    was, now = "Modelparken är klar.", "Modellparken är klar."
    assert not is_only_spelling(was, now, elsewhere=(), ordinary=())
    assert is_only_spelling(was, now, elsewhere=(), ordinary={"modellparken"})


@pytest.mark.parametrize(
    ("was", "now"),
    [("tretonde", "trettonde"), ("nioende", "nionde"), ("tjugoo", "tjugo"), ("fyrratimmars", "fyratimmars")],
)
def test_a_numeral_is_never_mended_freely(was: str, now: str) -> None:
    assert not is_only_spelling(f"Det {was} passet.", f"Det {now} passet.", elsewhere=(), ordinary=())


@pytest.mark.parametrize(
    ("was", "now"),
    [("sujkhus", "sjukhus"), ("trendne", "trenden"), ("enhten", "enheten"), ("stationn", "station")],
)
def test_a_word_that_only_looks_as_if_it_held_a_numeral_is_mended_freely(was: str, now: str) -> None:
    assert is_only_spelling(f"Nära {was} nu.", f"Nära {now} nu.", elsewhere=(), ordinary=())


@pytest.mark.parametrize("before", ["Nu är ", "Ansvarig: ", "| ", "(se ", "heter ”"])
def test_a_capital_that_opens_no_sentence_makes_a_name_unless_the_site_has_the_word(before: str) -> None:
    was, now = f"{before}Protokolet", f"{before}Protokollet"
    assert not is_only_spelling(was, now, elsewhere=(), ordinary=())
    assert is_only_spelling(was, now, elsewhere=(), ordinary={"protokollet"})


@pytest.mark.parametrize("before", ["", "Nu då. ", "Vad? ", "”", "Rubrik\n", "– "])
def test_a_capital_that_opens_a_sentence_makes_no_name_of_a_swedish_word(before: str) -> None:
    was, now = f"{before}Protokolet är klart", f"{before}Protokollet är klart"
    assert is_only_spelling(was, now, elsewhere=(), ordinary=())
