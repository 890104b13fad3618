"""What the law asks of the boards of foundation trusts, rule by rule; the chair is a
non-executive, and there are neither maxima nor waivers in law.
"""

from __future__ import annotations

from datetime import date

import pytest

from builders.board_law import ONE_DAY, begins, found, own, status, traced
from builders.boards import TODAY, Table, but, named, without
from wardtoboard.boards import Board, BodyKind, Severity, evaluate

TABLE = Table()
RULES = (
    "FT-ED-CEO",
    "FT-ED-CFO",
    "FT-CHAIR-NED",
    "FT-ED-DOC",
    "FT-ED-NURSE",
    "FT-ED-DISQ",
    "FT-NED-ELIG",
    "FT-NO-MAX",
)


def trust(*more, **facts) -> Board:
    return TABLE.foundation(*more, **facts)


@pytest.mark.parametrize("rule", RULES)
def test_the_rules_begin_with_the_act_on_1_march_2007(rule):
    begins(rule, trust())
    assert found(rule, trust()).severity == Severity.LAW


def test_the_acts_first_day_was_not_checked_and_its_wording_was():
    assert found("FT-ED-DOC", trust(), date(2007, 2, 28)).is_unconfirmed
    assert not found("FT-ED-DOC", trust(), date(2007, 3, 1)).is_unconfirmed


def test_the_rules_of_nhs_trusts_are_not_asked():
    assert not [f.rule for f in evaluate(trust(), TODAY) if f.rule.startswith("NHST")]


def test_a_board_may_be_asked_as_if_it_were_another_body():
    findings = evaluate(TABLE.trust(), TODAY, frozenset({BodyKind.FOUNDATION_TRUST}))
    assert [f.rule for f in findings] == [f.rule for f in evaluate(trust(), TODAY)]


@pytest.mark.parametrize(("rule", "person"), [("FT-ED-CEO", "Chief"), ("FT-ED-CFO", "Finance")])
def test_the_two_officers_are_executives(rule, person):
    assert status(rule, trust()) == "met"
    assert status(rule, without(trust(), person)) == "not_met"


def test_one_non_executive_is_the_chair():
    assert found("FT-CHAIR-NED", trust()).because == "Chair is the chair."
    finding = found("FT-CHAIR-NED", but(trust(), "Chair", voting=None))
    assert finding.status == "cannot_tell"
    assert finding.missing == ("whether Chair votes",)
    assert found("FT-CHAIR-NED", without(trust(), "Chair")).because == "No director is the chair."


def test_a_dentist_serves_as_the_doctor_and_a_midwife_as_the_nurse():
    board = but(trust(), "Doctor", registrations=("GDC-dentist",))
    board = but(board, "Nurse", registrations=("NMC-midwife",))
    doctor, nurse = found("FT-ED-DOC", board), found("FT-ED-NURSE", board)
    assert (doctor.status, nurse.status) == ("met", "met")
    assert traced(doctor) == {("FT-ED-DOC", "regulators", ("GMC", "GDC-dentist"))}
    assert traced(nurse) == {
        ("FT-ED-DOC", "regulators", ("GMC", "GDC-dentist")),
        ("FT-ED-NURSE", "regulators", ("NMC-nurse", "NMC-midwife")),
    }


def test_the_doctor_and_the_nurse_are_two_people():
    board = without(but(trust(), "Doctor", registrations=("GMC", "NMC-nurse")), "Nurse")
    assert status("FT-ED-DOC", board) == "met"
    assert status("FT-ED-NURSE", board) == "not_met"


def test_people_who_share_a_post_are_each_a_director():
    """The law of foundation trusts does not count joint holders as one."""
    both = {"post": "clinical", "voting": True}
    board = but(but(trust(), "Doctor", **both), "Nurse", **both)
    assert status("FT-ED-NURSE", board) == "met"


def test_an_ambulance_foundation_trust_is_not_let_off():
    assert status("FT-ED-NURSE", without(trust(), "Nurse")) == "not_met"


def test_no_executive_is_disqualified():
    assert status("FT-ED-DISQ", trust()) == "met"
    finding = found("FT-ED-DISQ", but(trust(), "Finance", disqualified=True))
    assert finding.because == "Finance is disqualified."
    assert status("FT-ED-DISQ", but(trust(), "Lay 1", disqualified=True)) == "met"
    unknown = found("FT-ED-DISQ", but(trust(), "Finance", disqualified=None))
    assert unknown.missing == ("whether Finance is disqualified",)
    people = ("Chief", "Finance", "Doctor", "Nurse", "Operations")
    assert status("FT-ED-DISQ", without(trust(), *people)) == "not_applicable"


@pytest.mark.parametrize("constituency", ["public", "patients", "university"])
def test_members_of_the_public_or_patients_and_of_the_university_may_be_non_executives(
    constituency,
):
    board = but(trust(), "Lay 1", constituency=constituency)
    assert status("FT-NED-ELIG", board) == "met"


@pytest.mark.parametrize("constituency", ["staff", "none"])
def test_a_member_of_staff_may_not_nor_one_who_is_no_member(constituency):
    finding = found("FT-NED-ELIG", but(trust(), "Lay 1", constituency=constituency))
    assert finding.status == "not_met"
    assert finding.because.startswith("Lay 1 is no member of the public or patients'")
    assert status("FT-NED-ELIG", but(trust(), "Chair", constituency=constituency)) == "not_met"
    assert status("FT-NED-ELIG", but(trust(), "Chief", constituency=constituency)) == "met"


def test_a_constituency_that_is_not_told_leaves_it_open():
    finding = found("FT-NED-ELIG", but(trust(), "Lay 1", constituency=None))
    assert finding.status == "cannot_tell"
    assert finding.missing == ("the constituency of Lay 1",)


# The size of the board


def test_the_law_sets_no_maximum():
    many = [TABLE.executive(f"More {number}") for number in range(20)]
    assert status("FT-NO-MAX", trust(*many)) == "not_applicable"


@pytest.mark.parametrize(("name", "most"), [("max_total", 12), ("max_ned", 7), ("max_ed", 5)])
def test_the_constitution_sets_one_which_counts_the_chair_as_a_non_executive(name, most):
    enough = found("FT-NO-MAX", trust(instruments=(own("FT-NO-MAX", **{name: most}),)))
    assert (enough.status, enough.is_own) == ("met", True)
    assert str(enough.citation) == "The trust's own order, article 4"
    assert traced(enough) == {("FT-NO-MAX", name, most)}
    order = own("FT-NO-MAX", **{name: most - 1})
    assert status("FT-NO-MAX", trust(instruments=(order,))) == "not_met"
    assert status("FT-NO-MAX", trust(instruments=(order,)), TODAY - ONE_DAY) == "not_applicable"


def test_a_number_of_an_nhs_trust_is_not_read():
    board = named(trust(instruments=(own("NHST-MAX-ED", max_ed=1),)), BodyKind.FOUNDATION_TRUST)
    assert not [finding for finding in evaluate(board, TODAY) if finding.is_own]
