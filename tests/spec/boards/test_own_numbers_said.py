"""A finding says what is asked with the number in use that day: the board's own, or the law's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from builders.boards import TODAY, Table, named
from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.facts import Board, BodyKind, Instrument
from wardtoboard.boards.findings import Finding, Status
from wardtoboard.boards.law.values import load_rules


def found(board: Board, rule: str, day: date = TODAY) -> Finding:
    (one,) = [one for one in evaluate(board, day) if one.rule == rule]
    return one


def ordered(board: Board, rule: str, **params: float) -> Board:
    """Give the board with an order of its own of 2012 to 2024."""
    order = Instrument(rule, params, date(2012, 1, 1), "An order", "article 4", date(2024, 12, 31))
    return replace(board, instruments=(*board.instruments, order))


def test_an_own_maximum_is_said_and_not_the_laws():
    six = Table().trust(Table().executive("Sixth"))
    law = found(six, "NHST-MAX-ED")
    assert law.status is Status.NOT_MET
    assert law.statement == "The board has no more than 5 executive directors."
    own = found(ordered(six, "NHST-MAX-ED", max_ed=6), "NHST-MAX-ED")
    assert (own.status, own.is_own) == (Status.MET, True)
    assert own.statement == "The board has no more than 6 executive directors."
    assert own.because == "There are 6 executive directors; the most allowed is 6."


def test_each_maximum_of_directors_may_be_an_own_one():
    board = ordered(
        ordered(Table().trust(), "NHST-MAX-DIR", max_total=13), "NHST-MAX-NED", max_ned=8
    )
    assert found(board, "NHST-MAX-DIR").statement == (
        "The board has no more than 13 directors without the chair."
    )
    assert found(board, "NHST-MAX-NED").statement == (
        "The board has no more than 8 non-executive directors without the chair."
    )


def test_only_the_number_that_the_order_gives_is_another():
    board = ordered(named(Table().trust(), BodyKind.HIGH_SECURE), "NHST-HS-MH-MAX", max_ned=8)
    assert found(board, "NHST-HS-MH-MAX").statement.endswith(
        "no more than 14 directors without the chair, of whom at most 8 are non-executive and at "
        "most 7 executive."
    )


def test_years_may_be_own_ones_and_need_not_be_whole():
    term = found(ordered(Table().trust(), "NHST-NED-TERM", max_years_per_term=3.5), "NHST-NED-TERM")
    assert term.statement.endswith("are appointed for no more than 3.5 years at a time.")
    tenure = found(ordered(Table().trust(), "CODE23-TENURE9", max_years=8), "CODE23-TENURE9")
    assert " serve no more than 8 years from first joining " in tenure.statement


def test_before_and_after_the_order_the_laws_number_is_said():
    board = ordered(Table().trust(), "NHST-MAX-ED", max_ed=6)
    for day in (date(2011, 12, 31), date(2025, 1, 1)):
        assert found(board, "NHST-MAX-ED", day).statement.endswith("than 5 executive directors.")
    for day in (date(2012, 1, 1), date(2024, 12, 31)):
        assert found(board, "NHST-MAX-ED", day).statement.endswith("than 6 executive directors.")


def test_an_order_that_does_not_decide_is_not_said():
    board = ordered(named(Table().trust(), BodyKind.HIGH_SECURE), "NHST-MAX-ED", max_ed=6)
    general = found(board, "NHST-MAX-ED")
    assert (general.status, general.is_own) == (Status.NOT_APPLICABLE, False)
    assert general.statement == load_rules()["NHST-MAX-ED"].statement


def test_a_rule_by_itself_is_said_with_the_laws_numbers():
    said = {rule.id: rule.statement for rule in load_rules()}
    assert said["NHST-MAX-DIR"] == "The board has no more than 12 directors without the chair."
    assert said["NHST-HS-MH-MAX"] == (
        "A trust with high security psychiatric services has no more than 14 directors without "
        "the chair, of whom at most 7 are non-executive and at most 7 executive."
    )
    assert not [statement for statement in said.values() if "{" in statement or "}" in statement]
