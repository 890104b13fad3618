"""From all the months of a store to its segments, one month after another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wardtoboard.staff.histories.merge import Open, merge_month, nobody
from wardtoboard.staff.histories.months import Month, read_month
from wardtoboard.staff.histories.segments import Event, Segments
from wardtoboard.staff.histories.vocabulary import FIRST_PROFESSION, PER_PROFESSION

NOBODY = np.iinfo(np.int64).min
Gone = tuple[NDArray[np.int64], NDArray[np.int32]]
"""People in the order of their hashes, and the number of the profession of each."""
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Merged:
    """What the months merged so far have come to: who stands where, and what has ended."""

    open: Open = field(default_factory=nobody)
    ended: list[Segments] = field(default_factory=list)
    last: int | None = None
    _gone: list[Gone] = field(default_factory=list)

    def add(self, number: int, month: Month) -> None:
        """Merge one more month; it must be later than the last."""
        self.open, ended = merge_month(self.open, month, number, self.last, self._backgrounds)
        self.ended.append(ended)
        self.last = number

    def _backgrounds(self, people: NDArray[np.int64]) -> NDArray[np.int32]:
        """Look among those who left, the last to leave first, for the profession of people."""
        self._gone += [_gone_in(ended) for ended in self.ended[len(self._gone) :]]
        found = np.zeros(len(people), np.int32)
        for who, professions in reversed(self._gone):
            places = np.searchsorted(who, people, side="right") - 1
            is_there = (places >= 0) & (who[places] == people) & (found == 0)
            found[is_there] = professions[places[is_there]]
        return found


def _gone_in(ended: Segments) -> Gone:
    """Give who left with a known profession, in the order of the hashes, then of leaving."""
    known = ended.state >= FIRST_PROFESSION * PER_PROFESSION
    left = ended.take((ended.event == Event.LEFT) & known).in_order()
    if not len(left):
        return np.array([NOBODY]), np.zeros(1, np.int32)
    return left.person, left.state // PER_PROFESSION


def merge_months(
    files: Mapping[int, Path], progress: Progress, merged: Merged | None = None
) -> Merged:
    """Merge months in their order, given the file of each, into what was merged before, if any.

    Gives what all have come to; `merged` is changed. `progress` is called with a stage in words,
    the months merged and the months there are.
    """
    merged = Merged() if merged is None else merged
    for done, number in enumerate(sorted(files), start=1):
        merged.add(number, read_month(files[number]))
        progress("Following careers", done, len(files))
    return merged
