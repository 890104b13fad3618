"""What a chart is drawn from, and what comes back: plain figures, with None for a withheld one.

A picture holds no figure that may not be shown: whatever is withheld is None before it gets here,
so nothing withheld can reach the drawing, its title, its description or its table.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

MarkKind = Literal["ceiling", "possible", "sticky_floor", "drag", "structural"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: its title, what it says in words, its table, and the drawing (SVG text).

    ``rows`` has one tuple for each row of the table, as many cells as ``headers``; the first cell
    names the row.
    """

    title: str
    description: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    svg: str


@dataclass(frozen=True, slots=True)
class LadderMark:
    """Where a ladder stops: the level below the mark, what kind of stop, and the word drawn.

    ``structural`` is a ladder that ends because no post above is open; the other kinds are
    findings about people, ``drag`` one of losing ground at every step alike.
    """

    level: str
    kind: MarkKind
    word: str


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One level: people at it, and the odds of being above it (people above for each one at it).

    None is a figure withheld or not known. Odds are finite and not negative.
    """

    level: str
    headcount: int | None
    odds: float | None = None
    reference_odds: float | None = None

    def __post_init__(self) -> None:
        """Refuse figures that cannot be drawn."""
        for figure in (self.headcount, self.odds, self.reference_odds):
            if figure is not None and not (math.isfinite(figure) and figure >= 0):
                raise ValueError(f"{self.level}: {figure} is not a count or finite odds")


@dataclass(frozen=True, slots=True)
class LadderPicture:
    """One profession's ladder, lowest level first.

    ``profession`` and ``reference`` are names in the plural as they stand mid-sentence, such as
    "allied health professionals" and "other clinicians".
    """

    title: str
    profession: str
    steps: tuple[LadderStep, ...]
    mark: LadderMark | None = None
    reference: str = "other clinicians"

    def __post_init__(self) -> None:
        """Refuse a ladder without steps, or a mark on a level that is not a step."""
        levels = [step.level for step in self.steps]
        if not levels:
            raise ValueError("a ladder needs at least one step")
        if self.mark is not None and self.mark.level not in levels:
            raise ValueError(f"the mark is at {self.mark.level}, which is not a step of the ladder")


@dataclass(frozen=True, slots=True)
class HeatMapCell:
    """One profession at one level: a figure, None for a withheld one, or below its entry level."""

    value: float | None
    below_entry: bool = False

    def __post_init__(self) -> None:
        """Refuse a figure that is negative or not finite, or that is below the entry level."""
        if self.value is not None and not (math.isfinite(self.value) and self.value >= 0):
            raise ValueError(f"{self.value} is not a count or a share")
        if self.below_entry and self.value is not None:
            raise ValueError("a level below entry holds no figure")


BELOW_ENTRY = HeatMapCell(value=None, below_entry=True)
WITHHELD = HeatMapCell(value=None)


@dataclass(frozen=True, slots=True)
class HeatMapMark:
    """A finding: drawn on the edge between this level and the one above it."""

    profession: str
    level: str
    kind: MarkKind
    word: str


@dataclass(frozen=True, slots=True)
class HeatMapPicture:
    """Professions by level, lowest level first.

    ``rows`` has the profession's name and one cell for each level. ``shows`` says what a cell
    is: ``headcount`` in people, or ``share`` from 0 to 1.
    """

    title: str
    levels: tuple[str, ...]
    rows: tuple[tuple[str, tuple[HeatMapCell, ...]], ...]
    marks: tuple[HeatMapMark, ...] = ()
    shows: Literal["headcount", "share"] = "headcount"

    def __post_init__(self) -> None:
        """Refuse an empty map, rows of the wrong length, and marks that are nowhere on it."""
        if not self.rows or not self.levels:
            raise ValueError("a heat map needs at least one profession and one level")
        for profession, cells in self.rows:
            if len(cells) != len(self.levels):
                raise ValueError(f"{profession} needs {len(self.levels)} cells, not {len(cells)}")
        professions = {profession for profession, _ in self.rows}
        for mark in self.marks:
            if mark.profession not in professions or mark.level not in self.levels:
                raise ValueError(f"no cell for the mark at {mark.profession}, {mark.level}")


@dataclass(frozen=True, slots=True)
class ContributionStep:
    """One step up from a level: people lost there beside the reference (negative: gained).

    None is a withheld figure. ``low`` and ``high`` are the ends of an interval, in people: both or
    neither, and neither when the figure is withheld.
    """

    level: str
    people: float | None
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        """Refuse half an interval, the interval of a withheld figure, and what is not finite."""
        given = [figure for figure in (self.people, self.low, self.high) if figure is not None]
        if not all(math.isfinite(figure) for figure in given):
            raise ValueError(f"{self.level}: people and the ends of an interval are finite")
        has_low, has_high = self.low is not None, self.high is not None
        if has_low != has_high or (has_low and self.people is None):
            raise ValueError(f"{self.level}: an interval has two ends and a figure between them")


@dataclass(frozen=True, slots=True)
class ContributionsPicture:
    """What each step costs one profession on the way to a destination such as "Band 8b or above".

    Names are in the plural as they stand mid-sentence. The steps are lowest first. ``costs_most``
    names the level whose step costs most when that may be said though figures are withheld.
    """

    title: str
    profession: str
    reference: str
    destination: str
    steps: tuple[ContributionStep, ...]
    costs_most: str | None = None

    def __post_init__(self) -> None:
        """Refuse a picture without steps, or a costliest level that is not one of them."""
        levels = [step.level for step in self.steps]
        if not levels:
            raise ValueError("a contributions chart needs at least one step")
        if self.costs_most is not None and self.costs_most not in levels:
            raise ValueError(f"{self.costs_most} is named as costliest but is not a step")


@dataclass(frozen=True, slots=True)
class ChanceStep:
    """The chance (0 to 1) of something by the end of a month in a level, and its interval."""

    month: int
    chance: float
    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse a chance that is none, and an interval that does not hold it."""
        if self.month < 1 or not 0 <= self.low <= self.chance <= self.high <= 1:
            raise ValueError(f"month {self.month}: a chance lies in its interval, from 0 to 1")


