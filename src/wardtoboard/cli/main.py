"""The `wardtoboard` command."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from wardtoboard.base.errors import Fault, NotInstalledError, UserError

COMMANDS = ("guide", "counts", "staff", "ceilings", "why", "board", "protect", "attack")
SITE_GROUP = "wardtoboard.commands"
"""The entry points by which the site's commands join: the library never imports the site."""
SITE_NEEDS = "django"
SAID_TO_BE_MISSING = ("demo", "serve")
"""Commands of the site that a newcomer tries first; without the site they say how to get it."""


class CommandsOnDemand(TyperGroup):
    """The commands, each imported when it is asked for: `guide` should not wait for scipy."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands: the library's, then the site's."""
        return [*COMMANDS, *_of_the_site()]

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        """Load one command: from the library's file of its name, or from the site."""
        if cmd_name in COMMANDS:
            module = import_module(f"wardtoboard.cli.{cmd_name}")
            return _command(cmd_name, getattr(module, cmd_name))
        entry = _of_the_site().get(cmd_name)
        if entry is not None:
            return _command(cmd_name, entry.load())
        if cmd_name in SAID_TO_BE_MISSING:
            return _command(cmd_name, _say_how_to_install)
        return None


def _of_the_site() -> dict[str, EntryPoint]:
    """Give the site's commands by name; none where what the site needs is not installed."""
    return {} if find_spec(SITE_NEEDS) is None else _joined()


@cache
def _joined() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=SITE_GROUP)}


def _command(name: str, what: Callable[..., None] | typer.Typer) -> TyperCommand:
    """Make a command of a function, or of a family of commands such as `audit verify`."""
    if not isinstance(what, typer.Typer):
        function = what
        what = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        what.command(name)(function)
    made = cast(TyperCommand, typer.main.get_command(what))
    made.name = name
    return made


def _say_how_to_install() -> None:
    """Say that the site is not installed, and how to install it."""
    fault = Fault(
        what="the site is not installed here, only the library",
        do='Install it with: pip install "wardtoboard[site]"',
    )
    raise NotInstalledError([fault])


app = typer.Typer(
    cls=CommandsOnDemand,
    help="Find where clinicians' careers stop short of the board, and act on it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def wardtoboard() -> None:
    """Find where clinicians' careers stop short of the board, and act on it."""


def main() -> None:
    """Run the command line; an error a person can put right is a sentence, not a traceback."""
    try:
        app()
    except UserError as error:
        sys.stderr.write(f"{error.sentence()}\n")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
