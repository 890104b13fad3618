"""Staff tables: forms told apart, everyone placed or counted, files added together."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest

from builders.tables import (
    HEADINGS,
    MEDICAL,
    NON_MEDICAL,
    NURSES,
    headcounts,
    nurses,
    text_file,
    text_parquet,
    workbook,
)
from wardtoboard.base.errors import CannotTellError, FaultyTableError, UnreadableFileError
from wardtoboard.staff import (
    Post,
    StaffRow,
    StaffTable,
    as_people,
    check_headcounts,
    read_establishment,
    read_staff_tables,
)

ON = date(2026, 3, 31)
OLD = date(2017, 9, 30)
HEADER = ",".join(HEADINGS)
GOOD = ",".join(NURSES)


def placed(table: StaffTable) -> list[tuple[str, str, int | None, float | None]]:
    return [(row.profession, row.level, row.headcount, row.fte) for row in table.rows]


def unplaced(table: StaffTable) -> list[tuple[str, str, str | None, int | None, float | None, int]]:
    return [(u.reason, u.what, u.level, u.headcount, u.fte, u.rows) for u in table.unplaced]


def published(path: Path, *rows: str) -> Path:
    return text_file(path, NON_MEDICAL, *rows)


def medical(path: Path, *rows: str) -> Path:
    return text_file(path, MEDICAL, *rows)


def test_one_table_is_the_same_in_every_format(tmp_path: Path) -> None:
    paths = [
        headcounts(tmp_path / "a.csv", NURSES),
        workbook(tmp_path / "a.xlsx", {"Staff": [HEADINGS, (*NURSES[:-1], 12)]}),
        text_parquet(tmp_path / "a.parquet", rows=1),
    ]
    tables = [read_staff_tables([path]) for path in paths]
    assert {table.rows for table in tables} == {(StaffRow("R0A", ON, "nurse", "Band 5", 12, None),)}
    assert [table.sources for table in tables] == [("a.csv",), ("a.xlsx",), ("a.parquet",)]


def test_professions_and_levels_go_by_their_usual_names(tmp_path: Path) -> None:
    path = headcounts(
        tmp_path / "a.csv",
        ("R0A ", "31/03/2026", "Allied health professionals", "8A", "1,204", "1,100.5"),
        ("R0A", "31-Mar-2026", "doctor", "consultant", "7", ""),
        ("R0A", "46112", "Physiotherapist", "XR06", "3", "3"),
        headings=[*HEADINGS, "WTE"],
    )
    path.write_text(path.read_text().replace("1,204", '"1,204"').replace("1,100.5", '"1,100.5"'))
    table = read_staff_tables([path])
    assert placed(table) == [
        ("ahp", "Band 8a", 1204, 1100.5),
        ("doctor", "Consultant", 7, None),
        ("physiotherapist", "Band 6", 3, 3.0),
    ]
    assert table.dates == (ON,)
    assert table.organisations == ("R0A",)
    assert table.warnings[0] == (
        "a.csv: R0A on 2026-03-31 has rows for allied health professionals and for single "
        "professions among them. We add them together. Check that the first are not totals of "
        "the others."
    )


def test_who_cannot_be_placed_is_counted_with_the_reason(tmp_path: Path) -> None:
    path = headcounts(
        tmp_path / "a.csv",
        NURSES,
        nurses(profession="Senior managers", level="Band 9", headcount="4"),
        nurses(profession="background unknown", level="VSM", headcount="2"),
        nurses(profession="Play specialists", level="Grade X", headcount="5"),
        nurses(profession="", level="Band 6", headcount="6"),
        nurses(level="Non AfC Grade", headcount="7"),
        nurses(profession="dentist", level="Other and Local HCHS Doctor Grades", headcount="8"),
        nurses(profession="Perfusionists", level="Consultant", headcount="9"),
    )
    table = read_staff_tables([path])
    assert placed(table) == [("nurse", "Band 5", 12, None)]
    assert unplaced(table) == [
        ("background_unknown", "Senior managers, Band 9", "Band 9", 4, None, 1),
        ("background_unknown", "background unknown, VSM", "VSM", 2, None, 1),
        ("level_unknown", "Dentists, Other and Local HCHS Doctor Grades", None, 8, None, 1),
        ("level_unknown", "Nurses, Non AfC Grade", None, 7, None, 1),
        ("profession_blank", "Band 6", "Band 6", 6, None, 1),
        ("profession_unknown", "Perfusionists, Consultant", "Consultant", 9, None, 1),
        ("profession_unknown", "Play specialists, Grade X", None, 5, None, 1),
    ]
    assert {u.why for u in table.unplaced if u.reason.startswith("profession")} == {
        "The profession is not one we know",
        "The row does not say which profession",
    }
    assert table.rows_read == 8


def test_only_doctors_and_dentists_climb_the_medical_grades(tmp_path: Path) -> None:
    with pytest.raises(FaultyTableError, match="we do not know this level"):
        read_staff_tables([headcounts(tmp_path / "a.csv", nurses(level="Consultant"))])


def test_every_fault_of_a_row_is_told_and_of_a_total_only_one(tmp_path: Path) -> None:
    path = headcounts(
        tmp_path / "a.csv",
        ("", "?", "nurse", "Top", "x"),
        ("Total", "", "", "", "x"),
        ("R0A", "?", "nurse", "", "1"),
    )
    with pytest.raises(FaultyTableError) as error:
        read_staff_tables([path])
    assert [(fault.row, fault.column) for fault in error.value.faults] == [
        (2, "organisation"),
        (2, "date"),
        (2, "headcount"),
        (2, "level"),
        (3, "organisation"),
        (4, "date"),
        (4, "level"),
    ]


def test_pooled_levels_that_overlap_are_refused_and_others_are_not(tmp_path: Path) -> None:
    path = headcounts(
        tmp_path / "a.csv",
        nurses(level="8b+"),
        nurses(level="Band 8a"),
        nurses(level="8c+", profession="midwife"),
        nurses(level="8d+", profession="midwife"),
        nurses(level="8b+", organisation="R0B"),
        nurses(level="Band 9", organisation="R0C"),
    )
    with pytest.raises(FaultyTableError) as error:
        read_staff_tables([path])
    assert [(fault.row, fault.found) for fault in error.value.faults] == [
        (4, "Band 8c+"),
        (5, "Band 8d+"),
    ]


def test_more_fte_than_people_is_a_warning(tmp_path: Path) -> None:
    lines = [f"{HEADER},fte", f"{GOOD},12.5", f"{GOOD},11".replace("Band 5", "Band 6")]
    table = read_staff_tables([text_file(tmp_path / "a.csv", *lines)])
    assert table.warnings[0] == (
        "a.csv: 1 row has more full-time equivalents than people, first in row 2. We use the "
        "headcounts. Check that the columns are the right way round."
    )
    lines.append(f"{GOOD},13".replace("Band 5", "Band 7"))
    table = read_staff_tables([text_file(tmp_path / "a.csv", *lines)])
    assert table.warnings[0].startswith("a.csv: 2 rows have more")


def test_notes_left_out_are_named(tmp_path: Path) -> None:
    one = read_staff_tables([text_file(tmp_path / "a.csv", HEADER, GOOD, "Source: ESR")])
    two = read_staff_tables([text_file(tmp_path / "a.csv", HEADER, GOOD, "", "One", "Two")])
    assert one.warnings == ("a.csv: we left out 1 row of notes below the table, from row 3.",)
    assert two.warnings == ("a.csv: we left out 2 rows of notes below the table, from row 4.",)


NON_MEDICAL_ROWS = (
    "2017-09-30,R0A,001,017,018,005_Physiotherapy,003_Therapist,Band 6,1.25",
    "2017-09-30,R0A,001,017,018,005_Physiotherapy,004_Manager,Band 6,0.5",
    "2017-09-30,R0A,001,017,020,012_Psychotherapy,003_Therapist,Band 6,2",
    "2017-09-30,R0A,038,039,040,001_Central functions,003_Senior Manager,Band 9,3",
    "2017-09-30,R0A,038,39,40,002_Hotel,003_Senior Manager,Band 9,4",
    "2017-09-30,R0A,001,005,006,001_Acute,009_Nurse,Non AfC Grade,5",
    "2017-09-30,R0A,001,005,006,001_Acute,009_Nurse,,6",
    "2017-09-30,R0A,001,999,999,,Mystery,Band 12,7",
    "2017-09-30,R0B,001,005,006,001_Acute,009_Nurse,Very Senior Manager,8",
)


def test_published_rows_are_placed_and_added_up(tmp_path: Path) -> None:
    table = read_staff_tables([published(tmp_path / "a.csv", *NON_MEDICAL_ROWS)])
    assert placed(table) == [
        ("physiotherapist", "Band 6", None, 1.75),
        ("nurse", "VSM", None, 8.0),
    ]
    assert unplaced(table) == [
        ("background_unknown", "Senior Manager, Band 9", "Band 9", None, 7.0, 2),
        ("level_unknown", "Nurses, Non AfC Grade", None, None, 5.0, 1),
        ("level_unknown", "Nurses, no band", None, None, 6.0, 1),
        ("profession_unclear", "Psychotherapy: Therapist, Band 6", "Band 6", None, 2.0, 1),
        ("unknown_code", "Mystery, Band 12", None, None, 7.0, 1),
    ]
    assert table.holds_fte_only
    assert table.rows_read == len(NON_MEDICAL_ROWS)


def test_published_doctors_and_dentists_are_placed(tmp_path: Path) -> None:
    path = medical(
        tmp_path / "a.csv",
        "30/09/2017,R0A,1,Consultant (including Directors of Public Health),x,Cardiology,2",
        "30/09/2017,R0A,8,Foundation Doctor Year 1,x,Urology,3",
        "30/09/2017,R0A,1,Consultant,Dental group,Orthodontics,1.5",
        "30/09/2017,R0A,9,Hospital Practitioner / Clinical Assistant,x,Urology,4",
        "30/09/2017,R0A,9,Astronaut,x,Urology,5",
    )
    table = read_staff_tables([path])
    assert placed(table) == [
        ("dentist", "Consultant", None, 1.5),
        ("doctor", "FY1", None, 3.0),
        ("doctor", "Consultant", None, 2.0),
    ]
    assert unplaced(table) == [
        (
            "level_unknown",
            "Doctors, Hospital Practitioner / Clinical Assistant",
            None,
            None,
            4.0,
            1,
        ),
        ("unknown_code", "Urology, Astronaut", None, None, 5.0, 1),
    ]


def test_both_published_tables_make_one(tmp_path: Path) -> None:
    stages: list[tuple[str, int]] = []
    paths = [
        published(tmp_path / "staff.csv", *NON_MEDICAL_ROWS),
        medical(tmp_path / "doctors.csv", "30/09/2017,R0A,1,Consultant,x,Cardiology,2"),
    ]
    table = read_staff_tables(paths, progress=lambda stage, rows: stages.append((stage, rows)))
    assert table.sources == ("staff.csv", "doctors.csv")
    assert table.rows_read == 10
    assert math.fsum(r.fte or 0 for r in (*table.rows, *table.unplaced)) == 38.75
    assert stages == [
        ("Checking staff.csv", 9),
        ("Placed staff.csv", 9),
        ("Checking doctors.csv", 1),
        ("Placed doctors.csv", 1),
    ]


def test_people_and_full_time_equivalents_do_not_mix(tmp_path: Path) -> None:
    paths = [
        headcounts(tmp_path / "heads.csv", NURSES),
        published(tmp_path / "fte.csv", NON_MEDICAL_ROWS[0]),
    ]
    with pytest.raises(FaultyTableError) as error:
        read_staff_tables(paths)
    assert error.value.sentence() == (
        "These tables cannot be added together. Found: heads.csv counts people; fte.csv counts "
        "full-time equivalents. Use one kind at a time."
    )


def test_the_same_people_in_two_files_are_refused(tmp_path: Path) -> None:
    midwives = nurses(profession="midwife")
    paths = [
        headcounts(tmp_path / "one.csv", NURSES, midwives),
        headcounts(tmp_path / "two.csv", nurses(organisation="R0B")),
        headcounts(tmp_path / "three.csv", NURSES, midwives),
    ]
    with pytest.raises(FaultyTableError) as error:
        read_staff_tables(paths)
    assert error.value.sentence() == (
        "three.csv: the same people are also in one.csv. Found: R0A, 2026-03-31, midwife, "
        "Band 5, and 1 more. Use only one of the two files."
    )


def test_one_published_file_named_twice_is_refused(tmp_path: Path) -> None:
    path = published(tmp_path / "a.csv", NON_MEDICAL_ROWS[0])
    with pytest.raises(FaultyTableError, match="published non-medical staff, R0A, 2017-09-30"):
        read_staff_tables([path, path])


def test_no_file_at_all_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="No file was named"):
        read_staff_tables([])


def test_the_day_of_the_ladders_can_be_given(tmp_path: Path) -> None:
    with pytest.raises(CannotTellError):
        read_staff_tables([headcounts(tmp_path / "a.csv", NURSES)], on=date(1990, 1, 1))


def test_full_time_equivalents_stand_in_for_people_only_when_asked(tmp_path: Path) -> None:
    table = read_staff_tables([published(tmp_path / "a.csv", *NON_MEDICAL_ROWS)])
    with pytest.raises(CannotTellError, match="--fte-as-headcount"):
        check_headcounts(table, fte_as_headcount=False)
    check_headcounts(table, fte_as_headcount=True)


def test_halves_are_rounded_up() -> None:
    assert [as_people([x]) for x in (0, 0.49, 0.5, 1.5, 2.5)] == [0, 0, 1, 2, 3]
    assert as_people([0.1] * 15) == 2


def test_an_establishment_is_read_from_any_format(tmp_path: Path) -> None:
    headings = ["Organisation", "Post title", "Band", "Open to", "Reserved for", "Filled"]
    rows = [
        ["R0A", "Chief nurse", "Board", "Nurses; midwives", "nurse", "yes"],
        ["R0A", "Chief operating officer", "VSM", "Any", None, "vacant"],
        ["R0A", "Medical director", "Medical director", "doctor", "Doctor", "TRUE"],
    ]
    expected = (
        Post("R0A", "Chief nurse", "Board", frozenset({"nurse", "midwife"}), "nurse", True),
        Post("R0A", "Chief operating officer", "VSM", frozenset({"any"}), None, False),
        Post("R0A", "Medical director", "Medical director", frozenset({"doctor"}), "doctor", True),
    )
    book = workbook(tmp_path / "posts.xlsx", {"Posts": [headings, *rows]})
    text = text_file(
        tmp_path / "posts.csv", *(",".join(cell or "" for cell in row) for row in [headings, *rows])
    )
    assert read_establishment(book) == expected
    assert read_establishment(text, on=ON) == expected


def test_a_post_is_open_to_all_where_nothing_is_reserved(tmp_path: Path) -> None:
    path = text_file(
        tmp_path / "posts.csv", "organisation,post,level,open_to,filled", "R0A,Lead,8b,any,no"
    )
    assert read_establishment(path) == (
        Post("R0A", "Lead", "Band 8b", frozenset({"any"}), None, False),
    )
