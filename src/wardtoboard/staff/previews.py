"""What we understand of a staff table or an establishment before anything is refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wardtoboard.base.previews import Preview, preview_table
from wardtoboard.staff.forms import ESTABLISHMENT, FORMS


def preview_staff_table(path: Path, *, columns: Mapping[str, str] | None = None) -> Preview:
    """Say what was understood of a staff table of any form.

    `columns` says which heading is which column. Raises UnreadableFileError, and FaultyTableError
    when no form has all the columns named.
    """
    return preview_table(path, FORMS, columns=columns)


def preview_establishment(path: Path, *, columns: Mapping[str, str] | None = None) -> Preview:
    """Say what was understood of an establishment; raises as `preview_staff_table`."""
    return preview_table(path, [ESTABLISHMENT], columns=columns)
