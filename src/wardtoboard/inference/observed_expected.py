"""Observed against expected counts, shrunk towards the usual."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaincinv

from wardtoboard.inference.estimate import Estimate, upper_tail
from wardtoboard.inference.tables import Floats, whole_counts


def gamma_shrunken_ratio(
    observed: int, expected: float, *, shape: float = 2.0, level: float = 0.90
) -> Estimate:
    """Shrink observed / expected towards 1: (observed + shape) / (expected + shape).

    The ratio has a gamma(shape, shape) prior with mean 1, so it is gamma afterwards too.
    Raises TypeError or ValueError for observed counts that are not whole and 0 or more;
    ValueError for expected below 0 or shape not above 0.
    Method: Clayton and Kaldor (1987).
    """
    (count,) = whole_counts("observed", observed)
    if expected < 0.0 or shape <= 0.0:
        raise ValueError(f"expected must be 0 or more, shape above 0; found {expected}, {shape}.")
    tail = upper_tail(level)
    a, rate = int(count) + shape, expected + shape
    low, high = (float(gammaincinv(a, chance)) / rate for chance in (tail, 1.0 - tail))
    return Estimate(a / rate, low, high, level, f"gamma({shape:g}) shrinkage", int(count), 0)


def marshall_shrunken_ratios(observed: ArrayLike, expected: ArrayLike) -> Floats:
    """Shrink n ratios of observed to expected towards their common mean, shape (n,).

    Raises TypeError or ValueError for observed counts that are not whole and 0 or more;
    ValueError for expected counts not above 0.
    Method: Marshall (1991), global empirical Bayes.
    """
    count = whole_counts("observed", observed)
    usual = np.asarray(expected, dtype=np.float64).reshape(-1)
    if not (usual > 0.0).all():
        raise ValueError("expected counts must be above 0. Leave out groups nobody was in.")
    ratio = count / usual
    mean = count.sum() / usual.sum()
    spread = usual @ (ratio - mean) ** 2 / usual.sum()
    between = max(0.0, float(spread - mean / usual.mean()))
    trust = between / (between + mean / usual) if between else np.zeros_like(usual)
    return np.asarray(mean + trust * (ratio - mean), dtype=np.float64)
