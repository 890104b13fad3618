"""`wardtoboard restore`: the site as it was when a backup was made."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wardtoboard.cli.printing import print_text
from wardtoboard_web.running.start import start_django


def restore(
    file: Annotated[Path, typer.Argument(help="A file that wardtoboard backup wrote.")],
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Put what is there now aside, and the backup in its place."),
    ] = False,
) -> None:
    """Check a backup and bring it back. Stop the site first.

    Nothing that is there now is touched before the backup has been read, checked against its own
    list, and its audit ledger verified.
    """
    start_django(as_owner=True)
    from wardtoboard_web.running.backups import check_chains, restore_backup

    restored = restore_backup(file, replace=replace)
    print_text(f"Restored: {restored.manifest.summary()}")
    print_text(
        f"Checked: {len(restored.manifest.rows)} tables and every chain of the audit ledger."
    )
    if restored.aside:
        print_text(
            f"What was there before is kept as {restored.aside}. Delete it when you are sure."
        )
    if restored.steps:
        print_text("The backup is of an older version: run wardtoboard prepare before you start.")
    check_chains(restored.manifest)
