"""One profession at one level beside all other clinical professions, over time: for raw pages."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from wardtoboard.ceilings import FAMILIES, Body
from wardtoboard.charts import (
    ChanceCurve,
    ChancesPicture,
    ChanceStep,
    Rate,
    TrendPicture,
    TrendYear,
)
from wardtoboard.inference import rate
from wardtoboard.inference.incidence import cumulative_incidence
from wardtoboard.papers.flows_for_others import BY_MONTHS, CAUSES, LEFT, PROMOTED

if TYPE_CHECKING:
    from wardtoboard.ceilings.flows.careers import Careers

PER = 100
"""Rates are told for so many person-years."""
OTHERS = "other clinical professions"
OUTCOMES: dict[str, int] = {"promotion": PROMOTED, "leaving": LEFT}

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """People followed at one level, in person-months and events (promoted, moved, left, elsewhere).

    `people` were ever at risk. `at_risk_by_time` (D) and `events_by_time` (D, 4) go by months in
    the level, of those whose beginning there is known; `*_by_year` by the calendar.
    """

    people: int
    months: int
    events: Counts
    at_risk_by_time: Counts
    events_by_time: Counts
    at_risk_by_year: Counts
    events_by_year: Counts

    @property
    def person_years(self) -> float:
        """Person-years at risk."""
        return self.months / 12


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """A profession at a level, and all others there for whom the step up is open."""

    profession: str
    level: str
    years: tuple[int, ...]
    focus: Followed
    others: Followed


def set_beside(careers: Careers, body: Body, family: str, profession: str) -> tuple[Beside, ...]:
    """Set a profession beside the others at every level of its family's ladder, lowest first.

    Levels where none of the profession was ever at risk are left out. `careers` are those that
    the body stands in.
    """
    stock = body.stocks[FAMILIES.index(family)]
    counts = careers.laid_out(stock, careers.families if family == FAMILIES[0] else {})
    row = stock.row(profession)

    def followed(rows: list[int], column: int) -> Followed:
        return Followed(
            people=int(counts.people[rows, column].sum()),
            months=int(counts.at_risk[rows, column].sum()),
            events=counts.events[rows, column].sum(axis=0),
            at_risk_by_time=counts.at_risk_by_time[rows, column].sum(axis=0),
            events_by_time=counts.events_by_time[rows, column].sum(axis=0),
            at_risk_by_year=counts.at_risk_by_year[rows, column].sum(axis=0),
            events_by_year=counts.events_by_year[rows, column].sum(axis=0),
        )

    def all_levels() -> Iterator[Beside]:
        for column, level in enumerate(stock.levels):
            others = [one for one in np.flatnonzero(stock.opens[:, column]).tolist() if one != row]
            focus = followed([row], column)
            if focus.people:
                years = counts.years
                yield Beside(profession, level, years, focus, followed(others, column))

    return tuple(all_levels())


def chances_picture(
    beside: Beside, name: str, outcome: Literal["promotion", "leaving"]
) -> ChancesPicture | None:
    """Gather how the chance of an outcome grows up to 5 years; None where nobody was followed.

    `name` is the profession's plural as at the start of a sentence.
    """
    mid = name[:1].lower() + name[1:]
    focus = _curve(beside.focus, mid, OUTCOMES[outcome])
    if not focus.steps:
        return None
    return ChancesPicture(
        title=f"{name}: chance of {outcome} from {beside.level}",
        outcome=outcome,
        level=beside.level,
        focus=focus,
        reference=_curve(beside.others, OTHERS, OUTCOMES[outcome]),
        by=BY_MONTHS,
    )


def _curve(followed: Followed, name: str, cause: int) -> ChanceCurve:
    """Give the cumulative incidence and its interval month by month, as far as it is known."""
    last = BY_MONTHS[-1]
    curve = cumulative_incidence(
        followed.at_risk_by_time[:last], followed.events_by_time[:last, :CAUSES].T
    )
    low, high = curve.limits()
    figures = (one[cause].tolist() for one in (curve.value, low, high))
    steps = (
        ChanceStep(month, value, min(below, value), max(above, value))
        for month, (value, below, above) in enumerate(zip(*figures, strict=True), start=1)
        if not math.isnan(value)
    )
    return ChanceCurve(name, tuple(steps))


def trend_picture(beside: Beside, name: str) -> TrendPicture | None:
    """Gather the promotion rate of each calendar year; None where nobody was at risk."""
    years = tuple(
        TrendYear(year, promotion_rate(beside.focus, place), promotion_rate(beside.others, place))
        for place, year in enumerate(beside.years)
    )
    seen = tuple(one for one in years if one.focus or one.reference)
    if not any(one.focus for one in seen):
        return None
    return TrendPicture(
        title=f"{name}: promotion from {beside.level}, year by year",
        level=beside.level,
        profession=name[:1].lower() + name[1:],
        reference=OTHERS,
        years=seen,
    )


def promotion_rate(followed: Followed, year: int) -> Rate | None:
    """Give promotions for every 100 person-years in one year, by its place; None of nobody."""
    months = int(followed.at_risk_by_year[year])
    return rate_of(int(followed.events_by_year[year, PROMOTED]), months)


def rate_of(events: int, months: int) -> Rate | None:
    """Give events for every 100 person-years with the 95% interval; None where nobody was there."""
    if not months:
        return None
    found = rate(events, months / 12)
    return Rate(PER * found.value, PER * found.low, PER * found.high)
