"""The board: the law it stands under, who is missing from it, free seats and lawful plans."""

from wardtoboard.boards.evaluate import evaluate
from wardtoboard.boards.facts import (
    NEVER,
    Board,
    BodyKind,
    Governor,
    Instrument,
    Role,
    Seat,
    SeatKind,
    bodies_of,
    is_held_on,
)
from wardtoboard.boards.findings import Finding, Severity, Status, Used
from wardtoboard.boards.law.coverage import Covered, load_coverage
from wardtoboard.boards.law.values import Rule, Rules, load_rules

__all__ = [
    "Board",
    "BodyKind",
    "Seat",
    "SeatKind",
    "Role",
    "Governor",
    "Instrument",
    "NEVER",
    "bodies_of",
    "is_held_on",
    "evaluate",
    "Finding",
    "Status",
    "Severity",
    "Used",
    "Rule",
    "Rules",
    "load_rules",
    "Covered",
    "load_coverage",
]
