"""Write the spells of a store as Parquet, for analysis elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from wardtoboard.base.errors import Fault, OutputError
from wardtoboard.staff.histories.segments import Event, Segments
from wardtoboard.staff.histories.store import Store
from wardtoboard.staff.histories.vocabulary import NOT_CLINICAL, PER_PROFESSION

EVENTS = [event.name.lower() for event in Event]
YEAR_OF_DATES = 1970


def write_spells(store: Store, path: Path) -> int:
    """Write one row a spell, in the order of person and start; gives how many.

    Columns: person (keyed hash), profession (its id; `not_clinical`; null where unknown), level
    (null where unknown), organisation (where the spell ended), start and end (first days of the
    first and last month), event (censored, promoted, moved, left), months (in the spell).
    Raises OutputError.
    """
    spells = store.segments().spells()
    beside = path.with_name(f"{path.name}.new")
    try:
        pq.write_table(_table(store, spells), beside, compression="zstd")
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        do = "Choose a file in a folder that you may write in, and check that there is room."
        why = error.strerror or str(error)
        fault = Fault("the spells cannot be written", do, str(path), found=why)
        raise OutputError([fault]) from error
    return len(spells)


def _table(store: Store, spells: Segments) -> Any:
    vocabulary = store.vocabulary

    def profession_of(state: int) -> str | None:
        if state // PER_PROFESSION == NOT_CLINICAL:
            return "not_clinical"
        return vocabulary.profession_of(state)

    states, rows = np.unique(spells.state, return_inverse=True)
    places = [place.organisation for place in vocabulary.places]
    return pa.table(
        {
            "person": spells.person,
            "profession": _named([profession_of(state) for state in states.tolist()], rows),
            "level": _named([vocabulary.level_of(state) for state in states.tolist()], rows),
            "organisation": _named(places, spells.place),
            "start": _first_days(spells.start),
            "end": _first_days(spells.end),
            "event": _named(EVENTS, spells.event),
            "months": spells.end.astype(np.int32) - spells.start + 1,
        }
    )


def _named(names: list[Any], rows: NDArray[Any]) -> Any:
    return pa.array(names, pa.string()).take(pa.array(rows)).dictionary_encode()


def _first_days(months: NDArray[np.int16]) -> Any:
    since = months.astype(np.int64) - 12 * YEAR_OF_DATES
    return pa.array(since.astype("datetime64[M]").astype("datetime64[D]"))
