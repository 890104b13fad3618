"""Comparisons at a boundary, where floating point would put 4/5 on the wrong side."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from wardtoboard.inference.tables import Flags, read_tables


def at_most_ratio(
    above: ArrayLike,
    at: ArrayLike,
    above_reference: ArrayLike,
    at_reference: ArrayLike,
    numerator: int,
    denominator: int,
) -> Flags:
    """Answer where the sample odds ratio is at most numerator / denominator, shape (n,).

    Whole-number arithmetic, so 3/5 against 30/40 is exactly 4/5. False where the ratio is 0/0.
    Raises as `read_tables`; ValueError unless numerator >= 0 and denominator > 0.
    """
    if numerator < 0 or denominator <= 0:
        raise ValueError(f"found {numerator}/{denominator}; use a ratio such as 4/5.")
    tables = read_tables(above, at, above_reference, at_reference)
    # Python's own integers cannot overflow.
    a, b, c, d = (cell.astype(object) for cell in tables.cells())
    up, down = a * d, b * c
    defined = (up + down) > 0
    return np.asarray(defined & (up * denominator <= down * numerator), dtype=np.bool_)
