"""Logistic regression that stays finite when one side has no promotions at all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, log_expit

from wardtoboard.inference.tables import Floats

STEPS = 200
CLOSE = 1e-10
LARGEST_STEP = 5.0  # log odds of any row
ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class FirthFit:
    """Coefficients (log odds, shape (k,)), their standard errors, and the penalised likelihood."""

    coefficients: Floats
    standard_errors: Floats
    penalised_log_likelihood: float


def firth_logistic(
    design: ArrayLike, successes: ArrayLike, trials: ArrayLike | None = None
) -> FirthFit:
    """Fit a logistic regression penalised by Jeffreys' prior.

    In: design of shape (n, k), with its column of ones when an intercept is wanted; successes of
    shape (n,), out of `trials` (one each unless given).
    Raises ValueError when the columns of the design are not independent, ArithmeticError when 200
    steps are not enough.
    Method: Firth (1993); Heinze and Schemper (2002).
    """
    x = np.asarray(design, dtype=np.float64)
    y = np.asarray(successes, dtype=np.float64)
    n = np.ones_like(y) if trials is None else np.asarray(trials, dtype=np.float64)
    if np.linalg.matrix_rank(x) < x.shape[1]:
        raise ValueError("the columns of the design repeat each other. Drop one of them.")
    beta = np.zeros(x.shape[1])
    reached = _penalised(x, y, n, beta)
    for _ in range(STEPS):
        step = _step(x, y, n, beta)
        new = _penalised(x, y, n, beta + step)
        while new < reached - ROUNDING * abs(reached) and np.abs(x @ step).max() > CLOSE:
            step *= 0.5
            new = _penalised(x, y, n, beta + step)
        beta, reached = beta + step, new
        if np.abs(x @ step).max() < CLOSE:
            covariance = np.linalg.inv(_information(x, n, beta))
            return FirthFit(beta, np.sqrt(np.diag(covariance)), reached)
    raise ArithmeticError(f"no Firth fit within {STEPS} steps; scale the columns of the design")


def _information(x: Floats, n: Floats, beta: Floats) -> Floats:
    chance = expit(x @ beta)
    return np.asarray((x.T * (n * chance * (1.0 - chance))) @ x, dtype=np.float64)


def _penalised(x: Floats, y: Floats, n: Floats, beta: Floats) -> float:
    log_odds = x @ beta
    _, log_determinant = np.linalg.slogdet(_information(x, n, beta))
    likelihood = y @ log_expit(log_odds) + (n - y) @ log_expit(-log_odds)
    return float(likelihood + 0.5 * log_determinant)


def _step(x: Floats, y: Floats, n: Floats, beta: Floats) -> Floats:
    """Give one scoring step of Firth's modified score X'(y - n p + h (1/2 - p))."""
    chance = expit(x @ beta)
    weight = n * chance * (1.0 - chance)
    inverse = np.linalg.inv((x.T * weight) @ x)
    leverage = weight * np.einsum("ij,jk,ik->i", x, inverse, x)
    step = inverse @ (x.T @ (y - n * chance + leverage * (0.5 - chance)))
    # Shortening the whole step keeps its direction, along which the likelihood rises.
    shorten = LARGEST_STEP / max(LARGEST_STEP, float(np.abs(x @ step).max()))
    return np.asarray(step * shorten, dtype=np.float64)
