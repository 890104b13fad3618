"""Reading an occupation code: three characters that name a profession, or do not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
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

FILE = "occupation_codes.toml"
SHAPES = {
    "code": Shape(
        required=frozenset({"codes", "what"}),
        optional=frozenset({"profession", "reason", "withdrawn"}),
    )
}
_POSITION = re.compile(r"\[([0-9A-Z-]+)\]|([0-9A-Z])")
_RANGE_OR_ONE = re.compile(r"([0-9A-Z])-([0-9A-Z])|([0-9A-Z])")
_WHOLE = re.compile(rf"(?:{_POSITION.pattern}){{3}}")


def place_occupation_code(code: str) -> Placement:
    """Place a three-character occupation code, however it is spaced or cased.

    Medical codes do not hold the grade, and manager codes do not hold a profession.
    """
    return _placements().get(code.strip().upper(), UNKNOWN_CODE)


def codes_matched(pattern: str) -> tuple[str, ...]:
    """List every code that a pattern such as `S[0146A]A` or `N0[A-L]` stands for."""
    positions = [_characters(one or many) for many, one in _POSITION.findall(pattern)]
    return tuple("".join(code) for code in product(*positions))


def _characters(text: str) -> str:
    return "".join(
        one or "".join(chr(number) for number in range(ord(first), ord(last) + 1))
        for first, last, one in _RANGE_OR_ONE.findall(text)
    )


@cache
def _placements() -> Mapping[str, Placement]:
    return read_occupation_codes(read_library(FILE))


def read_occupation_codes(document: Mapping[str, Any]) -> dict[str, Placement]:
    """Check a document and give the placement of every code it names.

    Raises LibraryContentError with every fault; a code matched twice is one.
    """
    check_document(document, FILE, SHAPES)
    raise_any(_pattern_faults(document["code"]))
    return placements_by_key(document["code"], f"{FILE}, code", profession_ids(), _codes)


def _codes(entry: Entry) -> list[str]:
    return [code for pattern in entry["codes"] for code in codes_matched(pattern)]


def _pattern_faults(entries: Sequence[Entry]) -> list[Fault]:
    return [
        Fault(
            what=f"{FILE}, code {number} has a pattern we cannot read",
            found=pattern,
            do="Write three positions, as N0[A-L].",
        )
        for number, entry in enumerate(entries, start=1)
        for pattern in entry["codes"]
        if not _WHOLE.fullmatch(pattern)
    ]
