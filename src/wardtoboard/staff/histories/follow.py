"""What a month means for one person after another: whose segment ends, and how the next begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit

from wardtoboard.staff.histories.compare import GONE
from wardtoboard.staff.histories.segments import Event
from wardtoboard.staff.histories.vocabulary import (
    FIRST_PROFESSION,
    LEVEL_UNKNOWN,
    LEVELS_A_LADDER,
    PER_PROFESSION,
)

FIRST_KNOWN_STATE = FIRST_PROFESSION * PER_PROFESSION
CENSORED, PROMOTED, MOVED, LEFT, ELSEWHERE = (int(one) for one in Event)


def plain_event(was: Any, now: Any) -> Any:
    """Tell what a change of state is: up the same ladder in the same profession, or another."""
    if was // PER_PROFESSION != now // PER_PROFESSION:
        return MOVED
    before, after = was % PER_PROFESSION, now % PER_PROFESSION
    if before == LEVEL_UNKNOWN or after == LEVEL_UNKNOWN:
        return MOVED
    is_same_ladder = (before - 1) // LEVELS_A_LADDER == (after - 1) // LEVELS_A_LADDER
    return PROMOTED if is_same_ladder and after > before else MOVED


def plain_end(  # noqa: PLR0913
    open_: Any,
    rows: Any,
    into: Any,
    place: Any,
    month_state: Any,
    month_place: Any,
    month_fte: Any,
    number: Any,
    ended: Any,
    event: Any,
    over: Any,
) -> Any:
    """Put into `open_` what people stand in who changed; gives how many segments ended.

    `rows`, `into` and `place` are of people who may have: their row in `open_`, their row in the
    month (GONE for none) and where they were. `ended`, `event` and `over` are filled for those
    who have: what they stood in, what happened, and which of the people they are.
    """
    ends = 0
    for k in range(len(rows)):
        one, j = open_[rows[k]], into[k]
        was = now = one["state"]
        happened = LEFT
        if j != GONE:
            now = month_state[j]
            if now < FIRST_KNOWN_STATE and was >= FIRST_KNOWN_STATE:
                now = was - was % PER_PROFESSION + now % PER_PROFESSION
            if now != was:
                happened = _event(was, now)
            elif month_place[j] != place[k]:
                happened = ELSEWHERE
            else:
                continue
        ended[ends] = one
        event[ends] = happened
        over[ends] = k
        ends += 1
        if j == GONE:
            continue
        if happened != ELSEWHERE:
            one["spell_start"] = number
            one["entry"] = 0
        elif one["entry"] >= 0:
            one["entry"] += number - one["start"]
        one["state"] = now
        one["start"] = number
        one["fte"] = month_fte[j]
    return ends


def plain_begin(
    open_: Any, rows: Any, state: Any, since: Any, fte: Any, number: Any, entry: Any
) -> None:
    """Put into `open_` what people stand in who came; `entry` is for those whose row tells none."""
    for k in range(len(rows)):
        one = open_[rows[k]]
        one["state"] = state[k]
        one["start"] = number
        one["spell_start"] = number
        one["entry"] = since[k] if since[k] >= 0 else entry
        one["fte"] = fte[k]


_event: Callable[..., int] = njit(cache=True, nogil=True)(plain_event)
end: Callable[..., int] = njit(cache=True, nogil=True)(plain_end)
begin: Callable[..., None] = njit(cache=True, nogil=True)(plain_begin)
