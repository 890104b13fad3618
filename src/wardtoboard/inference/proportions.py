"""Intervals for one proportion: for showing, for guaranteeing, and the usual one."""

from __future__ import annotations

import math

from scipy.special import betaincinv, ndtri

from wardtoboard.inference.estimate import Estimate, upper_tail
from wardtoboard.inference.tables import whole_counts


def jeffreys(count: int, n: int, *, level: float = 0.95) -> Estimate:
    """Give the Jeffreys interval of count / n (0 to 1), the one to show.

    The limit is 0 at a count of 0, and 1 at a count of n. Raises as `clopper_pearson`.
    Method: Brown, Cai and DasGupta (2001), section 4.1.2.
    """
    x, tail = _checked(count, n), upper_tail(level)
    low = 0.0 if x == 0 else float(betaincinv(x + 0.5, n - x + 0.5, tail))
    high = 1.0 if x == n else float(betaincinv(x + 0.5, n - x + 0.5, 1.0 - tail))
    return Estimate(x / n, low, high, level, "Jeffreys", n, 0)


def clopper_pearson(count: int, n: int, *, level: float = 0.95) -> Estimate:
    """Give the exact interval of count / n (0 to 1), for when coverage must be guaranteed.

    Raises TypeError for a count that is not whole; ValueError unless 0 <= count <= n and n >= 1.
    Method: Clopper and Pearson (1934).
    """
    x, tail = _checked(count, n), upper_tail(level)
    low = 0.0 if x == 0 else float(betaincinv(x, n - x + 1, tail))
    high = 1.0 if x == n else float(betaincinv(x + 1, n - x, 1.0 - tail))
    return Estimate(x / n, low, high, level, "Clopper-Pearson", n, 0)


def wilson(count: int, n: int, *, level: float = 0.95) -> Estimate:
    """Give the score interval of count / n (0 to 1). Raises as `clopper_pearson`.

    Method: Wilson (1927).
    """
    x, z = _checked(count, n), -float(ndtri(upper_tail(level)))
    centre = (x + 0.5 * z * z) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(x * (n - x) / n + 0.25 * z * z)
    low = 0.0 if x == 0 else centre - half
    high = 1.0 if x == n else centre + half
    return Estimate(x / n, low, high, level, "Wilson", n, 0)


def _checked(count: int, n: int) -> int:
    (x,), (size,) = whole_counts("count", count), whole_counts("n", n)
    if not (size >= 1 and x <= size):
        raise ValueError(f"count must be from 0 to n, and n at least 1; found {x} of {size}.")
    return int(x)
