"""Tables of people: the counts we hold, the table that is let out, and the rule between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Literal

Key = tuple[str, ...]
Groups = Mapping[str, Mapping[str, tuple[str, ...]]]
Marker = Literal["*", "c", "r"]

TOTAL = "total"
STAR: Marker = "*"
WITHHELD: Marker = "c"
REVISED: Marker = "r"


@dataclass(frozen=True, slots=True)
class Rule:
    """What counts as small, and how unsure an attacker must be left.

    A count of 1 to ``small`` people is never shown. ``base`` is the rounding base of the NHS
    star and round method. For a small count v, what is released must leave open some number at
    or below ``v - min(v, lower)`` and some number at or above ``v + upper``.
    """

    small: int = 7
    base: int = 5
    lower: int = 3
    upper: int = 3

    def is_small(self, count: int) -> bool:
        """Say whether a count of people is one that may not be shown."""
        return 1 <= count <= self.small

    def spread(self, count: int) -> tuple[int, int]:
        """Give how far below and above a small count an attacker must still have to look."""
        return min(count, self.lower), self.upper


@dataclass(frozen=True, slots=True)
class CountTable:
    """Everyone in one population, counted by some dimensions (whole people, never FTE).

    ``population`` says who: "R0A at 2026-03-31". ``counts`` holds the finest cells, zeros
    included; a combination that is left out cannot exist. ``groups`` names subtotals of a
    dimension by their members (which may be groups themselves). People known only to be in a
    group need a finest name of their own, such as ``ahp_other``. "total" is every margin.
    ``fixed_zeros`` are cells that anyone knows are empty, so they can hide nothing.
    """

    population: str
    dimensions: tuple[str, ...]
    counts: Mapping[Key, int]
    groups: Groups = field(default_factory=dict)
    fixed_zeros: frozenset[Key] = frozenset()

    def __post_init__(self) -> None:
        """Refuse, as a programmer's mistake, a table that does not hang together."""
        if not self.counts or any(len(key) != len(self.dimensions) for key in self.counts):
            raise ValueError("each count needs one name for each dimension, and one count at least")
        if any(count < 0 for count in self.counts.values()):
            raise ValueError("a count of people cannot be below zero")
        if any(self.counts.get(key) != 0 for key in self.fixed_zeros):
            raise ValueError("a fixed zero must be a cell of the table that holds 0")
        for position, dimension in enumerate(self.dimensions):
            names = {key[position] for key in self.counts}
            if TOTAL in names or names & set(self.groups.get(dimension, {})):
                raise ValueError(
                    f"{dimension}: a finest cell has the name of a group or of a margin"
                )

    def cells(self) -> dict[Key, int]:
        """Give every cell with its count: finest cells, subtotals and margins."""
        above = [_names_above(self.groups.get(name, {})) for name in self.dimensions]
        sums: dict[Key, int] = {}
        for key, count in self.counts.items():
            names = [(name, *up.get(name, ()), TOTAL) for name, up in zip(key, above, strict=True)]
            for cell in product(*names):
                sums[cell] = sums.get(cell, 0) + count
        return sums

    def published_whole(self) -> ReleasedTable:
        """Give the table with nothing withheld: for inside, and for checking against."""
        return ReleasedTable(self.population, self.dimensions, self.cells(), self.groups)


@dataclass(frozen=True, slots=True)
class ReleasedTable:
    """A table that outsiders hold: cells, subtotals and margins, each a number or a marker.

    The markers: ``*`` a count of 1 to 7, the national rule for other people's tables; ``c``
    withheld, any number from 0; ``r`` since revised, so it tells nothing now. ``rounded_to``
    is the base when the numbers were rounded. What a key leaves out is not said by this table.
    """

    population: str
    dimensions: tuple[str, ...]
    values: Mapping[Key, int | Marker]
    groups: Groups = field(default_factory=dict)
    rounded_to: int | None = None

    def withheld(self) -> frozenset[Key]:
        """Give the keys whose count this table keeps back."""
        return frozenset(k for k, value in self.values.items() if value in (STAR, WITHHELD))

    def shown(self) -> dict[Key, int]:
        """Give the keys whose number this table shows."""
        return {key: value for key, value in self.values.items() if isinstance(value, int)}

    def to_dict(self) -> dict[str, Any]:
        """Give the table as plain JSON holds it, each cell as [*names, value]."""
        return {
            "population": self.population,
            "dimensions": list(self.dimensions),
            "groups": {
                dimension: {name: list(held) for name, held in groups.items()}
                for dimension, groups in self.groups.items()
            },
            "rounded_to": self.rounded_to,
            "values": [[*key, value] for key, value in self.values.items()],
        }

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> ReleasedTable:
        """Read what `to_dict` gave. Raises ValueError, KeyError or TypeError for anything else."""
        dimensions = tuple(str(name) for name in content["dimensions"])
        values = {tuple(row[:-1]): row[-1] for row in content["values"]}
        wrong = [key for key in values if len(key) != len(dimensions)]
        wrong += [key for key, value in values.items() if not _is_value(value)]
        if wrong:
            raise ValueError(f"{wrong[0]} is not a cell")
        groups = {
            dimension: {name: tuple(held) for name, held in groups.items()}
            for dimension, groups in content["groups"].items()
        }
        return cls(content["population"], dimensions, values, groups, content["rounded_to"])


def _is_value(value: object) -> bool:
    return type(value) is int or value in (STAR, WITHHELD, REVISED)


def members(name: str, groups: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Give the finest names under a name of one dimension; a name that is no group is its own.

    Raises ValueError when a group holds itself.
    """
    yield from _members(name, groups, ())


def _members(
    name: str, groups: Mapping[str, tuple[str, ...]], inside: tuple[str, ...]
) -> Iterator[str]:
    if name in inside:
        raise ValueError(f"the group {name} holds itself")
    if name not in groups:
        yield name
        return
    for member in groups[name]:
        yield from _members(member, groups, (*inside, name))


def _names_above(groups: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """Map each finest name to the groups that hold it, once each."""
    above: dict[str, list[str]] = {}
    for group in groups:
        for member in dict.fromkeys(members(group, groups)):
            above.setdefault(member, []).append(group)
    return above
