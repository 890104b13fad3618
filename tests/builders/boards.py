"""Boards by hand: seats of which everything is known and in order, and whole sound tables.

`Table(day)` makes seats for a day: in post for two years of a term of four, tested this year.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from builders.drawn_seats import years_from
from wardtoboard.boards.facts import NEVER, Board, BodyKind, Role, Seat, SeatKind

TODAY = date(2024, 6, 3)


class Table:
    """Seats that are in order on one day; every fact can be said otherwise by its name."""

    def __init__(self, day: date = TODAY) -> None:
        self.day = day

    def _seat(self, person: str, kind: SeatKind, facts: dict[str, Any]) -> Seat:
        start = years_from(self.day, -2)
        known: dict[str, Any] = {
            "title": "Director",
            "role": Role.OTHER,
            "voting": True,
            "independent": False,
            "professions": (),
            "registrations": (),
            "start": start,
            "end": years_from(start, 4) - timedelta(1),
            "disqualified": False,
            "private_interest": False,
            "nominated_by": (),
            "experience": (),
            "duties": (),
            "works_for_trust": False,
            "local_authority": "",
            "fit_and_proper": start,
            "self_attested": self.day - timedelta(60),
        }
        return Seat(person=person, kind=kind, **known | facts)

    def chair(self, person: str = "Chair", **facts: Any) -> Seat:
        return self._seat(person, SeatKind.CHAIR, {"role": Role.CHAIR} | _OUTSIDER | facts)

    def executive(self, person: str, role: Role = Role.OTHER, **facts: Any) -> Seat:
        return self._seat(
            person, SeatKind.EXECUTIVE, {"role": role, "employee": True, "end": None} | facts
        )

    def non_executive(self, person: str, **facts: Any) -> Seat:
        return self._seat(person, SeatKind.NON_EXECUTIVE, _OUTSIDER | facts)

    def member(self, person: str, *nominated_by: str, **facts: Any) -> Seat:
        return self._seat(person, SeatKind.MEMBER, {"nominated_by": nominated_by} | facts)

    def attendee(self, person: str, **facts: Any) -> Seat:
        return self._seat(person, SeatKind.ATTENDEE, {"voting": False} | facts)

    def non_executives(self, count: int, **facts: Any) -> list[Seat]:
        """Give this many, named Lay 1, Lay 2 …"""
        return [self.non_executive(f"Lay {number}", **facts) for number in range(1, count + 1)]

    def four_posts(self) -> list[Seat]:
        """Give the four executives that the law asks of a trust."""
        return [
            self.executive("Chief", Role.CHIEF_EXECUTIVE),
            self.executive("Finance", Role.CHIEF_FINANCE_OFFICER),
            self.executive("Doctor", Role.MEDICAL_DIRECTOR, registrations=("GMC",)),
            self.executive("Nurse", Role.DIRECTOR_OF_NURSING, registrations=("NMC-nurse",)),
        ]

    def trust(self, *more: Seat, **facts: Any) -> Board:
        """Give a sound NHS trust: a chair, five executives, six independent others, and `more`."""
        operations = self.executive("Operations")
        seats = [self.chair(), *self.four_posts(), operations, *self.non_executives(6), *more]
        return board(seats, BodyKind.NHS_TRUST, **facts)

    def foundation(self, *more: Seat, **facts: Any) -> Board:
        """Give the same table as that of a foundation trust."""
        return replace(self.trust(*more, **facts), bodies=frozenset({BodyKind.FOUNDATION_TRUST}))

    def icb(self, *more: Seat, **facts: Any) -> Board:
        """Give a sound integrated care board, and `more`."""
        mental = {"experience": ("mental_illness_services",)}
        seats = [
            self.chair(),
            *self.four_posts(),
            self.member("Of trusts", "trusts", **mental),
            self.member("Of surgeries", "primary_medical"),
            self.member("Of councils", "local_authority"),
            self.non_executive("Deputy", duties=("deputy_chair", "senior_non_executive")),
            self.non_executive("Audit", duties=("audit_chair",)),
            *more,
        ]
        return board(seats, BodyKind.ICB, **facts)


_OUTSIDER: dict[str, Any] = {
    "independent": True,
    "constituency": "public",
    "employed_until": NEVER,
    "business_until": NEVER,
    "other_pay": False,
    "family_ties": False,
    "cross_directorship": False,
    "extension_reviewed": NEVER,
    "extension_agreed_until": NEVER,
}


def board(seats: list[Seat], *bodies: BodyKind, **facts: Any) -> Board:
    known = {"name": "A board", "uses_competency_framework": True}
    return Board(bodies=frozenset(bodies), seats=tuple(seats), **known | facts)


def but(a_board: Board, person: str, /, **facts: Any) -> Board:
    """Give the board with other facts of one person, who must be on it."""
    assert person in {seat.person for seat in a_board.seats}, person
    return replace(
        a_board,
        seats=tuple(
            replace(seat, **facts) if seat.person == person else seat for seat in a_board.seats
        ),
    )


def without(a_board: Board, *people: str) -> Board:
    """Give the board without these people, who must be on it."""
    assert set(people) <= {seat.person for seat in a_board.seats}, people
    return replace(
        a_board, seats=tuple(seat for seat in a_board.seats if seat.person not in people)
    )


def named(a_board: Board, *bodies: BodyKind) -> Board:
    """Give the same table as the board of another body."""
    return replace(a_board, bodies=frozenset(bodies))
