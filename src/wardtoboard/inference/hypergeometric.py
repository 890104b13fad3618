"""The chance of a table given its margins when the odds are equal."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import gammaln, xlog1py, xlogy

from wardtoboard.inference.tables import Counts, Floats, Tables

SERIES_FROM = 16
HALF_LOG_TWO_PI = 0.5 * math.log(2.0 * math.pi)


def log_probability(tables: Tables) -> Floats:
    """Give log P(X = above) under the central hypergeometric distribution, shape (n,).

    With expected cells E and log k! = k log k - k + c(k), the large terms gather into
    -sum cell x log(cell / E), which log1p gives without cancellation: the error stays near 1e-14
    for margins of 100,000, where differences of log-gammas would lose ten digits.
    Method: Loader (2000), "Fast and accurate computation of binomial probabilities".
    """
    above, at, above_reference, at_reference = tables.cells()
    focus, reference = above + at, above_reference + at_reference
    higher, level = above + above_reference, at + at_reference
    total = focus + reference
    excess = tables.cross_difference() / np.maximum(total, 1)
    deviance = (
        _entropy(above, excess, focus, higher, total)
        + _entropy(at, -excess, focus, level, total)
        + _entropy(above_reference, -excess, reference, higher, total)
        + _entropy(at_reference, excess, reference, level, total)
    )
    margins = sum(_correction(margin) for margin in (focus, reference, higher, level))
    cells = sum(_correction(cell) for cell in tables.cells())
    log_chance = margins - _correction(total) - cells - deviance
    certain = tables.is_at_bottom() & tables.is_at_top()
    return np.where(certain, 0.0, np.minimum(log_chance, 0.0))


def _entropy(cell: Counts, excess: Floats, row: Counts, column: Counts, total: Counts) -> Floats:
    """Give cell x log(cell / expected), with 0 where the expected count is 0."""
    expected = row / np.maximum(total, 1) * column
    relative = np.divide(excess, expected, out=np.zeros_like(excess), where=expected > 0)
    # A cell of 0 has excess = -expected: 0 x log 0 is 0, and rounding may not go below -1.
    return np.asarray(xlog1py(cell, np.maximum(relative, -1.0)), dtype=np.float64)


def _correction(count: Counts) -> Floats:
    """Give c(k) = log k! - (k log k - k), by Stirling's series from 16 on."""
    whole = count.astype(np.float64)
    small = gammaln(whole + 1.0) - xlogy(whole, whole) + whole
    k = np.maximum(whole, SERIES_FROM)
    square = 1.0 / (k * k)
    series = (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / k
    large = HALF_LOG_TWO_PI + 0.5 * np.log(k) + series
    return np.where(count < SERIES_FROM, small, large)
