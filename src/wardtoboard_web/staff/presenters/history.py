"""What imports left behind: the list of them, what changed, and where labels belong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wardtoboard.ceilings import People
from wardtoboard.professions import load_professions
from wardtoboard_web.layout.tables import Cell, DataTable
from wardtoboard_web.layout.words import day_words, moment_words
from wardtoboard_web.staff.facts import KeptStaff
from wardtoboard_web.staff.models import Import, ImportKind, OwnPlace, State
from wardtoboard_web.staff.presenters.steps import Addresses


def changes_table(after: KeptStaff, before: KeptStaff) -> DataTable:
    """Compare two snapshots by profession, in people."""
    names = {one.id: one.label for one in load_professions(after.date)}
    then, now = _by_profession(before.people()), _by_profession(after.people())
    rows: list[tuple[Cell, ...]] = [
        (
            names.get(one, one),
            then.get(one, 0),
            now.get(one, 0),
            _plus(now.get(one, 0) - then.get(one, 0)),
        )
        for one in sorted({*then, *now}, key=lambda one: names.get(one, one))
    ]
    rows.append(
        (
            "Everyone placed",
            sum(then.values()),
            sum(now.values()),
            _plus(sum(now.values()) - sum(then.values())),
        )
    )
    earlier, later = day_words(before.date), day_words(after.date)
    return DataTable(
        "changes",
        "People by profession",
        ("Profession", f"Before, {earlier}", f"Now, {later}", "Difference"),
        tuple(rows),
        "Full-time equivalents are read as people." if after.holds_fte_only else "",
    )


def _by_profession(people: People) -> dict[str, int]:
    sums: dict[str, int] = {}
    for (profession, _), count in people.finest.items():
        sums[profession] = sums.get(profession, 0) + count
    return sums


def _plus(difference: int) -> str:
    return f"{difference:+,}" if difference else "0"


def history(rows: Sequence[Import], current: Sequence[Import | None]) -> list[dict[str, Any]]:
    """Give the imports as the page lists them."""
    now = {one.pk for one in current if one}
    return [
        {
            "when": moment_words(row.made_at),
            "who": row.made_by.name if row.made_by else "Someone who has left",
            "what": ImportKind(row.kind).label,
            "files": ", ".join(file.upload.name for file in row.files.all()) or "No files",
            "state": "Current" if row.pk in now else _state(row),
            "address": Addresses(row).page("import"),
        }
        for row in rows
    ]


def _state(row: Import) -> str:
    if row.has_stopped:
        return "Stopped before the end"
    if row.state == State.DONE:
        return "Brought in, and replaced since"
    return State(row.state).label


def place_said(row: OwnPlace) -> str:
    """Say where a label belongs."""
    if row.is_not_clinical:
        return "Not a clinical role"
    names = {one.id: one.label for one in load_professions(row.valid_from)}
    return ", ".join(filter(None, (names.get(row.profession or "", row.profession), row.level)))


def until_said(row: OwnPlace) -> str:
    """Say until when a label belongs there."""
    if row.withdrawn_at:
        return "Withdrawn"
    return day_words(row.valid_until) if row.valid_until else "No end"
