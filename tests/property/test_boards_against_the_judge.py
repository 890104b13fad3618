"""On 10,000 random boards the library and a judge written apart say the same of every rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest

from builders.board_rules import RULES
from builders.drawn_boards import drawn_boards
from reference.plain_boards import judge
from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.facts import Board, BodyKind

SEED = 20240603
BOARDS = 10_000
NEVER_BROKEN = {("CODE14-CLIN-NED", "not_met")}
"""Governors are to take its value into account, so that a board alone never shows a breach."""


Case = tuple[Board, date, dict[str, str]]
"""A board, a day, and the judge's word on every rule."""


@pytest.fixture(scope="module")
def cases() -> Sequence[Case]:
    return [(board, day, judge(board, day)) for board, day in drawn_boards(SEED, BOARDS)]


def test_the_boards_bring_every_rule_to_every_status(cases):
    seen = Counter(pair for _, _, expected in cases for pair in expected.items())
    possible = {
        (rule, status)
        for rule in RULES
        for status in ("met", "not_met", "cannot_tell", "not_applicable")
    }
    assert set(seen) == possible - NEVER_BROKEN
    assert min(seen.values()) >= 10


def test_the_boards_are_of_every_body_and_year(cases):
    assert {kind for board, _, _ in cases for kind in board.bodies} == set(BodyKind)
    assert {day.year for _, day, _ in cases} >= set(range(1989, 2031))


def test_the_library_agrees_with_the_judge(cases):
    disagreements = [
        (number, str(day), sorted(board.bodies), wrong)
        for number, (board, day, expected) in enumerate(cases)
        if (wrong := _differences(board, day, expected))
    ]
    assert disagreements == []


def _differences(board: Board, day: date, expected: dict[str, str]) -> dict[str, object]:
    found = {finding.rule: finding.status.value for finding in evaluate(board, day)}
    return {
        rule: (found.get(rule), expected.get(rule))
        for rule in found.keys() | expected.keys()
        if found.get(rule) != expected.get(rule)
    }
