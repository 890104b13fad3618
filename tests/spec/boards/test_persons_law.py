"""What is asked of every director as a person, and of how boards are led."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders.board_law import ONE_DAY, begins, found, status, traced
from builders.boards import TODAY, Table, board, but, named, without
from wardtoboard.boards import NEVER, Board, BodyKind, Severity, evaluate

TABLE = Table()
TRUST, ICB = TABLE.trust(), TABLE.icb()
BOARDS = {
    "trust": TRUST,
    "foundation": TABLE.foundation(),
    "icb": ICB,
    "england": named(TRUST, BodyKind.NHS_ENGLAND),
}
YEAR_AGO = date(2023, 6, 3)


@pytest.mark.parametrize("name", BOARDS)
@pytest.mark.parametrize("rule", ["FPPT-ANNUAL", "LCF"])
def test_the_yearly_test_and_the_framework_are_of_every_nhs_board(rule, name):
    begins(rule, BOARDS[name])
    assert status(rule, BOARDS[name]) == "met"


@pytest.mark.parametrize("name", ["trust", "foundation"])
def test_fit_and_proper_persons_are_asked_of_trusts_from_27_november_2014(name):
    begins("FPPR", BOARDS[name])
    assert found("FPPR", BOARDS[name]).severity == Severity.LAW


def test_and_not_of_integrated_care_boards():
    assert "FPPR" not in {finding.rule for finding in evaluate(ICB, TODAY)}


# Fit and proper persons


def test_nobody_is_disqualified_and_everyone_was_tested():
    assert status("FPPR", TRUST) == "met"
    finding = found("FPPR", but(TRUST, "Lay 1", disqualified=True))
    assert finding.because == "Lay 1 is disqualified."
    assert finding.is_unconfirmed  # the first day was not checked
    never = found("FPPR", but(TRUST, "Lay 1", fit_and_proper=NEVER))
    assert never.because == "Lay 1 never had the full test of being fit and proper."


def test_what_is_not_told_of_anyone_leaves_it_open():
    finding = found("FPPR", but(TRUST, "Lay 1", disqualified=None, fit_and_proper=None))
    assert finding.status == "cannot_tell"
    assert finding.missing == (
        "whether Lay 1 is disqualified",
        "the day of the full fit and proper test of Lay 1",
    )


def test_attendees_are_not_asked():
    attendee = TABLE.attendee("Deputy", disqualified=True)
    assert status("FPPR", TABLE.trust(attendee)) == "met"
    nobody = board([attendee], BodyKind.NHS_TRUST)
    assert status("FPPR", nobody) == "not_applicable"


# Who is asked: every director, with a vote or without


def without_a_vote(**facts) -> Board:
    return TABLE.trust(TABLE.executive("Strategy", voting=False, **facts))


def test_directors_without_a_vote_are_asked_as_well():
    assert status("FPPR", without_a_vote()) == "met"
    assert status("FPPT-ANNUAL", without_a_vote()) == "met"
    disqualified = without_a_vote(disqualified=True, fit_and_proper=NEVER)
    never = "Strategy never had the full test of being fit and proper."
    assert found("FPPR", disqualified).because == f"Strategy is disqualified; {never}"
    yearly = found("FPPT-ANNUAL", disqualified)
    assert (yearly.status, yearly.because) == ("not_met", never)


def test_what_is_not_told_of_a_director_without_a_vote_leaves_it_open():
    unknown = without_a_vote(disqualified=None, fit_and_proper=date(2020, 1, 1), self_attested=None)
    assert found("FPPR", unknown).missing == ("whether Strategy is disqualified",)
    assert found("FPPT-ANNUAL", unknown).missing == ("the last statement of Strategy",)


@pytest.mark.parametrize("kind", ["chair", "executive", "non_executive", "member"])
def test_they_are_asked_in_a_seat_of_any_kind(kind):
    seat = getattr(TABLE, kind)("Someone", voting=False, fit_and_proper=NEVER)
    for rule in ("FPPR", "FPPT-ANNUAL"):
        assert status(rule, board([seat], BodyKind.NHS_TRUST)) == "not_met"


def test_an_empty_seat_or_one_that_has_ended_is_nobody_to_ask():
    unfit = {"disqualified": True, "fit_and_proper": NEVER}
    ended = without_a_vote(end=TODAY - ONE_DAY, **unfit)
    empty = TABLE.trust(TABLE.executive("", voting=False, **unfit))
    for rule in ("FPPR", "FPPT-ANNUAL"):
        assert status(rule, ended) == status(rule, empty) == "met"


# A test after the day that is asked about


def test_a_full_test_after_the_day_asked_about_tells_nothing_of_the_day():
    """Only the latest test is held: there may have been an earlier one."""
    today = but(TRUST, "Lay 1", fit_and_proper=TODAY)
    assert status("FPPR", today) == status("FPPT-ANNUAL", today) == "met"
    later = but(TRUST, "Lay 1", fit_and_proper=TODAY + ONE_DAY)
    for rule in ("FPPR", "FPPT-ANNUAL"):
        finding = found(rule, later)
        assert finding.status == "cannot_tell"
        assert finding.missing == ("the day of the full fit and proper test of Lay 1",)


def test_a_disqualification_decides_whenever_the_test_was():
    later = but(TRUST, "Lay 1", fit_and_proper=TODAY + ONE_DAY, disqualified=True)
    assert found("FPPR", later).because == "Lay 1 is disqualified."


# The yearly test


def yearly(full: date | None, statement: date | None) -> str:
    changed = but(TRUST, "Lay 1", fit_and_proper=full, self_attested=statement)
    return status("FPPT-ANNUAL", changed)


def test_everyone_states_each_year_that_the_test_still_holds():
    assert yearly(date(2020, 1, 1), YEAR_AGO) == "met"
    assert yearly(date(2020, 1, 1), YEAR_AGO - ONE_DAY) == "not_met"
    assert yearly(date(2020, 1, 1), NEVER) == "not_met"
    assert yearly(date(2020, 1, 1), None) == "cannot_tell"


def test_a_full_test_within_the_year_counts_as_a_statement():
    assert yearly(YEAR_AGO, NEVER) == "met"
    assert yearly(YEAR_AGO, None) == "met"


def test_a_full_test_is_needed_whatever_was_stated():
    assert yearly(NEVER, TODAY) == "not_met"
    assert yearly(None, TODAY) == "cannot_tell"


def test_a_statement_after_the_day_asked_about_tells_nothing_of_the_day():
    later = TODAY + ONE_DAY
    assert yearly(date(2020, 1, 1), TODAY) == "met"
    assert yearly(date(2020, 1, 1), later) == "cannot_tell"
    assert yearly(YEAR_AGO, later) == "met"
    assert yearly(NEVER, later) == "not_met"
    finding = found(
        "FPPT-ANNUAL",
        but(TRUST, "Lay 1", fit_and_proper=date(2020, 1, 1), self_attested=later),
    )
    assert finding.missing == ("the last statement of Lay 1",)


def test_the_finding_names_who_is_late():
    late = but(TRUST, "Lay 1", fit_and_proper=date(2020, 1, 1), self_attested=NEVER)
    late = but(late, "Lay 2", fit_and_proper=date(2020, 1, 1), self_attested=NEVER)
    finding = found("FPPT-ANNUAL", late)
    assert finding.because == (
        "Each of Lay 1 and Lay 2 neither had the full test nor made a statement within the last "
        "year."
    )


# The leadership competency framework


def test_role_descriptions_and_appraisals_use_the_framework():
    finding = found("LCF", TRUST)
    assert (finding.status, finding.severity) == ("met", Severity.GOOD_PRACTICE)
    assert traced(finding) == {("LCF", "domains", 6)}
    assert status("LCF", replace(TRUST, uses_competency_framework=False)) == "not_met"
    unknown = found("LCF", replace(TRUST, uses_competency_framework=None))
    assert unknown.status == "cannot_tell"
    assert unknown.missing == ("whether the leadership competency framework is used",)


def test_it_is_asked_of_a_board_without_anybody():
    people = {seat.person for seat in TRUST.seats}
    assert status("LCF", without(TRUST, *people)) == "met"
