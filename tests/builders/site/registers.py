"""Registers of boards for tests of the site."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from wardtoboard.boards.facts import Board, BodyKind, Governor, Instrument, Role, Seat, SeatKind
from wardtoboard.boards.synthetic import synthetic_board
from wardtoboard_web.accounts.models import Person
from wardtoboard_web.boards import actions
from wardtoboard_web.organisations.models import Organisation
from wardtoboard_web.organisations.scope import in_organisation

DAY = date(2026, 4, 1)
INSTRUMENT = Instrument(
    rule="NHST-MAX-NED",
    params={"max_ned": 8.0},
    start=date(2020, 4, 1),
    source="The Northmoor University Hospitals (Establishment) Order",
    place="article 3",
)


def seat(person: str = "Ann Lee", title: str = "Director of therapies", **changes: Any) -> Seat:
    """A seat of an executive director from 1 April 2024, of whom little else is known."""
    base = Seat(person, title, Role.OTHER, SeatKind.EXECUTIVE, True, start=date(2024, 4, 1))
    return replace(base, **changes)


def full_board(day: date = DAY) -> Board:
    """The fictional trust's board, with a governor and a number of its own."""
    board = synthetic_board(BodyKind.NHS_TRUST, day)
    governor = Governor("Martha Pennington-Dale", "Public: Northmoor", date(2024, 4, 1))
    return replace(board, governors=(governor,), instruments=(INSTRUMENT,))


def put_in(organisation: Organisation, by: Person, board: Board | None = None) -> Board:
    """Make a board the organisation's register."""
    made = board or full_board()
    with in_organisation(organisation):
        actions.replace_register(by=by, organisation=organisation, board=made)
    return made
