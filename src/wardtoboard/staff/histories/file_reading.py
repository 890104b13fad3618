"""One file of staff histories, checked and placed: its assignments, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from wardtoboard.base.errors import Fault
from wardtoboard.professions.words import name_key
from wardtoboard.staff.histories.assignments import Assignments, Category, load_categories
from wardtoboard.staff.histories.coded import Coded, distinct_rows, encoded
from wardtoboard.staff.histories.columns import HISTORIES
from wardtoboard.staff.histories.history_checks import NO_MONTH, HistoryChecks, is_pseudonym
from wardtoboard.staff.histories.history_files import HistoryFile
from wardtoboard.staff.histories.labels_placed import LABEL_COLUMNS, Labels, PlacedLabels, Placer
from wardtoboard.staff.histories.pseudonyms import Pseudonyms
from wardtoboard.staff.histories.segments import UNKNOWN
from wardtoboard.staff.histories.vocabulary import Place, Vocabulary

COLUMNS = tuple(column.name for column in HISTORIES.columns)
NEEDS_MONTH = ("a month is needed", "Fill in the cell, or delete the row.")
SUBSTANTIVE = Category("")


@dataclass(frozen=True, slots=True)
class Numbers:
    """What every file of an import is numbered by."""

    vocabulary: Vocabulary
    placer: Placer
    pseudonyms: Pseudonyms
    merged: Mapping[str, str]

    def places_of(self) -> dict[Place, int]:
        """Give the number of each place."""
        return {place: number for number, place in enumerate(self.vocabulary.places)}


@dataclass(slots=True)
class FileRead:
    """What one file gave: assignments by month, or faults, and what was counted on the way."""

    rows: int = 0
    months: dict[int, Assignments] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unplaced: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    flagged: Counter[str] = field(default_factory=Counter)


def read_history(opened: HistoryFile, number: int, numbers: Numbers) -> FileRead:
    """Read, check and place one file; `number` is its number among those of the import.

    Where text that was read by column has a fault, it is read again row by row: what looks wrong
    may be notes below the table, and faults are told with their rows.
    """
    read = _read(opened, number, numbers)
    if read.faults and opened.is_text_by_column:
        return _read(opened.numbered(), number, numbers)
    return read


def _read(opened: HistoryFile, number: int, numbers: Numbers) -> FileRead:
    checks = HistoryChecks(opened, opened.read(COLUMNS))
    months = needed_months(checks)
    person = _people(checks, numbers.pseudonyms)
    organisation = checks.needed("organisation", "an organisation")
    fte = checks.fte()
    since = _since(checks, months)
    states, placed = _states(checks, numbers.placer)
    kinds, acting_up = _kinds(checks)
    read = FileRead(rows=len(checks), faults=checks.faults)
    if checks.faults:
        return read
    place, organisations = _places(organisation, checks.texts("site"), numbers)
    is_left_out = _leave_out(kinds, fte, read.left_out)
    is_temporary = kinds.is_temporary | acting_up.astype(bool)
    _count(read, placed, is_left_out, kinds, acting_up)
    together = Assignments(
        person=person,
        state=states,
        place=place,
        organisation=organisations,
        fte=fte,
        since=since,
        is_temporary=is_temporary.astype(np.int8),
        file=np.full(len(person), number, np.int16),
        row=np.arange(len(person), dtype=np.int32),
    )
    read.months = dict(_by_month(together, months, ~is_left_out))
    return read


def needed_months(checks: HistoryChecks) -> NDArray[np.int64]:
    """Give each row's month; a fault where it is empty."""
    before = len(checks.faults)
    months = checks.months("month")
    if len(checks.faults) == before:
        empty = np.flatnonzero(months == NO_MONTH)
        if len(empty):
            checks.add(empty, NEEDS_MONTH, "month", lambda row: "")
    return months


def _people(checks: HistoryChecks, pseudonyms: Pseudonyms) -> NDArray[np.int64]:
    column = checks.table["person"]
    if not checks.has_kind("person", is_pseudonym, "text or whole numbers"):
        return np.zeros(len(checks), np.int64)
    problem = ("a person's pseudonym is needed", "Fill in the cell, or delete the row.")
    if pa.types.is_integer(column.type):
        empty = np.flatnonzero(column.is_null().to_numpy())
        if not len(empty):
            return pseudonyms.of_numbers(column.cast(pa.int64()).to_numpy())
    else:
        together = encoded(column)
        texts = pc.utf8_trim_whitespace(together.dictionary)
        codes: NDArray[np.int32] = together.indices.fill_null(UNKNOWN).to_numpy()
        is_empty = np.append(pc.equal(texts, "").to_numpy(zero_copy_only=False), True)
        empty = np.flatnonzero(is_empty[codes])
        if not len(empty):
            return _hashes(texts, pseudonyms)[codes]
    checks.add(empty, problem, "person", lambda row: "")
    return np.zeros(len(checks), np.int64)


def _hashes(texts: Any, pseudonyms: Pseudonyms) -> NDArray[np.int64]:
    distinct = texts.dictionary_encode()  # once the spaces are off, two may be the same
    places: NDArray[np.int32] = distinct.indices.to_numpy()
    return pseudonyms.of_texts(distinct.dictionary)[places]


