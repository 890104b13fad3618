"""The segments that have not ended.

Most people stand next month as they stood, so what is open stays where it is: a month only moves
the numbers that tell where.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardtoboard.staff.histories.compare import SPARE, Comparer, Rows
from wardtoboard.staff.histories.months import Month, nobody
from wardtoboard.staff.histories.segments import Event, Segments

OPEN = np.dtype(
    [
        ("state", np.int32),
        ("start", np.int16),
        ("spell_start", np.int16),
        ("entry", np.int16),
        ("fte", np.int16),
    ]
)
"""An open segment, of which a month tells the person and the place.

`state` has the person's professional background in it: that of the row, else the last one known of
the person. The others are as in Segments. They lie side by side, as one person's are used at once.
"""
Open = NDArray[Any]
"""Open segments: an array of OPEN."""


@dataclass(slots=True)
class Standing:
    """Whoever stood in the last month merged: `rows` tells where the segment of each is in `open`.

    `free` are the rows of `open` that nobody uses.
    """

    month: Month = field(default_factory=nobody)
    open: Open = field(default_factory=lambda: np.empty(0, OPEN))
    rows: Rows = field(default_factory=lambda: np.empty(0, np.int32))
    free: Rows = field(default_factory=lambda: np.empty(0, np.int32))
    comparer: Comparer = field(default_factory=Comparer)

    @classmethod
    def of(cls, month: Month, open_: Open) -> Standing:
        """Give the standing of a month's people, whose open segments are in the same order."""
        people = len(month)
        own = np.empty(people + people // SPARE, OPEN)
        own[:people] = open_
        rows = np.arange(len(own), dtype=np.int32)
        return cls(month, own, rows[:people], rows[people:])

    def put_in_order(self, out: Open) -> None:
        """Fill `out` with the open segments in the order of the month's people."""
        self.open.take(self.rows, out=out, mode="clip")

    def room_for(self, people: int) -> Rows:
        """Give as many rows of `open` that nobody uses from now on, making more where needed."""
        lacking = people - len(self.free)
        if lacking > 0:
            size = len(self.open)
            more = lacking + (size + lacking) // SPARE
            self.open = np.concatenate([self.open, np.empty(more, OPEN)])
            self.free = np.append(self.free, np.arange(size, size + more, dtype=np.int32))
        taken, self.free = self.free[:people], self.free[people:]
        return taken


def write_open(open_: Open, path: Path) -> None:
    """Write open segments as they lie in memory."""
    open_.tofile(path)


def open_in(content: Any) -> Open:
    """Give the open segments in what `write_open` wrote; nothing is copied."""
    return np.frombuffer(content, OPEN)


def segments_of(
    person: NDArray[np.int64],
    place: NDArray[np.int32],
    open_: Open,
    last: int,
    event: NDArray[np.int8],
) -> Segments:
    """Give open segments, in the order of their people, as segments that end in month `last`."""
    columns = {name: np.ascontiguousarray(open_[name]) for name in OPEN.names or ()}
    end = np.full(len(open_), last, np.int16)
    return Segments(person=person, place=place, end=end, event=event, **columns)


def censored(month: Month, open_: Open, last: int) -> Segments:
    """Give open segments, in the order of a month's people, as the end of the data leaves them."""
    event = np.full(len(month), Event.CENSORED, np.int8)
    return segments_of(month.person, month.place, open_, last, event)
