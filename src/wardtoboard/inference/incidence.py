"""Chances over time in a level, from counts of people at risk and of events; never from rows.

A person who may be promoted may also leave. One less the Kaplan-Meier curve of promotion would be
the chance in a world where nobody leaves, so the chance of promotion is the cumulative incidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from wardtoboard.inference.cores import on_every_core
from wardtoboard.inference.estimate import upper_tail
from wardtoboard.inference.tables import Flags, Floats

Number = TypeVar("Number", bound=np.generic)
ROUNDING = 1e-12
LARGEST_EXPONENT = 700.0  # exp() of more overflows
NUMBERS_A_BLOCK = 1 << 17  # what is worked out from them stays in the processor's own cache


@dataclass(frozen=True, slots=True)
class Curve:
    """Chances (0 to 1) over time, their variance, and the fewest people at risk so far.

    Each is of shape [..., time]. All three are nan from the first time when nobody is at risk: what
    happens after it was not seen. The exception is a curve on which everyone has had an event.
    """

    value: Floats
    variance: Floats
    fewest: Floats

    def limits(self, level: float = 0.95) -> tuple[Floats, Floats]:
        """Give the lower and upper limits at each time, pointwise, each of shape [..., time].

        The log-log interval, value ** exp(-+ z se / (value log value)). It has no width at 0 and
        at 1, so there the other limit is Clopper and Pearson's for the fewest people at risk so
        far; the likelihood allows no chance farther away.
        Raises ValueError for a level outside 0 to 1.
        Method: Kalbfleisch and Prentice (2002), section 1.4; Clopper and Pearson (1934).
        """
        tail = upper_tail(level)
        inside = (self.value > 0.0) & (self.value < 1.0)
        value = np.where(inside, self.value, 0.5)
        reach = -float(ndtri(tail)) * np.sqrt(self.variance) / (value * -np.log(value))
        reach = np.minimum(reach, LARGEST_EXPONENT)
        nearest = tail ** (1.0 / self.fewest)
        low, high = (
            np.where(self.value == 1.0, nearest, 0.0),
            np.where(self.value == 0.0, 1.0 - nearest, 1.0),
        )
        low = np.where(inside, value ** np.exp(reach), low)
        high = np.where(inside, value ** np.exp(-reach), high)
        unknown = np.isnan(self.value)
        return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)

    def at(self, times: ArrayLike, by: ArrayLike) -> Curve:
        """Give the curve by these times only, shape [..., len(by)]; nan after the last time.

        `times` are those of the curve, ascending, shape (time,): for months in a level 1, 2, 3...,
        as an event stands at the end of its month. Raises ValueError when `by` asks for a time
        before the first, or when there are not as many times as the curve has.
        """
        ends, wanted = np.asarray(times), np.atleast_1d(np.asarray(by))
        if ends.shape != self.value.shape[-1:]:
            raise ValueError(f"the curve has {self.value.shape[-1]} times; found {ends.size}.")
        if wanted.min() < ends[0]:
            raise ValueError(f"the curve begins at {ends[0]}; found {wanted.min()}. Ask later.")
        last = np.searchsorted(ends, wanted, side="right") - 1
        columns = (self.value, self.variance, self.fewest)
        return Curve(*(np.where(wanted > ends[-1], np.nan, one[..., last]) for one in columns))


def kaplan_meier(at_risk: ArrayLike, events: ArrayLike) -> Curve:
    """Give the chance of no event up to and including each time, shape [..., time].

    In: people at risk at each time and events among them, shapes [..., time], whole or weighted;
    people who come under observation late are in the counts only from when they do.
    The variance is Greenwood's. Raises ValueError for counts that cannot be.
    Method: Kaplan and Meier (1958).
    """
    n, d = _checked(at_risk, events)
    stayed, known, fewest = _staying(n, d)
    with np.errstate(divide="ignore", invalid="ignore"):
        growth = np.where(d < n, d / (n * (n - d)), 0.0)
    variance = stayed**2 * np.cumsum(np.where(n > 0.0, growth, 0.0), axis=-1)
    return Curve(*(np.where(known, one, np.nan) for one in (stayed, variance, fewest)))


def cumulative_incidence(at_risk: ArrayLike, events_by_cause: ArrayLike) -> Curve:
    """Give the chance of an event of each cause by each time, shape [..., cause, time].

    In: people at risk, shape [..., time], and events, shape [..., cause, time], as `kaplan_meier`.
    Every cause that ends the time in a level has to be there. The variance is the delta method's
    for multinomial counts at each time, so that ties are allowed for.
    Raises ValueError for counts that cannot be.
    Method: Aalen and Johansen (1978); variance of Dinse and Larson (1986), equation 6.
    """
    n, d = _checked_causes(at_risk, events_by_cause)
    stayed, known, fewest = _staying(n, d.sum(axis=-2))
    chance = _incidence(n, d, stayed)
    parts = (chance, _variance(n, d, stayed, chance), _across(fewest))
    return Curve(*(np.where(_across(known), one, np.nan) for one in parts))


def cumulative_chances(at_risk: ArrayLike, events_by_cause: ArrayLike) -> Floats:
    """Give only the values of `cumulative_incidence`, for the replicates of a bootstrap.

    A block of the first axis is worked out at a time, on every core at once.
    """
    n, d = np.asarray(at_risk), np.asarray(events_by_cause)
    if d.ndim < 3 or n.shape[:1] != d.shape[:1]:
        return _chances(n, d)
    rows = max(1, NUMBERS_A_BLOCK * len(d) // max(d.size, 1))
    out = np.empty(d.shape)

    def fill(first: int) -> None:
        own = slice(first, first + rows)
        out[own] = _chances(n[own], d[own])

    on_every_core(fill, range(0, len(d), rows))
    return out


def _chances(at_risk: ArrayLike, events_by_cause: ArrayLike) -> Floats:
    n, d = _checked_causes(at_risk, events_by_cause)
    stayed, known, _ = _staying(n, d.sum(axis=-2))
    return np.where(_across(known), _incidence(n, d, stayed), np.nan)


def median_time(survival: ArrayLike, times: ArrayLike) -> float | None:
    """Give the first of the times by which the chance of no event is a half or less, or None.

    In: one curve of shape (time,) and its times, ascending. For a cumulative incidence, give one
    less its values: the time by which half of all, leavers included, have had that event.
    """
    reached = np.flatnonzero(np.asarray(survival) <= 0.5 + ROUNDING)
    return float(np.asarray(times)[reached[0]]) if reached.size else None


def _checked(at_risk: ArrayLike, events: ArrayLike) -> tuple[Floats, Floats]:
    n, d = np.asarray(at_risk, dtype=np.float64), np.asarray(events, dtype=np.float64)
    if n.shape != d.shape:
        raise ValueError(f"at risk has shape {n.shape} and events {d.shape}: give one time axis.")
    if not (np.all(d >= 0.0) and np.all(d <= n * (1.0 + ROUNDING))):
        raise ValueError("events must lie between 0 and the people at risk at the same time.")
    return n, np.minimum(d, n)


def _checked_causes(at_risk: ArrayLike, events_by_cause: ArrayLike) -> tuple[Floats, Floats]:
    d = np.asarray(events_by_cause, dtype=np.float64)
    if d.ndim < 2:
        raise ValueError(f"events need an axis of causes before the times; found shape {d.shape}.")
    n, _ = _checked(at_risk, d.sum(axis=-2))
    if np.any(d < 0.0):
        raise ValueError("events must be 0 or more for each cause.")
    return n, d


def _staying(n: Floats, d: Floats) -> tuple[Floats, Flags, Floats]:
    """Give the chance of no event, where it is known, and the fewest people at risk so far."""
    stayed = np.asarray(np.cumprod(1.0 - _share(d, n), axis=-1), dtype=np.float64)
    is_lost = (n == 0.0) & (_before(stayed) > 0.0)
    known: Flags = ~np.logical_or.accumulate(is_lost, axis=-1)
    fewest: Floats = np.minimum.accumulate(np.where(n > 0.0, n, np.inf), axis=-1)
    return stayed, known, fewest


def _incidence(n: Floats, d: Floats, stayed: Floats) -> Floats:
    chance: Floats = np.cumsum(_across(_before(stayed)) * _share(d, _across(n)), axis=-1)
    # A sum of shares misses 1 by rounding, and 1 is where the interval is another.
    others = np.cumsum(_across(d.sum(axis=-2)) - d, axis=-1)
    is_certain = _across(stayed == 0.0) & (others <= 0.0)
    return np.where(is_certain, 1.0, np.minimum(chance, 1.0))


def _variance(n: Floats, d: Floats, stayed: Floats, chance: Floats) -> Floats:
    """Sum over times j the variance that the shares of events at j bring to the chance by t.

    With c = chance(t) - chance(j) yet to come, each j brings c^2 A - 2 c B + C.
    """
    total = d.sum(axis=-2)
    left = n - total
    # Where nobody is left nothing is to come, so A does not matter.
    a = _across(_share(total, n * left))
    each = _across(_share(_before(stayed), n))
    b = each * _share(d, _across(n))
    c = each * each * d * (1.0 - _share(d, _across(n)))
    sums = [np.cumsum(np.broadcast_to(one, chance.shape), axis=-1)
            for one in (a, chance * a + b, chance * chance * a + 2.0 * chance * b + c)]  # fmt: skip
    variance = chance * (chance * sums[0] - 2.0 * sums[1]) + sums[2]
    return np.asarray(np.maximum(variance, 0.0), dtype=np.float64)


def _share(part: Floats, whole: Floats) -> Floats:
    """Divide, and give 0 where the whole is 0."""
    zeros = np.zeros(np.broadcast_shapes(part.shape, whole.shape))
    return np.divide(part, whole, out=zeros, where=whole > 0.0)


def _before(stayed: Floats) -> Floats:
    """Give the chance of no event before each time, which is 1 before the first."""
    return np.concatenate([np.ones_like(stayed[..., :1]), stayed[..., :-1]], axis=-1)


def _across(one: NDArray[Number]) -> NDArray[Number]:
    """Put an axis of causes before the times."""
    return one[..., np.newaxis, :]
