"""On small boards every plan is as good as the best of all ways of seating everyone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import permutations
from random import Random

import pytest

from builders.boards import TODAY
from builders.plans import drawn_board, drawn_candidate, drawn_target
from reference.plain_plans import PlainBoard, every_board
from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.facts import Board, BodyKind
from wardtoboard.boards.findings import Severity, Status
from wardtoboard.boards.plan import Alternative, Candidate, Plan, Target, plan_board, with_people

BODIES = (BodyKind.NHS_TRUST, BodyKind.FOUNDATION_TRUST, BodyKind.ICB)
CASES = 40
Case = tuple[Board, date, list[Candidate], Target]


def drawn_case(seed: int, body: BodyKind, *, stay: tuple[int, int], ask: int) -> Case:
    draw = Random(seed)  # noqa: S311
    board = drawn_board(draw, body)
    people = [seat.person for seat in board.seats]
    keep = draw.sample(people, min(len(people) - 1, draw.randint(*stay)))
    names = [f"Candidate {number}" for number in range(1, ask + 1)]
    candidates = [drawn_candidate(draw, one, of_icb=body is BodyKind.ICB) for one in names]
    return board, TODAY, candidates, drawn_target(draw, tuple(keep))


def cases(body: BodyKind) -> Iterator[tuple[Plan, Case, list[PlainBoard]]]:
    for seed in range(CASES):
        case = drawn_case(seed, body, stay=(8, 11), ask=4)
        board, day, candidates, target = case
        lawful = [one for one in every_board(board, day, candidates, target) if not one.wrong]
        yield plan_board(board, day, candidates, target), case, lawful


@pytest.fixture(scope="module", params=BODIES, ids=str)
def planned(request: pytest.FixtureRequest) -> Sequence[tuple[Plan, Case, list[PlainBoard]]]:
    return list(cases(request.param))


def worth(one: Alternative) -> tuple[int, int, int]:
    return -len(one.professions), -len(one.skills), one.size


def look(one: Alternative) -> tuple[frozenset[str], tuple[int, ...]]:
    kinds = [seat.kind.value for seat in one.seats]
    names = ("chair", "executive", "non_executive", "member")
    return frozenset(one.professions), tuple(kinds.count(kind) for kind in names)


def test_some_can_be_met_and_some_cannot(planned):
    possible = [plan.is_possible for plan, _, _ in planned]
    assert 5 <= sum(possible) <= CASES - 5


def test_a_plan_is_found_where_there_is_one(planned):
    assert [plan.is_possible for plan, _, _ in planned] == [bool(found) for _, _, found in planned]


def test_the_first_is_the_best_there_is(planned):
    for plan, _, lawful in planned:
        if lawful:
            assert worth(plan.alternatives[0]) == min(one.worth for one in lawful)


def test_the_best_in_every_other_order_is_among_them(planned):
    for plan, _, lawful in planned:
        if lawful:
            worths = {worth(one) for one in plan.alternatives}
            assert min(one.worth for one in lawful) in worths
            assert min((one.worth for one in lawful), key=lambda w: (w[1], w[0], w[2])) in worths
            assert min((one.worth for one in lawful), key=lambda w: (w[2], w[0], w[1])) in worths


def test_no_two_have_the_same_professions_and_seats(planned):
    for plan, _, lawful in planned:
        looks = [look(one) for one in plan.alternatives]
        assert len(looks) == len(set(looks)) <= 5
        assert set(looks) <= {(one.professions, one.kinds) for one in lawful}


def test_fewer_than_five_leave_out_only_boards_that_add_nothing(planned):
    for plan, _, lawful in planned:
        looks = [look(one) for one in plan.alternatives]
        if len(looks) < 5:
            assert all(any(adds_nothing(one, *other) for other in looks) for one in lawful)


def adds_nothing(one: PlainBoard, professions: frozenset[str], kinds: tuple[int, ...]) -> bool:
    no_fewer = all(here >= there for here, there in zip(one.kinds, kinds, strict=True))
    return one.professions <= professions and no_fewer


def test_whoever_fills_the_seats_the_board_is_lawful_and_as_good(planned):
    for plan, (board, day, candidates, _), _ in planned:
        for one in plan.alternatives:
            fillings = list(every_filling(one))
            assert fillings
            for people in fillings:
                filled = with_people(board, day, one, candidates, people)
                findings = evaluate(filled, day)
                assert not [
                    found.rule
                    for found in findings
                    if found.status is Status.NOT_MET
                    and (found.severity is Severity.LAW or found.rule.endswith("-HALF"))
                ]
                assert len(filled.on(day)) == one.size
                professions = {name for seat in filled.on(day) for name in seat.professions or ()}
                assert set(one.professions) - {"nurse", "doctor"} <= professions


def test_whoever_fills_the_seats_what_a_plan_says_of_each_rule_is_so(planned):
    for plan, (board, day, candidates, _), _ in planned:
        met = {one.id for one in plan.conditions if one.severity}
        to_check = {one.id for one in plan.to_check}
        assert not met & to_check
        for one in plan.alternatives:
            for people in every_filling(one):
                findings = evaluate(with_people(board, day, one, candidates, people), day)
                open_ones = {
                    found.rule
                    for found in findings
                    if found.status in (Status.NOT_MET, Status.CANNOT_TELL)
                }
                assert open_ones <= to_check
                assert met <= {found.rule for found in findings if found.status is Status.MET}


def every_filling(one: Alternative) -> Iterator[tuple[str, ...]]:
    seats = one.open_seats
    everyone = sorted({name for seat in seats for name in seat.could_fill})
    for people in permutations(everyone, len(seats)):
        if all(name in seat.could_fill for name, seat in zip(people, seats, strict=True)):
            yield people


@pytest.mark.parametrize("body", BODIES)
def test_conflicts_are_conflicts_and_smallest(body):
    found = 0
    for seed in range(CASES):
        board, day, candidates, target = drawn_case(seed, body, stay=(2, 4), ask=3)
        conflict = {one.id for one in plan_board(board, day, candidates, target).conflict}
        if not conflict:
            continue
        found += 1
        boards = list(every_board(board, day, candidates, target, may_leave=True))
        assert not any(one.wrong.isdisjoint(conflict) for one in boards)
        for spared in conflict:
            assert any(one.wrong.isdisjoint(conflict - {spared}) for one in boards)
    assert found > CASES / 2
