"""A body: one organisation, or several together, ready to be asked where its ladders stop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wardtoboard.ceilings.stock import Stock

TOGETHER = "all organisations"
DOCTORS = ("doctor", "dentist")


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The stocks of one organisation, or of several added together (code `TOGETHER`).

    `guide` has the professions of the guide, allied health professions pooled; `allied` the
    same with the 14 apart, or None when the table does not tell them apart. `unknown` counts
    managers of unknown background by level. `doctors_by_view` counts doctors and dentists by
    (profession, comparison level) under each view of the ladder, reserved seats left out;
    `off_ladder` those whose grade is not compared, by (profession, grade), with the number in
    higher grades. `reserved` counts filled reserved seats that were left out, by profession and
    level.
    `ladder` names every level from the bottom up, as people of unknown background, doctors and
    reserved seats may stand where none of those compared does.
    """

    code: str
    date: str
    guide: Stock
    allied: Stock | None
    unknown: Mapping[str, int] = field(default_factory=dict)
    doctors_by_view: Mapping[str, Mapping[tuple[str, str], int]] = field(default_factory=dict)
    off_ladder: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    reserved: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    has_establishment: bool = False
    ladder: tuple[str, ...] = ()

    @property
    def stocks(self) -> tuple[Stock, ...]:
        """The stocks that are tested, each a family of its own."""
        return (self.guide,) if self.allied is None else (self.guide, self.allied)
