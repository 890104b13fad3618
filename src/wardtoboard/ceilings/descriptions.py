"""The figures that other reports use, beside ours: three-tier ratios and the glass ceiling index.

They describe stocks and miss ceilings inside a tier; nothing is labelled from them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from wardtoboard.ceilings.body import Body
from wardtoboard.ceilings.stock import Counts, Stock
from wardtoboard.professions import tier_of

TOP = "Band 8b"


@dataclass(frozen=True, slots=True)
class Description:
    """One profession beside a comparator; each ratio is None where a denominator is nought.

    The disparity ratios are the comparator's over the profession's: above 1, the profession is
    the less well placed. The index is its share of everyone over its share of Band 8b and above.
    """

    profession: str
    against: str
    lower_to_middle: float | None
    middle_to_upper: float | None
    lower_to_upper: float | None
    glass_ceiling_index: float | None


def describe(body: Body, against: str = "nurse") -> tuple[Description, ...]:
    """Describe each of the guide's professions in a body beside one of them."""
    stock = body.guide
    if against not in stock.professions:
        return ()
    below_top = sum(level < TOP for level in stock.levels if level.startswith("Band "))
    everyone: Counts = stock.counts.sum(axis=0)
    return tuple(
        Description(
            profession=profession,
            against=against,
            **disparity_ratios(tier_counts(stock, profession), tier_counts(stock, against)),
            glass_ceiling_index=glass_ceiling_index(
                stock.counts[stock.row(profession)], everyone, len(stock.levels) - below_top
            ),
        )
        for profession in stock.professions
    )


def tier_counts(stock: Stock, profession: str) -> tuple[int, int, int]:
    """Count a profession's people in the lower, middle and upper tier."""
    counts = stock.counts[stock.row(profession)].tolist()
    by_tier: dict[str | None, int] = defaultdict(int)
    for level, count in zip(stock.levels, counts, strict=True):
        by_tier[tier_of(level)] += count
    return by_tier["lower"], by_tier["middle"], by_tier["upper"]


def disparity_ratios(
    focus: tuple[int, int, int], reference: tuple[int, int, int]
) -> dict[str, float | None]:
    """Three-tier disparity ratios, reference over focus, as the workforce standards use them.

    Each argument counts people in the lower (Band 5 and under), middle (6 and 7) and upper
    (8a and over) tier; above 1 the focus profession is the less well placed. They are ratios of
    stocks, not of promotions, and miss ceilings inside a tier: shown for comparison only.
    """
    lower, middle, upper = focus
    lower_r, middle_r, upper_r = reference
    return {
        "lower_to_middle": _disparity(middle_r, lower_r, middle, lower),
        "middle_to_upper": _disparity(upper_r, middle_r, upper, middle),
        "lower_to_upper": _disparity(upper_r, lower_r, upper, lower),
    }


def _disparity(higher_r: int, lower_r: int, higher: int, lower: int) -> float | None:
    """Divide the reference's higher by lower by the profession's; None where one divides by 0."""
    if 0 in (lower_r, higher, lower):
        return None
    return higher_r * lower / (lower_r * higher)


def glass_ceiling_index(profession: Counts, everyone: Counts, top_levels: int) -> float | None:
    """Share of the whole ladder over share of the top levels; above 1, thinner at the top.

    Source: She Figures (EIGE). Descriptive only. None when the profession has nobody on top,
    or `top_levels` is 0.
    """
    whole = _ratio(int(profession.sum()), int(everyone.sum()))
    start = len(everyone) - top_levels
    top = _ratio(int(profession[start:].sum()), int(everyone[start:].sum()))
    return None if not top or whole is None else whole / top


def _ratio(numerator: int, denominator: int) -> float | None:
    return numerator / denominator if denominator else None
