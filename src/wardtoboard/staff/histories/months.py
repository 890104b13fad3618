"""One month of staff as the store keeps it: one row a person, in the order of the hashes."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wardtoboard.staff.histories.files import read_columns, write_columns


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


COLUMNS = tuple(one.name for one in fields(Month))


def write_month(month: Month, path: Path) -> None:
    """Write a month uncompressed, so that reading it again is no work at all.

    Raises ValueError for people out of order: the one pass would split careers in silence.
    """
    if np.any(month.person[1:] <= month.person[:-1]):
        raise ValueError("the people of a month must be ascending, each once")
    write_columns(month, path)


def read_month(path: Path) -> Month:
    """Read a month that `write_month` wrote; its pages are read as they are needed."""
    return read_columns(Month, path)
