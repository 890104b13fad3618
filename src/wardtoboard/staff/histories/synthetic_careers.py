"""Everyone of a synthetic history, month by month: what happens to whom.

One random number a person and month decides whether any of these happens, and which.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.segments import UNKNOWN
from wardtoboard.staff.histories.synthetic_cells import LEAVING, TENURE, Cells
from wardtoboard.staff.histories.vocabulary import LEVELS_A_LADDER, PER_PROFESSION

SITES = ("Main", "North", "South")
HOURS = np.array([100, 80, 60, 50, 40], np.int16)
HOURS_SHARE = (0.7, 0.1, 0.1, 0.06, 0.04)
LONGEST_GAP = 12
MOVES_WITH_PROMOTION = 0.25
FIRST_MANAGER_LEVEL = "Band 7"
SPARE_STARTERS = 0.012
"""Room for new starters, as a share of everyone a month; about 0.0095 are needed."""

CHANCES = {
    "leave": LEAVING,
    "go_away": 0.001,
    "step_down": 0.0003,
    "change_profession": 0.0001,
    "turn_manager": 0.0006,
    "change_organisation": 0.003,
    "change_site": 0.002,
    "change_hours": 0.002,
}
"""Chance a month of everything but promotion, the same for everyone."""

HERE, AWAY, GONE = 1, 2, 3


@dataclass(slots=True)
class Careers:
    """Everyone there will ever be, in the order of their hashes, as of one month.

    Columns with one row a person: `cell` is a row of `cells`, `since` the month they came
    to it (counted from the first month of the data, so often below 0), `back` the month in which
    someone away returns, `place` a number of the Vocabulary, `fte` in hundredths.
    """

    cells: Cells
    seed: int
    people: int
    months: int
    organisations: int
    now: int = 0
    rng: np.random.Generator = field(init=False)
    person: NDArray[np.int64] = field(init=False)
    status: NDArray[np.int8] = field(init=False)
    cell: NDArray[np.int16] = field(init=False)
    since: NDArray[np.int16] = field(init=False)
    back: NDArray[np.int16] = field(init=False)
    place: NDArray[np.int32] = field(init=False)
    fte: NDArray[np.int16] = field(init=False)
    is_manager: NDArray[np.bool_] = field(init=False)
    here: NDArray[np.intp] = field(init=False)
    _unused: NDArray[np.intp] = field(init=False)
    _sizes: NDArray[np.int64] = field(init=False)
    _shares: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        """Draw everyone's hash, and where those of the first month stand."""
        room = int(self.people * (1.0 + SPARE_STARTERS * self.months)) + 100
        self.rng = np.random.Generator(np.random.PCG64(self.seed))
        self.person = np.unique(self.rng.integers(0, 1 << 62, room))
        room = len(self.person)
        self.status = np.zeros(room, np.int8)
        self.cell = np.zeros(room, np.int16)
        self.since = np.zeros(room, np.int16)
        self.back = np.zeros(room, np.int16)
        self.place = np.zeros(room, np.int32)
        self.fte = np.zeros(room, np.int16)
        self.is_manager = np.zeros(room, bool)
        self._unused = self.rng.permutation(room)
        sizes = self.rng.lognormal(0.0, 0.5, self.organisations)
        self._shares = sizes / sizes.sum()
        heads = self.rng.multinomial(self.people, self.cells.stock)
        self._sizes = np.bincount(self.cells.group, weights=heads).astype(np.int64)
        self._start(np.repeat(np.arange(len(heads)), heads))
        self.here = np.flatnonzero(self.status == HERE)
        self._settle()

    def month(self) -> Month:
        """Give the month as the store keeps it; nothing tells when anyone came to their level."""
        here = self.here
        state = self.cells.state[self.cell[here]]
        return Month(
            person=self.person[here],
            state=np.where(self.is_manager[here], state % PER_PROFESSION, state),
            place=self.place[here],
            fte=self.fte[here],
            since=np.full(len(here), UNKNOWN, np.int16),
        )

    def live(self) -> None:
        """Go on to the next month."""
        self.now += 1
        here = self.here
        tenure = np.minimum(self.now - 1 - self.since[here], len(TENURE) - 1)
        luck = self.rng.random(len(here), np.float32) - self.cells.chance[self.cell[here], tenure]
        bounds = np.cumsum(list(CHANCES.values()))
        other = np.flatnonzero((luck >= 0.0) & (luck < bounds[-1]))
        happening = np.searchsorted(bounds, luck[other], side="right")
        self._promote(here[luck < 0.0])
        for number, name in enumerate(CHANCES):
            getattr(self, f"_{name}")(here[other[happening == number]])
        self._return()
        self._replace()
        self.here = np.flatnonzero(self.status == HERE)

    def _start(self, cells: NDArray[np.integer]) -> None:
        """Let new people start in these cells, one in each."""
        who, self._unused = self._unused[: len(cells)], self._unused[len(cells) :]
        self.status[who] = HERE
        self.cell[who] = cells[: len(who)]
        self.since[who] = self.now
        self._change_organisation(who)
        self._change_site(who)
        self._change_hours(who)

    def _settle(self) -> None:
        """Draw how long those of the first month have been in their level."""
        luck = self.rng.random(len(self.here))
        cells = self.cell[self.here]
        for cell in np.unique(cells):
            of_cell = cells == cell
            tenure = np.searchsorted(self.cells.settled[cell], luck[of_cell])
            self.since[self.here[of_cell]] = -np.minimum(tenure, len(TENURE) - 1)

    def _enter(self, who: NDArray[np.intp], cells: NDArray[np.integer]) -> None:
        """Put people in other cells; -1 leaves them where they are."""
        moved = cells >= 0
        self.cell[who[moved]] = cells[moved]
        self.since[who[moved]] = self.now

    def _promote(self, who: NDArray[np.intp]) -> None:
        self._enter(who, self.cells.up[self.cell[who]])
        self._change_organisation(who[self.rng.random(len(who)) < MOVES_WITH_PROMOTION])

    def _leave(self, who: NDArray[np.intp]) -> None:
        self.status[who] = GONE

    def _go_away(self, who: NDArray[np.intp]) -> None:
        self.status[who] = AWAY
        self.back[who] = self.now + self.rng.integers(1, LONGEST_GAP + 1, len(who))

    def _return(self) -> None:
        """Let those back whose time has come; nobody counts their earlier months in the level."""
        who = np.flatnonzero((self.status == AWAY) & (self.back == self.now))
        self.status[who] = HERE
        self.since[who] = self.now

    def _step_down(self, who: NDArray[np.intp]) -> None:
        self._enter(who, self.cells.down[self.cell[who]])

    def _change_profession(self, who: NDArray[np.intp]) -> None:
        """Move clinicians to the same level of another profession, where it has one."""
        cells, before = self.cells, self.cell[who]
        managers = len(cells.groups) - 1
        drawn = self.rng.integers(0, managers, len(who))
        found = [
            cells.number(cells.groups[group], cells.names[cell][1])
            for group, cell in zip(drawn, before, strict=True)
        ]
        after = np.array(found, np.int16)
        stays = (after == before) | (cells.group[before] == managers) | self.is_manager[who]
        self._enter(who, np.where(stays, np.int16(-1), after))

    def _turn_manager(self, who: NDArray[np.intp]) -> None:
        """Turn people into managers, but only from Band 7 and never from a medical grade."""
        levels = self.cells.state % PER_PROFESSION
        first = levels[self.cells.number(self.cells.groups[0], FIRST_MANAGER_LEVEL)]
        can_manage = (levels >= first) & (levels < LEVELS_A_LADDER)
        self.is_manager[who[can_manage[self.cell[who]]]] = True

    def _change_organisation(self, who: NDArray[np.intp]) -> None:
        drawn = self.rng.choice(self.organisations, len(who), p=self._shares)
        self.place[who] = drawn * len(SITES) + self.place[who] % len(SITES)

    def _change_site(self, who: NDArray[np.intp]) -> None:
        drawn = self.rng.integers(0, len(SITES), len(who), np.int32)
        self.place[who] = self.place[who] // len(SITES) * len(SITES) + drawn

    def _change_hours(self, who: NDArray[np.intp]) -> None:
        self.fte[who] = self.rng.choice(HOURS, len(who), p=HOURS_SHARE)

    def _replace(self) -> None:
        """Let new people start, so that every group has its first size."""
        cells = self.cells
        there = np.bincount(
            cells.group[self.cell[self.status == HERE]], minlength=len(cells.groups)
        )
        for group, missing in enumerate(np.maximum(self._sizes - there, 0)):
            own = np.flatnonzero(cells.group == group)
            self._start(np.repeat(own, self.rng.multinomial(missing, cells.starts[own])))
