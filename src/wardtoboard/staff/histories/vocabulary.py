"""What the numbers of a history stand for: professions, levels and places.

A state is one whole number: 256 times the profession's number plus the level's. Events compare
levels by their place on a ladder, so a level's number tells its ladder and its rank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardtoboard.professions import load_professions
from wardtoboard.staff.levels import load_levels

PROFESSION_UNKNOWN = 0
"""Someone who may be a clinician: a manager, or a code that nobody could place."""
NOT_CLINICAL = 1
FIRST_PROFESSION = 2
LEVEL_UNKNOWN = 0
LEVELS_A_LADDER = 64
PER_PROFESSION = 256


@dataclass(frozen=True, slots=True)
class Place:
    """Where someone works: an organisation's code, and a site of it ("" where not told)."""

    organisation: str
    site: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The professions, levels and places of a store, in the order of their numbers.

    `professions` are ids, numbered from FIRST_PROFESSION. `levels` are names by number. `places`
    are numbered from 0 and only ever added to.
    """

    professions: tuple[str, ...]
    levels: Mapping[int, str]
    places: tuple[Place, ...] = ()

    def state(self, profession: str | None, level: str | None, *, clinical: bool = True) -> int:
        """Give the number of a profession's id and a level's name; None stands for unknown."""
        number = PROFESSION_UNKNOWN if clinical else NOT_CLINICAL
        if profession is not None:
            number = FIRST_PROFESSION + self.professions.index(profession)
        rank = LEVEL_UNKNOWN if level is None else self.level_numbers[level]
        return number * PER_PROFESSION + rank

    @property
    def level_numbers(self) -> dict[str, int]:
        """Give each level's number by its name."""
        return {name: number for number, name in self.levels.items()}

    def profession_of(self, state: int) -> str | None:
        """Give the id of a state's profession; None where it is unknown or not clinical."""
        number = state // PER_PROFESSION
        return None if number < FIRST_PROFESSION else self.professions[number - FIRST_PROFESSION]

    def level_of(self, state: int) -> str | None:
        """Give the name of a state's level; None where it is unknown."""
        return self.levels.get(state % PER_PROFESSION)

    def with_places(self, more: Sequence[Place]) -> Vocabulary:
        """Give the same with the places it lacks added at the end."""
        known = dict.fromkeys([*self.places, *more])
        return Vocabulary(self.professions, self.levels, tuple(known))

    def to_dict(self) -> dict[str, Any]:
        """Give the vocabulary as plain JSON."""
        return {
            "professions": list(self.professions),
            "levels": {str(number): name for number, name in self.levels.items()},
            "places": [[place.organisation, place.site] for place in self.places],
        }

    @classmethod
    def from_dict(cls, document: Mapping[str, Any]) -> Vocabulary:
        """Give the vocabulary that `to_dict` wrote."""
        return cls(
            professions=tuple(document["professions"]),
            levels={int(number): name for number, name in document["levels"].items()},
            places=tuple(Place(*one) for one in document["places"]),
        )


def load_vocabulary(on: date) -> Vocabulary:
    """Give the professions and levels as they were on a day, without places.

    A name that covers several levels, such as "Band 8b+", is none of them: of one person it does
    not tell the level.
    """
    levels = load_levels(on)
    return Vocabulary(
        professions=tuple(one.id for one in load_professions(on)),
        levels={
            number * LEVELS_A_LADDER + level.rank: level.id
            for number, ladder in enumerate((levels.bands, levels.grades))
            for level in ladder.levels
        },
    )
