"""Distributions of one number from their densities, many at a time, by Chebyshev series.

A smooth density over a finite range is a short Chebyshev series; its integral is one too, term by
term, so chances and quantiles come without step sizes or sampling.
Method: Trefethen, "Approximation theory and approximation practice", chapters 3 and 19.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from wardtoboard.inference.roots import newton_increasing
from wardtoboard.inference.tables import Flags, Floats

GRID = 129
SMALLEST_DENSITY = 1e-300
LAST_TERMS, UNRESOLVED = 4, 1e-7  # the integral is then good to about 1e-9


@dataclass(frozen=True, slots=True)
class Distributions:
    """n distributions over ranges low..high, shape (n,); coefficients of density and integral."""

    low: Floats
    high: Floats
    density: Floats  # (n, nodes), not scaled
    chance: Floats  # (n, nodes + 1), of the integral, on the same scale
    total: Floats

    @classmethod
    def from_densities(cls, low: Floats, high: Floats, densities: Floats) -> Distributions:
        """Fit densities, shape (n, nodes) on any scale, taken at `node_places`."""
        to_density, to_chance = _transforms(densities.shape[1])
        density, chance = densities @ to_density, densities @ to_chance
        return cls(low, high, density, chance, chance.sum(axis=1))

    def is_rough(self) -> Flags:
        """Answer where the last terms of a series have not died away, shape (n,)."""
        size = np.abs(self.density)
        return np.asarray(
            size[:, -LAST_TERMS:].max(axis=1) > UNRESOLVED * size.max(axis=1), dtype=np.bool_
        )

    def below(self, number: float) -> Floats:
        """Give the chance of each falling below `number`, shape (n,)."""
        place = (2.0 * number - self.low - self.high) / (self.high - self.low)
        return np.clip(_series(self.chance, np.clip(place, -1.0, 1.0)) / self.total, 0.0, 1.0)

    def quantile(self, chance: float) -> Floats:
        """Give the number that each falls below with this chance, shape (n,)."""
        grid = np.linspace(-1.0, 1.0, GRID)
        values = self.chance @ _polynomials(grid, self.chance.shape[1]).T
        passed = np.sum(values < chance * self.total[:, np.newaxis], axis=1)
        start = grid[np.clip(passed, 1, GRID - 1)] - 1.0 / (GRID - 1)

        def excess(place: Floats) -> tuple[Floats, Floats]:
            value = _series(self.chance, place) / self.total - chance
            slope = _series(self.density, place) / self.total
            return value, np.maximum(slope, SMALLEST_DENSITY)

        place = newton_increasing(excess, start)
        return 0.5 * (self.low + self.high + place * (self.high - self.low))


def node_places(low: Floats, high: Floats, nodes: int) -> Floats:
    """Give where each density is wanted, shape (nodes, n): one row a node."""
    return 0.5 * (low + high) + 0.5 * (high - low) * np.cos(_angles(nodes))[:, np.newaxis]


def _angles(nodes: int) -> Floats:
    return np.asarray(np.pi * (np.arange(nodes) + 0.5) / nodes, dtype=np.float64)


def _polynomials(place: Floats, terms: int) -> Floats:
    """Give Chebyshev polynomials 0..terms-1 at places in -1..1, shape (n, terms)."""
    angle = np.arccos(np.clip(place, -1.0, 1.0))
    return np.asarray(np.cos(angle[:, np.newaxis] * np.arange(terms)), dtype=np.float64)


def _series(coefficients: Floats, place: Floats) -> Floats:
    terms = coefficients * _polynomials(place, coefficients.shape[1])
    return np.asarray(terms.sum(axis=1), dtype=np.float64)


@cache
def _transforms(nodes: int) -> tuple[Floats, Floats]:
    """Give the matrices from node values to coefficients of the series and of its integral."""
    to_density = 2.0 / nodes * np.cos(_angles(nodes)[:, np.newaxis] * np.arange(nodes))
    to_density[:, 0] *= 0.5
    padded = np.concatenate([to_density, np.zeros((nodes, 2))], axis=1)
    padded[:, 0] *= 2.0  # the integral of T_1 shares T_0's rule only when T_0 counts twice
    to_chance = np.empty((nodes, nodes + 1))
    rising = np.arange(1, nodes + 1)
    to_chance[:, 1:] = (padded[:, :nodes] - padded[:, 2:]) / (2.0 * rising)
    to_chance[:, 0] = -to_chance[:, 1:] @ (-1.0) ** rising  # nothing lies below the range
    return to_density, to_chance
