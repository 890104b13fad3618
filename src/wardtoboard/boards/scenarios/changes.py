"""What may happen to a board: someone retires, a seat is opened or filled, bodies change.

Each change gives the board after it (`on`), itself in `words`, and itself as plain JSON
(`to_dict`), which `changes_read.change_from_dict` reads again. A change that names no day happens
on the day that is asked about. Of a person who is appointed nothing is assumed: what is known of
the seat stays with the seat.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from wardtoboard.base.errors import CannotTellError, Fault, NotInTableError
from wardtoboard.boards.facts import (
    NEVER,
    Board,
    BodyKind,
    Governor,
    Role,
    Seat,
    SeatKind,
    bodies_of,
)
from wardtoboard.boards.register.written import KEYS, board_to_dict
from wardtoboard.boards.scenarios.named_seats import (
    find_seat,
    is_same,
    nobody,
    seat_held_by,
    seats_of,
    seats_titled,
)
from wardtoboard.boards.scenarios.seat_times import (
    A_DAY,
    board_with,
    emptied,
    ended_by,
    is_one_seat,
    left_by,
    left_for_good,
)

ANY = ("any",)
"""A seat that any registered clinician may fill."""


@dataclass(frozen=True, slots=True)
class Retire:
    """Someone leaves the board; `last_day` left out is the day before the one asked about.

    The seat is empty afterwards, until the day it would have ended; so is every later seat of the
    person that the register already holds, such as the next term.
    """

    person: str
    last_day: date | None = None

    def on(self, board: Board, day: date) -> Board:
        """Give the board after it; raises NotInTableError where the person sits nowhere."""
        last = self.last_day or day - A_DAY
        if seat_held_by(board, self.person, last) is None:
            raise nobody(board, self.person, last)
        return left_for_good(board, seats_of(board, self.person), last)

    def words(self) -> str:
        """Say it in a sentence."""
        when = f"; the last day is {self.last_day.isoformat()}" if self.last_day else ""
        return f"{self.person} leaves the board{when}."

    def to_dict(self) -> dict[str, Any]:
        """Give the change as plain JSON."""
        return plain_values(change="retire", person=self.person, last_day=self.last_day)


@dataclass(frozen=True, slots=True)
class Open:
    """A seat may from now on be filled by these professions: "any" is any registered clinician.

    `seat` is its title, or who holds it. It stays as it is, or `is_vacant`: then it is empty
    from `day`. Later terms of its holder in the same seat go with it.
    """

    seat: str
    open_to: tuple[str, ...] = ANY
    is_vacant: bool = False
    day: date | None = None

    def on(self, board: Board, day: date) -> Board:
        """Give the board after it; raises NotInTableError where there is no such seat."""
        first = self.day or day
        seat = find_seat(board, self.seat, first)
        theirs = seats_of(board, seat.person)
        opened = {
            one: replace(one, open_to=self.open_to)
            for one in (seat, *(one for one in theirs if _begins(one, first, date.max)))
            if is_one_seat(one, seat)
        }
        board = replace(board, seats=tuple(opened.get(one, one) for one in board.seats))
        if not self.is_vacant or not seat.person:
            return board
        return left_for_good(board, tuple(opened.values()), first - A_DAY)

    def words(self) -> str:
        """Say it in a sentence."""
        whom = (
            "any registered clinician"
            if self.open_to == ANY
            else " or ".join(self.open_to) or "nobody"
        )
        when = f" on {self.day.isoformat()}" if self.day else ""
        what = f"falls empty{when} and is opened" if self.is_vacant else "is opened"
        return f"The seat “{self.seat}” {what} to {whom}."

    def to_dict(self) -> dict[str, Any]:
        """Give the change as plain JSON."""
        return plain_values(
            change="open",
            seat=self.seat,
            open_to=self.open_to,
            is_vacant=self.is_vacant,
            day=self.day,
        )


@dataclass(frozen=True, slots=True)
class Appoint:
    """Someone is appointed to a seat, which may be a new one where `facts` give its kind.

    `seat` is its title, or who holds it and then leaves the board, later seats included. `facts`
    are other fields of `Seat`, such as professions and registrations. A seat that the person held
    before falls empty, and so does a later one that would begin before this appointment ends. Later
    terms of the two in this very seat are no other seat, and give way to the appointment.
    """

    person: str
    seat: str
    day: date | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def on(self, board: Board, day: date) -> Board:
        """Give the board after it; raises NotInTableError where there is no such seat."""
        first = self.day or day
        before = seat_held_by(board, self.person, first)
        if before is not None:
            board = board_with(board, before, *left_by(before, first - A_DAY))
        if "kind" in self.facts and not seats_titled(board, self.seat, first):
            held = self._new_seat(first)
            seat = emptied(held)
            board = replace(board, seats=(*board.seats, held))
        else:
            seat = find_seat(board, self.seat, first)
            held = replace(emptied(seat), person=self.person, start=first, end=None)
            held = replace(held, **self.facts)
            board = board_with(board, seat, *ended_by(seat, first - A_DAY), held)
        until = held.end or date.max
        own = [one for one in seats_of(board, self.person) if _begins(one, first, until)]
        theirs = [one for one in seats_of(board, seat.person) if _begins(one, first, date.max)]
        later = {*own, *theirs} - {held}
        same = {one for one in later if is_one_seat(one, seat) and _begins(one, first, until)}
        board = replace(board, seats=tuple(one for one in board.seats if one not in same))
        return left_for_good(board, later - same, first - A_DAY)

    def _new_seat(self, first: date) -> Seat:
        known = {"role": Role.OTHER, "start": first, **self.facts}
        return Seat(person=self.person, title=self.seat, **known)

    def words(self) -> str:
        """Say it in a sentence."""
        what = ", ".join(self.facts.get("professions") or ())
        when = f" on {self.day.isoformat()}" if self.day else ""
        return f"{self.person}{f' ({what})' if what else ''} becomes {self.seat}{when}."

    def to_dict(self) -> dict[str, Any]:
        """Give the change as plain JSON, with the facts beside it as in a seat of TOML."""
        return plain_values(
            change="appoint", person=self.person, seat=self.seat, day=self.day, **self.facts
        )


@dataclass(frozen=True, slots=True)
class Merge:
    """Two bodies become one, led by the board of the name `lead`.

    Its kind of body, numbers of its own and governors stand. Seats are joined; the chair and the
    roles that law or policy names end on the other board where the leading one has somebody in
    them. Someone on both boards keeps the seat on the leading one. Of those who
    join it is not known whether they are of a constituency of the body that leads. Before `day`
    nothing changes.
    """

    other: Board
    lead: str
    day: date | None = None

    def on(self, board: Board, day: date) -> Board:
        """Give the board after it; raises NotInTableError where neither board is named to lead."""
        names = (board.name, self.other.name)
        if self.lead not in names or board.name == self.other.name:
            fault = Fault(
                what="the board to lead must be one of the two that merge, each with its own name",
                found=self.lead,
                do=f"Name one of: {', '.join(names)}.",
            )
            raise NotInTableError([fault])
        first = self.day or day
        if day < first:
            return board
        leading, led = (board, self.other) if self.lead == board.name else (self.other, board)
        return replace(
            leading,
            seats=(*leading.seats, *_seats_that_join(leading, led, first)),
            governors=(*leading.governors, *_governors_until(led, first - A_DAY)),
        )

    def words(self) -> str:
        """Say it in a sentence."""
        when = f" on {self.day.isoformat()}" if self.day else ""
        return f"Merger with {self.other.name}{when}; {self.lead} leads."

    def to_dict(self) -> dict[str, Any]:
        """Give the change as plain JSON, with the other board as in TOML."""
        other = board_to_dict(self.other)
        return plain_values(change="merge", lead=self.lead, day=self.day) | {"other": other}


@dataclass(frozen=True, slots=True)
class BecomeFoundationTrust:
    """An NHS trust becomes a foundation trust on a day; before it nothing changes."""

    day: date | None = None

    def on(self, board: Board, day: date) -> Board:
        """Give the board after it; raises CannotTellError for a body that is no NHS trust."""
        if BodyKind.NHS_TRUST not in bodies_of(board.bodies):
            fault = Fault(
                what="only an NHS trust can become a foundation trust",
                found=", ".join(sorted(board.bodies)),
                do="Leave this change out, or say which NHS trust it is.",
            )
            raise CannotTellError([fault])
        if day < (self.day or day):
            return board
        return replace(board, bodies=frozenset({BodyKind.FOUNDATION_TRUST}))

    def words(self) -> str:
        """Say it in a sentence."""
        when = f" on {self.day.isoformat()}" if self.day else ""
        return f"The trust becomes a foundation trust{when}."

    def to_dict(self) -> dict[str, Any]:
        """Give the change as plain JSON."""
        return plain_values(change="become_foundation_trust", day=self.day)


Change = Retire | Open | Appoint | Merge | BecomeFoundationTrust


def _begins(seat: Seat, after: date, until: date) -> bool:
    """Answer whether a seat begins after a day and no later than another."""
    return seat.start is not None and after < seat.start <= until


def plain_values(**values: Any) -> dict[str, Any]:
    """Give values as plain JSON by the keys of TOML; what is not known is left out."""
    return {
        KEYS.get(name, name): _plain(value) for name, value in values.items() if value is not None
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return "never" if value == NEVER else value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _seats_that_join(leading: Board, led: Board, first: date) -> list[Seat]:
    """Give the seats of the board that is led, some of them ended.

    A constituency is one of the body that ends. The law asks whether a non-executive belongs to the
    public or patients' constituency, or the university, of the body that goes on (National Health
    Service Act 2006, schedule 7, paragraph 16(4)). Nobody is told that of those who join, whatever
    they were before: one from the staff of the other body, or from none of its constituencies, may
    be a public member here. So it is not known of a seat that lasts into the merger.
    """
    joined: list[Seat] = []
    for seat in led.seats:
        apart = replace(seat, post=f"{led.name}: {seat.post}") if seat.post else seat
        taken = [
            max(one.start or first, first)
            for one in leading.seats
            if one.person and (one.end is None or one.end >= first) and _stands_for(one, seat)
        ]
        parts = ended_by(apart, min(taken) - A_DAY) if taken else (apart,)
        joined.extend(
            replace(one, constituency=None) if one.end is None or one.end >= first else one
            for one in parts
        )
    return joined


def _stands_for(leading: Seat, led: Seat) -> bool:
    """Answer whether a seat of the leading board stands for one of the other."""
    role = _named_role(led)
    return (role is not Role.OTHER and role is _named_role(leading)) or (
        led.person != "" and is_same(leading.person, led.person)
    )


def _named_role(seat: Seat) -> Role:
    if seat.kind is SeatKind.ATTENDEE:
        return Role.OTHER
    return Role.CHAIR if seat.kind is SeatKind.CHAIR else seat.role


def _governors_until(board: Board, last: date) -> list[Governor]:
    """Give the governors that there have been by a day, none of them later than it."""
    return [
        one if one.end is not None and one.end <= last else replace(one, end=last)
        for one in board.governors
        if one.start is None or one.start <= last
    ]
