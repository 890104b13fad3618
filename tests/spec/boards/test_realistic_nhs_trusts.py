"""Boards of NHS trusts as one meets them, and what the law makes of each.

What is expected was written down by hand before anything was run. A sound board meets every rule;
each test says in what its board differs, and every other rule must stay as it was.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders.board_findings import (
    CANNOT_TELL,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    SOUND_TRUST,
    statuses,
)
from builders.boards import TODAY, Table, but, named, without
from wardtoboard.boards.facts import NEVER, BodyKind, Instrument, Role

TABLE = Table()
NO_CODE_YET = dict.fromkeys(
    ("CODE23-HALF", "CODE23-INDEP", "CODE23-TENURE6", "CODE23-TENURE9", "FPPT-ANNUAL", "LCF"),
    NOT_APPLICABLE,
)


def test_a_sound_board_meets_every_rule():
    assert statuses(TABLE.trust()) == SOUND_TRUST


# The posts of the doctor and the nurse


def test_a_dentist_may_hold_the_doctors_seat_and_a_midwife_the_nurses():
    board = but(TABLE.trust(), "Doctor", registrations=("GDC-dentist",))
    board = but(board, "Nurse", registrations=("NMC-midwife",))
    assert statuses(board) == SOUND_TRUST


def test_a_nursing_associate_is_no_nurse_and_a_dental_hygienist_no_dentist():
    board = but(TABLE.trust(), "Doctor", registrations=("GDC",))
    board = but(board, "Nurse", registrations=("NMC-nursing-associate",))
    assert statuses(board) == SOUND_TRUST | {"NHST-ED-DOC": NOT_MET, "NHST-ED-NURSE": NOT_MET}


def test_one_person_on_both_registers_fills_one_of_the_two_seats():
    """The medical director is also a registered nurse; the director of nursing has left."""
    board = but(TABLE.trust(), "Doctor", registrations=("GMC", "NMC-nurse"))
    board = but(board, "Nurse", end=date(2024, 5, 31))
    assert statuses(board) == SOUND_TRUST | {"NHST-ED-NURSE": NOT_MET}
    assert statuses(board, date(2024, 5, 31)) == SOUND_TRUST


def test_another_executive_whose_register_nobody_told_may_be_the_nurse():
    board = but(TABLE.trust(), "Doctor", registrations=("GMC", "NMC-nurse"))
    board = but(without(board, "Nurse"), "Operations", registrations=None)
    assert statuses(board) == SOUND_TRUST | {"NHST-ED-NURSE": CANNOT_TELL}


def test_neither_a_deputy_who_attends_nor_a_quality_officer_without_a_vote_is_the_nurse():
    """The nurse's seat is empty: her deputy comes, and a nurse leads on quality without a vote."""
    deputy = TABLE.attendee(
        "Deputy", role=Role.DIRECTOR_OF_NURSING, registrations=("NMC-nurse",), voting=True
    )
    quality = TABLE.executive("Quality", registrations=("NMC-nurse",), voting=False)
    board = but(TABLE.trust(deputy, quality), "Nurse", person="")
    assert statuses(board) == SOUND_TRUST | {"NHST-ED-NURSE": NOT_MET}


# Trusts that need no doctor and no nurse, and posts that are shared


@pytest.mark.parametrize("body", [BodyKind.AMBULANCE, BodyKind.NO_DIRECT_SERVICES])
def test_an_ambulance_trust_needs_no_doctor_and_no_nurse_but_a_finance_officer(body):
    board = named(without(TABLE.trust(), "Doctor", "Nurse", "Finance"), body)
    waived = {"NHST-ED-DOC": NOT_APPLICABLE, "NHST-ED-NURSE": NOT_APPLICABLE}
    assert statuses(board) == SOUND_TRUST | waived | {"NHST-ED-CFO": NOT_MET}


def test_two_who_share_a_post_count_as_one():
    """Two nurses share the nurse's post: six people, five posts."""
    second = TABLE.executive("Second nurse", post="Nursing", registrations=("NMC-nurse",))
    board = but(TABLE.trust(second), "Nurse", post="Nursing")
    assert statuses(board) == SOUND_TRUST
    apart = but(board, "Nurse", post="")
    assert statuses(apart) == SOUND_TRUST | {"NHST-MAX-ED": NOT_MET}


def test_two_who_share_a_post_are_not_another_director():
    """A doctor and a nurse share one post, and the law asks for another director."""
    nurse = TABLE.executive("Second", post="Clinical", registrations=("NMC-nurse",))
    board = but(without(TABLE.trust(nurse), "Nurse"), "Doctor", post="Clinical")
    assert statuses(board) == SOUND_TRUST | {"NHST-ED-NURSE": NOT_MET}


