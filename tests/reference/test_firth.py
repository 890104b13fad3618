"""Firth's logistic regression against its closed form and its own score equations."""

from __future__ import annotations

import math

import numpy as np
import pytest

from wardtoboard.inference import firth_logistic, log_odds_ratios

TWO_GROUPS = np.array([[1.0, 1.0], [1.0, 0.0]])


def test_two_groups_equal_half_a_person_in_each_cell():
    found = firth_logistic(TWO_GROUPS, [4, 63], [44, 209])
    logs, _ = log_odds_ratios(4, 40, 63, 146, added=0.5)
    assert found.coefficients[1] == pytest.approx(-1.36124, abs=5e-6)
    assert found.coefficients[1] == pytest.approx(logs[0], abs=1e-9)
    assert math.exp(logs[0]) == pytest.approx(0.25634, abs=5e-6)


def test_stays_finite_when_nobody_is_promoted():
    found = firth_logistic(TWO_GROUPS, [0, 63], [44, 209])
    assert found.coefficients[1] == pytest.approx(math.log((0.5 / 44.5) / (63.5 / 146.5)))
    assert np.isfinite(found.standard_errors).all()


def test_people_one_by_one_give_what_groups_give():
    design = np.repeat(TWO_GROUPS, [10, 30], axis=0)
    promoted = np.array([1] * 2 + [0] * 8 + [1] * 12 + [0] * 18)
    single, grouped = (
        firth_logistic(design, promoted),
        firth_logistic(TWO_GROUPS, [2, 12], [10, 30]),
    )
    assert single.coefficients == pytest.approx(grouped.coefficients, abs=1e-9)
    assert single.standard_errors == pytest.approx(grouped.standard_errors, rel=1e-8)


def test_separated_numbers_solve_the_penalised_score():
    years = np.array([0.0, 1.0, 2.0, 3.0, 30.0, 31.0, 60.0])
    design = np.column_stack([np.ones(7), years])
    promoted = np.array([0, 0, 0, 0, 1, 1, 1])
    found = firth_logistic(design, promoted)
    assert penalised_score(design, promoted, np.ones(7), found) == pytest.approx([0, 0], abs=1e-7)


def test_steps_that_overshoot_are_halved():
    design = np.column_stack([np.ones(4), [-17.0, -97.0, -9.0, -10.0]])
    promoted, people = np.array([6, 1, 23, 3]), np.array([12, 1, 37, 97])
    found = firth_logistic(design, promoted, people)
    assert penalised_score(design, promoted, people, found) == pytest.approx([0, 0], abs=1e-6)


def penalised_score(design, promoted, people, found):
    """Firth's score written out with a whole hat matrix; 0 at the estimate."""
    chance = 1 / (1 + np.exp(-design @ found.coefficients))
    weight = np.diag(people * chance * (1 - chance))
    root = np.sqrt(weight)
    hat = root @ design @ np.linalg.inv(design.T @ weight @ design) @ design.T @ root
    return design.T @ (promoted - people * chance + np.diag(hat) * (0.5 - chance))


def test_refusals(monkeypatch):
    with pytest.raises(ValueError, match="repeat"):
        firth_logistic(np.ones((4, 2)), [0, 1, 0, 1])
    monkeypatch.setattr("wardtoboard.inference.firth.STEPS", 1)
    with pytest.raises(ArithmeticError, match="no Firth fit"):
        firth_logistic(TWO_GROUPS, [4, 63], [44, 209])
