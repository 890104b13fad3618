"""`wardtoboard audit verify`: whether the audit ledger is whole."""

from __future__ import annotations

from typing import Annotated

import typer

from wardtoboard.cli.printing import Format, FormatOption, print_json, print_table
from wardtoboard_web.running.start import start_django

audit = typer.Typer(
    help="The audit ledger.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@audit.callback()
def _audit() -> None:
    """Check the audit ledger."""


@audit.command()
def verify(
    organisation: Annotated[
        str | None,
        typer.Option(help="Only the chain of this organisation, by its code.", metavar="CODE"),
    ] = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Check every chain of the audit ledger, entry by entry, from the first.

    Keep the last hash of each chain somewhere else: if it later is not in the chain, entries were
    cut off.
    """
    start_django()
    from wardtoboard_web.running.chains import check_whole, verify_chains
    from wardtoboard_web.running.tables import check_prepared

    check_prepared()
    found = verify_chains(organisation)
    if output_format is Format.JSON:
        print_json({"chains": [one.to_dict() for one in found]})
    else:
        rows = [(one.code, f"{one.entries:,}", one.last, one.wrong or "whole") for one in found]
        print_table("Audit ledger", ("Chain", "Entries", "Last hash", "What we found"), rows)
    check_whole(found)
