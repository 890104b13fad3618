"""Print for a person or for a program: readable tables, or JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated, Any, Literal

import typer


class Format(StrEnum):
    """How a command prints."""

    TEXT = "text"
    JSON = "json"


FormatOption = Annotated[
    Format, typer.Option("--format", help="Print for a person (text) or for a program (json).")
]


def print_json(answer: Any) -> None:
    """Print an answer as JSON; refuses nan and infinity, which JSON does not have."""
    # Without indenting, json writes from C: ten times faster on the 254 organisations of England.
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, allow_nan=False))
    sys.stdout.write("\n")


def print_text(text: str = "") -> None:
    """Print a line for a person."""
    sys.stdout.write(f"{text}\n")


def print_table(title: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table for a person; columns whose cells are numbers are set to the right."""
    from rich.console import Console  # rich is slow to import and JSON does not need it
    from rich.table import Table

    kept = [tuple(row) for row in rows]
    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    for place, header in enumerate(headers):
        numbers = all(_is_number(row[place]) for row in kept)
        side: Literal["left", "right"] = "right" if numbers and kept else "left"
        table.add_column(header, justify=side, overflow="fold")
    for row in kept:
        table.add_row(*row)
    width = None if sys.stdout.isatty() else 120
    Console(width=width, markup=False, emoji=False, highlight=False).print(table)


def _is_number(cell: str) -> bool:
    return cell.replace(",", "").replace(".", "").replace("-", "").isdigit() or cell == ""


def warn(text: str) -> None:
    """Print a line beside the answer, where it cannot spoil it, and after what came before it."""
    sys.stdout.flush()
    sys.stderr.write(f"{text}\n")
