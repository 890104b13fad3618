"""`wardtoboard attack`: what an outsider can work out from tables that were let out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from wardtoboard.cli.printing import Format, FormatOption, print_json, print_table, print_text
from wardtoboard.cli.progress import progress_bar
from wardtoboard.disclosure import Interval, ReleasedTable, read_published_table
from wardtoboard.disclosure import attack as run_attack
from wardtoboard.papers.families import family_groups
from wardtoboard.professions import load_professions


def attack(
    files: Annotated[
        list[Path],
        typer.Argument(help="Published tables (CSV): dimension columns and a value column."),
    ],
    rounded_to: Annotated[
        int | None, typer.Option(help="The base, if the numbers were rounded.", metavar="BASE")
    ] = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Try to work out withheld counts from published tables, all of them together."""
    tables = [_read(path, rounded_to) for path in files]
    with progress_bar() as show:
        show("Attacking", 0, 1)
        found = run_attack(tables)
        show("Attacking", 1, 1)
    if output_format is Format.JSON:
        print_json(
            {
                "cells": found.cells,
                "protected": found.protected,
                "recovered_exactly": found.recovered_exactly,
                "narrowest": found.narrowest,
                "recovered": [_recovered(one) for one in found.recovered],
            }
        )
        return
    print_text(
        f"Cells: {found.cells:,}. Withheld: {found.protected:,}. "
        f"Worked out exactly, though withheld: {found.recovered_exactly:,}."
    )
    if found.narrowest:
        print_text(f"Of the others, the narrowest range is {found.narrowest} people wide.")
    if found.recovered:
        rows = [(", ".join(one.key), f"{one.low:,}") for one in found.recovered]
        print_table("Worked out", ("Cell", "People"), rows)
        print_text("Do not share these tables as they are: protect the counts first.")


def _read(path: Path, rounded_to: int | None) -> ReleasedTable:
    table = read_published_table(path, rounded_to=rounded_to)
    names = (name for key in table.values for name in key)
    known = load_professions(datetime.now(tz=UTC).date())
    return replace(table, groups=family_groups(table.dimensions, names, known))


def _recovered(one: Interval) -> dict[str, object]:
    return {**dict(zip(one.dimensions, one.key, strict=True)), "value": one.low}
