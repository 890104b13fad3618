"""Segments of several parts, each in order, put into one order of person and start."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from wardtoboard.staff.histories.segments import Segments
from wardtoboard.staff.histories.side_by_side import side_by_side


def in_one_order(parts: Sequence[Segments], middle: int) -> Segments:
    """Give the segments of all parts in the order of person and start.

    Each part is in that order, and of one person a later part has the later segments. People from
    the hash `middle` on are put in order beside the others. At least one part is needed.
    """
    columns = parts[0].columns()
    out = Segments(*(np.empty(sum(map(len, parts)), column.dtype) for column in columns))
    rows = [int(np.searchsorted(part.person, middle)) for part in parts]
    first = [part.between(0, row) for part, row in zip(parts, rows, strict=True)]
    second = [part.between(row, len(part)) for part, row in zip(parts, rows, strict=True)]
    side_by_side(
        lambda: _fill(out.between(0, sum(rows)), first),
        lambda: _fill(out.between(sum(rows), len(out)), second),
    )
    return out


def _fill(out: Segments, parts: Sequence[Segments]) -> None:
    """Fill `out` a column at a time; a sort that is stable keeps each person's parts in turn."""
    order = np.argsort(np.concatenate([part.person for part in parts]), kind="stable")
    for column, *of_parts in zip(out.columns(), *(p.columns() for p in parts), strict=True):
        np.concatenate(of_parts).take(order, out=column, mode="clip")
