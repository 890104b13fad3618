"""Flow counts as a slow plain twin: every month of every person, one at a time."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from wardtoboard.staff.histories.segments import Event, Segments
from wardtoboard.staff.histories.vocabulary import NOT_CLINICAL, PER_PROFESSION, Vocabulary


def plain_counts(  # noqa: C901  # plain on purpose: one loop, everything in sight
    segments: Segments,
    vocabulary: Vocabulary,
    *,
    organisation: str | None = None,
    months: tuple[int, int] | None = None,
) -> dict[str, Any]:
    """Count what `count_flows` counts, in dictionaries."""
    at_risk: dict[Any, int] = defaultdict(int)
    events: dict[Any, int] = defaultdict(int)
    away: dict[Any, int] = defaultdict(int)
    people: dict[Any, set[int]] = defaultdict(set)
    rows = list(zip(*(column.tolist() for column in segments.columns()), strict=True))
    for number, (person, state, place, start, end, _, entry, _, event) in enumerate(rows):
        level = vocabulary.level_of(state)
        here = vocabulary.places[place].organisation
        if level is None or state // PER_PROFESSION == NOT_CLINICAL:
            continue
        if organisation not in (None, here):
            continue
        profession = vocabulary.profession_of(state) or "unknown"
        follows = rows[number + 1] if number + 1 < len(rows) else None
        next_place = follows[2] if follows and follows[0] == person else None
        there = None if next_place is None else vocabulary.places[next_place].organisation
        for month in range(start, end + 1):
            if months and not months[0] <= month <= months[1]:
                continue
            is_last = month == end
            if is_last and event == Event.CENSORED:
                continue
            time = None if entry < 0 else entry + month - start
            people[profession, level].add(person)
            keys = [(profession, level), (profession, level, "year", month // 12)]
            if time is not None:
                keys.append((profession, level, "time", time))
            what = Event(event).name if is_last else None
            if what == "ELSEWHERE" and there == here:
                what = None
            if what == "PROMOTED" and there not in (None, here):
                away[profession, level] += 1
            for key in keys:
                at_risk[key] += 1
                if what:
                    events[*key, what] += 1
    return {"at_risk": at_risk, "events": events, "away": away, "people": people}
