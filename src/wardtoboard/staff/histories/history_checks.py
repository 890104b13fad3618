"""The faults of one file of staff histories, and the columns read while they are gathered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from wardtoboard.base.cells import optional_full_time_equivalents, read_cells
from wardtoboard.base.checks import BLANK, LONGEST_FOUND
from wardtoboard.base.dates_in_cells import UnclearDateError, date_of
from wardtoboard.base.errors import FAULTS_SHOWN, Fault
from wardtoboard.staff.histories.coded import Coded, coded, nothing_in
from wardtoboard.staff.histories.history_files import HistoryFile
from wardtoboard.staff.histories.segments import UNKNOWN, month_number

MONTH_FIRST = re.compile(r"([0-9]{1,2})[-/]([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})")
FIRST_MONTH, LAST_MONTH = month_number(1990, 1), month_number(2100, 12)
WRITE_MONTHS = "Write it as year-month (2025-04) or as a date in the month (2025-04-30)."
MOST_FTE = 2.0
NO_MONTH = -(10**6)
"""Stands where a month could not be read; its fault is told."""
YES_OR_NO = {"yes": 1, "y": 1, "true": 1, "1": 1, "no": 0, "n": 0, "false": 0, "0": 0, "": 0}

Problem = tuple[str, str]
"""What is wrong and what to do."""


@dataclass(slots=True)
class HistoryChecks:
    """The faults found so far in one file, of which the rows by position are refused."""

    opened: HistoryFile
    table: Mapping[str, Any]
    faults: list[Fault] = field(default_factory=list)

    def __len__(self) -> int:
        """Give the number of rows."""
        return len(next(iter(self.table.values())))

    def texts(self, name: str) -> Coded:
        """Code a column of texts; empty in every row where the file lacks it."""
        if name not in self.table or not self.has_kind(name, _is_label, "text"):
            return nothing_in(len(self))
        return coded(self.table[name])

    def needed(self, name: str, noun: str) -> Coded:
        """Code a column of texts of which none may be empty."""
        column = self.texts(name)
        problem = (f"{noun} is needed", "Fill in the cell, or delete the row.")
        self.refuse(name, column, {text: problem for text in column.texts if not text})
        return column

    def has_kind(self, name: str, is_right: Callable[[Any], bool], noun: str) -> bool:
        """Answer whether a column is held as we need it; a fault where it is not."""
        held = self.table[name].type
        if pa.types.is_null(held) or is_right(held):
            return True
        self.faults.append(
            Fault(
                what=f"the whole column is held as another kind of value than {noun}",
                do=f"Save the column as {noun}.",
                file=self.opened.path.name,
                column=self.opened.headings[name],
                found=str(held.value_type if pa.types.is_dictionary(held) else held),
            )
        )
        return False

    def refuse(self, name: str, column: Coded, problems: Mapping[str, Problem]) -> None:
        """Refuse each row whose text has a problem."""
        by_problem: dict[Problem, list[int]] = {}
        for code, text in enumerate(column.texts):
            if text in problems:
                by_problem.setdefault(problems[text], []).append(code)
        for problem, codes in by_problem.items():
            rows = np.flatnonzero(np.isin(column.codes, codes))
            self.add(rows, problem, name, lambda row: column.texts[column.codes[row]])

    def add(
        self,
        rows: NDArray[np.intp],
        problem: Problem,
        name: str,
        found: Callable[[int], str],
    ) -> None:
        """Add a fault for the first hundred rows, and one that tells how many more there are."""
        what, do = problem
        first = Fault(
            what=what,
            do=do,
            file=self.opened.path.name,
            sheet=self.opened.sheet,
            column=self.opened.headings[name],
        )
        named = rows[:FAULTS_SHOWN].tolist()
        numbers = self.opened.row_numbers(named)
        self.faults += [
            replace(first, row=number, found=_shown(found(row)))
            for row, number in zip(named, numbers, strict=True)
        ]
        if len(rows) > FAULTS_SHOWN:
            more = f"in {len(rows) - FAULTS_SHOWN:,} more rows: {what}"
            self.faults.append(replace(first, what=more))

    def months(self, name: str) -> NDArray[np.int64]:
        """Give the number of the month in each row; NO_MONTH where it is empty or wrong."""
        if not self.has_kind(name, _is_month, "dates, or text"):
            return np.full(len(self), NO_MONTH)
        return self._months(name, self.texts_as_told(name))

    def texts_as_told(self, name: str) -> Coded:
        """Code a column of texts or dates, dates as year-month-day."""
        column = self.table[name]
        if pa.types.is_temporal(column.type):
            column = column.cast(pa.date32(), safe=False).dictionary_encode()
        return coded(column)

    def _months(self, name: str, column: Coded) -> NDArray[np.int64]:
        numbers, problems = dict.fromkeys(column.texts, NO_MONTH), {}
        for text in filter(None, dict.fromkeys(column.texts)):
            try:
                numbers[text] = month_of(text)
            except UnclearDateError as problem:
                problems[text] = (problem.what, problem.do)
        self.refuse(name, column, problems)
        return column.map(numbers.__getitem__, np.int64)

    def fte(self) -> NDArray[np.int16]:
        """Give full-time equivalents in hundredths; UNKNOWN where they are not told."""
        column = self.table["fte"]
        if not self.opened.is_parquet:
            return self._fte_of_texts(coded(column))
        if not self.has_kind("fte", _is_number, "numbers"):
            return np.full(len(self), UNKNOWN, np.int16)
        return self._fte_of_numbers(column)

    def _fte_of_texts(self, column: Coded) -> NDArray[np.int16]:
        values, problems = read_cells(dict.fromkeys(column.texts), optional_full_time_equivalents())
        refused = {text: (one.what, one.do) for text, one in problems.items()}
        refused |= {text: TOO_MUCH for text, value in values.items() if (value or 0.0) > MOST_FTE}
        self.refuse("fte", column, refused)
        hundredths = {
            text: UNKNOWN if value is None or text in refused else round(100 * value)
            for text, value in values.items()
        }
        return column.map(hundredths.__getitem__, np.int16)

    def _fte_of_numbers(self, column: Any) -> NDArray[np.int16]:
        fte = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
        told = ~column.is_null().to_numpy()
        is_number = np.isfinite(fte)
        for wrong, problem in (
            (told & ~is_number, NOT_A_NUMBER),
            (is_number & (fte < 0), NEGATIVE),
            (is_number & (fte > MOST_FTE), TOO_MUCH),
        ):
            if wrong.any():
                self.add(np.flatnonzero(wrong), problem, "fte", lambda row: f"{fte[row]:g}")
        right = is_number & (fte >= 0) & (fte <= MOST_FTE)
        return np.where(right, np.round(100 * np.where(right, fte, 0)), UNKNOWN).astype(np.int16)

    def yes_or_no(self, name: str, missing: int) -> NDArray[np.int8]:
        """Give 1 for yes and 0 for no or empty; `missing` in every row where the file lacks it."""
        if name not in self.table or not self.has_kind(name, _is_flag, "yes or no"):
            return np.full(len(self), missing, np.int8)
        column = coded(self.table[name])
        problem = ("this must be yes or no", "Write yes or no, or leave the cell empty.")
        wrong = {text: problem for text in column.texts if text.casefold() not in YES_OR_NO}
        self.refuse(name, column, wrong)
        return column.map(lambda text: YES_OR_NO.get(text.casefold(), 0), np.int8)


ENTER_FTE = "Enter a number such as 0.8, from 0 to 2."
TOO_MUCH = ("a number of full-time equivalents of one person cannot be above 2", ENTER_FTE)
NEGATIVE = ("a number of full-time equivalents cannot be negative", ENTER_FTE)
NOT_A_NUMBER = ("a number of full-time equivalents must be an ordinary number", ENTER_FTE)


def month_of(text: str) -> int:
    """Give the number of the month that a text names. Raises UnclearDateError."""
    if match := YEAR_FIRST.fullmatch(text):
        year, month = int(match[1]), int(match[2])
    elif match := MONTH_FIRST.fullmatch(text):
        year, month = int(match[2]), int(match[1])
    else:
        try:
            day = date_of(text)
        except UnclearDateError as problem:
            raise UnclearDateError(problem.what.replace("date", "month"), WRITE_MONTHS) from problem
        year, month = day.year, day.month
    if not 1 <= month <= 12:
        raise UnclearDateError("there is no such month", WRITE_MONTHS)
    number = month_number(year, month)
    if not FIRST_MONTH <= number <= LAST_MONTH:
        raise UnclearDateError("the month is too early or too late to be right", WRITE_MONTHS)
    return number


def month_name(number: int) -> str:
    """Give a month as year-month."""
    return f"{number // 12}-{number % 12 + 1:02}"


def _shown(text: str) -> str:
    shown = text or BLANK
    return shown if len(shown) <= LONGEST_FOUND else shown[: LONGEST_FOUND - 1] + "…"


def _is_text(kind: Any) -> bool:
    held = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(held) or pa.types.is_large_string(held))


def _is_label(kind: Any) -> bool:
    return _is_text(kind) or bool(pa.types.is_integer(kind))


def _is_month(kind: Any) -> bool:
    return _is_text(kind) or bool(pa.types.is_date(kind) or pa.types.is_timestamp(kind))


def _is_number(kind: Any) -> bool:
    types = pa.types
    return bool(types.is_floating(kind) or types.is_integer(kind) or types.is_decimal(kind))


def _is_flag(kind: Any) -> bool:
    return _is_text(kind) or bool(pa.types.is_boolean(kind))


def is_pseudonym(kind: Any) -> bool:
    """Answer whether a kind of column can hold pseudonyms; decimals lose digits."""
    return _is_label(kind)
