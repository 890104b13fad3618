"""Odds ratios over strata, against published figures and statsmodels."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import StratifiedTable

from wardtoboard.inference import (
    breslow_day,
    cochran_mantel_haenszel,
    conditional_odds_ratios,
    mantel_haenszel,
)

# Admitted and rejected men, then women, in six departments: Bickel, Hammel and O'Connell (1975),
# Science 187:398-404.
ADMISSIONS = (
    [512, 353, 120, 138, 53, 22],
    [313, 207, 205, 279, 138, 351],
    [89, 17, 202, 131, 94, 24],
    [19, 8, 391, 244, 299, 317],
)


def test_admissions_pooled_and_apart():
    crude = [sum(cell) for cell in ADMISSIONS]
    assert conditional_odds_ratios(*crude).value[0] == pytest.approx(1.8411, abs=5e-5)
    apart = conditional_odds_ratios(*ADMISSIONS).value
    assert apart == pytest.approx([0.349, 0.803, 1.133, 0.921, 1.222, 0.828], abs=6e-4)
    found = mantel_haenszel(*ADMISSIONS)
    assert found.value == pytest.approx(0.9046968, abs=5e-8)
    assert (found.low, found.high) == pytest.approx((0.7719074, 1.0603298), abs=5e-8)


def test_admissions_tests():
    corrected = cochran_mantel_haenszel(*ADMISSIONS)
    assert corrected.statistic == pytest.approx(1.4269, abs=5e-5)
    assert corrected.p == pytest.approx(0.2323, abs=5e-5)
    plain = cochran_mantel_haenszel(*ADMISSIONS, corrected=False)
    assert plain.statistic == pytest.approx(1.5246, abs=5e-5)
    assert mantel_haenszel(*ADMISSIONS).p == plain.p
    differ = breslow_day(*ADMISSIONS)
    assert (differ.statistic, differ.df) == (pytest.approx(18.83, abs=5e-3), 5)
    assert differ.p == pytest.approx(0.0021, abs=5e-5)


def test_random_strata_agree_with_statsmodels():
    rng = np.random.default_rng(3)
    for _ in range(20):
        cells = rng.integers(1, 60, size=(4, 5))
        oracle = StratifiedTable([stratum.reshape(2, 2) for stratum in cells.T])
        found = mantel_haenszel(*cells, level=0.9)
        assert found.value == pytest.approx(oracle.oddsratio_pooled)
        low, high = oracle.oddsratio_pooled_confint(alpha=0.1)
        assert (found.low, found.high) == pytest.approx((low, high))
        plain = oracle.test_null_odds(correction=False).statistic
        assert cochran_mantel_haenszel(*cells, corrected=False).statistic == pytest.approx(plain)
        test = cochran_mantel_haenszel(*cells)
        # Like R, and unlike the oracle, the correction never takes a difference below nothing.
        if test.statistic > 0.0:
            corrected = oracle.test_null_odds(correction=True).statistic
            assert test.statistic == pytest.approx(corrected)
        assert test.statistic <= plain
        assert breslow_day(*cells).statistic == pytest.approx(
            oracle.test_equal_odds(adjust=False).statistic
        )


def test_strata_that_say_nothing_change_nothing():
    padded = np.column_stack([ADMISSIONS, [0, 9, 0, 30], [4, 5, 0, 0]])
    assert mantel_haenszel(*padded).value == mantel_haenszel(*ADMISSIONS).value
    assert breslow_day(*padded) == breslow_day(*ADMISSIONS)
    alone = breslow_day(4, 40, 63, 146)
    assert (alone.statistic, alone.df, alone.p) == (pytest.approx(0.0, abs=1e-12), 0, 1.0)


def test_refusals():
    with pytest.raises(ValueError, match="no stratum"):
        mantel_haenszel(0, 9, 0, 30)
    with pytest.raises(ValueError, match="exact test"):
        mantel_haenszel([0, 0], [9, 4], [5, 6], [30, 7])
