"""Months at risk and promotions laid out on a stock: what every promotion rate is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardtoboard.ceilings.flows.counts import LEFT, MOVED, PROMOTED, FlowCounts

Array = NDArray[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Rates:
    """Arrays of professions by levels, as the stock they are laid out on.

    `people` were ever at risk, for `months` person-months in all (not whole where they are taken
    from two stocks); `promoted`, `moved` and `left` are people.
    """

    people: Array
    months: Array
    promoted: Array
    moved: Array
    left: Array

    def of_others(self, opens: Array) -> Rates:
        """Give the same of all other professions for which the step is open."""

        def others(array: Array) -> Array:
            opened = np.where(opens, array, 0)
            rest: Array = opened.sum(axis=0)[None, :] - opened
            return rest

        return Rates(
            *(others(a) for a in (self.people, self.months, self.promoted, self.moved, self.left))
        )


def rates_of(counts: FlowCounts) -> Rates:
    """Give the rates of counts that are laid out on a stock."""
    return Rates(
        people=counts.people,
        months=counts.at_risk,
        promoted=counts.events[..., PROMOTED],
        moved=counts.events[..., MOVED],
        left=counts.events[..., LEFT],
    )
