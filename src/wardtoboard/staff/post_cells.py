"""What the cells of an establishment may hold.

Import this module where an establishment is read, not at start-up: pydantic is slow to load.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wardtoboard.base.cells import CellKind, kind_of_cells, names, refuse, tidy
from wardtoboard.professions import Professions
from wardtoboard.staff.levels import Levels

YES = frozenset({"yes", "y", "true", "1", "filled"})
NO = frozenset({"no", "n", "false", "0", "vacant"})


@dataclass(frozen=True, slots=True)
class PostCells:
    """The kinds of cell of an establishment, with the names known on a day."""

    professions: Professions
    levels: Levels

    @property
    def organisation(self) -> CellKind[str]:
        """An organisation's code or name."""
        return names("an organisation")

    @property
    def post(self) -> CellKind[str]:
        """A post's name or number."""
        return names("a post")

    @property
    def level(self) -> CellKind[str]:
        """A level of either ladder, by any of its names."""
        return kind_of_cells(str, self._level, "")

    @property
    def open_to(self) -> CellKind[frozenset[str]]:
        """Professions with `;` or `,` between them, or `any`."""
        return kind_of_cells(frozenset[str], self._open_to, frozenset())

    @property
    def reserved_for(self) -> CellKind[str | None]:
        """One profession, or blank."""
        return kind_of_cells(
            str | None, lambda text: self._profession(text) if tidy(text) else None, None
        )

    @property
    def filled(self) -> CellKind[bool]:
        """Yes or no."""
        return kind_of_cells(bool, _yes_or_no, stand_in=False)

    def _level(self, text: str) -> str:
        level = self.levels.find(text, None)
        return (
            level.id
            if level
            else refuse("we do not know this level", "Use a name such as Band 8a.")
        )

    def _open_to(self, text: str) -> frozenset[str]:
        wanted = [part for part in map(tidy, re.split("[;,]", text)) if part]
        if not wanted:
            refuse(
                "the post is open to nobody",
                "Name the professions it is open to, or write any.",
            )
        if [part.casefold() for part in wanted] == ["any"]:
            return frozenset({"any"})
        return frozenset(map(self._profession, wanted))

    def _profession(self, text: str) -> str:
        found = self.professions.find(text)
        if found is None:
            refuse(
                f"we do not know the profession {tidy(text)}",
                "Use a name such as nurse or physiotherapist.",
            )
        return found.id


def _yes_or_no(text: str) -> bool:
    answer = tidy(text).casefold()
    if answer not in YES | NO:
        refuse("we need to know whether the post is filled", "Write yes or no.")
    return answer in YES
