"""The slow plain twin of the attack: try every whole-number table, keep those that agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wardtoboard.disclosure import REVISED, STAR, TOTAL, WITHHELD, ReleasedTable

Key = tuple[str, ...]


def agrees(value: int | str, count: int, rounded_to: int | None) -> bool:
    """Say whether a true count could have been published like this."""
    if value in (WITHHELD, REVISED):
        return True
    if value == STAR:
        return 1 <= count <= 7
    if rounded_to is None or value == 0:
        return count == value
    return count > 7 and abs(count - int(value)) <= rounded_to // 2


def is_in(name: str, wanted: str, groups: Mapping[str, Sequence[str]]) -> bool:
    """Say whether a finest name belongs to a name, a group or the margin."""
    if wanted in (TOTAL, name):
        return True
    return any(is_in(name, member, groups) for member in groups.get(wanted, ()))


def counts_up_to(most: int, cells: int) -> Iterator[tuple[int, ...]]:
    """Give every way to put at most so many people into so many cells."""
    if cells == 0:
        yield ()
        return
    for first in range(most + 1):
        for rest in counts_up_to(most - first, cells - 1):
            yield (first, *rest)


def every_table(tables: Sequence[ReleasedTable], most: int) -> list[dict[Key, int]]:
    """Give all tables of at most so many people that agree with all that is released.

    All tables are over the same dimensions. Slow: it tries every one of them.
    """
    first = tables[0]
    groups = [first.groups.get(dimension, {}) for dimension in first.dimensions]
    leaves = [
        key
        for key in first.values
        if all(part != TOTAL and part not in known for part, known in zip(key, groups, strict=True))
    ]
    below = {
        key: [
            leaf
            for leaf in leaves
            if all(is_in(n, w, g) for n, w, g in zip(leaf, key, groups, strict=True))
        ]
        for table in tables
        for key in table.values
    }
    possible = []
    for counts in counts_up_to(most, len(leaves)):
        table = dict(zip(leaves, counts, strict=True))
        if all(
            agrees(value, sum(table[leaf] for leaf in below[key]), one.rounded_to)
            for one in tables
            for key, value in one.values.items()
        ):
            possible.append({key: sum(table[leaf] for leaf in below[key]) for key in below})
    return possible


def plain_attack(tables: Sequence[ReleasedTable], most: int) -> dict[Key, tuple[int, int]]:
    """Give the least and greatest count of every withheld cell, over all tables that agree."""
    possible = every_table(tables, most)
    withheld = dict.fromkeys(key for table in tables for key in table.withheld())
    return {
        key: (min(one[key] for one in possible), max(one[key] for one in possible))
        for key in withheld
    }
