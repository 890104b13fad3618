"""What the synthetic trust is sized by: published shares of each level, and what we invented."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from wardtoboard.base.citations import Citation, read_citation

BANDS = (
    "Band 5",
    "Band 6",
    "Band 7",
    "Band 8a",
    "Band 8b",
    "Band 8c",
    "Band 8d",
    "Band 9",
    "VSM",
    "Board",
)
"""The levels a clinician of the synthetic trust can stand at, from entry to board."""


@dataclass(frozen=True, slots=True)
class Sized:
    """One group's full-time equivalents in the published table and its share at each level."""

    id: str
    fte: float
    shares: Mapping[str, float]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Calibration:
    """Every group by id, and the values no published table holds.

    `managers` are people whose profession the published table does not tell. `invented_odds`
    are odds of being above a level; `leadership` is a share of consultants by post.
    """

    professions: Mapping[str, Sized]
    medical: Mapping[str, Sized]
    managers: Sized
    invented_odds: Mapping[str, float]
    leadership: Mapping[str, float]

    def common_odds(self) -> dict[str, float]:
        """Give the odds of being above each band rather than at it, all professions pooled.

        The board, with nobody above it, has none. Methods 1.2, E4.
        """
        at = {
            band: sum(one.fte * one.shares.get(band, 0.0) for one in self.professions.values())
            for band in BANDS
        }
        odds = {
            band: sum(at[higher] for higher in BANDS[place + 1 :]) / at[band]
            for place, band in enumerate(BANDS)
            if band not in (*self.invented_odds, BANDS[-1])
        }
        return odds | dict(self.invented_odds)

    def entry_odds(self, profession: str) -> float:
        """Give a profession's own odds of being above Band 5 rather than at it."""
        at_entry = self.professions[profession].shares[BANDS[0]]
        return (1.0 - at_entry) / at_entry


@cache
def load_calibration() -> Calibration:
    """Read `library/calibration.toml`; raises LibraryContentError where a citation is missing."""
    path = files("wardtoboard.staff").joinpath("library", "calibration.toml")
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    invented = {entry["id"]: entry["values"] for entry in document["invented"]}
    return Calibration(
        professions=_sized(document["profession"]),
        medical=_sized(document["medical"]),
        managers=_sized(document["manager"])["background_unknown"],
        invented_odds=invented["odds"],
        leadership=invented["leadership"],
    )


def _sized(entries: list[dict[str, Any]]) -> dict[str, Sized]:
    return {
        entry["id"]: Sized(
            entry["id"], entry["fte"], entry["shares"], read_citation(entry, entry["id"])
        )
        for entry in entries
    }
