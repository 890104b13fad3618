"""One odds ratio across organisations, each free to differ: the hypergeometric-normal model."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from wardtoboard.inference.estimate import Estimate, upper_tail
from wardtoboard.inference.likelihood import Likelihood
from wardtoboard.inference.pooling import random_effects_pool
from wardtoboard.inference.posterior import MOST_SPREADS, NormalPosterior, first_reach
from wardtoboard.inference.tables import Flags, Floats, Tables, read_tables

NODES = 31
LEAST_TAU = 1e-4  # a spread this small is reported as none
NUDGE = 1e-4
NEGLIGIBLE = 1e-10


@dataclass(frozen=True, slots=True)
class AcrossOrganisations:
    """The mean and spread of log odds ratios across organisations, and the typical odds ratio.

    `mean`, `standard_error` and `tau` are on the log odds scale; `typical` is exp(mean) with its
    interval. Give `mean` and `tau` to `shrunken_odds_ratios` for each organisation's posterior.
    `organisations_used` leaves out those whose margins allow one table only: they say nothing.
    """

    mean: float
    standard_error: float
    tau: float
    typical: Estimate
    log_likelihood: float
    organisations_used: int


def pool_organisations(
    above: ArrayLike,
    at: ArrayLike,
    above_reference: ArrayLike,
    at_reference: ArrayLike,
    *,
    level: float = 0.95,
) -> AcrossOrganisations:
    """Fit normal(mean, tau^2) to the log odds ratios of k organisations, by maximum likelihood.

    In: headcounts of shape (k,). Zeros need no correction: each organisation contributes its exact
    conditional likelihood, integrated by adaptive Gauss-Hermite quadrature.
    Raises TypeError for non-integers; ValueError for counts below 0, or when fewer than two
    organisations say anything, or when all of them are at the same edge.
    Method: Van Houwelingen, Zwinderman and Stijnen (1993); Stijnen, Hamza and Ozdemir (2010).
    """
    z = -float(ndtri(upper_tail(level)))
    tables = _telling(read_tables(above, at, above_reference, at_reference))
    reach = first_reach(tables)
    while True:
        model = _Model(tables, Likelihood.of(tables, reach))
        mean, tau = model.fit()
        short = model.is_short(mean, tau)
        if not short.any():
            break
        reach[short] *= 2.0
    error = model.standard_error(mean, tau)
    tau = tau if tau > LEAST_TAU else 0.0
    value, low, high = (math.exp(mean + shift * error) for shift in (0.0, -z, z))
    n_focus = int((tables.above + tables.at).sum())
    n_reference = int((tables.above_reference + tables.at_reference).sum())
    typical = Estimate(value, low, high, level, "hypergeometric-normal", n_focus, n_reference)
    log_likelihood = -model.loss(np.array([mean, max(tau, LEAST_TAU)]))[0]
    return AcrossOrganisations(mean, error, tau, typical, log_likelihood, len(tables))


def _telling(tables: Tables) -> Tables:
    """Keep organisations whose margins allow more than one table, and refuse hopeless sets."""
    telling = tables.take(~(tables.is_at_bottom() & tables.is_at_top()))
    if len(telling) < 2:
        raise ValueError("pooling needs two organisations with staff of both groups to compare.")
    if telling.is_at_bottom().all() or telling.is_at_top().all():
        raise ValueError("every organisation is at the same edge, so no mean can be estimated.")
    return telling


@dataclass(frozen=True, slots=True)
class _Model:
    """The marginal likelihood of (mean, tau) for k organisations."""

    tables: Tables
    likelihood: Likelihood

    def fit(self) -> tuple[float, float]:
        """Give the mean and tau of greatest likelihood; tau is LEAST_TAU when there is none."""
        from scipy.optimize import minimize  # slow to import, and needed here only

        logs = np.log(self.tables.odds_ratio(added=0.5))
        rough = random_effects_pool(logs, self.tables.spread() ** -2)
        start = np.array([rough.mean, max(0.2, math.sqrt(rough.tau2))])
        found = minimize(
            self.loss,
            start,
            jac=True,
            method="L-BFGS-B",
            bounds=[(None, None), (LEAST_TAU, None)],
            options={"ftol": 1e-14, "gtol": 1e-7},
        )
        return float(found.x[0]), float(found.x[1])

    def loss(self, parameters: Floats) -> tuple[float, Floats]:
        """Give minus the log likelihood and its gradient in (mean, tau).

        The gradient is the mean score of the prior over each posterior (Fisher's identity).
        """
        mean, tau = float(parameters[0]), float(parameters[1])
        posterior = NormalPosterior(self.likelihood, tau, mean)
        mode, spread = posterior.modes(self.tables)
        peak = posterior.log_density(mode)
        places, weights = np.polynomial.hermite.hermgauss(NODES)
        t = mode + math.sqrt(2.0) * spread * places[:, np.newaxis]
        logs = np.stack([posterior.log_density(row) for row in t]) - peak
        mass = weights[:, np.newaxis] * np.exp(logs + (places**2)[:, np.newaxis])
        total = mass.sum(axis=0)
        # sqrt(2) spread from the change of variable over sqrt(2 pi) tau from the prior.
        log_chance = np.log(total * spread / (math.sqrt(math.pi) * tau)) + peak
        away = (t - mean) / tau
        first = (mass * away).sum(axis=0) / total
        second = (mass * away**2).sum(axis=0) / total
        gradient = np.array([first.sum(), (second - 1.0).sum()]) / tau
        return -float(log_chance.sum()), -gradient

    def standard_error(self, mean: float, tau: float) -> float:
        """Give the standard error of the mean from the observed information in (mean, tau)."""
        if tau <= LEAST_TAU:
            _, variance = self.likelihood.mean_excess(np.full(len(self.tables), mean))
            return float(variance.sum() ** -0.5)
        centre, step = np.array([mean, tau]), min(NUDGE, 0.5 * tau)
        rows = [
            (self.loss(centre + step * way)[1] - self.loss(centre - step * way)[1]) / (2.0 * step)
            for way in np.eye(2)
        ]
        return float(np.sqrt(np.linalg.inv(np.stack(rows))[0, 0]))

    def is_short(self, mean: float, tau: float) -> Flags:
        """Answer where the windows leave out more than rounding anywhere that matters."""
        posterior = NormalPosterior(self.likelihood, tau, mean)
        mode, spread = posterior.modes(self.tables)
        peak = posterior.log_density(mode)
        short = np.zeros(len(self.tables), dtype=np.bool_)
        for spreads in np.linspace(-MOST_SPREADS, MOST_SPREADS, NODES):
            t = mode + spreads * spread
            log_total = self.likelihood.log_total(t)
            missed = self.likelihood.share_omitted(t, log_total)
            short |= np.exp(posterior.log_prior(t) - log_total - peak) * missed > NEGLIGIBLE
        return short
