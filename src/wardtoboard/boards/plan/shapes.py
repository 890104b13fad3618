"""Shapes that what rules ask of seats have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wardtoboard.boards.facts import Role, SeatKind
from wardtoboard.boards.law.asked import Asked
from wardtoboard.boards.law.provisions.facts_of_a_seat import has_role
from wardtoboard.boards.law.sitting import Fact
from wardtoboard.boards.plan.options import Option
from wardtoboard.boards.plan.requirements import Demand, Fits, Row, at_least, at_most

Options = Sequence[Option]
Maker = Callable[[Asked, Options], Demand]
"""Makes what a rule asks: of seats, nothing at all here, or what is to check."""

CHAIR, EXECUTIVE = SeatKind.CHAIR, SeatKind.EXECUTIVE
NON_EXECUTIVE, MEMBER = SeatKind.NON_EXECUTIVE, SeatKind.MEMBER
ALL = tuple(SeatKind)


def sure(*kinds: SeatKind, fact: Fact | None = None) -> Fits:
    """Fit directors of these kinds of whom something is sure; without a fact, who surely votes."""
    return lambda option: option.kind in kinds and option.has(fact or (lambda seat: True))


def any_of(*kinds: SeatKind) -> Fits:
    """Fit directors of these kinds, whether or not they surely vote."""
    return lambda option: option.kind in kinds


def someone(words: str, kinds: tuple[SeatKind, ...], fact: Fact, least: str = "") -> Maker:
    """Ask for one director, or as many as a value says, of whom something is so."""

    def make(asked: Asked, options: Options) -> Demand:
        number = asked.value(least) if least else 1
        return at_least(options, number, sure(*kinds, fact=fact), words)

    return make


def role_of(role: Role, *kinds: SeatKind) -> Maker:
    """Ask for one director of these kinds in a role."""
    return lambda asked, options: at_least(options, 1, sure(*kinds, fact=has_role(role)))


def three_caps(total: tuple[SeatKind, ...], others: tuple[SeatKind, ...]) -> Maker:
    """Cap all, non-executives and executives, each where its number is known; it may be none."""
    kinds = {"max_total": total, "max_ned": others, "max_ed": (EXECUTIVE,)}

    def make(asked: Asked, options: Options) -> Demand:
        known = [name for name in kinds if name in asked.rule.params or asked.instrument_with(name)]
        rows = [at_most(options, asked.value(name), any_of(*kinds[name])) for name in known]
        return Demand(tuple(rows), is_to_check=not rows)

    return make


def nobody_who(is_wrong: Fact, *kinds: SeatKind) -> Maker:
    """Refuse anyone of these kinds of whom something is so; of the others it is to check."""
    return lambda asked, options: nobody(options, kinds, is_wrong)


def nobody(options: Options, kinds: tuple[SeatKind, ...], is_wrong: Fact) -> Demand:
    """Refuse those who stay and of whom something is so, whether or not they surely vote.

    Whether it is so of anyone else is to check: of candidates nobody told.
    """
    wrong = {
        column: 1.0
        for column, one in enumerate(options)
        if one.stays and one.kind in kinds and one.director.answers(is_wrong)
    }
    return Demand((Row(wrong, high=0),), is_to_check=True)


def not_of_seats(asked: Asked, options: Options) -> Demand:
    """Ask nothing of the seats: the whole rule is to check, with the values in use."""
    for name in asked.rule.params:
        asked.value(name)
    return Demand(is_to_check=True)
