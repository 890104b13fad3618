"""The fictional board: the same every time, with the one breach that was put there."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.facts import BodyKind
from wardtoboard.boards.findings import Severity, Status
from wardtoboard.boards.register.reading import read_board
from wardtoboard.boards.register.written import board_to_toml
from wardtoboard.boards.synthetic import synthetic_board

DAY = date(2026, 4, 1)
BREACHES = {
    BodyKind.NHS_TRUST: "NHST-ED-NURSE",
    BodyKind.FOUNDATION_TRUST: "FT-ED-NURSE",
    BodyKind.ICB: "ICB-MH",
}


@pytest.mark.parametrize("body", BREACHES)
def test_one_law_is_broken_and_nothing_is_left_open(body):
    found = evaluate(synthetic_board(body, DAY), DAY)
    broken = [one for one in found if one.status == Status.NOT_MET]
    assert [one.rule for one in broken] == [BREACHES[body]]
    assert broken[0].severity == Severity.LAW
    assert [one.rule for one in found if one.status == Status.CANNOT_TELL] == []


@pytest.mark.parametrize("body", BREACHES)
@pytest.mark.parametrize("day", [DAY, date(2024, 2, 29)])
def test_one_term_ends_within_a_year(body, day):
    board = synthetic_board(body, day)
    year = timedelta(days=365)
    ending = [one for one in board.on(day) if one.end and one.end <= day + year]
    assert [one.title for one in ending] == ["Non-executive director"]


@pytest.mark.parametrize("body", BREACHES)
def test_it_is_the_same_every_time_and_reads_back_from_a_file(body, tmp_path: Path):
    board = synthetic_board(body, DAY)
    assert synthetic_board(body, DAY) == board
    path = tmp_path / "board.toml"
    path.write_text(board_to_toml(board), encoding="utf-8")
    assert read_board(path) == board


def test_other_bodies_have_none():
    with pytest.raises(KeyError):
        synthetic_board(BodyKind.NHS_ENGLAND, DAY)
