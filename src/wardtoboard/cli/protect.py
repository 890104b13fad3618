"""`wardtoboard protect`: a table of counts in, a table that may be shared out."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Annotated

import typer

from wardtoboard.base.checks import TableChecks
from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard.base.headers import Column, Form
from wardtoboard.base.tables import read_table
from wardtoboard.base.writing import csv_text
from wardtoboard.cli.printing import Format, FormatOption, print_json, warn
from wardtoboard.cli.progress import progress_bar
from wardtoboard.disclosure import TOTAL, CountTable, released_rows
from wardtoboard.disclosure import protect as withhold
from wardtoboard.papers.families import PROFESSION, family_groups, finest_name
from wardtoboard.professions import Professions, load_professions

COUNT = Column("headcount", ("value", "count", "heads", "people"), is_amount=True)


def protect(
    file: Annotated[Path, typer.Argument(help="A table with a headcount column.")],
    by: Annotated[
        str,
        typer.Option(help="The columns to break the table down by, commas between them."),
    ],
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Add up a table by some columns and withhold what would give people away.

    The text form is CSV: send it to a file to share it.
    """
    table = read_counts(file, tuple(name.strip() for name in by.split(",")))
    with progress_bar() as show:
        show("Protecting the figures", 0, 1)
        protected = withhold(table)
        show("Protecting the figures", 1, 1)
    headers, rows = released_rows(protected.released)
    if output_format is Format.JSON:
        print_json(
            {
                "dimensions": list(table.dimensions),
                "cells": len(rows),
                "withheld": len(protected.released.withheld()),
                "rows": [dict(zip(headers, row, strict=True)) for row in rows],
            }
        )
        return
    sys.stdout.write(csv_text(headers, rows))
    warn(f"Cells: {len(rows):,}. Withheld (c): {len(protected.released.withheld()):,}.")


def read_counts(file: Path, dimensions: tuple[str, ...]) -> CountTable:
    """Read a table of counts and add it up by its dimensions, combinations without anyone as 0.

    Raises UnreadableFileError or FaultyTableError with every fault.
    """
    from wardtoboard.base.cells import headcounts, names  # pydantic is slow to load

    _check_dimensions(file, dimensions)
    form = Form("counts", (*(Column(name) for name in dimensions), COUNT))
    table = read_table(file, [form])
    checks = TableChecks(table)
    keys = [checks.read_column(name, names(f"a {name}")) for name in dimensions]
    counts = checks.read_column(COUNT.name, headcounts())
    for position, parts in enumerate(zip(*keys, strict=True)):
        if TOTAL in {part.casefold() for part in parts}:
            what, do = "a row of totals would count people twice", "Delete the row."
            checks.add(position, what, do, found=", ".join(parts))
    if checks.faults:
        raise FaultyTableError(checks.faults)
    known = load_professions(datetime.now(tz=UTC).date())
    keys = [
        _finest(column, known) if name == PROFESSION else column
        for name, column in zip(dimensions, keys, strict=True)
    ]
    sums: Counter[tuple[str, ...]] = Counter()
    for key, count in zip(zip(*keys, strict=True), counts, strict=True):
        sums[key] += count
    return CountTable(
        population=file.stem,
        dimensions=dimensions,
        counts=_with_empty_cells(sums),
        groups=family_groups(dimensions, (name for key in sums for name in key), known),
    )


def _check_dimensions(file: Path, dimensions: tuple[str, ...]) -> None:
    if len(set(dimensions)) < len(dimensions) or "" in dimensions or COUNT.name in dimensions:
        fault = Fault(
            what="--by needs the names of different columns, commas between them",
            file=file.name,
            found=", ".join(dimensions),
            do="For example: --by profession,level.",
        )
        raise FaultyTableError([fault])


def _finest(column: list[str], known: Professions) -> list[str]:
    present = dict.fromkeys(column)
    renamed = {name: finest_name(name, present, known) for name in present}
    return [renamed[name] for name in column]


def _with_empty_cells(sums: Counter[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    """Fill in every combination of names, so that none is given away by its absence."""
    names = [list(dict.fromkeys(parts)) for parts in zip(*sums, strict=True)]
    return {key: sums[key] for key in product(*names)}
