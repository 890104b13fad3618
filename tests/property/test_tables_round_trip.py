"""Whatever a table holds, writing it and reading it back gives it all again."""

from __future__ import annotations

import math
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from builders.tables import HEADINGS, NON_MEDICAL, text_file, workbook
from wardtoboard.base.dates_in_cells import date_of
from wardtoboard.base.headers import Column, Form
from wardtoboard.base.tables import read_table
from wardtoboard.staff import StaffRow, read_staff_tables

DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))
PROFESSIONS = st.sampled_from(
    ["nurse", "midwife", "physiotherapist", "pharmacist", "social_worker"]
)
LEVELS = st.sampled_from(["Band 5", "Band 6", "Band 7", "Band 8a", "Band 9", "VSM"])
ROWS = st.lists(
    st.builds(
        StaffRow,
        st.sampled_from(["R0A", "RX1", "T5K", "North, Moor"]),
        DAYS,
        PROFESSIONS,
        LEVELS,
        st.integers(0, 100_000),
        st.none() | st.floats(0, 0),
    ),
    min_size=1,
    max_size=30,
    unique_by=lambda row: (row.organisation, row.date, row.profession, row.level),
)
DATE_FORMATS = st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%d-%b-%Y", "%Y-%m-%d 00:00:00"])
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12
).filter(lambda text: bool(text.strip()))


@given(rows=ROWS, form=DATE_FORMATS, delimiter=st.sampled_from(",;\t"), order=st.randoms())
@settings(deadline=None, max_examples=60)
def test_headcounts_come_back_from_text_in_any_order(
    rows: list[StaffRow], form: str, delimiter: str, order: st.randoms
) -> None:
    written = list(rows)
    order.shuffle(written)
    lines = [delimiter.join((*HEADINGS, "fte"))]
    for row in written:
        fte = "" if row.fte is None else repr(row.fte)
        cells = (f'"{row.organisation}"', row.date.strftime(form), row.profession, row.level)
        lines.append(delimiter.join((*cells, str(row.headcount), fte)))
    with tempfile.TemporaryDirectory() as folder:
        table = read_staff_tables([text_file(Path(folder) / "a.csv", *lines)])
    assert set(table.rows) == set(rows)
    assert table.rows_read == len(rows)
    assert not table.unplaced


@given(rows=ROWS)
@settings(deadline=None, max_examples=20)
def test_headcounts_come_back_from_a_workbook(rows: list[StaffRow]) -> None:
    cells = [[r.organisation, r.date, r.profession, r.level, r.headcount, r.fte] for r in rows]
    with tempfile.TemporaryDirectory() as folder:
        path = workbook(Path(folder) / "a.xlsx", {"Staff": [[*HEADINGS, "fte"], *cells]})
        table = read_staff_tables([path])
    assert set(table.rows) == set(rows)


@given(
    ftes=st.lists(st.floats(0, 1e4, allow_subnormal=False), min_size=1, max_size=40),
    data=st.data(),
)
@settings(deadline=None, max_examples=60)
def test_no_full_time_equivalent_is_lost(ftes: list[float], data: st.DataObject) -> None:
    groups = st.sampled_from(["017,018", "005,006", "013,014", "039,040", "999,999", "020,020"])
    bands = st.sampled_from(["Band 6", "Band 8a", "Non AfC Grade", "Very Senior Manager", "?"])
    rows = [
        f"2017-09-30,R0A,001,{data.draw(groups)},{number:03}_Area,003_Therapist,"
        f"{data.draw(bands)},{fte!r}"
        for number, fte in enumerate(ftes)
    ]
    with tempfile.TemporaryDirectory() as folder:
        table = read_staff_tables([text_file(Path(folder) / "a.csv", NON_MEDICAL, *rows)])
    found = math.fsum(one.fte or 0 for one in (*table.rows, *table.unplaced))
    assert math.isclose(found, math.fsum(ftes), rel_tol=0, abs_tol=1e-6)


@given(cells=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=20))
@settings(deadline=None, max_examples=60)
def test_any_text_comes_back_from_quoted_cells(cells: list[tuple[str, str]]) -> None:
    form = Form("any", (Column("first"), Column("second")))
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in cells]
    with tempfile.TemporaryDirectory() as folder:
        table = read_table(text_file(Path(folder) / "a.csv", "first,second", *quoted), [form])
    assert list(zip(table.columns["first"], table.columns["second"], strict=True)) == cells
    assert list(table.rows) == list(range(2, len(cells) + 2))


@given(day=DAYS)
def test_a_serial_number_is_the_day_it_counts_to(day: date) -> None:
    assert date_of(str((day - date(2017, 9, 30)) // timedelta(days=1) + 43008)) == day
