"""The log-rank test: do k groups have events at one rate, from counts at each time?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import chdtrc

from wardtoboard.inference.tables import Counts, Floats

NEGLIGIBLE = 1e-10  # of the largest eigenvalue: a direction in which the groups cannot differ


class LogRank(NamedTuple):
    """Chi-squared statistics, degrees of freedom and p-values, each of shape [...]."""

    statistic: Floats
    df: Counts
    p: Floats


def logrank(at_risk: ArrayLike, events: ArrayLike) -> LogRank:
    """Test for each leading index (such as a level) that k groups share their rates of events.

    In: people at risk at each time in each group and events among them, shapes [..., k, time].
    Groups that are never at risk beside another take no part; where no two groups can be compared
    the statistic is 0 with 0 degrees of freedom and p = 1.
    Raises ValueError for shapes that differ or events outside 0 to the people at risk.
    Method: Mantel (1966); Peto and Peto (1972), with the hypergeometric variance at each time.
    """
    n, d = np.asarray(at_risk, dtype=np.float64), np.asarray(events, dtype=np.float64)
    if n.shape != d.shape or n.ndim < 2:
        raise ValueError(f"give both as [..., group, time]; found {n.shape} and {d.shape}.")
    if np.any(d < 0.0) or np.any(d > n):
        raise ValueError("events must lie between 0 and the people at risk at the same time.")
    excess, variance = _excess(n, d)
    sizes, directions = np.linalg.eigh(variance)
    informs = sizes > NEGLIGIBLE * np.maximum(sizes[..., -1:], NEGLIGIBLE)
    along = np.einsum("...ij,...i->...j", directions, excess)
    terms = np.divide(along * along, sizes, out=np.zeros_like(along), where=informs)
    statistic, df = terms.sum(axis=-1), informs.sum(axis=-1)
    p = np.where(df > 0, chdtrc(np.maximum(df, 1), statistic), 1.0)
    return LogRank(statistic, df.astype(np.int64), p)


def _excess(n: Floats, d: Floats) -> tuple[Floats, Floats]:
    """Give observed less expected events, shape [..., k], and their covariance [..., k, k]."""
    everyone, total = n.sum(axis=-2), d.sum(axis=-2)
    share = n / np.where(everyone > 0.0, everyone, 1.0)[..., np.newaxis, :]
    excess = (d - share * total[..., np.newaxis, :]).sum(axis=-1)
    spread = total * (everyone - total) / np.where(everyone > 1.0, everyone - 1.0, np.inf)
    weighted = share * spread[..., np.newaxis, :]
    own = np.eye(n.shape[-2]) * weighted.sum(axis=-1)[..., np.newaxis]
    return excess, own - weighted @ np.swapaxes(share, -1, -2)
