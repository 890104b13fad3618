"""What a person read before they changed it, so that nobody undoes another's change unseen."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from hashlib import sha256

from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard.boards.facts import Board
from wardtoboard.boards.register.written import board_to_toml
from wardtoboard_web.boards.models import BoardSeat
from wardtoboard_web.boards.seat_rows import row_values, seat_of

DIGITS = 16
"""How much of a digest a page sends back: two editors are to be told apart, not attackers."""


class ChangedSinceError(FaultyTableError):
    """What is to be changed no longer says what the person read; nothing was written."""


def register_digest(board: Board) -> str:
    """Give a short digest of a whole register: another one as soon as anything of it changes."""
    return sha256(board_to_toml(board).encode()).hexdigest()[:DIGITS]


def details_digest(board: Board) -> str:
    """Give a short digest of what holds for a board as a whole, whoever sits on it."""
    return register_digest(replace(board, seats=(), governors=(), instruments=()))


def seat_digest(row: BoardSeat) -> str:
    """Give a short digest of a seat: another one as soon as anything of it changes."""
    said = json.dumps(row_values(seat_of(row)), sort_keys=True, default=date.isoformat)
    return sha256(said.encode()).hexdigest()[:DIGITS]


def changed(what: str, *, do: str) -> ChangedSinceError:
    """Give the error for what has changed, "this seat since you opened it", and what to do."""
    return ChangedSinceError([Fault(what=f"somebody changed {what}", do=do)])
