"""Which provisions are coded, which partly or not at all, why, and to what day they were seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from wardtoboard.base.citations import Citation, read_citation
from wardtoboard.base.errors import Fault, LibraryContentError
from wardtoboard.boards.law.values import entry_of, read_library

Coded = Literal["coded", "partly", "not coded"]
FILE = "coverage.toml"
KEYS = frozenset({"id", "coded", "why", "checked_to"})


@dataclass(frozen=True, slots=True)
class Covered:
    """One provision: whether it is coded, why so, and the last day for which it was seen."""

    id: str
    coded: Coded
    why: str
    checked_to: date
    citation: Citation


@cache
def load_coverage() -> tuple[Covered, ...]:
    """Read the packaged coverage file, in its order."""
    return read_coverage(read_library(FILE))


def read_coverage(document: Mapping[str, Any]) -> tuple[Covered, ...]:
    """Read the provisions of a document; raises LibraryContentError with every fault of it."""
    faults: list[Fault] = []
    covered: list[Covered] = []
    for number, own in enumerate(document["provision"], start=1):
        entry, where = entry_of(document, own), f"{FILE}, provision {number}"
        found = _faults(entry, where)
        if not found and entry["id"] in {one.id for one in covered}:
            found = [Fault(f"{where} repeats another", "Keep one of them.", found=entry["id"])]
        faults += found
        if not found:
            citation = read_citation(entry, where)
            covered.append(Covered(**{key: entry[key] for key in KEYS}, citation=citation))
    if faults:
        raise LibraryContentError(faults)
    return tuple(covered)


def _faults(entry: Mapping[str, Any], where: str) -> list[Fault]:
    faults = [
        Fault(f"{where} lacks a key", f"Add {key}.", found=f"no {key}")
        for key in sorted(KEYS - entry.keys())
    ]
    coded = entry.get("coded", "coded")
    if coded not in get_args(Coded):
        do = f"Use one of: {', '.join(get_args(Coded))}."
        faults.append(Fault(f"{where} has a word we do not know", do, found=str(coded)))
    day = entry.get("checked_to", date.min)
    if type(day) is not date:
        faults.append(
            Fault(f"{where} has no plain date", "Write it as 2019-12-02.", found=str(day))
        )
    try:
        read_citation(entry, where)
    except LibraryContentError as error:
        faults += error.faults
    return faults
