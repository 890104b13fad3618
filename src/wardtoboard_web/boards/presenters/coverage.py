"""Which provisions are checked, which are not, and up to when."""

from __future__ import annotations

from wardtoboard.boards.law.coverage import load_coverage
from wardtoboard_web.layout.tables import DataTable
from wardtoboard_web.layout.words import day_words


def coverage_table() -> DataTable:
    """Lay out every provision that we know of, and how far it is checked."""
    return DataTable(
        name="coverage",
        caption="Every provision we know of, and how far it is checked",
        headers=("Rule", "Checked", "Why", "Seen up to"),
        rows=tuple(
            (one.id, one.coded, one.why, day_words(one.checked_to)) for one in load_coverage()
        ),
    )
