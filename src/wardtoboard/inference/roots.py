"""Roots of increasing functions, many at a time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from wardtoboard.inference.tables import Floats

CLOSE = 1e-8  # Newton's error squares at each step, so the step after this one is below 1e-15
STEPS = 100
HALVINGS = 120


def newton_increasing(evaluate: Callable[[Floats], tuple[Floats, Floats]], start: Floats) -> Floats:
    """Solve value(t) = 0 for n increasing functions at once, shape (n,).

    `evaluate` gives values and slopes at t. Newton's step is replaced by the middle of the bracket
    whenever it would leave it. Raises ArithmeticError when 100 steps are not enough.
    """
    t = start
    low, high = np.full_like(t, -np.inf), np.full_like(t, np.inf)
    for _ in range(STEPS):
        value, slope = evaluate(t)
        low, high = np.where(value < 0, t, low), np.where(value > 0, t, high)
        new = t - value / slope
        outside = (new < low) | (new > high)
        new[outside] = 0.5 * (low[outside] + high[outside])
        far = np.abs(new - t) > CLOSE * np.maximum(1.0, np.abs(t))
        t = new
        if not far.any():
            return t
    raise ArithmeticError(f"no root within {STEPS} steps of {start[far][0]}")


def bisect_increasing(value: Callable[[float], float], low: float, high: float) -> float:
    """Find where an increasing function of one number crosses 0 between low and high."""
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        if value(middle) < 0:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)
