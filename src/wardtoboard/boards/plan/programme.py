"""The integer programme: which options to take, so that every row holds and an aim is best.

Solved exactly by HiGHS, to a gap of nought. Beside one column an option there is one a profession
and one a skill, which can be 1 only where someone taken brings it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

import numpy as np

from wardtoboard.boards.facts import Role, SeatKind
from wardtoboard.boards.missing.pools import FAMILY
from wardtoboard.boards.plan.options import (
    Option,
    particular_allied,
    professions_on,
    skills_on,
)
from wardtoboard.boards.plan.requirements import Row
from wardtoboard.disclosure.system import Floats, solve

HALF = 0.5
"""Sums of whole numbers are held to within this, which leaves the solver its rounding."""

SLACK = 1e-6


class Aim(StrEnum):
    """What a plan is best at, in the order asked for."""

    BREADTH = "breadth"
    SKILLS = "skills"
    SIZE = "size"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The options of one board, with what it is worth for each aim.

    `skills` are only those that count.
    """

    options: tuple[Option, ...]
    professions: frozenset[str]
    skills: frozenset[str]
    size: int

    @property
    def kinds(self) -> Mapping[SeatKind, int]:
        """Give the number of seats of each kind."""
        return {kind: sum(one.kind is kind for one in self.options) for kind in SeatKind}

    @property
    def look(self) -> tuple[frozenset[str], tuple[int, ...]]:
        """Give what tells one alternative from another: professions, and seats of each kind."""
        return self.professions, tuple(self.kinds.values())

    def cost(self, aim: Aim) -> int:
        """Give what is to be least for an aim: seats, or professions or skills below nought."""
        if aim is Aim.SIZE:
            return self.size
        return -len(self.professions if aim is Aim.BREADTH else self.skills)

    @property
    def worth(self) -> tuple[int, int, int]:
        """Give what orders boards, the best first: professions and skills, then fewest seats."""
        return -len(self.professions), -len(self.skills), self.size


def rows_of_sense(options: Sequence[Option]) -> list[Row]:
    """Give what holds whatever is asked: a person sits once, and a role has one new holder."""
    seats_of: dict[str, list[int]] = {}
    holders_of: dict[Role, list[int]] = {}
    for column, option in enumerate(options):
        for person in option.people:
            seats_of.setdefault(person, []).append(column)
        is_held = option.stays and not option.is_suspended
        if option.role is not Role.OTHER and (is_held or not option.stays):
            holders_of.setdefault(option.role, []).append(column)
    held_once = [columns for columns in seats_of.values() if len(columns) > 1]
    held_once += [_one_of_who_stay(columns, options) for columns in holders_of.values()]
    return [Row(dict.fromkeys(columns, 1.0), high=1) for columns in held_once]


def _one_of_who_stay(columns: Sequence[int], options: Sequence[Option]) -> list[int]:
    """Leave out all but the first of those who stay: they may share a role already."""
    staying = [column for column in columns if options[column].stays]
    return [column for column in columns if column not in staying[1:]]


