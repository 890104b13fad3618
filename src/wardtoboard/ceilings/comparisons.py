"""The three reference groups: the rest, a named profession, the same profession elsewhere.

Against the rest the question is "who is blocked here?"; against the same profession elsewhere
it is "is it us or everyone?". Both are needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from wardtoboard.ceilings.estimands import named_reference
from wardtoboard.ceilings.evidence import Step
from wardtoboard.ceilings.findings import Comparison, ratio
from wardtoboard.ceilings.settings import Settings
from wardtoboard.ceilings.stock import Stock
from wardtoboard.inference import conditional_odds_ratios

ELSEWHERE = "elsewhere"
Comparator = Callable[[str, str, str], tuple[int, int]]
Worth = tuple[int, str, Stock, Step]


def nobody_elsewhere(code: str, profession: str, level: str) -> tuple[int, int]:
    """Answer for a table that holds no other organisation."""
    return 0, 0


def compare_steps(
    worth: Sequence[Worth], settings: Settings, elsewhere: Comparator, comparator: str
) -> Mapping[tuple[int, str, str], tuple[Comparison, ...]]:
    """Set each step against the named profession and the same profession elsewhere.

    `worth` holds (key, body code, stock, step); the result is keyed by (key, profession,
    level). A reference with nobody at or above the level is left out.
    """
    asked: list[tuple[tuple[int, str, str], str, Step, int, int]] = []
    named = {
        id(stock): named_reference(stock, comparator)
        for _, _, stock, _ in worth
        if comparator in stock.professions
    }
    for place, code, stock, step in worth:
        key = (place, step.profession, step.level)
        counts = named.get(id(stock))
        if counts is not None and step.profession != comparator:
            row = stock.row(step.profession), step.index
            pair = int(counts.at_reference[row]), int(counts.above_reference[row])
            asked.append((key, comparator, step, *pair))
        asked.append((key, ELSEWHERE, step, *elsewhere(code, step.profession, step.level)))
    asked = [one for one in asked if one[3] + one[4] > 0]
    return _answer(asked, settings)


def _answer(
    asked: Sequence[tuple[tuple[int, str, str], str, Step, int, int]], settings: Settings
) -> dict[tuple[int, str, str], tuple[Comparison, ...]]:
    if not asked:
        return {}
    ratios = conditional_odds_ratios(
        np.array([step.above for _, _, step, _, _ in asked]),
        np.array([step.at for _, _, step, _, _ in asked]),
        np.array([above for *_, above in asked]),
        np.array([at for *_, at, _ in asked]),
        level=settings.interval_level,
    )
    answers: dict[tuple[int, str, str], tuple[Comparison, ...]] = {}
    for i, (key, reference, _, at, above) in enumerate(asked):
        cor = ratio(float(ratios.value[i]), float(ratios.low[i]), float(ratios.high[i]))
        made = Comparison(reference, at, above, cor, float(ratios.p[i]))
        answers[key] = (*answers.get(key, ()), made)
    return answers
