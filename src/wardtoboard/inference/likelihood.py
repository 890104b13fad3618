"""The conditional likelihood of the log odds ratio t, for many tables at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wardtoboard.inference.tables import Flags, Floats, Tables
from wardtoboard.inference.windows import LARGEST_EXPONENT, Window, above_window, below_window

NEGLIGIBLE = 1e-13


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Both windows of n tables; `below` runs the other way, so its slope has the other sign."""

    above: Window
    below: Window

    @classmethod
    def of(cls, tables: Tables, reach: Floats) -> Likelihood:
        """Open both windows out to `reach` steps, shape (n,)."""
        return cls(above_window(tables, reach), below_window(tables, reach))

    def total(self, t: Floats) -> Floats:
        """Sum every weight at t relative to the observed table's: one over its chance, (n,)."""
        return self.above.sums(t, moments=0)[0] + self.below.sums(-t, moments=0)[0]

    def log_total(self, t: Floats) -> Floats:
        """Give the logarithm of `total`, however far t is from what was observed."""
        (up,), (down,), scale = self._scaled_sums(t, moments=0)
        return np.asarray(np.log(up + down) + scale, dtype=np.float64)

    def _scaled_sums(self, t: Floats, moments: int) -> tuple[list[Floats], list[Floats], Floats]:
        """Give both sides' sums over exp(scale), and the scale: 0 unless they would overflow."""
        up, down = self.above.exponents(t), self.below.exponents(-t)
        scale = np.zeros(t.shape)
        if max(up.max(), down.max()) > LARGEST_EXPONENT:
            peaks = (
                np.maximum.reduceat(up, self.above.starts),
                np.maximum.reduceat(down, self.below.starts),
            )
            scale = np.maximum(np.maximum(*peaks), 0.0)
            up -= np.repeat(scale, self.above.lengths)
            down -= np.repeat(scale, self.below.lengths)
        return self.above.sums_of(up, moments), self.below.sums_of(down, moments), scale

    def mean_excess(self, t: Floats) -> tuple[Floats, Floats]:
        """Mean and variance of X less the observed count at t, each of shape (n,)."""
        (total_up, up, up2), (total_down, down, down2), _ = self._scaled_sums(t, moments=2)
        total = total_up + total_down
        mean = (up - down) / total
        return mean, np.maximum((up2 + down2) / total - mean * mean, 0.0)

    def mean_balance(self, t: Floats) -> tuple[Floats, Floats]:
        """Log ratio of the pulls either side of the observed table, 0 where E[X] is observed.

        It is nearly linear in t, so Newton's method settles in a few steps. Gives its slope too.
        """
        _, up, up2 = self.above.sums(t, moments=2)
        _, down, down2 = self.below.sums(-t, moments=2)
        return np.log(up) - np.log(down), up2 / up + down2 / down

    def tail_balance(self, t: Floats, shift: float, target: float) -> tuple[Floats, Floats]:
        """Log odds that X lies above the observed table, less `target`; and the slope.

        The observed table counts half on each side, and `shift` more of it above.
        """
        total_up, up = self.above.sums(t)
        total_down, down = self.below.sums(-t)
        total_up, total_down = total_up + shift, total_down - shift
        slope = up / total_up + down / total_down
        return np.log(total_up) - np.log(total_down) - target, slope

    def is_short(self, lowest: Floats, highest: Floats) -> Flags:
        """Answer where the windows leave out more than rounding between these log odds ratios.

        What lies beyond the upper end grows with t and what lies beyond the lower end shrinks, so
        the two extremes are enough.
        """
        missed_above = self.above.omitted(highest) > NEGLIGIBLE * self.total(highest)
        missed_below = self.below.omitted(-lowest) > NEGLIGIBLE * self.total(lowest)
        return missed_above | missed_below

    def share_omitted(self, t: Floats, log_total: Floats) -> Floats:
        """Bound the share of `total` that the windows leave out at t, 0 to 1, shape (n,)."""
        missed = np.logaddexp(self.above.log_omitted(t), self.below.log_omitted(-t))
        return np.asarray(np.exp(np.minimum(missed - log_total, 0.0)), dtype=np.float64)
