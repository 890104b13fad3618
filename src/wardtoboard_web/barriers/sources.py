"""What a source of evidence tells of barriers, and the kinds of evidence there are.

Each room that knows something about barriers has a `Source`; `facts.SOURCES` lists them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from wardtoboard.guide import Evidence, Framework
from wardtoboard_web.organisations.access import Visitor
from wardtoboard_web.organisations.permissions import Permission


@dataclass(frozen=True, slots=True)
class Known:
    """One thing known that bears on a barrier.

    `phrase` is short and `sentence` whole; neither says more than the page at `address`, and
    `address_words` say what that page is. `grade` is of the evidence, "" where none is given, and
    `when` the day that the evidence is of.
    """

    phrase: str
    sentence: str
    grade: str
    address: str
    address_words: str
    when: date


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of evidence: what to call it, the door that gathers it, and what would tell.

    `evidence` is what the guide's pointers call it; None where it may speak to any barrier.
    `opening` and `caution` stand before and after the reason why it is filed under a barrier.
    """

    name: str
    door: str
    would_tell: str
    evidence: Evidence | None = None
    opening: str = ""
    caution: str = ""

    def may_tell_of(self, barrier: str, guide: Framework) -> bool:
        """Answer whether evidence of this kind can point to a barrier."""
        if self.evidence is None:
            return True
        return barrier in {one.barrier for one in guide.pointers_from(self.evidence)}


BEHIND = "This barrier may be behind these findings."
FIGURES = Kind(
    "Figures",
    "Find",
    "a staff table",
    "ceilings",
    opening=BEHIND,
    caution="Figures say where careers stop, not why: ask before you act.",
)
RATINGS = Kind("Ratings", "Ask", "a self-assessment")
VOICES = Kind("Voices", "Ask", "focus groups")
RECRUITMENT = Kind(
    "Recruitment",
    "Find",
    "recruitment figures",
    "recruitment",
    opening=BEHIND,
    caution="Figures say where people stop, not why: ask before you act.",
)
BOARD = Kind(
    "Board",
    "Find",
    "a register of the board",
    "boards",
    caution="The register says who sits where, not why: ask before you act.",
)
KINDS = (FIGURES, RATINGS, VOICES, RECRUITMENT, BOARD)


class Source(Protocol):
    """Something that may know about barriers; only those with the permission are told."""

    @property
    def kind(self) -> Kind:
        """The kind of its evidence."""
        ...

    @property
    def permission(self) -> Permission:
        """What a visitor needs to be told."""
        ...

    def known(self, visitor: Visitor) -> Mapping[str, tuple[Known, ...]] | None:
        """Give what is known by barrier, what matters most first; None where there is no evidence.

        A barrier that is not named is one that the evidence does not point to.
        """
        ...
