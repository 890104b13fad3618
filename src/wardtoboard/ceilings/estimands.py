"""The four ways to say how a profession thins out towards the top of a ladder.

E1 share, E2 representation ratio, E3 adjacent ratio, E4 continuation odds ratio. E4 is the one
tested: in a steady organisation it equals the ratio of promotion rates times the relative time
spent above, while E3 also holds promotion out of the next level, so that a block higher up
looks like an advantage lower down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from wardtoboard.ceilings.stock import Counts, Stock


@dataclass(frozen=True, slots=True, eq=False)
class StepCounts:
    """The 2 by 2 table of every profession and level, each of shape (professions, levels).

    `at` and `above` count the profession; `at_reference` and `above_reference` the other
    clinical professions for which the same step is open.
    """

    at: Counts
    above: Counts
    at_reference: Counts
    above_reference: Counts


def rest_reference(stock: Stock) -> StepCounts:
    """Set each profession against all the others pooled, leaving it out (reference i).

    A profession for which a step is closed (below its entry, or no funded post above) is left
    out of the reference at that level.
    """
    opens = stock.opens
    at = np.where(opens, stock.counts, 0)
    above = np.where(opens, stock.above, 0)
    return StepCounts(
        at=stock.counts,
        above=stock.above,
        at_reference=at.sum(axis=0)[None, :] - at,
        above_reference=above.sum(axis=0)[None, :] - above,
    )


def named_reference(stock: Stock, comparator: str) -> StepCounts:
    """Set each profession against one named profession (reference ii)."""
    row = stock.row(comparator)
    opens = stock.opens[row]
    shape = stock.counts.shape
    return StepCounts(
        at=stock.counts,
        above=stock.above,
        at_reference=np.broadcast_to(np.where(opens, stock.counts[row], 0), shape),
        above_reference=np.broadcast_to(np.where(opens, stock.above[row], 0), shape),
    )


@dataclass(frozen=True, slots=True)
class Measures:
    """E1 to E3 of one profession at one level; None where a denominator is nought."""

    share: float | None
    representation_ratio: float | None
    adjacent_ratio: float | None

    def to_dict(self) -> dict[str, Any]:
        """Give the measures by name."""
        return {
            "share": self.share,
            "representation_ratio": self.representation_ratio,
            "adjacent_ratio": self.adjacent_ratio,
        }


def describe_steps(stock: Stock) -> Mapping[tuple[int, int], Measures]:
    """Give E1, E2 and E3 for every cell that holds anyone, keyed by (row, level index).

    The adjacent ratio is against the professions for which the step is open.
    """
    counts = stock.counts.astype(np.float64)
    total = counts.sum(axis=0)
    opened = np.where(stock.opens, counts, 0.0)
    opened_next = np.where(stock.opens[:, :-1], counts[:, 1:], 0.0)
    described: dict[tuple[int, int], Measures] = {}
    for i, k in zip(*np.nonzero(stock.counts), strict=True):
        share = counts[i, k] / total[k]
        representation = adjacent = None
        if k + 1 < len(stock.levels):
            representation = (counts[i, k + 1] / total[k + 1]) / share
            others = opened[:, k].sum() - opened[i, k]
            others_next = opened_next[:, k].sum() - opened_next[i, k]
            if others and others_next:
                adjacent = (counts[i, k + 1] / counts[i, k]) / (others_next / others)
        described[int(i), int(k)] = Measures(_number(share), _number(representation), adjacent)
    return described


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
