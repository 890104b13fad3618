"""The worked table as files: five professions, of which the allied health professions stop."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from builders.stocks import LEVELS
from builders.tables import headcounts
from reference.plain_statistics import WORKED_TABLE

CODE, DAY = "X1ZZ", "2026-03-31"
Cells = dict[tuple[str, str], int]


def worked_cells(changes: Mapping[tuple[str, str], int] | None = None) -> Cells:
    """The people of the worked table by profession and level, some cells changed."""
    cells = {
        (profession, level): count
        for profession, counts in WORKED_TABLE.items()
        for level, count in zip(LEVELS, counts, strict=True)
    }
    return {key: count for key, count in (cells | dict(changes or {})).items() if count}


def worked_table(
    path: Path,
    *,
    code: str = CODE,
    day: str = DAY,
    changes: Mapping[tuple[str, str], int] | None = None,
    also: tuple[tuple[str, ...], ...] = (),
) -> Path:
    """Write the worked table as a headcount file of one organisation, with further rows."""
    rows = [
        (code, day, profession, level, str(count))
        for (profession, level), count in worked_cells(changes).items()
    ]
    return headcounts(path, *rows, *also)


def several_organisations(path: Path, codes: tuple[str, ...]) -> Path:
    """Write one worked table for each organisation, each a little different from the last."""
    rows = [
        (code, DAY, profession, level, str(count + number))
        for number, code in enumerate(codes)
        for (profession, level), count in worked_cells().items()
    ]
    return headcounts(path, *rows)
