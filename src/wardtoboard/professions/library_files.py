"""Reading the content of this room: every entry cited, dated, known and said once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from wardtoboard.base.citations import read_citation
from wardtoboard.base.errors import CannotTellError, Fault, LibraryContentError

Entry = Mapping[str, Any]

ON_EVERY_ENTRY = frozenset({"effective_from", "source", "place", "status"})


@dataclass(frozen=True, slots=True)
class Shape:
    """The keys an entry must and may have beside its date and citation.

    `unique` names the key whose value no other entry may repeat.
    """

    required: frozenset[str]
    optional: frozenset[str] = frozenset()
    unique: str = ""


def read_library(name: str) -> dict[str, Any]:
    """Read one TOML file of `professions/library` (TOML itself refuses a key given twice)."""
    path = files("wardtoboard.professions").joinpath("library", name)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def check_document(document: Mapping[str, Any], file: str, shapes: Mapping[str, Shape]) -> None:
    """Raise LibraryContentError with every fault of a document.

    `shapes` is keyed by table; "profession.register" is the list `register` of each profession.
    """
    faults = [
        Fault(what=f"{file} has a table we do not know", found=table, do="Remove or rename it.")
        for table in document
        if table not in shapes
    ]
    faults += [
        Fault(what=f"{file} lacks a table", found=f"no {table}", do=f"Add {table}.")
        for table in shapes
        if "." not in table and table not in document
    ]
    for path, shape in shapes.items():
        table, _, nested = path.partition(".")
        entries: list[Entry] = document.get(table, [])
        if not nested:
            inside = {other.partition(".")[2] for other in shapes if other.startswith(f"{table}.")}
            faults += _faults_of_table(entries, f"{file}, {table}", shape, inside)
            continue
        for number, entry in enumerate(entries, start=1):
            place = f"{file}, {table} {number}, {nested}"
            faults += _faults_of_table(entry.get(nested, []), place, shape, set())
    raise_any(faults)


def _faults_of_table(
    entries: Iterable[Entry], place: str, shape: Shape, nested: set[str]
) -> list[Fault]:
    faults: list[Fault] = []
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        where = f"{place} {number}"
        faults += _faults_of_keys(entry, where, shape, nested)
        faults += _faults_of_citation(entry, where)
        if shape.unique:
            value = str(entry.get(shape.unique))
            if value in seen:
                faults.append(duplicate(where, value))
            seen.add(value)
    return faults


def _faults_of_keys(entry: Entry, where: str, shape: Shape, nested: set[str]) -> list[Fault]:
    required = shape.required | nested | {"effective_from"}
    faults = [
        Fault(what=f"{where} lacks a key", found=f"no {key}", do=f"Add {key}.")
        for key in sorted(required - entry.keys())
    ]
    faults += [
        Fault(what=f"{where} has a key we do not know", found=key, do="Remove or rename it.")
        for key in sorted(entry.keys() - required - shape.optional - ON_EVERY_ENTRY)
    ]
    if "effective_from" in entry and type(entry["effective_from"]) is not date:
        found = str(entry["effective_from"])
        faults.append(
            Fault(what=f"{where} has no plain date", found=found, do="Write it as 2019-12-02.")
        )
    return faults


def _faults_of_citation(entry: Entry, where: str) -> tuple[Fault, ...]:
    try:
        read_citation(entry, where)
    except LibraryContentError as error:
        return error.faults
    return ()


def duplicate(where: str, value: str) -> Fault:
    """Say that a value is given twice."""
    return Fault(what=f"{where} repeats another entry", found=value, do="Keep one of them.")


def raise_any(faults: Iterable[Fault]) -> None:
    """Raise LibraryContentError when there is any fault."""
    found = tuple(faults)
    if found:
        raise LibraryContentError(found)


def holding_on(entries: Iterable[Entry], on: date) -> Entry | None:
    """Give the latest entry that had begun by a day, or None when none had."""
    begun = [entry for entry in entries if entry["effective_from"] <= on]
    return max(begun, key=lambda entry: entry["effective_from"], default=None)


def too_early(what: str, entries: Iterable[Entry], on: date) -> CannotTellError:
    """Say that content does not reach back to a day, and where it starts."""
    start = min(entry["effective_from"] for entry in entries)
    return CannotTellError(
        [
            Fault(
                what=f"{what} starts on {start.isoformat()}",
                found=f"a question about {on.isoformat()}",
                do=f"Use a date from {start.isoformat()} onwards.",
            )
        ]
    )
