"""Check the columns of a table, gathering every fault before any is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from wardtoboard.base.cells import CellKind, read_cells, tidy
from wardtoboard.base.errors import Fault
from wardtoboard.base.tables import Table

T = TypeVar("T")

LONGEST_FOUND = 60
BLANK = "an empty cell"


class TableChecks:
    """The faults found so far in one table.

    A row refused as a whole has that one fault; its cells are not reported as well.
    """

    def __init__(self, table: Table) -> None:
        """Start with no fault."""
        self.table = table
        self._faulty: set[int] = set()
        self._refused: set[int] = set()
        self._faults: list[Fault] = []

    def refuse_rows(self, name: str, is_wrong: Callable[[str], bool], what: str, do: str) -> None:
        """Refuse, as a whole, every row whose cell in a column is wrong."""
        column = self.table.columns[name]
        wrong = {text for text in dict.fromkeys(column) if is_wrong(text)}
        for position, text in enumerate(column) if wrong else ():
            if text in wrong and position not in self._refused:
                self.add(position, what, do, column=name, found=text)
                self._refused.add(position)

    def read_column(self, name: str, kind: CellKind[T]) -> list[T]:
        """Read a column, each distinct text once; a cell that fails holds the kind's stand-in."""
        column = self.table.columns[name]
        values, problems = read_cells(dict.fromkeys(column), kind)
        for position, text in enumerate(column) if problems else ():
            if text in problems and position not in self._refused:
                problem = problems[text]
                self.add(position, problem.what, problem.do, column=name, found=text or BLANK)
        return list(map(values.__getitem__, column))

    def is_refused(self, position: int) -> bool:
        """Answer whether a row was refused as a whole."""
        return position in self._refused

    def is_sound(self, position: int) -> bool:
        """Answer whether a row has no fault so far."""
        return position not in self._faulty

    def add(self, position: int, what: str, do: str, *, column: str = "", found: str = "") -> None:
        """Add a fault in the row at a position, and in a column of the form where one is named."""
        self._faulty.add(position)
        self._faults.append(
            Fault(
                what=what,
                do=do,
                file=self.table.file,
                sheet=self.table.sheet,
                row=self.table.rows[position],
                column=self.table.headings.get(column, ""),
                found=_shortened(tidy(found) or BLANK) if found else "",
            )
        )

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Give every fault, by row; within a row in the order in which they were found."""
        return tuple(sorted(self._faults, key=lambda fault: fault.row or 0))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 1] + "…"
