"""Headcount tables: one row for an organisation, date, profession and level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wardtoboard.base.cells import dates, headcounts, labels, names, optional_full_time_equivalents
from wardtoboard.base.checks import TableChecks
from wardtoboard.base.tables import Table
from wardtoboard.professions import REASONS, Professions, load_professions
from wardtoboard.staff.levels import Levels, is_outside_the_order, load_levels
from wardtoboard.staff.placed import Group, PlacedFile, Where, staff_row, unplaced_row
from wardtoboard.staff.row_checks import (
    family_beside_members,
    more_fte_than_people,
    refuse_pools_beside_parts,
    refuse_repeated,
)
from wardtoboard.staff.totals import refuse_totals

MANAGERS = re.compile(r"(senior |general )?managers?", re.IGNORECASE)

Labels = tuple[str, str]
"""Profession and level as the table has them."""


@dataclass(frozen=True, slots=True)
class _Read:
    organisations: list[str]
    days: list[date]
    labels: list[Labels]
    headcounts: list[int]
    ftes: Sequence[float | None]


def place_headcounts(table: Table, on: date | None) -> PlacedFile:
    """Check a headcount table and place every row.

    Ladders and professions are those of `on`, or of the latest date in the table.
    """
    checks = TableChecks(table)
    read = _read(checks)
    latest = max((day for day in read.days if day != date.min), default=date.max)
    places = _Places(load_professions(on or latest), load_levels(on or latest))
    groups = list(places.groups(read, checks))
    refuse_repeated(checks, groups)
    refuse_pools_beside_parts(checks, groups, places.levels)
    if checks.faults:
        return PlacedFile(table.file, faults=checks.faults)
    return _placed(table, read, groups, places.professions)


def _read(checks: TableChecks) -> _Read:
    refuse_totals(checks, ("organisation", "profession", "level"))
    organisations = checks.read_column("organisation", names("an organisation"))
    days = checks.read_column("date", dates())
    professions = checks.read_column("profession", labels())
    levels = checks.read_column("level", names("a level"))
    people = checks.read_column("headcount", headcounts())
    ftes: Sequence[float | None] = [None] * len(people)
    if "fte" in checks.table.columns:
        ftes = checks.read_column("fte", optional_full_time_equivalents())
    return _Read(organisations, days, list(zip(professions, levels, strict=True)), people, ftes)


@dataclass(frozen=True, slots=True)
class _Places:
    professions: Professions
    levels: Levels

    def groups(self, read: _Read, checks: TableChecks) -> Iterator[Group | None]:
        """Give each row's group; None, and a fault, where its level is not known."""
        distinct = dict.fromkeys(read.labels)
        where = {found: self._where(found) for found in distinct}
        rows = zip(read.organisations, read.days, read.labels, strict=True)
        for position, (organisation, day, found) in enumerate(rows):
            place = where[found]
            if place is None and found[1] and not checks.is_refused(position):
                self._refuse_level(checks, position, found[1])
            yield Group(organisation, day, place) if place and checks.is_sound(position) else None

    def _where(self, found: Labels) -> Where | None:
        profession_text, level_text = found
        profession = self.professions.find(profession_text)
        level = self.levels.find(level_text, profession.id if profession else None)
        level_id = level.id if level else None
        if profession is None:
            shown = ", ".join(filter(None, found))
            return Where("", level_id, _reason(profession_text), shown)
        if level_id is not None:
            return Where(profession.id, level_id)
        if is_outside_the_order(level_text):
            return Where("", None, "level_unknown", f"{profession.label}, {level_text}")
        return None

    def _refuse_level(self, checks: TableChecks, position: int, text: str) -> None:
        known = ", ".join(level.id for level in self.levels.bands.levels)
        checks.add(
            position,
            "we do not know this level",
            f"Use one of: {known}; or, for doctors and dentists, a grade such as Consultant.",
            column="level",
            found=text,
        )


def _reason(text: str) -> str:
    """Say why a profession's text cannot be placed; a table may give one of our own reasons."""
    if not text:
        return "profession_blank"
    if MANAGERS.fullmatch(text):
        return "background_unknown"
    key = "_".join(text.casefold().split())
    return key if key in REASONS else "profession_unknown"


def _placed(
    table: Table, read: _Read, groups: Sequence[Group | None], professions: Professions
) -> PlacedFile:
    rows, unplaced = [], []
    sound = [group for group in groups if group is not None]
    for group, people, fte in zip(sound, read.headcounts, read.ftes, strict=True):
        if group.where.reason:
            unplaced.append(unplaced_row(group, people, fte, 1))
        else:
            rows.append(staff_row(group, people, fte))
    return PlacedFile(
        file=table.file,
        rows=tuple(rows),
        unplaced=tuple(unplaced),
        rows_read=len(table),
        counted=frozenset(group.shown() for group in sound),
        warnings=(
            *more_fte_than_people(table, read.headcounts, read.ftes),
            *family_beside_members(table, groups, professions),
        ),
    )
