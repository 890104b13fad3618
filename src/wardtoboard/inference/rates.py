"""A rate per person-year, and the ratio of two, exactly."""

from __future__ import annotations

import math
from typing import Literal

from scipy.special import betainc, betaincinv, gammaincinv

from wardtoboard.inference.estimate import Estimate, upper_tail
from wardtoboard.inference.roots import bisect_increasing
from wardtoboard.inference.tables import whole_counts

WIDEST_LOG_ODDS = 60.0


def rate(events: int, person_years: float, *, level: float = 0.95) -> Estimate:
    """Divide events by person-years, with exact Poisson limits, all in events per person-year.

    Raises TypeError for events that are not whole; ValueError for negative events or for
    person-years that are not above 0.
    Method: Garwood (1936).
    """
    tail = upper_tail(level)
    (x,) = whole_counts("events", events)
    if person_years <= 0:
        raise ValueError("person-years must be above 0. Leave out groups nobody was in.")
    return Estimate(
        value=float(x) / person_years,
        low=float(gammaincinv(x, tail)) / person_years if x else 0.0,
        high=float(gammaincinv(x + 1, 1.0 - tail)) / person_years,
        level=level,
        method="exact rate",
        n_focus=int(x),
        n_reference=0,
    )


def rate_ratio(
    events: int,
    person_years: float,
    events_reference: int,
    person_years_reference: float,
    *,
    level: float = 0.95,
    limits: Literal["mid-p", "exact"] = "mid-p",
) -> Estimate:
    """Divide two rates (events per person-year), with exact limits and a mid-P p-value.

    Given the total number of events, the focus's share of them is binomial with odds
    ratio x person_years / person_years_reference. The value is nan when there are no events.
    Raises TypeError for events that are not whole; ValueError for negative events or for
    person-years that are not above 0.
    Method: Clopper and Pearson (1934) on the share; mid-P, Berry and Armitage (1995).
    """
    tail = upper_tail(level)
    (x,), (y,) = whole_counts("events", events), whole_counts("events_reference", events_reference)
    if min(person_years, person_years_reference) <= 0:
        raise ValueError("person-years must be above 0. Leave out groups nobody was in.")
    exposure = person_years_reference / person_years
    if limits == "exact":
        low = 0.0 if x == 0 else _odds(float(betaincinv(x, y + 1, tail)))
        high = math.inf if y == 0 else _odds(float(betaincinv(x + 1, y, 1.0 - tail)))
    else:
        low = 0.0 if x == 0 else _odds_with_tail(int(x), int(y), tail)
        high = math.inf if y == 0 else _odds_with_tail(int(x), int(y), 1.0 - tail)
    equal = _mid_tail(int(x), int(y), 1.0 / (1.0 + exposure))
    return Estimate(
        value=_ratio(int(x), int(y)) * exposure,
        low=low * exposure,
        high=high * exposure,
        level=level,
        method=f"{limits} rate ratio",
        n_focus=int(x),
        n_reference=int(y),
        p=min(1.0, 2.0 * min(equal, 1.0 - equal)),
    )


def _ratio(x: int, y: int) -> float:
    if y == 0:
        return math.inf if x else math.nan
    return x / y


def _odds(share: float) -> float:
    return share / (1.0 - share)


def _mid_tail(x: int, y: int, share: float) -> float:
    """P(X > x) + P(X = x) / 2 for X ~ binomial(x + y, share): the mean of two whole tails."""
    at_least = 1.0 if x == 0 else float(betainc(x, y + 1, share))
    more = 0.0 if y == 0 else float(betainc(x + 1, y, share))
    return 0.5 * (at_least + more)


def _odds_with_tail(x: int, y: int, tail: float) -> float:
    """Find the odds whose mid-P upper tail is `tail`; with y = 0 the tail starts at a half."""

    def excess(log_odds: float) -> float:
        return _mid_tail(x, y, 1.0 / (1.0 + math.exp(-log_odds))) - tail

    return math.exp(bisect_increasing(excess, -WIDEST_LOG_ODDS, WIDEST_LOG_ODDS))
