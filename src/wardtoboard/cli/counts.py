"""`wardtoboard counts`: who was placed where, and who could not be placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from wardtoboard.cli.printing import (
    Format,
    FormatOption,
    print_json,
    print_table,
    print_text,
    warn,
)
from wardtoboard.cli.progress import progress_bar
from wardtoboard.staff import StaffTable, Unplaced, read_staff_tables

Files = Annotated[
    list[Path],
    typer.Argument(help="Headcount tables or published workforce tables: CSV, XLSX or Parquet."),
]


def read_with_progress(files: Sequence[Path]) -> StaffTable:
    """Read staff tables, showing progress on a terminal and warnings beside the answer."""
    with progress_bar() as show:
        table = read_staff_tables(files, progress=lambda stage, rows: show(stage, rows, 0))
    for warning in table.warnings:
        warn(warning)
    return table


def counts(files: Files, output_format: FormatOption = Format.TEXT) -> None:
    """Count staff by organisation, profession and level, and name who could not be placed."""
    table = read_with_progress(files)
    if output_format is Format.JSON:
        rows = [
            {
                "organisation": row.organisation,
                "date": row.date.isoformat(),
                "profession": row.profession,
                "level": row.level,
                "headcount": row.headcount,
                "fte": row.fte,
            }
            for row in table.rows
        ]
        print_json({"rows": rows, "unplaced": unplaced_to_list(table.unplaced)})
        return
    shown = [
        (
            r.organisation,
            r.date.isoformat(),
            r.profession,
            r.level,
            _whole(r.headcount),
            _fte(r.fte),
        )
        for r in table.rows
    ]
    headers = ("Organisation", "Date", "Profession", "Level", "Headcount", "FTE")
    print_table("Placed", headers, shown)
    print_unplaced(table.unplaced)


def unplaced_to_list(unplaced: tuple[Unplaced, ...]) -> list[dict[str, Any]]:
    """Give what could not be placed as the command line prints it."""
    return [
        {
            "organisation": one.organisation,
            "date": one.date.isoformat(),
            "reason": one.reason,
            "why": one.why,
            "what": one.what,
            "level": one.level,
            "headcount": one.headcount,
            "fte": one.fte,
            "rows": one.rows,
        }
        for one in unplaced
    ]


@dataclass(slots=True)
class _Sum:
    headcount: int = 0
    fte: float = 0.0
    rows: int = 0


def print_unplaced(unplaced: tuple[Unplaced, ...]) -> None:
    """Print who could not be placed, added up by reason, the largest first."""
    if not unplaced:
        print_text("Everyone in the table was placed.")
        return
    sums: dict[str, _Sum] = {}
    for one in unplaced:
        held = sums.setdefault(one.why, _Sum())
        held.headcount += one.headcount or 0
        held.fte += one.fte or 0.0
        held.rows += one.rows
    largest_first = sorted(sums.items(), key=lambda pair: -(pair[1].headcount + pair[1].fte))
    print_table(
        "Not placed, and why",
        ("Why", "Rows", "Headcount", "FTE"),
        [
            (why, f"{s.rows:,}", _whole(s.headcount or None), _fte(s.fte or None))
            for why, s in largest_first
        ],
    )


def _whole(count: int | None) -> str:
    return "" if count is None else f"{count:,}"


def _fte(fte: float | None) -> str:
    return "" if fte is None else f"{fte:,.2f}"
