"""The `wardtoboard` command."""

from __future__ import annotations

import sys

import typer

from wardtoboard.base.errors import UserError
from wardtoboard.cli import attack, ceilings, counts, demo, guide, protect, why

app = typer.Typer(
    help="Find where clinicians' careers stop short of the board, and act on it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for command in (demo.demo, guide.guide, counts.counts, ceilings.ceilings, why.why):
    app.command()(command)
app.command()(protect.protect)
app.command()(attack.attack)


def main() -> None:
    """Run the command line; an error a person can put right is a sentence, not a traceback."""
    try:
        app()
    except UserError as error:
        sys.stderr.write(f"{error.sentence()}\n")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
