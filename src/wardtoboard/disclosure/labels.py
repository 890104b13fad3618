"""Which labels may be let out beside a protected table.

A label is a figure too: "too few" beside a count of 8 says that at most one person stands
above. So labels are weighed against the tables that agree with what is released: those that
would bear the same labels are what an attacker who knows our rules is left with.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import gcd
from typing import Any

from wardtoboard.disclosure.protection import Protected
from wardtoboard.disclosure.tables import TOTAL, CountTable, Key, Rule, members

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


def labels_to_release(
    labels: Sequence[Labels], tables: Sequence[Mapping[Key, int]], protected: Protected, rule: Rule
) -> frozenset[Hashable]:
    """Choose the labels that may be let out, by name.

    `labels[i]` are the labels that `tables[i]` would bear; the first is the truth. Labels are
    dropped, those that stand in the way of fewest tables first, until every small count can
    still differ by at least `rule.upper` among the tables that bear all the labels kept.
    """
    kept: set[Hashable] = set(labels[0])
    odd = [{name for name in kept if other.get(name) != labels[0][name]} for other in labels]
    for cell in sorted(protected.primary):
        finest = _finest_under(protected.table, cell)
        values = [sum(table[key] for key in finest) for table in tables]
        while _spread(values, odd, kept) < rule.upper:
            kept -= _cheapest_to_admit(values, odd, kept)
    return frozenset(kept)


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


def _spread(values: Sequence[int], odd: Sequence[set[Hashable]], kept: set[Hashable]) -> int:
    left = [value for value, names in zip(values, odd, strict=True) if not names & kept]
    return max(left) - min(left)


def _cheapest_to_admit(
    values: Sequence[int], odd: Sequence[set[Hashable]], kept: set[Hashable]
) -> set[Hashable]:
    """Give the fewest labels whose loss lets in a table with another count in this cell."""
    left = [value for value, names in zip(values, odd, strict=True) if not names & kept]
    low, high = min(left), max(left)
    barred = [
        names & kept
        for value, names in zip(values, odd, strict=True)
        if names & kept and not low <= value <= high
    ]
    return min(barred, key=len)
