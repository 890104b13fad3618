"""Ways to the table beyond the rules: who appoints, and roles elsewhere, dated and cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from wardtoboard.base.citations import Citation, read_citation
from wardtoboard.boards.facts import Board, bodies_of
from wardtoboard.boards.law.values import Rule, load_rules, read_library

FILE = "ways_in.toml"


class Way(StrEnum):
    """How a clinician may come to the table."""

    EXECUTIVE = "executive"
    NON_EXECUTIVE = "non_executive"
    NON_VOTING = "non_voting"
    SYSTEM_ROLE = "system_role"


VOTING = (Way.EXECUTIVE, Way.NON_EXECUTIVE, Way.SYSTEM_ROLE)
"""The ways to a seat with a vote."""

# Rules that say who appoints to a seat and who is eligible.
RULES = {
    Way.EXECUTIVE: ("NHST-DEEMED-ED", "FT-APPT-ED", "FT-ED-DISQ", "CODE14-HALF", "CODE23-HALF"),
    Way.NON_EXECUTIVE: (
        *("NHST-NED-DISQ", "NHST-NED-TERM", "NHST-TEACH-NED", "NHST-CARE-NED"),
        *("FT-NED-ELIG", "FT-APPT-NED", "CODE14-CLIN-NED", "CODE14-INDEP", "CODE23-INDEP"),
    ),
    Way.NON_VOTING: (),
    Way.SYSTEM_ROLE: ("ICB-PARTNERS", "ICB-MH", "ICB-PRIVATE"),
}
EITHER_ROLE = ("NHST-ED-CEO", "NHST-ED-CFO", "FT-ED-CEO", "FT-ED-CFO", "ICB-CEO")

WHERE: Mapping[str, str] = {
    "system": "In the system",
    "region": "In the region",
    "national": "In a national body",
    "below_board": "Below the board",
}
"""Where a role is that is no seat of the board, in words."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know of a way to the table; `rule` is the id of the rule that says it, or ""."""

    text: str
    citation: Citation
    rule: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Give the note as plain JSON."""
        return {"text": self.text, "citation": str(self.citation), "rule": self.rule}


@dataclass(frozen=True, slots=True)
class RoleElsewhere:
    """A role that is no seat of this board: in a system, region or national body, or below it."""

    id: str
    where: str
    title: str
    text: str
    citation: Citation

    def to_dict(self) -> dict[str, Any]:
        """Give the role as plain JSON."""
        return {
            "id": self.id,
            "where": self.where,
            "title": self.title,
            "text": self.text,
            "citation": str(self.citation),
        }


def notes_on(way: Way, board: Board, day: date) -> tuple[Note, ...]:
    """Give who appoints to such a seat of a body on a day, and who is eligible."""
    said = [
        Note(entry["text"], read_citation(entry, FILE))
        for entry in _holding("note", board, day)
        if entry["way"] == way
    ]
    return (*said, *(_note(rule) for rule in _in_force(RULES[way], board, day)))


def clinicians_may_lead(board: Board, day: date) -> tuple[Note, ...]:
    """Say that those whom the law asks for by role and not by profession may be clinicians."""
    return tuple(
        Note(
            f"{rule.statement} The role may be a clinician's: no profession is asked for.",
            rule.citation,
            rule.id,
        )
        for rule in _in_force(EITHER_ROLE, board, day)
    )


def roles_elsewhere(board: Board, day: date) -> tuple[RoleElsewhere, ...]:
    """Give the roles in systems, regions and national bodies, and below the board, on a day.

    Source: the guide of 2019, section 4, Implications for board roles.
    """
    return tuple(
        RoleElsewhere(
            entry["id"], entry["where"], entry["title"], entry["text"], read_citation(entry, FILE)
        )
        for entry in _holding("role", board, day)
    )


def _note(rule: Rule) -> Note:
    return Note(rule.statement, rule.citation, rule.id)


def _in_force(ids: Iterable[str], board: Board, day: date) -> Iterator[Rule]:
    bodies, rules = bodies_of(board.bodies), load_rules()
    return (rules[one] for one in ids if rules[one].bodies & bodies and rules[one].holds_on(day))


def _holding(table: str, board: Board, day: date) -> Iterator[Mapping[str, Any]]:
    bodies = bodies_of(board.bodies)
    return (
        entry
        for entry in _content()[table]
        if bodies & set(entry["bodies"])
        and entry["effective_from"] <= day <= entry.get("effective_to", date.max)
    )


@cache
def _content() -> Mapping[str, Any]:
    return read_library(FILE)
