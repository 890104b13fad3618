"""What would come of a change: boards side by side, as they are and as they might be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardtoboard.base.citations import Citation
from wardtoboard.base.errors import Fault, FaultyTableError, UserError
from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.facts import Board
from wardtoboard.boards.findings import Finding, Severity, Status
from wardtoboard.boards.headroom.headroom import Headroom, headroom
from wardtoboard.boards.missing.missing import AtTheTable, who_is_missing
from wardtoboard.boards.register.board_checks import seat_problems
from wardtoboard.boards.scenarios.changes import Change

AS_IT_IS = "As it is"


@dataclass(frozen=True, slots=True)
class Outlook:
    """A board on a day as it is or might be: what the rules come to, free seats, professions."""

    name: str
    changes: tuple[Change, ...]
    board: Board
    findings: tuple[Finding, ...]
    headroom: Headroom
    professions: tuple[AtTheTable, ...]

    def to_dict(self) -> dict[str, Any]:
        """Give the outlook as plain JSON."""
        return {
            "name": self.name,
            "changes": [change.to_dict() for change in self.changes],
            "words": [change.words() for change in self.changes],
            "findings": [finding.to_dict() for finding in self.findings],
            "headroom": self.headroom.to_dict(),
            "professions": [one.to_dict() for one in self.professions],
        }


@dataclass(frozen=True, slots=True)
class Beside:
    """One rule in every outlook, in their order; None where it does not concern the body."""

    rule: str
    statement: str
    severity: Severity
    citation: Citation
    findings: tuple[Finding | None, ...]

    @property
    def statuses(self) -> tuple[Status | None, ...]:
        """Give what the rule comes to in every outlook."""
        return tuple(one.status if one else None for one in self.findings)

    @property
    def is_changed(self) -> bool:
        """Answer whether it comes to something else in any outlook than in the first."""
        return len(set(self.statuses)) > 1

    def to_dict(self) -> dict[str, Any]:
        """Give the rule as plain JSON; null where it does not concern the body."""
        return {
            "rule": self.rule,
            "statement": self.statement,
            "severity": self.severity.value,
            "citation": str(self.citation),
            "statuses": [status.value if status else None for status in self.statuses],
            "changed": self.is_changed,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """A board on a day beside what might become of it; the first outlook is the board as it is."""

    board: str
    day: date
    outlooks: tuple[Outlook, ...]

    @property
    def rules(self) -> tuple[Beside, ...]:
        """Give every rule once, what binds most first."""
        order = tuple(Severity)
        by_rule = [{one.rule: one for one in outlook.findings} for outlook in self.outlooks]
        first = {one.rule: one for outlook in self.outlooks[::-1] for one in outlook.findings}
        ids = dict.fromkeys(one.rule for outlook in self.outlooks for one in outlook.findings)
        return tuple(
            Beside(
                id_,
                first[id_].statement,
                first[id_].severity,
                first[id_].citation,
                tuple(found.get(id_) for found in by_rule),
            )
            for id_ in sorted(ids, key=lambda id_: order.index(first[id_].severity))
        )

    @property
    def changed(self) -> tuple[Beside, ...]:
        """Give the rules that come to something else in one of the outlooks."""
        return tuple(one for one in self.rules if one.is_changed)

    def to_dict(self) -> dict[str, Any]:
        """Give the comparison as plain JSON."""
        return {
            "board": self.board,
            "on": self.day.isoformat(),
            "outlooks": [outlook.to_dict() for outlook in self.outlooks],
            "rules": [one.to_dict() for one in self.rules],
        }


def apply(board: Board, changes: Sequence[Change], day: date) -> Board:
    """Give the board after changes, each made to what the one before it left.

    `day` is the day asked about. Raises FaultyTableError with every fault: people and seats that
    are not there, and what cannot be afterwards, such as two chairs.
    """
    faults: list[Fault] = []
    for change in changes:
        try:
            board = change.on(board, day)
        except UserError as error:
            faults.extend(error.faults)
    faults = faults or list(_cannot_be(board, day))
    if faults:
        raise FaultyTableError(faults)
    return board


def _cannot_be(board: Board, day: date) -> Iterator[Fault]:
    """Find what cannot be from a day on; before it, two boards that merge had two chairs."""
    seats = [seat for seat in board.seats if seat.end is None or seat.end >= day]
    for one in seat_problems(
        dict(enumerate(seats)), lambda place: f"the seat {seats[place].title}"
    ):
        seat = seats[one.position]
        what = f"after the changes, {seat.person} as {seat.title}: {one.what}"
        yield Fault(what=what, do=one.do, found=one.found)


def compare(
    board: Board, day: date, scenarios: Mapping[str, Sequence[Change]], *, years: int = 3
) -> Comparison:
    """Put a board on a day beside what each scenario would make of it.

    `years` is how far ahead terms that end are looked for. Raises FaultyTableError as `apply`.
    """
    boards = {name: apply(board, changes, day) for name, changes in scenarios.items()}
    outlooks = [
        _outlook(name, scenarios[name], after, day, years) for name, after in boards.items()
    ]
    return Comparison(board.name, day, (_outlook(AS_IT_IS, (), board, day, years), *outlooks))


def _outlook(name: str, changes: Sequence[Change], board: Board, day: date, years: int) -> Outlook:
    missing = who_is_missing(board, day, None, None)
    return Outlook(
        name=name,
        changes=tuple(changes),
        board=board,
        findings=evaluate(board, day),
        headroom=headroom(board, day, years),
        professions=tuple(one for one in missing.professions if one.is_present),
    )
