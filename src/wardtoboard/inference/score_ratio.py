"""Ratio of two proportions with a score interval."""

from __future__ import annotations

import math

from scipy.special import ndtr, ndtri

from wardtoboard.inference.estimate import Estimate, upper_tail
from wardtoboard.inference.roots import bisect_increasing
from wardtoboard.inference.tables import whole_counts

WIDEST_LOG_RATIO = 40.0


def proportion_ratio(
    count: int, n: int, count_reference: int, n_reference: int, *, level: float = 0.95
) -> Estimate:
    """Divide two proportions (relative likelihood), with the score interval and p-value.

    The limits are 0 and inf where the data set none; the value is nan when both counts are 0.
    Raises TypeError for counts that are not whole; ValueError unless 0 <= count <= n, n >= 1.
    Method: Miettinen and Nurminen (1985), with their factor N / (N - 1).
    """
    (x,), (y,) = whole_counts("count", count), whole_counts("count_reference", count_reference)
    if not (n >= 1 and x <= n and n_reference >= 1 and y <= n_reference):
        raise ValueError(f"counts must be from 0 to n; found {x} of {n} and {y} of {n_reference}.")
    data = (int(x), n, int(y), n_reference)
    z = -float(ndtri(upper_tail(level)))
    p = 2.0 * float(ndtr(-abs(_score(data, 1.0)))) if 0 < x + y < n + n_reference else 1.0
    return Estimate(
        value=_ratio(data),
        low=0.0 if x == 0 else _limit(data, z),
        high=math.inf if y == 0 else _limit(data, -z),
        level=level,
        method="Miettinen-Nurminen",
        n_focus=n,
        n_reference=n_reference,
        p=p,
    )


def _ratio(data: tuple[int, int, int, int]) -> float:
    x, n, y, m = data
    if y == 0:
        return math.inf if x else math.nan
    return (x / n) / (y / m)


def _limit(data: tuple[int, int, int, int], z: float) -> float:
    """Find the ratio at which the score is z: it falls as the ratio grows."""

    def excess(log_ratio: float) -> float:
        return z - _score(data, math.exp(log_ratio))

    return math.exp(bisect_increasing(excess, -WIDEST_LOG_RATIO, WIDEST_LOG_RATIO))


def _score(data: tuple[int, int, int, int], ratio: float) -> float:
    """Give the signed score of a hypothesised ratio, at the likeliest proportions that have it."""
    x, n, y, m = data
    a = (n + m) * ratio
    b = -(n * ratio + x + m + y * ratio)
    c = float(x + y)
    # The smaller root of a q^2 + b q + c, written so that nothing cancels.
    reference = 2.0 * c / (-b + math.sqrt(max(0.0, b * b - 4.0 * a * c)))
    focus = min(1.0, reference * ratio)
    variance = focus * (1.0 - focus) / n + ratio * ratio * reference * (1.0 - reference) / m
    variance *= (n + m) / (n + m - 1)
    difference = x / n - ratio * y / m
    if variance <= 0.0:
        return math.copysign(math.inf, difference) if difference else 0.0
    return difference / math.sqrt(variance)
