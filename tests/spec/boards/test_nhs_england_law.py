"""What the law asks of the board of NHS England."""

from __future__ import annotations

from builders.board_law import begins, found, status, traced
from builders.boards import Table, board, but, without
from wardtoboard.boards import Board, BodyKind

TABLE = Table()
RULE = "NHSE-ED-LT-NED"


def england(*more, non_executives: int = 5) -> Board:
    """Five executives beside a chair and non-executives."""
    seats = [TABLE.chair(), *TABLE.four_posts(), TABLE.executive("Operations")]
    seats += TABLE.non_executives(non_executives)
    return board([*seats, *more], BodyKind.NHS_ENGLAND)


def test_the_rule_begins_on_1_april_2013():
    begins(RULE, england())


def test_executives_are_fewer_than_the_chair_and_the_others():
    finding = found(RULE, england())
    assert finding.status == "met"
    assert traced(finding) == {(RULE, "min_other_ned", 5)}
    assert status(RULE, england(TABLE.executive("Sixth"))) == "not_met"
    assert status(RULE, without(england(), "Chair")) == "not_met"


def test_five_others_sit_besides_the_chair():
    finding = found(RULE, without(england(non_executives=4), "Operations"))
    assert finding.because == (
        "There are 4 non-executive members without the chair; the fewest allowed is 5."
    )


def test_votes_that_are_not_told_leave_it_open():
    finding = found(RULE, england(TABLE.executive("Sixth", voting=None)))
    assert finding.status == "cannot_tell"
    assert finding.missing == ("whether Sixth votes",)
    chair = found(RULE, but(england(), "Chair", voting=None))
    assert chair.missing == ("whether Chair votes",)
