"""The `wardtoboard` command."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from wardtoboard.base.errors import UserError

COMMANDS = ("demo", "guide", "counts", "ceilings", "why", "protect", "attack")


class CommandsOnDemand(TyperGroup):
    """The commands, each imported when it is asked for: `guide` should not wait for scipy."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        """Load one command from the file that has its name."""
        if cmd_name not in COMMANDS:
            return None
        one = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        one.command(cmd_name)(getattr(import_module(f"wardtoboard.cli.{cmd_name}"), cmd_name))
        return cast(TyperCommand, typer.main.get_command(one))


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
