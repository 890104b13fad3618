"""A board from a table: one row a seat, held or empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from wardtoboard.base.cells import kind_of_cells
from wardtoboard.base.checks import TableChecks
from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard.base.files import LIMITS
from wardtoboard.base.headers import Column, Form, heading_keys
from wardtoboard.base.tables import Table, read_sheets, read_table
from wardtoboard.boards.facts import Board, BodyKind, Role, Seat, SeatKind
from wardtoboard.boards.register.board_checks import (
    MOST_SEATS,
    has_chair,
    known_bodies,
    no_chair,
    seat_problems,
)
from wardtoboard.boards.register.seat_cells import NEEDED, SEAT_CELLS, field_of
from wardtoboard.boards.register.titles import titled

ALIASES = {
    "person": ("name", "full name", "director"),
    "title": ("job title", "position"),
    "role": ("board role",),
    "kind": ("kind of seat",),
    "from": ("start", "start date", "first day", "appointed"),
    "to": ("end", "end date", "last day", "term ends"),
}
REGISTER = Form(
    "register of directors",
    tuple(Column(key, ALIASES.get(key, ()), is_required=key in NEEDED) for key in SEAT_CELLS),
)
"""One row for each time of a person in a seat, and for each empty seat."""

STAND_INS = {"role": Role.OTHER, "kind": SeatKind.MEMBER}
SEATS_LIMITS = replace(LIMITS, rows=MOST_SEATS)


def read_board_table(path: Path, bodies: frozenset[BodyKind] | None, name: str) -> Board:
    """Read a register of seats from CSV, XLSX or Parquet.

    Raises UnreadableFileError, and FaultyTableError with every fault; a body that is not given,
    or cannot be, is one.
    """
    table = read_table(path, [REGISTER], limits=SEATS_LIMITS)
    checks = TableChecks(table)
    seats = _seats(checks)
    sound = {place: seat for place, seat in enumerate(seats) if checks.is_sound(place)}
    for one in seat_problems(sound, lambda position: f"row {table.rows[position]}"):
        checks.add(one.position, one.what, one.do, column=one.key, found=one.found)
    faults = [*checks.faults, *_seats_like_notes(path, table)]
    if len(sound) == len(seats) and not has_chair(seats):
        faults.append(no_chair(table.file, table.sheet))
    try:
        bodies = known_bodies(bodies or (), path.name)
    except FaultyTableError as error:
        faults = [*error.faults, *faults]
    if faults:
        raise FaultyTableError(faults)
    return Board(name, bodies or frozenset(), tuple(seats))


def _seats(checks: TableChecks) -> Sequence[Seat]:
    columns = {
        field_of(key): checks.read_column(key, kind_of_cells(Any, cell.read, STAND_INS.get(key)))
        for key, cell in SEAT_CELLS.items()
        if key in checks.table.columns
    }
    return [
        titled(Seat(**dict(zip(columns, cells, strict=True))))
        for cells in zip(*columns.values(), strict=True)
    ]


def _seats_like_notes(path: Path, table: Table) -> list[Fault]:
    """Refuse a last row that has a person and more but no role: a note has one cell of text.

    Rows below a table with few cells are taken for notes, and a director must not go with them.
    """
    if not table.notes:
        return []
    grid = read_sheets(path, heading_keys([REGISTER], {}), SEATS_LIMITS)[table.sheet]
    return [
        Fault(
            what="the row has neither all it needs nor the look of a note",
            do="Fill in person, title, role and kind, or delete the row.",
            file=table.file,
            sheet=table.sheet,
            row=number,
            found=", ".join(filter(None, map(str.strip, grid[number - 1]))),
        )
        for number in table.notes
        if sum(bool(cell.strip()) for cell in grid[number - 1]) > 1
    ]
