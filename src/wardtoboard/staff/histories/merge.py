"""What a month does to the open segments: some end, some begin, and the rest are not touched."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from wardtoboard.staff.histories import follow
from wardtoboard.staff.histories.backgrounds import Backgrounds
from wardtoboard.staff.histories.compare import GONE, Difference, Rows
from wardtoboard.staff.histories.follow import FIRST_KNOWN_STATE
from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.segments import UNKNOWN, Segments
from wardtoboard.staff.histories.standing import OPEN, Standing, segments_of
from wardtoboard.staff.histories.vocabulary import PER_PROFESSION


def merge_month(
    standing: Standing, month: Month, number: int, before: int | None, backgrounds: Backgrounds
) -> Segments:
    """Merge a month into what stands, which is changed; gives the segments that ended, in order.

    `number` is the month's, `before` that of the month merged last (None for the first). A person
    without a row in the month has left. Whoever is new in a later month has been in the level for
    0 months, unless the row tells; in the first month nobody knows, unless the row tells.
    `backgrounds` gives the profession of people who return without one in their row.
    """
    found = standing.comparer.compare(standing.month, standing.rows, month)
    ended = _end(standing, found, month, number, number if before is None else before)
    rows, came = standing.room_for(len(found.came)), found.came
    follow.begin(
        standing.open,
        rows,
        _states(month, came, backgrounds),
        month.since[came],
        month.fte[came],
        number,
        UNKNOWN if before is None else 0,
    )
    found.kept[came] = rows
    standing.month, standing.rows = month, found.kept
    return ended


def _end(standing: Standing, found: Difference, month: Month, number: int, last: int) -> Segments:
    """Take out the segments that ended, and put what the same people do next in their place."""
    size = len(found.ended)
    rows, place = standing.rows[found.ended], standing.month.place[found.ended]
    ended, event, over = np.empty(size, OPEN), np.empty(size, np.int8), np.empty(size, np.int32)
    ends = follow.end(
        standing.open,
        rows,
        found.into,
        place,
        month.state,
        month.place,
        month.fte,
        number,
        ended,
        event,
        over,
    )
    standing.free = np.append(standing.free, rows[found.into == GONE])
    over = over[:ends]
    person = standing.month.person[found.ended[over]]
    return segments_of(person, place[over], ended[:ends], last, event[:ends].copy())


def _states(month: Month, came: Rows, backgrounds: Backgrounds) -> NDArray[np.int32]:
    """Give the states of people who came, with the profession last known where none is told."""
    state = month.state[came]
    unknown = np.flatnonzero(state < FIRST_KNOWN_STATE)
    known = backgrounds.professions(month.person[came[unknown]])
    state[unknown] = np.where(
        known > 0, known * PER_PROFESSION + state[unknown] % PER_PROFESSION, state[unknown]
    )
    return state
