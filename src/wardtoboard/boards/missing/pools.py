"""The pool that a fair board would be drawn from: headcounts by profession, some withheld."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from wardtoboard.professions import Profession, Professions

FAMILY = "ahp"


@dataclass(frozen=True, slots=True)
class Pool:
    """Headcounts by profession id; None is withheld, no entry is nobody. `name` says of whom."""

    name: str
    counts: Mapping[str, int | None]

    @classmethod
    def of(cls, name: str, counts: Mapping[str, int | None] | None, known: Professions) -> Pool:
        """Build a pool, or an empty one without a name where no figures are given or all are 0.

        Raises NotInTableError for an id that is no profession's, ValueError for a negative count.
        """
        given = dict(counts or {})
        for profession, count in given.items():
            known.get(profession)
            if count is not None and count < 0:
                raise ValueError(f"a headcount is not negative: {profession}, {count}")
        is_told = any(count != 0 for count in given.values())
        return cls(name, given) if is_told else cls("", {})

    @property
    def total(self) -> int:
        """Give the headcount of all professions whose figures are told."""
        return sum(filter(None, self.counts.values()))

    @property
    def is_bound(self) -> bool:
        """Answer whether a figure is withheld, so that each share is the most it can be."""
        return None in self.counts.values()

    def count(self, professions: Iterable[str]) -> int | None:
        """Give the headcount of some professions together; None where one is withheld."""
        counts = [self.counts.get(one, 0) for one in professions]
        return None if None in counts else sum(filter(None, counts))

    def share(
        self, professions: Collection[str], among: Collection[str] | None = None
    ) -> float | None:
        """Give the share (0 to 1) of some professions among others, or among all told.

        None where a figure that it needs is withheld or none are given.
        """
        count = self.count(professions)
        if count is None or not self.counts:
            return None
        total = self.total if among is None else self.count(among)
        return 0.0 if count == 0 else count / total if total else None


def within(profession: Profession, known: Professions) -> tuple[str, ...]:
    """Give the ids that count as a profession: its own, and the 14 for AHPs as a family."""
    inside = (one.id for one in known.allied_health) if profession.id == FAMILY else ()
    return (profession.id, *inside)
