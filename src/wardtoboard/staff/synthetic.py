"""A fictional trust whose ceilings are known, because we put them there.

Each profession has its own size and its own split at Band 5, as in England in 2017. From
Band 6 upwards every profession has the same odds of being above a level rather than at it, those
of all professions together, so no profession is ahead or behind but where a ceiling is planted.
Heads are drawn up the ladder, level by level: of those at or above a level, a binomial number
stands above it. A planted ceiling multiplies the odds at its level for its profession alone, so
its continuation odds ratio against the professions without one is exactly what was planted
(methods 1.2, E4). Psychologists start at Band 6. Social workers have no post above Band 7.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from wardtoboard.professions import REASONS, load_professions
from wardtoboard.staff.calibration import BANDS, Calibration, load_calibration
from wardtoboard.staff.rows import Post, StaffRow, StaffTable, Unplaced
from wardtoboard.staff.synthetic_posts import funded_posts

TRUST_DATE = date(2026, 3, 31)
PART_TIME_SHARE = 0.3
PART_TIME_HOURS = 0.6

NULL_STEPS = (1.5, 1.0, 0.786, 0.429, 0.429, 0.333)
"""Odds of being above each of the first six steps: 45 of 340 stand at or above the fourth."""


@dataclass(frozen=True, slots=True)
class PlantedCeiling:
    """A profession (or family), the level it stops at, and the true continuation odds ratio."""

    profession: str
    level: str
    odds_ratio: float


@dataclass(frozen=True, slots=True)
class LadderEnd:
    """A profession and the highest level that has a funded post open to it."""

    profession: str
    level: str


PLANTED = (PlantedCeiling("ahp", "Band 8a", 0.15), PlantedCeiling("midwife", "Band 7", 0.2))
LADDER_ENDS = (LadderEnd("social_worker", "Band 7"),)


@dataclass(frozen=True, slots=True)
class SyntheticTrust:
    """The people and posts of a fictional trust, and the truth about them.

    `common_odds` are the odds of being above each level that hold for every profession from
    Band 6 where nothing is planted and no ladder ends.
    """

    rows: tuple[StaffRow, ...]
    unplaced: tuple[Unplaced, ...]
    establishment: tuple[Post, ...]
    planted: tuple[PlantedCeiling, ...]
    ladder_ends: tuple[LadderEnd, ...]
    common_odds: Mapping[str, float]

    @property
    def table(self) -> StaffTable:
        """Give the trust as if it had been read from a file of headcounts."""
        return StaffTable(
            rows=self.rows,
            unplaced=self.unplaced,
            holds_fte_only=False,
            rows_read=len(self.rows) + len(self.unplaced),
            sources=("the synthetic trust",),
        )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where and when rows are, and the generator they are drawn from."""

    organisation: str
    on: date
    rng: np.random.Generator

    def row(self, profession: str, level: str, heads: int) -> StaffRow:
        """Give a row of so many people, some of them part-time."""
        fewer_hours = (1.0 - PART_TIME_HOURS) * int(self.rng.binomial(heads, PART_TIME_SHARE))
        fte = round(heads - fewer_hours, 2)
        return StaffRow(self.organisation, self.on, profession, level, heads, fte)


def synthetic_trust(
    seed: int,
    organisation: str = "X1ZZ",
    on: date = TRUST_DATE,
    *,
    clinicians: int = 5_000,
) -> SyntheticTrust:
    """Draw the fictional trust of a seed; the same arguments always give the same trust.

    `clinicians` is how many doctors and members of other professions it has, to within rounding;
    managers of unknown background come on top.
    """
    calibration = load_calibration()
    place = _Place(organisation, on, np.random.Generator(np.random.PCG64(seed)))
    groups = (*calibration.professions.values(), *calibration.medical.values())
    scale = clinicians / sum(one.fte for one in groups)
    rows = (*_banded(place, calibration, scale), *_medical(place, calibration, scale))
    ends = {end.profession: end.level for end in LADDER_ENDS}
    return SyntheticTrust(
        rows=rows,
        unplaced=_managers(place, calibration, scale),
        establishment=funded_posts(place.rng, rows, ends),
        planted=PLANTED,
        ladder_ends=LADDER_ENDS,
        common_odds=calibration.common_odds(),
    )


