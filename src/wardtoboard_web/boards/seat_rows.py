"""Seats of the library as rows of the register, and back, without losing what is not known."""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from typing import Any

from wardtoboard.boards.facts import NEVER, Role, Seat, SeatKind
from wardtoboard.boards.register.titles import titled
from wardtoboard_web.boards.models import BoardSeat

OWN_COLUMNS = ("person", "title", "role", "kind", "voting", "independent", "start", "end")
"""What every register shows, and so has a column of its own."""
MORE = tuple(field for field in fields(Seat) if field.name not in OWN_COLUMNS)
"""What else may be known of a seat."""
NEVER_WORD = "never"
DATES = frozenset(field.name for field in fields(Seat) if "date" in str(field.type))


def row_values(seat: Seat) -> dict[str, Any]:
    """Give the columns of a seat's row; a blank title is filled from the role."""
    seat = titled(seat)
    values = {name: _plain(getattr(seat, name)) for name in OWN_COLUMNS[:6]}
    return {**values, "start": seat.start, "end": seat.end, "more": _more(seat)}


def seat_of(row: BoardSeat) -> Seat:
    """Give the seat of a row; a blank title is filled from the role."""
    more = {name: _read(name, value) for name, value in row.more.items()}
    return titled(
        Seat(
            person=row.person,
            title=row.title,
            role=Role(row.role),
            kind=SeatKind(row.kind),
            voting=row.voting,
            independent=row.independent,
            start=row.start,
            end=row.end,
            **more,
        )
    )


def _more(seat: Seat) -> dict[str, Any]:
    """Give what is known of a seat beyond its columns; what is not known is left out."""
    held = {field: getattr(seat, field.name) for field in MORE}
    return {
        field.name: _plain(value)
        for field, value in held.items()
        if field.default is MISSING or value != field.default
    }


def _plain(value: Any) -> Any:
    """Give a value as JSON has it."""
    match value:
        case StrEnum():
            return value.value
        case date():
            return NEVER_WORD if value == NEVER else value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def _read(name: str, value: Any) -> Any:
    """Give a value as the library has it."""
    if name in DATES:
        return NEVER if value == NEVER_WORD else date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
