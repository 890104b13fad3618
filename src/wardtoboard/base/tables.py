"""Read a table from CSV, XLSX or Parquet into columns of cells, with each row's number."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter
from pathlib import Path

from wardtoboard.base.errors import Fault, FaultyTableError, UnreadableFileError
from wardtoboard.base.files import LIMITS, Limits, kind_of_file
from wardtoboard.base.headers import Column, Form, Grid, Header, find_header, heading_keys
from wardtoboard.base.parquet_files import read_parquet
from wardtoboard.base.text_files import read_text, too_many_rows
from wardtoboard.base.workbooks import read_workbook


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of one table, each a sequence of cells as text in the order of `rows`.

    `columns` and `headings` (as the file has them) are by the form's column names; `rows` are
    numbered as a spreadsheet shows them; `notes` are the rows below the table left out as text.
    """

    file: str
    sheet: str
    form: Form
    headings: Mapping[str, str]
    columns: Mapping[str, Sequence[str]]
    rows: Sequence[int]
    notes: tuple[int, ...]

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(self.rows)


def read_table(
    path: Path,
    forms: Sequence[Form],
    *,
    columns: Mapping[str, str] | None = None,
    limits: Limits = LIMITS,
) -> Table:
    """Read the one table in a file that has the columns of one of the forms.

    Title lines above the header, blank rows and columns, and notes below are left out.
    `columns` maps our column names to headings of the file, or to "" where the file has no such
    column; it goes before names and aliases, and leaves the forms that have all those columns.
    Raises UnreadableFileError when the file cannot be opened, and FaultyTableError when no
    sheet, or more than one, has the columns, or when columns or rows do not line up.
    """
    named = columns or {}
    forms = forms_with(path, forms, named)
    sheets = read_sheets(path, heading_keys(forms, named), limits)
    sheet, header = _choose_sheet(path, sheets, forms, named)
    if len(sheets[sheet]) > limits.rows:
        raise too_many_rows(path, limits)
    return _table(path, sheet, sheets[sheet], header)


def forms_with(path: Path, forms: Sequence[Form], columns: Mapping[str, str]) -> Sequence[Form]:
    """Give the forms that have every column named; FaultyTableError when there are none."""
    having = [form for form in forms if columns.keys() <= {c.name for c in form.columns}]
    if having:
        return having
    raise FaultyTableError(
        [
            Fault(
                what="no kind of table that we read has all the columns that were named",
                do=f"Name columns of one kind: {_columns_of(forms)}.",
                file=path.name,
                found=", ".join(columns),
            )
        ]
    )


def read_sheets(path: Path, headings: Collection[str], limits: Limits) -> Mapping[str, Grid]:
    """Read the sheets of a file that hold anything, by name ("" where a file has no sheets).

    `headings` are the heading keys that tell which delimiter is meant in text.
    Raises UnreadableFileError when the file cannot be opened or holds nothing.
    """
    kind = kind_of_file(path, limits)
    if kind == "workbook":
        sheets = read_workbook(path, limits)
    elif kind == "parquet":
        sheets = {"": read_parquet(path, limits)}
    else:
        sheets = {"": read_text(path, headings, limits)}
    used = {name: grid for name, grid in sheets.items() if any(map(is_used, grid))}
    if not used:
        raise UnreadableFileError(
            [Fault("the file holds no table", "Save the table again, then try again.", path.name)]
        )
    return used


def _choose_sheet(
    path: Path, sheets: Mapping[str, Grid], forms: Sequence[Form], named: Mapping[str, str]
) -> tuple[str, Header]:
    found = {name: find_header(grid, forms, named) for name, grid in sheets.items()}
    complete = {name: header for name, header in found.items() if header and not header.missing}
    if len(complete) == 1:
        return next(iter(complete.items()))
    if complete:
        raise _several_sheets(path, list(complete))
    if len(found) == 1:
        name, header = next(iter(found.items()))
        raise FaultyTableError(_missing_columns(path, name, header, forms))
    raise _no_sheet(path, list(found), forms)


def is_used(row: Sequence[str]) -> bool:
    """Answer whether any cell of a row holds anything."""
    return bool("".join(row).strip())


def _several_sheets(path: Path, names: Sequence[str]) -> FaultyTableError:
    return FaultyTableError(
        [
            Fault(
                what="more than one sheet has the columns we need",
                do="Save the sheet you want as a file of its own.",
                file=path.name,
                found=", ".join(names),
            )
        ]
    )