# The numbers: who is counted, and whose numbers they are


def test_the_chair_is_not_one_of_the_twelve():
    seventh = TABLE.non_executive("Lay 7")
    full = TABLE.trust(seventh)
    assert statuses(full) == SOUND_TRUST
    assert statuses(TABLE.trust(seventh, TABLE.non_executive("Lay 8"))) == SOUND_TRUST | {
        "NHST-MAX-DIR": NOT_MET,
        "NHST-MAX-NED": NOT_MET,
    }


def test_a_sixth_executive_needs_the_trusts_own_order():
    board = TABLE.trust(TABLE.executive("People"))
    assert statuses(board) == SOUND_TRUST | {"NHST-MAX-ED": NOT_MET}
    order = Instrument("NHST-MAX-ED", {"max_ed": 6}, date(1998, 12, 1), "Its order", "article 4")
    assert statuses(replace(board, instruments=(order,))) == SOUND_TRUST
    lapsed = replace(order, end=date(2024, 6, 2))
    assert statuses(replace(board, instruments=(lapsed,))) == SOUND_TRUST | {"NHST-MAX-ED": NOT_MET}


def test_the_order_may_let_the_number_grow_while_a_director_is_suspended():
    order = Instrument(
        "NHST-MAX-NED",
        {"max_ned": 6, "grows_while_suspended": 1},
        date(2012, 4, 1),
        "Its order",
        "article 4",
    )
    board = TABLE.trust(TABLE.non_executive("Stand-in"), instruments=(order,))
    assert statuses(board) == SOUND_TRUST | {"NHST-MAX-NED": NOT_MET}
    suspended = but(board, "Lay 1", suspended_from=date(2024, 5, 1))
    assert statuses(suspended) == SOUND_TRUST
    back = but(suspended, "Lay 1", suspended_to=date(2024, 6, 2))
    assert statuses(back) == SOUND_TRUST | {"NHST-MAX-NED": NOT_MET}


def test_a_trust_that_lost_its_authorisation_has_no_cap_for_a_time():
    board = named(TABLE.trust(*TABLE.non_executives(2)), BodyKind.DEAUTHORISED)
    lifted = dict.fromkeys(("NHST-MAX-DIR", "NHST-MAX-NED", "NHST-MAX-ED"), NOT_APPLICABLE)
    assert statuses(board) == SOUND_TRUST | lifted


# High security, care trusts and teaching trusts


def test_a_high_security_trust_has_fourteen_and_a_chief_officer_for_it():
    chief = TABLE.executive("Secure", Role.CHIEF_OFFICER_HIGH_SECURE)
    people = TABLE.executive("People")
    board = TABLE.trust(chief, people, TABLE.non_executive("Lay 7"))
    secure = SOUND_TRUST | {
        "NHST-MAX-DIR": NOT_APPLICABLE,
        "NHST-MAX-NED": NOT_APPLICABLE,
        "NHST-MAX-ED": NOT_APPLICABLE,
        "NHST-HS-MH-MAX": MET,
        "NHST-HS-MH-CO": MET,
    }
    board = named(board, BodyKind.HIGH_SECURE)
    assert statuses(board) == secure
    assert statuses(but(board, "Secure", role=Role.OTHER)) == secure | {"NHST-HS-MH-CO": NOT_MET}
    eighth = TABLE.executive("Estates")
    assert statuses(replace(board, seats=(*board.seats, eighth))) == secure | {
        "NHST-HS-MH-MAX": NOT_MET,
        "CODE23-HALF": NOT_MET,
    }


CARE = SOUND_TRUST | {
    "NHST-MAX-DIR": CANNOT_TELL,
    "NHST-MAX-NED": CANNOT_TELL,
    "NHST-MAX-ED": CANNOT_TELL,
    "NHST-CARE-ED": MET,
    "NHST-CARE-NED": MET,
}


def care_trust():
    """A trust with two councils: one councillor from each, an executive who knows their work."""
    board = but(TABLE.trust(), "Operations", experience=("local_authority_health",))
    board = but(but(board, "Lay 1", local_authority="Ashby"), "Lay 2", local_authority="Brook")
    return replace(named(board, BodyKind.CARE_TRUST), partner_local_authorities=("Ashby", "Brook"))


def test_a_care_trust_seats_a_member_of_each_partner_council():
    """Its own largest numbers are not in the library, so that these cannot be told."""
    assert statuses(care_trust()) == CARE
    without_brook = but(care_trust(), "Lay 2", local_authority="Ashby")
    assert statuses(without_brook) == CARE | {"NHST-CARE-NED": NOT_MET}


