"""Counts of careers written by hand: how many people stayed how long, and what came next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from builders.histories import VOCABULARY
from wardtoboard.ceilings.flows.counts import HORIZON, UNKNOWN_PROFESSION, FlowCounts

PROMOTED, MOVED, LEFT, ELSEWHERE = range(4)
STAYED = None
Spell = tuple[int, int, int | None]
"""So many people, for so many months in the level, and what ended it; STAYED: the data did."""
LEVELS = tuple(VOCABULARY.levels[number] for number in sorted(VOCABULARY.levels))
PROFESSIONS = (UNKNOWN_PROFESSION, *VOCABULARY.professions)


def counts_of(
    spells: Mapping[tuple[str, str], Iterable[Spell]], levels: tuple[str, ...] = LEVELS
) -> FlowCounts:
    """Count careers, by profession and level, all in one year and each person once."""
    counts = nobody(levels)
    for (profession, level), some in spells.items():
        for people, months, event in some:
            counts = with_spells(counts, (profession, level), people, months, event)
    return counts


def nobody(levels: tuple[str, ...]) -> FlowCounts:
    shape = len(PROFESSIONS), len(levels)

    def zeros(*more: int) -> np.ndarray:
        return np.zeros((*shape, *more), np.int64)

    return FlowCounts(
        professions=PROFESSIONS,
        levels=levels,
        years=(2025,),
        people=zeros(),
        promoted_away=zeros(),
        at_risk=zeros(),
        events=zeros(4),
        at_risk_by_time=zeros(HORIZON + 1),
        events_by_time=zeros(HORIZON + 1, 4),
        at_risk_by_year=zeros(1),
        events_by_year=zeros(1, 4),
    )


def with_spells(
    counts: FlowCounts, cell: tuple[str, str], people: int, months: int, event: int | None
) -> FlowCounts:
    """Add people to a cell, or take them away where `people` is below nought."""
    p, k = counts.professions.index(cell[0]), counts.levels.index(cell[1])
    names = ("people", "at_risk", "events", "at_risk_by_time", "events_by_time")
    names += ("at_risk_by_year", "events_by_year")
    new = {name: getattr(counts, name).copy() for name in names}
    new["people"][p, k] += people
    new["at_risk"][p, k] += people * months
    new["at_risk_by_year"][p, k, 0] += people * months
    new["at_risk_by_time"][p, k, :months] += people
    if event is not None:
        new["events"][p, k, event] += people
        new["events_by_year"][p, k, 0, event] += people
        new["events_by_time"][p, k, months - 1, event] += people
    return replace(counts, **new)
