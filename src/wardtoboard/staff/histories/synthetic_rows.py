"""Synthetic careers as an analyst's file has them: strings, and several assignments a month.

Beside each person's own assignment some rows are those of bank shifts, of a second job at another
site and no higher level, and of acting up one level higher for some months. None of them changes a
career.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wardtoboard.staff.histories.synthetic_careers import SITES, Careers
from wardtoboard.staff.histories.synthetic_cells import MANAGERS, Cells
from wardtoboard.staff.histories.vocabulary import Place

CODES = {
    "nurse": ("N6A", "NMC"),
    "midwife": ("N2J", "NMC"),
    "physiotherapist": ("S1E", "HCPC"),
    "radiographer": ("S1F", "HCPC"),
    "occupational_therapist": ("S1C", "HCPC"),
    "operating_department_practitioner": ("S1T", "HCPC"),
    "paramedic": ("ABA", "HCPC"),
    "speech_language_therapist": ("S1J", "HCPC"),
    "dietitian": ("S1B", "HCPC"),
    "podiatrist": ("S1A", "HCPC"),
    "orthoptist": ("S1D", "HCPC"),
    "ahp": ("S1H", "HCPC"),
    "healthcare_scientist": ("U1A", "HCPC"),
    "pharmacist": ("S2P", "GPhC"),
    "psychologist": ("S1L", "HCPC"),
    "social_worker": ("S1U", "SWE"),
    "doctor": ("021", "GMC"),
    "dentist": ("045", "GDC"),
    MANAGERS: ("G1A", ""),
}
"""An occupation code that places each group, and the register its members are on."""

BANK_STAFF, BANK_SHIFTS = 0.06, 0.5
SECOND_JOBS, SECOND_JOB_FTE = 0.02, 20
ACTS_UP, ACTING_EVERY, ACTING_MONTHS = 0.03, 30, 5
OWN, BANK, SECOND, ACTING = range(4)
CATEGORIES = ("Permanent", "Bank", "Permanent", "Permanent")


@dataclass(frozen=True, slots=True)
class _Rows:
    """Columns with one row an assignment; `kind` is one of OWN, BANK, SECOND and ACTING."""

    slot: NDArray[np.int32]
    month: NDArray[np.int16]
    cell: NDArray[np.int16]
    is_manager: NDArray[np.bool_]
    place: NDArray[np.int32]
    fte: NDArray[np.int16]
    kind: NDArray[np.int8]

    def columns(self) -> list[Any]:
        return [getattr(self, name) for name in self.__slots__]

    def take(self, places: NDArray[np.integer] | NDArray[np.bool_]) -> _Rows:
        return _Rows(*(column[places] for column in self.columns()))


def history_rows(
    careers: Iterable[Careers], months: Sequence[int], places: Sequence[Place]
) -> pa.Table:
    """Give one row a person, month and assignment, in the order of month and person.

    `careers` are one object as of each month. Columns: person, month (the first day of it),
    organisation, site, fte, occupation_code, grade, assignment_category, registration_body and
    acting_up, all text but `month` and `fte`.
    """
    parts = []
    for one in careers:
        cells, size = one.cells, len(one.person)
        rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(one.seed).spawn(1)[0]))
        parts.append(_own(one))
    own = _joined(parts)
    rows = _joined([own, *_more(own, cells, rng, size)])
    rows = rows.take(np.lexsort((rows.kind, rows.slot, rows.month)))
    return _table(rows, cells, months, places)


def _own(careers: Careers) -> _Rows:
    here = careers.here
    return _Rows(
        slot=here.astype(np.int32),
        month=np.full(len(here), careers.now, np.int16),
        cell=careers.cell[here],
        is_manager=careers.is_manager[here],
        place=careers.place[here],
        fte=careers.fte[here],
        kind=np.full(len(here), OWN, np.int8),
    )


def _joined(parts: Sequence[_Rows]) -> _Rows:
    return _Rows(
        *(np.concatenate(columns) for columns in zip(*(p.columns() for p in parts), strict=True))
    )


def _more(own: _Rows, cells: Cells, rng: np.random.Generator, people: int) -> list[_Rows]:
    """Give the other assignments of some clinicians."""
    lot = rng.random(people)[own.slot]
    is_clinician = ~own.is_manager & (cells.group[own.cell] < len(cells.groups) - 1)
    firsts = np.searchsorted(cells.group, np.arange(len(cells.groups))).astype(np.int16)
    bank = own.take(is_clinician & (lot < BANK_STAFF) & (rng.random(len(lot)) < BANK_SHIFTS))
    second = own.take(is_clinician & (lot >= BANK_STAFF) & (lot < BANK_STAFF + SECOND_JOBS))
    down = cells.down[second.cell]
    is_acting = (own.month + own.slot) % ACTING_EVERY < ACTING_MONTHS
    up = cells.up[own.cell]
    acting = own.take(is_clinician & (lot > 1.0 - ACTS_UP) & is_acting & (up >= 0))
    return [
        _as(BANK, bank, firsts[cells.group[bank.cell]], 0, bank.place),
        _as(
            SECOND,
            second,
            np.where(down >= 0, down, second.cell),
            SECOND_JOB_FTE,
            _next_site(second.place),
        ),
        _as(ACTING, acting, cells.up[acting.cell], 0, acting.place),
    ]


def _next_site(place: NDArray[np.int32]) -> NDArray[np.int32]:
    return place - place % len(SITES) + (place + 1) % len(SITES)


def _as(
    kind: int, rows: _Rows, cell: NDArray[np.int16], fte: int, place: NDArray[np.int32]
) -> _Rows:
    """Give rows of another kind, in other cells, hours and places."""
    return replace(
        rows,
        cell=cell,
        place=place,
        fte=np.full(len(cell), fte, np.int16),
        kind=np.full(len(cell), kind, np.int8),
    )


def _table(rows: _Rows, cells: Cells, months: Sequence[int], places: Sequence[Place]) -> pa.Table:
    groups = cells.group[rows.cell].astype(np.int64)
    groups[rows.is_manager] = len(cells.groups) - 1
    codes = [CODES[group] for group in cells.groups]
    days = np.array([f"{one // 12:04}-{one % 12 + 1:02}-01" for one in months], "datetime64[D]")
    people, person = np.unique(rows.slot, return_inverse=True)
    return pa.table(
        {
            "person": _taken([f"E{one:07}" for one in range(1, len(people) + 1)], person),
            "month": pa.array(days[rows.month]),
            "organisation": _taken([place.organisation for place in places], rows.place),
            "site": _taken([place.site for place in places], rows.place),
            "fte": pa.array(rows.fte / 100.0),
            "occupation_code": _taken([code for code, _ in codes], groups),
            "grade": _taken([level for _, level in cells.names], rows.cell),
            "assignment_category": _taken(CATEGORIES, rows.kind),
            "registration_body": _taken([register for _, register in codes], groups),
            "acting_up": _taken(["no", "no", "no", "yes"], rows.kind),
        }
    )


def _taken(words: Sequence[str], places: NDArray[np.integer]) -> pa.Array:
    return pa.array(list(words), pa.string()).take(pa.array(places))
