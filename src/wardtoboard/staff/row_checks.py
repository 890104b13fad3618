"""Checks that look at several rows of a headcount table together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from wardtoboard.base.checks import TableChecks
from wardtoboard.base.tables import Table
from wardtoboard.professions import Level, Professions
from wardtoboard.staff.levels import Levels
from wardtoboard.staff.placed import Group


def refuse_repeated(checks: TableChecks, groups: Sequence[Group | None]) -> None:
    """Refuse a second row for one organisation, date, profession and level."""
    first: dict[Group, int] = {}
    for position, group in enumerate(groups):
        if group is None or first.setdefault(group, position) == position:
            continue
        checks.add(
            position,
            f"row {checks.table.rows[first[group]]} is for the same organisation, date, "
            "profession and level",
            "Add the two together in one row, or delete one.",
            found=group.shown(),
        )


def refuse_pools_beside_parts(
    checks: TableChecks, groups: Sequence[Group | None], levels: Levels
) -> None:
    """Refuse a pooled level ("Band 8b+") beside another row that counts some of the same."""
    parts = _parts_of_pools(levels)
    ladders: dict[tuple[str, date, str], dict[str, int]] = defaultdict(dict)
    for position, group in enumerate(groups):
        if group is not None and not group.where.reason:
            key = (group.organisation, group.date, group.where.profession)
            ladders[key].setdefault(group.where.level or "", position)
    for rows in ladders.values():
        for pooled in rows.keys() & parts.keys():
            for other in sorted(rows.keys() - {pooled}, key=rows.__getitem__):
                if parts[pooled] & parts.get(other, frozenset({other})):
                    checks.add(
                        rows[pooled],
                        f"{pooled} counts the people of {other} in row "
                        f"{checks.table.rows[rows[other]]} again",
                        "Keep the pooled row or its parts, not both.",
                        column="level",
                        found=pooled,
                    )
                    break


def _parts_of_pools(levels: Levels) -> Mapping[str, frozenset[str]]:
    pooled: tuple[Level, ...] = (*levels.bands.pooled, *levels.grades.pooled)
    return {level.id: frozenset(level.pools) for level in pooled}


def more_fte_than_people(
    table: Table, headcounts: Sequence[int], ftes: Sequence[float | None]
) -> Iterator[str]:
    """Warn of rows with more full-time equivalents than people."""
    rows = [
        row
        for row, people, fte in zip(table.rows, headcounts, ftes, strict=True)
        if fte is not None and fte > people
    ]
    if rows:
        yield (
            f"{table.file}: {len(rows):,} {'row has' if len(rows) == 1 else 'rows have'} more "
            f"full-time equivalents than people, first in row {rows[0]}. "
            "We use the headcounts. Check that the columns are the right way round."
        )


def family_beside_members(
    table: Table, groups: Sequence[Group | None], professions: Professions
) -> Iterator[str]:
    """Warn where a family of professions has rows of its own beside those of its members."""
    present: dict[tuple[str, date], set[str]] = defaultdict(set)
    for group in groups:
        if group is not None and not group.where.reason:
            present[group.organisation, group.date].add(group.where.profession)
    for (organisation, day), ids in present.items():
        families = {professions.get(one).family for one in ids} & ids
        for family in sorted(filter(None, families)):
            yield (
                f"{table.file}: {organisation} on {day.isoformat()} has rows for "
                f"{professions.get(family).label.lower()} and for single professions among them. "
                "We add them together. Check that the first are not totals of the others."
            )
