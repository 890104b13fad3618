"""How ratios and people of flows are put into words."""

from __future__ import annotations

from wardtoboard.ceilings.findings import Ratio


def times(found: Ratio) -> str:
    """Say a ratio, as in "0.31 times"."""
    return "beyond measure" if found.value is None else f"{found.value:.2f} times"


def interval(found: Ratio) -> str:
    """Say the interval of a ratio."""
    low = "0.00" if found.low is None else f"{found.low:.2f}"
    end = "no upper end" if found.high is None else f"{found.high:.2f}"
    return f"95% interval {low} to {end}"


def people(count: int) -> str:
    """Say how many people."""
    return "1 person" if count == 1 else f"{count:,} people"


def mid(name: str) -> str:
    """Put a profession's name in the middle of a sentence."""
    return name[:1].lower() + name[1:]


def chance_of(p: float) -> str:
    """Say a p-value or a q-value."""
    return "below 0.001" if p < 0.001 else f"{p:.3f}"
