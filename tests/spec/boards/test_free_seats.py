"""Free seats, by example: what a registered clinician of any profession could fill, and when.

The trust has a chair, five executives and six other non-executives; all votes are told. The law
allows an NHS trust five executives, seven others and twelve in all, the chair apart.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from builders.boards import TODAY, Table, board, but, named, without
from wardtoboard.boards.facts import Board, BodyKind, Instrument, Role, SeatKind
from wardtoboard.boards.headroom.free_seats import COULD_BE_MADE, EMPTY, FreeSeats
from wardtoboard.boards.headroom.headroom import Headroom, headroom
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


# Who appoints, who is eligible


def rules_noted(a_board: Board, way: Way, day: date = TODAY) -> set[str]:
    return {note.rule for note in made(a_board, way, day).notes}


def test_who_may_be_a_non_executive_of_an_nhs_trust():
    assert "NHST-NED-DISQ" in rules_noted(TABLE.trust(), OUTSIDE)
    assert "NHST-NED-DISQ" not in rules_noted(TABLE.trust(), OUTSIDE, date(2014, 4, 13))


def test_who_may_be_a_non_executive_of_a_foundation_trust_and_who_appoints():
    assert {"FT-NED-ELIG", "FT-APPT-NED"} <= rules_noted(TABLE.foundation(), OUTSIDE)


def test_who_appoints_to_an_nhs_trust_by_date():
    said = [note.text for note in made(TABLE.trust(), OUTSIDE).notes]
    assert said[0].startswith("NHS England appoints")
    before = [note.text for note in made(TABLE.trust(), OUTSIDE, date(2022, 6, 30)).notes]
    assert not before[0].startswith("NHS England appoints")


def test_ordinary_members_of_an_integrated_care_board():
    found = made(TABLE.icb(), Way.SYSTEM_ROLE)
    assert (found.at_most, found.open_to) == (None, ("any",))
    assert {"ICB-PARTNERS", "ICB-MH"} <= rules_noted(TABLE.icb(), Way.SYSTEM_ROLE)


def test_no_number_limits_those_without_a_vote():
    found = made(TABLE.trust(), Way.NON_VOTING)
    assert found.at_most is None
    assert found.notes[0].citation.status == "recalled"


def test_the_chief_executive_may_be_a_clinician():
    said = headroom(TABLE.trust(), TODAY).leaders
    assert [note.rule for note in said] == ["NHST-ED-CEO", "NHST-ED-CFO"]
    assert said[0].text.endswith("The role may be a clinician's: no profession is asked for.")


# Roles elsewhere


def places(found: Headroom) -> list[str]:
    return [role.id for role in found.roles]


def test_roles_in_systems_regions_and_national_bodies_and_below_the_board():
    assert places(headroom(TABLE.trust(), TODAY)) == [
        "icb-partner-member",
        "system-leadership",
        "care-model-leadership",
        "regional-body",
        "national-body",
        "below-the-board",
    ]


def test_roles_of_the_day():
    found = places(headroom(TABLE.trust(), date(2020, 1, 1)))
    assert "partnership-leadership" in found
    assert "icb-partner-member" not in found


# Terms and reviews


def dates(a_board: Board, day: date = TODAY, years: int = 3) -> list[tuple[str, str, date]]:
    found = headroom(a_board, day, years).terms.dates
    return [(one.person, one.what, one.on) for one in found]


def one_of(**facts) -> Board:
    return board([TABLE.non_executive("Lay", **facts)], BodyKind.NHS_TRUST)


def test_a_term_that_ends_within_three_years():
    last = date(2027, 6, 3)
    assert dates(one_of(end=last)) == [("Lay", "term ends", last)]
    assert dates(one_of(end=last + timedelta(1))) == []
    assert dates(one_of(end=last), years=1) == []


def test_a_term_of_three_years_from_29_february_ends_on_the_28th():
    leap = date(2024, 2, 29)
    assert dates(one_of(end=date(2027, 2, 28)), leap) == [("Lay", "term ends", date(2027, 2, 28))]
    assert dates(one_of(end=date(2027, 3, 1)), leap) == []


def test_who_may_follow():
    doctor = TABLE.executive("Doctor", Role.MEDICAL_DIRECTOR, end=date(2025, 1, 31))
    (found,) = headroom(board([doctor], BodyKind.NHS_TRUST), TODAY).terms.dates
    assert found.open_to == ("doctor", "dentist")
    assert found.because == "The term of Doctor as Director ends on 31 January 2025."


def test_reviews_at_six_and_nine_years():
    far = date(2035, 1, 1)
    six = one_of(first_appointed=date(2019, 1, 1), end=far)
    assert dates(six) == [("Lay", "six-year review", date(2025, 1, 1))]
    nine = one_of(first_appointed=date(2016, 1, 1), end=far)
    assert dates(nine) == [("Lay", "nine-year limit", date(2025, 1, 1))]


def test_a_review_after_the_term_is_not_listed():
    leaving = one_of(first_appointed=date(2019, 1, 1), end=date(2024, 12, 31))
    assert [what for _, what, _ in dates(leaving)] == ["term ends"]


def test_reviews_are_the_codes_of_the_time_and_of_trusts():
    early = Table(date(2015, 1, 1)).non_executive("Lay", first_appointed=date(2010, 1, 1), end=None)
    assert dates(board([early], BodyKind.NHS_TRUST), date(2015, 1, 1)) == []
    seat = TABLE.non_executive("Lay", first_appointed=date(2019, 1, 1), end=None)
    assert dates(board([seat], BodyKind.ICB)) == []


def test_the_first_day_on_the_board_is_that_of_any_seat():
    before = TABLE.executive("Lay", start=date(2019, 1, 1), end=date(2022, 6, 2))
    now = TABLE.non_executive("Lay", start=date(2022, 6, 3), end=None)
    only = TABLE.attendee("Lay", start=date(2010, 1, 1), end=date(2018, 1, 1))
    found = headroom(board([before, now, only], BodyKind.NHS_TRUST), TODAY).terms
    assert [(one.what, one.on) for one in found.dates] == [("six-year review", date(2025, 1, 1))]
    assert found.not_told == ("Lay",)


def test_who_has_no_first_or_last_day():
    nobody_told = one_of(start=None, end=None)
    assert headroom(nobody_told, TODAY).terms.not_told == ("Lay",)
    assert dates(nobody_told) == []


def test_executives_without_an_end_are_not_asked_for_one():
    assert (
        headroom(board([TABLE.executive("Chief")], BodyKind.NHS_TRUST), TODAY).terms.not_told == ()
    )


def test_attendees_hold_no_term():
    guest = TABLE.attendee("Guest", end=date(2025, 1, 1))
    assert dates(board([guest], BodyKind.NHS_TRUST)) == []


# All of it


@pytest.mark.parametrize("kind", list(BodyKind))
def test_it_all_goes_into_json(kind):
    found = json.loads(json.dumps(headroom(named(TABLE.trust(), kind), TODAY).to_dict()))
    assert found["not_legal_advice"].startswith("This is not legal advice.")
    assert {one["way"] for one in found["seats"]} >= {"executive", "non_executive", "non_voting"}
    assert found["terms"]["until"] == "2027-06-03"
    assert found["roles"][0]["citation"]


def test_what_is_waived_is_in_the_json():
    found = headroom(named(TABLE.trust(), BodyKind.AMBULANCE), TODAY).to_dict()
    assert found["waived"][0]["rule"] == "NHST-EXC-AMB"
    assert SeatKind.CHAIR.value in {one["kind"] for one in found["terms"]["dates"]}
