"""A level, and a ladder of them with the names people use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from wardtoboard.base.citations import Citation
from wardtoboard.base.errors import Fault
from wardtoboard.professions.library_files import Entry, duplicate, raise_any, too_early
from wardtoboard.professions.words import name_key

Group = Literal["support", "mid", "senior", "very_senior", "board"]


@dataclass(frozen=True, slots=True)
class Level:
    """One rung. `pools` lists the levels that a pooled name such as "Band 8b+" covers.

    A pooled level has the rank and group of the lowest level it covers.
    """

    id: str
    rank: int
    group: Group
    aliases: tuple[str, ...]
    pools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """Levels in order, from the lowest, and the pooled names that cover several.

    `scope`, `pay` and `afc` share the Agenda for Change levels, VSM and the board, and differ in
    where they put a doctor's or dentist's grade; `medical` is the order of those grades.
    """

    id: str
    label: str
    levels: tuple[Level, ...]
    pooled: tuple[Level, ...]
    citation: Citation
    _by_name: Mapping[str, Level] = field(repr=False)
    _comparisons: Mapping[str, str] = field(repr=False)

    def find(self, text: str) -> Level | None:
        """Find a level by id, alias or ESR grade code, however it is spaced or cased.

        An ESR grade such as "NHS|XR08|Review Body Band 8 - Range A" is found by any of its
        parts. A grade without an agreed order, such as "Non AfC Grade", is not found.
        """
        parts = (name_key(part) for part in (text, *text.split("|")))
        return next((self._by_name[part] for part in parts if part in self._by_name), None)

    @property
    def ranks(self) -> dict[str, int]:
        """Give every level's rank by its id, pooled levels among them, the lowest first."""
        ranked = sorted((*self.levels, *self.pooled), key=lambda level: level.rank)
        return {level.id: level.rank for level in ranked}

    def common_names(self, held: Iterable[str]) -> dict[str, str]:
        """Say under which pooled level each level must be counted beside the levels held.

        Where anyone is known only to be at "Band 8b+", nobody can be counted at Band 8c. The
        widest pooled level held takes the others in; levels that no held one covers are left out.
        """
        names: dict[str, str] = {}
        present = set(held)
        pooled = [level for level in self.pooled if level.id in present]
        for level in sorted(pooled, key=lambda one: -len(one.pools)):
            covered = set(level.pools)
            inside = {one.id for one in self.pooled if covered > set(one.pools)}
            names |= {one: level.id for one in covered | inside if one not in names}
        return names

    def comparison_level(self, medical_grade: str) -> str | None:
        """Give the level at which this view compares a medical grade; None when it does not."""
        return self._comparisons.get(name_key(medical_grade))


def levels_of(entries: Iterable[Entry], on: date) -> tuple[Level, ...]:
    """Give the levels that exist on a day, from the lowest."""
    held = [entry for entry in entries if entry["effective_from"] <= on]
    if not held:
        raise too_early("Our ladder of levels", entries, on)
    levels = (
        Level(entry["id"], entry["rank"], entry["group"], tuple(entry["names"])) for entry in held
    )
    return tuple(sorted(levels, key=lambda level: level.rank))


def pools_of(entries: Iterable[Entry], levels: Iterable[Level]) -> tuple[Level, ...]:
    """Give the pooled names over a ladder's levels."""
    by_id = {level.id: level for level in levels}
    pooled = []
    for entry in entries:
        lowest = by_id[entry["pools"][0]]
        pooled.append(
            Level(
                id=entry["id"],
                rank=lowest.rank,
                group=lowest.group,
                aliases=tuple(entry["names"]),
                pools=tuple(entry["pools"]),
            )
        )
    return tuple(pooled)


def levels_by_name(levels: Iterable[Level]) -> dict[str, Level]:
    """Index levels by the key of every name they go by."""
    return {name_key(name): level for level in levels for name in (level.id, *level.aliases)}


def check_names(document: Mapping[str, Any], file: str) -> None:
    """Raise LibraryContentError when two levels share a name or a pool covers no known level."""
    owners: dict[str, str] = {}
    faults = []
    known = {entry["id"] for entry in document["level"]}
    for entry in (*document["level"], *document["pool"]):
        for name in {name_key(name) for name in (entry["id"], *entry["names"])}:
            if owners.setdefault(name, entry["id"]) != entry["id"]:
                faults.append(duplicate(f"{file}, {entry['id']}", name))
    for pool in document["pool"]:
        faults += [
            Fault(
                what=f"{file}, {pool['id']} covers a level that is not in the ladder",
                found=level,
                do="Use the id of a level.",
            )
            for level in pool["pools"]
            if level not in known
        ]
    raise_any(faults)
