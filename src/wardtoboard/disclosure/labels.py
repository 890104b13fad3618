"""Which labels may be let out beside a protected table.

A label is a figure too: "too few" beside a count of 8 says that at most one person stands
above. So labels are weighed against the tables that agree with what is released: those that
would bear the same labels are what an attacker who knows our rules is left with.

A ceiling cannot be told without telling that few stand above it. Labels worth saying may
therefore narrow what is open about a small count, but never to fewer than four possible
numbers; the other labels may not narrow it at all.

What is withheld tells as well: who runs this code on every table that agrees sees which of them
would have kept back the same labels. So the other labels are first weighed against tables that
anyone can make from what is shown, whatever the truth; a label that falls there tells nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from math import gcd
from typing import Any

import numpy as np

from wardtoboard.disclosure.lattice import joint_lattice
from wardtoboard.disclosure.protection import Protected
from wardtoboard.disclosure.system import Row, System, rows_of
from wardtoboard.disclosure.tables import (
    TOTAL,
    WITHHELD,
    CountTable,
    Key,
    ReleasedTable,
    Rule,
    members,
)

Labels = Mapping[Any, str]


def tables_that_agree(protected: Protected) -> list[dict[Key, int]]:
    """Give whole-number tables that agree with everything released, the true one first.

    They are the witnesses and the whole-number tables between each of them and the truth.
    """
    truth = dict(protected.table.counts)
    tables = [truth]
    for witness in protected.witnesses:
        steps = {key: witness[key] - count for key, count in truth.items()}
        parts = gcd(*steps.values())
        tables.extend(
            {key: count + steps[key] // parts * part for key, count in truth.items()}
            for part in range(1, parts + 1)
        )
    return tables


def tables_at_the_ends(released: ReleasedTable, rule: Rule) -> list[dict[Key, int]]:
    """Give tables with each withheld count as small and as large as what is shown allows.

    They follow from the released table alone. A count that nothing shown limits goes up to the
    largest number shown.
    """
    lattice = joint_lattice([released])
    rows = rows_of([released], lattice, rule)
    free = System(rows, len(lattice.leaves))
    most = max(rule.small + rule.upper, *released.shown().values(), 0)
    ends = [
        Row(0, leaf, np.array([place]), 0, most)
        for place, leaf in enumerate(lattice.leaves)
        if free.has_no_greatest(np.array([place]))
    ]
    system = System([*rows, *ends], len(lattice.leaves))
    found: dict[tuple[int, ...], None] = {}
    for place, leaf in enumerate(lattice.leaves):
        if released.values[leaf] == WITHHELD:
            for sign in (1, -1):
                table = system.extreme(np.array([place]), sign, whole=True)
                found[tuple(np.rint(table).astype(int).tolist())] = None
    return [dict(zip(lattice.leaves, table, strict=True)) for table in found]


def labels_to_release(
    labels: Sequence[Labels],
    tables: Sequence[Mapping[Key, int]],
    protected: Protected,
    rule: Rule,
    worth_saying: Collection[Hashable],
    *,
    at_the_ends: Sequence[Labels] = (),
) -> frozenset[Hashable]:
    """Choose the labels that may be let out, by name.

    `labels[i]` are the labels that `tables[i]` would bear; the first is the truth. A label named
    in `worth_saying` is kept unless, with all the others kept, some small count could no longer
    differ by `rule.upper` among the tables that bear them. Any other label is kept only where it
    narrows no small count further, inside the room that the rule asks. Labels that stand in the
    way of fewest tables are dropped first.

    `at_the_ends` are the labels of `tables_at_the_ends`: a label not worth saying that any of
    them bears otherwise is not let out, however the truth has it.
    """
    truth = {
        name: label
        for name, label in labels[0].items()
        if name in worth_saying or all(end.get(name) == label for end in at_the_ends)
    }
    odd = [{name for name in truth if other.get(name) != truth[name]} for other in labels]
    cells = [counts_of_cell(protected.table, cell, tables) for cell in sorted(protected.primary)]
    kept: set[Hashable] = set(truth).intersection(worth_saying)
    for values in cells:
        while _spread(values, odd, kept) < rule.upper:
            kept -= _cheapest_to_admit(values, odd, kept, kept)
    rest = set(truth).difference(worth_saying)
    wanted = [_room(values, odd, kept, rule) for values in cells]
    kept |= rest
    for values, (low, high) in zip(cells, wanted, strict=True):
        while not _reaches(values, odd, kept, low, high):
            kept -= _cheapest_to_admit(values, odd, kept, rest, low, high)
    return frozenset(kept)


def counts_of_cell(table: CountTable, cell: Key, tables: Sequence[Mapping[Key, int]]) -> list[int]:
    """Count a cell of any kind (finest, subtotal or margin) in tables of finest cells."""
    finest = _finest_under(table, cell)
    return [sum(one[key] for key in finest) for one in tables]


def _finest_under(table: CountTable, cell: Key) -> list[Key]:
    """Give the finest cells that a cell of any kind (finest, subtotal or margin) adds up."""
    names = [
        None if name == TOTAL else set(members(name, table.groups.get(dimension, {})))
        for dimension, name in zip(table.dimensions, cell, strict=True)
    ]
    return [
        key
        for key in table.counts
        if all(held is None or part in held for part, held in zip(key, names, strict=True))
    ]


def _left(values: Sequence[int], odd: Sequence[set[Hashable]], kept: set[Hashable]) -> list[int]:
    """Give the counts of a cell in the tables that bear every label kept; the truth is one."""
    return [value for value, names in zip(values, odd, strict=True) if not names & kept]


def _spread(values: Sequence[int], odd: Sequence[set[Hashable]], kept: set[Hashable]) -> int:
    left = _left(values, odd, kept)
    return max(left) - min(left)


def _room(
    values: Sequence[int], odd: Sequence[set[Hashable]], kept: set[Hashable], rule: Rule
) -> tuple[int, int]:
    """Give the least and greatest count that must stay open: what the rule asks, if there."""
    left = _left(values, odd, kept)
    below, above = rule.spread(values[0])
    return max(min(left), values[0] - below), min(max(left), values[0] + above)


def _reaches(
    values: Sequence[int],
    odd: Sequence[set[Hashable]],
    kept: set[Hashable],
    low: int,
    high: int,
) -> bool:
    left = _left(values, odd, kept)
    return min(left) <= low and high <= max(left)


def _cheapest_to_admit(
    values: Sequence[int],
    odd: Sequence[set[Hashable]],
    kept: set[Hashable],
    may_go: set[Hashable],
    low: int | None = None,
    high: int | None = None,
) -> set[Hashable]:
    """Give the fewest labels whose loss lets in a table with a count not open yet.

    Only labels of `may_go` are lost. With `low` and `high`, the count must be one that helps
    to reach them.
    """
    left = _left(values, odd, kept)
    least, greatest = min(left), max(left)
    barred = [
        names & kept
        for value, names in zip(values, odd, strict=True)
        if names & kept
        and names & kept <= may_go
        and (
            (value < least and (low is None or least > low))
            or (value > greatest and (high is None or greatest < high))
        )
    ]
    return min(barred, key=len)
