"""A seat before and after someone leaves it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from wardtoboard.boards.facts import Board, Role, Seat
from wardtoboard.boards.scenarios.named_seats import is_same

A_DAY = timedelta(days=1)


def emptied(seat: Seat) -> Seat:
    """Give a seat with what is known of the seat itself and nothing of who held it."""
    return Seat(
        person="",
        title=seat.title,
        role=seat.role,
        kind=seat.kind,
        voting=seat.voting,
        post=seat.post,
        open_to=seat.open_to,
        speaks_for=seat.speaks_for,
    )


def ended_by(seat: Seat, last: date) -> tuple[Seat, ...]:
    """Give a seat with its last day no later than this; none where it had not begun."""
    if seat.start is not None and seat.start > last:
        return ()
    return (seat if seat.end is not None and seat.end <= last else replace(seat, end=last),)


def left_by(seat: Seat, last: date) -> tuple[Seat, ...]:
    """Give a seat until someone leaves it, and the empty one after it.

    A seat that begins later is empty over its own dates; one that ended before stays as it was.
    """
    first = last + A_DAY if seat.start is None else max(seat.start, last + A_DAY)
    empty = replace(emptied(seat), start=first, end=seat.end)
    is_never = empty.end is not None and empty.end < first
    return (*ended_by(seat, last), *(() if is_never else (empty,)))


def is_one_seat(one: Seat, other: Seat) -> bool:
    """Answer whether two terms are of one seat: of one kind, in one role or under one title."""
    if (one.kind, one.role) != (other.kind, other.role):
        return False
    return one.role is not Role.OTHER or is_same(one.title, other.title)


def left_for_good(board: Board, terms: Collection[Seat], last: date) -> Board:
    """Give the board with terms left after a day: those under way end, later ones never begin.

    Their seats are empty over the same dates. Where one empty seat follows on from another like it
    they are joined, so that whoever fills the seat, or opens it, does so once.
    """
    parts = {term: left_by(term, last) for term in terms}
    seats = [part for one in board.seats for part in parts.get(one, (one,))]
    empty = (one for one in seats if not one.person)
    for later in sorted(empty, key=lambda one: one.start or date.min):
        before = next((one for one in seats if _goes_on(one, later)), None)
        if before is not None:
            seats[seats.index(before)] = replace(before, end=later.end)
            seats.remove(later)
    return replace(board, seats=tuple(seats))


def _goes_on(one: Seat, later: Seat) -> bool:
    """Answer whether an empty seat ends the day before one like it begins."""
    is_next = one.end is not None and one.end + A_DAY == later.start
    return is_next and not one.person and emptied(one) == emptied(later)


def board_with(board: Board, seat: Seat, *instead: Seat) -> Board:
    """Give the board with other seats in the place of one."""
    place = board.seats.index(seat)
    return replace(board, seats=(*board.seats[:place], *instead, *board.seats[place + 1 :]))
