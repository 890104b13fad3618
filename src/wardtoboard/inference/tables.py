"""Two-by-two tables of headcount, many at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tables:
    """Focus and reference staff above and at a level; four int64 arrays of shape (n,), people."""

    above: Counts
    at: Counts
    above_reference: Counts
    at_reference: Counts

    def __len__(self) -> int:
        """Count the tables."""
        return len(self.above)

    def cells(self) -> tuple[Counts, Counts, Counts, Counts]:
        """Give the four cells, each of shape (n,)."""
        return self.above, self.at, self.above_reference, self.at_reference

    def take(self, rows: Counts | Flags) -> Tables:
        """Give the tables of these rows, in this order."""
        return Tables(*(cell[rows] for cell in self.cells()))

    def cross_difference(self) -> Counts:
        """Give above x at_reference - at x above_reference: its sign is that of log odds ratio."""
        return self.above * self.at_reference - self.at * self.above_reference

    def is_at_bottom(self) -> Flags:
        """Answer where no table with these margins has fewer of the focus above."""
        return np.asarray(np.minimum(self.above, self.at_reference) == 0, dtype=np.bool_)

    def is_at_top(self) -> Flags:
        """Answer where no table with these margins has more of the focus above."""
        return np.asarray(np.minimum(self.at, self.above_reference) == 0, dtype=np.bool_)

    def spread(self) -> Floats:
        """Approximate the standard deviation of `above` given the margins (Woolf, half added)."""
        information = sum(1.0 / (cell + 0.5) for cell in self.cells())
        return np.asarray(information, dtype=np.float64) ** -0.5

    def swapped(self) -> Tables:
        """Exchange focus and reference, which inverts every odds ratio."""
        return Tables(self.above_reference, self.at_reference, self.above, self.at)

    def odds_ratio(self, added: float = 0.0) -> Floats:
        """Divide the cross products, shape (n,): 0 or inf at the edges, nan for 0/0.

        `added` goes to every cell first; 0.5 gives the start of a search, not a reported value.
        """
        above, at, above_reference, at_reference = (cell + added for cell in self.cells())
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray((above * at_reference) / (at * above_reference), dtype=np.float64)

    def distinct(self) -> tuple[Tables, NDArray[np.intp]]:
        """Give each different table once, and where each original row is among them."""
        stacked = np.stack(self.cells(), axis=1)
        rows, inverse = np.unique(stacked, axis=0, return_inverse=True)
        return Tables(*np.ascontiguousarray(rows.T)), inverse.reshape(-1)


def read_tables(
    above: ArrayLike, at: ArrayLike, above_reference: ArrayLike, at_reference: ArrayLike
) -> Tables:
    """Check four broadcastable sets of headcounts and give them as tables of shape (n,).

    Raises TypeError for anything but whole numbers: an exact test counts people, so it must not
    be fed full-time equivalents. Raises ValueError for a count below zero.
    """
    named = {
        "above": above,
        "at": at,
        "above_reference": above_reference,
        "at_reference": at_reference,
    }
    cells = [whole_counts(name, values) for name, values in named.items()]
    flat = [np.ascontiguousarray(np.ravel(cell)) for cell in np.broadcast_arrays(*cells)]
    return Tables(*flat)


def whole_counts(name: str, values: ArrayLike) -> Counts:
    """Check that `values` are whole numbers, 0 or more, and give them as int64.

    Raises TypeError for non-integers and ValueError for a count below zero.
    """
    array = np.atleast_1d(np.asarray(values))
    if array.size == 0:
        return array.astype(np.int64)
    if not np.issubdtype(array.dtype, np.integer):
        raise TypeError(
            f"{name} must be headcount (whole numbers of people); found {array.dtype} values such"
            f" as {array.flat[0]!r}. Exact tests cannot use full-time equivalents: count people."
        )
    if array.min() < 0:
        raise ValueError(f"{name} must be 0 or more; found {array.min()}. Correct the count.")
    return array.astype(np.int64)


def blocks(sizes: Floats, block: int) -> list[NDArray[np.intp]]:
    """Split rows, in order, into runs whose sizes sum to about `block`; give their row numbers."""
    if len(sizes) == 0:
        return []
    group = (np.cumsum(sizes) - sizes) // block
    edges = np.flatnonzero(np.diff(group)) + 1
    return np.split(np.arange(len(sizes)), edges)
