"""The command line: `python -m loften check`, `write`, `clean-images`, `schemas`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from loften import reporting, schema
from loften.clean_images import clean_images
from loften.inspection import Inspection, inspect
from loften.outputs import write
from loften.owner import open_questions
from loften.settings import unset

FORMATS = {
    "text": reporting.as_text,
    "json": reporting.as_json,
    "github": reporting.as_annotations,
    "summary": reporting.as_summary,
}

root_option = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=Path(),
    help="Mappen med promises.yaml och content/.",
)
today_option = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Dagen som gäller, ÅÅÅÅ-MM-DD; dagens datum om inget anges.",
)


@click.group(help="Granskar och skriver webbplatsen med medborgarlöften.")
def main() -> None:
    """The group of commands."""


@main.command(help="Granskar alla texter och säger vad som är fel.")
@root_option
@today_option
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="Svarets form.")
@click.option("--publish", is_flag=True, help="Säger också nej så länge en inställning är ett exempel.")
def check(root: Path, today: dt.datetime | None, form: str, publish: bool) -> None:
    """Prints every problem; exit 1 if there is an error."""
    found = inspect(root, _day(today))
    click.echo(FORMATS[form](found.problems))
    if found.site and form == "text" and (questions := open_questions(found.site)):
        click.echo("\nÅterstår för den som äger webbplatsen:")
        for question in questions:
            click.echo(f"- {question}")
    names = unset(found.site.settings) if found.site and publish else ()
    for name in names:
        click.echo(f"mkdocs.yml: {name} är ett exempel – byt det innan webbplatsen publiceras.", err=True)
    if names or not found.is_publishable:
        raise SystemExit(1)


@main.command("write", help="Skriver hela webbplatsen till en mapp, utan tema och sökning.")
@root_option
@today_option
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Mappen.")
def write_site(root: Path, today: dt.datetime | None, out: Path) -> None:
    """Writes nothing while there is an error, and replaces no folder but one that it has written."""
    if out.exists() and any(out.iterdir()) and not (out / "rss.xml").is_file():
        raise click.ClickException(f"{out} innehåller annat än en webbplats – välj en tom mapp.")
    found = _without_errors(inspect(root, _day(today)))
    if found.site is not None:
        written = write(found.site, found.today, out)
        click.echo(f"{len(written)} filer i {out}.")


@main.command("clean-images", help="Tar bort dolda uppgifter ur alla bilder under content/.")
@root_option
def clean(root: Path) -> None:
    """Prints the path of each picture that was changed."""
    for path in clean_images(root):
        click.echo(path)


@main.command(help="Skriver JSON-scheman för promises.yaml och texternas huvuden.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Mappen.")
def schemas(out: Path) -> None:
    """Writes one file for each kind of record."""
    out.mkdir(parents=True, exist_ok=True)
    for name, text in schema.json_schemas().items():
        (out / name).write_text(text, encoding="utf-8")


def _day(today: dt.datetime | None) -> dt.date:
    return today.date() if today else dt.datetime.now(ZoneInfo("Europe/Stockholm")).date()


def _without_errors(found: Inspection) -> Inspection:
    if not found.is_publishable:
        click.echo(reporting.as_text(found.problems), err=True)
        raise SystemExit(1)
    return found


if __name__ == "__main__":
    main(prog_name="loften")
