"""Files of a store: columns as Arrow, written beside the old ones and known by their digest."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa

from wardtoboard.base.errors import Fault, UnreadableFileError

Columns = TypeVar("Columns")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a store: its name, how many rows it holds and the SHA-256 of its bytes."""

    name: str
    rows: int
    digest: str


def write_columns(columns: Any, path: Path) -> None:
    """Write a dataclass of columns of equal length as an Arrow file."""
    table = pa.table({one.name: getattr(columns, one.name) for one in fields(columns)})
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def read_columns(kind: type[Columns], path: Path) -> Columns:
    """Read a dataclass of columns that `write_columns` wrote; nothing is copied."""
    table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
    return kind(*(_whole(table.column(one.name)) for one in fields(kind)))  # type: ignore[arg-type]


def _whole(column: pa.ChunkedArray) -> Any:
    """Give a column without copying it: it was written as one piece, or as none when empty."""
    return column.chunk(0).to_numpy() if column.num_chunks else column.to_numpy()


def digest_of(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_kept(folder: Path, kept: Kept) -> None:
    """Raise UnreadableFileError where a file of a store is missing or not as it was written."""
    path = folder / kept.name
    if path.is_file() and digest_of(path) == kept.digest:
        return
    what = "was changed" if path.is_file() else "is missing"
    do = "Restore the folder from a backup, or import the staff histories again."
    raise UnreadableFileError([Fault(f"a file of this store of careers {what}", do, kept.name)])


def replace_text(path: Path, text: str) -> None:
    """Write a small file whole or not at all: after a crash the old text stands."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
