"""Exact p-values of a two-by-two table, and the smallest one its margins allow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from wardtoboard.inference.hypergeometric import log_probability
from wardtoboard.inference.tables import Floats, Tables, blocks, read_tables
from wardtoboard.inference.windows import BLOCK, above_window

# From the mean outward the weights fall at least as fast as a normal curve of this spread, up to
# skewness, which the constant covers; `_outward_sums` widens when the bound says otherwise.
REACH_IN_SPREADS = 8.5
REACH_BEYOND = 30.0
NEGLIGIBLE = 1e-13


@dataclass(frozen=True, slots=True)
class ExactP:
    """Two-sided central p-values of n tables: mid-P and Fisher's, each of shape (n,)."""

    mid: Floats
    fisher: Floats


def exact_p_values(
    above: ArrayLike, at: ArrayLike, above_reference: ArrayLike, at_reference: ArrayLike
) -> ExactP:
    """Give twice the smaller tail, at most 1, of each table given its margins; headcounts in.

    The mid-P tail counts half of the observed table, Fisher's all of it.
    Raises TypeError for non-integers, ValueError for counts below 0.
    Method: Fisher (1935); Lancaster (1961) for mid-P.
    """
    return p_of_tables(read_tables(above, at, above_reference, at_reference))


def p_of_tables(tables: Tables) -> ExactP:
    """Give the p-values of tables already read."""
    chance = np.exp(log_probability(tables))
    outward = _turned_outward(tables)
    reach = REACH_IN_SPREADS * tables.spread() + REACH_BEYOND
    sums = np.empty(len(tables))
    for rows in blocks(reach, BLOCK):
        sums[rows] = _outward_sums(outward.take(rows), reach[rows])
    # Summing from the observed table away from the mean keeps full accuracy however small the
    # tail; the other tail is the rest, which is then not small.
    mid_tail = chance * sums
    fisher_tail = mid_tail + 0.5 * chance
    other_fisher = 1.0 - mid_tail + 0.5 * chance
    mid = 2.0 * np.minimum(mid_tail, 1.0 - mid_tail)
    fisher = np.minimum(1.0, 2.0 * np.minimum(fisher_tail, other_fisher))
    return ExactP(np.clip(mid, 0.0, 1.0), fisher)


def smallest_attainable_p(
    above: ArrayLike, at: ArrayLike, above_reference: ArrayLike, at_reference: ArrayLike
) -> Floats:
    """Give the mid-P p-value of the worst disadvantage the margins allow, shape (n,).

    That is twice half the chance of the table with as few of the focus above as there can be.
    It looks at the margins only, so screening by it does not bias the tests that remain.
    Raises TypeError for non-integers, ValueError for counts below 0.
    Method: Tarone (1990), "A modified Bonferroni method for discrete data".
    """
    tables = read_tables(above, at, above_reference, at_reference)
    moved = np.minimum(tables.above, tables.at_reference)
    worst = Tables(
        tables.above - moved,
        tables.at + moved,
        tables.above_reference + moved,
        tables.at_reference - moved,
    )
    return np.minimum(1.0, np.exp(log_probability(worst)))


def _turned_outward(tables: Tables) -> Tables:
    """Swap the two levels of tables that lie below the mean, so that outward is always upward."""
    above, at, above_reference, at_reference = tables.cells()
    upper = tables.cross_difference() >= 0
    return Tables(
        np.where(upper, above, at),
        np.where(upper, at, above),
        np.where(upper, above_reference, at_reference),
        np.where(upper, at_reference, above_reference),
    )


def _outward_sums(tables: Tables, reach: Floats) -> Floats:
    """Sum the weights from half the observed table outward, relative to it, shape (n,)."""
    window = above_window(tables, reach)
    equal_odds = np.zeros(len(tables))
    (sums,) = window.sums(equal_odds, moments=0)
    short = window.omitted(equal_odds) > NEGLIGIBLE * sums
    if short.any():
        sums[short] = _outward_sums(tables.take(short), 2.0 * reach[short])
    return sums
