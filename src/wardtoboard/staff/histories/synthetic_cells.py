"""What synthetic careers run on: who stands where at first, and who moves on how fast.

A cell is one level of one profession. From entry upwards every profession has the same chance of
promotion at the same level and time in level, but where a ceiling is planted: there the chance is
multiplied. The stock is the one these chances lead to in the long run, so that of those at or
above a level as many stand above it as the odds of the synthetic trust say (methods 1.2: above
over at is the rate of promotion over the rate of leaving). Entry levels differ by profession, in
size and not in chance: new starters make up the difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from wardtoboard.professions import Professions, load_professions
from wardtoboard.staff.calibration import BANDS, Calibration, load_calibration
from wardtoboard.staff.histories.vocabulary import Vocabulary

LEAVING = 0.009
"""Chance a month of leaving for good, the same everywhere."""

TENURE = np.repeat([0.4, 1.0, 1.5, 1.0, 0.6], [12, 12, 36, 60, 1])
"""Pull of each month in a level on the chance of promotion; the last stands for all after it."""

ROUNDS = 60
MANAGERS = "background_unknown"
REGISTRARS = ("ST3-5", "ST6-8")
"""The published table holds them together, as specialty registrars; half of them are each."""
MEDICAL_LADDER = (
    "FY1",
    "FY2",
    "Core training",
    *REGISTRARS,
    "Staff grade",
    "Specialty doctor",
    "Associate specialist",
    "Consultant",
    "Clinical lead",
    "Clinical director",
    "Deputy medical director",
    "Medical director",
)
MEDICAL_UP = (1, 2, 3, 4, 8, 8, 8, 8, 9, 10, 11, 12, -1)
BAND_UP = (*range(1, len(BANDS)), -1)
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PlantedFlow:
    """A profession (or family), the level it stops at, and the ratio of its monthly chances.

    At that level, at any time in it, its chance of promotion is `hazard_ratio` times that of
    every other profession.
    """

    profession: str
    level: str
    hazard_ratio: float


@dataclass(frozen=True, slots=True)
class Cells:
    """Columns with one row a cell, cells of one group together and from the lowest level.

    `group` counts through `groups`: professions, then managers of unknown background. `up` is the
    cell a promotion leads to and `down` that of a demotion, -1 for none. `state` is a number of a
    Vocabulary. `stock` is the share of everyone who stands in the cell at first, `starts` the
    share of a group's new starters who come in at it. `chance[cell, t]` is the chance of promotion
    in a month after t months in the level, the last column standing for all longer times;
    `settled[cell, t]` is the share of the cell's people who have been there t months or fewer.
    """

    groups: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    group: NDArray[np.int8]
    up: NDArray[np.int16]
    down: NDArray[np.int16]
    state: NDArray[np.int32]
    stock: Floats
    starts: Floats
    chance: NDArray[np.float32]
    settled: Floats

    def number(self, group: str, level: str) -> int:
        """Give the number of a cell, or -1 where the group has no such level."""
        return self.names.index((group, level)) if (group, level) in self.names else -1


def build_cells(on: date, vocabulary: Vocabulary, planted: Sequence[PlantedFlow]) -> Cells:
    """Give the cells of every group in the calibration, with ceilings planted in some."""
    calibration = load_calibration()
    professions = load_professions(on)
    common = calibration.common_odds()
    common[BANDS[0]] = min(calibration.entry_odds(one) for one in calibration.professions)
    doctors = _medical_shares(calibration, "doctor")
    bands = _rates(_shares([common[band] for band in BANDS[:-1]]), BAND_UP)
    grades = _rates(doctors, MEDICAL_UP)
    parts = [
        *(
            _banded(one, calibration, professions, bands, planted)
            for one in calibration.professions
        ),
        *(
            _Part(one, MEDICAL_LADDER, MEDICAL_UP, _medical_shares(calibration, one), grades)
            for one in calibration.medical
        ),
        _Part(MANAGERS, BANDS, BAND_UP, _listed(calibration.managers.shares, BANDS), bands),
    ]
    sized = (*calibration.professions.values(), *calibration.medical.values(), calibration.managers)
    fte = np.array([one.fte for one in sized])
    return _joined(parts, _as_shares(fte), vocabulary)


@dataclass(frozen=True, slots=True)
class _Part:
    """One group: its levels, where promotion leads, shares, rates, and what is planted."""

    group: str
    levels: Sequence[str]
    up: Sequence[int]
    shares: Floats
    rates: Floats
    planted: Mapping[str, float] | None = None

    @property
    def ratios(self) -> Floats:
        return np.array([(self.planted or {}).get(level, 1.0) for level in self.levels])

    @property
    def starts(self) -> Floats:
        """Share of starters by level: whoever promotion does not bring, so that stock holds."""
        rates = self.rates * self.ratios
        needed = (rates + LEAVING) * self.shares
        for level, above in enumerate(self.up):
            if above >= 0:
                needed[above] -= rates[level] * self.shares[level]
        needed = np.maximum(needed, 0.0)
        return _as_shares(needed)


def _banded(
    group: str,
    calibration: Calibration,
    professions: Professions,
    rates: Floats,
    planted: Sequence[PlantedFlow],
) -> _Part:
    """Give a profession that climbs the bands, from its own entry level."""
    entry = BANDS.index(professions.get(group).entry_level)
    ratios = {
        one.level: one.hazard_ratio for one in planted if professions.is_in(group, one.profession)
    }
    odds = calibration.common_odds() | {BANDS[0]: calibration.entry_odds(group)}
    shares = _shares([odds[band] * ratios.get(band, 1.0) for band in BANDS[entry:-1]])
    up = BAND_UP[: len(BANDS) - entry - 1]
    return _Part(group, BANDS[entry:], (*up, -1), shares, rates[entry:], ratios)


def _shares(odds: Sequence[float]) -> Floats:
    """Give the share at each level, the last included, from the odds of being above each."""
    above = np.cumprod([1.0, *(one / (1.0 + one) for one in odds)])
    shares: Floats = above - np.append(above[1:], 0.0)
    return shares


def _medical_shares(calibration: Calibration, group: str) -> Floats:
    """Give the share at each grade; some consultant doctors hold leadership posts."""
    published = calibration.medical[group].shares
    registrars = dict.fromkeys(REGISTRARS, published["Specialty registrar"] / len(REGISTRARS))
    shares = _listed({**published, **registrars}, MEDICAL_LADDER)
    if group == "doctor":
        common = calibration.common_odds()
        lead, directors = calibration.leadership.values()
        climbed = _shares([common["Band 8d"], common["Band 9"]])
        consultant = MEDICAL_LADDER.index("Consultant")
        posts = np.array([1.0 - lead - directors, lead, *(directors * climbed)])
        shares[consultant:] = shares[consultant] * posts
    return shares


def _listed(shares: Mapping[str, float], levels: Sequence[str]) -> Floats:
    listed = np.array([shares.get(level, 0.0) for level in levels])
    return _as_shares(listed)


def _as_shares(sizes: Floats) -> Floats:
    shares: Floats = sizes / sizes.sum()
    return shares


def _rates(shares: Floats, up: Sequence[int]) -> Floats:
    """Give the monthly rates of promotion that keep the shares where nobody starts higher up."""
    rates = np.zeros(len(shares))
    for level in reversed(range(len(shares))):
        feeders = [below for below, above in enumerate(up) if above == level]
        if feeders:
            rates[feeders] = (rates[level] + LEAVING) * shares[level] / shares[feeders].sum()
    return rates


def _joined(parts: Sequence[_Part], sizes: Floats, vocabulary: Vocabulary) -> Cells:
    names = tuple((part.group, level) for part in parts for level in part.levels)
    firsts = np.cumsum([0, *(len(part.levels) for part in parts)])[:-1]
    up = np.concatenate(
        [
            [above + first if above >= 0 else -1 for above in part.up]
            for part, first in zip(parts, firsts, strict=True)
        ]
    ).astype(np.int16)
    base = _by_tenure(np.concatenate([part.rates for part in parts]))
    chance = base * np.concatenate([part.ratios for part in parts])[:, None]
    return Cells(
        groups=tuple(part.group for part in parts),
        names=names,
        group=np.repeat(np.arange(len(parts)), [len(part.levels) for part in parts]).astype(
            np.int8
        ),
        up=up,
        down=_down(up),
        state=np.array([_state(vocabulary, *name) for name in names], np.int32),
        stock=np.concatenate([part.shares * size for part, size in zip(parts, sizes, strict=True)]),
        starts=np.concatenate([part.starts for part in parts]),
        chance=chance.astype(np.float32),
        settled=np.cumsum(_occupancy(chance), axis=1),
    )


def _down(up: NDArray[np.int16]) -> NDArray[np.int16]:
    """Give the cell below each that one other leads to; several below, and nobody steps down."""
    down = np.full(len(up), -1, np.int16)
    targets, places, feeders = np.unique(up, return_index=True, return_counts=True)
    is_only = (targets >= 0) & (feeders == 1)
    down[targets[is_only]] = places[is_only]
    return down


def _state(vocabulary: Vocabulary, group: str, level: str) -> int:
    return vocabulary.state(None if group == MANAGERS else group, level)


def _by_tenure(rates: Floats) -> Floats:
    """Give chances by time in level whose mean over the people of a cell is the cell's rate."""
    chance: Floats = rates[:, None] * TENURE
    for _ in range(ROUNDS):
        mean = (_occupancy(chance) * chance).sum(axis=1)
        chance = chance * np.divide(rates, mean, out=np.ones_like(rates), where=mean > 0.0)[:, None]
    return chance


def _occupancy(chance: Floats) -> Floats:
    """Give the share of a cell's people at each time in level, in the long run."""
    going = chance + LEAVING
    stayed = np.cumprod(1.0 - going, axis=1)
    at = np.hstack([np.ones((len(chance), 1)), stayed[:, :-1]])
    at[:, -1] /= going[:, -1]
    shares: Floats = at / at.sum(axis=1, keepdims=True)
    return shares
