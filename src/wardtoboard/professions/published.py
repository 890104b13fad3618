"""Placing the rows of the published non-medical workforce table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from wardtoboard.base.errors import Fault
from wardtoboard.professions.library_files import (
    Entry,
    Shape,
    check_document,
    raise_any,
    read_library,
)
from wardtoboard.professions.placement import UNKNOWN_CODE, Placement, placements_by_key
from wardtoboard.professions.registered import profession_ids
from wardtoboard.professions.words import published_key

FILE = "published_groups.toml"
SHAPES = {
    "rule": Shape(
        required=frozenset({"groups", "what"}),
        optional=frozenset({"areas", "levels", "profession", "reason"}),
    )
}
Key = tuple[str, str, str]
"""Group as "005/006", area and level; "" stands for any area or level."""


@lru_cache(maxsize=4096)
def place_published_staff_group(
    staff_group_1: str, staff_group_2: str, area: str, level: str
) -> Placement:
    """Place a row by its staff group codes (padded with zeros or not), AREA and LEVEL.

    The rule that says most about the row decides.
    """
    rules = _rules()
    group = f"{_padded(staff_group_1)}/{_padded(staff_group_2)}"
    named_area, named_level = published_key(area), published_key(level)
    for key in (
        (group, named_area, named_level),
        (group, named_area, ""),
        (group, "", named_level),
        (group, "", ""),
    ):
        if key in rules:
            return rules[key]
    return UNKNOWN_CODE


def _padded(code: str) -> str:
    return code.strip().zfill(3)


@cache
def _rules() -> Mapping[Key, Placement]:
    return read_published_groups(read_library(FILE))


def read_published_groups(document: Mapping[str, Any]) -> dict[Key, Placement]:
    """Check a document and give the placement of every group, area and level it names.

    Raises LibraryContentError with every fault. Two rules that say the same are one, and so are
    a rule by area alone and a rule by level alone for one group, which could both fit a row.
    """
    check_document(document, FILE, SHAPES)
    rules = placements_by_key(document["rule"], f"{FILE}, rule", profession_ids(), _keys)
    raise_any(_crossing(rules))
    return rules


def _keys(entry: Entry) -> Iterator[Key]:
    for group in entry["groups"]:
        for area in entry.get("areas", [""]):
            for level in entry.get("levels", [""]):
                yield group, published_key(area), published_key(level)


def _crossing(rules: Mapping[Key, Placement]) -> list[Fault]:
    by_area = {group for group, area, level in rules if area and not level}
    by_level = {group for group, area, level in rules if level and not area}
    return [
        Fault(
            what=f"{FILE} has rules for one group by area alone and by level alone",
            found=group,
            do="Name both the area and the level in one of them.",
        )
        for group in sorted(by_area & by_level)
    ]