def climb(rng: np.random.Generator, people: int, odds: Sequence[float]) -> NDArray[np.int64]:
    """Draw how many of `people` stand at each of len(odds) + 1 levels, from the lowest.

    `odds[i]` are the odds of being above level i for a person at or above it; the last level
    takes everyone who is left.
    """
    heads = np.zeros(len(odds) + 1, dtype=np.int64)
    left = people
    for level, chance in enumerate(odds):
        above = int(rng.binomial(left, chance / (1.0 + chance)))
        heads[level] = left - above
        left = above
    heads[-1] = left
    return heads


def _banded(place: _Place, calibration: Calibration, scale: float) -> list[StaffRow]:
    professions = load_professions(place.on)
    common = calibration.common_odds()
    rows = []
    for sized in calibration.professions.values():
        start = BANDS.index(professions.get(sized.id).entry_level)
        factors = {
            planted.level: planted.odds_ratio
            for planted in PLANTED
            if professions.is_in(sized.id, planted.profession)
        } | {end.level: 0.0 for end in LADDER_ENDS if end.profession == sized.id}
        own = common | {BANDS[0]: calibration.entry_odds(sized.id)}
        odds = [own[band] * factors.get(band, 1.0) for band in BANDS[start:-1]]
        heads = climb(place.rng, round(sized.fte * scale), odds)
        rows += [
            place.row(sized.id, band, int(count))
            for band, count in zip(BANDS[start:], heads, strict=True)
            if count
        ]
    return rows


def _medical(place: _Place, calibration: Calibration, scale: float) -> list[StaffRow]:
    """Draw doctors and dentists by grade; some consultant doctors hold leadership posts."""
    rows = []
    for sized in calibration.medical.values():
        shares = np.array(list(sized.shares.values()))
        drawn = place.rng.multinomial(round(sized.fte * scale), shares / shares.sum())
        heads = dict(zip(sized.shares, (int(count) for count in drawn), strict=True))
        if sized.id == "doctor":
            heads |= _leaders(place.rng, heads["Consultant"], calibration)
        rows += [place.row(sized.id, grade, count) for grade, count in heads.items() if count]
    return rows


def _leaders(
    rng: np.random.Generator, consultants: int, calibration: Calibration
) -> dict[str, int]:
    """Split consultants by leadership post.

    A clinical director is compared with Band 8d and a deputy medical director with Band 9, so
    they have those levels' odds of being above.
    """
    common = calibration.common_odds()
    chances = list(calibration.leadership.values())
    without, leads, directors = (
        int(count) for count in rng.multinomial(consultants, [1.0 - sum(chances), *chances])
    )
    climbed = climb(rng, directors, [common["Band 8d"], common["Band 9"]])
    clinical, deputy, medical = (int(count) for count in climbed)
    return {
        "Consultant": without,
        "Clinical lead": leads,
        "Clinical director": clinical,
        "Deputy medical director": deputy,
        "Medical director": medical,
    }


def _managers(place: _Place, calibration: Calibration, scale: float) -> tuple[Unplaced, ...]:
    sized = calibration.managers
    shares = np.array(list(sized.shares.values()))
    drawn = place.rng.multinomial(round(sized.fte * scale), shares / shares.sum())
    return tuple(
        Unplaced(
            organisation=place.organisation,
            date=place.on,
            reason="background_unknown",
            why=REASONS["background_unknown"],
            what=f"Managers, {level}",
            level=level,
            headcount=int(count),
            fte=place.row("manager", level, int(count)).fte,
            rows=1,
        )
        for level, count in zip(sized.shares, drawn, strict=True)
        if count
    )


def null_trust(
    seed: int,
    sizes: Sequence[int] = (1300, 340, 180, 95, 65, 30),
    *,
    planted: tuple[int, int, float] | None = None,
) -> NDArray[np.int64]:
    """Draw a trust without ceilings: heads by profession (rows) and step (7 columns).

    Every profession climbs with the same odds, so any ceiling found is a false one. `planted` is
    (row, column, odds ratio) of one true ceiling. Source: methods 1.6.
    """
    rng = np.random.Generator(np.random.PCG64(seed))
    odds = np.tile(np.array(NULL_STEPS), (len(sizes), 1))
    if planted is not None:
        row, column, ratio = planted
        odds[row, column] *= ratio
    drawn = [climb(rng, size, list(steps)) for size, steps in zip(sizes, odds, strict=True)]
    return np.stack(drawn)
