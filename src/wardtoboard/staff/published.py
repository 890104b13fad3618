"""The published workforce tables: full-time equivalents, placed and added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum

from wardtoboard.base.cells import codes, dates, full_time_equivalents, labels, names
from wardtoboard.base.checks import TableChecks
from wardtoboard.base.tables import Table
from wardtoboard.professions import (
    Placement,
    load_professions,
    place_published_grade,
    place_published_staff_group,
)
from wardtoboard.staff.forms import PUBLISHED_NON_MEDICAL
from wardtoboard.staff.levels import load_levels
from wardtoboard.staff.placed import Group, PlacedFile, Where, staff_row, unplaced_row
from wardtoboard.staff.totals import refuse_totals

NON_MEDICAL_LABELS = (
    "STAFF_GROUP_1_CODE",
    "STAFF_GROUP_2_CODE",
    "AREA",
    "LEVEL",
    "AFC_BAND",
    "MAIN_STAFF_GROUP_CODE",
)
MEDICAL_LABELS = ("GRADE", "SPECIALTY", "SPECIALITY_GROUP")
SAID_BY_LEVEL_ALONE = frozenset({"not_clinical", "background_unknown"})
"""Reasons that the LEVEL explains, so that the AREA need not be shown."""

Labels = tuple[str, ...]
Place = Callable[[Labels], Where]


@dataclass(frozen=True, slots=True)
class _Read:
    organisations: list[str]
    days: list[date]
    labels: list[Labels]
    ftes: list[float]


def place_published(table: Table, on: date | None) -> PlacedFile:
    """Check a published table, place every row, and add up by organisation, date and place.

    Ladders and professions are those of `on`, or of the latest date in the table.
    """
    checks = TableChecks(table)
    is_medical = table.form is not PUBLISHED_NON_MEDICAL
    read = _read(checks, MEDICAL_LABELS if is_medical else NON_MEDICAL_LABELS)
    _refuse_repeated(checks, read)
    if checks.faults:
        return PlacedFile(table.file, faults=checks.faults)
    placer = _medical_placer if is_medical else _non_medical_placer
    sums = _add_up(read, placer(on or max(read.days)))
    return PlacedFile(
        file=table.file,
        rows=tuple(
            staff_row(group, None, fsum(parts))
            for group, parts in sums.items()
            if not group.where.reason
        ),
        unplaced=tuple(
            unplaced_row(group, None, fsum(parts), len(parts))
            for group, parts in sums.items()
            if group.where.reason
        ),
        holds_fte_only=True,
        rows_read=len(table),
        counted=frozenset(
            f"{table.form.name}, {organisation}, {day.isoformat()}"
            for organisation, day in set(zip(read.organisations, read.days, strict=True))
        ),
    )


def _read(checks: TableChecks, label_columns: Iterable[str]) -> _Read:
    here = [name for name in label_columns if name in checks.table.columns]
    refuse_totals(checks, ["ORG_CODE", *here])
    code, label = codes(), labels()
    return _Read(
        organisations=checks.read_column("ORG_CODE", names("an organisation")),
        days=checks.read_column("DATE", dates()),
        labels=list(
            zip(
                *(
                    checks.read_column(name, code if name.endswith("_CODE") else label)
                    for name in here
                ),
                strict=True,
            )
        ),
        ftes=checks.read_column("FTE", full_time_equivalents()),
    )


def _refuse_repeated(checks: TableChecks, read: _Read) -> None:
    keys = list(zip(read.organisations, read.days, read.labels, strict=True))
    if len(set(keys)) == len(keys):
        return
    first: dict[tuple[str, date, Labels], int] = {}
    for position, key in enumerate(keys):
        if checks.is_sound(position) and first.setdefault(key, position) != position:
            checks.add(
                position,
                f"the row has the same labels as row {checks.table.rows[first[key]]}",
                "Delete one of the two, or add their FTE together in one row.",
                found=", ".join(filter(None, (key[0], key[1].isoformat(), *key[2]))),
            )


def _add_up(read: _Read, place: Place) -> Mapping[Group, list[float]]:
    where = {found: place(found) for found in dict.fromkeys(read.labels)}
    sums: dict[tuple[str, date, Where], list[float]] = defaultdict(list)
    rows = zip(read.organisations, read.days, read.labels, read.ftes, strict=True)
    for organisation, day, found, fte in rows:
        sums[organisation, day, where[found]].append(fte)
    return {Group(*key): parts for key, parts in sums.items()}


def _non_medical_placer(on: date) -> Place:
    bands, professions = load_levels(on).bands, load_professions(on)

    def place(found: Labels) -> Where:
        group_1, group_2, area, level, band = found[:5]
        placement = place_published_staff_group(group_1, group_2, area, level)
        known = bands.find(band)
        level_id = known.id if known else None
        said = ("" if placement.reason in SAID_BY_LEVEL_ALONE else area, level)
        what = ": ".join(filter(None, map(_without_sort_number, said)))
        if placement.profession is not None and level_id is None:
            what = professions.get(placement.profession).label
        return _where(placement, level_id, f"{what or 'no labels'}, {band or 'no band'}")

    return place


def _medical_placer(on: date) -> Place:
    professions = load_professions(on)

    def place(found: Labels) -> Where:
        grade, specialty = found[:2]
        placement, level = place_published_grade(grade, specialty)
        shown = specialty or "no specialty"
        if placement.profession is not None:
            shown = professions.get(placement.profession).label
        return _where(placement, level, f"{shown}, {grade or 'no grade'}")

    return place


def _where(placement: Placement, level: str | None, what: str) -> Where:
    if placement.profession is None:
        return Where("", level, placement.reason or "", what)
    if level is None:
        return Where("", None, "level_unknown", what)
    return Where(placement.profession, level)


def _without_sort_number(label: str) -> str:
    number, _, rest = label.partition("_")
    return rest if number.isdecimal() else label
