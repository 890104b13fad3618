"""One month of staff as the store keeps it: one row a person, in the order of the hashes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wardtoboard.staff.histories.files import columns_in, read_columns, write_columns


@dataclass(frozen=True, slots=True)
class Month:
    """Columns of equal length; `person` is ascending and holds nobody twice.

    `state` and `place` are numbers of the store's Vocabulary; `fte` is in hundredths (-1 where
    not told); `since` is how many months the person had been in the level before this one, by
    the date they came to it (-1 where not told).
    """

    person: NDArray[np.int64]
    state: NDArray[np.int32]
    place: NDArray[np.int32]
    fte: NDArray[np.int16]
    since: NDArray[np.int16]

    def __len__(self) -> int:
        """Give the number of people."""
        return len(self.person)

    def columns(self) -> tuple[NDArray[Any], ...]:
        """Give the columns in the order of the fields."""
        return tuple(getattr(self, name) for name in COLUMNS)

    def between(self, first: int, end: int) -> Month:
        """Give the people from a row on, up to another; nothing is copied."""
        return Month(*(column[first:end] for column in self.columns()))


def month_in(content: Any) -> Month:
    """Give the month in the bytes of a file that `write_month` wrote; nothing is copied."""
    return Month(**columns_in(content))


def nobody() -> Month:
    """Give a month without people."""
    wide, narrow = np.empty(0, np.int32), np.empty(0, np.int16)
    return Month(np.empty(0, np.int64), wide, wide, narrow, narrow)


def middle_of(month: Month) -> int:
    """Give the hash of the person in the middle of a month, 0 where there is nobody."""
    return int(month.person[len(month) // 2]) if len(month) else 0


COLUMNS = tuple(one.name for one in fields(Month))


def write_month(month: Month, path: Path) -> None:
    """Write a month uncompressed, so that reading it again is no work at all.

    Raises ValueError for people out of order: the one pass would split careers in silence.
    """
    if np.any(month.person[1:] <= month.person[:-1]):
        raise ValueError("the people of a month must be ascending, each once")
    write_columns(dict(zip(COLUMNS, month.columns(), strict=True)), path)


def read_month(path: Path) -> Month:
    """Read a month that `write_month` wrote; its pages are read as they are needed."""
    return Month(**read_columns(path))
