"""Promotion rates compared like with like: a regression of monthly hazards at one level.

Adjusted for time in the level, part-time work, place and year; the interval allows for the months
of one person being alike. Leaving is fitted as well, as it competes with promotion.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from wardtoboard.ceilings.findings import Ratio, ratio
from wardtoboard.ceilings.flows.pieces import LONG_IN_LEVEL, TIME_BANDS, UNTOLD_BAND, Pieces, Whole
from wardtoboard.ceilings.settings import Settings
from wardtoboard.inference import clustered_covariance, hazard_regression

MOST_PLACES = 20
"""With more places than this, the place is not adjusted for."""
REPEATED = 1e-9
"""Of a column's sum of squares: with no more left unexplained by others, it says nothing new."""
LEAST_KNOWN = 0.25
"""Share of the focus's months that has to be of known time in level for anything to be adjusted."""

Cause = Literal["promoted", "left"]


class LogRatio(NamedTuple):
    """A log hazard ratio and its variance, from months clustered by person."""

    value: float
    variance: float

    def limits(self, settings: Settings) -> tuple[float, float]:
        """Give the ends of the interval, as logs."""
        tail = 0.5 * (1 - settings.interval_level)
        reach = float(-ndtri(tail)) * math.sqrt(self.variance)
        return self.value - reach, self.value + reach

    def as_ratio(self, settings: Settings) -> Ratio:
        """Give the ratio and its interval."""
        return ratio(*(math.exp(log) for log in (self.value, *self.limits(settings))))


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What the regressions at one level say of one profession against the others.

    `promoted` and `left` are log hazard ratios; `later` is how many times the ratio of promotion
    from LONG_IN_LEVEL months on is that before. `places` tells whether the place was adjusted
    for. Any but `promoted` is None where the counts cannot tell.
    """

    promoted: LogRatio
    left: LogRatio | None
    later: LogRatio | None
    has_places: bool


def adjust(pieces: Pieces, focus: int, reference: Sequence[int]) -> Adjusted | str:
    """Compare the profession in row `focus` with those in rows `reference`.

    Gives a sentence saying why where it cannot be done.
    """
    pieces = pieces.take(np.isin(pieces.row, [focus, *reference]))
    is_focus = pieces.row == focus
    told = pieces.band != UNTOLD_BAND
    if pieces.months[is_focus & told].sum() < LEAST_KNOWN * pieces.months[is_focus].sum():
        return (
            "Of too many it is not known when they came to the level, so time in it could not be "
            "adjusted for."
        )
    if not _has_events(is_focus.astype(np.int64), pieces.promoted, 2):
        return "Nobody of one side was promoted, so nothing could be adjusted for."
    promoted = _fit(pieces, is_focus, "promoted", later=False)
    if promoted is None:
        return "The profession and what it would be adjusted for could not be told apart."
    return Adjusted(
        promoted=promoted,
        left=_fit(pieces, is_focus, "left", later=False),
        later=_fit(pieces.take(told), is_focus[told], "promoted", later=True),
        has_places=0 < len(np.unique(pieces.place)) <= MOST_PLACES,
    )


def _fit(
    pieces: Pieces, is_focus: NDArray[np.bool_], cause: Cause, *, later: bool
) -> LogRatio | None:
    """Fit one cause; gives the ratio of the focus, or what being long in the level does to it.

    None where one of the ratios has no finite estimate, or says what the others say already.
    """
    events = getattr(pieces, cause)
    group = is_focus.astype(np.int64)
    if later:
        group = group * np.where(pieces.band >= TIME_BANDS.index(LONG_IN_LEVEL), 2, 1)
    if not _has_events(group, events, 3 if later else 2):
        return None
    columns: list[Whole] = [pieces.band, pieces.part_time, pieces.year]
    if len(np.unique(pieces.place)) <= MOST_PLACES:
        columns.append(pieces.place)
    kept = _with_events(columns, events)
    columns, group = [column[kept] for column in columns], group[kept]
    cells, cell = _cells([group, *columns])
    months, events = pieces.months[kept], events[kept]
    design = _design(cells)
    if design is None:
        return None
    at_risk = np.bincount(cell, weights=months)
    fit = hazard_regression(design, at_risk, np.bincount(cell, weights=events))
    if fit.is_penalised or not fit.converged:
        return None
    covariance = clustered_covariance(
        fit.coefficients, design, pieces.person[kept], cell, months, events
    )
    return LogRatio(float(fit.coefficients[-1]), float(covariance[-1, -1]))


def _cells(columns: Sequence[Whole]) -> tuple[Whole, Whole]:
    """Give the distinct rows of columns, in order, and the number of each row's.

    A row is packed into one number first, which sorts many times as fast as rows do.
    """
    key = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        values, place = np.unique(column, return_inverse=True)
        key = key * len(values) + place
    _, first, cell = np.unique(key, return_index=True, return_inverse=True)
    return np.column_stack([column[first] for column in columns]), cell


def _has_events(group: Whole, events: Whole, groups: int) -> bool:
    """Answer whether every group has had the event."""
    counted = np.bincount(group, weights=events, minlength=groups)
    return bool((counted[:groups] > 0).all())


def _with_events(columns: Sequence[Whole], events: Whole) -> NDArray[np.bool_]:
    """Leave out each value of a column that nobody with it had the event at.

    Its own coefficient would fall without end, and its months say nothing of the others.
    """
    kept = np.ones(len(events), dtype=np.bool_)
    for column in columns:
        kept &= np.isin(column, np.unique(column[events > 0]))
    return kept


def _design(cells: Whole) -> NDArray[np.float64] | None:
    """Give ones, each value but the first of what is adjusted for, and the focus last.

    The first column of `cells` is 0 for the reference, 1 for the focus and 2 for those of the focus
    long in the level, who are of the focus too; these come after it. Columns that the ones before
    them already say are left out; None where the last is such a one.
    """
    group = cells[:, 0]
    wanted = [np.ones(len(cells))]
    for column in cells.T[1:]:
        wanted.extend((column == value).astype(np.float64) for value in np.unique(column)[1:])
    wanted.extend((group >= least).astype(np.float64) for least in range(1, group.max() + 1))
    kept: list[NDArray[np.float64]] = []
    directions: list[NDArray[np.float64]] = []
    for column in wanted:
        rest = column.copy()
        for direction in directions:
            rest -= (direction @ rest) * direction
        if rest @ rest > REPEATED * (column @ column):
            directions.append(rest / math.sqrt(rest @ rest))
            kept.append(column)
    return np.column_stack(kept) if kept[-1] is wanted[-1] else None
