"""The command line, `python -m loften`: what editors, the Makefile and the workflows call."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import click

from loften.commands import SwedishGroup, SwedishOption
from loften.comparing.states import EarlierState, StateNotFoundError, state_at
from loften.deriving import cadence
from loften.deriving.published import published
from loften.editing import new_texts
from loften.editing.new_texts import NEW_TEXTS, NewTextError
from loften.editing.open_questions import open_questions
from loften.editing.preview import preview
from loften.editing.rule_page import rule_page
from loften.editing.schemas import json_schemas
from loften.inspection import Inspection, inspect
from loften.privacy.clean_images import clean_images
from loften.reading.load import read, read_what_can_be_read
from loften.records.documents import PROMISES
from loften.records.problems import Problem, Severity, in_order
from loften.records.settings import unset
from loften.records.site import day_of
from loften.telling import reporting
from loften.telling.changes import changes

FORMATS = {
    "text": reporting.as_text,
    "json": reporting.as_json,
    "github": reporting.as_annotations,
    "summary": reporting.as_summary,
}

root_option = click.option(
    "--root",
    metavar="MAPP",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    help="Mappen med promises.yaml och content/.",
)
today_option = click.option(
    "--today",
    metavar="DAG",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Dagen som gäller, ÅÅÅÅ-MM-DD; dagens datum om inget anges.",
)
out_option = click.option(
    "--out",
    metavar="MAPP",
    cls=SwedishOption,
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Mappen att skriva till.",
)


@click.group(cls=SwedishGroup, help="Granskar och skriver webbplatsen med medborgarlöften.")
def main() -> None:
    """The group of commands."""


@main.command(help="Granskar alla texter och säger vad som är fel.")
@root_option
@today_option
@click.option(
    "--format",
    "form",
    metavar="FORM",
    type=click.Choice(list(FORMATS)),
    default="text",
    help=f"Svarets form: {', '.join(FORMATS)}.",
)
@click.option(
    "--against",
    "ref",
    metavar="VERSION",
    help="Granskar också ändringen från det här: en gren eller version i git.",
)
@click.option("--publish", is_flag=True, help="Säger också nej så länge en inställning är ett exempel.")
def check(root: Path, today: dt.datetime | None, form: str, ref: str | None, publish: bool) -> None:
    """Prints every problem; exit 1 if there is an error."""
    earlier = _earlier(root, ref) if ref else EarlierState(site=None)
    found = inspect(root, _day(today), earlier.site)
    if earlier.notice:
        told = Problem(severity=Severity.WARNING, path=PROMISES, fault=earlier.notice)
        found = replace(found, problems=in_order([*found.problems, told]))
    click.echo(FORMATS[form](found.problems))
    if found.site and form == "text" and (questions := open_questions(found.site)):
        click.echo("\nÅterstår för den som äger webbplatsen:")
        for question in questions:
            click.echo(f"- {question}")
    names = unset(found.site.settings) if found.site and publish else ()
    for name in names:
        click.echo(
            f"mkdocs.yml: {name} är ett exempel – byt eller ta bort det innan webbplatsen publiceras.",
            err=True,
        )
    if names or not found.is_publishable:
        raise SystemExit(1)


@main.command("changes", help="Berättar i Markdown vad en ändring gör offentligt.")
@root_option
@today_option
@click.option(
    "--against",
    "ref",
    metavar="VERSION",
    cls=SwedishOption,
    required=True,
    help="Det som jämförs med: en gren eller version i git.",
)
def tell_changes(root: Path, today: dt.datetime | None, ref: str) -> None:
    """Says what cannot be compared instead of failing; exit 1 while a file cannot be read."""
    earlier = _earlier(root, ref)
    site, _ = read(root)
    if site is None:
        click.echo("## Det här blir offentligt\n\nInget ännu: först behöver felen i texterna rättas.")
        raise SystemExit(1)
    click.echo(changes(earlier.site, site, day_of(earlier.site or site, _day(today))), nl=False)
    if earlier.notice:
        click.echo(f"\n{reporting.escaped(earlier.notice)}")


@main.command("write", help="Skriver hela webbplatsen till en mapp, utan tema och sökning.")
@root_option
@today_option
@out_option
def write_site(root: Path, today: dt.datetime | None, out: Path) -> None:
    """Writes nothing while there is an error, and replaces no folder but one that it has written."""
    # what writes pages and feeds is slow to load, and no other command needs it
    from loften.writing.outputs import write

    _refuse_other_folder(out)
    found = _without_errors(inspect(root, _day(today)))
    if found.site is not None:
        written = write(published(found.site, found.today), out)
        click.echo(f"{len(written)} filer i {out}.")


@main.command("new", help="Börjar på en ny text.")
@click.argument("kind", metavar="SLAG", help=f"Vad du vill skriva: {', '.join(NEW_TEXTS)}.")
@click.argument("name", metavar="NAMN", help="Ett kort namn på texten; det blir filnamn och adress.")
@root_option
@today_option
@click.option(
    "--agreement",
    "agreement_id",
    metavar="MAPP",
    help="Löftets mapp, till exempel 2024; annars det aktuella löftet.",
)
def new(kind: str, name: str, root: Path, today: dt.datetime | None, agreement_id: str | None) -> None:
    """Prints the path of the new file; overwrites none.

    Only promises.yaml and the settings need to be whole: a draft that is not finished is no reason to wait.
    """
    site, _ = read_what_can_be_read(root)
    if site is None:
        _stop(reporting.as_text(inspect(root, _day(today)).problems))
    day = site.settings.today or _day(today)
    try:
        current = cadence.current_agreement(site.agreements, day).id
        click.echo(new_texts.create(root, site, kind, name, agreement_id or current, day))
    except NewTextError as error:
        _stop(error)


@main.command("preview", help="Kopierar en byggd webbplats så att den går att öppna med dubbelklick.")
@click.option(
    "--site",
    metavar="MAPP",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path("site"),
    help="Mappen med den byggda webbplatsen.",
)
@out_option
@today_option
def write_preview(site: Path, out: Path, today: dt.datetime | None) -> None:
    """Prints the page to open; replaces no folder but one that it has written."""
    _refuse_other_folder(out)
    try:
        click.echo(preview(site, out, _day(today)))
    except ValueError:
        _stop(f"{out} och {site} får inte ligga i varandra.")


@main.command("clean-images", help="Tar bort dolda uppgifter ur alla bilder under content/.")
@root_option
def clean(root: Path) -> None:
    """Prints the path of each picture that was changed."""
    for path in clean_images(root):
        click.echo(path)


@main.command(help="Skriver JSON-scheman för promises.yaml och texternas huvuden.")
@out_option
def schemas(out: Path) -> None:
    """Writes one file for each kind of record."""
    out.mkdir(parents=True, exist_ok=True)
    for name, text in json_schemas().items():
        (out / name).write_text(text, encoding="utf-8")


@main.command(help="Skriver ut sidan med alla regler.")
def rules() -> None:
    """Prints the page of the guide in Markdown."""
    click.echo(rule_page(), nl=False)


def _day(today: dt.datetime | None) -> dt.date:
    return today.date() if today else dt.datetime.now(ZoneInfo("Europe/Stockholm")).date()


def _earlier(root: Path, ref: str) -> EarlierState:
    try:
        return state_at(root, ref)
    except StateNotFoundError as error:
        _stop(error)


def _refuse_other_folder(out: Path) -> None:
    """Stops before a folder is replaced that holds anything but a site."""
    if out.exists() and any(out.iterdir()) and not (out / "rss.xml").is_file():
        _stop(f"{out} innehåller annat än en webbplats – välj en tom mapp.")


def _without_errors(found: Inspection) -> Inspection:
    if not found.is_publishable:
        _stop(reporting.as_text(found.problems))
    return found


def _stop(why: object) -> NoReturn:
    """Says why nothing was done, in Swedish, and ends with 1."""
    click.echo(why, err=True)
    raise SystemExit(1) from None


if __name__ == "__main__":
    main(prog_name="python -m loften")
