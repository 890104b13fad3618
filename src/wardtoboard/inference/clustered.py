"""Standard errors when the same person is seen in many months, and so counts more than once."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wardtoboard.inference.discrete_hazard import slopes
from wardtoboard.inference.tables import Counts, Floats

PERSONS_A_BLOCK = 8192  # their scores stay in the processor's cache


def clustered_covariance(
    coefficients: ArrayLike,
    design: ArrayLike,
    person: ArrayLike,
    cell: ArrayLike,
    months: ArrayLike,
    events: ArrayLike,
) -> Floats:
    """Give the covariance, shape (k, k), of a `hazard_regression` fit, robust to repeated persons.

    In: the fitted coefficients, shape (k,), and the design, one row per cell, shape (cells, k);
    then entries, each of shape (n,) and in any order: who, in which cell (from 0), for how many
    months at risk, with how many events. A person may have any number of entries.
    It is bread x meat x bread x G / (G - 1): the bread is the inverse of the observed information,
    the meat sums the squares of G persons' scores (HC0), and the last factor allows for few
    persons. Raises ValueError for fewer than two persons or a cell that the design does not have.
    Method: Liang and Zeger (1986); Cameron and Miller (2015), section II.
    """
    x, beta = np.asarray(design, dtype=np.float64), np.asarray(coefficients, dtype=np.float64)
    who, where, at_risk, happened = (np.asarray(one) for one in (person, cell, months, events))
    if where.size and not 0 <= where.min() <= where.max() < len(x):
        raise ValueError(f"the design has cells 0 to {len(x) - 1}; an entry lies in another.")
    if np.any(who[1:] < who[:-1]):
        order = np.argsort(who, kind="stable")
        who, where, at_risk, happened = (one[order] for one in (who, where, at_risk, happened))
    firsts = np.concatenate([[0], np.flatnonzero(who[1:] != who[:-1]) + 1, [len(who)]])
    persons = len(firsts) - 1 if who.size else 0
    if persons < 2:
        raise ValueError(f"a spread between persons needs two of them; found {persons}.")
    rate, ratio, growth = slopes(x @ beta)
    total, hits = (np.bincount(where, weights=one, minlength=len(x)) for one in (at_risk, happened))
    bread = np.linalg.inv((x.T * (total * rate - hits * growth)) @ x)
    score = happened * ratio[where] - at_risk * rate[where]
    few = persons / (persons - 1.0)
    return np.asarray(few * bread @ _meat(score, where, firsts, x) @ bread, dtype=np.float64)


def _meat(
    score: Floats, cell: NDArray[np.integer], firsts: NDArray[np.intp] | Counts, x: Floats
) -> Floats:
    """Sum the outer products of persons' scores, a block of persons at a time."""
    from scipy.sparse import csr_array  # slow to import

    meat = np.zeros((x.shape[1], x.shape[1]))
    for begin in range(0, len(firsts) - 1, PERSONS_A_BLOCK):
        starts = firsts[begin : begin + PERSONS_A_BLOCK + 1]
        entries = slice(int(starts[0]), int(starts[-1]))
        block = csr_array(
            (score[entries], cell[entries], starts - starts[0]), shape=(len(starts) - 1, len(x))
        )
        of_persons = block @ x
        meat += of_persons.T @ of_persons
    return meat
