"""A slow plain twin of the one pass, from the definition: each person's months, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

CENSORED, PROMOTED, MOVED, LEFT, ELSEWHERE = range(5)
UNKNOWN = -1


@dataclass(frozen=True)
class PlainRow:
    """One person in one month; the level and the profession are apart, as numbers."""

    person: int
    month: int
    profession: int
    level: int
    place: int
    fte: int = 100
    since: int = UNKNOWN


@dataclass(frozen=True)
class PlainSegment:
    """The nine columns of a segment, in their order."""

    person: int
    state: int
    place: int
    start: int
    end: int
    spell_start: int
    entry: int
    fte: int
    event: int


def plain_segments(rows: Iterable[PlainRow]) -> list[PlainSegment]:
    """Walk the months of each person; in the order of person and start."""
    careers: dict[int, dict[int, PlainRow]] = {}
    for row in rows:
        careers.setdefault(row.person, {})[row.month] = row
    months = sorted({month for career in careers.values() for month in career})
    return [
        segment
        for person in sorted(careers)
        for segment in _of_one(_with_background(careers[person]), months)
    ]


def _with_background(career: Mapping[int, PlainRow]) -> dict[int, PlainRow]:
    known, told = None, {}
    for month in sorted(career):
        row = career[month]
        if row.profession >= 2:
            known = row.profession
        elif known is not None:
            row = replace(row, profession=known)
        told[month] = row
    return told


def _of_one(career: Mapping[int, PlainRow], months: list[int]) -> list[PlainSegment]:
    segments: list[PlainSegment] = []
    before: PlainRow | None = None
    for month, after in zip(months, [*months[1:], None], strict=True):
        row = career.get(month)
        if row is not None:
            if before is None or _event(before, row) != CENSORED:
                segments.append(_opened(row, before, segments, month == months[0]))
            if after is None:
                event = CENSORED
            elif after not in career:
                event = LEFT
            else:
                event = _event(row, career[after])
            segments[-1] = replace(segments[-1], end=month, event=event)
        before = row
    return segments


def _opened(
    row: PlainRow, before: PlainRow | None, segments: list[PlainSegment], is_first_month: bool
) -> PlainSegment:
    """Open a segment; what it ends with is filled in as the months go by."""
    spell_start = row.month
    if before is None:
        entry = row.since
        if entry == UNKNOWN and not is_first_month:
            entry = 0
    elif _event(before, row) == ELSEWHERE:
        last = segments[-1]
        spell_start = last.spell_start
        entry = UNKNOWN if last.entry == UNKNOWN else last.entry + row.month - last.start
    else:
        entry = 0
    return PlainSegment(
        person=row.person,
        state=256 * row.profession + row.level,
        place=row.place,
        start=row.month,
        end=row.month,
        spell_start=spell_start,
        entry=entry,
        fte=row.fte,
        event=CENSORED,
    )


def _event(row: PlainRow, after: PlainRow) -> int:
    """Tell what lies between two rows; CENSORED stands for nothing."""
    if (row.profession, row.level) == (after.profession, after.level):
        return CENSORED if row.place == after.place else ELSEWHERE
    if row.profession != after.profession or 0 in (row.level, after.level):
        return MOVED
    (ladder, rank), (ladder_after, rank_after) = (
        divmod(level - 1, 64) for level in (row.level, after.level)
    )
    return PROMOTED if ladder == ladder_after and rank_after > rank else MOVED
