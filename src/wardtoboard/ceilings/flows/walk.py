"""One walk along the segments of a store: months at risk and events, counted in place.

Months at risk are kept as differences: one is added where a segment begins and taken off after
its end, so a segment costs the same however long it is.
"""

from __future__ import annotations

from typing import Any

from numba import njit

from wardtoboard.staff.histories.segments import Event

CENSORED, PROMOTED, ELSEWHERE = int(Event.CENSORED), int(Event.PROMOTED), int(Event.ELSEWHERE)


@njit(cache=True, nogil=True)
def walk(  # type: ignore[no-untyped-def]  # numba gives the types  # noqa: C901, PLR0913
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
    risk_by_month: Any,
    events_by_month: Any,
    risk_by_time: Any,
    events_by_time: Any,
):
    """Fill the last six arrays, the first axis of each being the cell; risks as differences.

    `wanted` is the number of one organisation, or -1 for all. `seen` holds -1 for every cell.
    """
    horizon = events_by_time.shape[1] - 1
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
        goes_on = i + 1 < size and person[i + 1] == person[i]
        changes = goes_on and organisation_of_place[place[i + 1]] != here
        if happened == ELSEWHERE and not changes:
            happened = CENSORED
        if happened == PROMOTED and changes:
            away[cell] += 1
        if seen[cell] != who:
            seen[cell] = who
            people[cell] += 1
        risk_by_month[cell, from_month - first] += 1
        risk_by_month[cell, to_month - first + 1] -= 1
        if happened != CENSORED:
            events_by_month[cell, to_month - first, happened - 1] += 1
        if entry[i] < 0:
            continue
        from_time = entry[i] + from_month - start[i]
        to_time = entry[i] + to_month - start[i]
        if from_time > horizon:
            continue
        risk_by_time[cell, from_time] += 1
        risk_by_time[cell, min(to_time, horizon) + 1] -= 1
        if happened != CENSORED and to_time <= horizon:
            events_by_time[cell, to_time, happened - 1] += 1
