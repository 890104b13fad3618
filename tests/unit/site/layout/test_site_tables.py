"""Do tables say on a page and in a file what they were given?"""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.http import HttpResponse
from django.template import engines
from python_calamine import CalamineWorkbook

from builders.site.gallery import NARROW, WIDE
from wardtoboard_web.layout.downloads import table_response
from wardtoboard_web.layout.tables import Cell, DataTable, cell_text, table_markup


@pytest.mark.parametrize(
    ("cell", "said"), [("withheld", "withheld"), (1324, "1,324"), (0, "0"), (0.5512, "0.55")]
)
def test_a_cell_is_said(cell: Cell, said: str) -> None:
    assert cell_text(cell) == said


def test_columns_with_numbers_stand_to_the_right() -> None:
    assert table_markup(NARROW).numeric == (False, True, True)


def test_only_a_wide_table_has_a_box_to_scroll_in() -> None:
    assert table_markup(WIDE).scrolls
    assert not table_markup(NARROW).scrolls


@pytest.mark.parametrize("table", [NARROW, WIDE], ids=["narrow", "wide"])
def test_the_markup_is_that_of_the_nhs_component(table: DataTable) -> None:
    found = table_markup(table)
    numeric = ["numeric" if is_so else "" for is_so in found.numeric]
    parts = {
        "id": found.id,
        "caption": {"text": found.caption, "size": "s"},
        "firstCellIsHeader": True,
        "responsive": True,
        "scroll": found.scrolls,
        "head": [
            {"text": header, "format": format_}
            for header, format_ in zip(found.headers, numeric, strict=True)
        ],
        "rows": [[{"text": cell} for cell in row] for row in found.rows],
    }
    ours = '{% from "layout/macros.jinja" import plain_table %}{{ plain_table(table) }}'
    theirs = '{% from "nhsuk/components/tables/macro.jinja" import table as nhs %}{{ nhs(parts) }}'
    assert _rendered(ours, table=found) == _rendered(theirs, parts=parts)


def _rendered(template: str, **context: object) -> str:
    html = engines["jinja2"].env.from_string(template).render(context)
    return re.sub(r"\s*(<[^>]*>)\s*", r"\1", " ".join(html.split()))


@pytest.mark.parametrize("name", ["", "Staff", "staff by level", "../staff", "staff--level", "a\n"])
def test_a_name_that_is_no_file_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="small letters"):
        DataTable(name=name, caption="Staff", headers=("Level",), rows=())


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        DataTable(name="staff", caption="Staff", headers=("Level", "People"), rows=(("Band 5",),))


def test_a_csv_has_the_table_with_nothing_that_runs() -> None:
    response = table_response(NARROW, "csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0] == list(NARROW.headers)
    assert rows[1] == ["Band 7", "1324", "0.5512"]
    assert rows[3][0] == "'=1+1"
    assert _file_name(response) == 'attachment; filename="staff-by-level.csv"'


def test_a_spreadsheet_has_the_table_as_text_and_numbers() -> None:
    response = table_response(NARROW, "xlsx")
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    assert rows[0][0] == NARROW.caption
    assert rows[2] == list(NARROW.headers)
    assert rows[3:6] == [list(row) for row in NARROW.rows]
    assert rows[-1][0] == NARROW.note
    assert _file_name(response) == 'attachment; filename="staff-by-level.xlsx"'


def _file_name(response: HttpResponse) -> str:
    return response["Content-Disposition"]
