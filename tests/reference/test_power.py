"""What the exact test can find, by enumeration."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from reference.plain_statistics import plain_p
from wardtoboard.inference import minimum_detectable_odds_ratio, power


@pytest.mark.parametrize(
    ("n_focus", "ratio", "chance"),
    [
        (10, 0.1, 0.66),
        (10, 0.25, 0.36),
        (20, 0.1, 0.80),
        (20, 0.25, 0.41),
        (44, 0.33, 0.69),
        (44, 0.25, 0.87),
    ],
)
def test_power_against_63_of_209(n_focus, ratio, chance):
    assert power(n_focus, 63, 146, ratio) == pytest.approx(chance, abs=5e-3)


def test_power_agrees_with_every_outcome_added_up():
    # The worked figure is .69; every outcome added up gives .685.
    odds = 0.5 * 63 / 146
    share, total = odds / (1 + odds), 0.0
    for x in range(101):
        if plain_p(x, 100 - x, 63, 146, Fraction(1, 2)) <= 0.05:
            total += math.comb(100, x) * share**x * (1 - share) ** (100 - x)
    assert power(100, 63, 146, 0.5) == pytest.approx(total, rel=1e-10)
    assert total == pytest.approx(0.685, abs=5e-4)


def test_mildest_gap_found_is_found_that_often():
    ratio = minimum_detectable_odds_ratio(44, 63, 146)
    assert ratio == pytest.approx(0.2842, abs=5e-5)
    assert power(44, 63, 146, ratio) == pytest.approx(0.8, abs=1e-6)
    assert minimum_detectable_odds_ratio(200, 63, 146) > ratio


def test_a_group_too_small_for_any_gap_to_show():
    assert math.isnan(minimum_detectable_odds_ratio(4, 63, 146))


def test_refusals():
    with pytest.raises(ValueError, match="odds_ratio"):
        power(44, 63, 146, 0.0)
    for reference in ((0, 146), (63, 0)):
        with pytest.raises(ValueError, match="both above and at"):
            power(44, *reference, 0.5)
