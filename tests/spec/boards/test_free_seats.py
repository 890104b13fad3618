"""Free seats, by example: what a registered clinician of any profession could fill, and when.

The trust has a chair, five executives and six other non-executives; all votes are told. The law
allows an NHS trust five executives, seven others and twelve in all, the chair apart.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from builders.boards import TODAY, Table, board, but, named, without
from wardtoboard.boards.facts import Board, BodyKind, Instrument, Role
from wardtoboard.boards.headroom.free_seats import COULD_BE_MADE, EMPTY, FreeSeats
from wardtoboard.boards.headroom.headroom import headroom
from wardtoboard.boards.headroom.ways import Way

TABLE = Table()
EXECUTIVE, OUTSIDE = Way.EXECUTIVE, Way.NON_EXECUTIVE


def made(a_board: Board, way: Way, day: date = TODAY) -> FreeSeats:
    """The seats of one way to the table that could be made."""
    seats = headroom(a_board, day).seats
    return next(one for one in seats if one.way is way and one.what == COULD_BE_MADE)


def so_many(a_board: Board, way: Way, day: date = TODAY) -> tuple[int | None, int | None]:
    found = made(a_board, way, day)
    return found.at_least, found.at_most


def empty(a_board: Board) -> list[FreeSeats]:
    return [one for one in headroom(a_board, TODAY).seats if one.what == EMPTY]


def own(rule: str, **params: float) -> Instrument:
    return Instrument(rule, params, date(2012, 1, 1), "Establishment order", "article 4")


# NHS trusts: the law's numbers


def test_a_full_board_of_executives():
    found = made(TABLE.trust(), EXECUTIVE)
    assert (found.at_least, found.at_most) == (0, 0)
    assert found.because == "The law allows 5 executive seats, and there are 5, held or empty."
    assert "1990/2024" in str(found.citation)


def test_one_more_non_executive():
    found = made(TABLE.trust(), OUTSIDE)
    assert (found.at_least, found.at_most, found.open_to) == (1, 1, ("any",))


def test_an_executive_who_left_without_a_seat_in_the_register():
    assert so_many(without(TABLE.trust(), "Operations"), EXECUTIVE) == (1, 1)


def test_an_executive_whose_vote_is_not_told_may_take_a_seat():
    assert so_many(but(TABLE.trust(), "Operations", voting=None), EXECUTIVE) == (0, 1)


def test_an_executive_without_a_vote_takes_none():
    found = made(but(TABLE.trust(), "Operations", voting=False), EXECUTIVE)
    assert found.at_most == 1


def test_two_who_share_a_post_take_one_seat():
    sharer = TABLE.executive("Other half", post="operations")
    assert so_many(but(TABLE.trust(sharer), "Operations", post="operations"), EXECUTIVE) == (0, 0)


def test_a_secondee_among_the_non_executives_takes_an_executive_seat():
    a_board = but(without(TABLE.trust(), "Operations"), "Lay 1", works_for_trust=True)
    assert so_many(a_board, EXECUTIVE) == (0, 0)
    assert so_many(a_board, OUTSIDE) == (2, 2)


def test_the_number_in_all_may_be_what_binds():
    members = [TABLE.member("M1"), TABLE.member("M2")]
    found = made(without(TABLE.trust(*members), "Operations", "Lay 1"), OUTSIDE)
    assert (found.at_least, found.at_most) == (1, 1)
    assert found.because == "The law allows 12 directors in all, and there are 11, held or empty."


@pytest.mark.parametrize(
    ("kind", "executive", "outside"),
    [
        (BodyKind.HIGH_SECURE, (2, 2), (1, 1)),
        (BodyKind.AMBULANCE, (0, 0), (1, 1)),
        (BodyKind.CARE_TRUST, (None, None), (None, None)),
        (BodyKind.DEAUTHORISED, (None, None), (None, None)),
        (BodyKind.FOUNDATION_TRUST, (None, None), (None, None)),
        (BodyKind.ICB, (None, None), (None, None)),
    ],
)
def test_each_body_has_its_own_numbers(kind, executive, outside):
    a_board = named(TABLE.trust(), kind)
    assert so_many(a_board, EXECUTIVE) == executive
    assert so_many(a_board, OUTSIDE) == outside


def test_numbers_of_the_day():
    before = date(2000, 9, 30)
    a_board = named(Table(before).trust(), BodyKind.HIGH_SECURE)
    assert so_many(a_board, EXECUTIVE, before) == (0, 0)
    assert so_many(a_board, EXECUTIVE, before + timedelta(1)) == (2, 2)


def test_before_the_law_there_was_none_to_read():
    found = made(TABLE.trust(), EXECUTIVE, date(1985, 1, 1))
    assert (found.at_most, found.because) == (None, "The law of that day is not held here.")


def test_why_a_care_trust_has_no_number():
    assert "numbers of its own" in made(named(TABLE.trust(), BodyKind.CARE_TRUST), OUTSIDE).because


def test_why_a_trust_that_was_a_foundation_trust_has_none():
    a_board = named(TABLE.trust(), BodyKind.DEAUTHORISED)
    assert "does not hold" in made(a_board, OUTSIDE).because


# Its own order or constitution


def test_an_establishment_order_stands_over_the_law():
    a_board = TABLE.trust(
        instruments=(own("NHST-MAX-ED", max_ed=6), own("NHST-MAX-DIR", max_total=14))
    )
    found = made(a_board, EXECUTIVE)
    assert (found.at_least, found.at_most, found.is_own) == (1, 1, True)
    assert str(found.citation) == "Establishment order, article 4"
    assert found.because.startswith("The trust's own order allows 6 executive seats")


def test_a_care_trust_whose_order_is_known():
    orders = (own("NHST-MAX-ED", max_ed=6),)
    a_board = named(TABLE.trust(instruments=orders), BodyKind.CARE_TRUST)
    assert so_many(a_board, EXECUTIVE) == (1, 1)


@pytest.mark.parametrize(
    ("suspended", "ended", "more"),
    [(None, None, 1), (TODAY, None, 2), (TODAY, TODAY, 2), (TODAY + timedelta(1), None, 1)],
)
def test_an_order_that_adds_a_seat_for_each_director_suspended(suspended, ended, more):
    order = own("NHST-MAX-NED", max_ned=7, grows_while_suspended=1)
    a_board = TABLE.trust(instruments=(order, own("NHST-MAX-DIR", max_total=20)))
    a_board = but(a_board, "Lay 1", suspended_from=suspended, suspended_to=ended)
    assert so_many(a_board, OUTSIDE) == (more, more)


def test_an_order_that_does_not():
    order = own("NHST-MAX-NED", max_ned=7, grows_while_suspended=0)
    a_board = but(TABLE.trust(instruments=(order,)), "Lay 1", suspended_from=TODAY)
    assert so_many(a_board, OUTSIDE) == (1, 1)


def test_a_foundation_trust_says_that_its_constitution_is_not_given():
    assert "constitution does" in made(TABLE.foundation(), EXECUTIVE).because


def test_the_chair_of_a_foundation_trust_is_one_of_the_non_executives():
    orders = (own("FT-NO-MAX", max_ned=8, max_total=14),)
    a_board = TABLE.foundation(instruments=orders)
    assert so_many(a_board, OUTSIDE) == (1, 1)
    assert so_many(a_board, EXECUTIVE) == (2, 2)


def test_a_foundation_trust_before_its_law():
    assert so_many(TABLE.foundation(), EXECUTIVE, date(2001, 1, 1)) == (None, None)


def test_executives_of_nhs_england_stay_fewer_than_the_others():
    england = named(TABLE.trust(), BodyKind.NHS_ENGLAND)
    assert so_many(england, EXECUTIVE) == (1, 1)
    assert so_many(england, OUTSIDE) == (None, None)
    assert so_many(england, EXECUTIVE, date(2012, 1, 1)) == (None, None)


# Seats kept for a profession


def test_a_free_seat_that_must_go_to_a_doctor_is_not_open_to_any():
    found = made(without(TABLE.trust(), "Doctor"), EXECUTIVE)
    assert (found.at_least, found.at_most) == (0, 0)
    assert "registered doctor or dentist. It is not filled." in found.because


def test_a_registration_that_is_not_told_leaves_it_open():
    a_board = but(without(TABLE.trust(), "Operations"), "Doctor", registrations=None)
    assert so_many(a_board, EXECUTIVE) == (0, 1)


def reserved(a_board: Board) -> list[bool | None]:
    return [one.is_filled for one in headroom(a_board, TODAY).reserved]


def test_the_two_reserved_seats():
    assert reserved(TABLE.trust()) == [True, True]
    assert reserved(without(TABLE.trust(), "Nurse")) == [True, False]
    assert reserved(but(TABLE.trust(), "Nurse", registrations=None)) == [True, None]
    assert reserved(but(TABLE.trust(), "Doctor", voting=None)) == [None, True]


def test_one_person_does_not_fill_both():
    both = ("GMC", "NMC-nurse")
    alone = but(without(TABLE.trust(), "Nurse"), "Doctor", registrations=both)
    assert reserved(alone) == [True, False]
    assert reserved(but(TABLE.trust(), "Doctor", registrations=both)) == [True, True]
    maybe = but(alone, "Operations", registrations=None)
    assert reserved(maybe) == [True, None]


def test_without_a_doctor_a_nurse_still_fills_the_nurses_seat():
    assert reserved(without(TABLE.trust(), "Doctor")) == [False, True]


def test_trusts_that_the_law_lets_off():
    for kind in (BodyKind.AMBULANCE, BodyKind.NO_DIRECT_SERVICES):
        found = headroom(named(TABLE.trust(), kind), TODAY)
        assert found.reserved == ()
        assert len(found.waived) == 1


def test_a_foundation_trust_is_never_let_off():
    found = headroom(TABLE.foundation(), TODAY)
    assert [one.rule for one in found.reserved] == ["FT-ED-DOC", "FT-ED-NURSE"]
    assert found.waived == ()


def test_an_integrated_care_board_keeps_two_by_policy():
    found = headroom(TABLE.icb(), TODAY).reserved
    assert [(one.severity.value, one.is_filled) for one in found] == [("policy", True)] * 2
    gone = headroom(without(TABLE.icb(), "Nurse"), TODAY).reserved
    assert [one.is_filled for one in gone] == [True, False]


# Empty seats


def test_an_empty_seat_is_open_to_any_unless_said():
    seat = TABLE.executive("", title="Director of Strategy")
    (found,) = empty(without(TABLE.trust(seat), "Operations"))
    assert (found.title, found.open_to, found.at_most) == ("Director of Strategy", ("any",), 1)
    assert found.because == "The register shows Director of Strategy as empty."


def test_an_empty_seat_with_its_professions():
    seat = TABLE.executive("", open_to=("pharmacist",))
    (found,) = empty(without(TABLE.trust(seat), "Operations"))
    assert found.open_to == ("pharmacist",)


def test_the_seat_of_a_medical_director_is_for_a_doctor_or_dentist():
    seat = TABLE.executive("", Role.MEDICAL_DIRECTOR)
    a_board = without(TABLE.trust(seat), "Doctor", "Operations")
    assert empty(a_board)[0].open_to == ("doctor", "dentist")
    assert so_many(a_board, EXECUTIVE) == (1, 1)


def test_the_last_empty_seat_goes_to_whom_the_law_asks_for():
    seat = TABLE.executive("", title="Director of Strategy")
    (found,) = empty(without(TABLE.trust(seat), "Doctor"))
    assert found.open_to == ("doctor", "dentist")
    assert "No other seat is left" in found.because
    assert found.citation is not None


def test_an_empty_seat_without_a_limit_stays_open():
    seat = TABLE.executive("")
    assert empty(without(TABLE.foundation(seat), "Doctor"))[0].open_to == ("any",)


def told(a_board: Board) -> list[tuple[int | None, int | None, tuple[str, ...]]]:
    return [(one.at_least, one.at_most, one.open_to) for one in empty(a_board)]


def test_an_empty_seat_beyond_what_the_law_allows_is_not_free():
    (found,) = empty(TABLE.trust(TABLE.executive("", title="Chief digital officer")))
    assert (found.at_least, found.at_most, found.open_to) == (0, 0, ("any",))
    assert found.because == (
        "The register shows Chief digital officer as empty. The law allows 5 executive seats, and "
        "there are 5 held. That leaves no room for an empty one."
    )
    assert "1990/2024" in str(found.citation)
    assert not found.is_own


def test_an_empty_seat_beyond_what_a_constitution_allows_is_not_free():
    orders = (own("FT-NO-MAX", max_ed=5),)
    (found,) = empty(TABLE.foundation(TABLE.executive(""), instruments=orders))
    assert (found.at_least, found.at_most, found.is_own) == (0, 0, True)
    assert str(found.citation) == "Establishment order, article 4"


def test_of_more_empty_seats_than_may_be_filled_the_first_count():
    seats = (TABLE.executive("", title="One"), TABLE.executive("", title="Two"))
    a_board = without(TABLE.trust(*seats), "Operations")
    assert told(a_board) == [(1, 1, ("any",)), (0, 0, ("any",))]
    assert empty(a_board)[1].because.endswith(
        "there are 4 held. That leaves room for 1; what the law asks for comes first."
    )


def test_a_seat_open_to_any_comes_before_one_that_the_register_keeps():
    seats = (TABLE.executive("", open_to=("pharmacist",)), TABLE.executive(""))
    found = told(without(TABLE.trust(*seats), "Operations"))
    assert found == [(0, 0, ("pharmacist",)), (1, 1, ("any",))]


def test_the_seat_that_waits_for_a_doctor_comes_first():
    seats = (TABLE.executive(""), TABLE.executive("", Role.MEDICAL_DIRECTOR))
    found = told(without(TABLE.trust(*seats), "Doctor"))
    assert found == [(0, 0, ("any",)), (1, 1, ("doctor", "dentist"))]


def test_a_seat_that_nobody_may_fill_waits_for_no_doctor():
    seats = (TABLE.executive(""), TABLE.executive("", open_to=()))
    found = told(without(TABLE.trust(*seats), "Doctor", "Operations"))
    assert found == [(1, 1, ("doctor", "dentist")), (1, 1, ())]


def test_a_vote_not_told_leaves_it_open_whether_an_empty_seat_may_be_filled():
    a_board = but(TABLE.trust(TABLE.executive("")), "Operations", voting=None)
    assert told(a_board) == [(0, 1, ("any",))]
    assert "there are 4 to 5 held. That leaves room for 0 to 1;" in empty(a_board)[0].because


def test_an_empty_seat_whose_vote_is_not_told_is_counted_once():
    a_board = without(TABLE.trust(TABLE.executive("", voting=None)), "Operations")
    assert told(a_board) == [(1, 1, ("any",))]
    assert so_many(a_board, EXECUTIVE) == (0, 0)


def test_one_of_two_empty_seats_goes_to_the_doctor_there_is_none_of():
    seats = (TABLE.executive(""), TABLE.executive(""))
    a_board = without(TABLE.trust(*seats), "Doctor", "Operations")
    assert told(a_board) == [(1, 1, ("doctor", "dentist")), (1, 1, ("any",))]
    assert empty(a_board)[0].because.endswith(
        "This one, or another that is empty, is needed for what must be filled: The law keeps a "
        "seat for an executive who is a registered doctor or dentist. It is not filled."
    )
    assert so_many(a_board, EXECUTIVE) == (0, 0)


def test_a_seat_that_could_be_made_leaves_the_empty_ones_open():
    a_board = without(TABLE.trust(TABLE.executive("")), "Doctor", "Operations")
    assert told(a_board) == [(1, 1, ("any",))]
    assert so_many(a_board, EXECUTIVE) == (0, 0)


def test_an_empty_seat_that_may_be_needed_for_a_doctor():
    """Nobody told the registrations of the medical director."""
    a_board = without(TABLE.trust(TABLE.executive("")), "Operations")
    a_board = but(a_board, "Doctor", registrations=None)
    assert told(a_board) == [(0, 1, ("any",))]
    assert "It may be needed for what must be filled: The law keeps" in empty(a_board)[0].because


def test_a_seat_is_the_nurses_where_only_the_doctor_may_be_there():
    """Whether the doctor votes is not told, and there is no nurse."""
    a_board = but(TABLE.trust(TABLE.executive(""), TABLE.executive("")), "Doctor", voting=None)
    a_board = without(a_board, "Nurse")
    assert told(a_board) == [(1, 1, ("nurse", "midwife")), (0, 1, ("any",))]
    assert empty(a_board)[0].because.endswith("registered nurse or midwife. It is not filled.")


def test_an_empty_seat_that_waits_for_a_doctor_who_may_be_there():
    """Whether the doctor is in another seat is not told: either of the two seats may be first."""
    seats = (TABLE.executive("", Role.MEDICAL_DIRECTOR), TABLE.executive(""))
    a_board = but(TABLE.trust(*seats), "Doctor", registrations=None)
    found = told(without(a_board, "Operations"))
    assert found == [(0, 1, ("doctor", "dentist")), (0, 1, ("any",))]


def test_the_chair_of_a_foundation_trust_is_counted_and_comes_first():
    orders = (own("FT-NO-MAX", max_ned=7),)
    seats = (TABLE.non_executive(""), TABLE.chair(""))
    a_board = without(TABLE.foundation(*seats, instruments=orders), "Chair")
    assert [(one.at_least, one.at_most) for one in empty(a_board)] == [(0, 0), (1, 1)]


def test_the_chair_of_an_nhs_trust_is_not_counted():
    seats = (*TABLE.non_executives(7), TABLE.chair(""))
    a_board = without(board([*TABLE.four_posts(), *seats], BodyKind.NHS_TRUST), "Doctor")
    assert told(a_board) == [(1, 1, ("any",))]


def test_an_empty_seat_may_be_beyond_the_number_in_all():
    a_board = TABLE.trust(TABLE.non_executive(""), TABLE.member(""), TABLE.member("M1"))
    assert [(one.way, one.at_most) for one in empty(a_board)] == [
        (OUTSIDE, 0),
        (Way.SYSTEM_ROLE, 0),
    ]
    assert "12 directors in all, and there are 12 held." in empty(a_board)[1].because


def test_of_the_number_in_all_a_place_is_left_for_the_doctor_there_is_none_of():
    a_board = without(TABLE.trust(TABLE.non_executive("")), "Doctor")
    assert told(a_board) == [(1, 1, ("any",))]
    (found,) = empty(replace(a_board, seats=(*a_board.seats, TABLE.member("M1"))))
    assert (found.at_least, found.at_most) == (0, 0)
    assert found.because.endswith(
        "The law allows 12 directors in all, and there are 11 held. The law keeps a seat for an "
        "executive who is a registered doctor or dentist. It is not filled. That leaves no room "
        "for an empty one."
    )


def test_an_empty_seat_that_cannot_be_filled_takes_no_place_of_the_number_in_all():
    assert so_many(TABLE.trust(TABLE.executive("")), OUTSIDE) == (1, 1)


def test_a_doctor_who_may_take_an_empty_seat_takes_no_second_place_of_the_number_in_all():
    seats = (TABLE.executive(""), TABLE.executive(""))
    a_board = without(TABLE.trust(*seats), "Doctor", "Operations")
    assert so_many(a_board, OUTSIDE) == (1, 1)
    member = TABLE.member("M1")
    a_board = without(TABLE.trust(member), "Doctor")
    assert so_many(a_board, OUTSIDE) == (0, 0)


def test_empty_seats_of_nhs_england_stay_fewer_than_the_others():
    seats = [TABLE.executive("") for _ in range(2)]
    found = told(named(TABLE.trust(*seats), BodyKind.NHS_ENGLAND))
    assert found == [(1, 1, ("any",)), (0, 0, ("any",))]


@pytest.mark.parametrize(
    ("seat", "way"),
    [
        (TABLE.chair(""), OUTSIDE),
        (TABLE.non_executive(""), OUTSIDE),
        (TABLE.member(""), Way.SYSTEM_ROLE),
        (TABLE.attendee(""), Way.NON_VOTING),
        (TABLE.executive("", voting=False), Way.NON_VOTING),
    ],
)
def test_the_way_of_an_empty_seat(seat, way):
    (found,) = empty(board([seat], BodyKind.ICB))
    assert found.way is way


def test_seats_open_to_any_registered_clinician():
    seats = (TABLE.executive("", open_to=("nurse",)), TABLE.executive("", title="Open"))
    found = headroom(TABLE.foundation(*seats), TODAY).open_to_any(EXECUTIVE)
    assert [one.title for one in found] == ["Open", "Executive director"]


def test_no_number_limits_the_ordinary_members_of_an_integrated_care_board():
    found = made(TABLE.icb(), Way.SYSTEM_ROLE)
    assert (found.at_most, found.open_to) == (None, ("any",))


def test_no_number_limits_those_without_a_vote():
    found = made(TABLE.trust(), Way.NON_VOTING)
    assert found.at_most is None
    assert found.notes[0].citation.status == "recalled"


# All ways together


def open_in_all(a_board: Board) -> tuple[int, int | None, bool]:
    found = headroom(a_board, TODAY)
    return found.voting_open().at_least, found.voting_open().at_most, found.shares_a_limit


def test_two_ways_that_share_what_is_left_of_the_number_in_all():
    a_board = replace(TABLE.foundation(), instruments=(own("FT-NO-MAX", max_total=13),))
    assert so_many(a_board, EXECUTIVE) == so_many(a_board, OUTSIDE) == (1, 1)
    assert open_in_all(a_board) == (1, 1, True)
    assert headroom(a_board, TODAY).to_dict()["voting_seats_open_to_any"] == {
        "at_least": 1,
        "at_most": 1,
    }


def test_ways_that_share_nothing():
    assert open_in_all(TABLE.trust()) == (1, 1, False)
    assert open_in_all(without(TABLE.trust(), "Operations")) == (2, 2, False)


def test_the_doctor_there_is_none_of_takes_a_place_in_all_first():
    orders = (own("FT-NO-MAX", max_total=13),)
    a_board = replace(without(TABLE.foundation(), "Doctor"), instruments=orders)
    assert open_in_all(a_board) == (1, 1, True)


def test_where_nothing_limits_the_number_in_all():
    assert open_in_all(TABLE.icb()) == (0, None, False)
