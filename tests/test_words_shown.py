"""What the page shows of a text counts as its words, however it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from pull_requests import LIGHTS, PullRequest, repository


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    return repository(tmp_path)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("```\ntolv lampor\n```", "```\nsex lampor\n```"),
        ("~~~\ntolv lampor\n~~~", "~~~\nsex lampor\n~~~"),
        ("> - ```\n>   tolv lampor\n>   ```", "> - ```\n>   sex lampor\n>   ```"),
        ("12. lampor", "13. lampor"),
        ("- Vi har\n  12. lampor", "- Vi har\n  13. lampor"),
        ("1. maj", "- maj"),
        ("[Lampor](../atgarder/belysning.md 'Tolv')", "[Lampor](../atgarder/belysning.md 'Sex')"),
        ("[Lampor][a]\n\n[a]: /om/ 'Tolv'", "[Lampor][a]\n\n[a]: /om/ 'Sex'"),
        ("| Antal |\n| --- |\n| tolv |", "| Antal |\n| --- |\n| sex |"),
        ("Lampor[^1]\n\n[^1]: De är tolv.", "Lampor[^1]\n\n[^1]: De är sex."),
    ],
)
def test_other_words_that_the_page_shows_need_a_line(change: PullRequest, was: str, now: str) -> None:
    change.on_main(lambda change: change.replace(LIGHTS, "Lamporna lyser.", was))
    change.replace(LIGHTS, was, now)
    (told,) = change.problems()
    assert told.endswith('lägg till: changes: [{date: 2024-06-01, what: "Ändrat: texten."}]')


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("12. lampor\n13. stolpar", "12. lampor\n12. stolpar"),
        ("12. lampor", "12) lampor"),
        ("```\ntolv lampor\n```", "~~~ text\ntolv  lampor\n~~~"),
        ("[Lampor](../atgarder/belysning.md 'Tolv')", '[Lampor](../atgarder/belysning.md "Tolv")'),
    ],
)
def test_what_the_page_shows_as_before_needs_none(change: PullRequest, was: str, now: str) -> None:
    change.on_main(lambda change: change.replace(LIGHTS, "Lamporna lyser.", was))
    change.replace(LIGHTS, was, now)
    assert change.problems() == []
