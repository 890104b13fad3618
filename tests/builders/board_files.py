"""Write boards to files: TOML and tables of seats, good and bad."""

from __future__ import annotations

from pathlib import Path

from builders.tables import text_file

COLUMNS = ("person", "title", "role", "kind", "from", "to")
CHAIR = ("C Osei", "Chair", "chair", "chair", "2024-01-01", "2027-12-31")
CHIEF = ("A Khan", "Chief Executive", "chief_executive", "executive", "2023-04-01", "")


def row(seat: tuple[str, ...] = CHIEF, **changes: str) -> dict[str, str]:
    """Give a good row by column, with some cells changed or added."""
    return dict(zip(COLUMNS, seat, strict=True)) | {
        {"start": "from", "end": "to"}.get(key, key): text for key, text in changes.items()
    }


def table_of(path: Path, *rows: dict[str, str]) -> Path:
    """Write rows as CSV, under every column that any of them has."""
    columns = list(dict.fromkeys(column for one in rows for column in one))
    lines = [",".join(one.get(column, "") for column in columns) for one in rows]
    return text_file(path, ",".join(columns), *lines)


SEAT_OF_CHAIR = """[[seat]]
person = "C Osei"
title = "Chair"
role = "chair"
kind = "chair"
from = 2024-01-01"""
SEAT_OF_CHIEF = """[[seat]]
person = "A Khan"
title = "Chief Executive"
role = "chief_executive"
kind = "executive"
from = 2023-04-01"""
ORDER = """[[instrument]]
rule = "NHST-MAX-NED"
params = { max_ned = 8 }
from = 2012-04-01
source = "The Exeter Order 2012"
place = "article 4"
"""


def board_of(
    path: Path, *parts: str, body: str | None = "nhs_trust", seats: str = SEAT_OF_CHAIR
) -> Path:
    """Write a board as TOML: its body, the chair's seat and whatever parts follow."""
    given = [] if body is None else [f'body = "{body}"']
    return text_file(path, *given, seats, *parts)
