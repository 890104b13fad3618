"""The rules in force for a body on a day, as requirements of the board that is planned.

Only what is sure counts towards what a rule asks for, and whatever may count does towards a
maximum: of the rules on seats a board meets all, whatever the facts that nobody told turn out to
be. Of a rule on people's own facts, such as a disqualification, a plan leaves out who is known to
fail it and no more. Such rules are to check, as are those that lack a number or a fact nobody told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from wardtoboard.boards.facts import NEVER, Board, Role, Seat, bodies_of
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.sitting import sitting_of
from wardtoboard.boards.law.values import Rule, Rules
from wardtoboard.boards.plan.requirements import Condition, Demand, Requirement
from wardtoboard.boards.plan.shapes import ALL, Maker, Options, nobody_who, not_of_seats
from wardtoboard.boards.plan.systems import SYSTEMS
from wardtoboard.boards.plan.trusts import TRUSTS

ROLES_ASKED: Mapping[str, tuple[Role, ...]] = {
    "NHST-ED-CEO": (Role.CHIEF_EXECUTIVE,),
    "NHST-ED-CFO": (Role.CHIEF_FINANCE_OFFICER,),
    "NHST-HS-MH-CO": (Role.CHIEF_OFFICER_HIGH_SECURE,),
    "FT-ED-CEO": (Role.CHIEF_EXECUTIVE,),
    "FT-ED-CFO": (Role.CHIEF_FINANCE_OFFICER,),
    "ICB-CEO": (Role.CHIEF_EXECUTIVE,),
    "ICB-EXEC3": (Role.CHIEF_FINANCE_OFFICER, Role.MEDICAL_DIRECTOR, Role.DIRECTOR_OF_NURSING),
}
"""Rules that ask for roles: a plan puts candidates in those roles and in no other."""


def rules_in_force(board: Board, day: date, rules: Rules) -> tuple[Rule, ...]:
    """Give the rules that make a finding for the body and hold on the day."""
    bodies = bodies_of(board.bodies)
    return tuple(rule for rule, _ in rules.of(bodies) if rule.holds_on(day))


def roles_asked(in_force: Sequence[Rule]) -> frozenset[Role]:
    """Give the roles that a plan may put candidates in: the chair's and those rules ask for."""
    asked = (role for rule in in_force for role in ROLES_ASKED.get(rule.id, ()))
    return frozenset({Role.CHAIR, *asked})


def _condition(asked: Asked, demand: Demand) -> Condition:
    """Give a rule as a condition, with the organisation's own number and citation where it has."""
    rule, citation = asked.rule, asked.own or asked.rule.citation
    sources = [citation, *(one.citation for one in asked.used)]
    return Condition(
        id=rule.id,
        statement=demand.to_check or rule.statement_with(asked.used),
        severity=rule.severity,
        citation=citation,
        is_own=asked.own is not None,
        is_unconfirmed=any(one.status == "recalled" for one in sources),
    )


def requirements_of_law(
    board: Board, day: date, in_force: Sequence[Rule], rules: Rules, options: Options
) -> tuple[Requirement, ...]:
    """Give what each rule in force asks of the options; it may be nothing, or be to check."""
    sitting = sitting_of(board, day, bodies_of(board.bodies), rules)
    requirements = []
    for rule in in_force:
        asked = Asked(rule, rules, board, sitting)
        demand = MAKERS.get(rule.id, not_of_seats)(asked, options)
        requirements.append(Requirement(_condition(asked, demand), demand))
    return tuple(requirements)


def _unfit(seat: Seat) -> bool:
    return bool(seat.disqualified) or seat.fit_and_proper == NEVER


MAKERS: Mapping[str, Maker] = {
    **TRUSTS,
    **SYSTEMS,
    "FPPR": nobody_who(_unfit, *ALL),
}
"""What each rule asks of a board's seats; one that is not here asks nothing of them."""
