"""A few boards that differ in professions or seats: the best, those best at something else."""

from __future__ import annotations

from collections.abc import Iterator

from wardtoboard.boards.plan.programme import Aim, Chosen, Programme

MOST_ALTERNATIVES = 5
ORDERS = (
    (Aim.BREADTH, Aim.SKILLS, Aim.SIZE),
    (Aim.SKILLS, Aim.BREADTH, Aim.SIZE),
    (Aim.SIZE, Aim.BREADTH, Aim.SKILLS),
)
"""Professions come first; the other orders show what putting them first costs."""


def alternatives(programme: Programme) -> tuple[Chosen, ...]:
    """Give at most five boards, the best first, no two with the same professions and seats.

    First the proven best in each of the orders, then the next best in the first of them that have
    a profession more, or fewer seats of a kind, than each board before.
    """
    start = programme.any_board()
    if start is None:
        return ()
    first = programme.best(ORDERS[0], start)
    others = (_better_at(order, first, programme) for order in ORDERS[1:])
    by_worth = {board.worth: board for board in others if board}
    found = [first, *by_worth.values()]
    for board in found:
        programme.exclude(board)
    found += _next_ones(first, MOST_ALTERNATIVES - len(found), programme)
    return tuple(sorted(found, key=lambda board: board.worth))


def _better_at(order: tuple[Aim, ...], first: Chosen, programme: Programme) -> Chosen | None:
    """Give the best in another order, if that is better at its first aim.

    If it is not, the first board is best in that order too: the other two aims are in the same
    order in both.
    """
    aim, *others = order
    leader = programme.best([aim], first)
    if leader.cost(aim) == first.cost(aim):
        return None
    return programme.best(others, leader, [programme.no_worse(aim, leader)])


def _next_ones(last: Chosen, number: int, programme: Programme) -> Iterator[Chosen]:
    """Give so many of the best boards not cut off, or all there are; each is then cut off too."""
    for _ in range(number):
        board = _next_best(last, programme)
        if board is None:
            return
        programme.exclude(board)
        yield board
        last = board


def _next_best(last: Chosen, programme: Programme) -> Chosen | None:
    """Give the best board not cut off: any that is worth as much as the last, if there is one."""
    as_good = programme.any_board([programme.no_worse(aim, last) for aim in Aim])
    start = as_good or programme.any_board()
    return as_good or (programme.best(ORDERS[0], start) if start else None)
