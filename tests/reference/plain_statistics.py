"""Slow plain twins: whole supports, plain loops, exact integers and bisection. No cleverness."""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise, permutations

WORKED_TABLE = {  # staff by level: Band 5, 6, 7, 8a, 8b and above, Board
    "nurse": (600, 400, 200, 80, 40, 4),
    "ahp": (100, 120, 80, 40, 4, 0),
    "pharmacist": (20, 30, 25, 16, 4, 0),
    "healthcare_scientist": (60, 60, 40, 20, 3, 0),
    "psychologist": (0, 5, 20, 30, 12, 0),
}


def against_the_rest(profession: str, level: int) -> tuple[int, int, int, int]:
    """Above and at a level, focus then the rest; psychologists have no Band 5 posts."""
    left_out = {profession} | ({"psychologist"} if level == 0 else set())
    rest = [staff for name, staff in WORKED_TABLE.items() if name not in left_out]
    focus = WORKED_TABLE[profession]
    return (
        sum(focus[level + 1 :]),
        focus[level],
        sum(sum(staff[level + 1 :]) for staff in rest),
        sum(staff[level] for staff in rest),
    )


def support(a: int, b: int, c: int, d: int) -> range:
    return range(max(0, a + c - (c + d)), min(a + b, a + c) + 1)


def hypergeometric(a: int, b: int, c: int, d: int) -> dict[int, Fraction]:
    """P(X = x) at equal odds, in exact fractions."""
    ways = {x: math.comb(a + b, x) * math.comb(c + d, a + c - x) for x in support(a, b, c, d)}
    return {x: Fraction(way, sum(ways.values())) for x, way in ways.items()}


def plain_p(a: int, b: int, c: int, d: int, own: Fraction) -> float:
    """Twice the smaller tail, counting `own` of the observed table: 1/2 is mid-P, 1 Fisher's."""
    chance = hypergeometric(a, b, c, d)
    up = sum(p for x, p in chance.items() if x > a) + own * chance[a]
    down = sum(p for x, p in chance.items() if x < a) + own * chance[a]
    return float(min(Fraction(1), 2 * min(up, down)))


class Likelihood:
    """P(X = x) at any odds ratio over the whole support, from log-gammas summed with fsum."""

    def __init__(self, a: int, b: int, c: int, d: int) -> None:
        self.observed, self.support = a, support(a, b, c, d)
        self.logs = [self._log_ways(a + b, x) + self._log_ways(c + d, a + c - x)
                     for x in self.support]  # fmt: skip

    @staticmethod
    def _log_ways(n: int, x: int) -> float:
        return math.lgamma(n + 1) - math.lgamma(x + 1) - math.lgamma(n - x + 1)

    def chances(self, t: float) -> list[float]:
        logs = [log + t * x for x, log in zip(self.support, self.logs, strict=True)]
        top = max(logs)
        weights = [math.exp(log - top) for log in logs]
        total = math.fsum(weights)
        return [weight / total for weight in weights]

    def own(self, t: float) -> float:
        return self.chances(t)[self.observed - self.support.start]

    def mean(self, t: float) -> float:
        return math.fsum(x * p for x, p in zip(self.support, self.chances(t), strict=True))

    def upper_tail(self, t: float, own: float) -> float:
        pairs = list(zip(self.support, self.chances(t), strict=True))
        more = math.fsum(p for x, p in pairs if x > self.observed)
        return more + own * self.own(t)


def plain_odds_ratio(
    a: int, b: int, c: int, d: int, own: float = 0.5, tail: float = 0.025
) -> tuple[float, float, float]:
    """Conditional estimate, lower and upper limit; the table must not have empty margins."""
    like = Likelihood(a, b, c, d)
    at_bottom, at_top = a == like.support[0], a == like.support[-1]
    mle = root(lambda t: like.mean(t) - a)
    low = root(lambda t: like.upper_tail(t, own) - tail)
    high = root(lambda t: like.upper_tail(t, 1.0 - own) - (1.0 - tail))
    return (
        0.0 if at_bottom else math.inf if at_top else math.exp(mle),
        0.0 if at_bottom else math.exp(low),
        math.inf if at_top else math.exp(high),
    )


def root(value: Callable[[float], float], low: float = -40.0, high: float = 40.0) -> float:
    for _ in range(90):
        middle = (low + high) / 2
        low, high = (middle, high) if value(middle) < 0 else (low, middle)
    return (low + high) / 2


def plain_posterior(
    a: int, b: int, c: int, d: int, tau: float, centre: float = 0.0
) -> tuple[list[float], list[float]]:
    """A fine grid of log odds ratios and the posterior chance below each, by the trapezium rule.

    The rule is exact to rounding over a whole smooth peak; at a cut it errs by the step squared.
    """
    like = Likelihood(a, b, c, d)
    step = tau / 400
    grid = [centre + (k - 4400) * step for k in range(8801)]
    density = [like.own(t) * math.exp(-(((t - centre) / tau) ** 2) / 2) for t in grid]
    running, below = 0.0, [0.0]
    for left, right in pairwise(density):
        running += (left + right) / 2
        below.append(running)
    return grid, [chance / running for chance in below]


def plain_shapley(size: float, focus: list[float], reference: list[float]) -> list[float]:
    """Change the stages one at a time in every order, and average what each change adds."""
    orders = list(permutations(range(len(focus))))
    total = [0.0] * len(focus)
    for order in orders:
        now = list(focus)
        for stage in order:
            before = math.prod(now)
            now[stage] = reference[stage]
            total[stage] += size * (math.prod(now) - before) / len(orders)
    return total


def plain_benjamini_hochberg(p: list[float]) -> list[float]:
    n = len(p)
    ranked = sorted(range(n), key=lambda i: p[i])
    q = [0.0] * n
    for place, i in enumerate(ranked):
        q[i] = min(p[j] * n / (rank + 1) for rank, j in enumerate(ranked) if rank >= place)
    return [min(1.0, value) for value in q]


def plain_rate_limits(x: int, t: float, y: int, u: float, own: float) -> tuple[float, float]:
    """Limits of the rate ratio from binomial tails summed one by one; x and y above 0."""

    def upper(log_odds: float, share_of_own: float) -> float:
        share = 1 / (1 + math.exp(-log_odds))
        chances = [math.comb(x + y, k) * share**k * (1 - share) ** (x + y - k)
                   for k in range(x + y + 1)]  # fmt: skip
        return math.fsum(chances[x + 1 :]) + share_of_own * chances[x]

    low = root(lambda v: upper(v, own) - 0.025, -30, 30)
    high = root(lambda v: upper(v, 1 - own) - 0.975, -30, 30)
    return math.exp(low) * u / t, math.exp(high) * u / t
