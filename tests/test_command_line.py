"""The command line: what it answers, its exit codes, and no English in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from built import EXAMPLE, KOPING, copy_project
from loften.__main__ import main


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, list(arguments), prog_name="loften")
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(KOPING, tmp_path)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], 'kommandot "chek" finns inte – skriv ett av: changes, check, clean-images, new, preview'),
        (["new", "nyhet"], "NAMN saknas."),
        (["check", "--fel"], "--fel finns inte – skriv något av: --against, --format"),
        (["write"], "--out saknas."),
        (["check", "--format", "x"], "--format har ett värde som inte går att använda."),
    ],
)
def test_a_command_that_is_written_wrong_is_told_in_swedish(arguments: list[str], said: str) -> None:
    code, _, problem = run(*arguments)
    assert code == 2
    assert problem.startswith(said)
    assert "Error" not in problem


@pytest.mark.parametrize("command", ["", *sorted(main.commands)])
def test_the_help_of_every_command_is_in_swedish(command: str) -> None:
    code, said, _ = run(*filter(None, (command, "--help")))
    assert code == 0
    for english in ("Usage", "Options", "Commands", "Show this", "required", "default"):
        assert english not in said


def test_check_of_sound_content_says_so_and_what_the_owner_has_left_to_do(project: Path) -> None:
    code, said, _ = run("check", "--root", str(project), "--today", "2024-03-01")
    assert code == 0
    assert said.startswith(
        "Inga fel.\nInget hålls som publicerat: mappen ligger inte i något git-arkiv.\n\n"
        "Återstår för den som äger webbplatsen:\n- site_url i mkdocs.yml"
    )


def test_check_of_broken_content_tells_it_in_each_form_and_fails(project: Path) -> None:
    (project / "content/kontakt.md").write_text("")
    found = {
        form: run("check", "--root", str(project), "--format", form)
        for form in ("text", "json", "github", "summary")
    }
    assert {code for code, _, _ in found.values()} == {1}
    assert found["text"][1].startswith("content/kontakt.md:1:1: filen är tom")
    assert json.loads(found["json"][1])[0]["path"] == "content/kontakt.md"
    assert found["github"][1].startswith("::error file=content/kontakt.md,line=1,col=1::filen är tom")
    assert found["summary"][1].startswith("## Granskning av texterna")


def test_publishing_is_refused_while_a_setting_is_a_placeholder_and_names_it(project: Path) -> None:
    assert run("check", "--root", str(project))[0] == 0
    code, _, problem = run("check", "--root", str(project), "--publish")
    assert code == 1
    assert [line.split(" ")[1] for line in problem.splitlines()] == ["site_url", "extra.tag_authority"]


def test_publishing_is_allowed_once_the_settings_are_real(project: Path) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text().replace("https://medborgarloften.example/", "https://loften.koping.se/")
    settings.write_text(text.replace("medborgarloften.example,2024", "koping.se,2024"))
    assert run("check", "--root", str(project), "--publish")[0] == 0


def test_a_made_up_municipality_with_a_fixed_day_cannot_be_published() -> None:
    code, _, problem = run("check", "--root", str(EXAMPLE), "--publish")
    assert code == 1
    assert "extra.today" in problem


def test_write_touches_no_folder_that_holds_something_else(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "bilder"
    other.mkdir()
    (other / "semester.jpg").write_bytes(b"x")
    code, _, problem = run("write", "--root", str(project), "--out", str(other))
    assert code == 1
    assert "innehåller annat än en webbplats" in problem
    assert [file.name for file in other.iterdir()] == ["semester.jpg"]


def test_write_leaves_the_old_site_when_there_is_an_error(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "ut"
    assert run("write", "--root", str(project), "--out", str(out))[0] == 0
    before = {file: file.read_bytes() for file in out.rglob("*") if file.is_file()}
    (project / "promises.yaml").write_text("")
    assert run("write", "--root", str(project), "--out", str(out))[0] == 1
    assert {file: file.read_bytes() for file in out.rglob("*") if file.is_file()} == before
