"""What being on a regulator's register tells of a person's profession."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from wardtoboard.professions.library_files import Entry, Shape, check_document, read_library
from wardtoboard.professions.placement import UNKNOWN_CODE, Placement, placements_by_key
from wardtoboard.professions.registered import profession_ids
from wardtoboard.professions.words import name_key

FILE = "registration_bodies.toml"
SHAPES = {"body": Shape(frozenset({"names"}), optional=frozenset({"profession", "reason"}))}


def place_registration_body(name: str) -> Placement:
    """Place by the body alone, by its short or full name; it may keep several registers.

    A body that is not in the file is an unknown code.
    """
    return _bodies().get(name_key(name), UNKNOWN_CODE)


@cache
def _bodies() -> Mapping[str, Placement]:
    return read_registration_bodies(read_library(FILE))


def read_registration_bodies(document: Mapping[str, Any]) -> dict[str, Placement]:
    """Check a document and give the placement of every name of a body.

    Raises LibraryContentError with every fault; a name given twice is one.
    """
    check_document(document, FILE, SHAPES)
    return placements_by_key(document["body"], f"{FILE}, body", profession_ids(), _keys)


def _keys(entry: Entry) -> list[str]:
    return list(dict.fromkeys(name_key(name) for name in entry["names"]))
