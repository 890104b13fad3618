"""What is seen of a file of staff histories before it is checked."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest

from builders.history_files import HEADINGS, coded_row, history, history_parquet, row
from wardtoboard.base.errors import FaultyTableError, UnreadableFileError
from wardtoboard.staff.histories.look import look_at_history
from wardtoboard.staff.histories.segments import month_number

APRIL = month_number(2025, 4)


def test_rows_months_organisations_and_columns_are_seen(tmp_path: Path) -> None:
    rows = [row(), row(person="p2", month="2025-06"), row(person="p3", organisation="X2ZZ")]
    look = look_at_history(history(tmp_path / "history.csv", *rows))
    assert look.rows == 3
    assert look.months == (APRIL, APRIL + 2)
    assert look.organisations == {"X1ZZ": 2, "X2ZZ": 1}
    assert tuple(look.headings) == HEADINGS


def test_codes_that_differ_in_spaces_are_one(tmp_path: Path) -> None:
    rows = [row(organisation=" X1ZZ"), row(person="p2", organisation="X1ZZ ")]
    look = look_at_history(history(tmp_path / "history.csv", *rows))
    assert look.organisations == {"X1ZZ": 2}


def test_what_cannot_be_read_is_left_out_and_not_refused(tmp_path: Path) -> None:
    """The import says what is wrong with it, and where."""
    rows = [row(), row(person="p2", month="soon"), row(person="p3", month="", organisation="")]
    look = look_at_history(history(tmp_path / "history.csv", *rows))
    assert (look.rows, look.months) == (3, (APRIL,))
    assert look.organisations == {"X1ZZ": 2}


def test_headings_are_those_of_the_file(tmp_path: Path) -> None:
    rows = {name.replace("person", "Staff ID"): cell for name, cell in coded_row().items()}
    look = look_at_history(history(tmp_path / "history.csv", rows))
    assert look.headings["person"] == "Staff ID"


def test_dates_of_parquet_are_months(tmp_path: Path) -> None:
    days = pa.array([dt.date(2025, 4, 30), dt.date(2025, 5, 31)])
    look = look_at_history(history_parquet(tmp_path / "history.parquet", month=days))
    assert look.months == (APRIL, APRIL + 1)


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    rows = {name: cell for name, cell in row().items() if name != "level"}
    with pytest.raises(FaultyTableError, match="level"):
        look_at_history(history(tmp_path / "history.csv", rows))


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    path.write_bytes(b"%PDF-1.4 x")
    with pytest.raises(UnreadableFileError):
        look_at_history(path)
