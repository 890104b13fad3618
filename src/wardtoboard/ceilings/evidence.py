"""The test of every step of every profession, worked out together for many organisations."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from wardtoboard.ceilings.estimands import StepCounts, rest_reference
from wardtoboard.ceilings.settings import Settings
from wardtoboard.ceilings.stock import Stock
from wardtoboard.inference import (
    at_most_ratio,
    benjamini_hochberg,
    conditional_odds_ratios,
    probability_below,
    smallest_attainable_p,
)

# A chance of exactly 1/20 may come out as 0.05000000000000092; it is still at most 0.05.
ROUNDING = 1e-9


class Prior(NamedTuple):
    """What is usual elsewhere: the log odds ratio is normal with this centre and spread."""

    centre: float
    spread: float


@dataclass(frozen=True, slots=True)
class Step:
    """One profession at one level of one organisation, and what its 2 by 2 table says.

    `value`, `low` and `high` are the continuation odds ratio and its mid-P interval (nan where
    undefined, `high` may be infinite), `mle` its conditional maximum likelihood estimate; `p` is
    the two-sided mid-P value and `p_fisher` the exact one; `q` is p adjusted for
    the testable steps of the organisation, None when untested. `chances` are the probabilities
    that the ratio is below the material band, one for each prior spread of the settings; empty
    where the ratio is not that low.
    """

    profession: str
    level: str
    index: int
    at: int
    above: int
    at_reference: int
    above_reference: int
    value: float
    mle: float
    low: float
    high: float
    p: float
    p_fisher: float
    q: float | None
    is_open: bool
    is_structural: bool
    is_candidate: bool
    is_testable: bool
    is_material: bool
    chances: tuple[float, ...]

    @property
    def people(self) -> int:
        """People of the profession at or above the level."""
        return self.at + self.above

    @property
    def passed(self) -> tuple[float, float] | None:
        """The share above the level, focus and reference; None where closed or nobody is."""
        if not (self.is_open and self.above > 0 and self.above_reference > 0):
            return None
        others = self.above_reference + self.at_reference
        return self.above / self.people, self.above_reference / others

    @property
    def log_ratio(self) -> tuple[float, float]:
        """The log continuation odds ratio and its variance (the sum of reciprocal cells).

        Where a cell is nought, a half is added to all four, as Firth's estimate does; that is
        for pooling only and never shown as the ratio.
        """
        cells = (self.above, self.at, self.above_reference, self.at_reference)
        half = 0.5 if 0 in cells else 0.0
        a, b, c, d = (cell + half for cell in cells)
        return math.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d


def weigh_steps(
    stocks: Sequence[Stock],
    settings: Settings,
    priors: Mapping[tuple[str, str], Prior],
) -> list[dict[str, tuple[Step, ...]]]:
    """Test every reported profession and level that holds anyone.

    Returns, for each stock, {profession: its steps from the bottom up}. The family of the
    false discovery rate is one stock's testable steps. `priors` holds, by (profession, level),
    how the log ratio varies among peers, which replaces the first prior of the settings.
    """
    cells = [_held_cells(stock) for stock in stocks]
    counts = [rest_reference(stock) for stock in stocks]
    columns = _stack(counts, cells)
    ratios = conditional_odds_ratios(*columns, level=settings.interval_level)
    smallest = smallest_attainable_p(*columns)
    above, at, above_reference, at_reference = columns
    material = at_most_ratio(above, at, above_reference, at_reference, *settings.material_low)
    flags = _flags(stocks, cells, columns, smallest, settings)
    q = _adjust(ratios.p, flags["testable"], [len(rows) for rows, _ in cells])
    material &= flags["candidate"] & ~flags["too_few"]
    first = _deciding_priors(stocks, cells, priors, settings)
    chances = _chances(columns, material, first, settings)
    figures = {
        "at": at,
        "above": above,
        "at_reference": at_reference,
        "above_reference": above_reference,
        "value": ratios.value,
        "mle": ratios.mle,
        "low": ratios.low,
        "high": ratios.high,
        "p": ratios.p,
        "p_fisher": ratios.p_fisher,
        "q": q,
        **flags,
        "material": material,
    }
    return _split(stocks, cells, {k: v.tolist() for k, v in figures.items()}, chances)


def _held_cells(stock: Stock) -> tuple[Any, Any]:
    held = stock.counts > 0
    held &= np.array([p in stock.reported for p in stock.professions])[:, None]
    rows, levels = np.nonzero(held)
    return rows, levels


def _stack(counts: Sequence[StepCounts], cells: Sequence[tuple[Any, Any]]) -> tuple[Any, ...]:
    def column(name: str) -> Any:
        return np.concatenate(
            [getattr(c, name)[where] for c, where in zip(counts, cells, strict=True)]
        )

    return tuple(column(n) for n in ("above", "at", "above_reference", "at_reference"))


def _flags(
    stocks: Sequence[Stock],
    cells: Sequence[tuple[Any, Any]],
    columns: tuple[Any, ...],
    smallest: Any,
    settings: Settings,
) -> dict[str, Any]:
    pairs = list(zip(stocks, cells, strict=True))
    is_open = np.concatenate([stock.opens[where] for stock, where in pairs])
    below_top = np.concatenate([where[1] < stock.top for stock, where in pairs])
    above_entry = np.concatenate([where[1] > stock.entry[where[0]] for stock, where in pairs])
    structural = np.concatenate([stock.structural[where] for stock, where in pairs])
    few = columns[0] + columns[1] < settings.fewest_people
    too_few = few | (smallest > settings.testable_p * (1 + ROUNDING))
    return {
        "open": is_open,
        "structural": structural,
        "candidate": above_entry & below_top,
        "too_few": too_few,
        "testable": is_open & below_top & ~too_few,
    }


def _adjust(p: Any, testable: Any, sizes: Sequence[int]) -> Any:
    q = np.full(p.shape, np.nan)
    start = 0
    for size in sizes:
        family = slice(start, start + size)
        tested = np.flatnonzero(testable[family]) + start
        if tested.size:
            q[tested] = benjamini_hochberg(p[tested])
        start += size
    return q


def _deciding_priors(
    stocks: Sequence[Stock],
    cells: Sequence[tuple[Any, Any]],
    priors: Mapping[tuple[str, str], Prior],
    settings: Settings,
) -> list[Prior]:
    """Give the deciding prior of each cell: that of its peers, else the settings'."""
    default = Prior(0.0, settings.prior_spreads[0])
    return [
        priors.get((stock.professions[row], stock.levels[level]), default)
        for stock, (rows, levels) in zip(stocks, cells, strict=True)
        for row, level in zip(rows.tolist(), levels.tolist(), strict=True)
    ]


