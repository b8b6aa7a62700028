"""A rewritten history is accepted only where nothing differs but what the law has erased."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from loften.__main__ import main
from loften.comparing.publications import publication_record
from loften.comparing.repository import Repository
from published import NAME, NEWS, TEXT, municipality
from pull_requests import FOLLOW_UP, LIGHTS, WORDS, PullRequest, commit, git, publish

PROMISES, SETTINGS = "promises.yaml", "mkdocs.yml"
WALK = "content/2024/atgarder/vandring.md"
HELD_BACK = "content/2024/nyheter/2024-09-01-host.md"
CONTACT = "content/kontakt.md"
PICTURE = "content/2024/nyheter/bilder/lampor.png"
DOCUMENT = "content/2024/nyheter/protokoll.pdf"
SHOWN = "pictures:\n  - file: bilder/lampor.png\n    alt: Kalle Kallesson vid en lampa.\n"
PLACE = "  - id: torget\n    name: Torget\n"
ERASED_SIGNING = """\
- id: "2024"
    erased: [{date: 2024-06-01, fields: [signing], reason: court-order}]
"""
NOT_AS = "är inte som i det som är publicerat"
Edit = Callable[[PullRequest], None]


def replaced(path: str, old: str, new: str) -> Edit:
    return lambda change: change.replace(path, old, new)


def written(path: str, text: str) -> Edit:
    return lambda change: change.write(path, text)


def deleted(path: str) -> Edit:
    return lambda change: change.delete(path)


def moved(old: str, new: str) -> Edit:
    return lambda change: change.move(old, new)


def erasing(path: str, *names: str) -> Edit:
    """Says at the top of a file that the law has erased something in these fields."""

    def edit(change: PullRequest) -> None:
        text = (change.root / path).read_text(encoding="utf-8")
        line = f"erased: [{{date: 2024-06-01, fields: [{', '.join(names)}], reason: personal-data}}]\n"
        change.write(path, text.replace("---\n", f"---\n{line}", 1))

    return edit


@pytest.fixture
def change(tmp_path: Path) -> PullRequest:
    """What is published, on `main`, and a clone of it in `gammal`."""
    found = municipality(tmp_path / "kommun")
    git(found.root, "checkout", "--quiet", "main")
    for path in (PICTURE, DOCUMENT):
        found.write(path, f"Det här är {path}.")
    found.replace(LIGHTS, "source:\n", f"{SHOWN}source:\n")
    found.write(CONTACT, "---\ntitle: Kontakt\nsummary: Hit.\n---\nKalle Kallesson svarar.\n\nAlla dagar.\n")
    commit(found.root)
    publish(found.root)
    git(tmp_path, "clone", "--quiet", str(found.root), "gammal")
    return found


def rewrite(change: PullRequest, *edits: Edit) -> Result:
    """Makes one commit without a history of what was published, and asks for it to be recorded."""
    for edit in edits:
        edit(change)
    git(change.root, "checkout", "--quiet", "--orphan", "ny")
    commit(change.root, "Ny historik")
    where = ["--root", str(change.root), "--at", "2024-06-01 12:00", "--repository", NAME]
    former = str(change.root.parent / "gammal")
    return CliRunner().invoke(main, ["record", *where, "--rewritten", "--from", former])


def told(done: Result) -> list[tuple[str, str]]:
    """The file and the fault of each difference, none where the history is recorded."""
    lines = done.stdout.splitlines()
    if done.exit_code == 0:
        return []
    assert done.stderr == "Inget är antecknat: det här skiljer sig från det som är publicerat.\n"
    # the last line counts them
    return [(line.partition(":")[0], line.split(": ", 1)[1].partition(" – ")[0]) for line in lines[:-1]]


def is_recorded(change: PullRequest) -> bool:
    return len(publication_record(Repository(change.root), NAME).own) == 2


def field(key: str, what: str) -> str:
    return f"fältet {key} i {what} {NOT_AS}"


LOST = "filen är borta, men finns i det som är publicerat"
NEW = "filen finns inte i det som är publicerat"


@pytest.mark.parametrize(
    ("edit", "path", "fault"),
    [
        (replaced(WALK, "[polisen]", "[kommunen]"), WALK, field("responsible", "åtgärden")),
        (replaced(WALK, "vandring", "runda"), WALK, field("title", "åtgärden")),
        (replaced(PROMISES, "12 34 56", "12 34 57"), PROMISES, field("phone", 'kontakten "vaxeln"')),
        (replaced(PROMISES, "kind: police", "kind: council"), PROMISES, field("kind", 'parten "polisen"')),
        (
            replaced(PROMISES, "Vi ska synas mer.", "Vi ska synas."),
            PROMISES,
            field("summary", 'löftet "narvaro"'),
        ),
        (
            replaced(PROMISES, "role: kommunchef", "role: chef"),
            PROMISES,
            field("signing", 'medborgarlöftet "2024"'),
        ),
        (
            replaced(PROMISES, "name: Provkommun\n  short_", "name: X\n  short_"),
            PROMISES,
            field("municipality", PROMISES),
        ),
        (
            replaced(PROMISES, "explanation: Ett", "explanation: Inget"),
            PROMISES,
            field("explanation", 'ordet "est"'),
        ),
        (replaced(CONTACT, "Alla dagar.", "Aldrig."), CONTACT, field("body", "sidan")),
        (replaced(WORDS, "[2] Trafiken", "[2] All trafik"), WORDS, field("body", "sidan")),
        (replaced(WORDS, "4: background", "4: purpose"), WORDS, field("pieces", "sidan")),
        (replaced(HELD_BACK, "2024-09-01", "2024-10-01"), HELD_BACK, field("published", "nyheten")),
        (replaced(HELD_BACK, "om hösten", "inget"), HELD_BACK, field("summary", "nyheten")),
        (deleted(HELD_BACK), HELD_BACK, LOST),
        (written(NEWS.format("mer"), TEXT), NEWS.format("mer"), NEW),
        (deleted(PICTURE), PICTURE, LOST),
        (written(PICTURE, "En annan bild"), PICTURE, f"filen {NOT_AS}"),
        (written("content/2024/ny.png", "x"), "content/2024/ny.png", NEW),
        (deleted(DOCUMENT), DOCUMENT, LOST),
        (
            replaced(SETTINGS, "https://prov.test", "https://annat.test"),
            SETTINGS,
            f"inställningen site_url {NOT_AS}",
        ),
        (
            replaced(SETTINGS, "extra:\n", "extra:\n  branch: x\n"),
            SETTINGS,
            f"inställningen extra.branch {NOT_AS}",
        ),
        (
            replaced(SETTINGS, "extra:", "copyright: Prov\nextra:"),
            SETTINGS,
            f"inställningen copyright {NOT_AS}",
        ),
        (
            replaced(PROMISES, PLACE, f"{PLACE}  - id: parken\n    name: Parken\n"),
            PROMISES,
            'platsen "parken" finns inte i det som är publicerat',
        ),
        (
            replaced(LIGHTS, "status: ongoing", "status: planned"),
            LIGHTS,
            "det här är redan publicerat och skrivs inte om",
        ),
    ],
)
def test_whatever_differs_is_told_and_nothing_is_recorded(
    change: PullRequest, edit: Edit, path: str, fault: str
) -> None:
    done = rewrite(change, edit)
    assert told(done) == [(path, fault)]
    assert not is_recorded(change)


def test_what_was_reported_is_told_without_what_stood_there(change: PullRequest) -> None:
    done = rewrite(change, replaced(LIGHTS, "  count: 6\n      unit: lampor", "  count: 6\n      unit: ljus"))
    assert done.stdout.splitlines()[0] == (
        f'{LIGHTS}:15:7: det här är redan publicerat och skrivs inte om – åtgärden "belysning", utfall – '
        "skriv tillbaka det som står där"
    )
    assert "lampor" not in done.stdout.splitlines()[0].partition(": ")[2]


def test_a_text_that_has_moved_is_both_lost_and_new(change: PullRequest) -> None:
    new = "content/2024/nyheter/2024-09-01-vinter.md"
    assert told(rewrite(change, moved(HELD_BACK, new))) == [(HELD_BACK, LOST), (new, NEW)]


def test_every_difference_is_told_at_once_without_the_old_words(change: PullRequest) -> None:
    done = rewrite(
        change,
        replaced(CONTACT, "Kalle Kallesson svarar.", "En person svarar."),
        replaced(LIGHTS, "Kalle Kallesson vid en lampa.", "En lampa."),
        replaced(FOLLOW_UP, "Lamporna är på väg.", "Det dröjer."),
    )
    assert told(done) == [
        (LIGHTS, field("pictures", "nyheten")),
        (FOLLOW_UP, field("assessments", "uppföljningen")),
        (CONTACT, field("body", "sidan")),
    ]
    assert "Kalle" not in done.output
    assert not is_recorded(change)


def test_what_is_taken_out_of_promises_yaml_is_told_by_its_id(change: PullRequest) -> None:
    term = "  - id: est\n    term: EST\n    explanation: Ett arbetssätt.\n"
    done = rewrite(change, replaced(PROMISES, f"glossary:\n{term}", ""))
    assert told(done) == [(PROMISES, 'ordet "est" är borta, men finns i det som är publicerat')]


def test_the_order_in_promises_yaml_is_compared(change: PullRequest) -> None:
    police = "  - id: polisen\n    name: Polisen\n    kind: police\n"
    own = "  - id: kommunen\n    name: Provkommun\n    kind: municipality\n"
    done = rewrite(change, replaced(PROMISES, police + own, own + police))
    assert told(done) == [(PROMISES, f"ordningen under parties {NOT_AS}")]


def test_a_text_that_cannot_be_read_is_refused(change: PullRequest) -> None:
    done = rewrite(change, written(CONTACT, "trasig\n"))
    assert (done.exit_code, done.stderr) == (
        1,
        "Texterna går inte att läsa, så de två versionerna går inte att jämföra.\n",
    )


def test_a_text_that_could_not_be_read_before_is_to_lie_as_it_lay(tmp_path: Path) -> None:
    change = municipality(tmp_path / "kommun")
    change.write(CONTACT, "trasig\n")
    commit(change.root)
    publish(change.root)
    git(tmp_path, "clone", "--quiet", str(change.root), "gammal")
    done = rewrite(change, written(CONTACT, "---\ntitle: Kontakt\nsummary: Hit.\n---\nHej.\n"))
    assert told(done) == [
        (CONTACT, "filen går inte att läsa i det som är publicerat, så den går inte att jämföra")
    ]


# --- what the law has erased --------------------------------------------------------------------------------


def test_the_same_content_in_a_new_history_is_recorded(change: PullRequest) -> None:
    assert told(rewrite(change)) == []
    assert is_recorded(change)


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param(
            [replaced(CONTACT, "Kalle Kallesson svarar.", "En person svarar."), erasing(CONTACT, "body")],
            id="a body",
        ),
        pytest.param(
            [replaced(LIGHTS, SHOWN, ""), erasing(LIGHTS, "pictures"), deleted(PICTURE)],
            id="a picture with its file",
        ),
        pytest.param(
            [
                replaced(LIGHTS, "lampor.png", "ny.png"),
                erasing(LIGHTS, "pictures"),
                moved(PICTURE, PICTURE.replace("lampor", "ny")),
            ],
            id="another picture",
        ),
        pytest.param(
            [
                replaced(PROMISES, "name: Namn Namnsson", "name: En chef"),
                replaced(PROMISES, '- id: "2024"\n', ERASED_SIGNING),
            ],
            id="a signature",
        ),
        pytest.param(
            [
                moved(HELD_BACK, "content/2024/nyheter/2024-09-01-en-boende.md"),
                erasing("content/2024/nyheter/2024-09-01-en-boende.md", "id"),
            ],
            id="the name of a file",
        ),
        pytest.param(
            [replaced(WORDS, "Vi sätter upp lampor.", "Vi sätter upp ljus."), erasing(WORDS, '"3"')],
            id="a signed piece",
        ),
    ],
)
def test_what_the_law_has_erased_may_differ(change: PullRequest, edits: list[Edit]) -> None:
    assert told(rewrite(change, *edits)) == []
    assert is_recorded(change)


def test_in_an_erased_field_what_is_no_word_stays(change: PullRequest) -> None:
    done = rewrite(
        change,
        replaced(PROMISES, "name: Namn Namnsson", "name: En chef"),
        replaced(PROMISES, "date: 2023-12-14", "date: 2023-12-13"),
        replaced(PROMISES, '- id: "2024"\n', ERASED_SIGNING),
    )
    signing = field("signing", 'medborgarlöftet "2024"')
    assert told(done) == [(PROMISES, f"{signing}, inte heller det som inte är ord")]


def test_an_erasure_excuses_no_other_field_file_or_piece(change: PullRequest) -> None:
    done = rewrite(
        change,
        replaced(CONTACT, "Kalle Kallesson svarar.", "En person svarar."),
        replaced(CONTACT, "summary: Hit.", "summary: Dit."),
        erasing(CONTACT, "body"),
        replaced(WORDS, "Vi sätter upp lampor.", "Vi sätter upp ljus."),
        replaced(WORDS, "Trafiken ska bli lugnare.", "Trafiken ska öka."),
        erasing(WORDS, '"3"'),
        deleted(DOCUMENT),
    )
    assert told(done) == [
        (DOCUMENT, LOST),
        (WORDS, field("body", "sidan")),
        (CONTACT, field("summary", "sidan")),
    ]


def test_a_file_that_another_text_still_shows_is_not_taken_out_with_an_erased_one(
    change: PullRequest,
) -> None:
    shown = SHOWN.replace("bilder/", "../nyheter/bilder/").replace("Kalle Kallesson vid en", "En")
    change.replace(FOLLOW_UP, "covers:\n", f"{shown}covers:\n")
    commit(change.root)
    publish(change.root, at="2024-06-01 08:00")
    git(change.root.parent / "gammal", "pull", "--quiet", "origin", "main")
    done = rewrite(change, replaced(LIGHTS, SHOWN, ""), erasing(LIGHTS, "pictures"), deleted(PICTURE))
    assert told(done) == [(PICTURE, LOST)]


def test_an_erasure_that_is_recorded_already_excuses_nothing_more(change: PullRequest) -> None:
    change.replace(CONTACT, "Kalle Kallesson svarar.", "En person svarar.")
    erasing(CONTACT, "body")(change)
    commit(change.root)
    publish(change.root, at="2024-06-01 08:00")
    git(change.root.parent / "gammal", "pull", "--quiet", "origin", "main")
    done = rewrite(change, replaced(CONTACT, "Alla dagar.", "Aldrig."))
    assert told(done) == [(CONTACT, field("body", "sidan"))]


def test_a_line_that_says_that_something_was_erased_is_not_taken_out(change: PullRequest) -> None:
    erasing(CONTACT, "body")(change)
    commit(change.root)
    publish(change.root, at="2024-06-01 08:00")
    git(change.root.parent / "gammal", "pull", "--quiet", "origin", "main")
    text = (change.root / CONTACT).read_text(encoding="utf-8")
    line = next(line for line in text.splitlines(keepends=True) if line.startswith("erased:"))
    assert told(rewrite(change, replaced(CONTACT, line, ""))) == [(CONTACT, field("erased", "sidan"))]
