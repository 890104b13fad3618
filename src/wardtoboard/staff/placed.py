"""One file's staff, read and placed, on the way to becoming part of a staff table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import fsum
from typing import NamedTuple

from wardtoboard.base.errors import Fault
from wardtoboard.professions import REASONS
from wardtoboard.staff.rows import StaffRow, Unplaced

REASONS_HERE: Mapping[str, str] = {
    "profession_unknown": "The profession is not one we know",
    "profession_blank": "The row does not say which profession",
    "level_not_known": "The level is not one we know",
    "not_clinical_here": "This organisation decided that the role is not clinical",
}


class Where(NamedTuple):
    """Where people belong: a profession and level, or the reason why nobody can say.

    `reason` is "" for those who are placed, who then have a level; `what` shows the labels
    found for those who are not, and their `level` is None where it is not known either.
    `kind` and `labels` are what an organisation's own decision goes by. `instead_of` is the reason
    our tables gave for people whom such a decision placed, and `labels` then all labels found.
    """

    profession: str
    level: str | None
    reason: str = ""
    what: str = ""
    kind: str = ""
    labels: tuple[str, ...] = ()
    instead_of: str = ""


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
    rows_left_out: int = 0


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
        kind=where.kind,
        labels=where.labels,
    )


def added_up(rows: Iterable[StaffRow]) -> tuple[StaffRow, ...]:
    """Add up rows for the same people, as decisions of an organisation's own can make them.

    Where one of them does not give its full-time equivalents, the sum does not either.
    """
    together: dict[tuple[str, date, str, str], list[StaffRow]] = {}
    for row in rows:
        key = (row.organisation, row.date, row.profession, row.level)
        together.setdefault(key, []).append(row)
    return tuple(_sum(same) if len(same) > 1 else same[0] for same in together.values())


def _sum(rows: Sequence[StaffRow]) -> StaffRow:
    heads = [row.headcount for row in rows if row.headcount is not None]
    ftes = [row.fte for row in rows if row.fte is not None]
    return replace(
        rows[0],
        headcount=sum(heads) if len(heads) == len(rows) else None,
        fte=fsum(ftes) if len(ftes) == len(rows) else None,
    )


def placed_though_not_clinical(file: str, groups: Iterable[Group]) -> tuple[str, ...]:
    """Say which people our tables call not clinical and the organisation placed all the same."""
    placed = {
        (", ".join(filter(None, group.where.labels)), group.where.profession)
        for group in groups
        if group.where.instead_of == "not_clinical"
    }
    return tuple(
        f"{file}: our tables say that “{labels}” is not a clinical role. "
        f"It is counted under {profession}, as this organisation decided."
        for labels, profession in sorted(placed)
    )
