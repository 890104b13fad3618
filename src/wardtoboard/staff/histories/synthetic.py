"""Fictional careers whose ceilings are known, because we put them there, month by month.

Every month each person may be promoted, leave, be away for a while, step down, change profession,
turn manager (their rows then stop telling their profession), change organisation or site, or
change their hours; at most one of these, but some of those promoted change organisation with it.
New starters bring every group back to its first size. Chances of promotion are those of
`synthetic_cells`; all others are the same for everyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.segments import month_number
from wardtoboard.staff.histories.synthetic_careers import SITES, Careers
from wardtoboard.staff.histories.synthetic_cells import Cells, PlantedFlow, build_cells
from wardtoboard.staff.histories.synthetic_rows import history_rows
from wardtoboard.staff.histories.vocabulary import Place, Vocabulary, load_vocabulary
from wardtoboard.staff.synthetic import PLANTED

PLANTED_FLOWS = tuple(PlantedFlow(one.profession, one.level, one.odds_ratio) for one in PLANTED)
"""The ceilings of the fictional trust: in the long run the ratio of chances is that of odds."""


@dataclass(frozen=True, slots=True)
class SyntheticHistory:
    """A plan of careers, drawn afresh and alike each time they are asked for.

    `people` is how many there are in every month, managers among them. `cells` hold the truth.
    """

    seed: int
    people: int
    months: tuple[int, ...]
    organisations: int
    planted: tuple[PlantedFlow, ...]
    vocabulary: Vocabulary
    cells: Cells

    def staff(self) -> Iterator[tuple[int, Month]]:
        """Give each month's number and who stands where in it, as the store keeps a month."""
        for careers in self._careers():
            yield self.months[careers.now], careers.month()

    def rows(self) -> pa.Table:
        """Give the careers as a staff history file has them; see `synthetic_rows`."""
        return history_rows(self._careers(), self.months, self.vocabulary.places)

    def _careers(self) -> Iterator[Careers]:
        careers = Careers(self.cells, self.seed, self.people, len(self.months), self.organisations)
        yield careers
        for _ in self.months[1:]:
            careers.live()
            yield careers


def synthetic_history(
    seed: int,
    *,
    people: int = 5_000,
    months: int = 120,
    organisations: int = 1,
    first_month: date = date(2016, 4, 1),
    planted: Sequence[PlantedFlow] = PLANTED_FLOWS,
    code: str = "X001",
) -> SyntheticHistory:
    """Plan the careers of a seed; the same arguments always give the same careers.

    Whoever moves to an organisation outside these has left. Ceilings are planted in chances of
    promotion and in the stock at the start alike. `code` is that of the first organisation.
    """
    first = month_number(first_month.year, first_month.month)
    codes = [code, *(f"X{number:03}" for number in range(2, organisations + 1))]
    places = [Place(one, site) for one in codes for site in SITES]
    vocabulary = load_vocabulary(first_month).with_places(places)
    return SyntheticHistory(
        seed=seed,
        people=people,
        months=tuple(range(first, first + months)),
        organisations=organisations,
        planted=tuple(planted),
        vocabulary=vocabulary,
        cells=build_cells(first_month, vocabulary, planted),
    )


def null_history(
    seed: int, *, people: int = 5_000, months: int = 120, organisations: int = 1
) -> SyntheticHistory:
    """Plan careers without ceilings, so that any ceiling found in them is a false one."""
    return synthetic_history(
        seed, people=people, months=months, organisations=organisations, planted=()
    )
