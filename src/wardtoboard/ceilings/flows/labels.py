"""The evidence of flows at every step, and its label by the definition that tables have too.

The ratio is that of promotion rates: promotions per person-month at a level, focus over all other
clinical professions for which the step is open.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from scipy.special import ndtr

from wardtoboard.ceilings.classify import LabelledLadder, classify
from wardtoboard.ceilings.evidence import ROUNDING
from wardtoboard.ceilings.flows.rates import Rates
from wardtoboard.ceilings.settings import Settings
from wardtoboard.ceilings.stock import Stock
from wardtoboard.inference import benjamini_hochberg, rate_ratio

NODES = np.linspace(-12.0, 12.0, 4801)
"""Log rate ratios at which the posterior is worked out."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: people ever at risk, person-months, and what became of them."""

    people: int
    months: float
    promoted: int
    moved: int
    left: int


@dataclass(frozen=True, slots=True)
class FlowStep:
    """One profession at one level and its promotion rate over that of the others.

    `value`, `low` and `high` are the rate ratio and its interval (nan where undefined, `high` may
    be infinite), `p` is two-sided, `q` adjusted for the testable steps. `passed` are the shares
    promoted of those whose time at the level ended. `is_adjusted` tells that a regression stands
    behind the ratio, whose log and variance are then in `log_ratio`.
    """

    profession: str
    level: str
    index: int
    focus: Side
    reference: Side
    value: float
    low: float
    high: float
    p: float
    q: float | None
    is_open: bool
    is_structural: bool
    is_candidate: bool
    is_testable: bool
    is_material: bool
    chances: tuple[float, ...]
    log_ratio: tuple[float, float]
    is_adjusted: bool = False

    @property
    def people(self) -> int:
        """People of the profession ever at risk."""
        return self.focus.people

    @property
    def passed(self) -> tuple[float, float] | None:
        """The share promoted of all whose time at the level ended; None where nobody was."""
        if not (self.is_open and self.focus.promoted and self.reference.promoted):
            return None
        shares = [
            s.promoted / (s.promoted + s.moved + s.left) for s in (self.focus, self.reference)
        ]
        return shares[0], shares[1]


def weigh_flows(stock: Stock, rates: Rates, settings: Settings) -> dict[str, tuple[FlowStep, ...]]:
    """Weigh every reported profession and level of a stock that anyone stands at.

    `rates` is laid out on the stock. Returns {profession: its steps from the bottom up}, without q:
    `label_flows` adjusts for the family of tests.
    """
    others = rates.of_others(stock.opens)
    steps: dict[str, tuple[FlowStep, ...]] = {}
    for row, profession in enumerate(stock.professions):
        held = np.flatnonzero(stock.counts[row] > 0).tolist()
        if profession in stock.reported and held:
            steps[profession] = tuple(
                _step(stock, row, k, _side(rates, row, k), _side(others, row, k), settings)
                for k in held
            )
    return steps


def _side(rates: Rates, row: int, k: int) -> Side:
    return Side(
        people=int(rates.people[row, k]),
        months=float(rates.months[row, k]),
        promoted=int(rates.promoted[row, k]),
        moved=int(rates.moved[row, k]),
        left=int(rates.left[row, k]),
    )


def _step(
    stock: Stock, row: int, k: int, focus: Side, reference: Side, settings: Settings
) -> FlowStep:
    is_open, is_below_top = bool(stock.opens[row, k]), k < stock.top
    few = focus.people < settings.fewest_people
    few = few or smallest_p(focus, reference) > settings.testable_p * (1 + ROUNDING)
    is_candidate = bool(k > stock.entry[row]) and is_below_top
    is_material = is_material_shortfall(focus, reference, settings) and is_candidate and not few
    value, low, high, p = ratio_of(focus.promoted, reference.promoted, focus, reference, settings)
    return FlowStep(
        profession=stock.professions[row],
        level=stock.levels[k],
        index=k,
        focus=focus,
        reference=reference,
        value=value,
        low=low,
        high=high,
        p=p,
        q=None,
        is_open=is_open,
        is_structural=bool(stock.structural[row, k]),
        is_candidate=is_candidate,
        is_testable=is_open and is_below_top and not few,
        is_material=is_material,
        chances=_chances(focus, reference, settings) if is_material else (),
        log_ratio=_log_ratio(focus, reference),
    )


