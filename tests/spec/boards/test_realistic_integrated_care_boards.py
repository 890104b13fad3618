"""Integrated care boards as one meets them, and what the law and the policy make of each.

What is expected was written down by hand before anything was run. A sound board meets every rule;
each test says in what its board differs, and every other rule must stay as it was.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders.board_findings import (
    CANNOT_TELL,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    SOUND_ICB,
    statuses,
)
from builders.boards import Table, but, without
from wardtoboard.boards.facts import NEVER, Instrument, Role, SeatKind

TABLE = Table()
MENTAL_HEALTH = ("mental_illness_services",)


def test_a_sound_board_meets_every_rule():
    assert statuses(TABLE.icb()) == SOUND_ICB


# The chair and the chief executive


def test_a_chief_executive_on_loan_is_one_only_if_employed():
    board = but(TABLE.icb(), "Chief", employee=False)
    assert statuses(board) == SOUND_ICB | {"ICB-CEO": NOT_MET}
    assert statuses(but(board, "Chief", employee=None)) == SOUND_ICB | {"ICB-CEO": CANNOT_TELL}


def test_a_vice_chair_in_the_chair_is_no_chair():
    board = but(TABLE.icb(), "Chair", kind=SeatKind.ATTENDEE)
    assert statuses(board) == SOUND_ICB | {"ICB-CHAIR": NOT_MET}


# Ordinary members: who nominates them and what they know


def test_a_place_for_surgeries_that_is_empty():
    board = but(TABLE.icb(), "Of surgeries", person="")
    assert statuses(board) == SOUND_ICB | {"ICB-PARTNERS": NOT_MET}


def test_the_member_of_the_councils_who_only_attends():
    board = but(TABLE.icb(), "Of councils", kind=SeatKind.ATTENDEE, voting=False)
    assert statuses(board) == SOUND_ICB | {"ICB-PARTNERS": NOT_MET}


def test_a_member_may_speak_for_two_groups():
    board = without(TABLE.icb(), "Of surgeries")
    board = but(board, "Of trusts", nominated_by=("trusts", "primary_medical"))
    assert statuses(board) == SOUND_ICB


def test_a_member_of_whom_nobody_told_who_nominated_them():
    board = but(TABLE.icb(), "Of councils", nominated_by=None)
    assert statuses(board) == SOUND_ICB | {"ICB-PARTNERS": CANNOT_TELL}


def test_the_chief_executive_is_no_ordinary_member():
    """What the chief executive and the chair know of mental illness does not count."""
    board = but(TABLE.icb(), "Of trusts", experience=())
    board = but(but(board, "Chief", experience=MENTAL_HEALTH), "Chair", experience=MENTAL_HEALTH)
    assert statuses(board) == SOUND_ICB | {"ICB-MH": NOT_MET}
    nurse = but(board, "Nurse", experience=MENTAL_HEALTH)
    assert statuses(nurse) == SOUND_ICB


def test_a_table_of_four():
    """A chair, a chief executive and two members."""
    people = ("Finance", "Doctor", "Nurse", "Of councils", "Deputy", "Audit")
    assert statuses(without(TABLE.icb(), *people)) == SOUND_ICB | {
        "ICB-ORD3": NOT_MET,
        "ICB-PARTNERS": NOT_MET,
        "ICB-EXEC3": NOT_MET,
        "ICB-NED2": NOT_MET,
        "ICB-SNEM": NOT_MET,
    }


def test_its_constitution_may_ask_for_more_members():
    own = Instrument("ICB-ORD3", {"min_ordinary": 9}, date(2022, 7, 1), "Constitution", "2.1")
    assert statuses(TABLE.icb(instruments=(own,))) == SOUND_ICB | {"ICB-ORD3": NOT_MET}
    ninth = TABLE.member("Of carers")
    assert statuses(TABLE.icb(ninth, instruments=(own,))) == SOUND_ICB


# Interests, executives and lay members


def test_a_member_with_a_private_interest():
    board = but(TABLE.icb(), "Of surgeries", private_interest=True)
    assert statuses(board) == SOUND_ICB | {"ICB-PRIVATE": NOT_MET}
    unknown = but(TABLE.icb(), "Of surgeries", private_interest=None)
    assert statuses(unknown) == SOUND_ICB | {"ICB-PRIVATE": CANNOT_TELL}


def test_a_nurse_director_without_a_vote():
    board = but(TABLE.icb(), "Nurse", voting=False)
    assert statuses(board) == SOUND_ICB | {"ICB-EXEC3": NOT_MET}
    assert statuses(but(board, "Nurse", voting=None)) == SOUND_ICB | {"ICB-EXEC3": CANNOT_TELL}


def test_no_register_is_asked_of_the_medical_director():
    """The policy names the roles; the law on doctors and nurses is that of trusts."""
    board = but(TABLE.icb(), "Doctor", registrations=("HCPC",))
    assert statuses(board) == SOUND_ICB


def test_the_deputy_chair_does_not_chair_audit():
    board = but(TABLE.icb(), "Deputy", duties=("deputy_chair", "audit_chair"))
    assert statuses(board) == SOUND_ICB | {"ICB-SNEM": NOT_MET}
    other = but(board, "Audit", duties=("deputy_chair", "senior_non_executive"))
    assert statuses(other) == SOUND_ICB


def test_one_lay_member_beside_the_chair_is_too_few():
    assert statuses(without(TABLE.icb(), "Audit")) == SOUND_ICB | {"ICB-NED2": NOT_MET}


def test_a_finance_officer_in_the_seat_of_a_member():
    board = but(TABLE.icb(), "Finance", kind=SeatKind.MEMBER, role=Role.CHIEF_FINANCE_OFFICER)
    assert statuses(board) == SOUND_ICB | {"ICB-EXEC3": NOT_MET}


# Days on which rules begin


def test_the_days_on_which_the_rules_begin():
    """The deputy chairs audit, nobody was ever tested, and the framework is not in use."""
    board = TABLE.icb(uses_competency_framework=False)
    board = but(board, "Deputy", duties=("deputy_chair", "audit_chair"))
    board = but(board, "Finance", fit_and_proper=NEVER)
    begins = {
        "ICB-SNEM": date(2024, 1, 1),
        "FPPT-ANNUAL": date(2023, 9, 30),
        "LCF": date(2024, 4, 1),
    }
    for day in (
        date(2023, 9, 29),
        date(2023, 9, 30),
        date(2023, 12, 31),
        date(2024, 1, 1),
        date(2024, 3, 31),
        date(2024, 4, 1),
    ):
        expected = {
            rule: NOT_MET if day >= first else NOT_APPLICABLE for rule, first in begins.items()
        }
        assert statuses(board, day) == SOUND_ICB | expected


def test_there_were_none_before_july_2022():
    day = date(2022, 7, 1)
    board = replace(Table(day).icb())
    assert set(statuses(board, date(2022, 6, 30)).values()) == {NOT_APPLICABLE}
    later = dict.fromkeys(("ICB-SNEM", "FPPT-ANNUAL", "LCF"), NOT_APPLICABLE)
    assert statuses(board, day) == SOUND_ICB | later


def test_met_is_not_said_of_a_board_without_anybody():
    board = replace(TABLE.icb(), seats=())
    nobody = dict.fromkeys(SOUND_ICB, NOT_MET)
    nothing_to_ask = {"ICB-PRIVATE": NOT_APPLICABLE, "FPPT-ANNUAL": NOT_APPLICABLE, "LCF": MET}
    assert statuses(board) == nobody | nothing_to_ask
