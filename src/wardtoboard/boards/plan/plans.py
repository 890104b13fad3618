"""Plan a board: lawful boards of the candidates there are, or what cannot all be met.

A plan proposes seats and professions and says who could fill each. It ranks boards, never people.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wardtoboard.boards.facts import Board
from wardtoboard.boards.law.values import Rules, load_rules
from wardtoboard.boards.plan.alternatives import alternatives
from wardtoboard.boards.plan.candidates import Candidate
from wardtoboard.boards.plan.conflicts import conflict_among
from wardtoboard.boards.plan.law import requirements_of_law, roles_asked, rules_in_force
from wardtoboard.boards.plan.options import (
    candidate_options,
    professions_on,
    skills_on,
    staying_options,
)
from wardtoboard.boards.plan.programme import Chosen, Programme, rows_of_sense
from wardtoboard.boards.plan.requirements import Condition, Requirement
from wardtoboard.boards.plan.seats import ProposedSeat, proposed_seats
from wardtoboard.boards.plan.target import Target, check_target, requirements_of_target
from wardtoboard.boards.plan.trade_offs import beside_the_first, of_the_first


@dataclass(frozen=True, slots=True)
class Alternative:
    """One lawful board as seats, with what it is worth and its trade-offs in words.

    `skills` are those covered of the ones that count; `size` is in voting seats with the chair's.
    """

    seats: tuple[ProposedSeat, ...]
    professions: tuple[str, ...]
    skills: tuple[str, ...]
    skills_missing: tuple[str, ...]
    size: int
    trade_offs: tuple[str, ...]

    @property
    def open_seats(self) -> tuple[ProposedSeat, ...]:
        """Give the seats that someone new is to fill."""
        return tuple(seat for seat in self.seats if not seat.stays)

    def to_dict(self) -> dict[str, Any]:
        """Give the alternative as plain JSON."""
        return {
            "professions": list(self.professions),
            "skills": list(self.skills),
            "skills_missing": list(self.skills_missing),
            "size": self.size,
            "trade_offs": list(self.trade_offs),
            "seats": [seat.to_dict() for seat in self.seats],
        }


@dataclass(frozen=True, slots=True)
class Plan:
    """At most five lawful boards, the best first, or the conditions that cannot all be met.

    Each condition in `conflict` is needed for it: without any one of them a board can be found.
    `conditions` are all that every board here meets. `to_check` are the other rules in force: on
    the people themselves, to check when they are appointed, and those for which a number or fact is
    missing. A rule that asks nothing of the body is in neither. `professions_now` are those with a
    vote today.
    """

    board: str
    day: date
    alternatives: tuple[Alternative, ...]
    conflict: tuple[Condition, ...]
    conditions: tuple[Condition, ...]
    to_check: tuple[Condition, ...]
    professions_now: tuple[str, ...]

    @property
    def is_possible(self) -> bool:
        """Answer whether a board can meet everything."""
        return bool(self.alternatives)

    def to_dict(self) -> dict[str, Any]:
        """Give the plan as plain JSON."""
        return {
            "board": self.board,
            "date": self.day.isoformat(),
            "alternatives": [one.to_dict() for one in self.alternatives],
            "conflict": [one.to_dict() for one in self.conflict],
            "conditions": [one.to_dict() for one in self.conditions],
            "to_check": [one.to_dict() for one in self.to_check],
            "professions_now": list(self.professions_now),
        }


def plan_board(
    board: Board,
    day: date,
    candidates: Sequence[Candidate],
    target: Target,
    rules: Rules | None = None,
) -> Plan:
    """Plan the voting seats of a board on a day from those who stay and the candidates.

    First as many professions as can be, then as many skills, then as few seats: the first
    alternative is proven best in that order, under the rules in force (law, policy and code) and
    the target. `rules` are the packaged ones where none are given. Raises NotInTableError for a
    profession we do not know and for someone to keep who does not sit.
    """
    check_target(target, board, day)
    rules = rules or load_rules()
    in_force = rules_in_force(board, day, rules)
    staying = staying_options(board, day, target.keep, rules)
    options = (*staying, *candidate_options(board, day, candidates, roles_asked(in_force)))
    of_law = requirements_of_law(board, day, in_force, rules, options)
    of_target = requirements_of_target(target, options)
    requirements = (*(one for one in of_law if one.demand.rows), *of_target)
    spellings = _spellings(board, candidates, target)
    counted = frozenset(skill.casefold() for skill in target.skills) or skills_on(options)
    rows = [row for one in requirements for row in one.demand.rows]
    programme = Programme(options, [*rows_of_sense(options), *rows], counted)
    found = alternatives(programme)
    everyone = [seat.person for seat in board.on(day) if seat.person]
    return Plan(
        board=board.name,
        day=day,
        alternatives=_alternatives(found, requirements, programme, spellings),
        conflict=tuple(
            one.condition for one in (() if found else conflict_among(requirements, options))
        ),
        conditions=tuple(one.condition for one in requirements if not one.demand.is_to_check),
        to_check=tuple(one.condition for one in of_law if one.demand.is_to_check),
        professions_now=tuple(sorted(professions_on(staying_options(board, day, everyone, rules)))),
    )


def _alternatives(
    found: Sequence[Chosen],
    requirements: Sequence[Requirement],
    programme: Programme,
    spellings: Mapping[str, str],
) -> tuple[Alternative, ...]:
    counted = programme.counted
    return tuple(
        Alternative(
            seats=proposed_seats(board, requirements, programme.options, spellings),
            professions=tuple(sorted(board.professions)),
            skills=tuple(sorted(spellings[one] for one in board.skills)),
            skills_missing=tuple(sorted(spellings[one] for one in counted - board.skills)),
            size=board.size,
            trade_offs=beside_the_first(board, found[0], spellings)
            if number
            else of_the_first(board, len(counted)),
        )
        for number, board in enumerate(found)
    )


def _spellings(board: Board, candidates: Sequence[Candidate], target: Target) -> Mapping[str, str]:
    """Give each skill as it was first written, by the same in small letters."""
    written = [
        *target.skills,
        *(skill for one in candidates for skill in one.skills or ()),
        *(skill for seat in board.seats for skill in seat.skills or ()),
    ]
    return {skill.casefold(): skill for skill in reversed(written)}
