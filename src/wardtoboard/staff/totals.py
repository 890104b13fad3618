"""Rows that add up other rows, which would count people twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wardtoboard.base.checks import TableChecks

TOTAL = re.compile(
    r"(grand |sub[- ]?)?totals?|totals? .*|.* (sub[- ]?)?totals?"
    r"|all|all (staff|people|organisations|trusts|professions|staff groups|levels|bands|grades"
    r"|areas|specialties)"
)


def is_total(text: str) -> bool:
    """Answer whether a label names a total."""
    return TOTAL.fullmatch(" ".join(text.casefold().split())) is not None


def refuse_totals(checks: TableChecks, columns: Iterable[str]) -> None:
    """Refuse the rows whose label in one of the columns names a total."""
    for name in columns:
        checks.refuse_rows(
            name,
            is_total,
            "a row of totals counts people twice",
            "Delete the row: we add up for you.",
        )
