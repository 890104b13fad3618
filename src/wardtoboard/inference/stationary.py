"""What a headcount table would show if chances stayed the same for ever."""

from __future__ import annotations


def stationary_odds(
    promotion: float, exit_above: float, *, growth: float = 0.0, hires_per_head: float = 0.0
) -> float:
    """Give the odds of being above a level that steady flows lead to.

    In: rates a year: promotions per head at the level, leavers per head above it, growth of the
    block above, and outside hires above per head at the level.
    (promotion + hires) / (exit + growth): so a profession whose senior tier still grows shows
    lower odds with no unfairness at all.
    Raises ValueError when exit and growth together are not above 0.
    Method: flow balance of the block above (Bartholomew, 1982).
    """
    drain = exit_above + growth
    if drain <= 0.0:
        raise ValueError(f"exits and growth must come to more than 0; found {drain}.")
    return (promotion + hires_per_head) / drain
