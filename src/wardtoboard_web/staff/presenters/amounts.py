"""How many people a staff table holds, in words.

Whoever may not see every count is shown sums, and "1 to 7" for a small one; never a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wardtoboard.disclosure import Rule
from wardtoboard.staff import StaffTable

SMALL = Rule().small
ELSEWHERE = frozenset({"not_clinical", "not_clinical_here", "profession_not_in_guide"})
"""Reasons that say where people are: in roles that are none of the professions."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many are in a staff table on its latest date.

    `elsewhere` are in roles that are known and none of the professions; `unplaced` are those of
    whom we cannot tell.
    """

    everyone: float
    elsewhere: float
    unplaced: float
    unit: str

    def sentence(self, *, raw: bool) -> str:
        """Say them, as "12,431 people, 2,040 in other roles, 3 not placed"."""
        said = [counted(self.everyone, self.unit, raw=raw)]
        if self.elsewhere:
            said.append(f"{number(self.elsewhere, raw=raw)} in other roles")
        return ", ".join([*said, f"{number(self.unplaced, raw=raw)} not placed"])


def number(amount: float, *, raw: bool) -> str:
    """Say a number; a small one only to those who see every count."""
    if not raw and 0 < amount < SMALL + 1:
        return f"1 to {SMALL}"
    return f"{amount:,.0f}" if amount == round(amount) else f"{amount:,.1f}"


def counted(amount: float, unit: str, *, raw: bool) -> str:
    """Say a number with its unit."""
    one = {"people": "person", "full-time equivalents": "full-time equivalent"}
    said = number(amount, raw=raw)
    return f"{said} {one[unit] if said == '1' else unit}"


def amounts(table: StaffTable) -> Amounts:
    """Add up the latest date of a staff table."""
    latest = max([row.date for row in table.rows] or table.dates)
    is_fte = table.holds_fte_only

    def total(rows: Sequence[Any]) -> float:
        return sum((r.fte if is_fte else r.headcount) or 0 for r in rows if r.date == latest)

    elsewhere = total([one for one in table.unplaced if one.reason in ELSEWHERE])
    unplaced = total([one for one in table.unplaced if one.reason not in ELSEWHERE])
    return Amounts(
        everyone=total(table.rows) + elsewhere + unplaced,
        elsewhere=elsewhere,
        unplaced=unplaced,
        unit="full-time equivalents" if is_fte else "people",
    )
