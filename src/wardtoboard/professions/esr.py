"""Placing a record of the Electronic Staff Record by its staff group and job role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from wardtoboard.professions.library_files import Entry, Shape, check_document, read_library
from wardtoboard.professions.placement import UNKNOWN_CODE, Placement, placements_by_key
from wardtoboard.professions.registered import profession_ids
from wardtoboard.professions.words import name_key

FILE = "esr.toml"
SHAPES = {
    "role": Shape(
        required=frozenset({"staff_group"}),
        optional=frozenset({"job_roles", "profession", "reason"}),
    )
}
Key = tuple[str, str]
"""Staff group and job role as name keys; "" stands for every other job role."""


def place_esr(staff_group: str, job_role: str) -> Placement:
    """Place by ESR's own staff group and job role, however they are spaced or cased.

    A job role we do not list falls to what its staff group alone says, if anything.
    """
    roles = _roles()
    group = name_key(staff_group)
    return roles.get((group, name_key(job_role))) or roles.get((group, ""), UNKNOWN_CODE)


@cache
def _roles() -> Mapping[Key, Placement]:
    return read_esr_roles(read_library(FILE))


def read_esr_roles(document: Mapping[str, Any]) -> dict[Key, Placement]:
    """Check a document and give the placement of every staff group and job role it names.

    Raises LibraryContentError with every fault; a job role placed twice is one.
    """
    check_document(document, FILE, SHAPES)
    return placements_by_key(document["role"], f"{FILE}, role", profession_ids(), _keys)


def _keys(entry: Entry) -> Iterator[Key]:
    for role in entry.get("job_roles", [""]):
        yield name_key(entry["staff_group"]), name_key(role)
