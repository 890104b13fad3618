"""Write small staff histories to files, good and bad."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from builders.tables import text_file

HEADINGS = ("person", "month", "organisation", "fte", "profession", "level")
NURSE = ("p1", "2025-04", "X1ZZ", "1", "nurse", "Band 5")
CODES = ("person", "month", "organisation", "fte", "occupation_code", "grade")
KEY = bytes(range(32))


def row(**changes: str) -> dict[str, str]:
    """Give a good row of a nurse with some cells changed or added."""
    return dict(zip(HEADINGS, NURSE, strict=True)) | changes


def coded_row(**changes: str) -> dict[str, str]:
    """Give a good row with occupation code and grade, with some cells changed or added."""
    return dict(zip(CODES, ("p1", "2025-04", "X1ZZ", "1", "N6A", "XR05"), strict=True)) | changes


def history(path: Path, *rows: dict[str, str]) -> Path:
    """Write a staff history as CSV; a row without a cell has it empty."""
    headings = list(dict.fromkeys(name for one in rows for name in one))
    lines = (",".join(one.get(name, "") for name in headings) for one in rows)
    return text_file(path, ",".join(headings), *lines)


def history_parquet(path: Path, **columns: Any) -> Path:
    """Write a staff history of two people as Parquet with some columns changed or added."""
    good = {name: [cell] * 2 for name, cell in row().items()}
    good |= {"person": ["p1", "p2"], "fte": [1.0, 0.5]}
    pq.write_table(pa.table(good | columns), path)
    return path


def many(month: str, people: range, **changes: str) -> list[dict[str, str]]:
    """Give a row for each of some people in a month."""
    return [row(person=f"p{n}", month=month, **changes) for n in people]
