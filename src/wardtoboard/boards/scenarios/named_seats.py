"""Find a seat of a board by who holds it, or by its title."""

from __future__ import annotations

from datetime import date

from wardtoboard.base.errors import Fault, NotInTableError
from wardtoboard.boards.facts import Board, Seat, name_key


def seat_held_by(board: Board, person: str, day: date) -> Seat | None:
    """Give the seat that someone holds on a day; nobody holds two."""
    held = (seat for seat in board.on(day) if seat.person)
    return next((seat for seat in held if is_same(seat.person, person)), None)


def seats_of(board: Board, person: str) -> list[Seat]:
    """Give the seats that someone holds at any time, one after another."""
    return [seat for seat in board.seats if seat.person and is_same(seat.person, person)]


def seats_titled(board: Board, title: str, day: date) -> list[Seat]:
    """Give the seats of a day with a title, held or empty."""
    return [seat for seat in board.on(day) if is_same(seat.title, title)]


def find_seat(board: Board, named: str, day: date) -> Seat:
    """Find a seat of a day by its holder or its title; of several alike, an empty one.

    Raises NotInTableError for none, and for several that are all held.
    """
    held = seat_held_by(board, named, day)
    if held is not None:
        return held
    titled = seats_titled(board, named, day)
    chosen = [seat for seat in titled if not seat.person][:1] or titled
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        what = f"{len(chosen)} seats have this title on {day.isoformat()}"
        raise _no(what, named, "the one who holds it", [seat.person for seat in chosen])
    what = f"no seat has this title or holder on {day.isoformat()}"
    raise _no(what, named, "one of", [seat.title for seat in board.on(day)])


def nobody(board: Board, person: str, day: date) -> NotInTableError:
    """Say that someone holds no seat on a day, and who does."""
    people = [seat.person for seat in board.on(day)]
    return _no(f"nobody of this name holds a seat on {day.isoformat()}", person, "one of", people)


def is_same(one: str, other: str) -> bool:
    """Answer whether two names are one, however they are cased."""
    return name_key(one.strip()) == name_key(other.strip())


def _no(what: str, found: str, which: str, names: list[str]) -> NotInTableError:
    known = ", ".join(dict.fromkeys(name for name in names if name))
    do = f"Name {which}: {known}." if known else "Ask about a day on which the board sits."
    return NotInTableError([Fault(what=what, found=found, do=do)])
