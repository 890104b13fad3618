"""What a board that is planned must meet, as rows of an integer programme and as needs of seats."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wardtoboard.base.citations import Citation
from wardtoboard.boards.findings import Severity
from wardtoboard.boards.plan.options import Option

Fits = Callable[[Option], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule in force, or a target of whoever asks; a target has neither severity nor citation.

    `is_own` where the organisation's own order or constitution gives the number, `is_unconfirmed`
    where a value behind it has not been checked at its source.
    """

    id: str
    statement: str
    severity: Severity | None = None
    citation: Citation | None = None
    is_own: bool = False
    is_unconfirmed: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Give the condition as plain JSON."""
        return {
            "rule": self.id if self.severity else None,
            "target": None if self.severity else self.id,
            "statement": self.statement,
            "severity": self.severity.value if self.severity else None,
            "citation": str(self.citation) if self.citation else None,
            "unconfirmed": self.is_unconfirmed,
            "own": self.is_own,
        }


@dataclass(frozen=True, slots=True)
class Row:
    """A weighted count of the options taken (weights by column) that lies between two numbers."""

    weights: Mapping[int, float]
    low: float = -math.inf
    high: float = math.inf


@dataclass(frozen=True, slots=True)
class Need:
    """What a number of seats of a board must bring, in words and as a question of an option.

    `number` is asked of the whole board. `rather` are the options to look to first; `apart` names
    a need that another seat must meet.
    """

    words: str
    fits: Fits
    number: Callable[[Sequence[Option]], float] = lambda _: 1
    rather: Fits = lambda _: True
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """What one condition asks of the options: rows for the programme, and needs of seats.

    Without rows it asks nothing. `is_to_check` where a board that keeps the rows may still fail the
    condition, for facts that a plan does not have; `to_check` then says what, if not as the law.
    """

    rows: tuple[Row, ...] = ()
    needs: tuple[Need, ...] = ()
    is_to_check: bool = False
    to_check: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition with what it asks of the options."""

    condition: Condition
    demand: Demand


def at_least(options: Sequence[Option], number: float, fits: Fits, words: str = "") -> Demand:
    """Ask for a number of directors who fit; with words it is a need of their seats."""
    row = Row(weights(options, fits), low=number)
    return Demand((row,), (Need(words, fits, lambda _: number),) if words else ())


def at_most(options: Sequence[Option], number: float, fits: Fits) -> Row:
    """Allow no more than a number of directors who fit."""
    return Row(weights(options, fits), high=number)


def weights(options: Sequence[Option], fits: Fits) -> dict[int, float]:
    """Give how many directors each option that fits is counted as, by its column."""
    return {
        column: option.director.counts_as for column, option in enumerate(options) if fits(option)
    }


def together(demands: Iterable[Demand]) -> Demand:
    """Ask for all of these at once."""
    every = list(demands)
    rows = tuple(row for one in every for row in one.rows)
    return Demand(rows, tuple(need for one in every for need in one.needs))
