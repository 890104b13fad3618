"""Protect a table: withhold small counts and their cover, then attack what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wardtoboard.base.errors import DisclosureError, Fault
from wardtoboard.disclosure.attacker import Interval, attack
from wardtoboard.disclosure.cover import Moves, Target, Witnesses, show_again, withhold_more
from wardtoboard.disclosure.lattice import Lattice
from wardtoboard.disclosure.revisions import settle
from wardtoboard.disclosure.system import Row, Whole, rows_of
from wardtoboard.disclosure.tables import (
    WITHHELD,
    CountTable,
    Key,
    Marker,
    ReleasedTable,
    Rule,
)


@dataclass(frozen=True, slots=True)
class Protected:
    """A table that may be let out, why each cell is withheld, and the proof.

    ``primary`` are small counts, ``secondary`` cover for them, ``kept_back`` cells withheld in
    an earlier release that nothing else withholds now. Each witness is a whole-number table of
    the finest cells that agrees with everything released; between them and the truth they give
    every small count the room that the rule asks.
    """

    table: CountTable
    released: ReleasedTable
    primary: frozenset[Key]
    secondary: frozenset[Key]
    kept_back: frozenset[Key]
    witnesses: tuple[Mapping[Key, int], ...]


def protect(
    table: CountTable, rule: Rule | None = None, earlier: Sequence[ReleasedTable] = ()
) -> Protected:
    """Withhold every small count and enough other cells that none can be worked out.

    ``earlier`` are releases, oldest first; those of the same population are attacked together
    with the new table. A number there that the new counts contradict is taken as revised.
    Fixed zeros are always shown. Raises DisclosureError when no withholding is enough, or when
    the attack on the result finds anything.
    """
    rule = rule or Rule()
    before = [one for one in earlier if one.population == table.population]
    settled, lattice, base = settle([*before, table.published_whole()], rule)
    plan = _Plan(table, rule, before, settled[:-1], lattice, base)
    withheld, witnesses = _withhold(plan)
    values: dict[Key, int | Marker] = {
        key: WITHHELD if number in withheld else count
        for number, (key, count) in enumerate(plan.counts.items())
    }
    released = ReleasedTable(table.population, table.dimensions, values, table.groups)
    _check(plan, released)
    return _protected(plan, released, witnesses)


class _Plan:
    """The new table laid out beside everything released before."""

    def __init__(
        self,
        table: CountTable,
        rule: Rule,
        before: Sequence[ReleasedTable],
        earlier: Sequence[ReleasedTable],
        lattice: Lattice,
        base: Whole,
    ) -> None:
        """Take the earlier releases as they were, and with what is since revised marked."""
        self.table, self.rule, self.earlier, self.lattice = table, rule, earlier, lattice
        self.counts = table.cells()
        self.keys = list(self.counts)
        whole = table.published_whole()
        places = [lattice.under(whole, key) for key in self.keys]
        same = {tuple(cell.tolist()): number for number, cell in enumerate(places)}
        rows = rows_of(earlier, lattice, rule)
        withheld = [one.withheld() for one in before]
        hidden = [row for row in rows if row.key in withheld[row.table]]
        cells = [tuple(row.places.tolist()) for row in hidden]
        self.kept_back = {same[cell] for cell in cells if cell in same}
        other = {cell: row for cell, row in zip(cells, hidden, strict=True) if cell not in same}
        never = {number for number, key in enumerate(self.keys) if key in table.fixed_zeros}
        everything = [*places, *(row.places for row in other.values())]
        self.moves = Moves(base, everything, _telling(rows), never)
        self.outside = range(len(self.keys), len(everything))

    def small(self) -> list[int]:
        """Number the cells with small counts, the largest first."""
        small = [n for n, key in enumerate(self.keys) if self.rule.is_small(self.counts[key])]
        return sorted(small, key=lambda number: -int(self.moves.values[number]))

    def targets(self, cells: Sequence[int]) -> list[Target]:
        """Ask that each cell can move down and up by what the rule says."""
        return list(self._targets(cells))

    def _targets(self, cells: Sequence[int]) -> Iterator[Target]:
        for cell in cells:
            below, above = self.rule.spread(int(self.moves.values[cell]))
            yield Target(cell, 1, above)
            if below:
                yield Target(cell, -1, below)


def _telling(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if (row.low, row.high) != (0, np.inf)]


def _withhold(plan: _Plan) -> tuple[set[int], Witnesses]:
    """Find the cells to withhold, by number, and the witnesses that show they suffice."""
    small = plan.small()
    start = {*small, *plan.kept_back, *plan.outside}
    must = plan.targets(small)
    wish = _within_reach(plan, start)
    withheld, witnesses, stuck = withhold_more(plan.moves, [*must, *wish], start)
    lost = {target.cell for target in stuck}
    if lost:
        raise _already_known([plan.keys[cell] for cell in sorted(lost)])
    extra = sorted(withheld - start, key=lambda cell: (-int(plan.moves.values[cell]), cell))
    withheld, witnesses = show_again(plan.moves, [*must, *wish], withheld, extra, witnesses)
    return withheld, witnesses.fewest([*must, *wish])


def _within_reach(plan: _Plan, withheld: set[int]) -> list[Target]:
    """Ask for what was withheld before as much room as earlier releases still leave.

    The truth of cells that the new table does not have is not known here, so their room is
    asked about one table that agrees with everything.
    """
    again = [*sorted(plan.kept_back.difference(plan.small())), *plan.outside]
    wish: list[Target] = []
    for target in plan.targets(again):
        for amount in dict.fromkeys((target.amount, 1)):
            less = Target(target.cell, target.direction, amount)
            if plan.moves.cheapest(less, withheld, closed=False) is not None:
                wish.append(less)
                break
    return wish


def _check(plan: _Plan, released: ReleasedTable) -> None:
    """Attack the result together with everything before it; raise if it gives anything away."""
    found = attack([*plan.earlier, released], truth=plan.table, rule=plan.rule)
    lost = set(found.violated) | set(found.recovered)
    if lost and plan.earlier:
        lost -= set(attack(plan.earlier, rule=plan.rule).recovered) - set(found.violated)
    if lost:
        raise DisclosureError([_given_away(one) for one in sorted(lost, key=lambda one: one.key)])


def _given_away(one: Interval) -> Fault:
    return Fault(
        what=f"the table for {one.population} would give away {name_cell(one.dimensions, one.key)}",
        do="Nothing was released. Use fewer breakdowns, or put small names together.",
    )


def name_cell(dimensions: Sequence[str], key: Key) -> str:
    """Name a cell for a person: "profession nurse, level Band 7"."""
    return ", ".join(f"{name} {part}" for name, part in zip(dimensions, key, strict=True))


def _already_known(keys: Sequence[Key]) -> DisclosureError:
    return DisclosureError(
        Fault(
            what=f"earlier releases leave too little room to hide {' / '.join(key)}",
            do="Nothing was released. Repeat the earlier release instead of this breakdown.",
        )
        for key in keys
    )


def _protected(plan: _Plan, released: ReleasedTable, witnesses: Witnesses) -> Protected:
    primary = frozenset(plan.keys[cell] for cell in plan.small())
    kept_back = frozenset(plan.keys[cell] for cell in plan.kept_back) - primary
    secondary = released.withheld() - primary - kept_back
    return Protected(
        table=plan.table,
        released=released,
        primary=primary,
        secondary=secondary,
        kept_back=kept_back,
        witnesses=tuple(_leaves(plan, move) for move in witnesses.found),
    )


def _leaves(plan: _Plan, move: Whole) -> dict[Key, int]:
    cells = np.rint(plan.moves.sums @ (plan.moves.base + move)).astype(int).tolist()
    counts = dict(zip(plan.keys, cells, strict=False))
    return {key: counts[key] for key in plan.table.counts}
