"""The published workforce tables: full-time equivalents, placed and added up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import fsum

from wardtoboard.base.cells import codes, dates, full_time_equivalents, labels, names
from wardtoboard.base.checks import TableChecks
from wardtoboard.base.tables import Table
from wardtoboard.professions import (
    load_professions,
    place_published_grade,
    place_published_staff_group,
)
from wardtoboard.staff.forms import PUBLISHED_NON_MEDICAL
from wardtoboard.staff.levels import load_levels
from wardtoboard.staff.local_places import LocalPlace, LocalPlaces
from wardtoboard.staff.placed import (
    Group,
    PlacedFile,
    Where,
    added_up,
    placed_though_not_clinical,
    staff_row,
    unplaced_row,
)
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
Place = Callable[[Labels, date], Where]


@dataclass(frozen=True, slots=True)
class _Read:
    organisations: list[str]
    days: list[date]
    labels: list[Labels]
    ftes: list[float]


def place_published(table: Table, on: date | None, own: LocalPlaces | None = None) -> PlacedFile:
    """Check a published table, place every row, and add up by organisation, date and place.

    Ladders and professions are those of `on`, or of the latest date in the table. An
    organisation's own places say where people belong whom our tables do not place.
    """
    checks = TableChecks(table)
    is_medical = table.form is not PUBLISHED_NON_MEDICAL
    read = _read(checks, MEDICAL_LABELS if is_medical else NON_MEDICAL_LABELS)
    _refuse_repeated(checks, read)
    if checks.faults:
        return PlacedFile(table.file, faults=checks.faults)
    placer = _medical_placer if is_medical else _non_medical_placer
    sums = _add_up(read, placer(on or max(read.days), own or LocalPlaces()))
    return PlacedFile(
        file=table.file,
        rows=added_up(
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
        warnings=placed_though_not_clinical(table.file, sums),
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
    distinct = dict.fromkeys(zip(read.labels, read.days, strict=True))
    where = {(found, day): place(found, day) for found, day in distinct}
    sums: dict[tuple[str, date, Where], list[float]] = defaultdict(list)
    rows = zip(read.organisations, read.days, read.labels, read.ftes, strict=True)
    for organisation, day, found, fte in rows:
        sums[organisation, day, where[found, day]].append(fte)
    return {Group(*key): parts for key, parts in sums.items()}


def _non_medical_placer(on: date, own: LocalPlaces) -> Place:
    levels, professions = load_levels(on), load_professions(on)

    def place(found: Labels, day: date) -> Where:
        group_1, group_2, area, level, band = found[:5]
        placement = place_published_staff_group(group_1, group_2, area, level)
        known = levels.bands.find(band)
        level_id = known.id if known else None
        if placement.profession is None:
            shown = ("" if placement.reason in SAID_BY_LEVEL_ALONE else area, level)
            said = tuple(map(_without_sort_number, shown))
            what = ": ".join(filter(None, said)) or "no labels"
            asked = Where(
                profession="",
                level=level_id,
                reason=placement.reason or "",
                what=f"{what}, {band or 'no band'}",
                kind="staff_group" if any(said) else "",
                labels=said if any(said) else (),
            )
            decided = _decided(asked, own.find("staff_group", (area, level), day))
        else:
            decided = Where(placement.profession, level_id)
        return _at_band(decided, band, day)

    def _at_band(where: Where, band: str, day: date) -> Where:
        """Look where a band that has no place in the order belongs, for those with a profession."""
        if not where.profession or where.level is not None:
            return where
        decision = own.find("level", (band,), day)
        level = levels.find(decision.level or "", where.profession) if decision else None
        if level is not None:
            instead_of = where.instead_of or "level_unknown"
            return where._replace(
                level=level.id, labels=(*where.labels, band), instead_of=instead_of
            )
        what = f"{professions.get(where.profession).label}, {band or 'no band'}"
        labels = (band,) if band else ()
        return Where("", None, "level_unknown", what, "level" if band else "", labels)

    return place


def _decided(asked: Where, decision: LocalPlace | None) -> Where:
    """Give those whom our tables do not place the place that the organisation decided on."""
    if decision is None:
        return asked
    if decision.is_not_clinical:
        return asked._replace(reason="not_clinical_here")
    if decision.profession is None:
        return asked._replace(level=decision.level or asked.level)
    level = decision.level or asked.level
    return Where(decision.profession, level, labels=asked.labels, instead_of=asked.reason)


def _medical_placer(on: date, own: LocalPlaces) -> Place:
    professions = load_professions(on)

    def place(found: Labels, day: date) -> Where:
        grade, specialty = found[:2]
        placement, level = place_published_grade(grade, specialty)
        if placement.profession is not None and level is not None:
            return Where(placement.profession, level)
        shown, labels = specialty or "no specialty", (grade, specialty)
        if placement.profession is not None:
            shown, labels = professions.get(placement.profession).label, (grade, "")
        asked = Where(
            profession="",
            level=level,
            reason=placement.reason or "level_unknown",
            what=f"{shown}, {grade or 'no grade'}",
            kind="grade" if any(labels) else "",
            labels=labels if any(labels) else (),
        )
        decision = own.find("grade", (grade, specialty), day)
        if decision and decision.profession is None and not decision.is_not_clinical:
            decision = replace(decision, profession=placement.profession)
        decided = _decided(asked, decision)
        return asked if decided.profession and decided.level is None else decided

    return place


def _without_sort_number(label: str) -> str:
    number, _, rest = label.partition("_")
    return rest if number.isdecimal() else label
