"""From months of staff to segments as one expression: DuckDB and Apache Spark run it unchanged.

It gives what the one pass gives, for whoever keeps a national table on a cluster. Everything is
whole numbers, so that no engine's order of text or rounding can change an answer. What a person
last had is a running maximum of the month with the value packed below it: engines differ in how
they skip what is missing, none in which number is the largest. Each running window is asked for as
such: a window of Ibis that states no frame is the whole of a person.
"""

from __future__ import annotations

import ibis
import pyarrow as pa
from ibis.expr import types

from wardtoboard.staff.histories.segments import UNKNOWN, Event, Segments
from wardtoboard.staff.histories.vocabulary import (
    FIRST_PROFESSION,
    LEVEL_UNKNOWN,
    LEVELS_A_LADDER,
    PER_PROFESSION,
)

FIRST_KNOWN_STATE = FIRST_PROFESSION * PER_PROFESSION
PACKED = 1 << 32
"""More than any state or entry, so that a month times this plus one of them gives it back."""
WIDTHS = {
    "person": "int64",
    "state": "int32",
    "place": "int32",
    "start": "int16",
    "end": "int16",
    "spell_start": "int16",
    "entry": "int16",
    "fte": "int16",
    "event": "int8",
}
"""The columns of Segments in their order, and their types."""


def segments_expression(months: types.Table) -> types.Table:
    """Give the expression of all segments of a table of months; its rows come in no order.

    `months` has one row a person and month: `person` (a 64-bit hash), `month` (12 times the year
    plus the month less 1) and `state`, `place`, `fte` and `since` as in Month. A month without any
    row is one that the data do not hold, so that the months around it are consecutive. The result
    has the columns of Segments, in their widths.
    """
    return _segments(_edges(_beside_neighbours(_with_background(months)), _calendar(months)))


def segments_of(result: pa.Table) -> Segments:
    """Give the segments that the expression came to, as an Arrow table, in their order.

    The columns may be wider than those of Segments: engines write small numbers as they like.
    """
    columns = (result.column(name).to_numpy().astype(width) for name, width in WIDTHS.items())
    return Segments(*columns).in_order()


def _calendar(months: types.Table) -> types.Table:
    """Give each month of the data with the months of the data before and after it."""
    held = months.select(held=months.month).distinct()
    in_order = ibis.window(order_by=held.held)
    return held.mutate(
        held_before=held.held.lag().over(in_order), held_after=held.held.lead().over(in_order)
    )


def _with_background(months: types.Table) -> types.Table:
    """Put the profession last known of a person into the rows that do not tell one."""
    level = months.state % PER_PROFESSION
    told = ibis.ifelse(
        months.state >= FIRST_KNOWN_STATE, _packed(months.month, months.state - level), None
    )
    so_far = ibis.cumulative_window(group_by=months.person, order_by=months.month)
    known = told.max().over(so_far) % PACKED
    return months.mutate(state=ibis.coalesce(known + level, months.state))


def _packed(month: types.IntegerValue, value: types.IntegerValue) -> types.IntegerValue:
    return month.cast("int64") * PACKED + value


def _beside_neighbours(rows: types.Table) -> types.Table:
    """Put beside each row what the person's rows before and after it say."""
    career = ibis.window(group_by=rows.person, order_by=rows.month)
    told = ("month", "state", "place")
    before = {f"{name}_before": rows[name].lag().over(career) for name in told}
    after = {f"{name}_after": rows[name].lead().over(career) for name in told}
    return rows.mutate(**before, **after)


def _edges(rows: types.Table, calendar: types.Table) -> types.Table:
    """Keep the first and the last row of each segment: `is_start` tells one, `event` the other.

    `event` is missing where the segment goes on. `entry` is right in the first row of a spell.
    """
    rows = rows.join(calendar, rows.month == calendar.held)
    stays = (rows.month_before == rows.held_before).fill_null(False)
    goes_on = stays & (rows.state_before == rows.state).fill_null(False)
    rows = rows.mutate(
        starts_spell=~goes_on,
        is_start=~(goes_on & (rows.place_before == rows.place)),
        event=_event(rows),
        entry=ibis.cases(
            (stays, 0),
            (rows.since >= 0, rows.since),
            (rows.held_before.isnull(), UNKNOWN),
            else_=0,
        ),
    )
    return rows.filter(rows.is_start | rows.event.notnull())


def _event(rows: types.Table) -> types.IntegerValue:
    before, after = rows.state % PER_PROFESSION, rows.state_after % PER_PROFESSION
    is_promotion = (
        (rows.state_after - after == rows.state - before)
        & (before != LEVEL_UNKNOWN)
        & (_foot_of_ladder(before) == _foot_of_ladder(after))
        & (after > before)
    )
    has_left = (rows.month_after != rows.held_after) | rows.month_after.isnull()
    is_same = rows.state_after == rows.state
    return ibis.cases(
        (rows.held_after.isnull(), int(Event.CENSORED)),
        (has_left, int(Event.LEFT)),
        (is_same & (rows.place_after == rows.place), ibis.null("int8")),
        (is_same, int(Event.ELSEWHERE)),
        (is_promotion, int(Event.PROMOTED)),
        else_=int(Event.MOVED),
    )


def _foot_of_ladder(level: types.IntegerValue) -> types.IntegerValue:
    """Give the same number for the levels of one ladder; without a division, which may round."""
    return (level - 1) - (level - 1) % LEVELS_A_LADDER


def _segments(edges: types.Table) -> types.Table:
    """Put the last row of each segment together with its first, and with that of its spell."""
    career = ibis.window(group_by=edges.person, order_by=edges.month)
    so_far = ibis.cumulative_window(group_by=edges.person, order_by=edges.month)
    spell = ibis.ifelse(edges.starts_spell, _packed(edges.month, edges.entry - UNKNOWN), None)
    both = edges.mutate(
        start=ibis.ifelse(edges.is_start, edges.month, edges.month.lag().over(career)),
        end=edges.month,
        fte=ibis.ifelse(edges.is_start, edges.fte, edges.fte.lag().over(career)),
        spell_start=ibis.ifelse(edges.starts_spell, edges.month, None).max().over(so_far),
        spell_entry=spell.max().over(so_far) % PACKED + UNKNOWN,
    )
    whole = both.filter(both.event.notnull())
    entry = ibis.ifelse(
        whole.spell_entry == UNKNOWN,
        UNKNOWN,
        whole.spell_entry + whole.start - whole.spell_start,
    )
    named = whole.mutate(entry=entry)
    return named.select(**{name: named[name].cast(width) for name, width in WIDTHS.items()})
