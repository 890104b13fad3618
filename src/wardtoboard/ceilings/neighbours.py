"""What other organisations tell us: the same profession elsewhere, and how far it varies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from wardtoboard.ceilings.body import Body
from wardtoboard.ceilings.comparisons import Comparator
from wardtoboard.ceilings.estimands import rest_reference
from wardtoboard.ceilings.evidence import Prior
from wardtoboard.ceilings.people import TOGETHER
from wardtoboard.inference import pool_organisations

FEWEST_TO_POOL = 5


def same_profession_elsewhere(bodies: Sequence[Body]) -> Comparator:
    """Give a function from (body code, profession, level) to people (at, above) elsewhere.

    Elsewhere is every other body that pools its levels in the same way, together; nobody (0, 0)
    for the bodies taken together.
    """
    alone = {body.code: body for body in bodies if body.code != TOGETHER}
    own = {code: _held(body) for code, body in alone.items()}
    sums: dict[frozenset[str], dict[tuple[str, str], int]] = {}
    for code, body in alone.items():
        everyone = sums.setdefault(body.pooled_levels, defaultdict(int))
        for key, count in own[code].items():
            everyone[key] += count
    ladders = (body.ladder or body.guide.levels for body in bodies)
    order = max(ladders, key=len, default=())

    def elsewhere(code: str, profession: str, level: str) -> tuple[int, int]:
        if code == TOGETHER or level not in order:
            return 0, 0
        mine = own.get(code, {})
        pooled = alone[code].pooled_levels if code in alone else frozenset[str]()
        everyone = sums.get(pooled, {})
        counts = [
            everyone.get((profession, one), 0) - mine.get((profession, one), 0)
            for one in order[order.index(level) :]
        ]
        return counts[0], sum(counts[1:])

    return elsewhere


def _held(body: Body) -> dict[tuple[str, str], int]:
    """Count a body's people by profession and level, families and their members alike."""
    return {
        (profession, level): int(stock.counts[i, k])
        for stock in body.stocks
        for i, profession in enumerate(stock.professions)
        for k, level in enumerate(stock.levels)
    }


def priors_among(
    peers: Sequence[Body], progress: Callable[[str, int, int], None] | None = None
) -> Mapping[tuple[str, str], Prior]:
    """Give, by (profession, level), how the log odds ratio varies among peer organisations.

    The hypergeometric-normal model is fitted wherever at least `FEWEST_TO_POOL` peers have the
    step; elsewhere there is no entry and the prior of the settings stands.
    """
    tables = _tables_by_step(peers)
    priors = {}
    for done, (key, rows) in enumerate(tables.items()):
        prior = _prior(np.array(rows)) if len(rows) >= FEWEST_TO_POOL else None
        if prior is not None:
            priors[key] = prior
        if progress is not None:
            progress("Learning from peers", done + 1, len(tables))
    return priors


def _prior(rows: Any) -> Prior | None:
    """Fit tables of shape (peers, 4); None when they cannot tell."""
    try:
        fitted = pool_organisations(*rows.T)
    except ValueError:
        return None
    return Prior(fitted.mean, fitted.tau)


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
