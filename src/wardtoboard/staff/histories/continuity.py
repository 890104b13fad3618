"""Whether a month fits the months beside it: the same people, about as many, none missing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from wardtoboard.base.errors import Fault
from wardtoboard.staff.histories.history_checks import month_name
from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.vocabulary import Vocabulary

LEAST_IN_COMMON = 0.2
ENOUGH_PEOPLE = 20
"""Among fewer people a month of many changes says nothing."""
MONTHS_COMPARED = 12
SIZE_RATIO = 2.0
DO = (
    "Make the pseudonyms again, so that a person keeps one from month to month; "
    "otherwise everyone would seem to have left."
)


@dataclass(slots=True)
class Continuity:
    """Compares each month that is read with those beside it, read or held in the store before.

    `held` are the months of the store, which `read_held` reads; `numbers` those that are read.
    """

    numbers: Collection[int]
    vocabulary: Vocabulary
    held: Collection[int] = ()
    read_held: Callable[[int], Month] | None = None
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _last: tuple[int, Month] | None = None

    def see(self, number: int, month: Month) -> None:
        """Compare a month with the one before, and with the one after where the store has that."""
        every = sorted({*self.numbers, *self.held})
        place = every.index(number)
        if place > 0:
            self._compare(every[place - 1], self._month(every[place - 1]), number, month)
        after = every[place + 1] if place + 1 < len(every) else None
        if after is not None and after not in self.numbers:
            self._compare(number, month, after, self._month(after))
        self._last = number, month

    def _month(self, number: int) -> Month:
        if self._last is not None and self._last[0] == number:
            return self._last[1]
        if self.read_held is None:
            raise ValueError("months must be seen in their order")
        return self.read_held(number)

    def _compare(self, before: int, earlier: Month, after: int, later: Month) -> None:
        if after > before + 1:
            self.warnings.append(
                f"There is no month between {month_name(before)} and {month_name(after)}. "
                "Careers are followed across the gap."
            )
        small, large = sorted((len(earlier), len(later)))
        if large >= ENOUGH_PEOPLE and large >= SIZE_RATIO * small:
            self.warnings.append(
                f"{month_name(before)} holds {len(earlier):,} people and {month_name(after)} "
                f"{len(later):,}. Check that both months are whole."
            )
        if after - before <= MONTHS_COMPARED:
            self.faults += self._changed(before, earlier, after, later)

    def _changed(self, before: int, earlier: Month, after: int, later: Month) -> Iterator[Fault]:
        stays, stayed = _are_in(earlier.person, later.person), _are_in(later.person, earlier.person)
        organisations = self._organisations()
        counts = [
            np.bincount(organisations[places], weights, minlength=len(organisations))
            for places, weights in (
                (earlier.place, None),
                (later.place, None),
                (earlier.place, stays.astype(float)),
                (later.place, stayed.astype(float)),
            )
        ]
        people, common = np.minimum(*counts[:2]), np.maximum(*counts[2:])
        changed = (people >= ENOUGH_PEOPLE) & (common < LEAST_IN_COMMON * people)
        for place in np.flatnonzero(changed).tolist():
            organisation = self.vocabulary.places[place].organisation
            yield Fault(
                what=f"the pseudonyms of {organisation} seem to have changed between "
                f"{month_name(before)} and {month_name(after)}",
                do=DO,
                found=f"{int(common[place]):,} of {int(people[place]):,} people in both months",
            )

    def _organisations(self) -> NDArray[np.intp]:
        """Give, for each place, the first place of its organisation."""
        first: dict[str, int] = {}
        return np.array(
            [first.setdefault(p.organisation, n) for n, p in enumerate(self.vocabulary.places)]
        )


def _are_in(people: NDArray[np.int64], others: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Answer for each of some people whether they are among others; both ascending."""
    if not len(others):
        return np.zeros(len(people), bool)
    places = np.minimum(np.searchsorted(others, people), len(others) - 1)
    return np.asarray(others[places] == people)
