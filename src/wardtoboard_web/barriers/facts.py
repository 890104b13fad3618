"""What is known of each barrier, for whoever is asking, and what of it is new to them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from wardtoboard_web.barriers.from_boards import Boards
from wardtoboard_web.barriers.from_ceilings import Ceilings
from wardtoboard_web.barriers.models import LastLook
from wardtoboard_web.barriers.sources import KINDS, Kind, Known, Source
from wardtoboard_web.organisations.access import Visitor

SOURCES: tuple[Source, ...] = (Ceilings(), Boards())
"""Every source. A door that opens adds its own here."""


class Standing(Enum):
    """How things stand with a kind of evidence, for one visitor."""

    TOLD = "there is evidence, and the visitor may see it"
    NOTHING_YET = "there is none yet"
    NOT_FOR_ROLE = "the visitor's roles do not show it"
    NO_DOOR = "no room of the site gathers it yet"


@dataclass(frozen=True, slots=True)
class Told:
    """What one kind of evidence tells a visitor, by barrier."""

    kind: Kind
    standing: Standing
    by_barrier: Mapping[str, tuple[Known, ...]] = field(default_factory=dict)

    def of(self, barrier: str) -> tuple[Known, ...]:
        """Give what is known of a barrier."""
        return self.by_barrier.get(barrier, ())


@dataclass(frozen=True, slots=True)
class Look:
    """When a person last looked, and the marks of what they had seen."""

    when: datetime
    seen: frozenset[str]


def what_is_known(visitor: Visitor) -> tuple[Told, ...]:
    """Ask every source what this visitor may know, one answer for each kind of evidence."""
    return tuple(_told(kind, visitor) for kind in KINDS)


def _told(kind: Kind, visitor: Visitor) -> Told:
    sources = [source for source in SOURCES if source.kind == kind]
    if not sources:
        return Told(kind, Standing.NO_DOOR)
    open_ones = [source for source in sources if visitor.may(source.permission)]
    if not open_ones:
        return Told(kind, Standing.NOT_FOR_ROLE)
    answers = [source.known(visitor) for source in open_ones]
    given = [answer for answer in answers if answer is not None]
    if not given:
        return Told(kind, Standing.NOTHING_YET)
    by_barrier: dict[str, tuple[Known, ...]] = defaultdict(tuple)
    for answer in given:
        for barrier, known in answer.items():
            by_barrier[barrier] += known
    return Told(kind, Standing.TOLD, dict(by_barrier))


def marks_of(told: tuple[Told, ...]) -> dict[str, Known]:
    """Give each thing known once, by its mark.

    The mark is of the phrase, so that a finding whose figures move a little is not new.
    """
    return {
        _mark(one.kind, known): known
        for one in told
        for listed in one.by_barrier.values()
        for known in listed
    }


def _mark(kind: Kind, known: Known) -> str:
    return hashlib.sha256(f"{kind.name}: {known.phrase}".encode()).hexdigest()[:16]


def last_look(visitor: Visitor) -> Look | None:
    """Give the visitor's last look at this organisation's map; None before the first."""
    row = LastLook.objects.filter(person=visitor.person).first()
    return None if row is None else Look(row.when, frozenset(row.seen))
