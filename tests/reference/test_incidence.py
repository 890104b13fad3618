"""Chances over time against exact fractions, published curves and three survival libraries."""

from __future__ import annotations

import numpy as np
import pytest
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from sksurv.nonparametric import cumulative_incidence_competing_risks, kaplan_meier_estimator
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight

from reference.plain_incidence import TREATED, careers, grouped, plain_incidence
from wardtoboard.inference import (
    cumulative_chances,
    cumulative_incidence,
    kaplan_meier,
    median_time,
)
from wardtoboard.inference.incidence import NUMBERS_A_BLOCK

MONTHS = np.arange(1, 41)


def test_published_remission_curve():
    at_risk, (relapses,) = grouped(*TREATED, last=35)
    curve = kaplan_meier(at_risk, relapses)
    published = {6: 0.8571, 7: 0.8067, 10: 0.7529, 13: 0.6902, 16: 0.6275, 22: 0.5378, 23: 0.4482}
    found = curve.at(range(1, 36), list(published)).value
    assert found == pytest.approx(list(published.values()), abs=5e-5)
    assert median_time(curve.value, range(1, 36)) == 23


def test_four_people_promoted_left_promoted_and_still_there():
    curve = cumulative_incidence([4, 3, 2, 1], [[1, 0, 1, 0], [0, 1, 0, 0]])
    assert curve.value == pytest.approx(np.array([[0.25, 0.25, 0.5, 0.5], [0, 0.25, 0.25, 0.25]]))


@pytest.mark.parametrize("seed", range(4))
def test_curves_equal_exact_fractions(seed):
    exits, events = careers(np.random.default_rng(seed), 60, 12, 3)
    at_risk, happened = grouped(exits, events, 12, causes=3)
    stayed, reached = plain_incidence(at_risk, happened)
    assert kaplan_meier(at_risk, happened.sum(axis=0)).value == pytest.approx(
        [float(one) for one in stayed], abs=1e-13
    )
    expected = np.array([[float(one) for one in cause] for cause in reached])
    assert cumulative_incidence(at_risk, happened).value == pytest.approx(expected, abs=1e-13)
    assert cumulative_chances(at_risk, happened) == pytest.approx(expected, abs=1e-13)


def test_many_replicates_are_what_each_is_alone():
    rng = np.random.default_rng(5)
    happened = rng.integers(0, 3, (40, 6, 3, 240))
    ends = happened.sum(axis=-2) + rng.integers(0, 2, (40, 6, 240))
    at_risk = np.cumsum(ends[..., ::-1], axis=-1)[..., ::-1]
    assert happened.size > NUMBERS_A_BLOCK
    together = cumulative_chances(at_risk, happened)
    for one in range(40):
        alone = cumulative_incidence(at_risk[one], happened[one]).value
        assert np.array_equal(together[one], alone, equal_nan=True)


def test_replicates_of_people_and_of_events_must_be_as_many():
    with pytest.raises(ValueError, match="give one time axis"):
        cumulative_chances(np.ones((4, 2)), np.zeros((3, 1, 2)))


@pytest.mark.parametrize("seed", range(4))
def test_chance_of_staying_equals_three_libraries(seed):
    exits, events = careers(np.random.default_rng(seed), 300, 40, 1)
    at_risk, (happened,) = grouped(exits, events, 40)
    curve = kaplan_meier(at_risk, happened)
    times, theirs, limits = kaplan_meier_estimator(events > 0, exits, conf_type="log-log")
    found = curve.at(MONTHS, times)
    assert found.value == pytest.approx(theirs, abs=1e-12)
    fallen = found.value < 1.0
    found_limits = np.array(found.limits())
    assert found_limits[:, fallen] == pytest.approx(limits[:, fallen], abs=1e-12)
    theirs = KaplanMeierFitter().fit(exits, events).survival_function_at_times(MONTHS)
    assert curve.value == pytest.approx(theirs.to_numpy(), abs=1e-12)
    oracle = SurvfuncRight(exits, events)
    found = curve.at(MONTHS, oracle.surv_times)
    assert found.value == pytest.approx(oracle.surv_prob, abs=1e-12)
    assert np.sqrt(found.variance) == pytest.approx(oracle.surv_prob_se, abs=1e-12)


