"""Plans say which rules every board meets, which are to check, and stay silent on the others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders.boards import TODAY, Table, but, named, without
from builders.plans import executive
from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.facts import Board, BodyKind, Instrument
from wardtoboard.boards.findings import Status
from wardtoboard.boards.plan import Candidate, Condition, Plan, Target, plan_board, with_people

MAXIMA = {"NHST-MAX-DIR", "NHST-MAX-NED", "NHST-MAX-ED"}
ORDER = {"start": date(2012, 1, 1), "source": "An order", "place": "article 4"}


def planned(board: Board, *candidates: Candidate) -> Plan:
    keep = tuple(seat.person for seat in board.seats)
    return plan_board(board, TODAY, candidates, Target(1, 16, keep=keep))


def met(plan: Plan) -> set[str]:
    """Give the rules among the conditions; a target is no rule."""
    return {one.id for one in plan.conditions if one.severity}


def to_check(plan: Plan) -> set[str]:
    return {one.id for one in plan.to_check}


def condition(plan: Plan, rule: str) -> Condition:
    (found,) = [one for one in (*plan.conditions, *plan.to_check) if one.id == rule]
    return found


# Rules on people


def test_what_is_asked_of_people_themselves_is_to_check_and_met_by_no_plan():
    board = Table().foundation()
    pam = executive("Pam", "pharmacist")
    plan = planned(without(board, "Operations"), pam)
    assert to_check(plan) >= {"FPPR", "FT-ED-DISQ"}
    filled = with_people(without(board, "Operations"), TODAY, plan.alternatives[0], [pam], ["Pam"])
    found = {one.rule: one for one in evaluate(filled, TODAY)}
    for rule in ("FPPR", "FT-ED-DISQ"):
        assert found[rule].status is Status.CANNOT_TELL
        assert "whether Pam is disqualified" in found[rule].missing


def test_it_is_to_check_on_every_body_also_where_all_is_known_today():
    for board, rules in (
        (Table().trust(), {"FPPR", "NHST-NED-TERM"}),
        (Table().foundation(), {"FPPR", "FT-ED-DISQ"}),
        (Table().icb(), {"ICB-PRIVATE"}),
    ):
        plan = planned(board)
        assert to_check(plan) >= rules
        assert not met(plan) & rules


def test_whoever_is_known_to_be_wrong_still_stands_in_the_way():
    plan = planned(but(Table().foundation(), "Doctor", disqualified=True))
    conflict = {one.id for one in plan.conflict}
    assert conflict & {"FPPR", "FT-ED-DISQ"}
    assert "TARGET-KEEP-Doctor" in conflict


def test_a_constituency_that_nobody_told_is_to_check():
    board = Table().foundation()
    assert "FT-NED-ELIG" in met(planned(board))
    unknown = planned(but(board, "Lay 1", constituency=None))
    assert "FT-NED-ELIG" in to_check(unknown) - met(unknown)


# Rules that ask nothing here


def test_what_is_waived_is_neither_met_nor_to_check():
    for waiver in (BodyKind.AMBULANCE, BodyKind.NO_DIRECT_SERVICES):
        board = named(without(Table().trust(), "Doctor", "Nurse"), waiver)
        plan = planned(board)
        assert plan.is_possible
        assert not {"NHST-ED-DOC", "NHST-ED-NURSE"} & (met(plan) | to_check(plan))


def test_the_general_maxima_are_not_listed_where_others_or_none_hold():
    high_secure = planned(named(Table().trust(), BodyKind.HIGH_SECURE))
    assert not MAXIMA & (met(high_secure) | to_check(high_secure))
    assert "NHST-HS-MH-MAX" in met(high_secure)
    shut = planned(named(Table().trust(), BodyKind.DEAUTHORISED))
    assert not MAXIMA & (met(shut) | to_check(shut))


def test_a_care_trust_without_partners_is_asked_for_nobody_from_them():
    board = named(Table().trust(), BodyKind.CARE_TRUST)
    none = planned(replace(board, partner_local_authorities=()))
    assert "NHST-CARE-NED" not in met(none) | to_check(none)
    some = planned(replace(board, partner_local_authorities=("Anytown",)))
    assert "NHST-CARE-NED" in met(some)


# Rules that a plan cannot test for want of a fact


def test_partners_that_nobody_entered_are_to_check():
    plan = planned(named(Table().trust(), BodyKind.CARE_TRUST))
    assert "NHST-CARE-NED" in to_check(plan)


def test_numbers_of_an_order_that_nobody_entered_are_to_check_and_not_the_laws():
    care = replace(named(Table().trust(), BodyKind.CARE_TRUST), partner_local_authorities=())
    plan = planned(care)
    assert to_check(plan) >= MAXIMA
    assert condition(plan, "NHST-MAX-ED").statement == (
        "The board has no more executive directors than the care trust's own order allows, "
        "which nobody entered."
    )
    own = Instrument("NHST-MAX-ED", {"max_ed": 6}, **ORDER)
    entered = planned(replace(care, instruments=(own,)))
    assert "NHST-MAX-ED" in met(entered)


def test_the_size_in_a_constitution_that_nobody_entered_is_to_check():
    board = Table().foundation()
    assert "FT-NO-MAX" in to_check(planned(board))
    own = Instrument("FT-NO-MAX", {"max_total": 13}, **ORDER)
    assert "FT-NO-MAX" in met(planned(replace(board, instruments=(own,))))


def test_an_own_number_is_said_of_what_is_met_and_of_what_is_to_check():
    board = replace(
        Table().trust(Table().executive("Sixth")),
        instruments=(
            Instrument("NHST-MAX-ED", {"max_ed": 6}, **ORDER),
            Instrument("CODE23-TENURE9", {"max_years": 8}, **ORDER),
            Instrument("NHST-NED-TERM", {"max_years_per_term": 5}, **ORDER),
        ),
    )
    plan = planned(board)
    cap = condition(plan, "NHST-MAX-ED")
    assert cap.statement == "The board has no more than 6 executive directors."
    tenure = condition(plan, "CODE23-TENURE9")
    assert " serve no more than 8 years " in tenure.statement
    term = condition(plan, "NHST-NED-TERM")
    assert term.statement.endswith("are appointed for no more than 5 years at a time.")
    for one in (cap, tenure, term):
        assert (one.is_own, str(one.citation)) == (True, "An order, article 4")


def test_every_rule_that_a_plan_does_not_name_asks_nothing_and_the_others_are_as_it_says():
    for board in (Table().trust(), Table().foundation(), Table().icb()):
        plan = planned(board)
        statuses = {one.rule: one.status for one in evaluate(board, TODAY)}
        silent = statuses.keys() - met(plan) - to_check(plan)
        assert {statuses[one] for one in silent} <= {Status.NOT_APPLICABLE}
        assert {statuses[one] for one in met(plan)} == {Status.MET}
