"""The clinicians that a board is put beside: the headcounts that a visitor may see, no others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wardtoboard.boards.missing.workforce import count_workforce
from wardtoboard.disclosure import TOTAL
from wardtoboard.papers import Release
from wardtoboard.papers.families import PROFESSION, profession_of
from wardtoboard_web.ceilings.facts import release_for
from wardtoboard_web.organisations.access import Visitor

Counts = Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class Workforce:
    """Headcounts by the finest profession known, of everyone and of senior clinicians.

    None is withheld. `number` is that of the release; None where every count is seen.
    """

    day: date
    everyone: Counts
    seniors: Counts
    number: int | None

    @property
    def withholds(self) -> bool:
        """Answer whether any figure is withheld."""
        return None in self.everyone.values() or None in self.seniors.values()


def workforce_for(visitor: Visitor) -> Workforce | None:
    """Give the headcounts a visitor may see: an analyst every count, others what was released.

    None where there are none, or where only a part is released to the visitor.
    """
    seen = release_for(visitor)
    if seen is None or seen.is_part:
        return None
    release = seen.release
    return Workforce(
        day=release.date,
        everyone={profession_of(row): release.headcount(row, TOTAL) for row in _rows(release)},
        seniors=_seniors(release),
        number=None if release.is_raw else seen.number,
    )


def _rows(release: Release) -> list[str]:
    """Give the rows of a release that are no subtotal."""
    subtotals = {TOTAL, *release.table.groups.get(PROFESSION, {})}
    rows = dict.fromkeys(row for row, _ in release.table.values)
    return [row for row in rows if row not in subtotals]


def _seniors(release: Release) -> Counts:
    """Add up each row over the levels that are senior; None where any of those is withheld."""
    rows = set(_rows(release))
    told: dict[tuple[str, str], int] = {}
    withheld: dict[tuple[str, str], int] = {}
    for row, level in release.table.values:
        if row in rows and level != TOTAL:
            count = release.headcount(row, level)
            told[profession_of(row), level] = count or 0
            withheld[profession_of(row), level] = int(count is None)
    _, seniors = count_workforce(told, release.date)
    _, unsure = count_workforce(withheld, release.date)
    return {one: None if unsure[one] else count for one, count in seniors.items()}
