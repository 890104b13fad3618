"""What a bad board is: how to make it, what is said of it, and words that many are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from builders.board_files import CHAIR, SEAT_OF_CHIEF, board_of, row, table_of
from wardtoboard.base.errors import FaultyTableError, UserError
from wardtoboard.boards.facts import BodyKind

PUT_RIGHT = "Put one of the two right."
END_FIRST = "Give one of them a last day before the other's first"
BODIES = ", ".join(BodyKind)
NAME_ONE = "Name one kind of trust or board, and beside an NHS trust what else it is."
YES_OR_NO = "Write yes or no, or leave it empty."
WRITE_DATE = "Write it as day/month/year (31/03/2026) or year-month-day (2026-03-31)."


@dataclass(frozen=True)
class Bad:
    """A board with a fault: what it is about, how to write it, and the exact sentence."""

    about: str
    build: Callable[[Path], Path]
    sentence: str
    error: type[UserError] = FaultyTableError


def a_row(**changes: str) -> Callable[[Path], Path]:
    """Write the chair and a chief executive with some cells changed, who is in row 3."""
    return lambda d: table_of(d / "board.csv", row(CHAIR), row(**changes))


def rows(*seats: dict[str, str]) -> Callable[[Path], Path]:
    return lambda d: table_of(d / "board.csv", *seats)


def toml(*parts: str, **changes: str | None) -> Callable[[Path], Path]:
    """Write a board as TOML with the chair as its first seat."""
    return lambda d: board_of(d / "board.toml", *parts, **changes)


def a_seat(line: str) -> Callable[[Path], Path]:
    """Write the chair, and a chief executive's seat with one line more, which is seat 2."""
    return toml(SEAT_OF_CHIEF, line)
