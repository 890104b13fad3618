"""Free seats: what any registered clinician could fill on a day, and what opens soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from wardtoboard.boards.facts import Board
from wardtoboard.boards.headroom.caps import caps_of
from wardtoboard.boards.headroom.free_seats import FreeSeats, free_seats
from wardtoboard.boards.headroom.reserved import Reserved, reserved_seats, waivers_of
from wardtoboard.boards.headroom.room import Bounds, room_in_all
from wardtoboard.boards.headroom.terms import Terms, terms_of
from wardtoboard.boards.headroom.ways import (
    VOTING,
    Note,
    RoleElsewhere,
    Way,
    clinicians_may_lead,
    roles_elsewhere,
)
from wardtoboard.boards.places import ANY, places_at

NOT_ADVICE = "This is not legal advice. Check each source, and your own order or constitution."


@dataclass(frozen=True, slots=True)
class OpenSeats:
    """How many seats any registered clinician may fill; `at_most` is None without a known limit."""

    at_least: int
    at_most: int | None

    @classmethod
    def of(cls, seats: Sequence[FreeSeats]) -> OpenSeats:
        """Add up seats."""
        most = [one.at_most for one in seats]
        known = [one for one in most if one is not None]
        return cls(
            sum(one.at_least or 0 for one in seats),
            sum(known) if len(known) == len(most) else None,
        )

    def within(self, room: Bounds) -> OpenSeats:
        """Give no more of them than there is room for."""
        most = room.high if self.at_most is None else min(self.at_most, room.high)
        return OpenSeats(min(self.at_least, room.low), most)


@dataclass(frozen=True, slots=True)
class Headroom:
    """Where a clinician from another profession could sit.

    `seats` are free today, each way to the table by itself; `in_all` is the room for directors of
    every kind together, None where no number in all limits it; `terms` the dates of the next years;
    `reserved` the seats kept for a profession, or `waived` why none are; `leaders` which named
    roles may be a clinician's; `roles` those in systems, regions and national bodies and below the
    board.
    """

    board: str
    day: date
    seats: tuple[FreeSeats, ...]
    in_all: Bounds | None
    terms: Terms
    reserved: tuple[Reserved, ...]
    waived: tuple[Note, ...]
    leaders: tuple[Note, ...]
    roles: tuple[RoleElsewhere, ...]

    def open_to_any(self, way: Way) -> tuple[FreeSeats, ...]:
        """Give the seats of one way to the table that any registered clinician may fill."""
        return tuple(one for one in self.seats if one.way is way and ANY in one.open_to)

    @property
    def shares_a_limit(self) -> bool:
        """Answer whether fewer may be filled together than the ways come to one by one."""
        return self.voting_open() != self._voting_one_by_one()

    def number_open(self, way: Way) -> OpenSeats:
        """Count the seats of one way to the table that any registered clinician may fill."""
        return OpenSeats.of(self.open_to_any(way))

    def voting_open(self) -> OpenSeats:
        """Count the voting seats that any registered clinician may fill, all ways together.

        It may be fewer than the ways come to one by one, where they share what is left in all.
        """
        found = self._voting_one_by_one()
        return found if self.in_all is None else found.within(self.in_all)

    def _voting_one_by_one(self) -> OpenSeats:
        return OpenSeats.of([one for way in VOTING for one in self.open_to_any(way)])

    def to_dict(self) -> dict[str, Any]:
        """Give it all as plain JSON."""
        return {
            "board": self.board,
            "on": self.day.isoformat(),
            "seats": [one.to_dict() for one in self.seats],
            "voting_seats_open_to_any": asdict(self.voting_open()),
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
    reserved = reserved_seats(board, day)
    return Headroom(
        board=board.name,
        day=day,
        seats=free_seats(board, day),
        in_all=room_in_all(places_at(board, day), caps_of(board, day), reserved),
        terms=terms_of(board, day, years),
        reserved=reserved,
        waived=tuple(
            Note(rule.statement, rule.citation, rule.id) for rule in waivers_of(board, day)
        ),
        leaders=clinicians_may_lead(board, day),
        roles=roles_elsewhere(board, day),
    )
