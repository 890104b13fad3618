"""What would change the answer: the ladder, growth, unknown background, reserved seats."""

from __future__ import annotations

import math
from collections.abc import Mapping

from wardtoboard.ceilings.classify import FLAGS, Labelled
from wardtoboard.ceilings.evidence import Step
from wardtoboard.ceilings.findings import Sensitivity
from wardtoboard.ceilings.settings import Settings
from wardtoboard.ceilings.stock import Stock
from wardtoboard.professions import MEDICAL_PROFESSIONS

ByLevel = Mapping[str, int]
VIEWS = {"pay": "with doctors placed by pay", "afc": "with no doctors at all"}


def _ratio(above: float, at: float, above_reference: float, at_reference: float) -> float | None:
    """Give the odds ratio; None when undefined or infinite."""
    below = at * above_reference
    return above * at_reference / below if below else None


def ladder_sensitivity(
    step: Step,
    stock: Stock,
    order: tuple[str, ...],
    doctors_by_view: Mapping[str, Mapping[tuple[str, str], int]],
    settings: Settings,
) -> Sensitivity | None:
    """Say what the ratio is when doctors' grades sit elsewhere on the ladder.

    `order` names the levels from the bottom up; `doctors_by_view` holds, for each view of the
    ladder, doctors by (profession, comparison level). None for doctors themselves, and when no
    view changes who the step is set against.
    """
    if step.profession in MEDICAL_PROFESSIONS:
        return None
    others = _others_on_one_ladder(step, stock)
    ratios = {}
    for view, words in VIEWS.items():
        doctors = _doctors_compared(doctors_by_view.get(view, {}), step.level, order)
        at, above = others[0] + doctors[0], others[1] + doctors[1]
        if view in doctors_by_view and (at, above) != (step.at_reference, step.above_reference):
            ratios[words] = _ratio(step.above, step.at, above, at)
    if not ratios:
        return None
    known = [value for value in ratios.values() if value is not None]
    high = max(known) if len(known) == len(ratios) else None
    said = "; ".join(
        f"{words} {'nobody else is above it' if value is None else f'the ratio is {value:.2f}'}"
        for words, value in ratios.items()
    )
    return Sensitivity(
        name="ladder",
        says=f"{said[:1].upper()}{said[1:]}.",
        low=min(known, default=None),
        high=high,
        changes_the_answer=high is None or high > settings.low,
    )


def _others_on_one_ladder(step: Step, stock: Stock) -> tuple[int, int]:
    """Count those a step is set against at and above it, doctors and dentists left out."""
    opens, above = stock.opens[:, step.index], stock.above[:, step.index]
    rows = [
        row
        for row, profession in enumerate(stock.professions)
        if opens[row] and profession not in (step.profession, *MEDICAL_PROFESSIONS)
    ]
    return int(stock.counts[rows, step.index].sum()), int(above[rows].sum())


def _doctors_compared(
    doctors: Mapping[tuple[str, str], int], level: str, order: tuple[str, ...]
) -> tuple[int, int]:
    """Count doctors at and above a level; each profession joins where its lowest is compared."""
    at = above = 0
    for profession in MEDICAL_PROFESSIONS:
        held = {one: count for (p, one), count in doctors.items() if p == profession and count}
        if any(order.index(one) <= order.index(level) for one in held):
            own = _at_and_above(held, level, order)
            at, above = at + own[0], above + own[1]
    return at, above


def _at_and_above(people: ByLevel, level: str, levels: tuple[str, ...]) -> tuple[int, int]:
    higher = levels[levels.index(level) + 1 :]
    return people.get(level, 0), sum(people.get(one, 0) for one in higher)


def growth_sensitivity(step: Step, settings: Settings) -> Sensitivity | None:
    """Say the ratio if the profession's senior tier is still growing.

    A tier growing at g where people leave at m holds m / (m + g) of the people above that it
    will hold when steady, with no inequity at all.
    """
    if not math.isfinite(step.value):
        return None
    grown = step.value * (settings.leaving + settings.growth) / settings.leaving
    return Sensitivity(
        name="growth",
        says=(
            f"If its senior posts were growing by {settings.growth:.0%} a year, with "
            f"{settings.leaving:.0%} leaving, the ratio once steady would be {grown:.2f}."
        ),
        low=step.value,
        high=grown,
        changes_the_answer=step.value <= settings.low < grown,
    )


def unknown_background_sensitivity(
    step: Step, levels: tuple[str, ...], unknown: ByLevel, settings: Settings
) -> Sensitivity | None:
    """Bound the ratio when the managers of unknown background are clinicians of one kind.

    Clinicians lose their occupation code when they become managers. The bounds assume nothing:
    at the low end every unknown person above the level is of another profession and every one
    at it is of this one; at the high end the other way round.
    """
    at, above = _at_and_above(unknown, step.level, levels)
    if at + above == 0:
        return None
    low = _ratio(step.above, step.at + at, step.above_reference + above, step.at_reference)
    high = _ratio(step.above + above, step.at, step.above_reference, step.at_reference + at)
    changes = high is None or high > settings.low
    ends = f"{low or 0:.2f} and {'no upper end' if high is None else f'{high:.2f}'}"
    return Sensitivity(
        name="unknown_background",
        says=(
            f"{at + above:,} managers at or above this level have no known profession. "
            f"Whatever they trained as, the ratio lies between {ends}."
        ),
        low=low,
        high=high,
        changes_the_answer=changes,
    )


def seats_sensitivity(
    step: Step, levels: tuple[str, ...], reserved: Mapping[str, ByLevel]
) -> Sensitivity | None:
    """Say the ratio with the seats that the law reserves for a profession put back.

    `reserved` holds, by profession, the filled reserved seats by level that were left out.
    """
    own = _at_and_above(reserved.get(step.profession, {}), step.level, levels)
    others = [
        _at_and_above(people, step.level, levels)
        for profession, people in reserved.items()
        if profession != step.profession
    ]
    at_others, above_others = (sum(pair[i] for pair in others) for i in (0, 1))
    if own == (0, 0) and at_others + above_others == 0:
        return None
    value = _ratio(
        step.above + own[1],
        step.at + own[0],
        step.above_reference + above_others,
        step.at_reference + at_others,
    )
    return Sensitivity(
        name="all_seats",
        says=(
            "Seats reserved for one profession are left out. With them the ratio is "
            f"{'undefined' if value is None else f'{value:.2f}'}."
        ),
        low=value,
        high=value,
        changes_the_answer=False,
    )


def downgrade_if_flipped(labelled: Labelled[Step], ladder: Sensitivity | None) -> Labelled[Step]:
    """Turn a ceiling that one view of the ladder does not show into a possible one."""
    if ladder is None or not ladder.changes_the_answer:
        return labelled
    if labelled.label not in FLAGS:
        return labelled
    return Labelled(labelled.step, "possible", labelled.contrast)
