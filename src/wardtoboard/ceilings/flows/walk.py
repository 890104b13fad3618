"""One walk along the segments of a store: where each comes under risk and what ends it, counted.

Months at risk are not counted one by one: a segment is counted where it begins and where it ends,
so it costs the same however long it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numba import njit

from wardtoboard.staff.histories.segments import Event

CENSORED, PROMOTED, ELSEWHERE = int(Event.CENSORED), int(Event.PROMOTED), int(Event.ELSEWHERE)


def plain_walk(  # noqa: C901, PLR0913
    person: Any,
    state: Any,
    place: Any,
    start: Any,
    end: Any,
    entry: Any,
    event: Any,
    cell_of_state: Any,
    organisation_of_place: Any,
    wanted: Any,
    first: Any,
    last: Any,
    seen: Any,
    people: Any,
    away: Any,
    begun_by_month: Any,
    ended_by_month: Any,
    begun_by_time: Any,
    ended_by_time: Any,
) -> None:
    """Add to the last six arrays, the first axis of each being the cell.

    Segments that begin to be at risk are counted by month (less `first`) or by time in the level;
    those that end by the last of these and by event. Times beyond the last are counted in the
    last. `wanted` is the number of one organisation, or -1 for all. `seen` is -1 in every cell.
    """
    longest = begun_by_time.shape[1] - 1
    size = len(person)
    who = 0
    for i in range(size):
        if person[i] != person[who]:
            who = i
        cell = cell_of_state[state[i]]
        here = organisation_of_place[place[i]]
        if cell < 0 or (wanted >= 0 and here != wanted):
            continue
        happened = event[i]
        from_month = max(start[i], first)
        to_month = end[i] - 1 if happened == CENSORED else end[i]
        if to_month > last:
            to_month, happened = last, CENSORED
        if to_month < from_month:
            continue
        if happened in (ELSEWHERE, PROMOTED):
            goes_on = i + 1 < size and person[i + 1] == person[i]
            changes = goes_on and organisation_of_place[place[i + 1]] != here
            if happened == PROMOTED:
                away[cell] += changes
            elif not changes:
                happened = CENSORED
        if seen[cell] != who:
            seen[cell] = who
            people[cell] += 1
        begun_by_month[cell, from_month - first] += 1
        ended_by_month[cell, to_month - first, happened] += 1
        if entry[i] >= 0:
            before = entry[i] - start[i]
            begun_by_time[cell, min(before + from_month, longest)] += 1
            ended_by_time[cell, min(before + to_month, longest), happened] += 1


walk: Callable[..., None] = njit(cache=True, nogil=True)(plain_walk)
