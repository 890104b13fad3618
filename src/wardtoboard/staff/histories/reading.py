"""Read files of staff histories into months, one at a time, so that memory stays small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import numpy as np

from wardtoboard.base.errors import Fault, FaultyTableError, UnreadableFileError
from wardtoboard.staff.histories.assignments import (
    Assignments,
    OneEach,
    joined_assignments,
    one_each,
)
from wardtoboard.staff.histories.coded import distinct_rows
from wardtoboard.staff.histories.continuity import Continuity
from wardtoboard.staff.histories.file_reading import (
    Numbers,
    needed_months,
    places_named,
    read_history,
)
from wardtoboard.staff.histories.history_checks import NO_MONTH, HistoryChecks, month_name
from wardtoboard.staff.histories.history_files import HistoryFile, open_history
from wardtoboard.staff.histories.labels_placed import Placer
from wardtoboard.staff.histories.months import Month
from wardtoboard.staff.histories.pseudonyms import Pseudonyms
from wardtoboard.staff.histories.report import ImportReport
from wardtoboard.staff.histories.vocabulary import Place, Vocabulary

Progress = Callable[[str, int, int], None]
REPEATS_NAMED = 100


@dataclass(frozen=True, slots=True)
class Surveyed:
    """A file that was looked through: the months in it, and its places."""

    opened: HistoryFile
    months: frozenset[int]
    places: tuple[Place, ...]


@dataclass(slots=True)
class Histories:
    """Files of staff histories, looked through and ready to be read month by month.

    `vocabulary` has every place in the files. `only` are the codes of organisations whose rows are
    taken, None for all. `report` is whole once `months` is used up.
    """

    files: Sequence[Surveyed]
    vocabulary: Vocabulary
    key: bytes
    merged: Mapping[str, str]
    progress: Progress
    held: Collection[int] = ()
    read_held: Callable[[int], Month] | None = None
    only: Collection[str] | None = None
    faults: list[Fault] = field(default_factory=list)
    report: ImportReport = field(default_factory=ImportReport)

    @property
    def numbers(self) -> list[int]:
        """Give the numbers of the months in the files, in order."""
        return sorted(set().union(*(one.months for one in self.files)))

    def months(self) -> Iterator[tuple[int, Month]]:
        """Give each month with its number, in order; a month goes out when its files are read.

        Raises FaultyTableError with every fault of every file, after the last; keep nothing then.
        """
        numbers = self.numbers
        beside = Continuity(numbers, self.vocabulary, self.held, self.read_held)
        for done, (number, assignments) in enumerate(self._whole_months(numbers)):
            self.progress(f"Checking {month_name(number)}", done, len(numbers))
            kept = one_each(self._ours(assignments))
            self._note(number, kept)
            if not self.faults:  # else the month before may not be here to be compared with
                beside.see(number, kept.month)
                yield number, kept.month
        faults = [*self.faults, *beside.faults]
        if faults:
            raise FaultyTableError(faults)
        self._conclude(numbers, beside.warnings)

    def _whole_months(self, numbers: list[int]) -> Iterator[tuple[int, Assignments]]:
        """Give the assignments of each month, in order, once every file that has it is read."""
        last = date(max(numbers) // 12, max(numbers) % 12 + 1, 1) if numbers else date.max
        shared = Numbers(
            self.vocabulary, Placer(self.vocabulary, last), Pseudonyms(self.key), self.merged
        )
        awaited = Counter(number for one in self.files for number in one.months)
        parts: dict[int, list[Assignments]] = {number: [] for number in numbers}
        waiting = iter(numbers)
        following = next(waiting, None)
        for number, surveyed in enumerate(self.files):
            self.progress("Reading staff histories", number, len(self.files))
            self._read(surveyed, number, shared, parts)
            awaited.subtract(surveyed.months)
            while following is not None and not awaited[following]:
                held = parts.pop(following)
                if held:
                    yield following, joined_assignments(held)
                following = next(waiting, None)
        self.report.people = len(shared.pseudonyms)
        self.progress("Reading staff histories", len(self.files), len(self.files))

    def _read(
        self,
        surveyed: Surveyed,
        number: int,
        shared: Numbers,
        parts: dict[int, list[Assignments]],
    ) -> None:
        read = read_history(surveyed.opened, number, shared)
        self.faults += read.faults
        self.report.rows += read.rows
        self.report.unplaced += read.unplaced
        self.report.left_out += read.left_out
        self.report.flagged += read.flagged
        for month, assignments in read.months.items():
            parts[month].append(assignments)

    def _ours(self, assignments: Assignments) -> Assignments:
        """Leave out rows of other organisations: whoever is in two must not be lost to ours."""
        if self.only is None:
            return assignments
        places = self.vocabulary.places
        is_ours = np.array([place.organisation in self.only for place in places], bool)
        ours = is_ours[assignments.place]
        self.report.left_out["elsewhere"] += len(assignments) - int(ours.sum())
        return assignments.take(ours)

    def _note(self, number: int, kept: OneEach) -> None:
        self.report.months.append(number)
        self.report.left_out["several_assignments"] += kept.reduced
        self.report.in_two_organisations += kept.in_two
        if len(kept.repeats):
            self.faults += self._repeated(number, kept)

    def _repeated(self, number: int, kept: OneEach) -> Iterator[Fault]:
        do = "Keep one row a person and month for each post."
        what = "the row repeats another of the same person, month and place"
        for place in range(min(len(kept.repeats), REPEATS_NAMED)):
            own, other = (self._where(one, place) for one in (kept.repeats, kept.first))
            yield Fault(
                what=what,
                do=do,
                file=own[0],
                row=own[1],
                found=f"{month_name(number)}, also in {other[0]}, row {other[1]}",
            )
        if len(kept.repeats) > REPEATS_NAMED:
            more = len(kept.repeats) - REPEATS_NAMED
            yield Fault(f"in {more:,} more rows of {month_name(number)}: {what}", do)

    def _where(self, assignments: Assignments, place: int) -> tuple[str, int]:
        opened = self.files[int(assignments.file[place])].opened.numbered()
        (row,) = opened.row_numbers([int(assignments.row[place])])
        return opened.path.name, row

    def _conclude(self, numbers: list[int], warnings: list[str]) -> None:
        report = self.report
        report.restated = [number for number in numbers if number in self.held]
        report.left_out = +report.left_out  # without rules that left nobody out
        report.warnings += warnings
        if report.in_two_organisations:
            report.warnings.append(
                f"{report.in_two_organisations:,} times a person is in more than one organisation "
                "in a month. One is kept: substantive first, then the highest level, then the "
                "most hours."
            )


def read_histories(
    paths: Sequence[Path],
    *,
    vocabulary: Vocabulary,
    key: bytes,
    merged: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    held: Collection[int] = (),
    read_held: Callable[[int], Month] | None = None,
    only: Collection[str] | None = None,
) -> Histories:
    """Look through files of staff histories (CSV, XLSX or Parquet), to be read month by month.

    `vocabulary` is that of the store, `key` that of its pseudonyms. `merged` gives, by the code
    of an organisation that is no more, the one its rows are counted under. `progress` is called
    with a stage in words, files done and all files. `held` are the months the store holds, and
    `read_held` reads one: those beside the new ones are compared with them. `only` are the codes
    of organisations whose rows are taken, after `merged`; left out, all are.

    Raises UnreadableFileError for a file that cannot be opened; FaultyTableError where columns
    are missing, with the faults of every file.
    """
    if not paths:
        raise UnreadableFileError([Fault("no file was named", "Name at least one staff history.")])
    files: list[Surveyed] = []
    faults: list[Fault] = []
    for done, path in enumerate(paths):
        (progress or _tell_nobody)("Looking through files", done, len(paths))
        try:
            files.append(_survey(open_history(path), merged or {}))
        except FaultyTableError as error:
            faults += error.faults
    return Histories(
        files=sorted(files, key=lambda one: min(one.months, default=0)),
        vocabulary=vocabulary.with_places([place for one in files for place in one.places]),
        key=key,
        merged=merged or {},
        progress=progress or _tell_nobody,
        held=held,
        read_held=read_held,
        only=only,
        faults=faults,
    )


def _tell_nobody(stage: str, done: int, total: int) -> None:
    """Tell nobody how far the reading is."""


def _survey(opened: HistoryFile, merged: Mapping[str, str]) -> Surveyed:
    checks = HistoryChecks(opened, opened.read(("month", "organisation", "site")))
    months = np.unique(needed_months(checks)).tolist()
    columns = [checks.needed("organisation", "an organisation"), checks.texts("site")]
    rows, _ = distinct_rows(columns)
    return Surveyed(
        opened,
        frozenset(number for number in months if number != NO_MONTH),
        tuple(places_named(rows, merged)),
    )
