"""What law, policy and guidance ask of integrated care boards, rule by rule."""

from __future__ import annotations

from datetime import date

import pytest

from builders.board_law import begins, found, own, status, traced
from builders.boards import TODAY, Table, but, without
from wardtoboard.boards import Board, Severity, evaluate

TABLE = Table()
LAW = ("ICB-CHAIR", "ICB-CEO", "ICB-ORD3", "ICB-PARTNERS", "ICB-MH", "ICB-PRIVATE")
POLICY = ("ICB-EXEC3", "ICB-NED2")


def icb(*more, **facts) -> Board:
    return TABLE.icb(*more, **facts)


@pytest.mark.parametrize("rule", [*LAW, *POLICY, "ICB-SNEM"])
def test_the_rules_begin_on_1_july_2022_and_the_guidance_in_2024(rule):
    begins(rule, icb())
    assert not found(rule, icb()).is_unconfirmed


def test_the_day_of_the_guidance_was_not_checked():
    assert found("ICB-SNEM", icb(), date(2023, 12, 31)).is_unconfirmed


def test_law_comes_first_then_policy_then_good_practice():
    findings = evaluate(icb(), TODAY)
    assert [f.rule for f in findings] == [*LAW, *POLICY, "FPPT-ANNUAL", "ICB-SNEM", "LCF"]
    assert {f.rule for f in findings if f.severity == Severity.POLICY} == {
        *POLICY,
        "FPPT-ANNUAL",
    }


def test_there_is_a_chair():
    assert status("ICB-CHAIR", icb()) == "met"
    assert status("ICB-CHAIR", but(icb(), "Chair", voting=None)) == "cannot_tell"
    assert status("ICB-CHAIR", without(icb(), "Chair")) == "not_met"


def test_the_chief_executive_is_the_boards_employee():
    assert status("ICB-CEO", icb()) == "met"
    assert status("ICB-CEO", but(icb(), "Chief", employee=False)) == "not_met"
    finding = found("ICB-CEO", but(icb(), "Chief", employee=None))
    assert finding.status == "cannot_tell"
    assert finding.missing == ("the employer of Chief",)


def test_three_ordinary_members_sit_besides_chair_and_chief_executive():
    people = ("Finance", "Doctor", "Nurse", "Deputy", "Audit")
    three = without(icb(), *people)
    assert status("ICB-ORD3", three) == "met"
    two = found("ICB-ORD3", without(three, "Of councils"))
    assert two.because == "There are 2 ordinary members; the fewest allowed is 3."
    assert traced(two) == {("ICB-ORD3", "min_ordinary", 3)}
    open_ = found("ICB-ORD3", but(three, "Of councils", voting=None))
    assert open_.missing == ("whether Of councils votes",)


def test_a_constitution_may_ask_for_more():
    board = icb(instruments=(own("ICB-ORD3", min_ordinary=9),))
    finding = found("ICB-ORD3", board)
    assert (finding.status, finding.is_own) == ("not_met", True)


def test_each_group_of_partners_nominated_a_member():
    finding = found("ICB-PARTNERS", icb())
    assert finding.status == "met"
    assert traced(finding) == {
        ("ICB-PARTNERS", "partner_groups", ("trusts", "primary_medical", "local_authority"))
    }
    without_councils = found("ICB-PARTNERS", without(icb(), "Of councils"))
    assert without_councils.because == "No member was nominated by local authorities."


def test_one_member_may_come_from_two_groups():
    board = but(
        without(icb(), "Of councils"), "Of trusts", nominated_by=("trusts", "local_authority")
    )
    assert status("ICB-PARTNERS", board) == "met"


@pytest.mark.parametrize("facts", [{"nominated_by": None}, {"voting": None}])
def test_a_nomination_or_vote_that_is_not_told_leaves_it_open(facts):
    finding = found("ICB-PARTNERS", but(icb(), "Of councils", **facts))
    assert finding.status == "cannot_tell"
    assert finding.because == (
        "No member was surely nominated by local authorities, but it may be so of Of councils."
    )
    assert finding.missing == ("the nomination or the vote of Of councils",)


def test_a_member_knows_services_for_mental_illness():
    finding = found("ICB-MH", icb())
    assert traced(finding) == {("ICB-MH", "min", 1)}
    assert status("ICB-MH", without(icb(), "Of trusts")) == "not_met"
    assert status("ICB-MH", but(icb(), "Of trusts", experience=None)) == "cannot_tell"


def test_no_member_has_a_private_interest_that_undermines_the_nhs():
    assert status("ICB-PRIVATE", icb()) == "met"
    assert status("ICB-PRIVATE", but(icb(), "Of surgeries", private_interest=True)) == "not_met"
    finding = found("ICB-PRIVATE", but(icb(), "Of surgeries", private_interest=None))
    assert finding.missing == ("whether Of surgeries has such a private interest",)


@pytest.mark.parametrize("person", ["Finance", "Doctor", "Nurse"])
def test_policy_asks_for_three_executives(person):
    assert status("ICB-EXEC3", icb()) == "met"
    finding = found("ICB-EXEC3", without(icb(), person))
    assert finding.status == "not_met"
    assert traced(finding) == {
        (
            "ICB-EXEC3",
            "roles",
            ("chief_finance_officer", "medical_director", "director_of_nursing"),
        )
    }
    assert status("ICB-EXEC3", but(icb(), person, voting=None)) == "cannot_tell"


def test_policy_asks_for_two_non_executives():
    assert status("ICB-NED2", icb()) == "met"
    finding = found("ICB-NED2", without(icb(), "Audit"))
    assert finding.status == "not_met"
    assert traced(finding) == {("ICB-NED2", "min_ned", 2)}


def test_the_deputy_chair_does_not_chair_audit_and_one_is_the_senior():
    assert status("ICB-SNEM", icb()) == "met"
    both = ("deputy_chair", "audit_chair", "senior_non_executive")
    finding = found("ICB-SNEM", but(icb(), "Deputy", duties=both))
    assert finding.because == (
        "No non-executive member is the deputy chair without chairing audit."
    )
    assert status("ICB-SNEM", but(icb(), "Deputy", duties=("deputy_chair",))) == "not_met"
    unknown = found("ICB-SNEM", but(icb(), "Deputy", duties=None))
    assert unknown.status == "cannot_tell"
    assert unknown.missing == ("the duties of Deputy",)
