"""Small staff histories for tests: careers written by hand, or drawn from promotion rates."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from itertools import pairwise

import numpy as np

from wardtoboard.staff.histories.segments import UNKNOWN, Event, Segments, month_number
from wardtoboard.staff.histories.vocabulary import Place, Vocabulary

BANDS = {6: "Band 5", 7: "Band 6", 8: "Band 7", 9: "Band 8a", 10: "Band 8b", 11: "Band 8c"}
FIRST = month_number(2021, 1)
VOCABULARY = Vocabulary(
    professions=("ahp", "nurse", "pharmacist", "physiotherapist", "radiographer", "doctor"),
    levels={**BANDS, 75: "Consultant", 77: "Clinical director", 78: "Deputy medical director"},
    places=(Place("X1A"), Place("X1A", "North"), Place("X2A")),
)
Row = tuple[int, str | None, str, int, int, int, Event]
"""Person, profession, level, place, first month, last month (both from 0), what came next."""


def segments_of(*rows: Row, entries: Mapping[int, int] | None = None) -> Segments:
    """Lay careers out as segments; `entries` gives the months in level before some rows.

    A spell's entry is 0 unless it begins in month 0, when nobody knows.
    """
    columns: list[tuple[int, ...]] = []
    spell_start = 0
    for number, (person, profession, level, place, start, end, event) in enumerate(rows):
        before = rows[number - 1] if number else None
        goes_on = before is not None and before[0] == person and before[6] == Event.ELSEWHERE
        spell_start = spell_start if goes_on else start
        known = UNKNOWN if spell_start == 0 else start - spell_start
        columns.append(
            (
                person,
                VOCABULARY.state(profession, level),
                place,
                FIRST + start,
                FIRST + end,
                FIRST + spell_start,
                (entries or {}).get(number, known),
                100,
                event,
            )
        )
    return made_of(columns)


def made_of(rows: Sequence[tuple[int, ...]]) -> Segments:
    """Make segments of rows in the order of the fields."""
    kinds = (np.int64, np.int32, np.int32, *[np.int16] * 5, np.int8)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(fields(Segments))
    return Segments(*(np.array(c, kind) for c, kind in zip(columns, kinds, strict=True)))


Hazard = Callable[[str, int], float]
"""A yearly rate of a profession (id) at a level (its place in BANDS)."""


def drawn_histories(
    people: Mapping[str, Sequence[int]],
    promoted: Hazard,
    left: Hazard,
    *,
    months: int = 61,
    seed: int = 0,
    part_time: float = 0.0,
) -> Segments:
    """Draw careers month by month: `people` stand on each band at first; leavers are replaced.

    Someone new takes the place of each leaver in the level left; of someone promoted, in the
    level below, so that the ladder stays about as it is.
    """
    rng = np.random.default_rng(seed)
    numbers = sorted(BANDS)
    rows: list[tuple[int, ...]] = []
    person = 0
    for profession, staff in people.items():
        ups = 1 - (1 - np.array([promoted(profession, k) for k in range(len(numbers))])) ** (1 / 12)
        downs = 1 - (1 - np.array([left(profession, k) for k in range(len(numbers))])) ** (1 / 12)
        for k, count in enumerate(staff):
            for _ in range(count):
                person = _career(rng, rows, person, profession, k, (ups, downs), months, part_time)
    return made_of(rows).in_order()


def _career(rng, rows, person, profession, level, rates, months, part_time) -> int:
    """Follow one post: whoever leaves or is promoted out of it is followed by someone new."""
    waiting = [(level, 0)]
    numbers = sorted(BANDS)
    while waiting:
        k, start = waiting.pop()
        person += 1
        first_level, spell_start = k, start
        fte = 60 if rng.random() < part_time else 100
        while True:
            up = rates[0][k] if k + 1 < len(numbers) else 0.0
            wait_up = rng.geometric(up) if up > 0 else months
            wait_out = rng.geometric(rates[1][k]) if rates[1][k] > 0 else months
            end = spell_start + min(wait_up, wait_out) - 1
            event = Event.PROMOTED if wait_up < wait_out else Event.LEFT
            if end >= months - 1:
                end, event = months - 1, Event.CENSORED
            rows.append(
                (
                    person,
                    VOCABULARY.state(profession, BANDS[numbers[k]]),
                    0,
                    FIRST + spell_start,
                    FIRST + end,
                    FIRST + spell_start,
                    UNKNOWN if spell_start == 0 else 0,
                    fte,
                    event,
                )
            )
            if event == Event.CENSORED:
                break
            if k == first_level:
                waiting.append((first_level, end + 1))
            if event == Event.LEFT:
                break
            k, spell_start = k + 1, end + 1
    return person


def is_in_order(segments: Segments) -> bool:
    """Answer whether segments are in the order of person and start."""
    keys = list(zip(segments.person.tolist(), segments.start.tolist(), strict=True))
    return all(a < b for a, b in pairwise(keys))
