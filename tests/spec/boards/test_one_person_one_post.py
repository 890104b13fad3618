"""One person and one post, however a name is cased; and one answer to who is suspended on a day.

The trust has a chair, five executives and six other non-executives.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders.board_law import found, own, status
from builders.boards import TODAY, Table, board, but, without
from wardtoboard.boards.facts import (
    Board,
    Role,
    Seat,
    first_day_on,
    is_suspended_on,
    name_key,
)
from wardtoboard.boards.headroom.free_seats import COULD_BE_MADE
from wardtoboard.boards.headroom.headroom import headroom
from wardtoboard.boards.headroom.ways import Way
from wardtoboard.boards.places import places_at
from wardtoboard.boards.plan import Target, plan_board
from wardtoboard.boards.register.board_checks import seat_problems

TABLE = Table()


def problems(*seats: Seat) -> list[str]:
    """Give what the checks of a register find in seats."""
    return [one.what for one in seat_problems(dict(enumerate(seats)), str)]


def could_be_made(a_board: Board, way: Way) -> int | None:
    """Give how many seats of one way to the table could surely be made."""
    seats = headroom(a_board, TODAY).seats
    return next(one.at_least for one in seats if one.way is way and one.what == COULD_BE_MADE)


def test_a_name_is_one_however_it_is_cased():
    assert name_key("Ann ASH") == name_key("ann ash")
    assert name_key("Ann Ash") != name_key("Anna Ash")


# One person


def ann(second: str) -> tuple[Seat, Seat]:
    """Give two terms, one after the other, the later under a name as it is cased there."""
    before = TABLE.non_executive("Ann Ash", start=date(2017, 1, 1), end=date(2019, 12, 31))
    now = TABLE.non_executive(second, start=date(2020, 1, 1), end=date(2028, 1, 1))
    return before, now


@pytest.mark.parametrize("second", ["Ann Ash", "ann ash"])
def test_years_on_the_board_run_from_the_first_term(second):
    before, now = ann(second)
    trust = without(TABLE.trust(before, now), "Lay 1")
    assert first_day_on(trust, now) == date(2017, 1, 1)
    finding = found("CODE23-TENURE6", trust)
    assert finding.because == f"{second} serves for more than 6 years without a review."
    dates = headroom(trust, TODAY).terms.dates
    assert [(one.what, one.on) for one in dates if one.person == second] == [
        ("nine-year limit", date(2026, 1, 1))
    ]


def test_the_checks_hold_the_two_terms_to_be_one_persons():
    before, now = ann("ann ash")
    assert problems(before, now) == []
    at_once = "the person is in two seats at once, the other in 0"
    assert problems(replace(before, end=None), now) == [at_once]


def test_a_first_day_is_that_of_any_seat_of_a_director():
    _, now = ann("Ann Ash")
    guest = TABLE.attendee("Ann Ash", start=date(2010, 1, 1), end=date(2016, 12, 31))
    assert first_day_on(board([guest, now]), now) == date(2020, 1, 1)
    untold = TABLE.executive("ANN ASH", start=None, end=date(2019, 12, 31))
    assert first_day_on(board([untold, now]), now) is None


def test_a_first_appointment_that_is_told_stands_over_the_terms():
    told = TABLE.non_executive("Ann Ash", first_appointed=date(2015, 5, 1))
    assert first_day_on(board([*ann("Ann Ash"), told]), told) == date(2015, 5, 1)


# One post


def holders(a_board: Board) -> list[Seat]:
    """Give the seats of the chief executives."""
    return [seat for seat in a_board.seats if seat.role is Role.CHIEF_EXECUTIVE]


@pytest.mark.parametrize("post", ["Joint CEO", "joint CEO"])
def test_two_who_share_a_post_are_one_executive(post):
    sharer = TABLE.executive("Other half", Role.CHIEF_EXECUTIVE, post=post)
    trust = but(TABLE.trust(sharer), "Chief", post="Joint CEO")
    assert problems(*holders(trust)) == []
    assert status("NHST-MAX-ED", trust) == "met"
    assert could_be_made(trust, Way.EXECUTIVE) == 0
    shared = [[seat.person for seat in one.held] for one in places_at(trust, TODAY)]
    assert ["Chief", "Other half"] in shared


def test_two_posts_of_different_names_are_two_executives():
    other = TABLE.executive("Other", Role.CHIEF_EXECUTIVE, post="Second CEO")
    trust = but(TABLE.trust(other), "Chief", post="Joint CEO")
    assert problems(*holders(trust)) == ["there are two of this role at once, the other in 0"]
    assert status("NHST-MAX-ED", trust) == "not_met"


def test_posts_are_shared_whatever_is_written_between_them():
    shared = {
        "Chief": "joint A",
        "Finance": "Joint B",
        "Doctor": "joint b",
        "Operations": "Joint A",
    }
    trust = TABLE.trust()
    for person, post in shared.items():
        trust = but(trust, person, post=post)
    assert could_be_made(trust, Way.EXECUTIVE) == 2
    assert found("NHST-MAX-ED", trust).because.startswith("There are 3 executive directors")


# Suspended on a day


SUSPENDED = TABLE.non_executive("Lay 1", suspended_from=TODAY, suspended_to=date(2024, 7, 3))


@pytest.mark.parametrize(
    ("day", "is_suspended"),
    [
        (date(2024, 6, 2), False),
        (TODAY, True),
        (date(2024, 7, 3), True),
        (date(2024, 7, 4), False),
    ],
)
def test_a_suspension_is_from_its_first_day_to_its_last(day, is_suspended):
    assert is_suspended_on(SUSPENDED, day) is is_suspended


def test_a_suspension_without_a_last_day_goes_on():
    assert is_suspended_on(TABLE.chair(suspended_from=TODAY), date(2034, 6, 3))
    assert not is_suspended_on(TABLE.chair(), TODAY)


@pytest.mark.parametrize(
    ("first", "last", "is_suspended"),
    [
        (TODAY, TODAY, True),
        (date(2024, 6, 4), None, False),
        (date(2024, 5, 1), None, True),
        (date(2024, 5, 1), date(2024, 6, 2), False),
    ],
)
def test_the_law_the_free_seats_and_a_plan_hold_the_same_people_suspended(
    first, last, is_suspended
):
    order = own("NHST-MAX-NED", max_ned=5, grows_while_suspended=1)
    trust = but(TABLE.trust(instruments=(order,)), "Lay 1", suspended_from=first, suspended_to=last)
    assert (status("NHST-MAX-NED", trust) == "met") is is_suspended
    keep = tuple(seat.person for seat in trust.seats)
    assert plan_board(trust, TODAY, (), Target(1, 14, keep=keep)).is_possible is is_suspended
    fewer = without(trust, "Lay 6")
    assert could_be_made(fewer, Way.NON_EXECUTIVE) == int(is_suspended)


def test_people_to_keep_are_named_however_they_are_cased():
    trust = TABLE.trust()
    keep = tuple(seat.person.upper() for seat in trust.seats)
    plan = plan_board(trust, TODAY, (), Target(1, 14, keep=keep))
    assert plan.is_possible
