"""Headcount tables: one row for an organisation, date, profession and level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wardtoboard.base.cells import dates, headcounts, labels, names, optional_full_time_equivalents
from wardtoboard.base.checks import TableChecks
from wardtoboard.base.tables import Table
from wardtoboard.professions import REASONS, Profession, Professions, load_professions
from wardtoboard.staff.levels import Levels, is_outside_the_order, load_levels
from wardtoboard.staff.local_places import LabelKind, LocalPlace, LocalPlaces
from wardtoboard.staff.placed import (
    Group,
    PlacedFile,
    Where,
    added_up,
    placed_though_not_clinical,
    staff_row,
    unplaced_row,
)
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


def place_headcounts(table: Table, on: date | None, own: LocalPlaces | None = None) -> PlacedFile:
    """Check a headcount table and place every row.

    Ladders and professions are those of `on`, or of the latest date in the table. With an
    organisation's own places, a level that nobody knows leaves people unplaced; without, it is
    a fault.
    """
    checks = TableChecks(table)
    read = _read(checks)
    latest = max((day for day in read.days if day != date.min), default=date.max)
    places = _Places(load_professions(on or latest), load_levels(on or latest), own)
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
    own: LocalPlaces | None

    def groups(self, read: _Read, checks: TableChecks) -> Iterator[Group | None]:
        """Give each row's group; None, and a fault, where its level is not known."""
        distinct = dict.fromkeys(zip(read.labels, read.days, strict=True))
        where = {(found, day): self._where(found, day) for found, day in distinct}
        rows = zip(read.organisations, read.days, read.labels, strict=True)
        for position, (organisation, day, found) in enumerate(rows):
            place = where[found, day]
            if place is None and found[1] and not checks.is_refused(position):
                self._refuse_level(checks, position, found[1])
            yield Group(organisation, day, place) if place and checks.is_sound(position) else None

    def _where(self, found: Labels, day: date) -> Where | None:
        profession_text, level_text = found
        profession = self.professions.find(profession_text)
        if profession is not None:
            return self._at_level(profession, found, day, "")
        reason = _reason(profession_text)
        own = self._own("profession", profession_text, day)
        if own is not None and own.profession is not None:
            return self._at_level(self.professions.get(own.profession), found, day, reason)
        level = self.levels.find(level_text, None)
        return Where(
            profession="",
            level=level.id if level else None,
            reason="not_clinical_here" if own else reason,
            what=", ".join(filter(None, found)),
            kind="profession" if profession_text else "",
            labels=(profession_text,) if profession_text else (),
        )

    def _at_level(
        self, profession: Profession, found: Labels, day: date, instead_of: str
    ) -> Where | None:
        level_text = found[1]
        level = self.levels.find(level_text, profession.id)
        own = self._own("level", level_text, day)
        if level is None and own is not None:
            level = self.levels.find(own.level or "", profession.id)
            instead_of = instead_of or "level_not_known"
        if level is not None:
            labels = found if instead_of else ()
            return Where(profession.id, level.id, labels=labels, instead_of=instead_of)
        is_known = is_outside_the_order(level_text)
        if self.own is None and not is_known:
            return None
        reason = "level_unknown" if is_known else "level_not_known"
        what = f"{profession.label}, {level_text}"
        return Where("", None, reason, what, "level", (level_text,))

    def _own(self, kind: LabelKind, label: str, day: date) -> LocalPlace | None:
        return self.own.find(kind, (label,), day) if self.own else None

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
        rows=added_up(rows),
        unplaced=tuple(unplaced),
        rows_read=len(table),
        counted=frozenset(group.shown() for group in sound),
        warnings=(
            *more_fte_than_people(table, read.headcounts, read.ftes),
            *family_beside_members(table, groups, professions),
            *placed_though_not_clinical(table.file, sound),
        ),
    )
