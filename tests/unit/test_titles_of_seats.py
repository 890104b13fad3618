"""A seat without a title is called by its role, wherever it is read; and days that cannot be."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders.board_files import CHAIR, SEAT_OF_CHIEF, board_of, row, table_of
from wardtoboard.base.dates_in_cells import EARLIEST, LATEST
from wardtoboard.boards.facts import NEVER, BodyKind, Role, Seat, SeatKind
from wardtoboard.boards.register.board_checks import DATES, MAY_BE_NEVER, seat_problems
from wardtoboard.boards.register.reading import read_board
from wardtoboard.boards.register.titles import TITLES, titled

SEAT = Seat("Ann Lee", "", Role.CHIEF_EXECUTIVE, SeatKind.EXECUTIVE)


def problems(seat):
    return list(seat_problems({1: seat}, str))


def test_a_table_may_leave_the_title_to_the_role(tmp_path):
    path = table_of(tmp_path / "board.csv", row(CHAIR), row(title=" "))
    board = read_board(path, bodies=frozenset({BodyKind.NHS_TRUST}))
    assert board.seats[1].title == "Chief executive"


def test_toml_may_leave_the_title_to_the_role(tmp_path):
    blank = SEAT_OF_CHIEF.replace("Chief Executive", "")
    board = read_board(board_of(tmp_path / "board.toml", blank))
    assert board.seats[1].title == "Chief executive"


@pytest.mark.parametrize("role", Role)
def test_every_role_but_another_says_what_the_seat_is(role):
    assert bool(titled(replace(SEAT, role=role)).title) == (role is not Role.OTHER)
    assert titled(replace(SEAT, role=role, title="Boss")).title == "Boss"
    assert (role in TITLES) == (role is not Role.OTHER)


def test_another_role_without_a_title_is_refused():
    [found] = problems(replace(SEAT, role=Role.OTHER))
    assert (found.key, found.what) == ("title", "a title is needed where the role is other")


TOO_FAR = [EARLIEST.replace(day=4), date(2101, 1, 1), date.max]


@pytest.mark.parametrize(
    ("name", "day"),
    [
        *((name, day) for name in DATES for day in TOO_FAR),
        *((name, NEVER) for name in DATES if name not in MAY_BE_NEVER),
    ],
)
def test_a_day_that_no_file_may_have_is_refused(name, day):
    found = problems(replace(SEAT, **{name: day}))[0]
    assert found.what == "the date is too early or too late to be right"
    assert found.do == "Use a date from 5 July 1948 to 31 December 2100."
    assert found.key == {"start": "from", "end": "to"}.get(name, name)


@pytest.mark.parametrize("day", [EARLIEST, LATEST])
def test_the_first_and_last_day_of_files_may_be(day):
    assert not problems(replace(SEAT, start=day, end=day, fit_and_proper=day))


@pytest.mark.parametrize("name", sorted(MAY_BE_NEVER))
def test_what_never_happened_may_be(name):
    assert not problems(replace(SEAT, **{name: NEVER}))


def test_a_suspension_without_end_in_sight_is_refused_beside_others_of_the_role():
    one = replace(SEAT, title="Chief", suspended_from=date(2026, 4, 1), suspended_to=date.max)
    other = replace(SEAT, title="Chief", person="Bo Ray")
    [found] = seat_problems({1: one, 2: other}, str)
    assert (found.position, found.key) == (1, "suspended_to")
