"""`wardtoboard backup`: one file with everything, made while the site runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wardtoboard.cli.printing import print_text
from wardtoboard_web.running.start import start_django


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
    with_secret_key: Annotated[
        bool,
        typer.Option(
            "--with-secret-key",
            help="Put the key of the embedded site in too. Whoever has the file can then pretend "
            "to be anyone on the site; without it everyone signs in again after a restore.",
        ),
    ] = False,
) -> None:
    """Write the database and the site's files into one file, as they are at one moment.

    The site may run meanwhile. On PostgreSQL it needs pg_dump and works as the role of
    DATABASE_OWNER_URL, which must be allowed to see past row-level security.
    """
    start_django(as_owner=True)
    from wardtoboard_web.running.backups import check_chains, make_backup

    manifest = make_backup(file, with_secret_key=with_secret_key)
    print_text(f"{file}: {manifest.summary()}")
    if not with_secret_key:
        print_text("The secret key is not in it.")
    print_text("It holds personal data. Keep it as safe as the database itself.")
    check_chains(manifest)
