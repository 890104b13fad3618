"""Which rules and targets cannot all be met: a smallest set, by taking one away after another.

This is the deletion filter of Chinneck and Dravnieks (1991): without any one of what is left, a
board can be found.
"""

from __future__ import annotations

from collections.abc import Sequence

from wardtoboard.boards.plan.options import Option
from wardtoboard.boards.plan.programme import rows_of_sense, solve_rows
from wardtoboard.boards.plan.requirements import Requirement


def conflict_among(
    requirements: Sequence[Requirement], options: Sequence[Option]
) -> tuple[Requirement, ...]:
    """Give requirements that cannot all be met, of which none can be spared.

    Those that come first are spared first: give last what the asker can change. Without a board
    that fails to meet them all, nothing is in conflict and the answer is empty.
    """
    sense = rows_of_sense(options)

    def can_be_met(kept: Sequence[Requirement]) -> bool:
        rows = [row for one in kept for row in one.demand.rows]
        return solve_rows(len(options), [*sense, *rows], {}, whole=True) is not None

    if can_be_met(requirements):
        return ()
    kept = list(requirements)
    for one in requirements:
        without = [other for other in kept if other is not one]
        if not can_be_met(without):
            kept = without
    return tuple(kept)
