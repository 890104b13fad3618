"""Tables to take away, as CSV or as a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import xlsxwriter
from django.http import HttpResponse

from wardtoboard.base.writing import csv_text
from wardtoboard_web.layout.tables import Cell, DataTable

Kind = Literal["csv", "xlsx"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SETTINGS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
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
    return _to_save(body, content_type, f"{table.name}.{kind}")


def book_response(name: str, tables: Sequence[DataTable]) -> HttpResponse:
    """Give several tables as one spreadsheet of this name, a sheet for each table by its name."""
    return _to_save(_book(tables), XLSX, f"{name}.xlsx")


def _to_save(body: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
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
    with xlsxwriter.Workbook(file, SETTINGS) as book:
        _write_sheet(book, "Table", table)
    return file.getvalue()


def _book(tables: Sequence[DataTable]) -> bytes:
    """Write each table on a sheet of its own; long texts are wrapped."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, SETTINGS) as book:
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for table in tables:
            _write_sheet(book, table.name.replace("-", " ").capitalize(), table, wrapped)
    return file.getvalue()


def _write_sheet(
    book: xlsxwriter.Workbook,
    name: str,
    table: DataTable,
    cells: xlsxwriter.format.Format | None = None,
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, table.caption, book.add_format({"bold": True}))
    for place, header in enumerate(table.headers):
        sheet.write_string(2, place, header, bold)
        sheet.set_column(place, place, _width(table, place), cells)
    for line, row in enumerate(table.rows, start=3):
        for place, cell in enumerate(row):
            _write(sheet, line, place, cell, cells)
    if table.note:
        note = book.add_format({"italic": True})  # of its own, or the column's would wrap it
        sheet.write_string(len(table.rows) + 4, 0, table.note, note)
    sheet.freeze_panes(3, 1)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet,
    line: int,
    place: int,
    cell: Cell,
    look: xlsxwriter.format.Format | None,
) -> None:
    if isinstance(cell, str):
        sheet.write_string(line, place, cell, look)
    else:
        sheet.write_number(line, place, cell, look)


def _width(table: DataTable, place: int) -> int:
    letters = [len(str(row[place])) for row in table.rows]
    return min(max([len(table.headers[place]), *letters]) + 2, WIDEST)
