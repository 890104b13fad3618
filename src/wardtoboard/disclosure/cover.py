"""Secondary suppression: what else must be withheld so that small counts cannot be worked out.

The heuristic of Kelly, Golden and Assad, and of Robertson: for each small count in turn, find
the cheapest move of people between cells that changes it enough and leaves everything released
as it is. The cells that move must be withheld; the moved table is a witness that an attacker
cannot rule out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardtoboard.disclosure.lattice import Indices
from wardtoboard.disclosure.system import NEAR, Floats, Row, Whole, incidence, solve

ALREADY_WITHHELD = 1e-3
SHOWN_ZERO = 0.1
GOOD_ENOUGH = 0.5  # a whole-number move need not be the cheapest


@dataclass(frozen=True, slots=True)
class Target:
    """A cell (by number) that must be able to move: up (1) or down (-1), by so many people."""

    cell: int
    direction: int
    amount: int


class Moves:
    """Moves of people between the finest cells that everything released before allows."""

    def __init__(
        self, base: Whole, cells: Sequence[Indices], earlier: Sequence[Row], never: set[int]
    ) -> None:
        """Hold the table as it is, its cells, the rows of before, and cells that cannot move."""
        self.base, self.count, self.never = base, len(cells), never
        leaves = len(base)
        self.sums = incidence([places.tolist() for places in cells], leaves)
        many = [number for number, places in enumerate(cells) if len(places) != 1]
        self._columns(cells, many, leaves)
        self.values: Whole = np.rint(self.sums @ base).astype(np.int64)
        self._build(many, earlier, leaves)

    def _columns(self, cells: Sequence[Indices], many: list[int], leaves: int) -> None:
        """Say which columns hold a cell's move up and its move down."""
        self.up = np.array([int(places[0]) if len(places) else 0 for places in cells])
        self.down = self.up + leaves
        self.up[many] = 2 * leaves + np.arange(len(many))
        self.down[many] = self.up[many] + len(many)
        self._width = 2 * leaves + 2 * len(many)

    def _build(self, many: list[int], earlier: Sequence[Row], leaves: int) -> None:
        from scipy.sparse import csr_array, eye_array, hstack, vstack  # slow to import

        sums, own = self.sums[many], eye_array(len(many), format="csr")
        known = incidence([row.places.tolist() for row in earlier], leaves)
        nothing = csr_array((len(earlier), 2 * len(many)))
        self._matrix = vstack(
            [hstack([sums, -sums, -own, own]), hstack([known, -known, nothing])], format="csc"
        )
        now = known @ self.base
        self._low = np.concatenate([np.zeros(len(many)), [row.low for row in earlier] - now])
        self._high = np.concatenate([np.zeros(len(many)), [row.high for row in earlier] - now])

    def cheapest(self, target: Target, withheld: set[int], *, closed: bool) -> Whole | None:
        """Find the cheapest whole move of the finest cells that moves the target enough.

        ``closed`` allows no cell to move that is not withheld yet. None when there is no way.
        """
        low, high = np.zeros(self._width), np.full(self._width, np.inf)
        leaves = len(self.base)
        high[leaves : 2 * leaves] = self.base
        cost = self._cost(withheld)
        fixed = self.never | (set(range(self.count)) - withheld if closed else set())
        still = list(fixed)
        high[self.up[still]] = high[self.down[still]] = 0
        towards, away = (self.up, self.down)[:: target.direction]
        if high[towards[target.cell]] < target.amount:
            return None
        low[towards[target.cell]], high[away[target.cell]] = target.amount, 0
        return self._whole(cost, low, high)

    def _cost(self, withheld: set[int]) -> Floats:
        cost = np.full(self._width, ALREADY_WITHHELD)
        shown = [cell for cell in range(self.count) if cell not in withheld]
        price = np.log1p(self.values[shown]) + SHOWN_ZERO
        cost[self.up[shown]] = price
        cost[self.down[shown]] = price
        return cost

    def _whole(self, cost: Floats, low: Floats, high: Floats) -> Whole | None:
        """Solve over the columns that can move, in whole numbers if need be."""
        from scipy.optimize import Bounds, LinearConstraint  # slow to import

        can = np.flatnonzero(high > 0)
        limits = LinearConstraint(self._matrix[:, can], self._low, self._high)
        bounds = Bounds(low[can], high[can])
        found = solve(cost[can], limits, bounds, whole=False)
        if found is not None and np.abs(found - np.rint(found)).max() > NEAR:
            found = solve(cost[can], limits, bounds, whole=True, gap=GOOD_ENOUGH)
        if found is None:
            return None
        moved = np.zeros(self._width)
        moved[can] = np.rint(found)
        leaves = len(self.base)
        return (moved[:leaves] - moved[leaves : 2 * leaves]).astype(np.int64)