def ratio_of(
    events: int, events_reference: int, focus: Side, reference: Side, settings: Settings
) -> tuple[float, float, float, float]:
    """Give the ratio of two rates, its mid-P interval and p; nan where nobody was at risk."""
    if min(focus.months, reference.months) <= 0:
        return math.nan, math.nan, math.nan, math.nan
    found = rate_ratio(
        events,
        focus.months / 12,
        events_reference,
        reference.months / 12,
        level=settings.interval_level,
    )
    return found.value, found.low, found.high, 1.0 if found.p is None else found.p


def smallest_p(focus: Side, reference: Side) -> float:
    """Give the smallest p that a shortfall could have, with these months and promotions in all.

    With nobody promoted the two-sided mid-P value is the chance of that (Tarone's screen).
    """
    months = focus.months + reference.months
    if min(focus.months, reference.months) <= 0:
        return 1.0
    return float((reference.months / months) ** (focus.promoted + reference.promoted))


def is_material_shortfall(focus: Side, reference: Side, settings: Settings) -> bool:
    """Answer, in whole numbers, whether the ratio is at most the lower end of the band."""
    numerator, denominator = settings.material_low
    up = focus.promoted * Fraction(reference.months)
    down = reference.promoted * Fraction(focus.months)
    return up + down > 0 and up * denominator <= down * numerator


def _log_ratio(focus: Side, reference: Side) -> tuple[float, float]:
    """Give the log rate ratio and its variance; a half is added where nobody was promoted."""
    if min(focus.months, reference.months) <= 0:
        return 0.0, math.inf
    half = 0.5 if 0 in (focus.promoted, reference.promoted) else 0.0
    x, y = focus.promoted + half, reference.promoted + half
    return math.log(x * reference.months / (y * focus.months)), 1 / x + 1 / y


def _chances(focus: Side, reference: Side, settings: Settings) -> tuple[float, ...]:
    """Give the chance that the ratio is below the band, under each prior of the settings.

    Given all promotions, the focus's are binomial; the log ratio is normal before.
    """
    odds = NODES + math.log(focus.months / reference.months)
    total = focus.promoted + reference.promoted
    log_likelihood = focus.promoted * odds - total * np.logaddexp(0.0, odds)
    below = []
    for spread in settings.prior_spreads:
        log_density = log_likelihood - 0.5 * (NODES / spread) ** 2
        density = np.exp(log_density - log_density.max())
        whole = np.concatenate([[0.0], np.cumsum(0.5 * (density[1:] + density[:-1]))])
        below.append(float(np.interp(math.log(settings.low), NODES, whole) / whole[-1]))
    return tuple(below)


def adjusted_step(
    step: FlowStep, log_ratio: float, variance: float, settings: Settings
) -> FlowStep:
    """Put an adjusted ratio in the place of the plain one: all that follows is worked out anew."""
    spread, cut = math.sqrt(variance), math.log(settings.low)
    reach = -_normal_point(0.5 * (1 - settings.interval_level)) * spread
    is_material = step.is_candidate and step.is_testable and log_ratio <= cut

    def below(prior: float) -> float:
        shrunk = variance * prior**2 / (variance + prior**2)
        return float(ndtr((cut - shrunk * log_ratio / variance) / math.sqrt(shrunk)))

    return replace(
        step,
        value=math.exp(log_ratio),
        low=math.exp(log_ratio - reach),
        high=math.exp(log_ratio + reach),
        p=math.erfc(abs(log_ratio) / (spread * math.sqrt(2))),
        is_material=is_material,
        chances=tuple(below(s) for s in settings.prior_spreads) if is_material else (),
        log_ratio=(log_ratio, variance),
        is_adjusted=True,
    )


def _normal_point(tail: float) -> float:
    from scipy.special import ndtri

    return float(ndtri(tail))


def label_flows(
    steps: Mapping[str, Sequence[FlowStep]], settings: Settings
) -> dict[str, LabelledLadder[FlowStep]]:
    """Label steps by the operational definition, the family being all testable ones."""
    tested = [step for step in _all(steps) if step.is_testable]
    q = benjamini_hochberg([step.p for step in tested]).tolist() if tested else []
    by_step = {(s.profession, s.index): value for s, value in zip(tested, q, strict=True)}
    adjusted = {
        profession: [replace(s, q=by_step.get((profession, s.index))) for s in of_one]
        for profession, of_one in steps.items()
    }
    return classify(adjusted, settings)


def _all(steps: Mapping[str, Sequence[FlowStep]]) -> Iterator[FlowStep]:
    for of_one in steps.values():
        yield from of_one
