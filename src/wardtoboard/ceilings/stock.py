"""Who stands where: one organisation's headcounts by profession and level, bottom to top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Steps = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Stock:
    """Headcounts of one organisation on one date.

    `counts[i, k]` is the number of people of `professions[i]` at `levels[k]`; levels run from
    the bottom of the ladder to the top. `entry[i]` is the index of the level at which the
    profession registers. `opens[i, k]` says whether the ladder goes on above level k for the
    profession: false below entry, and where the establishment holds no post above it.
    `structural[i, k]` marks the latter. `reported` names the professions to report on; the
    rest stand only in the reference group.
    """

    organisation: str
    date: str
    professions: tuple[str, ...]
    levels: tuple[str, ...]
    counts: Counts
    entry: NDArray[np.int64]
    reported: frozenset[str]
    structural: Steps = field(repr=False)

    @property
    def opens(self) -> Steps:
        """Where the step up is open: at or above entry, not the end of a funded ladder."""
        at_or_above_entry = np.arange(len(self.levels))[None, :] >= self.entry[:, None]
        return at_or_above_entry & ~self.structural

    @property
    def above(self) -> Counts:
        """People above each level, shape as `counts`."""
        from_the_top = np.cumsum(self.counts[:, ::-1], axis=1)[:, ::-1]
        return from_the_top - self.counts

    @property
    def top(self) -> int:
        """Index of the highest level that holds anyone."""
        held = np.flatnonzero(self.counts.sum(axis=0))
        return int(held[-1]) if held.size else -1

    def row(self, profession: str) -> int:
        """Give the row of a profession."""
        return self.professions.index(profession)


def build_stock(
    organisation: str,
    date: str,
    cells: Mapping[tuple[str, str], int],
    levels: Sequence[str],
    entry_levels: Mapping[str, str],
    *,
    reported: frozenset[str] | None = None,
    closed: frozenset[tuple[str, str]] = frozenset(),
) -> Stock:
    """Lay cells {(profession, level): headcount} out on a ladder.

    `levels` are those of the ladder in order, of which only those that hold anyone are kept;
    `entry_levels` gives each profession's entry level, one of `levels`; `closed` holds the
    (profession, level) above which no post is funded. Raises TypeError when a headcount is
    not a whole number: FTE is not headcount.
    """
    fractional = [key for key, count in cells.items() if count != int(count)]
    if fractional:
        raise TypeError(f"headcounts are whole numbers of people; {fractional[0]} holds a fraction")
    held = {level for (_, level), count in cells.items() if count}
    order = [level for level in levels if level in held]
    professions = sorted({profession for profession, _ in cells})
    counts = np.array(
        [[int(cells.get((p, level), 0)) for level in order] for p in professions], dtype=np.int64
    ).reshape(len(professions), len(order))
    rank = {level: index for index, level in enumerate(levels)}
    entry = np.array(
        [sum(rank[level] < rank[entry_levels[p]] for level in order) for p in professions],
        dtype=np.int64,
    )
    structural = np.array(
        [[(p, level) in closed for level in order] for p in professions], dtype=np.bool_
    ).reshape(counts.shape)
    return Stock(
        organisation=organisation,
        date=date,
        professions=tuple(professions),
        levels=tuple(order),
        counts=counts,
        entry=entry,
        reported=frozenset(professions) if reported is None else reported,
        structural=structural,
    )
