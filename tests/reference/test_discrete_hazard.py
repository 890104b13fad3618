"""Monthly hazards by the complementary log-log link, against statsmodels and plain loops."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from lifelines.datasets import load_rossi
from scipy.optimize import minimize

from reference.plain_incidence import (
    is_plainly_separated,
    plain_clustered,
    plain_log_likelihood,
)
from reference.plain_statistics import root
from wardtoboard.inference import clustered_covariance, hazard_regression

TWO_GROUPS = np.array([[1.0, 1.0], [1.0, 0.0]])


def test_published_style_example_of_promotions_per_person_month():
    fit = hazard_regression(TWO_GROUPS, [1920, 8400], [2, 30])
    ratio = math.log1p(-2 / 1920) / math.log1p(-30 / 8400)
    assert math.exp(fit.coefficients[1]) == pytest.approx(ratio, abs=1e-12)
    assert ratio == pytest.approx(0.29130, abs=5e-6)
    assert fit.converged
    assert not fit.is_penalised
    assert fit.log_likelihood == pytest.approx(
        plain_log_likelihood(TWO_GROUPS, [1920, 8400], [2, 30], fit.coefficients)
    )


@pytest.mark.parametrize("seed", range(5))
def test_equals_statsmodels(seed):
    design, at_risk, events = made_cells(np.random.default_rng(seed), 150, 6)
    fit, oracle = (
        hazard_regression(design, at_risk, events),
        statsmodels_fit(design, at_risk, events),
    )
    assert fit.coefficients == pytest.approx(oracle.params, abs=1e-10)
    assert fit.covariance == pytest.approx(oracle.cov_params(), abs=1e-11)


def test_cells_nobody_was_in_change_nothing():
    design, at_risk, events = made_cells(np.random.default_rng(1), 60, 4)
    padded = np.vstack([design, 1e6 * np.ones((3, 4))])
    more, fit = (
        hazard_regression(padded, [*at_risk, 0, 0, 0], [*events, 0, 0, 0]),
        hazard_regression(design, at_risk, events),
    )
    assert more.coefficients.tolist() == fit.coefficients.tolist()


def test_weeks_to_rearrest_are_close_to_the_published_cox_regression():
    """Rossi, Berk and Lenihan (1980), as lifelines fits them: hazards are proportional in both."""
    rossi = load_rossi().to_numpy(dtype=float)
    weeks, arrested, covariates = rossi[:, 0], rossi[:, 1], rossi[:, 2:]
    rows, happened = [], []
    times = np.unique(weeks[arrested == 1])
    for k, week in enumerate(times):
        free = weeks >= week
        rows.append(np.hstack([np.tile(np.eye(len(times))[k], (free.sum(), 1)), covariates[free]]))
        happened.append((weeks == week)[free] & (arrested[free] == 1))
    events = np.concatenate(happened).astype(float)
    fit = hazard_regression(np.vstack(rows), np.ones_like(events), events)
    cox = [-0.379422, -0.057438, 0.313900, -0.149796, -0.433704, -0.084871, 0.091497]
    assert fit.coefficients[len(times) :] == pytest.approx(cox, abs=5e-3)


def test_nobody_promoted_gives_the_penalised_estimate_of_each_group():
    fit = hazard_regression(TWO_GROUPS, [1920, 8400], [0, 30])
    alone = [
        root(lambda t, n=n, d=d: -penalised_slope(t, n, d), -12.0, 2.0)
        for n, d in ((1920, 0), (8400, 30))
    ]
    assert fit.is_penalised
    assert fit.coefficients == pytest.approx([alone[1], alone[0] - alone[1]], abs=1e-8)
    assert math.exp(alone[0]) == pytest.approx(0.5 / 1920, rel=1e-3)  # as half a promotion would


def test_everyone_promoted_gives_a_finite_estimate_too():
    fit = hazard_regression(TWO_GROUPS, [12, 40], [12, 9])
    high = root(lambda t: -penalised_slope(t, 12, 12), -5.0, 5.0)
    assert fit.is_penalised
    assert fit.coefficients.sum() == pytest.approx(high, abs=1e-8)


def test_separated_years_have_the_highest_penalised_likelihood():
    design = np.column_stack([np.ones(6), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0]])
    at_risk, events = [30, 20, 20, 10, 5, 5], [0, 0, 0, 4, 5, 5]
    fit = hazard_regression(design, at_risk, events)
    assert fit.is_penalised

    def loss(beta):
        return -plain_log_likelihood(design, at_risk, events, beta, is_penalised=True)

    best = minimize(loss, [0.0, 0.0], method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-13})
    assert fit.coefficients == pytest.approx(best.x, abs=1e-5)
    assert loss(fit.coefficients) <= best.fun + 1e-12
    slopes = [(loss(fit.coefficients + h) - loss(fit.coefficients - h)) / 2e-5
              for h in 1e-5 * np.eye(2)]  # fmt: skip
    assert slopes == pytest.approx([0.0, 0.0], abs=1e-6)


def test_people_one_by_one_are_separated_only_when_they_are():
    years = np.arange(8.0)
    design = np.column_stack([np.ones(8), years])
    mixed = np.array([0, 0, 1, 0, 1, 0, 1, 1])
    fit, oracle = (
        hazard_regression(design, np.ones(8), mixed),
        statsmodels_fit(design, np.ones(8), mixed),
    )
    assert not fit.is_penalised
    assert fit.coefficients == pytest.approx(oracle.params, abs=1e-8)
    assert hazard_regression(design, np.ones(8), years > 3).is_penalised
    touching = hazard_regression(
        design, np.array([1, 1, 1, 2, 1, 1, 1, 1]), [0, 0, 0, 1, 1, 1, 1, 1]
    )
    assert touching.is_penalised  # the one mixed cell holds its place, the slope can still grow


def test_separation_is_found_exactly_where_some_direction_shows_it():
    rng, found = np.random.default_rng(1), []
    while len(found) < 300:
        years = rng.integers(-3, 4, rng.integers(2, 9)).astype(float)
        at_risk = rng.integers(1, 4, years.size)
        events = rng.integers(0, at_risk + 1)
        if np.unique(years).size == 1:
            continue
        design = np.column_stack([np.ones(years.size), years])
        fit = hazard_regression(design, at_risk, events)
        assert fit.converged
        assert fit.is_penalised == is_plainly_separated(years, at_risk, events)
        found.append(fit.is_penalised)
    assert 100 < sum(found) < 200


@pytest.mark.parametrize(
    ("years", "at_risk", "events"),
    [
        ([[9.0, -103.0], [-21.0, -57.0], [0.0, 60.0], [8.0, -96.0], [-3.0, -8.0]],
         [94, 2, 78, 93, 12], [1, 2, 78, 1, 12]),
        ([[-54.0], [139.0], [-66.0]], [12, 7, 82], [1, 0, 82]),
    ],
)  # fmt: skip
def test_steps_that_overshoot_are_halved(years, at_risk, events):
    design = np.column_stack([np.ones(len(years)), years])
    fit = hazard_regression(design, at_risk, events)
    assert fit.converged
    scale = 1e-5 / np.abs(design).max(axis=0)
    slopes = [
        plain_log_likelihood(
            design, at_risk, events, fit.coefficients + h, is_penalised=fit.is_penalised
        )
        - plain_log_likelihood(
            design, at_risk, events, fit.coefficients - h, is_penalised=fit.is_penalised
        )
        for h in np.diag(scale)
    ]
    assert slopes == pytest.approx(np.zeros(len(scale)), abs=1e-9)


def test_refusals_and_running_out_of_steps(monkeypatch):
    with pytest.raises(ValueError, match="columns 0, 1 "):
        hazard_regression(np.ones((4, 2)), [5, 5, 5, 5], [1, 0, 1, 0])
    with pytest.raises(ValueError, match="columns 1 "):
        hazard_regression([[1.0, 0.0], [1.0, 1.0]], [5, 0], [1, 0])
    with pytest.raises(ValueError, match="one row per cell"):
        hazard_regression(TWO_GROUPS, [5, 5, 5], [1, 1, 1])
    with pytest.raises(ValueError, match="between 0 and"):
        hazard_regression(TWO_GROUPS, [5, 5], [1, 6])
    monkeypatch.setattr("wardtoboard.inference.discrete_hazard.STEPS", 1)
    assert not hazard_regression(TWO_GROUPS, [19, 84], [2, 30]).converged


@pytest.mark.parametrize("block", [1, 7, 8192])
def test_person_clusters_equal_statsmodels_and_a_plain_loop(monkeypatch, block):
    monkeypatch.setattr("wardtoboard.inference.clustered.PERSONS_A_BLOCK", block)
    rng = np.random.default_rng(6)
    design = made_cells(rng, 20, 4)[0]
    entries = made_entries(rng, design, people=90, each=5)
    person, cell, months, events = entries
    fit = hazard_regression(design, *(np.bincount(cell, one, 20) for one in (months, events)))
    found = clustered_covariance(fit.coefficients, design, *entries)
    plain = plain_clustered(design, fit.coefficients, zip(*entries, strict=True))
    assert found == pytest.approx(plain, abs=1e-12)
    order = rng.permutation(len(person))
    mixed = clustered_covariance(fit.coefficients, design, *(one[order] for one in entries))
    assert mixed == pytest.approx(found, abs=1e-12)
    # One row per person-month for statsmodels, whose factor has (n - 1) / (n - k) as well.
    rows = np.repeat(cell, months)
    happened = np.concatenate([np.arange(m) < e for m, e in zip(months, events, strict=True)])
    model = sm.GLM(happened.astype(float), design[rows], family=cloglog())
    people = np.repeat(person, months)
    oracle = model.fit(
        start_params=fit.coefficients, cov_type="cluster", cov_kwds={"groups": people}
    )
    extra = (len(rows) - 1) / (len(rows) - 4)
    assert found * extra == pytest.approx(oracle.cov_params(), abs=1e-9)


def test_clusters_refused():
    with pytest.raises(ValueError, match="needs two of them; found 1"):
        clustered_covariance([0.0, 0.0], TWO_GROUPS, [4, 4], [0, 1], [5, 5], [1, 0])
    with pytest.raises(ValueError, match="found 0"):
        clustered_covariance([0.0, 0.0], TWO_GROUPS, [], [], [], [])
    with pytest.raises(ValueError, match="cells 0 to 1"):
        clustered_covariance([0.0, 0.0], TWO_GROUPS, [4, 5], [0, 2], [5, 5], [1, 0])


def test_nineteen_clustered_intervals_in_twenty_cover():
    """800 made groups of 300 people, half of whose months repeat one draw of their own.

    Taking the months for separate people covers much less: that is what the clusters are for.
    """
    rng, groups, people, months = np.random.default_rng(3), 800, 300, 12
    focus = np.arange(people) % 2
    truth, covered = math.log(0.5), np.zeros(2)
    chance = -np.expm1(-0.06 * np.exp(truth * focus))
    entries = (np.arange(people), 1 - focus, np.full(people, months))
    for _ in range(groups):
        own = rng.random((people, 1)) * np.ones(months)
        draw = np.where(rng.random((people, months)) < 0.5, own, rng.random((people, months)))
        events = (draw < chance[:, None]).sum(axis=1)
        at_risk = np.bincount(1 - focus, np.full(people, months))
        fit = hazard_regression(TWO_GROUPS, at_risk, np.bincount(1 - focus, events))
        clustered = clustered_covariance(fit.coefficients, TWO_GROUPS, *entries, events)
        for k, covariance in enumerate((clustered, fit.covariance)):
            half = 1.959964 * math.sqrt(covariance[1, 1])
            covered[k] += abs(fit.coefficients[1] - truth) <= half
    noise = math.sqrt(0.95 * 0.05 / groups)
    assert covered[0] / groups == pytest.approx(0.95, abs=3 * noise)
    assert covered[1] / groups < 0.85


def cloglog():
    return sm.families.Binomial(link=sm.families.links.CLogLog())


def statsmodels_fit(design, at_risk, events):
    both = np.column_stack([events, np.asarray(at_risk) - events])
    return sm.GLM(both, design, family=cloglog()).fit(tol=1e-15, maxiter=200)


def made_cells(rng, cells, k):
    design = np.column_stack([np.ones(cells), rng.normal(size=(cells, k - 1))])
    at_risk = rng.integers(1, 80, cells)
    chance = -np.expm1(-np.exp(design @ np.linspace(-2.5, 0.5, k)))
    return design, at_risk, rng.binomial(at_risk, chance)


def made_entries(rng, design, people, each):
    """Persons, cells, months and events; some persons are always more likely to have events."""
    size = people * each
    person = np.sort(rng.integers(10**12, 10**12 + people, size))
    cell, months = rng.integers(0, len(design), size), rng.integers(1, 12, size)
    frailty = rng.gamma(2.0, 0.5, people)[person - 10**12]
    rate = frailty * np.exp(design[cell] @ np.linspace(-2.5, 0.5, design.shape[1]))
    return person, cell, months, rng.binomial(months, -np.expm1(-rate))


def penalised_slope(t, n, d):
    """The slope of one group's penalised likelihood, by differences of a small step."""
    h = 1e-5
    up, down = (plain_log_likelihood([[1.0]], [n], [d], np.array([t + s]), is_penalised=True)
                for s in (h, -h))  # fmt: skip
    return (up - down) / (2 * h)
