"""Where a difference comes from: exact splits that sum to the whole."""

from __future__ import annotations

from math import factorial
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from wardtoboard.inference.tables import Floats

MOST_STAGES = 10


class RateAndComposition(NamedTuple):
    """A difference of two overall rates, split into changed rates and changed composition."""

    rate: float
    composition: float


def shapley_product(
    size_focus: ArrayLike, stages_focus: ArrayLike, stages_reference: ArrayLike
) -> Floats:
    """Split size x (product of reference stages - product of focus stages) over the stages.

    In: size, people; stage proportions of shape (..., k), k from 1 to 10, zeros allowed. Out:
    people, shape (..., k), positive where the focus falls short; they sum to the difference.
    Leading dimensions let a bootstrap run in one call.
    Raises ValueError for no stages, more than 10, or different numbers of them.
    Method: Shapley (1953); for a product it is the decomposition of Das Gupta (1993).
    """
    focus, reference = np.broadcast_arrays(
        np.asarray(stages_focus, dtype=np.float64), np.asarray(stages_reference, dtype=np.float64)
    )
    k = focus.shape[-1] if focus.ndim else 0
    if not 1 <= k <= MOST_STAGES:
        raise ValueError(f"give 1 to {MOST_STAGES} stages; found {k}. Merge neighbouring levels.")
    size = np.asarray(size_focus, dtype=np.float64)[..., np.newaxis]
    shares = [
        (reference[..., stage] - focus[..., stage]) * _weighted_rest(focus, reference, stage)
        for stage in range(k)
    ]
    return np.asarray(size * np.stack(shares, axis=-1), dtype=np.float64)


def _weighted_rest(focus: Floats, reference: Floats, stage: int) -> Floats:
    """Average the product of the other stages over every order in which stages could change.

    Takes every subset of the other stages as changed, with weight s! (k - s - 1)! / k!.
    """
    k = focus.shape[-1]
    others = [other for other in range(k) if other != stage]
    # Row s holds the sum, over subsets of s changed stages, of the product of all of them: 2^k
    # subsets by k^2 multiplications.
    sums = [np.ones(focus.shape[:-1])]
    for other in others:
        stay, change = focus[..., other], reference[..., other]
        longer = [total * stay for total in sums] + [np.zeros(focus.shape[:-1])]
        for count, total in enumerate(sums):
            longer[count + 1] = longer[count + 1] + total * change
        sums = longer
    weights = [factorial(s) * factorial(k - s - 1) / factorial(k) for s in range(k)]
    return np.asarray(
        sum(weight * total for weight, total in zip(weights, sums, strict=True)), dtype=np.float64
    )


def kitagawa(
    weights: ArrayLike, rates: ArrayLike, weights_later: ArrayLike, rates_later: ArrayLike
) -> RateAndComposition:
    """Split the change of an overall rate, sum(weights x rates), in two exactly; shape (k,) each.

    Method: Kitagawa (1955).
    """
    w0, r0, w1, r1 = (
        np.asarray(values, dtype=np.float64)
        for values in (weights, rates, weights_later, rates_later)
    )
    return RateAndComposition(
        rate=float(0.5 * (w0 + w1) @ (r1 - r0)), composition=float(0.5 * (r0 + r1) @ (w1 - w0))
    )
