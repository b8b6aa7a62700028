"""Commands whose help and refusals are in Swedish, where click has English words of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from click.types import OptionHelpExtra

HEADINGS = {"Options": "Val", "Commands": "Kommandon"}
"""The headings of click's help, by what click calls them."""


class UsageFault(click.ClickException):
    """A command is not written as it should be; the message is Swedish and the exit code click's."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file, err=True)


class SwedishOption(click.Option):
    """An option whose help says in Swedish that it is mandatory."""

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        extra = super().get_help_extra(ctx)
        if "required" in extra:
            extra["required"] = "krävs"
        return extra


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Skriv så här: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class SwedishCommand(click.Command):
    """A command whose help is in Swedish."""

    context_class = _Context

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, options_metavar="[VAL]", **settings)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_swedish(super().get_help_option(ctx))


class SwedishGroup(click.Group):
    """A group of such commands, which says in Swedish what is wrong with how one is written."""

    context_class = _Context
    command_class = SwedishCommand

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(
            *arguments, options_metavar="", subcommand_metavar="KOMMANDO [VAL]", **settings
        )

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _in_swedish(super().get_help_option(ctx))

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        with _told_in_swedish(self):
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        with _told_in_swedish(self):
            return super().invoke(ctx)


def _in_swedish(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Visar den här hjälpen."
    return option


@contextmanager
def _told_in_swedish(group: click.Group) -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else group.name
        raise UsageFault(f"{_fault(error, group)}\nHjälp: {path} --help") from None


def _fault(error: click.UsageError, group: click.Group) -> str:
    """What is wrong and what to write instead."""
    match error:
        case click.NoSuchCommand():
            known = ", ".join(sorted(group.commands))
            return f'kommandot "{error.command_name}" finns inte – skriv ett av: {known}'
        case click.NoSuchOption():
            known = ", ".join(option for command in (error.ctx,) if command for option in _options(command))
            return f'valet "{error.option_name}" finns inte – skriv ett av: {known}'
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"{_name(parameter)} saknas – {_explained(parameter)}"
        case click.BadParameter(param=click.Parameter() as parameter):
            return f"{_name(parameter)} har ett värde som inte går att använda – {_explained(parameter)}"
        case click.BadOptionUsage():
            return f"{error.option_name} är inte skrivet som det ska – se efter om ett värde saknas"
    return "det är för många ord – sätt citattecken runt det som har mellanslag i sig"


def _options(context: click.Context) -> list[str]:
    return [option for parameter in context.command.get_params(context) for option in parameter.opts[:1]
            if option.startswith("--")]


def _name(parameter: click.Parameter) -> str:
    return parameter.make_metavar(click.get_current_context()) if isinstance(parameter, click.Argument) else parameter.opts[0]


def _explained(parameter: click.Parameter) -> str:
    """What the parameter is for, in its own words, and the values it may have."""
    return ""
