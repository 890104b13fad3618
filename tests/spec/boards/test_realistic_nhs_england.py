"""The board of NHS England: a chair, five others at least, and fewer executives than they."""

from __future__ import annotations

from datetime import date

from builders.board_findings import (
    CANNOT_TELL,
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    OF_EVERYONE,
    statuses,
)
from builders.boards import TODAY, Table, board, but, without
from wardtoboard.boards.facts import Board, BodyKind

SOUND = {"NHSE-ED-LT-NED": MET} | OF_EVERYONE


def england(day: date = TODAY) -> Board:
    """Give five executives, a chair and five others."""
    table = Table(day)
    people = [*table.four_posts(), table.executive("Operations"), *table.non_executives(5)]
    return board([table.chair(), *people], BodyKind.NHS_ENGLAND)


def test_five_executives_beside_a_chair_and_five_others():
    assert statuses(england()) == SOUND


def test_the_chair_counts_among_the_non_executives():
    assert statuses(without(england(), "Chair")) == SOUND | {"NHSE-ED-LT-NED": NOT_MET}


def test_the_chair_is_not_one_of_the_five():
    few = without(england(), "Lay 5", "Operations", "Nurse")
    assert statuses(few) == SOUND | {"NHSE-ED-LT-NED": NOT_MET}


def test_a_vote_that_nobody_told_leaves_it_open():
    open_vote = but(england(), "Lay 5", voting=None)
    assert statuses(open_vote) == SOUND | {"NHSE-ED-LT-NED": CANNOT_TELL}


def test_it_began_in_april_2013():
    day = date(2013, 4, 1)
    later = dict.fromkeys(OF_EVERYONE, NOT_APPLICABLE)
    assert statuses(england(day), day) == SOUND | later
    assert set(statuses(england(day), date(2013, 3, 31)).values()) == {NOT_APPLICABLE}
