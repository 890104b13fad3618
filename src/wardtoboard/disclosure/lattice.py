"""The joint lattice: the finest cells that all tables of one population share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardtoboard.base.errors import CannotTellError, Fault
from wardtoboard.disclosure.tables import TOTAL, Groups, Key, ReleasedTable, members

MOST_CELLS = 50_000
Indices = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Lattice:
    """The finest cells of some tables taken together, in one fixed order.

    A table over fewer dimensions sums over the others, so tables with different breakdowns of
    the same people meet in the same cells.
    """

    dimensions: tuple[str, ...]
    leaves: tuple[Key, ...]
    groups: dict[str, dict[str, tuple[str, ...]]]
    named: tuple[dict[str, NDArray[np.bool_]], ...]

    def under(self, table: ReleasedTable, key: Key) -> Indices:
        """Give the places of the finest cells that add up to one cell of a table."""
        inside: NDArray[Any] = np.ones(len(self.leaves), dtype=bool)
        for dimension, name in zip(table.dimensions, key, strict=True):
            if name != TOTAL:
                groups = table.groups.get(dimension, {})
                known = groups if name in groups else self.groups.get(dimension, {})
                named = self.named[self.dimensions.index(dimension)]
                one_of = np.zeros(len(self.leaves), dtype=bool)
                for member in members(name, known):
                    if member in named:
                        one_of |= named[member]
                inside &= one_of
        return np.flatnonzero(inside)


def joint_lattice(tables: Sequence[ReleasedTable]) -> Lattice:
    """Build the lattice that tables of one population share.

    A combination of names that tables over those dimensions never list holds nobody: published
    tables leave out empty rows. Raises CannotTellError when there are too many cells.
    """
    dimensions = tuple(dict.fromkeys(name for table in tables for name in table.dimensions))
    groups = _all_groups(tables)
    names = [
        _finest_names(tables, dimension, groups.get(dimension, {})) for dimension in dimensions
    ]
    _check_size(prod(len(some) for some in names))
    leaves: list[Key] = [tuple(leaf) for leaf in product(*names)]
    for listed_by, listed in _listed(tables, groups).items():
        places = [dimensions.index(name) for name in listed_by]
        leaves = [leaf for leaf in leaves if tuple(leaf[place] for place in places) in listed]
    named = tuple(_masks(leaves, place) for place in range(len(dimensions)))
    return Lattice(dimensions, tuple(leaves), groups, named)


def _masks(leaves: Sequence[Key], place: int) -> dict[str, NDArray[np.bool_]]:
    column = np.array([leaf[place] for leaf in leaves], dtype=object)
    return {name: column == name for name in dict.fromkeys(column)}


def _all_groups(tables: Sequence[ReleasedTable]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Gather the groups of all tables: what is a group in one is no finest name in another."""
    merged: dict[str, dict[str, tuple[str, ...]]] = {}
    for table in tables:
        for dimension, groups in table.groups.items():
            merged.setdefault(dimension, {}).update(groups)
    return merged


def _finest_names(
    tables: Sequence[ReleasedTable], dimension: str, groups: dict[str, tuple[str, ...]]
) -> list[str]:
    names: dict[str, None] = {}
    for table in tables:
        if dimension in table.dimensions:
            place = table.dimensions.index(dimension)
            for name in dict.fromkeys(key[place] for key in table.values):
                if name != TOTAL:
                    names.update(dict.fromkeys(members(name, groups)))
    return list(names) or [TOTAL]


def _listed(tables: Sequence[ReleasedTable], groups: Groups) -> dict[tuple[str, ...], set[Key]]:
    """Give, for each set of dimensions, the finest combinations that its tables speak of.

    A subtotal speaks for all its members only where no member is listed itself.
    """
    finest: dict[tuple[str, ...], set[Key]] = {}
    subtotals: dict[tuple[str, ...], set[Key]] = {}
    for table in tables:
        order = tuple(sorted(table.dimensions))
        places = [table.dimensions.index(name) for name in order]
        for key in table.values:
            if TOTAL not in key:
                ordered = tuple(key[place] for place in places)
                under = set(product(*_members_of(ordered, order, groups)))
                kind = finest if under == {ordered} else subtotals
                kind.setdefault(order, set()).add(ordered)
    listed = {order: set(keys) for order, keys in finest.items()}
    for order, keys in subtotals.items():
        for key in keys:
            under = set(product(*_members_of(key, order, groups)))
            if not under & finest.get(order, set()):
                listed.setdefault(order, set()).update(under)
    return listed


def _members_of(key: Key, dimensions: Sequence[str], groups: Groups) -> list[list[str]]:
    return [
        list(members(name, groups.get(dimension, {})))
        for name, dimension in zip(key, dimensions, strict=True)
    ]


def _check_size(cells: int) -> None:
    if cells > MOST_CELLS:
        fault = Fault(
            what=f"the tables together have {cells:,} cells, more than can be checked",
            do="Use fewer breakdowns, or put small names together.",
            found=f"{cells:,} (the most is {MOST_CELLS:,})",
        )
        raise CannotTellError([fault])