def _since(checks: HistoryChecks, months: NDArray[np.int64]) -> NDArray[np.int16]:
    if "grade_start" not in checks.table:
        return np.full(len(checks), UNKNOWN, np.int16)
    start = checks.months("grade_start")
    is_told = (start != NO_MONTH) & (months != NO_MONTH)
    late = np.flatnonzero(is_told & (start > months))
    if len(late):
        problem = ("the start in the grade is after the month", "Put one of the two right.")
        shown = checks.texts_as_told("grade_start")
        checks.add(late, problem, "grade_start", lambda row: shown.texts[shown.codes[row]])
    return np.where(is_told, np.maximum(months - start, 0), UNKNOWN).astype(np.int16)


def _states(
    checks: HistoryChecks, placer: Placer
) -> tuple[NDArray[np.int32], tuple[list[PlacedLabels], NDArray[np.int64]]]:
    columns = [checks.texts(name) for name in LABEL_COLUMNS]
    is_registered = checks.yes_or_no("registration_number_present", missing=1)
    flag = Coded(["", "yes"], is_registered.astype(np.int64))
    rows, places = distinct_rows([*columns, flag])
    placed = [placer.place(Labels(*row[:-1]), bool(row[-1])) for row in rows]
    for name, column in zip(LABEL_COLUMNS, columns, strict=True):
        _refuse_labels(checks, name, column, placed, places)
    states = np.array([one.state for one in placed], np.int32)
    return states[places], (placed, places)


def _refuse_labels(
    checks: HistoryChecks,
    name: str,
    column: Coded,
    placed: list[PlacedLabels],
    places: NDArray[np.int64],
) -> None:
    wrong: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(placed):
        if name in one.faults:
            wrong.setdefault(one.faults[name], []).append(number)
    for problem, numbers in wrong.items():
        rows = np.flatnonzero(np.isin(places, numbers))
        checks.add(rows, problem, name, lambda row: column.texts[column.codes[row]])


@dataclass(frozen=True, slots=True)
class _Kinds:
    categories: list[Category]
    codes: NDArray[np.int64]

    @property
    def is_temporary(self) -> NDArray[np.bool_]:
        """Answer for each row whether its category is a temporary one."""
        return np.array([one.is_temporary for one in self.categories], bool)[self.codes]


def _kinds(checks: HistoryChecks) -> tuple[_Kinds, NDArray[np.int8]]:
    column = checks.texts("assignment_category")
    known = load_categories()
    names = ", ".join(dict.fromkeys(one.id for one in known.values()))
    problem = (
        "we do not know this assignment category",
        f"Use one of: {names}; or leave the cell empty.",
    )
    wrong = {text: problem for text in column.texts if text and name_key(text) not in known}
    checks.refuse("assignment_category", column, wrong)
    categories = [known.get(name_key(text), SUBSTANTIVE) for text in column.texts]
    return _Kinds(categories, column.codes), checks.yes_or_no("acting_up", missing=0)


def _places(
    organisation: Coded, site: Coded, numbers: Numbers
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    rows, codes = distinct_rows([organisation, site])
    places = places_named(rows, numbers.merged)
    known = numbers.places_of()
    place_of = np.array([known[place] for place in places], np.int32)
    # organisations are numbered by a place of theirs, so that files agree
    lead = {place.organisation: number for place, number in reversed(known.items())}
    organisation_of = np.array([lead[place.organisation] for place in places], np.int32)
    return place_of[codes], organisation_of[codes]


def places_named(rows: list[tuple[str, ...]], merged: Mapping[str, str]) -> list[Place]:
    """Give the place of each organisation and site, under what the organisation is now."""
    return [Place(merged.get(organisation, organisation), site) for organisation, site in rows]


def _leave_out(kinds: _Kinds, fte: NDArray[np.int16], left_out: Counter[str]) -> NDArray[np.bool_]:
    result = np.zeros(len(fte), bool)
    for number, category in enumerate(kinds.categories):
        if category.is_left_out:
            is_of_it = kinds.codes == number
            if category.id == "honorary":
                is_of_it &= fte <= 0  # with hours it is a post like others
            result |= is_of_it
            left_out[category.id] += int(is_of_it.sum())
    return result


def _count(
    read: FileRead,
    placed: tuple[list[PlacedLabels], NDArray[np.int64]],
    is_left_out: NDArray[np.bool_],
    kinds: _Kinds,
    acting_up: NDArray[np.int8],
) -> None:
    labels, places = placed
    rows = np.bincount(places[~is_left_out], minlength=len(labels))
    for one, count in zip(labels, rows.tolist(), strict=True):
        if one.reason and count:
            read.unplaced[one.reason] += count
    is_seconded = kinds.is_temporary & ~is_left_out
    read.flagged["secondment"] += int(is_seconded.sum())
    read.flagged["acting_up"] += int((acting_up.astype(bool) & ~is_left_out).sum())
    for counter in (read.left_out, read.flagged):
        for name in [name for name, count in counter.items() if not count]:
            del counter[name]


def _by_month(
    together: Assignments, months: NDArray[np.int64], is_kept: NDArray[np.bool_]
) -> Iterator[tuple[int, Assignments]]:
    held = np.unique(months).tolist()
    for number in held:
        is_here = is_kept & (months == number)
        yield number, together if is_here.all() else together.take(is_here)
