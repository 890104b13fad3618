"""Tables as pages and downloads show them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wardtoboard.charts import Chart

Cell = str | int | float
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_COLUMNS = 5
"""A wider table gets a box of its own to scroll in."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table: its name in addresses and file names, what it shows, its headers and rows.

    The first cell names its row. What is withheld or unknown is said in words by whoever makes
    the table, so that no cell is empty. `note` stands below the table.
    """

    name: str
    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse a name that is no part of an address, and rows that do not fit the headers."""
        if not NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} needs small letters, digits and single hyphens")
        for row in self.rows:
            if len(row) != len(self.headers):
                raise ValueError(f"{row!r} needs {len(self.headers)} cells")


def cell_text(cell: Cell) -> str:
    """Say a cell: counts with thousands apart, other numbers to two decimals."""
    match cell:
        case str():
            return cell
        case int():
            return f"{cell:,}"
        case _:
            return f"{cell:,.2f}"


@dataclass(frozen=True, slots=True)
class TableMarkup:
    """A table as its markup says it: every cell in words; which columns hold numbers."""

    id: str
    caption: str
    headers: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def scrolls(self) -> bool:
        """Answer whether it is so wide that it gets a box to scroll in."""
        return len(self.headers) > MOST_COLUMNS


def table_markup(table: DataTable) -> TableMarkup:
    """Give the markup of a table; columns that hold numbers are set to the right."""
    return TableMarkup(
        id=table.name,
        caption=table.caption,
        headers=table.headers,
        numeric=tuple(_has_numbers(table, place) for place in range(len(table.headers))),
        rows=tuple(tuple(map(cell_text, row)) for row in table.rows),
    )


def chart_table_markup(chart: Chart) -> TableMarkup:
    """Give the markup of the figures of a chart."""
    title = f"Figures: {chart.title}"
    return TableMarkup(
        id=re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-"),
        caption=title,
        headers=tuple(chart.headers),
        numeric=(False,) * len(chart.headers),
        rows=tuple(map(tuple, chart.rows)),
    )


def _has_numbers(table: DataTable, column: int) -> bool:
    return any(not isinstance(row[column], str) for row in table.rows)
