"""Where the labels of an assignment put a person: a state, or why nobody can say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from wardtoboard.professions import (
    REASONS,
    Placement,
    Professions,
    load_professions,
    place_esr,
    place_occupation_code,
)
from wardtoboard.professions.registration_bodies import place_registration_body
from wardtoboard.staff.headcounts import MANAGERS
from wardtoboard.staff.histories.vocabulary import (
    FIRST_PROFESSION,
    LEVEL_UNKNOWN,
    NOT_CLINICAL,
    PER_PROFESSION,
    PROFESSION_UNKNOWN,
    Vocabulary,
)
from wardtoboard.staff.levels import Levels, is_outside_the_order, load_levels

UNKNOWN_CODE = "unknown_code"
DECISIVE = frozenset({"not_clinical", "profession_not_in_guide"})
"""Reasons of an occupation code that no other label overrules."""


class Labels(NamedTuple):
    """The labels of an assignment as the file has them; "" where it has none."""

    profession: str
    level: str
    occupation_code: str
    grade: str
    staff_group: str
    job_role: str
    registration_body: str


LABEL_COLUMNS = Labels._fields


@dataclass(frozen=True, slots=True)
class PlacedLabels:
    """A state; `reason` says what kept it from being whole, `faults` what is wrong by column."""

    state: int
    reason: str = ""
    faults: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class Placer:
    """Places labels by the professions and levels of a day, each distinct set of labels once."""

    def __init__(self, vocabulary: Vocabulary, on: date) -> None:
        """Take the numbers of a store's vocabulary."""
        self._numbers = {
            profession: FIRST_PROFESSION + place
            for place, profession in enumerate(vocabulary.professions)
        }
        self._level_numbers = vocabulary.level_numbers
        self._professions: Professions = load_professions(on)
        self._levels: Levels = load_levels(on)
        self.place = cache(self._place)

    def _place(self, labels: Labels, is_registered: bool) -> PlacedLabels:
        faults: dict[str, tuple[str, str]] = {}
        placement = self._profession(labels, is_registered, faults)
        level, level_reason = self._level(labels, placement.profession, faults)
        if placement.profession is not None:
            number = self._numbers[placement.profession]
        else:
            is_clinical = placement.reason != "not_clinical"
            number = PROFESSION_UNKNOWN if is_clinical else NOT_CLINICAL
        return PlacedLabels(
            number * PER_PROFESSION + level, placement.reason or level_reason, faults
        )

    def _profession(
        self, labels: Labels, is_registered: bool, faults: dict[str, tuple[str, str]]
    ) -> Placement:
        body = Placement(None, UNKNOWN_CODE)
        if labels.registration_body:
            body = place_registration_body(labels.registration_body)
            if body.reason == UNKNOWN_CODE:
                do = "Use a body such as GMC, NMC or HCPC, or leave the cell empty."
                faults["registration_body"] = ("we do not know this registration body", do)
        if labels.profession:
            return self._named(labels.profession, faults)
        code = place_occupation_code(labels.occupation_code)
        if body.profession and is_registered and code.reason != "profession_not_in_guide":
            return body
        if code.profession or code.reason in DECISIVE:
            return code
        role = place_esr(labels.staff_group, labels.job_role)
        if role.profession or code.reason == UNKNOWN_CODE != role.reason:
            return role
        is_blank = not any((labels.occupation_code, labels.staff_group, labels.job_role))
        return Placement(None, "profession_blank") if is_blank else code

    def _named(self, text: str, faults: dict[str, tuple[str, str]]) -> Placement:
        profession = self._professions.find(text)
        if profession is not None:
            return Placement(profession.id, None)
        if MANAGERS.fullmatch(text):
            return Placement(None, "background_unknown")
        key = "_".join(text.casefold().split())
        if key not in REASONS:
            do = f"Use one of: {', '.join(self._numbers)}; or not_clinical, or leave it empty."
            faults["profession"] = ("we do not know this profession", do)
        return Placement(None, key if key in REASONS else "profession_unknown")

    def _level(
        self, labels: Labels, profession: str | None, faults: dict[str, tuple[str, str]]
    ) -> tuple[int, str]:
        text = labels.level or labels.grade
        level = self._levels.find(text, profession)
        if level is not None and level.id in self._level_numbers:
            return self._level_numbers[level.id], ""
        if is_outside_the_order(text) or level is not None:
            return LEVEL_UNKNOWN, "level_unknown"
        if labels.level and "profession" not in faults:
            faults["level"] = self._wrong_level(labels.level, profession)
        return LEVEL_UNKNOWN, "level_not_known"

    def _wrong_level(self, text: str, profession: str | None) -> tuple[str, str]:
        known = ", ".join(level.id for level in self._levels.bands.levels)
        if self._levels.find(text, None) is not None:
            what = f"this level is not on the ladder of {profession}"
            return what, f"Use one of: {known}."
        do = f"Use one of: {known}; or, for doctors and dentists, a grade such as Consultant."
        return "we do not know this level", do
