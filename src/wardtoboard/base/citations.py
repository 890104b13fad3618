"""Where a fact comes from, and whether anyone has checked it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from wardtoboard.base.errors import Fault, LibraryContentError

Status = Literal["verified", "recalled"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source, the place in it, and whether the fact was checked there.

    `recalled` facts are shown to users as unchecked.
    """

    source: str
    place: str
    status: Status

    def __str__(self) -> str:
        """Say the source and place, and warn when nobody has checked."""
        unchecked = "" if self.status == "verified" else " (not checked)"
        return f"{self.source}, {self.place}{unchecked}"


def read_citation(entry: Mapping[str, Any], where: str) -> Citation:
    """Read `source`, `place` and `status` of a library entry.

    Raises LibraryContentError when one is missing or the status is not one of the two.
    """
    missing = [key for key in ("source", "place", "status") if not str(entry.get(key, "")).strip()]
    if missing:
        raise LibraryContentError(
            [
                Fault(
                    what=f"{where} has no citation",
                    found=f"no {', no '.join(missing)}",
                    do='Add source, place and status ("verified" or "recalled").',
                )
            ]
        )
    if entry["status"] not in ("verified", "recalled"):
        raise LibraryContentError(
            [
                Fault(
                    what=f"{where} has a status we do not know",
                    found=str(entry["status"]),
                    do='Use "verified" when someone has read the source, otherwise "recalled".',
                )
            ]
        )
    return Citation(str(entry["source"]), str(entry["place"]), entry["status"])
