"""Write small staff tables to files, good and bad."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import xlsxwriter

HEADINGS = ("organisation", "date", "profession", "level", "headcount")
NURSES = ("R0A", "2026-03-31", "nurse", "Band 5", "12")
NON_MEDICAL = (
    "DATE,ORG_CODE,MAIN_STAFF_GROUP_CODE,STAFF_GROUP_1_CODE,STAFF_GROUP_2_CODE,"
    "AREA,LEVEL,AFC_BAND,FTE"
)
MEDICAL = "DATE,ORG_CODE,GRADE_SORT_ORDER,GRADE,SPECIALITY_GROUP,SPECIALTY,FTE"
OLD_OFFICE_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

Cell = str | int | float | date | None


def text_file(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    """Write lines of text."""
    path.write_text("\n".join(lines) + "\n", encoding=encoding, newline="")
    return path


def headcounts(path: Path, *rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> Path:
    """Write a headcount table as CSV."""
    return text_file(path, *(",".join(row) for row in (headings, *rows)))


def nurses(**changes: str) -> tuple[str, ...]:
    """Give a good row of nurses with some cells changed."""
    return tuple((dict(zip(HEADINGS, NURSES, strict=True)) | changes).values())


def bytes_file(path: Path, content: bytes) -> Path:
    """Write bytes as they are."""
    path.write_bytes(content)
    return path


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> Path:
    """Write an Excel workbook, dates as dates."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, place, cell)
                    else:
                        sheet.write(number, place, cell)
    return path


def archive(path: Path, members: Mapping[str, bytes]) -> Path:
    """Write a ZIP archive, packed tightly."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return path


def parquet(path: Path, select: str) -> Path:
    """Write the answer of a query as Parquet."""
    with duckdb.connect() as engine:
        engine.sql(select).write_parquet(str(path))
    return path


def text_parquet(path: Path, *, rows: int) -> Path:
    """Write the same row of nurses again and again as Parquet, every column as text."""
    columns = [f"'{cell}' AS {name}" for name, cell in zip(HEADINGS, NURSES, strict=True)]
    return parquet(path, " ".join(("SELECT", ", ".join(columns), f"FROM range({rows})")))
