"""Adjusting for many tests, against Benjamini and Hochberg's own example."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from reference.plain_statistics import plain_benjamini_hochberg
from wardtoboard.inference import benjamini_hochberg, holm

# Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57:289-300, section 4.1.
PUBLISHED = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0),
]
ADJUSTED = [
    *(0.0015, 0.003, 0.0095, 0.0356, 0.0603, 0.0639, 0.0639, 0.0645),
    *(0.0765, 0.486, 0.5812, 0.7149, 0.7532, 0.8132, 1.0),
]


def test_published_example():
    found = benjamini_hochberg(PUBLISHED)
    assert found == pytest.approx(ADJUSTED, abs=6e-5)
    assert (found <= 0.05).sum() == 4
    assert (holm(PUBLISHED) <= 0.05).sum() == 3


def test_any_order_agrees_with_twin_and_oracle():
    p = np.random.default_rng(5).random(40) ** 2
    assert benjamini_hochberg(p) == pytest.approx(plain_benjamini_hochberg(p.tolist()))
    assert benjamini_hochberg(p) == pytest.approx(multipletests(p, method="fdr_bh")[1])
    assert holm(p) == pytest.approx(multipletests(p, method="holm")[1])


def test_nothing_tested_and_impossible_values():
    assert benjamini_hochberg([]).shape == (0,)
    assert holm([]).shape == (0,)
    for wrong in (1.2, -0.1, float("nan")):
        with pytest.raises(ValueError, match="not tested"):
            benjamini_hochberg([0.5, wrong])
