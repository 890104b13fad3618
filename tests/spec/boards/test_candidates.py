"""Candidates for a board from a file: what a table may say, and each fault with its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.tables import text_file, workbook
from wardtoboard.base.errors import FaultyTableError
from wardtoboard.boards.facts import Role, SeatKind
from wardtoboard.boards.plan import Candidate, read_candidates

COLUMNS = "candidate,professions,registrations,skills,eligible_for,roles,independent,constituency"


def test_candidates_are_read_from_a_table(tmp_path: Path):
    rows = [
        (
            "Ann Ash,nurse; psychologist,NMC-nurse,finance; digital,executive;non-executive,"
            "chief executive;chair,yes,public"
        ),
        "Bo Birch,none,,,member,,,",
    ]
    expected = (
        Candidate(
            candidate="Ann Ash",
            professions=("nurse", "psychologist"),
            registrations=("NMC-nurse",),
            skills=("finance", "digital"),
            eligible_for=(SeatKind.EXECUTIVE, SeatKind.NON_EXECUTIVE),
            roles=(Role.CHIEF_EXECUTIVE, Role.CHAIR),
            independent=True,
            constituency="public",
        ),
        Candidate(candidate="Bo Birch", professions=(), eligible_for=(SeatKind.MEMBER,)),
    )
    assert read_candidates(text_file(tmp_path / "a.csv", COLUMNS, *rows)) == expected
    cells = [COLUMNS.split(","), *(row.split(",") for row in rows)]
    assert read_candidates(workbook(tmp_path / "a.xlsx", {"People": cells})) == expected


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            ",nurse,,,executive,,,",
            (
                "row 2, column candidate: a candidate is needed. Found: an empty cell. "
                "Fill in the name, or delete the row."
            ),
        ),
        (
            "Ann,nurse,,,,,,",
            (
                "row 2, column eligible_for: a kind of seat is needed. Found: an empty cell. "
                "Write one or more of: executive, non_executive, member."
            ),
        ),
        (
            "Ann,nurse,,,attendee,,,",
            (
                "row 2, column eligible_for: we do not know the kind of seat attendee. "
                "Found: attendee. Use one of: executive, non_executive, member."
            ),
        ),
        (
            "Ann,nurse,,,executive,treasurer,,",
            (
                "row 2, column roles: we do not know the role treasurer. Found: treasurer. "
                "Use one of: chair, chief_executive, chief_finance_officer, medical_director, "
                "director_of_nursing, chief_officer_high_secure."
            ),
        ),
        (
            "Ann,nurse,,,non_executive,chief_executive,,",
            (
                "row 2, column roles: the role needs someone eligible for a seat of the kind "
                "executive. Found: chief_executive. "
                "Add executive to eligible_for, or take the role out."
            ),
        ),
        (
            "Ann,nurse,,,executive,chair,,",
            (
                "row 2, column roles: the role needs someone eligible for a seat of the kind "
                "non_executive. Found: chair. "
                "Add non_executive to eligible_for, or take the role out."
            ),
        ),
        (
            "Ann,nurse,GMC,,executive,,,",
            (
                "row 2, column registrations: the registration is of another profession than the "
                "professions given. Found: GMC, nurse. Put one of the two right."
            ),
        ),
        (
            "Ann,nurse,NMC,,executive,,,",
            (
                "row 2, column registrations: NMC keeps more than one register. Found: NMC. "
                "Say NMC-nurse, NMC-midwife or NMC-nursing-associate."
            ),
        ),
        (
            "Ann,nurse,,,executive,,perhaps,",
            (
                "row 2, column independent: this must be yes or no. Found: perhaps. "
                "Write yes or no, or leave it empty."
            ),
        ),
    ],
)
def test_every_fault_of_a_candidate_has_its_sentence(tmp_path: Path, row: str, sentence: str):
    with pytest.raises(FaultyTableError) as refused:
        read_candidates(text_file(tmp_path / "a.csv", COLUMNS, row))
    assert [fault.sentence() for fault in refused.value.faults] == [f"a.csv, {sentence}"]


def test_two_candidates_of_one_name_are_refused(tmp_path: Path):
    rows = ["Ann Ash,nurse,,,executive,,,", "ann ash,nurse,,,executive,,,"]
    with pytest.raises(FaultyTableError, match="row 2 has the same name"):
        read_candidates(text_file(tmp_path / "a.csv", COLUMNS, *rows))
