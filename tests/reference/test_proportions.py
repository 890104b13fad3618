"""Intervals of proportions and of their ratio."""

from __future__ import annotations

import math

import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, test_proportions_2indep

from wardtoboard.inference import clopper_pearson, jeffreys, proportion_ratio, wilson

score_test = test_proportions_2indep
score_test.__test__ = False
del test_proportions_2indep


@pytest.mark.parametrize(
    ("method", "low", "high"),
    [(jeffreys, 0.0565, 0.3369), (clopper_pearson, 0.0454, 0.3608), (wilson, 0.0640, 0.3465)],
)
def test_four_of_twenty_five(method, low, high):
    found = method(4, 25)
    assert found.value == 0.16
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_none_of_nine_and_all_of_nine():
    assert jeffreys(0, 9).high == pytest.approx(0.2376, abs=5e-5)
    assert clopper_pearson(0, 9).high == pytest.approx(0.3363, abs=5e-5)
    for method in (jeffreys, clopper_pearson, wilson):
        assert method(0, 9).low == 0.0
        assert method(9, 9).high == 1.0
        assert method(9, 9).low == pytest.approx(1.0 - method(0, 9).high)


def test_impossible_counts_are_refused():
    with pytest.raises(ValueError, match="from 0 to n"):
        wilson(10, 9)
    with pytest.raises(TypeError, match="whole"):
        jeffreys(4.2, 25)
    with pytest.raises(ValueError, match="from 0 to n"):
        proportion_ratio(10, 9, 3, 9)


@pytest.mark.parametrize(
    "counts", [(4, 25, 30, 90), (1, 9, 8, 9), (24, 25, 30, 90), (3, 400, 2, 7)]
)
def test_ratio_agrees_with_statsmodels(counts):
    low, high = confint_proportions_2indep(*counts, compare="ratio", method="score")
    found = proportion_ratio(*counts)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-6)
    assert found.p == pytest.approx(
        score_test(*counts, compare="ratio", method="score").pvalue, rel=1e-8
    )


def test_ratio_at_the_edges():
    none = proportion_ratio(0, 25, 30, 90)
    _, high = confint_proportions_2indep(0, 25, 30, 90, compare="ratio", method="score")
    assert (none.value, none.low) == (0.0, 0.0)
    assert none.high == pytest.approx(high, rel=1e-6)
    only = proportion_ratio(3, 25, 0, 90)
    assert (only.value, only.high) == (math.inf, math.inf)
    assert only.low > 1.0
    nobody = proportion_ratio(0, 25, 0, 90)
    assert math.isnan(nobody.value)
    assert (nobody.low, nobody.high, nobody.p) == (0.0, math.inf, 1.0)
    everyone = proportion_ratio(25, 25, 90, 90)
    assert everyone.low < 1.0 < everyone.high
    assert everyone.p == 1.0
