"""Open a file of staff histories as Arrow columns, whichever kind of file it is.

CSV and Parquet are read by whole columns. The reader of smaller tables takes over for workbooks,
and for text that is out of the ordinary: title rows that do not line up, or rows that are too
long, for which it has the sentences.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard.base.files import LIMITS, Limits, damaged, kind_of_file, unreadable
from wardtoboard.base.headers import ROWS_SEARCHED, Header, find_header
from wardtoboard.base.tables import read_table
from wardtoboard.base.text_files import DELIMITERS, too_many_columns, too_many_rows
from wardtoboard.staff.histories.columns import HISTORIES, lacking

PARQUET_LIMITS = Limits(file_bytes=2_000_000_000, unpacked_bytes=8_000_000_000, rows=20_000_000)
"""Parquet is read a column at a time, so more of it fits."""
SAMPLE_BYTES = 1_000_000
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
CODED = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True, slots=True)
class HistoryFile:
    """One file, opened: which columns it has, under which headings, and how to read them.

    `held` are columns read already. `header` and the rest are how to read others.
    """

    path: Path
    headings: Mapping[str, str]
    sheet: str = ""
    rows: Sequence[int] | None = None
    held: Mapping[str, Any] = field(default_factory=dict)
    header: Header | None = None
    delimiter: str = ""
    encoding: str = ""

    @property
    def is_parquet(self) -> bool:
        """Answer whether the columns have the types of a Parquet file."""
        return self.header is None and not self.held

    @property
    def is_text_by_column(self) -> bool:
        """Answer whether this is text of which the rows are not numbered yet."""
        return self.header is not None

    def row_numbers(self, positions: Sequence[int]) -> list[int]:
        """Give the numbers that a spreadsheet would show for rows at positions.

        Of text read by column they are known only once it is `numbered`.
        """
        rows = self.rows
        return [each + 2 if rows is None else rows[each] for each in positions]

    def numbered(self) -> HistoryFile:
        """Give the file with its rows numbered; text is read again for that, row by row."""
        return read_whole(self.path) if self.is_text_by_column else self

    def read(self, names: Collection[str]) -> Mapping[str, Any]:
        """Read some of the columns; those the file lacks are left out.

        Raises UnreadableFileError for a damaged file and FaultyTableError for one out of line.
        """
        wanted = [name for name in names if name in self.headings]
        if self.held:
            return {name: self.held[name] for name in wanted}
        if self.header is not None:
            return self._read_text(self.header, wanted)
        return self._read_parquet(wanted)

    def _read_parquet(self, wanted: Sequence[str]) -> Mapping[str, Any]:
        headings = [self.headings[name] for name in wanted]
        try:
            table = pq.read_table(self.path, columns=headings, read_dictionary=headings)
        except (pa.ArrowException, OSError) as error:
            raise damaged(self.path) from error
        return {name: table.column(self.headings[name]) for name in wanted}

    def _read_text(self, header: Header, wanted: Sequence[str]) -> Mapping[str, Any]:
        with suppress(pa.ArrowException):  # a row has too many cells, or too few
            columns = _columns_of_text(self, header, wanted)
            if all(len(column) for column in columns.values()):
                return columns
        return read_whole(self.path).read(wanted)


def open_history(path: Path) -> HistoryFile:
    """Open a file of staff histories.

    Raises UnreadableFileError where it cannot be opened, and FaultyTableError where it lacks
    columns.
    """
    limits = PARQUET_LIMITS if path.suffix.lower() == ".parquet" else LIMITS
    kind = kind_of_file(path, limits)
    if kind == "parquet":
        opened = _open_parquet(path, limits)
    elif kind == "text":
        opened = _open_text(path)
    else:
        opened = read_whole(path)
    missing = lacking(opened.headings)
    if missing:
        raise FaultyTableError([_pair_missing(opened, name) for name in missing])
    return opened


def read_whole(path: Path) -> HistoryFile:
    """Read a file by the reader of smaller tables, which numbers rows and names every fault."""
    table = read_table(path, [HISTORIES])
    held = {
        name: pa.chunked_array([pa.array(column, pa.string())])
        for name, column in table.columns.items()
    }
    return HistoryFile(path, table.headings, table.sheet, table.rows, held)


def _pair_missing(opened: HistoryFile, name: str) -> Fault:
    return Fault(
        what=f"there is no column {name}",
        do="A staff history needs occupation_code and grade, or profession and level.",
        file=opened.path.name,
        sheet=opened.sheet,
    )


def _whole_header(header: Header | None) -> bool:
    return header is not None and not header.missing and not header.repeated


def _headings(header: Header) -> dict[str, str]:
    return {name: header.headings[place] for name, place in header.places.items()}


def _open_parquet(path: Path, limits: Limits) -> HistoryFile:
    try:
        found = pq.read_metadata(path)
    except (pa.ArrowException, OSError) as error:
        raise damaged(path) from error
    if found.num_rows > limits.rows:
        raise too_many_rows(path, limits)
    if found.num_columns > limits.columns:
        raise too_many_columns(path, limits)
    unpacked = sum(found.row_group(n).total_byte_size for n in range(found.num_row_groups))
    if unpacked > limits.unpacked_bytes:
        raise unreadable(
            path,
            "the file unpacks to far more than we open",
            "Split it into smaller files, for example one for each month.",
            found=f"{unpacked / 1e6:,.0f} MB",
        )
    names = list(found.schema.to_arrow_schema().names)
    header = find_header([names], [HISTORIES])
    if header is None or not _whole_header(header) or not found.num_rows:
        return read_whole(path)  # says what is missing
    as_written = {name: names[place] for name, place in header.places.items()}
    return HistoryFile(path, as_written)


def _open_text(path: Path) -> HistoryFile:
    with path.open("rb") as file:
        start = file.read(SAMPLE_BYTES)
    if start.startswith(UTF_16) or b"\0" in start:
        return read_whole(path)
    lines = start.decode("utf-8-sig", errors="replace").splitlines(keepends=True)[:ROWS_SEARCHED]
    found = {
        delimiter: find_header(_sample(lines, delimiter), [HISTORIES]) for delimiter in DELIMITERS
    }
    delimiter = max(found, key=lambda each: len(found[each].places) if found[each] else 0)  # type: ignore[union-attr]
    header = found[delimiter]
    if header is None or not _whole_header(header):
        return read_whole(path)
    return HistoryFile(path, _headings(header), header=header, delimiter=delimiter, encoding="utf8")


def _sample(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    return list(islice(csv.reader(lines, delimiter=delimiter), ROWS_SEARCHED))


def _columns_of_text(
    opened: HistoryFile, header: Header, wanted: Sequence[str]
) -> Mapping[str, Any]:
    try:
        table = _read_csv(opened, header, wanted)
    except pa.ArrowInvalid as error:
        if "UTF8" not in str(error):
            raise
        table = _read_csv(replace(opened, encoding="cp1252"), header, wanted)
    return {name: table.column(str(header.places[name])) for name in wanted}


def _read_csv(opened: HistoryFile, header: Header, wanted: Sequence[str]) -> Any:
    places = [str(header.places[name]) for name in wanted]
    return pacsv.read_csv(
        opened.path,
        read_options=pacsv.ReadOptions(
            skip_rows=header.row + 1,
            column_names=[str(place) for place in range(len(header.headings))],
            encoding=opened.encoding,
        ),
        parse_options=pacsv.ParseOptions(delimiter=opened.delimiter, newlines_in_values=True),
        convert_options=pacsv.ConvertOptions(
            include_columns=places,
            column_types={
                place: pa.string() if name == "person" else CODED
                for name, place in zip(wanted, places, strict=True)
            },
            null_values=[],
            strings_can_be_null=False,
        ),
    )
