"""Files of a store, known by their digest: columns as Arrow."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import xxhash

from wardtoboard.base.errors import Fault, UnreadableFileError
from wardtoboard.staff.histories.side_by_side import side_by_side


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a store: its name, how many rows it holds and the digest of its bytes."""

    name: str
    rows: int
    digest: str


def write_columns(columns: Mapping[str, Any], path: Path) -> None:
    """Write columns of equal length as an Arrow file."""
    table = pa.table(dict(columns))
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)


def read_columns(path: Path) -> dict[str, Any]:
    """Read the columns that `write_columns` wrote, by name; nothing is copied."""
    return columns_in(_mapped(path))


def columns_in(content: pa.Buffer) -> dict[str, Any]:
    """Give the columns in what `write_columns` wrote, by name; nothing is copied."""
    table = pa.ipc.open_file(content).read_all()
    return {name: _whole(table.column(name)) for name in table.column_names}


def _whole(column: pa.ChunkedArray) -> Any:
    """Give a column of numbers without copying it: one piece, or none when empty.

    Arrow's own way to NumPy imports pandas where it is installed, which takes longer than a month.
    """
    numbers = column.type.to_pandas_dtype()
    if not column.num_chunks:
        return np.empty(0, numbers)
    _, values = column.chunk(0).buffers()
    return np.frombuffer(values, numbers, len(column))


def _mapped(path: Path) -> pa.Buffer:
    with pa.memory_map(str(path)) as file:
        return file.read_buffer()


def digest_of(path: Path) -> str:
    """Give the digest of a file's bytes: the XXH3 digests, of 128 bits each, of its two halves.

    It tells a file that was damaged or mixed up, and takes a tenth of the time of SHA-256 and half
    of that with a core for each half. Against whoever can write into the folder no digest that
    lies beside the file would help.
    """
    return _digest(_mapped(path))


def _digest(content: pa.Buffer) -> str:
    half = content.size // 2
    both = side_by_side(
        lambda: xxhash.xxh3_128_hexdigest(content.slice(0, half)),
        lambda: xxhash.xxh3_128_hexdigest(content.slice(half)),
    )
    return "".join(both)


def kept_content(folder: Path, kept: Kept) -> pa.Buffer:
    """Give the bytes of a file of a store, without copying them.

    Raises UnreadableFileError where it is missing or not as it was written.
    """
    path = folder / kept.name
    if not path.is_file():
        raise _not_as_kept("is missing", kept)
    content = _mapped(path)
    if _digest(content) != kept.digest:
        raise _not_as_kept("was changed", kept)
    return content


def _not_as_kept(what: str, kept: Kept) -> UnreadableFileError:
    do = "Restore the folder from a backup, or import the staff histories again."
    return UnreadableFileError([Fault(f"a file of this store of careers {what}", do, kept.name)])


def replace_text(path: Path, text: str) -> None:
    """Write a small file whole or not at all: after a crash the old text stands."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
