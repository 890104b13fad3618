"""What an import of staff histories came to: what was read, left out, not placed and odd."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from wardtoboard.staff.histories.assignments import LEFT_OUT
from wardtoboard.staff.histories.history_checks import month_name
from wardtoboard.staff.placed import why_not

FLAGGED = {
    "acting_up": "Acting up in a higher post",
    "secondment": "On a secondment",
}
"""What is said of an assignment without its being left out."""


@dataclass(slots=True)
class ImportReport:
    """Counts of one import. It is whole once every month has been read.

    `rows` are assignments as the files have them, `people` distinct pseudonyms. `unplaced` counts
    rows by reason, those of people who are not clinical among them; `left_out` rows by rule;
    `flagged` rows by flag. `restated` are months that the store held before.
    """

    rows: int = 0
    people: int = 0
    months: list[int] = field(default_factory=list)
    restated: list[int] = field(default_factory=list)
    unplaced: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    flagged: Counter[str] = field(default_factory=Counter)
    in_two_organisations: int = 0
    warnings: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Give the report as plain JSON, the commonest first in each list."""
        return {
            "rows": self.rows,
            "people": self.people,
            "months": len(self.months),
            "which_months": [month_name(number) for number in self.months],
            "restated": [month_name(number) for number in self.restated],
            "unplaced": [
                {"reason": reason, "why": why_not(reason), "rows": rows}
                for reason, rows in self.unplaced.most_common()
            ],
            "rejected": [
                {"rule": rule, "why": LEFT_OUT[rule], "rows": rows}
                for rule, rows in self.left_out.most_common()
            ],
            "flagged": [
                {"flag": flag, "what": FLAGGED[flag], "rows": rows}
                for flag, rows in self.flagged.most_common()
            ],
            "warnings": self.warnings,
        }
