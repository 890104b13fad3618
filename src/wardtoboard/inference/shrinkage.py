"""What one table says about an odds ratio, tempered by what is usual elsewhere.

The log odds ratio has a normal prior; the likelihood is the exact conditional one. The posterior
is smooth and log-concave, so its distribution function comes from a Chebyshev series over the few
spreads that matter, for many tables at once and without sampling.
Method: Stijnen, Hamza and Ozdemir (2010), hypergeometric-normal model.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wardtoboard.inference.chebyshev import Distributions, node_places
from wardtoboard.inference.estimate import upper_tail
from wardtoboard.inference.likelihood import Likelihood
from wardtoboard.inference.posterior import NormalPosterior, first_reach
from wardtoboard.inference.tables import Flags, Floats, Tables, blocks, read_tables
from wardtoboard.inference.windows import BLOCK

FIRST_NODES = 64  # enough for a nearly normal curve cut at 8 spreads; others get more
NEGLIGIBLE = 1e-12


@dataclass(frozen=True, slots=True)
class ShrunkenOddsRatios:
    """Posterior odds ratios of n tables: median and central limits, arrays of shape (n,)."""

    median: Floats
    low: Floats
    high: Floats
    level: float
    tau: float
    centre: float


def shrunken_odds_ratios(
    above: ArrayLike,
    at: ArrayLike,
    above_reference: ArrayLike,
    at_reference: ArrayLike,
    *,
    tau: float,
    centre: float = 0.0,
    level: float = 0.95,
) -> ShrunkenOddsRatios:
    """Give posterior medians and limits when the log odds ratio is normal(centre, tau^2) before.

    In: headcounts broadcastable to (n,); tau and centre on the log odds scale. tau = 0 leaves
    exp(centre). Never show these without the figures they shrink.
    Raises TypeError for non-integers; ValueError for counts below 0, tau below 0, or a level
    outside (0, 1).
    """
    tail = upper_tail(level)
    tables, row = read_tables(above, at, above_reference, at_reference).distinct()
    logs = np.full((3, len(tables)), float(centre))
    for rows, posterior in posteriors(tables, tau, centre):
        logs[:, rows] = [posterior.quantile(chance) for chance in (0.5, tail, 1.0 - tail)]
    median, low, high = np.exp(logs)[:, row]
    return ShrunkenOddsRatios(median, low, high, level, tau, centre)


def probability_below(
    above: ArrayLike,
    at: ArrayLike,
    above_reference: ArrayLike,
    at_reference: ArrayLike,
    *,
    threshold: float = 0.8,
    tau: float = 1.0,
    centre: float = 0.0,
) -> Floats:
    """Give the posterior chance that each odds ratio is below `threshold`, shape (n,).

    In: headcounts broadcastable to (n,); tau and centre on the log odds scale.
    Raises TypeError for non-integers; ValueError for counts below 0, tau below 0, or a threshold
    that is not above 0.
    """
    if threshold <= 0.0:
        raise ValueError(f"threshold must be above 0; found {threshold}. Use 0.8 for four fifths.")
    tables, row = read_tables(above, at, above_reference, at_reference).distinct()
    cut = math.log(threshold)
    chance = np.full(len(tables), float(centre < cut))
    for rows, posterior in posteriors(tables, tau, centre):
        chance[rows] = posterior.below(cut)
    return chance[row]


def posteriors(
    tables: Tables, tau: float, centre: float
) -> Iterator[tuple[NDArray[np.intp], Distributions]]:
    """Yield row numbers and posteriors of the log odds ratio, block by block; none for tau = 0.

    Raises ValueError for tau below 0.
    """
    if tau < 0.0:
        raise ValueError(f"tau must be 0 or more; found {tau}. Use 0.5 or 1 without other trusts.")
    waiting = np.arange(len(tables)) if tau > 0.0 else np.arange(0)
    reach, nodes = first_reach(tables), FIRST_NODES
    while waiting.size:
        again = []
        for block in blocks(2.0 * reach[waiting], BLOCK):
            rows = waiting[block]
            found, unsure = _block_posteriors(tables.take(rows), reach[rows], tau, centre, nodes)
            again.append(rows[unsure])
            yield rows, found
        # Rows not yet sure are given again, and the later answer replaces the first.
        waiting = np.concatenate(again)
        reach, nodes = 2.0 * reach, 2 * nodes


def _block_posteriors(
    tables: Tables, reach: Floats, tau: float, centre: float, nodes: int
) -> tuple[Distributions, Flags]:
    """Give the posteriors of one block, and where wider windows or more nodes are needed."""
    posterior = NormalPosterior(Likelihood.of(tables, reach), tau, centre)
    mode, spread = posterior.modes(tables)
    low, high = posterior.end(mode, -spread), posterior.end(mode, spread)
    peak = posterior.log_density(mode)
    densities = np.empty((nodes, len(tables)))
    short = np.zeros(len(tables), dtype=np.bool_)
    for node, t in enumerate(node_places(low, high, nodes)):
        log_total = posterior.likelihood.log_total(t)
        densities[node] = np.exp(posterior.log_prior(t) - log_total - peak)
        missed = posterior.likelihood.share_omitted(t, log_total)
        short |= densities[node] * missed > NEGLIGIBLE
    found = Distributions.from_densities(low, high, densities.T)
    return found, short | found.is_rough()
