"""The attack: what an outsider can work out from everything that has been released."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wardtoboard.disclosure.lattice import joint_lattice
from wardtoboard.disclosure.system import NEAR, Row, System, incidence, rows_of
from wardtoboard.disclosure.tables import CountTable, Key, ReleasedTable, Rule


@dataclass(frozen=True, slots=True)
class Interval:
    """The counts of people that a withheld cell can still have; ``high`` None is no limit."""

    population: str
    dimensions: tuple[str, ...]
    key: Key
    low: int
    high: int | None

    @property
    def width(self) -> int | None:
        """How many people lie between the least and the greatest; None is no limit."""
        return None if self.high is None else self.high - self.low

    def leaves_open(self, below: int, above: int) -> bool:
        """Say whether an attacker must reckon with both of these counts, or beyond them."""
        return self.low <= below and (self.high is None or self.high >= above)


@dataclass(frozen=True, slots=True)
class Attack:
    """What the attack found: one interval for each withheld cell.

    ``violated`` are small counts with less room than the rule asks, when the truth was given.
    """

    cells: int
    intervals: tuple[Interval, ...]
    violated: tuple[Interval, ...]

    @property
    def protected(self) -> int:
        """How many cells were meant to be kept back."""
        return len(self.intervals)

    @property
    def recovered(self) -> tuple[Interval, ...]:
        """The withheld cells that have one possible count only."""
        return tuple(interval for interval in self.intervals if interval.width == 0)

    @property
    def recovered_exactly(self) -> int:
        """How many withheld cells have one possible count only."""
        return len(self.recovered)

    @property
    def narrowest(self) -> int | None:
        """The least width of any interval; None when nothing is withheld or all are unlimited."""
        widths = [one.width for one in self.intervals if one.width is not None]
        return min(widths, default=None)


def attack(
    tables: Sequence[ReleasedTable],
    *,
    integer: bool = True,
    truth: CountTable | None = None,
    rule: Rule | None = None,
) -> Attack:
    """Find the least and greatest count of every withheld cell, from all the tables at once.

    The attacker knows that counts are whole and not below zero, every number shown, what the
    markers mean, and how the tables nest. To attack as an insider, add a small table of the
    counts they know. ``integer`` False uses the linear bounds alone: quicker, never narrower.
    With ``truth``, small counts also count as kept back where a table shows them, and the
    rule's required intervals are checked. Raises CannotTellError when tables contradict.
    """
    rule = rule or Rule()
    populations = dict.fromkeys(table.population for table in tables)
    cells = 0
    found: list[Interval] = []
    for population in populations:
        together = [table for table in tables if table.population == population]
        one = truth if truth and truth.population == population else None
        rows = _rows_by_cell(together)
        cells += len(rows)
        found += _attack_population(together, integer=integer, truth=one, rule=rule)
    return Attack(cells, tuple(found), tuple(_violations(found, truth, rule)) if truth else ())


def _rows_by_cell(tables: Sequence[ReleasedTable]) -> set[tuple[tuple[str, ...], Key]]:
    return {(table.dimensions, key) for table in tables for key in table.values}


def _attack_population(
    tables: Sequence[ReleasedTable], *, integer: bool, truth: CountTable | None, rule: Rule
) -> list[Interval]:
    lattice = joint_lattice(tables)
    rows = rows_of(tables, lattice, rule)
    system = System(rows, len(lattice.leaves))
    system.extreme(np.zeros(0, dtype=np.intp), 1, whole=integer)  # raises if nothing agrees
    targets = _targets(tables, rows, truth, rule)
    ends = _ends(system, targets, integer=integer)
    return [
        Interval(tables[row.table].population, tables[row.table].dimensions, row.key, low, high)
        for row, (low, high) in zip(targets, ends, strict=True)
    ]


def _targets(
    tables: Sequence[ReleasedTable], rows: Sequence[Row], truth: CountTable | None, rule: Rule
) -> list[Row]:
    """Pick the rows to attack, each cell once: withheld by a table, or small in truth."""
    small = {k for k, v in truth.cells().items() if rule.is_small(v)} if truth else set()
    withheld = [table.withheld() for table in tables]
    targets: dict[tuple[tuple[str, ...], Key], Row] = {}
    for row in rows:
        dimensions = tables[row.table].dimensions
        is_small = truth is not None and dimensions == truth.dimensions and row.key in small
        if is_small or row.key in withheld[row.table]:
            targets.setdefault((dimensions, row.key), row)
    return list(targets.values())


def _ends(system: System, targets: Sequence[Row], *, integer: bool) -> list[tuple[int, int | None]]:
    """Solve for both ends of each target.

    A solution found on the way that empties another target has already shown its least count.
    """
    sums = incidence([row.places.tolist() for row in targets], len(system.low))
    least = np.full(len(targets), np.inf)
    highs: list[int | None] = []
    for row in targets:
        if system.has_no_greatest(row.places):
            highs.append(None)
            continue
        table = system.extreme(row.places, -1, whole=integer)
        highs.append(int(np.floor(table[row.places].sum() + NEAR)))
        least = np.minimum(least, sums @ table)
    lows: list[int] = []
    for number, row in enumerate(targets):
        if least[number] > NEAR:
            table = system.extreme(row.places, 1, whole=integer)
            least = np.minimum(least, sums @ table)
            lows.append(int(np.ceil(table[row.places].sum() - NEAR)))
        else:
            lows.append(0)
    return list(zip(lows, highs, strict=True))


def _violations(found: Sequence[Interval], truth: CountTable, rule: Rule) -> list[Interval]:
    counts = truth.cells()
    broken = []
    for one in found:
        if (one.population, one.dimensions) == (truth.population, truth.dimensions):
            count = counts[one.key]
            below, above = rule.spread(count)
            if rule.is_small(count) and not one.leaves_open(count - below, count + above):
                broken.append(one)
    return broken
