"""Rates of an event month by month, compared between groups: a regression on grouped counts.

The chance h of an event in a month is 1 - exp(-exp(x b)), the complementary log-log link, so that
exp(b) is the ratio of two hazards in continuous time whatever the length of a month.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wardtoboard.inference.tables import Floats

STEPS = 200
CLOSE = 1e-10  # log hazard of any cell
LARGEST_STEP = 5.0  # log hazard of any cell
ROUNDING = 1e-12
WIDEST_LOG_HAZARD = 300.0  # beyond it a square overflows
BEYOND_TOLERANCE = 1e-4  # the linear programme lets 1e-7 pass for 0
REPEATED = 1e-12  # of the sum of squares of a column that the other columns leave unexplained


@dataclass(frozen=True, slots=True)
class DiscreteHazard:
    """Log hazard ratios b, shape (k,), their covariance (k, k), and how the fit went.

    `log_likelihood` leaves out the binomial coefficients, which do not depend on b. `is_penalised`
    tells that the counts alone have no finite estimate (say, nobody of a profession has had the
    event), so that Jeffreys' prior was added; the covariance is then only a rough guide.
    """

    coefficients: Floats
    covariance: Floats
    log_likelihood: float
    iterations: int
    converged: bool
    is_penalised: bool


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells that anyone was at risk in: design (n, k), person-months (n,) and events (n,)."""

    design: Floats
    at_risk: Floats
    events: Floats


def hazard_regression(design: ArrayLike, at_risk: ArrayLike, events: ArrayLike) -> DiscreteHazard:
    """Fit the complementary log-log model of monthly hazards by Newton's method.

    In: one row of the design per cell, shape (n, k), with its own column of ones or one column for
    each time; person-months at risk and events among them, shapes (n,), whole or weighted.
    The covariance is the inverse of the expected information. Where the counts are separated, the
    likelihood is penalised by Jeffreys' prior instead, which keeps every coefficient finite.
    Raises ValueError for shapes or counts that cannot be, and for columns that repeat each other.
    Method: Prentice and Gloeckler (1978); Firth (1993); Kosmidis and Firth (2021).
    """
    cells = _read_cells(design, at_risk, events)
    return _fit(cells, is_penalised=is_separated(cells))


def is_separated(cells: Cells) -> bool:
    """Answer whether some coefficients could grow without end and the likelihood with them.

    That needs a direction that raises the hazard only where everyone had the event, lowers it only
    where nobody did, and moves nothing else. The cells with both kinds usually leave none.
    Method: Albert and Anderson (1984); Silvapulle (1981).
    """
    never, always = cells.events == 0.0, cells.events == cells.at_risk
    fixed = cells.design[~(never | always)]
    scale = np.sqrt((cells.design**2).sum(axis=0))
    sizes, directions = np.linalg.eigh((fixed / scale).T @ (fixed / scale))
    free = directions[:, sizes <= REPEATED]
    if free.shape[1] == 0:
        return False
    sides = [-(cells.design[never] / scale) @ free, (cells.design[always] / scale) @ free]
    moved = np.unique(np.vstack(sides), axis=0)
    size = np.sqrt((moved**2).sum(axis=1))
    is_moved = size > ROUNDING**0.5
    return _has_a_way_up(moved[is_moved] / size[is_moved, np.newaxis])


def slopes(log_hazard: Floats) -> tuple[Floats, Floats, Floats]:
    """Give the rate r = exp(x b), the ratio of r to the chance h of an event, and its slope."""
    rate = np.exp(np.clip(log_hazard, -WIDEST_LOG_HAZARD, WIDEST_LOG_HAZARD))
    ratio = rate / -np.expm1(-rate)
    return rate, ratio, ratio * (1.0 - ratio * np.exp(-rate))


def _inverse_information(design: Floats, at_risk: Floats, log_hazard: Floats) -> Floats:
    inverse = np.linalg.inv(_information(design, at_risk, log_hazard))
    return np.asarray(inverse, dtype=np.float64)


def _information(design: Floats, at_risk: Floats, log_hazard: Floats) -> Floats:
    weight = at_risk * _weight(log_hazard)
    return np.asarray((design.T * weight) @ design, dtype=np.float64)


def _weight(log_hazard: Floats) -> Floats:
    rate, ratio, _ = slopes(log_hazard)
    return rate * ratio * np.exp(-rate)


def _read_cells(design: ArrayLike, at_risk: ArrayLike, events: ArrayLike) -> Cells:
    x = np.asarray(design, dtype=np.float64)
    n, d = np.asarray(at_risk, dtype=np.float64), np.asarray(events, dtype=np.float64)
    if x.ndim != 2 or n.shape != x.shape[:1] or d.shape != n.shape:
        raise ValueError(f"give one row per cell; found {x.shape}, {n.shape} and {d.shape}.")
    if not (np.all(d >= 0.0) and np.all(d <= n)):
        raise ValueError("events must lie between 0 and the person-months at risk in each cell.")
    seen = n > 0.0
    cells = Cells(x[seen], n[seen], d[seen])
    repeated = _repeated_columns(cells.design)
    if repeated.size:
        raise ValueError(f"columns {', '.join(map(str, repeated))} (from 0) repeat each other"
                         " where anyone is at risk. Drop one of them.")  # fmt: skip
    return cells


