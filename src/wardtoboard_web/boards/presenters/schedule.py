"""The compliance schedule: findings, values, statements, register and coverage as one workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from wardtoboard.boards.facts import Board, Seat
from wardtoboard.boards.findings import Finding
from wardtoboard.boards.places import open_to
from wardtoboard.professions import load_professions
from wardtoboard_web.boards.models import KINDS, Explanation
from wardtoboard_web.boards.presenters.coverage import coverage_table
from wardtoboard_web.boards.presenters.explanations import standing_statements, statement
from wardtoboard_web.boards.presenters.findings import GROUPS, NOT_ADVICE, said
from wardtoboard_web.boards.presenters.table import profession_words, who_may_fill
from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.layout.words import day_words

NONE = "–"
NOT_KNOWN = "not known"
KIND = dict(KINDS)
YES_NO = {True: "yes", False: "no", None: NOT_KNOWN}


def schedule_tables(
    board: Board,
    day: date,
    findings: Sequence[Finding],
    explanations: Mapping[str, Sequence[Explanation]],
) -> tuple[DataTable, ...]:
    """Give the sheets of the schedule as it stands on a day."""
    return (
        findings_table(board, day, findings, explanations),
        values_table(day, findings),
        statements_table(explanations),
        register_table(board, day),
        coverage_table(),
    )


def findings_table(
    board: Board,
    day: date,
    findings: Sequence[Finding],
    explanations: Mapping[str, Sequence[Explanation]],
) -> DataTable:
    """Lay out every finding, with the statement that stands for it."""
    standing = standing_statements(explanations)
    rows = []
    for finding in findings:
        words, kept = said(finding), standing.get(finding.rule)
        rows.append(
            (
                finding.rule,
                GROUPS[finding.severity],
                words.statement,
                words.status,
                words.because,
                "; ".join(words.missing) or NONE,
                words.citation,
                "no" if finding.is_unconfirmed else "yes",
                "yes" if finding.is_own else "no",
                kept.text if kept else NONE,
                f"{kept.written} {kept.review}".strip() if kept else NONE,
            )
        )
    return DataTable(
        name="findings",
        caption=f"Compliance schedule of {board.name} on {day_words(day)}",
        headers=(
            "Rule",
            "What binds",
            "What it asks",
            "Finding",
            "Because",
            "Facts that would tell",
            "Written in",
            "Checked at its source",
            "Own order or constitution",
            "Statement",
            "Statement written",
        ),
        rows=tuple(rows),
        note=NOT_ADVICE,
    )


def values_table(day: date, findings: Sequence[Finding]) -> DataTable:
    """Lay out every value that decided a finding."""
    return DataTable(
        name="values",
        caption=f"Every value that decided a finding on {day_words(day)}",
        headers=("Finding", "From rule", "Value", "Was", "Held from", "Written in"),
        rows=tuple(
            (finding.rule, one.rule, one.name, one.value, one.since, one.citation)
            for finding in findings
            for one in said(finding).used
        ),
    )


def statements_table(explanations: Mapping[str, Sequence[Explanation]]) -> DataTable:
    """Lay out every statement that was ever kept, the newest of each rule first."""
    return DataTable(
        name="statements",
        caption="Every statement that was kept: comply or explain",
        headers=("Rule", "Stands now", "Statement", "Written", "Look at it again"),
        rows=tuple(
            (
                rule,
                "yes" if number == 0 else "no",
                statement(row).text,
                statement(row).written,
                day_words(row.review_on) if row.review_on else NONE,
            )
            for rule, held in sorted(explanations.items())
            for number, row in enumerate(held)
        ),
    )


def register_table(board: Board, day: date) -> DataTable:
    """Lay out the seats of a day as the findings saw them."""
    return DataTable(
        name="register",
        caption=f"The register on {day_words(day)}",
        headers=(
            "Title",
            "Held by",
            "Kind of seat",
            "Votes",
            "Independent",
            "Profession",
            "Registrations",
            "From",
            "Until",
            "Who may fill it",
        ),
        rows=tuple(_seat(seat) for seat in board.on(day)),
    )


def _seat(seat: Seat) -> tuple[str, ...]:
    known = load_professions(date.max)
    registers = seat.registrations
    return (
        seat.title,
        seat.person or "nobody",
        KIND[seat.kind.value],
        YES_NO[seat.voting],
        YES_NO[seat.independent],
        profession_words(seat, known) if seat.person else NONE,
        NOT_KNOWN if registers is None else ", ".join(registers) or "none",
        day_words(seat.start) if seat.start else NOT_KNOWN,
        day_words(seat.end) if seat.end else "no end set",
        who_may_fill(open_to(seat), known),
    )
