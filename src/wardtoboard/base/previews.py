"""What we understand of a file before anything is refused: its headings, rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wardtoboard.base.files import LIMITS, Limits
from wardtoboard.base.headers import (
    ROWS_SEARCHED,
    Form,
    Grid,
    Header,
    find_header,
    heading_keys,
)
from wardtoboard.base.tables import forms_with, is_used, read_sheets, rows_without_notes

FIRST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Preview:
    """What was understood of a file.

    `form` is the kind of table it is most like, None where no row names two of its columns.
    `headings` are those of the header in order, and `first_rows` cells as text under them.
    `row_count` counts the rows of the table. `found` gives the heading of each of our columns
    that is there, and `missing` the required columns that are not. `sheets` are all the sheets
    that hold anything; `sheet` is the one described, "" in a file without sheets.
    """

    file: str
    sheet: str
    sheets: tuple[str, ...]
    form: Form | None
    headings: tuple[str, ...]
    first_rows: tuple[tuple[str, ...], ...]
    row_count: int
    found: Mapping[str, str]
    missing: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Answer whether every column that is needed was found."""
        return self.form is not None and not self.missing


def preview_table(
    path: Path,
    forms: Sequence[Form],
    *,
    columns: Mapping[str, str] | None = None,
    limits: Limits = LIMITS,
) -> Preview:
    """Say what was understood of a file, whether or not it has the columns of one of the forms.

    `columns` is as for `read_table`. Raises UnreadableFileError when the file cannot be opened,
    and FaultyTableError when no form has all the columns named.
    """
    named = columns or {}
    forms = forms_with(path, forms, named)
    sheets = read_sheets(path, heading_keys(forms, named), limits)
    headers = {name: find_header(grid, forms, named) for name, grid in sheets.items()}
    sheet = max(sheets, key=lambda name: _likeness(headers[name]))
    grid, header = sheets[sheet], headers[sheet]
    row = header.row if header else _likely_header(grid)
    headings = header.headings if header else tuple(" ".join(cell.split()) for cell in grid[row])
    body = [cells for cells in grid[row + 1 :] if is_used(cells)]
    is_complete = header is not None and not header.missing
    return Preview(
        file=path.name,
        sheet=sheet,
        sheets=tuple(sheets),
        form=header.form if header else None,
        headings=headings,
        first_rows=tuple(_fitted(cells, len(headings)) for cells in body[:FIRST_ROWS]),
        row_count=rows_without_notes(body, header) if header and is_complete else len(body),
        found={name: headings[place] for name, place in header.places.items()} if header else {},
        missing=tuple(column.name for column in header.missing) if header else (),
    )


def _likeness(header: Header | None) -> tuple[bool, int]:
    if header is None:
        return False, 0
    return not header.missing, len(header.places)


def _likely_header(grid: Grid) -> int:
    """Give the first of the fullest rows near the top."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in grid[:ROWS_SEARCHED]]
    return filled.index(max(filled))


def _fitted(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(cells[:width]) + ("",) * (width - len(cells))
