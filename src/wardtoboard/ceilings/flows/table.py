"""The flows table: starters and leavers, and promotions where they are known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wardtoboard.base.errors import FaultyTableError
from wardtoboard.base.headers import Column, Form
from wardtoboard.base.tables import read_table
from wardtoboard.professions import load_professions
from wardtoboard.staff.forms import LEVEL, ORGANISATION
from wardtoboard.staff.levels import load_levels

if TYPE_CHECKING:
    from wardtoboard.base.checks import TableChecks

FLOWS = Form(
    "flows",
    (
        Column("organisation", ORGANISATION),
        Column("period", ("year", "financial year", "quarter", "from to")),
        Column("profession", ("professions", "profession name", "professional group")),
        Column("level", LEVEL),
        Column("starters", ("joiners", "hires", "new starters"), is_amount=True),
        Column("leavers", ("leaver",), is_amount=True),
        Column("promoted_in", ("promotions in",), is_required=False, is_amount=True),
        Column("promoted_out", ("promotions out",), is_required=False, is_amount=True),
    ),
)


@dataclass(frozen=True, slots=True)
class FlowRow:
    """The people who came to and went from one profession and level in one period.

    `promoted_in` and `promoted_out` are None where the table does not give them. `starters` came
    from outside the organisation and `leavers` left it.
    """

    organisation: str
    period: str
    profession: str
    level: str
    starters: int
    leavers: int
    promoted_in: int | None
    promoted_out: int | None


def read_flows(path: Path) -> tuple[FlowRow, ...]:
    """Read a flows table (CSV, XLSX or Parquet).

    Raises UnreadableFileError, and FaultyTableError with every fault.
    """
    # the checks load pydantic, which is slow and needed only where a table is read
    from datetime import date

    from wardtoboard.base.cells import headcounts, names
    from wardtoboard.base.checks import TableChecks
    from wardtoboard.ceilings.flows.table_cells import level_cells, profession_cells

    checks = TableChecks(read_table(path, [FLOWS]))
    amounts = [
        checks.read_column(name, headcounts()) if name in checks.table.columns else None
        for name in ("starters", "leavers", "promoted_in", "promoted_out")
    ]
    columns = [
        checks.read_column("organisation", names("an organisation")),
        checks.read_column("period", names("a period")),
        checks.read_column("profession", profession_cells(load_professions(date.max))),
        checks.read_column("level", level_cells(load_levels(date.max))),
    ]
    size = len(columns[0])
    filled = [[None] * size if one is None else one for one in amounts]
    rows = tuple(FlowRow(*row) for row in zip(*columns, *filled, strict=True))
    _refuse_repeated(checks, rows)
    if checks.faults:
        raise FaultyTableError(checks.faults)
    return rows


def _refuse_repeated(checks: TableChecks, rows: tuple[FlowRow, ...]) -> None:
    first: dict[tuple[str, ...], int] = {}
    for position, row in enumerate(rows):
        key = (row.organisation, row.period, row.profession, row.level)
        if checks.is_sound(position) and first.setdefault(key, position) != position:
            checks.add(
                position,
                f"row {checks.table.rows[first[key]]} is for the same organisation, period, "
                "profession and level",
                "Add the two together in one row, or delete one.",
                found=", ".join(key),
            )
