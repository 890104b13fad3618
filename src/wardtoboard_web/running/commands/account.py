"""`wardtoboard account`: ways back in for someone who forgot a password or lost a second factor."""

from __future__ import annotations

from typing import Annotated

import typer

from wardtoboard.base.errors import Fault, NotInTableError
from wardtoboard.cli.printing import print_text
from wardtoboard_web.running.start import start_django

account = typer.Typer(
    help="People's accounts.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@account.callback()
def _account() -> None:
    """Help people with their accounts."""


@account.command()
def password_link(
    email: Annotated[str, typer.Argument(help="The email address the person signs in with.")],
) -> None:
    """Print a link by which a person sets a new password, where the site sends no mail.

    Make sure that you know who asks. Send the link to that person only.
    """
    start_django()
    from wardtoboard_web.accounts.actions import make_password_link
    from wardtoboard_web.running.addresses import full_address
    from wardtoboard_web.running.tables import check_prepared

    check_prepared()
    link = make_password_link(email=email)
    if link is None:
        raise _nobody(email)
    print_text(full_address(link))


@account.command()
def end_second_factors(
    email: Annotated[str, typer.Argument(help="The email address the person signs in with.")],
) -> None:
    """End the one-time codes, passkeys and sessions of a person who has lost them.

    Make sure that you know who asks: their password alone lets them in until they set one up.
    """
    start_django()
    from wardtoboard_web.accounts.actions import end_second_factors as end
    from wardtoboard_web.running.tables import check_prepared

    check_prepared()
    if not end(email=email):
        raise _nobody(email)
    print_text("Ended. The person signs in with their password, and sets up a second factor anew.")


def _nobody(email: str) -> NotInTableError:
    fault = Fault(
        what="nobody here signs in with this address",
        found=email,
        do="Check it. Someone who has never signed in needs an invitation instead.",
    )
    return NotInTableError([fault])
