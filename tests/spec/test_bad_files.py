"""What a person is told about each file we cannot use: the place, the fault, what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.tables import headcounts, nurses, text_file
from spec.bad_files.cells import CELLS
from spec.bad_files.kind import BadFile
from spec.bad_files.misaligned import MISALIGNED
from spec.bad_files.posts import POSTS_WRONG
from spec.bad_files.rows import ROWS
from spec.bad_files.unreadable import UNREADABLE
from wardtoboard.base.errors import FaultyTableError, UnreadableFileError, UserError
from wardtoboard.staff import read_establishment, read_staff_tables

TABLES_WRONG = [*MISALIGNED, *CELLS, *ROWS]


def folder(tmp_path: Path) -> Path:
    made = tmp_path / "folder.csv"
    made.mkdir()
    return made


@pytest.mark.parametrize("bad", UNREADABLE, ids=lambda bad: bad.about)
def test_a_file_that_cannot_be_opened_says_why(bad: BadFile, tmp_path: Path) -> None:
    path = bad.build(folder(tmp_path))
    with pytest.raises(UnreadableFileError) as error:
        read_staff_tables([path])
    assert error.value.sentence() == bad.sentence


@pytest.mark.parametrize("bad", TABLES_WRONG, ids=lambda bad: bad.about)
def test_a_table_that_cannot_be_right_says_where(bad: BadFile, tmp_path: Path) -> None:
    path = bad.build(folder(tmp_path))
    with pytest.raises(FaultyTableError) as error:
        read_staff_tables([path])
    assert error.value.sentence() == bad.sentence


@pytest.mark.parametrize("bad", POSTS_WRONG, ids=lambda bad: bad.about)
def test_an_establishment_that_cannot_be_right_says_where(bad: BadFile, tmp_path: Path) -> None:
    path = bad.build(folder(tmp_path))
    with pytest.raises(FaultyTableError) as error:
        read_establishment(path)
    assert error.value.sentence() == bad.sentence


def test_every_bad_file_gets_a_sentence_of_its_own() -> None:
    sentences = [bad.sentence for bad in (*UNREADABLE, *TABLES_WRONG, *POSTS_WRONG)]
    assert len(set(sentences)) == len(sentences) >= 34


def test_every_fault_of_a_file_is_found_and_the_first_hundred_are_shown(tmp_path: Path) -> None:
    rows = [nurses(organisation=f"R{n:03}", headcount="-1") for n in range(250)]
    with pytest.raises(FaultyTableError) as error:
        read_staff_tables([headcounts(tmp_path / "staff.csv", *rows)])
    lines = error.value.sentence().splitlines()
    assert len(error.value.faults) == 250
    assert len(lines) == 101
    assert lines[99].startswith("staff.csv, row 101, column headcount:")
    assert lines[100] == "And 150 more. Put these right first, then try again."


def test_the_faults_of_several_files_come_together(tmp_path: Path) -> None:
    one = headcounts(tmp_path / "one.csv", nurses(headcount="-1", level="Band 12"))
    two = text_file(tmp_path / "two.csv", "colour,size", "red,4")
    with pytest.raises(UserError) as error:
        read_staff_tables([one, two])
    assert [fault.file for fault in error.value.faults] == ["one.csv", "one.csv", "two.csv"]
