"""On random boards free seats say what the judge of the law says once they are filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from builders.boards import Table
from builders.drawn_boards import drawn_boards
from reference.plain_boards import judge
from wardtoboard.boards.facts import Board
from wardtoboard.boards.headroom.free_seats import COULD_BE_MADE, FreeSeats, free_seats
from wardtoboard.boards.headroom.reserved import reserved_seats
from wardtoboard.boards.headroom.ways import Way

MOST = ("NHST-MAX-DIR", "NHST-MAX-NED", "NHST-MAX-ED", "NHST-HS-MH-MAX", "FT-NO-MAX")
KEPT = ("NHST-ED-DOC", "NHST-ED-NURSE", "FT-ED-DOC", "FT-ED-NURSE")
WORDS = {True: "met", False: "not_met", None: "cannot_tell"}

Case = tuple[Board, date]


@pytest.fixture(scope="module")
def cases() -> Sequence[Case]:
    """Boards of one body each, without empty seats, so that what is free is what could be made."""
    return [
        (replace(board, seats=tuple(seat for seat in board.seats if seat.person)), day)
        for board, day in drawn_boards(20240604, 1500)
    ]


def test_a_kept_seat_is_filled_where_the_law_is_met(cases):
    seen = Counter()
    for board, day in cases:
        expected = judge(board, day)
        for one in reserved_seats(board, day):
            if one.rule in KEPT:
                assert expected[one.rule] == WORDS[one.is_filled], (board, day)
                seen[one.rule, one.is_filled] += 1
    assert set(seen) == {(rule, filled) for rule in KEPT for filled in WORDS}


def made(board: Board, day: date) -> FreeSeats:
    return next(
        one
        for one in free_seats(board, day)
        if one.way is Way.NON_EXECUTIVE and one.what == COULD_BE_MADE
    )


def with_more(board: Board, day: date, more: int) -> Board:
    seats = [
        replace(one, person=f"New {number}", start=day, end=None)
        for number, one in enumerate(Table(day).non_executives(more))
    ]
    return replace(board, seats=(*board.seats, *seats))


def breaches(board: Board, day: date) -> set[str]:
    found = judge(board, day)
    return {rule for rule in MOST if found.get(rule) == "not_met"}


def test_seats_that_could_be_made_keep_the_numbers_and_one_more_would_not(cases):
    limited = 0
    for board, day in cases:
        free = made(board, day)
        if free.at_least is None or free.at_most is None:
            continue
        limited += 1
        before = breaches(board, day)
        assert breaches(with_more(board, day, free.at_least), day) == before, (board, day)
        assert breaches(with_more(board, day, free.at_most + 1), day), (board, day)
    assert limited > 300
