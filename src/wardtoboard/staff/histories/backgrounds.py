"""What people were who are gone: a physiotherapist who returns as a manager is still one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wardtoboard.staff.histories.segments import Event, Segments
from wardtoboard.staff.histories.vocabulary import FIRST_PROFESSION, PER_PROFESSION

Run = tuple[NDArray[np.int64], NDArray[np.int32]]
"""People in the order of their hashes, then of time, and the state each was last seen in."""


@dataclass(slots=True)
class Backgrounds:
    """The states of people who are gone, in runs of which a later one has what was seen later.

    Runs are put together as they come to be of one size, so that there are never many.
    """

    _runs: list[Run] = field(default_factory=list)

    @classmethod
    def of(cls, ended: Sequence[Segments]) -> Backgrounds:
        """Give the backgrounds of segments that have ended; each part in order, later ones last."""
        return cls([(part.person, part.state) for part in ended])

    def add(self, ended: Segments) -> None:
        """Add those who left in a month; they are in the order of their hashes."""
        left = ended.event == Event.LEFT
        self._runs.append((ended.person[left], ended.state[left]))
        while len(self._runs) > 1 and 2 * len(self._runs[-1][0]) >= len(self._runs[-2][0]):
            later, earlier = self._runs.pop(), self._runs.pop()
            person = np.concatenate([earlier[0], later[0]])
            state = np.concatenate([earlier[1], later[1]])
            order = np.argsort(person, kind="stable")
            self._runs.append((person[order], state[order]))

    def professions(self, people: NDArray[np.int64]) -> NDArray[np.int32]:
        """Give the number of the profession last known of people who are not there, 0 for none.

        What was last seen of someone tells it: a background once known is in every later state.
        """
        found = np.zeros(len(people), np.int32)
        is_open = np.ones(len(people), dtype=bool)
        for person, state in reversed(self._runs):
            if len(person):
                place = np.searchsorted(person, people, side="right") - 1
                is_here = is_open & (place >= 0) & (person[place] == people)
                found[is_here] = state[place[is_here]] // PER_PROFESSION
                is_open &= ~is_here
        return np.where(found >= FIRST_PROFESSION, found, 0)