@dataclass(frozen=True, slots=True)
class ChanceCurve:
    """How a chance grows month by month for some people, named in the plural mid-sentence.

    The last step is the last month that was seen; without steps, nobody was followed.
    """

    name: str
    steps: tuple[ChanceStep, ...]

    def __post_init__(self) -> None:
        """Refuse months out of order and chances that fall."""
        for one, after in pairwise(self.steps):
            if after.month <= one.month or after.chance < one.chance:
                raise ValueError(f"{self.name}: months ascend, and a chance never falls")

    def by(self, month: int) -> ChanceStep | None:
        """Give the step in force at the end of a month; None after the last that was seen."""
        if not self.steps or month > self.steps[-1].month:
            return None
        before = [step for step in self.steps if step.month <= month]
        return before[-1] if before else None


@dataclass(frozen=True, slots=True)
class ChancesPicture:
    """How the chance of an outcome grows with time in a level: a profession beside others.

    ``by`` are the months that words and table name.
    """

    title: str
    outcome: Literal["promotion", "leaving"]
    level: str
    focus: ChanceCurve
    reference: ChanceCurve
    by: tuple[int, ...]

    def __post_init__(self) -> None:
        """Refuse a picture of nobody, and one that names no month."""
        if not self.focus.steps or not self.by:
            raise ValueError("chances need at least one month seen and one named")


@dataclass(frozen=True, slots=True)
class Rate:
    """Events for every 100 person-years, and the interval; finite and not negative."""

    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        if not (0 <= self.low <= self.value <= self.high and math.isfinite(self.high)):
            raise ValueError(f"{self} is not a rate inside a finite interval")


@dataclass(frozen=True, slots=True)
class TrendYear:
    """The rates of one calendar year; None where nobody was there to be promoted."""

    year: int
    focus: Rate | None
    reference: Rate | None


@dataclass(frozen=True, slots=True)
class TrendPicture:
    """Promotion rates year by year of a profession beside others, named as mid-sentence."""

    title: str
    level: str
    profession: str
    reference: str
    years: tuple[TrendYear, ...]

    def __post_init__(self) -> None:
        """Refuse a picture without a rate, and years out of order."""
        if not any(one.focus for one in self.years):
            raise ValueError("a trend needs a rate in one year at least")
        if any(after.year <= one.year for one, after in pairwise(self.years)):
            raise ValueError("the years of a trend ascend")
