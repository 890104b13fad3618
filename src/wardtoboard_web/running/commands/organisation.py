"""`wardtoboard organisation add`: an organisation and its first administrator."""

from __future__ import annotations

from typing import Annotated

import typer

from wardtoboard.cli.printing import print_text
from wardtoboard_web.running.start import start_django

organisation = typer.Typer(
    help="The organisations of this site.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
KINDS = "trust, foundation_trust, icb or other"


@organisation.callback()
def _organisation() -> None:
    """Manage the organisations of this site."""


@organisation.command()
def add(
    code: Annotated[str, typer.Option(help="Its ODS code, such as RGQ.")],
    name: Annotated[str, typer.Option(help="Its name, as people know it.")],
    kind: Annotated[str, typer.Option(help=f"What sort of body it is: {KINDS}.")],
    administrator: Annotated[
        str,
        typer.Option(help="The email address of its first administrator.", metavar="EMAIL"),
    ],
) -> None:
    """Open an organisation, and print the link by which its first administrator comes in.

    The link works once, for 14 days. Send it to that person only.
    """
    start_django()
    from wardtoboard_web.organisations.actions import open_organisation
    from wardtoboard_web.organisations.models import Kind
    from wardtoboard_web.running.addresses import full_address
    from wardtoboard_web.running.tables import check_prepared

    check_prepared()
    if kind not in Kind.values:
        raise typer.BadParameter(f"it is one of {KINDS}", param_hint="--kind")
    link = open_organisation(
        code=code, name=name, kind=Kind(kind), administrator_email=administrator
    )
    print_text(f"{name} ({code.upper()}) is here. Send this link to {administrator}:")
    print_text(full_address(link))
