"""Releases that contradict each other: the later one is believed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wardtoboard.disclosure.lattice import Lattice, joint_lattice
from wardtoboard.disclosure.system import (
    Row,
    Whole,
    contradiction,
    incidence,
    rows_of,
    solve,
)
from wardtoboard.disclosure.tables import REVISED, Key, ReleasedTable, Rule


def settle(
    tables: Sequence[ReleasedTable], rule: Rule
) -> tuple[tuple[ReleasedTable, ...], Lattice, Whole]:
    """Mark as revised what later tables of the same population contradict.

    Tables come oldest first. An attacker who assumes that all else is unchanged keeps the
    rest, so the fewest people's worth of numbers is given up. Returns the tables in the same
    order, their joint lattice, and one whole-number table over it that agrees with them all.
    Raises CannotTellError when the last table contradicts itself.
    """
    lattice = joint_lattice(tables)
    rows = rows_of(tables, lattice, rule)
    kept: list[Row] = []
    revised: dict[int, set[Key]] = {}
    agreed = np.zeros(len(lattice.leaves), dtype=np.int64)
    for number in reversed(range(len(tables))):
        mine = [row for row in rows if row.table == number]
        last = number == len(tables) - 1
        agreed = _nearest(lattice, mine if last else kept, [] if last else mine)
        kept += [row for row in mine if row.holds(agreed)]
        revised[number] = {row.key for row in mine if not row.holds(agreed)}
    settled = (_mark(table, revised[number]) for number, table in enumerate(tables))
    return tuple(settled), lattice, agreed


def _mark(table: ReleasedTable, revised: set[Key]) -> ReleasedTable:
    values = {key: REVISED if key in revised else value for key, value in table.values.items()}
    return replace(table, values=values)


def _nearest(lattice: Lattice, firm: Sequence[Row], soft: Sequence[Row]) -> Whole:
    """Find a whole-number table that agrees with firm rows and strays least from soft ones."""
    from scipy.optimize import Bounds, LinearConstraint  # slow to import
    from scipy.sparse import eye_array, hstack  # slow to import

    leaves = len(lattice.leaves)
    rows = [row for row in (*firm, *soft) if (row.low, row.high) != (0, np.inf)]
    stray = [number for number, row in enumerate(rows) if number >= _count(firm)]
    cells = incidence([row.places.tolist() for row in rows], leaves)
    slack = eye_array(len(rows), format="csr")[:, stray]
    matrix = hstack([cells, slack, -slack], format="csr")
    aim = np.concatenate([np.zeros(leaves), np.ones(2 * len(stray))])
    whole = np.concatenate([np.ones(leaves), np.zeros(2 * len(stray))]).astype(np.int64)
    low, high = [row.low for row in rows], [row.high for row in rows]
    solution = solve(aim, LinearConstraint(matrix, low, high), Bounds(0, np.inf), whole=whole)
    if solution is None:
        raise contradiction()
    return np.rint(solution[:leaves]).astype(np.int64)


def _count(firm: Sequence[Row]) -> int:
    return sum((row.low, row.high) != (0, np.inf) for row in firm)
