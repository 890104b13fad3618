"""Placing the rows of the published medical table: doctor or dentist, and the grade."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from wardtoboard.base.errors import Fault
from wardtoboard.professions.library_files import Shape, check_document, raise_any, read_library
from wardtoboard.professions.placement import UNKNOWN_CODE, Placement
from wardtoboard.professions.words import name_key

FILE = "medical_grades.toml"
SHAPES = {
    "level": Shape(frozenset({"id", "rank", "group", "names"}), unique="id"),
    "pool": Shape(frozenset({"id", "names", "pools"}), unique="id"),
    "unordered": Shape(frozenset({"name"}), unique="name"),
    "dental_specialty": Shape(frozenset({"name"}), unique="name"),
    "mixed_specialty": Shape(frozenset({"name", "doctors_at"}), unique="name"),
}

MEDICAL_PROFESSIONS = ("doctor", "dentist")
"""The professions whose ladder is one of grades and not of bands."""

DOCTOR = Placement(profession="doctor", reason=None)
DENTIST = Placement(profession="dentist", reason=None)
UNCLEAR = Placement(profession=None, reason="profession_unclear")


@dataclass(frozen=True, slots=True)
class MedicalGrades:
    """The grades by name key, those without an order, and the specialties of dentists.

    `mixed_specialties` gives, for a specialty both professions work in, the grades that only a
    doctor can hold.
    """

    by_name: Mapping[str, str]
    unordered: frozenset[str]
    dental_specialties: frozenset[str]
    mixed_specialties: Mapping[str, frozenset[str]]


@lru_cache(maxsize=4096)
def place_published_grade(grade: str, specialty: str) -> tuple[Placement, str | None]:
    """Place a row of the medical table by GRADE and SPECIALTY.

    Returns the profession, and the grade's level on the medical ladder or None when the grade
    has no place in its order. A grade that is not in the file at all is an unknown code.
    """
    grades = read_medical_grades()
    level = grades.by_name.get(name_key(grade))
    if level is None and name_key(grade) not in grades.unordered:
        return UNKNOWN_CODE, None
    named = name_key(specialty)
    if named in grades.dental_specialties:
        return DENTIST, level
    if named in grades.mixed_specialties and level not in grades.mixed_specialties[named]:
        return UNCLEAR, level
    return DOCTOR, level


@cache
def read_medical_grades() -> MedicalGrades:
    """Read the library's medical grades."""
    return medical_grades_of(medical_document())


@cache
def medical_document() -> dict[str, Any]:
    """Read and check the file of medical grades."""
    document = read_library(FILE)
    check_document(document, FILE, SHAPES)
    return document


def medical_grades_of(document: Mapping[str, Any]) -> MedicalGrades:
    """Build the lookups of a checked document.

    Raises LibraryContentError when a mixed specialty names a grade that is not in the order.
    """
    levels = [*document["level"], *document["pool"]]
    known = {entry["id"] for entry in levels}
    raise_any(
        Fault(
            what=f"{FILE}, {entry['name']} names a grade that is not in the order",
            found=grade,
            do="Use the id of a level.",
        )
        for entry in document["mixed_specialty"]
        for grade in entry["doctors_at"]
        if grade not in known
    )
    return MedicalGrades(
        by_name={
            name_key(name): entry["id"]
            for entry in levels
            for name in (entry["id"], *entry["names"])
        },
        unordered=frozenset(name_key(entry["name"]) for entry in document["unordered"]),
        dental_specialties=frozenset(
            name_key(entry["name"]) for entry in document["dental_specialty"]
        ),
        mixed_specialties={
            name_key(entry["name"]): frozenset(entry["doctors_at"])
            for entry in document["mixed_specialty"]
        },
    )
