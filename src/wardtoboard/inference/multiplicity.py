"""Many tests at once: how many of those flagged would be wrong."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from wardtoboard.inference.tables import Floats


def benjamini_hochberg(p: ArrayLike) -> Floats:
    """Turn p-values, shape (n,), into q-values: flag q <= f and about f of the flags are wrong.

    Give testable cells only: what could never be flagged must not count.
    Raises ValueError for a p-value outside 0 to 1, or nan.
    Method: Benjamini and Hochberg (1995).
    """
    sorted_p, order = _sorted(p)
    n = sorted_p.size
    scaled = sorted_p * n / np.arange(1, n + 1)
    return _unsorted(np.minimum.accumulate(scaled[::-1])[::-1], order)


def holm(p: ArrayLike) -> Floats:
    """Adjust p-values, shape (n,), so that the chance of any wrong flag stays below the cut.

    Raises ValueError for a p-value outside 0 to 1, or nan.
    Method: Holm (1979).
    """
    sorted_p, order = _sorted(p)
    return _unsorted(np.maximum.accumulate(sorted_p * np.arange(sorted_p.size, 0, -1)), order)


def _sorted(p: ArrayLike) -> tuple[Floats, NDArray[np.intp]]:
    values = np.asarray(p, dtype=np.float64).reshape(-1)
    if not np.all((values >= 0.0) & (values <= 1.0)):
        raise ValueError("p-values must lie between 0 and 1. Leave out cells that were not tested.")
    order = np.argsort(values, kind="stable")
    return values[order], order


def _unsorted(adjusted: Floats, order: NDArray[np.intp]) -> Floats:
    result = np.empty_like(adjusted)
    result[order] = np.minimum(1.0, adjusted)
    return result