def _chances(
    columns: tuple[Any, ...], material: Any, first: Sequence[Prior], settings: Settings
) -> list[tuple[float, ...]]:
    chances: list[tuple[float, ...]] = [()] * len(material)
    wanted = np.flatnonzero(material).tolist()
    tables = [column[wanted] for column in columns]
    others = [[Prior(0.0, spread)] * len(wanted) for spread in settings.prior_spreads[1:]]
    deciding = [first[place] for place in wanted]
    by_prior = [_below(tables, priors, settings) for priors in (deciding, *others)]
    for place, *values in zip(wanted, *by_prior, strict=True):
        chances[place] = tuple(float(value) for value in values)
    return chances


def _below(tables: list[Any], priors: Sequence[Prior], settings: Settings) -> Any:
    """Give the chance of a material shortfall under each table's own prior."""
    chances = np.empty(len(priors))
    for prior in set(priors):
        alike = np.array([one == prior for one in priors])
        chances[alike] = probability_below(
            *(column[alike] for column in tables),
            threshold=settings.low,
            tau=prior.spread,
            centre=prior.centre,
        )
    return chances


def _split(
    stocks: Sequence[Stock],
    cells: Sequence[tuple[Any, Any]],
    figures: dict[str, list[Any]],
    chances: list[tuple[float, ...]],
) -> list[dict[str, tuple[Step, ...]]]:
    split: list[dict[str, tuple[Step, ...]]] = []
    place = 0
    for stock, (rows, levels) in zip(stocks, cells, strict=True):
        ladder: dict[str, list[Step]] = {}
        for row, index in zip(rows.tolist(), levels.tolist(), strict=True):
            profession = stock.professions[row]
            step = _step(profession, stock.levels[index], index, place, figures, chances)
            ladder.setdefault(profession, []).append(step)
            place += 1
        split.append({profession: tuple(steps) for profession, steps in ladder.items()})
    return split


def _step(
    profession: str,
    level: str,
    index: int,
    place: int,
    figures: dict[str, list[Any]],
    chances: list[tuple[float, ...]],
) -> Step:
    q = figures["q"][place]
    return Step(
        profession=profession,
        level=level,
        index=index,
        at=figures["at"][place],
        above=figures["above"][place],
        at_reference=figures["at_reference"][place],
        above_reference=figures["above_reference"][place],
        value=figures["value"][place],
        mle=figures["mle"][place],
        low=figures["low"][place],
        high=figures["high"][place],
        p=figures["p"][place],
        p_fisher=figures["p_fisher"][place],
        q=None if q != q else q,
        is_open=figures["open"][place],
        is_structural=figures["structural"][place],
        is_candidate=figures["candidate"][place],
        is_testable=figures["testable"][place],
        is_material=figures["material"][place],
        chances=chances[place],
    )
