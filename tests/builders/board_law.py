"""One rule asked of a board, and how a board may say a number of its own."""

from __future__ import annotations

from datetime import date, timedelta

from builders.boards import TODAY
from wardtoboard.boards import Board, Finding, Instrument, evaluate, load_rules

ONE_DAY = timedelta(1)


def found(rule: str, board: Board, day: date = TODAY) -> Finding:
    """Give what one rule comes to for a board."""
    return next(finding for finding in evaluate(board, day) if finding.rule == rule)


def status(rule: str, board: Board, day: date = TODAY) -> str:
    return found(rule, board, day).status.value


def traced(finding: Finding) -> set[tuple[str, str, object]]:
    """Give the rule, name and value of each value in the trace."""
    return {
        (used.rule, used.name, tuple(used.value) if isinstance(used.value, list) else used.value)
        for used in finding.used
    }


def begins(rule: str, board: Board) -> None:
    """Check that a rule asks nothing the day before its first, says so, and asks on it."""
    first = load_rules()[rule].start
    before = found(rule, board, first - ONE_DAY)
    assert before.status == "not_applicable"
    assert before.because == f"This holds from {first:%-d %B %Y}."
    assert traced(before) == {(rule, "first day", first.isoformat())}
    assert "This holds" not in found(rule, board, first).because


def own(rule: str, start: date = TODAY, end: date | None = None, **params: float) -> Instrument:
    """Give a number of the organisation's own, from its order."""
    return Instrument(rule, params, start, "The trust's own order", "article 4", end)
