"""Find the level a staff table means, whichever ladder its profession climbs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wardtoboard.professions import (
    MEDICAL_PROFESSIONS,
    Ladder,
    Level,
    load_ladder,
    place_published_grade,
)

NO_BAND = re.compile(r"non[\s-]*a(genda )?f(or )?c(hange)?\b.*|local (pay|grade|scale).*", re.I)


@dataclass(frozen=True, slots=True)
class Levels:
    """The ladder of bands and the ladder of medical grades, as they were on a day."""

    bands: Ladder
    grades: Ladder

    def find(self, text: str, profession: str | None) -> Level | None:
        """Find a level by any of its names; only doctors and dentists climb the grades.

        With no profession known, either ladder will do.
        """
        level = self.bands.find(text)
        if level is None and (profession is None or profession in MEDICAL_PROFESSIONS):
            level = self.grades.find(text)
        return level

    @property
    def ranks(self) -> Mapping[str, tuple[int, int]]:
        """Give each level's place for sorting: bands first, then grades, each from the lowest."""
        return {
            level_id: (number, rank)
            for number, ladder in enumerate((self.bands, self.grades))
            for level_id, rank in ladder.ranks.items()
        }


def load_levels(on: date) -> Levels:
    """Give the levels as they were on a day."""
    return Levels(load_ladder("scope", on), load_ladder("medical", on))


def is_outside_the_order(text: str) -> bool:
    """Answer whether a level is a known one without a place in the order, as local pay is."""
    placement, level = place_published_grade(text, "")
    return bool(NO_BAND.fullmatch(text)) or (level is None and placement.reason is None)
