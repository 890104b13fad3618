"""Delimited text (CSV) to a grid of cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path

from wardtoboard.base.errors import Fault, UnreadableFileError
from wardtoboard.base.files import Limits, cannot_open, unreadable
from wardtoboard.base.headers import ROWS_SEARCHED, Grid, heading_key

DELIMITERS = (",", "\t", ";")
SAVE_AS_UTF8 = "Save it from Excel as CSV UTF-8, then try again."


def read_text(path: Path, headings: Collection[str], limits: Limits) -> Grid:
    """Read every row of a delimited file, blank ones too, so that row n is at n - 1.

    `headings` are the heading keys that tell which delimiter is meant. UTF-8 and UTF-16 are
    told by their marks; what is not UTF-8 is read as Windows-1252.
    Raises UnreadableFileError for other characters, too many rows and quotation marks that
    do not close.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise cannot_open(path) from error
    if raw.count(b"\n") > limits.rows:
        raise too_many_rows(path, limits)
    text = _decode(path, raw)
    return _rows(path, text, _delimiter_of(text, headings), limits)


def too_many_rows(path: Path, limits: Limits) -> UnreadableFileError:
    """Make the error for a table with more rows than we read."""
    return unreadable(
        path,
        f"the table has more than {limits.rows:,} rows",
        "Split it into smaller files, for example one for each organisation.",
    )


def too_many_columns(path: Path, limits: Limits) -> UnreadableFileError:
    """Make the error for a table with more columns than we read."""
    return unreadable(
        path,
        f"the table has more than {limits.columns:,} columns",
        "Keep the columns that are needed and delete the rest.",
    )


def _decode(path: Path, raw: bytes) -> str:
    encodings = ("utf-8-sig", "cp1252")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ("utf-16", "utf-16")
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise unreadable(path, "the file holds characters that are not text", SAVE_AS_UTF8)


def _delimiter_of(text: str, headings: Collection[str]) -> str:
    """Choose the delimiter that shows most known headings in one row; then the commonest."""
    sample = list(islice(io.StringIO(text, newline=""), ROWS_SEARCHED))
    shortened = [line[:10_000] for line in sample]

    def score(delimiter: str) -> tuple[int, int]:
        rows = csv.reader(shortened, delimiter=delimiter)
        known = max(sum(heading_key(cell) in headings for cell in row) for row in rows)
        return known, sum(line.count(delimiter) for line in shortened)

    return max(DELIMITERS, key=score)


def _rows(path: Path, text: str, delimiter: str, limits: Limits) -> Grid:
    rows: Grid = []
    reader = csv.reader(_lines(path, text, limits), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append(row)
            if len(row) > limits.columns:
                raise too_many_columns(path, limits)
    except csv.Error as error:
        raise UnreadableFileError(
            [
                Fault(
                    what="a quotation mark is out of place or is never closed",
                    do='Put one " before and one " after each text that needs them.',
                    file=path.name,
                    row=len(rows) + 1,
                )
            ]
        ) from error
    return rows


def _lines(path: Path, text: str, limits: Limits) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        if len(line) > limits.line_length:
            raise unreadable(
                path,
                f"one line of the file is longer than {limits.line_length:,} characters",
                "Check that this is a table with one row on each line.",
            )
        yield line
