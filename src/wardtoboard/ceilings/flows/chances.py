"""The chance of promotion by a time in the level, when people may leave first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from wardtoboard.ceilings.findings import Ratio, ratio
from wardtoboard.ceilings.flows.counts import CAUSES, PROMOTED, Counts
from wardtoboard.ceilings.settings import Settings
from wardtoboard.inference import cumulative_incidence

BY_MONTHS = (12, 36, 60)


@dataclass(frozen=True, slots=True)
class Chances:
    """Chances of promotion by some months in a level, and the median wait.

    `by` holds (months, chance and its interval); parts are None beyond what was seen.
    `median_wait` is the months by which half of all who come to the level, leavers included, have
    been promoted; None where fewer ever are, or it is not seen.
    """

    by: tuple[tuple[int, Ratio], ...]
    median_wait: int | None

    def to_dict(self) -> dict[str, Any]:
        """Give the chances as the command line prints them."""
        return {
            "chances": [{"months": m, "chance": chance.to_dict()} for m, chance in self.by],
            "median_wait_months": self.median_wait,
        }


def chances_of(at_risk: Counts, events: Counts, settings: Settings) -> Chances:
    """Give the chances from person-months, shape (D,), and events, shape (D, 4), by months d.

    Those promoted at the end of month d, counted from 0, were promoted by d + 1 months.
    Method: Aalen and Johansen (1978), moving and leaving being the competing causes.
    """
    curve = cumulative_incidence(at_risk, events[:, :CAUSES].T)
    times = np.arange(1, len(at_risk) + 1)
    at = curve.at(times, BY_MONTHS)
    low, high = at.limits(settings.interval_level)
    value = at.value[PROMOTED]
    half = np.flatnonzero(curve.value[PROMOTED] >= 0.5)
    return Chances(
        by=tuple(
            (months, ratio(float(value[i]), float(low[PROMOTED, i]), float(high[PROMOTED, i])))
            for i, months in enumerate(BY_MONTHS)
        ),
        median_wait=int(times[half[0]]) if half.size else None,
    )
