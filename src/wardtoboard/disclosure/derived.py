"""Figures worked out from counts: a label, a ratio, a sentence, which step is largest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from wardtoboard.disclosure.protection import Protected
from wardtoboard.disclosure.tables import Key, Rule

T = TypeVar("T")


def only_what_cannot_tell(
    figure: Callable[[Mapping[Key, int]], T], protected: Protected
) -> T | None:
    """Give a figure if it is the same on the true table and on every witness; else None.

    ``figure`` takes the finest counts. Why this is safe: a witness agrees with every number
    released. If it gives the same figure too, it still agrees when the figure is released as
    well. So every witness stays possible, and the room that the witnesses show round each
    small count stays. That holds for any number of figures at once.

    A number with decimals is the same on all of them only when the counts behind it are shown
    or follow from what is shown. A label is often the same when those counts are not.
    """
    true = figure(protected.table.counts)
    same = all(figure(witness) == true for witness in protected.witnesses)
    return true if same else None


def ratio_may_be_shown(four_cells: Sequence[int], rule: Rule | None = None) -> bool:
    """Say whether all four counts behind a ratio are large enough: 8 or more by default.

    A ratio with its interval gives its counts away to anyone who tries them all, so a count of
    1 to 7, or none, behind it is as good as shown. This threshold is needed but not enough:
    four large counts may be sums over withheld cells, and the ratio would show those sums.
    Use ``only_what_cannot_tell`` as well.
    """
    rule = rule or Rule()
    return all(count > rule.small for count in four_cells)
