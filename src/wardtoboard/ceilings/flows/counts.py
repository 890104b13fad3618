"""Months at risk and what ended them, by profession and level: the raw matter of every rate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardtoboard.base.errors import Fault, NotInTableError
from wardtoboard.ceilings.flows.walk import walk
from wardtoboard.staff.histories.segments import Event, Segments
from wardtoboard.staff.histories.side_by_side import side_by_side
from wardtoboard.staff.histories.vocabulary import (
    FIRST_PROFESSION,
    PER_PROFESSION,
    PROFESSION_UNKNOWN,
    Vocabulary,
)

Counts = NDArray[np.int64]
Counts32 = NDArray[np.int32]
HORIZON = 120
"""The last month in level that is counted by time in level."""
UNKNOWN_PROFESSION = "unknown"
"""Stands for those who may be clinicians: managers, and codes that nobody could place."""
PROMOTED, MOVED, LEFT, WENT_ELSEWHERE = range(4)
EVENTS = slice(1, None)
"""Of the events of a segment, all but that the data end."""
CAUSES = 3
"""Promoted, moved and left end a spell; going elsewhere ends only what one organisation sees."""


@dataclass(frozen=True, slots=True, eq=False)
class FlowCounts:
    """Person-months and events of professions (P) by level (L), time in level (D) and year (Y).

    `people` (P, L) were ever at risk. `at_risk` (P, L) are person-months; `events` (P, L, 4) the
    promoted, moved, left and gone to another organisation; `promoted_away` (P, L) those promoted
    into another organisation, also among the promoted. `*_by_time` have a third axis of months
    in the level, 0 to HORIZON, and hold only spells whose beginning is known, from the month they
    come under observation. `*_by_year` have a third axis of `years`.
    """

    professions: tuple[str, ...]
    levels: tuple[str, ...]
    years: tuple[int, ...]
    people: Counts
    promoted_away: Counts
    at_risk: Counts
    events: Counts
    at_risk_by_time: Counts
    events_by_time: Counts
    at_risk_by_year: Counts
    events_by_year: Counts

    def laid_out(
        self,
        professions: Sequence[str],
        levels: Sequence[str],
        named: Mapping[str, str],
        compared: Mapping[tuple[str, str], str],
    ) -> FlowCounts:
        """Add the counts up on other professions and levels; what has no place is left out.

        `named` gives the profession each id counts as (itself where it is not there);
        `compared` the level at which a (profession, level) is compared, where it is another.
        """
        rows = {name: place for place, name in enumerate(professions)}
        columns = {name: place for place, name in enumerate(levels)}
        came, went = [], []
        for p, profession in enumerate(self.professions):
            name = named.get(profession, profession)
            for k, level in enumerate(self.levels):
                at = compared.get((name, level), level)
                if name in rows and at in columns:
                    came.append(p * len(self.levels) + k)
                    went.append(rows[name] * len(columns) + columns[at])
        shape = len(rows), len(columns)
        arrays: dict[str, Any] = {
            one.name: _moved(getattr(self, one.name), came, went, shape)
            for one in fields(self)
            if one.name not in ("professions", "levels", "years")
        }
        return replace(self, professions=tuple(professions), levels=tuple(levels), **arrays)

    def pooled(self, family: Mapping[str, str]) -> FlowCounts:
        """Add the members of each family up to it, as headcounts are."""
        names = tuple(dict.fromkeys(family.get(p, p) for p in self.professions))
        return self.laid_out(names, self.levels, family, {})


def _moved(
    array: Counts, came: Sequence[int], went: Sequence[int], shape: tuple[int, int]
) -> Counts:
    flat = array.reshape(-1, *array.shape[2:])
    moved = np.zeros((shape[0] * shape[1], *flat.shape[1:]), np.int64)
    for a, b in zip(came, went, strict=True):
        moved[b] += flat[a]
    return moved.reshape(*shape, *flat.shape[1:])


def count_flows(
    segments: Segments,
    vocabulary: Vocabulary,
    *,
    organisation: str | None = None,
    months: tuple[int, int] | None = None,
) -> FlowCounts:
    """Count the months at risk and events of segments, which are in order of person and start.

    `organisation` keeps the months in one organisation, by its code; `months` the first and last
    month to look at. The first profession is UNKNOWN_PROFESSION; levels are the vocabulary's, in
    the order of their numbers. A month is at risk when the data show the next one too, so the
    last month of someone whose segment has not ended is not.
    Raises NotInTableError for an organisation that is nowhere in the store.
    """
    professions = (UNKNOWN_PROFESSION, *vocabulary.professions)
    numbers = sorted(vocabulary.levels)
    codes: dict[str, int] = {}
    for place in vocabulary.places:
        codes.setdefault(place.organisation, len(codes))
    wanted = -1 if organisation is None else _find(organisation, codes)
    first, last = months or _window(segments)
    shape = len(professions), len(numbers)
    given = (
        cells_of_states(len(vocabulary.professions), numbers),
        np.array([codes[place.organisation] for place in vocabulary.places], np.int32),
        wanted,
        first,
        last,
    )
    row = _row_of_middle(segments)
    halves = side_by_side(
        lambda: _counted(segments.between(0, row), shape[0] * shape[1], given),
        lambda: _counted(segments.between(row, len(segments)), shape[0] * shape[1], given),
    )
    ever = np.flatnonzero(halves[0][0] + halves[1][0])
    people, away, begun, ended, begun_by_time, ended_by_time = (
        np.add(first[ever], second[ever], dtype=np.int64)
        for first, second in zip(*halves, strict=True)
    )
    by_month = _at_risk(begun, ended)
    years, starts = np.unique(np.arange(first, last + 1) // 12, return_index=True)
    found = {
        "people": people,
        "promoted_away": away,
        "at_risk": by_month.sum(axis=1),
        "events": ended.sum(axis=1)[:, EVENTS],
        "at_risk_by_time": _at_risk(begun_by_time, ended_by_time)[:, : HORIZON + 1],
        "events_by_time": ended_by_time[:, : HORIZON + 1, EVENTS],
        "at_risk_by_year": np.add.reduceat(by_month, starts, axis=1),
        "events_by_year": np.add.reduceat(ended, starts, axis=1)[..., EVENTS],
    }
    return FlowCounts(
        professions=professions,
        levels=tuple(vocabulary.levels[number] for number in numbers),
        years=tuple(years.tolist()),
        **{name: _in_cells(array, ever, shape) for name, array in found.items()},
    )


def _in_cells(counts: Counts, cells: NDArray[np.intp], shape: tuple[int, int]) -> Counts:
    """Lay the counts of some cells out on all of them: elsewhere nobody was ever at risk."""
    out = np.zeros((shape[0] * shape[1], *counts.shape[1:]), np.int64)
    out[cells] = counts
    return out.reshape(*shape, *counts.shape[1:])


def _counted(segments: Segments, cells: int, given: tuple[Any, ...]) -> tuple[Counts32, ...]:
    """Walk along the segments of some people; gives what `walk` adds to."""
    months, times, events = given[-1] - given[-2] + 1, HORIZON + 2, len(Event)
    shapes = ((), (), (months,), (months, events), (times,), (times, events))
    counts = tuple(np.zeros((cells, *shape), np.int32) for shape in shapes)
    walk(
        segments.person,
        segments.state,
        segments.place,
        segments.start,
        segments.end,
        segments.entry,
        segments.event,
        *given,
        np.full(cells, -1, np.int64),
        *counts,
    )
    return counts


def _row_of_middle(segments: Segments) -> int:
    """Give the first row of the person in the middle."""
    if not len(segments):
        return 0
    return int(np.searchsorted(segments.person, segments.person[len(segments) // 2]))


def _at_risk(begun: Counts, ended: Counts) -> Counts:
    """Give who is at risk at each time: those who have begun by then and not ended before."""
    gone = np.cumsum(ended.sum(axis=-1), axis=1)
    at_risk = np.cumsum(begun, axis=1)
    at_risk[:, 1:] -= gone[:, :-1]
    return at_risk


def cells_of_states(professions: int, levels: Sequence[int]) -> NDArray[np.int32]:
    """Give each state's cell, profession by profession and level by level; -1 where it has none."""
    cells = np.full((FIRST_PROFESSION + professions, PER_PROFESSION), -1, np.int32)
    rows = [PROFESSION_UNKNOWN, *range(FIRST_PROFESSION, FIRST_PROFESSION + professions)]
    cells[np.ix_(rows, levels)] = np.arange(len(rows) * len(levels)).reshape(len(rows), -1)
    return cells.ravel()


def _window(segments: Segments) -> tuple[int, int]:
    if not len(segments):
        return 0, 0
    return int(segments.start.min()), int(segments.end.max())


def _find(organisation: str, codes: Mapping[str, int]) -> int:
    if organisation in codes:
        return codes[organisation]
    there = sorted(codes)
    more = f" and {len(there) - 10} more" if len(there) > 10 else ""
    fault = Fault(
        what="no such organisation in this store",
        found=organisation,
        do=f"Choose one of: {', '.join(there[:10])}{more}.",
    )
    raise NotInTableError([fault])
