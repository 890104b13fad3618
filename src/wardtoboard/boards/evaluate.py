"""What each rule comes to for a board on a day, past or future."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from wardtoboard.base.days import in_words
from wardtoboard.boards.facts import Board, BodyKind, bodies_of
from wardtoboard.boards.findings import Finding, Severity
from wardtoboard.boards.law.answers import Answer, Provision, not_applicable
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.provisions import (
    codes,
    foundation_trusts,
    integrated_care_boards,
    nhs_england,
    nhs_trusts,
    persons,
)
from wardtoboard.boards.law.sitting import sitting_of
from wardtoboard.boards.law.values import Rule, Rules, load_rules

PROVISIONS: Mapping[str, Provision] = {
    **nhs_trusts.PROVISIONS,
    **foundation_trusts.PROVISIONS,
    **integrated_care_boards.PROVISIONS,
    **nhs_england.PROVISIONS,
    **codes.PROVISIONS,
    **persons.PROVISIONS,
}


def evaluate(
    board: Board, day: date, bodies: frozenset[BodyKind] | None = None
) -> tuple[Finding, ...]:
    """Give a finding for every rule of the body, also those not in force on the day.

    What binds most comes first: law, policy, codes, good practice. `bodies` asks as if the board
    were of other bodies than its own.
    """
    return evaluate_by(load_rules(), board, day, bodies)


def evaluate_by(
    rules: Rules, board: Board, day: date, bodies: frozenset[BodyKind] | None = None
) -> tuple[Finding, ...]:
    """Do the same by other rules than the packaged ones."""
    all_bodies = bodies_of(board.bodies if bodies is None else bodies)
    sitting = sitting_of(board, day, all_bodies, rules)
    return tuple(
        _finding(Asked(rule, rules, board, sitting), severity)
        for rule, severity in rules.of(all_bodies)
    )


def _finding(asked: Asked, severity: Severity) -> Finding:
    rule = asked.rule
    answer = _not_in_force(asked) or PROVISIONS[rule.id](asked)
    return Finding(
        rule=rule.id,
        statement=rule.statement_with(asked.used),
        status=answer.status,
        severity=severity,
        because=answer.because,
        citation=asked.own or rule.citation,
        missing=answer.missing,
        used=tuple(asked.used),
        is_own=asked.own is not None,
    )


def _not_in_force(asked: Asked) -> Answer | None:
    rule: Rule = asked.rule
    if asked.day < rule.start:
        asked.trace_date("first day", rule.start)
        return not_applicable(f"This holds from {in_words(rule.start)}.")
    if rule.end is not None and asked.day > rule.end:
        asked.trace_date("last day", rule.end)
        return not_applicable(f"This held until {in_words(rule.end)}.")
    return None
