"""Months at risk at one level cut where time in level, or the year, passes a line.

Each piece has one value of everything a promotion rate is adjusted for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import product

import numpy as np
from numpy.typing import NDArray

from wardtoboard.staff.histories.segments import Event, Segments

TIME_BANDS = (0, 12, 24, 36, 60)
"""Months in the level at which a band of time in level begins."""
UNTOLD_BAND = len(TIME_BANDS)
"""The band of months of people who came before the data began, nobody knows when."""
LONG_IN_LEVEL = 24
"""From how many months in the level someone counts as long there; one of TIME_BANDS."""
FULL_TIME = 100
FAR = 1 << 14

Whole = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Pieces:
    """Columns of equal length: who, the row of their profession, and what is adjusted for.

    `band` counts TIME_BANDS or is UNTOLD_BAND, `part_time` is 0 or 1, `place` and `year` are
    numbers, `months` is person-months, and `promoted` and `left` are 0 or 1.
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
    """Cut the segments of one level.

    In: segments at one level, the row of each one's profession, and the number of each place.
    Whoever was there when the data began has a band of their own until they have been seen for as
    long as the last band asks: their months are compared with those of people like them.
    """
    told = segments.entry >= 0
    edges = [*TIME_BANDS, FAR]
    bands = [(band, edges[band], edges[band + 1]) for band in range(len(TIME_BANDS))]
    longest = len(TIME_BANDS) - 1
    since_before = [(UNTOLD_BAND, 0, edges[longest]), (longest, edges[longest], FAR)]
    came = segments.start.astype(np.int64) - segments.entry
    seen_since = segments.spell_start.astype(np.int64)
    parts = [
        *_cut(segments.take(told), row[told], places, came[told], bands),
        *_cut(segments.take(~told), row[~told], places, seen_since[~told], since_before),
    ]
    if not parts:
        return Pieces(*(np.empty(0, np.int64) for _ in fields(Pieces)))
    return Pieces(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _cut(
    kept: Segments, row: Whole, places: Whole, came: Whole, bands: Sequence[tuple[int, int, int]]
) -> Iterator[list[Whole]]:
    """Give the columns of the pieces in each band and year; `came` is the month bands count from.

    A band is its number, its first month in the level, and the first that is no longer in it.
    """
    if not len(kept):
        return
    last = kept.end - (kept.event == Event.CENSORED)
    part_time = ((kept.fte >= 0) & (kept.fte < FULL_TIME)).astype(np.int64)
    years = range(int(kept.start.min()) // 12, int(last.max()) // 12 + 1)
    for (band, first, after), year in product(bands, years):
        begins = np.maximum(np.maximum(kept.start, came + first), 12 * year)
        ends = np.minimum(np.minimum(last, came + after - 1), 12 * year + 11)
        some = np.flatnonzero(ends >= begins)
        happened = np.where(ends[some] == kept.end[some], kept.event[some], Event.CENSORED)
        yield [
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
