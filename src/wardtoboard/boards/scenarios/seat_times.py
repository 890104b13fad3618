"""A seat before and after someone leaves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from wardtoboard.boards.facts import Board, Seat

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
    """Give a seat until someone leaves it, and the empty one after it."""
    empty = replace(emptied(seat), start=last + A_DAY, end=seat.end)
    is_never = empty.end is not None and empty.end <= last
    return (*ended_by(seat, last), *(() if is_never else (empty,)))


def board_with(board: Board, seat: Seat, *instead: Seat) -> Board:
    """Give the board with other seats in the place of one."""
    place = board.seats.index(seat)
    return replace(board, seats=(*board.seats[:place], *instead, *board.seats[place + 1 :]))