def test_people_who_come_late_are_at_risk_only_from_then():
    rng = np.random.default_rng(8)
    exits, events = careers(rng, 400, 40, 1)
    entries = (rng.random(400) < 0.5) * rng.integers(0, exits)
    at_risk, (happened,) = grouped(exits, events, 40, entries=entries)
    curve = kaplan_meier(at_risk, happened)
    oracle = SurvfuncRight(exits, events, entry=entries)
    found = curve.at(MONTHS, oracle.surv_times)
    assert found.value == pytest.approx(oracle.surv_prob, abs=1e-12)
    assert np.sqrt(found.variance) == pytest.approx(oracle.surv_prob_se, abs=1e-12)
    theirs = KaplanMeierFitter().fit(exits, events, entry=entries)
    theirs = theirs.survival_function_at_times(MONTHS).to_numpy()
    assert curve.value == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_chance_by_cause_equals_two_libraries(seed):
    exits, events = careers(np.random.default_rng(seed), 300, 40, 3)
    at_risk, happened = grouped(exits, events, 40, causes=3)
    curve = cumulative_incidence(at_risk, happened)
    oracle = CumIncidenceRight(exits, events)
    found = curve.at(MONTHS, oracle.times)
    assert found.value == pytest.approx(np.array(oracle.cinc), abs=1e-12)
    assert np.sqrt(found.variance) == pytest.approx(np.array(oracle.cinc_se), abs=1e-12)
    times, theirs, limits = cumulative_incidence_competing_risks(
        events, exits, conf_type="log-log", var_type="Dinse_Approx"
    )
    found = curve.at(MONTHS, times)
    assert found.value == pytest.approx(theirs[1:], abs=1e-12)
    seen = found.value > 0.0
    low, high = found.limits()
    assert low[seen] == pytest.approx(limits[1:, 0][seen], abs=1e-12)
    assert high[seen] == pytest.approx(limits[1:, 1][seen], abs=1e-12)


def test_why_lifelines_is_no_oracle_for_tied_causes():
    """It shifts tied times at random, so that events fall after censorings of the same month."""
    exits, events = careers(np.random.default_rng(1), 40, 12, 2)
    at_risk, happened = grouped(exits, events, 12, causes=2)
    exact = [float(one) for one in plain_incidence(at_risk, happened)[1][0]]
    assert cumulative_incidence(at_risk, happened).value[0] == pytest.approx(exact, abs=1e-13)
    with pytest.warns(Warning, match="Tied event times"):
        fitter = AalenJohansenFitter(seed=1, calculate_variance=False).fit(exits, events, 1)
    jittered = fitter.cumulative_density_.iloc[:, 0]
    by_month = [float(jittered[jittered.index < month + 0.5].iloc[-1]) for month in MONTHS[:12]]
    assert np.abs(np.array(by_month) - exact).max() > 1e-3


def test_many_strata_at_once_equal_each_alone():
    rng = np.random.default_rng(4)
    strata = [grouped(*careers(rng, 50, 12, 3), 12, causes=3) for _ in range(6)]
    at_risk, happened = (np.stack(one).reshape(2, 3, *one[0].shape)
                         for one in zip(*strata, strict=True))  # fmt: skip
    together = cumulative_incidence(at_risk, happened)
    low, high = together.limits(0.9)
    for place, stratum in zip(np.ndindex(2, 3), strata, strict=True):
        alone = cumulative_incidence(*stratum)
        assert together.value[place] == pytest.approx(alone.value, abs=1e-15)
        assert together.variance[place] == pytest.approx(alone.variance, abs=1e-15)
        found = np.array([low[place], high[place]])
        assert found == pytest.approx(np.array(alone.limits(0.9)), abs=1e-13)


def test_weights_that_are_whole_equal_people_counted_again():
    at_risk, happened = grouped(*careers(np.random.default_rng(5), 50, 12, 2), 12, causes=2)
    tripled = cumulative_incidence(3.0 * at_risk, 3.0 * happened)
    assert tripled.value == pytest.approx(cumulative_incidence(at_risk, happened).value)
    assert tripled.variance * 3 == pytest.approx(cumulative_incidence(at_risk, happened).variance)


def test_nothing_is_said_beyond_the_last_person_seen():
    curve = cumulative_incidence([4, 3, 0, 2], [[1, 0, 0, 1], [0, 1, 0, 0]])
    assert curve.value[:, :2] == pytest.approx(np.array([[0.25, 0.25], [0.0, 0.25]]))
    for one in (curve.value, curve.variance, curve.fewest, *curve.limits()):
        assert np.isnan(one[:, 2:]).all()
    assert np.isnan(cumulative_chances([4, 3, 0], [[1, 0, 0]])[0, 2])
    assert np.isnan(kaplan_meier([4, 0, 4], [1, 0, 1]).value[1:]).all()


