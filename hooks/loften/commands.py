"""Commands whose help and refusals are in Swedish, where click has English words of its own."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

import click
from click.types import OptionHelpExtra

from loften.telling.machine_faults import machine_fault

_HEADINGS = {"Options": "Val", "Commands": "Kommandon", "Positional arguments": "Det som ska skrivas"}
"""The headings of a command's help, by what click calls them."""


class MachineFault(click.ClickException):
    """The machine has refused something; the message is Swedish."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(self.message, file=file, err=True)


class UsageFault(MachineFault):
    """A command is not written as it should be; the message is Swedish, the exit code the one of click."""

    exit_code = 2


class SwedishOption(click.Option):
    """An option whose help says in Swedish that it must be there."""

    def get_help_extra(self, ctx: click.Context) -> OptionHelpExtra:
        extra = super().get_help_extra(ctx)
        if "required" in extra:
            extra["required"] = "krävs"
        return extra


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "Skriv: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class _HelpInSwedish(click.Command):
    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Visar den här hjälpen."
        return option


class SwedishCommand(_HelpInSwedish):
    """A command whose help is in Swedish."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **{"options_metavar": "[VAL]", **settings})


class SwedishGroup(_HelpInSwedish, click.Group):
    """A group of such commands; it says in Swedish what is wrong with how one of them is written."""

    command_class = SwedishCommand

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        words = {"options_metavar": "", "subcommand_metavar": "KOMMANDO [VAL]"}
        super().__init__(*arguments, **{**words, **settings})

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        with _faults_in_swedish(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        with _faults_in_swedish(ctx), _machine_faults_in_swedish():
            return super().invoke(ctx)


@contextmanager
def _machine_faults_in_swedish() -> Iterator[None]:
    """Says in Swedish what the machine refuses; a reader that wants no more of the answer is no fault."""
    try:
        yield
    except OSError as error:
        told = machine_fault(error)
        if told is None or error.errno == errno.EPIPE:
            raise
        _drop_output()
        raise MachineFault(told) from None


def _drop_output() -> None:
    """Drops what could not be printed: Python would try again when it ends, and say so in English."""
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            sys.stdout.close()


@contextmanager
def _faults_in_swedish(outer: click.Context) -> Iterator[None]:
    """Says in Swedish what click refuses; `outer` is the context of the group."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        context = error.ctx or outer
        raise UsageFault(f"{_fault(error, context)}\nHjälp: {context.command_path} --help") from None


def _fault(error: click.UsageError, context: click.Context) -> str:
    """What is wrong, and what to write instead."""
    match error:
        case click.NoSuchCommand():
            return f'kommandot "{error.command_name}" finns inte – skriv ett av: {_commands(context)}'
        case click.NoSuchOption():
            return f"{error.option_name} finns inte – skriv något av: {_options(context)}"
        case click.MissingParameter(param=click.Parameter() as parameter):
            return f"{_name(parameter, context)} saknas. {_explained(parameter)}"
        case click.BadParameter(param=click.Parameter() as parameter):
            name = _name(parameter, context)
            return f"{name} har ett värde som inte går att använda. {_explained(parameter)}"
        case click.BadOptionUsage():
            return f"{error.option_name} är inte skrivet som det ska – se efter vad som står efter det"
    return "det är för många ord – sätt citattecken runt det som innehåller mellanslag"


def _commands(context: click.Context) -> str:
    group = context.command
    return ", ".join(group.list_commands(context)) if isinstance(group, click.Group) else ""


def _options(context: click.Context) -> str:
    every = (option for parameter in context.command.get_params(context) for option in parameter.opts)
    return ", ".join(sorted(option for option in every if option.startswith("-")))


def _name(parameter: click.Parameter, context: click.Context) -> str:
    return parameter.make_metavar(context) if isinstance(parameter, click.Argument) else parameter.opts[0]


def _explained(parameter: click.Parameter) -> str:
    """What the parameter is, in the words of the help."""
    return (parameter.help if isinstance(parameter, click.Argument | click.Option) else None) or ""
