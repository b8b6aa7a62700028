"""The options that more than one command has."""

from __future__ import annotations

from pathlib import Path

import click

from loften.commands import SwedishOption

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
out_option = click.option(
    "--out",
    metavar="MAPP",
    cls=SwedishOption,
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Mappen att skriva till.",
)
