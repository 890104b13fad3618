"""Reading CSV, XLSX and Parquet: what is put up with, and what is refused."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from builders.tables import (
    HEADINGS,
    NURSES,
    OLD_OFFICE_FILE,
    bytes_file,
    headcounts,
    nurses,
    parquet,
    text_file,
    text_parquet,
    workbook,
)
from wardtoboard.base.cells import full_time_equivalents, read_cells, tidy
from wardtoboard.base.cells import headcounts as headcount_cells
from wardtoboard.base.checks import TableChecks
from wardtoboard.base.dates_in_cells import UnclearDateError, date_of
from wardtoboard.base.errors import FaultyTableError, UnreadableFileError
from wardtoboard.base.files import Limits
from wardtoboard.base.headers import Column, Form
from wardtoboard.base.tables import Table, read_table
from wardtoboard.staff.forms import HEADCOUNTS

HEADER = ",".join(HEADINGS)
GOOD = ",".join(NURSES)


def read(path: Path, **limits: int) -> Table:
    return read_table(path, [HEADCOUNTS], limits=Limits(**limits))


def cells_of(table: Table) -> dict[str, list[str]]:
    return {name: [cell.strip() for cell in column] for name, column in table.columns.items()}


EXPECTED = {name: [cell] for name, cell in zip(HEADINGS, NURSES, strict=True)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_common_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    row = "Môr – Hafan,2026-03-31,nurse,Band 5,12"
    table = read(text_file(tmp_path / "a.csv", HEADER, row, encoding=encoding))
    assert table.columns["organisation"] == ["Môr – Hafan"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_told_by_the_header(tmp_path: Path, delimiter: str) -> None:
    lines = ["Staff, trainees too; March", *(x.replace(",", delimiter) for x in (HEADER, GOOD))]
    table = read(text_file(tmp_path / "a.txt", *lines))
    assert cells_of(table) == EXPECTED
    assert table.rows == [3]


def test_headings_are_told_whatever_their_case_spaces_and_underscores(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", "Org code, As_At ,PROFESSION,AfC band,Heads,W.T.E", GOOD)
    table = read(path)
    assert table.headings == {
        "organisation": "Org code",
        "date": "As_At",
        "profession": "PROFESSION",
        "level": "AfC band",
        "headcount": "Heads",
        "fte": "W.T.E",
    }


def test_a_columns_own_name_goes_before_its_other_names(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", f"{HEADER},grade", f"{GOOD},XR05")
    assert read(path).columns["level"] == ["Band 5"]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    quoted = '"R0A",2026-03-31,"nurse, or\nmidwife",Band 6,3'
    path = text_file(tmp_path / "a.csv", "Our staff", "", HEADER, "", GOOD, ",,,,", quoted, GOOD)
    table = read(path)
    assert table.rows == [5, 7, 8]
    assert table.columns["profession"][1] == "nurse, or\nmidwife"


def test_notes_below_the_table_are_left_out_and_counted(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", HEADER, GOOD, "", "Source: ESR, March", "Ask Workforce")
    table = read(path)
    assert table.rows == [2]
    assert table.notes == (4, 5)


def test_a_note_in_the_middle_is_a_row(tmp_path: Path) -> None:
    assert read(text_file(tmp_path / "a.csv", HEADER, GOOD, "Nurses above", GOOD)).rows == [2, 3, 4]


def test_short_rows_end_in_empty_cells(tmp_path: Path) -> None:
    table = read(text_file(tmp_path / "a.csv", HEADER, "R0A,2026-03-31,nurse,Band 5", GOOD))
    assert table.columns["headcount"] == ["", "12"]


def test_a_workbook_with_titles_two_header_rows_and_a_margin(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "About": [["What this is"]],
            "Empty": [],
            "Staff": [
                ["Headcounts of R0A"],
                [],
                [None, "Organisation", "Date", "Staff", None, "Headcount"],
                [None, None, None, "Profession", "Level", "(people)"],
                [None, "R0A", date(2026, 3, 31), "nurse", "Band 5", 12.0, None, "checked"],
                [None, "R0A", 46112, "nurse", "Band 6", 2.5],
            ],
        },
    )
    table = read(path)
    assert (table.sheet, table.rows) == ("Staff", [5, 6])
    assert table.columns["date"] == ["2026-03-31", "46112"]
    assert table.columns["headcount"] == ["12", "2.5"]


def test_other_cells_of_a_workbook_become_text(tmp_path: Path) -> None:
    form = Form("any", (Column("a"), Column("b")))
    path = workbook(tmp_path / "a.xlsx", {"One": [["a", "b"], [True, 1e22]]})
    assert read_table(path, [form]).columns == {"a": ["True"], "b": ["1e+22"]}


def test_times_in_a_workbook_come_with_their_date(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Staff")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, NURSES)
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_number(1, 1, 46112.5, moment)
        book.add_chartsheet("Picture")
    assert read(path).columns["date"] == ["2026-03-31 12:00:00"]


def test_parquet_of_any_types_under_an_awkward_name(tmp_path: Path) -> None:
    path = parquet(
        tmp_path / "staff[1]*.parquet",
        "SELECT 'R0A' AS organisation, DATE '2026-03-31' AS date, NULL AS profession, "
        "'Band 5' AS \"Band\", 12::BIGINT AS headcount, 0.1::DOUBLE + 0.2::DOUBLE AS fte",
    )
    table = read(path)
    assert cells_of(table) == {
        **EXPECTED,
        "profession": [""],
        "fte": [repr(0.1 + 0.2)],
    }
    assert table.rows == [2]


def test_parquet_without_rows_says_so(tmp_path: Path) -> None:
    path = text_parquet(tmp_path / "a.parquet", rows=0)
    with pytest.raises(FaultyTableError, match="there are no rows below"):
        read(path)


def a_csv(folder: Path) -> Path:
    return text_file(folder / "a.csv", HEADER, *[GOOD] * 20)


def a_workbook(folder: Path) -> Path:
    return workbook(folder / "a.xlsx", {"Staff": [HEADINGS, *[NURSES] * 20]})


def a_parquet(folder: Path) -> Path:
    return text_parquet(folder / "a.parquet", rows=20)


@pytest.mark.parametrize("build", [a_csv, a_workbook, a_parquet])
@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"file_bytes": 100}, "larger than 0 MB"),
        ({"rows": 10}, "more than 10 rows|far below"),
        ({"columns": 4}, "more than 4 columns|to the right"),
        ({"unpacked_bytes": 10, "line_length": 30}, "unpacks to far more|longer than 30"),
    ],
)
def test_a_file_beyond_the_limits_is_refused(
    tmp_path: Path, build: Callable[[Path], Path], limits: dict[str, int], said: str
) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read(build(tmp_path), **limits)


def test_lines_ended_the_old_way_are_limited_too(tmp_path: Path) -> None:
    path = bytes_file(tmp_path / "a.csv", "\r".join([HEADER, *[GOOD] * 20]).encode())
    with pytest.raises(UnreadableFileError, match="more than 10 rows"):
        read(path, rows=10)


@pytest.mark.parametrize("content", [b"text", OLD_OFFICE_FILE])
@pytest.mark.parametrize("refused", ["open", "read_bytes"])
def test_a_file_the_computer_will_not_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, refused: str
) -> None:
    path = bytes_file(tmp_path / "a.csv", content)
    monkeypatch.setattr(Path, refused, _refuse)
    with pytest.raises(UnreadableFileError, match="we are not allowed to open the file"):
        read(path)


def test_a_workbook_the_computer_stops_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_workbook(tmp_path)
    monkeypatch.setattr("zipfile.ZipFile.read", _refuse)
    with pytest.raises(UnreadableFileError, match="we are not allowed to open the file"):
        read(path)


def _refuse(*_: object, **__: object) -> NoReturn:
    raise PermissionError


def test_a_pipe_is_not_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(UnreadableFileError, match="this is not an ordinary file"):
        read(tmp_path / "pipe.csv")


def test_characters_that_do_not_show_are_left_out(tmp_path: Path) -> None:
    assert tidy(" R0A\u200b \x1b[2J\ufeff ") == "R0A [2J"
    checks = TableChecks(read(headcounts(tmp_path / "a.csv", nurses(headcount="\x1b[31mx"))))
    checks.read_column("headcount", headcount_cells())
    assert checks.faults[0].found == "[31mx"


def test_a_long_text_is_shortened_where_it_is_shown(tmp_path: Path) -> None:
    path = headcounts(tmp_path / "a.csv", nurses(headcount="many " * 30))
    checks = TableChecks(read(path))
    checks.read_column("headcount", headcount_cells())
    assert checks.faults[0].found == ("many " * 30)[:59] + "…"


def test_a_row_refused_as_a_whole_is_reported_once(tmp_path: Path) -> None:
    checks = TableChecks(read(headcounts(tmp_path / "a.csv", NURSES, nurses(headcount=""))))
    for name in ("profession", "level"):
        checks.refuse_rows(name, lambda text: text == "Band 5", "no", "Stop.")
        checks.refuse_rows(name, lambda text: text == "nurse", "no", "Stop.")
    checks.read_column("headcount", headcount_cells())
    assert len(checks.faults) == 2
    assert checks.is_refused(0)
    assert not checks.is_sound(1)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("12", 12),
        (" 12 ", 12),
        ("12.0", 12),
        ("0", 0),
        ("1,204", 1204),
        ("1 204", 1204),
        ("1\u00a0204", 1204),
        ("1\u202f204", 1204),
        ("1,204,000.0", 1_204_000),
        ("1e3", 1000),
    ],
)
def test_headcounts_as_people_write_them(text: str, people: int) -> None:
    assert read_cells([text], headcount_cells()) == ({text: people}, {})


@pytest.mark.parametrize(
    "text",
    [
        "-1",
        "−1",
        "1,20",
        "1,2040",
        "1.204,5",
        "(3)",
        "-inf",
        "1e999",
        "--1",
        "-x",
        "٣",
        "0x1f",
        "-1,204",
    ],
)
def test_what_is_not_a_headcount(text: str) -> None:
    values, problems = read_cells(["5", text], headcount_cells())
    assert values == {"5": 5, text: 0}
    assert list(problems) == [text]


def test_full_time_equivalents_keep_every_digit() -> None:
    texts = {"0.1": 0.1, "5.91333": 5.91333, "2.7e-05": 2.7e-05, "1,300.5": 1300.5, ".5": 0.5}
    assert read_cells(texts, full_time_equivalents()) == (texts, {})


@pytest.mark.parametrize(
    "text",
    [
        "2017-09-30",
        "2017/9/30",
        "30/09/2017",
        "30.9.2017",
        "30-09-2017",
        "30-Sep-2017",
        "30 Sept 2017",
        "30 september, 2017",
        "43008",
        "43008.5",
        "2017-09-30 00:00:00",
        "2017-09-30T12:30:00.000Z",
        "30/09/2017 00:00",
        "2017-09-30 00:00:00+00",
    ],
)
def test_dates_as_people_and_spreadsheets_write_them(text: str) -> None:
    assert date_of(text) == date(2017, 9, 30)


@pytest.mark.parametrize(
    "text",
    ["2017", "2017-09", "30 Sepp 2017", "30 Foo 2017", "30 Sep 17", "20170930", "13/13/2017"],
)
def test_what_is_not_a_date(text: str) -> None:
    with pytest.raises(UnclearDateError):
        date_of(text)
