"""Promotions between two dates: with pseudonyms one by one, without them by the books.

Without pseudonyms, who came to a level is what it gained, plus who left, less who was hired,
plus who went up from it: solved from the top of the ladder.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wardtoboard.base.errors import CannotTellError, Fault
from wardtoboard.inference import conditional_odds_ratios
from wardtoboard.inference.estimate import Estimate

State = tuple[str, int]
"""A profession and the rank of a level."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What became of the people of one profession and level between two dates.

    `up` to a higher level of the same profession, `stay`, `down` (or to another profession) and
    `leave` were there at the first date; `new` only at the second.
    """

    up: int = 0
    stay: int = 0
    down: int = 0
    leave: int = 0
    new: int = 0

    @property
    def all_there(self) -> int:
        """Everyone there at the first date."""
        return self.up + self.stay + self.down + self.leave

    @property
    def stayers(self) -> int:
        """Everyone there at both dates: leaving competes with promotion."""
        return self.all_there - self.leave


def steps_between(before: Mapping[str, State], after: Mapping[str, State]) -> dict[State, Steps]:
    """Say what became of everyone between two snapshots {pseudonym: (profession, rank)}.

    Someone new is counted where they stand at the second date, everyone else where they stood at
    the first.
    """
    found: dict[State, dict[str, int]] = {}
    for person in dict.fromkeys([*before, *after]):
        was, now = before.get(person), after.get(person)
        counted = found.setdefault(was or after[person], {})
        kind = _kind(was, now)
        counted[kind] = counted.get(kind, 0) + 1
    return {state: Steps(**counted) for state, counted in found.items()}


def _kind(was: State | None, now: State | None) -> str:
    if was is None:
        return "new"
    if now is None:
        return "leave"
    if was == now:
        return "stay"
    return "up" if was[0] == now[0] and now[1] > was[1] else "down"


@dataclass(frozen=True, slots=True)
class Compared:
    """Promotion of a focus against a reference: ratio of shares, and odds ratio with its test.

    The odds ratios are conditional maximum likelihood estimates: `odds_ratio` is among all who were
    there at the first date, `net_of_leavers` among those who were there at both.
    """

    share_ratio: float
    odds_ratio: Estimate
    net_of_leavers: Estimate


def compare_steps_up(focus: Steps, reference: Steps, *, level: float = 0.95) -> Compared:
    """Compare who went up, over all there at first and over those still there.

    Raises ValueError where nobody of a side was there at the first date or nobody of the
    reference went up.
    """
    if not (focus.all_there and reference.all_there and reference.up):
        raise ValueError("give people on both sides, and someone of the reference who went up")
    share = (focus.up / focus.all_there) / (reference.up / reference.all_there)
    return Compared(
        share,
        _odds_ratio(focus.up, focus.all_there, reference.up, reference.all_there, level),
        _odds_ratio(focus.up, focus.stayers, reference.up, reference.stayers, level),
    )


def _odds_ratio(up: int, of: int, up_reference: int, of_reference: int, level: float) -> Estimate:
    table = ([up], [of - up], [up_reference], [of_reference - up_reference])
    found = conditional_odds_ratios(*table, level=level)
    return Estimate(
        value=float(found.mle[0]),
        low=float(found.low[0]),
        high=float(found.high[0]),
        level=level,
        method="conditional odds ratio, mid-p",
        n_focus=of,
        n_reference=of_reference,
        p=float(found.p[0]),
    )


def promotions_by_the_books(
    before: Sequence[int],
    after: Sequence[int],
    starters: Sequence[int],
    leavers: Sequence[int],
    levels: Sequence[str],
    *,
    whose: str = "",
) -> tuple[int, ...]:
    """Give the net promotions into each level but the lowest, from the bottom up.

    In: headcounts at two dates and the starters and leavers between, each from the lowest level
    up, of one profession (`whose`, for what is said). Everyone is taken to go up one level at a
    time. Raises CannotTellError naming each level that more people left than came to, and the
    lowest where the headcounts do not add up.
    """
    came = [0] * (len(levels) + 1)
    for k in reversed(range(len(levels))):
        came[k] = after[k] - before[k] + leavers[k] - starters[k] + came[k + 1]
    faults = [_fault(levels[k], came[k], whose) for k in range(1, len(levels)) if came[k] < 0]
    if came[0] != 0:
        faults.append(_fault(levels[0], came[0], whose))
    if faults:
        raise CannotTellError(faults)
    return tuple(came[1:-1])


def _fault(level: str, came: int, whose: str) -> Fault:
    of = f" of {whose}" if whose else ""
    said = "more than the books explain" if came > 0 else "fewer than the books explain"
    return Fault(
        what=f"the headcounts, starters and leavers{of} at {level} do not add up",
        found=f"{abs(came):,} people {said}",
        do="Check the starters and leavers of this level, or give promoted_in and promoted_out.",
    )
