"""The workforce and its senior clinicians by profession, from counts by profession and level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from wardtoboard.professions import load_ladder

# The groups of each ladder that a board may look to. "Senior" grades of doctors hold trainees.
SENIOR = {
    "scope": frozenset({"senior", "very_senior", "board"}),
    "medical": frozenset({"very_senior", "board"}),
}


def count_workforce(
    people: Mapping[tuple[str, str], int], day: date
) -> tuple[dict[str, int], dict[str, int]]:
    """Give headcounts by profession of the whole workforce, and of its senior clinicians.

    `people` are headcounts by profession id and level, each person once. Senior are Band 8a and
    above, and doctors and dentists from consultant up, on the ladders of the day. Raises
    CannotTellError for a day before our ladders begin.
    """
    senior_levels = {
        level.id
        for name, groups in SENIOR.items()
        for ladder in [load_ladder(name, day)]
        for level in (*ladder.levels, *ladder.pooled)
        if level.group in groups
    }
    workforce: Counter[str] = Counter()
    seniors: Counter[str] = Counter()
    for (profession, level), headcount in people.items():
        workforce[profession] += headcount
        seniors[profession] += headcount if level in senior_levels else 0
    return dict(workforce), dict(seniors)
