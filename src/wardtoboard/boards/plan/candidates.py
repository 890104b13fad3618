"""The people who could be asked to join a board: what they are, know and may be appointed to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wardtoboard.base.errors import FaultyTableError
from wardtoboard.base.files import LIMITS
from wardtoboard.base.headers import Column, Form
from wardtoboard.base.tables import read_table
from wardtoboard.boards.facts import Role, Seat, SeatKind, name_key

if TYPE_CHECKING:
    from wardtoboard.base.checks import TableChecks

MOST_CANDIDATES = 2_000
ELIGIBLE_FOR = (SeatKind.EXECUTIVE, SeatKind.NON_EXECUTIVE, SeatKind.MEMBER)
ROLES = tuple(role for role in Role if role is not Role.OTHER)
TITLES = {
    Role.CHAIR: "Chair",
    Role.CHIEF_EXECUTIVE: "Chief executive",
    Role.CHIEF_FINANCE_OFFICER: "Chief finance officer",
    Role.MEDICAL_DIRECTOR: "Medical director",
    Role.DIRECTOR_OF_NURSING: "Director of nursing",
    Role.CHIEF_OFFICER_HIGH_SECURE: "Chief officer for high security services",
}
TITLES_OF_KINDS = {
    SeatKind.EXECUTIVE: "Executive director",
    SeatKind.NON_EXECUTIVE: "Non-executive director",
    SeatKind.MEMBER: "Member",
}
CANDIDATES = Form(
    "candidates for a board",
    (
        Column("candidate", ("person", "name", "full name")),
        Column("professions", ("profession",)),
        Column("registrations", ("registration", "registered with"), is_required=False),
        Column("skills", ("skill", "experience and skills"), is_required=False),
        Column("eligible_for", ("eligible", "kinds of seat")),
        Column("roles", ("statutory roles", "role"), is_required=False),
        Column("portfolios", ("portfolio",), is_required=False),
        Column("independent", ("is independent",), is_required=False),
        Column("constituency", is_required=False),
        Column("nominated_by", ("nominated",), is_required=False),
        Column("experience", is_required=False),
        Column("local_authority", is_required=False),
    ),
)
"""One row a candidate; lists have `;` between, an empty cell is not known, `none` is none."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Someone who could join: what is not known is None, as in the facts of a seat.

    `eligible_for` are the kinds of seat and `roles` the roles in law that they could be appointed
    to; `portfolios` what they could answer for.
    """

    candidate: str
    eligible_for: tuple[SeatKind, ...]
    professions: tuple[str, ...] | None = None
    registrations: tuple[str, ...] | None = None
    skills: tuple[str, ...] | None = None
    roles: tuple[Role, ...] = ()
    portfolios: tuple[str, ...] | None = None
    independent: bool | None = None
    constituency: str | None = None
    nominated_by: tuple[str, ...] | None = None
    experience: tuple[str, ...] | None = None
    local_authority: str | None = None

    def in_seat(self, kind: SeatKind, role: Role, day: date) -> Seat:
        """Give the seat they would hold from a day: with a vote, an executive as an employee."""
        return Seat(
            person=self.candidate,
            title=TITLES.get(role) or TITLES_OF_KINDS[kind],
            role=role,
            kind=kind,
            voting=True,
            independent=self.independent,
            professions=self.professions,
            registrations=self.registrations,
            start=day,
            skills=self.skills,
            employee=True if kind is SeatKind.EXECUTIVE else None,
            constituency=self.constituency,
            local_authority=self.local_authority,
            nominated_by=self.nominated_by,
            experience=self.experience,
        )


def read_candidates(path: Path) -> tuple[Candidate, ...]:
    """Read candidates from CSV, XLSX or Parquet, one row each.

    Raises UnreadableFileError, and FaultyTableError with every fault.
    """
    # the checks load pydantic, which is slow and needed only where a table is read
    from wardtoboard.base.cells import kind_of_cells
    from wardtoboard.base.checks import TableChecks
    from wardtoboard.boards.plan.candidate_cells import CANDIDATE_CELLS, STAND_INS

    table = read_table(path, [CANDIDATES], limits=replace(LIMITS, rows=MOST_CANDIDATES))
    checks = TableChecks(table)
    columns = {
        name: checks.read_column(name, kind_of_cells(Any, cell.read, STAND_INS.get(name)))
        for name, cell in CANDIDATE_CELLS.items()
        if name in table.columns
    }
    candidates = tuple(
        Candidate(**dict(zip(columns, cells, strict=True)))
        for cells in zip(*columns.values(), strict=True)
    )
    _refuse_repeated(checks, candidates)
    _refuse_what_cannot_be(checks, candidates)
    if checks.faults:
        raise FaultyTableError(checks.faults)
    return candidates


def _refuse_repeated(checks: TableChecks, candidates: tuple[Candidate, ...]) -> None:
    first: dict[str, int] = {}
    for position, one in enumerate(candidates):
        name = name_key(one.candidate)
        if checks.is_sound(position) and first.setdefault(name, position) != position:
            what = f"row {checks.table.rows[first[name]]} has the same name"
            do = "Delete one, or tell two people apart by more of their names."
            checks.add(position, what, do, column="candidate", found=one.candidate)


def _refuse_what_cannot_be(checks: TableChecks, candidates: tuple[Candidate, ...]) -> None:
    """Refuse roles in a kind of seat they are not eligible for, and what no seat could hold."""
    from wardtoboard.boards.register.board_checks import seat_problems

    for position, one in enumerate(candidates):
        if not checks.is_sound(position):
            continue
        for role in one.roles:
            kind = SeatKind.NON_EXECUTIVE if role is Role.CHAIR else SeatKind.EXECUTIVE
            if kind not in one.eligible_for:
                what = f"the role needs someone eligible for a seat of the kind {kind}"
                do = f"Add {kind} to eligible_for, or take the role out."
                checks.add(position, what, do, column="roles", found=role)
        seat = replace(one.in_seat(one.eligible_for[0], Role.OTHER, date.min), start=None)
        for problem in seat_problems({position: seat}, str):
            checks.add(position, problem.what, problem.do, column=problem.key, found=problem.found)
