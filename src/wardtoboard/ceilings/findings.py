"""A finding: what is said of one profession at one level, with everything behind it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any, Literal

from wardtoboard.ceilings.classify import Label
from wardtoboard.ceilings.estimands import Measures

Grade = Literal["A", "B", "C", "D"]
Position = Literal["floor", "mid-level bottleneck", "ceiling"]

GRADES: dict[Grade, str] = {
    "A": "careers over time, adjusted for time in the level, hours, site and year",
    "B": "promotions and leavers as observed",
    "C": "one headcount table",
    "D": "one table of full-time equivalents, read as if it were headcount",
}


@dataclass(frozen=True, slots=True)
class Ratio:
    """A continuation odds ratio and its interval; None where undefined or without an end."""

    value: float | None
    low: float | None
    high: float | None

    def to_dict(self) -> dict[str, float | None]:
        """Give value, low and high."""
        return {"value": self.value, "low": self.low, "high": self.high}


def finite(figure: float) -> float | None:
    """Turn nan and infinity into None."""
    return figure if math.isfinite(figure) else None


def ratio(value: float, low: float, high: float) -> Ratio:
    """Build a Ratio, turning nan and infinity into None."""
    return Ratio(finite(value), finite(low), finite(high))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same step against another reference: who, how many, and the ratio."""

    reference: str
    reference_at: int
    reference_above: int
    cor: Ratio
    p: float | None

    def to_dict(self) -> dict[str, Any]:
        """Give the comparison by name."""
        return {
            "reference": self.reference,
            "reference_at": self.reference_at,
            "reference_above": self.reference_above,
            "cor": self.cor.to_dict(),
            "p": self.p,
        }


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How far the ratio moves under one other assumption; `low` and `high` bound it."""

    name: Literal["ladder", "growth", "unknown_background", "all_seats"]
    says: str
    low: float | None
    high: float | None
    changes_the_answer: bool

    def to_dict(self) -> dict[str, Any]:
        """Give the sensitivity by name."""
        return {
            "name": self.name,
            "says": self.says,
            "low": self.low,
            "high": self.high,
            "changes_the_answer": self.changes_the_answer,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One profession at one level of one organisation.

    Counts are people. `cor` is the continuation odds ratio against all other clinical
    professions, `mle` its conditional maximum likelihood estimate, `p` its two-sided mid-P value,
    `p_fisher` the exact one, `q` the former adjusted for the testable steps of the
    organisation (None when untested). `chances` are the probabilities of a material shortfall
    under the prior spreads of the settings. `family` is the id of the family of professions the
    finding was tested in.
    """

    organisation: str
    date: str
    profession: str
    level: str
    label: Label
    grade: Grade
    at: int
    above: int
    reference_at: int
    reference_above: int
    cor: Ratio
    mle: float | None
    p: float | None
    p_fisher: float | None
    q: float | None
    position: Position | None
    family: str
    measures: Measures
    chances: tuple[float, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    sensitivities: tuple[Sensitivity, ...] = ()
    caveats: tuple[str, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """Give the finding as the command line prints it; what is unknown is None."""
        return {
            "organisation": self.organisation,
            "date": self.date,
            "profession": self.profession,
            "level": self.level,
            "label": self.label,
            "grade": self.grade,
            "at": self.at,
            "above": self.above,
            "reference_at": self.reference_at,
            "reference_above": self.reference_above,
            "cor": self.cor.to_dict(),
            "mle": self.mle,
            "p": self.p,
            "p_fisher": self.p_fisher,
            "q": self.q,
            "position": self.position,
            "family": self.family,
            "measures": self.measures.to_dict(),
            "chances": list(self.chances),
            "comparisons": [comparison.to_dict() for comparison in self.comparisons],
            "sensitivities": [sensitivity.to_dict() for sensitivity in self.sensitivities],
            "caveats": list(self.caveats),
        }
