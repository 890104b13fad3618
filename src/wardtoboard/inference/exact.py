"""Exact odds ratios: one conditional engine for any number of two-by-two tables.

Given its margins, the number of the focus above the level follows Fisher's non-central
hypergeometric distribution, whose only unknown is the odds ratio. Limits use mid-P tails unless
asked otherwise. Every table is solved together with the others; identical tables are solved once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from wardtoboard.inference.estimate import upper_tail
from wardtoboard.inference.exact_p import p_of_tables
from wardtoboard.inference.likelihood import Likelihood
from wardtoboard.inference.roots import newton_increasing
from wardtoboard.inference.tables import Flags, Floats, Tables, blocks, read_tables
from wardtoboard.inference.windows import BLOCK

Limits = Literal["mid-p", "exact"]

# The limits lie about z spreads from the estimate, and at a limit the chance left beyond another
# 8.5 spreads is below 1e-16 for a normal curve. The constant covers the longer tails of small
# counts. The start need not be right: `_in_blocks` widens any window whose bound says it is short.
SPREADS_BEYOND_LIMIT = 8.5
REACH_BEYOND = 40.0


@dataclass(frozen=True, slots=True)
class OddsRatios:
    """Odds ratios of n tables (focus against reference, above against at); arrays of shape (n,).

    `value` is the sample odds ratio with nothing added: 0 or inf at the edges, nan for 0/0.
    `mle` is the conditional maximum likelihood estimate, nan when the margins allow one table only.
    `low` and `high` are central limits, 0 and inf where the data set none.
    `p` is two-sided central mid-P and `p_fisher` twice Fisher's smaller tail, both at most 1.
    """

    value: Floats
    mle: Floats
    low: Floats
    high: Floats
    p: Floats
    p_fisher: Floats
    level: float
    limits: Limits


def conditional_odds_ratios(
    above: ArrayLike,
    at: ArrayLike,
    above_reference: ArrayLike,
    at_reference: ArrayLike,
    *,
    level: float = 0.95,
    limits: Limits = "mid-p",
) -> OddsRatios:
    """Estimate the odds ratio of each table, with exact limits and p-values.

    In: headcounts, whole numbers, broadcastable to shape (n,). Out: `OddsRatios` of shape (n,).
    Raises TypeError for non-integers; ValueError for counts below 0 or a level outside (0, 1).
    Method: Fisher (1935); Cornfield (1956); mid-P limits, Lancaster (1961), Berry and Armitage
    (1995).
    """
    given = read_tables(above, at, above_reference, at_reference)
    tables, row = given.distinct()
    logs = _log_odds_ratios(tables, _Confidence.of(level, limits))
    p = p_of_tables(tables)
    mle, low, high = np.exp(logs)[:, row]
    value, mid, fisher = tables.odds_ratio()[row], p.mid[row], p.fisher[row]
    return OddsRatios(value, mle, low, high, mid, fisher, level, limits)


@dataclass(frozen=True, slots=True)
class _Confidence:
    """What a limit must satisfy: log odds `target` of the tail, counting `shift` more of X = x."""

    z: float
    target: float
    shift: float

    @classmethod
    def of(cls, level: float, limits: Limits) -> _Confidence:
        tail = upper_tail(level)
        target = float(np.log(tail) - np.log1p(-tail))
        return cls(-float(ndtri(tail)), target, 0.5 if limits == "exact" else 0.0)

    def reach(self, tables: Tables) -> Floats:
        """Give how many steps to look either side of each observed table at first."""
        return (self.z + SPREADS_BEYOND_LIMIT) * tables.spread() + REACH_BEYOND


def _log_odds_ratios(tables: Tables, confidence: _Confidence) -> Floats:
    """Give log estimate, lower and upper limit of distinct tables, shape (3, n)."""
    bottom, top = tables.is_at_bottom(), tables.is_at_top()
    logs = np.full((3, len(tables)), np.nan)
    logs[1], logs[2] = -np.inf, np.inf
    (inside,) = np.nonzero(~bottom & ~top)
    logs[:, inside] = _in_blocks(tables.take(inside), confidence, _solve_inside, 3)
    (lowest,) = np.nonzero(bottom & ~top)
    logs[0, lowest] = -np.inf
    logs[2, lowest] = _in_blocks(tables.take(lowest), confidence, _solve_bottom, 1)[0]
    (highest,) = np.nonzero(top & ~bottom)
    logs[0, highest] = np.inf
    swapped = tables.take(highest).swapped()
    logs[1, highest] = -_in_blocks(swapped, confidence, _solve_bottom, 1)[0]
    return logs


_Solver: TypeAlias = Callable[[Tables, Floats, _Confidence], tuple[Floats, Flags]]


def _in_blocks(tables: Tables, confidence: _Confidence, solve: _Solver, parts: int) -> Floats:
    """Solve tables block by block, and again with wider windows where they were short."""
    logs = np.empty((parts, len(tables)))
    reach = confidence.reach(tables)
    waiting = np.arange(len(tables))
    while waiting.size:
        short = []
        for block in blocks(2.0 * reach[waiting], BLOCK):
            rows = waiting[block]
            logs[:, rows], is_short = solve(tables.take(rows), reach[rows], confidence)
            short.append(rows[is_short])
        waiting = np.concatenate(short)
        reach[waiting] *= 2.0
    return logs


def _solve_inside(tables: Tables, reach: Floats, confidence: _Confidence) -> tuple[Floats, Flags]:
    """Solve tables away from the edges: estimate and both limits; and where windows fell short."""
    likelihood = Likelihood.of(tables, reach)
    start = np.log(tables.odds_ratio(added=0.5))
    mle = newton_increasing(likelihood.mean_balance, start)
    _, variance = likelihood.mean_excess(mle)
    step = confidence.z / np.sqrt(variance)
    low = newton_increasing(
        lambda t: likelihood.tail_balance(t, confidence.shift, confidence.target), mle - step
    )
    high = newton_increasing(
        lambda t: likelihood.tail_balance(t, -confidence.shift, -confidence.target), mle + step
    )
    return np.stack([mle, low, high]), likelihood.is_short(low, high)


def _solve_bottom(tables: Tables, reach: Floats, confidence: _Confidence) -> tuple[Floats, Flags]:
    """Solve tables at the bottom edge: the upper limit only; and where windows fell short."""
    likelihood = Likelihood.of(tables, reach)
    start = np.log(tables.odds_ratio(added=0.5)) + 1.0
    high = newton_increasing(
        lambda t: likelihood.tail_balance(t, -confidence.shift, -confidence.target), start
    )
    return high[np.newaxis], likelihood.is_short(high, high)