def test_a_care_trust_whose_councillor_is_not_told_cannot_be_told():
    board = but(care_trust(), "Lay 2", local_authority=None)
    board = but(board, "Operations", experience=())
    expected = {"NHST-CARE-NED": CANNOT_TELL, "NHST-CARE-ED": NOT_MET}
    assert statuses(board) == CARE | expected


def test_a_professor_who_also_works_for_the_trust_is_an_executive_of_it():
    """Thus the university's seat is empty and a sixth executive sits."""
    board = named(
        but(TABLE.trust(), "Lay 6", constituency="university", independent=False),
        BodyKind.TEACHING,
    )
    assert statuses(board) == SOUND_TRUST | {"NHST-TEACH-NED": MET, "CODE23-HALF": NOT_MET}
    works_here = but(board, "Lay 6", works_for_trust=True)
    assert statuses(works_here) == SOUND_TRUST | {
        "NHST-TEACH-NED": NOT_MET,
        "NHST-MAX-ED": NOT_MET,
        "CODE23-HALF": NOT_MET,
    }


# Directors as persons


def test_a_director_without_a_vote_fills_no_seat_but_must_be_fit_and_proper():
    strategy = TABLE.executive("Strategy", voting=False)
    board = TABLE.trust(strategy)
    assert statuses(board) == SOUND_TRUST
    unfit = {"FPPR": NOT_MET, "FPPT-ANNUAL": NOT_MET}
    assert statuses(but(board, "Strategy", fit_and_proper=NEVER)) == SOUND_TRUST | unfit
    disqualified = but(board, "Strategy", disqualified=True)
    assert statuses(disqualified) == SOUND_TRUST | {"FPPR": NOT_MET}


def test_a_test_and_a_review_of_this_year_do_not_tell_of_last_year():
    """The latest days are entered over earlier ones, so that what was done before is lost."""
    board = but(without(TABLE.trust(), "Operations"), "Lay 1", first_appointed=date(2017, 1, 1))
    board = but(board, "Lay 1", independent=False, extension_reviewed=date(2024, 2, 1))
    board = but(board, "Doctor", fit_and_proper=date(2024, 3, 1))
    assert statuses(board) == SOUND_TRUST
    unknown = dict.fromkeys(("FPPR", "FPPT-ANNUAL", "CODE23-TENURE6"), CANNOT_TELL)
    before = SOUND_TRUST | unknown | {"LCF": NOT_APPLICABLE}
    assert statuses(board, date(2024, 1, 31)) == before


def test_a_lay_member_lately_employed_of_whom_nobody_told_independence():
    board = but(TABLE.trust(), "Lay 1", independent=None, employed_until=date(2024, 1, 1))
    unknown = dict.fromkeys(("CODE23-HALF", "CODE23-INDEP"), CANNOT_TELL)
    assert statuses(without(board, "Lay 6")) == SOUND_TRUST | unknown
    candid = but(without(board, "Operations"), "Lay 1", independent=False)
    assert statuses(candid) == SOUND_TRUST


# The same board in 2015 and in 2024


def test_the_same_board_in_2015_and_in_2024():
    """Two of six lay members were not independent: no code spoke of NHS trusts in 2015."""
    then = Table(date(2015, 6, 3))
    board = but(but(then.trust(), "Lay 1", independent=False), "Lay 2", independent=False)
    assert statuses(board, then.day) == SOUND_TRUST | NO_CODE_YET
    now = but(but(TABLE.trust(), "Lay 1", independent=False), "Lay 2", independent=False)
    assert statuses(now) == SOUND_TRUST | {"CODE23-HALF": NOT_MET}


def test_the_rule_on_proper_persons_begins_on_27_november_2014():
    before, first = date(2014, 11, 26), date(2014, 11, 27)
    board = but(Table(first).trust(), "Finance", disqualified=True)
    assert statuses(board, before) == SOUND_TRUST | NO_CODE_YET | {"FPPR": NOT_APPLICABLE}
    assert statuses(board, first) == SOUND_TRUST | NO_CODE_YET | {"FPPR": NOT_MET}


def test_nothing_is_known_of_a_board_before_there_were_trusts():
    day = date(1990, 11, 21)
    assert set(statuses(Table(day).trust(), day).values()) == {NOT_APPLICABLE}


def test_a_board_of_which_only_names_are_told_cannot_be_told():
    """What the numbers allow is told all the same: nobody votes for sure, and all of them fit."""
    board = TABLE.trust(uses_competency_framework=None)
    unknown = replace(
        board,
        seats=tuple(
            type(seat)(seat.person, seat.title, seat.role, seat.kind) for seat in board.seats
        ),
    )
    fits = {"NHST-MAX-DIR": MET, "NHST-MAX-NED": MET, "NHST-MAX-ED": MET}
    assert statuses(unknown, TODAY) == dict.fromkeys(SOUND_TRUST, CANNOT_TELL) | fits
