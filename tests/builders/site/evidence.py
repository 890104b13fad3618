"""Invented evidence for tests of the barrier map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wardtoboard_web.barriers.sources import VOICES, Kind, Known
from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.organisations.permissions import Permission

DAY = date(2026, 3, 31)


def known(phrase: str = "Midwives: ceiling at Band 7", **changes: object) -> Known:
    """Something known, with a sentence, a grade and an address."""
    parts = {
        "phrase": phrase,
        "sentence": f"{phrase}, as we see it.",
        "grade": "C",
        "address": "/o/X1ZZ/somewhere/",
        "address_words": f"More on {phrase}",
        "when": DAY,
    }
    return Known(**{**parts, **changes})  # type: ignore[arg-type]


@dataclass(frozen=True)
class Invented:
    """A source that tells what the test gives it; None where it has no evidence."""

    tells: Mapping[str, tuple[Known, ...]] | None = field(default_factory=dict)
    kind: Kind = VOICES
    permission: Permission = Permission.SEE_RELEASED

    def known(self, visitor: Visitor) -> Mapping[str, tuple[Known, ...]] | None:
        """Tell it."""
        return self.tells
