"""Whole people from a staff table, whether it counts people or full-time equivalents."""

from __future__ import annotations

from collections.abc import Iterable
from math import floor, fsum

from wardtoboard.base.errors import CannotTellError, Fault
from wardtoboard.staff.rows import StaffTable


def check_headcounts(table: StaffTable, *, fte_as_headcount: bool) -> None:
    """Raise CannotTellError when a table lacks headcounts and nobody said FTE may stand in."""
    if table.holds_fte_only and not fte_as_headcount:
        raise CannotTellError(
            [
                Fault(
                    what="the table counts full-time equivalents, and the tests need people",
                    do="Use a headcount table. Or add --fte-as-headcount to round full-time "
                    "equivalents to people: part-time staff then count as less than one, so "
                    "there seem to be fewer people and the results are less sure than they look.",
                    file=", ".join(table.sources),
                )
            ]
        )


def as_people(amounts: Iterable[float]) -> int:
    """Add up amounts and round the sum half up: 2.5 full-time equivalents are 3 people."""
    return floor(fsum(amounts) + 0.5)