def _no_sheet(path: Path, names: Sequence[str], forms: Sequence[Form]) -> FaultyTableError:
    return FaultyTableError(
        [
            Fault(
                what="no sheet has all the columns we need",
                do=f"Give one sheet these columns: {_columns_of(forms)}.",
                file=path.name,
                found=f"sheets {', '.join(names)}",
            )
        ]
    )


def _columns_of(forms: Sequence[Form]) -> str:
    return "; or ".join(
        ", ".join(column.name for column in form.columns if column.is_required) for form in forms
    )


def _missing_columns(
    path: Path, sheet: str, header: Header | None, forms: Sequence[Form]
) -> list[Fault]:
    if header is None:
        return [
            Fault(
                what="we cannot find the row with the column names",
                do=f"Put these in one row above the figures: {_columns_of(forms)}.",
                file=path.name,
                sheet=sheet,
            )
        ]
    return [_missing_column(path, sheet, header, column) for column in header.missing]


def _missing_column(path: Path, sheet: str, header: Header, column: Column) -> Fault:
    nearest = header.nearest_heading(column)
    heading = header.named.get(column.name, "")
    what = f"there is no column {column.name}"
    do = f"Rename it to {column.name}." if nearest else "Add the column."
    if heading:
        what = f"there is no heading {heading}, which was named for {column.name}"
        do = "Name a heading of the file."
    return Fault(
        what=what,
        do=do,
        file=path.name,
        sheet=sheet,
        row=header.row + 1,
        found=f"a column {nearest}" if nearest else "",
    )


def _table(path: Path, sheet: str, grid: Grid, header: Header) -> Table:
    body = grid[header.row + 1 :]
    used = [is_used(row) for row in body]
    cells = list(compress(body, used))
    rows = list(compress(range(header.row + 2, header.row + 2 + len(body)), used))
    kept = rows_without_notes(cells, header)
    faults = [
        *_repeated_columns(path, sheet, header),
        *_overflowing(path, sheet, cells[:kept], rows, len(header.headings)),
    ]
    if faults:
        raise FaultyTableError(faults)
    if not kept:
        raise FaultyTableError(
            [
                Fault(
                    what="there are no rows below the column names",
                    do="Add the rows, then try again.",
                    file=path.name,
                    sheet=sheet,
                    row=header.row + 1,
                )
            ]
        )
    return Table(
        file=path.name,
        sheet=sheet,
        form=header.form,
        headings={name: header.headings[place] for name, place in header.places.items()},
        columns=_columns(cells[:kept], header),
        rows=rows[:kept],
        notes=tuple(rows[kept:]),
    )


def rows_without_notes(cells: Grid, header: Header) -> int:
    """Count the rows that remain once trailing rows of text alone are taken off.

    Such a row has no amount, and at most half of the required columns filled.
    """
    amounts = [header.places[c.name] for c in header.form.columns if c.is_amount and c.is_required]
    required = [header.places[c.name] for c in header.form.columns if c.is_required]

    def is_note(row: Sequence[str]) -> bool:
        filled = {place for place, cell in enumerate(row) if cell.strip()}
        return not filled.intersection(amounts) and 2 * len(filled.intersection(required)) <= len(
            required
        )

    kept = len(cells)
    while kept and is_note(cells[kept - 1]):
        kept -= 1
    return kept


def _repeated_columns(path: Path, sheet: str, header: Header) -> list[Fault]:
    return [
        Fault(
            what=f"more than one column could be {name}",
            do="Delete or rename the ones you do not want.",
            file=path.name,
            sheet=sheet,
            row=header.row + 1,
            found=", ".join(headings),
        )
        for name, headings in header.repeated.items()
    ]


def _overflowing(
    path: Path, sheet: str, cells: Grid, rows: Sequence[int], width: int
) -> list[Fault]:
    """Find rows with text beyond the last heading: their cells have moved to the right."""
    return [
        Fault(
            what="the row has more cells than there are column names",
            do="Put quotation marks around text that holds commas, or delete the extra cells.",
            file=path.name,
            sheet=sheet,
            row=number,
            found=" ".join(row[width:]).strip(),
        )
        for row, number in zip(cells, rows, strict=False)
        if len(row) > width and is_used(row[width:])
    ]


def _columns(cells: Grid, header: Header) -> dict[str, Sequence[str]]:
    width = len(header.headings)
    if any(len(row) < width for row in cells):
        cells = [row + [""] * (width - len(row)) for row in cells]
    return {name: list(map(itemgetter(place), cells)) for name, place in header.places.items()}
