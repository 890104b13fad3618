"""Laws that hold for any headcounts."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from wardtoboard.inference import (
    at_most_ratio,
    benjamini_hochberg,
    conditional_odds_ratios,
    exact_p_values,
    holm,
    inverse_variance_pool,
    probability_below,
    shapley_product,
    smallest_attainable_p,
)

count = st.integers(0, 60) | st.integers(0, 3) | st.integers(0, 5000)
tables = st.tuples(count, count, count, count)
share = st.floats(0.0, 1.0)
unhurried = settings(deadline=None, max_examples=150)


@unhurried
@given(tables)
def test_swapping_focus_and_reference_inverts_everything(table):
    a, b, c, d = table
    found, swapped = conditional_odds_ratios(a, b, c, d), conditional_odds_ratios(c, d, a, b)
    with np.errstate(divide="ignore"):
        assert_allclose(found.value, 1.0 / swapped.value, rtol=1e-14)
        assert_allclose(found.mle, 1.0 / swapped.mle, rtol=1e-12)
        assert_allclose(found.low, 1.0 / swapped.high, rtol=1e-12)
        assert_allclose(found.high, 1.0 / swapped.low, rtol=1e-12)
    assert_allclose(found.p, swapped.p, rtol=1e-12)


@unhurried
@given(tables)
def test_interval_holds_the_estimate_and_fits_inside_the_exact_one(table):
    mid = conditional_odds_ratios(*table)
    exact = conditional_odds_ratios(*table, limits="exact")
    assert 0.0 <= exact.low[0] <= mid.low[0] <= mid.high[0] <= exact.high[0]
    assert 0.0 <= mid.p[0] <= mid.p_fisher[0] <= 1.0
    if not math.isnan(mid.mle[0]):
        assert mid.low[0] <= mid.mle[0] <= mid.high[0]


@unhurried
@given(tables)
def test_p_and_interval_tell_the_same_story(table):
    found = conditional_odds_ratios(*table)
    if abs(found.p[0] - 0.05) > 1e-9:
        assert (found.p[0] < 0.05) == bool((found.low[0] > 1.0) | (found.high[0] < 1.0))


@unhurried
@given(st.tuples(*[st.integers(1, 400)] * 4))
def test_halving_the_counts_widens_the_interval(table):
    whole, half = (
        conditional_odds_ratios(*(2 * cell for cell in table)),
        conditional_odds_ratios(*table),
    )
    assert half.high[0] / half.low[0] > whole.high[0] / whole.low[0]


@unhurried
@given(st.lists(tables, min_size=1, max_size=30), st.randoms(use_true_random=False))
def test_order_and_company_do_not_matter(rows, random):
    shuffled = [*rows, *rows]
    random.shuffle(shuffled)
    found = conditional_odds_ratios(*np.array(shuffled).T)
    chance = probability_below(*np.array(shuffled).T)
    row = random.randrange(len(shuffled))
    single = conditional_odds_ratios(*shuffled[row])
    assert_allclose(found.low[row], single.low[0], rtol=1e-11)
    assert_allclose(found.p[row], single.p[0], rtol=1e-11)
    assert_allclose(chance[row], probability_below(*shuffled[row])[0], rtol=1e-9, atol=1e-9)


@unhurried
@given(tables)
def test_no_table_beats_the_smallest_attainable_p_downwards(table):
    a, b, c, d = table
    least = smallest_attainable_p(*table)[0]
    lower = a * d <= b * c
    if lower:
        assert exact_p_values(*table).mid[0] >= least * (1 - 1e-9)


@unhurried
@given(tables, st.floats(0.2, 2.0))
@example((0, 1998, 2417, 1), 0.2)  # almost flat far from its peak: Newton alone creeps
@example((0, 20_000, 20_000, 1), 0.05)
def test_chance_of_a_gap_grows_with_the_threshold(table, tau):
    chances = [
        probability_below(*table, threshold=threshold, tau=tau)[0]
        for threshold in (0.5, 0.8, 1.0, 1.25)
    ]
    assert all(0.0 <= chance <= 1.0 for chance in chances)
    assert (np.diff(chances) >= -1e-8).all()


@unhurried
@given(tables)
def test_boundary_agrees_with_fractions_of_whole_numbers(table):
    a, b, c, d = table
    expected = (a * d > 0 or b * c > 0) and 5 * a * d <= 4 * b * c
    assert at_most_ratio(*table, 4, 5).tolist() == [expected]


@unhurried
@given(st.lists(st.tuples(share, share), min_size=1, max_size=10), st.randoms())
def test_stages_sum_to_the_whole_in_any_order(pairs, random):
    focus, reference = (np.array(column) for column in zip(*pairs, strict=True))
    found = shapley_product(1000.0, focus, reference)
    assert_allclose(found.sum(), 1000.0 * (reference.prod() - focus.prod()), atol=1e-9)
    order = list(range(len(pairs)))
    random.shuffle(order)
    assert_allclose(
        shapley_product(1000.0, focus[order], reference[order]), found[order], atol=1e-9
    )


@unhurried
@given(st.lists(share, max_size=40))
def test_adjusting_keeps_order_and_never_lowers(p):
    values = np.array(p)
    for adjusted in (benjamini_hochberg(p), holm(p)):
        assert (adjusted >= values - 1e-15).all()
        assert (np.diff(adjusted[np.argsort(values, kind="stable")]) >= 0).all()
    assert (benjamini_hochberg(p) <= holm(p) + 1e-15).all()


@unhurried
@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(0.01, 5)), min_size=1, max_size=20))
def test_pool_lies_among_its_parts(pairs):
    logs, variances = (np.array(column) for column in zip(*pairs, strict=True))
    pool = inverse_variance_pool(logs, variances)
    assert logs.min() - 1e-9 <= pool.pooled <= logs.max() + 1e-9
    assert pool.variance <= variances.min() * (1 + 1e-12)
    assert 0.0 <= pool.p <= 1.0
