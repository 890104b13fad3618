"""One figure with its interval, its method and the counts behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure that is never shown without its interval and its counts.

    `value`, `low` and `high` share one unit, which the function that made it names; `level` is the
    confidence level (0 to 1). `n_focus` and `n_reference` count people, or events for rates; 0 when
    there is no reference. `p` is two-sided when the method tests something, otherwise None.
    """

    value: float
    low: float
    high: float
    level: float
    method: str
    n_focus: int
    n_reference: int
    p: float | None = None


def upper_tail(level: float) -> float:
    """Give the chance beyond each limit of a central interval, and refuse impossible levels."""
    if not 0.0 < level < 1.0:
        raise ValueError(f"level must lie between 0 and 1; found {level}. Use 0.95 for 95%.")
    return 0.5 * (1.0 - level)
