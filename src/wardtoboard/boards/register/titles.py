"""What a seat is called where nobody gave it a title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from wardtoboard.boards.facts import Role, Seat

TITLES: Mapping[Role, str] = {
    Role.CHAIR: "Chair",
    Role.CHIEF_EXECUTIVE: "Chief executive",
    Role.CHIEF_FINANCE_OFFICER: "Chief finance officer",
    Role.MEDICAL_DIRECTOR: "Medical director",
    Role.DIRECTOR_OF_NURSING: "Director of nursing",
    Role.CHIEF_OFFICER_HIGH_SECURE: "Chief officer of high secure psychiatric services",
}
"""The roles that say by themselves what the seat is; any other role needs a title."""


def titled(seat: Seat) -> Seat:
    """Give a seat with a title: its own, or else its role in words.

    It stays blank where the role is another, which `seat_problems` refuses.
    """
    return seat if seat.title else replace(seat, title=TITLES.get(seat.role, ""))
