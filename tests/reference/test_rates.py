"""Ratios of rates and of proportions per person-year."""

from __future__ import annotations

import math

import pytest

from reference.plain_statistics import plain_rate_limits
from wardtoboard.inference import rate, rate_ratio, stationary_odds


def test_published_style_example_of_promotions_per_person_year():
    exact = rate_ratio(2, 160, 30, 700, limits="exact")
    assert exact.value == pytest.approx(0.2917, abs=5e-5)
    assert (exact.low, exact.high) == pytest.approx((0.0338, 1.1495), abs=5e-5)
    mid = rate_ratio(2, 160, 30, 700)
    assert (mid.low, mid.high) == pytest.approx((0.0469, 1.0362), abs=5e-5)
    assert mid.p == pytest.approx(0.0586, abs=5e-5)
    assert (mid.n_focus, mid.n_reference, mid.level) == (2, 30, 0.95)


@pytest.mark.parametrize("events", [(2, 30), (1, 1), (14, 3), (40, 80)])
@pytest.mark.parametrize(("limits", "own"), [("mid-p", 0.5), ("exact", 1.0)])
def test_limits_agree_with_tails_summed_one_by_one(events, limits, own):
    found = rate_ratio(events[0], 160, events[1], 700.5, limits=limits)
    plain = plain_rate_limits(events[0], 160, events[1], 700.5, own)
    assert (found.low, found.high) == pytest.approx(plain, rel=1e-8)


@pytest.mark.parametrize("limits", ["mid-p", "exact"])
def test_edges_are_open(limits):
    none = rate_ratio(0, 160, 30, 700, limits=limits)
    assert (none.value, none.low) == (0.0, 0.0)
    assert 0.0 < none.high < 1.0
    every = rate_ratio(3, 160, 0, 700, limits=limits)
    assert (every.value, every.high) == (math.inf, math.inf)
    assert every.low > 1.0
    nothing = rate_ratio(0, 160, 0, 700, limits=limits)
    assert math.isnan(nothing.value)
    assert (nothing.low, nothing.high, nothing.p) == (0.0, math.inf, 1.0)


def test_impossible_exposure_is_refused():
    with pytest.raises(ValueError, match="person-years"):
        rate_ratio(2, 0, 30, 700)
    with pytest.raises(TypeError, match="events"):
        rate_ratio(2.5, 160, 30, 700)


def stationary_stocks(promotion, exits, growth=0.0):
    """Run flows, year by year, until the shape of the ladder settles."""
    stocks = [1000.0, 0.0, 0.0]
    for _ in range(3000):
        first = promotion[0] * stocks[0]
        second = promotion[1] * stocks[1]
        stocks = [
            1000.0 if not growth else stocks[0] * (1 + growth),
            stocks[1] + first - second - exits * stocks[1],
            stocks[2] + second - exits * stocks[2],
        ]
    return stocks


def test_steady_flows_lead_to_the_stated_odds_and_not_to_adjacent_ratios():
    focus, reference = stationary_stocks((0.10, 0.02), 0.10), stationary_stocks((0.10, 0.08), 0.10)
    assert focus == pytest.approx([1000, 833.33, 166.67], abs=5e-3)
    assert reference == pytest.approx([1000, 555.56, 444.44], abs=5e-3)
    odds = [(sum(s[1:]) / s[0], s[2] / s[1]) for s in (focus, reference)]
    assert odds[0] == pytest.approx((stationary_odds(0.10, 0.10), stationary_odds(0.02, 0.10)))
    assert odds[0][0] / odds[1][0] == pytest.approx(1.0)
    assert odds[0][1] / odds[1][1] == pytest.approx(0.25)
    assert (focus[1] / focus[0]) / (reference[1] / reference[0]) == pytest.approx(1.5)


def test_growth_alone_lowers_the_odds():
    assert stationary_odds(0.08, 0.10) == pytest.approx(0.8)
    assert stationary_odds(0.08, 0.10, growth=0.05) == pytest.approx(0.533, abs=5e-4)
    growing = stationary_stocks((0.08, 0.0), 0.10, growth=0.05)
    assert growing[1] / growing[0] == pytest.approx(8 / 15)
    assert stationary_odds(0.08, 0.10, hires_per_head=0.02) == pytest.approx(1.0)
    with pytest.raises(ValueError, match="more than 0"):
        stationary_odds(0.08, 0.02, growth=-0.02)


@pytest.mark.parametrize(
    ("events", "low", "high"), [(0, 0.0, 3.689), (1, 0.025, 5.572), (10, 4.795, 18.390)]
)
def test_a_rate_has_the_limits_that_garwood_published(events, low, high):
    found = rate(events, 1.0)
    assert (found.value, found.n_focus) == (events, events)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-4)
    halved = rate(events, 2.0)
    assert (halved.low, halved.high) == pytest.approx((found.low / 2, found.high / 2))


@pytest.mark.parametrize("events", [1, 3, 25])
def test_limits_of_a_rate_agree_with_tails_summed_one_by_one(events):
    found = rate(events, 4.0, level=0.9)

    def at_most(x: int, mean: float) -> float:
        return sum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(x + 1))

    assert 1 - at_most(events - 1, 4 * found.low) == pytest.approx(0.05)
    assert at_most(events, 4 * found.high) == pytest.approx(0.05)


def test_a_rate_refuses_what_is_none():
    with pytest.raises(ValueError, match="person-years must be above 0"):
        rate(1, 0.0)
    with pytest.raises(TypeError):
        rate(1.5, 1.0)
