"""The content at a commit is read as it was, or it is said in Swedish why it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from loften.comparing.earlier import earlier
from loften.comparing.repository import Repository, StateNotFoundError
from loften.reading.content import Content
from loften.reading.load import load
from pull_requests import FILES, LIGHTS, commit, git, repository


def base(root: Path, ref: str) -> Content:
    """What can be read of the content at `ref`, or where the checked-out commit left it."""
    found = earlier(Repository(root), ref).base
    assert found is not None
    return found


def test_the_earlier_state_is_what_was_committed_and_not_what_lies_in_the_folder(tmp_path: Path) -> None:
    change = repository(tmp_path)
    committed = load(tmp_path)
    change.replace(LIGHTS, "status: ongoing", "status: done")
    assert base(tmp_path, "main").whole == committed
    assert load(tmp_path) != committed


def test_a_project_in_a_folder_of_the_repository_is_read_from_that_folder(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    for path, text in FILES.items():
        file = tmp_path / "examples" / "prov" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "promises.yaml").write_text("inte den här\n", encoding="utf-8")
    commit(tmp_path)
    root = tmp_path / "examples" / "prov"
    assert base(root, "main").whole == load(root)


def test_names_with_swedish_letters_and_files_that_are_no_texts_are_read_byte_by_byte(tmp_path: Path) -> None:
    change = repository(tmp_path)
    picture = tmp_path / "content" / "2024" / "nyheter" / "bilder" / "torget på våren.png"
    picture.parent.mkdir()
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff\n\n")
    change.write(".gitattributes", "* text eol=crlf export-ignore\n*.png -text export-subst\n")
    commit(tmp_path)
    site = base(tmp_path, "HEAD").whole
    assert site is not None
    assert site.assets == load(tmp_path).assets
    assert site.measures == load(tmp_path).measures


def test_what_others_publish_after_the_branch_left_does_not_look_deleted(tmp_path: Path) -> None:
    change = repository(tmp_path)
    mine = load(tmp_path)
    change.write("content/2024/atgarder/tillagd.md", FILES["content/2024/atgarder/vandring.md"])
    git(tmp_path, "checkout", "--quiet", "main")
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "andring")
    assert base(tmp_path, "main").whole == mine


def test_a_branch_that_does_not_exist_is_told_in_swedish(tmp_path: Path) -> None:
    repository(tmp_path)
    with pytest.raises(StateNotFoundError) as told:
        earlier(Repository(tmp_path), "origin/main")
    assert str(told.value) == (
        '"origin/main" finns inte i den här kopian av arkivet. Kontrollera namnet, eller hämta det med: '
        "git fetch origin"
    )


def test_a_ref_is_never_taken_for_an_option(tmp_path: Path) -> None:
    repository(tmp_path)
    with pytest.raises(StateNotFoundError) as told:
        earlier(Repository(tmp_path), "--all")
    assert str(told.value).startswith('"--all" finns inte')


def test_a_shallow_clone_is_told_how_to_fetch_the_rest(tmp_path: Path) -> None:
    repository(tmp_path / "original")
    (tmp_path / "original" / "ny.txt").write_text("ny", encoding="utf-8")
    commit(tmp_path / "original")
    address = f"file://{tmp_path / 'original'}"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=andring", address, "kopia")
    with pytest.raises(StateNotFoundError) as told:
        earlier(Repository(tmp_path / "kopia"), "main")
    assert str(told.value) == (
        '"main" finns inte i den här kopian av arkivet, som bara har den senaste historiken. Hämta resten '
        "med: git fetch --unshallow"
    )


def test_a_folder_without_git_is_told_in_swedish(tmp_path: Path) -> None:
    (tmp_path / "prov").mkdir()
    with pytest.raises(StateNotFoundError) as told:
        earlier(Repository(tmp_path / "prov"), "main")
    assert str(told.value) == (
        "prov/ ligger inte i något git-arkiv som går att läsa, så det finns inget tidigare innehåll att "
        "jämföra med. Kör kommandot i en klonad kopia av arkivet."
    )


def test_a_computer_without_git_is_told_where_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StateNotFoundError) as told:
        earlier(Repository(tmp_path), "main")
    assert str(told.value) == (
        "Programmet git finns inte på den här datorn. Installera det från https://git-scm.com och försök "
        "igen."
    )


def test_a_commit_before_the_first_promises_has_nothing_to_compare_with(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / "README.md").write_text("Snart.\n", encoding="utf-8")
    commit(tmp_path)
    found = earlier(Repository(tmp_path), "main")
    assert found.base is None
    assert [problem.message for problem in found.problems] == [
        "promises.yaml fanns inte i main, så det finns inget äldre innehåll att jämföra med"
    ]


def test_a_broken_earlier_state_is_told_with_its_place_and_the_rest_of_it_is_read(tmp_path: Path) -> None:
    change = repository(tmp_path)
    change.replace(LIGHTS, "status: ongoing", "status: klart")
    commit(tmp_path)
    found = earlier(Repository(tmp_path), "HEAD")
    assert [str(problem) for problem in found.problems] == [
        "content/2024/nyheter/2024-03-01-lampor.md:10:1: varning: filen går inte att läsa i HEAD (felet "
        "står på "
        "rad 10 där), så den är inte jämförd med hur den var – läs den extra noga"
    ]
    assert found.base is not None
    assert found.base.whole is None
    assert found.base.readable is not None
    assert [measure.id for measure in found.base.readable.measures] == ["belysning", "vandring"]


def test_what_an_editor_has_configured_in_git_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(tmp_path / "arkiv")
    settings = tmp_path / "gitconfig"
    settings.write_text(
        "[core]\n\tquotePath = true\n\tautocrlf = true\n[color]\n\tui = always\n[i18n]\n"
        "\tlogOutputEncoding = latin1\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    assert base(tmp_path / "arkiv", "main").whole == load(tmp_path / "arkiv")
