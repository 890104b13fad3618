"""On random boards free seats say what the judge of the law says once they are filled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pytest

from builders.boards import Table
from builders.drawn_boards import drawn_boards
from builders.drawn_seats import Draw
from reference.plain_boards import judge
from wardtoboard.boards.facts import Board, Role, Seat, SeatKind
from wardtoboard.boards.headroom.free_seats import COULD_BE_MADE, EMPTY, FreeSeats, free_seats
from wardtoboard.boards.headroom.headroom import headroom
from wardtoboard.boards.headroom.reserved import reserved_seats
from wardtoboard.boards.headroom.ways import VOTING, Way
from wardtoboard.boards.places import ANY, open_to, places_at
from wardtoboard.boards.scenarios.seat_times import emptied

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
        over = with_more(board, day, free.at_most + 1)
        is_over = breaches(over, day) or not can_be_lawful(over, day, judge(board, day))
        assert is_over, (board, day)
    assert limited > 300


# Boards with empty seats: what is counted may be filled by anyone, and the law kept

CAPPED = (*MOST, "NHSE-ED-LT-NED")
KIND = {Way.EXECUTIVE: SeatKind.EXECUTIVE, Way.NON_EXECUTIVE: SeatKind.NON_EXECUTIVE}
OPEN_TO = (
    *(None, None, (ANY,), (ANY,), ("pharmacist",), ("doctor",), ("doctor", "pharmacist")),
    *(("nurse", "midwife"), ()),
)
ON = {"doctor": ("GMC",), "nurse": ("NMC-nurse",)}
ORDER = ("not_applicable", "met", "cannot_tell", "not_met")


@pytest.fixture(scope="module")
def cases_with_empty_seats() -> Sequence[Case]:
    draw = Draw(np.random.default_rng(20240605))
    found = []
    for board, day in drawn_boards(20240605, 500):
        share = draw.one_of((0.1, 0.3, 0.5))
        seats = [_maybe_empty(draw, one, share) for one in board.seats]
        more = [replace(one, start=day, end=None) for one in seats if not one.person]
        found.append((replace(board, seats=(*seats, *more[: draw.between(0, 2)])), day))
    return found


def _maybe_empty(draw: Draw, seat: Seat, share: float) -> Seat:
    if not draw.chance(share):
        return seat
    role = seat.role if seat.kind is SeatKind.CHAIR or draw.chance(0.5) else Role.OTHER
    voting = draw.one_of((True, True, None, False))
    return replace(emptied(seat), role=role, voting=voting, open_to=draw.one_of(OPEN_TO))


def filled(seat: Seat, person: str, registrations: tuple[str, ...] = ("HCPC",)) -> Seat:
    return replace(seat, person=person, voting=True, registrations=registrations)


def with_all_counted(
    board: Board, day: date, way: Way, beyond: int = 0, exactly: int | None = None
) -> tuple[Board, int, bool]:
    """Fill what is counted of one way by those of another registration, with a vote each.

    With `beyond`, so many more sit than are counted at the most; with `exactly`, so many sit. Gives
    how many, and whether what is counted has a limit.
    """
    places = iter([place for place in places_at(board, day) if not place.held])
    least = most = 0
    is_limited, seats, free = True, list(board.seats), []
    for one in free_seats(board, day):
        place = next(places) if one.what == EMPTY else None
        if one.way is not way or ANY not in one.open_to:
            continue
        is_limited = is_limited and one.at_most is not None
        least, most = least + (one.at_least or 0), most + (one.at_most or 0)
        if place is not None and (one.at_least or beyond):
            free.append(place.seats[0])
    count = most + beyond if beyond else least if exactly is None else exactly
    for number, seat in enumerate(free[:count]):
        seats[seats.index(seat)] = filled(seat, f"New {way} {number}")
    for number in range(len(free), count):
        seats.append(filled(new_seat(day, KIND.get(way, SeatKind.MEMBER)), f"New {way} {number}"))
    return replace(board, seats=tuple(seats)), count, is_limited


def new_seat(day: date, kind: SeatKind) -> Seat:
    seat = replace(emptied(Table(day).executive("")), kind=kind)
    return replace(seat, start=day, works_for_trust=False)


def is_worse(now: dict[str, str], before: dict[str, str]) -> bool:
    return any(
        ORDER.index(now[rule]) > ORDER.index(before[rule]) for rule in CAPPED if rule in before
    )


def can_be_lawful(board: Board, day: date, before: dict[str, str]) -> bool:
    """Answer whether a doctor and a nurse can sit, by trying every seat that there could be."""
    now = judge(board, day)
    unmet = [
        who for who, rules in (("doctor", KEPT[::2]), ("nurse", KEPT[1::2])) if lacks(now, rules)
    ]
    empty = [place for place in places_at(board, day) if not place.held and place.is_director]
    empty = [place for place in empty if place.kind is SeatKind.EXECUTIVE]
    may = [
        [None, *(p.seats[0] for p in empty if {ANY, who} & set(open_to(p.seats[0])))]
        for who in unmet
    ]
    return any(_is_lawful(board, day, before, unmet, chosen) for chosen in product(*may))


def lacks(found: dict[str, str], rules: Sequence[str]) -> bool:
    return any(found.get(rule) in ("not_met", "cannot_tell") for rule in rules)


def _is_lawful(
    board: Board,
    day: date,
    before: dict[str, str],
    unmet: Sequence[str],
    chosen: tuple[Seat | None, ...],
) -> bool:
    seats = list(board.seats)
    for who, seat in zip(unmet, chosen, strict=True):
        sits = filled(seat or new_seat(day, SeatKind.EXECUTIVE), f"The {who}", ON[who])
        if seat is None:
            seats.append(sits)
        elif seat in seats:
            seats[seats.index(seat)] = sits
        else:
            return False
    now = judge(replace(board, seats=tuple(seats)), day)
    return not is_worse(now, before) and not lacks(now, KEPT)


@pytest.mark.parametrize("way", [Way.EXECUTIVE, Way.NON_EXECUTIVE, Way.SYSTEM_ROLE])
def test_all_that_is_counted_may_be_filled_by_anyone_and_the_law_still_kept(
    cases_with_empty_seats, way
):
    """No number is passed, and wherever a doctor and a nurse could sit before, they still can."""
    filled_up = kept = 0
    for board, day in cases_with_empty_seats:
        before = judge(board, day)
        after, count, _ = with_all_counted(board, day, way)
        if not count:
            continue
        filled_up += 1
        assert not is_worse(judge(after, day), before), (board, day)
        if lacks(before, KEPT) and can_be_lawful(board, day, before):
            kept += 1
            assert can_be_lawful(after, day, before), (board, day)
    assert filled_up > 40
    assert kept > 15 or way is not Way.EXECUTIVE


@pytest.mark.parametrize("ways", [VOTING, VOTING[::-1]])
def test_all_that_is_counted_of_all_ways_together_may_be_filled_at_once(
    cases_with_empty_seats, ways
):
    """However they are shared out, no number is passed, and a doctor and a nurse can still sit."""
    shared = kept = 0
    for board, day in cases_with_empty_seats:
        found, after, before = headroom(board, day), board, judge(board, day)
        left = found.voting_open().at_least
        for way in ways:
            taken = min(left, found.number_open(way).at_least)
            after, _, _ = with_all_counted(after, day, way, exactly=taken)
            left -= taken
        shared += found.shares_a_limit
        assert left == 0
        assert not is_worse(judge(after, day), before), (board, day)
        if lacks(before, KEPT) and can_be_lawful(board, day, before):
            kept += 1
            assert can_be_lawful(after, day, before), (board, day)
    assert shared > 10
    assert kept > 15


def test_one_executive_more_than_is_counted_would_break_the_law(cases_with_empty_seats):
    """Asked where all empty seats are executives' and open to any, so that none waits unfilled."""
    asked = 0
    for board, day in cases_with_empty_seats:
        empty = [place for place in places_at(board, day) if not place.held and place.is_director]
        is_open = all(p.kind is SeatKind.EXECUTIVE and ANY in open_to(p.seats[0]) for p in empty)
        if not is_open:
            continue
        over, _, is_limited = with_all_counted(board, day, Way.EXECUTIVE, beyond=1)
        if not is_limited:
            continue
        asked += 1
        found = {rule for rule in CAPPED if judge(over, day).get(rule) == "not_met"}
        assert found or not can_be_lawful(over, day, judge(board, day)), (board, day)
    assert asked > 30
