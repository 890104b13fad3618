"""Parquet to a grid of cells, its column names as the first row."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from wardtoboard.base.files import Limits, damaged, unreadable
from wardtoboard.base.headers import Grid
from wardtoboard.base.text_files import too_many_columns, too_many_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

GLOB_CHARACTER = re.compile(r"([*?\[])")


def read_parquet(path: Path, limits: Limits) -> Grid:
    """Read a Parquet file's rows as text under a row of its column names.

    Raises UnreadableFileError for a damaged file and one beyond the limits.
    """
    import duckdb  # slow to load; only Parquet needs it

    name = GLOB_CHARACTER.sub(r"[\1]", str(path))
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    try:
        with duckdb.connect(config=settings) as engine:
            _check_size(path, engine, name, limits)
            answer = engine.execute(
                "SELECT coalesce(columns(*)::VARCHAR, '') FROM read_parquet(?)", [name]
            )
            headings = [column[0] for column in answer.description or ()]
            return [headings, *map(list, answer.fetchall())]
    except duckdb.Error as error:
        raise damaged(path) from error


def _check_size(path: Path, engine: DuckDBPyConnection, name: str, limits: Limits) -> None:
    rows, columns, unpacked = engine.execute(
        "SELECT max(f.num_rows), count(DISTINCT m.column_id), sum(m.total_uncompressed_size) "
        "FROM parquet_file_metadata($name) f, parquet_metadata($name) m",
        {"name": name},
    ).fetchall()[0]
    if (rows or 0) > limits.rows:
        raise too_many_rows(path, limits)
    if columns > limits.columns:
        raise too_many_columns(path, limits)
    if (unpacked or 0) > limits.unpacked_bytes:
        raise unreadable(
            path,
            "the file unpacks to far more than we open",
            "Split it into smaller files, for example one for each organisation.",
            found=f"{unpacked / 1e6:,.0f} MB",
        )
