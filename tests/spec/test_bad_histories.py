"""What a person is told about each staff history we cannot use: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from builders.history_files import KEY, coded_row, history, history_parquet, many, row
from builders.tables import bytes_file, text_file, workbook
from wardtoboard.base.errors import FaultyTableError, UnreadableFileError, UserError
from wardtoboard.staff.histories.importing import import_histories
from wardtoboard.staff.histories.store import open_store

ON = date(2026, 3, 31)
MONTHS = "Write it as year-month (2025-04) or as a date in the month (2025-04-30)."
FTE = "Enter a number such as 0.8, from 0 to 2."
FILL = "Fill in the cell, or delete the row."
BANDS = (
    "Band 1, Band 2, Band 3, Band 4, Band 5, Band 6, Band 7, Band 8a, Band 8b, Band 8c, Band 8d, "
    "Band 9, VSM, Board"
)
PROFESSIONS = (
    "ahp, doctor, dentist, healthcare_scientist, midwife, nurse, pharmacist, psychologist, "
    "social_worker, art_therapist, drama_therapist, music_therapist, podiatrist, dietitian, "
    "occupational_therapist, operating_department_practitioner, orthoptist, osteopath, paramedic, "
    "physiotherapist, prosthetist_orthotist, radiographer, speech_language_therapist"
)
SAME = (
    "Make the pseudonyms again, so that a person keeps one from month to month; otherwise "
    "everyone would seem to have left."
)


def bring_in(folder: Path, *paths: Path, key: bytes = KEY):
    return import_histories(
        paths, folder / "store", key=key, on=ON, progress=lambda stage, done, total: None
    )


@dataclass(frozen=True)
class Bad:
    """Files with a fault: what it is about, how to write them, and the exact sentences."""

    about: str
    build: Callable[[Path], Path | list[Path]]
    sentence: str
    error: type[UserError] = FaultyTableError


def a_cell(**changes: str) -> Callable[[Path], Path]:
    return lambda d: history(d / "staff.csv", row(person="p0"), row(**changes))


def a_code(**changes: str) -> Callable[[Path], Path]:
    return lambda d: history(d / "staff.csv", coded_row(person="p0"), coded_row(**changes))


def typed(**columns: object) -> Callable[[Path], Path]:
    return lambda d: history_parquet(d / "staff.parquet", **columns)


def cut_short(folder: Path) -> Path:
    whole = history_parquet(folder / "whole.parquet").read_bytes()
    return bytes_file(folder / "staff.parquet", whole[: len(whole) // 2])


def two_months(folder: Path, before: list, after: list) -> list[Path]:
    return [history(folder / "one.csv", *before), history(folder / "two.csv", *after)]


def kind(column: str, noun: str, found: str) -> str:
    return (
        f"staff.parquet, column {column}: the whole column is held as another kind of value than "
        f"{noun}. Found: {found}. Save the column as {noun}."
    )


BAD = [
    Bad(
        "no person",
        a_cell(person=" "),
        "staff.csv, row 3, column person: a person's pseudonym is needed. Found: an empty cell. "
        + FILL,
    ),
    Bad(
        "no person in Parquet",
        typed(person=pa.array([1, None], pa.int64())),
        "staff.parquet, row 3, column person: a person's pseudonym is needed. "
        f"Found: an empty cell. {FILL}",
    ),
    Bad(
        "no month",
        a_cell(month=""),
        f"staff.csv, row 3, column month: a month is needed. Found: an empty cell. {FILL}",
    ),
    Bad(
        "a month in words",
        a_cell(month="spring"),
        "staff.csv, row 3, column month: this is not a month we can read. Found: spring. " + MONTHS,
    ),
    Bad(
        "a month that the year does not have",
        a_cell(month="2025-13"),
        f"staff.csv, row 3, column month: there is no such month. Found: 2025-13. {MONTHS}",
    ),
    Bad(
        "a month before 1990",
        a_cell(month="1989-12"),
        "staff.csv, row 3, column month: the month is too early or too late to be right. "
        f"Found: 1989-12. {MONTHS}",
    ),
    Bad(
        "a month after 2100",
        a_cell(month="2101-01"),
        "staff.csv, row 3, column month: the month is too early or too late to be right. "
        f"Found: 2101-01. {MONTHS}",
    ),
    Bad(
        "no organisation",
        a_cell(organisation=""),
        "staff.csv, row 3, column organisation: an organisation is needed. "
        f"Found: an empty cell. {FILL}",
    ),
    Bad(
        "a negative FTE",
        a_cell(fte="-0.5"),
        "staff.csv, row 3, column fte: a number of full-time equivalents cannot be negative. "
        "Found: -0.5. Enter a number such as 0.8, 0 or more.",
    ),
    Bad(
        "an FTE above 2",
        a_cell(fte="37.5"),
        "staff.csv, row 3, column fte: a number of full-time equivalents of one person cannot be "
        f"above 2. Found: 37.5. {FTE}",
    ),
    Bad(
        "an FTE in words",
        a_cell(fte="full"),
        "staff.csv, row 3, column fte: a number of full-time equivalents must be a number. "
        "Found: full. Enter a number such as 0.8, 0 or more.",
    ),
    Bad(
        "FTE in Parquet that cannot be",
        typed(fte=[-1.0, float("inf")]),
        "staff.parquet, row 3, column fte: a number of full-time equivalents must be an ordinary "
        f"number. Found: inf. {FTE}\n"
        "staff.parquet, row 2, column fte: a number of full-time equivalents cannot be negative. "
        f"Found: -1. {FTE}",
    ),
    Bad("FTE as text", typed(fte=["1", "1"]), kind("fte", "numbers", "string")),
    Bad(
        "people as decimals",
        typed(person=[1.0, 2.0]),
        kind("person", "text or whole numbers", "double"),
    ),
    Bad("months as numbers", typed(month=[1, 2]), kind("month", "dates, or text", "int64")),
    Bad(
        "acting up as a number",
        typed(acting_up=[1, 0]),
        kind("acting_up", "yes or no", "int64"),
    ),
    Bad(
        "a level as decimals",
        typed(level=[5.0, 6.0]),
        kind("level", "text", "double"),
    ),
    Bad(
        "Parquet cut short",
        cut_short,
        "staff.parquet: the file is damaged, or part of it is missing. "
        "Copy or download it again, then try again.",
        UnreadableFileError,
    ),
    Bad(
        "an empty file",
        lambda d: bytes_file(d / "staff.csv", b""),
        "staff.csv: the file is empty. Save the table again, then try again.",
        UnreadableFileError,
    ),
    Bad(
        "no file",
        lambda d: d / "staff.csv",
        "staff.csv: there is no such file. Check the name and the folder.",
        UnreadableFileError,
    ),
    Bad(
        "no rows",
        lambda d: text_file(d / "staff.csv", ",".join(row())),
        "staff.csv, row 1: there are no rows below the column names. Add the rows, then try again.",
    ),
    Bad(
        "a column missing",
        lambda d: text_file(d / "staff.csv", "person,month,fte,profession,level", "a,b,c,d,e"),
        "staff.csv, row 1: there is no column organisation. Add the column.",
    ),
    Bad(
        "neither pair whole",
        lambda d: text_file(
            d / "staff.csv", "person,month,organisation,fte,profession,grade", "a,b,c,d,e,f"
        ),
        "staff.csv: there is no column level. A staff history needs occupation_code and grade, or "
        "profession and level.",
    ),
    Bad(
        "a row that is too long",
        lambda d: text_file(d / "staff.csv", ",".join(row()), ",".join((*row().values(), "x"))),
        "staff.csv, row 2: the row has more cells than there are column names. Found: x. "
        "Put quotation marks around text that holds commas, or delete the extra cells.",
    ),
    Bad(
        "an unknown profession",
        a_cell(profession="wizard"),
        "staff.csv, row 3, column profession: we do not know this profession. Found: wizard. "
        f"Use one of: {PROFESSIONS}; or not_clinical, or leave it empty.",
    ),
    Bad(
        "a level of no ladder",
        a_cell(level="Band 12"),
        "staff.csv, row 3, column level: we do not know this level. Found: Band 12. "
        f"Use one of: {BANDS}; or, for doctors and dentists, a grade such as Consultant.",
    ),
    Bad(
        "a level of another ladder",
        a_cell(level="Consultant"),
        "staff.csv, row 3, column level: this level is not on the ladder of nurse. "
        f"Found: Consultant. Use one of: {BANDS}.",
    ),
    Bad(
        "an unknown registration body",
        a_code(registration_body="FBI"),
        "staff.csv, row 3, column registration_body: we do not know this registration body. "
        "Found: FBI. Use a body such as GMC, NMC or HCPC, or leave the cell empty.",
    ),
    Bad(
        "an unknown assignment category",
        a_cell(assignment_category="Ghost"),
        "staff.csv, row 3, column assignment_category: we do not know this assignment category. "
        "Found: Ghost. Use one of: permanent, fixed_term, locum, secondment, bank, honorary, "
        "non_executive; or leave the cell empty.",
    ),
    Bad(
        "acting up, perhaps",
        a_cell(acting_up="perhaps"),
        "staff.csv, row 3, column acting_up: this must be yes or no. Found: perhaps. "
        "Write yes or no, or leave the cell empty.",
    ),
    Bad(
        "a start in the grade after the month",
        a_cell(grade_start="01/05/2025"),
        "staff.csv, row 3, column grade_start: the start in the grade is after the month. "
        "Found: 01/05/2025. Put one of the two right.",
    ),
    Bad(
        "a start in the grade that is no date",
        a_cell(grade_start="05/2o25"),
        "staff.csv, row 3, column grade_start: this is not a month we can read. Found: 05/2o25. "
        + MONTHS,
    ),
    Bad(
        "a start in the grade after the month, as dates",
        typed(
            month=[date(2025, 4, 30)] * 2,
            grade_start=[datetime(2025, 6, 1, 12), None],  # noqa: DTZ001  # as files hold them
        ),
        "staff.parquet, row 2, column grade_start: the start in the grade is after the month. "
        "Found: 2025-06-01. Put one of the two right.",
    ),
    Bad(
        "a row twice",
        lambda d: history(d / "staff.csv", row(), row(person="p2"), row(fte="0.5")),
        "staff.csv, row 4: the row repeats another of the same person, month and place. "
        "Found: 2025-04, also in staff.csv, row 2. Keep one row a person and month for each post.",
    ),
    Bad(
        "a row twice, below an empty line",
        lambda d: text_file(
            d / "staff.csv",
            "Our staff",
            ",".join(row()),
            *(",".join(row().values()), "", ",".join(row().values())),
        ),
        "staff.csv, row 5: the row repeats another of the same person, month and place. "
        "Found: 2025-04, also in staff.csv, row 3. Keep one row a person and month for each post.",
    ),
    Bad(
        "a month in two files",
        lambda d: two_months(d, [row()], [row(person="p2"), row(fte="0.4")]),
        "two.csv, row 3: the row repeats another of the same person, month and place. "
        "Found: 2025-04, also in one.csv, row 2. Keep one row a person and month for each post.",
    ),
    Bad(
        "other pseudonyms in the next month",
        lambda d: two_months(d, many("2025-04", range(30)), many("2025-05", range(26, 56))),
        "The pseudonyms of X1ZZ seem to have changed between 2025-04 and 2025-05. "
        f"Found: 4 of 30 people in both months. {SAME}",
    ),
    Bad(
        "two sheets",
        lambda d: workbook(
            d / "staff.xlsx",
            {name: [tuple(row()), tuple(row().values())] for name in ("April", "May")},
        ),
        "staff.xlsx: more than one sheet has the columns we need. Found: April, May. "
        "Save the sheet you want as a file of its own.",
    ),
]


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.about)
def test_a_history_that_cannot_be_right_says_where(bad: Bad, tmp_path: Path) -> None:
    built = bad.build(tmp_path)
    with pytest.raises(bad.error) as error:
        bring_in(tmp_path, *(built if isinstance(built, list) else [built]))
    assert error.value.sentence() == bad.sentence
    assert not (tmp_path / "store" / "store.json").exists()


def test_every_bad_history_gets_a_sentence_of_its_own() -> None:
    sentences = [bad.sentence for bad in BAD]
    assert len(set(sentences)) == len(sentences) >= 25


def test_the_faults_of_several_files_come_together(tmp_path: Path) -> None:
    one = history(tmp_path / "one.csv", row(fte="9", month="never"))
    two = text_file(tmp_path / "two.csv", "colour,size", "red,4")
    three = history(tmp_path / "three.csv", row(month="2025-06", level="Band 12"))
    with pytest.raises(FaultyTableError) as error:
        bring_in(tmp_path, one, two, three)
    assert sorted(fault.file for fault in error.value.faults) == [
        *("one.csv", "one.csv", "three.csv", "two.csv")
    ]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("held", [True, False])
def test_a_fault_is_told_whichever_of_three_months_has_it(
    tmp_path: Path, place: int, *, held: bool
) -> None:
    if held:
        bring_in(tmp_path, history(tmp_path / "held.csv", row(month="2024-12")))
    files = [
        history(tmp_path / f"{month}.csv", row(month=f"2025-0{month}", fte=fte))
        for month, fte in enumerate(("abc" if one == place else "1" for one in range(3)), start=1)
    ]
    with pytest.raises(FaultyTableError) as caught:
        bring_in(tmp_path, *files)
    assert [one.found for one in caught.value.faults] == ["abc"]


def test_a_hundred_rows_are_named_and_the_rest_are_counted(tmp_path: Path) -> None:
    path = history(tmp_path / "staff.csv", *many("2025-04", range(250), fte="9"))
    with pytest.raises(FaultyTableError) as error:
        bring_in(tmp_path, path)
    assert len(error.value.faults) == 101
    assert error.value.faults[99].row == 101
    assert error.value.faults[100].what.startswith("in 150 more rows: a number of full-time")


def test_a_hundred_repeated_rows_are_named_and_the_rest_are_counted(tmp_path: Path) -> None:
    path = history(tmp_path / "staff.csv", *2 * many("2025-04", range(130)))
    with pytest.raises(FaultyTableError) as error:
        bring_in(tmp_path, path)
    assert len(error.value.faults) == 101
    assert error.value.faults[100].what.startswith("in 30 more rows of 2025-04: the row repeats")


def test_another_key_than_the_store_s_is_refused(tmp_path: Path) -> None:
    bring_in(tmp_path, history(tmp_path / "april.csv", row()))
    with pytest.raises(UnreadableFileError, match="not the one that the store of careers"):
        bring_in(tmp_path, history(tmp_path / "may.csv", row(month="2025-05")), key=bytes(32))
    assert len(open_store(tmp_path / "store").months) == 1


def test_no_file_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No file was named"):
        bring_in(tmp_path)


@pytest.mark.parametrize("month", ["2025-03", "2025-05"])
def test_pseudonyms_that_differ_from_the_store_s_are_refused(tmp_path: Path, month: str) -> None:
    bring_in(tmp_path, history(tmp_path / "april.csv", *many("2025-04", range(30))))
    other = history(tmp_path / "other.csv", *many(month, range(100, 130)))
    with pytest.raises(FaultyTableError, match="seem to have changed"):
        bring_in(tmp_path, other)
    assert len(open_store(tmp_path / "store").months) == 1


# What is odd and not wrong is said, and the import goes on.


def test_a_missing_month_is_said(tmp_path: Path) -> None:
    files = two_months(tmp_path, [row(month="2025-03")], [row(month="2025-05")])
    (warning,) = bring_in(tmp_path, *files).report.warnings
    assert warning == (
        "There is no month between 2025-03 and 2025-05. Careers are followed across the gap."
    )


def test_a_month_of_half_the_size_is_said(tmp_path: Path) -> None:
    files = two_months(tmp_path, many("2025-03", range(40)), many("2025-04", range(20)))
    (warning,) = bring_in(tmp_path, *files).report.warnings
    assert warning == ("2025-03 holds 40 people and 2025-04 20. Check that both months are whole.")


def test_a_person_in_two_organisations_is_said(tmp_path: Path) -> None:
    path = history(tmp_path / "staff.csv", row(), row(organisation="X2ZZ", fte="0.5"))
    report = bring_in(tmp_path, path).report
    assert report.in_two_organisations == 1
    assert report.warnings[0].startswith("1 times a person is in more than one organisation")
    assert report.left_out == {"several_assignments": 1}