class Witnesses:
    """Moves found so far: each is a table an attacker cannot rule out."""

    def __init__(self, moves: Moves, found: Sequence[Whole] = ()) -> None:
        """Start from some moves of the finest cells."""
        self._moves = moves
        self.found: list[Whole] = []
        self._cells: list[Whole] = []
        for move in found:
            self.add(move)

    def add(self, move: Whole) -> set[int]:
        """Keep a move; give the numbers of the cells it changes."""
        cells: Whole = np.rint(self._moves.sums @ move).astype(np.int64)
        self.found.append(move)
        self._cells.append(cells)
        return set(np.flatnonzero(cells).tolist())

    def show(self, target: Target) -> bool:
        """Say whether some witness moves the target enough."""
        return any(cells[target.cell] * target.direction >= target.amount for cells in self._cells)

    def still_standing(self, cell: int) -> Witnesses:
        """Give the witnesses that remain if one more cell is shown."""
        pairs = zip(self.found, self._cells, strict=True)
        return Witnesses(self._moves, [move for move, cells in pairs if cells[cell] == 0])

    def fewest(self, targets: Sequence[Target]) -> Witnesses:
        """Give a few witnesses, the latest first, that show every target."""
        few = Witnesses(self._moves)
        for move, cells in zip(reversed(self.found), reversed(self._cells), strict=True):
            missing = [target for target in targets if not few.show(target)]
            if any(cells[one.cell] * one.direction >= one.amount for one in missing):
                few.add(move)
        return few


def withhold_more(
    moves: Moves, targets: Sequence[Target], withheld: set[int]
) -> tuple[set[int], Witnesses, list[Target]]:
    """Withhold cells until every target can move; also give the targets for which none can."""
    withheld, witnesses, stuck = set(withheld), Witnesses(moves), []
    for target in targets:
        if not witnesses.show(target):
            move = moves.cheapest(target, withheld, closed=False)
            if move is None:
                stuck.append(target)
            else:
                withheld |= witnesses.add(move)
    return withheld, witnesses, stuck


def show_again(
    moves: Moves,
    targets: Sequence[Target],
    withheld: set[int],
    extra: Sequence[int],
    witnesses: Witnesses,
) -> tuple[set[int], Witnesses]:
    """Show each extra cell after all, where every target can still move without it."""
    withheld = set(withheld)
    for cell in extra:
        standing = witnesses.still_standing(cell)
        before = len(standing.found)
        if _all_move(moves, targets, withheld - {cell}, standing):
            withheld.discard(cell)
            witnesses = standing
        else:  # what was found on the way still counts, and saves finding it again
            for move in standing.found[before:]:
                witnesses.add(move)
    return withheld, witnesses


def _all_move(
    moves: Moves, targets: Sequence[Target], withheld: set[int], witnesses: Witnesses
) -> bool:
    for target in targets:
        if not witnesses.show(target):
            move = moves.cheapest(target, withheld, closed=True)
            if move is None:
                return False
            witnesses.add(move)
    return True
