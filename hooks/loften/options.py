"""The options that more than one command has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from loften.commands import SwedishOption

AnyCommand = TypeVar("AnyCommand", bound=Callable[..., Any])

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
repository_option = click.option(
    "--repository",
    "name",
    metavar="NAMN",
    help="Arkivets namn, ägare/namn; det som origin pekar på om inget anges. Bara det som det här arkivet "
    "själv har publicerat räknas som publicerat.",
)


def format_option(forms: Iterable[str]) -> Callable[[AnyCommand], AnyCommand]:
    """The form of a command's answer; the first is used where none is given."""
    names = list(forms)
    return click.option(
        "--format",
        "form",
        metavar="FORM",
        type=click.Choice(names),
        default=names[0],
        help=f"Svarets form: {', '.join(names)}.",
    )


out_option = click.option(
    "--out",
    metavar="MAPP",
    cls=SwedishOption,
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Mappen att skriva till.",
)
