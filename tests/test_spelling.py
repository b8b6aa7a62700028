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
    assert (len(TURNED), len(MENDINGS), len(SET_ANOTHER_WAY)) == (60, 40, 10)


def test_a_word_that_stands_elsewhere_or_may_be_a_name_is_not_mended_freely() -> None:
    was, now = "Protokolet är klart.", "Protokollet är klart."
    assert is_only_spelling(was, now, elsewhere=(), ordinary=())
    assert not is_only_spelling(was, now, elsewhere={"protokolet"}, ordinary=())
    was, now = "Modelparken är klar.", "Modellparken är klar."
    assert not is_only_spelling(was, now, elsewhere=(), ordinary=())
    assert is_only_spelling(was, now, elsewhere=(), ordinary={"modellparken"})
