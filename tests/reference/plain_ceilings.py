"""A slow plain twin of the ceiling finder, from the definition: loops, fractions, enumeration.

Counts are {profession: staff by level from the bottom up}. Readings of the definition that the
finder shares on purpose: a level nobody of the profession holds is no step; a firm step that is
neither the one that stands out nor part of a uniform drag is possible when the chance says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from reference.plain_statistics import (
    plain_benjamini_hochberg,
    plain_shapley,
    support,
)

LOW, HIGH = Fraction(4, 5), Fraction(5, 4)
ROOMS = 200  # intervals of Simpson's rule on each side of the cut
Four = tuple[int, int, int, int]


@dataclass
class PlainStep:
    """One profession at one level, with its four counts and what is made of them."""

    profession: str
    level: int
    above: int
    at: int
    above_reference: int
    at_reference: int
    is_structural: bool
    is_candidate: bool
    is_open: bool
    p: float = 1.0
    q: float | None = None
    label: str = ""

    @property
    def four(self) -> Four:
        return self.above, self.at, self.above_reference, self.at_reference

    @property
    def cor(self) -> Fraction | float:
        if self.at * self.above_reference:
            return Fraction(self.above * self.at_reference, self.at * self.above_reference)
        return math.inf if self.above * self.at_reference else math.nan

    @property
    def is_testable(self) -> bool:
        return self.q is not None

    @property
    def is_firm(self) -> bool:
        return self.q is not None and self.q <= 0.10 + 1e-12 and self.cor <= LOW

    @property
    def log_and_variance(self) -> tuple[float, float]:
        add = 0.5 if 0 in self.four else 0.0
        a, b, c, d = (count + add for count in self.four)
        return math.log(a / b) - math.log(c / d), 1 / a + 1 / b + 1 / c + 1 / d


def plain_labels(
    counts: Mapping[str, Sequence[int]],
    entry: Mapping[str, int],
    closed: frozenset[tuple[str, int]] = frozenset(),
) -> dict[tuple[str, int], PlainStep]:
    """Label every profession and level that holds anyone."""
    steps = _steps(counts, entry, closed)
    _test(steps)
    ladders = {p: [s for s in steps if s.profession == p] for p in counts}
    dragged = _professions_that_drag(ladders)
    for profession, ladder in ladders.items():
        standing_out = _standing_out(ladder)
        for step in ladder:
            step.label = _label(step, ladder, standing_out, profession in dragged)
    return {(step.profession, step.level): step for step in steps}


def _steps(
    counts: Mapping[str, Sequence[int]],
    entry: Mapping[str, int],
    closed: frozenset[tuple[str, int]],
) -> list[PlainStep]:
    width = len(next(iter(counts.values())))
    top = max(level for level in range(width) if any(staff[level] for staff in counts.values()))
    steps = []
    for profession, staff in counts.items():
        for level in range(width):
            if staff[level] == 0:
                continue
            at_reference = above_reference = 0
            for other, others in counts.items():
                compared = level >= entry[other] and (other, level) not in closed
                if other != profession and compared:
                    at_reference += others[level]
                    above_reference += sum(others[level + 1 :])
            structural = (profession, level) in closed
            step = PlainStep(
                profession,
                level,
                sum(staff[level + 1 :]),
                staff[level],
                above_reference,
                at_reference,
                is_structural=structural,
                is_candidate=entry[profession] < level < top,
                is_open=not structural and entry[profession] <= level < top,
            )
            steps.append(step)
    return steps


def _test(steps: Sequence[PlainStep]) -> None:
    family = []
    for step in steps:
        if step.is_open and step.at + step.above >= 10:
            ways = _ways(step.four)
            if Fraction(ways[min(ways)], sum(ways.values())) <= Fraction(1, 20):
                family.append(step)
                step.p = _two_sided_mid_p(ways, step.above)
    for step, q in zip(family, plain_benjamini_hochberg([s.p for s in family]), strict=True):
        step.q = q


def _ways(four: Four, ratio: Fraction = Fraction(1)) -> dict[int, int]:
    """Whole numbers in proportion to the chance of each possible number above, at an odds ratio.

    One number from the one below it: C(n, x + 1) = C(n, x) (n - x) / (x + 1), without remainder.
    """
    a, b, c, d = four
    possible = support(*four)
    way = math.comb(a + b, possible[0]) * math.comb(c + d, a + c - possible[0])
    ways = {}
    for x in possible:
        steps_up = x - possible[0]
        tilt = ratio.numerator**steps_up * ratio.denominator ** (len(possible) - 1 - steps_up)
        ways[x] = way * tilt
        way = way * (a + b - x) * (a + c - x) // ((x + 1) * (d - a + x + 1))
    return ways


def _mid_tail(ways: Mapping[int, int], observed: int, *, upper: bool) -> Fraction:
    beyond = sum(way for x, way in ways.items() if (x > observed if upper else x < observed))
    return Fraction(2 * beyond + ways[observed], 2 * sum(ways.values()))


def _two_sided_mid_p(ways: Mapping[int, int], observed: int) -> float:
    tails = (_mid_tail(ways, observed, upper=upper) for upper in (False, True))
    return float(min(Fraction(1), 2 * min(tails)))


def _pool(steps: Sequence[PlainStep]) -> tuple[float, float, float]:
    """Pooled log ratio, its variance, and the p of heterogeneity."""
    logs = [step.log_and_variance for step in steps]
    variance = 1 / math.fsum(1 / v for _, v in logs)
    pooled = variance * math.fsum(y / v for y, v in logs)
    q = math.fsum((y - pooled) ** 2 / v for y, v in logs)
    return pooled, variance, _chi_squared_above(q, len(logs) - 1)


def _chi_squared_above(q: float, df: int) -> float:
    """The upper tail for whole degrees of freedom, two more at a time."""
    if df == 0:
        return 1.0
    if df % 2:
        chance, term, at = math.erfc(math.sqrt(q / 2)), math.sqrt(2 * q / math.pi), 1
        term *= math.exp(-q / 2)
    else:
        chance, term, at = math.exp(-q / 2), q / 2 * math.exp(-q / 2), 2
    while at < df:
        chance += term
        at += 2
        term *= q / at
    return chance


def _professions_that_drag(ladders: Mapping[str, Sequence[PlainStep]]) -> set[str]:
    pools = {}
    for profession, ladder in ladders.items():
        tested = [step for step in ladder if step.is_testable]
        if len(tested) > 1:
            pools[profession] = _pool(tested)
    two_sided = [math.erfc(abs(y) / math.sqrt(2 * v)) for y, v, _ in pools.values()]
    adjusted = dict(zip(pools, plain_benjamini_hochberg(two_sided), strict=True))
    return {
        profession
        for profession, (pooled, _, alike) in pools.items()
        if adjusted[profession] <= 0.10 and math.exp(pooled) <= LOW and alike > 0.10
    }


def _standing_out(ladder: Sequence[PlainStep]) -> dict[int, str]:
    """The levels that are a ceiling or a sticky floor."""
    flagged = {}
    for step in ladder:
        if step.is_candidate and step.is_firm:
            if _is_sticky_floor(step, ladder):
                flagged[step.level] = "sticky_floor"
            elif _is_worse_than_below(step, ladder):
                flagged[step.level] = "ceiling"
    if not flagged:
        return {}
    ratios = {step.level: step.cor for step in ladder}
    least = min(ratios[level] for level in flagged)
    costliest = _costliest(ladder)
    return {k: v for k, v in flagged.items() if ratios[k] == least or k == costliest}


def _is_sticky_floor(step: PlainStep, ladder: Sequence[PlainStep]) -> bool:
    candidates = [one for one in ladder if one.is_candidate]
    higher = [one for one in candidates if one.level > step.level and one.is_testable]
    return step is candidates[0] and not any(one.cor < step.cor for one in higher)


def _is_worse_than_below(step: PlainStep, ladder: Sequence[PlainStep]) -> bool:
    below = [one for one in ladder if one.level < step.level and one.is_testable]
    if not below:
        return False
    pooled, variance, _ = _pool(below)
    y, v = step.log_and_variance
    z = (y - pooled) / math.sqrt(v + variance)
    return z < 0 and math.erfc(-z / math.sqrt(2)) / 2 <= 0.05


def _costliest(ladder: Sequence[PlainStep]) -> int:
    climbed = [
        step
        for step in ladder
        if step.is_open
        and step.at_reference + step.above_reference
        and step.above + step.above_reference
    ]
    costs = plain_shapley(
        climbed[0].at + climbed[0].above,
        [step.above / (step.at + step.above) for step in climbed],
        [step.above_reference / (step.at_reference + step.above_reference) for step in climbed],
    )
    return climbed[costs.index(max(costs))].level


def _label(
    step: PlainStep, ladder: Sequence[PlainStep], standing_out: Mapping[int, str], drags: bool
) -> str:
    if step.is_structural:
        return "structural"
    if not step.is_candidate:
        return "not_labelled"
    if not step.is_testable:
        return "too_few"
    if step.level in standing_out:
        return standing_out[step.level]
    if step.cor <= LOW:
        if drags:
            return "uniform_drag"
        return "possible" if plain_chance_below(step.four, 1.0) >= 0.80 else "inconclusive"
    return "no_material_gap" if is_inside_the_band(step.four) else "inconclusive"


def is_inside_the_band(four: Four) -> bool:
    """Answer whether the 95% mid-P interval lies inside 4/5 to 5/4: a mid-P test at each end."""
    return _mid_tail(_ways(four, LOW), four[0], upper=True) < Fraction(1, 40) and _mid_tail(
        _ways(four, HIGH), four[0], upper=False
    ) < Fraction(1, 40)


def plain_chance_below(four: Four, tau: float) -> float:
    """P(odds ratio < 4/5) under log ratio ~ N(0, tau squared), Simpson's rule on each side."""
    ways = {x: math.log(way) for x, way in _ways(four).items()}
    a, b, c, d = (count + 0.5 for count in four)
    centre, spread = math.log(a * d / (b * c)), math.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    low = max(-9 * tau, centre - 10 * spread)
    high = min(9 * tau, centre + 10 * spread)

    def density(t: float) -> float:
        logs = [way + t * x for x, way in ways.items()]
        most = max(logs)
        total = math.fsum(math.exp(log - most) for log in logs)
        return math.exp(ways[four[0]] + t * four[0] - most - ((t / tau) ** 2) / 2) / total

    cut = min(max(math.log(0.8), low), high)
    below, over = _simpson(density, low, cut), _simpson(density, cut, high)
    return below / (below + over)


def _simpson(curve: Callable[[float], float], low: float, high: float) -> float:
    h = (high - low) / ROOMS
    weights = [1, *([4, 2] * (ROOMS // 2))[:-1], 1]
    return h / 3 * math.fsum(w * curve(low + i * h) for i, w in enumerate(weights))
