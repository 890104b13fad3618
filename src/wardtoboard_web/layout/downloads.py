"""Tables to take away, as CSV or as a spreadsheet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Literal

import xlsxwriter
from django.http import HttpResponse

from wardtoboard.base.writing import csv_text
from wardtoboard_web.layout.tables import Cell, DataTable

Kind = Literal["csv", "xlsx"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60
"""No column of a spreadsheet is wider than so many letters."""


@dataclass(frozen=True, slots=True)
class DownloadLink:
    """A link to a table as a file: the table's caption, the kind of file and its address."""

    caption: str
    kind: Kind
    address: str


def table_response(table: DataTable, kind: Kind) -> HttpResponse:
    """Give a table as a file to save, named after the table. No cell runs as a formula."""
    if kind == "csv":
        body: bytes = _csv(table)
        content_type = "text/csv; charset=utf-8"
    else:
        body, content_type = _xlsx(table), XLSX
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{table.name}.{kind}"'
    return response


def _csv(table: DataTable) -> bytes:
    """Write the table alone; numbers stay plain so that programs can read them.

    The mark at the start tells Excel that the text is UTF-8.
    """
    rows = [[str(cell) for cell in row] for row in table.rows]
    return csv_text(table.headers, rows).encode("utf-8-sig")


def _xlsx(table: DataTable) -> bytes:
    """Write the caption, the table and its note on one sheet."""
    file = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, settings) as book:
        sheet = book.add_worksheet("Table")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, table.caption, book.add_format({"bold": True}))
        for place, header in enumerate(table.headers):
            sheet.write_string(2, place, header, bold)
            sheet.set_column(place, place, _width(table, place))
        for line, row in enumerate(table.rows, start=3):
            for place, cell in enumerate(row):
                _write(sheet, line, place, cell)
        if table.note:
            sheet.write_string(len(table.rows) + 4, 0, table.note)
        sheet.freeze_panes(3, 1)
    return file.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, line: int, place: int, cell: Cell) -> None:
    if isinstance(cell, str):
        sheet.write_string(line, place, cell)
    else:
        sheet.write_number(line, place, cell)


def _width(table: DataTable, place: int) -> int:
    letters = [len(str(row[place])) for row in table.rows]
    return min(max([len(table.headers[place]), *letters]) + 2, WIDEST)
