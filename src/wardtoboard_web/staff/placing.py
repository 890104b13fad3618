"""Which labels are worth asking about, and what an answer about one means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from wardtoboard.professions import load_ladder, load_professions
from wardtoboard.staff import LabelKind, LocalPlace, StaffTable, Unplaced

NOT_CLINICAL = "not-clinical"
ASKED = frozenset(
    {
        "background_unknown",
        "level_not_known",
        "level_unknown",
        "profession_unclear",
        "profession_unknown",
        "unknown_code",
    }
)
"""Reasons that the organisation may know more about than we do."""
Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ToPlace:
    """A label that could not be placed, why, and whom it concerns.

    `amount` is in people, or in full-time equivalents where the table has no others. `day` is
    the earliest date of the table on which it stands.
    """

    kind: LabelKind
    labels: tuple[str, ...]
    why: str
    amount: float
    day: date
    asks_profession: bool
    asks_level: bool

    @property
    def shown(self) -> str:
        """Give the labels in words."""
        return ", ".join(filter(None, self.labels))

    @property
    def mark(self) -> str:
        """Give a short name that stays the same from page to page."""
        return "p" + sha256("\n".join((self.kind, *self.labels)).encode()).hexdigest()[:12]


def labels_to_place(table: StaffTable) -> list[ToPlace]:
    """Give the labels worth asking about, those that concern most people first."""
    groups: dict[tuple[str, tuple[str, ...]], list[Unplaced]] = {}
    for one in table.unplaced:
        if one.kind and one.reason in ASKED:
            groups.setdefault((one.kind, one.labels), []).append(one)
    asked = [_to_place(same) for same in groups.values()]
    return sorted(asked, key=lambda one: (-one.amount, one.shown))


def _to_place(same: Sequence[Unplaced]) -> ToPlace:
    first = same[0]
    kind: LabelKind = first.kind  # type: ignore[assignment]
    lacks_level_only = first.reason in ("level_unknown", "level_not_known")
    return ToPlace(
        kind=kind,
        labels=first.labels,
        why=first.why,
        amount=sum((one.headcount if one.headcount is not None else one.fte) or 0 for one in same),
        day=min(one.date for one in same),
        asks_profession=not lacks_level_only,
        asks_level=kind == "level" or (kind == "grade" and any(o.level is None for o in same)),
    )


def decision(
    kind: LabelKind, labels: Sequence[str], profession: str, level: str, day: date, today: date
) -> LocalPlace:
    """Make the decision that an answer means, from a day on."""
    is_not_clinical = profession == NOT_CLINICAL
    return LocalPlace(
        kind=kind,
        labels=tuple(labels),
        decided_on=today,
        valid_from=day,
        profession=None if is_not_clinical else profession or None,
        level=None if is_not_clinical else level or None,
        is_not_clinical=is_not_clinical,
    )


def profession_choices() -> Choices:
    """Give the professions people may be placed in, by name."""
    named = [(one.id, one.label) for one in load_professions(date.max)]
    return sorted(named, key=lambda pair: pair[1])


def level_choices(kind: str) -> Choices:
    """Give the levels that a label of a kind may stand for, from the lowest."""
    bands = [(level.id, level.id) for level in load_ladder("scope", date.max).levels]
    grades = [(level.id, level.id) for level in load_ladder("medical", date.max).levels]
    return {"grade": [*grades, *bands], "level": [*bands, *grades]}.get(kind, [])