def _repeated_columns(design: Floats) -> NDArray[np.intp]:
    """Give the columns, if any, of which a sum is 0 in every cell."""
    scale = np.sqrt((design**2).sum(axis=0))
    if not scale.all():
        return np.flatnonzero(scale == 0.0)
    sizes, directions = np.linalg.eigh((design / scale).T @ (design / scale))
    involved = np.abs(directions[:, sizes <= REPEATED]) > ROUNDING**0.5
    return np.flatnonzero(involved.any(axis=1))


def _has_a_way_up(moved: Floats) -> bool:
    """Answer whether some v has moved @ v at least 0 everywhere and above 0 somewhere.

    The rows of `moved` have length 1.
    """
    from scipy.optimize import linprog  # slow to import, and rarely needed

    best = linprog(-moved.sum(axis=0), A_ub=-moved, b_ub=np.zeros(len(moved)), bounds=(-1.0, 1.0))
    return bool((moved @ best.x).max() > BEYOND_TOLERANCE)


def _fit(cells: Cells, *, is_penalised: bool) -> DiscreteHazard:
    beta = _start(cells)
    reached, iteration, moved = _objective(cells, beta, is_penalised), 0, np.inf
    while moved >= CLOSE and iteration < STEPS:
        step = _step(cells, beta, is_penalised)
        new = _objective(cells, beta + step, is_penalised)
        moved = float(np.abs(cells.design @ step).max())
        while not new >= reached - ROUNDING * abs(reached) and moved > CLOSE:
            step, moved = 0.5 * step, 0.5 * moved
            new = _objective(cells, beta + step, is_penalised)
        beta, reached, iteration = beta + step, new, iteration + 1
    log_hazard = cells.design @ beta
    covariance = _inverse_information(cells.design, cells.at_risk, log_hazard)
    likelihood = _log_likelihood(cells, log_hazard)
    return DiscreteHazard(beta, covariance, likelihood, iteration, moved < CLOSE, is_penalised)


def _start(cells: Cells) -> Floats:
    """Regress each cell's own log hazard, with half an event added either way, on the design."""
    rate = -np.log1p(-(cells.events + 0.5) / (cells.at_risk + 1.0))
    weighted = cells.design.T * (cells.events + 0.5)
    start = np.linalg.solve(weighted @ cells.design, weighted @ np.log(rate))
    return np.asarray(start, dtype=np.float64)


def _log_likelihood(cells: Cells, log_hazard: Floats) -> float:
    rate, ratio, _ = slopes(log_hazard)
    return float(cells.events @ np.log(rate / ratio) - (cells.at_risk - cells.events) @ rate)


def _objective(cells: Cells, beta: Floats, is_penalised: bool) -> float:
    log_hazard = cells.design @ beta
    likelihood = _log_likelihood(cells, log_hazard)
    if not is_penalised:
        return likelihood
    _, log_determinant = np.linalg.slogdet(_information(cells.design, cells.at_risk, log_hazard))
    return float(likelihood + 0.5 * log_determinant)


def _step(cells: Cells, beta: Floats, is_penalised: bool) -> Floats:
    """Give one of Newton's steps.

    With the prior, the score gains half the slope of log |information|: the sum of leverage times
    d log(weight) / d(x b), which is 2 - r / h. The leverages are held still within a step.
    """
    x, log_hazard = cells.design, cells.design @ beta
    rate, ratio, growth = slopes(log_hazard)
    score = cells.events * ratio - cells.at_risk * rate
    bend = cells.at_risk * rate - cells.events * growth
    if is_penalised:
        half = 0.5 * _leverage(cells, log_hazard)
        score, bend = score + half * (2.0 - ratio), bend + half * growth
    step = np.linalg.solve((x.T * bend) @ x, x.T @ score)
    # Shortening the whole step keeps its direction, along which the likelihood rises.
    shorten = LARGEST_STEP / max(LARGEST_STEP, float(np.abs(x @ step).max()))
    return np.asarray(step * shorten, dtype=np.float64)


def _leverage(cells: Cells, log_hazard: Floats) -> Floats:
    """Give the share of each cell's fitted hazard that its own events decide, shape (n,)."""
    inverse = _inverse_information(cells.design, cells.at_risk, log_hazard)
    spread = np.einsum("ij,ij->i", cells.design @ inverse, cells.design)
    return np.asarray(cells.at_risk * _weight(log_hazard) * spread, dtype=np.float64)
