"""The exact engine against worked figures, published routines and its slow twin."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from scipy.stats import hypergeom
from scipy.stats.contingency import odds_ratio

from reference.plain_statistics import (
    Likelihood,
    against_the_rest,
    hypergeometric,
    plain_odds_ratio,
    plain_p,
)
from wardtoboard.inference import (
    at_most_ratio,
    conditional_odds_ratios,
    coverage,
    exact_p_values,
    smallest_attainable_p,
)
from wardtoboard.inference.hypergeometric import log_probability
from wardtoboard.inference.likelihood import Likelihood as Windowed
from wardtoboard.inference.roots import newton_increasing
from wardtoboard.inference.tables import read_tables

SMALL = [
    (4, 40, 63, 146),
    (3, 20, 64, 166),
    (1, 39, 12, 134),
    (0, 4, 4, 59),
    (7, 0, 30, 40),
    (5, 9, 0, 30),
    (9, 5, 30, 0),
    (1, 1, 1, 1),
    (1, 1, 1, 900),
    (900, 2, 1, 1),
    (2, 300, 250, 4),
    (120, 30, 800, 1500),
    (40, 3, 2, 700),
    (0, 60, 500, 900),
]


@pytest.mark.parametrize(
    ("level", "value", "mle", "low", "high", "p"),
    [
        (0, 1.7996, 1.7990, 1.3997, 2.3233, 3.2e-6),
        (1, 1.0354, 1.0354, 0.7820, 1.3712, 0.8082),
        (2, 0.7500, 0.7503, 0.4957, 1.1269, 0.1681),
        (3, 0.2317, 0.2328, 0.0683, 0.6319, 0.00242),
        (4, 0.0, 0.0, 0.0, 21.28, 0.7771),
    ],
)
def test_worked_table_of_allied_health_professionals(level, value, mle, low, high, p):
    found = conditional_odds_ratios(*against_the_rest("ahp", level))
    assert found.value[0] == pytest.approx(value, abs=5e-5)
    assert found.mle[0] == pytest.approx(mle, abs=5e-5)
    assert found.low[0] == pytest.approx(low, abs=5e-5)
    assert found.high[0] == pytest.approx(high, abs=5e-3 if high > 10 else 5e-5)
    assert found.p[0] == pytest.approx(p, abs=5e-5 if p > 0.01 else 5e-6 if p > 1e-4 else 5e-8)


def test_worked_figures_of_other_comparisons():
    scientists = conditional_odds_ratios(*against_the_rest("healthcare_scientist", 3))
    assert scientists.value[0] == pytest.approx(0.3891, abs=5e-5)
    assert scientists.low[0] == pytest.approx(0.0896, abs=5e-5)
    assert scientists.high[0] == pytest.approx(1.2495, abs=5e-5)
    assert scientists.p[0] == pytest.approx(0.124, abs=5e-4)
    nurses = conditional_odds_ratios(4, 40, 44, 80)
    assert nurses.value[0] == pytest.approx(2 / 11)
    assert nurses.low[0] == pytest.approx(0.0528, abs=5e-5)
    assert nurses.high[0] == pytest.approx(0.5114, abs=1e-4)  # 0.51146 here and in the twin
    assert nurses.p[0] == pytest.approx(0.0005, abs=5e-5)
    board = conditional_odds_ratios(*against_the_rest("psychologist", 4))
    assert board.high[0] == pytest.approx(5.25, abs=5e-3)
    assert exact_p_values(4, 40, 63, 146).fisher[0] == pytest.approx(0.0040, abs=5e-5)


def test_equal_rates_give_one():
    same = conditional_odds_ratios([4, 10], [40, 40], [4, 20], [40, 80])
    assert same.value.tolist() == [1.0, 1.0]
    assert same.p == pytest.approx([1.0, 0.98905], abs=5e-6)


@pytest.mark.parametrize("table", SMALL)
@pytest.mark.parametrize(("limits", "own"), [("mid-p", 0.5), ("exact", 1.0)])
def test_agrees_with_the_whole_support_summed_plainly(table, limits, own):
    found = conditional_odds_ratios(*table, limits=limits)
    plain = plain_odds_ratio(*table, own)
    assert (found.mle[0], found.low[0], found.high[0]) == pytest.approx(plain, rel=1e-8)


@pytest.mark.parametrize("table", SMALL)
def test_p_values_agree_with_exact_fractions(table):
    found = exact_p_values(*table)
    assert found.mid[0] == pytest.approx(plain_p(*table, Fraction(1, 2)), rel=1e-11)
    assert found.fisher[0] == pytest.approx(plain_p(*table, Fraction(1)), rel=1e-11)


@pytest.mark.parametrize("table", [table for table in SMALL if 0 not in table])
def test_agrees_with_scipy(table):
    a, b, c, d = table
    scipy = odds_ratio([[a, b], [c, d]], kind="conditional")
    limits = scipy.confidence_interval(0.95)
    found = conditional_odds_ratios(*table, limits="exact")
    assert found.mle[0] == pytest.approx(scipy.statistic, rel=1e-8)
    assert found.low[0] == pytest.approx(limits.low, rel=1e-8)
    assert found.high[0] == pytest.approx(limits.high, rel=1e-8)


@pytest.mark.parametrize(
    "table", [(5866, 80000, 40000, 150000), (300, 9700, 21000, 70000), (12, 99988, 90, 9e4)]
)
def test_truncated_windows_lose_nothing_on_tables_of_england_s_size(table):
    a, b, c, d = map(int, table)
    found = conditional_odds_ratios(a, b, c, d)
    whole = Likelihood(a, b, c, d)
    # The twin's log-gammas are good to about 1e-9 here, so its tails are too.
    assert whole.mean(math.log(found.mle[0])) == pytest.approx(a, rel=1e-8)
    assert whole.upper_tail(math.log(found.low[0]), 0.5) == pytest.approx(0.025, rel=1e-7)
    assert whole.upper_tail(math.log(found.high[0]), 0.5) == pytest.approx(0.975, rel=1e-8)


def test_the_bound_on_what_a_window_omits_holds():
    tables = read_tables(300, 9700, 2100, 7000)
    whole, narrow = Windowed.of(tables, np.array([1e9])), Windowed.of(tables, np.array([40.0]))
    bounds = []
    for t in (-2.5, -2.34, -2.2):
        at = np.array([t])
        left_out = whole.total(at) - narrow.total(at)
        bound = narrow.above.omitted(at) + narrow.below.omitted(-at)
        assert 0.0 < left_out[0] <= bound[0]
        share = narrow.share_omitted(at, whole.log_total(at))
        assert share == pytest.approx(np.minimum(1.0, bound / whole.total(at)))
        bounds.append(bound[0])
    assert min(bounds) < math.inf
    assert whole.share_omitted(np.array([-2.34]), np.zeros(1))[0] == 0.0
    assert narrow.share_omitted(np.array([40.0]), np.zeros(1))[0] == 1.0


def test_far_from_the_observed_table_sums_keep_their_scale():
    tables = read_tables(0, 1998, 2417, 1)
    whole = Windowed.of(tables, np.array([1e9]))
    near, far = np.array([-8.0]), np.array([0.0])
    assert whole.log_total(near) == pytest.approx(np.log(whole.total(near)), rel=1e-12)
    twin = Likelihood(0, 1998, 2417, 1)
    assert whole.mean_excess(far)[0][0] == pytest.approx(twin.mean(0.0), rel=1e-9)
    assert np.isfinite(whole.log_total(far)).all()


@pytest.mark.parametrize("room", ["exact", "exact_p"])
def test_windows_that_start_too_narrow_are_widened(monkeypatch, room):
    tables = ([4, 30, 0, 9], [40, 400, 60, 0], [63, 200, 500, 30], [146, 900, 900, 400])
    wide, wide_p = conditional_odds_ratios(*tables), exact_p_values(*tables)
    for name in ("REACH_BEYOND", "SPREADS_BEYOND_LIMIT", "REACH_IN_SPREADS"):
        monkeypatch.setattr(f"wardtoboard.inference.{room}.{name}", 1.0, raising=False)
    found, found_p = conditional_odds_ratios(*tables), exact_p_values(*tables)
    assert found.low == pytest.approx(wide.low, rel=1e-11)
    assert found.high == pytest.approx(wide.high, rel=1e-11)
    assert found_p.mid == pytest.approx(wide_p.mid, rel=1e-11)


def test_chance_of_a_table_keeps_its_digits():
    tables = read_tables(*np.array(SMALL).T)
    plain = [float(hypergeometric(*table)[table[0]]) for table in SMALL]
    assert np.exp(log_probability(tables)) == pytest.approx(plain, rel=1e-12)
    huge = read_tables(20000, 80000, 41000, 159000)
    scipy = hypergeom.pmf(20000, 300000, 61000, 100000)
    assert np.exp(log_probability(huge))[0] == pytest.approx(scipy, rel=1e-8)


def test_tiny_p_values_are_not_rounded_to_nothing():
    table = (2, 300, 250, 4)
    assert exact_p_values(*table).mid[0] == pytest.approx(
        plain_p(*table, Fraction(1, 2)), rel=1e-10, abs=0.0
    )
    assert exact_p_values(*table).mid[0] < 1e-100


def test_batches_give_what_single_tables_give():
    rng = np.random.default_rng(20260331)
    tables = rng.integers(0, [40, 300, 400, 3000], size=(3000, 4))
    batch = conditional_odds_ratios(*tables.T)
    for row in rng.integers(0, 3000, 40):
        single = conditional_odds_ratios(*tables[row])
        for name in ("value", "mle", "low", "high", "p", "p_fisher"):
            assert getattr(single, name)[0] == pytest.approx(
                getattr(batch, name)[row], rel=1e-11, nan_ok=True
            )


def test_tables_that_say_nothing():
    empty = conditional_odds_ratios([0, 0, 3, 5], [0, 4, 0, 4], [5, 0, 6, 0], [9, 7, 0, 0])
    assert np.isnan(empty.value).all()
    assert np.isnan(empty.mle).all()
    assert empty.low.tolist() == [0.0] * 4
    assert empty.high.tolist() == [math.inf] * 4
    assert empty.p.tolist() == [1.0] * 4
    assert conditional_odds_ratios([], [], [], []).p.shape == (0,)


def test_full_time_equivalents_are_refused():
    with pytest.raises(TypeError, match="whole numbers of people"):
        conditional_odds_ratios([3.6], [40], [63], [146])
    with pytest.raises(TypeError, match="full-time equivalents"):
        exact_p_values(4, 40.0, 63, 146)
    with pytest.raises(ValueError, match="0 or more"):
        conditional_odds_ratios(-1, 40, 63, 146)
    with pytest.raises(ValueError, match="between 0 and 1"):
        conditional_odds_ratios(4, 40, 63, 146, level=95)


@pytest.mark.parametrize(
    ("profession", "level", "least"),
    [
        ("ahp", 4, 0.777),
        ("pharmacist", 4, 0.777),
        ("healthcare_scientist", 4, 0.829),
        ("psychologist", 4, 0.445),
    ],
)
def test_smallest_attainable_p(profession, level, least):
    found = smallest_attainable_p(*against_the_rest(profession, level))
    assert found[0] == pytest.approx(least, abs=5e-4)


def test_smallest_attainable_p_of_testable_cells():
    found = [
        smallest_attainable_p(*against_the_rest(profession, 3))[0]
        for profession in ("healthcare_scientist", "pharmacist")
    ]
    assert found == pytest.approx([0.0006, 0.0016], abs=5e-5)
    assert smallest_attainable_p(0, 23, 67, 163)[0] == exact_p_values(0, 23, 67, 163).mid[0]


@pytest.mark.parametrize(
    ("n_focus", "n_reference", "chance", "ratio", "held"),
    [
        (20, 100, 0.3, 1.0, 0.9557),
        (20, 100, 0.3, 0.25, 0.9772),
        (44, 209, 0.3, 0.25, 0.9568),
        (44, 209, 0.3, 1.0, 0.9529),
        (12, 60, 0.1, 1.0, 0.9818),
    ],
)
def test_intervals_hold_the_truth_as_often_as_they_say(n_focus, n_reference, chance, ratio, held):
    found = coverage(n_focus, n_reference, chance, ratio)
    assert found == pytest.approx(held, abs=5e-5)
    assert found >= 0.94


def test_four_fifths_is_decided_in_whole_numbers():
    assert (3 / 5) / (30 / 40) < 0.8  # what floating point says
    assert at_most_ratio(3, 5, 30, 40, 4, 5).tolist() == [True]
    assert not (3 / 5) / (30 / 40) >= 0.8
    beyond = at_most_ratio([3001, 0, 5, 0], [5000, 4, 0, 0], [30, 3, 3, 3], [40, 3, 3, 3], 4, 5)
    assert beyond.tolist() == [False, True, False, False]
    with pytest.raises(ValueError, match="ratio such as"):
        at_most_ratio(3, 5, 30, 40, 4, 0)


def test_a_search_that_cannot_settle_says_so():
    with pytest.raises(ArithmeticError, match="no root"):
        newton_increasing(lambda t: (np.full_like(t, -1.0), np.ones_like(t)), np.zeros(2))
    steep = newton_increasing(
        lambda t: (np.arctan(t - 3.0), 1.0 / (1.0 + (t - 3.0) ** 2)), np.array([40.0])
    )
    assert steep[0] == pytest.approx(3.0)
