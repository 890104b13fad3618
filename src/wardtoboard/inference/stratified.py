"""One odds ratio from several strata (trusts, years or sites), and whether they agree."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc, ndtri

from wardtoboard.inference.estimate import Estimate, upper_tail
from wardtoboard.inference.tables import Floats, Tables, read_tables


class ChiSquared(NamedTuple):
    """A chi-squared statistic, its degrees of freedom and its p-value."""

    statistic: float
    df: int
    p: float


def mantel_haenszel(
    above: ArrayLike,
    at: ArrayLike,
    above_reference: ArrayLike,
    at_reference: ArrayLike,
    *,
    level: float = 0.95,
) -> Estimate:
    """Pool the odds ratios of k strata (headcounts, shape (k,)); p is the uncorrected CMH test's.

    Raises as `read_tables`; ValueError when no stratum has both a cross product and its opposite.
    Method: Mantel and Haenszel (1959); variance of Robins, Breslow and Greenland (1986).
    """
    tables = _useful(read_tables(above, at, above_reference, at_reference))
    a, b, c, d = (cell.astype(np.float64) for cell in tables.cells())
    total = a + b + c + d
    for_focus, for_reference = a * d / total, b * c / total
    up, down = for_focus.sum(), for_reference.sum()
    if up == 0.0 or down == 0.0:
        raise ValueError("the pooled odds ratio is 0 or infinite. Use the exact test instead.")
    same, opposite = (a + d) / total, (b + c) / total
    variance = (
        (same @ for_focus) / (2 * up**2)
        + (same @ for_reference + opposite @ for_focus) / (2 * up * down)
        + (opposite @ for_reference) / (2 * down**2)
    )
    half = -float(ndtri(upper_tail(level))) * np.sqrt(variance)
    log = np.log(up / down)
    value, low, high = (float(np.exp(log + shift)) for shift in (0.0, -half, half))
    n_focus, n_reference = int((a + b).sum()), int((c + d).sum())
    p = _cmh(tables, 0.0).p
    return Estimate(value, low, high, level, "Mantel-Haenszel", n_focus, n_reference, p)


def cochran_mantel_haenszel(
    above: ArrayLike,
    at: ArrayLike,
    above_reference: ArrayLike,
    at_reference: ArrayLike,
    *,
    corrected: bool = True,
) -> ChiSquared:
    """Test that the odds ratio common to k strata is 1, with the continuity correction or not.

    Raises as `read_tables`; ValueError when no stratum could show a difference.
    Method: Mantel and Haenszel (1959).
    """
    tables = _useful(read_tables(above, at, above_reference, at_reference))
    return _cmh(tables, 0.5 if corrected else 0.0)


def breslow_day(
    above: ArrayLike, at: ArrayLike, above_reference: ArrayLike, at_reference: ArrayLike
) -> ChiSquared:
    """Test that k strata share one odds ratio (without Tarone's small adjustment).

    Raises as `mantel_haenszel`.
    Method: Breslow and Day (1980), section 4.4.
    """
    tables = _useful(read_tables(above, at, above_reference, at_reference))
    common = mantel_haenszel(*tables.cells()).value
    fitted, variance = _fitted(tables, common)
    statistic = float(((tables.above - fitted) ** 2 / variance).sum())
    df = len(tables) - 1
    return ChiSquared(statistic, df, float(chdtrc(df, statistic)) if df else 1.0)


def _useful(tables: Tables) -> Tables:
    """Keep the strata whose margins allow more than one table."""
    useful = tables.take(~(tables.is_at_bottom() & tables.is_at_top()))
    if len(useful) == 0:
        raise ValueError("no stratum has staff of both groups both above and at the level.")
    return useful


def _cmh(tables: Tables, correction: float) -> ChiSquared:
    a, b, c, d = (cell.astype(np.float64) for cell in tables.cells())
    total = a + b + c + d
    excess = abs((a - (a + b) * (a + c) / total).sum())
    variance = ((a + b) * (c + d) * (a + c) * (b + d) / (total**2 * (total - 1))).sum()
    statistic = float(max(0.0, excess - correction) ** 2 / variance)
    return ChiSquared(statistic, 1, float(chdtrc(1, statistic)))


def _fitted(tables: Tables, common: float) -> tuple[Floats, Floats]:
    """Fit `above` with the margins kept and the odds ratio `common`, and give its variance."""
    a, b, c, d = (cell.astype(np.float64) for cell in tables.cells())
    focus, higher, other = a + b, a + c, d - a
    linear = common * (focus + higher) + other
    constant = common * focus * higher
    curve = np.sqrt(linear**2 + 4.0 * (1.0 - common) * constant)
    fitted = 2.0 * constant / (linear + curve)
    cells = (fitted, focus - fitted, higher - fitted, other + fitted)
    return fitted, np.asarray(1.0 / sum(1.0 / cell for cell in cells), dtype=np.float64)
