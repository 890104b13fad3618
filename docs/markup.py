"""Small pieces of Markdown for the reference pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MADE = "<!-- Made by `make docs` from the code. Do not edit. -->"


def page(title: str, lead: str, *parts: str) -> str:
    """Give a whole page: a title, a sentence or two, and its parts."""
    return "\n\n".join([MADE, f"# {title}", lead, *(part for part in parts if part)]) + "\n"


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Give a table; a cell of None is left empty."""
    lines = [_row(headers), _row(["---"] * len(headers)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def code(text: object) -> str:
    """Give text as code."""
    return f"`{text}`"


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).replace("|", "\\|").split())
