"""Registers that are no table of seats."""

from __future__ import annotations

from builders.board_files import CHAIR, row, table_of
from builders.tables import bytes_file, text_file, workbook
from spec.bad_boards.making import Bad, rows
from wardtoboard.base.errors import UnreadableFileError

BAD_TABLES = [
    Bad(
        "an empty table",
        lambda d: bytes_file(d / "board.csv", b""),
        "board.csv: the file is empty. Save the table again, then try again.",
        UnreadableFileError,
    ),
    Bad(
        "a table without a column we need",
        lambda d: text_file(d / "board.csv", "person,title,role", "A Khan,Chief,chief_executive"),
        "board.csv, row 1: there is no column kind. Add the column.",
    ),
    Bad(
        "a director at the end who looks like a note",
        rows(row(CHAIR), row(), row(role="", kind="")),
        "board.csv, row 4: the row has neither all it needs nor the look of a note. "
        "Found: A Khan, Chief Executive, 2023-04-01. "
        "Fill in person, title, role and kind, or delete the row.",
    ),
    Bad(
        "a register of more seats than any board has had",
        lambda d: table_of(d / "board.csv", *[row(CHAIR)] * 2_001),
        "board.csv: the table has more than 2,000 rows. "
        "Split it into smaller files, for example one for each organisation.",
        UnreadableFileError,
    ),
    Bad(
        "a fault on a sheet",
        lambda d: workbook(
            d / "board.xlsx", {"Register": [tuple(row()), tuple(row(kind="throne").values())]}
        ),
        "board.xlsx, sheet Register, row 2, column kind: we do not know the kind throne. "
        "Found: throne. Use one of: chair, executive, non_executive, member, attendee.",
    ),
]
