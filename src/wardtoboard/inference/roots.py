"""Roots of increasing functions, many at a time."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from wardtoboard.inference.tables import Floats

CLOSE = 1e-8  # Newton's error squares at each step, so the step after this one is below 1e-15
USUAL_STEPS = 12  # nearly all are done by then
STEPS = 200
HALVINGS = 120


def newton_increasing(evaluate: Callable[[Floats], tuple[Floats, Floats]], start: Floats) -> Floats:
    """Solve value(t) = 0 for n increasing functions at once, shape (n,).

    `evaluate` gives values and slopes at t. Newton's step is replaced by the middle of the bracket
    whenever it would leave it. Where that is slow (a function that is nearly flat far from its
    root), steps are stretched until the root is bracketed and the bracket is then halved every
    other step. Raises ArithmeticError when 200 steps are not enough.
    """
    t = start
    low, high = np.full_like(t, -np.inf), np.full_like(t, np.inf)
    for step in range(STEPS):
        value, slope = evaluate(t)
        low, high = np.where(value < 0, t, low), np.where(value > 0, t, high)
        bracketed = np.isfinite(low) & np.isfinite(high)
        stretch = np.where(bracketed, 1.0, 2.0 ** max(0, step - USUAL_STEPS))
        new = t - stretch * value / slope
        halved = bracketed & (step > USUAL_STEPS and step % 2 == 1)
        replaced = (new < low) | (new > high) | (halved & (value != 0))
        new[replaced] = 0.5 * (low[replaced] + high[replaced])
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
