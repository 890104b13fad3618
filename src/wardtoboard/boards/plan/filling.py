"""Put people whom people chose into the open seats of a plan, to look at the board they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from wardtoboard.base.errors import Fault, NotInTableError
from wardtoboard.boards.facts import Board, Seat, SeatKind, is_held_on, name_key
from wardtoboard.boards.plan.candidates import Candidate
from wardtoboard.boards.plan.plans import Alternative
from wardtoboard.boards.plan.seats import ProposedSeat


def with_people(
    board: Board,
    day: date,
    alternative: Alternative,
    candidates: Sequence[Candidate],
    people: Sequence[str],
) -> Board:
    """Give the board from a day on with these people, in the order of the open seats.

    Voting directors of the day who do not stay leave the day before; those without a vote stay,
    unless they are given a seat. Raises NotInTableError for someone who could not fill their seat
    or is named for two, and ValueError when there are more or fewer people than open seats.
    """
    places = list(zip(alternative.open_seats, people, strict=True))
    faults = [fault for seat, name in places if (fault := _fault(seat, name, people))]
    if faults:
        raise NotInTableError(faults)
    by_name = {one.candidate: one for one in candidates}
    new = tuple(by_name[name].in_seat(seat.kind, seat.role, day) for seat, name in places)
    seated = {name_key(seat.person) for seat in new}
    staying = {name_key(name) for seat in alternative.seats for name in seat.stays}
    kept = (
        seat if _may_remain(seat, day, staying, seated) else _left(seat, day)
        for seat in board.seats
    )
    return replace(board, seats=(*(seat for seat in kept if seat), *new))


def _fault(seat: ProposedSeat, name: str, people: Sequence[str]) -> Fault | None:
    if name not in seat.could_fill:
        do = f"Choose one of: {', '.join(seat.could_fill)}."
        return Fault(f"this person could not fill the seat {seat.title}", do, found=name)
    if people.count(name) > 1:
        return Fault("a person holds one seat at a time", "Choose another.", found=name)
    return None


def _may_remain(seat: Seat, day: date, staying: set[str], seated: set[str]) -> bool:
    person = name_key(seat.person)
    if person in staying or person in seated:
        return person in staying
    has_vote = seat.kind is not SeatKind.ATTENDEE and seat.voting is not False
    return not has_vote or not is_held_on(seat, day)


def _left(seat: Seat, day: date) -> Seat | None:
    last = day - timedelta(days=1)
    if seat.start is not None and seat.start > last:
        return None
    return replace(seat, end=min(seat.end or last, last))
