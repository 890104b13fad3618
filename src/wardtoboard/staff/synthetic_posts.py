"""The funded posts of the synthetic trust, filled and vacant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wardtoboard.professions import MEDICAL_PROFESSIONS
from wardtoboard.staff.calibration import BANDS
from wardtoboard.staff.rows import Post, StaffRow

VACANT_SHARE = 0.06
OPEN_FROM = BANDS.index("Band 8b")
BOARD = BANDS[-1]


@dataclass(frozen=True, slots=True)
class ReservedSeat:
    """A board seat that law keeps for some professions, and the level its holder stands at."""

    post: str
    profession: str
    open_to: frozenset[str]
    held_at: str


RESERVED_SEATS = (
    ReservedSeat("Medical director", "doctor", frozenset(MEDICAL_PROFESSIONS), "Medical director"),
    ReservedSeat("Chief nurse", "nurse", frozenset({"nurse", "midwife"}), BOARD),
)


def funded_posts(
    rng: np.random.Generator, rows: Sequence[StaffRow], ends: Mapping[str, str]
) -> tuple[Post, ...]:
    """Give a filled post for every head, some vacant ones, and the two reserved board seats.

    Up to Band 8a, and for doctors and dentists, a post is open to its own profession. From
    Band 8b it is open to every banded profession, and on the board to doctors and dentists too,
    but never to a profession above the band where its ladder ends (`ends`).
    """
    organisation = rows[0].organisation
    banded = {row.profession for row in rows if row.level in BANDS}
    seated = {
        (seat.profession, seat.held_at): seat
        for seat in RESERVED_SEATS
        if any((row.profession, row.level) == (seat.profession, seat.held_at) for row in rows)
    }
    posts = [
        Post(organisation, seat.post, BOARD, seat.open_to, seat.profession, seat in seated.values())
        for seat in RESERVED_SEATS
    ]
    for row in rows:
        in_reserved = (row.profession, row.level) in seated
        heads = (row.headcount or 0) - in_reserved
        vacant = int(rng.binomial(heads, VACANT_SHARE))
        posts += _posts(row, heads, vacant, open_to(row, banded, ends))
    return tuple(posts)


def open_to(row: StaffRow, banded: Iterable[str], ends: Mapping[str, str]) -> frozenset[str]:
    """Give the professions that may hold a post such as this row's."""
    if row.level not in BANDS[OPEN_FROM:]:
        return frozenset({row.profession})
    place = BANDS.index(row.level)
    able = {one for one in banded if BANDS.index(ends.get(one, BOARD)) >= place}
    return frozenset(able.union(MEDICAL_PROFESSIONS if row.level == BOARD else ()))


def _posts(row: StaffRow, heads: int, vacant: int, may_hold: frozenset[str]) -> Iterator[Post]:
    for number in range(1, heads + vacant + 1):
        yield Post(
            organisation=row.organisation,
            post=f"{row.profession}, {row.level}, {number}",
            level=row.level,
            open_to=may_hold,
            reserved_for=None,
            filled=number <= heads,
        )
