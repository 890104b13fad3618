"""Content before it is known to be right: the tables of the files, and where each came from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from wardtoboard.base.errors import Fault

Place = tuple[int | str, ...]

# How like one another two ids must be, from 0 to 1, before we guess that one was meant.
NEAR = 0.75


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of the content: its kind ("enablers"), its place in the content, its keys."""

    kind: str
    place: Place
    keys: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Say which entry this is: its id or, when it has none, how many came before it."""
        given = self.keys.get("id")
        if isinstance(given, str) and given.strip():
            return given.strip()
        counted = self.place[-1] if self.place else None
        return f"entry {counted + 1} of {self.kind}" if isinstance(counted, int) else self.kind

    def words(self, key: str) -> tuple[str, ...]:
        """Give the words under a key, as one or as a list; none when it holds anything else."""
        value = self.keys.get(key)
        listed = value if isinstance(value, list) else [value]
        return tuple(word.strip() for word in listed if isinstance(word, str))


@dataclass(frozen=True, slots=True)
class Content:
    """The tables of every file put together, and which file each came from.

    `files` is keyed by the first two steps of a place, ("cases", 3), or by one, ("edition",),
    or by none, (), for all. `whole` is what to call all of it.
    """

    tables: Mapping[str, Any]
    files: Mapping[Place, str]
    whole: str = "the framework"

    def file_of(self, place: Place) -> str:
        """Name the file a place came from; empty when it came from none."""
        known = (self.files[place[:steps]] for steps in (2, 1, 0) if place[:steps] in self.files)
        return next(known, "")

    def entries(self) -> Iterator[Entry]:
        """Give every table, outer before inner, in the order of the files."""
        return _entries(self.tables, ())

    def fault(
        self, entry: Entry, what: str, do: str, found: str = "", place: Place | None = None
    ) -> Fault:
        """Describe something wrong with an entry, or at a place in it, naming file and id."""
        file = self.file_of(entry.place if place is None else place)
        return Fault(what=f"{entry.name} {what}", do=do, file=file, found=found)


def near_miss(word: str, known: Collection[str], otherwise: str) -> str:
    """Offer the id or key that was probably meant or, when none is near, the other advice."""
    near = get_close_matches(word, sorted(known), n=1, cutoff=NEAR)
    return f"Did you mean {near[0]}?" if near else otherwise


def _entries(tables: Mapping[str, Any], above: Place) -> Iterator[Entry]:
    """Walk the lists of tables below a table."""
    for kind, listed in tables.items():
        for number, keys in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(keys, dict):
                place = (*above, kind, number)
                yield Entry(kind, place, keys)
                yield from _entries(keys, place)
