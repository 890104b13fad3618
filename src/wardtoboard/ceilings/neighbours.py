"""What other organisations tell us: the same profession elsewhere, and how far it varies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from wardtoboard.ceilings.body import TOGETHER, Body
from wardtoboard.ceilings.comparisons import Comparator
from wardtoboard.ceilings.estimands import rest_reference
from wardtoboard.inference import pool_organisations

FEWEST_TO_POOL = 5


def same_profession_elsewhere(bodies: Sequence[Body]) -> Comparator:
    """Give a function from (body code, profession, level) to people (at, above) elsewhere.

    Elsewhere is every other body together; nobody (0, 0) for the bodies taken together.
    """
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    own: dict[tuple[str, str, str], tuple[int, int]] = {}
    for body in bodies:
        for key, pair in _at_and_above(body) if body.code != TOGETHER else ():
            own[body.code, *key] = pair
            sums[key][0] += pair[0]
            sums[key][1] += pair[1]

    def elsewhere(code: str, profession: str, level: str) -> tuple[int, int]:
        if code == TOGETHER:
            return 0, 0
        at, above = own.get((code, profession, level), (0, 0))
        total_at, total_above = sums.get((profession, level), (0, 0))
        return total_at - at, total_above - above

    return elsewhere


def _at_and_above(body: Body) -> list[tuple[tuple[str, str], tuple[int, int]]]:
    pairs: dict[tuple[str, str], tuple[int, int]] = {}
    for stock in body.stocks:
        above = stock.above
        for i, profession in enumerate(stock.professions):
            for k, level in enumerate(stock.levels):
                pairs[profession, level] = int(stock.counts[i, k]), int(above[i, k])
    return list(pairs.items())


def spreads_among(
    peers: Sequence[Body], progress: Callable[[str, int, int], None] | None = None
) -> Mapping[tuple[str, str], float]:
    """Give, by (profession, level), the spread of the log odds ratio among peer organisations.

    The hypergeometric-normal model is fitted wherever at least `FEWEST_TO_POOL` peers have the
    step; elsewhere there is no entry and the prior spread of the settings stands.
    """
    tables = _tables_by_step(peers)
    spreads = {}
    for done, (key, rows) in enumerate(tables.items()):
        if len(rows) >= FEWEST_TO_POOL:
            spread = _spread(np.array(rows))
            if spread is not None:
                spreads[key] = spread
        if progress is not None:
            progress("Learning from peers", done + 1, len(tables))
    return spreads


def _spread(rows: Any) -> float | None:
    """Fit the spread to tables of shape (peers, 4); None when they cannot tell it."""
    try:
        return pool_organisations(*rows.T).tau
    except ValueError:
        return None


def _tables_by_step(
    peers: Sequence[Body],
) -> dict[tuple[str, str], list[tuple[int, int, int, int]]]:
    tables: dict[tuple[str, str], list[tuple[int, int, int, int]]] = defaultdict(list)
    for body in peers:
        for stock in body.stocks:
            counts = rest_reference(stock)
            open_steps = stock.opens & (counts.at + counts.above > 0)
            for i, k in zip(*np.nonzero(open_steps), strict=True):
                tables[stock.professions[i], stock.levels[k]].append(
                    (
                        int(counts.above[i, k]),
                        int(counts.at[i, k]),
                        int(counts.above_reference[i, k]),
                        int(counts.at_reference[i, k]),
                    )
                )
    return tables
