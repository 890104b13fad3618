"""Sums over the relevant part of Fisher's non-central hypergeometric distribution.

Given its margins, the chance that d more of the focus are above than observed is proportional to
w(d) exp(d t), where t is the log odds ratio. A window holds log w for steps outward from the
observed table on one side, many tables laid end to end, so that one pass serves them all.

Truncation. The weights are log-concave: w(d+1)/w(d) falls as d grows. So past the last kept step
the terms fall at least as fast as a geometric series with the ratio r there, and all that is left
out is at most (last term) x r / (1 - r). `omitted` gives that bound; callers widen the window
until it cannot matter. A window that reaches the end of the support leaves out nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wardtoboard.inference.tables import Counts, Floats, Tables

HALF = math.log(0.5)
LARGEST_EXPONENT = 500.0  # far from any solution; keeps the sums and their moments finite
BLOCK = 1 << 15  # weights in one pass: a few arrays of this length stay in the cache


@dataclass(frozen=True, slots=True)
class Window:
    """One side of n tables: flat weights of steps 0, 1, ... outward, the first one halved.

    The halved first step is the mid-P convention: each side owns half of the observed table.
    """

    log_weight: Floats
    step: Floats
    starts: NDArray[np.intp]
    lengths: Counts
    next_log_ratio: Floats  # shape (n,): log w(d+1)/w(d) at the last step, -inf when complete

    def sums(self, slope: Floats, moments: int = 1) -> list[Floats]:
        """Give sums of weight x step^k x exp(step x slope) for k = 0..moments, each shape (n,).

        Exponents are cut off where they would overflow, which is far from any limit.
        """
        terms = self.exponents(slope)
        np.minimum(terms, LARGEST_EXPONENT, out=terms)
        return self.sums_of(terms, moments)

    def exponents(self, slope: Floats) -> Floats:
        """Give log weight + step x slope of every step, flat."""
        terms = np.repeat(slope, self.lengths)
        terms *= self.step
        terms += self.log_weight
        return terms

    def sums_of(self, terms: Floats, moments: int) -> list[Floats]:
        """Sum exp(terms) x step^k for k = 0..moments, each shape (n,); `terms` is used up."""
        np.exp(terms, out=terms)
        totals = [np.add.reduceat(terms, self.starts)]
        for _ in range(moments):
            terms *= self.step
            totals.append(np.add.reduceat(terms, self.starts))
        return totals

    def omitted(self, slope: Floats) -> Floats:
        """Bound the sum of the weights beyond the window, shape (n,); inf when not yet falling."""
        return np.asarray(np.exp(self.log_omitted(slope)), dtype=np.float64)

    def log_omitted(self, slope: Floats) -> Floats:
        """Give the logarithm of that bound, -inf for a window that leaves nothing out."""
        ratio = np.exp(np.minimum(self.next_log_ratio + slope, 0.0))
        last = self.starts + self.lengths - 1
        falling = ratio < 1.0
        with np.errstate(divide="ignore"):
            tail = np.log(ratio) - np.log1p(np.where(falling, -ratio, 0.0))
        tail += self.log_weight[last] + self.step[last] * slope
        return np.where(falling, tail, np.inf)


def above_window(tables: Tables, reach: Floats) -> Window:
    """Open the window of tables with more of the focus above, out to `reach` steps each."""
    shrinking = (tables.at, tables.above_reference)
    growing = (tables.above, tables.at_reference)
    return open_window(shrinking, growing, reach)


def below_window(tables: Tables, reach: Floats) -> Window:
    """Open the window of tables with fewer of the focus above, out to `reach` steps each."""
    shrinking = (tables.above, tables.at_reference)
    growing = (tables.at, tables.above_reference)
    return open_window(shrinking, growing, reach)


def open_window(
    shrinking: tuple[Counts, Counts], growing: tuple[Counts, Counts], reach: Floats
) -> Window:
    """Open one side; a step out takes one from both shrinking cells and adds one to both growing.

    So w(d+1)/w(d) = (s1 - d)(s2 - d) / ((g1 + 1 + d)(g2 + 1 + d)).
    """
    whole = np.minimum(*shrinking)
    lengths = np.minimum(whole, np.ceil(reach).astype(np.int64)) + 1
    starts = np.cumsum(lengths) - lengths
    step = np.arange(lengths.sum(), dtype=np.float64) - np.repeat(starts, lengths)
    pairs = [np.repeat(cell, lengths) for cell in (*shrinking, *growing)]
    with np.errstate(divide="ignore"):  # the ratio past the end of the support is 0
        log_ratio = np.log(
            (pairs[0] - step)
            * (pairs[1] - step)
            / ((pairs[2] + 1.0 + step) * (pairs[3] + 1.0 + step))
        )
    last = starts + lengths - 1
    next_log_ratio = log_ratio[last]
    return Window(_running(log_ratio, starts, lengths), step, starts, lengths, next_log_ratio)


def _running(log_ratio: Floats, starts: NDArray[np.intp], lengths: Counts) -> Floats:
    """Add up log ratios within each table from 0, then halve the weight of its first step."""
    shifted = np.empty_like(log_ratio)
    shifted[1:] = log_ratio[:-1]
    shifted[starts] = 0.0
    # Taking off the table before keeps the running total small, so that nothing is lost to
    # rounding; what rounding is left at each first step is then taken off exactly.
    totals = np.add.reduceat(shifted, starts)
    shifted[starts[1:]] = -totals[:-1]
    running = np.cumsum(shifted)
    running -= np.repeat(running[starts], lengths)
    running[starts] = HALF
    return running
