"""From all the months of a store to its segments, one month after another.

Nobody's career bears on another's, so people are followed in two halves, by their hash: one in the
thread that asks and one beside it. The middle is that of the first month merged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from wardtoboard.staff.histories.backgrounds import Backgrounds
from wardtoboard.staff.histories.merge import merge_month
from wardtoboard.staff.histories.months import Month, middle_of, read_month
from wardtoboard.staff.histories.ordering import in_one_order
from wardtoboard.staff.histories.segments import Segments
from wardtoboard.staff.histories.side_by_side import side_by_side
from wardtoboard.staff.histories.standing import OPEN, Open, Standing, censored

Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class Half:
    """What the months merged so far have come to for half of the people.

    `ended` are parts of segments, each in order, of which a later one ended later.
    """

    standing: Standing = field(default_factory=Standing)
    ended: list[Segments] = field(default_factory=list)
    backgrounds: Backgrounds = field(default_factory=Backgrounds)

    def add(self, number: int, month: Month, last: int | None) -> None:
        """Merge one more month of these people; `last` is the month merged before."""
        ended = merge_month(self.standing, month, number, last, self.backgrounds)
        self.backgrounds.add(ended)
        self.ended.append(ended)

    def parts(self, last: int) -> list[Segments]:
        """Give every segment in parts; those that go on are censored in month `last`."""
        open_ = np.empty(len(self.standing.month), OPEN)
        self.standing.put_in_order(open_)
        return [*self.ended, censored(self.standing.month, open_, last)]


@dataclass(slots=True)
class Merged:
    """What the months merged so far have come to.

    `last` is the number of the last of them; `middle` the hash of the first person of the second
    half.
    """

    first: Half = field(default_factory=Half)
    second: Half = field(default_factory=Half)
    last: int | None = None
    middle: int | None = None

    @classmethod
    def of(cls, last: int, month: Month, open_: Open, ended: Sequence[Segments]) -> Merged:
        """Give what a store has kept: the last month, what is open in it and what has ended."""
        merged = cls(last=last)
        row = merged.row_of_middle(month)
        first, second = side_by_side(
            lambda: Standing.of(month.between(0, row), open_[:row]),
            lambda: Standing.of(month.between(row, len(month)), open_[row:]),
        )
        merged.first = Half(first, backgrounds=Backgrounds.of(ended))
        merged.second = Half(second, backgrounds=Backgrounds.of(ended))
        return merged

    def row_of_middle(self, month: Month) -> int:
        """Give the row of a month from which on its people are of the second half."""
        if self.middle is None and len(month):
            self.middle = middle_of(month)
        return int(np.searchsorted(month.person, self.middle or 0))

    def add(self, number: int, month: Month) -> None:
        """Merge one more month; it must be later than the last."""
        row = self.row_of_middle(month)
        self.first.add(number, month.between(0, row), self.last)
        self.second.add(number, month.between(row, len(month)), self.last)
        self.last = number

    def open(self) -> Open:
        """Give the open segments in the order of the last month's people."""
        first, second = self.first.standing, self.second.standing
        people = len(first.month)
        out = np.empty(people + len(second.month), OPEN)
        side_by_side(
            lambda: first.put_in_order(out[:people]), lambda: second.put_in_order(out[people:])
        )
        return out

    def ended(self) -> Segments:
        """Give the segments that ended in the months merged by this; there needs to be one."""
        return in_one_order([*self.first.ended, *self.second.ended], self.middle or 0)

    def segments(self) -> Segments:
        """Give every segment; those that go on are censored. There needs to be a month."""
        parts = [*self.first.parts(self.last or 0), *self.second.parts(self.last or 0)]
        return in_one_order(parts, self.middle or 0)


def merge_months(
    files: Mapping[int, Path], progress: Progress, merged: Merged | None = None
) -> Merged:
    """Merge months in their order, given the file of each, into what was merged before, if any.

    Gives what all have come to; `merged` is changed. `progress` is called, by this thread, with a
    stage in words, the months merged and the months there are. There needs to be one.
    """
    merged = Merged() if merged is None else merged
    numbers = sorted(files)
    merged.row_of_middle(read_month(files[numbers[0]]))
    side_by_side(
        lambda: _follow(merged, merged.first, files, progress),
        lambda: _follow(merged, merged.second, files, _silent),
    )
    merged.last = numbers[-1]
    return merged


def _follow(merged: Merged, half: Half, files: Mapping[int, Path], progress: Progress) -> None:
    """Merge the people of one half in all months."""
    last = merged.last
    for done, number in enumerate(sorted(files), start=1):
        month = read_month(files[number])
        row = merged.row_of_middle(month)
        own = (0, row) if half is merged.first else (row, len(month))
        half.add(number, month.between(*own), last)
        last = number
        progress("Following careers", done, len(files))


def _silent(stage: str, done: int, of: int) -> None:
    """Tell nothing: the thread that asked tells."""
