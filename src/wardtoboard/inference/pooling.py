"""Pooling and comparing log odds ratios whose variances are known."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, ndtr

from wardtoboard.inference.tables import Floats, read_tables


class Pooled(NamedTuple):
    """An inverse-variance mean, its variance, and Cochran's Q for heterogeneity."""

    pooled: float
    variance: float
    q: float
    df: int
    p: float


class Contrast(NamedTuple):
    """A difference of log odds ratios, its variance, z, and the one-sided p for "below"."""

    difference: float
    variance: float
    z: float
    p_below: float


class RandomEffects(NamedTuple):
    """A random-effects mean, its standard error, and the variance between (tau squared)."""

    mean: float
    standard_error: float
    tau2: float


def log_odds_ratios(
    above: ArrayLike,
    at: ArrayLike,
    above_reference: ArrayLike,
    at_reference: ArrayLike,
    *,
    added: float = 0.0,
) -> tuple[Floats, Floats]:
    """Give log sample odds ratios and their variances (sum of 1 / cell), each of shape (n,).

    With nothing added a zero cell gives -inf, inf or nan, and variance inf. `added` = 0.5 gives
    Firth's estimate of a two-by-two table, which is finite. Raises as `read_tables`.
    Method: Woolf (1955); Haldane (1956) and Anscombe (1956) for the half.
    """
    tables = read_tables(above, at, above_reference, at_reference)
    with np.errstate(divide="ignore"):
        logs = np.log(tables.odds_ratio(added))
        variances = sum(1.0 / (cell + added) for cell in tables.cells())
    return logs, np.asarray(variances, dtype=np.float64)


def inverse_variance_pool(logs: ArrayLike, variances: ArrayLike) -> Pooled:
    """Pool k independent logs, shape (k,), by the inverse of their variances.

    Raises ValueError for no values, values that are not finite, or variances not above 0.
    Method: Cochran (1954).
    """
    y, v = _checked(logs, variances)
    weight = 1.0 / v
    pooled = float(weight @ y / weight.sum())
    q = float(weight @ (y - pooled) ** 2)
    df = y.size - 1
    p = float(chdtrc(df, q)) if df else 1.0
    return Pooled(pooled, float(1.0 / weight.sum()), q, df, p)


def contrast(log: float, variance: float, rest: Pooled) -> Contrast:
    """Compare one log odds ratio with the pool of others that are independent of it.

    Levels of one ladder are independent in this sense: the continuation-ratio likelihood is a
    product over levels.
    """
    difference, total = float(log) - rest.pooled, float(variance) + rest.variance
    z = difference / math.sqrt(total)
    return Contrast(difference, total, z, float(ndtr(z)))


def random_effects_pool(logs: ArrayLike, variances: ArrayLike) -> RandomEffects:
    """Pool k logs, shape (k,), that vary between organisations as well as by chance.

    Raises as `inverse_variance_pool`. Method: DerSimonian and Laird (1986).
    """
    y, v = _checked(logs, variances)
    fixed = inverse_variance_pool(y, v)
    weight = 1.0 / v
    scale = weight.sum() - (weight @ weight) / weight.sum()
    tau2 = max(0.0, (fixed.q - fixed.df) / float(scale)) if fixed.df else 0.0
    pooled = inverse_variance_pool(y, v + tau2)
    return RandomEffects(pooled.pooled, float(np.sqrt(pooled.variance)), tau2)


def _checked(logs: ArrayLike, variances: ArrayLike) -> tuple[Floats, Floats]:
    y = np.asarray(logs, dtype=np.float64).reshape(-1)
    v = np.asarray(variances, dtype=np.float64).reshape(-1)
    if not (y.size and np.isfinite(y).all() and np.isfinite(v).all() and (v > 0.0).all()):
        raise ValueError("pooling needs finite values and variances above 0. Leave out zero cells.")
    return y, v
