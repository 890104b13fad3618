"""Free seats: what any registered clinician could fill on a day, and what opens soon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from wardtoboard.boards.facts import Board
from wardtoboard.boards.headroom.free_seats import FreeSeats, free_seats
from wardtoboard.boards.headroom.reserved import Reserved, reserved_seats, waivers_of
from wardtoboard.boards.headroom.terms import Terms, terms_of
from wardtoboard.boards.headroom.ways import (
    Note,
    RoleElsewhere,
    Way,
    clinicians_may_lead,
    roles_elsewhere,
)
from wardtoboard.boards.places import ANY

NOT_ADVICE = "This is not legal advice. Check each source, and your own order or constitution."


@dataclass(frozen=True, slots=True)
class Headroom:
    """Where a clinician from another profession could sit.

    `seats` are free today; `terms` the dates of the next years; `reserved` the seats kept for a
    profession, or `waived` why none are; `leaders` which named roles may be a clinician's; `roles`
    those in systems, regions and national bodies and below the board.
    """

    board: str
    day: date
    seats: tuple[FreeSeats, ...]
    terms: Terms
    reserved: tuple[Reserved, ...]
    waived: tuple[Note, ...]
    leaders: tuple[Note, ...]
    roles: tuple[RoleElsewhere, ...]

    def open_to_any(self, way: Way) -> tuple[FreeSeats, ...]:
        """Give the seats of one way to the table that any registered clinician may fill."""
        return tuple(one for one in self.seats if one.way is way and ANY in one.open_to)

    def to_dict(self) -> dict[str, Any]:
        """Give it all as plain JSON."""
        return {
            "board": self.board,
            "on": self.day.isoformat(),
            "seats": [one.to_dict() for one in self.seats],
            "terms": self.terms.to_dict(),
            "reserved": [one.to_dict() for one in self.reserved],
            "waived": [one.to_dict() for one in self.waived],
            "leaders": [one.to_dict() for one in self.leaders],
            "roles": [one.to_dict() for one in self.roles],
            "not_legal_advice": NOT_ADVICE,
        }


def headroom(board: Board, day: date, years: int = 3) -> Headroom:
    """Give the seats that a registered clinician could fill on a day, past or future.

    `years` is how far ahead terms and reviews are listed. Numbers are the law's of that day, or
    those of the organisation's own order or constitution. Source: the guide of 2019, section 4, and
    the rules cited.
    """
    return Headroom(
        board=board.name,
        day=day,
        seats=free_seats(board, day),
        terms=terms_of(board, day, years),
        reserved=reserved_seats(board, day),
        waived=tuple(
            Note(rule.statement, rule.citation, rule.id) for rule in waivers_of(board, day)
        ),
        leaders=clinicians_may_lead(board, day),
        roles=roles_elsewhere(board, day),
    )
