"""The log odds ratio of a table after a normal prior meets the exact likelihood."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardtoboard.inference.likelihood import Likelihood
from wardtoboard.inference.roots import newton_increasing
from wardtoboard.inference.tables import Floats, Tables

LOG_DROP = 25.9  # the range ends where the density is e^-25.9, under 1e-11, of its peak
FIRST_SPREADS, WIDEN = 5.0, 1.2  # a normal curve is done at 7.2 spreads, the third try
MOST_SPREADS = 8.0  # the prior alone has dropped by 32 there
SPREADS, REACH_BEYOND = 16.5, 60.0  # 8 spreads to the end of the range and 8.5 more around it


def first_reach(tables: Tables) -> Floats:
    """Give how many steps to look either side of each observed table at first, shape (n,)."""
    return SPREADS * tables.spread() + REACH_BEYOND


@dataclass(frozen=True, slots=True)
class NormalPosterior:
    """Log posterior densities of n log odds ratios, up to a constant."""

    likelihood: Likelihood
    tau: float
    centre: float

    def log_prior(self, t: Floats) -> Floats:
        """Log prior density at t, up to a constant."""
        away = (t - self.centre) / self.tau
        return -0.5 * away * away

    def log_density(self, t: Floats) -> Floats:
        """Log posterior density at t, up to a constant."""
        return self.log_prior(t) - self.likelihood.log_total(t)

    def descent(self, t: Floats) -> tuple[Floats, Floats]:
        """Minus the slope of the log density, which increases, and its own slope."""
        mean, variance = self.likelihood.mean_excess(t)
        precision = self.tau**-2
        return mean + (t - self.centre) * precision, variance + precision

    def modes(self, tables: Tables) -> tuple[Floats, Floats]:
        """Give where each density peaks and its spread there."""
        information, precision = tables.spread() ** 2, self.tau**-2
        own = np.log(tables.odds_ratio(added=0.5))
        start = (own * information + self.centre * precision) / (information + precision)
        mode = newton_increasing(self.descent, start)
        return mode, self.descent(mode)[1] ** -0.5

    def end(self, mode: Floats, outward: Floats) -> Floats:
        """Step out from the modes until the density has dropped enough.

        The density falls at least as fast as the prior's, so 8 tau is always enough.
        """
        lowest, most = self.log_density(mode) - LOG_DROP, MOST_SPREADS * self.tau
        width = FIRST_SPREADS * np.abs(outward)
        while True:
            high = (self.log_density(mode + np.sign(outward) * width) > lowest) & (width < most)
            if not high.any():
                return mode + np.sign(outward) * width
            width = np.where(high, np.minimum(width * WIDEN, most), width)
