"""The command line, `python -m loften`: what editors, the Makefile and the workflows call."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

import click

from loften.commands import SwedishGroup, SwedishOption
from loften.comparing import recording
from loften.comparing.earlier import Earlier, earlier
from loften.comparing.publications import BRANCH
from loften.comparing.recording import NotRecordedError, publication, record_rewritten
from loften.comparing.repository import Repository, StateNotFoundError
from loften.deriving import cadence
from loften.deriving.published import published
from loften.deriving.reminders import reminders
from loften.editing import new_texts
from loften.editing.new_texts import NEW_TEXTS, NewTextError
from loften.editing.open_questions import open_questions
from loften.editing.preview import preview
from loften.editing.rule_page import rule_page
from loften.editing.schemas import json_schemas
from loften.inspection import Inspection, inspect
from loften.options import format_option, out_option, repository_option, root_option, today_option
from loften.privacy.clean_images import clean_images
from loften.reading.load import read
from loften.records.settings import unset
from loften.records.site import day_of, public
from loften.storing.swapping import restore
from loften.telling import reminders as reminding
from loften.telling import reporting
from loften.telling.changes import changes

FORMATS = {
    "text": reporting.as_text,
    "json": reporting.as_json,
    "github": reporting.as_annotations,
    "summary": reporting.as_summary,
}

FORMS_OF_REMINDERS = {"text": reminding.as_text, "json": reminding.as_json}


@click.group(cls=SwedishGroup, help="Granskar och skriver webbplatsen med medborgarlöften.")
def main() -> None:
    """The group of commands."""


@main.command(help="Granskar alla texter och säger vad som är fel.")
@root_option
@today_option
@format_option(FORMATS)
@click.option(
    "--against",
    "ref",
    metavar="VERSION",
    help="Granskar också ändringen från det här: en gren eller version i git.",
)
@repository_option
@click.option(
    "--publish",
    is_flag=True,
    help="Säger också nej till det som inte får publiceras: inställningar som är exempel, och en äldre "
    "version.",
)
def check(
    root: Path, today: dt.datetime | None, form: str, ref: str | None, name: str | None, publish: bool
) -> None:
    """Prints every problem; exit 1 if there is an error.

    Without --publish an error that stands in the base already is told and stops nothing.
    """
    before = _earlier(root, ref, name, is_publishing=publish)
    try:
        found = inspect(root, _day(today), before)
    except StateNotFoundError as error:
        _stop(error)
    click.echo(FORMATS[form](found.problems, before.said))
    if found.site and form == "text" and (questions := open_questions(found.site, found.today)):
        click.echo("\nÅterstår för den som äger webbplatsen:")
        for question in questions:
            click.echo(f"- {question}")
    names = unset(found.site.settings) if found.site and publish else ()
    for setting in names:
        click.echo(
            f"mkdocs.yml: {setting} är ett exempel – byt eller ta bort det innan webbplatsen publiceras.",
            err=True,
        )
    is_good = found.is_sound_proposal if ref and not publish else found.is_publishable
    if names or not is_good:
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
@repository_option
def tell_changes(root: Path, today: dt.datetime | None, ref: str, name: str | None) -> None:
    """Says what cannot be compared instead of failing; exit 1 while a file cannot be read."""
    before = _earlier(root, ref, name)
    content = read(root)
    if content.whole is None:
        click.echo("## Det här blir offentligt\n\nInget ännu: först behöver felen i texterna rättas.")
        raise SystemExit(1)
    after = content.whole
    base = before.base.completed(after) if before.base else None
    published = before.published.completed(after) if before.published else None
    click.echo(changes(base, after, day_of(base or after, _day(today)), published), nl=False)
    for problem in before.problems:
        click.echo(f"\n{reporting.escaped(problem.message)}.")


@main.command("record", help="Antecknar på grenen publicerad att en version är publicerad.")
@root_option
@repository_option
@click.option(
    "--commit",
    "ref",
    metavar="VERSION",
    default="HEAD",
    help="Den version i git som är publicerad; den utcheckade om inget anges.",
)
@click.option(
    "--at",
    "minute",
    metavar="TID",
    type=click.DateTime(["%Y-%m-%d %H:%M"]),
    help='När den publicerades, "ÅÅÅÅ-MM-DD TT:MM"; nu om inget anges.',
)
@click.option("--print", "is_only_shown", is_flag=True, help="Skriver bara ut raden och antecknar inget.")
@click.option(
    "--rewritten",
    "is_rewritten",
    is_flag=True,
    help="Historiken är omskriven: jämför med det som är publicerat och godtar den nya.",
)
@click.option(
    "--from",
    "former",
    metavar="MAPP",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Med --rewritten: en kopia av arkivet från före omskrivningen.",
)
def record(
    root: Path,
    name: str | None,
    ref: str,
    minute: dt.datetime | None,
    is_only_shown: bool,
    is_rewritten: bool,
    former: Path | None,
) -> None:
    """Adds one line and sends nothing: the branch is pushed by whoever calls."""
    repository = Repository(root)
    at = (minute or _now()).replace(second=0, microsecond=0, tzinfo=None)
    try:
        found = publication(repository, ref, name, at)
        if is_only_shown:
            click.echo(found.as_line)
            return
        if is_rewritten:
            problems = record_rewritten(repository, Repository(former or root), found, at.date())
            if problems:
                click.echo(reporting.as_text(problems))
                _stop("Inget är antecknat: det här skiljer sig från det som är publicerat.")
        else:
            recording.record(repository, found)
    except (NotRecordedError, StateNotFoundError) as error:
        _stop(error)
    click.echo(f"Antecknat på grenen {BRANCH}: {found.commit[:7]} är publicerad.")
    if repository.name is not None:
        click.echo(f"Skicka upp grenen med: git push origin {BRANCH}")


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
    site = read(root).readable
    if site is None:
        _stop(reporting.as_text(inspect(root, _day(today)).problems))
    day = site.settings.today or _day(today)
    try:
        current = cadence.current_agreement(site, day).id
        click.echo(new_texts.create(root, site, kind, name, agreement_id or current, day))
    except NewTextError as error:
        _stop(error)


@main.command("reminders", help="Säger vilka uppföljningar som snart är tänkta att finnas på webbplatsen.")
@root_option
@today_option
@format_option(FORMS_OF_REMINDERS)
def remind(root: Path, today: dt.datetime | None, form: str) -> None:
    """Needs every file to be readable: a follow-up that is not would be told as unpublished."""
    whole = read(root).whole
    if whole is None:
        _stop(reporting.as_text(inspect(root, _day(today)).problems))
    day = day_of(whole, _day(today))
    site = public(whole, day)
    click.echo(FORMS_OF_REMINDERS[form](reminders(site, day), site, day))


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
    return (today or _now()).date()


def _now() -> dt.datetime:
    return dt.datetime.now(ZoneInfo("Europe/Stockholm"))


def _earlier(root: Path, ref: str | None, name: str | None, *, is_publishing: bool = False) -> Earlier:
    try:
        return earlier(Repository(root), ref, name, is_publishing=is_publishing)
    except StateNotFoundError as error:
        _stop(error)


def _refuse_other_folder(out: Path) -> None:
    """Stops before a folder is replaced that holds anything but a site."""
    restore(out)  # a killed run may have put the site aside
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
