"""What holds of flows whatever the careers: counts are conserved and order does not matter."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.flows import labels_of_flows, steps_of_flows
from builders.histories import FIRST, VOCABULARY
from reference.test_flow_counts import wild_history
from wardtoboard.ceilings.flows import count_flows, promotions_by_the_books

LAST = FIRST + 35
SEEDS = st.integers(0, 10_000)
ROW = st.tuples(st.integers(12, 50_000), st.integers(0, 200), st.integers(0, 200))
LADDER = st.lists(ROW, min_size=5, max_size=5)


@given(SEEDS, st.integers(0, 34))
@settings(max_examples=15, deadline=None)
def test_windows_that_meet_add_up_to_the_whole(seed, cut):
    history = wild_history(seed)
    whole = count_flows(history, VOCABULARY, months=(FIRST, LAST))
    parts = [
        count_flows(history, VOCABULARY, months=window)
        for window in ((FIRST, FIRST + cut), (FIRST + cut + 1, LAST))
    ]
    for name in ("at_risk", "events", "at_risk_by_time", "events_by_time", "promoted_away"):
        assert np.array_equal(sum(getattr(p, name) for p in parts), getattr(whole, name))


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_organisations_add_up_to_all_of_them(seed):
    history = wild_history(seed)
    whole = count_flows(history, VOCABULARY)
    parts = [count_flows(history, VOCABULARY, organisation=code) for code in ("X1A", "X2A")]
    for name in ("at_risk", "events", "at_risk_by_year", "events_by_year", "promoted_away"):
        assert np.array_equal(sum(getattr(p, name) for p in parts), getattr(whole, name))


@given(SEEDS)
@settings(max_examples=15, deadline=None)
def test_who_is_who_does_not_matter(seed):
    history = wild_history(seed)
    names = np.random.default_rng(seed).permutation(1_000)[:100]
    history.person[:] = names[history.person]
    again = history.in_order()
    one, other = (count_flows(h, VOCABULARY) for h in (wild_history(seed), again))
    for column in fields(one):
        assert np.array_equal(getattr(one, column.name), getattr(other, column.name))


@given(LADDER, LADDER)
@settings(max_examples=40, deadline=None)
def test_of_two_professions_one_ratio_is_the_other_upside_down(one, other):
    steps = steps_of_flows({"ahp": one, "nurse": other})
    for a, b in zip(steps["ahp"], steps["nurse"], strict=True):
        assert np.isclose(a.p, b.p)
        if 0 < a.value < np.inf:
            assert np.isclose(a.value * b.value, 1)
            assert np.isclose(a.low * b.high, 1) or a.low == 0


@given(LADDER)
@settings(max_examples=40, deadline=None)
def test_equal_rates_are_never_a_shortfall(rows):
    labels = labels_of_flows({"ahp": rows, "nurse": rows})
    assert not set(labels.values()) & {"ceiling", "sticky_floor", "uniform_drag", "possible"}


@given(
    st.lists(st.tuples(*[st.integers(0, 50)] * 3), min_size=2, max_size=6),
    st.data(),
)
@settings(max_examples=50, deadline=None)
def test_the_books_give_back_the_promotions_they_were_made_of(rows, data):
    up = [data.draw(st.integers(0, 20)) for _ in rows[1:]]
    before, starters, leavers = (list(column) for column in zip(*rows, strict=True))
    into, out = [0, *up], [*up, 0]
    after = [
        n + came + i - went - o
        for n, came, went, i, o in zip(before, starters, leavers, into, out, strict=True)
    ]
    levels = [f"Level {k}" for k in range(len(rows))]
    assert promotions_by_the_books(before, after, starters, leavers, levels) == tuple(up)
