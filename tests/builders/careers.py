"""Careers written down by hand, and at random: months of staff for a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.vocabulary import (
    PER_PROFESSION,
    Place,
    Vocabulary,
    load_vocabulary,
)

DAY = date(2026, 3, 31)
PLACES = (Place("X1ZZ"), Place("X1ZZ", "North"), Place("X2ZZ"))
APRIL_2025 = 12 * 2025 + 3


def vocabulary() -> Vocabulary:
    """The professions and levels of a day, with three places."""
    return load_vocabulary(DAY).with_places(PLACES)


def nurse(band: str) -> int:
    return vocabulary().state("nurse", band)


def physiotherapist(band: str) -> int:
    return vocabulary().state("physiotherapist", band)


def manager(band: str) -> int:
    return vocabulary().state(None, band)


Row = int | tuple[int, int] | tuple[int, int, int]


def month_of(rows: Mapping[int, Row]) -> Month:
    """A month: by person, a state, or a state and a place, or those and the months since."""
    whole = {
        who: (row, 0, -1) if isinstance(row, int) else (*row, -1)[:3] for who, row in rows.items()
    }
    people = sorted(whole)
    return Month(
        np.array(people, np.int64),
        np.array([whole[who][0] for who in people], np.int32),
        np.array([whole[who][1] for who in people], np.int32),
        np.full(len(people), 100, np.int16),
        np.array([whole[who][2] for who in people], np.int16),
    )


def careers_of(*months: Mapping[int, Row], first: int = APRIL_2025) -> list[tuple[int, Month]]:
    """Months one after another, each by person."""
    return [(first + place, month_of(rows)) for place, rows in enumerate(months)]


def random_month(rng: np.random.Generator, people: int = 40) -> Month:
    """A month in which anyone may be anywhere: the one pass must bear every change."""
    who = np.flatnonzero(rng.random(people) < 0.7).astype(np.int64) - people // 2
    size = len(who)
    profession = rng.integers(0, 4, size)
    return Month(
        who * 1_000_003,
        (profession * PER_PROFESSION + rng.integers(0, 4, size)).astype(np.int32),
        rng.integers(0, len(PLACES), size).astype(np.int32),
        rng.integers(-1, 101, size).astype(np.int16),
        rng.choice([-1, -1, 0, 7, 40], size).astype(np.int16),
    )


def quiet(_stage: str, _done: int, _of: int) -> None:
    """Tell nobody how far it is."""


def in_some_order(rng: np.random.Generator, months: Sequence[int]) -> Iterable[int]:
    return (months[place] for place in rng.permutation(len(months)))
