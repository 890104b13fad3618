"""Published tables as CSV: dimension columns and a value; ``total``, ``*`` and ``c``."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from wardtoboard.base.errors import Fault, FaultyTableError, UnreadableFileError
from wardtoboard.base.writing import csv_text, write_files
from wardtoboard.disclosure.tables import (
    REVISED,
    STAR,
    TOTAL,
    WITHHELD,
    Groups,
    Key,
    Marker,
    ReleasedTable,
)

VALUE, POPULATION = "value", "population"
SAME_PEOPLE = "the same people"
MARKERS: dict[str, Marker] = {STAR: STAR, WITHHELD: WITHHELD, REVISED: REVISED}
Numbered = tuple[int, dict[str, str]]


def read_published_table(
    path: Path, *, groups: Groups | None = None, rounded_to: int | None = None
) -> ReleasedTable:
    """Read one published table from a CSV file.

    Columns: one for each dimension, ``value``, and ``population`` if you like (the same in
    every row; without it, tables are taken to count the same people). A value is a whole
    number of people, ``*`` (1 to 7), ``c`` (withheld) or ``r`` (since revised). ``groups``
    says which names are subtotals of which, and ``rounded_to`` what the numbers were rounded
    to. Raises UnreadableFileError, or FaultyTableError with every fault.
    """
    header, rows = _read_rows(path)
    dimensions = tuple(name for name in header if name not in (VALUE, POPULATION))
    faults = list(_header_faults(header, dimensions, rows))
    if not faults:
        faults = list(_row_faults(dimensions, rows))
    if faults:
        raise FaultyTableError(_in_file(fault, path) for fault in faults)
    values = {_key(dimensions, cells): _value(cells[VALUE]) for _, cells in rows}
    population = rows[0][1].get(POPULATION) or SAME_PEOPLE
    return ReleasedTable(population, dimensions, values, groups or {}, rounded_to)


def released_rows(table: ReleasedTable) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Give the headers and the rows of a table as text, its population in the first column."""
    headers = (POPULATION, *table.dimensions, VALUE)
    rows = ((table.population, *key, str(value)) for key, value in table.values.items())
    return headers, tuple(rows)


def write_published_table(path: Path, table: ReleasedTable) -> None:
    """Write a table as CSV: what ``released_rows`` gives.

    A name that a spreadsheet would run as a formula gets a ' before it, which reading takes
    away. Raises OutputError when the file cannot be written.
    """
    headers, rows = released_rows(table)
    write_files(path.parent, {path.name: csv_text(headers, rows)})


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def _read_rows(path: Path) -> tuple[list[str], list[Numbered]]:
    """Give the header and the rows that are not blank, numbered as a spreadsheet does."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.reader(stream, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        do = "Save it as a CSV file (UTF-8) and check that you can open it."
        fault = Fault(what="the file cannot be read as CSV", do=do, file=path.name)
        raise UnreadableFileError([fault]) from error
    header = [_plain(cell.strip()) for cell in lines[0]] if lines else []
    header = [name.lower() if name.lower() in (VALUE, POPULATION) else name for name in header]
    rows = [
        (number, dict(zip(header, [*map(_tidy, line), *[""] * len(header)], strict=False)))
        for number, line in enumerate(lines[1:], start=2)
        if any(line)
    ]
    return header, rows


def _tidy(cell: str) -> str:
    return _plain(cell.strip())


def _header_faults(
    header: Sequence[str], dimensions: Sequence[str], rows: Sequence[Numbered]
) -> Iterator[Fault]:
    found = ", ".join(header)
    if VALUE not in header:
        yield Fault(what="there is no value column", do="Add a column named value.", found=found)
    if len(set(header)) < len(header) or "" in header:
        yield Fault(
            what="a column has no name, or two have the same",
            found=found,
            do="Give each column its own name.",
            row=1,
        )
    if not dimensions:
        yield Fault(
            what="there is no dimension column", do="Add a column to say what each row counts."
        )
    if not rows:
        yield Fault(what="the table has no rows", do="Add a row for each cell.")


def _row_faults(dimensions: Sequence[str], rows: Sequence[Numbered]) -> Iterator[Fault]:
    first: dict[Key, int] = {}
    population = rows[0][1].get(POPULATION)
    for number, cells in rows:
        for name in dimensions:
            if not cells[name]:
                do = f"Say which {name}, or write {TOTAL} for all of them."
                yield Fault(what="the cell is empty", do=do, row=number, column=name)
        if not _is_value(cells[VALUE]):
            yield Fault(
                what="this is neither a count nor a marker",
                row=number,
                column=VALUE,
                do="Use a whole number from 0, * (1 to 7), c (withheld) or r (since revised).",
                found=cells[VALUE] or "nothing",
            )
        if cells.get(POPULATION) != population:
            yield Fault(
                what="the file holds more than one population",
                row=number,
                column=POPULATION,
                do="Put each population in a file of its own.",
            )
        key = _key(dimensions, cells)
        if first.setdefault(key, number) != number:
            do = "Keep one of them."
            yield Fault(what=f"this cell is in row {first[key]} already", do=do, row=number)


def _key(dimensions: Sequence[str], cells: dict[str, str]) -> Key:
    names = (cells[name] for name in dimensions)
    return tuple(TOTAL if name.lower() == TOTAL else name for name in names)


def _is_value(cell: str) -> bool:
    return cell.lower() in MARKERS or (cell.isascii() and cell.isdigit() and len(cell) <= 12)


def _value(cell: str) -> int | Marker:
    return MARKERS[cell.lower()] if cell.lower() in MARKERS else int(cell)


def _in_file(fault: Fault, path: Path) -> Fault:
    return Fault(
        what=fault.what,
        do=fault.do,
        file=path.name,
        row=fault.row,
        column=fault.column,
        found=fault.found,
    )
