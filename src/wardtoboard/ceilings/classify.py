"""From the evidence of each step to its label: the operational definition of a ceiling.

The order is: structural, too few, ceiling or sticky floor, uniform drag, possible, no material
gap, inconclusive. The absence of a flag is never "no ceiling".
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from wardtoboard.ceilings.evidence import ROUNDING
from wardtoboard.ceilings.settings import Settings
from wardtoboard.ceilings.weighed import Weighed
from wardtoboard.inference import (
    Contrast,
    Pooled,
    benjamini_hochberg,
    contrast,
    inverse_variance_pool,
    shapley_product,
)

Label = Literal[
    "structural",
    "too_few",
    "ceiling",
    "sticky_floor",
    "uniform_drag",
    "possible",
    "no_material_gap",
    "inconclusive",
    "not_labelled",
]
FLAGS: frozenset[Label] = frozenset({"ceiling", "sticky_floor"})
SHORTFALLS: frozenset[Label] = FLAGS | {"uniform_drag", "possible"}
WORTH_COMPARING: frozenset[Label] = SHORTFALLS | {"structural"}


S = TypeVar("S", bound=Weighed)


@dataclass(frozen=True, slots=True)
class Labelled(Generic[S]):
    """A step with its label and, where there was one to make, its contrast."""

    step: S
    label: Label
    contrast: Contrast | None
    is_lesser: bool = False


@dataclass(frozen=True, slots=True)
class LabelledLadder(Generic[S]):
    """A profession's labelled steps and how alike they are.

    `heterogeneity` pools the testable steps from entry up; None when there are none. `drag_q`
    is the false discovery rate of that pool among the professions of the organisation.
    """

    labelled: tuple[Labelled[S], ...]
    heterogeneity: Pooled | None
    drag_q: float | None


def classify(
    steps_by_profession: Mapping[str, Sequence[S]], settings: Settings
) -> dict[str, LabelledLadder[S]]:
    """Label every step of every profession of one organisation."""
    pools = {
        p: _pool([s for s in steps if s.is_testable]) for p, steps in steps_by_profession.items()
    }
    drag_q = _drag_q(pools)
    return {
        profession: LabelledLadder(
            labelled=tuple(
                _label_ladder(steps, pools[profession], drag_q.get(profession), settings)
            ),
            heterogeneity=pools[profession],
            drag_q=drag_q.get(profession),
        )
        for profession, steps in steps_by_profession.items()
    }


def _label_ladder(
    steps: Sequence[S], pool: Pooled | None, drag_q: float | None, settings: Settings
) -> list[Labelled[S]]:
    contrasts = {step.index: _contrast(step, steps) for step in steps if step.is_candidate}
    floors = {s.index for s in steps if _is_sticky_floor(s, steps, settings)}
    specific = [s for s in steps if _is_top_specific(s, contrasts.get(s.index), settings)]
    flagged = [s for s in steps if s in specific or s.index in floors]
    worst = _worst(flagged, steps)
    drags = pool is not None and _is_uniform_drag(pool, drag_q, settings)
    labelled = []
    for step in steps:
        label = _label(step, floors, worst, drags, settings)
        labelled.append(
            Labelled(
                step=step,
                label=label,
                contrast=contrasts.get(step.index),
                is_lesser=label == "possible" and _is_firm(step, settings),
            )
        )
    return labelled


def _label(
    step: Weighed, floors: set[int], worst: set[int], drags: bool, settings: Settings
) -> Label:
    if step.is_structural:
        return "structural"
    if not step.is_candidate:
        return "not_labelled"
    if not step.is_testable:
        return "too_few"
    if step.index in worst:
        return "sticky_floor" if step.index in floors else "ceiling"
    if step.is_material:
        return _label_material(step, drags, settings)
    if settings.low < step.low and step.high < settings.high:
        return "no_material_gap"
    return "inconclusive"


def _label_material(step: Weighed, drags: bool, settings: Settings) -> Label:
    """A shortfall that is not a ceiling: the same all the way up, possible, or unclear."""
    if drags:
        return "uniform_drag"
    return "possible" if step.chances[0] >= settings.possible_probability else "inconclusive"


def _is_firm(step: Weighed, settings: Settings) -> bool:
    """Answer rules (a) and (b): significant over the family, and a material shortfall."""
    return (
        step.is_material
        and step.is_testable
        and step.q is not None
        and step.q <= settings.false_discovery_rate * (1 + ROUNDING)
    )


def _is_sticky_floor(step: Weighed, steps: Sequence[Weighed], settings: Settings) -> bool:
    """Answer whether the lowest candidate level is firm and no higher level is worse."""
    candidates = [s for s in steps if s.is_candidate]
    if not candidates or step is not candidates[0] or not _is_firm(step, settings):
        return False
    return all(step.value <= s.value for s in candidates[1:] if s.is_testable)


def _is_top_specific(step: Weighed, compared: Contrast | None, settings: Settings) -> bool:
    """Answer rule (c): firm, and worse than the steps below it."""
    return (
        _is_firm(step, settings)
        and compared is not None
        and compared.difference < 0
        and compared.p_below <= settings.contrast_p
    )


def _worst(flagged: Sequence[Weighed], steps: Sequence[Weighed]) -> set[int]:
    """Answer rule (d): the lowest ratio among the flagged, or the step that costs most."""
    if not flagged:
        return set()
    lowest = min(step.value for step in flagged)
    worst = {step.index for step in flagged if step.value == lowest}
    if len(flagged) > len(worst):
        costliest = _costliest_step(steps)
        worst |= {step.index for step in flagged if step.index == costliest}
    return worst


def _costliest_step(steps: Sequence[Weighed]) -> int:
    """Give the step that costs most people on the way to the highest level that anyone reaches.

    A step that nobody has passed is left out: it would take the whole shortfall, however few
    stand below it.
    """
    climbed = [(step, step.passed) for step in steps if step.passed is not None]
    focus, reference = zip(*(passed for _, passed in climbed if passed), strict=True)
    contributions = shapley_product(climbed[0][0].people, focus, reference)
    most = max(range(len(climbed)), key=lambda place: contributions[place])
    return climbed[most][0].index


def _pool(steps: Sequence[Weighed]) -> Pooled | None:
    if not steps:
        return None
    logs, variances = zip(*(step.log_ratio for step in steps), strict=True)
    return inverse_variance_pool(logs, variances)


def _contrast(step: Weighed, steps: Sequence[Weighed]) -> Contrast | None:
    below = _pool([s for s in steps if s.index < step.index and s.is_testable])
    if below is None or not step.is_testable:
        return None
    return contrast(*step.log_ratio, below)


def _drag_q(pools: Mapping[str, Pooled | None]) -> dict[str, float]:
    """Adjust the two-sided p of each profession's pooled ratio over the professions."""
    tested = {p: pool for p, pool in pools.items() if pool is not None and pool.df > 0}
    p_values = [
        math.erfc(abs(pool.pooled) / math.sqrt(2 * pool.variance)) for pool in tested.values()
    ]
    if not p_values:
        return {}
    adjusted = benjamini_hochberg(p_values).tolist()
    return dict(zip(tested, adjusted, strict=True))


def _is_uniform_drag(pool: Pooled, drag_q: float | None, settings: Settings) -> bool:
    """Answer whether the pooled shortfall is firm and alike at every level."""
    return (
        drag_q is not None
        and drag_q <= settings.false_discovery_rate
        and pool.pooled <= math.log(settings.low)
        and pool.p > settings.drag_heterogeneity_p
    )
