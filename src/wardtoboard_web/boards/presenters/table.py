"""The table of a board as it is drawn: seats by kind, with each profession in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wardtoboard.boards.facts import Board, Seat, SeatKind, is_held_on, is_suspended_on
from wardtoboard.boards.places import Place, open_to
from wardtoboard.professions import Professions, load_professions
from wardtoboard_web.layout.words import day_words, mid

SIDES: Mapping[SeatKind, str] = {
    SeatKind.CHAIR: "Chair",
    SeatKind.EXECUTIVE: "Executive directors",
    SeatKind.NON_EXECUTIVE: "Non-executive directors",
    SeatKind.MEMBER: "Other members of the board",
    SeatKind.ATTENDEE: "At the table, but no directors",
}
"""What each side of the table is called, in the order they are drawn."""
ANY_CLINICIAN = "any"


@dataclass(frozen=True, slots=True)
class SeatDrawn:
    """A seat as it is drawn: who holds it, what it is, their profession, and marks in words."""

    person: str
    title: str
    profession: str
    marks: tuple[str, ...]
    is_empty: bool


@dataclass(frozen=True, slots=True)
class SideDrawn:
    """One side of the table: its name, how many sit there, and its seats."""

    name: str
    seats: tuple[SeatDrawn, ...]

    @property
    def held(self) -> int:
        """Give how many of its seats someone holds."""
        return sum(not seat.is_empty for seat in self.seats)


def drawn_table(board: Board, day: date) -> tuple[SideDrawn, ...]:
    """Draw the seats of a day, side by side of the table; a side without seats is left out."""
    professions = load_professions(date.max)  # names, of any day
    seats = board.on(day)
    sides = ((name, [one for one in seats if one.kind == kind]) for kind, name in SIDES.items())
    return tuple(
        SideDrawn(name, tuple(_drawn(seat, day, professions) for seat in held))
        for name, held in sides
        if held
    )


def _drawn(seat: Seat, day: date, professions: Professions) -> SeatDrawn:
    is_empty = not seat.person
    return SeatDrawn(
        person=seat.person or "Empty seat",
        title=seat.title,
        profession="" if is_empty else profession_words(seat, professions),
        marks=tuple(_marks(seat, day, professions)),
        is_empty=is_empty,
    )


def profession_words(seat: Seat, professions: Professions) -> str:
    """Say what professions the holder of a seat has; what nobody told is not guessed."""
    known = Place(seat.kind, (seat,)).professions
    if not known:
        return "Profession not known" if seat.professions is None else "Not a clinician"
    said = " and ".join(sorted(mid(professions.get(one).singular) for one in known))
    return said[:1].upper() + said[1:]


def _marks(seat: Seat, day: date, professions: Professions) -> Iterator[str]:
    """Say what else the table shows of a seat."""
    if seat.open_to or not seat.person:
        yield who_may_fill(open_to(seat), professions)
    if seat.kind != SeatKind.ATTENDEE:
        if seat.voting is None:
            yield "Not known whether it votes"
        elif not seat.voting:
            yield "Does not vote"
    if seat.post and seat.person:
        yield "Shares the post"
    if is_suspended_on(seat, day):
        yield "Suspended"
    if seat.end and seat.person:
        yield f"Until {day_words(seat.end)}"


def who_may_fill(professions: tuple[str, ...], known: Professions) -> str:
    """Say for whom a seat is kept, or that any registered clinician may fill it."""
    if ANY_CLINICIAN in professions:
        return "Open to any registered clinician"
    names = [mid(known.get(one).label) for one in professions]
    return f"Reserved for {' or '.join(names)}" if names else "Open to no clinician"


def ends_between(board: Board, first: date, last: date) -> tuple[Seat, ...]:
    """Give the seats held on the first day whose time ends by the last, the soonest first."""
    ending = [
        (seat.end, seat)
        for seat in board.seats
        if seat.person and is_held_on(seat, first) and seat.end and seat.end <= last
    ]
    return tuple(seat for _, seat in sorted(ending, key=lambda pair: (pair[0], pair[1].title)))
