"""Whole people from a staff table, whether it counts people or full-time equivalents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import floor, fsum

from wardtoboard.base.errors import CannotTellError, Fault
from wardtoboard.professions import Professions
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


def cells(
    table: StaffTable,
    professions: Professions,
    *,
    organisation: str | None = None,
    families: bool = False,
    fte_as_headcount: bool = False,
) -> dict[tuple[str, str], int]:
    """Count people by profession and level, in one organisation or in all together.

    With `families`, a member of a family counts under the family, with those known only to be
    in it. Full-time equivalents are rounded half up after they are added together, so a family
    need not be the sum of its members. Raises CannotTellError for a table of full-time
    equivalents without `fte_as_headcount`, and for one with several dates.
    """
    check_headcounts(table, fte_as_headcount=fte_as_headcount)
    rows = [row for row in table.rows if organisation in (None, row.organisation)]
    _check_one_date([row.date.isoformat() for row in rows])
    amounts: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in rows:
        family = professions.get(row.profession).family if families else None
        amount = row.fte if table.holds_fte_only else row.headcount
        amounts[family or row.profession, row.level].append(amount or 0)
    return {key: as_people(parts) for key, parts in amounts.items()}


def _check_one_date(dates: Iterable[str]) -> None:
    distinct = sorted(set(dates))
    if len(distinct) > 1:
        raise CannotTellError(
            [
                Fault(
                    what="the table has more than one date, so people would be counted again",
                    found=", ".join(distinct),
                    do="Keep the rows of one date.",
                )
            ]
        )
