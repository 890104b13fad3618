"""What the exact mid-P test can and cannot find, by enumerating every outcome."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import betainc, gammaln, xlog1py, xlogy

from wardtoboard.inference.exact import conditional_odds_ratios
from wardtoboard.inference.exact_p import exact_p_values
from wardtoboard.inference.roots import bisect_increasing
from wardtoboard.inference.tables import Flags, Floats

LOWEST_LOG_RATIO = -40.0


def power(
    n_focus: int,
    above_reference: int,
    at_reference: int,
    odds_ratio: float,
    *,
    alpha: float = 0.05,
) -> float:
    """Give the chance that the mid-P test finds this odds ratio, in either direction.

    In: people of the focus at or above the level; the reference's headcount above and at it, taken
    as fixed; the true odds ratio.
    Raises TypeError for non-integers; ValueError for counts below 0, a reference with nobody above
    or nobody at the level, or an odds ratio not above 0.
    """
    if odds_ratio <= 0.0:
        raise ValueError(f"odds_ratio must be above 0; found {odds_ratio}.")
    found = _found(n_focus, above_reference, at_reference, alpha)
    odds = odds_ratio * above_reference / at_reference
    return float(binomial_chances(n_focus, odds / (1.0 + odds)) @ found)


def minimum_detectable_odds_ratio(
    n_focus: int,
    above_reference: int,
    at_reference: int,
    *,
    chance: float = 0.8,
    alpha: float = 0.05,
) -> float:
    """Give the mildest disadvantage (odds ratio below 1) found with this chance.

    Arguments and errors as `power`. nan when not even nobody above would be found: the group is
    too small for any gap to show.
    """
    found = _found(n_focus, above_reference, at_reference, alpha)
    odds_reference = above_reference / at_reference
    counts = np.arange(n_focus + 1)
    disadvantage = found & (counts < n_focus * odds_reference / (1.0 + odds_reference))
    if not disadvantage.any():
        return math.nan
    most = int(counts[disadvantage].max())

    def shortfall(log_ratio: float) -> float:
        odds = math.exp(log_ratio) * odds_reference
        at_most = float(betainc(n_focus - most, most + 1, 1.0 / (1.0 + odds)))
        return chance - at_most

    return math.exp(bisect_increasing(shortfall, LOWEST_LOG_RATIO, 0.0))


def coverage(
    n_focus: int,
    n_reference: int,
    chance_reference: float,
    odds_ratio: float,
    *,
    level: float = 0.95,
) -> float:
    """Give how often the mid-P interval holds the true odds ratio, over every pair of outcomes.

    In: people at or above the level in each group; the reference's chance of being above (0 to 1);
    the true odds ratio. Outcomes with one possible table count as held: their interval is 0 to inf.
    Raises as `conditional_odds_ratios`.
    """
    odds = odds_ratio * chance_reference / (1.0 - chance_reference)
    focus, reference = np.meshgrid(np.arange(n_focus + 1), np.arange(n_reference + 1))
    limits = conditional_odds_ratios(
        focus, n_focus - focus, reference, n_reference - reference, level=level
    )
    held = (limits.low <= odds_ratio) & (odds_ratio <= limits.high)
    chances = np.outer(
        binomial_chances(n_reference, chance_reference),
        binomial_chances(n_focus, odds / (1.0 + odds)),
    )
    return float(chances.reshape(-1) @ held)


def binomial_chances(n: int, chance: float) -> Floats:
    """Give P(X = 0), ..., P(X = n) of a binomial number, shape (n + 1,)."""
    x = np.arange(n + 1)
    ways = gammaln(n + 1) - gammaln(x + 1) - gammaln(n - x + 1)
    return np.asarray(np.exp(ways + xlogy(x, chance) + xlog1py(n - x, -chance)), dtype=np.float64)


def _found(n_focus: int, above_reference: int, at_reference: int, alpha: float) -> Flags:
    """Answer, for 0..n_focus of the focus above, whether the test finds a difference."""
    if above_reference == 0 or at_reference == 0:
        raise ValueError("the reference needs people both above and at the level.")
    x = np.arange(n_focus + 1)
    p = exact_p_values(x, n_focus - x, above_reference, at_reference)
    return np.asarray(p.mid <= alpha, dtype=np.bool_)
