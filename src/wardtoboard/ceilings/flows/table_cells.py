"""What the cells of a flows table may hold.

Import this module where a table is read, not at start-up: pydantic is slow to load.
"""

from __future__ import annotations

from wardtoboard.base.cells import CellKind, kind_of_cells, refuse, tidy
from wardtoboard.professions import Professions
from wardtoboard.staff.levels import Levels


def profession_cells(known: Professions) -> CellKind[str]:
    """Make a kind for professions, by any of their names."""

    def read(text: str) -> str:
        found = known.find(text)
        if found is None:
            refuse(
                f"we do not know the profession {tidy(text)}",
                "Use a name such as nurse or physiotherapist.",
            )
        return found.id

    return kind_of_cells(str, read, "")


def level_cells(known: Levels) -> CellKind[str]:
    """Make a kind for levels of either ladder, by any of their names."""

    def read(text: str) -> str:
        found = known.find(text, None)
        if found is None:
            refuse("we do not know this level", "Use a name such as Band 8a.")
        return found.id

    return kind_of_cells(str, read, "")
