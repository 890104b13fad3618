"""The one pass: a month is merged into the open segments, and what ended comes out.

Both sides are in the order of the hashes, so one walk along the two tells who stayed, who came and
who left. It takes a few nanoseconds a person (methods: performance, the embedded engine).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.segments import UNKNOWN, Event, Segments
from wardtoboard.staff.histories.vocabulary import (
    FIRST_PROFESSION,
    LEVEL_UNKNOWN,
    LEVELS_A_LADDER,
    PER_PROFESSION,
)

Remembered = Callable[[NDArray[np.int64]], NDArray[np.int32]]
"""Gives the number of the profession last known of each person, 0 where none was."""
WIDTHS: Any = ((np.int32, 2), (np.int16, 4))
FIRST_KNOWN_STATE = FIRST_PROFESSION * PER_PROFESSION
CENSORED, PROMOTED, MOVED, LEFT, ELSEWHERE = (int(one) for one in Event)


@dataclass(frozen=True, slots=True)
class Open:
    """Whoever stood in the last month merged, in the order of the hashes.

    The columns are those of a segment that has not ended. `state` has the person's professional
    background in it: that of the row, else the last one known of the person.
    """

    person: NDArray[np.int64]
    state: NDArray[np.int32]
    place: NDArray[np.int32]
    start: NDArray[np.int16]
    spell_start: NDArray[np.int16]
    entry: NDArray[np.int16]
    fte: NDArray[np.int16]

    def __len__(self) -> int:
        """Give the number of people."""
        return len(self.person)

    def columns(self) -> tuple[NDArray[Any], ...]:
        """Give the columns in the order of the fields."""
        return tuple(getattr(self, one.name) for one in fields(self))

    def censored(self, end: int) -> Segments:
        """Give the open segments as they stand at the end of the data, in month `end`."""
        size = len(self)
        return Segments(
            person=self.person,
            state=self.state,
            place=self.place,
            start=self.start,
            end=np.full(size, end, np.int16),
            spell_start=self.spell_start,
            entry=self.entry,
            fte=self.fte,
            event=np.full(size, Event.CENSORED, np.int8),
        )


def nobody() -> Open:
    """Give the open segments before the first month."""
    return _room_for(np.empty(0, np.int64))


def _room_for(person: NDArray[np.int64]) -> Open:
    """Make columns of the right lengths, whose contents are not set."""
    two, one = ([np.empty(len(person), kind) for _ in range(n)] for kind, n in WIDTHS)
    return Open(person, *two, *one)


def merge_month(
    open_: Open,
    month: Month,
    number: int,
    before: int | None,
    remembered: Remembered | None = None,
) -> tuple[Open, Segments]:
    """Merge a month into the open segments; gives the new ones and the segments that ended.

    `number` is the month's, `before` that of the month merged last (None for the first). A person
    without a row in the month has left. Whoever is new in a later month has been in the level for
    0 months, unless the row tells; in the first month nobody knows, unless the row tells.
    `remembered` gives the background of people who return without one in their row.
    """
    size = len(month)
    after = _room_for(month.person)
    ended = np.empty(len(open_), np.int8)
    unknown = np.empty(size, np.int32)
    found = _walk(
        *open_.columns(),
        month.person,
        month.state,
        month.place,
        month.fte,
        month.since,
        number,
        UNKNOWN if before is None else 0,
        *after.columns()[1:],
        ended,
        unknown,
    )
    if remembered is not None and found:
        _give_backgrounds(after, unknown[:found], remembered)
    return after, _ended(open_, ended, number if before is None else before)


def _give_backgrounds(after: Open, rows: NDArray[np.int32], remembered: Remembered) -> None:
    """Put the profession last known of people who return into their state."""
    professions = remembered(after.person[rows])
    known = professions >= FIRST_PROFESSION
    rows = rows[known]
    after.state[rows] = professions[known] * PER_PROFESSION + after.state[rows] % PER_PROFESSION


def _ended(open_: Open, ended: NDArray[np.int8], end: int) -> Segments:
    gone = np.flatnonzero(ended != CENSORED)
    columns = [column[gone] for column in open_.columns()]
    person, state, place, start, spell_start, entry, fte = columns
    return Segments(
        person=person,
        state=state,
        place=place,
        start=start,
        end=np.full(len(gone), end, np.int16),
        spell_start=spell_start,
        entry=entry,
        fte=fte,
        event=ended[gone],
    )


def plain_walk(  # noqa: PLR0913
    person: Any,
    state: Any,
    place: Any,
    start: Any,
    spell_start: Any,
    entry: Any,
    fte: Any,
    month_person: Any,
    month_state: Any,
    month_place: Any,
    month_fte: Any,
    month_since: Any,
    number: Any,
    entry_of_new: Any,
    new_state: Any,
    new_place: Any,
    new_start: Any,
    new_spell_start: Any,
    new_entry: Any,
    new_fte: Any,
    ended: Any,
    unknown: Any,
) -> Any:
    """Walk along both sides, both ascending; fills `new_*` for the month and `ended` for before.

    Gives how many of the new have no known background; their rows are in `unknown`.
    """
    i, size, found = 0, len(person), 0
    for j in range(len(month_person)):
        who = month_person[j]
        while i < size and person[i] < who:
            ended[i] = LEFT
            i += 1
        now = month_state[j]
        if i < size and person[i] == who:
            was = state[i]
            if now < FIRST_KNOWN_STATE and was >= FIRST_KNOWN_STATE:
                now = was - was % PER_PROFESSION + now % PER_PROFESSION
            if now == was:
                if month_place[j] == place[i]:
                    ended[i] = CENSORED
                    new_start[j] = start[i]
                    new_entry[j] = entry[i]
                    new_fte[j] = fte[i]
                else:
                    ended[i] = ELSEWHERE
                    new_start[j] = number
                    new_fte[j] = month_fte[j]
                    if entry[i] < 0:
                        new_entry[j] = entry[i]
                    else:
                        new_entry[j] = entry[i] + number - start[i]
                new_spell_start[j] = spell_start[i]
            else:
                ended[i] = _event(was, now)
                new_start[j] = number
                new_spell_start[j] = number
                new_entry[j] = 0
                new_fte[j] = month_fte[j]
            i += 1
        else:
            new_start[j] = number
            new_spell_start[j] = number
            new_entry[j] = month_since[j] if month_since[j] >= 0 else entry_of_new
            new_fte[j] = month_fte[j]
            if now < FIRST_KNOWN_STATE:
                unknown[found] = j
                found += 1
        new_state[j] = now
        new_place[j] = month_place[j]
    while i < size:
        ended[i] = LEFT
        i += 1
    return found


def plain_event(was: Any, now: Any) -> Any:
    """Tell what a change of state is: up the same ladder in the same profession, or another."""
    if was // PER_PROFESSION != now // PER_PROFESSION:
        return MOVED
    before, after = was % PER_PROFESSION, now % PER_PROFESSION
    if before == LEVEL_UNKNOWN or after == LEVEL_UNKNOWN:
        return MOVED
    is_same_ladder = (before - 1) // LEVELS_A_LADDER == (after - 1) // LEVELS_A_LADDER
    return PROMOTED if is_same_ladder and after > before else MOVED


_event: Callable[..., int] = njit(cache=True, nogil=True)(plain_event)
_walk: Callable[..., int] = njit(cache=True, nogil=True)(plain_walk)
