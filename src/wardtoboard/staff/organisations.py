"""A file of many organisations: whose rows it holds, and keeping those of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import compress
from pathlib import Path

from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard.base.headers import Form
from wardtoboard.base.tables import Table, read_table
from wardtoboard.staff.forms import ESTABLISHMENT, FORMS
from wardtoboard.staff.placed import PlacedFile, added_up

CODES_SHOWN = 5


def code_key(code: str) -> str:
    """Reduce an organisation's code to what is compared: no spaces at the ends, capitals."""
    return " ".join(code.upper().split())


def organisations_in(path: Path, *, columns: Mapping[str, str] | None = None) -> dict[str, int]:
    """Count a file's rows by organisation's code, in order of code; "" for rows without one.

    The file may be a staff table or an establishment. `columns` is as for `read_staff_tables`.
    Raises UnreadableFileError, and FaultyTableError when the columns are not there.
    """
    table = read_table(path, (*FORMS, ESTABLISHMENT), columns=columns)
    codes = Counter(map(code_key, table.columns[_organisation_column(table.form)]))
    return dict(sorted(codes.items()))


def only_organisations(table: Table, codes: Collection[str]) -> tuple[Table, int]:
    """Keep the rows of some organisations; give how many rows of others were left out.

    Raises FaultyTableError where no row is left, with some of the codes that are there.
    """
    ours = frozenset(map(code_key, codes))
    column = list(map(code_key, table.columns[_organisation_column(table.form)]))
    kept = [code in ours for code in column]
    if all(kept):
        return table, 0
    if not any(kept):
        raise FaultyTableError([_nobody_of(table, codes, column)])
    columns = {name: list(compress(cells, kept)) for name, cells in table.columns.items()}
    rows = list(compress(table.rows, kept))
    return replace(table, columns=columns, rows=rows), len(column) - len(rows)


def _nobody_of(table: Table, codes: Collection[str], column: list[str]) -> Fault:
    there = sorted(set(filter(None, column)))
    shown = ", ".join(there[:CODES_SHOWN])
    more = f", and {len(there) - CODES_SHOWN:,} more" if len(there) > CODES_SHOWN else ""
    return Fault(
        what=f"no row is for {' or '.join(sorted(codes))}",
        do="Say which of the codes are yours, or use another file.",
        file=table.file,
        sheet=table.sheet,
        column=table.headings[_organisation_column(table.form)],
        found=shown + more,
    )


def counted_under(placed: PlacedFile, organisations: Mapping[str, str]) -> PlacedFile:
    """Count people under the code that each code of the file stands for."""
    names = {code_key(code): name for code, name in organisations.items()}

    def name(code: str) -> str:
        return names.get(code_key(code), code)

    return replace(
        placed,
        rows=added_up(replace(r, organisation=name(r.organisation)) for r in placed.rows),
        unplaced=tuple(replace(u, organisation=name(u.organisation)) for u in placed.unplaced),
    )


def _organisation_column(form: Form) -> str:
    names = {column.name for column in form.columns}
    return "organisation" if "organisation" in names else "ORG_CODE"
