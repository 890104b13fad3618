"""Segments and spells: how long someone stood where, and what came next.

A spell is a run of consecutive months of one person in one profession and level. A segment is
the part of a spell in one place: changing organisation or site ends a segment and no spell.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

UNKNOWN = -1


class Event(IntEnum):
    """What the month after shows.

    CENSORED: the data end. PROMOTED: same profession, higher level. MOVED: another profession, a
    lower level, or one whose place is unknown. LEFT: no row. ELSEWHERE: the spell goes on in
    another place; it ends a segment and is no event of a spell.
    """

    CENSORED = 0
    PROMOTED = 1
    MOVED = 2
    LEFT = 3
    ELSEWHERE = 4


AT_END = ("place", "end", "event")
"""What a spell has from the last of its segments; all else it has from the first."""


@dataclass(frozen=True, slots=True)
class Segments:
    """Columns of equal length, one row a segment, in the order of person and start
    unless it is said.

    `person` is a keyed hash; `state` and `place` are numbers of the store's Vocabulary. Months
    are counted from year 0: 12 times the year plus the month less 1. `start` and `end` are the
    segment's first and last month, `spell_start` that of its spell. `entry` is how many months the
    person had been in the level before `start` (UNKNOWN where the data do not reach back).
    `fte` is in hundredths at `start` (UNKNOWN where not told). `event` is an Event.
    """

    person: NDArray[np.int64]
    state: NDArray[np.int32]
    place: NDArray[np.int32]
    start: NDArray[np.int16]
    end: NDArray[np.int16]
    spell_start: NDArray[np.int16]
    entry: NDArray[np.int16]
    fte: NDArray[np.int16]
    event: NDArray[np.int8]

    def __len__(self) -> int:
        """Give the number of segments."""
        return len(self.person)

    def take(self, places: NDArray[np.bool_] | NDArray[np.intp]) -> Segments:
        """Give some of the segments, by mask or position."""
        return Segments(*(column[places] for column in self.columns()))

    def between(self, first: int, end: int) -> Segments:
        """Give the segments from a row on, up to another; nothing is copied."""
        return Segments(*(column[first:end] for column in self.columns()))

    def in_order(self) -> Segments:
        """Give the segments in the order of person and start."""
        return self.take(np.lexsort((self.start, self.person)))

    def columns(self) -> tuple[NDArray[Any], ...]:
        """Give the columns in the order of the fields."""
        return tuple(getattr(self, one.name) for one in fields(self))

    def named(self) -> dict[str, NDArray[Any]]:
        """Give the columns by name."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def spells(self) -> Segments:
        """Give the spells: the segments of each put together, in the place of the last.

        `start`, `entry` and `fte` are those of the first segment.
        """
        last = self.event != Event.ELSEWHERE
        first = np.ones(len(self), dtype=bool)
        first[1:] = last[:-1]
        columns = self.named().items()
        return Segments(**{name: one[last if name in AT_END else first] for name, one in columns})


def month_number(year: int, month: int) -> int:
    """Give the number of a month: months since year 0."""
    return 12 * year + month - 1
