"""A page for the annual report: who served on the board, and how it follows law and code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wardtoboard.boards.facts import Board, Seat, SeatKind
from wardtoboard.boards.findings import Finding, Severity, Status
from wardtoboard.boards.law.sitting import years_after
from wardtoboard.professions import load_professions
from wardtoboard_web.boards.models import KINDS, Explanation
from wardtoboard_web.boards.presenters.explanations import Statement, departures
from wardtoboard_web.boards.presenters.findings import FindingSaid, Group, groups, said
from wardtoboard_web.boards.presenters.front import lawful_words
from wardtoboard_web.boards.presenters.table import SIDES, profession_words
from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.layout.words import day_words

KIND = dict(KINDS)
NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What the page shows: breaches of the law, and `departures` each with its statement."""

    name: str
    lawful: str
    directors: DataTable
    groups: tuple[Group, ...]
    breaches: tuple[FindingSaid, ...]
    departures: tuple[tuple[FindingSaid, Statement | None], ...]


def report_page(
    board: Board,
    day: date,
    findings: Sequence[Finding],
    explanations: Mapping[str, Sequence[Explanation]],
) -> ReportPage:
    """Lay out the page: the year is the twelve months up to the day."""
    broken = [one for one in findings if one.status is Status.NOT_MET]
    return ReportPage(
        name=board.name,
        lawful=lawful_words(findings, day),
        directors=directors_table(board, day),
        groups=groups(findings, frozenset(explanations)),
        breaches=tuple(said(one) for one in broken if one.severity is Severity.LAW),
        departures=tuple(departures(findings, explanations)),
    )


def directors_table(board: Board, day: date) -> DataTable:
    """Lay out who served as a director in the twelve months up to a day."""
    first = years_after(day + timedelta(days=1), -1)
    served = [
        seat
        for kind in SIDES
        for seat in board.seats
        if seat.kind is kind and kind is not SeatKind.ATTENDEE and seat.person
        if (seat.start is None or seat.start <= day) and (seat.end is None or seat.end >= first)
    ]
    return DataTable(
        name="directors",
        caption=f"Who served on the board from {day_words(first)} to {day_words(day)}",
        headers=("Name", "Role", "Kind of seat", "Profession", "From", "Until", "Votes"),
        rows=tuple(_director(seat) for seat in served),
    )


def _director(seat: Seat) -> tuple[str, ...]:
    votes = {True: "yes", False: "no", None: NOT_KNOWN}
    return (
        seat.person,
        seat.title,
        KIND[seat.kind.value],
        profession_words(seat, load_professions(date.max)),
        day_words(seat.start) if seat.start else NOT_KNOWN,
        day_words(seat.end) if seat.end else "no end set",
        votes[seat.voting],
    )
