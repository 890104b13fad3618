"""Draws of persons for a bootstrap: each person counts 0, 1, 2... times, the same in every table.

The number of times is Poisson with mean 1 and depends only on the person, the replicate and the
seed, so that nothing is stored, order does not matter and all spells of a person go together.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from wardtoboard.inference.cores import on_every_core
from wardtoboard.inference.tables import Counts

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
LANES = 4  # draws of 16 bits in each random number of 64
BITS, MASK = 16, np.uint64(0xFFFF)
REPLICATES_A_BLOCK = 256  # their counts stay in the processor's nearest cache
SPELLS_AT_ONCE = 8000  # 8 times as many, the largest weight, still fit into 16 bits
# A draw of 16 bits counts one for each of these that it reaches: 65,536 x P(Poisson(1) < i), whole,
# and rounded so that the mean is exactly 1.
THRESHOLDS = (24109, 48219, 60273, 64292, 65296, 65497, 65531, 65535)
T1, T2, T3, T4, T5, T6, T7, T8 = THRESHOLDS


def poisson_weights(person: ArrayLike, replicate: int, seed: int) -> NDArray[np.uint8]:
    """Give how many times each person counts in a replicate, shape (n,): Poisson with mean 1.

    In: persons' numbers (64 bits, any order, repeats allowed), the replicate (0, 1, ...) and the
    seed. The same three always give the same weight.
    Method: Chamandy and others (2012), the Poisson bootstrap; Steele and others (2014), splitmix64.
    """
    block, lane = divmod(replicate, LANES)
    numbers = _mixed(_streams(person, seed) + np.array([block], dtype=np.uint64) * GOLDEN)
    draw = (numbers >> np.uint64(BITS * lane)) & MASK
    return np.searchsorted(THRESHOLDS, draw, side="right").astype(np.uint8)


def weighted_counts(
    person: ArrayLike, cell: ArrayLike, cells: int, replicates: int, seed: int
) -> Counts:
    """Count spells by cell in each replicate, each as often as its person: [cells, replicates].

    In: each spell's person and cell (0 to cells - 1), shapes (n,), sorted by cell. The weights are
    those of `poisson_weights`. Blocks of replicates are counted on every core at once.
    Raises ValueError when the cells are not in order or lie outside 0 to cells - 1.
    """
    where = np.asarray(cell)
    if np.any(where[1:] < where[:-1]):
        raise ValueError("spells must be sorted by cell. Sort persons and cells together.")
    if where.size and not 0 <= where[0] <= where[-1] < cells:
        raise ValueError(f"cells must lie between 0 and {cells - 1}; one lies outside.")
    streams = _streams(person, seed)
    starts = np.flatnonzero(np.diff(where, prepend=-1))
    ends = np.append(starts[1:], len(where))
    counts = np.zeros((cells, replicates), dtype=np.int64)

    def fill(first: int) -> None:
        block = counts[:, first : first + REPLICATES_A_BLOCK]
        count_block(streams, where[starts], starts, ends, np.uint64(first // LANES), block)

    on_every_core(fill, range(0, replicates, REPLICATES_A_BLOCK))
    return counts


@njit(cache=True, nogil=True)
def count_block(  # type: ignore[no-untyped-def]  # numba gives the types
    streams: Any, occupied: Any, starts: Any, ends: Any, first: Any, counts: Any
):
    """Fill counts [cells, up to 256], all 0 before, from the spells of each occupied cell."""
    numbers = np.empty(REPLICATES_A_BLOCK // LANES, np.uint64)
    draws = numbers.view(np.uint16)  # lowest bits first, as on every processor numba is made for
    steps = (first + np.arange(1, len(numbers) + 1).astype(np.uint64)) * GOLDEN
    weights = np.empty(REPLICATES_A_BLOCK, np.uint16)
    for k in range(len(occupied)):
        row = counts[occupied[k]]
        for begin in range(starts[k], ends[k], SPELLS_AT_ONCE):
            weights[:] = 0
            for i in range(begin, min(begin + SPELLS_AT_ONCE, ends[k])):
                for b in range(len(numbers)):
                    z = streams[i] + steps[b]
                    z = (z ^ (z >> SHIFTS[0])) * FIRST
                    z = (z ^ (z >> SHIFTS[1])) * SECOND
                    numbers[b] = z ^ (z >> SHIFTS[2])
                add_weights(draws, weights)
            for r in range(len(row)):
                row[r] += weights[r]


@njit(cache=True, nogil=True)
def add_weights(draws: Any, weights: Any):  # type: ignore[no-untyped-def]  # numba gives the types
    """Add to each weight how many thresholds its draw reaches.

    Written out and with the length known beforehand, it runs on many draws at once.
    """
    for r in range(REPLICATES_A_BLOCK):
        draw = np.int32(draws[r])
        weights[r] += (
            int(draw >= T1)
            + int(draw >= T2)
            + int(draw >= T3)
            + int(draw >= T4)
            + int(draw >= T5)
            + int(draw >= T6)
            + int(draw >= T7)
            + int(draw >= T8)
        )


def _streams(person: ArrayLike, seed: int) -> NDArray[np.uint64]:
    """Give the number at which each person's own sequence begins, shape (n,)."""
    who = np.asarray(person).astype(np.uint64)
    return _mixed(who ^ _mixed(np.array([seed], dtype=np.uint64)))


def _mixed(number: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scatter the bits: splitmix64's step for each number, modulo 2 to the 64."""
    z = number + GOLDEN
    z = (z ^ (z >> SHIFTS[0])) * FIRST
    z = (z ^ (z >> SHIFTS[1])) * SECOND
    return z ^ (z >> SHIFTS[2])
