"""The walk of the one pass: a month beside the month before it.

Both are in the order of the hashes, so one walk along the two tells who went, who changed and who
came. Of twenty-five people twenty-four did none of these, so it only notes the rows of those who
did; what it means is told elsewhere. It takes a few nanoseconds a person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from wardtoboard.staff.histories.months import Month

Rows = NDArray[np.int32]
GONE = -1
SPARE = 8
"""Room for one in so many more is made, so that it need not be made anew each month."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two months, as rows of each in the order of the hashes.

    `ended` are rows of the month before whose people are gone, or stand elsewhere or otherwise;
    `into` is their row in this month (GONE for none). `came` are rows of this month of people who
    were not in the month before. `kept` gives for every row of this month what stood for the
    person before; it is not set for those who came.
    """

    ended: Rows
    into: Rows
    came: Rows
    kept: Rows


class Comparer:
    """Compares each month with the one before it, in memory that is used again.

    Memory that is new costs more than the walk: it is given a page at a time.
    """

    def __init__(self) -> None:
        """Begin without any memory."""
        self._buffers = [np.empty(0, np.int32) for _ in range(5)]

    def compare(self, before: Month, kept: Rows, month: Month) -> Difference:
        """Compare a month with the one before it, of which `kept` has a number for each person.

        What comes out is good until the second time after this.
        """
        size = max(len(before), len(month))
        if size > len(self._buffers[0]):
            self._buffers = [np.empty(size + size // SPARE, np.int32) for _ in range(5)]
        ended, into, came, now_kept, last_kept = self._buffers
        self._buffers = [ended, into, came, last_kept, now_kept]
        ends, new = _walk(
            before.person,
            before.state,
            before.place,
            kept,
            month.person,
            month.state,
            month.place,
            ended,
            into,
            came,
            now_kept,
        )
        return Difference(ended[:ends], into[:ends], came[:new], now_kept[: len(month)])


def plain_walk(  # noqa: PLR0913
    person: Any,
    state: Any,
    place: Any,
    kept: Any,
    month_person: Any,
    month_state: Any,
    month_place: Any,
    ended: Any,
    into: Any,
    came: Any,
    now_kept: Any,
) -> Any:
    """Fill the last four for two months, both ascending; gives how many ended and how many came."""
    i, size, ends, new = 0, len(person), 0, 0
    for j in range(len(month_person)):
        who = month_person[j]
        while i < size and person[i] < who:
            ended[ends] = i
            into[ends] = GONE
            ends += 1
            i += 1
        if i < size and person[i] == who:
            now_kept[j] = kept[i]
            if state[i] != month_state[j] or place[i] != month_place[j]:
                ended[ends] = i
                into[ends] = j
                ends += 1
            i += 1
        else:
            came[new] = j
            new += 1
    while i < size:
        ended[ends] = i
        into[ends] = GONE
        ends += 1
        i += 1
    return ends, new


_walk: Callable[..., tuple[int, int]] = njit(cache=True, nogil=True)(plain_walk)
