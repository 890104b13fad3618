"""What whoever asks for a plan wants of the board, beside what the law asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wardtoboard.base.errors import Fault, NotInTableError
from wardtoboard.boards.facts import Board, name_key
from wardtoboard.boards.plan.options import Option
from wardtoboard.boards.plan.requirements import (
    Condition,
    Demand,
    Fits,
    Requirement,
    Row,
    at_least,
    at_most,
    together,
)
from wardtoboard.boards.plan.shapes import ALL, CHAIR, EXECUTIVE, Options, any_of, sure
from wardtoboard.professions import Profession, load_professions

ONE_CHAIR = "ONE-CHAIR"


@dataclass(frozen=True, slots=True)
class Target:
    """A size in voting seats, the chair's among them, and what must or should be on the board.

    `executives` is an exact number; the board must have the `professions` (ids or names, "ahp" for
    any of its 14) and someone new for each of the `portfolios`; the people of `keep` stay in their
    seats. `skills` are those to cover as far as can be; none named means all that anyone has.
    """

    size_min: int
    size_max: int
    executives: int | None = None
    professions: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    portfolios: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


def check_target(target: Target, board: Board, day: date) -> None:
    """Raise NotInTableError with every profession we do not know and everyone who does not sit."""
    known = load_professions(date.max)
    faults = [
        Fault("we do not know the profession", "Use a name such as pharmacist.", found=name)
        for name in target.professions
        if known.find(name) is None
    ]
    sitting = {name_key(seat.person) for seat in board.on(day) if seat.person}
    faults += [
        Fault(
            f"nobody of this name is on the board on {day.isoformat()}",
            "Write the name as the register has it, or leave it out.",
            found=name,
        )
        for name in target.keep
        if name_key(name) not in sitting
    ]
    if faults:
        raise NotInTableError(faults)


def requirements_of_target(target: Target, options: Options) -> tuple[Requirement, ...]:
    """Give what the target asks of the options; first that the board has one chair."""
    return tuple(
        Requirement(Condition(id_, statement), demand)
        for id_, statement, demand in (
            *_chair(options),
            *_sizes(target, options),
            *_professions(target, options),
            *_portfolios(target, options),
            *_stays(target, options),
        )
    )


Wanted = Iterator[tuple[str, str, Demand]]


def _chair(options: Options) -> Wanted:
    active = [_is_chair_not_suspended(option) for option in options]
    most = Row({column: 1.0 for column, is_one in enumerate(active) if is_one}, high=1)
    demand = together([Demand((most,)), at_least(options, 1, sure(CHAIR))])
    yield ONE_CHAIR, "The board has one chair", demand


def _is_chair_not_suspended(option: Option) -> bool:
    return option.kind is CHAIR and not option.is_suspended


def _sizes(target: Target, options: Options) -> Wanted:
    least = f"At least {target.size_min} voting seats, the chair's among them"
    yield "TARGET-SIZE-MIN", least, at_least(options, target.size_min, sure(*ALL))
    most = f"At most {target.size_max} voting seats, the chair's among them"
    yield "TARGET-SIZE-MAX", most, Demand((at_most(options, target.size_max, any_of(*ALL)),))
    if target.executives is not None:
        exactly = Demand((at_most(options, target.executives, any_of(EXECUTIVE)),))
        demand = together([exactly, at_least(options, target.executives, sure(EXECUTIVE))])
        statement = f"Exactly {target.executives} voting executive seats"
        yield "TARGET-EXECUTIVES", statement, demand


def _professions(target: Target, options: Options) -> Wanted:
    for profession in wanted_professions(target):
        demand = at_least(options, 1, has_profession(profession.id), profession.singular)
        statement = f"The board has someone from the profession {profession.singular}"
        yield f"TARGET-PROFESSION-{profession.id}", statement, demand


def wanted_professions(target: Target) -> tuple[Profession, ...]:
    """Give the professions named, each once."""
    known = load_professions(date.max)
    found = (known.find(name) for name in target.professions)
    return tuple(dict.fromkeys(one for one in found if one))


def has_profession(wanted: str) -> Fits:
    """Ask whether someone of a profession, or of its family, would sit."""
    known = load_professions(date.max)
    return lambda option: any(known.is_in(one, wanted) for one in option.professions)


def _could_answer_for(portfolio: str) -> Fits:
    return lambda option: portfolio.casefold() in option.portfolios


def _portfolios(target: Target, options: Options) -> Wanted:
    for name in dict.fromkeys(target.portfolios):
        demand = at_least(options, 1, _could_answer_for(name), f"could answer for {name}")
        statement = f"Someone new could answer for {name}"
        yield f"TARGET-PORTFOLIO-{name}", statement, demand


def _stays(target: Target, options: Options) -> Wanted:
    for name in dict.fromkeys(target.keep):
        columns = [
            column
            for column, option in enumerate(options)
            if option.stays and name_key(name) in option.people
        ]
        rows = tuple(Row({column: 1.0}, low=1) for column in columns)
        yield f"TARGET-KEEP-{name}", f"{name} stays", Demand(rows)
