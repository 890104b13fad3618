"""One file's staff, read and placed, on the way to becoming part of a staff table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from wardtoboard.base.errors import Fault
from wardtoboard.professions import REASONS
from wardtoboard.staff.rows import StaffRow, Unplaced

REASONS_HERE: Mapping[str, str] = {
    "profession_unknown": "The profession is not one we know",
    "profession_blank": "The row does not say which profession",
}


class Where(NamedTuple):
    """Where people belong: a profession and level, or the reason why nobody can say.

    `reason` is "" for those who are placed, who then have a level; `what` shows the labels
    found for those who are not, and their `level` is None where it is not known either.
    """

    profession: str
    level: str | None
    reason: str = ""
    what: str = ""


class Group(NamedTuple):
    """People who are added up together."""

    organisation: str
    date: date
    where: Where

    def shown(self) -> str:
        """Name the group as a fault shows it."""
        people = self.where.what or f"{self.where.profession}, {self.where.level}"
        return f"{self.organisation}, {self.date.isoformat()}, {people}"


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """What one file gave: its rows, or the faults that stop it being used.

    `counted` says in words whom the file counts, so that two files counting the same people
    can be told.
    """

    file: str
    rows: tuple[StaffRow, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    holds_fte_only: bool = False
    rows_read: int = 0
    counted: frozenset[str] = frozenset()
    warnings: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def why_not(reason: str) -> str:
    """Give the plain sentence of a reason's id."""
    return REASONS_HERE.get(reason) or REASONS[reason]


def staff_row(group: Group, headcount: int | None, fte: float | None) -> StaffRow:
    """Make the row of a group that was placed."""
    where = group.where
    return StaffRow(
        group.organisation, group.date, where.profession, where.level or "", headcount, fte
    )


def unplaced_row(group: Group, headcount: int | None, fte: float | None, rows: int) -> Unplaced:
    """Make the record of a group that was not placed."""
    where = group.where
    return Unplaced(
        organisation=group.organisation,
        date=group.date,
        reason=where.reason,
        why=why_not(where.reason),
        what=where.what,
        level=where.level,
        headcount=headcount,
        fte=fte,
        rows=rows,
    )
