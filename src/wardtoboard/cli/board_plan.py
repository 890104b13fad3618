"""What `wardtoboard board plan` asks for where nothing is said, and what it prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wardtoboard.base.days import in_words
from wardtoboard.boards.facts import Board
from wardtoboard.boards.headroom.headroom import NOT_ADVICE
from wardtoboard.boards.places import places_at
from wardtoboard.boards.plan import Alternative, Condition, Plan
from wardtoboard.boards.scenarios.named_seats import is_same, nobody
from wardtoboard.cli.board_check import BINDS, UNCONFIRMED
from wardtoboard.cli.printing import print_table, print_text

EVERYONE = "everyone"
WHOM = (
    "Seats and professions are proposed. Whom to appoint is for people; names are in the order of "
    "the alphabet."
)


def sizes(board: Board, day: date, at_least: int | None, at_most: int | None) -> tuple[int, int]:
    """Give the fewest and the most voting seats wanted.

    Where they are not said: as many as are held, and as many as there are or one more than held.
    """
    places = [place for place in places_at(board, day) if place.is_director]
    held = sum(1 for place in places if place.held)
    fewest = held if at_least is None else at_least
    most = max(len(places), held + 1, fewest) if at_most is None else at_most
    return min(fewest, most) if at_least is None else fewest, most


def who_stays(board: Board, day: date, leaving: Sequence[str]) -> tuple[str, ...]:
    """Give those who sit with a vote and stay; raises NotInTableError for who does not sit."""
    sitting = [
        seat.person for place in places_at(board, day) if place.is_director for seat in place.held
    ]
    if any(is_same(name, EVERYONE) for name in leaving):
        return ()
    for name in leaving:
        if not any(is_same(name, person) for person in sitting):
            raise nobody(board, name, day)
    return tuple(one for one in sitting if not any(is_same(one, name) for name in leaving))


def print_plan(made: Plan) -> None:
    """Print the boards that a plan found, or what cannot all be met, for a person."""
    where = f"{made.board or 'The board'} on {in_words(made.day)}"
    if not made.is_possible:
        print_text(f"{where}: no board meets all of these. Without any one of them, one would:")
        _print_conditions(made.conflict)
        print_text(NOT_ADVICE)
        return
    number = len(made.alternatives)
    print_text(
        f"{where}: {number} lawful board{'' if number == 1 else 's'} of the people who stay and "
        f"the candidates. Today's professions with a vote: {_listed(made.professions_now)}."
    )
    print_text(WHOM)
    print_text(NOT_ADVICE)
    for place, one in enumerate(made.alternatives, start=1):
        _print_alternative(place, one)
    if made.to_check:
        print_text("Check before people are appointed:")
        _print_conditions(made.to_check)


def _print_alternative(number: int, one: Alternative) -> None:
    print_text()
    print_text(f"Board {number}: {one.size} voting seats")
    for sentence in one.trade_offs:
        print_text(f"  {sentence}")
    print_text(f"  Professions: {_listed(one.professions)}.")
    if one.skills_missing:
        print_text(f"  Skills not covered: {_listed(one.skills_missing)}.")
    stays = sum(1 for seat in one.seats if seat.stays)
    print_table(
        f"Seats to fill ({stays} stay as they are)",
        ("Seat", "Professions", "Skills", "Must be", "Could be filled by"),
        [
            (
                seat.title,
                ", ".join(seat.professions),
                ", ".join(seat.skills),
                "; ".join(seat.needs),
                ", ".join(seat.could_fill),
            )
            for seat in one.open_seats
        ],
    )


def _print_conditions(conditions: Sequence[Condition]) -> None:
    for one in conditions:
        binds = "of this plan" if one.severity is None else BINDS[one.severity]
        print_text(f"  {one.statement.rstrip('.')} ({one.id}; {binds}).")
        if one.citation is not None:
            own = " (your own instrument)" if one.is_own else ""
            print_text(f"    Source: {one.citation}{own}.")
        if one.is_unconfirmed:
            print_text(f"    {UNCONFIRMED} {one.id}.")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "none known"