@dataclass
class Programme:
    """The options of a plan with the rows that must hold; cuts may be added.

    `counted` are the skills that count, in small letters.
    """

    options: Sequence[Option]
    rows: list[Row]
    counted: frozenset[str]
    columns: int = 0
    profession_at: dict[str, int] = field(default_factory=dict)
    skill_at: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Add the columns and rows of professions and skills."""
        self.columns = len(self.options)
        every: frozenset[str] = frozenset().union(*(one.professions for one in self.options))
        for name in sorted(every):
            self.profession_at[name] = self._brought(self._with_profession(name))
        for name in sorted(self.counted & skills_on(self.options)):
            columns = [c for c, one in enumerate(self.options) if name in one.skills]
            self.skill_at[name] = self._brought(columns)
        for column in self._with_particular_allied() if FAMILY in every else ():
            self.rows.append(Row({self.profession_at[FAMILY]: 1.0, column: 1.0}, high=1))

    def best(self, aims: Iterable[Aim], start: Chosen, held: Sequence[Row] = ()) -> Chosen:
        """Give a board that is best at the first aim, among those at the second, and so on.

        `start` is any board that meets the rows, and `held` are rows that it meets as well.
        """
        rows, board = list(held), start
        for aim in aims:
            board = self._best_at(aim, rows, board)
            rows.append(self.no_worse(aim, board))
        return board

    def _best_at(self, aim: Aim, rows: Sequence[Row], board: Chosen) -> Chosen:
        """Give a board best at one aim, given one that meets the rows.

        No board is better than the bound of the linear programme. From there down, each step asks
        for a board as good and has a proof where there is none, which is far sooner had than the
        best from a search for it.
        """
        weights = self._weights(aim)
        for cost in range(self._bound(weights, rows), board.cost(aim)):
            found = self.any_board([*rows, Row(weights, high=cost + HALF)])
            if found:
                return found
        return board

    def _bound(self, weights: Mapping[int, float], rows: Sequence[Row]) -> int:
        """Give the least that a sum of weights could be if people could be shared out."""
        every = [*self.rows, *rows]
        # a board meets the rows, so that shares of people do
        shares = np.asarray(solve_rows(self.columns, every, weights, whole=False), dtype=float)
        return math.ceil(float(sum(w * shares[column] for column, w in weights.items())) - SLACK)

    def any_board(self, held: Sequence[Row] = ()) -> Chosen | None:
        """Give a board that meets the rows and these, or None where none does."""
        taken = solve_rows(self.columns, [*self.rows, *held], {}, whole=True)
        if taken is None:
            return None
        shares = zip(self.options, taken, strict=False)
        return self.chosen(option for option, share in shares if share > HALF)

    def no_worse(self, aim: Aim, board: Chosen) -> Row:
        """Ask for no less of an aim than a board has."""
        return Row(self._weights(aim), high=board.cost(aim) + HALF)

    def chosen(self, options: Iterable[Option]) -> Chosen:
        """Give a board of these options with what it is worth."""
        taken = tuple(options)
        size = sum(one.director.counts_as for one in taken)
        return Chosen(taken, professions_on(taken), skills_on(taken) & self.counted, size)

    def exclude(self, board: Chosen) -> None:
        """Cut off every board without a profession more, or fewer seats of a kind, than this one.

        The board itself and all with the same professions and seats are among those cut off.
        """
        others = [c for name, c in self.profession_at.items() if name not in board.professions]
        fewer = [self._fewer(kind, number) for kind, number in board.kinds.items() if number]
        self.rows.append(Row(dict.fromkeys([*others, *fewer], 1.0), low=1))

    def _weights(self, aim: Aim) -> dict[int, float]:
        """Give what is to be made least."""
        if aim is Aim.SIZE:
            return {c: float(one.director.counts_as) for c, one in enumerate(self.options)}
        columns = self.profession_at if aim is Aim.BREADTH else self.skill_at
        return dict.fromkeys(columns.values(), -1.0)

    def _brought(self, by: Iterable[int]) -> int:
        """Add a column that can be 1 only where one of these columns is."""
        column = self._new_column()
        self.rows.append(Row({**dict.fromkeys(by, 1.0), column: -1.0}, low=0))
        return column

    def _fewer(self, kind: SeatKind, number: int) -> int:
        """Add a column that can be 1 only where there are fewer seats of a kind than this."""
        seats = {c: 1.0 for c, one in enumerate(self.options) if one.kind is kind}
        column = self._new_column()
        self.rows.append(Row({**seats, column: len(seats) - number + 1.0}, high=len(seats)))
        return column

    def _new_column(self) -> int:
        self.columns += 1
        return self.columns - 1

    def _with_profession(self, name: str) -> list[int]:
        return [c for c, one in enumerate(self.options) if name in one.professions]

    def _with_particular_allied(self) -> list[int]:
        allied = particular_allied()
        return [c for c, one in enumerate(self.options) if one.professions & allied]


def solve_rows(
    columns: int, rows: Sequence[Row], weights: Mapping[int, float], *, whole: bool
) -> Floats | None:
    """Give how much of each column to take, so that every row holds with the least sum of weights.

    Whole columns, or any shares of them. None where nothing does.
    """
    from scipy.optimize import Bounds, LinearConstraint  # slow to import
    from scipy.sparse import csr_array

    if any(not row.weights and not row.low <= 0 <= row.high for row in rows):
        return None
    held = [row for row in rows if row.weights]
    if not held:
        return np.zeros(columns)
    aim = np.zeros(columns)
    aim[list(weights)] = list(weights.values())
    ends = np.cumsum([0, *(len(row.weights) for row in held)])
    column = np.fromiter(chain.from_iterable(row.weights for row in held), np.int32, ends[-1])
    weight = np.fromiter(
        chain.from_iterable(row.weights.values() for row in held), np.float64, ends[-1]
    )
    matrix = csr_array((weight, column, ends), shape=(len(held), columns))
    limits = LinearConstraint(matrix, [one.low for one in held], [one.high for one in held])
    return solve(aim, limits, Bounds(0, 1), whole=whole)
