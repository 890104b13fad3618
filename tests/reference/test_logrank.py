"""The log-rank test against a loop over times, the published example and two libraries."""

from __future__ import annotations

import numpy as np
import pytest
from lifelines.statistics import multivariate_logrank_test
from statsmodels.duration.survfunc import survdiff

from reference.plain_incidence import PLACEBO, TREATED, careers, grouped, plain_logrank
from wardtoboard.inference import logrank


def test_published_remission_times():
    at_risk, events = by_group([TREATED, PLACEBO], 35)
    found = logrank(at_risk, events)
    assert found.statistic == pytest.approx(16.793, abs=5e-4)
    assert (found.df, found.p) == (1, pytest.approx(4.17e-5, abs=5e-8))


@pytest.mark.parametrize("groups", [2, 3, 6])
def test_equals_the_loop_and_two_libraries(groups):
    rng = np.random.default_rng(groups)
    people = [careers(rng, 40, 20, 1) for _ in range(groups)]
    at_risk, events = by_group(people, 20)
    found = logrank(at_risk, events)
    assert found.df == groups - 1
    assert found.statistic == pytest.approx(plain_logrank(at_risk, events), abs=1e-10)
    exits, happened = np.concatenate(people, axis=1)
    names = np.repeat(np.arange(groups), 40)
    statistic, p = survdiff(exits, happened, names)
    assert (found.statistic, found.p) == pytest.approx((statistic, p), abs=1e-10)
    theirs = multivariate_logrank_test(exits, names, happened)
    assert (found.statistic, found.p) == pytest.approx(
        (theirs.test_statistic, theirs.p_value), abs=1e-10
    )


def test_many_levels_at_once_equal_each_alone():
    rng = np.random.default_rng(2)
    levels = [by_group([careers(rng, 30, 12, 1) for _ in range(4)], 12) for _ in range(5)]
    at_risk, events = (np.stack(one) for one in zip(*levels, strict=True))
    together = logrank(at_risk, events)
    alone = [logrank(*level) for level in levels]
    assert together.statistic == pytest.approx([float(one.statistic) for one in alone])
    assert together.df.tolist() == [3] * 5
    assert together.p == pytest.approx([float(one.p) for one in alone])


def test_groups_never_there_take_no_part():
    at_risk, events = by_group([TREATED, PLACEBO], 35)
    padded = [np.vstack([one, np.zeros((2, 35))]) for one in (at_risk, events)]
    found, plain = logrank(*padded), logrank(at_risk, events)
    assert found.statistic == pytest.approx(plain.statistic)
    assert (found.df, found.p) == (1, pytest.approx(plain.p))


def test_nothing_to_compare():
    alone = logrank([[5, 4]], [[1, 1]])
    assert (alone.statistic, alone.df, alone.p) == (0.0, 0, 1.0)
    apart = logrank([[5, 0], [0, 4]], [[1, 0], [0, 1]])
    assert (apart.df, apart.p) == (0, 1.0)


def test_refusals():
    with pytest.raises(ValueError, match="group, time"):
        logrank([5, 4], [1, 1])
    with pytest.raises(ValueError, match="group, time"):
        logrank([[5, 4]], [[1]])
    with pytest.raises(ValueError, match="between 0 and"):
        logrank([[5, 4]], [[6, 0]])


def by_group(people, last):
    counts = [grouped(exits, events, last) for exits, events in people]
    return np.array([n for n, _ in counts]), np.array([d[0] for _, d in counts])
