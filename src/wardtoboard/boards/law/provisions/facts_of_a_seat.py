"""What provisions ask of one seat, in three values: true, false, or None where nobody told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from wardtoboard.boards.facts import Board, Seat, SeatKind
from wardtoboard.boards.law.sitting import Fact


def has_role(role: str) -> Fact:
    """Ask whether the seat has a role."""
    return lambda seat: seat.role == role


def is_registered_with(registers: Collection[str]) -> Fact:
    """Ask whether the person is on one of the registers."""
    return lambda seat: _holds(seat.registrations, registers)


def has_experience_of(field: str) -> Fact:
    """Ask whether the person has experience of a field."""
    return lambda seat: _holds(seat.experience, (field,))


def is_nominated_by(group: str) -> Fact:
    """Ask whether a group of partners nominated the person."""
    return lambda seat: _holds(seat.nominated_by, (group,))


def _holds(known: Collection[str] | None, wanted: Collection[str]) -> bool | None:
    return None if known is None else not set(known).isdisjoint(wanted)


def first_day_on(board: Board, seat: Seat) -> date | None:
    """Give when the person first joined the board, None where not all starts are known."""
    if seat.first_appointed is not None:
        return seat.first_appointed
    starts = [
        one.start
        for one in board.seats
        if one.person == seat.person and one.kind != SeatKind.ATTENDEE
    ]
    known = [start for start in starts if start is not None]
    return min(known) if len(known) == len(starts) else None
