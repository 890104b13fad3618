"""What a file of staff histories holds, seen before anything of it is checked or kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from wardtoboard.staff.histories.history_checks import NO_MONTH, HistoryChecks
from wardtoboard.staff.histories.history_files import open_history


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of a file of staff histories.

    `months` are counted from year 0, in order; months that cannot be read are left out.
    `organisations` counts the rows of each code. `headings` gives the heading of each column
    found.
    """

    rows: int
    months: tuple[int, ...]
    organisations: Mapping[str, int]
    headings: Mapping[str, str]


def look_at_history(path: Path) -> Look:
    """Look at a file of staff histories; only its months and organisations are read.

    Raises UnreadableFileError where it cannot be opened, and FaultyTableError where it lacks
    columns.
    """
    opened = open_history(path)
    checks = HistoryChecks(opened, opened.read(("month", "organisation")))
    months, codes = checks.months("month"), checks.texts("organisation")
    counts: Counter[str] = Counter()
    sizes = np.bincount(codes.codes, minlength=len(codes.texts)).tolist()
    for text, size in zip(codes.texts, sizes, strict=True):
        counts[text] += size
    return Look(
        rows=len(checks),
        months=tuple(np.unique(months[months != NO_MONTH]).tolist()),
        organisations={text: size for text, size in counts.items() if text and size},
        headings=dict(opened.headings),
    )
