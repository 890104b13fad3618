"""Excel workbooks to grids of cells, after checking that unpacking them is safe."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from wardtoboard.base.files import Limits, cannot_open, damaged, unreadable
from wardtoboard.base.headers import Grid

CELL_PLACE = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
SMALL_ENOUGH_TO_UNPACK = 50_000_000


def read_workbook(path: Path, limits: Limits) -> Mapping[str, Grid]:
    """Read every worksheet by name; row n of a sheet is at n - 1, its cells as text.

    Raises UnreadableFileError for a damaged or protected workbook, and for one that would
    unpack to more than the limits.
    """
    _check_safe(path, limits)
    from python_calamine import (  # loaded only where a workbook is read
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
    )

    try:
        workbook = CalamineWorkbook.from_path(path)
        names = [m.name for m in workbook.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        sheets = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for name in names
        }
    except CalamineError as error:
        raise damaged(path) from error
    return {name: [[_text(cell) for cell in row] for row in rows] for name, rows in sheets.items()}


def _text(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _check_safe(path: Path, limits: Limits) -> None:
    """Unpack each part once, within its stated size, so that nothing unpacks to more later."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            allowed = limits.packing_ratio * sum(part.compress_size for part in parts)
            if unpacked > min(limits.unpacked_bytes, max(allowed, SMALL_ENOUGH_TO_UNPACK)):
                raise unreadable(
                    path,
                    "the workbook unpacks to far more than its size",
                    "Copy the table into a new workbook, then try again.",
                    found=f"{unpacked / 1e6:,.0f} MB",
                )
            for part in parts:
                _check_extent(path, archive.read(part), limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged(path) from error
    except OSError as error:
        raise cannot_open(path) from error


def _check_extent(path: Path, part: bytes, limits: Limits) -> None:
    """Refuse a sheet whose used rectangle is huge, as one stray cell in a far corner makes it."""
    rows, letters = 0, {b""}
    for place in CELL_PLACE.finditer(part):
        letters.add(place[1])
        rows = max(rows, int(place[2]))
    columns = max(map(_column_number, letters))
    if rows > limits.rows or columns > limits.columns or rows * columns > limits.cells:
        raise unreadable(
            path,
            "a sheet is in use far below or to the right of its table",
            "Delete the empty rows and columns around the table, save, then try again.",
            found=f"{rows:,} rows and {columns:,} columns",
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
