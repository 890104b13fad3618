"""Columns as codes of their distinct values, so that each value is looked at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wardtoboard.base.cells import tidy

SAFE_RADIX = 1 << 40


@dataclass(frozen=True, slots=True)
class Coded:
    """A column: its distinct texts without needless spaces, and which one each row has."""

    texts: Sequence[str]
    codes: NDArray[np.int64]

    def map(self, value_of: Callable[[str], Any], kind: Any) -> NDArray[Any]:
        """Give each row's value, worked out once for each text."""
        return np.array([value_of(text) for text in self.texts], dtype=kind)[self.codes]


def coded(column: Any) -> Coded:
    """Code an Arrow column of texts or whole numbers; what is null counts as empty."""
    together = encoded(column)
    texts = together.dictionary.to_pylist()
    empty = len(texts)
    codes = together.indices.fill_null(empty).to_numpy().astype(np.int64)
    return Coded([*(tidy(text or "") for text in texts), ""], codes)


def encoded(column: Any) -> Any:
    """Give a column as one Arrow array of codes with its texts."""
    if not pa.types.is_dictionary(column.type):
        # as one piece: coded piece by piece, each would carry the texts of all before it
        together = column.cast(pa.string()).combine_chunks().dictionary_encode()
    else:
        together = column.unify_dictionaries().combine_chunks()
    texts = together.dictionary.cast(pa.string())
    return pa.DictionaryArray.from_arrays(together.indices.cast(pa.int32()), texts)


def nothing_in(rows: int) -> Coded:
    """Give a column that a file does not have: empty in every row."""
    return Coded([""], np.zeros(rows, np.int64))


def distinct_rows(columns: Sequence[Coded]) -> tuple[list[tuple[str, ...]], NDArray[np.int64]]:
    """Give the distinct rows of some columns, and which of them each row has."""
    together, sizes = np.zeros(len(columns[0].codes), np.int64), 1
    for column in columns:
        if sizes > SAFE_RADIX:
            distinct, together = np.unique(together, return_inverse=True)
            sizes = len(distinct)
        sizes *= len(column.texts)
        together = together * len(column.texts) + column.codes
    _, first, places = np.unique(together, return_index=True, return_inverse=True)
    rows = zip(*(_texts_at(column, first) for column in columns), strict=True)
    return list(rows), places


def _texts_at(column: Coded, rows: NDArray[np.intp]) -> list[str]:
    return [column.texts[code] for code in column.codes[rows]]
