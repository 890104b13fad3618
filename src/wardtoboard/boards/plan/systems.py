"""What law and policy ask of the seats of integrated care boards and NHS England."""

from __future__ import annotations

from collections.abc import Mapping

from wardtoboard.boards.facts import Role, Seat
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.provisions.facts_of_a_seat import (
    has_experience_of,
    has_role,
    is_nominated_by,
)
from wardtoboard.boards.law.sitting import Fact
from wardtoboard.boards.plan.options import Option
from wardtoboard.boards.plan.requirements import (
    Demand,
    Fits,
    Row,
    at_least,
    together,
    weights,
)
from wardtoboard.boards.plan.shapes import (
    ALL,
    CHAIR,
    EXECUTIVE,
    NON_EXECUTIVE,
    Maker,
    Options,
    any_of,
    nobody_who,
    role_of,
    someone,
    sure,
)

GROUPS = {
    "trusts": "NHS trusts and foundation trusts",
    "primary_medical": "primary medical services",
    "local_authority": "local authorities",
}


def _is_ordinary(option: Option) -> bool:
    return option.kind is not CHAIR and option.role is not Role.CHIEF_EXECUTIVE


def _ordinary(fact: Fact) -> Fits:
    return lambda option: _is_ordinary(option) and option.has(fact)


def _three_ordinary(asked: Asked, options: Options) -> Demand:
    return at_least(options, asked.value("min_ordinary"), _ordinary(lambda seat: True))


def _from_each_group(asked: Asked, options: Options) -> Demand:
    return together(
        at_least(options, 1, _ordinary(is_nominated_by(group)), f"nominated by {GROUPS[group]}")
        for group in asked.value("partner_groups")
    )


def _mental_illness(asked: Asked, options: Options) -> Demand:
    fact = has_experience_of("mental_illness_services")
    return at_least(options, asked.value("min"), _ordinary(fact), "experience of mental illness")


def _three_executives(asked: Asked, options: Options) -> Demand:
    return together(
        at_least(options, 1, sure(EXECUTIVE, fact=has_role(role))) for role in asked.value("roles")
    )


def _two_non_executives(asked: Asked, options: Options) -> Demand:
    return at_least(options, asked.value("min_ned"), sure(NON_EXECUTIVE))


def _fewer_executives(asked: Asked, options: Options) -> Demand:
    others = weights(options, sure(CHAIR, NON_EXECUTIVE))
    executives = weights(options, any_of(EXECUTIVE))
    majority = Row({**others, **{c: -size for c, size in executives.items()}}, low=1)
    least = at_least(options, asked.value("min_other_ned"), sure(NON_EXECUTIVE))
    return together([Demand((majority,)), least])


def _is_ceo(seat: Seat) -> bool:
    return seat.role is Role.CHIEF_EXECUTIVE and bool(seat.employee)


SYSTEMS: Mapping[str, Maker] = {
    "ICB-CHAIR": role_of(Role.CHAIR, CHAIR),
    "ICB-CEO": someone("", ALL, _is_ceo),
    "ICB-ORD3": _three_ordinary,
    "ICB-PARTNERS": _from_each_group,
    "ICB-MH": _mental_illness,
    "ICB-PRIVATE": nobody_who(lambda seat: seat.private_interest, *ALL),
    "ICB-EXEC3": _three_executives,
    "ICB-NED2": _two_non_executives,
    "NHSE-ED-LT-NED": _fewer_executives,
}
"""What each rule asks of the seats of a board above trusts."""
