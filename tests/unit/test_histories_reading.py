"""Reading staff histories: the same months from any kind of file, and one row a person."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from builders.history_files import HEADINGS, KEY, coded_row, history, history_parquet, many, row
from builders.tables import text_file, workbook
from wardtoboard.base.errors import FaultyTableError, UnreadableFileError
from wardtoboard.staff.histories import history_files
from wardtoboard.staff.histories.continuity import Continuity
from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.reading import read_histories
from wardtoboard.staff.histories.segments import month_number
from wardtoboard.staff.histories.vocabulary import NOT_CLINICAL, PER_PROFESSION, load_vocabulary

VOCABULARY = load_vocabulary(date(2026, 3, 31))
APRIL = month_number(2025, 4)


def read(*paths: Path, **more):
    histories = read_histories(paths, vocabulary=VOCABULARY, key=KEY, **more)
    return dict(histories.months()), histories


def only_month(*paths: Path) -> Month:
    months, _ = read(*paths)
    (month,) = months.values()
    return month


def the_same(one: Month, other: Month) -> bool:
    names = ("person", "state", "place", "fte", "since")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)


ROWS = [
    row(person="17", level="Band 8a", site="A", grade_start="2024-01-15"),
    row(person="18", organisation="X2ZZ", fte="0.55", grade_start="", site=""),
]


@pytest.fixture
def as_csv(tmp_path: Path) -> Path:
    return history(tmp_path / "staff.csv", *ROWS)


def test_a_row_becomes_a_state_a_place_and_a_time_in_level(as_csv):
    months, histories = read(as_csv)
    month = months[APRIL]
    by_fte = np.argsort(month.fte)
    nurse = VOCABULARY.state("nurse", "Band 5"), VOCABULARY.state("nurse", "Band 8a")
    assert month.state[by_fte].tolist() == list(nurse)
    assert month.fte[by_fte].tolist() == [55, 100]
    assert month.since[by_fte].tolist() == [-1, 15]
    places = [histories.vocabulary.places[place] for place in month.place[by_fte]]
    assert [(one.organisation, one.site) for one in places] == [("X2ZZ", ""), ("X1ZZ", "A")]
    assert (histories.report.rows, histories.report.people) == (2, 2)
    assert histories.report.months == [APRIL]


def as_workbook(path: Path) -> Path:
    return workbook(path, {"Staff": [tuple(ROWS[0]), *(tuple(one.values()) for one in ROWS)]})


def as_parquet(path: Path, **changes: object) -> Path:
    columns = {name: [one[name] for one in ROWS] for name in ROWS[0]}
    pq.write_table(pa.table(columns | {"fte": [1.0, 0.55]} | changes), path)
    return path


DATES = {
    "month": [date(2025, 4, 30)] * 2,
    "grade_start": [datetime(2024, 1, 15, 9, 30), None],  # noqa: DTZ001  # as files hold them
}


@pytest.mark.parametrize(
    "write",
    [
        lambda d: as_workbook(d / "staff.xlsx"),
        lambda d: as_parquet(d / "staff.parquet"),
        lambda d: as_parquet(d / "staff.parquet", person=[17, 18]),
        lambda d: as_parquet(d / "staff.parquet", **DATES),
        lambda d: as_parquet(d / "staff.parquet", site=["A", None], fte=pa.array([1.0, 0.55])),
        lambda d: text_file(
            d / "staff.txt",
            "A title",
            "\t".join(name.upper() for name in ROWS[0]),
            *("\t".join(one.values()) for one in ROWS),
            "",
        ),
        lambda d: text_file(
            d / "staff.csv",
            ",".join(ROWS[0]),
            *(",".join(one.values()) for one in ROWS),
            "Source: our own records",
            encoding="utf-16",
        ),
        lambda d: text_file(
            d / "staff.csv",
            ",".join(ROWS[0]),
            *(",".join(one.values()) for one in ROWS),
            ",,,,,,,",
            "Source: our own records,,,,,,,",
        ),
    ],
    ids=("workbook", "parquet", "numbers", "dates", "nulls", "tabs", "utf-16", "notes"),
)
def test_every_kind_of_file_gives_the_same_month(as_csv, write, tmp_path):
    other = write(tmp_path)
    if other == as_csv:
        expected = only_month(history(tmp_path / "again.csv", *ROWS))
    else:
        expected = only_month(as_csv)
    assert the_same(only_month(other), expected)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_organisations_may_have_accents(tmp_path, encoding):
    lines = (",".join(HEADINGS), ",".join(row(organisation="Élan").values()))
    path = text_file(tmp_path / "staff.csv", *lines, encoding=encoding)
    _, histories = read(path)
    assert [place.organisation for place in histories.vocabulary.places] == ["Élan"]


def test_a_quotation_mark_out_of_place_is_told(tmp_path):
    path = text_file(tmp_path / "staff.csv", ",".join(HEADINGS), '"p1,2025-04,X1ZZ,1,nurse,Band 5')
    with pytest.raises(UnreadableFileError, match="quotation mark"):
        read(path)


def test_the_order_of_files_and_rows_does_not_matter(tmp_path):
    rows = [*many("2025-04", range(9)), *many("2025-05", range(9), level="Band 6")]
    rows += [row(person="p1", organisation="X3ZZ", fte="0.2")]
    one = history(tmp_path / "one.csv", *rows)
    parts = [history(tmp_path / f"{number}.csv", *reversed(rows[number::3])) for number in range(3)]
    whole, _ = read(one)
    apart, histories = read(*reversed(parts))
    assert list(whole) == list(apart) == [APRIL, APRIL + 1]
    names = ("person", "state", "fte", "since")
    for number, month in whole.items():
        for name in names:
            assert np.array_equal(getattr(month, name), getattr(apart[number], name))
    assert histories.report.rows == 19


def test_months_go_out_as_soon_as_their_files_are_read(tmp_path):
    paths = [history(tmp_path / f"{m}.csv", *many(m, range(3))) for m in ("2025-05", "2025-04")]
    said: list[tuple[str, int, int]] = []
    histories = read_histories(
        paths, vocabulary=VOCABULARY, key=KEY, progress=lambda *one: said.append(one)
    )
    months = histories.months()
    assert next(months)[0] == APRIL
    assert said[-2:] == [("Reading staff histories", 0, 2), ("Checking 2025-04", 0, 2)]
    assert [number for number, _ in months] == [APRIL + 1]
    assert said[-2:] == [("Checking 2025-05", 1, 2), ("Reading staff histories", 2, 2)]


def test_spaces_around_a_pseudonym_do_not_make_another_person(tmp_path):
    april = history(tmp_path / "april.csv", row(person=" p1 "), row(person="p2"))
    may = history(tmp_path / "may.csv", row(person="p1", month="2025-05"))
    months, histories = read(april, may)
    assert np.isin(months[APRIL + 1].person, months[APRIL].person).all()
    assert histories.report.people == 2


def test_whoever_is_also_elsewhere_in_a_higher_post_is_not_lost_to_us(tmp_path):
    path = history(
        tmp_path / "april.csv",
        row(person="p1", organisation="X1ZZ"),
        row(person="p1", organisation="X2ZZ", level="Band 8a"),
        row(person="p2", organisation="X2ZZ"),
    )
    histories = read_histories([path], vocabulary=VOCABULARY, key=KEY, only=["X1ZZ"])
    ((_, month),) = histories.months()
    assert len(month) == 1
    assert histories.report.left_out == {"elsewhere": 2}
    assert histories.report.in_two_organisations == 0


# One row a person


def kept(tmp_path: Path, *rows: dict[str, str]):
    path = history(tmp_path / "staff.csv", *rows)
    months, histories = read(path)
    return months[APRIL], histories


def level_kept(tmp_path: Path, *rows: dict[str, str]) -> str | None:
    month, _ = kept(tmp_path, *rows)
    (state,) = month.state.tolist()
    return VOCABULARY.level_of(state)


def test_the_highest_level_is_kept_and_hours_are_added_up_in_its_organisation(tmp_path):
    month, histories = kept(
        tmp_path,
        row(level="Band 6", fte="0.2"),
        row(level="Band 7", fte="0.4"),
        row(level="Band 5", fte="1", organisation="X2ZZ"),
        row(level="Band 5", fte=""),
    )
    assert VOCABULARY.level_of(int(month.state[0])) == "Band 7"
    assert month.fte.tolist() == [60]
    assert histories.report.left_out == {"several_assignments": 3}
    assert histories.report.in_two_organisations == 1


def test_substantive_goes_before_acting_up_and_secondment(tmp_path):
    up = row(level="Band 8b", acting_up="yes")
    away = row(level="Band 8c", assignment_category="Secondment")
    assert level_kept(tmp_path, row(level="Band 7"), up, away) == "Band 7"
    assert level_kept(tmp_path, up) == "Band 8b"
    _, histories = kept(tmp_path, row(), up, away)
    assert histories.report.flagged == {"acting_up": 1, "secondment": 1}


def test_the_larger_fte_goes_first_among_equal_levels(tmp_path):
    month, _ = kept(
        tmp_path,
        row(fte="0.4"),
        row(profession="midwife", fte="0.6"),
        row(profession="ahp", fte=""),
    )
    assert VOCABULARY.profession_of(int(month.state[0])) == "midwife"


def test_hours_that_nobody_tells_stay_unknown(tmp_path):
    month, _ = kept(tmp_path, row(fte=""), row(fte="", level="Band 6"))
    assert month.fte.tolist() == [-1]


def test_bank_non_executives_and_honorary_contracts_without_hours_are_left_out(tmp_path):
    month, histories = kept(
        tmp_path,
        row(person="stays", assignment_category="Permanent"),
        row(person="b", assignment_category="bank staff"),
        row(person="n", assignment_category="Non-Exec Director/Chair"),
        row(person="h", assignment_category="Honorary", fte="0"),
        row(person="works", assignment_category="Honorary", fte="0.4"),
    )
    assert len(month) == 2
    assert histories.report.left_out == {"bank": 1, "non_executive": 1, "honorary": 1}


def test_a_month_in_which_nobody_counts_is_empty(tmp_path):
    month, _ = kept(tmp_path, row(assignment_category="Bank"))
    assert len(month) == 0


# Professions from codes and registers


def placed(tmp_path: Path, **changes: str) -> tuple[str | None, str | None, dict[str, int]]:
    month, histories = kept(tmp_path, coded_row(**changes))
    state = int(month.state[0])
    profession = VOCABULARY.profession_of(state)
    if state // PER_PROFESSION == NOT_CLINICAL:
        profession = "not clinical"
    return profession, VOCABULARY.level_of(state), dict(histories.report.unplaced)


@pytest.mark.parametrize(
    ("changes", "profession", "level", "reason"),
    [
        ({}, "nurse", "Band 5", ""),
        ({"occupation_code": "N2C", "registration_body": "NMC"}, "midwife", "Band 5", ""),
        ({"occupation_code": "G0A", "registration_body": "GMC"}, "doctor", "Band 5", ""),
        ({"occupation_code": "G0A"}, None, "Band 5", "background_unknown"),
        (
            {
                "occupation_code": "G0A",
                "registration_body": "GMC",
                "registration_number_present": "no",
            },
            None,
            "Band 5",
            "background_unknown",
        ),
        (
            {"occupation_code": "S4P", "registration_body": "GPhC"},
            None,
            "Band 5",
            "profession_not_in_guide",
        ),
        ({"occupation_code": "H1A"}, "not clinical", "Band 5", "not_clinical"),
        ({"occupation_code": "ZZZ"}, None, "Band 5", "unknown_code"),
        ({"occupation_code": ""}, None, "Band 5", "profession_blank"),
        (
            {
                "occupation_code": "",
                "staff_group": "Allied Health Professionals",
                "job_role": "Physiotherapist",
            },
            "physiotherapist",
            "Band 5",
            "",
        ),
        (
            {
                "occupation_code": "ZZZ",
                "staff_group": "Estates and Ancillary",
                "job_role": "Porter",
            },
            "not clinical",
            "Band 5",
            "not_clinical",
        ),
        ({"occupation_code": "100", "grade": "Consultant"}, "doctor", "Consultant", ""),
        ({"grade": "NHS|XN08|Non Review Body Band 8 - Range A"}, "nurse", "Band 8a", ""),
        ({"grade": "Band 8"}, "nurse", None, "level_unknown"),
        ({"grade": "Local pay"}, "nurse", None, "level_unknown"),
        ({"grade": "QQ99"}, "nurse", None, "level_not_known"),
        ({"grade": ""}, "nurse", None, "level_not_known"),
    ],
)
def test_where_labels_put_a_person(tmp_path, changes, profession, level, reason):
    found = placed(tmp_path, **changes)
    assert found == (profession, level, {reason: 1} if reason else {})


def test_a_blank_profession_falls_to_the_codes(tmp_path):
    month, _ = kept(tmp_path, row(profession="", occupation_code="N2C", grade="XR06"))
    assert month.state.tolist() == [VOCABULARY.state("midwife", "Band 5")]


def test_an_unknown_profession_beside_an_unknown_level_is_one_fault(tmp_path):
    path = history(tmp_path / "staff.csv", row(profession="wizard", level="Band 12"))
    with pytest.raises(FaultyTableError) as error:
        read(path)
    assert [fault.column for fault in error.value.faults] == ["profession"]


# Parquet out of the ordinary


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"rows": 1}, "the table has more than 1 rows"),
        ({"columns": 5}, "the table has more than 5 columns"),
        ({"unpacked_bytes": 9}, "the file unpacks to far more than we open"),
    ],
)
def test_parquet_beyond_the_limits_is_refused(tmp_path, monkeypatch, limits, said):
    path = history_parquet(tmp_path / "staff.parquet")
    monkeypatch.setattr(history_files, "PARQUET_LIMITS", history_files.Limits(**limits))
    with pytest.raises(UnreadableFileError, match=said):
        read(path)


def test_parquet_that_lacks_columns_is_refused(tmp_path):
    path = tmp_path / "staff.parquet"
    pq.write_table(pa.table({"person": ["a"], "month": ["2025-04"], "fte": [1.0]}), path)
    with pytest.raises(FaultyTableError, match="there is no column organisation"):
        read(path)


def test_parquet_that_is_spoilt_inside_is_refused(tmp_path):
    path = history_parquet(tmp_path / "staff.parquet")
    content = bytearray(path.read_bytes())
    content[4:200] = bytes(196)
    path.write_bytes(bytes(content))
    with pytest.raises(UnreadableFileError, match="damaged"):
        read(path)


def test_a_column_of_nothing_is_empty(tmp_path):
    path = history_parquet(tmp_path / "staff.parquet", site=pa.nulls(2), fte=pa.nulls(2))
    assert only_month(path).fte.tolist() == [-1, -1]


# What is beside


def test_months_seen_out_of_order_are_a_mistake_of_ours():
    beside = Continuity([APRIL, APRIL + 1], VOCABULARY)
    with pytest.raises(ValueError, match="in their order"):
        beside.see(APRIL + 1, Month(*(np.empty(0, np.int64) for _ in range(5))))


def test_a_missing_month_that_the_store_holds_is_compared_with(tmp_path):
    april = only_month(history(tmp_path / "april.csv", *many("2025-04", range(30))))
    may = history(tmp_path / "may.csv", *many("2025-05", range(30)))
    months, histories = read(may, held=[APRIL], read_held=lambda number: april)
    assert list(months) == [APRIL + 1]
    assert histories.report.warnings == []


def test_pseudonyms_are_not_compared_across_years(tmp_path):
    paths = [
        history(tmp_path / "a.csv", *many("2020-04", range(30))),
        history(tmp_path / "b.csv", *many("2025-05", range(30, 60))),
    ]
    _, histories = read(*paths)
    assert len(histories.report.warnings) == 1


def test_a_month_of_nobody_shares_nobody(tmp_path):
    paths = [
        history(tmp_path / "a.csv", row(assignment_category="Bank")),
        history(tmp_path / "b.csv", row(month="2025-05")),
    ]
    assert len(read(*paths)[0]) == 2


def test_many_missing_columns_are_told_before_anything_is_read(tmp_path):
    good = history(tmp_path / "good.csv", row())
    bad = text_file(tmp_path / "bad.csv", "person,month,organisation,fte", "a,2025-04,X1ZZ,1")
    histories = read_histories([good, bad], vocabulary=VOCABULARY, key=KEY)
    with pytest.raises(FaultyTableError, match=r"bad\.csv: there is no column profession"):
        list(histories.months())


def test_files_of_which_none_can_be_read_give_their_faults(tmp_path):
    bad = text_file(tmp_path / "bad.csv", "person,month,organisation,fte", "a,2025-04,X1ZZ,1")
    histories = read_histories([bad], vocabulary=VOCABULARY, key=KEY)
    with pytest.raises(FaultyTableError):
        list(histories.months())
