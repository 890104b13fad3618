"""What the cells of a table of candidates may hold.

Import this module where candidates are read, not at start-up: pydantic is slow to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wardtoboard.base.cells import refuse
from wardtoboard.base.headers import heading_key
from wardtoboard.boards.plan.candidates import ELIGIBLE_FOR, ROLES
from wardtoboard.boards.register.seat_cells import SEAT_CELLS, Cell, needed_text, texts


def _some_of(noun: str, known: Iterable[Any], *, is_needed: bool) -> Cell:
    """Make a cell for a list of these; an empty one is refused where it is needed."""
    by_key = {heading_key(one): one for one in known}
    one_of = ", ".join(by_key.values())

    def read(text: str) -> tuple[Any, ...]:
        named = texts().read(text) or ()
        if is_needed and not named:
            refuse(f"a {noun} is needed", f"Write one or more of: {one_of}.")
        for one in named:
            if heading_key(one) not in by_key:
                refuse(f"we do not know the {noun} {one}", f"Use one of: {one_of}.")
        return tuple(dict.fromkeys(by_key[heading_key(one)] for one in named))

    return Cell(read)


CANDIDATE_CELLS: Mapping[str, Cell] = {
    "candidate": needed_text("a candidate", "Fill in the name, or delete the row."),
    "eligible_for": _some_of("kind of seat", ELIGIBLE_FOR, is_needed=True),
    "roles": _some_of("role", ROLES, is_needed=False),
    "portfolios": texts(),
    **{
        name: SEAT_CELLS[name]
        for name in (
            "professions",
            "registrations",
            "skills",
            "independent",
            "constituency",
            "nominated_by",
            "experience",
            "local_authority",
        )
    },
}
STAND_INS: Mapping[str, Any] = {"candidate": "", "eligible_for": ELIGIBLE_FOR, "roles": ()}
"""What a cell that was refused stands for, so that the others of its row can be checked."""
