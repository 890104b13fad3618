"""The equations an attacker can write down, and their least and greatest solutions.

Unknowns are the finest cells, whole numbers from 0. Each published number is a row: a sum of
finest cells that is known, or known to lie in a range (``methods``: the linear attack oracle).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardtoboard.base.errors import CannotTellError, Fault
from wardtoboard.disclosure.lattice import Indices, Lattice
from wardtoboard.disclosure.tables import REVISED, STAR, WITHHELD, Key, ReleasedTable, Rule

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Row:
    """A cell as the attacker sees it: finest cells that add up to between low and high."""

    table: int
    key: Key
    places: Indices
    low: float
    high: float

    def holds(self, leaves: Whole) -> bool:
        """Say whether a whole-number table agrees with this row, exactly."""
        return bool(self.low <= leaves[self.places].sum() <= self.high)


def rows_of(tables: Sequence[ReleasedTable], lattice: Lattice, rule: Rule) -> list[Row]:
    """Give every cell of the tables as a row; a withheld one is anything from 0."""
    return [
        Row(number, key, lattice.under(table, key), *_range(table, key, rule))
        for number, table in enumerate(tables)
        for key in table.values
    ]


def _range(table: ReleasedTable, key: Key, rule: Rule) -> tuple[float, float]:
    value = table.values[key]
    if value == STAR:
        return 1, rule.small
    if value in (WITHHELD, REVISED):
        return 0, np.inf
    number = int(value)
    if table.rounded_to is None or number == 0:
        return number, number
    half = table.rounded_to // 2
    return max(rule.small + 1, number - half), number + half


class System:
    """Rows ready for solving: what is known outright is taken out first."""

    def __init__(self, rows: Iterable[Row], leaves: int) -> None:
        """Gather the rows over so many finest cells; raises CannotTellError on an open clash."""
        self.low = np.zeros(leaves)
        self.high = np.full(leaves, np.inf)
        sums = self._gather(rows)
        self._free = np.flatnonzero(self.low < self.high)
        self._limits(sums)

    def _gather(self, rows: Iterable[Row]) -> dict[tuple[int, ...], tuple[float, float]]:
        """Keep the tightest range for each set of cells; single cells become their bounds."""
        sums: dict[tuple[int, ...], tuple[float, float]] = {}
        for row in rows:
            cells = tuple(row.places.tolist())
            low, high = sums.get(cells, (0, np.inf))
            sums[cells] = max(low, row.low), min(high, row.high)
        if any(low > high for low, high in sums.values()) or sums.get((), (0, 0))[0] > 0:
            raise contradiction()
        for cells in [cells for cells in sums if len(cells) == 1]:
            self.low[cells[0]], self.high[cells[0]] = sums.pop(cells)
        sums.pop((), None)
        return sums

    def _limits(self, sums: dict[tuple[int, ...], tuple[float, float]]) -> None:
        """Take known cells out of the sums, and hold what is left as a sparse matrix."""
        column = {int(place): number for number, place in enumerate(self._free)}
        left: dict[tuple[int, ...], tuple[float, float]] = {}
        for cells, (low, high) in sums.items():
            known = sum(self.low[cell] for cell in cells if cell not in column)
            free = tuple(column[cell] for cell in cells if cell in column)
            before = left.get(free, (0, np.inf))
            left[free] = max(before[0], low - known), min(before[1], high - known)
        if any(low > high for low, high in left.values()) or left.pop((), (0, 0))[0] > 0:
            raise contradiction()
        tell = {cells: ends for cells, ends in left.items() if ends != (0, np.inf)}
        self._matrix = incidence([list(cells) for cells in tell], len(self._free))
        self._row_low = np.array([low for low, _ in tell.values()])
        self._row_high = np.array([high for _, high in tell.values()])
        limited = {cell for cells, (_, high) in tell.items() if high < np.inf for cell in cells}
        self._unlimited = {
            int(place)
            for number, place in enumerate(self._free)
            if self.high[place] == np.inf and number not in limited
        }

    def has_no_greatest(self, places: Indices) -> bool:
        """Say whether nothing released puts a ceiling on the sum of these cells."""
        return not self._unlimited.isdisjoint(places.tolist())

    def extreme(self, places: Indices, sign: int, *, whole: bool) -> Floats:
        """Give a table that agrees with every row and makes a sum of cells least (1) or most (-1).

        With ``whole`` the table is in whole numbers. Raises CannotTellError when none agrees.
        """
        aim = np.zeros(len(self.low))
        aim[places] = sign
        solution = self._solve(aim[self._free], whole=False)
        if whole and np.abs(solution - np.rint(solution)).max(initial=0) > NEAR:
            solution = self._solve(aim[self._free], whole=True)
        leaves = self.low.copy()
        leaves[self._free] = solution
        return leaves

    def _solve(self, aim: Floats, *, whole: bool) -> Floats:
        from scipy.optimize import Bounds, LinearConstraint  # slow to import

        if not len(self._free):
            return np.zeros(0)
        limits = LinearConstraint(self._matrix, self._row_low, self._row_high)
        bounds = Bounds(self.low[self._free], self.high[self._free])
        solution = solve(aim, limits, bounds, whole=whole)
        if solution is None:
            raise contradiction()
        return solution


def incidence(sums: Sequence[Sequence[int]], columns: int) -> Any:
    """Hold sets of columns as a sparse matrix of ones, one set a row."""
    from scipy.sparse import csr_array  # slow to import

    indices = np.array([cell for cells in sums for cell in cells], dtype=np.int32)
    starts = np.cumsum([0, *(len(cells) for cells in sums)])
    return csr_array((np.ones(len(indices)), indices, starts), shape=(len(sums), columns))


def solve(
    aim: Floats, limits: Any, bounds: Any, *, whole: bool | Whole, gap: float = 0.0
) -> Floats | None:
    """Minimise with HiGHS; None when nothing satisfies the limits.

    ``whole`` may be said column by column; ``gap`` is how far from the best a whole-number
    solution may be, as a share of it.
    """
    from scipy.optimize import milp  # slow to import

    found = milp(
        aim,
        integrality=np.broadcast_to(np.asarray(whole, dtype=np.int64), aim.shape),
        bounds=bounds,
        constraints=limits if limits.A.shape[0] else (),
        options={"mip_rel_gap": gap},
    )
    return np.asarray(found.x, dtype=float) if found.success else None


def contradiction() -> CannotTellError:
    """Say that released tables cannot all be true of the same people."""
    fault = Fault(
        what="these tables cannot all be true of the same people: their numbers contradict",
        do="Check that they count the same people on the same day, and name the groups they use.",
    )
    return CannotTellError([fault])
