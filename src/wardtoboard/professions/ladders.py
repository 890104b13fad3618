"""The order of levels from entry to board, and where a doctor's grade stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from wardtoboard.base.citations import read_citation
from wardtoboard.base.errors import Fault, NotInTableError
from wardtoboard.professions.levels import (
    Ladder,
    check_names,
    levels_by_name,
    levels_of,
    pools_of,
)
from wardtoboard.professions.library_files import (
    Entry,
    Shape,
    check_document,
    holding_on,
    raise_any,
    read_library,
    too_early,
)
from wardtoboard.professions.medical import FILE as MEDICAL_FILE
from wardtoboard.professions.medical import medical_document
from wardtoboard.professions.words import name_key

FILE = "ladders.toml"
SHAPES = {
    "level": Shape(frozenset({"id", "rank", "group", "names"}), unique="id"),
    "pool": Shape(frozenset({"id", "names", "pools"}), unique="id"),
    "view": Shape(frozenset({"id", "label", "comparisons"}), unique="id"),
    "pay_year": Shape(frozenset({"afc", "medical"}), unique="effective_from"),
    "tier": Shape(frozenset({"id", "levels"}), unique="id"),
}
DO_USE_ID = "Use the id of a level."


def load_ladder(ladder_id: str, on: date) -> Ladder:
    """Give the `scope`, `pay`, `afc` or `medical` ladder as it was on a day.

    Raises NotInTableError for another id and CannotTellError for a day before its content starts.
    """
    if ladder_id == "medical":
        return _medical_ladder(on)
    views = {view["id"]: view for view in _content()["view"]}
    if ladder_id not in views:
        raise NotInTableError(
            [
                Fault(
                    what="there is no ladder with this id",
                    found=ladder_id,
                    do=f"Use one of: {', '.join([*views, 'medical'])}.",
                )
            ]
        )
    return _view(views[ladder_id], on)


def _medical_ladder(on: date) -> Ladder:
    document = medical_document()
    levels = levels_of(document["level"], on)
    pooled = pools_of(document["pool"], levels)
    return Ladder(
        id="medical",
        label="Doctors and dentists",
        levels=levels,
        pooled=pooled,
        citation=read_citation(document["level"][0], "medical"),
        _by_name=levels_by_name([*levels, *pooled]),
        _comparisons={},
    )


def _view(view: Entry, on: date) -> Ladder:
    document = _content()
    if view["effective_from"] > on:
        raise too_early(f"The ladder view “{view['label']}”", [view], on)
    levels = levels_of(document["level"], on)
    pooled = pools_of(document["pool"], levels)
    medical = _medical_ladder(on)
    compared = dict(view["comparisons"])
    if view["id"] == "pay":
        compared = comparisons_by_pay(document["pay_year"], medical, on) | compared
    return Ladder(
        id=view["id"],
        label=view["label"],
        levels=levels,
        pooled=pooled,
        citation=read_citation(view, view["id"]),
        _by_name=levels_by_name([*levels, *pooled]),
        _comparisons={
            name_key(name): compared[level.id]
            for level in (*medical.levels, *medical.pooled)
            if level.id in compared
            for name in (level.id, *level.aliases)
        },
    )


def comparisons_by_pay(pay_years: Iterable[Entry], medical: Ladder, on: date) -> dict[str, str]:
    """Put each medical grade at the highest band that starts at or below the grade's own start.

    A grade whose start is not held is left out; a pooled grade takes its lowest level's.
    """
    year = holding_on(pay_years, on)
    if year is None:
        raise too_early("Pay", pay_years, on)
    compared = {
        grade: max(
            (band for band, start in year["afc"].items() if start <= pay), key=year["afc"].get
        )
        for grade, pay in year["medical"].items()
    }
    pooled = {
        level.id: compared[level.pools[0]] for level in medical.pooled if level.pools[0] in compared
    }
    return compared | pooled


def tier_of(level: str) -> str | None:
    """Give the disparity ratio's tier of a level: "lower", "middle" or "upper".

    A pooled level such as "Band 8b+" has the tier of the lowest it covers; a level without a
    tier, such as a medical grade, gives None.
    """
    return _tiers().get(level)


@cache
def _tiers() -> dict[str, str]:
    document = _content()
    tiers = {name: tier["id"] for tier in document["tier"] for name in tier["levels"]}
    return tiers | {pool["id"]: tiers[pool["pools"][0]] for pool in document["pool"]}


@cache
def _content() -> dict[str, Any]:
    document = read_library(FILE)
    check_document(document, FILE, SHAPES)
    check_names(document, FILE)
    check_names(medical_document(), MEDICAL_FILE)
    check_ties(document, medical_document())
    return document


def check_ties(document: Mapping[str, Any], medical: Mapping[str, Any]) -> None:
    """Raise LibraryContentError for a view, pay year or tier that names an unknown level."""
    bands = {level["id"] for level in document["level"]}
    grades = {level["id"] for level in medical["level"]}
    named = [
        *((view["id"], view["comparisons"].keys(), grades) for view in document["view"]),
        *((view["id"], view["comparisons"].values(), bands) for view in document["view"]),
        *(("pay_year", year["medical"].keys(), grades) for year in document["pay_year"]),
        *(("pay_year", year["afc"].keys(), bands) for year in document["pay_year"]),
        *((tier["id"], tier["levels"], bands) for tier in document["tier"]),
    ]
    raise_any(
        Fault(f"{FILE}, {where} names a level that is not in the ladder", DO_USE_ID, found=level)
        for where, levels, known in named
        for level in levels
        if level not in known
    )
