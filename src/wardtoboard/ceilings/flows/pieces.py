"""Months at risk at one level cut where time in level, or the year, passes a line.

Each piece has one value of everything a promotion rate is adjusted for.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from wardtoboard.staff.histories.segments import Event, Segments

TIME_BANDS = (0, 12, 24, 36, 60)
"""Months in the level at which a band of time in level begins."""
LONG_IN_LEVEL = 24
"""From how many months in the level someone counts as long there; one of TIME_BANDS."""
FULL_TIME = 100
FAR = 1 << 14

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Columns of equal length: who, the row of their profession, and what is adjusted for.

    `band` counts TIME_BANDS, `part_time` is 0 or 1, `place` and `year` are numbers, `months` is
    person-months, and `promoted` and `left` are 0 or 1.
    """

    person: Whole
    row: Whole
    band: Whole
    part_time: Whole
    place: Whole
    year: Whole
    months: Whole
    promoted: Whole
    left: Whole

    def take(self, which: NDArray[np.bool_]) -> Pieces:
        """Give some of the pieces."""
        return Pieces(*(getattr(self, one.name)[which] for one in fields(self)))


def cut_at_level(segments: Segments, row: Whole, places: Whole) -> Pieces:
    """Cut the segments of one level whose beginning is known.

    In: segments at one level, the row of each one's profession, and the number of each place.
    """
    known = segments.entry >= 0
    kept, row = segments.take(known), row[known]
    last = kept.end - (kept.event == Event.CENSORED)
    came = kept.start.astype(np.int64) - kept.entry
    part_time = ((kept.fte >= 0) & (kept.fte < FULL_TIME)).astype(np.int64)
    parts: list[list[Whole]] = []
    edges = [*TIME_BANDS, FAR]
    years = range(int(kept.start.min()) // 12, int(last.max()) // 12 + 1) if len(kept) else ()
    for band in range(len(TIME_BANDS)):
        for year in years:
            begins = np.maximum(np.maximum(kept.start, came + edges[band]), 12 * year)
            ends = np.minimum(np.minimum(last, came + edges[band + 1] - 1), 12 * year + 11)
            some = np.flatnonzero(ends >= begins)
            happened = np.where(ends[some] == kept.end[some], kept.event[some], Event.CENSORED)
            parts.append(
                [
                    kept.person[some],
                    row[some],
                    np.full(len(some), band),
                    part_time[some],
                    places[kept.place[some]],
                    np.full(len(some), year),
                    (ends - begins + 1)[some].astype(np.int64),
                    (happened == Event.PROMOTED).astype(np.int64),
                    (happened == Event.LEFT).astype(np.int64),
                ]
            )
    if not parts:
        return Pieces(*(np.empty(0, np.int64) for _ in fields(Pieces)))
    return Pieces(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))
