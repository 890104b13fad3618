"""What a staff table and an establishment hold once they have been read, checked and placed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class StaffRow:
    """The people of one profession at one level of one organisation on one date.

    `profession` is a profession's id, the finest known; `level` is a level's usual name.
    `headcount` is in people and None where the table holds full-time equivalents alone;
    `fte` is in full-time equivalents and None where the table does not give them.
    """

    organisation: str
    date: date
    profession: str
    level: str
    headcount: int | None
    fte: float | None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """People whose profession (or level) the table does not tell, and why.

    `reason` is the id of a reason, `why` its plain sentence, `what` the labels found.
    `rows` says how many rows of the source were added up here.
    """

    organisation: str
    date: date
    reason: str
    why: str
    what: str
    level: str | None
    headcount: int | None
    fte: float | None
    rows: int


@dataclass(frozen=True, slots=True)
class StaffTable:
    """Everything read from one or more staff tables; nobody is left out.

    `rows_read` counts the rows of the sources, each of which is in `rows` or in `unplaced`.
    """

    rows: tuple[StaffRow, ...]
    unplaced: tuple[Unplaced, ...]
    holds_fte_only: bool
    rows_read: int
    sources: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    @property
    def dates(self) -> tuple[date, ...]:
        """Give the dates of the table, placed or not, the earliest first."""
        found = {row.date for row in self.rows} | {row.date for row in self.unplaced}
        return tuple(sorted(found))

    @property
    def organisations(self) -> tuple[str, ...]:
        """Give the codes of the organisations in the table, placed or not, in order."""
        found = {row.organisation for row in self.rows}
        return tuple(sorted(found | {row.organisation for row in self.unplaced}))


@dataclass(frozen=True, slots=True)
class Post:
    """A funded post: its level, the professions it is open to, and whether it is filled.

    `open_to` holds ids of professions, or `any` alone; `reserved_for` is one profession
    that the post is kept for, if any.
    """

    organisation: str
    post: str
    level: str
    open_to: frozenset[str]
    reserved_for: str | None
    filled: bool
