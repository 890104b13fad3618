"""Bounds: what the managers of unknown background would change, whatever they trained as."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from wardtoboard.ceilings.findings import Ratio, ratio
from wardtoboard.ceilings.flows.counts import UNKNOWN_PROFESSION, FlowCounts
from wardtoboard.ceilings.flows.labels import Side, ratio_of
from wardtoboard.ceilings.settings import Settings


@dataclass(frozen=True, slots=True)
class Bounds:
    """The promotion rate ratio if all of unknown profession at the level are of this one, or none.

    `unknown` is how many were ever at the level; `none` takes them for other clinicians, `all` for
    people of this profession.
    """

    unknown: int
    months: int
    promoted: int
    all: Ratio
    none: Ratio

    def to_dict(self) -> dict[str, Any]:
        """Give the bounds as the command line prints them."""
        return {
            "unknown": self.unknown,
            "months_at_risk": self.months,
            "promoted": self.promoted,
            "all": self.all.to_dict(),
            "none": self.none.to_dict(),
        }

    def could_undo(self, settings: Settings) -> bool:
        """Answer whether a shortfall would not be material at one of the bounds."""
        values = (self.all.value, self.none.value)
        return any(value is None or value > settings.low for value in values)


def unknown_at(counts: FlowCounts, level: str) -> Side:
    """Give those of unknown profession at a level; nobody where there are none."""
    if UNKNOWN_PROFESSION not in counts.professions or level not in counts.levels:
        return Side(0, 0, 0, 0, 0)
    row, k = counts.professions.index(UNKNOWN_PROFESSION), counts.levels.index(level)
    promoted, moved, left = counts.events[row, k, :3].tolist()
    return Side(int(counts.people[row, k]), int(counts.at_risk[row, k]), promoted, moved, left)


def bounds_of(focus: Side, reference: Side, unknown: Side, settings: Settings) -> Bounds:
    """Work the ratio out with everyone of unknown profession on one side, then on the other."""
    return Bounds(
        unknown=unknown.people,
        months=int(unknown.months),
        promoted=unknown.promoted,
        all=_ratio(_with(focus, unknown), reference, settings),
        none=_ratio(focus, _with(reference, unknown), settings),
    )


def _with(side: Side, more: Side) -> Side:
    return replace(side, months=side.months + more.months, promoted=side.promoted + more.promoted)


def _ratio(focus: Side, reference: Side, settings: Settings) -> Ratio:
    found = ratio_of(focus.promoted, reference.promoted, focus, reference, settings)
    return ratio(*found[:3])
