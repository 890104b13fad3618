"""Read staff tables of any form into one table, with everyone placed or counted as unplaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wardtoboard.base.errors import Fault, FaultyTableError, UnreadableFileError
from wardtoboard.base.tables import Table, read_table
from wardtoboard.staff.forms import FORMS, HEADCOUNTS
from wardtoboard.staff.local_places import LocalPlaces
from wardtoboard.staff.organisations import counted_under, only_organisations
from wardtoboard.staff.placed import PlacedFile
from wardtoboard.staff.rows import StaffTable

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a caller asked for beside the files."""

    on: date | None
    progress: Progress
    columns: Mapping[Path, Mapping[str, str]]
    places: LocalPlaces | None
    organisations: Mapping[str, str] | None


def read_staff_tables(
    paths: Sequence[Path],
    *,
    on: date | None = None,
    progress: Progress | None = None,
    columns: Mapping[Path, Mapping[str, str]] | None = None,
    places: LocalPlaces | None = None,
    organisations: Mapping[str, str] | None = None,
) -> StaffTable:
    """Read headcount tables and published workforce tables (CSV, XLSX or Parquet) as one.

    Each file's form is told by its column names. Professions and ladders are those of `on`, or
    of the latest date in each file. `progress` is called with a stage in words and rows done.
    Full-time equivalents of published tables are added up by organisation, date, profession
    and level.

    `columns` says, for a path, which heading is which of our columns; it goes before names and
    aliases, and "" means that the file has no such column. `places` are an organisation's own:
    they place whom our tables do not, and with them, even none, a level nobody knows leaves
    people unplaced instead of being a fault. `organisations` keeps the rows of some codes and
    says under which code each is counted; rows of others are not checked, only counted.

    Raises UnreadableFileError for a file that cannot be opened, and FaultyTableError
    with every fault of every file, also when two files count the same people or one counts
    people and another full-time equivalents.
    """
    if not paths:
        raise UnreadableFileError([Fault("no file was named", "Name at least one staff table.")])
    wanted = _Wanted(on, progress or _no_progress, columns or {}, places, organisations)
    placed = [_read_file(path, wanted) for path in paths]
    faults = [fault for file in placed for fault in file.faults]
    faults += [*_counting_differently(placed), *_counted_twice(placed)]
    if faults:
        raise FaultyTableError(faults)
    return _one_table(placed)


def _no_progress(stage: str, rows: int) -> None:
    """Tell nobody how far the reading is."""


def _read_file(path: Path, wanted: _Wanted) -> PlacedFile:
    # the checks load pydantic, which is slow and needed only where a table is read
    from wardtoboard.staff.headcounts import place_headcounts
    from wardtoboard.staff.published import place_published

    left_out = 0
    try:
        table = read_table(path, FORMS, columns=wanted.columns.get(path))
        if wanted.organisations is not None:
            table, left_out = only_organisations(table, wanted.organisations)
    except FaultyTableError as error:
        return PlacedFile(path.name, faults=error.faults)
    wanted.progress(f"Checking {path.name}", len(table))
    place = place_headcounts if table.form is HEADCOUNTS else place_published
    placed = replace(place(table, wanted.on, wanted.places), rows_left_out=left_out)
    wanted.progress(f"Placed {path.name}", placed.rows_read)
    if wanted.organisations is not None:
        placed = counted_under(placed, wanted.organisations)
    return _with_notes_named(placed, table)


def _with_notes_named(placed: PlacedFile, table: Table) -> PlacedFile:
    if not table.notes:
        return placed
    count = "1 row" if len(table.notes) == 1 else f"{len(table.notes):,} rows"
    said = f"{table.file}: we left out {count} of notes below the table, from row {table.notes[0]}."
    return replace(placed, warnings=(*placed.warnings, said))


def _counting_differently(placed: Sequence[PlacedFile]) -> Iterable[Fault]:
    sound = [file for file in placed if not file.faults]
    people = [file.file for file in sound if not file.holds_fte_only]
    ftes = [file.file for file in sound if file.holds_fte_only]
    if people and ftes:
        yield Fault(
            what="these tables cannot be added together",
            found=f"{', '.join(people)} counts people; {', '.join(ftes)} counts full-time "
            "equivalents",
            do="Use one kind at a time.",
        )


def _counted_twice(placed: Sequence[PlacedFile]) -> Iterable[Fault]:
    for number, later in enumerate(placed):
        for earlier in placed[:number]:
            shared = later.counted & earlier.counted
            if shared:
                others = f", and {len(shared) - 1:,} more" if len(shared) > 1 else ""
                yield Fault(
                    what=f"the same people are also in {earlier.file}",
                    found=f"{min(shared)}{others}",
                    do="Use only one of the two files.",
                    file=later.file,
                )


def _one_table(placed: Sequence[PlacedFile]) -> StaffTable:
    from wardtoboard.staff.levels import load_levels

    rows = [row for file in placed for row in file.rows]
    unplaced = [one for file in placed for one in file.unplaced]
    latest = max([row.date for row in rows] + [one.date for one in unplaced])
    ranks = load_levels(latest).ranks
    unknown = (len(ranks), 0)
    return StaffTable(
        rows=tuple(
            sorted(rows, key=lambda r: (r.organisation, r.date, r.profession, ranks[r.level]))
        ),
        unplaced=tuple(
            sorted(
                unplaced,
                key=lambda u: (
                    u.organisation,
                    u.date,
                    u.reason,
                    ranks.get(u.level or "", unknown),
                    u.what,
                ),
            )
        ),
        holds_fte_only=all(file.holds_fte_only for file in placed),
        rows_read=sum(file.rows_read for file in placed),
        sources=tuple(file.file for file in placed),
        warnings=tuple(warning for file in placed for warning in file.warnings),
        rows_left_out=sum(file.rows_left_out for file in placed),
    )
