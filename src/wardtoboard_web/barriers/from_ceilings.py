"""Barriers that a ceiling makes worth asking about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wardtoboard.guide import load_guide
from wardtoboard.papers import Shown, headline_findings
from wardtoboard_web.barriers.sources import FIGURES, Known
from wardtoboard_web.ceilings.facts import Seen, release_for
from wardtoboard_web.ceilings.presenters.words import Addresses, label_of
from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.organisations.permissions import Permission

FAMILIES = ("guide", "allied")
PHRASES = {
    "ceiling": "ceiling at {level}",
    "sticky_floor": "sticky floor (held back at the start) at {level}",
    "uniform_drag": "loses ground at every step, {level} among them",
    "structural": "ladder ends at {level}",
    "possible": "possible ceiling at {level}",
}
"""What each label that makes barriers worth asking about says in a phrase."""


class Ceilings:
    """Tells of the findings that the visitor may see, at the barriers the guide points to."""

    kind = FIGURES
    permission = Permission.SEE_RELEASED

    def known(self, visitor: Visitor) -> Mapping[str, tuple[Known, ...]] | None:
        """Give each profession's main finding, if it is firm or possible, at each such barrier."""
        seen = release_for(visitor)
        if seen is None:
            return None
        known = tuple(_known(seen, Addresses(visitor.organisation.code)))
        pointers = load_guide().pointers_from("ceilings")
        return {pointer.barrier: known for pointer in pointers} if known else {}


def _known(seen: Seen, addresses: Addresses) -> Iterator[Known]:
    for family in FAMILIES:
        for shown in headline_findings(seen.release, family).values():
            if shown.label in PHRASES:
                yield _one(shown, seen, addresses)


def _one(shown: Shown, seen: Seen, addresses: Addresses) -> Known:
    profession = label_of(seen, shown.profession)
    phrase = PHRASES[str(shown.label)].format(level=shown.level)
    return Known(
        phrase=f"{profession}: {phrase}",
        sentence=shown.sentence,
        grade=shown.grade,
        address=addresses.profession(shown.profession),
        address_words=f"{profession}: the ladder and how sure we are",
        when=seen.release.date,
    )
