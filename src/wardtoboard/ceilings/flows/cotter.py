"""The four criteria of a glass ceiling, answered one by one.

Source: Cotter, Hermsen, Ovadia and Vanneman (2001), Social Forces 80, 655-682.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

from scipy.special import ndtr

from wardtoboard.ceilings.evidence import ROUNDING
from wardtoboard.ceilings.flows.adjusted import Adjusted, LogRatio
from wardtoboard.ceilings.flows.labels import FlowStep
from wardtoboard.ceilings.flows.pieces import LONG_IN_LEVEL
from wardtoboard.ceilings.flows.wording import chance_of, interval, times
from wardtoboard.ceilings.settings import Settings
from wardtoboard.inference import Contrast

Status = Literal["met", "not_met", "cannot_tell"]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion: its number, whether it is met, and why in a sentence with the figures."""

    number: int
    name: str
    status: Status
    because: str

    def to_dict(self) -> dict[str, Any]:
        """Give the criterion by name."""
        return {
            "criterion": self.number,
            "name": self.name,
            "status": self.status,
            "because": self.because,
        }


def cotter_criteria(
    step: FlowStep, adjusted: Adjusted | None, contrast: Contrast | None, settings: Settings
) -> tuple[Criterion, ...]:
    """Answer the four criteria for one step.

    `step` holds the ratio that its label stands on, `contrast` how it compares with the steps
    below, `adjusted` the regressions behind it, None where there are none.
    """
    return (
        _not_explained(adjusted, settings),
        _greater_higher_up(contrast, settings),
        _in_chances(step, settings),
        _grows(adjusted, settings),
    )


def _not_explained(adjusted: Adjusted | None, settings: Settings) -> Criterion:
    name = "Not explained by other things that matter to the job"
    if adjusted is None:
        because = "Promotion could not be compared like with like here."
        return Criterion(1, name, "cannot_tell", because)
    found = adjusted.promoted.as_ratio(settings)
    status = _shortfall(adjusted.promoted, settings)
    place = ", place" if adjusted.has_places else ""
    says = f"they are promoted {times(found)} as often ({interval(found)})"
    because = f"With time in the level, part-time work{place} and year alike, {says}."
    return Criterion(1, name, status, because)


def _shortfall(found: LogRatio, settings: Settings) -> Status:
    low, high = found.limits(settings)
    if found.value <= math.log(settings.low) and high < 0:
        return "met"
    return "not_met" if low > math.log(settings.low) else "cannot_tell"


def _greater_higher_up(contrast: Contrast | None, settings: Settings) -> Criterion:
    name = "Greater here than lower down"
    if contrast is None:
        because = "There is no step below that could be tested."
        return Criterion(2, name, "cannot_tell", because)
    against = f"{math.exp(contrast.difference):.2f} times that of the steps below"
    chance = f"one-sided p {chance_of(contrast.p_below)}"
    because = f"The promotion ratio here is {against} ({chance})."
    if contrast.difference < 0 and contrast.p_below <= settings.contrast_p:
        return Criterion(2, name, "met", because)
    return Criterion(2, name, "not_met" if contrast.difference >= 0 else "cannot_tell", because)


def _in_chances(step: FlowStep, settings: Settings) -> Criterion:
    name = "In the chances of moving up, not only in who is there now"
    if not step.is_testable or step.q is None:
        because = "Too few people, or too few promotions, to compare the chances."
        return Criterion(3, name, "cannot_tell", because)
    others = step.reference
    because = (
        f"{step.focus.promoted:,} promotions in {step.focus.months / 12:,.1f} person-years, "
        f"against {others.promoted:,} in {others.months / 12:,.1f}: ratio {step.value:.2f}, "
        f"q {chance_of(step.q)}."
    )
    if step.is_material and step.q <= settings.false_discovery_rate * (1 + ROUNDING):
        return Criterion(3, name, "met", because)
    return Criterion(3, name, "not_met" if step.low > settings.low else "cannot_tell", because)


def _grows(adjusted: Adjusted | None, settings: Settings) -> Criterion:
    name = "Grows over the career"
    years = LONG_IN_LEVEL // 12
    if adjusted is None or adjusted.later is None:
        because = f"Too few promotions before and after {years} years in the level to compare."
        return Criterion(4, name, "cannot_tell", because)
    found = adjusted.later.as_ratio(settings)
    because = (
        f"After {years} years in the level the promotion ratio is {times(found)} what it was "
        f"before ({interval(found)})."
    )
    p_below = float(ndtr(adjusted.later.value / math.sqrt(adjusted.later.variance)))
    if p_below <= settings.contrast_p:
        return Criterion(4, name, "met", because)
    return Criterion(4, name, "not_met" if adjusted.later.value >= 0 else "cannot_tell", because)