def test_curves_on_which_everyone_had_an_event_go_on():
    curve = cumulative_incidence([3, 2, 1, 0], [[1, 1, 1, 0], [0, 0, 0, 0]])
    assert curve.value[0, 2:].tolist() == [1.0, 1.0]
    assert curve.variance[0, 3] == pytest.approx(0.0, abs=1e-15)
    low, high = curve.limits()
    assert low[0, 2:] == pytest.approx([0.025, 0.025])
    assert high[0, 2:].tolist() == [1.0, 1.0]
    stayed = kaplan_meier([3, 2, 1, 0], [1, 1, 1, 0])
    low, high = stayed.limits()
    assert stayed.value[2:].tolist() == low[2:].tolist() == [0.0, 0.0]
    assert high[2:] == pytest.approx([0.975, 0.975])


def test_limits_where_nobody_has_had_the_event_are_those_of_clopper_and_pearson():
    curve = cumulative_incidence([20, 10], [[0, 0]])
    low, high = curve.limits()
    assert low.tolist() == [[0.0, 0.0]]
    assert high[0] == pytest.approx([0.1684, 0.3085], abs=5e-5)  # 0 of 20 and 0 of 10
    low, high = kaplan_meier([20, 10], [0, 0]).limits()
    assert low == pytest.approx([1 - 0.1684, 1 - 0.3085], abs=5e-5)
    assert high.tolist() == [1.0, 1.0]


def test_by_the_year():
    at_risk = np.full(60, 100.0)
    curve = cumulative_incidence(at_risk, [np.ones(60), np.zeros(60)])
    found = curve.at(range(1, 61), [12, 36, 60, 72])
    assert found.value[0, :3] == pytest.approx([1 - 0.99**12, 1 - 0.99**36, 1 - 0.99**60])
    assert np.isnan(found.value[:, 3]).all()
    assert curve.at(range(1, 61), 12).limits()[0].shape == (2, 1)
    with pytest.raises(ValueError, match="begins at 1"):
        curve.at(range(1, 61), 0)
    with pytest.raises(ValueError, match="60 times"):
        curve.at(range(1, 13), 12)


def test_a_median_that_is_never_reached():
    assert median_time([0.9, 0.7, 0.51], [1, 2, 3]) is None
    assert median_time([0.9, 0.5, 0.3], [12, 24, 36]) == 24.0
    assert median_time([0.9, np.nan], [1, 2]) is None


def test_refusals():
    with pytest.raises(ValueError, match="one time axis"):
        kaplan_meier([4, 3], [1])
    with pytest.raises(ValueError, match="between 0 and"):
        kaplan_meier([4, 3], [1, 4])
    with pytest.raises(ValueError, match="between 0 and"):
        kaplan_meier([4, 3], [-1, 0])
    with pytest.raises(ValueError, match="axis of causes"):
        cumulative_incidence([4, 3], [1, 0])
    with pytest.raises(ValueError, match="0 or more"):
        cumulative_incidence([4, 3], [[2, 0], [-1, 0]])
    with pytest.raises(ValueError, match="level"):
        kaplan_meier([4, 3], [1, 0]).limits(95)


def test_nineteen_intervals_in_twenty_cover():
    """4,000 made groups of 300: promoted 2% a month, leaving 1%, censored 2%, over 24 months."""
    rng, groups = np.random.default_rng(11), 4000
    people, at_risk, events = np.full(groups, 300), [], []
    for _ in range(24):
        promoted, left, stay = rng.multinomial(people, [0.02, 0.01, 0.97]).T
        at_risk.append(people)
        events.append([promoted, left])
        people = rng.binomial(stay, 0.98)
    by_cause = np.stack(events, axis=-1).swapaxes(0, 1)
    curve = cumulative_incidence(np.stack(at_risk, axis=-1), by_cause)
    low, high = (one[:, 0, [11, 23]] for one in curve.limits())
    truth = 2 / 3 * (1 - 0.97 ** np.array([12, 24]))
    covered = ((low <= truth) & (truth <= high)).mean(axis=0)
    noise = np.sqrt(0.95 * 0.05 / groups)
    assert covered == pytest.approx([0.95, 0.95], abs=3 * noise)
