"""From the assignments of a month to one row a person."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardtoboard.professions.words import name_key
from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.segments import UNKNOWN
from wardtoboard.staff.histories.vocabulary import LEVELS_A_LADDER, PER_PROFESSION

KEPT = 0
LEFT_OUT: Mapping[str, str] = {
    "bank": "Bank shifts are not a career",
    "honorary": "Honorary contracts without hours are not a post",
    "non_executive": "Non-executive directors are not staff",
    "several_assignments": "The person has a higher or larger assignment in the month",
    "elsewhere": "Rows of other organisations",
}
"""Why an assignment is not counted."""
MOST_HUNDREDTHS = np.iinfo(np.int16).max


@dataclass(frozen=True, slots=True)
class Category:
    """What an assignment category says: its id, and whether it is left out or temporary."""

    id: str
    is_left_out: bool = False
    is_temporary: bool = False


@cache
def load_categories() -> Mapping[str, Category]:
    """Give the assignment categories by the key of each of their names."""
    path = files("wardtoboard.staff").joinpath("library", "assignment_categories.toml")
    document: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name_key(name): Category(
            entry["id"], entry.get("left_out", False), entry.get("temporary", False)
        )
        for entry in document["category"]
        for name in entry["names"]
    }


@dataclass(frozen=True, slots=True)
class Assignments:
    """The assignments of one month from one or more files; columns of equal length.

    `organisation` numbers organisations and `place` their sites. `is_temporary` marks acting up
    and secondments. `file` and `row` say where each stood: the number of the file and the position
    in it. The other columns are those of a Month.
    """

    person: NDArray[np.int64]
    state: NDArray[np.int32]
    place: NDArray[np.int32]
    organisation: NDArray[np.int32]
    fte: NDArray[np.int16]
    since: NDArray[np.int16]
    is_temporary: NDArray[np.int8]
    file: NDArray[np.int16]
    row: NDArray[np.int32]

    def __len__(self) -> int:
        """Give the number of assignments."""
        return len(self.person)

    def take(self, rows: NDArray[Any]) -> Assignments:
        """Give some of the assignments, by mask or position."""
        return Assignments(*(getattr(self, one.name)[rows] for one in fields(self)))


@dataclass(frozen=True, slots=True)
class OneEach:
    """A month with one row a person, and what became of the other assignments.

    `reduced` counts assignments that gave way, `in_two` people in more than one organisation.
    `repeats` and `first` are where assignments stand that repeat another: `Assignments` of the
    same length.
    """

    month: Month
    reduced: int
    in_two: int
    repeats: Assignments
    first: Assignments


def joined_assignments(parts: list[Assignments]) -> Assignments:
    """Put the assignments of a month in several files together."""
    if len(parts) == 1:
        return parts[0]
    return Assignments(
        *(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(parts[0]))
    )


def one_each(assignments: Assignments) -> OneEach:
    """Keep one assignment of each person.

    Substantive goes before acting up or secondment, then the highest level, then the larger FTE;
    what is equal in all is settled by state and place, so that the order of rows does not matter.
    FTE are added up within the organisation kept. Methods, section 0.
    """
    ordered = assignments.take(np.argsort(assignments.person))
    is_same = ordered.person[1:] == ordered.person[:-1]
    several = np.zeros(len(ordered), bool)
    several[1:] |= is_same
    several[:-1] |= is_same
    some = ordered.take(np.flatnonzero(several))
    if not len(some):
        return OneEach(_month(ordered, ordered.fte), 0, 0, some, some)
    some = some.take(_best_first(some))
    first = np.ones(len(some), bool)
    first[1:] = some.person[1:] != some.person[:-1]
    chosen, fte, in_two = _chosen(some, first)
    alone = ordered.take(~several)
    people = joined_assignments([alone, chosen])
    order = np.argsort(people.person)
    fte = np.concatenate([alone.fte, fte])
    repeated, repeats = _repeats(some)
    return OneEach(
        month=_month(people.take(order), fte[order]),
        reduced=len(some) - len(chosen),
        in_two=in_two,
        repeats=repeats,
        first=repeated,
    )


def _best_first(some: Assignments) -> NDArray[np.intp]:
    level = some.state % PER_PROFESSION
    rank = level % LEVELS_A_LADDER
    settle = (some.row, some.file, some.since, some.place, some.state)
    return np.lexsort((*settle, -some.fte, -rank, some.is_temporary, some.person))


def _chosen(
    some: Assignments, first: NDArray[np.bool_]
) -> tuple[Assignments, NDArray[np.int16], int]:
    """Give the first assignment of each, its organisation's FTE, and how many are in two."""
    group = np.cumsum(first) - 1
    chosen = some.take(first)
    is_here = some.organisation == chosen.organisation[group]
    is_told = is_here & (some.fte != UNKNOWN)
    totals = np.bincount(group[is_told], some.fte[is_told], len(chosen))
    told = np.bincount(group[is_told], minlength=len(chosen)) > 0
    fte = np.where(told, np.minimum(totals, MOST_HUNDREDTHS), UNKNOWN).astype(np.int16)
    in_two = len(np.unique(group[~is_here]))
    return chosen, fte, in_two


def _repeats(some: Assignments) -> tuple[Assignments, Assignments]:
    """Give assignments that another repeats in all that is compared, and those that do."""
    compared = (some.is_temporary, some.place, some.state, some.person)
    ordered = some.take(np.lexsort((some.row, some.file, *compared)))
    same = np.ones(len(some) - 1, bool)
    for name in ("person", "state", "place", "is_temporary"):
        column = getattr(ordered, name)
        same &= column[1:] == column[:-1]
    again = np.flatnonzero(same)
    return ordered.take(again), ordered.take(again + 1)


def _month(people: Assignments, fte: NDArray[np.int16]) -> Month:
    return Month(
        person=people.person,
        state=people.state,
        place=people.place,
        fte=fte,
        since=people.since,
    )
