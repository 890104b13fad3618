"""What a staff table and an establishment hold once they have been read, checked and placed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


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

    def to_dict(self) -> dict[str, Any]:
        """Give the row as plain JSON."""
        return _plain(self)

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> StaffRow:
        """Give the row that `to_dict` wrote."""
        return cls(**_dated(document))


@dataclass(frozen=True, slots=True)
class Unplaced:
    """People whose profession (or level) the table does not tell, and why.

    `reason` is the id of a reason, `why` its plain sentence, `what` the labels found.
    `rows` says how many rows of the source were added up here. `kind` and `labels` are what a
    `LocalPlace` needs to place them; "" and none where there is no label to go by.
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
    kind: str = ""
    labels: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the group as plain JSON."""
        return _plain(self)

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Unplaced:
        """Give the group that `to_dict` wrote."""
        return cls(**_dated(document) | {"labels": tuple(document["labels"])})


@dataclass(frozen=True, slots=True)
class StaffTable:
    """Everything read from one or more staff tables; nobody is left out.

    `rows_read` counts the rows of the sources, each of which is in `rows` or in `unplaced`;
    `rows_left_out` counts those of other organisations where only some were asked for.
    """

    rows: tuple[StaffRow, ...]
    unplaced: tuple[Unplaced, ...]
    holds_fte_only: bool
    rows_read: int
    sources: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    rows_left_out: int = 0

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

    def to_dict(self) -> dict[str, Any]:
        """Give the table as plain JSON."""
        return {
            "rows": [row.to_dict() for row in self.rows],
            "unplaced": [one.to_dict() for one in self.unplaced],
            "holds_fte_only": self.holds_fte_only,
            "rows_read": self.rows_read,
            "sources": list(self.sources),
            "warnings": list(self.warnings),
            "rows_left_out": self.rows_left_out,
        }

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> StaffTable:
        """Give the table that `to_dict` wrote."""
        return cls(
            rows=tuple(StaffRow.from_dict(row) for row in document["rows"]),
            unplaced=tuple(Unplaced.from_dict(one) for one in document["unplaced"]),
            holds_fte_only=document["holds_fte_only"],
            rows_read=document["rows_read"],
            sources=tuple(document["sources"]),
            warnings=tuple(document["warnings"]),
            rows_left_out=document["rows_left_out"],
        )


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

    def to_dict(self) -> dict[str, Any]:
        """Give the post as plain JSON."""
        return asdict(self) | {"open_to": sorted(self.open_to)}

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Post:
        """Give the post that `to_dict` wrote."""
        return cls(**{**document, "open_to": frozenset(document["open_to"])})


def _plain(row: StaffRow | Unplaced) -> dict[str, Any]:
    plain = asdict(row) | {"date": row.date.isoformat()}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in plain.items()}


def _dated(document: Mapping[str, Any]) -> dict[str, Any]:
    return {**document, "date": date.fromisoformat(document["date"])}
