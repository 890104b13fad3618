"""Who is at the table on a day, for the plain twin: directors, shared posts and plain counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from builders.board_rules import RULES
from wardtoboard.boards.facts import Board, Seat

MET, NOT_MET = "met", "not_met"
CANNOT_TELL, NOT_APPLICABLE = "cannot_tell", "not_applicable"

OF_TRUSTS = frozenset(
    {
        "nhs_trust_high_secure",
        "nhs_care_trust",
        "nhs_trust_no_direct_patient_services",
        "nhs_trust_ambulance",
        "nhs_trust_teaching",
        "nhs_trust_deauthorised",
    }
)


@dataclass(frozen=True)
class Unit:
    """People who count as one: those who share a post of an NHS trust, or a person alone."""

    seats: tuple[Seat, ...]

    @property
    def votes(self) -> bool | None:
        """Answer whether the unit is a director for sure; None where nobody told."""
        for seat in self.seats:
            if seat.voting is True:
                return True
        return None


@dataclass(frozen=True)
class Case:
    """One rule before the judge: a board and a day."""

    board: Board
    day: date
    rule: str

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Give what the board is of; every particular NHS trust is an NHS trust."""
        kinds = {str(kind) for kind in self.board.bodies}
        if kinds & OF_TRUSTS:
            kinds.add("nhs_trust")
        return frozenset(kinds)

    @cached_property
    def own(self) -> dict[str, float]:
        """Give the organisation's own numbers that stand over the rule's on the day."""
        numbers: dict[str, float] = {}
        for one in self.board.instruments:
            if one.rule != self.rule or one.start > self.day:
                continue
            if one.end is None or self.day <= one.end:
                numbers.update(one.params)
        return numbers

    @cached_property
    def params(self) -> dict[str, float]:
        return {**RULES[self.rule].params, **self.own}

    def kind_of(self, seat: Seat) -> str:
        """Give the kind; who also works for an NHS trust is an executive of it."""
        if "nhs_trust" in self.bodies and seat.kind == "non_executive" and seat.works_for_trust:
            return "executive"
        return str(seat.kind)

    def directors(self, *kinds: str) -> list[Seat]:
        """Give the directors of these kinds who are in post on the day and may have a vote."""
        return [seat for seat in self.in_post(*kinds) if seat.voting is not False]

    def in_post(self, *kinds: str) -> list[Seat]:
        """Give who holds a seat of these kinds on the day, whether or not it has a vote."""
        found = []
        for seat in self.board.seats:
            if seat.person == "":
                continue
            if seat.start is not None and seat.start > self.day:
                continue
            if seat.end is not None and seat.end < self.day:
                continue
            if self.kind_of(seat) in kinds:
                found.append(seat)
        return found

    def units(self, *kinds: str) -> list[Unit]:
        """Give the directors of these kinds, those who share an executive post as one."""
        alone, shared = [], {}
        for seat in self.directors(*kinds):
            joint = seat.post and self.kind_of(seat) == "executive" and "nhs_trust" in self.bodies
            if joint:
                shared.setdefault(seat.post, []).append(seat)
            else:
                alone.append(Unit((seat,)))
        return alone + [Unit(tuple(seats)) for seats in shared.values()]


def at_most(units: Sequence[Unit], cap: float) -> str:
    sure = sum(1 for unit in units if unit.votes is True)
    if sure > cap:
        return NOT_MET
    return MET if len(units) <= cap else CANNOT_TELL


def at_least(units: Sequence[Unit], floor: float) -> str:
    sure = sum(1 for unit in units if unit.votes is True)
    if sure >= floor:
        return MET
    return NOT_MET if len(units) < floor else CANNOT_TELL


def has_one(units: Sequence[Unit], asked: Callable[[Seat], bool | None]) -> str:
    """Judge whether somebody among them is what is asked; the asker says None for unknown."""
    may_be = False
    for unit in units:
        answers = [asked(seat) for seat in unit.seats]
        if True in answers and unit.votes is True:
            return MET
        if True in answers or None in answers:
            may_be = True
    return CANNOT_TELL if may_be else NOT_MET


def all_of(statuses: Sequence[str]) -> str:
    if NOT_MET in statuses:
        return NOT_MET
    return CANNOT_TELL if CANNOT_TELL in statuses else MET


def years_after(day: date, years: int) -> date:
    """Give the same day of a later (or earlier) year; 29 February becomes 28 February."""
    try:
        return date(day.year + years, day.month, day.day)
    except ValueError:
        return date(day.year + years, 2, 28)
