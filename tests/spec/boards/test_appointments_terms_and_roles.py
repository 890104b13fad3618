"""What stands beside free seats, by example: who appoints, roles elsewhere, terms that end."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from builders.boards import TODAY, Table, board, named
from wardtoboard.boards.facts import Board, BodyKind, Role, SeatKind
from wardtoboard.boards.headroom.headroom import Headroom, headroom
from wardtoboard.boards.headroom.ways import Note, Way

TABLE = Table()
OUTSIDE = Way.NON_EXECUTIVE


# Who appoints, who is eligible


def noted(a_board: Board, way: Way, day: date = TODAY) -> tuple[Note, ...]:
    return next(one.notes for one in headroom(a_board, day).seats if one.way is way)


def rules_noted(a_board: Board, way: Way, day: date = TODAY) -> set[str]:
    return {note.rule for note in noted(a_board, way, day)}


def test_who_may_be_a_non_executive_of_an_nhs_trust():
    assert "NHST-NED-DISQ" in rules_noted(TABLE.trust(), OUTSIDE)
    assert "NHST-NED-DISQ" not in rules_noted(TABLE.trust(), OUTSIDE, date(2014, 4, 13))


def test_who_may_be_a_non_executive_of_a_foundation_trust_and_who_appoints():
    assert {"FT-NED-ELIG", "FT-APPT-NED"} <= rules_noted(TABLE.foundation(), OUTSIDE)


def test_who_appoints_to_an_nhs_trust_by_date():
    said = [note.text for note in noted(TABLE.trust(), OUTSIDE)]
    assert said[0].startswith("NHS England appoints")
    before = [note.text for note in noted(TABLE.trust(), OUTSIDE, date(2022, 6, 30))]
    assert not before[0].startswith("NHS England appoints")


def test_who_the_ordinary_members_of_an_integrated_care_board_are():
    assert {"ICB-PARTNERS", "ICB-MH"} <= rules_noted(TABLE.icb(), Way.SYSTEM_ROLE)


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
