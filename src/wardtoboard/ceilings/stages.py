"""Which step costs a profession most: its shortfall at a level, shared out among the steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from wardtoboard.base.errors import CannotTellError, Fault, NotInTableError
from wardtoboard.ceilings.estimands import StepCounts, named_reference, rest_reference
from wardtoboard.ceilings.settings import Settings
from wardtoboard.ceilings.stock import Stock
from wardtoboard.inference import shapley_product

REST = "rest"
FEW = 5.0


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: people lost there beside the reference (negative: gained), with 95% bounds.

    `chance_largest` is the share of bootstrap draws in which this step costs most.
    """

    level: str
    contribution: float
    low: float
    high: float
    chance_largest: float

    def to_dict(self) -> dict[str, Any]:
        """Give the stage by name."""
        return {
            "level": self.level,
            "contribution": self.contribution,
            "low": self.low,
            "high": self.high,
            "chance_largest": self.chance_largest,
        }


@dataclass(frozen=True, slots=True)
class Shortfall:
    """People a profession would have above a level if it climbed as the reference does.

    `stages` sum to `shortfall`, which is `expected` less `actual`; all are in people.
    """

    organisation: str
    profession: str
    level: str
    against: str
    people: int
    expected: float
    actual: float
    shortfall: float
    stages: tuple[Stage, ...]
    caveats: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the shortfall as the command line prints it.

        `terms` and `residual` share out one step among openings, applications, shortlisting
        and leaving; a headcount table alone cannot fill them, so they are empty and None.
        """
        return {
            "organisation": self.organisation,
            "profession": self.profession,
            "level": self.level,
            "against": self.against,
            "people": self.people,
            "expected": self.expected,
            "actual": self.actual,
            "shortfall": self.shortfall,
            "stages": [stage.to_dict() for stage in self.stages],
            "terms": [],
            "residual": None,
            "caveats": list(self.caveats),
        }


def share_out_shortfall(
    stock: Stock, profession: str, level: str, against: str, settings: Settings, seed: int
) -> Shortfall:
    """Share the shortfall above `level` among the steps from entry up, by Shapley values.

    The Shapley value of a product is the decomposition of Das Gupta (1993). Bounds come from a
    parametric bootstrap: `settings.bootstrap_draws` draws of every step's chance from its
    Jeffreys posterior, with `numpy.random.PCG64(seed)`. `against` is a profession, or `REST`
    for all others pooled. Raises NotInTableError or CannotTellError.
    """
    for name in {profession, against} - {REST}:
        if name not in stock.professions:
            raise NotInTableError([_absent("profession", name, stock.professions)])
    if level not in stock.levels:
        raise NotInTableError([_absent("level", level, stock.levels)])
    counts = rest_reference(stock) if against == REST else named_reference(stock, against)
    row = stock.row(profession)
    climbed = _climbed(stock, counts, row, stock.levels.index(level), against)
    focus, reference = _chances(counts, row, climbed)
    people = int(counts.at[row, climbed[0]] + counts.above[row, climbed[0]])
    contributions = shapley_product(people, focus, reference)
    draws = _draws(people, counts, row, climbed, settings, seed)
    expected = people * float(np.prod(reference))
    actual = people * float(np.prod(focus))
    return Shortfall(
        organisation=stock.organisation,
        profession=profession,
        level=level,
        against=against,
        people=people,
        expected=expected,
        actual=actual,
        shortfall=expected - actual,
        stages=_stages([stock.levels[k] for k in climbed], contributions, draws, settings),
        caveats=_caveats(expected),
    )


def _climbed(stock: Stock, counts: StepCounts, row: int, last: int, against: str) -> list[int]:
    """Give the steps from entry to `last` at which both sides have anyone at or above."""
    if not stock.opens[row, last]:
        raise CannotTellError(
            [
                Fault(
                    what=f"{stock.levels[last]} is below where {stock.professions[row]} begins, or "
                    "where its ladder ends",
                    do="Choose a level on its own ladder.",
                )
            ]
        )
    both = (counts.at + counts.above > 0) & (counts.at_reference + counts.above_reference > 0)
    climbed = [k for k in range(int(stock.entry[row]), last + 1) if both[row, k]]
    if not climbed or climbed[-1] != last:
        raise CannotTellError(
            [
                Fault(
                    what=f"there is nobody to compare with at {stock.levels[last]} or above",
                    found=f"{stock.professions[row]} against {against}",
                    do="Choose a lower level, or compare with all the others (--against rest).",
                )
            ]
        )
    return climbed


def _chances(counts: StepCounts, row: int, climbed: list[int]) -> tuple[list[float], list[float]]:
    focus = [
        float(counts.above[row, k] / (counts.at[row, k] + counts.above[row, k])) for k in climbed
    ]
    reference = [
        float(
            counts.above_reference[row, k]
            / (counts.at_reference[row, k] + counts.above_reference[row, k])
        )
        for k in climbed
    ]
    return focus, reference


def _draws(
    people: int, counts: StepCounts, row: int, climbed: list[int], settings: Settings, seed: int
) -> Any:
    """Draw contributions, shape (draws, steps)."""
    generator = np.random.Generator(np.random.PCG64(seed))
    shape = (settings.bootstrap_draws, len(climbed))
    focus = generator.beta(counts.above[row, climbed] + 0.5, counts.at[row, climbed] + 0.5, shape)
    reference = generator.beta(
        counts.above_reference[row, climbed] + 0.5, counts.at_reference[row, climbed] + 0.5, shape
    )
    return shapley_product(people, focus, reference)


def _stages(
    levels: list[str], contributions: Any, draws: Any, settings: Settings
) -> tuple[Stage, ...]:
    tail = (1 - settings.interval_level) / 2
    low, high = np.quantile(draws, (tail, 1 - tail), axis=0)
    largest = np.bincount(np.argmax(draws, axis=1), minlength=len(levels)) / len(draws)
    return tuple(
        Stage(level, float(contributions[i]), float(low[i]), float(high[i]), float(largest[i]))
        for i, level in enumerate(levels)
    )


def _caveats(expected: float) -> tuple[str, ...]:
    said = ["It shows where people are missing, not why: only flows and vacancies can say that."]
    if expected < FEW:
        said.append(
            f"Only about {expected:.1f} people would be expected, so one appointment changes it."
        )
    return tuple(said)


def _absent(kind: str, name: str, present: tuple[str, ...]) -> Fault:
    return Fault(
        what=f"no such {kind} in the table", found=name, do=f"Choose one of: {', '.join(present)}."
    )
