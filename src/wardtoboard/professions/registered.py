"""The professions of the guide: who regulates them and where their ladder starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from wardtoboard.base.citations import Citation, read_citation
from wardtoboard.base.errors import Fault, NotInTableError
from wardtoboard.professions.library_files import (
    Entry,
    Shape,
    check_document,
    duplicate,
    holding_on,
    raise_any,
    read_library,
    too_early,
)
from wardtoboard.professions.words import name_key

FILE = "professions.toml"
SHAPES = {
    "profession": Shape(
        required=frozenset({"id", "label", "singular", "aliases"}),
        optional=frozenset({"family", "guide_order"}),
        unique="id",
    ),
    "profession.registration": Shape(frozenset({"regulator", "register", "statutory"})),
    "profession.entry": Shape(frozenset({"level"})),
}


@dataclass(frozen=True, slots=True)
class Profession:
    """One profession as it was on a day.

    `label` is the plural; `family` is "ahp" for the 14 allied health professions; `entry_level`
    is the level a newly registered member starts at. Each kind of fact has its own citation.
    """

    id: str
    label: str
    singular: str
    aliases: tuple[str, ...]
    regulator: str
    register: str
    statutory: bool
    family: str | None
    guide_order: int | None
    entry_level: str
    citation: Citation
    registration_citation: Citation
    entry_citation: Citation


@dataclass(frozen=True, slots=True)
class Professions:
    """Every profession known on a day, by id, name and family; iterates in the file's order."""

    on: date
    _by_id: Mapping[str, Profession] = field(repr=False)
    _by_name: Mapping[str, Profession] = field(repr=False)

    def __contains__(self, profession_id: object) -> bool:
        """Answer whether an id is a profession's."""
        return profession_id in self._by_id

    def __iter__(self) -> Iterator[Profession]:
        """Give each profession once."""
        return iter(self._by_id.values())

    def get(self, profession_id: str) -> Profession:
        """Give the profession with an id, or raise NotInTableError."""
        try:
            return self._by_id[profession_id]
        except KeyError:
            raise NotInTableError(
                [
                    Fault(
                        what="there is no profession with this id",
                        found=profession_id,
                        do=f"Use one of: {', '.join(self._by_id)}.",
                    )
                ]
            ) from None

    @property
    def guide_professions(self) -> tuple[Profession, ...]:
        """Give the guide's eight in its order, with dentists after doctors."""
        listed = [one for one in self if one.guide_order is not None]
        return tuple(sorted(listed, key=lambda one: one.guide_order or 0))

    @property
    def allied_health(self) -> tuple[Profession, ...]:
        """Give the 14 allied health professions."""
        return tuple(one for one in self if one.family == "ahp")

    def is_in(self, profession_id: str, family_id: str) -> bool:
        """Answer whether a profession is the named one or belongs to the named family."""
        return profession_id == family_id or self.get(profession_id).family == family_id

    def find(self, text: str) -> Profession | None:
        """Find a profession by id, label, singular or alias, however it is spaced or cased."""
        return self._by_name.get(name_key(text))


@cache
def load_professions(on: date) -> Professions:
    """Give the professions as they were on a day.

    Raises CannotTellError for a day before the content starts.
    """
    return professions_of(_content(), on)


def profession_ids() -> frozenset[str]:
    """Give every profession's id, whatever the day."""
    return frozenset(entry["id"] for entry in _content()["profession"])


@cache
def _content() -> dict[str, Any]:
    document = read_library(FILE)
    check_professions(document)
    return document


def check_professions(document: Mapping[str, Any]) -> None:
    """Raise LibraryContentError with every fault, a name two professions share included."""
    check_document(document, FILE, SHAPES)
    owners: dict[str, str] = {}
    faults = []
    for entry in document["profession"]:
        for name in _names(entry):
            if owners.setdefault(name, entry["id"]) != entry["id"]:
                faults.append(duplicate(f"{FILE}, {entry['id']}", name))
    raise_any(faults)


def professions_of(document: Mapping[str, Any], on: date) -> Professions:
    """Build the professions of a checked document as they were on a day."""
    entries: list[Entry] = document["profession"]
    by_id = {
        entry["id"]: _profession(entry, on) for entry in entries if entry["effective_from"] <= on
    }
    if not by_id:
        raise too_early("Our list of professions", entries, on)
    by_name = {
        name: by_id[entry["id"]]
        for entry in entries
        if entry["id"] in by_id
        for name in _names(entry)
    }
    return Professions(on, by_id, by_name)


def _names(entry: Entry) -> set[str]:
    return {name_key(text) for text in (entry["id"], entry["label"], entry["singular"])} | {
        name_key(alias) for alias in entry["aliases"]
    }


def _profession(entry: Entry, on: date) -> Profession:
    registration = _held(entry, "registration", on)
    start = _held(entry, "entry", on)
    return Profession(
        id=entry["id"],
        label=entry["label"],
        singular=entry["singular"],
        aliases=tuple(entry["aliases"]),
        regulator=registration["regulator"],
        register=registration["register"],
        statutory=registration["statutory"],
        family=entry.get("family"),
        guide_order=entry.get("guide_order"),
        entry_level=start["level"],
        citation=read_citation(entry, entry["id"]),
        registration_citation=read_citation(registration, entry["id"]),
        entry_citation=read_citation(start, entry["id"]),
    )


def _held(entry: Entry, key: str, on: date) -> Entry:
    held = holding_on(entry[key], on)
    if held is None:
        raise too_early(f"What we hold on {entry['label'].lower()}", entry[key], on)
    return held
