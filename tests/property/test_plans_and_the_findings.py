"""On random boards, much of them unknown, a plan's word on each rule is what the finding says."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date
from random import Random

import numpy as np
import pytest

from builders.drawn_boards import drawn_board
from builders.plans import MEMBER, executive, non_executive
from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.facts import Board, Role
from wardtoboard.boards.findings import Status
from wardtoboard.boards.plan import Alternative, Candidate, Target, plan_board, with_people

CASES = 160
OPEN = (Status.NOT_MET, Status.CANNOT_TELL)
CANDIDATES: tuple[Candidate, ...] = (
    executive("Ann", "doctor", roles=(Role.CHIEF_EXECUTIVE, Role.MEDICAL_DIRECTOR)),
    executive("Bo", "nurse", roles=(Role.CHIEF_FINANCE_OFFICER, Role.DIRECTOR_OF_NURSING)),
    executive("Cy", "doctor", roles=(Role.MEDICAL_DIRECTOR,)),
    executive("Di", "nurse", experience=("local_authority_health",)),
    *(non_executive(name, roles=(Role.CHAIR,)) for name in ("Ed", "Flo", "Gil", "Hal")),
    non_executive("Ida", constituency="university"),
    *(
        executive(
            name,
            eligible_for=(MEMBER,),
            nominated_by=(group,),
            experience=("mental_illness_services",),
        )
        for name, group in (("Jo", "trusts"), ("Ky", "primary_medical"), ("Lu", "local_authority"))
    ),
)
Filled = tuple[Board, date, Set[str], Set[str]]


def filled_boards() -> Iterator[Filled]:
    """Give boards made by plans that keep some people, with the rules met and those to check."""
    for seed in range(CASES):
        board, day = drawn_board(np.random.default_rng(seed))
        people = sorted({seat.person for seat in board.on(day) if seat.person})
        keep = tuple(Random(seed).sample(people, len(people) // 2))  # noqa: S311
        plan = plan_board(board, day, CANDIDATES, Target(1, 40, keep=keep))
        met = {one.id for one in plan.conditions if one.severity}
        to_check = {one.id for one in plan.to_check}
        for one in plan.alternatives[:1]:
            made = with_people(board, day, one, CANDIDATES, first_who_could(one))
            yield made, day, met, to_check


def first_who_could(one: Alternative) -> list[str]:
    """Give someone for each open seat; those that the fewest could fill are filled first."""
    seats = one.open_seats
    people: dict[int, str] = {}
    for place in sorted(range(len(seats)), key=lambda place: len(seats[place].could_fill)):
        people[place] = next(n for n in seats[place].could_fill if n not in people.values())
    return [people[place] for place in range(len(seats))]


@pytest.fixture(scope="module")
def filled() -> list[Filled]:
    return list(filled_boards())


def test_many_boards_can_be_made(filled):
    assert len(filled) > CASES / 8


def test_whatever_is_not_met_or_cannot_be_told_is_to_check(filled):
    for board, day, _, to_check in filled:
        assert {one.rule for one in evaluate(board, day) if one.status in OPEN} <= to_check


def test_whatever_is_said_to_be_met_is_met(filled):
    for board, day, met, to_check in filled:
        assert not met & to_check
        assert met <= {one.rule for one in evaluate(board, day) if one.status is Status.MET}
