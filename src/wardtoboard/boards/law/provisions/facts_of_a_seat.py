"""What provisions ask of one seat, in three values: true, false, or None where nobody told."""

from __future__ import annotations

from collections.abc import Collection

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
