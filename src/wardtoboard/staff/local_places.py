"""Places of an organisation's own: where its labels belong, by its own decision, from a day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from wardtoboard.base.errors import Fault, FaultyTableError
from wardtoboard.professions import load_professions
from wardtoboard.staff.levels import load_levels

LabelKind = Literal["profession", "level", "staff_group", "grade"]
"""What a label is: a headcount table's profession; a level or band; the AREA and LEVEL of a
published table; its GRADE and SPECIALTY."""
LABELS_OF: Mapping[str, int] = {"profession": 1, "level": 1, "staff_group": 2, "grade": 2}

SORT_NUMBER = re.compile(r"^[0-9]+_")


def label_key(labels: Sequence[str]) -> tuple[str, ...]:
    """Reduce labels to what is compared: small letters, single spaces, no sort number."""
    return tuple(SORT_NUMBER.sub("", " ".join(label.casefold().split())) for label in labels)


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """One decision of an organisation: where the people under a label belong.

    It gives a `profession`, a `level` or both, by their ids, or says that the role is not
    clinical. It holds from `valid_from` to `valid_until`, both days included, or until changed.
    """

    kind: LabelKind
    labels: tuple[str, ...]
    decided_on: date
    valid_from: date
    valid_until: date | None = None
    profession: str | None = None
    level: str | None = None
    is_not_clinical: bool = False

    def holds_on(self, day: date) -> bool:
        """Answer whether the decision holds on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def overlaps(self, other: LocalPlace) -> bool:
        """Answer whether both are about the same label on some same day."""
        is_same = (self.kind, label_key(self.labels)) == (other.kind, label_key(other.labels))
        first, last = sorted((self, other), key=lambda place: place.valid_from)
        return is_same and (first.valid_until is None or last.valid_from <= first.valid_until)


@dataclass(frozen=True, slots=True)
class LocalPlaces:
    """Every decision of one organisation, checked: FaultyTableError with every fault.

    A fault is a decision that says nothing or both, names a profession or level we do not know,
    ends before it starts, or is about a label on a day that another is about as well.
    """

    places: tuple[LocalPlace, ...] = ()

    def __post_init__(self) -> None:
        """Refuse decisions that cannot be followed."""
        faults = [*_faults(self.places), *_overlaps(self.places)]
        if faults:
            raise FaultyTableError(faults)

    def find(self, kind: LabelKind, labels: Sequence[str], on: date) -> LocalPlace | None:
        """Give the decision about a label on a day.

        Of a published pair, a decision about the LEVEL in any AREA, or the GRADE in any SPECIALTY,
        comes after one about both.
        """
        wanted = [tuple(labels)]
        if kind == "staff_group":
            wanted.append(("", labels[1]))
        elif kind == "grade":
            wanted.append((labels[0], ""))
        for key in map(label_key, wanted):
            for place in self.places:
                if place.kind == kind and label_key(place.labels) == key and place.holds_on(on):
                    return place
        return None


def _faults(places: Sequence[LocalPlace]) -> Iterator[Fault]:
    for number, place in enumerate(places, start=1):
        for what, do in _faults_of(place):
            shown = ", ".join(filter(None, place.labels))
            yield Fault(what=f"place {number}: {what}", do=do, found=shown or "no label")


def _faults_of(place: LocalPlace) -> Iterator[tuple[str, str]]:
    if place.kind not in get_args(LabelKind) or len(place.labels) != LABELS_OF[place.kind]:
        yield "the kind and its labels do not fit", "Give one label, or the two of a published row."
        return
    if not any(label_key(place.labels)):
        yield "there is no label", "Give the label as the table has it."
    if place.valid_until is not None and place.valid_until < place.valid_from:
        yield "it ends before it starts", "Give a last day on or after the first."
    says_where = place.profession is not None or place.level is not None
    if says_where == place.is_not_clinical:
        yield (
            "it says nothing, or two things at once",
            "Give a profession or a level, or say that the role is not clinical.",
        )
    if place.kind in ("profession", "staff_group") and place.level is not None:
        yield "this label does not tell a level", "Give a profession alone."
    if place.kind == "level" and (place.profession is not None or place.is_not_clinical):
        yield "a level does not tell a profession", "Give a level alone."
    yield from _unknown(place)


def _unknown(place: LocalPlace) -> Iterator[tuple[str, str]]:
    if place.profession is not None and place.profession not in load_professions(date.max):
        yield "we do not know the profession it gives", "Use a profession's id, such as nurse."
        return
    levels = load_levels(date.max)
    if place.level is None:
        return
    if place.level not in levels.ranks:
        yield "we do not know the level it gives", "Use a level's name, such as Band 8a."
    elif place.profession is not None and levels.find(place.level, place.profession) is None:
        yield "this profession does not climb to that level", "Give a level of its own ladder."


def _overlaps(places: Sequence[LocalPlace]) -> Iterator[Fault]:
    for number, place in enumerate(places):
        if any(place.overlaps(earlier) for earlier in places[:number]):
            yield Fault(
                what="two places are about the same label on the same day",
                do="End the first before the second starts.",
                found=", ".join(filter(None, place.labels)),
            )
